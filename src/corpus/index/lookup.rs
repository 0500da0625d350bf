//! Looking keys up in all segments.

use super::Kind;
use super::entry::{Entry, LONGEST};
use super::segment::entries;
use rusqlite::{Connection, OptionalExtension, params};

/// What the index says of a key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::corpus) struct Posting {
    /// How many articles have it.
    pub(in crate::corpus) count: usize,
    /// Which, the latest last; empty where they are too many to be listed. One that has gone may
    /// still be listed.
    pub(in crate::corpus) articles: Vec<u32>,
}

/// What the index says of each of `keys`, which are in order.
pub(in crate::corpus) fn look_up(
    connection: &Connection,
    kind: Kind,
    keys: &[i64],
) -> rusqlite::Result<Vec<Posting>> {
    let mut sums: Vec<Entry> = keys
        .iter()
        .map(|key| Entry {
            key: *key,
            count: 0,
            articles: Vec::new(),
        })
        .collect();
    let mut segments = connection.prepare_cached("SELECT number FROM segment ORDER BY number")?;
    let segments: rusqlite::Result<Vec<i64>> = segments.query_map([], |row| row.get(0))?.collect();
    for segment in segments? {
        in_segment(connection, kind, segment, &mut sums)?;
    }
    Ok(sums
        .into_iter()
        .map(|mut sum| {
            sum.settle(kind);
            Posting {
                count: usize::try_from(sum.count).unwrap_or(0),
                articles: if kind == Kind::Name && sum.count > LONGEST as i64 {
                    Vec::new()
                } else {
                    sum.articles
                },
            }
        })
        .collect())
}

/// Adds what one segment says. A chunk is read once for all keys that fall into it.
fn in_segment(
    connection: &Connection,
    kind: Kind,
    segment: i64,
    sums: &mut [Entry],
) -> rusqlite::Result<()> {
    let mut find = connection.prepare_cached(
        "SELECT first_key, entries FROM chunk WHERE kind = ?1 AND segment = ?2 AND first_key <= ?3 \
         ORDER BY first_key DESC LIMIT 1",
    )?;
    let mut chunk: Vec<Entry> = Vec::new();
    for sum in sums {
        if chunk.last().is_none_or(|last| last.key < sum.key) {
            let found = find
                .query_row(params![kind.number(), segment, sum.key], entries)
                .optional()?;
            chunk = found.unwrap_or_default();
        }
        if let Ok(at) = chunk.binary_search_by_key(&sum.key, |entry| entry.key) {
            sum.add(chunk[at].clone());
        }
    }
    Ok(())
}
