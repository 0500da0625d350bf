//! Tokens: words, numbers, punctuation.

use std::ops::Range;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes ("O'Tangav") and the dots of spelt-out initials ("U.S.",
    /// "a.m."). A hyphen is a token of its own, and so is the ending `'s`.
    Word,
    /// ASCII digits with inner grouping and decimal marks: "130,000", "12.5", "2021". A letter
    /// written to it ("318mm", "1st") starts a `Word` of its own, glued to the number; so do the
    /// colon and the digits after it in "4:30".
    Number,
    /// The ending `'s` or `’s`.
    Clitic,
    /// Anything else, one character each.
    Mark,
}

/// A token: a range of bytes of the article's text (end exclusive) and what it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// The last paragraph or line that ended before this token: a line break stands between this
    /// token and the one before it.
    pub after_break: bool,
}

impl Token {
    /// The bytes it covers.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Cuts `source` into tokens, leaving out the `outside` ranges.
pub(super) fn tokens(source: &str, outside: &[Range<usize>]) -> Vec<Token> {
    let mut out = Vec::with_capacity(source.len() / 5);
    let mut at = 0;
    for hole in outside {
        run(source, at..hole.start.max(at), &mut out);
        at = at.max(hole.end);
    }
    run(source, at..source.len(), &mut out);
    out
}

/// Cuts one stretch of the story.
fn run(source: &str, stretch: Range<usize>, out: &mut Vec<Token>) {
    let text = &source[..stretch.end];
    let mut at = stretch.start;
    let mut after_break = true;
    while let Some(c) = char_at(text, at) {
        if c == '\n' {
            after_break = true;
        }
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let (kind, end) = one(text, at, c);
        out.push(Token {
            start: at as u32,
            end: end as u32,
            kind,
            after_break,
        });
        after_break = false;
        at = end;
    }
}

/// The character at `at`.
#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(b) if b.is_ascii() => Some(char::from(*b)),
        _ => text[at..].chars().next(),
    }
}

/// Characters that show nothing: a byte order mark, soft hyphens, zero-width marks.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'
    )
}

/// The token that starts at `at` with `c`: its kind and its end.
fn one(text: &str, at: usize, c: char) -> (TokenKind, usize) {
    if c.is_ascii_digit() {
        (TokenKind::Number, number_end(text.as_bytes(), at))
    } else if c.is_alphabetic() {
        (TokenKind::Word, word_end(text, at))
    } else if let Some(end) = clitic_end(text, at, c) {
        (TokenKind::Clitic, end)
    } else {
        (TokenKind::Mark, at + c.len_utf8())
    }
}

/// The end of the digits at `at`, taking in marks that stand between two digits.
fn number_end(bytes: &[u8], at: usize) -> usize {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1)) {
        end += 1;
    }
    end
}

/// The end of the `'s` at `at`, if one stands there after a letter or digit.
fn clitic_end(text: &str, at: usize, c: char) -> Option<usize> {
    if !is_apostrophe(c) || !text[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let mut rest = text[at + c.len_utf8()..].chars();
    let s = matches!(rest.next(), Some('s' | 'S'));
    (s && !rest.next().is_some_and(char::is_alphanumeric)).then(|| at + c.len_utf8() + 1)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// The end of the word at `at`.
fn word_end(text: &str, at: usize) -> usize {
    if let Some(end) = initials_end(text.as_bytes(), at) {
        return end;
    }
    // Only what follows the letters of English needs a closer look.
    let letters = text.as_bytes()[at..].iter();
    let start = at + letters.take_while(|b| b.is_ascii_alphabetic()).count();
    match text.as_bytes().get(start) {
        Some(b) if !b.is_ascii() || *b == b'\'' => word_end_from(text, start),
        _ => start,
    }
}

/// The end of a word of which all up to `at` is known.
fn word_end_from(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let letter = c.is_alphabetic() || is_mark_on_letter(c);
        let inner = is_apostrophe(c)
            && clitic_end(text, at + i, c).is_none()
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !letter && !inner {
            break;
        }
        end = at + i + c.len_utf8();
    }
    end
}

/// Combining accents, which belong to the letter before them.
fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The end of spelt-out initials at `at` ("U.S.", "a.m.", "D.C."): at least two letters, each with
/// its dot.
fn initials_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    let word_goes_on = bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric());
    (end >= at + 4 && !word_goes_on).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokens(source, &[])
            .iter()
            .map(|t| &source[t.range()])
            .collect()
    }

    #[test]
    fn numbers_keep_their_marks_and_let_letters_go() {
        assert_eq!(
            words("130,000 at 4:30, 318mm."),
            ["130,000", "at", "4", ":", "30", ",", "318", "mm", "."]
        );
        assert_eq!(words("$3.3bn"), ["$", "3.3", "bn"]);
    }

    #[test]
    fn words_keep_apostrophes_but_not_the_genitive() {
        assert_eq!(
            words("O'Tangav's don’t Russia’s"),
            ["O'Tangav", "'s", "don’t", "Russia", "’s"]
        );
        assert_eq!(words("'quoted'"), ["'", "quoted", "'"]);
    }

    #[test]
    fn initials_are_one_word() {
        assert_eq!(
            words("U.S. at 5 a.m. D. Munkhbold"),
            ["U.S.", "at", "5", "a.m.", "D", ".", "Munkhbold"]
        );
    }

    #[test]
    fn nothing_is_read_outside_the_story() {
        let source = "one two three";
        let read: Vec<_> = tokens(source, std::slice::from_ref(&(4..8)))
            .iter()
            .map(|t| &source[t.range()])
            .collect();
        assert_eq!(read, ["one", "three"]);
    }
}
