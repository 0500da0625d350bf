//! Just enough grammar to find what a number counts: which words end a noun phrase, and the
//! singular of a noun.

use super::names::OwnNames;
use super::table::{WordMap, WordSet, words};
use super::{Text, TokenKind};
use std::ops::Range;

/// The closed word classes and the verb forms that end noun phrases.
#[derive(Debug)]
pub struct Grammar {
    function_words: WordSet,
    verbs: WordSet,
    irregular_plurals: WordMap<&'static str>,
    uninflected: WordSet,
    people_words: WordSet,
    nouns_in_ly: WordSet,
    own_names: OwnNames,
}

/// The longest noun phrase that is read, in tokens: longer runs of names and modifiers add nothing
/// to what is counted.
const LONGEST_PHRASE: usize = 9;

impl Grammar {
    /// The tables compiled in.
    pub fn builtin() -> Self {
        Self::with(OwnNames::default())
    }

    /// The tables compiled in, and a newsroom's own names.
    pub fn with(own_names: OwnNames) -> Self {
        Self {
            own_names,
            function_words: words(include_str!("function_words.txt")),
            verbs: words(include_str!("verbs.txt")),
            irregular_plurals: super::table::lines(include_str!("plurals.txt"))
                .filter_map(|line| {
                    line.split_once(' ')
                        .map(|(plural, singular)| (plural, singular.trim()))
                })
                .collect(),
            uninflected: words(include_str!("uninflected.txt")),
            people_words: words(include_str!("people_words.txt")),
            nouns_in_ly: words(include_str!("nouns_in_ly.txt")),
        }
    }

    /// A newsroom's own names.
    pub fn own_names(&self) -> &OwnNames {
        &self.own_names
    }

    /// Is this word (in lower case) of a closed class?
    pub fn is_function_word(&self, word: &str) -> bool {
        self.function_words.contains(word)
    }

    /// Is this word (in lower case) a participle or an adjective that stands for people?
    pub fn is_people_word(&self, word: &str) -> bool {
        self.people_words.contains(word)
    }

    /// Is this the plural of a word for persons whom news counts without saying more?
    pub fn is_people_noun(&self, word: &str) -> bool {
        matches!(word, "people" | "persons" | "men" | "women" | "children")
    }

    /// Is this word (in lower case) in the table of verb forms?
    pub fn is_verb(&self, word: &str) -> bool {
        self.verbs.contains(word)
    }

    /// The noun phrase that starts with token `i` (modifiers and head, no article), perhaps empty.
    /// A participle after a noun ends it; one with no noun after it is its head ("31 missing").
    pub fn noun_phrase(&self, text: &Text<'_>, i: usize) -> Range<usize> {
        let mut end = i;
        let mut nouns = 0;
        // Past the end of its sentence no phrase goes on.
        let limit = text
            .sentences
            .get(text.sentence_of(i.saturating_sub(1)))
            .map_or(i, |s| s.tokens.end);
        while end < limit.min(i + LONGEST_PHRASE) && self.continues_phrase(text, i, end, nouns) {
            nouns += usize::from(text.kind(end) == Some(TokenKind::Word));
            end += 1;
        }
        while end > i
            && text.kind(end - 1) != Some(TokenKind::Word)
            && text.kind(end - 1) != Some(TokenKind::Number)
        {
            end -= 1;
        }
        i..end
    }

    fn continues_phrase(&self, text: &Text<'_>, start: usize, at: usize, nouns: usize) -> bool {
        let word = text.lower(at);
        let hyphenated = at > start && text.is(at - 1, "-") && text.glued(at);
        match text.kind(at) {
            Some(TokenKind::Word) if hyphenated => true,
            Some(TokenKind::Word) if self.is_function_word(word) => false,
            Some(TokenKind::Word) if nouns > 0 => !self.ends_phrase(text, at, word),
            Some(TokenKind::Word) => !self.is_verb(word) || self.people_words.contains(word),
            // A hyphen or an ampersand between two words written as one; a model number ("T-72").
            Some(TokenKind::Mark) => {
                matches!(word, "-" | "\u{2011}" | "&" | "/")
                    && text.glued(at)
                    && text.glued(at + 1)
                    && at > start
            }
            Some(TokenKind::Number) => hyphenated,
            Some(TokenKind::Clitic) => at > start && text.kind(at + 1) == Some(TokenKind::Word),
            None => false,
        }
    }

    /// Does a word that follows a noun open the verb or an adverb?
    fn ends_phrase(&self, text: &Text<'_>, at: usize, word: &str) -> bool {
        let name = text.word(at).starts_with(char::is_uppercase);
        if name {
            return false;
        }
        let participle = (word.ends_with("ed") || word.ends_with("ing")) && word.len() > 4;
        let adverb = word.ends_with("ly") && word.len() > 4 && !self.nouns_in_ly.contains(word);
        self.is_verb(word)
            || self.people_words.contains(word)
            || adverb
            || (participle && !self.is_modifier(text, at))
    }

    /// Is the participle at `at` a modifier of a noun right after it ("North Korean armed forces")?
    /// Only where that noun is lower-case, no function word, and plural, and the phrase before it
    /// does not end in a plural noun itself ("soldiers wounded civilians" is a sentence).
    fn is_modifier(&self, text: &Text<'_>, at: usize) -> bool {
        let after = text.lower(at + 1);
        let before = text.lower(at - 1);
        text.kind(at + 1) == Some(TokenKind::Word)
            && after.ends_with('s')
            && !self.is_function_word(after)
            && !before.ends_with('s')
            && !matches!(before, "people" | "men" | "women" | "children")
    }

    /// Is this noun (in lower case) a plural, as far as its form tells?
    pub fn is_plural(&self, noun: &str) -> bool {
        self.irregular_plurals.contains(noun)
            || self.uninflected.contains(noun)
            || (noun.ends_with('s')
                && !noun.ends_with("ss")
                && !noun.ends_with("us")
                && !noun.ends_with("is")
                && noun.len() > 3)
    }

    /// The singular of a noun in lower case, by rule and a table of irregulars.
    pub fn singular<'w>(&self, noun: &'w str) -> std::borrow::Cow<'w, str> {
        use std::borrow::Cow::{Borrowed, Owned};
        if let Some(singular) = self.irregular_plurals.get(noun) {
            return Owned((*singular).to_owned());
        }
        if self.uninflected.contains(noun) || noun.len() < 4 {
            return Borrowed(noun);
        }
        if let Some(stem) = noun.strip_suffix("ies") {
            return Owned(format!("{stem}y"));
        }
        for ending in ["sses", "shes", "ches", "xes", "zzes", "oes"] {
            if noun.ends_with(ending) {
                return Borrowed(&noun[..noun.len() - 2]);
            }
        }
        match noun.strip_suffix('s') {
            Some(stem) if !stem.ends_with(['s', 'u', 'i']) => Borrowed(stem),
            _ => Borrowed(noun),
        }
    }
}
