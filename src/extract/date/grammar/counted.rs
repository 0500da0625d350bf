//! Units counted from a date: "the past two weeks", "in three weeks' time", "two days after
//! Christmas".

use super::super::tense::{self, Tense};
use super::super::words::{Unit, Which, Word};
use super::super::{Meaning, calendar};
use super::day::range;
use super::{Found, Reader};
use crate::text::TokenKind;

impl Reader<'_> {
    /// "past two weeks", "next 7 quarters": the number stands at `at`.
    pub(super) fn which_counted(&self, start: usize, at: usize, which: Which) -> Option<Found> {
        let (unit, last) = self.counted_unit(at + 1)?;
        let count = self.count(at)?;
        self.counted(start, last, unit, count, which)
    }

    /// What is counted at `i`, "weeks" or "working days", and the index of its last word.
    pub(super) fn counted_unit(&self, i: usize) -> Option<(Unit, usize)> {
        match self.word(i) {
            Word::Unit(unit) => Some((unit, i)),
            _ => {
                let working = matches!(self.lower(i), "business" | "working" | "trading");
                let days = working && self.word(i + 1) == Word::Unit(Unit::Day);
                days.then_some((Unit::Workday, i + 1))
            }
        }
    }

    /// "previous three quarters", "following two weeks": does a number of units follow?
    pub(super) fn is_counted(&self, i: usize) -> bool {
        self.count(i + 1).is_some() && self.counted_unit(i + 2).is_some()
    }

    /// "previous three quarters", "following two weeks".
    pub(super) fn row(&self, i: usize) -> Option<Found> {
        let which = if self.is(i, "following") {
            Which::Next
        } else {
            Which::Last
        };
        self.which_counted(i, i + 1, which)
            .map(beside_what_was_told)
    }

    /// "5 past years", "three upcoming weeks": the number stands at `i`.
    pub(super) fn counted_which(&self, i: usize, count: i32, which: Which) -> Option<Found> {
        let (unit, last) = self.counted_unit(i + 2)?;
        self.counted(i, last, unit, count, which)
    }

    /// "two previous months": the number stands at `i`.
    pub(super) fn previous_units(&self, i: usize, count: i32) -> Option<Found> {
        self.counted_which(i, count, Which::Last)
            .map(beside_what_was_told)
    }

    fn counted(
        &self,
        start: usize,
        at: usize,
        unit: Unit,
        count: i32,
        which: Which,
    ) -> Option<Found> {
        let sign = match which {
            Which::Last => -1,
            Which::Next => 1,
            Which::This | Which::Open => return None,
        };
        let plural = count == 1 || self.lower(at).ends_with('s');
        let counts = plural && !matches!(unit, Unit::Weekend | Unit::Century);
        // "the last two weeks of June" ends with June, "the next two days' talks" are talks.
        let whole = !self.is(at + 1, "of") && self.kind(at + 1) != Some(TokenKind::Clitic);
        let count = count.checked_mul(sign)?;
        (counts && whole).then(|| Found::new(start..at + 1, Meaning::Counted { unit, count }))
    }

    /// The number at `i`, in words or up to three digits.
    fn count(&self, i: usize) -> Option<i32> {
        match self.word(i) {
            Word::Number(n) => Some(i32::from(n)),
            _ => self.plain(i, 3).map(i32::from),
        }
        .filter(|n| *n > 0)
    }

    /// "two weeks ago", "two weeks and two days ago": a number at `i` and its unit at `at`.
    pub(super) fn units_ago(&self, i: usize, at: usize, unit: Unit, count: i32) -> Option<Found> {
        if self.is(at + 1, "ago") {
            return Some(Found::new(i..at + 2, Meaning::Ago { unit, count }));
        }
        if !matches!(self.lower(at + 1), "and" | ",") {
            return None;
        }
        let more = self.count(at + 2)?;
        let Word::Unit(smaller) = self.word(at + 3) else {
            return None;
        };
        let ago = |unit, count| Meaning::Ago { unit, count };
        let meaning = match (unit, smaller) {
            (Unit::Year, Unit::Month) => ago(smaller, count.checked_mul(12)?.checked_add(more)?),
            (Unit::Year | Unit::Month | Unit::Week, Unit::Day)
            | (Unit::Year | Unit::Month, Unit::Week) => Meaning::Beside {
                base: Box::new(ago(smaller, more)),
                unit,
                shift: count.checked_neg()?,
            },
            _ => return None,
        };
        self.is(at + 4, "ago")
            .then(|| Found::new(i..at + 5, meaning))
    }

    /// "two weeks ago on Monday", "in three days on Friday": a weekday behind what was counted says
    /// which of the days around is meant.
    pub(super) fn with_weekday_behind(&self, found: Found) -> Found {
        let end = found.tokens.end;
        let on = self.is(end, "on");
        let at = if on { end + 1 } else { end };
        let Word::Weekday(number) = self.word(at) else {
            return found;
        };
        let weeks = matches!(
            found.meaning,
            Meaning::Ago {
                unit: Unit::Week | Unit::Fortnight,
                ..
            }
        );
        let days = matches!(
            found.meaning,
            Meaning::Ago {
                unit: Unit::Day,
                ..
            }
        );
        let plain = self
            .weekday_of(at, at, Which::Open)
            .filter(|f| matches!(f.meaning, Meaning::Weekday { .. }));
        match (plain, calendar::weekday(number)) {
            (Some(named), Some(weekday)) if weeks || days && on => {
                let meaning = Meaning::WeekdayNear {
                    weekday,
                    base: Box::new(found.meaning),
                };
                Found {
                    day_part: named.day_part,
                    ..Found::new(found.tokens.start..named.tokens.end, meaning)
                }
            }
            _ => found,
        }
    }

    /// "Monday two weeks ago", "Saturday, three weeks from now": a weekday that starts at `start` and
    /// ends before `i`.
    pub(super) fn weekday_weeks_off(
        &self,
        start: usize,
        i: usize,
        weekday: jiff::civil::Weekday,
    ) -> Option<Found> {
        let at = self.skip_comma(i);
        let count = self.count(at)?;
        let Word::Unit(unit @ (Unit::Week | Unit::Fortnight)) = self.word(at + 1) else {
            return None;
        };
        let found = self
            .units_ago(at, at + 1, unit, count)
            .or_else(|| self.units_from_now(at, at + 1, unit, count))?;
        let ago = matches!(found.meaning, Meaning::Ago { .. });
        let meaning = Meaning::WeekdayNear {
            weekday,
            base: Box::new(found.meaning),
        };
        ago.then(|| Found::new(start..found.tokens.end, meaning))
    }

    /// "two weeks from now", "in two weeks' time", "will meet in two weeks": a number at `i` and
    /// its unit at `at`.
    pub(super) fn units_from_now(
        &self,
        i: usize,
        at: usize,
        unit: Unit,
        count: i32,
    ) -> Option<Found> {
        let from_now = self.is(at + 1, "from") && self.is(at + 2, "now");
        let time = self.before(i) == "in" && self.is_time(at + 1);
        let end = if from_now || time {
            at + 3
        } else if self.is_prospect(i, at, unit) {
            at + 1
        } else {
            return None;
        };
        let count = count.checked_neg()?;
        Some(Found::new(i..end, Meaning::Ago { unit, count }))
    }

    /// "' time", "'s time"
    fn is_time(&self, i: usize) -> bool {
        let genitive = matches!(self.lower(i), "'" | "\u{2019}" | "'s" | "\u{2019}s");
        genitive && self.is(i + 1, "time")
    }

    /// "will meet in two weeks." tells a day, "fell in two weeks" and "will be built in two weeks
    /// flat" how long something took.
    fn is_prospect(&self, i: usize, at: usize, unit: Unit) -> bool {
        let days = matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight);
        let weekday = self.is(at + 1, "on") && matches!(self.word(at + 2), Word::Weekday(_));
        let closes = self.kind(at + 1).is_none_or(|kind| kind == TokenKind::Mark)
            && !matches!(self.lower(at + 1), "'" | "\u{2019}" | "-")
            || weekday;
        let sentence = self.floor..self.limit;
        self.before(i) == "in"
            && days
            && closes
            && tense::of(self.text, &sentence, &(i..at + 1)) == Tense::Future
    }

    /// "two days after Christmas", "three weeks from tomorrow": a number at `i` and its unit at
    /// `at`.
    pub(super) fn counted_from(
        &self,
        i: usize,
        at: usize,
        unit: Unit,
        count: i32,
    ) -> Option<Found> {
        let shift = match self.lower(at + 1) {
            "after" | "from" => count,
            "before" => count.checked_neg()?,
            _ => return None,
        };
        if self.before(i) == "for" && self.is(at + 1, "from") {
            return None;
        }
        let base = self.base(self.skip_the(at + 2))?;
        let tokens = i..base.tokens.end;
        let base = Box::new(base.meaning);
        Some(Found::new(tokens, Meaning::Beside { base, unit, shift }))
    }

    /// "for three days from Monday", "two weeks starting May 20": a number at `i` and its unit at
    /// `at`.
    pub(super) fn stretch_from(
        &self,
        i: usize,
        at: usize,
        unit: Unit,
        count: i32,
    ) -> Option<Found> {
        let comma = self.skip_comma(at + 1);
        let starts = matches!(self.lower(comma), "starting" | "beginning" | "commencing")
            || self.is(comma, "from") && self.before(i) == "for";
        let on = if self.is(comma + 1, "on") {
            comma + 2
        } else {
            comma + 1
        };
        let base = self.base(self.skip_the(on)).filter(|_| starts)?;
        let day = |base: &Meaning, unit, shift| Meaning::Beside {
            base: Box::new(base.clone()),
            unit,
            shift,
        };
        // The last day is the one before the stretch is over.
        let last = day(&day(&base.meaning, unit, count), Unit::Day, -1);
        Some(Found::new(i..base.tokens.end, range(base.meaning, last)))
    }

    /// A date from which can be counted, at `i`.
    pub(super) fn base(&self, i: usize) -> Option<Found> {
        let day = self.named_day(i);
        day.filter(|d| !matches!(d.meaning, Meaning::DayOfMonth { .. }))
            .or_else(|| self.year(i))
            .or_else(|| self.event(i))
    }

    /// "Tuesday of next week", "Tuesday last week": a weekday that starts at `start` and ends
    /// before `i`.
    pub(super) fn weekday_of_week(
        &self,
        start: usize,
        i: usize,
        weekday: jiff::civil::Weekday,
        which: Which,
    ) -> Option<Found> {
        let at = if self.is(i, "of") { i + 1 } else { i };
        let Word::Which(week) = self.word(at) else {
            return None;
        };
        let meaning = Meaning::WeekdayIn {
            weekday,
            weeks: super::period::shift_of(week),
        };
        let named = which == Which::Open && self.is(at + 1, "week");
        (named && self.ends_week(at + 2)).then(|| Found::new(start..at + 2, meaning))
    }

    fn ends_week(&self, i: usize) -> bool {
        self.kind(i) != Some(TokenKind::Clitic)
    }

    /// "next week on Tuesday", "last week Tuesday": "week" ends before `i`.
    pub(super) fn weekday_behind_week(
        &self,
        start: usize,
        i: usize,
        which: Which,
    ) -> Option<Found> {
        let at = if matches!(self.lower(i), "on" | "-") {
            i + 1
        } else {
            i
        };
        let Word::Weekday(number) = self.word(at) else {
            return None;
        };
        let found = self.weekday_of(at, at, Which::Open)?;
        let plain = matches!(found.meaning, Meaning::Weekday { .. });
        let meaning = Meaning::WeekdayIn {
            weekday: calendar::weekday(number)?,
            weeks: super::period::shift_of(which),
        };
        plain.then_some(Found {
            tokens: start..found.tokens.end,
            meaning,
            day_part: found.day_part,
        })
    }
}

/// Units counted from what the story told last, and not from publication.
fn beside_what_was_told(mut found: Found) -> Found {
    if let Meaning::Counted { unit, count } = found.meaning {
        found.meaning = Meaning::CountedBeside { unit, count };
    }
    found
}
