//! Ages: of people by name, by role, and bounds of age.

use super::lexicon::Hedge;
use super::numeral::Numeral;
use super::shape::Shape;
use super::{Reader, Sort, numeral};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// Does a name with a title end at token `i` ("Ms. Amsel", "Mrs Okoro")?
fn is_titled(text: &Text<'_>, i: usize) -> bool {
    let title = |k: usize| matches!(text.lower(k), "mr" | "mrs" | "ms" | "miss" | "dr");
    let large = text.word(i).starts_with(char::is_uppercase);
    let stop = usize::from(i >= 2 && text.is(i - 1, "."));
    large && i > stop && title(i - 1 - stop)
}

impl Reader {
    /// A number between commas after a name: "Lohmeyer, 52, landed"; or before "years of age".
    pub(super) fn is_age(&self, text: &Text<'_>, i: usize, numeral: &Numeral) -> bool {
        if i < 2
            || numeral.value.fract() != 0.0
            || !(0.0..=120.0).contains(&numeral.value)
            || numeral.scaled
        {
            return false;
        }
        if text.is(i - 1, "aged") {
            return true;
        }
        let (before, after) = (text.word(i - 1), text.word(numeral.end));
        let closed = matches!(
            (before, after),
            (",", "," | "." | ";" | ":" | "\u{2014}" | "\u{2013}" | ")") | ("(", ")" | ",")
        );
        if before == "(" && self.is_bracketed_count(text, i) {
            return false;
        }
        if self.tells_age(text, i, after) {
            return true;
        }
        // What stands before may be a name or a noun for a person ("farmer Hari Lal, 47").
        let word = text.word(i - 2);
        let name =
            word.starts_with(char::is_uppercase) && text.kind(i - 2) == Some(TokenKind::Word);
        let months = matches!(text.kind(i - 2), Some(TokenKind::Number));
        let list = after == ","
            && (text.kind(numeral.end + 1) == Some(TokenKind::Number)
                || numeral::at(text, &self.lexicon, numeral.end + 1).is_some());
        let person = self.person_words.contains(text.lower(i - 2))
            || self.is_described(text, i - 1) && after != ")" && numeral.value >= 14.0;
        closed
            && (name || person || self.is_role(text, i - 1))
            && !months
            && !list
            && numeral.value >= 1.0
    }

    /// Do several numbers of this sentence stand alone in brackets after a name? Then they count
    /// ("Patriotic Union (34), There Is Such a People (25)").
    pub(super) fn is_bracketed_count(&self, text: &Text<'_>, i: usize) -> bool {
        const REACH: usize = 200;
        let sentence = text.sentences[text.sentence_of(i)].tokens.clone();
        let near = sentence.start.max(i.saturating_sub(REACH))..sentence.end.min(i + REACH);
        let alone = |k: usize| {
            text.is(k, "(") && text.kind(k + 1) == Some(TokenKind::Number) && text.is(k + 2, ")")
        };
        near.filter(|&k| alone(k)).count() > 1
    }

    /// "he was 97.", "my daughter is four.", "turned 53", "a man of 52".
    pub(super) fn tells_age(&self, text: &Text<'_>, i: usize, after: &str) -> bool {
        let (verb, who) = (text.lower(i - 1), text.lower(i - 2));
        let ends = matches!(
            after,
            "." | "," | ";" | "and" | "when" | "last" | "this" | "on" | "in" | "from" | ""
        ) && !text.is(i + 1, "of");
        let ends = ends
            || matches!(verb, "turned" | "turns") && self.lexicon.number(text, i + 1).is_some();
        match verb {
            "is" | "was" => ends && self.person_words.contains(who),
            "turned" | "turns" => ends,
            // "The couple, both 34, were charged"
            "both" => text.is(i - 2, ",") && after == ",",
            // "he will be 70 when he gets out"
            "be" => {
                ends && i >= 3
                    && (self.person_words.contains(text.lower(i - 3)) || is_titled(text, i - 3))
            }
            // "a man of 52"; not "a mother of three"
            "of" => {
                self.person_words.contains(who)
                    && !self.counts_noun(text, i)
                    && text.kind(i) == Some(TokenKind::Number)
            }
            _ => false,
        }
    }

    /// Does "a locksmith", "their mum" end before the comma at token `comma`?
    pub(super) fn is_described(&self, text: &Text<'_>, comma: usize) -> bool {
        const LONGEST: usize = 3;
        let noun = comma - 1;
        let singular = text.kind(noun) == Some(TokenKind::Word)
            && !self.grammar.is_plural(text.lower(noun))
            && !self.grammar.is_function_word(text.lower(noun));
        let first = (comma.saturating_sub(LONGEST)..noun).rev().find(|&k| {
            matches!(
                text.lower(k),
                "a" | "an" | "his" | "her" | "their" | "my" | "whose"
            )
        });
        text.is(comma, ",") && singular && first.is_some()
    }

    /// Does a role in apposition to a name end before the comma at token `comma` ("Shirin Akter, a
    /// cutter, 19,")?
    pub(super) fn is_role(&self, text: &Text<'_>, comma: usize) -> bool {
        const LONGEST_ROLE: usize = 6;
        let first = (comma.saturating_sub(LONGEST_ROLE)..comma)
            .rev()
            .find(|&k| text.is(k, ","));
        first.is_some_and(|k| {
            matches!(text.lower(k + 1), "a" | "an" | "the")
                && k > 0
                && text.word(k - 1).starts_with(char::is_uppercase)
        })
    }

    /// "in her 30s", "under-25s": the "s" is no second.
    pub(super) fn is_decade(&self, text: &Text<'_>, at: usize, numeral: Option<&Numeral>) -> bool {
        let glued = text.is(at, "s") && text.glued(at) && numeral.is_some();
        let before = at.checked_sub(2).map_or("", |k| text.lower(k));
        let hyphenated = before == "-" && at >= 3 && self.decade_words.contains(text.lower(at - 3));
        glued && (self.decade_words.contains(before) || hyphenated)
    }

    /// "children under five": a bound on a bare number after people is one of their age.
    pub(super) fn is_age_limit(
        &self,
        text: &Text<'_>,
        start: usize,
        shape: &Shape,
        hedge: Option<Hedge>,
        noun: &Range<usize>,
    ) -> bool {
        let who = start.checked_sub(1).map_or("", |k| text.lower(k));
        let people = self.person_words.contains(&self.grammar.singular(who))
            || self.grammar.is_people_noun(who)
            || matches!(who, "those" | "anyone" | "anybody" | "adults" | "aged");
        let bound = matches!(text.lower(start), "under" | "over" | "below" | "above");
        people
            && bound
            && hedge.is_some()
            && noun.is_empty()
            && shape.unit.is_none()
            && shape.sort == Sort::Count
            && shape.number.is_some_and(|n| n <= 110.0)
    }
}
