//! For which part of its sentence an attribution vouches.

use super::Class;
use super::attribution::Sentence;
use super::is_opening_quote;
use crate::extract::date::Cues;
use crate::text::TokenKind;
use std::ops::Range;

impl Sentence<'_> {
    /// What "X said" vouches for: what follows it, or what stands before it where it closes its
    /// clause ("…, X said on Friday"), or both where it interrupts a quotation.
    pub(super) fn scope(&self, verb: usize, subject: &Range<usize>) -> Range<usize> {
        let start = subject.start.min(verb);
        let end = subject.end.max(verb + 1);
        let lead = start.checked_sub(1).filter(|k| self.tokens.contains(k));
        let forward = self
            .reader
            .class(Class::SPEAKS_OF | Class::PUTS_AT, self.lower(verb));
        let closed = lead.is_some_and(|k| self.ends_speech(k));
        let closes = self.closes(end)
            || self.reader.class(Class::TELLS, self.lower(verb)) && self.is_listener(end);
        if forward || !closed || subject.is_empty() || !closes {
            return self.behind_listener(verb, end)..self.said_up_to(end);
        }
        if let Some(opening) = self.quoted_part(start) {
            return opening..start;
        }
        if self.quote_resumes(end) || self.aside(start, end) {
            return self.clause_start(start)..self.tokens.end;
        }
        self.clause_start(start)..start
    }

    /// Does only somebody who listens stand between `i` and the next mark: "told a press
    /// conference."?
    fn is_listener(&self, i: usize) -> bool {
        const FEW: usize = 6;
        let mark =
            |k: &usize| self.text.kind(*k) == Some(TokenKind::Mark) && !self.text.is(*k, "-");
        let end = (i..self.tokens.end).find(mark).unwrap_or(self.tokens.end);
        end - i <= FEW
            && !self.text.is(end, ":")
            && !(i..end).any(|k| {
                self.text.kind(k) == Some(TokenKind::Number)
                    || matches!(self.lower(k), "that" | "it" | "he" | "they" | "how")
            })
    }

    /// Where begins what "told" tells: behind those whom it is told.
    fn behind_listener(&self, verb: usize, end: usize) -> usize {
        const LISTENERS: usize = 6;
        if !self.reader.class(Class::TELLS, self.lower(verb)) {
            return end;
        }
        let ends = |k: &usize| {
            self.reader.class(Class::TOLD, self.lower(*k))
                || matches!(self.lower(*k), "that" | "," | ":")
                || self.capital(*k)
        };
        let to = self.tokens.end.min(end + LISTENERS);
        (end..to).find(ends).map_or(end, |k| k + 1)
    }

    /// Where ends what "X said" in front vouches for: at a contrast, or where the article adds
    /// something in a relative clause.
    fn said_up_to(&self, i: usize) -> usize {
        let end = self.clause_end(i);
        let adds = |k: &usize| {
            self.text.is(*k, ",") && matches!(self.lower(k + 1), "which" | "who" | "whose")
        };
        (i..end).find(adds).unwrap_or(end)
    }

    /// `… is "beyond price", X said`: where the quotation opens that ends before `start`, if the
    /// sentence does not begin with it.
    fn quoted_part(&self, start: usize) -> Option<usize> {
        let closing = |k: usize| matches!(self.text.word(k), "\"" | "\u{201d}" | "\u{2019}");
        let from = start.saturating_sub(3).max(self.tokens.start);
        let close = (from..start).rev().find(|&k| closing(k))?;
        let opens = |k: &usize| is_opening_quote(self.text.word(*k));
        let open = (self.tokens.start..close).rev().find(opens)?;
        (open > self.clause_start(start)).then_some(open)
    }

    /// Does what was said end at token `k`, before "X said"?
    fn ends_speech(&self, k: usize) -> bool {
        let before = if self.reader.class(Class::ARTICLE, self.lower(k)) {
            k.checked_sub(1)
        } else {
            Some(k)
        };
        before.is_some_and(|k| {
            !self.is_dateline(k)
                && matches!(
                    self.lower(k),
                    "," | "\"" | "\u{201d}" | "\u{2019}" | "-" | "\u{2013}" | "\u{2014}"
                )
        })
    }

    /// Does a dateline end at token `k`, "LIMA, Aug. 18 (Andina) -"?
    fn is_dateline(&self, k: usize) -> bool {
        let dash = matches!(self.lower(k), "-" | "\u{2013}" | "\u{2014}");
        dash && (self.tokens.start..k)
            .all(|n| self.capital(n) || self.text.kind(n) != Some(TokenKind::Word))
    }

    /// Does nothing that is said follow at `i`: a mark, the end, "on Friday", "in a statement"?
    fn closes(&self, i: usize) -> bool {
        let told = self.reader.class(Class::TOLD, self.lower(i));
        let i = if told { i + 1 } else { i };
        if i >= self.tokens.end || self.text.kind(i) == Some(TokenKind::Mark) {
            return true;
        }
        self.is_short(i)
            && (Cues::of(self.lower(i)).any(Cues::PREPOSITION | Cues::BOUNDARY)
                && self.lower(i) != "that"
                || self.reader.class(Class::WHEN, self.lower(i)))
    }

    /// Do only a few words stand between `i` and the end of the clause, none of them "that"?
    fn is_short(&self, i: usize) -> bool {
        const FEW: usize = 8;
        let adverbial = Cues::of(self.lower(i)).any(Cues::BOUNDARY);
        let end = (i..self.tokens.end)
            .find(|&k| matches!(self.lower(k), "," | ";" | "that" | "it" | "he" | "they"))
            .unwrap_or(self.tokens.end);
        adverbial || end - i <= FEW && !matches!(self.lower(end), "that" | "it" | "he" | "they")
    }

    /// `"…," X said, "…"`
    fn quote_resumes(&self, i: usize) -> bool {
        (i..self.tokens.end.min(i + 6)).any(|k| is_opening_quote(self.text.word(k)))
    }

    /// "The ship, X said, had sunk.": between commas or dashes.
    fn aside(&self, start: usize, end: usize) -> bool {
        const SHORT: usize = 3;
        let few = start.saturating_sub(self.clause_start(start)) <= SHORT;
        few && self.text.is(end, ",")
    }

    /// Where the clause ends in which `i` stands: at a semicolon or a contrast.
    pub(super) fn clause_end(&self, i: usize) -> usize {
        (i..self.tokens.end)
            .find(|&k| self.breaks(k))
            .unwrap_or(self.tokens.end)
    }

    pub(super) fn clause_start(&self, i: usize) -> usize {
        (self.tokens.start..i)
            .rev()
            .find(|&k| self.breaks(k))
            .map_or(self.tokens.start, |k| k + 1)
    }

    fn breaks(&self, k: usize) -> bool {
        matches!(self.lower(k), ";" | "while" | "whereas" | "but")
    }
}
