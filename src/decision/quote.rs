//! Quotes: the words of a value in their sentence, and the hash by which they are known again.

use itertools::Itertools;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use std::ops::Range;
use xxhash_rust::xxh3::Xxh3;

/// So many words of a sentence count on either side of a quote.
const WORDS: usize = 40;

/// Longer runs without a space are cut: nobody wrote them.
const LONGEST: usize = 80;

/// The words of a value where they stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The lasting name of the article.
    pub article: String,
    /// The words of the value.
    #[serde(rename = "quote")]
    pub text: String,
    /// The sentence around them, up to forty words on either side.
    pub sentence: String,
    /// Hash of the words of both, in small letters and without punctuation.
    pub hash: String,
    /// What the words were read as, in the form of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Json>,
    /// Who says so, as the article names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What another version of the program wrote besides.
    #[serde(flatten)]
    pub more: Map<String, Json>,
}

/// One of the values of a finding, with the quotes that state it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The value in words.
    pub text: String,
    /// Where it is stated.
    pub quotes: Vec<Quote>,
    /// What another version of the program wrote besides.
    #[serde(flatten)]
    pub more: Map<String, Json>,
}

impl Quote {
    /// The quote of the bytes `span` of an article's text, in the sentence that takes up the bytes
    /// `sentence`. Places that lie outside the text, or cut a character, give an empty quote.
    pub fn of(article: &str, text: &str, span: Range<usize>, sentence: Range<usize>) -> Self {
        let quoted = squashed(text.get(span.clone()).unwrap_or_default());
        let before = text.get(sentence.start..span.start).unwrap_or_default();
        let after = text.get(span.end..sentence.end).unwrap_or_default();
        let mut before: Vec<String> = before
            .split_whitespace()
            .rev()
            .take(WORDS)
            .map(cut)
            .collect();
        before.reverse();
        let glue =
            |part: &str, at: Option<char>| at.is_some_and(char::is_whitespace) && !part.is_empty();
        let head = before.iter().join(" ");
        let tail = after.split_whitespace().take(WORDS).map(cut).join(" ");
        let spaced = |yes: bool| if yes { " " } else { "" };
        let left = text.get(..span.start).and_then(|t| t.chars().next_back());
        let sentence = format!(
            "{head}{}{quoted}{}{tail}",
            spaced(glue(&head, left)),
            spaced(glue(&tail, after.chars().next()))
        );
        Self {
            article: article.to_owned(),
            hash: hash(&quoted, &sentence),
            text: quoted,
            sentence,
            read: None,
            source: None,
            more: Map::new(),
        }
    }

    /// Does the hash go with the words?
    pub fn is_sound(&self) -> bool {
        self.hash == hash(&self.text, &self.sentence)
    }

    /// Do both have the same words, whatever stands around them?
    pub(super) fn says_the_same(&self, other: &Quote) -> bool {
        words(&self.text).eq(words(&other.text))
    }

    /// How much of their sentences, without the quoted words, both have in common: 0 to 1.
    pub(super) fn likeness(&self, other: &Quote) -> f64 {
        let (mut mine, mut theirs) = (self.surroundings(), other.surroundings());
        if mine.is_empty() && theirs.is_empty() {
            return 1.0;
        }
        let all = mine.len() + theirs.len();
        mine.sort_unstable();
        theirs.sort_unstable();
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (mine.get(i), theirs.get(j)) {
            shared += usize::from(a == b);
            let order = a.cmp(b);
            i += usize::from(order.is_le());
            j += usize::from(order.is_ge());
        }
        2.0 * shared as f64 / all as f64
    }

    /// The words of the sentence but for those quoted.
    fn surroundings(&self) -> Vec<String> {
        let mut all: Vec<String> = words(&self.sentence).collect();
        for word in words(&self.text) {
            if let Some(at) = all.iter().position(|w| *w == word) {
                all.remove(at);
            }
        }
        all
    }
}

/// The named and versioned hash of a quote in its sentence.
fn hash(quote: &str, sentence: &str) -> String {
    let mut hash = Xxh3::new();
    hash.update(b"crosscheck-quote/1");
    for part in [quote, sentence] {
        hash.update(&[0]);
        for word in words(part) {
            hash.update(word.as_bytes());
            hash.update(b" ");
        }
    }
    format!("{:032x}", hash.digest128())
}

/// The words of a text in small letters, without the punctuation around them. Signs that belong to
/// a number stay.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let bare = |word: &str| {
        let counts =
            |c: char| c.is_alphanumeric() || matches!(c, '%' | '+' | '-' | '−') || is_sign(c);
        word.trim_matches(|c: char| !counts(c))
            .trim_end_matches(['-', '+'])
            .to_lowercase()
    };
    text.split_whitespace()
        .map(bare)
        .filter(|word| word.chars().any(|c| c.is_alphanumeric() || is_sign(c)))
}

/// A sign of money.
fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¢' | '¥' | '₠'..='\u{20cf}')
}

fn squashed(text: &str) -> String {
    text.split_whitespace().map(cut).join(" ")
}

fn cut(word: &str) -> String {
    word.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(text: &str, value: &str) -> Quote {
        let start = text.find(value).unwrap();
        Quote::of("a.txt", text, start..start + value.len(), 0..text.len())
    }

    #[test]
    fn layout_and_punctuation_do_not_count() {
        let one = quote("The blast killed 12 people, police said.", "12 people");
        let two = quote("The blast\n killed  12\npeople – police said", "12\npeople");
        assert_eq!(one.hash, two.hash);
        assert_eq!(two.sentence, "The blast killed 12 people – police said");
        assert!(one.is_sound() && two.is_sound());
    }

    #[test]
    fn words_and_figures_do() {
        let one = quote("The blast killed 12 people.", "12 people");
        for other in [
            "The blast killed 1.2 people.",
            "The blast killed -12 people.",
            "The blast killed $12 people.",
            "The blast injured 12 people.",
        ] {
            let value = other.rsplit(' ').take(2).collect::<Vec<_>>();
            let value = format!("{} {}", value[1], value[0].trim_end_matches('.'));
            assert_ne!(one.hash, quote(other, &value).hash, "{other}");
        }
    }

    #[test]
    fn a_quote_is_bounded_whatever_the_sentence() {
        let text = format!(
            "{} 12 people {}",
            "x".repeat(1 << 20),
            "a b ".repeat(10_000)
        );
        let start = 1 + (1 << 20);
        let quote = Quote::of("a", &text, start..start + 9, 0..text.len());
        assert!(quote.sentence.len() < 500);
        assert!(quote.is_sound());
        let none = Quote::of("a", "é", 1..5, 0..9);
        assert_eq!(none.text, "");
    }

    #[test]
    fn likeness_looks_at_what_stands_around() {
        let one = quote("The blast killed 12 people, police said.", "12 people");
        let two = quote("The blast killed 14 people, police said.", "14 people");
        let three = quote("Some 14 people were on board.", "14 people");
        assert_eq!(one.likeness(&two), 1.0);
        assert!(one.likeness(&three) < 0.2);
        assert!(!one.says_the_same(&two));
    }
}
