//! Is a form of a reporting verb a verb at all, and not a participle, an adjective or a noun?

use super::Class;
use super::attribution::Sentence;
use crate::extract::date::Cues;
use crate::text::TokenKind;

impl Sentence<'_> {
    /// A form that is here a participle, an adjective or a noun: "was said", "promised by", "a
    /// reported 40", "the report", "votes counted,".
    pub(super) fn is_no_verb(&self, i: usize) -> bool {
        let before = i.checked_sub(1).map_or("", |k| self.lower(k));
        let passive = Cues::of(before).any(Cues::DETERMINER)
            || self.reader.class(Class::ARTICLE, before)
            || self.reader.class(Class::BE, before)
            || self.lower(i + 1) == "by"
            || matches!(before, "to" | "-" | "of" | "as")
            || self.text.is(i + 1, "-");
        // "votes counted," but ", police said."
        let needs_object = self.reader.class(Class::TRANSITIVE, self.lower(i));
        let object = match self.text.kind(i + 1) {
            Some(TokenKind::Number) => true,
            Some(TokenKind::Word) => !Cues::of(self.lower(i + 1)).any(Cues::PREPOSITION),
            _ => matches!(self.lower(i + 1), "$" | "\u{20ac}" | "\u{a3}"),
        };
        let of = self.reader.class(Class::SPEAKS_OF, self.lower(i)) && self.lower(i + 1) != "of";
        let at = self.reader.class(Class::PUTS_AT, self.lower(i)) && !self.is_put_at(i);
        let that =
            self.reader.class(Class::THAT_ONLY, self.lower(i)) && self.lower(i + 1) != "that";
        passive
            || needs_object && !object
            || of
            || at
            || that
            || self.is_noun(i)
            || self.takes_lives(i)
    }

    /// "put the toll at 12": is there an "at" and a number behind the verb at `i`?
    fn is_put_at(&self, i: usize) -> bool {
        const REACH: usize = 12;
        (i + 1..self.tokens.end.min(i + REACH)).any(|k| {
            self.lower(k) == "at"
                && (k + 1..self.tokens.end.min(k + 6))
                    .any(|n| self.text.kind(n) == Some(TokenKind::Number))
        }) || self.text.kind(i + 1) == Some(TokenKind::Number)
    }

    /// "the first report", "media reports said": a form that is a noun as well. As a verb the bare
    /// form follows a plural, and no verb follows it.
    fn is_noun(&self, i: usize) -> bool {
        let word = self.lower(i);
        if !self.reader.class(Class::NOUN_TOO, word) || i == self.tokens.start {
            return false;
        }
        let before = self.lower(i - 1);
        let plural = before.ends_with('s') || self.reader.class(Class::PLURAL, before);
        let next = self.lower(i + 1);
        let verb_follows = self.reader.verbs.contains(next) || self.reader.class(Class::BE, next);
        verb_follows || next == "of" || !word.ends_with('s') && !plural
    }

    /// "the flood claimed 31 lives"
    fn takes_lives(&self, i: usize) -> bool {
        self.lower(i).starts_with("claim")
            && (i + 1..self.tokens.end.min(i + 6))
                .any(|k| matches!(self.lower(k), "life" | "lives"))
    }
}
