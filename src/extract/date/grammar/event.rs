//! Dates counted from events of a newsroom's own: "since the invasion", "the third anniversary of
//! the invasion".

use super::super::Meaning;
use super::super::words::{Unit, Word};
use super::{Found, Reader};

impl Reader<'_> {
    /// The event that is named at `i`.
    pub(super) fn event(&self, i: usize) -> Option<Found> {
        let (meaning, end) = self.events.at(self.text, i)?;
        let inside = self.readable(i) && end <= self.limit;
        inside.then(|| Found::new(i..end, meaning))
    }

    /// "since the invasion": the event is named at `i`.
    pub(super) fn since_event(&self, i: usize) -> Option<Found> {
        if self.events.is_empty() {
            return None;
        }
        let the = usize::from(self.before(i) == "the");
        let since = i > the && self.text.is(i - 1 - the, "since");
        self.event(i).filter(|_| since)
    }

    /// "third anniversary of the invasion".
    pub(super) fn anniversary(&self, i: usize) -> Option<Found> {
        if self.events.is_empty() {
            return None;
        }
        let (count, at) = match self.word(i) {
            Word::Ordinal(nth) => (i32::from(nth), i + 1),
            _ => {
                let digits = self.plain(i, 3).map(i32::from)?;
                let ending = matches!(self.lower(i + 1), "st" | "nd" | "rd" | "th");
                (digits, if ending { i + 2 } else { return None })
            }
        };
        let named = self.is(at, "anniversary") && self.is(at + 1, "of");
        let base = self.event(self.skip_the(at + 2)).filter(|_| named)?;
        let meaning = Meaning::Beside {
            base: Box::new(base.meaning),
            unit: Unit::Year,
            shift: count,
        };
        Some(Found::new(i..base.tokens.end, meaning))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::date::{Events, find_with, resolve};
    use crate::text::Text;
    use crate::value::DateSpan;
    use crate::vocabulary::OwnEvent;
    use jiff::civil::{Date, date};

    fn days(source: &str) -> Vec<(String, Date, Date)> {
        let events = Events::new(&[OwnEvent {
            phrase: "invasion of Ukraine".into(),
            day: date(2022, 2, 24),
        }]);
        let text = Text::new(source, &[]);
        let found = find_with(&text, &events);
        let published = DateSpan::day(date(2025, 3, 1));
        let resolved = resolve(&text, &found, Some(&published), None);
        let days = resolved.into_iter().map(|d| {
            let words = text.source()[text.span(d.tokens)].to_owned();
            (words, d.span.start, d.span.end)
        });
        days.collect()
    }

    #[test]
    fn dates_are_counted_from_own_events() {
        let day = |year, month, day| (date(year, month, day), date(year, month, day));
        for (source, (start, end)) in [
            (
                "They met two weeks after the invasion of Ukraine.",
                day(2022, 3, 10),
            ),
            (
                "They met three days before the Invasion of Ukraine.",
                day(2022, 2, 21),
            ),
            (
                "They met the day after the invasion of Ukraine.",
                day(2022, 2, 25),
            ),
            (
                "Nobody has met since the invasion of Ukraine.",
                day(2022, 2, 24),
            ),
            (
                "They met on the third anniversary of the invasion of Ukraine.",
                day(2025, 2, 24),
            ),
            (
                "They met on the 2nd anniversary of the invasion of Ukraine.",
                day(2024, 2, 24),
            ),
        ] {
            let found = days(source);
            assert_eq!(found.len(), 1, "{source}: {found:?}");
            assert_eq!((found[0].1, found[0].2), (start, end), "{source}");
        }
    }

    #[test]
    fn years_after_an_event_are_years() {
        let found = days("They met three years after the invasion of Ukraine.");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1 <= date(2025, 2, 24) && date(2025, 2, 24) <= found[0].2);
    }

    #[test]
    fn an_event_that_dates_nothing_is_no_date() {
        assert_eq!(
            days("The invasion of Ukraine shook the market after it began."),
            []
        );
        assert_eq!(days("After the invasion of Ukraine prices rose."), []);
    }
}
