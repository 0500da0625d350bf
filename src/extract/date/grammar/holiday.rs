//! Holidays: "Christmas Eve", "New Year's Day 2024", "Good Friday", "by Christmas".

use super::super::cues::Cues;
use super::super::{Meaning, YearRef};
use super::{Found, Reader};
use std::sync::LazyLock;

/// A line of the table.
struct Holiday {
    fixed: Fixed,
    /// Is it a date only after a preposition and with no noun behind?
    placed: bool,
    name: Vec<&'static str>,
}

/// What a holiday is counted from.
#[derive(Clone, Copy)]
enum Fixed {
    Date { month: i8, day: i8 },
    Easter(i8),
}

const TABLE: &str = include_str!("../holidays.txt");

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(holiday)
        .collect()
});

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

fn fixed(written: &str) -> Option<Fixed> {
    if let Some(days) = written.strip_prefix("easter") {
        return Some(Fixed::Easter(days.parse().ok()?));
    }
    let (month, day) = written.split_once('-')?;
    Some(Fixed::Date {
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}

impl Reader<'_> {
    /// A holiday whose name starts at `i`.
    pub(super) fn holiday(&self, i: usize) -> Option<Found> {
        if !self.text.word(i).starts_with(char::is_uppercase) {
            return None;
        }
        let named = |h: &&Holiday| {
            h.name
                .iter()
                .enumerate()
                .all(|(n, word)| self.is(i + n, word))
        };
        let holiday = HOLIDAYS.iter().find(named)?;
        let (year, end) = self.year_ref(i + holiday.name.len());
        if holiday.placed
            && !(self.stands_alone(end)
                && self
                    .cues_before(i)
                    .any(Cues::PREPOSITION | Cues::MONTH_BEFORE))
        {
            return None;
        }
        Some(Found::new(i..end, meaning(holiday.fixed, year)))
    }
}

fn meaning(fixed: Fixed, year: YearRef) -> Meaning {
    match fixed {
        Fixed::Date { month, day } => Meaning::Day {
            year,
            month,
            day,
            weekday: None,
        },
        Fixed::Easter(days) => Meaning::Easter { days, year },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(HOLIDAYS.len(), lines);
    }
}
