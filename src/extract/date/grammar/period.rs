//! Stretches of a year: quarters, halves, months in a row, seasons, and parts of anything.

use super::super::cues::Cues;
use super::super::words::{Part, Unit, Which, Word};
use super::super::{Meaning, YearRef};
use super::{Found, Reader};
use crate::text::TokenKind;

impl Reader<'_> {
    /// "first quarter", "second half of 2025", "first nine months of this year", "first day of the
    /// new year", "first week of June".
    ///
    /// It starts at `start`; its last word stands at `i`.
    pub(super) fn ordinal(&self, start: usize, i: usize, nth: u8) -> Option<Found> {
        let nth = i8::try_from(nth).ok()?;
        let at = self.skip_fiscal_word(self.skip_glued_hyphen(i + 1));
        if self.is(at, "half") {
            let (year, end) = self.year_of_period(at + 1);
            let stated = year != YearRef::Open || self.cues(end).any(Cues::RESULT);
            return (stated && nth <= 2).then(|| months(start..end, (nth - 1) * 6 + 1, 6, year));
        }
        match self.word(at) {
            Word::Unit(Unit::Quarter) if nth <= 4 => {
                let (year, end) = self.year_of_period(at + 1);
                return Some(months(start..end, (nth - 1) * 3 + 1, 3, year));
            }
            _ => {}
        }
        match self.word(i + 1) {
            Word::Number(count) if nth == 1 => self.first_months(i, count, i + 2),
            Word::Unit(Unit::Day) if nth == 1 => self.first_day(i),
            _ => None,
        }
        .or_else(|| self.first_months_in_digits(i, nth))
        .or_else(|| self.first_pieces(start, i, nth))
        .or_else(|| self.spelled_day(start, i, nth))
        .or_else(|| self.spelled_days(start, i, nth))
        .or_else(|| self.nth_of(start, i + 1, nth))
        .or_else(|| self.day_of_named_month(start, i, nth))
    }

    fn first_months_in_digits(&self, i: usize, nth: i8) -> Option<Found> {
        let count = self.plain(i + 1, 2).filter(|_| nth == 1)?;
        self.first_months(i, u8::try_from(count).ok()?, i + 2)
    }

    /// "first nine months of 2023".
    fn first_months(&self, i: usize, count: u8, after: usize) -> Option<Found> {
        let count = i8::try_from(count).ok().filter(|c| (1..=12).contains(c))?;
        let (year, end) = self.year_of_period(after + 1);
        let alone = self.stands_alone(end) || self.cues(end).any(Cues::PAST);
        let told = self.before(i) == "the" && alone && !self.is(end, "of");
        let placed = i > 1 && matches!(self.text.lower(i - 2), "in" | "for" | "during" | "over");
        let fits = year != YearRef::Open || told && (count % 3 == 0 || placed && count > 1);
        (self.is(after, "months") && fits).then(|| months(i..end, 1, count, year))
    }

    /// "first two weeks of April": so many pieces from the beginning of a whole.
    fn first_pieces(&self, start: usize, i: usize, nth: i8) -> Option<Found> {
        (nth == 1).then(|| self.pieces_of(start, i + 1, false))?
    }

    /// The index after a hyphen at `i` that ties two words to one.
    fn skip_glued_hyphen(&self, i: usize) -> usize {
        if self.glued(i) && self.glued(i + 1) {
            self.skip_hyphen(i)
        } else {
            i
        }
    }

    /// The index after "fiscal" at `i`, or `i` itself.
    fn skip_fiscal_word(&self, i: usize) -> usize {
        if matches!(self.lower(i), "fiscal" | "financial") {
            i + 1
        } else {
            i
        }
    }

    /// A quarter, half or number of months at `i`: "third quarter", "first nine months", "Q3".
    pub(super) fn period(&self, i: usize) -> Option<Found> {
        let found = match self.word(i) {
            Word::Ordinal(nth @ 1..=2) if self.is(self.skip_glued_hyphen(i + 1), "half") => {
                let end = self.skip_glued_hyphen(i + 1) + 1;
                let first = if nth == 1 { 1 } else { 7 };
                Some(months(i..end, first, 6, YearRef::Open))
            }
            Word::Ordinal(nth) => self.ordinal(i, i, nth),
            _ => self
                .quarter_of_row(i)
                .or_else(|| self.ordinal_in_digits(i))
                .or_else(|| self.quarter_code(i)),
        }?;
        matches!(found.meaning, Meaning::Months { .. }).then_some(found)
    }

    /// "final quarter", "latest quarter".
    pub(super) fn quarter_of_row(&self, i: usize) -> Option<Found> {
        let at = self.skip_fiscal_word(i + 1);
        let quarter = matches!(self.word(at), Word::Unit(Unit::Quarter));
        if !quarter || self.lower(at).ends_with('s') {
            return None;
        }
        if self.is(i, "final") {
            let (year, end) = self.year_of_period(at + 1);
            return Some(months(i..end, 10, 3, year));
        }
        let latest = Meaning::Relative {
            unit: Unit::Quarter,
            shift: -1,
            part: Part::Whole,
        };
        self.is(i, "latest").then(|| Found::new(i..at + 1, latest))
    }

    /// "fiscal first quarter", "fiscal third-quarter", "fiscal 1990".
    pub(super) fn fiscal(&self, i: usize) -> Option<Found> {
        let mut found = match self.period(i + 1) {
            Some(found) => found,
            None => {
                let at = if self.is(i + 1, "year") { i + 2 } else { i + 1 };
                let year = self.bare_year(at)?;
                self.period_behind(at, at + 1, YearRef::Stated(year))
                    .unwrap_or_else(|| Found::new(at..at + 1, super::year::years(year, year)))
            }
        };
        found.tokens.start = i;
        Some(found)
    }

    /// "FY 2024", "FY24", "FY2023-24", "CY 2019": a fiscal or calendar year and its short name at `i`.
    pub(super) fn fiscal_code(&self, i: usize) -> Option<Found> {
        let capitals = self.text.word(i).bytes().all(|b| b.is_ascii_uppercase());
        let year = |k: usize, century: i16| match self.lower(k).len() {
            4 => self.plain(k, 4).filter(|y| (1900..2100).contains(y)),
            2 => self.plain(k, 2).map(|y| century * 100 + y),
            _ => None,
        };
        let short = self.lower(i + 1).len() == 2;
        let first = year(i + 1, 20).filter(|_| !short || capitals && self.glued(i + 1))?;
        let tied = matches!(self.lower(i + 2), "-" | "/" | "\u{2013}")
            && self.glued(i + 2)
            && self.glued(i + 3);
        let second = year(i + 3, first / 100).filter(|last| tied && *last == first + 1);
        let (last, end) = second.map_or((first, i + 2), |last| (last, i + 4));
        Some(Found::new(i..end, super::year::years(first, last)))
    }

    /// "last three months of 2023".
    pub(super) fn last_months(&self, start: usize, at: usize, count: u8) -> Option<Found> {
        let count = i8::try_from(count).ok().filter(|c| (1..=12).contains(c))?;
        let (year, end) = self.year_of_period(at + 2);
        (self.is(at + 1, "months") && year != YearRef::Open)
            .then(|| months(start..end, 13 - count, count, year))
    }

    /// "ninth of May", "first of June 2023".
    pub(super) fn spelled_day(&self, start: usize, i: usize, day: i8) -> Option<Found> {
        let of = if self.is(i + 1, "day") { i + 2 } else { i + 1 };
        let (month, after) = self.month(of + 1).filter(|_| self.is(of, "of"))?;
        let (year, end) = self.year_ref(after);
        Some(Found::new(
            start..end,
            Meaning::Day {
                year,
                month,
                day,
                weekday: None,
            },
        ))
    }

    /// "first day of the new year", "first day of the month".
    fn first_day(&self, i: usize) -> Option<Found> {
        if !self.is(i + 2, "of") || !self.is(i + 3, "the") {
            return None;
        }
        if self.is(i + 4, "new") && self.is(i + 5, "year") {
            let meaning = Meaning::Day {
                year: YearRef::Open,
                month: 1,
                day: 1,
                weekday: None,
            };
            return Some(Found::new(i..i + 6, meaning));
        }
        let unit = match self.word(i + 4) {
            Word::Unit(unit @ (Unit::Month | Unit::Year)) => unit,
            _ => return None,
        };
        Some(Found::new(
            i..i + 5,
            Meaning::Relative {
                unit,
                shift: 0,
                part: Part::Start,
            },
        ))
    }

    /// "Q2", "Q3 2024", "H1 2023": a letter at `i` and its number.
    pub(super) fn quarter_code(&self, i: usize) -> Option<Found> {
        if self.glued(i) {
            return None;
        }
        self.quarter_code_of(i, None)
    }

    /// A quarter or half at `i`, of a year that was told before it or comes behind it.
    pub(super) fn quarter_code_of(&self, i: usize, told: Option<i16>) -> Option<Found> {
        let nth = self.plain(i + 1, 1).filter(|_| self.glued(i + 1))?;
        let nth = i8::try_from(nth).ok()?;
        let (year, end) = match told {
            Some(year) => (YearRef::Stated(year), i + 2),
            None => self.year_of_period(i + 2),
        };
        let capital = self.capital(i) || year != YearRef::Open;
        match self.lower(i) {
            "q" if (1..=4).contains(&nth) && capital => {
                Some(months(i..end, (nth - 1) * 3 + 1, 3, year))
            }
            "h" if (1..=2).contains(&nth) && capital && year != YearRef::Open => {
                Some(months(i..end, (nth - 1) * 6 + 1, 6, year))
            }
            _ => None,
        }
    }

    /// "the half-year".
    pub(super) fn half_year(&self, i: usize) -> Option<Found> {
        let at = self.skip_hyphen(i + 1);
        (at > i + 1 && self.is(at, "year") && self.before(i) == "the")
            .then(|| months(i..at + 1, 1, 6, YearRef::Open))
    }

    /// A season at `i`: "the fall last year", "summer 2024", "in the spring".
    pub(super) fn season(&self, i: usize, first: i8) -> Option<Found> {
        self.season_of(i, i, first, Which::Open)
    }

    pub(super) fn season_of(
        &self,
        i: usize,
        start: usize,
        first: i8,
        which: Which,
    ) -> Option<Found> {
        let (year, end) = self.year_of_period(i + 1);
        let meaning = Meaning::Season { first, year, which };
        if year != YearRef::Open || which != Which::Open {
            return Some(Found::new(start..end, meaning));
        }
        let the = self.before(i) == "the" && i > 1;
        // "the fall in prices" is no season.
        let drop = self.is(i, "fall") && self.is(end, "in");
        let placed = the
            && !drop
            && Cues::of(self.text.lower(i - 2)).any(Cues::PREPOSITION)
            && !self.is(end, "of");
        (placed && self.stands_alone(end)).then(|| Found::new(start..end, meaning))
    }

    /// A part at `i`: "early November", "mid-June", "late last year", "the end of March",
    /// "earlier this month".
    pub(super) fn part(&self, i: usize, part: Part) -> Option<Found> {
        let edge = matches!(part, Part::Start | Part::End) || self.is(i, "middle");
        let of = if self.is(i + 1, "of") { i + 2 } else { i + 1 };
        if edge && of == i + 1 {
            return self.hyphenated_end(i, part);
        }
        if matches!(part, Part::SoFar | Part::Rest) {
            // "earlier in the week", but not "later of the two"
            let of = if self.is(i + 1, "in") && self.is(i + 2, "the") {
                i + 2
            } else {
                i + 1
            };
            return self.part_of(i, self.skip_the(of), part);
        }
        let at = self.skip_the(self.skip_hyphen(of));
        let part = if self.is(i, "end") && self.before(i) == "-" {
            Part::End
        } else {
            part
        };
        self.part_of(i, at, part)
    }

    /// "end-March", "end-1988", "end December 1986".
    fn hyphenated_end(&self, i: usize, part: Part) -> Option<Found> {
        let at = self.skip_glued_hyphen(i + 1);
        let dated = match self.month(at) {
            Some((_, after)) => self.year_ref(after).0 != YearRef::Open,
            None => false,
        };
        let tied = at > i + 1 || dated && !self.glued(i);
        (tied && self.is(i, "end")).then(|| self.part_of(i, at, part))?
    }

    /// "year-end", "month-end", "year's end", "mid-year": `i` is the index after the unit.
    pub(super) fn end_of_unit(&self, start: usize, i: usize, unit: Unit) -> Option<Found> {
        let genitive = self.kind(i) == Some(TokenKind::Clitic);
        let hyphen = self.skip_glued_hyphen(i);
        let at = if genitive { i + 1 } else { hyphen };
        if at == i || !self.is(at, "end") {
            return None;
        }
        if let Some(year) = self.bare_year(at + 1).filter(|_| unit == Unit::Year) {
            let meaning = Meaning::Years {
                first: year,
                last: year,
                part: Part::End,
            };
            return Some(Found::new(start..at + 2, meaning));
        }
        self.part_of_unit(start..at + 1, unit, 0, Part::End)
    }

    /// The whole at `at` of which a part that starts at `start` is told.
    fn part_of(&self, start: usize, at: usize, part: Part) -> Option<Found> {
        if let Some((_, after)) = self.month(at) {
            // "early June 5" tells a day.
            return self
                .day(after)
                .is_none()
                .then(|| self.month_alone(at, part, start))?;
        }
        match self.word(at) {
            Word::Which(which) => match (which, self.word(at + 1)) {
                (_, Word::Unit(unit)) => {
                    self.part_of_unit(start..at + 2, unit, shift_of(which), part)
                }
                (_, Word::Month(_)) => self.month_alone(at + 1, part, start),
                (_, Word::Weekday(_)) if matches!(part, Part::Early | Part::Late) => {
                    self.weekday_of(at + 1, start, which)
                }
                _ => None,
            },
            Word::Weekday(_) if matches!(part, Part::Early | Part::Late) => {
                self.weekday_of(at, start, Which::Open)
            }
            Word::Unit(unit) if self.text.is(at.saturating_sub(1), "the") => {
                self.part_of_unit(start..at + 1, unit, 0, part)
            }
            _ => self.part_of_years(start, at, part),
        }
    }

    fn part_of_unit(
        &self,
        tokens: std::ops::Range<usize>,
        unit: Unit,
        shift: i32,
        part: Part,
    ) -> Option<Found> {
        matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade)
            .then(|| Found::new(tokens, Meaning::Relative { unit, shift, part }))
    }
}

/// How many units on "last", "this" and "next" are.
pub(super) fn shift_of(which: Which) -> i32 {
    match which {
        Which::Last => -1,
        Which::Open | Which::This => 0,
        Which::Next => 1,
    }
}

fn months(tokens: std::ops::Range<usize>, first: i8, count: i8, year: YearRef) -> Found {
    Found::new(tokens, Meaning::Months { first, count, year })
}
