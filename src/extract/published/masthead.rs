//! The date in an article's masthead ("Thursday 16 May 2024" under the byline) or dateline
//! ("SEOUL, Aug. 22 (Yonhap) --").

use crate::extract::date::{Cues, DateExpression, Meaning, YearRef, full_day};
use crate::text::{Text, TokenKind};
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// The date at the head of an article.
#[derive(Debug, Clone)]
pub(super) struct Masthead {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The expression itself.
    pub(super) meaning: Meaning,
    /// As written.
    pub(super) quote: String,
    /// Does it stand at the start of the story's first line, and not on a line of its own?
    pub(super) dateline: bool,
}

impl Masthead {
    /// The day, if it has its year.
    pub(super) fn full_day(&self) -> Option<Date> {
        full_day(&self.meaning)
    }

    /// The weekday named with it.
    pub(super) fn weekday(&self) -> Option<Weekday> {
        match self.meaning {
            Meaning::Day { weekday, .. } => weekday,
            _ => None,
        }
    }

    /// The clue in words.
    pub(super) fn words(&self) -> String {
        match self.dateline {
            true => format!("dateline '{}'", self.quote),
            false => format!("'{}' at the head of the article", self.quote),
        }
    }
}

/// Lines among which a masthead is looked for.
const LINES: usize = 10;
/// A longer line is a paragraph of the story.
const LONG_LINE: usize = 30;
/// How many tokens of place may stand in front of a dateline's date.
const PLACE: usize = 12;

/// The masthead's date; one with its year before one without.
pub(super) fn find(text: &Text, dates: &[DateExpression]) -> Option<Masthead> {
    let mut first: Option<Masthead> = None;
    for line in head_lines(text) {
        let from = dates.partition_point(|e| e.tokens.start < line.start);
        let inside = dates[from..]
            .iter()
            .take_while(|e| e.tokens.end <= line.end);
        let candidates = inside.filter(|e| {
            matches!(
                e.meaning,
                Meaning::Day {
                    year: YearRef::Open | YearRef::Stated(_),
                    ..
                }
            )
        });
        for expression in candidates.take(2) {
            let Some(head) = masthead(text, &line, expression) else {
                continue;
            };
            if head.full_day().is_some() {
                return Some(head);
            }
            first = first.or(Some(head));
        }
    }
    first
}

/// The first lines of the story, up to the first that is long.
pub(super) fn head_lines(text: &Text) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.tokens.len() && lines.len() < LINES {
        let mut rest = text.tokens.iter().skip(start + 1);
        let end = rest
            .position(|t| t.after_break)
            .map_or(text.tokens.len(), |n| start + 1 + n);
        lines.push(start..end);
        if end - start > LONG_LINE {
            break;
        }
        start = end;
    }
    lines
}

/// The expression as a masthead, if it stands like one in its line.
fn masthead(text: &Text, line: &Range<usize>, expression: &DateExpression) -> Option<Masthead> {
    let tokens = expression.tokens.clone();
    let dateline = is_dateline(text, line, &tokens);
    let own_line = line.len() <= LONG_LINE && is_own_line(text, line, &tokens);
    (dateline || own_line).then(|| Masthead {
        quote: text.source()[text.span(tokens.clone())].to_owned(),
        tokens,
        meaning: expression.meaning.clone(),
        dateline,
    })
}

/// Is the text nothing but this date? Then it heads no story, and is all that the text says.
pub(super) fn is_all(text: &Text, tokens: &Range<usize>) -> bool {
    let mut rest = (0..text.tokens.len()).filter(|i| !tokens.contains(i));
    rest.all(|i| text.kind(i) == Some(TokenKind::Mark))
}

/// "PHNOM PENH/VIENTIANE, March 13, 2019 (Reuters) -", "Lima, Aug. 18, 2022 (Andina).": places,
/// the date, and a mark behind it.
fn is_dateline(text: &Text, line: &Range<usize>, tokens: &Range<usize>) -> bool {
    let place = line.start..tokens.start;
    let marked = matches!(
        text.lower(tokens.end),
        "(" | "-" | "\u{2013}" | "\u{2014}" | ":" | "/"
    ) || text.is(tokens.end, ".")
        && matches!(
            text.lower(tokens.end + 1),
            "-" | "\u{2013}" | "\u{2014}" | "/" | "("
        );
    marked
        && tokens.end < line.end
        && place.len() <= PLACE
        && place.clone().all(|i| is_place(text, i))
}

/// A capitalised word, a mark, or a small word within a name ("Rio de Janeiro").
pub(super) fn is_place(text: &Text, i: usize) -> bool {
    let capital = text.word(i).starts_with(char::is_uppercase);
    let within_name = matches!(
        text.lower(i),
        "de" | "la" | "el" | "al" | "of" | "and" | "du" | "da" | "do" | "le" | "the"
    );
    capital
        || within_name
        || text.kind(i) == Some(TokenKind::Mark) && !matches!(text.lower(i), ":" | "?" | "!" | ";")
}

/// A line that holds the date and what goes with it: "Reuters, Stockholm | 20 July 2023",
/// "Published Tue 14 Jan 2025", "21 July 2022, AFP and our correspondent".
fn is_own_line(text: &Text, line: &Range<usize>, tokens: &Range<usize>) -> bool {
    let leads = tokens.start == line.start;
    let before = tokens.start.checked_sub(1).filter(|_| !leads);
    let introduced = leads
        || before.is_some_and(|i| labels(text, line, i) || text.kind(i) == Some(TokenKind::Mark));
    let closed = tokens.end >= line.end
        || text.kind(tokens.end) != Some(TokenKind::Word)
        || text.is(tokens.end, "at");
    introduced
        && closed
        && !opens_sentence(text, line, tokens)
        && !tells_something(text, line, tokens)
}

/// "On 15 August 1993, the plant closed.": a sentence that begins with its day.
fn opens_sentence(text: &Text, line: &Range<usize>, tokens: &Range<usize>) -> bool {
    const WORDS: usize = 3;
    let on = text.is(line.start, "on") && tokens.start == line.start + 1;
    let behind = tokens.end + 1..tokens.end + 1 + WORDS;
    on && text.is(tokens.end, ",")
        && behind.end <= line.end
        && behind
            .into_iter()
            .all(|i| text.kind(i) == Some(TokenKind::Word))
}

/// Words in front of the date of an article.
fn is_label(word: &str) -> bool {
    Cues::of(word).any(Cues::LABEL)
}

/// Does the word at `i` label a date? "Published on" does, "a meeting on" does not.
pub(super) fn labels(text: &Text, line: &Range<usize>, i: usize) -> bool {
    let on = text.is(i, "on");
    is_label(text.lower(i)) && (!on || i == line.start || is_label(text.lower(i - 1)))
}

/// Does the line hold a verb, ask a question or go on for long, so that it tells something?
pub(super) fn tells_something(text: &Text, line: &Range<usize>, tokens: &Range<usize>) -> bool {
    let rest = line.clone().filter(|i| !tokens.contains(i));
    let mut small = 0;
    for i in rest {
        let lower = text.lower(i);
        let verb =
            Cues::of(lower).any(Cues::PAST | Cues::FUTURE | Cues::PROSPECT) && !is_label(lower);
        if verb || lower == "?" {
            return true;
        }
        small += usize::from(text.word(i).starts_with(char::is_lowercase) && !is_label(lower));
    }
    small > 6
}
