//! What two values of one fact are to each other, and why.

pub mod alarm;
mod facts;
pub mod features;
pub mod merge;
mod model;
mod same_number;
mod source;

pub use facts::{Fact, Labelled, LabelledValues, Reading, contradictions, facts, pairs};
pub use model::Verdicts;
pub use same_number::{SameNumber, same_number};
pub use source::{Origin, independent, same_source};

use self::features::{Nearby, VerdictFeatures};
use crate::align::features::compare_values;
use crate::align::frame::{Dimension, Frame};
use crate::align::words::concept_rows;
use crate::extract::{Mention, Story};
use crate::report::Verdict;
use crate::text::grammar::Grammar;
use crate::text::stem::Stems;
use crate::text::table::{WordSet, words};
use crate::value::{Comparison, Value};
use itertools::Itertools;
use rustc_hash::FxHashSet;

/// A verdict with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The rule, the values and the days, in words.
    pub why: String,
    /// How sure the verdict is where the two state the same fact, 0 to 1.
    pub certainty: f64,
}

/// The tables that judging takes.
#[derive(Debug)]
pub struct Judge {
    running: FxHashSet<String>,
    time_cues: WordSet,
    stems: Stems,
    verdicts: Verdicts,
}

/// How many tokens to each side of a mention a word says what kind of figure it is.
const REACH: usize = 7;

impl Judge {
    /// The tables compiled in, with a score of verdicts.
    pub fn new(grammar: &Grammar, verdicts: Verdicts) -> Self {
        let stems = Stems::builtin();
        let named = words(include_str!("running.txt"));
        let members = concept_rows()
            .filter(|(name, _)| named.contains(name))
            .flat_map(|(_, members)| members.split_whitespace());
        let running = members
            .chain(named.words())
            .map(|word| stems.stem(grammar, word))
            .collect();
        Self {
            running,
            time_cues: words(include_str!("time_cues.txt")),
            stems,
            verdicts,
        }
    }

    /// What the values of two mentions of one fact are to each other. `odds` are those that the
    /// figure moved, and that two sources are at odds.
    fn judge(&self, case: &Case<'_>, odds: (f64, f64)) -> Judgement {
        let (x, y) = (case.shown(case.a), case.shown(case.b));
        let sure = |verdict, why| Judgement {
            verdict,
            why,
            certainty: 1.0,
        };
        match compare_values(case.a, case.b) {
            Comparison::Same => sure(Verdict::Agree, "the same value".to_owned()),
            Comparison::SameRounded => sure(
                Verdict::Compatible,
                format!("{x} agrees with {y} thanks to rounding"),
            ),
            Comparison::Incomparable => sure(
                Verdict::Compatible,
                format!("{x} and {y} cannot be compared without a rate or a time zone"),
            ),
            Comparison::Compatible => bounded(case, odds),
            Comparison::Different => self.different(case, odds),
        }
    }

    /// Different values: explained by time, by sources, or by nothing.
    fn different(&self, case: &Case<'_>, (update, disputed): (f64, f64)) -> Judgement {
        let judgement = |verdict, why: &str, certainty| Judgement {
            verdict,
            why: format!("{}; {why}", gap(case)),
            certainty,
        };
        if case.a.dimension == Dimension::Age
            && let Some(why) = case.days_between().and_then(|days| aged(case, days))
        {
            return judgement(Verdict::Update, &why, 1.0);
        }
        let unexplained = 1.0 - update - disputed;
        let at_odds = sources_at_odds(case);
        let moved = time_between(case);
        match (at_odds, moved) {
            (Some(why), _) if disputed >= update && disputed >= unexplained => {
                judgement(Verdict::Disputed, &why, disputed)
            }
            (_, Some(why)) if update >= unexplained && update > disputed => {
                judgement(Verdict::Update, &why, update)
            }
            _ => Judgement {
                certainty: unexplained,
                ..self.unexplained(case)
            },
        }
    }

    /// The judgement that two values differ and nothing explains it.
    fn unexplained(&self, case: &Case<'_>) -> Judgement {
        let why = if case.copies {
            "the same copy otherwise"
        } else {
            "neither time nor source explains it"
        };
        Judgement {
            verdict: Verdict::Discrepancy,
            why: format!("{}; {why}", gap(case)),
            certainty: 1.0,
        }
    }

    /// How likely two groups of mentions state one fact, by their features.
    fn one_fact(&self, features: &[f64]) -> f64 {
        self.verdicts.merge.probability(features)
    }

    /// How sure the score of alarms is of a contradiction, by its features.
    fn alarm(&self, features: &[f64]) -> f64 {
        self.verdicts.alarm.probability(features)
    }

    /// How likely it is that the figure of two mentions moved, and that two sources are at odds.
    fn odds(&self, features: &VerdictFeatures) -> (f64, f64) {
        self.verdicts.odds(features)
    }

    /// What the score of verdicts sees of two mentions.
    pub(crate) fn features(&self, case: &Case<'_>) -> VerdictFeatures {
        let near = Nearby {
            running: [case.a, case.b].map(|f| self.is_running(case, f)),
            cues: [case.a, case.b].map(|f| self.has_cue(case, f)),
        };
        features::features(case, &near)
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
    /// How many independent articles have the value of `a`, and that of `b`.
    pub backing: [usize; 2],
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

/// The two sources that vouch for the values, if they are two.
fn sources_at_odds(case: &Case<'_>) -> Option<String> {
    match (&case.mention(case.a).source, &case.mention(case.b).source) {
        (Some(s), Some(t)) if same_source(s, t) => None,
        (Some(s), Some(t)) => Some(format!("the one is {s}'s, the other {t}'s")),
        (Some(s), None) | (None, Some(s)) => Some(format!(
            "the one is {s}'s, the other is told without a source"
        )),
        (None, None) => None,
    }
}

/// The time that may explain why two values differ.
fn time_between(case: &Case<'_>) -> Option<String> {
    if case.a.story == case.b.story {
        return Some("the article tells how it changed".to_owned());
    }
    let what = if case.a.date.is_some() {
        "a day that was moved"
    } else {
        "a figure that moves with time"
    };
    match case.days_between() {
        Some(0) => Some(format!("{what}, reported on one day, the one earlier")),
        Some(1) => Some(format!("{what}, reported 1 day apart")),
        Some(days) => Some(format!("{what}, reported {days} days apart")),
        None => Some(format!("{what}, and the day of one article is unknown")),
    }
}

/// Values of which both can be true, and that may yet be of different times: "at least 17" and
/// "at least 58".
fn bounded(case: &Case<'_>, (update, _): (f64, f64)) -> Judgement {
    if update > 0.5
        && let Some(why) = time_between(case)
    {
        let (x, y) = (case.shown(case.a), case.shown(case.b));
        return Judgement {
            verdict: Verdict::Update,
            why: format!("{x} and {y} can both be true, but {why}"),
            certainty: update,
        };
    }
    Judgement {
        verdict: Verdict::Compatible,
        why: compatible(case),
        certainty: 1.0 - update,
    }
}

/// That two values differ, in words.
fn gap(case: &Case<'_>) -> String {
    let (x, y) = (case.shown(case.a), case.shown(case.b));
    format!("{x} and {y} do not overlap")
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
