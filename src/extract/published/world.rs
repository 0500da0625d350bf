//! Days of publication counted from well-known events: "the invasion is in its eleventh month",
//! "nearly a year into the war in Ukraine", "last year's Olympics in Paris".

use super::bounds::{Clue, Days, FIRM, LIKELY};
use super::counts;
use crate::extract::date::{Cues, day_of, plus_days};
use crate::text::table::lines;
use crate::text::{Text, TokenKind};
use jiff::Span;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

const TABLE: &str = include_str!("world_facts.txt");

/// An event everybody knows.
struct Fact {
    days: Days,
    heads: Vec<&'static str>,
    near: Vec<&'static str>,
}

static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| lines(TABLE).filter_map(fact).collect());

/// The facts that each noun can name.
static HEADS: LazyLock<FxHashMap<&'static str, Vec<&'static Fact>>> = LazyLock::new(|| {
    let mut heads: FxHashMap<&str, Vec<&Fact>> = FxHashMap::default();
    for fact in FACTS.iter() {
        for head in &fact.heads {
            heads.entry(head).or_default().push(fact);
        }
    }
    heads
});

fn fact(line: &'static str) -> Option<Fact> {
    let mut columns = line.split(';').map(str::trim);
    let days = stretch(columns.next()?)?;
    let mut words = || Some(columns.next()?.split_whitespace().collect());
    Some(Fact {
        days,
        heads: words()?,
        near: words()?,
    })
}

/// "1945", "1991-12", "2001-09-11"
fn stretch(written: &str) -> Option<Days> {
    let mut parts = written.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let (first, last) = match (parts.next(), parts.next()) {
        (None, _) => (day_of(year, 1, 1)?, day_of(year, 12, 31)?),
        (Some(month), None) => {
            let first = day_of(year, month.parse().ok()?, 1)?;
            (first, first.last_of_month())
        }
        (Some(month), Some(day)) => {
            let day = day_of(year, month.parse().ok()?, day.parse().ok()?)?;
            (day, day)
        }
    };
    Some(Days {
        start: first,
        end: last,
    })
}

/// What an article counts with.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "day" | "days" => Unit::Day,
            "week" | "weeks" => Unit::Week,
            "month" | "months" => Unit::Month,
            "year" | "years" => Unit::Year,
            _ => return None,
        })
    }

    /// The day so many units on.
    fn after(self, day: Date, count: i32) -> Option<Date> {
        let span = match self {
            Unit::Day => Span::new().try_days(count),
            Unit::Week => Span::new().try_weeks(count),
            Unit::Month => Span::new().try_months(count),
            Unit::Year => Span::new().try_years(count),
        };
        day.checked_add(span.ok()?).ok()
    }

    /// By how many days a round number of such units is commonly off.
    fn slack(self) -> i64 {
        match self {
            Unit::Day => 1,
            Unit::Week => 4,
            Unit::Month => 15,
            Unit::Year => 90,
        }
    }
}

/// How many tokens an event's noun stands from its own words, or from what is counted.
const NEAR: usize = 12;
/// How many tokens may lie between a count and the event counted from.
const BEHIND: usize = 6;

/// What the story counts from well-known events.
pub(super) fn clues(text: &Text) -> Vec<Clue> {
    let reader = Reader {
        text,
        named: OnceCell::new(),
    };
    (0..text.tokens.len())
        .filter_map(|i| Some((i, Unit::of(text.lower(i))?)))
        .filter_map(|(i, unit)| {
            reader
                .ordinal(i, unit)
                .or_else(|| reader.elapsed(i, unit))
                .or_else(|| reader.of_this_year(i, unit))
        })
        .collect()
}

struct Reader<'t> {
    text: &'t Text<'t>,
    /// The first days of the facts that the article names somewhere with their own words.
    named: OnceCell<FxHashSet<Date>>,
}

