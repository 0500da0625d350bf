//! A line as the words that cues are made of: in lower case, numbers and addresses as one sign.

use std::ops::Range;

/// Stands for any number.
pub(super) const NUMBER: &str = "<n>";
/// Stands for an amount of money: a currency sign and a number.
pub(super) const MONEY: &str = "<money>";
/// Stands for the name of an account: `@name`.
pub(super) const HANDLE: &str = "<handle>";
/// Stands for a web address.
pub(super) const ADDRESS: &str = "<url>";

/// One word of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes in the line.
    pub(super) range: Range<usize>,
    /// Does a clause begin with it? So does an imperative.
    pub(super) opens: bool,
    /// Does a sentence begin with it?
    pub(super) begins: bool,
    /// Does it stand between quotation marks? Who speaks there is not the outlet.
    pub(super) quoted: bool,
}

/// Not the word "us".
const COUNTRY: &str = "US";
/// Longer runs of letters are no word of any cue.
const LONGEST: usize = 32;

/// The words of a line, in order.
pub(super) fn words(line: &str) -> Vec<Word> {
    let mut scanner = Scanner {
        line,
        at: 0,
        opens: true,
        begins: true,
        quoted: false,
    };
    let mut words = Vec::with_capacity(line.len() / 5);
    words.extend(std::iter::from_fn(|| scanner.next_word()));
    words
}

/// The word as tables spell it, written into `buffer`; `None` if no table can have it.
pub(super) fn spelling<'b>(line: &str, word: &Word, buffer: &'b mut String) -> Option<&'b str> {
    let text = line.get(word.range.clone())?;
    let first = text.chars().next()?;
    buffer.clear();
    let plain = first.is_ascii_alphabetic() && text.len() <= LONGEST && text.is_ascii();
    if plain && text != COUNTRY && !is_pence(text) && !is_address(text) {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
    } else if is_address(text) {
        buffer.push_str(ADDRESS);
    } else if first == '@' {
        buffer.push_str(HANDLE);
    } else if is_currency(first) || is_pence(text) {
        buffer.push_str(MONEY);
    } else if first.is_ascii_digit() {
        buffer.push_str(NUMBER);
    } else if text.len() > LONGEST || text == COUNTRY {
        return None;
    } else {
        let plain = |c: char| if c == '’' { '\'' } else { c };
        buffer.extend(text.chars().map(plain).flat_map(char::to_lowercase));
    }
    Some(buffer)
}

pub(super) fn is_address(text: &str) -> bool {
    let may_be = text.starts_with(['h', 'w']);
    may_be
        && ["http://", "https://", "www."]
            .iter()
            .any(|start| text.starts_with(start))
}

fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '€' | '¥' | '₹' | '₦' | '₱' | '₩' | '₽' | '₴' | '₺' | '₫' | '฿'
    )
}

fn is_pence(text: &str) -> bool {
    text.strip_suffix('p')
        .is_some_and(|n| n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Walks a line once, from left to right.
struct Scanner<'a> {
    line: &'a str,
    at: usize,
    opens: bool,
    begins: bool,
    quoted: bool,
}

impl Scanner<'_> {
    fn next_word(&mut self) -> Option<Word> {
        loop {
            let spaces = self.line.as_bytes().get(self.at..)?.iter();
            self.at += spaces.take_while(|b| **b == b' ').count();
            let rest = self.line.get(self.at..)?;
            let c = rest.chars().next()?;
            let length = word_length(rest, c);
            if length > 0 {
                let word = Word {
                    range: self.at..self.at + length,
                    opens: std::mem::take(&mut self.opens),
                    begins: std::mem::take(&mut self.begins),
                    quoted: self.quoted,
                };
                self.at += length;
                return Some(word);
            }
            self.punctuation(c);
            self.at += c.len_utf8();
        }
    }

    fn punctuation(&mut self, c: char) {
        match c {
            '"' => self.quoted = !self.quoted,
            '“' | '„' => self.quoted = true,
            '”' => self.quoted = false,
            _ => {}
        }
        self.begins |= matches!(c, '.' | '!' | '?' | '…' | '|');
        self.opens |=
            self.begins || matches!(c, ':' | ';' | ',' | '–' | '—' | '(' | '[' | '-' | '>');
    }
}

