//! Parts of a whole: "a third", "two-thirds", "half of", "one in five", "four in ten".

use super::lexicon::Lexicon;
use super::numeral;
use super::shape::Shape;
use crate::text::{Text, TokenKind};

/// The share at token `i`, in per cent.
pub(super) fn at(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Shape> {
    half(text, lexicon, i)
        .or_else(|| fraction(text, lexicon, i))
        .or_else(|| one_in(text, lexicon, i))
        .or_else(|| things_in(text, lexicon, i))
}

/// "half of", "half the", "about half"; not "second half", "half-time", "half a dozen".
fn half(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Shape> {
    if !text.is(i, "half") || (text.is(i + 1, "-") && text.glued(i + 1)) {
        return None;
    }
    let follows = matches!(
        text.lower(i + 1),
        "of" | "the" | "its" | "their" | "his" | "her" | "those" | "them"
    );
    let of_unit = matches!(text.lower(i + 1), "a" | "an");
    let hedged = !of_unit && lexicon.hedge_before(text, i).is_some();
    let ranked = i > 0
        && matches!(
            text.lower(i - 1),
            "first" | "second" | "other" | "one" | "better"
        );
    (!ranked && (follows || hedged)).then(|| share(1.0, 2.0, i + 1))
}

/// "two thirds", "three-quarters", "a third of"; "one third".
fn fraction(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Shape> {
    if text.kind(i) == Some(TokenKind::Number) {
        return None;
    }
    let (count, mut at) = match text.lower(i) {
        "a" => (1.0, i + 1),
        _ => numeral::at(text, lexicon, i)
            .filter(|n| !n.digits && n.value > 0.0 && n.value < 20.0)
            .map(|n| (n.value, n.end))?,
    };
    at += usize::from(text.is(at, "-") && text.glued(at));
    let parts = lexicon
        .fraction(text, at)
        .filter(|p| *p > 2.0 && *p <= 10.0 && *p > count)?;
    // "a fourth" ranks; "one fourth" is a part.
    if text.is(at, "fourth") && !text.is(i, "one") {
        return None;
    }
    let plural = text.lower(at).ends_with('s');
    let of_whole = text.is(at + 1, "of");
    let ends = !starts_noun(text, at + 1);
    let hedged = lexicon.hedge_before(text, i).is_some();
    let fits = if count > 1.0 {
        plural
    } else {
        !plural && (of_whole || (hedged || count == 1.0) && ends)
    };
    if !fits || is_of_number(text, lexicon, at + 1) {
        return None;
    }
    Some(share(count, parts, at + 1))
}

/// "a quarter of a million": the fraction of a number, read elsewhere as that number.
fn is_of_number(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> bool {
    text.is(i, "of") && text.is(i + 1, "a") && lexicon.number(text, i + 2).is_some()
}

fn starts_noun(text: &Text<'_>, i: usize) -> bool {
    text.kind(i) == Some(TokenKind::Word)
        && !matches!(
            text.lower(i),
            "for"
                | "in"
                | "on"
                | "to"
                | "from"
                | "and"
                | "or"
                | "but"
                | "are"
                | "is"
                | "were"
                | "was"
                | "at"
                | "since"
                | "this"
                | "over"
                | "more"
                | "less"
                | "by"
                | "than"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "can"
                | "could"
                | "do"
                | "does"
                | "did"
                | "went"
                | "came"
                | "comes"
                | "goes"
                | "said"
                | "say"
                | "as"
                | "with"
                | "while"
                | "when"
                | "after"
                | "before"
                | "because"
        )
}

/// "one in three", "four in ten", "nine out of ten".
fn one_in(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Shape> {
    const REACH: usize = 6;
    if !(i + 1..i + REACH).any(|k| matches!(text.lower(k), "in" | "out")) {
        return None;
    }
    let first = numeral::at(text, lexicon, i)
        .filter(|n| n.value.fract() == 0.0 && n.value >= 1.0 && n.value < 100.0)?;
    let at = match (text.lower(first.end), text.lower(first.end + 1)) {
        ("in", "every") => first.end + 2,
        ("in", _) => first.end + 1,
        ("out", "of") => first.end + 2 + usize::from(text.is(first.end + 2, "every")),
        _ => return None,
    };
    let second = numeral::at(text, lexicon, at)
        .filter(|n| n.value > first.value && n.value.fract() == 0.0)?;
    let year = second.digits && second.value >= 1900.0 && second.value < 2100.0;
    let in_number = text.is(first.end, "in") && first.value > 9.0;
    let small = first.value < 10.0
        && (first.value == 1.0 || matches!(second.value as i64, 3..=10 | 20 | 100));
    // "Two out of 500" is a share; "fourteen out of 21" counts both.
    let whole = second.value as i64;
    let round = matches!(whole, 3..=10 | 20 | 25 | 50) || whole % 100 == 0;
    if year || in_number || !(small || text.is(first.end, "out") && round) {
        return None;
    }
    Some(share(first.value, second.value, second.end))
}

/// "two people in three", "one child out of every five": the thing counted stands between. "Two
/// men in three cars" counts both.
fn things_in(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Shape> {
    let whole = |k: usize| {
        numeral::at(text, lexicon, k).filter(|n| n.value.fract() == 0.0 && n.value >= 1.0)
    };
    let first = whole(i).filter(|n| n.value < 10.0)?;
    let thing = first.end;
    let noun = text.kind(thing) == Some(TokenKind::Word) && lexicon.number(text, thing).is_none();
    let at = match (text.lower(thing + 1), text.lower(thing + 2)) {
        ("in", "every") => thing + 3,
        ("in", _) => thing + 2,
        ("out", "of") => thing + 3 + usize::from(text.is(thing + 3, "every")),
        _ => return None,
    };
    let second = whole(at).filter(|n| n.value > first.value)?;
    let parts = matches!(second.value as i64, 2..=10 | 20 | 100);
    let ends = !starts_noun(text, second.end) && lexicon.unit(text, second.end).is_none();
    (noun && parts && ends && !is_timed(lexicon, text, thing))
        .then(|| share(first.value, second.value, second.end))
}

/// Is the word a unit ("two days in five")? Then the numbers may tell a pace and no share.
fn is_timed(lexicon: &Lexicon, text: &Text<'_>, i: usize) -> bool {
    lexicon.unit(text, i).is_some()
}

/// So many parts in a whole, in per cent to one decimal.
fn share(count: f64, parts: f64, end: usize) -> Shape {
    let percent = (count / parts * 1000.0).round() / 10.0;
    Shape::measure(percent, 100.0 / parts / 10.0, "%", end)
}
