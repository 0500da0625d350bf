//! Phrases found in a line by one look-up a word.

use super::words::{self, Word};
use crate::text::table::Outlines;
use rustc_hash::FxHashMap;

/// A number for a word of the table; 0 is a word that no phrase has.
type WordId = u32;

/// Any one word, written `*` in a table.
const ANY: WordId = u32::MAX;

/// A table of phrases, each with what it stands for.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    ids: FxHashMap<&'static str, WordId>,
    outlines: Outlines,
    /// By the id of the first word.
    by_first: Vec<Vec<Phrase<T>>>,
}

#[derive(Debug)]
struct Phrase<T> {
    rest: Vec<WordId>,
    /// Only where a clause begins.
    opening: bool,
    meaning: T,
}

/// A phrase found: how many words it has, what it stands for.
#[derive(Debug)]
pub(super) struct Found<'p, T> {
    pub(super) length: usize,
    pub(super) opening: bool,
    pub(super) meaning: &'p T,
}

impl<T> Phrases<T> {
    /// From phrases as the tables write them. A phrase without words is left out.
    pub(super) fn new(entries: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut phrases = Self {
            ids: FxHashMap::default(),
            outlines: Outlines::default(),
            by_first: vec![Vec::new()],
        };
        for (text, meaning) in entries {
            phrases.add(text, meaning);
        }
        phrases
    }

    fn add(&mut self, text: &'static str, meaning: T) {
        let opening = text.starts_with('^');
        let mut words = text.trim_start_matches('^').split_whitespace();
        let Some(first) = words.next().map(|word| self.id(word)) else {
            return;
        };
        let rest = words
            .map(|word| if word == "*" { ANY } else { self.id(word) })
            .collect();
        if let Some(phrases) = self.by_first.get_mut(first as usize) {
            phrases.push(Phrase {
                rest,
                opening,
                meaning,
            });
        }
    }

    fn id(&mut self, word: &'static str) -> WordId {
        let next = self.by_first.len();
        let id = *self.ids.entry(word).or_insert(next as WordId);
        self.outlines.add(word);
        if id as usize == next {
            self.by_first.push(Vec::new());
        }
        id
    }

    /// The ids of a line's words.
    pub(super) fn ids(&self, line: &str, words: &[Word]) -> Vec<WordId> {
        let mut buffer = String::new();
        let mut id = |word: &Word| {
            if !self.may_have(line.get(word.range.clone())?) {
                return None;
            }
            let spelling = words::spelling(line, word, &mut buffer)?;
            self.ids.get(spelling).copied()
        };
        words.iter().map(|word| id(word).unwrap_or(0)).collect()
    }

    /// Can the table have the word? A quick look that errs on the side of yes.
    fn may_have(&self, word: &str) -> bool {
        let letter = word.starts_with(|c: char| c.is_ascii_alphabetic());
        let plain = letter && word.is_ascii() && !words::is_address(word);
        !plain || self.outlines.may_have(word)
    }

    /// The phrases that start with word `at`.
    pub(super) fn at<'p>(
        &'p self,
        ids: &'p [WordId],
        words: &'p [Word],
        at: usize,
    ) -> impl Iterator<Item = Found<'p, T>> {
        let first = ids.get(at).copied().unwrap_or(0) as usize;
        let opens = words.get(at).is_some_and(|w| w.opens);
        let rest = ids.get(at + 1..).unwrap_or_default();
        self.by_first
            .get(first)
            .into_iter()
            .flatten()
            .filter_map(move |phrase| {
                let fits = (opens || !phrase.opening) && starts_with(rest, &phrase.rest);
                let Phrase {
                    opening,
                    ref meaning,
                    ..
                } = *phrase;
                fits.then_some(Found {
                    length: phrase.rest.len() + 1,
                    opening,
                    meaning,
                })
            })
    }
}

fn starts_with(ids: &[WordId], phrase: &[WordId]) -> bool {
    ids.len() >= phrase.len() && ids.iter().zip(phrase).all(|(id, p)| id == p || *p == ANY)
}

/// The columns of a table's lines, split at tabs; comments and blank lines left out.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter_map(|line| {
        if line.trim().is_empty() || line.starts_with('#') {
            return None;
        }
        let mut columns = line.splitn(3, '\t').map(str::trim);
        Some([columns.next()?, columns.next()?, columns.next()?])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::story::words::words;

    #[test]
    fn phrases_are_found_with_gaps_and_at_openings_only_where_asked() {
        let table =
            Phrases::new([("text * to <n>", 'a'), ("^join", 'b'), ("join", 'c')].into_iter());
        let find = |line: &str| -> String {
            let words = words(line);
            let ids = table.ids(line, &words);
            (0..words.len())
                .flat_map(|at| {
                    table
                        .at(&ids, &words, at)
                        .map(|f| *f.meaning)
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        assert_eq!(find("or text RAIL to 50300, join"), "abc");
        assert_eq!(find("they join"), "c");
        assert_eq!(find("text RAIL to"), "");
    }
}
