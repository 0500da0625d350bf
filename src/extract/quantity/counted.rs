//! What a number counts or measures: the noun with its modifiers, without what only follows it.

use super::shape::Shape;
use super::{Reader, Sort};
use crate::text::{Text, TokenKind};
use std::ops::Range;

impl Reader {
    /// The thing counted after token `i` and before token `limit`: a noun phrase, past "of" after
    /// a unit, a collective or a vague number ("40,000 tonnes of copper", "dozens of shells", "14
    /// of the dead").
    pub(super) fn counted(
        &self,
        text: &Text<'_>,
        i: usize,
        limit: usize,
        shape: &Shape,
    ) -> Range<usize> {
        if matches!(shape.sort, Sort::Age | Sort::Score) {
            return i..i;
        }
        let direct = self.direct(text, i, limit, shape);
        if !direct.is_empty() {
            return self.with_joined_noun(text, direct, limit, shape);
        }
        if text.is(i, "of") && !super::is_partitive_pronoun(text.lower(i + 1)) {
            let article = usize::from(matches!(
                text.lower(i + 1),
                "the" | "its" | "their" | "his" | "her" | "these" | "those"
            ));
            let phrase = self.grammar.noun_phrase(text, i + 1 + article);
            return self.trimmed(text, phrase, limit, false);
        }
        i..i
    }

    /// The noun phrase right after a number or its unit.
    fn direct(&self, text: &Text<'_>, i: usize, limit: usize, shape: &Shape) -> Range<usize> {
        let hyphen = text.is(i, "-") && text.glued(i) && text.glued(i + 1);
        let strong = hyphen && text.is(i + 1, "strong");
        let start = i + usize::from(hyphen) + usize::from(strong);
        // "200 yards barefoot": a unit in the plural stands for itself.
        if !hyphen && shape.unit.is_some() && is_plural_unit(text, i) {
            return i..i;
        }
        let several =
            !hyphen && shape.sort != Sort::Ordinal && shape.number.is_none_or(|n| n != 1.0);
        let phrase = self.grammar.noun_phrase(text, start);
        // "four runs", "two hits": after a number above one no verb ends in "s".
        if phrase.is_empty()
            && several
            && shape.unit.is_none()
            && self.is_plural_of_verb(text, start)
        {
            return start..(start + 1).min(limit.max(start));
        }
        // "a 40-year high": after a hyphen the word is what is measured.
        if hyphen && phrase.len() == 1 {
            return phrase.start..phrase.end.min(limit.max(phrase.start));
        }
        self.trimmed(text, phrase, limit, several)
    }

    fn is_plural_of_verb(&self, text: &Text<'_>, i: usize) -> bool {
        let word = text.lower(i);
        text.kind(i) == Some(TokenKind::Word)
            && self.grammar.is_verb(word)
            && self.grammar.is_plural(word)
            && !self.grammar.is_function_word(word)
            && !text.tokens[i].after_break
    }

    /// A noun phrase without what stands behind the noun: "31 points higher", "climbers turn",
    /// "people aged". `several`: the number calls for a plural.
    fn trimmed(
        &self,
        text: &Text<'_>,
        phrase: Range<usize>,
        limit: usize,
        several: bool,
    ) -> Range<usize> {
        let mut end = phrase.end.min(limit.max(phrase.start));
        // "3 USD50 cards": the code belongs to the number after it.
        let sign = (phrase.start..end).find(|&k| {
            self.lexicon.sign(text.word(k)).is_some() && text.kind(k + 1) == Some(TokenKind::Number)
        });
        end = sign.unwrap_or(end);
        if several && end > phrase.start && !self.ends_in_plural(text, phrase.start..end) {
            let plural = (phrase.start..end).find(|&k| {
                self.is_counted_plural(text, k)
                    && text.kind(k + 1) == Some(TokenKind::Word)
                    && text.word(k + 1).starts_with(char::is_lowercase)
            });
            end = plural.map_or(end, |k| k + 1);
        }
        while end > phrase.start
            && (self.after_nouns.contains(text.lower(end - 1)) && !self.hyphenated(text, end - 1)
                || text.kind(end - 1) == Some(TokenKind::Mark)
                || text.kind(end - 1) == Some(TokenKind::Clitic))
        {
            end -= 1;
        }
        let lone = end == phrase.start + 1;
        if lone && self.is_idle_participle(text, phrase.start, several) {
            end = phrase.start;
        }
        phrase.start..end
    }

