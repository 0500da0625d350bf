//! Money: signs and codes before the number, names and signs after it, cents.

use super::lexicon::{NumberWord, Places};
use super::numeral::Numeral;
use super::shape::{Shape, range_mark, shared_scale};
use super::{Reader, Sort, notation, numeral};
use crate::text::{Text, TokenKind};
use crate::value::Approx;

impl Reader {
    /// "$1.2bn", "US$3 to 4 million", "EUR 28 million", "Tk 50,000".
    pub(super) fn money_with_sign(
        &self,
        text: &Text<'_>,
        i: usize,
        places: &Places,
    ) -> Option<Shape> {
        // "revenues of MSEK 60"
        if let Some(code) = self.million_of(text, i)
            && text.kind(i + 1) == Some(TokenKind::Number)
        {
            let n = numeral::at(text, &self.lexicon, i + 1)?;
            return Some(Shape::measure(n.value * 1e6, n.step * 1e6, code, n.end));
        }
        let (sign, at) = self.sign_at(text, i, places)?;
        let numeral = self.money_numeral(text, at)?;
        let mut shape = Shape::measure(numeral.value, numeral.step, &sign, numeral.end);
        let from = i > 0 && text.is(i - 1, "from");
        let between = i > 0 && text.is(i - 1, "between") && text.is(numeral.end, "and");
        let mark = range_mark(text, numeral.end).or(between.then_some(numeral.end + 1));
        if let Some(second_at) = mark.filter(|_| !self.is_change(text, i, from)) {
            let second_at = self
                .sign_at(text, second_at, places)
                .map_or(second_at, |(_, past)| past);
            if let Some(second) = self.money_numeral(text, second_at)
                && let Some(first) = shared_scale(numeral, second)
            {
                let unit = shape.unit.take();
                shape =
                    Shape::interval(first, second.value, second.step, Approx::Range, second.end);
                (shape.unit, shape.sort) = (unit, Sort::Measure);
            }
        }
        Some(shape)
    }

    /// A currency sign or code at `i` and the token after it. A sign may be written in two tokens
    /// ("US" "$", "Rs" ".").
    pub(super) fn sign_at(
        &self,
        text: &Text<'_>,
        i: usize,
        places: &Places,
    ) -> Option<(String, usize)> {
        if let Some(dollars) = self
            .spaced_dollars(text, i)
            .or_else(|| self.code_and_dollars(text, i))
        {
            return Some((dollars.to_owned(), i + 2));
        }
        for length in [3, 2, 1] {
            if i + length >= text.tokens.len() || (1..length).any(|k| !text.glued(i + k)) {
                continue;
            }
            let sign = &text.source()[text.span(i..i + length)];
            // A lone letter is a currency only before a large sum: "N14.6 billion", not "N14".
            if sign.len() == 1
                && sign != "$"
                && numeral::at(text, &self.lexicon, i + 1).is_none_or(|n| n.value < 1000.0)
            {
                continue;
            }
            if let Some(code) = self.lexicon.sign_in(sign, places)
                && (text.kind(i + length) == Some(TokenKind::Number)
                    || notation::leading_point(text, &self.lexicon, i + length).is_some())
            {
                return Some((code.to_owned(), i + length));
            }
        }
        None
    }

    /// "AUD$ 15": a code with the sign of its kind.
    pub(super) fn code_and_dollars(&self, text: &Text<'_>, i: usize) -> Option<&str> {
        let fits = text.is(i + 1, "$")
            && text.glued(i + 1)
            && text.word(i).len() == 3
            && text.kind(i + 2) == Some(TokenKind::Number);
        fits.then(|| self.lexicon.sign(&text.word(i).to_ascii_uppercase()))
            .flatten()
    }

    /// "US $150 million", "C $ 100": the dollar of a country, set apart from its sign.
    pub(super) fn spaced_dollars(&self, text: &Text<'_>, i: usize) -> Option<&str> {
        let country = match text.lower(i) {
            "us" | "u.s." => "US$",
            "c" => "C$",
            "hk" => "HK$",
            "nz" => "NZ$",
            _ => return None,
        };
        let apart = text.is(i + 1, "$") && !text.glued(i + 1);
        let number = text.kind(i + 2) == Some(TokenKind::Number);
        self.lexicon.sign(country).filter(|_| apart && number)
    }

    /// A numeral after a currency sign, where a glued "m" is a million.
    pub(super) fn money_numeral(&self, text: &Text<'_>, i: usize) -> Option<Numeral> {
        let mut numeral = numeral::at(text, &self.lexicon, i)?;
        let factor = match text.lower(numeral.end) {
            "m" | "mm" => 1e6,
            "b" => 1e9,
            "t" => 1e12,
            _ => return Some(numeral),
        };
        if !numeral.scaled && text.glued(numeral.end) {
            numeral.value = numeral::tidy(numeral.value * factor);
            numeral.step *= factor;
            numeral.end += 1;
            numeral.scaled = true;
        }
        Some(numeral)
    }

