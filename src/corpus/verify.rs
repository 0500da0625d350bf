//! The store checks itself.

use super::index::{Kind, Walk};
use super::rows::names_of;
use super::{Corpus, CorpusError, load, prepare};
use rusqlite::Connection;

/// So many problems are told; more would say no more.
const MOST: usize = 100;

impl Corpus {
    /// Looks for damage: in the file itself, in what refers to what, in every article's text against
    /// its hash, in the counts and in the index. Returns what was found, in words; nothing if all is
    /// well.
    ///
    /// # Errors
    ///
    /// Fails if the store is so damaged that it cannot be looked through.
    pub fn verify(&self) -> Result<Vec<String>, CorpusError> {
        self.told(self.verify_in())
    }

    fn verify_in(&self) -> rusqlite::Result<Vec<String>> {
        let reading = self.connection.unchecked_transaction()?;
        let mut problems = of_the_file(&reading)?;
        if problems.is_empty() {
            problems.extend(of_articles(&reading)?);
            problems.extend(of_the_index(&reading)?);
        }
        problems.truncate(MOST);
        Ok(problems)
    }
}

/// What SQLite finds.
fn of_the_file(reading: &Connection) -> rusqlite::Result<Vec<String>> {
    let found: Vec<String> = reading
        .prepare(&format!("PRAGMA integrity_check({MOST})"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut problems: Vec<String> = found.into_iter().filter(|line| line != "ok").collect();
    let mut dangling = reading.prepare("PRAGMA foreign_key_check")?;
    let mut rows = dangling.query([])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        problems.push(format!(
            "table {table} refers to an article that is not there"
        ));
    }
    Ok(problems)
}

fn of_articles(reading: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut count = |sql: &str, what: &str| -> rusqlite::Result<()> {
        let count: usize = reading.query_row(sql, [], |row| row.get(0))?;
        if count > 0 {
            problems.push(format!("{count} {what}"));
        }
        Ok(())
    };
    count(
        "SELECT count(*) FROM article WHERE NOT EXISTS (SELECT 1 FROM content WHERE content.article = article.number)",
        "articles without text",
    )?;
    count(
        "SELECT count(*) FROM article \
         WHERE mentions <> (SELECT count(*) FROM mention WHERE mention.article = article.number)",
        "articles with other mentions than were counted",
    )?;
    count(
        "SELECT count(*) FROM (SELECT 1 FROM article GROUP BY id \
         HAVING sum(superseded_by IS NULL) <> 1 OR max(version) <> count(*))",
        "articles whose versions do not follow one another",
    )?;
    count(
        "SELECT abs(articles - (SELECT count(*) FROM article WHERE superseded_by IS NULL)) FROM state",
        "articles more or less than were counted",
    )?;
    count(
        "SELECT abs(articles - (SELECT count(*) FROM words_docsize)) FROM state",
        "articles more or less than can be looked up by their words",
    )?;
    let mut numbers = reading.prepare("SELECT number, hash, id FROM article ORDER BY number")?;
    let mut rows = numbers.query([])?;
    while let Some(row) = rows.next()? {
        let (number, hash, id): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let mut article = load::article(reading, number)?;
        article.id.clear();
        if prepare::hash(&article) != hash {
            problems.push(format!(
                "the text of article '{id}' is not the one that was stored"
            ));
        }
        if problems.len() >= MOST {
            break;
        }
    }
    Ok(problems)
}

/// Can every chunk be read, and are the names of all articles counted?
fn of_the_index(reading: &Connection) -> rusqlite::Result<Vec<String>> {
    let segments: Vec<i64> = reading
        .prepare("SELECT number FROM segment ORDER BY number")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut problems = Vec::new();
    let mut counted = 0_i64;
    for segment in segments {
        for kind in Kind::ALL {
            let mut last = -1;
            for entry in Walk::new(reading, kind, segment)? {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        problems.push(format!("segment {segment} of the index: {error}"));
                        break;
                    }
                };
                if entry.key <= last {
                    problems.push(format!("segment {segment} of the index is out of order"));
                    break;
                }
                last = entry.key;
                if kind == Kind::Name {
                    counted += entry.count;
                }
            }
        }
    }
    let stray: usize = reading.query_row(
        "SELECT count(*) FROM chunk WHERE segment NOT IN (SELECT number FROM segment)",
        [],
        |row| row.get(0),
    )?;
    if stray > 0 {
        problems.push(format!("{stray} chunks of the index belong to no segment"));
    }
    let mut named = 0_i64;
    let mut names = reading.prepare(
        "SELECT names FROM content JOIN article ON article.number = content.article \
         WHERE superseded_by IS NULL",
    )?;
    let mut rows = names.query([])?;
    while let Some(row) = rows.next()? {
        named += names_of(row.get_ref(0)?.as_str()?).len() as i64;
    }
    let noted: i64 = reading.query_row("SELECT names FROM state", [], |row| row.get(0))?;
    if noted != named || counted != named {
        problems.push(format!(
            "the articles have {named} names, the index counts {counted}, and {noted} are noted"
        ));
    }
    Ok(problems)
}
