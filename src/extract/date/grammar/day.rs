//! Days and months of the calendar: "Jan. 15 to 17", "16 January 2023", "2023-01-17", "the 14th",
//! "early March 2024".

use super::super::cues::Cues;
use super::super::words::{Part, Which, Word};
use super::super::{Meaning, YearRef, calendar};
use super::{Found, Reader};
use crate::text::TokenKind;
use jiff::civil::Weekday;

impl Reader<'_> {
    /// The month at `i`, and the index after it and the full stop of its abbreviation.
    pub(super) fn month(&self, i: usize) -> Option<(i8, usize)> {
        let Word::Month(month) = self.word(i) else {
            return None;
        };
        let abbreviated =
            self.lower(i).len() <= 4 && !matches!(self.lower(i), "may" | "june" | "july");
        // A full stop at the end of the sentence is the sentence's.
        let stop = abbreviated && self.is(i + 1, ".") && self.glued(i + 1) && self.readable(i + 2);
        Some((month, if stop { i + 2 } else { i + 1 }))
    }

    /// The day of the month at `i` ("6", "6th"), and the index after it.
    pub(super) fn day(&self, i: usize) -> Option<(i8, usize)> {
        let day = self.plain(i, 2).filter(|d| (1..=31).contains(d))?;
        let day = i8::try_from(day).ok()?;
        if !self.glued(i + 1) {
            return Some((day, i + 1));
        }
        match self.lower(i + 1) {
            "st" | "nd" | "rd" | "th" => Some((day, i + 2)),
            ":" | "%" | "/" => None,
            _ if self.kind(i + 1) == Some(TokenKind::Word) => None,
            _ => Some((day, i + 1)),
        }
    }

    /// The year at `i` of a date that has a month, and the index after it.
    pub(super) fn full_year(&self, i: usize) -> Option<(i16, usize)> {
        let year = self.plain(i, 4).filter(|y| (1000..=2199).contains(y))?;
        let clock = matches!(self.word(i + 1), Word::Zone(_))
            || self.is(i + 1, "hours")
            || self.is(i + 1, "hrs");
        let minutes =
            self.is(i + 1, ":") && self.glued(i + 2) && self.kind(i + 2) == Some(TokenKind::Number);
        let glued_on = self.glued(i + 1) && (minutes || self.kind(i + 1) == Some(TokenKind::Word));
        (!clock && !glued_on).then_some((year, i + 1))
    }

    /// The year that goes with a month or day that ends before `i`.
    pub(super) fn year_ref(&self, i: usize) -> (YearRef, usize) {
        let at = self.skip_comma(i);
        let at = if self.is(at, "of") || self.is(at, "in") && at == i {
            at + 1
        } else {
            at
        };
        if let Some((year, end)) = self
            .full_year(at)
            .or_else(|| self.spelled_year(at))
            .filter(|_| !self.is(i, "in") || self.is_year_like(at))
        {
            return (YearRef::Stated(year), end);
        }
        self.shifted_year(i)
            .or_else(|| self.shifted_year(at))
            .unwrap_or((YearRef::Open, i))
    }

    fn is_year_like(&self, i: usize) -> bool {
        self.plain(i, 4).is_some_and(|y| (1900..=2100).contains(&y)) && self.stands_alone(i + 1)
    }

    /// "last year", "this year", "next year" at `i`.
    pub(super) fn shifted_year(&self, i: usize) -> Option<(YearRef, usize)> {
        let Word::Which(which) = self.word(i) else {
            return None;
        };
        if !self.is(i + 1, "year") {
            return None;
        }
        let shift = match which {
            Which::Last => -1,
            Which::Next => 1,
            _ => 0,
        };
        Some((YearRef::Shifted(shift), i + 2))
    }

    /// What a month at `i` leads: a day or days, a year, or nothing.
    pub(super) fn month_first(&self, i: usize) -> Option<Found> {
        if self.tail_of_name(i) {
            return None;
        }
        let (month, after) = self.month(i)?;
        self.month_and_days(i, month, after, None)
            .or_else(|| self.month_alone(i, Part::Whole, i))
    }

    /// "Jan. 16, 2024", "Jan. 15 to 17": a month at `start`, read up to `after`, and its days.
    pub(super) fn month_and_days(
        &self,
        start: usize,
        month: i8,
        after: usize,
        weekday: Option<Weekday>,
    ) -> Option<Found> {
        let at = self.skip_the(self.skip_tie_to_day(after));
        let (day, end) = self
            .day(at)
            .or_else(|| self.spelled_day_behind(after, at))?;
        if let Some((last, end)) = self.second_day(end) {
            let (year, end) = self.year_ref(end);
            let day_in = |day| Meaning::Day {
                year,
                month,
                day,
                weekday: None,
            };
            return Some(Found::new(start..end, range(day_in(day), day_in(last))));
        }
        let (year, end) = self.year_ref(self.skip_hyphen_to_year(end));
        let attacks =
            (month, day, year) == (9, 11, YearRef::Open) && self.cues(end).any(Cues::SEPTEMBER_11);
        let year = if attacks { YearRef::Stated(2001) } else { year };
        let (weekday, end) = self.weekday_behind(weekday, end);
        let first = Meaning::Day {
            year,
            month,
            day,
            weekday,
        };
        Some(self.up_to_another_day(start, end, first))
    }

    /// Skips the stroke or hyphen of "Oct/2" and "Sep-23-2020".
    fn skip_tie_to_day(&self, i: usize) -> usize {
        let tied = matches!(self.lower(i), "/" | "-") && self.glued(i) && self.glued(i + 1);
        let goes_on = self.glued(i + 3) && !matches!(self.lower(i + 3), ")" | "," | "." | ";");
        let day = tied && self.day(i + 1).is_some() && !goes_on;
        let dated = tied && self.full_year(i + 3).is_some();
        if day || dated { i + 1 } else { i }
    }

    /// The second day of "15 to 17" or "7 and 8", whose first ends before `i`.
    fn second_day(&self, i: usize) -> Option<(i8, usize)> {
        if let Some(at) = self.range_tie(i) {
            let found = self
                .day(at)
                .or_else(|| self.spelled_ordinal(self.skip_the(at)))?;
            // "Jan. 30 to 2 February" goes on with a month of its own.
            return self.month(found.1).is_none().then_some(found);
        }
        let at = matches!(self.lower(i), "and" | "&" | "or").then_some(i + 1)?;
        let (day, end) = self.day(at)?;
        (self.stands_alone(end) && self.month(end).is_none()).then_some((day, end))
    }

    /// "Jan. 30 to Feb. 2": goes on from a first day, which ends before `end`, if a second follows.
    fn up_to_another_day(&self, start: usize, end: usize, first: Meaning) -> Found {
        let second = self.range_tie(end).and_then(|at| self.one_day(at));
        match second {
            Some((mut last, after)) => {
                let mut first = first;
                share_year(&mut first, &mut last);
                Found::new(start..after, range(first, last))
            }
            None => Found::new(start..end, first),
        }
    }

    /// One day with its month, in either order.
    fn one_day(&self, i: usize) -> Option<(Meaning, usize)> {
        let i = self.skip_the(i);
        let (month, day, end) = match self.month(i) {
            Some((month, after)) => self.day(after).map(|(day, end)| (month, day, end))?,
            None => self.day(i).and_then(|(day, after)| {
                self.month(self.skip_of(after))
                    .map(|(m, end)| (m, day, end))
            })?,
        };
        let (year, end) = self.year_ref(end);
        Some((
            Meaning::Day {
                year,
                month,
                day,
                weekday: None,
            },
            end,
        ))
    }

    fn skip_of(&self, i: usize) -> usize {
        if self.is(i, "of") { i + 1 } else { i }
    }

    /// "16 January 2023", "10 to 13 June", "24 and 25 October".
    pub(super) fn day_first(&self, i: usize) -> Option<Found> {
        let money = matches!(self.before(i), "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}");
        if self.tail_of_name(i) || money {
            return None;
        }
        let (meaning, end) = self.day_first_with(i, None)?;
        Some(match meaning {
            Meaning::Range(_) => Found::new(i..end, meaning),
            one => self.up_to_another_day(i, end, one),
        })
    }

    pub(super) fn day_first_with(
        &self,
        i: usize,
        weekday: Option<Weekday>,
    ) -> Option<(Meaning, usize)> {
        let (day, after) = self.day(i)?;
        if let Some((month, end)) = self.month(self.skip_of(self.skip_hyphen(after))) {
            let (year, end) = self.year_ref(self.skip_hyphen_to_year(end));
            let (weekday, end) = self.weekday_behind(weekday, end);
            return Some((
                Meaning::Day {
                    year,
                    month,
                    day,
                    weekday,
                },
                end,
            ));
        }
        let at = self.range_tie(after).or_else(|| {
            matches!(self.lower(after), "and" | "&" | "or" | "/").then_some(after + 1)
        })?;
        let (last, after) = self.day(self.skip_the(at))?;
        let (month, end) = self.month(self.skip_of(after))?;
        let (year, end) = self.year_ref(end);
        let day_in = |day| Meaning::Day {
            year,
            month,
            day,
            weekday: None,
        };
        Some((range(day_in(day), day_in(last)), end))
    }

    /// Skips the hyphen of "16-Jan-2023".
    fn skip_hyphen_to_year(&self, i: usize) -> usize {
        let at = self.skip_hyphen(i);
        if at > i && self.full_year(at).is_some() {
            at
        } else {
            i
        }
    }

    /// "October 19 (Thursday)": a weekday in brackets behind a date that has none.
    fn weekday_behind(&self, weekday: Option<Weekday>, i: usize) -> (Option<Weekday>, usize) {
        match self.word(i + 1) {
            Word::Weekday(number)
                if weekday.is_none() && self.is(i, "(") && self.is(i + 2, ")") =>
            {
                (calendar::weekday(number), i + 3)
            }
            _ => (weekday, i),
        }
    }

    /// "the 14th", after a preposition and with no noun behind it.
    pub(super) fn day_of_month(&self, i: usize) -> Option<Found> {
        let placed = self.before(i) == "the"
            && i > 1
            && Cues::of(self.text.lower(i - 2)).any(Cues::PREPOSITION);
        let (day, end) = self.day(i)?;
        let has_suffix = end == i + 2;
        if has_suffix && let Some(found) = self.day_of_named_month(i, i + 1, day) {
            return Some(found);
        }
        let suffixed = has_suffix && self.stands_alone(end) && !self.is(end, "-");
        let bare = placed && !has_suffix && self.text.is(i - 2, "on") && self.hour_follows(end);
        (placed && (suffixed || bare))
            .then(|| Found::new(i..end, Meaning::DayOfMonth { day, weekday: None }))
    }

    /// "at 4 p.m.", "from 2pm to 4pm", "between 2 and 4pm" at `i`.
    fn hour_follows(&self, i: usize) -> bool {
        match self.lower(i) {
            "at" | "from" => self.clock(i + 1).is_some(),
            "between" => {
                self.clock(i + 1).is_some() || self.is(i + 2, "and") && self.clock(i + 3).is_some()
            }
            _ => false,
        }
    }

    /// A month at `i` without a day, after a part that starts at `start`: "early March 2024",
    /// "March", "January–June".
    pub(super) fn month_alone(&self, i: usize, part: Part, start: usize) -> Option<Found> {
        let (month, after) = self.month(i)?;
        let (year, end) = self.year_ref(after);
        if let Some(found) = self.month_range(start, month, part, (year, end)) {
            return Some(found);
        }
        let dated = year != YearRef::Open || part != Part::Whole;
        (dated || self.reads_as_month(i, end)).then(|| {
            Found::new(
                start..end,
                Meaning::Month {
                    year,
                    month,
                    which: Which::Open,
                    part,
                },
            )
        })
    }

    /// "January–June", "March 2021 to June 2022".
    fn month_range(
        &self,
        start: usize,
        month: i8,
        part: Part,
        (year, end): (YearRef, usize),
    ) -> Option<Found> {
        let between = self.before(start) == "between" && self.is(end, "and");
        // "the October/December quarter"
        let stroke = self.is(end, "/") && self.glued(end) && self.glued(end + 1);
        let at = if between || stroke {
            end + 1
        } else {
            self.range_tie(end)?
        };
        let (last, after) = self.month(at)?;
        if self.day(after).is_some() {
            return None;
        }
        let (last_year, end) = self.year_ref(after);
        let of = |month, year, part| Meaning::Month {
            year,
            month,
            which: Which::Open,
            part,
        };
        let (mut first, mut last) = (of(month, year, part), of(last, last_year, Part::Whole));
        share_year(&mut first, &mut last);
        Some(Found::new(start..end, range(first, last)))
    }

    /// Does a bare month at `i`, read up to `end`, stand where a month stands, and not a name or a
    /// verb?
    fn reads_as_month(&self, i: usize, end: usize) -> bool {
        let cues = self.cues_before(i);
        // In small letters only months whose names are no other words are taken for months at all.
        let capital = self.capital(i) || self.lower(i).len() > 3;
        let surname_follows = self.kind(end) == Some(TokenKind::Word)
            && self.text.word(end).starts_with(char::is_uppercase)
            && !self.cues(end).any(Cues::FUNCTION)
            && !self.is_no_first_name(i, end);
        if self.is(i, "may") || self.is(i, "march") || self.is(i, "august") {
            let closed = self.stands_alone(end) || self.cues(end).any(Cues::PAST);
            let sure = cues.any(Cues::MONTH_SURELY) || self.before(i) == "of" && closed;
            let sure = sure || self.capital(i) && self.is_report_of(i, end);
            return sure && !surname_follows && !self.all_capitals(i);
        }
        let genitive = i > 0 && self.text.kind(i - 1) == Some(TokenKind::Clitic);
        if capital && !surname_follows && self.is_sure_month(i, end) {
            return true;
        }
        capital
            && (cues.any(Cues::MONTH_BEFORE) || genitive || self.before(i) == "(")
            && (!surname_follows || genitive)
    }

    /// "In January Canada and France agreed", "January U.S. sales": a month whose name is hardly
    /// anything else, at `i`, where no first name stands, or in front of an abbreviation at `end`.
    fn is_no_first_name(&self, i: usize, end: usize) -> bool {
        let known =
            self.cues(i).any(Cues::SURE_MONTH) && (self.lower(i).len() > 4 || self.is(i, "july"));
        let placed = matches!(self.before(i), "in" | "since" | "until" | "during");
        let next = self.text.word(end);
        let short = next.len() > 1 && next.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
        known && (placed || short)
    }

    /// "the May report", "the year to March": does a month at `i`, whose name is another word as
    /// well, stand between an article and a noun, or does a stretch end with it?
    fn is_report_of(&self, i: usize, end: usize) -> bool {
        let noun = self.kind(end) == Some(TokenKind::Word)
            && !self.cues(end).any(Cues::FUNCTION | Cues::PAST)
            && self.text.word(end).starts_with(char::is_lowercase);
        let stretch = i > 1
            && self.before(i) == "to"
            && matches!(self.word(i - 2), Word::Unit(_))
            && self.stands_alone(end);
        matches!(self.before(i), "the" | "its" | "this") && noun || stretch
    }

    /// Is the month at `i` hardly anything else, by its name and by where it stands? "January
    /// inventories", "lift February entitlements", but not "Black September".
    fn is_sure_month(&self, i: usize, end: usize) -> bool {
        let before = i.checked_sub(1).map_or("", |k| self.text.word(k));
        let opens = self.opens_sentence(i);
        let named = !opens && before.starts_with(char::is_uppercase);
        let noun = self.kind(end) == Some(TokenKind::Word) && !self.cues(end).any(Cues::FUNCTION)
            || self.kind(end) == Some(TokenKind::Clitic);
        let known = self.cues(i).any(Cues::SURE_MONTH) || opens && self.is(i, "april") && noun;
        known
            && !self.cues_before(i).any(Cues::MONTH_NOT_AFTER)
            && (!named || noun)
            && (self.lower(i).len() > 4 || self.is(i, "july") || self.is(i + 1, "."))
    }

    fn all_capitals(&self, i: usize) -> bool {
        !self.text.word(i).bytes().any(|b| b.is_ascii_lowercase()) && self.before(i) != "in"
    }
}

/// From the first day of one to the last of the other.
pub(super) fn range(first: Meaning, last: Meaning) -> Meaning {
    Meaning::Range(Box::new((first, last)))
}

/// The year that only one end of a range names holds for both.
pub(super) fn share_year(first: &mut Meaning, last: &mut Meaning) {
    let year = |m: &mut Meaning| match m {
        Meaning::Day { year, .. }
        | Meaning::EitherOrder { year, .. }
        | Meaning::Month { year, .. } => Some(*year),
        _ => None,
    };
    let (a, b) = (year(first), year(last));
    let set = |m: &mut Meaning, to: YearRef| match m {
        Meaning::Day { year, .. }
        | Meaning::EitherOrder { year, .. }
        | Meaning::Month { year, .. } => *year = to,
        _ => {}
    };
    match (a, b) {
        (Some(YearRef::Open), Some(y)) => set(first, y),
        (Some(y), Some(YearRef::Open)) => set(last, y),
        _ => {}
    }
}
