//! Dates articles at whose head merely the weekday of publication stands ("Lindau, Thursday",
//! "Posted Thursday, 18:30", "Sunday edition") or is named beside "today" ("Friday prayers today"):
//! by the event of which they tell, if dated articles on the same event agree on its day.

use super::clues::{Clues, WEEKDAYS};
use super::masthead::{head_lines, is_place, labels, tells_something};
use super::weekdays::Run;
use super::{Source, on, possible};
use crate::extract::date::{self, Meaning, Tense, Unit, Which, YearRef, days_between, plus_days};
use crate::report::{Basis, Published};
use crate::text::{Text, TokenKind};
use crate::value::DateSpan;
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// A longer line at the head is a headline.
const LONGEST_LINE: usize = 10;
/// An event that took place so many days before a dated article, or later, is the same.
const LONGEST_AGO: i64 = 45;
/// So many articles must name the day of the event; one that names its own day counts half.
const ENOUGH: f64 = 1.5;
/// And so many times as many as name any other day with that weekday.
const AHEAD: f64 = 2.0;

/// How many sentences, headlines among them, the lead has.
const LEAD: usize = 6;

const DAYS: [(&str, Weekday); 10] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
    ("jumma", Weekday::Friday),
    ("jummah", Weekday::Friday),
    ("sabbath", Weekday::Saturday),
];

/// What takes place on its own weekday: "Friday prayers today".
const OBSERVED: [&str; 4] = ["prayers", "mass", "service", "services"];
/// The share of names from which on two articles without a figure in common are of the same event.
const SAME: f64 = 0.25;

/// The weekday of publication, and the tokens that name it.
struct Head {
    weekday: Weekday,
    line: Range<usize>,
}

/// An event: its weekday, and how many days after it the article was published.
struct Event {
    weekday: Weekday,
    ago: i64,
    quote: String,
}

/// The day of publication of article `i`, if a weekday heads it.
pub(super) fn headed(run: &Run, i: usize) -> Option<Published> {
    let source = run.sources.get(i)?;
    let head = head(source.text).or_else(|| beside_today(source.text))?;
    let event = event(source, &head)?;
    let day = plus_days(agreed(run, i, event.weekday)?, event.ago);
    let late = Clues::new(source)
        .latest_past
        .is_some_and(|past| past > day);
    let why = format!(
        "'{}', '{}' and the day on which related articles put that leave {day}",
        source.text.source()[source.text.span(head.line)].trim(),
        event.quote
    );
    (possible(day, run.today) && !late).then(|| on(day, Basis::Inferred, why))
}

fn head(text: &Text) -> Option<Head> {
    let lines = head_lines(text).into_iter();
    lines
        .filter(|line| line.len() <= LONGEST_LINE)
        .find_map(|line| {
            let mut days = line.clone().filter_map(|k| Some((k, named(text, k)?)));
            let (k, weekday) = days.next()?;
            let own = days.next().is_none() && stands_alone(text, &line, k);
            own.then_some(Head { weekday, line })
        })
}

/// "today, Friday", "Friday prayers today" in the lead.
fn beside_today(text: &Text) -> Option<Head> {
    let end = text.sentences.get(LEAD)?.tokens.start;
    (0..end).filter(|&k| text.is(k, "today")).find_map(|k| {
        let behind = || {
            let set_off = text.is(k + 1, ",") || text.is(k + 1, "(");
            let closed = text.kind(k + 3) == Some(TokenKind::Mark);
            named(text, k + 2).filter(|_| set_off && closed)
        };
        let before = || {
            let observed = OBSERVED.contains(&text.lower(k.checked_sub(1)?));
            named(text, k.checked_sub(2)?).filter(|_| observed)
        };
        let weekday = behind().or_else(before)?;
        let line = k..k + 1;
        Some(Head { weekday, line })
    })
}

/// The weekday that the word at `k` is.
fn named(text: &Text, k: usize) -> Option<Weekday> {
    let word = text.lower(k);
    DAYS.iter().find(|(name, _)| *name == word).map(|d| d.1)
}

/// Does the weekday at `k` stand as the day of publication does: first, behind a label or a place,
/// and with no more behind it than a time or "edition"?
fn stands_alone(text: &Text, line: &Range<usize>, k: usize) -> bool {
    let before = line.start..k;
    let introduced = before.is_empty()
        || labels(text, line, k - 1)
        || text.is(k - 1, ",") && before.clone().all(|b| is_place(text, b));
    let is_rest = |r: usize| {
        let word = text.kind(r) == Some(TokenKind::Word);
        !word
            || matches!(
                text.lower(r),
                "edition" | "at" | "am" | "pm" | "a.m" | "p.m"
            )
    };
    let clitic = text.kind(k + 1) == Some(TokenKind::Clitic);
    introduced
        && !clitic
        && (k + 1..line.end).all(is_rest)
        && !tells_something(text, line, &(k..k + 1))
}

