//! Date expressions: found by a hand-written grammar over tokens, then given their days.
//!
//! Two stages, because the first needs nothing but the text while the second needs the day of
//! publication, which itself is inferred from what the first stage found:
//!
//! ```text
//! Text ── find ──▶ DateExpression ── published::infer ──▶ day of publication
//!                        └───────────── resolve ◀──────────────┘──▶ DateMention
//! ```
//!
//! What is *not* a date: durations ("three days"), ages, scores, ordinals, names ("Theresa May",
//! "the Sun"). A number of four digits is a year only where it reads like one.

mod calendar;
mod cues;
mod event;
mod grammar;
mod holidays;
mod pieces;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use event::Events;
pub use resolve::{DateMention, resolve};
pub use words::{DayPart, Part, Piece, Unit, Which};

pub(super) use calendar::{day_of, days_between, plus_days, week, weekday_until};
pub(super) use cues::Cues;
pub(super) use resolve::full_day;
pub use tense::Tense;
pub(crate) use words::names_day_or_month;

use crate::text::Text;
use jiff::civil::{Time, Weekday};
use std::ops::Range;

/// A date expression, as yet without its days.
#[derive(Debug, Clone, PartialEq)]
pub struct DateExpression {
    /// The tokens that it takes up; those of several expressions never overlap.
    pub tokens: Range<usize>,
    /// What it says.
    pub meaning: Meaning,
    /// The part of the day that goes with it: "Tuesday morning".
    pub day_part: Option<DayPart>,
    /// Does its clause speak of what was or of what will be?
    pub tense: Tense,
    /// Is it the day on which something was said ("police said on Tuesday"), and not the day on
    /// which what was said took place?
    pub of_statement: bool,
}

/// The year that goes with a month or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearRef {
    /// Not said: the nearest that fits.
    Open,
    /// "2023".
    Stated(i16),
    /// Counted from the year of publication: "last year" is -1.
    Shifted(i8),
}

