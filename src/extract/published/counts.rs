//! Counts and ordinals in front of a unit of time: "eleventh month", "1,000th day", "two years".

use crate::text::table::lines;
use crate::text::{Text, TokenKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Ordinals in words. "first" is no count elsewhere, but it is in front of a unit.
static ORDINALS: LazyLock<FxHashMap<&'static str, i32>> = LazyLock::new(|| {
    let rows = lines(include_str!("../quantity/ordinals.txt")).filter_map(row);
    rows.chain([("first", 1)]).collect()
});

/// Numbers in one word.
static NUMBERS: LazyLock<FxHashMap<&'static str, i32>> = LazyLock::new(|| {
    let rows = lines(include_str!("../quantity/numerals.txt"));
    rows.filter(|line| !line.ends_with("scale") && !line.ends_with("hundred"))
        .filter_map(row)
        .collect()
});

fn row(line: &'static str) -> Option<(&'static str, i32)> {
    let mut columns = line.split_whitespace();
    Some((columns.next()?, columns.next()?.parse().ok()?))
}

/// The longest count taken seriously.
const MOST: i32 = 20_000;

/// The number that one word, in lower case, stands for: "two", "1,000".
pub(super) fn number(word: &str) -> Option<i32> {
    let known = NUMBERS.get(word).copied();
    let written = || word.replace(',', "").parse().ok();
    known.or_else(written).filter(|n| (1..=MOST).contains(n))
}

/// The ordinal right before token `i`, and its first token.
pub(super) fn ordinal_before(text: &Text, i: usize) -> Option<(i32, usize)> {
    let last = i.checked_sub(1)?;
    if let Some(count) = ORDINALS.get(text.lower(last)) {
        return Some((*count, last));
    }
    let digits = last.checked_sub(1)?;
    let suffix = matches!(text.lower(last), "st" | "nd" | "rd" | "th") && text.glued(last);
    let written = suffix && text.kind(digits) == Some(TokenKind::Number);
    let count = number(text.lower(digits)).filter(|_| written)?;
    Some((count, digits))
}
