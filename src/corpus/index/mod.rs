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
