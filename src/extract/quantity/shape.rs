//! The number and its unit: ranges, money, ages, scores, ordinals, compound durations.

use super::{Reader, Sort, clock, notation, numeral, ratio};
use crate::extract::quantity::lexicon::{NumberWord, Places};
use crate::extract::quantity::numeral::Numeral;
use crate::text::{Text, TokenKind};
use crate::value::Approx;

/// A number with its unit, before hedges and the thing counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    pub(super) number: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) step: f64,
    pub(super) unit: Option<String>,
    pub(super) approx: Approx,
    pub(super) sort: Sort,
    pub(super) per: Option<String>,
    pub(super) end: usize,
}

impl Shape {
    pub(super) fn count(number: f64, step: f64, end: usize) -> Self {
        Self {
            number: Some(number),
            low: None,
            high: None,
            step,
            unit: None,
            approx: Approx::Exact,
            sort: Sort::Count,
            per: None,
            end,
        }
    }

    pub(super) fn measure(number: f64, step: f64, unit: &str, end: usize) -> Self {
        Self {
            unit: Some(unit.to_owned()),
            sort: Sort::Measure,
            ..Self::count(number, step, end)
        }
    }

    fn interval(low: f64, high: f64, step: f64, approx: Approx, end: usize) -> Self {
        Self {
            number: None,
            low: Some(low.min(high)),
            high: Some(low.max(high)),
            approx,
            ..Self::count(0.0, step, end)
        }
    }
}

impl Reader {
    /// The number and unit that start with token `i`.
    pub(super) fn shape(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
        clock::at(text, i)
            .or_else(|| self.money_with_sign(text, i))
            .or_else(|| self.magnitude(text, i))
            .or_else(|| self.vague(text, i, places))
            .or_else(|| self.collective(text, i))
            .or_else(|| self.quarter_million(text, i, places))
            .or_else(|| self.part_of_a_point(text, i))
            .or_else(|| self.half_a_unit(text, i, places))
            .or_else(|| ratio::at(text, &self.lexicon, i))
            .or_else(|| self.ordinal(text, i))
            .or_else(|| self.score(text, i))
            .or_else(|| self.numeral(text, i, places))
            .map(|shape| self.with_rate(text, shape))
    }

