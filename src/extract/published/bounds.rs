//! The days among which an article was published that names no day for itself: each clue leaves
//! some days, all together leave fewer.

use super::clues::{first_day, looks_back};
use super::{Source, anniversary, on, pairs, weekdays, world};
use crate::extract::date::{
    DateExpression, Meaning, Tense, YearRef, day_of, days_between, full_day, weekday_until,
};
use crate::report::{Basis, Published};
use crate::text::Text;
use jiff::civil::Date;

/// Days of which one is meant, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) start: Date,
    pub(super) end: Date,
}

/// How much a clue is worth where two contradict each other: a slip of the reader is unlikely,
pub(super) const FIRM: u8 = 3;
/// likely to be right, as what is told as past is past,
pub(super) const LIKELY: u8 = 2;
/// or hangs on the tense of one verb.
pub(super) const WEAK: u8 = 1;

/// Something that an article says of its own time.
#[derive(Debug)]
pub(super) struct Clue {
    /// The first day that it leaves.
    pub(super) start: Option<Date>,
    /// The last day that it leaves.
    pub(super) end: Option<Date>,
    /// The month that it leaves, of whatever year.
    pub(super) month: Option<i8>,
    strength: u8,
    words: String,
    /// Is it merely that a day named in full is past, or to come?
    side: bool,
}

impl Clue {
    /// It leaves the days from `start` to `end`.
    pub(super) fn between(start: Date, end: Date, strength: u8, words: String) -> Self {
        Self {
            start: Some(start),
            end: Some(end),
            month: None,
            strength,
            words,
            side: false,
        }
    }

    /// It leaves the days from `start` on.
    pub(super) fn since(start: Date, strength: u8, words: String) -> Self {
        Self {
            end: None,
            ..Self::between(start, start, strength, words)
        }
    }

    /// It leaves that month of any year.
    pub(super) fn in_month(month: i8, words: String) -> Self {
        Self {
            start: None,
            end: None,
            month: Some(month),
            strength: WEAK,
            words,
            side: false,
        }
    }
}

/// A stretch longer than this tells nothing worth telling.
const LONGEST: i64 = 366;

/// The days of publication that the clues of an article leave; `None` if there are no clues.
pub(super) fn infer(source: &Source, today: Date) -> Option<Published> {
    let mut clues = gather(source);
    // A month of any year needs the year first.
    clues.sort_by_key(|c| (c.month.is_some(), std::cmp::Reverse(c.strength)));
    let ever = Days {
        start: Date::MIN,
        end: today,
    };
    let mut left = Left {
        days: ever,
        used: Vec::new(),
        against: Vec::new(),
        side: true,
    };
    for clue in &clues {
        left.take(clue);
    }
    (left.days != ever).then(|| left.published(source))
}

/// What the clues taken so far leave.
struct Left<'c> {
    days: Days,
    used: Vec<&'c str>,
    against: Vec<&'c str>,
    /// Did nothing but days named in full count so far?
    side: bool,
}

impl<'c> Left<'c> {
    fn take(&mut self, clue: &'c Clue) {
        match cut(self.days, clue) {
            Some(days) if days != self.days => {
                self.days = days;
                self.used.push(&clue.words);
                self.side &= clue.side;
            }
            Some(_) => {}
            None => self.against.push(&clue.words),
        }
    }

    fn published(&self, source: &Source) -> Published {
        let Days { start, end } = self.days;
        let mut why = self.used.join("; ");
        for words in &self.against {
            why = format!("{why}; {words} does not fit");
        }
        // The tense of a verb is too weak a reed to hang a date of publication on.
        if self.side || days_between(start, end) > LONGEST {
            return Published {
                start: None,
                end: None,
                basis: Basis::Unknown,
                why: format!("nothing says when, but for {why}"),
            };
        }
        self.by_weekday(source, &why).unwrap_or_else(|| Published {
            start: Some(start),
            end: Some(end),
            basis: Basis::Inferred,
            why: format!("{why}: {start} to {end}"),
        })
    }