/// The first event whose weekday the article tells.
fn event(source: &Source, head: &Head) -> Option<Event> {
    let text = source.text;
    let mut early = source
        .dates
        .iter()
        .filter(|e| e.tokens.start >= head.line.end && !e.of_statement)
        .take_while(|e| text.sentence_of(e.tokens.start) < WEEKDAYS);
    early.find_map(|e| {
        let past = !matches!(e.tense, Tense::Future | Tense::Prospect);
        let (weekday, ago) = match e.meaning {
            Meaning::Relative {
                unit: Unit::Day,
                shift: shift @ (-1 | 1),
                ..
            } => (
                head.weekday.wrapping_add(i64::from(shift)),
                i64::from(-shift),
            ),
            Meaning::Weekday {
                weekday,
                which: Which::Open,
            }
            | Meaning::Day {
                year: YearRef::Open,
                weekday: Some(weekday),
                ..
            } if past => (weekday, i64::from(weekday.until(head.weekday))),
            _ => return None,
        };
        let quote = text.source()[text.span(e.tokens.clone())].to_owned();
        Some(Event {
            weekday,
            ago,
            quote,
        })
    })
}

/// The day with that weekday that stands out among those which related articles name.
fn agreed(run: &Run, i: usize, weekday: Weekday) -> Option<Date> {
    let mut weights: Vec<(Date, f64)> = Vec::new();
    for near in run.near(i).filter(|n| n.figure || n.share >= SAME) {
        for (day, weight) in days_named(run, near.index, weekday) {
            match weights.iter_mut().find(|w| w.0 == day) {
                Some(slot) => slot.1 += weight,
                None => weights.push((day, weight)),
            }
        }
    }
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (day, best) = *weights.first()?;
    let second = weights.get(1).map_or(0.0, |w| w.1);
    (best >= ENOUGH && best >= AHEAD * second).then_some(day)
}

/// The days with that weekday that a dated article names, each once, with their weights.
fn days_named(run: &Run, j: usize, weekday: Weekday) -> Vec<(Date, f64)> {
    let (Some(source), Some(published)) = (run.sources.get(j), run.day(j)) else {
        return Vec::new();
    };
    let span = DateSpan::day(published);
    let mut days: Vec<Date> = date::resolve(source.text, source.dates, Some(&span), None)
        .into_iter()
        .filter(|m| m.span.start == m.span.end && m.span.start.weekday() == weekday)
        .map(|m| m.span.start)
        .filter(|day| days_between(published, *day).abs() <= LONGEST_AGO)
        .collect();
    days.sort_unstable();
    days.dedup();
    let weight = |day| if day == published { 0.5 } else { 1.0 };
    days.into_iter().map(|day| (day, weight(day))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weekday(head: &str) -> Option<Weekday> {
        let text = format!("THE PORT MAIL\n{head}\n\nIt rained, and the harbour was shut.");
        super::head(&Text::new(&text, &[])).map(|h| h.weekday)
    }

    #[test]
    fn a_weekday_beside_today_is_that_of_publication() {
        let of = |lead: &str| {
            let rest = " It rained.".repeat(LEAD);
            beside_today(&Text::new(&format!("{lead}{rest}"), &[])).map(|h| h.weekday)
        };
        assert_eq!(
            of("After Friday prayers today they marched."),
            Some(Weekday::Friday)
        );
        assert_eq!(of("They march today (Monday)."), Some(Weekday::Monday));
        assert_eq!(
            of("He said today that Friday prayers were cancelled."),
            None
        );
    }

    #[test]
    fn a_weekday_at_the_head_is_told_from_one_in_a_headline() {
        for head in [
            "Lindau, Thursday",
            "Posted Thursday, 18:30",
            "Thursday edition",
            "Thursday",
        ] {
            assert_eq!(weekday(head), Some(Weekday::Thursday), "{head}");
        }
        for headline in [
            "Thursday, bloody Thursday",
            "Thursday's storm kills nine",
            "Black Thursday",
            "Harbour shut Thursday",
            "Strike on Thursday",
        ] {
            assert_eq!(weekday(headline), None, "{headline}");
        }
    }
}
