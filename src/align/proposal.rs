//! Proposals to join two groups of frames, the likeliest first, alike in any order of the articles.

use std::cmp::Reverse;

/// The place of a frame in an order that does not depend on that of the articles: the rank of its
/// story, and its place there.
pub(crate) type Key = (usize, usize);

/// Two groups that may come together. Of two proposals the greater is the likelier one; of two alike
/// that whose groups begin earlier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Proposal {
    likelihood: i64,
    keys: Reverse<(Key, Key)>,
    /// The two groups.
    pub(crate) groups: [usize; 2],
    /// How many members each had: where that has changed, the proposal is out of date.
    pub(crate) sizes: [usize; 2],
}

impl Proposal {
    /// A proposal for two groups; `keys` are those of their first members.
    pub(crate) fn new(p: f64, keys: [Key; 2], groups: [usize; 2], sizes: [usize; 2]) -> Self {
        Self {
            likelihood: billionths(p),
            keys: Reverse(ordered(keys[0], keys[1])),
            groups,
            sizes,
        }
    }
}

/// A probability to nine places: sums in another order differ beyond.
pub(crate) fn billionths(p: f64) -> i64 {
    (p * 1e9).round() as i64
}

/// The two, the lesser first.
pub(crate) fn ordered<T: Ord>(a: T, b: T) -> (T, T) {
    if a <= b { (a, b) } else { (b, a) }
}