    /// The one of at most seven days that is the weekday on which the article reports.
    fn by_weekday(&self, source: &Source, why: &str) -> Option<Published> {
        let Days { start, end } = self.days;
        if start == end {
            return Some(on(start, Basis::Inferred, format!("{why}: {start}")));
        }
        let (weekday, quote) = weekdays::reported(source)?;
        let day = weekday_until(end, weekday);
        let one = days_between(start, end) < 7 && day >= start;
        let why = format!("{why}; '{quote}' leaves {day} of {start} to {end}");
        one.then(|| on(day, Basis::Inferred, why))
    }
}

/// The days that a clue leaves of some; `None` if it leaves none.
fn cut(days: Days, clue: &Clue) -> Option<Days> {
    let start = clue.start.map_or(days.start, |start| start.max(days.start));
    let end = clue.end.map_or(days.end, |end| end.min(days.end));
    let days = (start <= end).then_some(Days { start, end })?;
    match clue.month {
        Some(month) if days_between(start, end) <= LONGEST => of_month(days, month),
        _ => Some(days),
    }
}

/// The days in that month: of one year, or all of them if several years have it.
fn of_month(days: Days, month: i8) -> Option<Days> {
    let years = days.start.year()..=days.end.year();
    let mut stretches = years.filter_map(|year| {
        let first = day_of(year, month, 1)?;
        let start = first.max(days.start);
        let end = first.last_of_month().min(days.end);
        (start <= end).then_some(Days { start, end })
    });
    let first = stretches.next()?;
    Some(stretches.next().map_or(first, |_| days))
}

fn gather(source: &Source) -> Vec<Clue> {
    let (text, dates) = (source.text, source.dates);
    let mut clues = world::clues(text);
    clues.extend(anniversary(source));
    clues.extend(pairs::clues(text, dates));
    clues.extend(new_year(text, dates));
    clues.extend(told(text, dates));
    clues
}

/// The year that an anniversary leaves.
fn anniversary(source: &Source) -> Option<Clue> {
    let (year, words) = anniversary::year(source.text, source.dates)?;
    let (start, end) = (day_of(year, 1, 1)?, day_of(year, 12, 31)?);
    Some(Clue::between(start, end, FIRM, format!("'{words}'")))
}

/// How many sentences the lead has.
const LEAD: usize = 3;

/// "on the first day of the new year", or New Year's Day in the lead: the year is still new.
fn new_year(text: &Text, dates: &[DateExpression]) -> Option<Clue> {
    let told = dates.iter().find(|e| {
        let is_day = matches!(
            e.meaning,
            Meaning::Day {
                year: YearRef::Open,
                month: 1,
                day: 1,
                ..
            }
        );
        let past = e.tense == Tense::Past || e.of_statement;
        let first = text.is(e.tokens.start, "first");
        let lead = text.is(e.tokens.start, "new") && text.sentence_of(e.tokens.start) < LEAD;
        is_day && past && (first || lead)
    })?;
    let words = format!("'{}' is just past", quote(text, told));
    Some(Clue::in_month(1, words))
}

/// The latest day that is told as past, and the earliest one that is to come.
fn told(text: &Text, dates: &[DateExpression]) -> impl Iterator<Item = Clue> {
    let past = dates
        .iter()
        .filter(|e| looks_back(text, e))
        .filter_map(|e| Some((first_day(&e.meaning)?, e)))
        .max_by_key(|(day, _)| *day);
    let coming = dates
        .iter()
        .filter(|e| e.tense == Tense::Future && !e.of_statement)
        .filter_map(|e| Some((full_day(&e.meaning)?, e)))
        .min_by_key(|(day, _)| *day);
    let past = past.map(|(day, e)| Clue {
        side: true,
        ..Clue::since(day, LIKELY, format!("'{}' is past", quote(text, e)))
    });
    let coming = coming.map(|(day, e)| Clue {
        start: None,
        side: true,
        ..Clue::between(day, day, WEAK, format!("'{}' is to come", quote(text, e)))
    });
    past.into_iter().chain(coming)
}

fn quote<'a>(text: &Text<'a>, expression: &DateExpression) -> &'a str {
    &text.source()[text.span(expression.tokens.clone())]
}
