//! Days in digits alone: "2023-01-17", "17.01.2023", "17/01/2023", "on 10/25".

use super::super::words::{Part, Which, Word};
use super::super::{Meaning, YearRef, calendar};
use super::day::{range, share_year};
use super::{Found, Reader};
use crate::text::TokenKind;

/// A day that is no date where it is written with a stroke: "24/7" is always, "9/11" the attack.
const SAYINGS: [(i8, i8); 2] = [(24, 7), (9, 11)];

impl Reader<'_> {
    /// A date in digits, or two that are the ends of a stretch.
    pub(super) fn numeric_date(&self, i: usize) -> Option<Found> {
        if self.tail_of_name(i) {
            return None;
        }
        let (first, end) = self.numeric_day(i)?;
        let second = self.range_tie(end).and_then(|at| self.numeric_day(at));
        let (meaning, end) = match second {
            Some((last, end)) => {
                let (mut first, mut last) = (first, last);
                share_year(&mut first, &mut last);
                (range(first, last), end)
            }
            None => (first, end),
        };
        (names_year(&meaning) || self.stands_as_day(i, end)).then(|| Found::new(i..end, meaning))
    }

    /// "2019-aug-1", "2019/Aug/01", "2015-12", "12/2015": a year at one end, tied to a month.
    pub(super) fn tied_to_year(&self, i: usize) -> Option<Found> {
        if self.tail_of_name(i) || !matches!(self.lower(i + 1), "-" | "/") || !self.is_tied(i, 2) {
            return None;
        }
        let goes_on = |end: usize| {
            self.glued(end) && (self.kind(end) != Some(TokenKind::Mark) || self.glued(end + 1))
        };
        let year = |k| self.plain(k, 4).filter(|y| (1900..2100).contains(y));
        let (year, month, day, end) = match (year(i), self.word(i + 2)) {
            (Some(year), Word::Month(month)) if self.is_tied(i, 4) => {
                (year, month, Some(self.day(i + 4)?.0), i + 5)
            }
            (Some(year), _) => (year, self.month_behind_year(i, year)?, None, i + 3),
            _ => {
                let month = self.plain(i, 2).filter(|m| (1..=12).contains(m))?;
                (year(i + 2)?, i8::try_from(month).ok()?, None, i + 3)
            }
        };
        let year = YearRef::Stated(year);
        let meaning = match day {
            Some(day) => Meaning::Day {
                year,
                month,
                day,
                weekday: None,
            },
            None => Meaning::Month {
                year,
                month,
                which: Which::Open,
                part: Part::Whole,
            },
        };
        (!goes_on(end)).then(|| Found::new(i..end, meaning))
    }

    /// The month of "2015-12", which "2009-10" is not: those are two years.
    fn month_behind_year(&self, i: usize, year: i16) -> Option<i8> {
        let month = self.plain(i + 2, 2).filter(|m| (1..=12).contains(m))?;
        let two_years = self.lower(i + 2).len() == 2 && year % 100 < month;
        let month = i8::try_from(month).ok()?;
        (!two_years && self.is(i + 1, "-")).then_some(month)
    }

    /// Are the `count` tokens behind `i` written without a space?
    fn is_tied(&self, i: usize, count: usize) -> bool {
        (i + 1..=i + count).all(|k| self.glued(k))
    }

    /// One day in digits at `i`, and the index after it.
    fn numeric_day(&self, i: usize) -> Option<(Meaning, usize)> {
        match self.three_numbers(i) {
            Some((a, b, c, end)) => Some((self.with_year(i, a, b, c)?, end)),
            None => self.month_and_day(i),
        }
    }

    /// "2023-01-17", "17/01/2023", "5/12/19".
    fn with_year(&self, i: usize, a: i16, b: i16, c: i16) -> Option<Meaning> {
        let dotted = self.lower(i).contains('.');
        let stroke = self.is(i + 1, "/");
        let (year, month, day) = match (a, b, c) {
            (y, m, d) if y > 999 => (y, m, d),
            (d, m, y) if y > 999 && (d > 12 || d == m || dotted) => (y, m, d),
            (m, d, y) if y > 999 && d > 12 => (y, m, d),
            (a, b, y) if y > 999 => return either(a, b, YearRef::Stated(y)),
            (a, b, y) if stroke && y < 100 && self.lower(i + 4).len() == 2 => {
                return either(a, b, YearRef::Stated(full_year(y)));
            }
            _ => return None,
        };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        calendar::day_of(year, month, day)?;
        Some(Meaning::Day {
            year: YearRef::Stated(year),
            month,
            day,
            weekday: None,
        })
    }

    /// Three numbers tied by hyphens, strokes or dots, and the index after them.
    fn three_numbers(&self, i: usize) -> Option<(i16, i16, i16, usize)> {
        let word = self.lower(i);
        if word.len() <= 10 && word.contains('.') {
            let mut parts = word.split('.').map(|p| p.parse::<i16>().ok());
            let (a, b, c) = (parts.next()??, parts.next()??, parts.next()??);
            return parts.next().is_none().then_some((a, b, c, i + 1));
        }
        let tie = self.lower(i + 1);
        let tied = matches!(tie, "-" | "/")
            && tie == self.lower(i + 3)
            && (i + 1..=i + 4).all(|k| self.glued(k));
        let goes_on = self.glued(i + 6) && self.kind(i + 6) != Some(TokenKind::Mark);
        let loose_end = goes_on && self.glued(i + 5) && self.lower(i + 5) == tie;
        if !tied || loose_end {
            return None;
        }
        Some((
            self.plain(i, 4)?,
            self.plain(i + 2, 4)?,
            self.plain(i + 4, 4)?,
            i + 5,
        ))
    }

    /// "10/25" at `i`, where what stands before it says that it is a day.
    pub(super) fn month_with_day(&self, i: usize) -> Option<Found> {
        let (meaning, end) = self.month_and_day(i)?;
        Some(Found::new(i..end, meaning))
    }

    /// "10/25", "5/7, 2020".
    fn month_and_day(&self, i: usize) -> Option<(Meaning, usize)> {
        let stroke = self.is(i + 1, "/") && self.glued(i + 1) && self.glued(i + 2);
        let goes_on = self.glued(i + 3)
            && (self.is(i + 3, "/")
                || self.is(i + 3, "%")
                || self.kind(i + 3) == Some(TokenKind::Word));
        if !stroke || goes_on {
            return None;
        }
        let (a, b) = (self.plain(i, 2)?, self.plain(i + 2, 2)?);
        let end = i + 3;
        let comma = self.full_year(end + 1).filter(|_| self.is(end, ","));
        let (year, end) = comma.map_or((YearRef::Open, end), |(y, end)| (YearRef::Stated(y), end));
        Some((either(a, b, year)?, end))
    }

    /// A stroke without a year can also be a fraction, odds or a share.
    fn stands_as_day(&self, i: usize, end: usize) -> bool {
        let placed = matches!(
            self.before(i),
            "on" | "from" | "until" | "till" | "since" | "between"
        );
        let weekday = i
            .checked_sub(1)
            .is_some_and(|k| matches!(self.words.get(k), Some(Word::Weekday(_))));
        let list = matches!(self.before(i), "," | "or" | "and")
            && i >= 3
            && self.text.is(i - 3, "/")
            && self.text.glued(i - 2);
        (placed || weekday || list) && (weekday || self.stands_alone(end))
    }
}

/// The year that two digits stand for: one of the last decades or of the next.
fn full_year(two_digits: i16) -> i16 {
    const FIRST_OF_LAST_CENTURY: i16 = 60;
    if two_digits < FIRST_OF_LAST_CENTURY {
        2000 + two_digits
    } else {
        1900 + two_digits
    }
}

/// A month and a day, in the order that is possible.
fn either(a: i16, b: i16, year: YearRef) -> Option<Meaning> {
    let (first, second) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
    // In 2000, a leap year, every day that there is can be told.
    let possible = calendar::day_of(2000, first, second).is_some()
        || calendar::day_of(2000, second, first).is_some();
    let saying = year == YearRef::Open && SAYINGS.contains(&(first, second));
    (possible && !saying).then_some(Meaning::EitherOrder {
        first,
        second,
        year,
        weekday: None,
    })
}

fn names_year(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day { year, .. } | Meaning::EitherOrder { year, .. } => *year != YearRef::Open,
        Meaning::Range(ends) => names_year(&ends.0),
        _ => false,
    }
}
