//! An article's lines: what is story and what is not is told line by line.

use std::ops::Range;

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes in the article, without white space at either end.
    pub(super) range: Range<usize>,
    /// Lines without a blank line between them are of one block.
    pub(super) block: usize,
}

/// How an article sets its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Blank lines between them, so that a block of lines belongs together.
    Spaced,
    /// One a line, as extractors write them; neighbours need not belong together.
    Dense,
}

/// The lines of `text` from byte `from` on.
pub(super) fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut found = Vec::new();
    let mut at = from;
    let mut block = 0;
    for raw in text.get(from..).unwrap_or_default().split_inclusive('\n') {
        let line = raw.trim();
        if line.is_empty() {
            block += 1;
        } else {
            let start = at + (raw.len() - raw.trim_start().len());
            found.push(Line {
                range: start..start + line.len(),
                block,
            });
        }
        at += raw.len();
    }
    found
}

/// Spaced if most of the long lines have a block of their own.
pub(super) fn layout(lines: &[Line]) -> Layout {
    const LONG: usize = 80;
    let long = lines.iter().filter(|l| l.range.len() >= LONG).count();
    let mut blocks: Vec<usize> = lines
        .iter()
        .filter(|l| l.range.len() >= LONG)
        .map(|l| l.block)
        .collect();
    blocks.dedup();
    if long > 1 && blocks.len() * 2 <= long {
        Layout::Dense
    } else {
        Layout::Spaced
    }
}

/// Does the line end as a sentence does?
pub(super) fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '*' | '_' | '»');
    line.trim_end_matches(closing)
        .ends_with(['.', '!', '?', '…'])
}

/// Could the line be a headline: some words, no full stop?
pub(super) fn is_headline(line: &str) -> bool {
    const LONGEST: usize = 140;
    let words = line.split_whitespace().take(40).count();
    let speech = line.starts_with(['"', '“']);
    (3..40).contains(&words) && line.len() <= LONGEST && !speech && !line.ends_with(['.', ':', ','])
}

/// Is every letter of the line, and there are some, a capital?
pub(super) fn is_capitals(line: &str) -> bool {
    let mut letters = line
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(200)
        .peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_block_and_lose_their_margins() {
        let text = "One\r\n  Two \n\n \nThree";
        let found: Vec<_> = lines(text, 0)
            .iter()
            .map(|l| (&text[l.range.clone()], l.block))
            .collect();
        assert_eq!(found, [("One", 0), ("Two", 0), ("Three", 2)]);
        assert_eq!(lines(text, 5).len(), 2);
    }

    #[test]
    fn headlines_and_sentences_differ() {
        assert!(is_headline(
            "Storm Fergal to batter Cork with 110km/h gusts"
        ));
        assert!(!is_headline("The minister left."));
        assert!(!is_headline("Rain"));
        assert!(ends_sentence("\"It is a start,\" he said. \"Only that.\""));
        assert!(!ends_sentence("discarded launch vehicles or vessel"));
        assert!(is_capitals("MORE IN SPORT") && !is_capitals("2024") && !is_capitals("More"));
    }
}
