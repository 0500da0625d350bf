//! Clock times: "4:30 am", "9:00pm", "16:22 hours", "0500 GMT", "half past four", "noon".

use super::super::Meaning;
use super::super::cues::Cues;
use super::super::words::{DayPart, Word};
use super::{Found, Reader};
use crate::text::TokenKind;
use jiff::civil::Time;

/// A clock time as read so far.
#[derive(Clone, Copy)]
struct Reading {
    hour: i8,
    minute: i8,
    end: usize,
    /// Was it written so that nothing else can be meant ("05:40", "5.40am")?
    sure: bool,
    /// Does it run to twelve hours, as far as one can see?
    twelve_hours: bool,
}

impl Reader<'_> {
    /// A clock time in digits at `i`.
    pub(super) fn clock(&self, i: usize) -> Option<Found> {
        if self.tail_of_name(i) {
            return None;
        }
        let reading = self
            .with_colon(i)
            .or_else(|| self.with_dot(i))
            .or_else(|| self.without_minutes(i))?;
        let after = self.meridiem(reading)?;
        let (reading, offset) = self.zone(after);
        (reading.sure || self.at_a_time(i, reading)).then(|| clock(i, reading, offset))?
    }

    /// "16:22"
    fn with_colon(&self, i: usize) -> Option<Reading> {
        let hour = self.plain(i, 2).filter(|h| *h <= 24)?;
        let minute = self
            .plain(i + 2, 2)
            .filter(|m| *m < 60 && self.lower(i + 2).len() == 2)?;
        let colon = self.is(i + 1, ":") && self.glued(i + 1) && self.glued(i + 2);
        let goes_on = self.glued(i + 3) && matches!(self.lower(i + 3), ":" | "'");
        let race = matches!(
            self.before(i),
            "in" | "of" | "clocked" | "ran" | "a" | "best"
        );
        (colon && !goes_on).then_some(Reading {
            hour: hour as i8,
            minute: minute as i8,
            end: i + 3,
            sure: self.lower(i).len() == 2 && !race,
            twelve_hours: hour < 12 && self.lower(i).len() == 1,
        })
    }

    /// "5.40" and "1431", which need more to be a time.
    fn with_dot(&self, i: usize) -> Option<Reading> {
        if self.kind(i) != Some(TokenKind::Number) {
            return None;
        }
        let word = self.lower(i);
        let (hour, minute) = match word.split_once('.') {
            Some((hour, minute)) if minute.len() == 2 && hour.len() <= 2 => (hour, minute),
            None if word.len() == 4 => word.split_at_checked(2)?,
            _ => return None,
        };
        let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
        let fits = (0..=24).contains(&hour) && (0..60).contains(&minute);
        fits.then_some(Reading {
            hour,
            minute,
            end: i + 1,
            sure: false,
            twelve_hours: hour < 12,
        })
    }

    /// "5" of "5 pm"
    fn without_minutes(&self, i: usize) -> Option<Reading> {
        let hour = self.plain(i, 2).filter(|h| (1..=12).contains(h))? as i8;
        let o_clock = self.is(i + 1, "o'clock") || self.is(i + 1, "o\u{2019}clock");
        let end = if o_clock { i + 2 } else { i + 1 };
        let marked = o_clock || matches!(self.word(end), Word::Meridiem(_));
        marked.then_some(Reading {
            hour,
            minute: 0,
            end,
            sure: o_clock,
            twelve_hours: true,
        })
    }

    /// Takes in "am" or "pm", if it follows; `None` if it contradicts the hour.
    fn meridiem(&self, reading: Reading) -> Option<Reading> {
        let Word::Meridiem(add) = self.word(reading.end) else {
            return Some(self.in_the_morning(reading));
        };
        // "I am": the short form is written to the number or after a colon or dot.
        if reading.hour > 12 {
            return None;
        }
        let hour = reading.hour % 12 + add;
        Some(Reading {
            hour,
            end: reading.end + 1,
            sure: true,
            twelve_hours: false,
            ..reading
        })
    }

    /// Takes in "in the morning", "in the evening".
    fn in_the_morning(&self, reading: Reading) -> Reading {
        let end = reading.end;
        let at = if self.is(end, "in") && self.is(end + 1, "the") {
            end + 2
        } else if self.is(end, "that") {
            end + 1
        } else {
            end
        };
        let Word::DayPart(part) = self.word(at) else {
            return reading;
        };
        if at == end || reading.hour > 12 {
            return reading;
        }
        let add = if part == DayPart::Morning { 0 } else { 12 };
        Reading {
            hour: reading.hour % 12 + add,
            end: at + 1,
            sure: true,
            twelve_hours: false,
            ..reading
        }
    }

    /// Takes in "hours" and a zone, if they follow.
    fn zone(&self, reading: Reading) -> (Reading, Option<i16>) {
        let at = reading.end;
        let hours = matches!(self.lower(at), "hours" | "hrs") && self.is_military(at);
        let reading = if hours {
            Reading {
                end: at + 1,
                sure: true,
                twelve_hours: false,
                ..reading
            }
        } else {
            reading
        };
        let spoken = matches!(self.lower(reading.end), "local") && self.is(reading.end + 1, "time");
        let at = reading.end;
        match self.word(at) {
            Word::Zone(offset) => (
                Reading {
                    end: at + 1,
                    sure: true,
                    twelve_hours: false,
                    ..reading
                },
                offset,
            ),
            _ if spoken => (
                Reading {
                    sure: true,
                    ..reading
                },
                None,
            ),
            _ => (reading, None),
        }
    }

    /// Is the number that ends before `at` written as a time, and not as a count of hours?
    fn is_military(&self, at: usize) -> bool {
        let last = at.saturating_sub(1);
        let colon = self.is(last.saturating_sub(1), ":");
        let dotted = self.lower(last).contains('.');
        colon
            || self.lower(last).starts_with('0')
            || dotted && self.is(at, "hrs")
            || self.lower(last).len() == 4 && self.before(last) == "at"
    }

    /// Does an unsure time at `i` stand where a time stands?
    fn at_a_time(&self, i: usize, reading: Reading) -> bool {
        if self.is(i + 1, ":") && self.glued(i + 1) {
            let race = matches!(self.before(i), "in" | "of" | "clocked" | "ran");
            return !race
                && self.cues_before(i).any(Cues::CLOCK_BEFORE)
                && self.stands_alone(reading.end);
        }
        let dotted = self.lower(i).contains('.');
        let ends = self.stands_alone(reading.end)
            && !matches!(self.lower(reading.end), "%" | "$" | "\u{20ac}" | "-");
        let early = matches!(self.before(i), "at" | "by" | "from" | "until");
        // "at 0834"
        let military = self.lower(i).len() == 4 && self.lower(i).starts_with('0');
        (dotted || military) && ends && early && reading.hour < 24 && self.tells_an_event(i)
    }

    /// Does one of the verbs that let "at 5.40" be a time stand in the clause before `i`?
    fn tells_an_event(&self, i: usize) -> bool {
        (i.saturating_sub(8).max(self.floor)..i).any(|k| self.cues(k).any(Cues::CLOCK_VERB))
            || (i >= 2
                && self
                    .text
                    .sentences
                    .get(self.text.sentence_of(i))
                    .is_some_and(|s| {
                        (i.saturating_sub(16).max(s.tokens.start)..i)
                            .any(|k| Cues::of(self.text.lower(k)).any(Cues::CLOCK_VERB))
                    }))
    }

    /// "half past four", "quarter to five", "twenty past four", "three o'clock", "four in the
    /// morning".
    pub(super) fn spelled_clock(&self, i: usize) -> Option<Found> {
        let reading = self.past_or_to(i).or_else(|| self.spelled_hour(i))?;
        let (reading, offset) = self.zone(self.meridiem(reading)?);
        clock(i, reading, offset)
    }

    /// "52 minutes past midnight".
    pub(super) fn minutes_in_digits(&self, i: usize) -> Option<Found> {
        let minutes = self.plain(i, 2).filter(|m| (1..60).contains(m))? as i8;
        let spelled_out = matches!(self.lower(i + 1), "minutes" | "minute");
        let reading = self
            .beside_hour(i, i + 2, minutes)
            .filter(|_| spelled_out)?;
        let (reading, offset) = self.zone(self.meridiem(reading)?);
        clock(i, reading, offset)
    }

    fn past_or_to(&self, i: usize) -> Option<Reading> {
        let minutes = match (self.lower(i), self.word(i)) {
            ("half", _) => 30,
            ("quarter", _) => 15,
            ("a", _) if self.is(i + 1, "quarter") => return self.past_or_to(i + 1),
            (_, Word::Number(n)) if (5..60).contains(&n) => n as i8,
            _ => return None,
        };
        let spelled_out = usize::from(matches!(self.lower(i + 1), "minutes" | "minute"));
        self.beside_hour(i, i + 1 + spelled_out, minutes)
    }

    /// So many minutes, told from `start` on, past or to the hour: "past" or "to" stands at `at`.
    fn beside_hour(&self, start: usize, at: usize, minutes: i8) -> Option<Reading> {
        // Noon and midnight are hours of the day, the others of half a day.
        let (hour, twelve_hours) = match self.word(at + 1) {
            Word::Number(hour) => ((hour as i8).clamp(0, 13), true),
            Word::Noon(0) if self.is(at, "to") => (24, false),
            Word::Noon(hour) => (hour, false),
            _ => return None,
        };
        let (hour, minute) = match self.lower(at) {
            "past" => (hour, minutes),
            "to" if minutes != 30
                && self.cues_before(start).any(Cues::CLOCK_BEFORE)
                && self.before(start) != "from" =>
            {
                (if hour == 1 { 12 } else { hour - 1 }, 60 - minutes)
            }
            _ => return None,
        };
        let fits = !twelve_hours || hour <= 12 && hour > 0;
        fits.then_some(Reading {
            hour,
            minute,
            end: at + 2,
            sure: true,
            twelve_hours,
        })
    }

    fn spelled_hour(&self, i: usize) -> Option<Reading> {
        let Word::Number(hour) = self.word(i) else {
            return None;
        };
        if !(1..=12).contains(&hour) || matches!(self.lower(i), "a" | "an") {
            return None;
        }
        let o_clock = self.is(i + 1, "o'clock") || self.is(i + 1, "o\u{2019}clock");
        let end = if o_clock { i + 2 } else { i + 1 };
        let reading = Reading {
            hour: hour as i8,
            minute: 0,
            end,
            sure: true,
            twelve_hours: true,
        };
        let in_the =
            self.in_the_morning(reading).end > end && self.cues_before(i).any(Cues::CLOCK_BEFORE);
        let meridiem = matches!(self.word(end), Word::Meridiem(_)) && self.is_dotted_meridiem(end);
        (o_clock || in_the || meridiem).then_some(reading)
    }

    /// "one am" might be a verb; "one a.m." is not.
    fn is_dotted_meridiem(&self, i: usize) -> bool {
        self.lower(i).contains('.') || self.is(i, "pm")
    }

    /// "noon", "midnight on Friday", "noon today": with the day that follows, which it shares.
    pub(super) fn noon(&self, i: usize, hour: i8) -> Option<Found> {
        if self.glued(i + 1) && self.is(i + 1, "-") || self.tail_of_name(i) {
            return None;
        }
        let (reading, offset) = self.zone(Reading {
            hour,
            minute: 0,
            end: i + 1,
            sure: true,
            twelve_hours: false,
        });
        let at = if matches!(self.lower(reading.end), "on" | "of" | ",") {
            reading.end + 1
        } else {
            reading.end
        };
        let day = match self.word(at) {
            Word::Day(shift) => self.day_word(at, shift),
            Word::Weekday(_) => self.weekday(at),
            Word::Month(_) => self
                .month_first(at)
                .filter(|f| matches!(f.meaning, Meaning::Day { .. })),
            _ => self.day_first(at),
        };
        match day {
            Some(found) if self.is_one_day(&found.meaning) => Some(Found {
                tokens: i..found.tokens.end,
                day_part: None,
                ..found
            }),
            _ => clock(i, reading, offset),
        }
    }

    fn is_one_day(&self, meaning: &Meaning) -> bool {
        !matches!(meaning, Meaning::Range(_))
    }
}

fn clock(start: usize, reading: Reading, offset: Option<i16>) -> Option<Found> {
    let hour = if reading.hour == 24 { 0 } else { reading.hour };
    let time = Time::new(hour, reading.minute, 0, 0).ok()?;
    let meaning = Meaning::Clock {
        time,
        twelve_hours: reading.twelve_hours,
        offset,
    };
    Some(Found::new(start..reading.end, meaning))
}
