//! The index of names, of shingles and of whole articles by their words: which articles have a key, and how many.
//!
//! Each batch of articles writes one segment; where several of one level have come together they
//! are merged into one of the next, so that no page of the file is written more than a few times
//! however large the store grows. A segment is a row of chunks, each of some 200 entries in the
//! order of their keys.

mod entry;
mod lookup;
mod merge;
mod segment;

pub(super) use entry::Entry;
pub(super) use lookup::{Posting, look_up};
pub(super) use merge::{level, merge};
pub(super) use segment::{Walk, write};

use xxhash_rust::xxh3::xxh3_64;

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name. Articles are listed as long as there are few of them.
    Name,
    /// A run of words. The latest articles are listed.
    Shingle,
    /// All words of an article. The latest articles are listed.
    Words,
}

impl Kind {
    /// All.
    pub(super) const ALL: [Kind; 3] = [Kind::Name, Kind::Shingle, Kind::Words];

    /// The number by which the tables know it.
    pub(super) fn number(self) -> i64 {
        match self {
            Kind::Name => 0,
            Kind::Shingle => 1,
            Kind::Words => 2,
        }
    }
}

/// Bits of a hash that make a key.
const BITS: u32 = 47;

/// The key of a hash: a number that six bytes of the store hold.
pub(super) fn key(hash: u64) -> i64 {
    (hash >> (u64::BITS - BITS)) as i64
}

/// The key of a name, given in lower case.
pub(super) fn key_of_name(name: &str) -> i64 {
    key(xxh3_64(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::{Connection, params};
    use std::collections::BTreeMap;

    /// Files batches of articles, each with some keys, and merges as it goes.
    fn filed(batches: &[Vec<(u32, Vec<i64>)>]) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::corpus::schema::migrate(&mut connection, 1).unwrap();
        let mut next = 0;
        let mut number = || {
            next += 1;
            next
        };
        for batch in batches {
            let segment = number();
            let mut entries: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
            for (article, keys) in batch {
                keys.iter()
                    .for_each(|key| entries.entry(*key).or_default().push(*article));
            }
            let entries = entries.into_iter().map(|(key, articles)| {
                let count = articles.len() as i64;
                let mut entry = Entry {
                    key,
                    count,
                    articles,
                };
                entry.settle(Kind::Name);
                Ok(entry)
            });
            let articles = batch.len() as i64;
            connection
                .execute(
                    "INSERT INTO segment VALUES (?1, ?2, ?3)",
                    params![segment, level(articles), articles],
                )
                .unwrap();
            write(&connection, Kind::Name, segment, entries).unwrap();
            merge(&connection, &mut number).unwrap();
        }
        connection
    }

    #[test]
    fn what_was_filed_in_many_batches_is_found() {
        // Article a has the keys k for which k divides a, and its own.
        let keys = |a: u32| -> Vec<i64> {
            let mut keys: Vec<i64> = (1..20).filter(|k| i64::from(a) % k == 0).collect();
            keys.push(1_000 + i64::from(a));
            keys
        };
        let all: Vec<(u32, Vec<i64>)> = (1..=700).map(|a| (a, keys(a))).collect();
        let connection = filed(&all.chunks(7).map(<[_]>::to_vec).collect::<Vec<_>>());
        let segments: i64 = connection
            .query_row("SELECT count(*) FROM segment", [], |row| row.get(0))
            .unwrap();
        assert!(segments < 24, "{segments} segments of 100 batches");
        let wanted: Vec<i64> = (1..20).chain([1_000, 1_001, 1_700, 1_701]).collect();
        let found = look_up(&connection, Kind::Name, &wanted).unwrap();
        for (key, posting) in wanted.iter().zip(&found) {
            let having: Vec<u32> = all
                .iter()
                .filter(|(_, keys)| keys.contains(key))
                .map(|(article, _)| *article)
                .collect();
            assert_eq!(posting.count, having.len(), "{key}");
            if having.len() <= entry::LONGEST {
                assert_eq!(posting.articles, having, "{key}");
            } else {
                assert!(posting.articles.is_empty(), "{key}");
            }
        }
        assert!(
            look_up(&connection, Kind::Shingle, &wanted)
                .unwrap()
                .iter()
                .all(|posting| posting.count == 0)
        );
    }

    #[test]
    fn a_walk_meets_every_entry_once_and_in_order() {
        let all: Vec<(u32, Vec<i64>)> = (1..=3_000)
            .map(|a| (a, vec![i64::from(a) * 977 % 3_001]))
            .collect();
        let connection = filed(&[all]);
        let keys: Vec<i64> = Walk::new(&connection, Kind::Name, 1)
            .unwrap()
            .map(|entry| entry.unwrap().key)
            .collect();
        assert_eq!(keys, (1..=3_000).collect::<Vec<i64>>());
    }
}
