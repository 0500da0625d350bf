//! What two values of one fact are to each other, and why.

mod facts;
mod source;

pub use facts::{Fact, facts};
pub use source::{Origin, independent, same_source};

use crate::align::features::compare_values;
use crate::align::frame::{Dimension, Frame};
use crate::extract::{Mention, Story};
use crate::report::{Modality, Verdict};
use crate::text::grammar::Grammar;
use crate::text::stem::Stems;
use crate::text::table::words;
use crate::value::{Comparison, Value};
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
        let concept_members = |name: &str| -> Vec<String> {
            crate::text::table::lines(include_str!("../align/concepts.txt"))
                .filter_map(|line| line.split_once(':'))
                .filter(|(concept, _)| concept.trim() == name)
                .flat_map(|(_, members)| members.split_whitespace().map(str::to_owned))
                .collect()
        };
        let running = words(include_str!("running.txt"))
            .into_iter()
            .flat_map(|word| {
                let mut all = concept_members(word);
                all.push(word.to_owned());
                all
            })
            .map(|word| stems.stem(grammar, &word))
            .collect();
        Self {
            running,
            time_cues: words(include_str!("time_cues.txt")),
            stems,
        }
    }

    /// What the values of two mentions of one fact are to each other. `copies`: the two articles
    /// are the same copy.
    pub fn judge(
        &self,
        stories: &[Story<'_>],
        grammar: &Grammar,
        a: &Frame,
        b: &Frame,
        copies: bool,
    ) -> Judgement {
        let (x, y) = (mention(stories, a), mention(stories, b));
        match compare_values(a, b) {
            Comparison::Same => Judgement {
                verdict: Verdict::Agree,
                why: "the same value".to_owned(),
            },
            Comparison::SameRounded => Judgement {
                verdict: Verdict::Compatible,
                why: format!(
                    "{} agrees with {} thanks to rounding",
                    shown(stories, a),
                    shown(stories, b)
                ),
            },
            Comparison::Compatible => Judgement {
                verdict: Verdict::Compatible,
                why: self.compatible(stories, a, b),
            },
            Comparison::Incomparable => Judgement {
                verdict: Verdict::Compatible,
                why: format!(
                    "{} and {} cannot be compared without a rate or a time zone",
                    shown(stories, a),
                    shown(stories, b)
                ),
            },
            Comparison::Different => self.different(stories, grammar, a, b, x, y, copies),
        }
    }

    fn compatible(&self, stories: &[Story<'_>], a: &Frame, b: &Frame) -> String {
        match (&a.date, &b.date) {
            (Some(x), Some(y)) if x.contains(y) || y.contains(x) => {
                let (wide, narrow) = if x.contains(y) { (a, b) } else { (b, a) };
                format!(
                    "{} lies within {}",
                    shown(stories, narrow),
                    shown(stories, wide)
                )
            }
            _ => format!(
                "{} and {} overlap: both can be true",
                shown(stories, a),
                shown(stories, b)
            ),
        }
    }

    /// Different values: explained by sources, by time, or by nothing.
    #[allow(clippy::too_many_arguments)]
    fn different(
        &self,
        stories: &[Story<'_>],
        grammar: &Grammar,
        a: &Frame,
        b: &Frame,
        x: &Mention,
        y: &Mention,
        copies: bool,
    ) -> Judgement {
        let gap = format!(
            "{} and {} do not overlap",
            shown(stories, a),
            shown(stories, b)
        );
        if let (Some(s), Some(t)) = (&x.source, &y.source)
            && !same_source(s, t)
            && !(copies && a.story != b.story)
        {
            return Judgement {
                verdict: Verdict::Disputed,
                why: format!("{gap}; the one is {s}'s, the other {t}'s"),
            };
        }
        if let Some(why) = self.moved(stories, grammar, a, b, copies) {
            return Judgement {
                verdict: Verdict::Update,
                why: format!("{gap}; {why}"),
            };
        }
        let same = if copies {
            "; the same copy otherwise"
        } else {
            "; neither time nor source explains it"
        };
        Judgement {
            verdict: Verdict::Discrepancy,
            why: format!("{gap}{same}"),
        }
    }

    /// Why time explains that two values differ, if it does.
    fn moved(
        &self,
        stories: &[Story<'_>],
        grammar: &Grammar,
        a: &Frame,
        b: &Frame,
        copies: bool,
    ) -> Option<String> {
        if a.story == b.story {
            let told =
                a.compared != b.compared && (self.has_cue(stories, a) || self.has_cue(stories, b));
            return told.then(|| "the article tells how the figure changed".to_owned());
        }
        let days = days_between(stories, a, b);
        if a.dimension == Dimension::Age {
            return self.aged(stories, a, b);
        }
        if a.date.is_some() {
            let planned = a.modality == Modality::Planned || b.modality == Modality::Planned;
            return (planned && !copies && a.modality != b.modality && days.is_some_and(|d| d > 0))
                .then(|| "a plan that was moved".to_owned());
        }
        if copies && days.is_none_or(|d| d == 0) {
            return None;
        }
        let running = self.is_running(stories, grammar, a) && self.is_running(stories, grammar, b);
        match days {
            Some(0) => None,
            Some(d) if running => Some(format!(
                "a figure that moves with time, reported {d} day{} apart",
                if d == 1 { "" } else { "s" }
            )),
            None if running => Some(
                "a figure that moves with time, and the day of one article is unknown".to_owned(),
            ),
            _ => None,
        }
    }

    /// An age that fits the days between the two articles.
    fn aged(&self, stories: &[Story<'_>], a: &Frame, b: &Frame) -> Option<String> {
        let (x, y) = (a.measured?.nominal, b.measured?.nominal);
        let year = 31_556_952.0;
        let gap = (x - y).abs() / year;
        let days = days_between(stories, a, b)?;
        let passed = f64::from(days) / 365.25;
        (gap <= passed + 1.0 && gap >= passed - 1.0 && days > 0)
            .then(|| "the person has grown older between the two articles".to_owned())
    }

    /// Is the figure one that moves while news develops?
    fn is_running(&self, stories: &[Story<'_>], grammar: &Grammar, frame: &Frame) -> bool {
        self.near(stories, frame, |word| {
            self.running.contains(&self.stems.stem(grammar, word))
        })
    }

    fn has_cue(&self, stories: &[Story<'_>], frame: &Frame) -> bool {
        self.near(stories, frame, |word| self.time_cues.contains(word))
    }

    fn near(&self, stories: &[Story<'_>], frame: &Frame, fits: impl Fn(&str) -> bool) -> bool {
        let story = &stories[frame.story];
        let tokens = &story.mentions[frame.mention].tokens;
        let sentence = &story.text.sentences[frame.sentence].tokens;
        let start = tokens.start.saturating_sub(REACH).max(sentence.start);
        let end = (tokens.end + REACH).min(sentence.end);
        (start..end).any(|k| fits(story.text.lower(k)))
    }
}

fn mention<'s>(stories: &'s [Story<'_>], frame: &Frame) -> &'s Mention {
    &stories[frame.story].mentions[frame.mention]
}

/// The days between the publication of two articles; `None` where one is unknown.
fn days_between(stories: &[Story<'_>], a: &Frame, b: &Frame) -> Option<i32> {
    let (x, y) = (&stories[a.story].published, &stories[b.story].published);
    let apart = (x.start? - y.start?).get_days().abs();
    Some(apart)
}

/// The value as a reader sees it in a reason: its words, for dates with the days meant.
fn shown(stories: &[Story<'_>], frame: &Frame) -> String {
    let story = &stories[frame.story];
    let mention = &story.mentions[frame.mention];
    let words = story.text.source()[mention.span.clone()]
        .split_whitespace()
        .collect::<Vec<_>>()
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
