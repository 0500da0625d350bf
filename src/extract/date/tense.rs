//! Does a clause speak of what was or of what will be?

use super::cues::Cues;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// The time of which a clause speaks, seen from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// What was: "arrived on Tuesday".
    Past,
    /// Nothing tells.
    Open,
    /// What was to come at some time: "was due to arrive on Tuesday", "would arrive".
    Prospect,
    /// What is to come: "will arrive on Tuesday".
    Future,
}

/// How far to look for the verb of the clause, in tokens.
const REACH: usize = 16;

/// The tense of the clause in which `tokens` stand, within the sentence `within`.
pub(super) fn of(text: &Text, within: &Range<usize>, tokens: &Range<usize>) -> Tense {
    let from = within.start.max(tokens.start.saturating_sub(REACH));
    let to = within.end.min(tokens.end.saturating_add(REACH));
    let start = before_prepositions(text, from, tokens.start);
    // "Wednesday's paper runs to 26 pages" says nothing of when.
    let genitive = text.kind(tokens.end) == Some(TokenKind::Clitic);
    let behind = || verb(tokens.end..to, text).filter(|(_, arranged)| !(genitive && *arranged));
    let before = || verb((from..start).rev(), text);
    let tense = |found: Option<(Tense, bool)>| found.map(|(tense, _)| tense);
    // "…, and on Wednesday the council will vote": the clause begins with the expression.
    let opens_clause = start > from && matches!(text.lower(start - 1), "and" | "but");
    let found = if opens_clause {
        behind().or_else(before)
    } else {
        before().or_else(behind)
    };
    tense(found).unwrap_or(Tense::Open)
}

/// The start of the prepositions right before `at`, not before `from`.
fn before_prepositions(text: &Text, from: usize, at: usize) -> usize {
    let preposition =
        |i: &usize| Cues::of(text.lower(*i)).any(Cues::PREPOSITION) || text.is(*i, "the");
    (from..at)
        .rev()
        .take_while(preposition)
        .take(3)
        .last()
        .unwrap_or(at)
}

/// The tense of the first verb met on the way through some tokens, up to the edge of the clause, and
/// whether it is a present that tells of something arranged.
fn verb(tokens: impl Iterator<Item = usize>, text: &Text) -> Option<(Tense, bool)> {
    let mut arranged = false;
    for i in tokens {
        let cues = Cues::of(text.lower(i));
        if let Some(tense) = tense_of_word(text, i, cues) {
            return Some((tense, false));
        }
        if arranged && matches!(text.lower(i), "and" | "but" | ",") {
            break;
        }
        arranged |= cues.any(Cues::ARRANGED) && !is_noun(text, i, cues);
        if cues.any(Cues::BOUNDARY) || ends_clause(text, i) {
            break;
        }
    }
    arranged.then_some((Tense::Future, true))
}

fn tense_of_word(text: &Text, i: usize, cues: Cues) -> Option<Tense> {
    if cues.any(Cues::FUTURE | Cues::PROSPECT) && is_perfect(text, i) {
        return Some(Tense::Past);
    }
    if cues.any(Cues::FUTURE) && !(text.is(i, "may") && text.word(i) != "may") {
        return Some(Tense::Future);
    }
    if is_moved(text, i) {
        return Some(Tense::Future);
    }
    // "is set to", but not "set off"
    let set = text.is(i, "set") && matches!(text.lower(i + 1), "to" | "for")
        || text.is(i, "plan") && text.is(i + 1, "to");
    if cues.any(Cues::PROSPECT) || set {
        return Some(Tense::Prospect);
    }
    if text.is(i, "to") && i > 0 {
        return match text.lower(i - 1) {
            "is" | "are" => Some(Tense::Future),
            "was" | "were" => Some(Tense::Prospect),
            _ => None,
        };
    }
    let past = cues.any(Cues::PAST) && !is_proposal(text, i) || is_regular_past(text, i);
    // "was to", "were to" look ahead; so does "be" in front of a participle.
    let looks_ahead = matches!(text.lower(i), "was" | "were") && text.is(i + 1, "to");
    (past && !looks_ahead && !after_be(text, i) && !is_infinitive(text, i)).then_some(Tense::Past)
}

