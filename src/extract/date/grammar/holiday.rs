//! Holidays: "Christmas Eve", "New Year's Day 2024", "Good Friday", "by Christmas".

use super::super::cues::Cues;
use super::super::holidays::{self, Holiday};
use super::super::words::{Unit, Which, Word};
use super::super::{Meaning, YearRef};
use super::{Found, Reader};

impl Reader<'_> {
    /// A holiday whose name starts at `i`.
    pub(super) fn holiday(&self, i: usize) -> Option<Found> {
        let holiday = self.named_holiday(i)?;
        let name_end = i + holiday.name.len();
        if matches!(self.word(name_end), Word::Unit(Unit::Weekend)) {
            let (year, end) = self.year_ref(name_end + 1);
            let day = Box::new(holiday.meaning(year));
            let meaning = Meaning::WeekOf { day, weekend: true };
            return Some(Found::new(i..end, meaning));
        }
        let (year, end) = self.year_ref(name_end);
        let before = self.cues_before(i);
        let alone = self.stands_alone(end);
        let sure = !holiday.placed || alone && before.any(Cues::PREPOSITION | Cues::MONTH_BEFORE);
        // In small letters "a good friday" may be any.
        let written = self.capital(i) || alone && before.any(Cues::PREPOSITION);
        (year != YearRef::Open || sure && written)
            .then(|| Found::new(i..end, holiday.meaning(year)))
    }

    fn named_holiday(&self, i: usize) -> Option<&'static Holiday> {
        let named = |h: &&Holiday| {
            h.name
                .iter()
                .enumerate()
                .all(|(n, word)| self.is(i + n, word))
        };
        holidays::beginning_with(self.lower(i)).iter().find(named)
    }

    /// "last Christmas", "next Easter": a holiday at `at` after the word at `start`.
    pub(super) fn which_holiday(&self, start: usize, at: usize, which: Which) -> Option<Found> {
        let holiday = self.named_holiday(at)?;
        let end = at + holiday.name.len();
        let day = Box::new(holiday.meaning(YearRef::Open));
        self.stands_alone(end)
            .then(|| Found::new(start..end, Meaning::Yearly { which, day }))
    }
}
