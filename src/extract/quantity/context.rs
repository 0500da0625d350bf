//! Numbers whose first reading the article around them corrects: hours of a race, last year's
//! figures in brackets, degrees of a scale named nearby.

use super::ellipsis::{REACH, WINDOW, is_bare, is_share_or_time};
use super::lexicon::Lexicon;
use super::{QuantityMention, Sort};
use crate::text::{Text, TokenKind};

/// "2:06" beside "2:05:41": hours and minutes of a race.
pub(super) fn is_short_clock(text: &Text<'_>, mention: &QuantityMention) -> bool {
    mention.quantity.unit.as_deref() == Some("s")
        && mention.core.len() == 3
        && text.is(mention.core.start + 1, ":")
        && text.word(mention.core.start).len() == 1
}

pub(super) fn in_hours(mention: &mut QuantityMention) {
    let quantity = &mut mention.quantity;
    for bound in [&mut quantity.number, &mut quantity.low, &mut quantity.high] {
        *bound = bound.map(|n| n * 60.0);
    }
    mention.step *= 60.0;
}

/// "1.3m active soldiers and 2m in reserve": the second "m" is a million as the first is.
pub(super) fn is_million(text: &Text<'_>, found: &[QuantityMention], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|k| &found[k]) else {
        return false;
    };
    let short = |m: &QuantityMention| m.core.len() == 2 && text.is(m.core.end - 1, "m");
    let this = &found[i];
    short(this)
        && short(before)
        && this.quantity.unit.as_deref() == Some("m")
        && this.noun.is_empty()
        && before.quantity.unit.is_none()
        && before.sort == Sort::Count
        && text.sentence_of(before.core.start) == text.sentence_of(this.core.start)
        && matches!(
            text.lower(this.core.end),
            "in" | "on" | "" | "." | "," | "at" | "from"
        )
}

pub(super) fn in_millions(mention: &mut QuantityMention) {
    let quantity = &mut mention.quantity;
    for bound in [&mut quantity.number, &mut quantity.low, &mut quantity.high] {
        *bound = bound.map(|n| super::numeral::tidy(n * 1e6));
    }
    mention.step *= 1e6;
    quantity.unit = None;
    mention.sort = Sort::Count;
}

/// "National Accord has 71 seats and Free Citizens, its partner, 34.": the second number counts
/// what the first does and is no age.
pub(super) fn is_gapped(text: &Text<'_>, found: &[QuantityMention], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|k| &found[k]) else {
        return false;
    };
    let this = &found[i];
    this.sort == Sort::Age
        && this.core.len() == 1
        && this.core.start > 0
        && text.is(this.core.start - 1, ",")
        && matches!(text.word(this.core.end), "." | ";")
        && before.sort == Sort::Count
        && !before.noun.is_empty()
        && text.sentence_of(before.core.start) == text.sentence_of(this.core.start)
        && (matches!(text.lower(before.tokens.end), "and" | "," | ";")
            || is_contrasted(text, before.tokens.end..this.core.start))
        && !text.is(before.tokens.end + 1, "said")
}

/// "… counts nine breaches of the truce; the rebels, 31": a semicolon stands before the few words
/// that name whose the second number is.
fn is_contrasted(text: &Text<'_>, between: std::ops::Range<usize>) -> bool {
    const LONGEST_NAME: usize = 5;
    between
        .clone()
        .rev()
        .take(LONGEST_NAME)
        .any(|k| text.is(k, ";"))
}

/// The age of a bare number beside a superlative of age: "the oldest of them 58", "at 58 the
/// oldest", "the youngest was 14".
pub(super) fn is_eldest(text: &Text<'_>, mention: &QuantityMention) -> bool {
    const REACH: usize = 3;
    let superlative = |k: usize| matches!(text.lower(k), "oldest" | "youngest" | "eldest");
    let core = &mention.core;
    // "the oldest of the 15" counts.
    let told = core.start > 0 && !text.is(core.start - 1, "the");
    let before = told
        && (core.start.saturating_sub(REACH)..core.start)
            .rev()
            .take_while(|&k| text.kind(k) == Some(TokenKind::Word))
            .any(superlative);
    let after = core.start > 0
        && text.is(core.start - 1, "at")
        && (core.end..core.end + REACH).any(superlative);
    let fits = mention
        .quantity
        .number
        .is_some_and(|n| n <= 120.0 && n.fract() == 0.0);
    let bare =
        mention.quantity.unit.is_none() && mention.noun.is_empty() && mention.sort == Sort::Count;
    bare && fits && (before || after)
}

