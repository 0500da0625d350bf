//! Word tables: plain text, compiled in, one entry a line, `#` opens a comment.

use super::Text;
use rustc_hash::{FxHashMap, FxHashSet};

/// The lines of a table without comments and blank lines.
pub fn lines(table: &str) -> impl Iterator<Item = &str> {
    table
        .lines()
        .map(|l| l.split('#').next().unwrap_or("").trim())
        .filter(|l| !l.is_empty())
}

/// The words of a table, separated by white space.
pub fn words(table: &str) -> FxHashSet<&str> {
    lines(table).flat_map(str::split_whitespace).collect()
}

/// Phrases of one or more words, each with what it stands for, found by longest match.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: FxHashMap::default(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase. Its words are cut as those of an article are, so "two-thirds" is three.
    pub fn add(&mut self, phrase: &str, value: T) {
        self.put(phrase, value, |other, new| other >= new);
    }

    /// Adds a phrase that comes before the same phrase added earlier.
    pub fn add_first(&mut self, phrase: &str, value: T) {
        self.put(phrase, value, |other, new| other > new);
    }

    /// Adds a phrase after those whose length `precedes` its own.
    fn put(&mut self, phrase: &str, value: T, precedes: fn(usize, usize) -> bool) {
        let text = Text::new(phrase, &[]);
        let words: Vec<String> = (0..text.tokens.len())
            .map(|i| text.word(i).to_lowercase())
            .collect();
        let Some(first) = words.first().cloned() else {
            return;
        };
        let same_start = self.by_first.entry(first).or_default();
        let place = same_start.partition_point(|(other, _)| precedes(other.len(), words.len()));
        same_start.insert(place, (words, value));
    }

    /// The longest phrase that starts with token `i`: what it stands for and the token after it.
    pub fn at(&self, text: &Text<'_>, i: usize) -> Option<(&T, usize)> {
        let same_start = self.by_first.get(text.lower(i))?;
        same_start
            .iter()
            .find(|(words, _)| words.iter().enumerate().all(|(k, w)| text.is(i + k, w)))
            .map(|(words, value)| (value, i + words.len()))
    }

    /// Does some phrase start with this word (in lower case)?
    pub fn starts_with(&self, word: &str) -> bool {
        self.by_first.contains_key(word)
    }
}