impl Reader<'_> {
    /// "the invasion is in its eleventh month", "the 1,000th day of the war", "day 300 of the war"
    fn ordinal(&self, i: usize, unit: Unit) -> Option<Clue> {
        let (count, start, end) = self.numbered(i)?;
        let (head, fact) = if self.text.is(end, "of") {
            self.fact_in(end + 1..end + 1 + BEHIND)?
        } else {
            self.entered(start)?
        };
        // The day from which one counts is the first by some and the one before it by others.
        let loose = i32::from(unit == Unit::Day);
        let first = unit.after(fact.start, count - 1)?;
        let last = plus_days(unit.after(fact.end, count)?, -1 + i64::from(loose));
        let told_of_then = self.any(start.min(head)..start.max(head), &["was", "were", "had"]);
        let words = self.quote(start.min(head)..end.max(head + 1));
        (!told_of_then).then(|| Clue::between(first, last, FIRM, words))
    }

    /// The number of the unit at `i`, and the tokens of both.
    fn numbered(&self, i: usize) -> Option<(i32, usize, usize)> {
        if let Some((count, start)) = counts::ordinal_before(self.text, i) {
            return Some((count, start, i + 1));
        }
        let counted = self.text.is(i, "day") && self.text.kind(i + 1) == Some(TokenKind::Number);
        let count = counts::number(self.text.lower(i + 1)).filter(|_| counted)?;
        Some((count, i, i + 2))
    }

    /// The event in front of "is in its" at the token before `start`.
    fn entered(&self, start: usize) -> Option<(usize, Days)> {
        let own = start.checked_sub(1)?;
        let verb = self.text.lower(own.checked_sub(1)?);
        let enters = matches!(
            verb,
            "in" | "into" | "enter" | "enters" | "entered" | "entering"
        );
        let fits = enters && matches!(self.text.lower(own), "its" | "the" | "a" | "an");
        let range = own.saturating_sub(NEAR).max(self.sentence(own)?.start)..own;
        fits.then(|| range.rev().find_map(|k| Some((k, self.fact_at(k)?))))?
    }

    /// "nearly two years after the invasion", "a year into the war"
    fn elapsed(&self, i: usize, unit: Unit) -> Option<Clue> {
        if !matches!(self.text.lower(i + 1), "after" | "since" | "into") {
            return None;
        }
        let number = i.checked_sub(1)?;
        let count = match self.text.lower(number) {
            "a" | "an" => 1,
            word => counts::number(word)?,
        };
        let (head, fact) = self.fact_in(i + 2..i + 2 + BEHIND)?;
        let before = number.checked_sub(1).map_or("", |k| self.text.lower(k));
        let (first, last) = match before {
            "nearly" | "almost" => (
                plus_days(unit.after(fact.start, count)?, -unit.slack()),
                unit.after(fact.end, count)?,
            ),
            "than" | "over" => (
                unit.after(fact.start, count)?,
                unit.after(fact.end, count + 1)?,
            ),
            _ => (
                plus_days(unit.after(fact.start, count)?, -unit.slack()),
                unit.after(fact.end, count + 1)?,
            ),
        };
        let words = self.quote(number..head + 1);
        match self.told(i)? {
            Told::Now => Some(Clue::between(first, last, LIKELY, words)),
            Told::Past => Some(Clue::since(first, LIKELY, words)),
            Told::Ahead => None,
        }
    }

    /// "last year's Olympics in Paris", "last month's fall of Kabul"
    fn of_this_year(&self, i: usize, unit: Unit) -> Option<Clue> {
        let which = i.checked_sub(1)?;
        let shift = match self.text.lower(which) {
            "last" => 1,
            "this" => 0,
            "next" => -1,
            _ => return None,
        };
        if self.text.kind(i + 1) != Some(TokenKind::Clitic) {
            return None;
        }
        let (head, fact) = self.fact_in(i + 2..i + 2 + BEHIND)?;
        let day = unit.after(fact.start.first_of_month(), shift)?;
        let (first, last) = match unit {
            Unit::Year => (day.first_of_year(), day.last_of_year()),
            Unit::Month if fact.start.month() == fact.end.month() => (day, day.last_of_month()),
            _ => return None,
        };
        Some(Clue::between(
            first,
            last,
            LIKELY,
            self.quote(which..head + 1),
        ))
    }

    /// The first event named among the tokens.
    fn fact_in(&self, tokens: Range<usize>) -> Option<(usize, Days)> {
        let end = self.sentence(tokens.start)?.end.min(tokens.end);
        (tokens.start..end).find_map(|k| Some((k, self.fact_at(k)?)))
    }

    /// The event that the noun at `k` names: by the words near it, or else as the only one of which
    /// the article speaks elsewhere.
    fn fact_at(&self, k: usize) -> Option<Days> {
        let facts = HEADS.get(self.text.lower(k))?;
        let here = || facts.iter().filter(|f| is_near(self.text, k, f));
        if here().next().is_some() {
            return only(here().map(|f| f.days));
        }
        let before = k.checked_sub(1).map_or("", |b| self.text.lower(b));
        let definite = !matches!(before, "a" | "an" | "another" | "any");
        let named = self.named.get_or_init(|| named(self.text));
        let elsewhere = facts.iter().filter(|f| named.contains(&f.days.start));
        only(elsewhere.map(|f| f.days)).filter(|_| definite)
    }

    fn sentence(&self, i: usize) -> Option<Range<usize>> {
        let sentence = self.text.sentences.get(self.text.sentence_of(i))?;
        Some(sentence.tokens.clone())
    }

    /// From when the words around token `i` are told.
    fn told(&self, i: usize) -> Option<Told> {
        let sentence = self.sentence(i)?;
        let around =
            i.saturating_sub(2 * NEAR).max(sentence.start)..(i + 2 * NEAR).min(sentence.end);
        let ahead = around
            .clone()
            .any(|k| Cues::of(self.text.lower(k)).any(Cues::FUTURE));
        if ahead {
            return Some(Told::Ahead);
        }
        let past = self.any(around.clone(), &["was", "were", "had", "did"]);
        let now = [
            "is", "are", "has", "have", "remains", "remain", "still", "now",
        ];
        Some(if !past && self.any(around, &now) {
            Told::Now
        } else {
            Told::Past
        })
    }

    fn any(&self, mut tokens: Range<usize>, words: &[&str]) -> bool {
        tokens.any(|k| words.contains(&self.text.lower(k)))
    }

    fn quote(&self, tokens: Range<usize>) -> String {
        format!("'{}'", &self.text.source()[self.text.span(tokens)])
    }
}

