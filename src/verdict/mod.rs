//! What two values of one fact are to each other, and why.

mod facts;
mod source;

pub use facts::{Fact, facts};
pub use source::{Origin, independent, same_source};

use crate::align::features::compare_values;
use crate::align::frame::{Dimension, Frame};
use crate::align::words::concept_rows;
use crate::extract::{Mention, Story};
use crate::report::{Modality, Verdict};
use crate::text::grammar::Grammar;
use crate::text::stem::Stems;
use crate::text::table::words;
use crate::value::{Comparison, Value};
use itertools::Itertools;
use rustc_hash::FxHashSet;

/// A verdict with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The rule, the values and the days, in words.
    pub why: String,
}

/// The tables that judging takes.
#[derive(Debug)]
pub struct Judge {
    running: FxHashSet<String>,
    time_cues: FxHashSet<&'static str>,
    stems: Stems,
}

/// How many tokens to each side of a mention a word says what kind of figure it is.
const REACH: usize = 7;

impl Judge {
    /// The tables compiled in.
    pub fn builtin(grammar: &Grammar) -> Self {
        let stems = Stems::builtin();
        let named = words(include_str!("running.txt"));
        let members = concept_rows()
            .filter(|(name, _)| named.contains(name))
            .flat_map(|(_, members)| members.split_whitespace());
        let running = members
            .chain(named.iter().copied())
            .map(|word| stems.stem(grammar, word))
            .collect();
        Self {
            running,
            time_cues: words(include_str!("time_cues.txt")),
            stems,
        }
    }

    /// What the values of two mentions of one fact are to each other.
    pub fn judge(&self, case: &Case<'_>) -> Judgement {
        let (x, y) = (case.shown(case.a), case.shown(case.b));
        let (verdict, why) = match compare_values(case.a, case.b) {
            Comparison::Same => (Verdict::Agree, "the same value".to_owned()),
            Comparison::SameRounded => (
                Verdict::Compatible,
                format!("{x} agrees with {y} thanks to rounding"),
            ),
            Comparison::Compatible => (Verdict::Compatible, compatible(case)),
            Comparison::Incomparable => (
                Verdict::Compatible,
                format!("{x} and {y} cannot be compared without a rate or a time zone"),
            ),
            Comparison::Different => self.different(case, &format!("{x} and {y} do not overlap")),
        };
        Judgement { verdict, why }
    }

    /// Different values: explained by sources, by time, or by nothing.
    fn different(&self, case: &Case<'_>, gap: &str) -> (Verdict, String) {
        let (x, y) = (case.mention(case.a), case.mention(case.b));
        if let (Some(s), Some(t)) = (&x.source, &y.source)
            && !same_source(s, t)
            && !case.copies
        {
            return (
                Verdict::Disputed,
                format!("{gap}; the one is {s}'s, the other {t}'s"),
            );
        }
        if let Some(why) = self.moved(case) {
            return (Verdict::Update, format!("{gap}; {why}"));
        }
        let rest = if case.copies {
            "the same copy otherwise"
        } else {
            "neither time nor source explains it"
        };
        (Verdict::Discrepancy, format!("{gap}; {rest}"))
    }

    /// Why time explains that two values differ, if it does.
    fn moved(&self, case: &Case<'_>) -> Option<String> {
        let (a, b) = (case.a, case.b);
        if a.story == b.story {
            let told = a.compared != b.compared && (self.has_cue(case, a) || self.has_cue(case, b));
            return told.then(|| "the article tells how the figure changed".to_owned());
        }
        let days = case.days_between();
        if a.dimension == Dimension::Age {
            return aged(case, days?);
        }
        if a.date.is_some() {
            let planned = a.modality == Modality::Planned || b.modality == Modality::Planned;
            let moved =
                planned && !case.copies && a.modality != b.modality && days.is_some_and(|d| d > 0);
            return moved.then(|| "a plan that was moved".to_owned());
        }
        if !case.ordered || (case.copies && days.is_none_or(|d| d == 0)) {
            return None;
        }
        let running = self.is_running(case, a) && self.is_running(case, b);
        match days {
            Some(d) if d > 0 && (running || d >= LONG) => Some(format!(
                "a figure that moves with time, reported {d} day{} apart",
                if d == 1 { "" } else { "s" }
            )),
            None if running => Some(
                "a figure that moves with time, and the day of one article is unknown".to_owned(),
            ),
            _ => None,
        }
    }

