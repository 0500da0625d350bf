//! Whose account a value is: "Police counted 28,000", "Six, by the museum's count", "61 billion, says
//! the auditor". Where several are told, each in a few words, they are accounts of one thing.

use super::words::Words;
use crate::extract::Story;
use crate::text::TokenKind;
use std::ops::Range;

/// Who tells a value in the words right beside it, and how much else these say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// The words for who tells it, as numbers; sorted.
    pub tellers: Vec<u64>,
    /// How many words tell neither who tells it nor that it is told.
    pub rest: usize,
}

impl Account {
    /// Is it told by somebody?
    pub fn is_told(&self) -> bool {
        !self.tellers.is_empty()
    }

    /// Does the account name somebody, and no one whom the other names?
    pub fn is_rival_of(&self, other: &Account) -> bool {
        self.is_told() && other.is_told() && !self.shares_teller(other)
    }

    /// Do both name somebody by a word in common?
    pub fn shares_teller(&self, other: &Account) -> bool {
        let mut own = self.tellers.iter();
        own.any(|word| other.tellers.binary_search(word).is_ok())
    }
}

/// What a value stands in: its story's words, the sentence, the words next to it up to a mark, and
/// the value with what it counts.
pub(super) struct Place<'p> {
    pub(super) story: &'p Story<'p>,
    pub(super) words: &'p Words,
    pub(super) index: usize,
    pub(super) sentence: &'p Range<usize>,
    pub(super) segment: &'p Range<usize>,
    pub(super) own: &'p Range<usize>,
    /// Who says so, as the reading of voices found it.
    pub(super) source: &'p [u64],
}

impl Place<'_> {
    /// The account that the words beside the value give.
    pub(super) fn account(&self) -> Account {
        let stretch = self.stretch();
        let (mut tellers, mut rest) = (Vec::new(), 0);
        for k in stretch.clone().filter(|k| !self.own.contains(k)) {
            if !self.is_worded(k) || self.is_telling(k) {
                continue;
            }
            if self.is_teller(k, &stretch) {
                tellers.push(number(self.lower(k)));
            } else {
                rest += 1;
            }
        }
        // What the words beside say themselves goes before what the sentence as a whole says.
        if tellers.is_empty() {
            tellers.extend(self.source);
        }
        tellers.sort_unstable();
        tellers.dedup();
        Account { tellers, rest }
    }

    fn lower(&self, k: usize) -> &str {
        self.story.text.lower(k)
    }

    /// Is the token a word that stands for something?
    fn is_worded(&self, k: usize) -> bool {
        self.story.text.kind(k) == Some(TokenKind::Word) && self.words.concepts[self.index][k] != 0
    }

    fn is_telling(&self, k: usize) -> bool {
        self.words.telling().contains(self.lower(k)) && !self.words.names[self.index][k]
    }

    /// Is it a name, a noun for those who tell, the subject of a verb that tells, or what an "X's" in
    /// front of the value names?
    fn is_teller(&self, k: usize, stretch: &Range<usize>) -> bool {
        let verb = stretch.contains(&(k + 1)) && self.is_telling(k + 1);
        let clitic =
            self.story.text.kind(k + 1) == Some(TokenKind::Clitic) && k + 2 == self.own.start;
        self.words.names[self.index][k]
            || self.words.tellers().contains(self.lower(k))
            || verb
            || clitic
            || self.is_named_behind(k, stretch)
    }

    /// Does it stand behind "says", "according to", "from" or "by" and before the end of the stretch:
    /// "…, says a chap in Portugal"?
    fn is_named_behind(&self, k: usize, stretch: &Range<usize>) -> bool {
        let from = stretch.start.max(self.own.end);
        let behind = from..k.max(from);
        behind.into_iter().any(|i| {
            matches!(
                self.lower(i),
                "says" | "said" | "say" | "ask" | "according" | "from" | "by"
            )
        })
    }

    /// The segment of the value, with ", says X" or ", if you ask X" behind it and "according to X,"
    /// before it.
    fn stretch(&self) -> Range<usize> {
        let text = &self.story.text;
        let marks = |k: usize| text.kind(k) == Some(TokenKind::Mark) && !text.is(k, "-");
        let (mut start, mut end) = (self.segment.start, self.segment.end);
        let next = (end..self.sentence.end).find(|&k| !marks(k));
        let told = |k: usize| {
            self.is_telling(k)
                || matches!(self.lower(k), "according" | "by")
                || self.lower(k) == "if" && self.lower(k + 2) == "ask"
        };
        if let Some(first) = next.filter(|&k| k > end && told(k)) {
            end = (first..self.sentence.end)
                .find(|&k| marks(k) || self.lower(k) == "and")
                .unwrap_or(self.sentence.end);
        }
        let before = (self.sentence.start..start).rev().find(|&k| !marks(k));
        if let Some(last) = before.filter(|&k| k + 2 >= start) {
            let from = (self.sentence.start..last)
                .rev()
                .find(|&k| marks(k))
                .map_or(self.sentence.start, |k| k + 1);
            if matches!(self.lower(from), "according" | "by") {
                start = from;
            }
        }
        start..end
    }
}

/// A word of who tells a value, as a number.
pub(super) fn number(word: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::frame::tests::framed;
    use super::*;

    fn accounts(text: &str) -> Vec<Account> {
        framed(text)
            .into_iter()
            .map(|frame| frame.account)
            .collect()
    }

    fn are_rivals(text: &str) -> bool {
        let found = accounts(text);
        assert_eq!(found.len(), 2, "{text}");
        found[0].is_rival_of(&found[1])
    }

    #[test]
    fn two_that_tell_one_number_each_are_rivals() {
        assert!(are_rivals(
            "Police counted 28,000. The union spoke of 150,000."
        ));
        assert!(are_rivals(
            "I read 150,000 from the organisers and 60,000 from the police."
        ));
        assert!(are_rivals(
            "It cost 54 billion euros, says the ministry. The auditors land on 61 billion euros."
        ));
        assert!(are_rivals(
            "Nine minutes, if you ask Maas, and six minutes by the museum's count."
        ));
        assert!(!are_rivals(
            "Police counted 28,000. The police had expected 20,000."
        ));
        assert!(!are_rivals(
            "The train left with 300 passengers. It stopped after 12 km."
        ));
    }

    #[test]
    fn what_is_told_besides_is_counted() {
        let rest = |text: &str| accounts(text)[0].rest;
        assert_eq!(rest("Police counted 28,000."), 0);
        assert_eq!(rest("According to the union, 28,000 came."), 1);
        assert_eq!(rest("The muddy boots crossed 40 bridges."), 3);
    }
}