enum Told {
    Now,
    Past,
    Ahead,
}

/// Do the event's own words stand near its noun?
fn is_near(text: &Text, k: usize, fact: &Fact) -> bool {
    let mut words = fact.near.iter();
    words.all(|word| (k.saturating_sub(NEAR)..k + NEAR).any(|n| text.is(n, word)))
}

/// The first days of all facts that an article names with their own words.
fn named(text: &Text) -> FxHashSet<Date> {
    let mut named = FxHashSet::default();
    for k in 0..text.tokens.len() {
        let facts = HEADS.get(text.lower(k)).into_iter().flatten();
        named.extend(facts.filter(|f| is_near(text, k, f)).map(|f| f.days.start));
    }
    named
}

/// The one value that all are.
fn only(mut days: impl Iterator<Item = Days>) -> Option<Days> {
    let first = days.next()?;
    days.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn of(source: &str) -> Option<(Date, Date)> {
        let text = Text::new(source, &[]);
        let found = clues(&text).into_iter().next()?;
        Some((found.start?, found.end?))
    }

    #[test]
    fn every_line_of_the_table_is_understood() {
        assert_eq!(FACTS.len(), lines(TABLE).count());
    }

    #[test]
    fn ordinals_count_from_the_event() {
        assert_eq!(
            of("The war in Ukraine is now in its third year."),
            Some((date(2024, 2, 24), date(2025, 2, 23)))
        );
        assert_eq!(
            of("Ukraine marked the 1,000th day of the war on a grey morning."),
            Some((date(2024, 11, 19), date(2024, 11, 20)))
        );
        assert_eq!(
            of(
                "Nobody expected the invasion of Ukraine. They met. The invasion has entered its fourth month."
            ),
            Some((date(2022, 5, 24), date(2022, 6, 23)))
        );
    }

    #[test]
    fn what_is_told_of_then_or_of_no_known_event_bounds_nothing() {
        assert_eq!(
            of("The war in Ukraine was in its third month when he fled."),
            None
        );
        assert_eq!(of("The strike is in its third month."), None);
        assert_eq!(
            of("The war in Ukraine and the war in Gaza. A war is in its third month."),
            None
        );
    }

    #[test]
    fn time_elapsed_bounds_publication() {
        assert_eq!(
            of("Nearly a year into the war in Gaza, hospitals are without power."),
            Some((date(2024, 7, 9), date(2024, 10, 7)))
        );
        let text = Text::new("Two years after the invasion of Ukraine, he resigned.", &[]);
        let found = clues(&text).remove(0);
        assert_eq!((found.start, found.end), (Some(date(2023, 11, 26)), None));
    }

    #[test]
    fn events_of_last_year_tell_the_year() {
        assert_eq!(
            of("She won gold at last year's Olympics in Paris."),
            Some((date(2025, 1, 1), date(2025, 12, 31)))
        );
    }
}