    /// Is the figure one that moves while news develops?
    fn is_running(&self, case: &Case<'_>, frame: &Frame) -> bool {
        case.near(frame, |word| {
            self.running.contains(&self.stems.stem(case.grammar, word))
        })
    }

    fn has_cue(&self, case: &Case<'_>, frame: &Frame) -> bool {
        case.near(frame, |word| self.time_cues.contains(word))
    }
}

/// After so many days a figure that the articles tell in order of time has moved, whatever it
/// counts.
const LONG: i32 = 7;

/// Two mentions of one fact, and what is known of the articles that they stand in.
#[derive(Debug, Clone, Copy)]
pub struct Case<'c> {
    /// All stories.
    pub stories: &'c [Story<'c>],
    /// The grammar tables.
    pub grammar: &'c Grammar,
    /// The one mention.
    pub a: &'c Frame,
    /// The other.
    pub b: &'c Frame,
    /// Are the two articles the same copy?
    pub copies: bool,
    /// Do all articles with the one value come before all with the other? A figure that moved
    /// does not come back.
    pub ordered: bool,
}

impl Case<'_> {
    fn mention(&self, frame: &Frame) -> &Mention {
        &self.stories[frame.story].mentions[frame.mention]
    }

    /// The days between the publication of the two articles; `None` where one is unknown.
    fn days_between(&self) -> Option<i32> {
        let day = |frame: &Frame| self.stories[frame.story].published.start;
        Some((day(self.a)? - day(self.b)?).get_days().abs())
    }

    /// Does a word near a mention, in its sentence, fit?
    fn near(&self, frame: &Frame, fits: impl Fn(&str) -> bool) -> bool {
        let text = &self.stories[frame.story].text;
        let tokens = &self.mention(frame).tokens;
        let sentence = &text.sentences[frame.sentence].tokens;
        let start = tokens.start.saturating_sub(REACH).max(sentence.start);
        let end = (tokens.end + REACH).min(sentence.end);
        (start..end).any(|k| fits(text.lower(k)))
    }

    fn shown(&self, frame: &Frame) -> String {
        shown(&self.stories[frame.story], self.mention(frame))
    }
}

fn compatible(case: &Case<'_>) -> String {
    let (x, y) = (case.shown(case.a), case.shown(case.b));
    match (&case.a.date, &case.b.date) {
        (Some(a), Some(b)) if a.contains(b) => format!("{y} lies within {x}"),
        (Some(a), Some(b)) if b.contains(a) => format!("{x} lies within {y}"),
        _ => format!("{x} and {y} overlap: both can be true"),
    }
}

/// An age that fits the days between the two articles.
fn aged(case: &Case<'_>, days: i32) -> Option<String> {
    const YEAR: f64 = 31_556_952.0; // seconds
    let gap = (case.a.measured?.nominal - case.b.measured?.nominal).abs() / YEAR;
    let passed = f64::from(days) / 365.25;
    let fits = days > 0 && gap <= passed + 1.0 && gap >= passed - 1.0;
    fits.then(|| "the person has grown older between the two articles".to_owned())
}

/// The value as a reader sees it in a reason: its words, for dates with the days meant.
fn shown(story: &Story<'_>, mention: &Mention) -> String {
    let words = story.text.source()[mention.span.clone()]
        .split_whitespace()
        .join(" ");
    match &mention.value {
        Value::Date(span) if span.start == span.end => {
            format!("\u{201c}{words}\u{201d} ({})", span.start)
        }
        Value::Date(span) => format!("\u{201c}{words}\u{201d} ({} to {})", span.start, span.end),
        Value::Quantity(q) => match (q.number, q.low, q.high) {
            (Some(_), low, high) if low != high => {
                format!("\u{201c}{words}\u{201d} ({})", interval(low, high))
            }
            _ => format!("\u{201c}{words}\u{201d}"),
        },
    }
}

/// An interval in words; open ends are said.
fn interval(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!("{}\u{2013}{}", grouped(low), grouped(high)),
        (Some(low), None) => format!("{} or more", grouped(low)),
        (None, Some(high)) => format!("{} or less", grouped(high)),
        (None, None) => "any number".to_owned(),
    }
}

/// A number with its thousands grouped by commas.
fn grouped(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    let text = rounded.abs().to_string();
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    for (k, digit) in whole.chars().enumerate() {
        if k > 0 && (whole.len() - k).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let sign = if rounded < 0.0 { "\u{2212}" } else { "" };
    match fraction {
        Some(fraction) => format!("{sign}{out}.{fraction}"),
        None => format!("{sign}{out}"),
    }
}