/// What a date expression says, before the day of publication is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// "Tuesday, Jan. 16, 2024", "16 January".
    Day {
        /// The year.
        year: YearRef,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// The weekday named with it.
        weekday: Option<Weekday>,
    },
    /// "10/11", "5/12/2019": a month and a day of which nothing tells which is which.
    EitherOrder {
        /// The number in front.
        first: i8,
        /// The number behind.
        second: i8,
        /// The year.
        year: YearRef,
        /// The weekday named with it.
        weekday: Option<Weekday>,
    },
    /// "Good Friday", "Easter Monday 2024".
    Easter {
        /// Days after Easter Sunday; negative for before.
        days: i8,
        /// Of the eastern churches?
        orthodox: bool,
        /// The year.
        year: YearRef,
    },
    /// "the 14th".
    DayOfMonth {
        /// 1 to 31.
        day: i8,
        /// The weekday named with it.
        weekday: Option<Weekday>,
    },
    /// "Tuesday", "last Tuesday".
    Weekday {
        /// The day of the week.
        weekday: Weekday,
        /// Which one.
        which: Which,
    },
    /// "March", "early March 2024", "last March".
    Month {
        /// The year.
        year: YearRef,
        /// 1 to 12.
        month: i8,
        /// Which one, where no year is named.
        which: Which,
        /// The part of the month.
        part: Part,
    },
    /// "today", "last week", "late next year": units counted from publication.
    Relative {
        /// What is counted.
        unit: Unit,
        /// How many on; negative for back.
        shift: i32,
        /// The part of it.
        part: Part,
    },
    /// "the weekend": the last or the next one, as the clause has it.
    TheWeekend,
    /// "the second quarter", "the first nine months of 2023": months of a year.
    Months {
        /// The first month, 1 to 12.
        first: i8,
        /// How many.
        count: i8,
        /// The year.
        year: YearRef,
    },
    /// "the fall last year", "summer 2024".
    Season {
        /// The month with which it begins: 3, 6, 9 or 12.
        first: i8,
        /// The year.
        year: YearRef,
        /// Which one, where no year is named.
        which: Which,
    },
    /// "2019", "late 2019", "2016 to 2019", "the 1990s".
    Years {
        /// The first year.
        first: i16,
        /// The last year.
        last: i16,
        /// The part of it.
        part: Part,
    },
    /// "two weeks ago".
    Ago {
        /// What is counted.
        unit: Unit,
        /// How many back.
        count: i32,
    },
    /// "two days earlier", "the following day", "that day": counted from the day of which the
    /// story has just been telling.
    Anchored {
        /// What is counted.
        unit: Unit,
        /// How many on; negative for back.
        shift: i32,
    },
    /// "the coming Friday": the first one after publication.
    ComingWeekday {
        /// The day of the week.
        weekday: Weekday,
    },
    /// "the following Friday", "the previous Tuesday": counted from the day of which the story has
    /// just been telling.
    AnchoredWeekday {
        /// The day of the week.
        weekday: Weekday,
        /// Behind that day, and not before it?
        ahead: bool,
    },
    /// "the same quarter of 1985", "the 1985 quarter": that of which the story has been telling, in
    /// another year.
    SameQuarter {
        /// The year.
        year: YearRef,
    },
    /// "4:30 am", of a day named nearby.
    Clock {
        /// The time.
        time: Time,
        /// Can it be a time of the afternoon too ("half past four")?
        twelve_hours: bool,
        /// Minutes east of UTC.
        offset: Option<i16>,
    },
    /// "the past two weeks", "the next three months": so many units up to publication or from it
    /// on.
    Counted {
        /// What is counted.
        unit: Unit,
        /// How many; negative for back.
        count: i32,
    },
    /// "the two previous months", "the following three weeks": so many units up to the one of which
    /// the story has just been telling, or behind it.
    CountedBeside {
        /// What is counted.
        unit: Unit,
        /// How many; negative for back.
        count: i32,
    },
    /// "two weeks after Christmas", "three days from tomorrow".
    Beside {
        /// The date from which it is counted.
        base: Box<Meaning>,
        /// What is counted.
        unit: Unit,
        /// How many on; negative for back.
        shift: i32,
    },
    /// "the second Sunday in March", "the last week of 2019".
    Nth {
        /// 1 for the first, -1 for the last.
        nth: i8,
        /// What is counted.
        piece: Piece,
        /// What it is a piece of.
        whole: Box<Meaning>,
    },
    /// "Wednesday of next week".
    WeekdayIn {
        /// The day of the week.
        weekday: Weekday,
        /// Weeks on from that of publication; negative for back.
        weeks: i32,
    },
    /// "Tuesday two weeks ago": the day of that name nearest to another.
    WeekdayNear {
        /// The day of the week.
        weekday: Weekday,
        /// The day around which it lies.
        base: Box<Meaning>,
    },
    /// "the week of June 3": the week, or the weekend of it, in which a day lies.
    WeekOf {
        /// The day.
        day: Box<Meaning>,
        /// Only its Saturday and Sunday?
        weekend: bool,
    },
    /// "week 10 of 2019", counted as ISO 8601 does.
    WeekNumber {
        /// 1 to 53.
        number: i8,
        /// The year.
        year: YearRef,
    },
    /// "last Christmas", "next Easter": a day that comes round every year.
    Yearly {
        /// Which one.
        which: Which,
        /// The day, without its year.
        day: Box<Meaning>,
    },
    /// "from Tuesday to Thursday", "June 11-13": from the first day of one to the last of the
    /// other.
    Range(Box<(Meaning, Meaning)>),
}

impl Meaning {
    /// Does it begin with a number of units, "two weeks later", which without a day to count from is
    /// a length of time?
    pub(super) fn counts_units(&self) -> bool {
        matches!(self, Meaning::Anchored { .. } | Meaning::Ago { .. })
    }
}

/// Finds the date expressions of a text, in order.
pub fn find(text: &Text) -> Vec<DateExpression> {
    find_with(text, &Events::default())
}

/// The same, where dates may be counted from `events`: "three years after the invasion".
pub fn find_with(text: &Text, events: &Events) -> Vec<DateExpression> {
    grammar::find(text, events)
}
