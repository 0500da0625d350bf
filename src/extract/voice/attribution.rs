//! "X said", "according to X", "by X's count": who is named, and for which part of the sentence.

use super::{Class, Speakers, Stance, VoiceReader};
use crate::extract::date::Cues;
use crate::text::grammar::Grammar;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// One "X said" of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    /// The verb, or "according".
    pub(super) at: usize,
    pub(super) source: Option<String>,
    pub(super) stance: Stance,
    /// What it vouches for.
    pub(super) scope: Range<usize>,
    /// Does it yield to another one: "police said the court had found"?
    pub(super) weak: bool,
}

impl Attribution {
    /// The same speaker, of another stretch.
    pub(super) fn over(&self, scope: Range<usize>) -> Self {
        Self {
            scope,
            ..self.clone()
        }
    }
}

/// A sentence in which attributions are looked for.
pub(super) struct Sentence<'s> {
    pub(super) reader: &'s VoiceReader,
    pub(super) text: &'s Text<'s>,
    pub(super) grammar: &'s Grammar,
    pub(super) tokens: Range<usize>,
}

impl Sentence<'_> {
    /// The attributions of the sentence, in order. Speakers told of are remembered.
    pub(super) fn attributions(&self, speakers: &mut Speakers) -> Vec<Attribution> {
        let mut out: Vec<Attribution> = Vec::new();
        for i in self.tokens.clone() {
            if self.text.kind(i) != Some(TokenKind::Word) {
                continue;
            }
            let found = self
                .according_to(i, speakers)
                .or_else(|| self.by_count(i, speakers))
                .or_else(|| self.reported(i, &out, speakers));
            if let Some(found) = found {
                self.remember(&found, speakers);
                out.push(found);
            }
            if let Some(found) = self.gap(i, &out) {
                out.push(found);
            }
        }
        out
    }

    /// Remembers a speaker for the pronouns to come.
    fn remember(&self, found: &Attribution, speakers: &mut Speakers) {
        let Some(name) = found.source.as_ref().filter(|_| !found.weak) else {
            return;
        };
        if self.is_person(name, speakers.person.as_deref()) {
            speakers.person = Some(name.clone());
        } else {
            speakers.body = Some(name.clone());
        }
    }

    /// Is it somebody's name, and not that of an office? A single word is only where it is the last
    /// of a name told before.
    fn is_person(&self, name: &str, known: Option<&str>) -> bool {
        let mut words = name.split_whitespace();
        let body = |w: &str| self.reader.class(Class::BODY, &w.to_lowercase());
        let last = name.split_whitespace().next_back().unwrap_or_default();
        let capital = last.starts_with(char::is_uppercase) && last.len() > 1;
        let acronym = last.chars().all(char::is_uppercase);
        let singular = self.reader.class(Class::PERSON, &last.to_lowercase());
        let full = name.split_whitespace().count() > 1
            || known.is_some_and(|k| k.split_whitespace().next_back() == Some(last));
        singular || full && capital && !acronym && !words.any(body)
    }

    /// "according to X": of what stands before it, or of the rest where it opens the sentence or
    /// stands between commas.
    fn according_to(&self, i: usize, speakers: &Speakers) -> Option<Attribution> {
        if self.lower(i) != "according" || self.lower(i + 1) != "to" {
            return None;
        }
        let (phrase, end) = self.phrase_after(i + 2)?;
        let source = match self.lower(phrase.start) {
            "him" | "her" if phrase.len() == 1 => speakers.person.clone()?,
            "it" | "them" if phrase.len() == 1 => speakers.body.clone()?,
            _ => self.quote(&phrase),
        };
        let comma = i > self.tokens.start && self.text.is(i - 1, ",");
        let between = comma && self.text.is(end, ",");
        let opens = i <= self.tokens.start + 2;
        let scope = match (opens, between) {
            (true, _) => end..self.clause_end(end),
            (_, true) => self.clause_start(i)..self.clause_end(end),
            _ => self.clause_start(i)..i,
        };
        Some(Attribution {
            at: i,
            source: Some(source),
            stance: Stance::Say,
            scope,
            weak: false,
        })
    }

    /// A reporting verb at `i`, with who says it.
    fn reported(
        &self,
        i: usize,
        before: &[Attribution],
        speakers: &Speakers,
    ) -> Option<Attribution> {
        let &stance = self.reader.verbs.get(self.lower(i))?;
        self.said_by(i, stance)
            .or_else(|| self.verb(i, stance, before, speakers))
    }

    /// "said by X to be worth 40", "put by X at 40".
    fn said_by(&self, i: usize, stance: Stance) -> Option<Attribution> {
        if self.lower(i + 1) != "by" || stance == Stance::Plan {
            return None;
        }
        let (phrase, end) = self.phrase_after(i + 2)?;
        matches!(self.lower(end), "to" | "at" | "as").then(|| Attribution {
            at: i,
            source: Some(self.quote(&phrase)),
            stance,
            scope: end..self.clause_end(end),
            weak: false,
        })
    }

    /// "by X's count", "by his own estimate", "if you ask X", "on X's figures".
    fn by_count(&self, i: usize, speakers: &Speakers) -> Option<Attribution> {
        if !self.reader.class(Class::COUNT, self.lower(i)) {
            return None;
        }
        let clitic = i.checked_sub(1).filter(|k| self.tokens.contains(k))?;
        let before = if self.lower(clitic) == "own" {
            clitic.checked_sub(1)?
        } else {
            clitic
        };
        let (source, start) = if self.text.kind(before) == Some(TokenKind::Clitic) {
            let phrase = self.phrase_before(before)?;
            (Some(self.quote(&phrase)), phrase.start)
        } else {
            // "Vientiane, by its own account, fired 60"
            let subject = before
                .checked_sub(3)
                .filter(|k| self.tokens.contains(k) && self.text.is(k + 1, ","))
                .and_then(|k| self.phrase_before(k + 1));
            let own = match self.lower(before) {
                "his" | "her" | "its" | "their" if subject.is_some() => {
                    subject.map(|s| self.quote(&s))
                }
                "his" | "her" => speakers.person.clone(),
                "its" | "their" => speakers.body.clone(),
                _ => return None,
            };
            (own, before)
        };
        let placed = (start.saturating_sub(2)..start)
            .any(|k| matches!(self.lower(k), "by" | "on" | "to" | "from"));
        let of = matches!(self.lower(i + 1), "of" | "for");
        let scope = match (placed, of) {
            (true, _) => self.around_count(start, i),
            (false, true) => i + 1..self.clause_end(i),
            _ => return None,
        };
        Some(Attribution {
            at: i,
            source: Some(source?),
            stance: Stance::Say,
            scope,
            weak: false,
        })
    }

    /// What ", by X's count," vouches for: the part of the sentence that its commas tie it to, or
    /// what follows where it stands right behind a subject.
    fn around_count(&self, start: usize, i: usize) -> Range<usize> {
        let comma = |k: &usize| self.text.is(*k, ",");
        let lead = start.checked_sub(2).filter(comma);
        let end = self.clause_end(i);
        let before = lead.and_then(|k| k.checked_sub(1));
        let subject = before.is_some_and(|k| {
            matches!(self.lower(k), "which" | "who" | "that" | "and") || self.capital(k)
        });
        if subject {
            return i..end;
        }
        let begin = self.clause_start(start);
        let from = lead.map_or(begin, |k| {
            (begin..k).rev().find(comma).map_or(begin, |c| c + 1)
        });
        let to = (i + 2..end).find(comma).unwrap_or(end);
        from..to
    }

    /// A reporting verb at `i` with its subject.
    fn verb(
        &self,
        i: usize,
        stance: Stance,
        before: &[Attribution],
        speakers: &Speakers,
    ) -> Option<Attribution> {
        let name = self.capital(i) && i > self.tokens.start;
        if name || self.is_no_verb(i) {
            return None;
        }
        if stance == Stance::Plan && !self.reader.class(Class::BELIEF, self.lower(i)) {
            return Some(Attribution {
                at: i,
                source: None,
                stance,
                scope: i + 1..self.deed_end(i),
                weak: false,
            });
        }
        let named = self.subject(i, before, speakers);
        let (source, subject) = named?;
        let weak = self.reader.class(Class::WEAK, self.lower(i));
        Some(Attribution {
            at: i,
            scope: self.scope(i, &subject),
            source: Some(source),
            stance,
            weak,
        })
    }

    /// Where what is promised ends: at the next deed, "promised 40 and gave 30".
    fn deed_end(&self, i: usize) -> usize {
        let end = self.clause_end(i);
        let next =
            |k: &usize| self.lower(*k) == "and" && Cues::of(self.lower(k + 1)).any(Cues::PAST);
        (i..end).find(next).unwrap_or(end)
    }

    /// Who says it, and the tokens that say who: before the verb ("police said") or behind it (",
    /// said the minister").
    fn subject(
        &self,
        i: usize,
        before: &[Attribution],
        speakers: &Speakers,
    ) -> Option<(String, Range<usize>)> {
        let closes = |k: usize| {
            matches!(
                self.text.word(k),
                "," | "\"" | "\u{201d}" | "'" | "\u{2019}"
            )
        };
        if i == self.tokens.start || closes(i - 1) {
            let inverts = self.reader.class(Class::INVERTS, self.lower(i));
            let behind = self.phrase_after(i + 1).filter(|_| inverts);
            let behind =
                behind.filter(|(p, end)| self.is_named(i + 1, p) && !self.is_subject(*end));
            if let Some((phrase, end)) = behind {
                return Some((self.quote(&phrase), i..end));
            }
            let phrase = self.in_apposition(i).filter(|_| i > self.tokens.start)?;
            return Some((self.quote(&phrase), phrase.start..i));
        }
        let mut end = i;
        while end > self.tokens.start && self.reader.class(Class::AUXILIARY, self.lower(end - 1)) {
            end -= 1;
        }
        if end == self.tokens.start {
            return None;
        }
        let end = self.before_bracket(end);
        if self.lower(end - 1) == ","
            && let Some(phrase) = self.in_apposition(end)
        {
            return Some((self.quote(&phrase), phrase.start..i));
        }
        if matches!(self.lower(end - 1), "and" | "but" | ",") {
            return self.same_subject(end, before);
        }
        let phrase = self.phrase_before(end)?;
        let one = phrase.len() == 1;
        let name = match self.lower(phrase.start) {
            "he" | "she" if one => speakers.person.clone()?,
            "it" if one => speakers.body.clone()?,
            "they" if one => speakers.body.clone().or_else(|| speakers.person.clone())?,
            "who" | "which" | "that" | "i" | "we" | "you" if one => return None,
            _ => self.quote(&phrase),
        };
        Some((name, phrase))
    }

    /// "The Joint Staff (JSO) said": before the bracket.
    fn before_bracket(&self, end: usize) -> usize {
        if !self.text.is(end - 1, ")") {
            return end;
        }
        let from = self.tokens.start.max(end.saturating_sub(8));
        (from + 1..end)
            .rev()
            .find(|&k| self.text.is(k, "("))
            .unwrap_or(end)
    }

    /// "The ministry put it at 14 and said", "X will file and expects": the speaker of the sentence
    /// so far, or its first noun phrase.
    fn same_subject(&self, end: usize, before: &[Attribution]) -> Option<(String, Range<usize>)> {
        if let Some(last) = before.iter().rev().find(|a| a.source.is_some()) {
            return Some((last.source.clone()?, end..end));
        }
        let start = self.tokens.start;
        let verb = (start..end.min(start + 10)).find(|&k| {
            self.reader.class(Class::AUXILIARY, self.lower(k))
                || self.grammar.is_verb(self.lower(k)) && !self.capital(k)
                || matches!(self.lower(k), "will" | "would" | "could")
        })?;
        let phrase = self.phrase_before(verb).filter(|p| p.start <= start + 1)?;
        let pronoun =
            phrase.len() == 1 && self.reader.class(Class::PRONOUN, self.lower(phrase.start));
        (!pronoun).then(|| (self.quote(&phrase), end..end))
    }

    /// "X, who turned 53, said Berlin would pay": is what ends before `i` the subject of a verb
    /// there?
    fn is_subject(&self, i: usize) -> bool {
        Cues::of(self.lower(i)).any(Cues::FUTURE | Cues::PROSPECT)
            || self.reader.class(Class::BE, self.lower(i))
            || matches!(self.lower(i), "had" | "has" | "have")
    }

    /// Is the phrase that starts at `i` a name, a definite noun phrase, or an office with a name:
    /// "tea-stall owner Abdul Malek"?
    fn is_named(&self, i: usize, phrase: &Range<usize>) -> bool {
        self.opens_name(i) || phrase.clone().any(|k| self.capital(k))
    }

    /// Does a name or a definite noun phrase start at `i`?
    fn opens_name(&self, i: usize) -> bool {
        self.capital(i) || self.reader.class(Class::OPENS, self.lower(i))
    }

    /// "A says 480, B 310", "A put it at 12,000 and B at 3,000": a second speaker without a verb,
    /// whose phrase opens at the mark or "and" at `i - 1`.
    fn gap(&self, i: usize, before: &[Attribution]) -> Option<Attribution> {
        let last = before.last().filter(|a| a.source.is_some() && a.at < i)?;
        let tied = matches!(self.lower(i.checked_sub(1)?), "," | ";" | "and");
        if !tied || !self.opens_name(i) || i < last.scope.start {
            return None;
        }
        let end = (i + 1..self.tokens.end.min(i + 7)).find(|&k| {
            self.text.kind(k) != Some(TokenKind::Word)
                || self.reader.class(Class::HEDGE, self.lower(k))
        })?;
        let value = self.text.kind(end) == Some(TokenKind::Number)
            || self.reader.class(Class::HEDGE, self.lower(end));
        let words = (i..end).all(|k| {
            self.capital(k)
                || self.reader.class(Class::ARTICLE, self.lower(k))
                || !self.grammar.is_function_word(self.lower(k))
                    && !self.grammar.is_verb(self.lower(k))
        });
        let (phrase, _) = self.phrase_after(i).filter(|_| value && words)?;
        let phrase = phrase.start..phrase.end.min(end);
        (!phrase.is_empty()).then(|| Attribution {
            at: end,
            source: Some(self.quote(&phrase)),
            stance: last.stance,
            scope: end..self.clause_end(end),
            weak: false,
        })
    }
}
