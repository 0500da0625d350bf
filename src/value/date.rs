//! Stretches of days.

use jiff::civil::{Date, Time};

/// How finely a date expression tells the time.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// A clock time to the minute.
    Minute,
    /// A clock time to the hour, or a part of the day.
    Hour,
    /// One day.
    Day,
    /// A week, or a weekend.
    Week,
    /// A month, or a part of one ("early April").
    Month,
    /// A quarter of a year, calendar or fiscal.
    Quarter,
    /// Spring, summer, autumn, winter.
    Season,
    /// A year, or a part of one ("late last year").
    Year,
    /// Two ends stated, or anything longer than a year.
    Range,
}

/// The days that a date expression covers, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateSpan {
    /// First day covered.
    pub start: Date,
    /// Last day covered, never before `start`.
    pub end: Date,
    /// How finely the expression tells the time.
    pub grain: Grain,
    /// The clock time, where one is told.
    pub time: Option<Time>,
    /// Minutes east of UTC, where the zone of `time` is known.
    pub offset: Option<i16>,
}

impl DateSpan {
    /// One day.
    pub fn day(day: Date) -> Self {
        Self {
            start: day,
            end: day,
            grain: Grain::Day,
            time: None,
            offset: None,
        }
    }

    /// Every day from `start` to `end`, both included; the ends are swapped where they stand the
    /// wrong way round, so that a span is never inverted.
    pub fn new(start: Date, end: Date, grain: Grain) -> Self {
        Self {
            start: start.min(end),
            end: start.max(end),
            grain,
            time: None,
            offset: None,
        }
    }

    /// Is every day of `other` a day of this one?
    pub fn contains(&self, other: &DateSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Is there a day that both cover?
    pub fn overlaps(&self, other: &DateSpan) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}
