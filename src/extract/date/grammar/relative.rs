//! Days and stretches counted from today or from the day of which the story tells: "yesterday",
//! "last week", "two weeks ago", "two days earlier", "the following day".

use super::super::cues::Cues;
use super::super::words::{DayPart, Part, Unit, Which, Word};
use super::super::{Meaning, calendar};
use super::day::range;
use super::period::shift_of;
use super::{Found, Reader};
use crate::text::TokenKind;
use jiff::civil::Weekday;

impl Reader<'_> {
    /// "today", "yesterday morning", "tomorrow, Friday 24 November".
    pub(super) fn day_word(&self, i: usize, shift: i8) -> Option<Found> {
        if self.is_title(i) {
            return None;
        }
        let (day_part, end) = self.day_part(i + 1);
        let day_part = if self.is(i, "tonight") {
            Some(DayPart::Night)
        } else {
            day_part
        };
        // The day named with it says more.
        let named = self.skip_bracket(self.skip_comma(end));
        if let Word::Weekday(number) = self.word(named)
            && calendar::weekday(number).is_some()
            && let Some(found) = self.weekday_of(named, i, Which::Open)
            && matches!(found.meaning, Meaning::Day { .. })
        {
            return Some(found);
        }
        if let Some(found) = self.date_behind(i, end, named) {
            return Some(Found { day_part, ..found });
        }
        let meaning = Meaning::Relative {
            unit: Unit::Day,
            shift: shift.into(),
            part: Part::Whole,
        };
        Some(Found {
            day_part,
            ..Found::new(i..end, meaning)
        })
    }

    /// "tomorrow, June 5", "today (5 June 2024)": the date at `at`, behind a comma or bracket, of a
    /// day that is named from `start` to `end`.
    fn date_behind(&self, start: usize, end: usize, at: usize) -> Option<Found> {
        let found = match self.word(at) {
            _ if at == end => None,
            Word::Month(_) => self.month_first(at),
            _ => self.numeric_date(at).or_else(|| self.day_first(at)),
        }?;
        let day = matches!(
            found.meaning,
            Meaning::Day { .. } | Meaning::EitherOrder { .. }
        );
        day.then(|| Found::new(start..found.tokens.end, found.meaning))
    }

    fn skip_bracket(&self, i: usize) -> usize {
        if self.is(i, "(") { i + 1 } else { i }
    }

    /// "USA Today", "Russia Today".
    fn is_title(&self, i: usize) -> bool {
        let capital = |k: usize| self.text.word(k).starts_with(char::is_uppercase);
        i > 0 && !self.opens_sentence(i) && self.is(i, "today") && capital(i) && capital(i - 1)
    }

    /// What "last", "this", "next", "past" or "coming" at `i` leads.
    pub(super) fn which(&self, i: usize, which: Which) -> Option<Found> {
        // "this calendar year", but a fiscal year begins when it likes.
        if self.is(i + 1, "calendar") && self.is(i + 2, "year") {
            return self.which_unit(i, i + 2, Unit::Year, which);
        }
        if matches!(self.lower(i + 1), "working" | "work") && self.is(i + 2, "week") {
            return self.working_week(i, which);
        }
        // "this coming week", "this past Tuesday"
        if let (true, Word::Which(inner)) = (self.is(i, "this"), self.word(i + 1))
            && matches!(self.lower(i + 1), "coming" | "past" | "next" | "last")
        {
            return self.which_at(i, i + 2, inner);
        }
        if matches!(self.lower(i), "past" | "coming" | "upcoming") && self.is_stretch(i + 1) {
            return self.stretch(i, i + 1, which);
        }
        self.which_at(i, i + 1, which)
    }

    /// "this working week": Monday to Friday.
    fn working_week(&self, i: usize, which: Which) -> Option<Found> {
        let day = |weekday| Meaning::WeekdayIn {
            weekday,
            weeks: shift_of(which),
        };
        let whole = self.before(i) != "the";
        whole.then(|| Found::new(i..i + 3, range(day(Weekday::Monday), day(Weekday::Friday))))
    }

    /// "the past year", "the coming weeks": as long as the unit, up to today or from it on.
    fn stretch(&self, start: usize, at: usize, which: Which) -> Option<Found> {
        let Word::Unit(unit) = self.word(at) else {
            return None;
        };
        let count = match which {
            Which::Last => -1,
            Which::Next => 1,
            Which::This | Which::Open => return None,
        };
        let one = !self.lower(at).ends_with('s') && unit != Unit::Century;
        let past = self.is(start, "past");
        let whole = self.before(start) == "the"
            && (past || self.stands_alone(at + 1))
            && !self.is(at + 1, "of")
            && !self.is(at + 1, "-");
        (one && whole).then(|| Found::new(start..at + 1, Meaning::Counted { unit, count }))
    }

    /// "the past week", "the coming months" are stretches that end or begin today: durations.
    fn is_stretch(&self, at: usize) -> bool {
        matches!(self.word(at), Word::Unit(unit) if !matches!(unit, Unit::Weekend | Unit::Quarter))
    }

    /// "previous Wednesday", "previous quarter" without "the" count from today.
    pub(super) fn previous(&self, i: usize) -> Option<Found> {
        match self.word(i + 1) {
            Word::Weekday(_) | Word::Unit(Unit::Quarter) | Word::Holiday => {
                self.which_at(i, i + 1, Which::Last)
            }
            Word::Unit(Unit::Week) => self.weekday_behind_week(i, i + 2, Which::Last),
            _ => None,
        }
    }

    fn which_at(&self, start: usize, at: usize, which: Which) -> Option<Found> {
        // "scheduled to last two days"
        let verb = self.is(start, "last")
            && (self.before(start) == "to" || self.cues_before(start).any(Cues::FUTURE));
        if verb && matches!(self.word(at), Word::Number(_) | Word::Other) {
            return None;
        }
        // "the last Friday of May" is not the one before today.
        if let Some(found) = self.last_piece(start, at, which) {
            return Some(found);
        }
        match self.word(at) {
            Word::Weekday(_) => self.weekday_of(at, start, which),
            Word::Unit(unit) => self.which_unit(start, at, unit, which),
            Word::Season(first) => self.season_of(at, start, first, which),
            Word::Month(_) => self.which_month(start, at, which),
            Word::DayPart(part) => self.which_day_part(start, at, part, which),
            Word::Number(count) if which == Which::Last => self
                .last_months(start, at, count)
                .or_else(|| self.which_counted(start, at, which)),
            Word::Holiday => self.which_holiday(start, at, which),
            _ => self
                .which_counted(start, at, which)
                .or_else(|| self.which_day(start, at, which)),
        }
    }

    /// "last 12 June", "next 6th of April", "this 5/12", but not "the last 12 June matches".
    fn which_day(&self, start: usize, at: usize, which: Which) -> Option<Found> {
        let found = self.day_first(at).or_else(|| self.month_with_day(at))?;
        let alone = self.before(start) != "the" && self.stands_alone(found.tokens.end);
        alone.then(|| one_of_a_row(start, found, which))
    }

    /// "last week", "next month". "the last month" is a duration, "the last week of June" is not
    /// counted from today.
    pub(super) fn which_unit(
        &self,
        start: usize,
        at: usize,
        unit: Unit,
        which: Which,
    ) -> Option<Found> {
        let plural = self.lower(at).ends_with('s');
        let named = matches!(unit, Unit::Weekend | Unit::Quarter);
        let duration = self.before(start) == "the" && which != Which::This && !named;
        let part_of = self.is(at + 1, "of") && !self.figure_follows(start, at + 2);
        if plural || matches!(unit, Unit::Century) || part_of {
            return None;
        }
        if unit == Unit::Day {
            // "the next day", and hardly "last day"
            let next = which == Which::Next && duration;
            return next.then(|| Found::new(start..at + 1, Meaning::Anchored { unit, shift: 1 }));
        }
        if duration {
            if which == Which::Last || unit == Unit::Decade || self.is_within(start) {
                return self.stretch(start, at, which);
            }
            let anchored = which == Which::Next && self.stands_alone(at + 1);
            return anchored
                .then(|| Found::new(start..at + 1, Meaning::Anchored { unit, shift: 1 }));
        }
        if unit == Unit::Fortnight {
            return None;
        }
        if unit == Unit::Week
            && let Some(found) = self.weekday_behind_week(start, at + 1, which)
        {
            return Some(found);
        }
        if unit == Unit::Year {
            let year = super::super::YearRef::Shifted(i8::try_from(shift_of(which)).ok()?);
            if let Some(found) = self.period_behind(start, at + 1, year) {
                return Some(found);
            }
        }
        let end = at + 1;
        let possessive = self.before(start) == "its";
        (!possessive).then(|| {
            Found::new(
                start..end,
                Meaning::Relative {
                    unit,
                    shift: shift_of(which),
                    part: Part::Whole,
                },
            )
        })
    }

    /// "sales last year of about 18 million": does the figure of something told before "last", at
    /// `start`, follow at `i`?
    fn figure_follows(&self, start: usize, i: usize) -> bool {
        let number = self.kind(i) == Some(TokenKind::Number)
            || matches!(self.word(i), Word::Number(_))
            || self.cues(i).any(Cues::VAGUE)
            || matches!(self.lower(i), "more" | "$" | "\u{20ac}" | "\u{a3}");
        number && !self.cues_before(start).any(Cues::DETERMINER)
    }

    /// "over the next year" is the year to come, "the next year" the one after that of the story.
    fn is_within(&self, start: usize) -> bool {
        start >= 2
            && matches!(
                self.text.lower(start - 2),
                "in" | "over" | "during" | "within" | "for" | "through" | "throughout"
            )
    }

    /// "last March", "next August".
    fn which_month(&self, start: usize, at: usize, which: Which) -> Option<Found> {
        let (month, end) = self.month(at)?;
        if self.day(end).is_some() {
            return Some(one_of_a_row(start, self.month_first(at)?, which));
        }
        let year = super::super::YearRef::Open;
        Some(Found::new(
            start..end,
            Meaning::Month {
                year,
                month,
                which,
                part: Part::Whole,
            },
        ))
    }

    /// "last night", "this morning".
    fn which_day_part(
        &self,
        start: usize,
        at: usize,
        part: DayPart,
        which: Which,
    ) -> Option<Found> {
        let the = self.before(start) == "the";
        if the && which == Which::Next {
            let meaning = Meaning::Anchored {
                unit: Unit::Day,
                shift: 1,
            };
            return Some(Found {
                day_part: Some(part),
                ..Found::new(start..at + 1, meaning)
            });
        }
        let shift = match which {
            Which::Last if part == DayPart::Night => -1,
            Which::This => 0,
            _ => return None,
        };
        let meaning = Meaning::Relative {
            unit: Unit::Day,
            shift,
            part: Part::Whole,
        };
        Some(Found {
            day_part: Some(part),
            ..Found::new(start..at + 1, meaning)
        })
    }

    /// What a unit at `i` leads: "the day before yesterday", "the day after", "the weekend", "the
    /// launch of the year".
    pub(super) fn unit(&self, i: usize, unit: Unit) -> Option<Found> {
        if matches!(unit, Unit::Week | Unit::Weekend)
            && let Some(found) = self
                .week_of(i, unit == Unit::Weekend)
                .or_else(|| self.week_number(i))
        {
            return Some(found);
        }
        if let Some(found) = self
            .compared(i, unit)
            .or_else(|| self.end_of_unit(i, i + 1, unit))
        {
            return Some(found);
        }
        if self.before(i) != "the" {
            return None;
        }
        if let Some(found) = self.unit_but_one(i, unit) {
            return Some(found);
        }
        match unit {
            Unit::Weekend if self.stands_alone(i + 1) => {
                Some(Found::new(i..i + 1, Meaning::TheWeekend))
            }
            Unit::Year if self.is_this_year(i) => Some(Found::new(
                i..i + 1,
                Meaning::Relative {
                    unit,
                    shift: 0,
                    part: Part::Whole,
                },
            )),
            Unit::Quarter if self.is_told_before(i) => {
                Some(Found::new(i..i + 1, Meaning::Anchored { unit, shift: 0 }))
            }
            Unit::Day if self.is_to_the_day(i) => None,
            Unit::Day => self.day_beside(i).or_else(|| self.unit_beside(i, unit)),
            Unit::Week | Unit::Month | Unit::Year => self.unit_beside(i, unit),
            _ => None,
        }
    }

    /// "45 years to the day after independence": the day says how exact the years are.
    fn is_to_the_day(&self, i: usize) -> bool {
        let counted = |k: usize| {
            matches!(
                self.text.lower(k),
                "years" | "months" | "weeks" | "year" | "month"
            )
        };
        i >= 3 && self.text.is(i - 2, "to") && counted(i - 3)
    }

    /// "the week after next", "the year before last", "the year to date".
    fn unit_but_one(&self, i: usize, unit: Unit) -> Option<Found> {
        let named = matches!(
            unit,
            Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year
        );
        let (shift, part) = match (self.lower(i + 1), self.lower(i + 2)) {
            ("after", "next") => (2, Part::Whole),
            ("before", "last") => (-2, Part::Whole),
            ("to", "date") => (0, Part::SoFar),
            _ => return None,
        };
        (named && self.stands_alone(i + 3))
            .then(|| Found::new(i..i + 3, Meaning::Relative { unit, shift, part }))
    }

    /// "for the quarter": the one of which the story has told.
    fn is_told_before(&self, i: usize) -> bool {
        let placed = i > 1 && Cues::of(self.text.lower(i - 2)).any(Cues::PREPOSITION);
        placed && self.stands_alone(i + 1) && !self.is(i + 1, "of") && !self.lower(i).ends_with('s')
    }

    /// "year-earlier quarter", "year-ago period", "year-earlier $3 million".
    fn compared(&self, i: usize, unit: Unit) -> Option<Found> {
        let tied = self.glued(i + 1) && self.glued(i + 2) && self.skip_hyphen(i + 1) == i + 2;
        if !tied || !matches!(self.lower(i + 2), "earlier" | "ago" | "before") {
            return None;
        }
        let noun = self.cues(i + 3).any(Cues::COMPARED);
        let third = self.period(i + 3).map(|f| f.tokens.end);
        let end = third.unwrap_or(if noun { i + 4 } else { i + 3 });
        let counted = self
            .cues_before(i)
            .any(Cues::DETERMINER | Cues::PREPOSITION)
            || noun;
        let quarter = end > i + 3 && matches!(self.word(end - 1), Word::Unit(Unit::Quarter));
        let meaning = match self.period(i + 3).map(|f| f.meaning) {
            Some(Meaning::Months { first, count, .. }) => Meaning::Months {
                first,
                count,
                year: super::super::YearRef::Shifted(-1),
            },
            _ if quarter && unit == Unit::Year => Meaning::Anchored {
                unit: Unit::Quarter,
                shift: -4,
            },
            _ => Meaning::Anchored { unit, shift: -1 },
        };
        counted.then(|| Found::new(i..end, meaning))
    }

    /// "of the year" where it is no title and no part of a year.
    fn is_this_year(&self, i: usize) -> bool {
        let noun = if i >= 3 { self.text.lower(i - 3) } else { "" };
        i >= 3
            && self.text.is(i - 2, "of")
            && self.stands_alone(i + 1)
            && !self.is(i + 1, "of")
            && !Cues::of(noun).any(Cues::AWARDED)
    }

    /// "the day before yesterday", "the day after tomorrow".
    fn day_beside(&self, i: usize) -> Option<Found> {
        let shift = match (self.lower(i + 1), self.word(i + 2)) {
            ("before", Word::Day(-1)) => -2,
            ("after", Word::Day(1)) => 2,
            _ => return None,
        };
        Some(Found::new(
            i..i + 3,
            Meaning::Relative {
                unit: Unit::Day,
                shift,
                part: Part::Whole,
            },
        ))
    }

    /// "the day before", "the week after".
    fn unit_beside(&self, i: usize, unit: Unit) -> Option<Found> {
        let shift = match self.lower(i + 1) {
            "before" => -1,
            "after" => 1,
            _ => return None,
        };
        // "the day after Christmas", "the year before 2015" say from where they count.
        let Some(base) = self.base(self.skip_the(i + 2)) else {
            return Some(Found::new(i..i + 2, Meaning::Anchored { unit, shift }));
        };
        let year = matches!(base.meaning, Meaning::Years { .. });
        let tokens = i..base.tokens.end;
        let base = Box::new(base.meaning);
        (unit == Unit::Day || unit == Unit::Year && year)
            .then(|| Found::new(tokens, Meaning::Beside { base, unit, shift }))
    }

    /// "following day", "previous week", "same day", "that night" after "the" or by itself.
    pub(super) fn anchored(&self, i: usize) -> Option<Found> {
        let word = self.lower(i);
        let (shift, needs_the) = match word {
            "following" => (1, true),
            "previous" | "preceding" => (-1, true),
            "same" => (0, true),
            _ => (0, false),
        };
        // "up from previous week"
        let short = word == "previous"
            && matches!(self.word(i + 1), Word::Unit(_))
            && self.kind(i + 2) != Some(TokenKind::Clitic)
            && self
                .cues_before(i)
                .any(Cues::PREPOSITION | Cues::COMPARISON);
        if needs_the && self.before(i) != "the" && !short {
            return None;
        }
        if word == "same" && self.word(i + 1) == Word::Unit(Unit::Quarter) {
            let (year, end) = self.year_of_period(i + 2);
            if year != super::super::YearRef::Open {
                return Some(Found::new(i..end, Meaning::SameQuarter { year }));
            }
        }
        let day = |part| Found {
            day_part: Some(part),
            ..Found::new(
                i..i + 2,
                Meaning::Anchored {
                    unit: Unit::Day,
                    shift,
                },
            )
        };
        match self.word(i + 1) {
            Word::Weekday(number) if shift != 0 => {
                let weekday = calendar::weekday(number)?;
                let ahead = shift > 0;
                let meaning = Meaning::AnchoredWeekday { weekday, ahead };
                let (day_part, end) = self.day_part(i + 2);
                Some(Found {
                    day_part,
                    ..Found::new(i..end, meaning)
                })
            }
            Word::DayPart(part) => Some(day(part)),
            Word::Unit(Unit::Day) if self.is(i + 1, "day") => Some(Found::new(
                i..i + 2,
                Meaning::Anchored {
                    unit: Unit::Day,
                    shift,
                },
            )),
            Word::Unit(
                unit @ (Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year),
            ) if !self.lower(i + 1).ends_with('s') && (needs_the || self.stands_alone(i + 2)) => {
                Some(Found::new(i..i + 2, Meaning::Anchored { unit, shift }))
            }
            _ => None,
        }
    }

    /// "two weeks ago", "a day later", "three days earlier": a number at `i` and what it counts.
    pub(super) fn relative_number(&self, i: usize) -> Option<Found> {
        let (count, after) = match self.word(i) {
            Word::Number(n) => (i32::from(n), i + 1),
            _ => (i32::from(self.plain(i, 3)?), i + 1),
        };
        if let Word::Which(which) = self.word(after) {
            return self.counted_which(i, count, which);
        }
        if matches!(self.lower(after), "previous" | "preceding") {
            return self.previous_units(i, count);
        }
        let (unit, after) = self.counted_unit(after)?;
        if self.vague(i) || matches!(unit, Unit::Weekend | Unit::Quarter | Unit::Century) {
            return None;
        }
        if let Some(found) = self
            .units_ago(i, after, unit, count)
            .or_else(|| self.units_from_now(i, after, unit, count))
        {
            return Some(self.with_weekday_behind(found));
        }
        if let Some(found) = self
            .counted_from(i, after, unit, count)
            .or_else(|| self.stretch_from(i, after, unit, count))
        {
            return Some(found);
        }
        let meaning = match self.lower(after + 1) {
            // "three weeks earlier" is a length of time rather than a day.
            "earlier" | "later" | "before" | "afterwards"
                if matches!(unit, Unit::Week | Unit::Fortnight | Unit::Decade) && count > 1 =>
            {
                return None;
            }
            "earlier" | "before" if self.closes(after + 1) => Meaning::Anchored {
                unit,
                shift: -count,
            },
            "later" | "afterwards" => Meaning::Anchored { unit, shift: count },
            // "a day after the quake" counts from the quake, whenever it was.
            "after" if unit == Unit::Day && count == 1 && self.closes(after + 1) => {
                Meaning::Anchored { unit, shift: 1 }
            }
            _ => return None,
        };
        (!matches!(unit, Unit::Decade)).then(|| Found::new(i..after + 2, meaning))
    }

    /// "two days before the vote" counts from the vote, "two days before." from the story.
    fn closes(&self, i: usize) -> bool {
        self.is(i, "earlier") || self.kind(i + 1) == Some(TokenKind::Mark) || !self.readable(i + 1)
    }

    /// "about two weeks ago" tells no day.
    fn vague(&self, i: usize) -> bool {
        self.cues_before(i).any(Cues::VAGUE)
    }

    /// "the morning of 30 November".
    pub(super) fn day_part_of(&self, i: usize) -> Option<Found> {
        let Word::DayPart(part) = self.word(i) else {
            return None;
        };
        if !self.is(i + 1, "of") {
            return None;
        }
        let at = self.skip_the(i + 2);
        let mut found = match self.word(at) {
            Word::Month(_) => self.month_first(at),
            Word::Weekday(_) => self.weekday(at),
            _ => self.day_first(at),
        }?;
        let day = matches!(
            found.meaning,
            Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::DayOfMonth { .. }
        );
        found.tokens.start = i;
        found.day_part = Some(part);
        day.then_some(found)
    }
}

/// A day that comes round every year, and which one of them: "last" at `start` and "April 6" to
/// "last April 6".
fn one_of_a_row(start: usize, mut found: Found, which: Which) -> Found {
    found.tokens.start = start;
    let yearly = matches!(
        found.meaning,
        Meaning::Day {
            year: super::super::YearRef::Open,
            ..
        } | Meaning::EitherOrder {
            year: super::super::YearRef::Open,
            ..
        }
    );
    if yearly {
        let day = Box::new(found.meaning);
        found.meaning = Meaning::Yearly { which, day };
    }
    found
}
