//! Weekdays, alone or with their date: "Tuesday", "last Friday night", "Thursday (October 19)".

use super::super::cues::Cues;
use super::super::words::{DayPart, Which, Word};
use super::super::{Meaning, calendar};
use super::{Found, Reader};
use crate::text::TokenKind;
use jiff::civil::Weekday;

impl Reader<'_> {
    /// What a weekday at `i` leads.
    pub(super) fn weekday(&self, i: usize) -> Option<Found> {
        if self.is_name(i) {
            return None;
        }
        self.weekday_of(i, i, Which::Open)
    }

    /// A weekday at `i`, after "last", "this" or "next" at `start`.
    pub(super) fn weekday_of(&self, i: usize, start: usize, which: Which) -> Option<Found> {
        let Word::Weekday(number) = self.word(i) else {
            return None;
        };
        let weekday = calendar::weekday(number)?;
        let abbreviated = self.lower(i).len() <= 5;
        let after = if abbreviated && self.is(i + 1, ".") && self.glued(i + 1) {
            i + 2
        } else {
            i + 1
        };
        let (day_part, after_part) = self.day_part(after);
        if let Some(found) = self
            .with_date(start, after, weekday)
            .or_else(|| self.with_date(start, after_part, weekday))
        {
            return Some(Found { day_part, ..found });
        }
        if abbreviated && !self.is_abbreviated_day(i, which) {
            return None;
        }
        if let Some(found) = self.weekday_of_week(start, after_part, weekday, which) {
            return Some(Found { day_part, ..found });
        }
        if let Some(found) = self
            .weekday_weeks_off(start, after_part, weekday)
            .filter(|_| which == Which::Open)
        {
            return Some(Found { day_part, ..found });
        }
        let coming = which == Which::Next && matches!(self.before(i), "coming" | "upcoming");
        let one = if coming {
            Meaning::ComingWeekday { weekday }
        } else {
            Meaning::Weekday { weekday, which }
        };
        let (meaning, end) = self.up_to_weekday(start, after_part, one);
        Some(Found {
            day_part,
            ..Found::new(start..end, meaning)
        })
    }

    /// "Sat", "Sun" and "Mon" are words of their own; "Tue", "Wed" and so on hardly.
    fn is_abbreviated_day(&self, i: usize, which: Which) -> bool {
        let placed = which != Which::Open
            || matches!(
                self.before(i),
                "on" | "by" | "since" | "until" | "till" | "from"
            );
        let clear = !matches!(self.lower(i), "sun" | "sat" | "mon");
        // "next week Mon or Tue"
        let beside = self.before(i) == "week" || self.before(i) == "or" && self.follows_weekday(i);
        (placed && clear || beside) && self.stands_alone(i + 1)
    }

    /// "Mon or Tue": does the word before the one in front of `i` name a weekday too?
    fn follows_weekday(&self, i: usize) -> bool {
        let before = i.checked_sub(2).and_then(|k| self.words.get(k));
        matches!(before, Some(Word::Weekday(_)))
    }

    /// The date that goes with a weekday which ends before `i`: ", Jan. 16", " 16 January",
    /// " (October 19)", " the 14th".
    fn with_date(&self, start: usize, i: usize, weekday: Weekday) -> Option<Found> {
        let bracket = self.is(i, "(");
        let at = if bracket { i + 1 } else { self.skip_comma(i) };
        let at = self.skip_the(at);
        let mut found = self.date_at(start, at, weekday)?;
        if bracket {
            let closed = self.is(found.tokens.end, ")");
            return closed.then(|| {
                found.tokens.end += 1;
                found
            });
        }
        Some(found)
    }

    fn date_at(&self, start: usize, at: usize, weekday: Weekday) -> Option<Found> {
        if let Some((month, after)) = self.month(at) {
            let found = self.month_and_days(start, month, after, Some(weekday))?;
            return (!matches!(found.meaning, Meaning::Range(_))).then_some(found);
        }
        if let Some((meaning @ Meaning::Day { .. }, end)) = self.day_first_with(at, Some(weekday)) {
            return Some(Found::new(start..end, meaning));
        }
        if let Some(Found {
            meaning: Meaning::Day {
                year, month, day, ..
            },
            tokens,
            ..
        }) = self.numeric_date(at)
        {
            let meaning = Meaning::Day {
                year,
                month,
                day,
                weekday: Some(weekday),
            };
            return Some(Found::new(start..tokens.end, meaning));
        }
        if let Some(Found {
            meaning:
                Meaning::EitherOrder {
                    first,
                    second,
                    year,
                    ..
                },
            tokens,
            ..
        }) = self.numeric_date(at)
        {
            let weekday = Some(weekday);
            let meaning = Meaning::EitherOrder {
                first,
                second,
                year,
                weekday,
            };
            return Some(Found::new(start..tokens.end, meaning));
        }
        let suffixed = || self.day(at).filter(|&(_, end)| end == at + 2);
        let spelled = || {
            self.spelled_ordinal(at)
                .filter(|_| self.before(at) == "the")
        };
        let (day, end) = suffixed()
            .or_else(spelled)
            .or_else(|| self.bare_day(start, at))?;
        Some(Found::new(
            start..end,
            Meaning::DayOfMonth {
                day,
                weekday: Some(weekday),
            },
        ))
    }

    /// "on Sunday 31.", "Friday 23 at 4": a number right behind a weekday that starts at `start`,
    /// with nothing behind it that it could count.
    fn bare_day(&self, start: usize, at: usize) -> Option<(i8, usize)> {
        let behind = at
            .checked_sub(1)
            .is_some_and(|k| matches!(self.word(k), Word::Weekday(_)));
        let (day, end) = self.day(at).filter(|_| behind && !self.glued(at))?;
        let hour = matches!(self.word(end + 1), Word::Noon(_) | Word::Number(_))
            || self.kind(end + 1) == Some(TokenKind::Number);
        let clock = matches!(self.lower(end), "at" | "between" | "from") && hour;
        let closed = !self.readable(end) || matches!(self.lower(end), "." | "!" | "?" | ";" | ")");
        let placed = matches!(self.before(start), "on" | "by" | "until" | "till" | "since");
        (clock || closed && placed).then_some((day, end))
    }

    /// "from Tuesday to Thursday", "Tuesday-Thursday".
    fn up_to_weekday(&self, start: usize, end: usize, first: Meaning) -> (Meaning, usize) {
        let spoken = matches!(self.before(start), "from" | "between");
        let tie = match self.lower(end) {
            "to" | "until" | "through" | "till" if spoken => Some(end + 1),
            "through" | "-" | "\u{2013}" => Some(end + 1),
            "and" if self.before(start) == "between" => Some(end + 1),
            _ => None,
        };
        let last = tie.and_then(|at| match self.word(at) {
            Word::Weekday(number) => calendar::weekday(number).map(|w| (w, at + 1)),
            _ => None,
        });
        match last {
            Some((weekday, end)) => {
                let last = Meaning::Weekday {
                    weekday,
                    which: Which::Open,
                };
                (super::day::range(first, last), end)
            }
            None => (first, end),
        }
    }

    /// The part of a day at `i`, if one stands there.
    pub(super) fn day_part(&self, i: usize) -> (Option<DayPart>, usize) {
        match self.word(i) {
            Word::DayPart(part) => (Some(part), i + 1),
            _ => (None, i),
        }
    }

    /// "Black Friday", "Mail on Sunday", "every Monday", "The Sunday Times".
    fn is_name(&self, i: usize) -> bool {
        let on_sunday = self.before(i) == "on" && i > 1 && self.text.is(i - 2, "mail");
        let paper = self.cues(i + 1).any(Cues::WEEKDAY_NOT_BEFORE)
            && self
                .text
                .word(i + 1)
                .starts_with(|c: char| c.is_uppercase() || self.is(i + 1, "school"));
        self.cues_before(i).any(Cues::WEEKDAY_NOT_AFTER) || on_sunday || paper
    }
}
