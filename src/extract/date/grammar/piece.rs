//! Pieces of a longer stretch: "the second Sunday in March", "the last week of 2019", "the week
//! of June 3", and ordinals as they are spelled.

use super::super::words::{Part, Piece, Unit, Which, Word};
use super::super::{Meaning, YearRef, calendar};
use super::day::range;
use super::{Found, Reader};
use crate::text::TokenKind;

impl Reader<'_> {
    /// "3rd week of January": an ordinal in digits at `i`.
    pub(super) fn ordinal_in_digits(&self, i: usize) -> Option<Found> {
        let (nth, end) = self.day(i).filter(|&(_, end)| end == i + 2)?;
        self.ordinal(i, end - 1, u8::try_from(nth).ok()?)
    }

    /// "twenty-third of September": an ordinal of two words at `i`.
    pub(super) fn compound_ordinal(&self, i: usize) -> Option<Found> {
        let (nth, end) = self.spelled_ordinal(i).filter(|&(_, end)| end > i + 1)?;
        self.ordinal(i, end - 1, u8::try_from(nth).ok()?)
    }

    /// A day of the month spelled out at `i`, "ninth", "twenty-first", and the index after it.
    pub(super) fn spelled_ordinal(&self, i: usize) -> Option<(i8, usize)> {
        let of = |n: u8| i8::try_from(n).ok().filter(|n| (1..=31).contains(n));
        match self.word(i) {
            Word::Ordinal(n) => Some((of(n)?, i + 1)),
            Word::Number(tens @ (20 | 30)) => {
                let at = self.skip_hyphen(i + 1);
                match self.word(at) {
                    Word::Ordinal(n @ 1..=9) => Some((of(tens + n)?, at + 1)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// "ninth to the seventeenth of April": the first day's last word stands at `i`.
    pub(super) fn spelled_days(&self, start: usize, i: usize, first: i8) -> Option<Found> {
        let and = self.before(start) == "between" && self.is(i + 1, "and");
        let at = if and { i + 2 } else { self.range_tie(i + 1)? };
        let (last, end) = self.spelled_ordinal(self.skip_the(at))?;
        let (month, end) = self.month(end + 1).filter(|_| self.is(end, "of"))?;
        let (year, end) = self.year_ref(end);
        let day = |day| Meaning::Day {
            year,
            month,
            day,
            weekday: None,
        };
        (first < last).then(|| Found::new(start..end, range(day(first), day(last))))
    }

    /// "July Fourth", "April the ninth": the spelled day at `at` of a month that ends before
    /// `after`.
    pub(super) fn spelled_day_behind(&self, after: usize, at: usize) -> Option<(i8, usize)> {
        let Some(found) = self.spelled_ordinal(at) else {
            return self.spelled_number_behind(after, at);
        };
        let the = at > after;
        let year_at = self.skip_comma(found.1);
        let year = self.full_year(year_at).is_some() || self.spelled_year(year_at).is_some();
        // "in March first" begins something new.
        let adverb = self.is(at, "first") || self.is(at, "second");
        let clock = matches!(self.word(found.1), Word::Number(_));
        let alone = (clock || self.stands_alone(found.1)) && !adverb;
        let tied = self.range_tie(found.1).is_some() && !adverb;
        (the || year || alone || tied).then_some(found)
    }

    /// "May twenty-nine", "until April six", but not "in May three of them": the number at `at` of a
    /// month that ends before `after`.
    fn spelled_number_behind(&self, after: usize, at: usize) -> Option<(i8, usize)> {
        let found = self.spelled_number(at).filter(|_| at == after)?;
        let year_at = self.skip_comma(found.1);
        let year = self.full_year(year_at).is_some() || self.spelled_year(year_at).is_some();
        let counts = match self.kind(found.1) {
            Some(TokenKind::Word) => !self.stands_alone(found.1) || self.is(found.1, "of"),
            _ => matches!(self.lower(found.1), "-" | "%" | "$"),
        };
        // What is told of a month follows it more often than its day does.
        let whole_month = at >= 2
            && matches!(
                self.text.lower(at - 2),
                "in" | "for" | "during" | "since" | "of" | "last" | "this" | "next"
            );
        (year || !counts && !whole_month).then_some(found)
    }

    /// A number from 1 to 31 in words at `i`, and the index after it.
    fn spelled_number(&self, i: usize) -> Option<(i8, usize)> {
        let Word::Number(first @ 1..=30) = self.word(i) else {
            return None;
        };
        if matches!(self.lower(i), "a" | "an") {
            return None;
        }
        let at = self.skip_hyphen(i + 1);
        let (day, end) = match self.word(at) {
            Word::Number(ones @ 1..=9) if first == 20 || first == 30 && ones == 1 => {
                (first + ones, at + 1)
            }
            _ => (first, i + 1),
        };
        Some((i8::try_from(day).ok()?, end))
    }

    /// "fifteen August 1993": a day in words in front of its month and year.
    pub(super) fn spelled_day_first(&self, i: usize) -> Option<Found> {
        // "a three-for-two October 1986 stock split"
        let (day, end) = self.spelled_number(i).filter(|_| !self.tail_of_name(i))?;
        let (month, end) = self.month(end)?;
        let (year, end) = self.year_ref(end);
        let meaning = Meaning::Day {
            year,
            month,
            day,
            weekday: None,
        };
        let stated = matches!(year, YearRef::Stated(_));
        stated.then(|| Found::new(i..end, meaning))
    }

    /// "week of June", "Sunday in March 2024": the nth piece, named at `at`, of the whole behind
    /// it.
    pub(super) fn nth_of(&self, start: usize, at: usize, nth: i8) -> Option<Found> {
        let piece = match self.word(at) {
            Word::Weekday(number) => Piece::Weekday(calendar::weekday(number)?),
            Word::Unit(unit) if !self.lower(at).ends_with('s') => Piece::Unit(unit),
            _ => return None,
        };
        let (day_part, of) = self.day_part(at + 1);
        let tie = match piece {
            Piece::Weekday(_) => matches!(self.lower(of), "of" | "in"),
            // "a third week in April" is one more of them.
            Piece::Unit(_) => {
                let in_month = self.is(of, "in") && matches!(self.word(of + 1), Word::Month(_));
                self.is(of, "of") || in_month && !matches!(self.before(start), "a" | "an")
            }
        };
        let whole = self.whole(self.skip_the(of + 1)).filter(|_| tie)?;
        let tokens = start..whole.tokens.end;
        let whole = Box::new(whole.meaning);
        Some(Found {
            tokens,
            day_part,
            meaning: Meaning::Nth { nth, piece, whole },
        })
    }

    /// "20th of this month", "first of next month": the day's last word stands at `i`.
    pub(super) fn day_of_named_month(&self, start: usize, i: usize, nth: i8) -> Option<Found> {
        let at = self.skip_the(i + 2);
        let month = matches!(self.word(at), Word::Which(_)) && self.is(at + 1, "month");
        if !month || !self.is(i + 1, "of") || !(1..=31).contains(&nth) {
            return None;
        }
        let whole = self.whole(at)?;
        let tokens = start..whole.tokens.end;
        let (piece, whole) = (Piece::Unit(Unit::Day), Box::new(whole.meaning));
        Some(Found::new(tokens, Meaning::Nth { nth, piece, whole }))
    }

    /// "last week of 2019", "last Friday in May": `at` is the index after "last".
    pub(super) fn last_piece(&self, start: usize, at: usize, which: Which) -> Option<Found> {
        if which != Which::Last || !self.is(start, "last") {
            return None;
        }
        self.nth_of(start, at, -1)
            .or_else(|| self.pieces_of(start, at, true))
    }

    /// "two weeks of April", "10 days of 2019" at `at`: so many pieces from the beginning of a
    /// whole, or up to its end.
    pub(super) fn pieces_of(&self, start: usize, at: usize, last: bool) -> Option<Found> {
        let count = match self.word(at) {
            Word::Number(n) => i8::try_from(n).ok()?,
            _ => i8::try_from(self.plain(at, 2)?).ok()?,
        };
        let Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month)) = self.word(at + 1) else {
            return None;
        };
        // Two weeks are fourteen days here, not two from Monday to Sunday.
        let (unit, count) = match unit {
            Unit::Week => (Unit::Day, count.checked_mul(7)?),
            _ => (unit, count),
        };
        let whole = self
            .whole(self.skip_the(at + 3))
            .filter(|_| self.is(at + 2, "of"))?;
        let nth = |nth| Meaning::Nth {
            nth,
            piece: Piece::Unit(unit),
            whole: Box::new(whole.meaning.clone()),
        };
        let ends = if last {
            (nth(-count), nth(-1))
        } else {
            (nth(1), nth(count))
        };
        (count > 0).then(|| Found::new(start..whole.tokens.end, range(ends.0, ends.1)))
    }

    /// A stretch at `i` of which pieces can be told: a month, a year, a quarter.
    fn whole(&self, i: usize) -> Option<Found> {
        if let (true, Word::Unit(unit @ (Unit::Month | Unit::Year | Unit::Quarter))) =
            (self.before(i) == "the", self.word(i))
            && self.stands_alone(i + 1)
        {
            let meaning = Meaning::Relative {
                unit,
                shift: 0,
                part: Part::Whole,
            };
            return Some(Found::new(i..i + 1, meaning));
        }
        let found = match self.word(i) {
            Word::Month(_) => self.month_first(i),
            Word::Season(first) => self.season(i, first),
            Word::Which(which) => match self.word(i + 1) {
                Word::Unit(unit) => self.which_unit(i, i + 1, unit, which),
                _ => None,
            },
            _ => self.year(i),
        }?;
        let long = matches!(
            found.meaning,
            Meaning::Month {
                part: Part::Whole,
                ..
            } | Meaning::Months { .. }
                | Meaning::Season { .. }
                | Meaning::Years {
                    part: Part::Whole,
                    ..
                }
                | Meaning::Relative {
                    unit: Unit::Month | Unit::Quarter | Unit::Year,
                    part: Part::Whole,
                    ..
                }
        );
        long.then_some(found)
    }

    /// "week of June 3", "week beginning Monday 3 June", "weekend of May 4": the unit stands at
    /// `i`.
    pub(super) fn week_of(&self, i: usize, weekend: bool) -> Option<Found> {
        let at = match self.lower(i + 1) {
            "of" => i + 2,
            "beginning" | "starting" | "commencing" | "ending" if self.is(i + 2, "on") => i + 3,
            "beginning" | "starting" | "commencing" | "ending" => i + 2,
            _ => return None,
        };
        let plural = self.lower(i).ends_with('s');
        let day = self.named_day(self.skip_the(at))?;
        let weekday = matches!(day.meaning, Meaning::Weekday { .. });
        let tokens = i..day.tokens.end;
        let day = Box::new(day.meaning);
        (!plural && !weekday).then(|| Found::new(tokens, Meaning::WeekOf { day, weekend }))
    }

    /// A day by its name at `i`. It looks for nothing that is built of other dates, so that rules
    /// which ask for a day never call each other in a circle.
    pub(super) fn named_day(&self, i: usize) -> Option<Found> {
        let found = match self.word(i) {
            Word::Month(_) => self.month_first(i),
            Word::Weekday(_) => self.weekday(i),
            Word::Day(shift) => self.day_word(i, shift),
            Word::Holiday => self.holiday(i),
            Word::Ordinal(_) | Word::Number(_) => {
                let (day, end) = self.spelled_ordinal(i)?;
                self.spelled_day(i, end - 1, day)
            }
            _ => self
                .numeric_date(i)
                .or_else(|| self.day_first(i))
                .or_else(|| self.day_of_month(i)),
        }?;
        let day = matches!(
            found.meaning,
            Meaning::Day { .. }
                | Meaning::DayOfMonth { .. }
                | Meaning::EitherOrder { .. }
                | Meaning::Easter { .. }
                | Meaning::Weekday { .. }
                | Meaning::Nth { .. }
                | Meaning::Beside { .. }
                | Meaning::Relative {
                    unit: Unit::Day,
                    ..
                }
        );
        day.then_some(found)
    }

    /// "week 10 of 2019": a number without its year may count the weeks of anything.
    pub(super) fn week_number(&self, i: usize) -> Option<Found> {
        let number = self.plain(i + 1, 2).filter(|n| (1..=53).contains(n))?;
        let number = i8::try_from(number).ok()?;
        let (year, end) = self.year_of_period(i + 2);
        (self.is(i, "week") && year != YearRef::Open)
            .then(|| Found::new(i..end, Meaning::WeekNumber { number, year }))
    }
}
