//! "last month's meeting" and "they met in September" in one article: if both tell of the same
//! thing, the article is of October.

use super::bounds::{Clue, LIKELY};
use crate::extract::date::{Cues, DateExpression, Meaning, Part, Unit, Which, YearRef, day_of};
use crate::text::grammar::Grammar;
use crate::text::stem::Stems;
use crate::text::{Text, TokenKind};
use jiff::Span;
use jiff::civil::Date;
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

/// The months and years that an article counts from its own and names elsewhere.
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
    let pairs = counted.into_iter().filter_map(|(e, (unit, shift))| {
        let own = Story::new(text, &e.tokens);
        let mut same = told.iter().filter(|t| t.fits(unit) && own.is(&t.story));
        let first = same.next()?;
        // Two things that took place at different times leave open which one is meant.
        let alone = same.all(|t| t.named == first.named);
        alone.then(|| clue(text, e, unit, shift, first))?
    });
    pairs.collect()
}

/// "last month", "this year": the unit and how many of them on.
fn counted(meaning: &Meaning) -> Option<(Unit, i32)> {
    match *meaning {
        Meaning::Relative {
            unit: unit @ (Unit::Month | Unit::Year),
            shift: shift @ -1..=1,
            part: Part::Whole,
        } => Some((unit, shift)),
        _ => None,
    }
}

/// A month or year as an article names it.
#[derive(Clone, Copy, PartialEq)]
enum Named {
    Month(i8),
    MonthOf(i16, i8),
    Year(i16),
}

/// A month or year with what is told of it.
struct Told<'e> {
    expression: &'e DateExpression,
    named: Named,
    story: Story,
}

impl Told<'_> {
    fn fits(&self, unit: Unit) -> bool {
        match self.named {
            Named::Month(_) => unit == Unit::Month,
            Named::MonthOf(..) => true,
            Named::Year(_) => unit == Unit::Year,
        }
    }
}

fn told<'e>(text: &Text, expression: &'e DateExpression) -> Option<Told<'e>> {
    let named = match expression.meaning {
        Meaning::Month {
            year: YearRef::Open,
            month,
            which: Which::Open,
            ..
        } => Named::Month(month),
        Meaning::Month {
            year: YearRef::Stated(year),
            month,
            ..
        }
        | Meaning::Day {
            year: YearRef::Stated(year),
            month,
            ..
        } => Named::MonthOf(year, month),
        Meaning::Day {
            year: YearRef::Open,
            month,
            ..
        } => Named::Month(month),
        Meaning::Years { first, last, .. } if first == last => Named::Year(first),
        _ => return None,
    };
    Some(Told {
        expression,
        named,
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

fn clue(text: &Text, e: &DateExpression, unit: Unit, shift: i32, told: &Told) -> Option<Clue> {
    let quote = |e: &DateExpression| &text.source()[text.span(e.tokens.clone())];
    let words = format!(
        "'{}' and '{}' tell of the same",
        quote(e),
        quote(told.expression)
    );
    let back = shift.checked_neg()?;
    let (first, last) = match (told.named, unit) {
        (Named::Month(month), _) => return Some(Clue::in_month(month_on(month, back)?, words)),
        (Named::MonthOf(year, month), Unit::Month) => {
            let first = on(day_of(year, month, 1)?, Span::new().try_months(back).ok()?)?;
            (first, first.last_of_month())
        }
        (Named::MonthOf(year, _) | Named::Year(year), _) => {
            let first = on(day_of(year, 1, 1)?, Span::new().try_years(back).ok()?)?;
            (first, first.last_of_year())
        }
    };
    Some(Clue::between(first, last, LIKELY, words))
}

fn on(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok()
}

/// The month so many on in the round of the year.
fn month_on(month: i8, on: i32) -> Option<i8> {
    i8::try_from((i32::from(month) - 1 + on).rem_euclid(12) + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::date::find;
    use jiff::civil::date;

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
    fn a_year_named_elsewhere_tells_the_year() {
        let found = of(
            "The Harbour Board lost money at last year's auction. The Harbour Board had planned the auction in 2018 for long.",
        );
        assert_eq!(found[0].start, Some(date(2019, 1, 1)));
    }
}