/// The length of the word with which `rest` begins; 0 if it begins with none.
fn word_length(rest: &str, first: char) -> usize {
    if is_address(rest) {
        return rest.find(char::is_whitespace).unwrap_or(rest.len());
    }
    if first.is_alphabetic() {
        return letters(rest);
    }
    let second = rest
        .get(first.len_utf8()..)
        .and_then(|tail| tail.chars().next());
    match first {
        '@' if second.is_some_and(char::is_alphanumeric) => {
            let tail = rest.get(1..).unwrap_or_default();
            let name = |c: char| c.is_alphanumeric() || c == '_';
            1 + tail.find(|c| !name(c)).unwrap_or(tail.len())
        }
        c if is_currency(c) && second.is_some_and(|s| s.is_ascii_digit()) => {
            number_end(rest, c.len_utf8())
        }
        '©' | '%' => first.len_utf8(),
        c if c.is_ascii_digit() => number_end(rest, 0),
        _ => 0,
    }
}

/// The length of the word of letters, and what may stand inside of it, with which `rest` begins.
fn letters(rest: &str) -> usize {
    let inside = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'-' | b'.');
    let ascii = rest.bytes().take_while(inside).count();
    // Only a word with another letter than those of English needs a closer look.
    if rest.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return trim_word(rest, ascii);
    }
    let more = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.');
    let tail = rest.get(ascii..).unwrap_or_default();
    let end = ascii + tail.find(|c: char| !more(c)).unwrap_or(tail.len());
    trim_word(rest, end)
}

/// A number with its separators and what is glued to it ("6.30", "40,000", "7am"), but not the
/// full stop behind it.
fn number_end(rest: &str, from: usize) -> usize {
    let tail = rest.get(from..).unwrap_or_default();
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ':');
    let end = from + tail.find(|c: char| !inside(c)).unwrap_or(tail.len());
    trim_word(rest, end)
}

/// Cuts off what may stand inside of a word, but not at its end.
fn trim_word(rest: &str, end: usize) -> usize {
    let word = rest.get(..end).unwrap_or_default();
    if word.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return end;
    }
    word.trim_end_matches(['\'', '’', '-', '.', ',', ':']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(line: &str) -> Vec<String> {
        let mut buffer = String::new();
        words(line)
            .iter()
            .filter_map(|w| spelling(line, w, &mut buffer).map(str::to_owned))
            .collect()
    }

    #[test]
    fn numbers_amounts_and_addresses_are_one_sign_each() {
        assert_eq!(
            spelled("Give £2.90 a week, text RAIL to 50300. See www.a.org/b?c @YouTube You’ve"),
            [
                "give", "<money>", "a", "week", "text", "rail", "to", "<n>", "see", "<url>",
                "<handle>", "you've"
            ]
        );
    }

    #[test]
    fn clauses_open_after_punctuation_and_quotes_are_told() {
        let line = "He left. \"Join us,\" she said: go";
        let found = words(line);
        let of = |pick: fn(&Word) -> bool| -> Vec<&str> {
            found
                .iter()
                .filter(|w| pick(w))
                .map(|w| &line[w.range.clone()])
                .collect()
        };
        assert_eq!(of(|w| w.opens), ["He", "Join", "she", "go"]);
        assert_eq!(of(|w| w.begins), ["He", "Join"]);
        assert_eq!(of(|w| w.quoted), ["Join", "us"]);
    }

    #[test]
    fn a_long_line_without_spaces_is_one_word() {
        let line = "x".repeat(1 << 20);
        assert_eq!(words(&line).len(), 1);
        assert!(spelled(&line).is_empty());
    }
}
