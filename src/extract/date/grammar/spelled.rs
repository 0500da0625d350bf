//! Years and decades in words: "nineteen ninety-six", "two thousand and twenty", "the nineties".

use super::super::Meaning;
use super::super::cues::Cues;
use super::super::words::{Part, Word};
use super::year::years;
use super::{Found, Reader};

/// The largest tens that a number in words can have.
const TENS: u8 = 90;

impl Reader<'_> {
    /// A year in words at `i`, where it stands as a year stands.
    pub(super) fn year_in_words(&self, i: usize) -> Option<Found> {
        let (year, end) = self.spelled_year(i)?;
        let placed = self.cues_before(i).any(Cues::YEAR_SURELY) && self.before(i) != "by";
        placed.then(|| Found::new(i..end, years(year, year)))
    }

    /// A year in words at `i`, "nineteen eighty-four", "seventeen hundred thirty-three", "two
    /// thousand and fifteen", and the index after it.
    pub(super) fn spelled_year(&self, i: usize) -> Option<(i16, usize)> {
        let Word::Number(first) = self.word(i) else {
            return None;
        };
        let (year, end) = match first {
            2 if self.is(i + 1, "thousand") => {
                let rest = self.two_digits(self.skip_and(i + 2));
                rest.map_or((2000, i + 2), |(n, end)| (2000 + n, end))
            }
            15..=20 if self.is(i + 1, "hundred") => {
                let (n, end) = self.two_digits(self.skip_and(i + 2))?;
                (i16::from(first) * 100 + n, end)
            }
            15..=20 => {
                let (n, end) = self.two_digits(i + 1).filter(|&(n, _)| n >= 10)?;
                (i16::from(first) * 100 + n, end)
            }
            _ => return None,
        };
        self.stands_alone(end).then_some((year, end))
    }

    fn skip_and(&self, i: usize) -> usize {
        if self.is(i, "and") { i + 1 } else { i }
    }

    /// A number below a hundred in words at `i`, and the index after it.
    fn two_digits(&self, i: usize) -> Option<(i16, usize)> {
        let Word::Number(first) = self.word(i) else {
            return None;
        };
        let at = self.skip_hyphen(i + 1);
        match self.word(at) {
            Word::Number(ones @ 1..=9) if (20..=TENS).contains(&first) && !self.is(at, "a") => {
                Some((i16::from(first + ones), at + 1))
            }
            _ => Some((first.into(), i + 1)),
        }
    }

    /// "the nineties", which starts at `start` where a part stands before it: "the late eighties".
    pub(super) fn named_decade(&self, start: usize, i: usize, tens: u8) -> Option<Found> {
        // "in her nineties" tells an age.
        let placed = matches!(self.before(start), "the" | "in" | "since" | "during")
            || self.before(i) == "the";
        let first = 1900 + i16::from(tens);
        (placed && self.stands_alone(i + 1))
            .then(|| Found::new(start..i + 1, years(first, first + 9)))
    }

    /// The decade at `i` with the part of it that starts at `start`.
    pub(super) fn part_of_decade(&self, start: usize, i: usize, part: Part) -> Option<Found> {
        let Word::Decade(tens) = self.word(i) else {
            return None;
        };
        let mut found = self.named_decade(start, i, tens)?;
        if let Meaning::Years { part: of, .. } = &mut found.meaning {
            *of = part;
        }
        Some(found)
    }
}
