//! The word tables of the checks, ready for look-up.

use crate::text::table::{Phrases, WordSet, lines, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

type Words = LazyLock<WordSet>;

/// Names that many states give to their money.
pub(super) static SHARED: Words =
    LazyLock::new(|| words(include_str!("shared_currency_names.txt")));
/// Words in lower case inside names.
pub(super) static PARTICLES: Words = LazyLock::new(|| words(include_str!("particles.txt")));
/// People, of whom a total may be broken up.
pub(super) static PEOPLE: Words = LazyLock::new(|| words(include_str!("people.txt")));
/// People of every sort.
pub(super) static WHOLES: Words = LazyLock::new(|| words(include_str!("wholes.txt")));
/// Words beside which nothing is concluded from a list.
pub(super) static OPEN: Words = LazyLock::new(|| words(include_str!("open.txt")));
/// Nouns to which counts of things do not add up.
pub(super) static WEIGHTED: Words = LazyLock::new(|| words(include_str!("weighted.txt")));
/// Nouns for things of thought.
pub(super) static ENTRIES: Words = LazyLock::new(|| words(include_str!("entries.txt")));
/// What one person scores or makes at a time.
pub(super) static SCORED: Words = LazyLock::new(|| words(include_str!("scored.txt")));
/// Words that make an entry of a list a clause or more than one thing.
pub(super) static CLAUSES: Words = LazyLock::new(|| words(include_str!("clauses.txt")));
/// Words beside scorers of whom one scored more than once.
pub(super) static SEVERAL: Words = LazyLock::new(|| words(include_str!("several.txt")));
/// Words beside a percentage worked out from other figures.
pub(super) static ADJUSTED: Words = LazyLock::new(|| words(include_str!("adjusted.txt")));

/// Words that are numbers or parts of one.
pub(super) static NUMBERS: Words = LazyLock::new(|| {
    let rows = lines(include_str!("../extract/quantity/numerals.txt"));
    rows.filter_map(|line| line.split_whitespace().next())
        .collect()
});

/// Groups of words that exclude each other; whether one group leaves no one out.
pub(super) static OPPOSITES: LazyLock<Vec<(bool, WordSet)>> = LazyLock::new(|| {
    let rows = lines(include_str!("opposites.txt")).filter_map(|line| line.split_once(' '));
    rows.map(|(reach, group)| (reach == "all", words(group)))
        .collect()
});

/// Names that look like misspellings of each other and are none.
pub(super) static DISTINCT: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| {
    let rows = lines(include_str!("distinct.txt")).filter_map(|line| line.split_once(' '));
    rows.flat_map(|(a, b)| [(a, b), (b, a)]).collect()
});

/// The words for the two sides of a vote.
pub(super) static SIDES: LazyLock<FxHashMap<&str, bool>> = LazyLock::new(|| {
    let rows = lines(include_str!("opposed_shares.txt")).filter_map(|line| line.split_once(' '));
    rows.flat_map(|(side, all)| {
        all.split_whitespace()
            .map(move |word| (word, side == "for"))
    })
    .collect()
});

/// What a word of change says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Change {
    /// More.
    Up,
    /// Less.
    Down,
    /// So many times as much.
    Times(f64),
}

/// Words of change.
pub(super) static CHANGES: LazyLock<FxHashMap<&str, Change>> = LazyLock::new(|| {
    let rows = lines(include_str!("changes.txt")).filter_map(|line| line.split_once(' '));
    rows.flat_map(|(what, all)| {
        let change = match what {
            "up" => Some(Change::Up),
            "down" => Some(Change::Down),
            times => times.parse().ok().map(Change::Times),
        };
        all.split_whitespace()
            .filter_map(move |word| Some((word, change?)))
    })
    .collect()
});

/// Countries, and states and provinces that stand after a place.
pub(super) static REGIONS: LazyLock<Phrases<()>> =
    LazyLock::new(|| names(include_str!("regions.txt")));
/// Names that hold an "and".
pub(super) static AND_NAMES: LazyLock<Phrases<()>> =
    LazyLock::new(|| names(include_str!("and_names.txt")));

fn names(table: &str) -> Phrases<()> {
    let mut phrases = Phrases::default();
    for name in lines(table) {
        phrases.add(name, ());
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read() {
        assert!(PEOPLE.contains("women") && !PEOPLE.contains("Nouns"));
        assert_eq!(CHANGES["tripled"], Change::Times(3.0));
        assert_eq!((SIDES["yes"], SIDES["no"]), (true, false));
        assert!(
            OPPOSITES
                .iter()
                .any(|(all, words)| *all && words.contains("women"))
        );
        assert!(
            WHOLES
                .words()
                .all(|w| PEOPLE.contains(w) || w.ends_with("ed"))
        );
    }
}
