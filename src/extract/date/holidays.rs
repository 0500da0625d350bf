//! The table of holidays.

use super::words::Piece;
use super::{Meaning, Part, Which, YearRef, calendar};
use crate::text::table::WordMap;
use jiff::civil::Weekday;
use std::sync::LazyLock;

/// A line of the table.
#[derive(Debug)]
pub(super) struct Holiday {
    fixed: Fixed,
    /// Is it a date only after a preposition and with no noun behind?
    pub(super) placed: bool,
    /// Its name, cut into tokens, in small letters.
    pub(super) name: Vec<&'static str>,
}

/// What a holiday is counted from.
#[derive(Debug, Clone, Copy)]
enum Fixed {
    Date {
        month: i8,
        day: i8,
    },
    Easter {
        days: i8,
        orthodox: bool,
    },
    /// The nth weekday of a month, and days after it.
    Nth {
        month: i8,
        weekday: Weekday,
        nth: i8,
        days: i8,
    },
}

const TABLE: &str = include_str!("holidays.txt");

/// The holidays by the first word of their names.
static HOLIDAYS: LazyLock<WordMap<Vec<Holiday>>> = LazyLock::new(|| {
    let mut table: WordMap<Vec<Holiday>> = WordMap::default();
    for holiday in lines().filter_map(holiday) {
        if let Some(first) = holiday.name.first() {
            table.entry(*first).push(holiday);
        }
    }
    table
});

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#'))
}

/// The words with which names of holidays begin.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    HOLIDAYS.words()
}

/// The holidays whose names begin with that word, in the order of the table.
pub(super) fn beginning_with(word: &str) -> &'static [Holiday] {
    HOLIDAYS.get(word).map_or(&[], Vec::as_slice)
}

fn holiday(line: &'static str) -> Option<Holiday> {
    let mut words = line.split_whitespace();
    let fixed = fixed(words.next()?)?;
    let mut name: Vec<&str> = words.collect();
    let placed = name.first() == Some(&"*");
    name.retain(|w| *w != "*");
    Some(Holiday {
        fixed,
        placed,
        name,
    })
}

/// "12-25", "easter-2", "orthodox-2", "11-4*4" (the fourth Thursday of November) and "11-4*4+1" (the
/// day after).
fn fixed(written: &str) -> Option<Fixed> {
    for (church, orthodox) in [("easter", false), ("orthodox", true)] {
        if let Some(days) = written.strip_prefix(church) {
            let days = days.parse().ok()?;
            return Some(Fixed::Easter { days, orthodox });
        }
    }
    let (month, rest) = written.split_once('-')?;
    let month = month.parse().ok()?;
    let Some((weekday, rest)) = rest.split_once('*') else {
        return Some(Fixed::Date {
            month,
            day: rest.parse().ok()?,
        });
    };
    let (nth, days) = rest.split_once('+').unwrap_or((rest, "0"));
    Some(Fixed::Nth {
        month,
        weekday: calendar::weekday(weekday.parse().ok()?)?,
        nth: nth.parse().ok()?,
        days: days.parse().ok()?,
    })
}

impl Holiday {
    /// The day of the holiday in a year.
    pub(super) fn meaning(&self, year: YearRef) -> Meaning {
        match self.fixed {
            Fixed::Date { month, day } => Meaning::Day {
                year,
                month,
                day,
                weekday: None,
            },
            Fixed::Easter { days, orthodox } => Meaning::Easter {
                days,
                orthodox,
                year,
            },
            Fixed::Nth {
                month,
                weekday,
                nth,
                days,
            } => {
                let whole = Meaning::Month {
                    year,
                    month,
                    which: Which::Open,
                    part: Part::Whole,
                };
                let day = Meaning::Nth {
                    nth,
                    piece: Piece::Weekday(weekday),
                    whole: Box::new(whole),
                };
                match days {
                    0 => day,
                    _ => Meaning::Beside {
                        base: Box::new(day),
                        unit: super::Unit::Day,
                        shift: days.into(),
                    },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        for line in lines() {
            let holiday = holiday(line);
            assert!(holiday.is_some_and(|h| !h.name.is_empty()), "{line}");
        }
    }
}
