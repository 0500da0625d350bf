//! Units left out because the reader knows them: "rose to 2.14 billion crowns from 2.58 billion",
//! "Turnout: 60.6. In 2018 it was 67.5".

use super::lexicon::{Lexicon, NumberWord};
use super::{QuantityMention, Sort};
use crate::text::Text;
use rustc_hash::FxHashMap;

/// How many sentences back a left-out unit is looked for.
const REACH: usize = 3;

/// Nor is it looked for past so many other numbers.
const WINDOW: usize = 100;

/// Gives bare numbers the unit that the text around them leaves to the reader.
pub(super) fn complete(text: &Text<'_>, lexicon: &Lexicon, found: &mut [QuantityMention]) {
    let money = main_currency(lexicon, found);
    for i in 0..found.len() {
        if !is_bare(&found[i]) {
            continue;
        }
        if i > 0
            && found[i - 1].sort == Sort::Age
            && joined(text, found[i - 1].core.end, found[i].core.start)
        {
            found[i].quantity.unit = Some("y".to_owned());
            found[i].sort = Sort::Age;
            continue;
        }
        let unit = match form(text, lexicon, &found[i]) {
            Form::Scaled => near(text, found, i, 100.0, |unit| {
                !is_share_or_time(lexicon, unit)
            })
            .or_else(|| money.clone().filter(|_| !is_population(text, &found[i]))),
            Form::Decimal => near(text, found, i, 4.0, |unit| unit == "Mw")
                .or_else(|| near(text, found, i, 4.0, |unit| !is_time(lexicon, unit))),
            Form::Compared => same_sentence(text, found, i),
            Form::Other => None,
        };
        if let Some(unit) = unit {
            found[i].quantity.unit = Some(unit);
            found[i].sort = Sort::Measure;
        }
    }
}

/// How a bare number is written, which says how much may be supplied.
enum Form {
    /// With "million" or the like: money, or a measure told before.
    Scaled,
    /// With a fraction: seldom a count.
    Decimal,
    /// Set against another number: "from 12", "against 5.86".
    Compared,
    Other,
}

fn form(text: &Text<'_>, lexicon: &Lexicon, mention: &QuantityMention) -> Form {
    let core = mention.core.clone();
    let scaled = core
        .clone()
        .any(|k| matches!(lexicon.number(text, k), Some(NumberWord::Scale(v)) if v >= 1e6));
    let decimal = mention
        .quantity
        .number
        .is_some_and(|n| n.fract() != 0.0 && n < 1000.0)
        || text.word(core.start).contains('.');
    let before = mention
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |k| text.lower(k));
    if scaled {
        Form::Scaled
    } else if decimal {
        Form::Decimal
    } else if matches!(before, "from" | "to" | "against" | "than" | "versus") {
        Form::Compared
    } else {
        Form::Other
    }
}

/// Do only "," and "and" stand between two tokens ("aged 26, 31 and 44")?
fn joined(text: &Text<'_>, end: usize, start: usize) -> bool {
    end < start && (end..start).all(|k| matches!(text.lower(k), "," | "and"))
}

/// "a country of 83 million", "some 380 million": people are meant as often as money.
fn is_population(text: &Text<'_>, mention: &QuantityMention) -> bool {
    let before = mention
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |k| text.lower(k));
    before == "of" || mention.quantity.approx == crate::value::Approx::About
}

/// Is this the converted value in brackets after the one told first?
fn is_bracketed(text: &Text<'_>, mention: &QuantityMention) -> bool {
    mention.tokens.start > 0 && text.is(mention.tokens.start - 1, "(")
}

fn is_bare(mention: &QuantityMention) -> bool {
    mention.quantity.unit.is_none()
        && mention.noun.is_empty()
        && mention.sort == Sort::Count
        && !mention.part
}

/// The currency that the article names most often.
fn main_currency(lexicon: &Lexicon, found: &[QuantityMention]) -> Option<String> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for unit in found.iter().filter_map(|m| m.quantity.unit.as_deref()) {
        if lexicon.unit_by_symbol(unit).is_none() && unit != "Mw" {
            *counts.entry(unit).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))
        .map(|(unit, _)| unit.to_owned())
}

/// The unit of the nearest number before (or after, in the same sentence) that is at most `ratio`
/// times larger or smaller and whose unit fits.
fn near(
    text: &Text<'_>,
    found: &[QuantityMention],
    i: usize,
    ratio: f64,
    fits: impl Fn(&str) -> bool,
) -> Option<String> {
    let sentence = text.sentence_of(found[i].core.start);
    let value = middle(&found[i])?;
    let alike = |other: &QuantityMention| {
        let unit = other.quantity.unit.as_deref()?;
        let of_sort = other.sort == Sort::Measure && !is_bracketed(text, other) && fits(unit);
        let size = middle(other)?;
        (of_sort && size > 0.0 && value > 0.0 && size / value <= ratio && value / size <= ratio)
            .then(|| unit.to_owned())
    };
    let before = found[..i]
        .iter()
        .rev()
        .take(WINDOW)
        .take_while(|m| text.sentence_of(m.core.start) + REACH >= sentence)
        .find_map(alike);
    before.or_else(|| {
        found[i + 1..]
            .iter()
            .take(WINDOW)
            .take_while(|m| text.sentence_of(m.core.start) == sentence)
            .find_map(alike)
    })
}

/// The unit of the number before, or after, in the same sentence.
fn same_sentence(text: &Text<'_>, found: &[QuantityMention], i: usize) -> Option<String> {
    let sentence = text.sentence_of(found[i].core.start);
    let value = middle(&found[i])?;
    let unit = |other: &QuantityMention| {
        let size = middle(other)?;
        let close = size > 0.0 && value > 0.0 && size / value <= 10.0 && value / size <= 10.0;
        if close && text.sentence_of(other.core.start) == sentence && other.sort == Sort::Measure {
            other.quantity.unit.clone()
        } else {
            None
        }
    };
    let before = i.checked_sub(1).and_then(|k| unit(&found[k]));
    before.or_else(|| found.get(i + 1).and_then(unit))
}

fn middle(mention: &QuantityMention) -> Option<f64> {
    let quantity = &mention.quantity;
    quantity
        .number
        .or_else(|| Some((quantity.low? + quantity.high?) / 2.0))
}

fn is_time(lexicon: &Lexicon, unit: &str) -> bool {
    lexicon
        .unit_by_symbol(unit)
        .is_some_and(|u| u.dimension == "time")
}

fn is_share_or_time(lexicon: &Lexicon, unit: &str) -> bool {
    lexicon.unit_by_symbol(unit).is_some_and(|u| {
        matches!(
            u.dimension.as_str(),
            "time" | "percent" | "points" | "temperature"
        )
    })
}
