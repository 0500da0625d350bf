//! The words that name a source: the noun phrase before a verb or behind "according to".

use super::Class;
use super::attribution::Sentence;
use crate::text::TokenKind;
use std::ops::Range;

/// The longest source that is read, in tokens.
const LONGEST: usize = 12;
/// The longest apposition, "X, general secretary of the Union of Y (UY), said".
const LONGEST_APPOSITION: usize = 24;

impl Sentence<'_> {
    /// The noun phrase that ends right before token `end`.
    pub(super) fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let mut first = end;
        while first > self.tokens.start && end - first < LONGEST && self.belongs(first - 1, end) {
            first -= 1;
        }
        // "the chiefs of staff in Seoul"
        let place = first > self.tokens.start + 1
            && matches!(self.lower(first - 1), "in" | "at")
            && (first..end).all(|k| self.capital(k))
            && self.belongs(first - 2, first - 1);
        if place && first < end {
            return self.phrase_before(first - 1);
        }
        // An article opens the phrase, unless "of" ties it to what stands before it.
        let opens = |k: &usize| {
            self.reader.class(Class::ARTICLE, self.lower(*k))
                && (*k == first || !matches!(self.lower(*k - 1), "of" | "for" | "and"))
        };
        first = (first..end).rev().find(opens).unwrap_or(first);
        while first < end && self.is_lead(first) {
            first += 1;
        }
        let named = (first..end).any(|k| self.text.kind(k) == Some(TokenKind::Word));
        (named && !self.is_impersonal(end - 1)).then_some(first..end)
    }

    /// What stands in front of a name without being part of it.
    fn is_lead(&self, i: usize) -> bool {
        let word = self.lower(i);
        matches!(word, "the" | "a" | "an" | "of" | "and" | "-" | "for")
            || self.reader.class(Class::LEADING, word)
            || self.text.kind(i) == Some(TokenKind::Clitic)
    }

    /// Is the word that heads a phrase no source that could speak: "results", "images"?
    fn is_impersonal(&self, head: usize) -> bool {
        let small = self.text.word(head).starts_with(char::is_lowercase);
        small && self.reader.class(Class::IMPERSONAL, self.lower(head))
    }

    /// Can token `i` belong to a noun phrase that ends before `end`?
    fn belongs(&self, i: usize, end: usize) -> bool {
        let word = self.lower(i);
        match self.text.kind(i) {
            Some(TokenKind::Word) if self.reader.class(Class::JOINER, word) => self.joins(i, end),
            Some(TokenKind::Word) => {
                let pronoun = self.reader.class(Class::PRONOUN, word) && i + 1 == end;
                pronoun
                    || self.reader.class(Class::ARTICLE, word)
                    || self.capital(i)
                    || !self.grammar.is_function_word(word)
                        && !self.grammar.is_verb(word)
                        && !self.reader.verbs.contains(word)
            }
            Some(TokenKind::Clitic) => true,
            Some(TokenKind::Number) => self.glued_hyphen(i + 1),
            Some(TokenKind::Mark) => match word {
                "-" => self.glued_hyphen(i),
                "." | "&" => self.text.glued(i) || self.text.glued(i + 1),
                _ => false,
            },
            _ => false,
        }
    }

    /// "the Ministry of Health", "Police and Border Guard", "the Office for Civil Defence": "of"
    /// ties any two, the others names alone.
    fn joins(&self, i: usize, end: usize) -> bool {
        let next = i + 1 + usize::from(self.text.is(i + 1, "the"));
        let name = i > self.tokens.start && self.capital(i - 1) && self.capital(next);
        let office = self.text.is(i, "for") && self.capital(next);
        i + 1 < end && (self.text.is(i, "of") || name || office)
    }

    fn glued_hyphen(&self, i: usize) -> bool {
        self.text.is(i, "-") && self.text.glued(i) && self.text.glued(i + 1)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.text.word(i).starts_with(char::is_uppercase)
    }

    pub(super) fn lower(&self, i: usize) -> &str {
        if self.tokens.contains(&i) {
            self.text.lower(i)
        } else {
            ""
        }
    }

    /// The noun phrase that starts at `start`, up to a mark or a verb, and the index after it.
    pub(super) fn phrase_after(&self, start: usize) -> Option<(Range<usize>, usize)> {
        let limit = self.tokens.end;
        let mut end = start;
        while end < limit && end - start < LONGEST {
            let word = self.lower(end);
            let name = self.capital(end) && end > start;
            let goes_on = match self.text.kind(end) {
                Some(TokenKind::Word) => {
                    end == start
                        || !self.reader.class(Class::ENDS, word)
                            && (name || !self.reader.verbs.contains(word))
                }
                Some(TokenKind::Clitic) => true,
                Some(TokenKind::Mark) => {
                    matches!(word, "-" | "." | "&") && self.text.glued(end) && end + 1 < limit
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        if let Some(name) = self.name_in_apposition(start, end) {
            let after = name.end;
            return Some((name, after));
        }
        let mut first = start;
        while first < end && self.is_lead(first) {
            first += 1;
        }
        (end > first && !self.is_impersonal(end - 1)).then_some((first..end, end))
    }

    /// The name after an office: "the chief district officer, Sarita Dhungel" and nothing else
    /// before the next mark.
    fn name_in_apposition(&self, start: usize, comma: usize) -> Option<Range<usize>> {
        let office = comma > start && !self.capital(comma - 1);
        if !office || self.lower(comma) != "," {
            return None;
        }
        self.name_at(comma + 1)
    }

    /// A name at `i` with a mark or the end of the sentence behind it.
    fn name_at(&self, i: usize) -> Option<Range<usize>> {
        const LONGEST_NAME: usize = 5;
        let part = |k: &usize| self.capital(*k) || matches!(self.text.word(*k), "." | "-");
        let mut end = (i..self.tokens.end).take_while(part).last()? + 1;
        if self.text.is(end - 1, ".") && end == self.tokens.end {
            end -= 1;
        }
        let closed = end >= self.tokens.end || self.text.kind(end) == Some(TokenKind::Mark);
        (end > i && end - i <= LONGEST_NAME && closed).then_some(i..end)
    }

    /// The subject in "X, Y, said", whose second comma stands right before `verb`: the name of the
    /// two, else X.
    pub(super) fn in_apposition(&self, verb: usize) -> Option<Range<usize>> {
        let second = verb.checked_sub(1)?;
        let from = self
            .tokens
            .start
            .max(second.saturating_sub(LONGEST_APPOSITION));
        let first = (from..second).rev().find(|&k| self.text.is(k, ","))?;
        if let Some(name) = self.name_at(first + 1).filter(|n| n.end == second) {
            return Some(name);
        }
        self.phrase_before(first)
    }

    pub(super) fn quote(&self, phrase: &Range<usize>) -> String {
        self.text.source()[self.text.span(phrase.clone())].to_owned()
    }
}