    fn hyphenated(&self, text: &Text<'_>, i: usize) -> bool {
        i > 0 && text.is(i - 1, "-") && text.glued(i)
    }

    fn ends_in_plural(&self, text: &Text<'_>, phrase: Range<usize>) -> bool {
        self.grammar.is_plural(text.lower(phrase.end - 1))
            && !self.plural_modifiers.contains(text.lower(phrase.end - 1))
            && !self.grammar.is_verb(text.lower(phrase.end - 1))
    }

    /// Is token `k` a noun in the plural that heads what is counted?
    fn is_counted_plural(&self, text: &Text<'_>, k: usize) -> bool {
        let word = text.lower(k);
        text.kind(k) == Some(TokenKind::Word)
            && text.word(k).starts_with(char::is_lowercase)
            && self.grammar.is_plural(word)
            && !self.plural_modifiers.contains(word)
    }

    /// "35% contained", "Thousands marched": a lone participle counts only where it stands for
    /// people ("four wounded").
    fn is_idle_participle(&self, text: &Text<'_>, i: usize, several: bool) -> bool {
        let word = text.lower(i);
        let participle =
            word.len() > 4 && (word.ends_with("ed") || several && word.ends_with("ing"));
        participle
            && text.word(i).starts_with(char::is_lowercase)
            && !self.grammar.is_people_word(word)
            && !text.glued(i)
    }

    /// "officials and entrepreneurs", "drivers, guards and signallers": plural nouns joined to the
    /// first belong to what is counted; so does the noun of "commercial and private customers".
    fn with_joined_noun(
        &self,
        text: &Text<'_>,
        first: Range<usize>,
        limit: usize,
        shape: &Shape,
    ) -> Range<usize> {
        let plural = |r: &Range<usize>| !r.is_empty() && self.ends_in_plural(text, r.clone());
        let mut end = first.end;
        while plural(&(first.start..end)) && text.is(end, ",") {
            let next = self.grammar.noun_phrase(text, end + 1);
            if next.len() != 1 || !plural(&next) || !matches!(text.lower(next.end), "and" | ",") {
                break;
            }
            end = next.end;
        }
        if text.is(end, "and") {
            let phrase = self.grammar.noun_phrase(text, end + 1);
            let next = self.trimmed(text, phrase, limit, true);
            let lower = |k: usize| text.word(k).starts_with(char::is_lowercase);
            let adjective = first.len() == 1 && shape.unit.is_none() && lower(first.start);
            let joins = plural(&(first.start..end)) || adjective && next.len() >= 2;
            if joins && plural(&next) && next.len() <= 3 && lower(next.start) {
                end = next.end;
            }
        }
        first.start..end.min(limit.max(first.start))
    }
}

/// Does a unit written out in the plural ("miles", "feet", "dollars") end before token `end`?
fn is_plural_unit(text: &Text<'_>, end: usize) -> bool {
    let Some(last) = end.checked_sub(1) else {
        return false;
    };
    let word = text.lower(last);
    text.kind(last) == Some(TokenKind::Word)
        && !(last > 0 && text.is(last - 1, "-") && text.glued(last))
        && (word.len() >= 3 && word.ends_with('s') && !word.ends_with("ss") && word != "celsius"
            || matches!(word, "feet" | "celsius" | "fahrenheit" | "inches"))
}
