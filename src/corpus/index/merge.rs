//! Segments of one level are merged into one of the next when there are many of them.

use super::segment::{Walk, write};
use super::{Entry, Kind};
use rusqlite::{Connection, params};
use std::iter::Peekable;

/// So many segments of a level become one.
const MANY: i64 = 8;

/// The level of a segment of so many articles.
pub(in crate::corpus) fn level(articles: i64) -> i64 {
    i64::from(articles.max(1).ilog(MANY))
}

/// Merges segments until no level has many. `next` gives the number of a new segment.
pub(in crate::corpus) fn merge(
    connection: &Connection,
    mut next: impl FnMut() -> i64,
) -> rusqlite::Result<()> {
    while let Some(level) = crowded(connection)? {
        let (numbers, articles) = of_level(connection, level)?;
        let number = next();
        for kind in Kind::ALL {
            let walks: rusqlite::Result<Vec<Walk<'_>>> = numbers
                .iter()
                .map(|number| Walk::new(connection, kind, *number))
                .collect();
            write(connection, kind, number, Merged::new(kind, walks?))?;
        }
        for old in &numbers {
            for kind in Kind::ALL {
                connection.execute(
                    "DELETE FROM chunk WHERE kind = ?1 AND segment = ?2",
                    params![kind.number(), old],
                )?;
            }
            connection.execute("DELETE FROM segment WHERE number = ?1", [old])?;
        }
        let level = self::level(articles).max(level + 1);
        connection.execute(
            "INSERT INTO segment VALUES (?1, ?2, ?3)",
            params![number, level, articles],
        )?;
    }
    Ok(())
}

/// The lowest level with many segments.
fn crowded(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    let mut levels = connection.prepare_cached(
        "SELECT level FROM segment GROUP BY level HAVING count(*) >= ?1 ORDER BY level LIMIT 1",
    )?;
    let mut rows = levels.query([MANY])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

/// The segments of a level, and how many articles they have together.
fn of_level(connection: &Connection, level: i64) -> rusqlite::Result<(Vec<i64>, i64)> {
    let mut segments = connection
        .prepare_cached("SELECT number, articles FROM segment WHERE level = ?1 ORDER BY number")?;
    let rows = segments.query_map([level], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
    })?;
    let rows: rusqlite::Result<Vec<(i64, i64)>> = rows.collect();
    let rows = rows?;
    let articles = rows.iter().map(|(_, articles)| articles).sum();
    Ok((
        rows.into_iter().map(|(number, _)| number).collect(),
        articles,
    ))
}

/// The entries of several segments in the order of their keys, those of one key added up.
struct Merged<'c> {
    kind: Kind,
    walks: Vec<Peekable<Walk<'c>>>,
}

impl<'c> Merged<'c> {
    fn new(kind: Kind, walks: Vec<Walk<'c>>) -> Self {
        let walks = walks.into_iter().map(Iterator::peekable).collect();
        Self { kind, walks }
    }

    fn advance(&mut self) -> rusqlite::Result<Option<Entry>> {
        let mut least = None;
        for walk in &mut self.walks {
            match walk.peek() {
                Some(Ok(entry)) => {
                    least = Some(least.map_or(entry.key, |key: i64| key.min(entry.key)));
                }
                Some(Err(_)) => {
                    if let Some(Err(error)) = walk.next() {
                        return Err(error);
                    }
                }
                None => {}
            }
        }
        let Some(key) = least else {
            return Ok(None);
        };
        let mut sum = Entry {
            key,
            count: 0,
            articles: Vec::new(),
        };
        for walk in &mut self.walks {
            let same =
                |next: &rusqlite::Result<Entry>| matches!(next, Ok(entry) if entry.key == key);
            if let Some(entry) = walk.next_if(same).transpose()? {
                sum.add(entry);
            }
        }
        sum.settle(self.kind);
        Ok(Some(sum))
    }
}

impl Iterator for Merged<'_> {
    type Item = rusqlite::Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.advance().transpose()? {
                // Whoever came has gone.
                Ok(entry) if entry.count == 0 && entry.articles.is_empty() => {}
                next => return Some(next),
            }
        }
    }
}