    /// "75 USD million": a scale after the currency.
    pub(super) fn with_late_scale(
        &self,
        text: &Text<'_>,
        shape: Shape,
        numeral: &Numeral,
    ) -> Shape {
        let currency = shape
            .unit
            .as_deref()
            .is_some_and(|u| self.lexicon.unit_by_symbol(u).is_none());
        match self.lexicon.number(text, shape.end) {
            Some(NumberWord::Scale(scale)) if currency && !numeral.scaled && scale >= 1e6 => {
                Shape {
                    number: shape.number.map(|n| numeral::tidy(n * scale)),
                    step: shape.step * scale,
                    end: shape.end + 1,
                    ..shape
                }
            }
            _ => shape,
        }
    }

    /// "3 dollars 50 cents", "15 dollars 50", "15 dollars 50 more".
    pub(super) fn with_cents(&self, text: &Text<'_>, shape: Shape) -> Shape {
        let Some(whole) = shape.number.filter(|n| n.fract() == 0.0 && *n >= 0.0) else {
            return shape;
        };
        let main = shape
            .unit
            .as_deref()
            .is_some_and(|u| matches!(u, "USD" | "EUR" | "GBP" | "CAD" | "AUD" | "NZD"));
        let and = usize::from(text.is(shape.end, "and"));
        let Some(small) = numeral::at(text, &self.lexicon, shape.end + and)
            .filter(|n| main && n.value >= 1.0 && n.value < 100.0 && n.value.fract() == 0.0)
        else {
            return shape;
        };
        let named = self
            .lexicon
            .unit(text, small.end)
            .filter(|(unit, _)| unit.dimension == "coin");
        let bare = (and == 0 || text.is(small.end, ".") && small.end == shape.end + 2)
            && small.value >= 10.0
            && (text.kind(small.end) != Some(TokenKind::Word) || text.is(small.end, "more"))
            && !matches!(text.word(small.end), "%" | "-" | "$");
        let end = match named {
            Some((_, end)) => end,
            None if bare => small.end,
            None => return shape,
        };
        Shape {
            number: format!("{whole}.{:02}", small.value as u8)
                .parse()
                .ok()
                .or(shape.number),
            step: 0.01,
            end,
            ..shape
        }
    }

    /// "500 €", "100 $": a sign behind its number, as on the continent of Europe.
    pub(super) fn sign_after(&self, text: &Text<'_>, i: usize) -> Option<&str> {
        // "10 $ 30 cents": the sign belongs to the number before it where the next has its own.
        let own = || {
            !text.glued(i + 1)
                && (self.lexicon.sign(text.word(i + 2)).is_some()
                    || self
                        .lexicon
                        .unit(text, i + 2)
                        .is_some_and(|(unit, _)| unit.dimension == "coin"))
        };
        let sign = text.kind(i) == Some(TokenKind::Mark)
            && (text.kind(i + 1) != Some(TokenKind::Number) || own());
        sign.then(|| self.lexicon.sign(text.word(i))).flatten()
    }

    /// "30 MUSD", "MSEK": the million of a currency, as companies write it.
    pub(super) fn million_of(&self, text: &Text<'_>, i: usize) -> Option<&str> {
        let code = text
            .word(i)
            .strip_prefix('M')
            .filter(|code| code.len() == 3)?;
        self.lexicon.sign(code)
    }

    /// "lost 25 pounds": does a verb of losing or putting on weight stand before the number that
    /// ends before token `at`, and is the number no larger than such weights are?
    pub(super) fn is_body_weight(&self, text: &Text<'_>, at: usize, numeral: &Numeral) -> bool {
        const HEAVIEST: f64 = 400.0;
        const REACH: usize = 4;
        let near = at.saturating_sub(REACH)..at;
        numeral.value <= HEAVIEST
            && near
                .into_iter()
                .any(|k| self.lexicon.body_weight_words.contains(text.lower(k)))
    }

    /// Does a word for weighing, or a weight before a bracket, stand close before token `at`?
    pub(super) fn is_weighed(&self, text: &Text<'_>, at: usize) -> bool {
        const REACH: usize = 8;
        let from = at.saturating_sub(REACH);
        let bracket = (from..at).rev().find(|&k| text.is(k, "("));
        let converts = bracket.is_some_and(|k| {
            k > 0 && {
                let unit = self.lexicon.unit(text, k - 1);
                unit.is_some_and(|(unit, end)| unit.dimension == "mass" && end == k)
            }
        });
        let weighs = |k: usize| text.lower(k).starts_with("weigh") || text.is(k, "heavy");
        // "16 pounds lighter"
        let compares = matches!(
            text.lower(at + 1),
            "lighter" | "heavier" | "overweight" | "underweight"
        );
        converts || compares || (from..at).any(weighs)
    }
}

/// Does the currency name that ends before token `end` also name a weight?
pub(super) fn is_pound(text: &Text<'_>, end: usize) -> bool {
    end > 0 && matches!(text.lower(end - 1), "pound" | "pounds")
}
