//! What a store holds, in figures.

use super::{Corpus, CorpusError, beside, prepare, schema};
use serde::Serialize;

/// A store in figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stats {
    /// Articles, each in its latest version.
    pub articles: usize,
    /// Old versions besides.
    pub old_versions: usize,
    /// Articles with the same words as an earlier one.
    pub duplicates: usize,
    /// Articles of which at least the week of publication is not known.
    pub undated: usize,
    /// Quantities in the articles, without old versions.
    pub quantities: usize,
    /// Dates in the articles, without old versions.
    pub dates: usize,
    /// Bytes of text, with old versions.
    pub text_bytes: u64,
    /// Bytes of the file and of what stands beside it.
    pub stored_bytes: u64,
    /// The earliest day on which an article was published.
    pub first_day: Option<String>,
    /// The latest.
    pub last_day: Option<String>,
    /// The version of the tables.
    pub version: i64,
    /// What read the articles.
    pub reader: String,
    /// Did another release of crosscheck read them? Then `rebuild` reads them anew.
    pub read_by_another: bool,
}

impl Corpus {
    /// The store in figures.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read.
    pub fn stats(&self) -> Result<Stats, CorpusError> {
        self.told(self.stats_in())
    }

    fn stats_in(&self) -> rusqlite::Result<Stats> {
        let reading = self.connection.unchecked_transaction()?;
        let number = |sql: &str| reading.query_row(sql, [], |row| row.get::<_, usize>(0));
        let (articles, reader): (usize, String) =
            reading.query_row("SELECT articles, reader FROM state", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let all = number("SELECT count(*) FROM article")?;
        let (mentions, dates): (usize, usize) = reading.query_row(
            "SELECT coalesce(sum(mentions), 0), coalesce(sum(dates), 0) FROM article \
             WHERE superseded_by IS NULL",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let (first_day, last_day) = reading.query_row(
            "SELECT min(first_day), max(last_day) FROM article WHERE superseded_by IS NULL",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let size = |ending| {
            beside(&self.path, ending)
                .metadata()
                .map_or(0, |about| about.len())
        };
        Ok(Stats {
            articles,
            old_versions: all - articles.min(all),
            duplicates: number(
                "SELECT count(*) - count(DISTINCT words) FROM article WHERE superseded_by IS NULL",
            )?,
            undated: number(
                "SELECT count(*) FROM article WHERE superseded_by IS NULL \
                 AND coalesce(julianday(last_day) - julianday(first_day) > 6, 1)",
            )?,
            quantities: mentions - dates.min(mentions),
            dates,
            text_bytes: number("SELECT coalesce(sum(bytes), 0) FROM article")? as u64,
            stored_bytes: ["", "-wal"].into_iter().map(size).sum(),
            first_day,
            last_day,
            version: schema::VERSION,
            read_by_another: reader != prepare::READER,
            reader,
        })
    }
}
