//! The unit after a number, and the period of a rate.

use super::lexicon::Places;
use super::money::is_pound;
use super::numeral::Numeral;
use super::ordinal::is_rank;
use super::shape::Shape;
use super::{Reader, Sort};
use crate::text::{Text, TokenKind};

impl Reader {
    /// The unit or currency after a number, and the token after it. A lone "m" is metres, unless
    /// a plural noun says that millions are counted: then the answer is "million".
    pub(super) fn unit_after(
        &self,
        text: &Text<'_>,
        i: usize,
        numeral: Option<&Numeral>,
        places: &Places,
    ) -> Option<(String, usize)> {
        let hyphen = usize::from(
            matches!(text.lower(i), "-" | "\u{2011}") && text.glued(i) && text.glued(i + 1)
                || self.is_loose_hyphen(text, i),
        );
        let at = i + hyphen;
        let breaks = text.tokens.get(at).is_some_and(|t| t.after_break)
            && text.sentence_of(at) != text.sentence_of(at - 1);
        if breaks || self.is_decade(text, at, numeral) {
            return None;
        }
        if let Some(code) = self.million_of(text, at) {
            return Some((format!("million {code}"), at + 1));
        }
        if let Some((code, end)) = self.lexicon.currency(text, at, places) {
            // "3 USD50 cards": the code belongs to the number after it.
            let of_number = text.kind(end) != Some(TokenKind::Number) || !text.glued(end);
            let lower = text.word(at).chars().next().is_some_and(char::is_lowercase)
                || text.word(at).len() == 3
                || end > at + 1;
            let weight = hyphen == 1 && numeral.is_some_and(|n| !n.scaled)
                || !text.glued(at) && text.is(end, "of") && !text.is(end + 1, "the")
                || self.is_weighed(text, at)
                || numeral.is_some_and(|n| self.is_body_weight(text, at, n))
                    && !self.lexicon.is_local(code, places);
            if of_number && (lower || hyphen == 1) && !(weight && is_pound(text, end)) {
                return Some((code.to_owned(), end));
            }
        }
        if let Some(code) = self.sign_after(text, at) {
            return Some((code.to_owned(), at + 1));
        }
        if let Some(found) = self.bracketed_unit(text, at) {
            return Some(found);
        }
        let (unit, end) = match self.lexicon.unit(text, at) {
            Some(found) => found,
            None if self.unit_adjectives.contains(text.lower(at)) => self
                .lexicon
                .unit(text, at + 1)
                .filter(|(unit, _)| unit.dimension == "time")?,
            None => return None,
        };
        if text.is(at, "foot") && hyphen == 0 && self.counts_plural(text, at) {
            return None;
        }
        let points = unit.symbol == "pp";
        if points
            && end == at + 1
            && !text.is(at, "pp")
            && (numeral.is_none_or(|n| n.value.fract() == 0.0) || self.tells_of_index(text, at))
        {
            return None;
        }
        let glued = hyphen == 0 && text.glued(at);
        let written = text.word(at);
        if written == "c" && glued && unit.symbol == "°C" {
            return Some(("cent".to_owned(), end));
        }
        if matches!(written, "m" | "M")
            && glued
            && let Some((code, past)) = self.lexicon.currency(text, end, places)
        {
            return Some((format!("million {code}"), past));
        }
        if matches!(written, "m" | "M")
            && glued
            && numeral.is_some_and(|n| !n.scaled)
            && self.means_million(text, end, written)
        {
            return Some(("million".to_owned(), end));
        }
        // A single capital or lower-case letter is a unit only when written to the number or in the
        // form in which units are printed; "a", "in" and the like are words.
        let letter = written.chars().count() == 1 && written.chars().all(char::is_alphabetic);
        let word_like = matches!(
            text.lower(at),
            "in" | "a" | "bar" | "second" | "stone" | "degree"
        ) && end == at + 1;
        if text.kind(end) == Some(TokenKind::Number) && text.glued(end) {
            return None;
        }
        let fits = match text.lower(at) {
            "in" => glued && !self.grammar.is_function_word(text.lower(end)),
            "second" => hyphen == 1 || numeral.is_some_and(|n| n.value == 1.0),
            "°" => true,
            "c" | "f" => {
                glued
                    && written.starts_with(char::is_uppercase)
                    && self.grammar.noun_phrase(text, end).is_empty()
                    || text.is(at.wrapping_sub(1), "°")
            }
            "st" => glued && !is_rank(text, at - 1),
            "dm" => written == "dm",
            "p" => glued && written == "p" && numeral.is_some_and(|n| n.value < 700.0),
            "g" if written == "G" => false,
            "m" | "g" | "h" | "s" | "t" | "l" | "d" | "v" | "w" | "k" => {
                letter
                    && (glued
                        || written == "m"
                        || written == "g"
                        || written == "t"
                        || written == "h")
            }
            "mm" | "km" | "kg" => true,
            "mb" if written == "MB" => return Some(("MB".to_owned(), end)),
            "mb" => written == "mb",
            "mw" => text.word(at) != "Mw",
            _ => !letter && !word_like || hyphen == 1,
        };
        fits.then(|| (unit.symbol.clone(), end))
    }

    /// "20 (kg)": the symbol of a unit alone in brackets, as in tables.
    fn bracketed_unit(&self, text: &Text<'_>, i: usize) -> Option<(String, usize)> {
        let closing = match text.word(i) {
            "(" => ")",
            "[" => "]",
            _ => return None,
        };
        let (unit, end) = self.lexicon.unit(text, i + 1)?;
        let alone = end == i + 2 && text.is(end, closing) && text.word(i + 1) == unit.symbol;
        // A single letter in brackets numbers a list.
        let told = unit.symbol.chars().count() > 1;
        (alone && told).then(|| (unit.symbol.clone(), end + 1))
    }