/// "let's": no past of "let".
fn is_proposal(text: &Text, i: usize) -> bool {
    text.is(i, "let") && text.kind(i + 1) == Some(TokenKind::Clitic)
}

/// "fixed for the 28th", "postponed until Friday": the day that follows is the one to come.
fn is_moved(text: &Text, i: usize) -> bool {
    let moved = matches!(
        text.lower(i),
        "fixed" | "rescheduled" | "postponed" | "deferred" | "adjourned"
    );
    moved && matches!(text.lower(i + 1), "for" | "to" | "until" | "till")
}

/// Is the word at `i`, which can be a noun as well as a verb, a noun here? As a verb it follows its
/// subject: a name, a pronoun or a plural.
fn is_noun(text: &Text, i: usize, cues: Cues) -> bool {
    let Some(k) = i.checked_sub(1) else {
        return false;
    };
    let before = text.lower(k);
    let name = text.word(k).starts_with(char::is_uppercase);
    let subject = name || before.ends_with('s') || matches!(before, "they" | "we" | "who");
    let third_person = text.lower(i).ends_with('s');
    let determined = Cues::of(before).any(Cues::DETERMINER);
    cues.any(Cues::NOUN_TOO) && (determined || !subject && !third_person)
}

/// "may have been": tells of what was, while "will have been" looks ahead.
fn is_perfect(text: &Text, i: usize) -> bool {
    text.is(i + 1, "have") && !matches!(text.lower(i), "will" | "shall" | "would")
}

/// "may cut", "to hit": a form that is the past as well, behind a word that no past follows.
fn is_infinitive(text: &Text, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|k| {
        let cues = Cues::of(text.lower(k));
        text.is(k, "to") || cues.any(Cues::FUTURE) || text.is(k, "would")
    })
}

/// A verb in -ed, not a name and not an adjective such as "red".
fn is_regular_past(text: &Text, i: usize) -> bool {
    let word = text.word(i);
    text.kind(i) == Some(TokenKind::Word)
        && !Cues::of(text.lower(i)).any(Cues::NOT_PAST)
        && word.len() > 4
        && word.ends_with("ed")
        && !word.ends_with("eed")
        && word.starts_with(|c: char| c.is_lowercase())
}

/// Does a bare "be" stand up to three words before?
fn after_be(text: &Text, i: usize) -> bool {
    (i.saturating_sub(3)..i).any(|j| text.is(j, "be"))
}

fn ends_clause(text: &Text, i: usize) -> bool {
    matches!(
        text.lower(i),
        ";" | ":" | "\u{2014}" | "\u{201c}" | "\u{201d}" | "\"" | "." | "(" | ")"
    )
}

/// How far a reporting verb may stand from the day of the statement: "told newsmen in Abuja
/// yesterday".
const NEAR: usize = 6;

/// Do `tokens` tell the day on which something was said?
pub(super) fn of_statement(text: &Text, within: &Range<usize>, tokens: &Range<usize>) -> bool {
    let genitive = text.kind(tokens.end) == Some(TokenKind::Clitic);
    let reports = |i: usize| Cues::of(text.lower(i)).any(Cues::REPORTING);
    if genitive || !within.contains(&tokens.start) {
        return false;
    }
    if tokens.end < within.end && reports(tokens.end) {
        return true;
    }
    let from = within.start.max(tokens.start.saturating_sub(NEAR));
    for i in (from..tokens.start).rev() {
        if reports(i) {
            return true;
        }
        let cues = Cues::of(text.lower(i));
        // The colon of "at 07:00".
        if text.is(i, ":") && text.glued(i) && text.kind(i + 1) == Some(TokenKind::Number) {
            continue;
        }
        if text.kind(i) == Some(TokenKind::Mark)
            || cues.any(Cues::BOUNDARY | Cues::PAST | Cues::FUTURE)
            || is_regular_past(text, i)
        {
            return false;
        }
    }
    false
}
