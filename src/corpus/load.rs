//! Articles as they are taken out of the store again.

use super::{Corpus, CorpusError};
use crate::article::{Article, StatedDate};
use rusqlite::{Connection, OptionalExtension};

/// The article with this number. Its id is the one by which the store knows it.
pub(super) fn article(connection: &Connection, number: i64) -> rusqlite::Result<Article> {
    connection
        .prepare_cached(
            "SELECT id, path, title, outlet, url, text, front_matter, content.dates, section \
             FROM article JOIN content ON content.article = article.number WHERE number = ?1",
        )?
        .query_row([number], |row| {
            let front_matter: usize = row.get(6)?;
            let dates: String = row.get(7)?;
            Ok(Article {
                id: row.get(0)?,
                path: row.get(1)?,
                title: row.get(2)?,
                outlet: row.get(3)?,
                section: row.get(8)?,
                url: row.get(4)?,
                text: row.get(5)?,
                dates: dates_of(&dates),
                front_matter: 0..front_matter,
            })
        })
}

fn dates_of(json: &str) -> Vec<StatedDate> {
    let dates: Vec<[String; 2]> = serde_json::from_str(json).unwrap_or_default();
    dates
        .into_iter()
        .map(|[text, place]| StatedDate { text, place })
        .collect()
}

/// The number of the latest version of an article, by its id.
pub(super) fn number_of(connection: &Connection, id: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT number FROM article WHERE id = ?1 AND superseded_by IS NULL")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// The numbers of all articles without old versions.
pub(super) fn current(connection: &Connection) -> rusqlite::Result<Vec<u32>> {
    connection
        .prepare_cached("SELECT number FROM article WHERE superseded_by IS NULL ORDER BY number")?
        .query_map([], |row| row.get(0))?
        .collect()
}

impl Corpus {
    /// The article that goes by this name: its id, else its path, else the name of its file where
    /// only one article has it. An old version is named as `ID@VERSION`.
    ///
    /// # Errors
    ///
    /// Fails if there is none, or the store cannot be read.
    pub fn article(&self, name: &str) -> Result<Article, CorpusError> {
        let number = self.number(name)?;
        self.told(article(&self.connection, number))
    }

    /// All articles without old versions, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn all(&self) -> Result<Vec<Article>, CorpusError> {
        self.told(self.all_in())
    }

    fn all_in(&self) -> rusqlite::Result<Vec<Article>> {
        let reading = self.connection.unchecked_transaction()?;
        let numbers = current(&reading)?.into_iter();
        numbers
            .map(|number| article(&reading, i64::from(number)))
            .collect()
    }

    pub(super) fn number(&self, name: &str) -> Result<i64, CorpusError> {
        let connection = &self.connection;
        if let Some(number) = self.told(number_of(connection, name))? {
            return Ok(number);
        }
        let old = name
            .rsplit_once('@')
            .and_then(|(id, version)| Some((id, version.parse::<i64>().ok()?)));
        if let Some((id, version)) = old {
            let found = connection
                .query_row(
                    "SELECT number FROM article WHERE id = ?1 AND version = ?2",
                    rusqlite::params![id, version],
                    |row| row.get(0),
                )
                .optional();
            if let Some(number) = self.told(found)? {
                return Ok(number);
            }
        }
        let mut found = self.told(by_path(connection, name))?;
        match found.as_slice() {
            [(number, _)] => Ok(*number),
            [] => Err(CorpusError::Unknown {
                name: name.to_owned(),
            }),
            _ => {
                let more = found.len().saturating_sub(MOST_NAMED);
                found.truncate(MOST_NAMED);
                Err(CorpusError::Ambiguous {
                    name: name.to_owned(),
                    ids: found.into_iter().map(|(_, id)| id).collect(),
                    more,
                })
            }
        }
    }
}

/// So many of the articles that go by one name are named.
const MOST_NAMED: usize = 10;

/// The articles, by number and id, whose path is `name` or ends with it.
fn by_path(connection: &Connection, name: &str) -> rusqlite::Result<Vec<(i64, String)>> {
    connection
        .prepare_cached(
            "SELECT number, id FROM article WHERE superseded_by IS NULL \
             AND (path = ?1 OR path LIKE '%/' || replace(replace(?1, '%', '\\%'), '_', '\\_') ESCAPE '\\') \
             ORDER BY number",
        )?
        .query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
