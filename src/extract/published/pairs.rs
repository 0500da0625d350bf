//! "last month's meeting" and "they met in September" in one article: if both tell of the same
//! thing, the article is of October.

use super::bounds::Clue;
use crate::extract::date::{Cues, DateExpression, Meaning, Part, Tense, Unit, Which, YearRef};
use crate::text::grammar::Grammar;
use crate::text::stem::Stems;
use crate::text::{Text, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::builtin);
static STEMS: LazyLock<Stems> = LazyLock::new(Stems::builtin);

/// How many expressions of either kind are compared.
const MOST: usize = 24;
/// How many tokens from the expression the word for what took place may stand.
const BESIDE: usize = 4;
/// How many tokens from it the names may stand.
const AROUND: usize = 25;

/// The months of publication that follow from a month that an article counts from its own and names
/// elsewhere. Months with a year, and years, are no use: an article that gives figures for "last
/// month" names the like with its year to compare them with.
pub(super) fn clues(text: &Text, dates: &[DateExpression]) -> Vec<Clue> {
    let counted: Vec<_> = dates
        .iter()
        .filter_map(|e| Some((e, counted(&e.meaning)?)))
        .take(MOST)
        .collect();
    if counted.is_empty() {
        return Vec::new();
    }
    let told: Vec<Told> = dates
        .iter()
        .filter_map(|e| told(text, e))
        .take(MOST)
        .collect();
    let pairs = counted.into_iter().filter_map(|(e, shift)| {
        let own = Story::new(text, &e.tokens);
        let mut same = told.iter().filter(|t| t.fits(shift) && own.is(&t.story));
        let first = same.next()?;
        // Two things that took place at different times leave open which one is meant.
        let alone = same.all(|t| t.month == first.month);
        alone.then(|| clue(text, e, shift, first))?
    });
    pairs.collect()
}

/// "last month", "this month": how many on.
fn counted(meaning: &Meaning) -> Option<i32> {
    match *meaning {
        Meaning::Relative {
            unit: Unit::Month,
            shift: shift @ -1..=1,
            part: Part::Whole,
        } => Some(shift),
        _ => None,
    }
}

/// A month without its year, with what is told of it.
struct Told<'e> {
    expression: &'e DateExpression,
    month: i8,
    story: Story,
}

impl Told<'_> {
    /// Is it told as past if it is last month, and as to come if it is next month?
    fn fits(&self, shift: i32) -> bool {
        let tense = self.expression.tense;
        match shift {
            -1 => tense == Tense::Past,
            1 => matches!(tense, Tense::Future | Tense::Prospect),
            _ => true,
        }
    }
}

fn told<'e>(text: &Text, expression: &'e DateExpression) -> Option<Told<'e>> {
    let month = match expression.meaning {
        Meaning::Month {
            year: YearRef::Open,
            month,
            which: Which::Open,
            ..
        }
        | Meaning::Day {
            year: YearRef::Open,
            month,
            ..
        } => month,
        _ => return None,
    };
    Some(Told {
        expression,
        month,
        story: Story::new(text, &expression.tokens),
    })
}

/// The words around an expression that tell what took place, and to whom.
struct Story {
    events: FxHashSet<String>,
    names: FxHashSet<String>,
}

impl Story {
    fn new(text: &Text, tokens: &Range<usize>) -> Self {
        let sentence = text
            .sentences
            .get(text.sentence_of(tokens.start))
            .map_or(tokens.clone(), |s| s.tokens.clone());
        let within = |reach: usize| {
            let start = tokens.start.saturating_sub(reach).max(sentence.start);
            let end = (tokens.end + reach).min(sentence.end);
            (start..end).filter(|k| !tokens.contains(k))
        };
        Self {
            events: within(BESIDE).filter_map(|k| event(text, k)).collect(),
            names: within(AROUND).filter_map(|k| name(text, k)).collect(),
        }
    }

    /// Do both tell of the same?
    fn is(&self, other: &Story) -> bool {
        !self.events.is_disjoint(&other.events) && !self.names.is_disjoint(&other.names)
    }
}

/// The stem of a word for something that took place.
fn event(text: &Text, k: usize) -> Option<String> {
    let (word, lower) = (text.word(k), text.lower(k));
    let idle = GRAMMAR.is_function_word(lower)
        || Cues::of(lower).any(Cues::FUNCTION | Cues::REPORTING | Cues::LABEL);
    let plain = text.kind(k) == Some(TokenKind::Word) && word.starts_with(char::is_lowercase);
    (plain && !idle && word.len() > 2).then(|| STEMS.stem(&GRAMMAR, lower))
}

fn name(text: &Text, k: usize) -> Option<String> {
    let word = text.word(k);
    let capital = text.kind(k) == Some(TokenKind::Word) && word.starts_with(char::is_uppercase);
    let idle = GRAMMAR.is_function_word(text.lower(k));
    (capital && !idle && word.len() > 2).then(|| word.to_owned())
}

fn clue(text: &Text, e: &DateExpression, shift: i32, told: &Told) -> Option<Clue> {
    let quote = |e: &DateExpression| &text.source()[text.span(e.tokens.clone())];
    let words = format!(
        "'{}' and '{}' tell of the same",
        quote(e),
        quote(told.expression)
    );
    let month = month_on(told.month, shift.checked_neg()?)?;
    Some(Clue::in_month(month, words))
}

/// The month so many on in the round of the year.
fn month_on(month: i8, on: i32) -> Option<i8> {
    i8::try_from((i32::from(month) - 1 + on).rem_euclid(12) + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::date::find;

    fn of(source: &str) -> Vec<Clue> {
        let text = Text::new(source, &[]);
        clues(&text, &find(&text))
    }

    #[test]
    fn a_meeting_last_month_and_in_may_was_reported_in_june() {
        let found = of(
            "Ms Orlen spoke of last month's meeting with Dalibor. It rained. Orlen and Dalibor met in Brno in May.",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].month, Some(6));
    }

    #[test]
    fn another_matter_or_two_of_them_tell_nothing() {
        assert!(of("Ms Orlen spoke of last month's fire. Orlen met Dalibor in May.").is_empty());
        assert!(of("Ms Orlen spoke of last month's meeting. Kern met Dalibor in May.").is_empty());
        assert!(
            of("Ms Orlen spoke of last month's meeting. Orlen met Kern in May. Orlen met Dalibor in June.").is_empty()
        );
    }

    #[test]
    fn figures_compared_with_those_of_another_month_tell_nothing() {
        let source =
            "Steel output in Ruritania rose last month. Output in Ruritania fell in February 1986.";
        assert!(of(source).is_empty());
        assert!(of("Output in Ruritania rose last month. In Ruritania it will fall again in May as output shrinks.").is_empty());
    }
}