/// "up three points to 45%": points beside a percentage are percentage points, but not those of a
/// share index or a league.
pub(super) fn are_percentage_points(
    text: &Text<'_>,
    lexicon: &Lexicon,
    found: &[QuantityMention],
    i: usize,
) -> bool {
    let this = &found[i];
    let points = this.noun.len() == 1 && matches!(text.lower(this.noun.start), "point" | "points");
    if !points || this.quantity.unit.is_some() || this.sort != Sort::Count {
        return false;
    }
    let sentence = text.sentence_of(this.core.start);
    let share = |m: &QuantityMention| {
        matches!(m.quantity.unit.as_deref(), Some("%" | "pp" | "bp"))
            && text.sentence_of(m.core.start).abs_diff(sentence) <= 1
    };
    let window = i.saturating_sub(4)..(i + 5).min(found.len());
    let tokens = text.sentences[sentence].tokens.clone();
    let near = tokens.start.max(this.core.start.saturating_sub(40))..tokens.end;
    let index = near.take(80).any(|k| {
        lexicon.index_words.contains(text.lower(k)) || text.is(k, "&") && text.is(k + 1, "p")
    });
    !index && found[window].iter().any(share)
}

/// "in the 78th", in an article that tells of the 67th minute.
pub(super) fn is_minute(text: &Text<'_>, mention: &QuantityMention) -> bool {
    text.is(mention.tokens.start, "the")
        && mention.sort == Sort::Ordinal
        && mention.quantity.unit.is_none()
        && mention.noun.is_empty()
        && mention.quantity.number.is_some_and(|n| n <= 130.0)
}

/// The scale of a bare "12 degrees" where temperatures are told close by.
pub(super) fn temperature(
    text: &Text<'_>,
    lexicon: &Lexicon,
    found: &[QuantityMention],
    i: usize,
) -> Option<String> {
    let sentence = text.sentence_of(found[i].core.start);
    let scale = |m: &QuantityMention| {
        let unit = m.quantity.unit.as_deref()?;
        let fits = lexicon.unit_by_symbol(unit)?.dimension == "temperature"
            && text.sentence_of(m.core.start).abs_diff(sentence) <= REACH;
        fits.then(|| unit.to_owned())
    };
    let before = found[..i].iter().rev().take(WINDOW).find_map(scale);
    before.or_else(|| found[i + 1..].iter().take(WINDOW).find_map(scale))
}

/// "SEK 31,208 million (28,897)": a bare number in brackets is told in the unit, and at the scale,
/// of the number before the brackets, as companies set last year's figure beside this year's.
pub(super) fn in_brackets(text: &Text<'_>, found: &mut [QuantityMention], i: usize) -> bool {
    let Some(k) = i.checked_sub(1) else {
        return false;
    };
    let (first, this) = (&found[k], &found[i]);
    let alone = first.tokens.end + 1 == this.core.start
        && text.is(this.core.start - 1, "(")
        && text.is(this.core.end, ")")
        && this.core.len() == 1
        && is_bare(this)
        && first.sort == Sort::Measure;
    let written = digits_among(text, first.core.clone());
    let Some((stated, value, other)) = written
        .zip(first.quantity.number)
        .zip(this.quantity.number)
        .map(|((stated, value), other)| (stated, value, other))
        .filter(|_| alone)
    else {
        return false;
    };
    let scale = value / stated;
    let close = other > 0.0 && stated > 0.0 && other / stated < 20.0 && stated / other < 20.0;
    if !close || scale < 999.0 {
        return false;
    }
    let unit = first.quantity.unit.clone();
    let this = &mut found[i];
    for bound in [
        &mut this.quantity.number,
        &mut this.quantity.low,
        &mut this.quantity.high,
    ] {
        *bound = bound.map(|n| super::numeral::tidy(n * scale));
    }
    this.step *= scale;
    this.quantity.unit = unit;
    this.sort = Sort::Measure;
    true
}

/// "5,240 kilograms, 3,100 of them propellant", "of 541 km, 465 are agreed": a part of a measure.
pub(super) fn of_measure(
    text: &Text<'_>,
    lexicon: &Lexicon,
    found: &mut [QuantityMention],
    i: usize,
) -> bool {
    let Some(k) = i.checked_sub(1) else {
        return false;
    };
    let (whole, part) = (&found[k], &found[i]);
    let comma = whole.tokens.end + 1 == part.tokens.start && text.is(whole.tokens.end, ",");
    let of_whole = comma && whole.tokens.start > 0 && text.is(whole.tokens.start - 1, "of");
    let bare = part.quantity.unit.is_none() && part.sort == Sort::Count && part.noun.is_empty();
    let smaller = part
        .quantity
        .number
        .zip(whole.quantity.number)
        .is_some_and(|(part, whole)| part > 0.0 && part < whole);
    let unit = whole
        .quantity
        .unit
        .as_deref()
        .filter(|unit| !is_share_or_time(lexicon, unit) && whole.sort == Sort::Measure);
    let fits = bare && smaller && (of_whole || comma && part.part);
    match unit.filter(|_| fits).map(str::to_owned) {
        Some(unit) => {
            found[i].quantity.unit = Some(unit);
            found[i].sort = Sort::Measure;
            true
        }
        None => false,
    }
}

/// The value of the first token of digits among `tokens`.
pub(super) fn digits_among(text: &Text<'_>, tokens: std::ops::Range<usize>) -> Option<f64> {
    let number = tokens
        .into_iter()
        .find(|&k| text.kind(k) == Some(TokenKind::Number))?;
    super::numeral::digits(text.word(number)).map(|(value, _)| value)
}