    /// "$1.2bn", "US$3 to 4 million", "EUR 28 million", "Tk 50,000".
    fn money_with_sign(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        // "revenues of MSEK 60"
        if let Some(code) = self.million_of(text, i)
            && text.kind(i + 1) == Some(TokenKind::Number)
        {
            let n = numeral::at(text, &self.lexicon, i + 1)?;
            return Some(Shape::measure(n.value * 1e6, n.step * 1e6, code, n.end));
        }
        let (sign, at) = self.sign_at(text, i)?;
        let numeral = self.money_numeral(text, at)?;
        let mut shape = Shape::measure(numeral.value, numeral.step, &sign, numeral.end);
        let from = i > 0 && text.is(i - 1, "from");
        let between = i > 0 && text.is(i - 1, "between") && text.is(numeral.end, "and");
        let mark = range_mark(text, numeral.end).or(between.then_some(numeral.end + 1));
        if let Some(second_at) = mark.filter(|_| !self.is_change(text, i, from)) {
            let second_at = self
                .sign_at(text, second_at)
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
    fn sign_at(&self, text: &Text<'_>, i: usize) -> Option<(String, usize)> {
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
            if let Some(code) = self.lexicon.sign(sign)
                && (text.kind(i + length) == Some(TokenKind::Number)
                    || notation::leading_point(text, &self.lexicon, i + length).is_some())
            {
                return Some((code.to_owned(), i + length));
            }
        }
        None
    }

    /// "AUD$ 15": a code with the sign of its kind.
    fn code_and_dollars(&self, text: &Text<'_>, i: usize) -> Option<&str> {
        let fits = text.is(i + 1, "$")
            && text.glued(i + 1)
            && text.word(i).len() == 3
            && text.kind(i + 2) == Some(TokenKind::Number);
        fits.then(|| self.lexicon.sign(&text.word(i).to_ascii_uppercase()))
            .flatten()
    }

    /// "US $150 million", "C $ 100": the dollar of a country, set apart from its sign.
    fn spaced_dollars(&self, text: &Text<'_>, i: usize) -> Option<&str> {
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
    fn money_numeral(&self, text: &Text<'_>, i: usize) -> Option<Numeral> {
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

    /// "magnitude 7.8", "a magnitude of 7.8" (the number is at `i`), "7.8-magnitude".
    pub(super) fn magnitude(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        const REACH: usize = 5;
        let near = i.saturating_sub(2)..i + REACH;
        if !near
            .into_iter()
            .any(|k| matches!(text.lower(k), "magnitude" | "mw"))
        {
            return None;
        }
        let numeral = numeral::at(text, &self.lexicon, i).filter(|n| n.value < 11.0)?;
        let hyphen = usize::from(text.is(numeral.end, "-"));
        if text.is(numeral.end + hyphen, "magnitude") {
            return Some(Shape::measure(
                numeral.value,
                numeral.step,
                "Mw",
                numeral.end + hyphen + 1,
            ));
        }
        let before = |back: usize| i.checked_sub(back).map_or("", |at| text.lower(at));
        let named = matches!(before(1), "magnitude" | "mw")
            || (before(2) == "magnitude" && matches!(before(1), "of" | "at" | "-" | "was" | "a"))
            || (before(1) == "of" && before(2) == "magnitude");
        named.then(|| Shape::measure(numeral.value, numeral.step, "Mw", numeral.end))
    }

    /// "dozens", "tens of thousands", "several hundred", "a few thousand".
    fn vague(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
        let (low, high, end) = self.vague_number(text, i)?;
        let mut shape = Shape::interval(low, high, low, Approx::Vague, end);
        if let Some((unit, past)) = self.unit_after(text, end, None, places) {
            (shape.unit, shape.end, shape.sort) = (Some(unit), past, Sort::Measure);
        }
        Some(shape)
    }

    fn vague_number(&self, text: &Text<'_>, i: usize) -> Option<(f64, f64, usize)> {
        if text.is(i, "tens") && text.is(i + 1, "of") {
            let (low, high) = self.lexicon.vague(text, i + 2)?;
            return (low >= 2000.0).then_some((low * 10.0, scaled_end(high, 10.0), i + 3));
        }
        let (low, high) = self.lexicon.vague(text, i)?;
        // "she scores", "his scores"
        let verb = i > 0
            && text.is(i, "scores")
            && (self.person_words.contains(text.lower(i - 1))
                || matches!(
                    text.lower(i - 1),
                    "it" | "they" | "his" | "her" | "their" | "test" | "the"
                ));
        if verb {
            return None;
        }
        let preceded =
            i > 0 && !text.tokens[i].after_break && text.kind(i - 1) == Some(TokenKind::Number);
        if preceded {
            return None;
        }
        if text.is(i + 1, "of")
            && let Some((inner, outer)) = self.lexicon.vague(text, i + 2)
            && low >= 200.0
        {
            // "hundreds of thousands": 200,000 to 999,999.
            let scale = low / 2.0;
            return Some((inner * scale, scaled_end(outer, scale), i + 3));
        }
        Some((low, high, i + 1))
    }

    /// "a pair of missiles", "a quartet of memorandums".
    fn collective(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        let at = i + usize::from(matches!(text.lower(i), "a" | "an" | "the"));
        let count = self.lexicon.collective(text, at)?;
        (at > i && text.is(at + 1, "of")).then(|| Shape::count(count, 1.0, at + 1))
    }

    /// "a quarter of a million francs", "two thirds of a million".
    fn quarter_million(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
        if text.kind(i) == Some(TokenKind::Number) {
            return None;
        }
        let (count, at) = if text.is(i, "a") {
            (1.0, i + 1)
        } else {
            let count = numeral::at(text, &self.lexicon, i).filter(|n| !n.digits && !n.scaled)?;
            (count.value, count.end)
        };
        let at = at + usize::from(text.is(at, "-") && text.glued(at));
        let fits = text.is(at + 1, "of") && matches!(text.lower(at + 2), "a" | "an");
        let parts = self.lexicon.fraction(text, at).filter(|_| fits)?;
        // "a quarter of a century", "three quarters of an hour", "two tenths of a second"
        if let Some((unit, end)) = self.lexicon.unit(text, at + 3).filter(|(unit, _)| {
            matches!(
                unit.dimension.as_str(),
                "time" | "length" | "mass" | "volume"
            )
        }) {
            let shape = Shape::measure(count / parts, 1.0 / parts, &unit.symbol, end);
            return Some(plain_years(shape));
        }
        let whole = numeral::at(text, &self.lexicon, at + 2).filter(|n| n.scaled)?;
        let numeral = Numeral {
            value: whole.value * count / parts,
            step: whole.value / parts,
            ..whole
        };
        self.numeral_with_unit(text, i, numeral, places)
    }

    /// "half a kilometre", "half an hour", "a quarter of an hour", "an hour and a half",
    /// "a decade", "a year": units counted by an article alone.
    fn half_a_unit(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
        let half = text.is(i, "half") && matches!(text.lower(i + 1), "a" | "an");
        if half {
            let (unit, end) = self.unit_after(text, i + 2, None, places)?;
            return Some(plain_years(Shape::measure(0.5, 0.5, &unit, end)));
        }
        if !matches!(text.lower(i), "a" | "an" | "one") || self.is_rate_article(text, i) {
            return None;
        }
        let (unit, end) = self
            .lexicon
            .unit(text, i + 1)
            .filter(|(unit, _)| unit.symbol != "in")?;
        let time = unit.dimension == "time";
        if text.is(end, "and") && matches!(text.lower(end + 1), "a") && text.is(end + 2, "half") {
            return Some(in_smaller_unit(Shape::measure(
                1.5,
                0.5,
                &unit.symbol,
                end + 3,
            )));
        }
        let compound = time && text.is(end, "and");
        if compound {
            return self.compound_duration(text, Shape::measure(1.0, 1.0, &unit.symbol, end));
        }
        let anchored = matches!(
            text.lower(end),
            "after" | "before" | "ago" | "later" | "earlier" | "since" | "long" | "old"
        );
        let hedged = self.lexicon.hedge_before(text, i).is_some();
        // "0.9% more than a year before" compares.
        let compares =
            matches!(text.lower(end), "before" | "earlier") && i > 0 && text.is(i - 1, "than");
        if compares {
            return None;
        }
        let in_a_decade = i > 0
            && matches!(text.lower(i - 1), "in" | "for" | "within")
            && unit.symbol == "decade";
        let stands = hedged
            || in_a_decade
            || (time && anchored && text.lower(i) != "one")
            || text.is(i, "one");
        if !stands || (text.lower(i) != "one" && unit.symbol == "s") {
            return None;
        }
        let long = matches!(unit.symbol.as_str(), "decade" | "century");
        let approx = if long { Approx::About } else { Approx::Exact };
        Some(Shape {
            approx,
            ..plain_years(Shape::measure(1.0, 1.0, &unit.symbol, end))
        })
    }

    /// "a quarter point", "a half-percentage-point cut", "quarter-point": of interest rates.
    fn part_of_a_point(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        let at = i + usize::from(text.is(i, "a"));
        let part = match text.lower(at) {
            "half" => 0.5,
            "quarter" => 0.25,
            _ => return None,
        };
        let hyphen = |k: usize| usize::from(text.is(k, "-") && text.glued(k));
        let mut next = at + 1 + hyphen(at + 1);
        if text.is(next, "a") {
            next += 1;
        }
        if text.is(next, "percentage") {
            next += 1 + hyphen(next + 1);
        }
        matches!(text.lower(next), "point" | "points")
            .then(|| Shape::measure(part, part, "pp", next + 1))
    }

    /// Does "a" at `i` open a rate ("40,000 tonnes a year") and no count?
    fn is_rate_article(&self, text: &Text<'_>, i: usize) -> bool {
        i > 0
            && (text.kind(i - 1) == Some(TokenKind::Number)
                || matches!(
                    text.lower(i - 1),
                    "times" | "once" | "twice" | "pairs" | "barrels" | "tonnes" | "tons"
                ))
    }

    /// "eleventh month", "80th anniversary", "was third"; not "11th Army Corps", "second half".
    fn ordinal(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        let (rank, end) = match text.kind(i)? {
            TokenKind::Number if is_rank(text, i) => (text.word(i).parse().ok()?, i + 2),
            TokenKind::Word => match numeral::at(text, &self.lexicon, i) {
                // "twenty-first"
                Some(tens)
                    if !tens.digits
                        && text.is(tens.end, "-")
                        && tens.value >= 20.0
                        && tens.value % 10.0 == 0.0 =>
                {
                    let unit = self
                        .lexicon
                        .ordinal(text, tens.end + 1)
                        .or(text.is(tens.end + 1, "first").then_some(1.0))?;
                    (tens.value + unit, tens.end + 2)
                }
                Some(_) => return None,
                None => (self.lexicon.ordinal(text, i)?, i + 1),
            },
            _ => return None,
        };
        self.is_counting_ordinal(text, i, end).then(|| {
            let minute = usize::from(text.is(end, "-"));
            if text.is(end + minute, "minute") {
                return Shape {
                    sort: Sort::Ordinal,
                    ..Shape::measure(rank, 1.0, "min", end + minute + 1)
                };
            }
            if let Some((unit, past)) = self.lexicon.unit(text, end)
                && unit.symbol == "mo"
            {
                // "in its eleventh month" tells a duration; "the fourth day" ranks a day.
                return Shape {
                    sort: Sort::Ordinal,
                    ..Shape::measure(rank, 1.0, "mo", past)
                };
            }
            Shape {
                sort: Sort::Ordinal,
                ..Shape::count(rank, 1.0, end)
            }
        })
    }

    fn is_counting_ordinal(&self, text: &Text<'_>, i: usize, end: usize) -> bool {
        let noun = self.grammar.noun_phrase(text, end);
        let named = noun
            .clone()
            .any(|k| self.names_after.contains(text.lower(k)));
        let superlative =
            text.is(end, "-") && !text.is(end + 1, "minute") || text.lower(end).ends_with("est");
        let second_of_time =
            text.is(i, "second") && i > 0 && text.kind(i - 1) == Some(TokenKind::Number);
        let world_war = text.word(i).starts_with(char::is_uppercase)
            && text.word(end).starts_with(char::is_uppercase)
            && !self.opens_sentence(text, i);
        !named
            && !superlative
            && !second_of_time
            && !world_war
            && (!text.is(i, "second") || self.is_counting_second(text, i, end))
    }

    /// "second" ranks more often than it counts ("a second offer", "the second half"): it counts
    /// periods ("second day", "second straight week") and places ("came second").
    fn is_counting_second(&self, text: &Text<'_>, i: usize, end: usize) -> bool {
        let period = self
            .lexicon
            .unit(text, end)
            .is_some_and(|(unit, _)| unit.dimension == "time");
        let row = matches!(
            text.lower(end),
            "straight" | "consecutive" | "successive" | "anniversary"
        );
        let placed = i > 0
            && self.grammar.noun_phrase(text, end).is_empty()
            && matches!(
                text.lower(i - 1),
                "was" | "is" | "came" | "finished" | "placed" | "ranked"
            );
        period || row || placed
    }

    /// "3-2", "4-0": a score, where the second number is not the end of a range.
    pub(super) fn score(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        let dash = i + 1;
        let joined =
            matches!(text.word(dash), "-" | "\u{2013}") && text.glued(dash) && text.glued(dash + 1);
        let plain = |at: usize| {
            text.kind(at) == Some(TokenKind::Number)
                && text.word(at).len() <= 3
                && text.word(at).bytes().all(|b| b.is_ascii_digit())
        };
        if !joined
            || !plain(i)
            || !plain(dash + 1)
            || matches!(text.word(dash + 2), "-" | "\u{2013}" | "/")
                && text.kind(dash + 3) == Some(TokenKind::Number)
        {
            return None;
        }
        let (a, b): (f64, f64) = (
            text.word(i).parse().ok()?,
            text.word(dash + 1).parse().ok()?,
        );
        let end = dash + 2;
        let noun = self.grammar.noun_phrase(text, end);
        let unit = self
            .lexicon
            .unit(text, end)
            .is_some_and(|(unit, _)| unit.symbol != "in" || text.glued(end));
        let large = a >= 200.0 || b >= 200.0;
        let counts = unit
            || large && i > 0 && text.word(i - 1).starts_with(char::is_uppercase)
            || text.glued(end) && text.kind(end) == Some(TokenKind::Word)
            || !noun.is_empty() && self.grammar.is_plural(text.lower(noun.end - 1)) && a < b;
        if counts {
            return None;
        }
        Some(Shape {
            sort: Sort::Score,
            approx: Approx::Exact,
            ..Shape::interval(a, b, 1.0, Approx::Exact, end)
        })
    }

    /// A plain number with what follows it.
    fn numeral(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
        let first = numeral::at(text, &self.lexicon, i)?;
        let ordinal = first.digits && is_rank(text, first.end - 1);
        let decade = first.digits && self.is_decade(text, first.end, Some(&first));
        if ordinal
            || decade
            || self.is_idle_zero(text, i, &first)
            || self.is_idle_one(text, i, &first)
            || self.is_title(text, i, &first)
            || self.is_year(text, i, &first, places)
        {
            return None;
        }
        if let Some(range) = self.range(text, i, first, places) {
            return Some(range);
        }
        self.numeral_with_unit(text, i, first, places)
    }

    fn numeral_with_unit(
        &self,
        text: &Text<'_>,
        i: usize,
        first: Numeral,
        places: &Places,
    ) -> Option<Shape> {
        if self.is_age(text, i, &first) {
            let shape = Shape::measure(first.value, first.step, "y", first.end);
            return Some(Shape {
                sort: Sort::Age,
                ..shape
            });
        }
        match self.unit_after(text, first.end, Some(&first), places) {
            Some((unit, end)) if unit == "million" => {
                Some(Shape::count(first.value * 1e6, first.step * 1e6, end))
            }
            Some((unit, end)) if unit.starts_with("million ") => Some(Shape::measure(
                first.value * 1e6,
                first.step * 1e6,
                &unit["million ".len()..],
                end,
            )),
            Some((unit, end)) => {
                let shape = plain_years(Shape::measure(first.value, first.step, &unit, end));
                let shape = self.with_late_scale(text, shape, &first);
                let shape = self.with_cents(text, shape);
                Some(self.age_or_duration(text, shape, first))
            }
            None => Some(Shape::count(first.value, first.step, first.end)),
        }
    }

    /// "75 USD million": a scale after the currency.
    fn with_late_scale(&self, text: &Text<'_>, shape: Shape, numeral: &Numeral) -> Shape {
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

    /// "3 dollars 50 cents", "15 dollars 50".
    fn with_cents(&self, text: &Text<'_>, shape: Shape) -> Shape {
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
            && text.kind(small.end) != Some(TokenKind::Word)
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

    /// "52 years old", "27-year-old" are ages; "two hours and 20 minutes" is one duration.
    fn age_or_duration(&self, text: &Text<'_>, shape: Shape, numeral: Numeral) -> Shape {
        let hyphen = usize::from(text.is(shape.end, "-"));
        if text.is(shape.end + hyphen, "old") {
            return Shape {
                sort: Sort::Age,
                end: shape.end + hyphen + 1,
                ..shape
            };
        }
        if text.is(shape.end, "of") && text.is(shape.end + 1, "age") {
            return Shape {
                sort: Sort::Age,
                end: shape.end + 2,
                ..shape
            };
        }
        // "four years and a half"
        if text.is(shape.end, "and")
            && text.is(shape.end + 1, "a")
            && text.is(shape.end + 2, "half")
            && numeral.value.fract() == 0.0
        {
            return in_smaller_unit(Shape {
                number: shape.number.map(|n| n + 0.5),
                step: 0.5,
                end: shape.end + 3,
                ..shape
            });
        }
        let whole = shape.clone();
        self.compound_duration(text, shape)
            .map_or(whole, |compound| compound)
    }

    /// "six hours and 58 minutes", "2hr 5min 14sec", "one minute and 44 seconds": told in the
    /// smallest unit named.
    fn compound_duration(&self, text: &Text<'_>, first: Shape) -> Option<Shape> {
        let mut sum = first;
        let mut joined = false;
        loop {
            let mut at = sum.end;
            at += usize::from(text.is(at, ",") && text.kind(at + 1).is_some());
            at += usize::from(text.is(at, "and"));
            let Some(numeral) = numeral::at(text, &self.lexicon, at) else {
                break;
            };
            let hyphen = usize::from(text.is(numeral.end, "-"));
            let Some((unit, end)) = self.lexicon.unit(text, numeral.end + hyphen) else {
                break;
            };
            let Some(outer) = sum
                .unit
                .as_deref()
                .and_then(|u| self.lexicon.unit_by_symbol(u))
            else {
                break;
            };
            let fits = (outer.dimension == "time"
                || outer.dimension == "length"
                || outer.dimension == "mass")
                && unit.dimension == outer.dimension
                && unit.factor < outer.factor
                && numeral.value * unit.factor < outer.factor;
            if !fits {
                break;
            }
            // A person is so many feet tall.
            if outer.symbol == "ft" && unit.symbol == "in" {
                let feet = sum.number? + numeral.value / 12.0;
                return Some(Shape::measure(
                    feet,
                    numeral.step.min(1.0) / 12.0,
                    "ft",
                    end,
                ));
            }
            let value = (sum.number? * outer.factor / unit.factor).round() + numeral.value;
            sum = Shape {
                end,
                ..Shape::measure(value, numeral.step.min(1.0), &unit.symbol, end)
            };
            joined = true;
        }
        joined.then_some(sum)
    }

    /// A stretch between two numbers: "between 500 and 900 km", "45 to 60 days", "2,000-2,500".
    fn range(&self, text: &Text<'_>, i: usize, first: Numeral, places: &Places) -> Option<Shape> {
        let first_unit = self.unit_after(text, first.end, Some(&first), places);
        let mut mark_at = first_unit.as_ref().map_or(first.end, |(_, end)| *end);
        // "8- to 16-metre"
        if first_unit.is_none() && text.is(mark_at, "-") && text.is(mark_at + 1, "to") {
            mark_at += 1;
        }
        let mark_at = mark_at;
        let between = i > 0 && (text.is(i - 1, "between") || i > 1 && text.is(i - 2, "between"));
        let from = i > 0 && text.is(i - 1, "from");
        let second_at = match text.lower(mark_at) {
            "and" if between => mark_at + 1,
            "or" if small_neighbours(text, self, mark_at, &first) => mark_at + 1,
            "to" if !self.is_change(text, i, from) => mark_at + 1,
            "through" | "~" if first_unit.is_none() => mark_at + 1,
            "-" | "\u{2013}" if first_unit.is_none() && is_loose_range(text, mark_at, &first) => {
                mark_at + 1
            }
            _ => range_mark(text, mark_at)
                .filter(|_| !text.is(mark_at, "to") && !text.is(mark_at, "or"))?,
        };
        let second = numeral::at(text, &self.lexicon, second_at).or_else(|| {
            // "between 2 g and about 7 g"
            let hedged = self.lexicon.hedge_before(text, second_at + 1);
            hedged
                .filter(|(_, first)| *first == second_at)
                .and_then(|_| numeral::at(text, &self.lexicon, second_at + 1))
        })?;
        let second_unit = self.unit_after(text, second.end, Some(&second), places);
        let (low, high) = (shared_scale(first, second)?, second.value);
        // "gained 3/8 to 34": by how much and to what.
        let change =
            text.is(mark_at, "to") && !from && low < 10.0 && high > low * 20.0 && !second.scaled;
        if high <= low || change || self.lexicon.ordinal(text, second.end).is_some() {
            return None;
        }
        let (unit, end) = match (first_unit, second_unit) {
            (None, None) => (None, second.end),
            (None, Some((unit, end))) => (Some(unit), end),
            (Some((first, _)), Some((unit, end))) if first == unit => (Some(unit), end),
            // "from 38 years to 12": two values.
            (Some(_), _) => return None,
        };
        let sort = if unit.is_some() {
            Sort::Measure
        } else {
            Sort::Count
        };
        let mut shape = Shape {
            sort,
            ..Shape::interval(low, high, first.step.min(second.step), Approx::Range, end)
        };
        shape.unit = unit;
        if let Some("million") = shape.unit.as_deref() {
            shape = Shape {
                unit: None,
                low: Some(low * 1e6),
                high: Some(high * 1e6),
                sort: Sort::Count,
                ..shape
            };
        }
        let old = usize::from(text.is(end, "-"));
        if text.is(end + old, "old") {
            (shape.sort, shape.end) = (Sort::Age, end + old + 1);
        }
        let before = i.saturating_sub(1 + usize::from(between || from));
        let aged = i > 0 && matches!(text.lower(before), "aged" | "ages" | "age");
        if aged && shape.unit.is_none() && high <= 120.0 {
            (shape.sort, shape.unit) = (Sort::Age, Some("y".to_owned()));
        }
        Some(shape)
    }

    /// "rose to", "from 12 to 19" tell a change, not a range: after "from" only where a verb of
    /// change stands close before it.
    fn is_change(&self, text: &Text<'_>, i: usize, from: bool) -> bool {
        const REACH: usize = 14;
        let start = i.saturating_sub(REACH);
        from && (start..i).any(|k| self.change_verbs.contains(text.lower(k)))
    }

    /// The unit or currency after a number, and the token after it. A lone "m" is metres, unless
    /// a plural noun says that millions are counted: then the answer is "million".
    fn unit_after(
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
                || self.is_weighed(text, at);
            if of_number && (lower || hyphen == 1) && !(weight && is_pound(text, end)) {
                return Some((code.to_owned(), end));
            }
        }
        if let Some(code) = self.sign_after(text, at) {
            return Some((code.to_owned(), at + 1));
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

    /// Does a word for weighing, or a weight before a bracket, stand close before token `at`?
    fn is_weighed(&self, text: &Text<'_>, at: usize) -> bool {
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
        converts || (from..at).any(weighs)
    }

    /// Is the sentence of token `i` about an index of shares?
    fn tells_of_index(&self, text: &Text<'_>, i: usize) -> bool {
        const REACH: usize = 30;
        let sentence = text.sentences[text.sentence_of(i)].tokens.clone();
        let close = sentence.start.max(i.saturating_sub(REACH))..sentence.end.min(i + REACH);
        let share_index = |k: usize| text.is(k, "&") && text.is(k + 1, "p");
        close
            .into_iter()
            .any(|k| self.lexicon.index_words.contains(text.lower(k)) || share_index(k))
    }

    /// "in her 30s", "under-25s": the "s" is no second.
    fn is_decade(&self, text: &Text<'_>, at: usize, numeral: Option<&Numeral>) -> bool {
        let glued = text.is(at, "s") && text.glued(at) && numeral.is_some();
        let before = at.checked_sub(2).map_or("", |k| text.lower(k));
        let hyphenated = before == "-" && at >= 3 && self.decade_words.contains(text.lower(at - 3));
        glued && (self.decade_words.contains(before) || hyphenated)
    }

    /// "500 €", "100 $": a sign behind its number, as on the continent of Europe.
    fn sign_after(&self, text: &Text<'_>, i: usize) -> Option<&str> {
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

    /// "28 - year - old", in texts that a program has cut into words: a unit in the singular.
    fn is_loose_hyphen(&self, text: &Text<'_>, i: usize) -> bool {
        text.is(i, "-")
            && !text.glued(i)
            && !text.glued(i + 1)
            && !text.lower(i + 1).ends_with('s')
            && self
                .lexicon
                .unit(text, i + 1)
                .is_some_and(|(unit, _)| unit.symbol != "in" && text.word(i + 1).len() > 2)
    }

    /// "30 MUSD", "MSEK": the million of a currency, as companies write it.
    pub(super) fn million_of(&self, text: &Text<'_>, i: usize) -> Option<&str> {
        let code = text
            .word(i)
            .strip_prefix('M')
            .filter(|code| code.len() == 3)?;
        self.lexicon.sign(code)
    }

    /// After a number with a glued "m": does a plural noun follow that millions may count
    /// ("2.1m animals")? "2.1m wide" and "120m to the left" measure.
    fn means_million(&self, text: &Text<'_>, end: usize, written: &str) -> bool {
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

    /// "a year", "per head", "a month" after a quantity.
    fn with_rate(&self, text: &Text<'_>, mut shape: Shape) -> Shape {
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

    /// A number between commas after a name: "Lohmeyer, 52, landed"; or before "years of age".
    fn is_age(&self, text: &Text<'_>, i: usize, numeral: &Numeral) -> bool {
        if i < 2
            || numeral.value.fract() != 0.0
            || !(0.0..=120.0).contains(&numeral.value)
            || numeral.scaled
        {
            return false;
        }
        if text.is(i - 1, "aged") {
            return true;
        }
        let (before, after) = (text.word(i - 1), text.word(numeral.end));
        let closed = matches!(
            (before, after),
            (",", "," | "." | ";" | ":" | "\u{2014}" | "\u{2013}" | ")") | ("(", ")" | ",")
        );
        if before == "(" && self.is_bracketed_count(text, i) {
            return false;
        }
        if self.tells_age(text, i, after) {
            return true;
        }
        // What stands before may be a name or a noun for a person ("farmer Hari Lal, 47").
        let word = text.word(i - 2);
        let name =
            word.starts_with(char::is_uppercase) && text.kind(i - 2) == Some(TokenKind::Word);
        let months = matches!(text.kind(i - 2), Some(TokenKind::Number));
        let list = after == ","
            && (text.kind(numeral.end + 1) == Some(TokenKind::Number)
                || numeral::at(text, &self.lexicon, numeral.end + 1).is_some());
        let person = self.person_words.contains(text.lower(i - 2))
            || self.is_described(text, i - 1) && after != ")" && numeral.value >= 14.0;
        closed
            && (name || person || self.is_role(text, i - 1))
            && !months
            && !list
            && numeral.value >= 1.0
    }

    /// Do several numbers of this sentence stand alone in brackets after a name? Then they count
    /// ("Patriotic Union (34), There Is Such a People (25)").
    fn is_bracketed_count(&self, text: &Text<'_>, i: usize) -> bool {
        const REACH: usize = 200;
        let sentence = text.sentences[text.sentence_of(i)].tokens.clone();
        let near = sentence.start.max(i.saturating_sub(REACH))..sentence.end.min(i + REACH);
        let alone = |k: usize| {
            text.is(k, "(") && text.kind(k + 1) == Some(TokenKind::Number) && text.is(k + 2, ")")
        };
        near.filter(|&k| alone(k)).count() > 1
    }

    /// "he was 97.", "my daughter is four.", "turned 53", "a man of 52".
    fn tells_age(&self, text: &Text<'_>, i: usize, after: &str) -> bool {
        let (verb, who) = (text.lower(i - 1), text.lower(i - 2));
        let ends = matches!(
            after,
            "." | "," | ";" | "and" | "when" | "last" | "this" | "on" | "in" | "from" | ""
        ) && !text.is(i + 1, "of");
        let ends = ends
            || matches!(verb, "turned" | "turns") && self.lexicon.number(text, i + 1).is_some();
        match verb {
            "is" | "was" => ends && self.person_words.contains(who),
            "turned" | "turns" => ends,
            // "he will be 70 when he gets out"
            "be" => ends && i >= 3 && self.person_words.contains(text.lower(i - 3)),
            // "a man of 52"; not "a mother of three"
            "of" => {
                self.person_words.contains(who)
                    && !self.counts_noun(text, i)
                    && text.kind(i) == Some(TokenKind::Number)
            }
            _ => false,
        }
    }

    /// Does "a locksmith", "their mum" end before the comma at token `comma`?
    fn is_described(&self, text: &Text<'_>, comma: usize) -> bool {
        const LONGEST: usize = 3;
        let noun = comma - 1;
        let singular = text.kind(noun) == Some(TokenKind::Word)
            && !self.grammar.is_plural(text.lower(noun))
            && !self.grammar.is_function_word(text.lower(noun));
        let first = (comma.saturating_sub(LONGEST)..noun).rev().find(|&k| {
            matches!(
                text.lower(k),
                "a" | "an" | "his" | "her" | "their" | "my" | "whose"
            )
        });
        text.is(comma, ",") && singular && first.is_some()
    }

    /// Does a role in apposition to a name end before the comma at token `comma` ("Shirin Akter, a
    /// cutter, 19,")?
    fn is_role(&self, text: &Text<'_>, comma: usize) -> bool {
        const LONGEST_ROLE: usize = 6;
        let first = (comma.saturating_sub(LONGEST_ROLE)..comma)
            .rev()
            .find(|&k| text.is(k, ","));
        first.is_some_and(|k| {
            matches!(text.lower(k + 1), "a" | "an" | "the")
                && k > 0
                && text.word(k - 1).starts_with(char::is_uppercase)
        })
    }

    /// "one" counts only where it stands before a noun or in "one in ten"; not in "one of the
    /// few", "one another", "no one".
    fn is_idle_one(&self, text: &Text<'_>, i: usize, numeral: &Numeral) -> bool {
        if !text.is(i, "one") || numeral.end != i + 1 {
            return false;
        }
        let next = text.lower(i + 1);
        let before = if i > 0 { text.lower(i - 1) } else { "" };
        let noun = self.grammar.noun_phrase(text, i + 1);
        let hyphen = next == "-" && text.glued(i + 1);
        let idiom = matches!(
            next,
            "of" | "another"
                | "day"
                | "side"
                | "hand"
                | "thing"
                | "time"
                | "who"
                | "that"
                | "way"
                | "point"
        );
        let pronoun = matches!(
            before,
            "no" | "number"
                | "this"
                | "that"
                | "the"
                | "which"
                | "any"
                | "every"
                | "each"
                | "last"
                | "first"
                | "another"
                | "only"
        );
        let dead = matches!(next, "dead" | "killed" | "wounded" | "injured" | "missing");
        if hyphen {
            return i >= 2 && before == "-"
                || text.lower(i + 2) == "on"
                || text.lower(i + 2) == "off"
                || text.lower(i + 2) == "time";
        }
        idiom || (pronoun && !dead) || noun.is_empty()
    }

    /// "net zero", "zero-sum game", "below zero": it counts nothing.
    fn is_idle_zero(&self, text: &Text<'_>, i: usize, numeral: &Numeral) -> bool {
        if !text.is(i, "zero") || numeral.end != i + 1 {
            return false;
        }
        let before = i.checked_sub(1).map_or("", |k| text.lower(k));
        let named = matches!(
            before,
            "net" | "absolute" | "ground" | "below" | "above" | "near" | "year" | "patient" | "-"
        );
        named || text.is(i + 1, "-") || self.is_named_zero(text, i)
    }

    fn is_named_zero(&self, text: &Text<'_>, i: usize) -> bool {
        matches!(
            text.lower(i + 1),
            "tolerance"
                | "coupon"
                | "sum"
                | "hour"
                | "gravity"
                | "waste"
                | "emission"
                | "in"
                | "on"
        )
    }

    /// "Base Ten Systems": a number word written large inside a sentence is part of a name, unless
    /// the whole line is written so (a headline).
    fn is_title(&self, text: &Text<'_>, i: usize, numeral: &Numeral) -> bool {
        let large = |k: usize| {
            text.kind(k) == Some(TokenKind::Word) && text.word(k).starts_with(char::is_uppercase)
        };
        if numeral.digits || numeral.scaled || !large(i) || self.opens_sentence(text, i) {
            return false;
        }
        let sentence = text.sentences[text.sentence_of(i)].tokens.clone();
        let prose = matches!(
            text.word(sentence.end - 1),
            "." | "\u{201d}" | "\"" | "!" | "?"
        );
        let named = |k: usize| large(k) && !self.grammar.is_function_word(text.lower(k));
        prose && i > sentence.start && (named(i - 1) || named(numeral.end))
    }

    /// A bare number that reads like a year and that no date expression took.
    fn is_year(&self, text: &Text<'_>, i: usize, numeral: &Numeral, places: &Places) -> bool {
        let bare = numeral.digits
            && numeral.end == i + 1
            && text.word(i).len() == 4
            && text.word(i).bytes().all(|b| b.is_ascii_digit());
        bare && (1800.0..2100.0).contains(&numeral.value)
            && self
                .unit_after(text, i + 1, Some(numeral), places)
                .is_none()
            && !(self.counts_plural(text, i)
                && (self.lexicon.hedge_before(text, i).is_some()
                    || !(1900.0..2050.0).contains(&numeral.value)
                    || self.grammar.is_people_noun(text.lower(i + 1))))
    }
}

/// Are the digits at token `i` an ordinal ("21st", "16th")? "16st" is a weight.
fn is_rank(text: &Text<'_>, i: usize) -> bool {
    if !text.glued(i + 1) {
        return false;
    }
    let digits = text.word(i);
    let teen = digits.len() > 1 && digits.as_bytes()[digits.len() - 2] == b'1';
    match text.lower(i + 1) {
        "st" => digits.ends_with('1') && !teen,
        "nd" | "rd" | "th" => true,
        _ => false,
    }
}

/// The token after a mark that joins the ends of a range, if one stands at `i`.
fn range_mark(text: &Text<'_>, i: usize) -> Option<usize> {
    match text.lower(i) {
        "to" => Some(i + 1),
        "-" | "\u{2013}" | "\u{2014}" | "\u{2212}" if text.glued(i) && text.glued(i + 1) => {
            Some(i + 1)
        }
        _ => None,
    }
}

/// "1000 - 5000": digits on both sides of a dash with spaces. Small numbers may be a score.
fn is_loose_range(text: &Text<'_>, dash: usize, first: &Numeral) -> bool {
    let second: Option<f64> = text.word(dash + 1).parse().ok();
    first.digits
        && !text.glued(dash)
        && !text.glued(dash + 1)
        && second.is_some_and(|s| s >= 10.0 && s > first.value && s <= first.value * 10.0)
}

/// The first end of a range, with the scale of the second where it has none of its own ("2 to 3
/// million"); `None` where the two cannot be the ends of one range.
fn shared_scale(first: Numeral, second: Numeral) -> Option<f64> {
    let scale = match (first.scaled, second.scaled) {
        (false, true) if first.value < 1000.0 && second.value >= 1000.0 => {
            10f64.powf((second.value.log10() / 3.0).floor() * 3.0)
        }
        _ => 1.0,
    };
    let low = first.value * scale;
    (low.is_finite() && second.value.is_finite()).then_some(low)
}

/// "three or four nights": two small numbers in a row joined by "or".
fn small_neighbours(text: &Text<'_>, reader: &Reader, at: usize, first: &Numeral) -> bool {
    numeral::at(text, &reader.lexicon, at + 1).is_some_and(|second| {
        shared_scale(*first, second).is_some_and(|low| {
            second.value > low && second.value <= low * 2.0 && first.value >= 1.0
        })
    })
}

/// The last value of a vague range times a power of ten: 9,999 × 10 is 99,999.
fn scaled_end(high: f64, scale: f64) -> f64 {
    (high + 1.0) * scale - 1.0
}

/// Does the currency name that ends before token `end` also name a weight?
fn is_pound(text: &Text<'_>, end: usize) -> bool {
    end > 0 && matches!(text.lower(end - 1), "pound" | "pounds")
}

/// One and a half of a unit of time is told in the next smaller unit where that is whole, as
/// newspapers do: 90 minutes.
fn in_smaller_unit(shape: Shape) -> Shape {
    match (shape.unit.as_deref(), shape.number) {
        (Some("h"), Some(n)) if n == 1.5 => Shape {
            unit: Some("min".into()),
            number: Some(n * 60.0),
            step: 30.0,
            ..shape
        },
        _ => shape,
    }
}

/// Decades and centuries are told in years.
fn plain_years(shape: Shape) -> Shape {
    let years = match shape.unit.as_deref() {
        Some("decade") => 10.0,
        Some("century") => 100.0,
        _ => return shape,
    };
    Shape {
        unit: Some("y".into()),
        number: shape.number.map(|n| n * years),
        step: shape.step * years,
        ..shape
    }
}
