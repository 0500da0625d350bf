//! Articles as tokens and sentences.

pub mod grammar;
pub mod meaning;
pub mod names;
mod sentence;
pub mod stem;
pub mod table;
mod token;

pub use sentence::Sentence;
pub use token::{Token, TokenKind};

use std::ops::Range;

/// An article's story cut into tokens and sentences. Offsets are bytes of the article's text.
#[derive(Debug)]
pub struct Text<'a> {
    source: &'a str,
    /// `source` with ASCII letters in lower case, so that both have the same offsets.
    lower: String,
    /// The tokens of the story, in order; nothing from outside the story.
    pub tokens: Vec<Token>,
    /// The sentences, in order. Every token belongs to one sentence.
    pub sentences: Vec<Sentence>,
}

impl<'a> Text<'a> {
    /// Cuts `source` into tokens and sentences, leaving out the `outside` ranges (sorted, apart),
    /// which end a sentence wherever they stand.
    pub fn new(source: &'a str, outside: &[Range<usize>]) -> Self {
        let tokens = token::tokens(source, outside);
        let sentences = sentence::sentences(source, &tokens, outside);
        Self {
            source,
            lower: source.to_ascii_lowercase(),
            tokens,
            sentences,
        }
    }

    /// The article's text.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// Token `i` as written; `""` past the end.
    #[inline]
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| &self.source[t.range()])
    }

    /// Token `i` with ASCII letters in lower case; `""` past the end.
    #[inline]
    pub fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &self.lower[t.range()])
    }

    /// Is token `i` there and, but for the case of its letters, equal to `word` (in lower case)?
    #[inline]
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.lower(i) == word
    }

    /// The kind of token `i`; `None` past the end.
    #[inline]
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    /// Does token `i` follow the one before it without any space between?
    #[inline]
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && self.tokens[i - 1].end == self.tokens[i].start
    }

    /// The byte range covered by a non-empty range of tokens.
    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize
    }

    /// The index of the sentence to which token `i` belongs.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= i)
    }
}
