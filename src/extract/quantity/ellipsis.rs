//! Units left out because the reader knows them: "rose to 2.14 billion crowns from 2.58 billion",
//! "Turnout: 60.6. In 2018 it was 67.5".

use super::context::{
    are_percentage_points, in_brackets, in_hours, in_millions, is_eldest, is_gapped, is_million,
    is_minute, is_short_clock, of_measure, temperature,
};
use super::lexicon::{Lexicon, NumberWord, Places};
use super::referred::referred;
use super::{QuantityMention, Sort};
use crate::text::{Text, TokenKind};
use rustc_hash::FxHashMap;

/// How many sentences back a left-out unit is looked for.
pub(super) const REACH: usize = 3;

/// Nor is it looked for past so many other numbers.
pub(super) const WINDOW: usize = 100;

/// Gives bare numbers the unit that the text around them leaves to the reader, and says what they
/// count.
pub(super) fn complete(
    text: &Text<'_>,
    lexicon: &Lexicon,
    places: &Places,
    found: &mut [QuantityMention],
) {
    let money = main_currency(lexicon, found);
    let minutes = found
        .iter()
        .any(|m| m.sort == Sort::Ordinal && m.quantity.unit.as_deref() == Some("min"));
    for i in (0..found.len()).rev() {
        if let Some(unit) = joined_unit(text, found, i) {
            found[i].quantity.unit = Some(unit);
            found[i].sort = Sort::Measure;
        }
    }
    let race = found
        .iter()
        .any(|m| m.quantity.unit.as_deref() == Some("s") && m.core.len() == 5);
    for i in 0..found.len() {
        if race && is_short_clock(text, &found[i]) {
            in_hours(&mut found[i]);
        }
        if is_million(text, found, i) {
            in_millions(&mut found[i]);
        }
        if is_gapped(text, found, i) {
            found[i].quantity.unit = None;
            found[i].sort = Sort::Count;
        }
        if minutes && is_minute(text, &found[i]) {
            found[i].quantity.unit = Some("min".to_owned());
        }
        if found[i].quantity.unit.as_deref() == Some("°")
            && let Some(scale) = temperature(text, lexicon, found, i)
        {
            found[i].quantity.unit = Some(scale);
        }
        if are_percentage_points(text, lexicon, found, i) {
            let this = &mut found[i];
            (this.quantity.unit, this.sort) = (Some("pp".to_owned()), Sort::Measure);
            this.quantity.of = String::new();
            this.noun = this.noun.end..this.noun.end;
        }
        if is_eldest(text, &found[i]) {
            (found[i].quantity.unit, found[i].sort) = (Some("y".to_owned()), Sort::Age);
        }
        if in_brackets(text, found, i) || of_measure(text, lexicon, found, i) {
            continue;
        }
        if !is_bare(&found[i]) && !is_money_part(text, lexicon, &found[i]) {
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
        let unit = exchange_rate(text, lexicon, places, &found[i])
            .or_else(|| supplied(text, lexicon, found, i, money.as_deref()))
            .or_else(|| answered(text, lexicon, found, i));
        if let Some(unit) = unit {
            found[i].quantity.unit = Some(unit);
            found[i].sort = Sort::Measure;
        }
    }
    for i in (0..found.len()).rev() {
        if let Some(of) = referred(text, found, i) {
            found[i].quantity.of = of;
        }
    }
}

/// The unit of a bare number by how it is written.
fn supplied(
    text: &Text<'_>,
    lexicon: &Lexicon,
    found: &[QuantityMention],
    i: usize,
    money: Option<&str>,
) -> Option<String> {
    match form(text, lexicon, &found[i]) {
        Form::Scaled => {
            if let Some(unit) = told_elsewhere(lexicon, found, i) {
                return Some(unit);
            }
            let about_money = tells_of(text, &found[i], |word| lexicon.money_words.contains(word))
                || !counts_things(text, found, i) && !is_population(text, &found[i]);
            let before = near(text, found, i, 100.0, |unit| {
                !is_share_or_time(lexicon, unit)
                    && (about_money || lexicon.unit_by_symbol(unit).is_some())
            });
            before
                .or_else(|| same_currency(text, lexicon, found, i))
                .or_else(|| {
                    let said = tells_of(text, &found[i], |word| lexicon.money_words.contains(word));
                    money
                        .filter(|_| said && !is_population(text, &found[i]))
                        .map(str::to_owned)
                })
        }
        Form::Decimal => {
            let number = found[i].quantity.number.unwrap_or(0.0);
            let quake = (2.0..10.0).contains(&number)
                && tells_of(text, &found[i], |word| lexicon.quake_words.contains(word));
            quake
                .then(|| "Mw".to_owned())
                .or_else(|| near(text, found, i, 4.0, |unit| unit == "Mw"))
                .or_else(|| near(text, found, i, 4.0, |unit| !is_time(lexicon, unit)))
        }
        Form::Compared => same_sentence(text, found, i),
        Form::Said => said(text, found, i),
        Form::Other => None,
    }
}

/// The unit of the same number elsewhere in the article ("51 million" in the headline, "51 million
/// euros" below it).
fn told_elsewhere(lexicon: &Lexicon, found: &[QuantityMention], i: usize) -> Option<String> {
    let number = found[i].quantity.number?;
    let near = found[i.saturating_sub(WINDOW)..].iter().take(2 * WINDOW);
    let same = near.filter(|m| m.quantity.number == Some(number) && m.sort == Sort::Measure);
    same.filter_map(|m| m.quantity.unit.as_deref())
        .find(|unit| !is_share_or_time(lexicon, unit))
        .map(str::to_owned)
}

/// Is a count of things the nearest number before that is as large ("12 million doses a year …
/// says seven million")?
fn counts_things(text: &Text<'_>, found: &[QuantityMention], i: usize) -> bool {
    let sentence = text.sentence_of(found[i].core.start);
    let Some(value) = middle(&found[i]) else {
        return false;
    };
    let close = |m: &&QuantityMention| {
        middle(m)
            .is_some_and(|v| v > 0.0 && value > 0.0 && v / value <= 100.0 && value / v <= 100.0)
    };
    found[..i]
        .iter()
        .rev()
        .take(WINDOW)
        .take_while(|m| text.sentence_of(m.core.start) + REACH >= sentence)
        .find(close)
        .is_some_and(|m| m.sort == Sort::Count)
}

/// Does some word of the mention's sentence, not too far from it, fit?
fn tells_of(text: &Text<'_>, mention: &QuantityMention, fits: impl Fn(&str) -> bool) -> bool {
    pub(super) const REACH: usize = 40;
    let at = mention.core.start;
    let sentence = text.sentences[text.sentence_of(at)].tokens.clone();
    let close = sentence.start.max(at.saturating_sub(REACH))..sentence.end.min(at + REACH);
    close.into_iter().any(|k| fits(text.lower(k)))
}

/// "5 and 6 kg", "10, 20 and 30 miles": the unit of the number that follows.
fn joined_unit(text: &Text<'_>, found: &[QuantityMention], i: usize) -> Option<String> {
    let (this, next) = (&found[i], found.get(i + 1)?);
    let beside = this.tokens.end + 1 == next.core.start
        && matches!(text.lower(this.tokens.end), "and" | "," | "or");
    let fits = is_bare(this)
        && beside
        && next.sort == Sort::Measure
        && next.tokens.start >= this.tokens.end
        && this
            .quantity
            .number
            .zip(next.quantity.number)
            .is_some_and(|(a, b)| a > 0.0 && b > 0.0 && a / b <= 20.0 && b / a <= 20.0)
        && text.kind(next.core.start) == text.kind(this.core.start);
    next.quantity
        .unit
        .clone()
        .filter(|unit| fits && unit != "y")
}

/// "of which 350 million came from Germany".
fn is_money_part(text: &Text<'_>, lexicon: &Lexicon, mention: &QuantityMention) -> bool {
    mention.part
        && mention.quantity.unit.is_none()
        && mention.noun.is_empty()
        && mention.sort == Sort::Count
        && matches!(form(text, lexicon, mention), Form::Scaled)
}

/// The currency of the number before, in the same sentence.
fn same_currency(
    text: &Text<'_>,
    lexicon: &Lexicon,
    found: &[QuantityMention],
    i: usize,
) -> Option<String> {
    let before = &found[i.checked_sub(1)?];
    let unit = before.quantity.unit.as_deref()?;
    let fits = text.sentence_of(before.core.start) == text.sentence_of(found[i].core.start)
        && lexicon.unit_by_symbol(unit).is_none()
        && unit != "Mw";
    fits.then(|| unit.to_owned())
}

/// "nine minutes by one clock; the museum's says six": the unit of the number before.
fn said(text: &Text<'_>, found: &[QuantityMention], i: usize) -> Option<String> {
    let before = &found[i.checked_sub(1)?];
    let (a, b) = (middle(before)?, middle(&found[i])?);
    let fits = before.sort == Sort::Measure
        && before.quantity.unit.as_deref() != Some("%")
        && text.sentence_of(found[i].core.start) <= text.sentence_of(before.core.start) + 1
        && a > 0.0
        && b > 0.0
        && a / b <= 5.0
        && b / a <= 5.0;
    before.quantity.unit.clone().filter(|_| fits)
}

/// "the peso closed at 4,100 per dollar": the currency whose price in another one is told.
fn exchange_rate(
    text: &Text<'_>,
    lexicon: &Lexicon,
    places: &Places,
    mention: &QuantityMention,
) -> Option<String> {
    const REACH: usize = 12;
    let end = mention.core.end;
    let other = match (text.lower(end), text.lower(end + 1)) {
        ("per", "us" | "u.s.") => end + 2,
        ("to" | "against", "the") => end + 2,
        ("per", _) | ("to", "a") => end + 1,
        _ => return None,
    };
    let (price, _) = lexicon.currency(text, other, places)?;
    let sentence = text.sentences[text.sentence_of(end)].tokens.start;
    (sentence.max(end.saturating_sub(REACH))..mention.core.start)
        .filter(|&k| text.is(k, "the"))
        .filter_map(|k| lexicon.currency(text, k + 1, places))
        .map(|(code, _)| code.to_owned())
        .rfind(|code| code != price)
}

/// A bare number that ends its clause, or opens it as an answer, and is of the size of the measure
/// told right before: "each family gets 50,000 lei and each injured person 8,000", "help came within
/// 22 minutes, they say. Fifty, she says", "a strip 45 km by eight".
fn answered(
    text: &Text<'_>,
    lexicon: &Lexicon,
    found: &[QuantityMention],
    i: usize,
) -> Option<String> {
    let this = &found[i];
    let before = found[..i]
        .iter()
        .rev()
        .take(3)
        .find(|m| !is_bracketed(text, m))
        .filter(|m| m.sort == Sort::Measure)?;
    let unit = before.quantity.unit.clone()?;
    let dimension = lexicon
        .unit_by_symbol(&unit)
        .map_or("money", |u| &u.dimension);
    let (a, b) = (middle(before)?, middle(this)?);
    let alike = |ratio: f64| a > 0.0 && b > 0.0 && a / b <= ratio && b / a <= ratio;
    let start = this.core.start;
    let last = start.checked_sub(1)?;
    let apart = text.sentence_of(start) - text.sentence_of(before.core.start);
    let word_before = start.checked_sub(1).map_or("", |k| text.lower(k));
    let closes = !matches!(
        text.kind(this.tokens.end),
        Some(TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
    ) && !matches!(
        text.word(this.tokens.end),
        "-" | "\u{2013}" | "/" | ":" | "("
    );
    let by = word_before == "by"
        && apart == 0
        && dimension == "length"
        && before.tokens.end + 1 == start;
    let opens = matches!(
        word_before,
        "." | "\"" | "\u{201c}" | "\u{2018}" | "!" | "?"
    ) && text.is(this.tokens.end, ",")
        && apart <= 2
        && alike(5.0);
    let taken = matches!(
        word_before,
        "given"
            | "takes"
            | "took"
            | "take"
            | "gets"
            | "got"
            | "has"
            | "had"
            | "for"
            | "paid"
            | "pays"
    ) && apart <= 1
        && alike(5.0);
    let gapped = apart == 0
        && matches!(dimension, "money" | "mass" | "length")
        && text.kind(last) == Some(TokenKind::Word)
        && !matches!(
            word_before,
            "of" | "in" | "at" | "and" | "or" | "on" | "by" | "about" | "with"
        )
        && alike(10.0)
        && this.core.len() == 1
        && text.word(start).len() >= 3;
    let fits = !matches!(dimension, "percent" | "points" | "temperature" | "angle");
    (fits && (by || closes && (opens || taken || gapped) || opens)).then_some(unit)
}

/// How a bare number is written, which says how much may be supplied.
enum Form {
    /// With "million" or the like: money, or a measure told before.
    Scaled,
    /// With a fraction: seldom a count.
    Decimal,
    /// Set against another number: "from 12", "against 5.86".
    Compared,
    /// What somebody said or something was: "says nine.", "not 750".
    Said,
    Other,
}

fn form(text: &Text<'_>, lexicon: &Lexicon, mention: &QuantityMention) -> Form {
    let core = mention.core.clone();
    let scaled = core
        .clone()
        .any(|k| matches!(lexicon.number(text, k), Some(NumberWord::Scale(v)) if v >= 1e5));
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
    let ends = !matches!(text.kind(core.end), Some(TokenKind::Word)) || text.is(core.end, "by");
    if scaled {
        Form::Scaled
    } else if decimal {
        Form::Decimal
    } else if matches!(before, "from" | "to" | "against" | "than" | "versus") {
        Form::Compared
    } else if ends
        && matches!(
            before,
            "says" | "said" | "say" | "was" | "is" | "not" | "got" | "gave" | "wanted"
        )
    {
        Form::Said
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

pub(super) fn is_bare(mention: &QuantityMention) -> bool {
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
    // "31 cases against 90": the number before counts, and so does this one.
    let counted = i.checked_sub(1).is_some_and(|k| {
        text.sentence_of(found[k].core.start) == sentence
            && found[k].sort == Sort::Count
            && !found[k].noun.is_empty()
    });
    // The conversion in brackets is not what the next number goes on from.
    let told = (0..i)
        .rev()
        .take(3)
        .find(|&k| !is_bracketed(text, &found[k]));
    let before = told.and_then(|k| unit(&found[k]));
    if counted {
        return None;
    }
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

pub(super) fn is_share_or_time(lexicon: &Lexicon, unit: &str) -> bool {
    lexicon.unit_by_symbol(unit).is_some_and(|u| {
        matches!(
            u.dimension.as_str(),
            "time" | "percent" | "points" | "temperature"
        )
    })
}
