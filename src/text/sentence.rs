//! Sentences: runs of tokens, ended by a full stop, a line break or the edge of the story.

use super::table::{WordSet, words};
use super::{Token, TokenKind};
use std::ops::Range;
use std::sync::LazyLock;

/// A sentence (or a headline, or a list item).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its paragraph, counted from 0.
    pub paragraph: u32,
}

/// Abbreviations after which a full stop ends no sentence.
static ABBREVIATIONS: LazyLock<WordSet> =
    LazyLock::new(|| words(include_str!("abbreviations.txt")));

/// A run of so many tokens is cut where no end was found: no sentence of news is as long, and what
/// later stages look for in a sentence must not cost more the longer a line is.
const LONGEST: usize = 300;

/// Cuts tokens into sentences.
pub(super) fn sentences(source: &str, tokens: &[Token], outside: &[Range<usize>]) -> Vec<Sentence> {
    let wrapped = is_wrapped(source);
    let mut out = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    for i in 0..tokens.len() {
        let last = i + 1 == tokens.len();
        let breaks =
            !last && tokens[i + 1].after_break && ends_line(source, tokens, i, wrapped, outside);
        if last
            || breaks
            || (i + 1).saturating_sub(start) >= LONGEST
            || ends_sentence(source, tokens, i, &ABBREVIATIONS)
        {
            let end = take_closing_marks(source, tokens, i + 1);
            if end > start {
                out.push(Sentence {
                    tokens: start..end,
                    paragraph,
                });
                start = end;
            }
            if breaks {
                paragraph += 1;
            }
        }
    }
    out
}

/// Is this text wrapped at a fixed width, so that a single line break means nothing? So it is if
/// most lines are followed by a line that goes on in lower case or after no end mark.
fn is_wrapped(source: &str) -> bool {
    let (mut goes_on, mut all) = (0, 0);
    for (line, next) in source.lines().zip(source.lines().skip(1)).take(400) {
        let (line, next) = (line.trim_end(), next.trim());
        if line.is_empty() || next.is_empty() {
            continue;
        }
        all += 1;
        if line.len() >= 40
            && line.len() <= 100
            && !line.ends_with(['.', '!', '?', '"', ':', '\u{201d}'])
        {
            goes_on += 1;
        }
    }
    all >= 4 && goes_on * 2 > all
}

/// Does the line break after token `i` end the sentence?
fn ends_line(
    source: &str,
    tokens: &[Token],
    i: usize,
    wrapped: bool,
    outside: &[Range<usize>],
) -> bool {
    let gap = tokens[i].end as usize..tokens[i + 1].start as usize;
    !wrapped
        || outside
            .iter()
            .any(|hole| hole.start < gap.end && gap.start < hole.end)
        || source[gap].matches('\n').count() > 1
}

/// Does a sentence end with token `i`?
fn ends_sentence(source: &str, tokens: &[Token], i: usize, abbreviations: &WordSet) -> bool {
    let text = |i: usize| &source[tokens[i].range()];
    let Some(next) = tokens.get(i + 1) else {
        return true;
    };
    let spaced = next.start > tokens[i].end;
    match text(i) {
        "!" | "?" => spaced || is_closing(text(i + 1)),
        "…" => starts_sentence(source, tokens, i + 1),
        "." => {
            let glued_word = i > 0 && tokens[i - 1].end == tokens[i].start;
            let before = if glued_word { text(i - 1) } else { "" };
            let known = glued_word
                && tokens[i - 1].kind == TokenKind::Word
                && (abbreviations.contains(before) || is_initial(before));
            !known && (spaced || is_closing(text(i + 1))) && starts_sentence(source, tokens, i + 1)
        }
        // Initials swallow their last dot; a sentence may end with them nonetheless.
        word if word.ends_with('.') && word.len() > 2 => {
            next.kind == TokenKind::Word && SENTENCE_OPENERS.contains(&text(i + 1))
        }
        _ => false,
    }
}

/// Words that, capitalised after initials such as "U.S." or "a.m.", open a new sentence.
const SENTENCE_OPENERS: [&str; 16] = [
    "The", "A", "An", "It", "He", "She", "They", "In", "On", "At", "But", "This", "That", "There",
    "Some", "As",
];

/// A lone capital letter: the initial of a name.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I"
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "\u{201d}" | "\u{2019}" | ")" | "]" | "*")
}

/// Can a sentence start with token `i`, or with what follows the closing marks that stand there?
fn starts_sentence(source: &str, tokens: &[Token], mut i: usize) -> bool {
    while i < tokens.len() && tokens[i].kind == TokenKind::Mark {
        i += 1;
    }
    let first = tokens.get(i).and_then(|t| source[t.range()].chars().next());
    first.is_none_or(|c| !c.is_lowercase())
}

/// Quotation marks and brackets right after the end mark belong to the sentence that ends.
fn take_closing_marks(source: &str, tokens: &[Token], mut end: usize) -> usize {
    while end < tokens.len()
        && tokens[end].start == tokens[end - 1].end
        && is_closing(&source[tokens[end].range()])
    {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    fn cut(source: &str) -> Vec<&str> {
        let text = Text::new(source, &[]);
        text.sentences
            .iter()
            .map(|s| &source[text.span(s.tokens.clone())])
            .collect()
    }

    #[test]
    fn stops_end_sentences_but_abbreviations_do_not() {
        assert_eq!(
            cut("Gen. Karim spoke on Jan. 17. Some died. \"We saw 3.5 km.\" He left."),
            [
                "Gen. Karim spoke on Jan. 17.",
                "Some died.",
                "\"We saw 3.5 km.\"",
                "He left."
            ]
        );
    }

    #[test]
    fn endless_lines_are_cut() {
        let endless = "word ".repeat(1000);
        let text = Text::new(&endless, &[]);
        assert!(
            text.sentences
                .iter()
                .all(|s| s.tokens.len() <= super::LONGEST)
        );
        assert_eq!(
            text.sentences.iter().map(|s| s.tokens.len()).sum::<usize>(),
            1000
        );
    }

    #[test]
    fn lines_end_sentences_unless_wrapped() {
        assert_eq!(cut("A headline\nThe story"), ["A headline", "The story"]);
    }
}
