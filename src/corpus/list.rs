//! Which articles are stored, and taking some out.

use super::{Corpus, CorpusError, write};
use jiff::civil::Date;
use rusqlite::{Row, params};
use serde::Serialize;

/// An article of the store without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The id by which the store knows it.
    pub id: String,
    /// Which version it is, counted from 1.
    pub version: i64,
    /// Is there no later version?
    pub current: bool,
    /// Where it was read from.
    pub path: String,
    /// The headline that its container states.
    pub title: Option<String>,
    /// The outlet that its container states.
    pub outlet: Option<String>,
    /// The first day on which it may have been published, as far as the article alone tells.
    pub first_day: Option<String>,
    /// The last such day.
    pub last_day: Option<String>,
    /// How that is known: stated, inferred or unknown.
    pub basis: String,
    /// By which clues, in words.
    pub why: String,
    /// The day on which it was added.
    pub added: String,
    /// Bytes of its text.
    pub bytes: usize,
    /// Quantities and dates in it.
    pub mentions: usize,
}

const COLUMNS: &str = "id, version, superseded_by IS NULL, path, title, outlet, first_day, last_day, \
                       basis, why, added, bytes, mentions";

impl Entry {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            version: row.get(1)?,
            current: row.get(2)?,
            path: row.get(3)?,
            title: row.get(4)?,
            outlet: row.get(5)?,
            first_day: row.get(6)?,
            last_day: row.get(7)?,
            basis: row.get(8)?,
            why: row.get(9)?,
            added: row.get(10)?,
            bytes: row.get(11)?,
            mentions: row.get(12)?,
        })
    }
}

/// Which articles are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Published on this day or later or, where nothing tells when, added then or later.
    pub since: Option<Date>,
    /// Old versions, too.
    pub versions: bool,
    /// At the most so many; `None` = all.
    pub limit: Option<usize>,
}

impl Corpus {
    /// Hands the articles that a filter lets pass to `take`, the latest first, until it says `false`.
    /// Returns how many pass the filter but for its limit.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn list(
        &self,
        filter: &Filter,
        take: impl FnMut(Entry) -> bool,
    ) -> Result<usize, CorpusError> {
        self.told(self.list_in(filter, take))
    }

    fn list_in(
        &self,
        filter: &Filter,
        mut take: impl FnMut(Entry) -> bool,
    ) -> rusqlite::Result<usize> {
        let reading = self.connection.unchecked_transaction()?;
        let since = filter.since.map(|day| day.to_string());
        let which =
            "(?1 OR superseded_by IS NULL) AND (?2 IS NULL OR coalesce(last_day, added) >= ?2)";
        let count = match (filter.versions, &since) {
            (false, None) => "SELECT articles FROM state WHERE NOT ?1 AND ?2 IS NULL".to_owned(),
            _ => format!("SELECT count(*) FROM article WHERE {which}"),
        };
        let count = reading.query_row(&count, params![filter.versions, since], |row| row.get(0))?;
        let limit = filter.limit.map_or(-1, |limit| limit as i64);
        let mut statement = reading.prepare(&format!(
            "SELECT {COLUMNS} FROM article WHERE {which} \
             ORDER BY last_day DESC, number DESC LIMIT ?3"
        ))?;
        let mut rows = statement.query(params![filter.versions, since, limit])?;
        while let Some(row) = rows.next()? {
            if !take(Entry::of(row)?) {
                break;
            }
        }
        Ok(count)
    }

    /// All versions of an article, the latest first. `name` is as in [`Corpus::article`].
    ///
    /// # Errors
    ///
    /// Fails if there is no such article, or the store cannot be read.
    pub fn versions(&self, name: &str) -> Result<Vec<Entry>, CorpusError> {
        let number = self.number(name)?;
        let read = || {
            self.connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM article \
                     WHERE id = (SELECT id FROM article WHERE number = ?1) ORDER BY version DESC"
                ))?
                .query_map([number], Entry::of)?
                .collect()
        };
        self.told(read())
    }

    /// Takes an article out, with all its versions; returns how many there were.
    ///
    /// # Errors
    ///
    /// Fails if there is no such article, or the store cannot be written to.
    pub fn remove(&mut self, name: &str) -> Result<usize, CorpusError> {
        let number = self.number(name)?;
        let read = || {
            self.connection
                .prepare(
                    "SELECT number FROM article WHERE id = (SELECT id FROM article WHERE number = ?1)",
                )?
                .query_map([number], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()
        };
        let numbers = self.told(read())?;
        let removed = write::remove(&mut self.connection, &numbers);
        self.told(removed)?;
        Ok(numbers.len())
    }
}