    /// Is the sentence of token `i` about an index of shares?
    pub(super) fn tells_of_index(&self, text: &Text<'_>, i: usize) -> bool {
        const REACH: usize = 30;
        let sentence = text.sentences[text.sentence_of(i)].tokens.clone();
        let close = sentence.start.max(i.saturating_sub(REACH))..sentence.end.min(i + REACH);
        let share_index = |k: usize| text.is(k, "&") && text.is(k + 1, "p");
        close
            .into_iter()
            .any(|k| self.lexicon.index_words.contains(text.lower(k)) || share_index(k))
    }

    /// "28 - year - old", in texts that a program has cut into words: a unit in the singular.
    pub(super) fn is_loose_hyphen(&self, text: &Text<'_>, i: usize) -> bool {
        text.is(i, "-")
            && !text.glued(i)
            && !text.glued(i + 1)
            && !text.lower(i + 1).ends_with('s')
            && self
                .lexicon
                .unit(text, i + 1)
                .is_some_and(|(unit, _)| unit.symbol != "in" && text.word(i + 1).len() > 2)
    }

    /// After a number with a glued "m": does a plural noun follow that millions may count
    /// ("2.1m animals")? "2.1m wide" and "120m to the left" measure.
    pub(super) fn means_million(&self, text: &Text<'_>, end: usize, written: &str) -> bool {
        let noun = self.grammar.noun_phrase(text, end);
        written == "M" || !noun.is_empty() && self.grammar.is_plural(text.lower(noun.end - 1))
    }

    /// The period of a rate told at token `i` ("a year", "per day", "a night"), and the token after.
    pub(super) fn rate(&self, text: &Text<'_>, i: usize) -> Option<(String, usize)> {
        let hyphen = usize::from(text.is(i, "-") && text.is(i + 1, "a"));
        let at = i + hyphen;
        let unit_at = match text.lower(at) {
            "a" | "an" | "per" | "each" | "every" => {
                at + 1 + usize::from(hyphen == 1 && text.is(at + 1, "-"))
            }
            "/" if text.glued(at) => at + 1,
            _ => return None,
        };
        let (per, end) = match text.lower(unit_at) {
            "annum" => ("y".to_owned(), unit_at + 1),
            "night" => ("d".to_owned(), unit_at + 1),
            _ => self
                .lexicon
                .unit(text, unit_at)
                .filter(|(unit, _)| unit.dimension == "time")
                .map(|(unit, end)| (unit.symbol.clone(), end))?,
        };
        // "2.58 billion a year earlier" tells no rate.
        let compares = matches!(
            text.lower(end),
            "earlier" | "ago" | "later" | "before" | "after" | "on"
        );
        (!compares).then_some((per, end))
    }

    /// "70 kilometres (43 miles) an hour": the rate after the bracket belongs to the number before
    /// it and to the one in it.
    fn bracketed_speed(&self, text: &Text<'_>, shape: &Shape) -> Option<String> {
        const LONGEST_BRACKET: usize = 6;
        let unit = self.lexicon.unit_by_symbol(shape.unit.as_deref()?)?;
        let close = if text.is(shape.end, "(") {
            (shape.end + 1..shape.end + LONGEST_BRACKET).find(|&k| text.is(k, ")"))?
        } else {
            shape.end
        };
        let (per, _) = self.rate(text, close + 1).filter(|_| text.is(close, ")"))?;
        let symbol = match (unit.symbol.as_str(), per.as_str()) {
            ("mi", "h") => "mph".to_owned(),
            (length, time) => format!("{length}/{time}"),
        };
        let speed = self.lexicon.unit_by_symbol(&symbol)?;
        (unit.dimension == "length").then(|| speed.symbol.clone())
    }

    /// "a year", "per head", "a month" after a quantity.
    pub(super) fn with_rate(&self, text: &Text<'_>, mut shape: Shape) -> Shape {
        // "$3.59 a dozen": the dozen counts nothing.
        let money = shape
            .unit
            .as_deref()
            .is_some_and(|u| self.lexicon.unit_by_symbol(u).is_none() || u == "cent");
        let lot = matches!(text.lower(shape.end), "a" | "per")
            && matches!(text.lower(shape.end + 1), "dozen" | "hundred" | "thousand")
            && !text.is(shape.end + 2, "of");
        if money && lot {
            shape.end += 2;
            return shape;
        }
        if let Some(speed) = self.bracketed_speed(text, &shape) {
            shape.unit = Some(speed);
            return shape;
        }
        let Some((per, end)) = self.rate(text, shape.end) else {
            return shape;
        };
        // A speed is a unit of its own: "11.2 km a second".
        if let Some(unit) = shape.unit.as_deref()
            && let Some(speed) = self.lexicon.unit_by_symbol(&format!("{unit}/{per}"))
        {
            return Shape {
                unit: Some(speed.symbol.clone()),
                end,
                ..shape
            };
        }
        if matches!(shape.sort, Sort::Count | Sort::Measure)
            && shape.unit.as_deref().is_none_or(|u| {
                self.lexicon
                    .unit_by_symbol(u)
                    .is_none_or(|u| u.dimension != "time" || per == "d" && u.symbol != "d")
            })
        {
            shape.per = Some(per);
            shape.end = end;
        }
        shape
    }
}
