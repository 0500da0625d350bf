//! A share against its part and its whole: "15 of the 60 seats, or 30 per cent".

use crate::check::figure::{Figure, shown};
use crate::check::{Desk, Finding, Kind, is_dash};
use crate::extract::quantity::{QuantityMention, Sort};
use crate::text::TokenKind;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let places = 0..desk.mentions().len();
    places.filter_map(|at| share(desk, at)).collect()
}

fn share(desk: &Desk<'_>, at: usize) -> Option<Finding> {
    let triple = [at, at + 1, at + 2].map(|at| desk.quantity(at));
    let (a, b, c) = (triple[0]?, triple[1]?, triple[2]?);
    let (part, whole, percent) = if is_percent(c) && of_first(desk, a, b, c) {
        (b, a, c)
    } else if is_percent(c) && joined(desk, b.tokens.end, c.tokens.start) {
        (a, b, c)
    } else if is_percent(a) && bracketed(desk, a.tokens.end, b.tokens.start) {
        (b, c, a)
    } else {
        return None;
    };
    let sentence = desk.sentence(a.core.start);
    let counts = [part, whole]
        .iter()
        .all(|m| matches!(m.sort, Sort::Count | Sort::Measure));
    let units = part.quantity.unit == whole.quantity.unit && !is_percent(part);
    let nouns = part.noun.is_empty() || part.noun.start >= whole.tokens.start;
    let of = is_of(desk, part, whole) || std::ptr::eq(part, b) && std::ptr::eq(whole, a);
    if !counts || !units || !nouns || !of || !sentence.contains(&c.core.start) {
        return None;
    }
    if is_elsewhere(desk, percent.tokens.end) || !percent.noun.is_empty() {
        return None;
    }
    let (p, x, y) = (
        Figure::of(desk, percent)?,
        Figure::of(desk, part)?,
        Figure::of(desk, whole)?,
    );
    if x.low < 0.0 || y.low <= 0.0 {
        return None;
    }
    let (low, high) = (100.0 * x.low / y.high, 100.0 * x.high / y.low);
    if p.meets(low - p.place / 2.0, high + p.place / 2.0) {
        return None;
    }
    let rate = 100.0 * x.number / y.number;
    let digits = if p.place < 1.0 || rate < 10.0 { 1 } else { 0 };
    let why = format!(
        "{} of {} is {}%, not {}",
        desk.written(part.core.clone()),
        desk.written(whole.core.clone()),
        shown(rate, digits),
        desk.written(percent.core.clone())
    );
    Some(desk.finding(Kind::Arithmetic, a.tokens.start..c.core.end, why))
}

fn is_percent(mention: &QuantityMention) -> bool {
    mention.quantity.unit.as_deref() == Some("%")
}

/// "15 of the 60", "15 out of 60"
fn is_of(desk: &Desk<'_>, part: &QuantityMention, whole: &QuantityMention) -> bool {
    let text = desk.text;
    let of = if text.is(part.core.end, "out") {
        part.core.end + 1
    } else {
        part.core.end
    };
    let first = whole.core.start;
    text.is(of, "of")
        && (of + 1..first).all(|k| {
            matches!(
                text.lower(k),
                "the" | "its" | "their" | "all" | "a" | "total" | "of" | "those" | "some" | "about"
            )
        })
        && first <= of + 4
        && first > of
}

/// ", or 30 per cent", "(30 per cent", "- 30 per cent"
fn joined(desk: &Desk<'_>, from: usize, to: usize) -> bool {
    let text = desk.text;
    let words = from..to.max(from);
    let or = words.len() <= 3 && text.is(to.saturating_sub(1), "or");
    let mark = words.len() == 1 && (text.is(from, "(") || is_dash(text, from));
    !words.is_empty() && (or || mark)
}

/// "Of the 80 beds, 20, or 25 per cent, …"
fn of_first(
    desk: &Desk<'_>,
    whole: &QuantityMention,
    part: &QuantityMention,
    percent: &QuantityMention,
) -> bool {
    let text = desk.text;
    let start = whole.tokens.start;
    start > 0
        && text.is(start - 1, "of")
        && start - 1 == desk.sentence(start).start
        && text.is(whole.tokens.end, ",")
        && whole.tokens.end + 1 == part.tokens.start
        && joined(desk, part.tokens.end, percent.tokens.start)
}

/// "30 per cent (15 of the 60", "30 per cent, or 15 of"
fn bracketed(desk: &Desk<'_>, from: usize, to: usize) -> bool {
    joined(desk, from, to)
}

/// Is a percentage of something else, or a comparison: "30 per cent of the vote", "30% more"?
fn is_elsewhere(desk: &Desk<'_>, i: usize) -> bool {
    let text = desk.text;
    let whole = matches!(text.lower(i + 1), "the" | "all")
        && matches!(text.lower(i + 2), "total" | "seats" | "whole")
        || matches!(text.lower(i + 1), "all" | "them" | "total");
    match text.kind(i) {
        Some(TokenKind::Word) => match text.lower(i) {
            "of" => !whole,
            "more" | "fewer" | "less" | "higher" | "lower" | "up" | "down" | "above" | "below"
            | "over" | "under" | "in" | "each" | "a" => true,
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{silent, why};

    #[test]
    fn the_reason_tells_the_right_share() {
        assert_eq!(
            why("They won 15 of the 60 seats, or 30 per cent."),
            ["15 of 60 is 25%, not 30 per cent"]
        );
    }

    #[test]
    fn shares_of_something_else_pass() {
        silent("They won 15 of the 60 seats, or 30 per cent of the vote.");
        silent("They won 15 of the 60 seats, 30 per cent more than before.");
        silent("About 25 per cent (15 of 61 patients) got better.");
    }
}
