//! The number and its unit: ranges, money, ages, scores, ordinals, compound durations.

use super::ordinal::is_rank;
use super::{Reader, Sort, clock, numeral, ratio};
use crate::extract::quantity::lexicon::Places;
use crate::extract::quantity::numeral::Numeral;
use crate::text::{Text, TokenKind};
use crate::value::Approx;

/// So many of the smaller unit at the most go into the larger one where the two tell one length of
/// time, way or mass: a mile has 5,280 feet, but nobody tells years and hours together.
const MOST_PER_UNIT: f64 = 6000.0;

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

    pub(super) fn interval(low: f64, high: f64, step: f64, approx: Approx, end: usize) -> Self {
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
            .or_else(|| self.money_with_sign(text, i, places))
            .or_else(|| self.magnitude(text, i))
            .or_else(|| self.in_words(text, i, places))
            .or_else(|| ratio::at(text, &self.lexicon, i))
            .or_else(|| self.ordinal(text, i))
            .or_else(|| self.score(text, i))
            .or_else(|| self.numeral(text, i, places))
            .map(|shape| self.with_rate(text, shape))
    }

    /// What only words can open: "dozens of", "a pair of", "half an hour".
    fn in_words(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
        if text.kind(i) == Some(TokenKind::Number) {
            return None;
        }
        self.vague(text, i, places)
            .or_else(|| self.collective(text, i))
            .or_else(|| self.part_of_a_point(text, i))
            .or_else(|| self.quarter_million(text, i, places))
            .or_else(|| self.half_a_unit(text, i, places))
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
    pub(super) fn vague(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
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
    pub(super) fn collective(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        let at = i + usize::from(matches!(text.lower(i), "a" | "an" | "the"));
        let count = self.lexicon.collective(text, at)?;
        (at > i && text.is(at + 1, "of")).then(|| Shape::count(count, 1.0, at + 1))
    }

    /// "a quarter of a million francs", "two thirds of a million".
    fn quarter_million(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
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
            let shape = Shape::measure(0.5, 0.5, &unit, end);
            return Some(in_smaller_unit(plain_years(shape)));
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
        // "an hour and a quarter"
        if unit.symbol == "h"
            && text.is(end, "and")
            && matches!(text.lower(end + 1), "a" | "one")
            && text.is(end + 2, "quarter")
        {
            return Some(Shape::measure(75.0, 15.0, "min", end + 3));
        }
        let compound = time && text.is(end, "and");
        if compound {
            return self.compound_duration(text, Shape::measure(1.0, 1.0, &unit.symbol, end));
        }
        let anchored = matches!(
            text.lower(end),
            "after"
                | "before"
                | "ago"
                | "later"
                | "earlier"
                | "since"
                | "long"
                | "old"
                | "behind"
                | "ahead"
                | "apart"
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

    /// "a quarter point", "a half-percentage-point cut", "a quarter of a point": of interest rates.
    fn part_of_a_point(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        let at = i + usize::from(text.is(i, "a"));
        let part = match text.lower(at) {
            "half" => 0.5,
            "quarter" => 0.25,
            _ => return None,
        };
        let hyphen = |k: usize| usize::from(text.is(k, "-") && text.glued(k));
        let mut next = at + 1 + hyphen(at + 1);
        next += usize::from(text.is(next, "of") && text.is(next + 1, "a"));
        next += usize::from(text.is(next, "a"));
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
        let aged = i > 0 && a < b && matches!(text.lower(i - 1), "aged" | "ages" | "age");
        let counts = unit
            || aged
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
    pub(super) fn numeral(&self, text: &Text<'_>, i: usize, places: &Places) -> Option<Shape> {
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
            None => Some(
                self.hedged_unit(text, &first, places)
                    .unwrap_or_else(|| Shape::count(first.value, first.step, first.end)),
            ),
        }
    }

    /// "52 or so per cent": a hedge between the number and its unit.
    fn hedged_unit(&self, text: &Text<'_>, first: &Numeral, places: &Places) -> Option<Shape> {
        let (approx, at) = self.lexicon.hedge_after(text, first.end)?;
        let (unit, end) = self
            .unit_after(text, at, Some(first), places)
            .filter(|(unit, _)| !unit.starts_with("million"))?;
        let shape = plain_years(Shape::measure(first.value, first.step, &unit, end));
        Some(Shape { approx, ..shape })
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
                && unit.factor * MOST_PER_UNIT >= outer.factor
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
    pub(super) fn range(
        &self,
        text: &Text<'_>,
        i: usize,
        first: Numeral,
        places: &Places,
    ) -> Option<Shape> {
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
        let verb = i > 0 && self.change_verbs.contains(text.lower(i - 1));
        let change = text.is(mark_at, "to")
            && !from
            && (low < 10.0 && high > low * 20.0 && !second.scaled || verb && high > low * 2.5);
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
    pub(super) fn is_change(&self, text: &Text<'_>, i: usize, from: bool) -> bool {
        const REACH: usize = 14;
        let start = i.saturating_sub(REACH);
        // "rises by 30,000 to 420,000"
        let by = i > 0 && text.is(i - 1, "by");
        (from || by) && (start..i).any(|k| self.change_verbs.contains(text.lower(k)))
    }
}

/// The token after a mark that joins the ends of a range, if one stands at `i`.
pub(super) fn range_mark(text: &Text<'_>, i: usize) -> Option<usize> {
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
pub(super) fn shared_scale(first: Numeral, second: Numeral) -> Option<f64> {
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

/// Half an hour and an hour and a half: a half of a unit of time is told in the next smaller unit where that is whole, as
/// newspapers do: 90 minutes.
fn in_smaller_unit(shape: Shape) -> Shape {
    match (shape.unit.as_deref(), shape.number) {
        (Some("h"), Some(n)) if n == 1.5 || n == 0.5 => Shape {
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
