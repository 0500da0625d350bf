//! Events of a newsroom's own, from which dates are counted.

use super::{Meaning, YearRef};
use crate::text::Text;
use crate::text::table::Phrases;
use crate::vocabulary::OwnEvent;
use jiff::civil::Date;

/// What articles call an event, and its day.
#[derive(Debug, Default)]
pub struct Events {
    phrases: Phrases<Date>,
    any: bool,
}

impl Events {
    /// Of two events of one name the first counts.
    pub fn new(events: &[OwnEvent]) -> Self {
        let mut phrases = Phrases::default();
        for event in events {
            phrases.add(&event.phrase, event.day);
        }
        Self {
            phrases,
            any: !events.is_empty(),
        }
    }

    /// Is there none?
    pub(super) fn is_empty(&self) -> bool {
        !self.any
    }

    /// The event that is named from token `i` on: its day, and the token after its name.
    pub(super) fn at(&self, text: &Text<'_>, i: usize) -> Option<(Meaning, usize)> {
        let (day, end) = self.phrases.at(text, i).filter(|_| self.any)?;
        let meaning = Meaning::Day {
            year: YearRef::Stated(day.year()),
            month: day.month(),
            day: day.day(),
            weekday: None,
        };
        Some((meaning, end))
    }
}
