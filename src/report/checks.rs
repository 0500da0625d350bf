//! Checks inside one article: weekdays against dates, bracketed conversions.

use super::{Check, CheckKind};
use crate::extract::quantity::{Lexicon, QuantityMention};
use crate::extract::{Detail, Mention, Story, is_bracketed};
use crate::value::Measured;
use itertools::Itertools;

/// What is wrong inside one article.
pub(super) fn of(story: &Story<'_>, lexicon: &Lexicon) -> Vec<Check> {
    let source = story.text.source();
    let check = |kind, span: std::ops::Range<usize>, why| Check {
        kind,
        article: story.article.id.clone(),
        start: span.start,
        end: span.end,
        text: source[span].to_owned(),
        why,
    };
    let weekdays = story
        .weekday_conflicts
        .iter()
        .map(|(span, why)| check(CheckKind::Weekday, span.clone(), why.clone()));
    let conversions = story
        .mentions
        .windows(2)
        .filter_map(|pair| {
            Some((
                conversion(story, &pair[0], &pair[1], lexicon)?,
                pair[1].span.clone(),
            ))
        })
        .map(|(why, span)| check(CheckKind::Conversion, span, why));
    let mut all: Vec<Check> = weekdays.chain(conversions).collect();
    all.sort_by_key(|c| (c.start, c.end));
    all
}

/// What is wrong with a value in brackets after another of the same dimension in another unit.
fn conversion(
    story: &Story<'_>,
    first: &Mention,
    second: &Mention,
    lexicon: &Lexicon,
) -> Option<String> {
    let (Detail::Quantity(a), Detail::Quantity(b)) = (&first.detail, &second.detail) else {
        return None;
    };
    if !is_bracketed(&story.text, a, b) {
        return None;
    }
    let (x, y) = (a.quantity.unit.as_deref()?, b.quantity.unit.as_deref()?);
    let (from, to) = (lexicon.unit_by_symbol(x)?, lexicon.unit_by_symbol(y)?);
    if x == y || from.dimension != to.dimension {
        return None;
    }
    let base = |m: &QuantityMention, unit: &crate::extract::quantity::Unit| {
        Measured::new(&m.quantity, m.step, unit.factor, unit.zero)
    };
    let (p, q) = (base(a, from), base(b, to));
    // Each side may be rounded by half its last stated place; writers also cut where they should
    // round, hence the whole place of the converted value.
    let slack = p.rounding
        + 2.0 * q.rounding
        + 0.01
            * (p.nominal - from.zero)
                .abs()
                .max((q.nominal - to.zero).abs());
    if (p.nominal - q.nominal).abs() <= slack {
        return None;
    }
    let converted = (p.nominal - to.zero) / to.factor;
    let digits = if converted.abs() < 10.0 { 1 } else { 0 };
    let written = |tokens: std::ops::Range<usize>| {
        story.text.source()[story.text.span(tokens)]
            .split_whitespace()
            .join(" ")
    };
    Some(format!(
        "{} is {converted:.digits$} {y}, not {}",
        written(a.core.clone()),
        written(b.core.clone())
    ))
}
