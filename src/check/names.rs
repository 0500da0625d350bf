//! Runs of proper names and lists of them.

use super::tables::{AND_NAMES, PARTICLES, REGIONS};
use super::{Desk, is_dash};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// A list as it was cut into entries.
#[derive(Debug, PartialEq)]
pub(super) struct Entries {
    /// The tokens of each.
    pub(super) items: Vec<Range<usize>>,
    /// How many of its "and"s may belong to a name and part no entries.
    pub(super) doubtful: usize,
    /// The token after it.
    pub(super) end: usize,
}

impl Entries {
    /// The fewest and the most entries that it may have.
    pub(super) fn count(&self) -> (usize, usize) {
        (
            self.items.len() - self.doubtful.min(self.items.len()),
            self.items.len(),
        )
    }
}

/// Cuts the tokens from `start` to `end` into the entries of a list that ends with "and" or "or"
/// and its last entry; `None` where it does not.
pub(super) fn entries(desk: &Desk<'_>, start: usize, end: usize) -> Option<Entries> {
    let text = desk.text;
    let by_semicolons = (start..end).any(|k| text.is(k, ";"));
    let mut items = Vec::new();
    let (mut ands, mut from, mut i) = (0, start, start);
    while i < end {
        if let Some((_, past)) = AND_NAMES.at(text, i).filter(|(_, past)| *past <= end) {
            i = past;
            continue;
        }
        let mark = text.is(i, ";") || !by_semicolons && text.is(i, ",");
        let joined = is_and(text, if mark { i + 1 } else { i });
        if !mark && (!joined || by_semicolons) {
            i += 1;
            continue;
        }
        ands += usize::from(joined);
        items.push(from..i);
        i += usize::from(mark) + usize::from(joined);
        from = i;
    }
    items.push(from..end);
    let whole = ands > 0 && items.iter().all(|item| !item.is_empty());
    whole.then(|| Entries {
        items,
        doubtful: ands - 1,
        end,
    })
}

/// Reads a list of proper names that starts with token `start`, up to its last name, as far as
/// names go.
pub(super) fn names(desk: &Desk<'_>, start: usize) -> Option<Entries> {
    let text = desk.text;
    let limit = desk.sentence(start).end;
    let mut end = start;
    let mut last = false;
    loop {
        let past = name(text, end, limit)?;
        let comma = text.is(past, ",") || text.is(past, ";");
        let next = past + usize::from(comma);
        let joined = is_and(text, next);
        if !joined && (last || !comma) {
            return entries(desk, start, past);
        }
        last |= joined;
        end = next + usize::from(joined);
    }
}

/// The token after the proper name that starts with token `i` ("the United States", "Ursula von
/// der Leyen").
fn name(text: &Text<'_>, i: usize, limit: usize) -> Option<usize> {
    if let Some((_, past)) = AND_NAMES.at(text, i).filter(|(_, past)| *past <= limit) {
        return Some(past);
    }
    let first = i + usize::from(text.is(i, "the"));
    if !is_capital(text, first) || first >= limit {
        return None;
    }
    let mut end = first + 1;
    while end < limit {
        let step = if is_capital(text, end) {
            1
        } else if PARTICLES.contains(text.lower(end))
            && text.word(end).starts_with(char::is_lowercase)
        {
            let more = usize::from(PARTICLES.contains(text.lower(end + 1)));
            if !is_capital(text, end + more + 1) {
                break;
            }
            more + 2
        } else if is_inner_mark(text, end) && is_capital(text, end + 1) {
            2
        } else if text.is(end, ".") && text.glued(end) && is_capital(text, end + 1) {
            1
        } else {
            break;
        };
        end += step;
    }
    Some(end.min(limit))
}

/// A hyphen or apostrophe inside a name.
fn is_inner_mark(text: &Text<'_>, i: usize) -> bool {
    matches!(text.word(i), "-" | "\u{2011}" | "'" | "\u{2019}")
        && text.glued(i)
        && text.glued(i + 1)
}

pub(super) fn is_and(text: &Text<'_>, i: usize) -> bool {
    matches!(text.lower(i), "and" | "or")
}

/// A word that starts with a capital.
pub(super) fn is_capital(text: &Text<'_>, i: usize) -> bool {
    text.kind(i) == Some(TokenKind::Word) && text.word(i).starts_with(char::is_uppercase)
}

/// Is this the name of a country, a state or a province?
pub(super) fn is_region(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let start = tokens.start + usize::from(text.is(tokens.start, "the"));
    REGIONS
        .at(text, start)
        .is_some_and(|(_, end)| end == tokens.end)
}

/// The token after the list that starts with token `start` and runs to the end of its sentence, a
/// closing bracket or a dash.
pub(super) fn list_end(desk: &Desk<'_>, start: usize, opener: usize) -> Option<usize> {
    let text = desk.text;
    let sentence = desk.sentence(opener);
    let inside = |k: &usize| *k < sentence.end;
    if text.is(opener, "(") {
        return (start..sentence.end).find(|&k| text.is(k, ")"));
    }
    if is_dash(text, opener)
        && let Some(end) = (start..sentence.end).find(|&k| is_dash(text, k))
    {
        return Some(end);
    }
    let last = sentence.end.checked_sub(1).filter(|k| *k >= start)?;
    let mark = matches!(text.word(last), "." | "!" | "?");
    Some(if mark { last } else { last + 1 }).filter(|end| inside(&(end - 1)))
}
