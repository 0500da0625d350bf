//! How firmly something is said, by the words around it.

use super::{Class, VoiceReader};
use crate::extract::date::Cues;
use crate::report::Modality;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// How far behind its subject a verb may stand.
const REACH: usize = 8;

impl VoiceReader {
    /// The modality that the words around the value at `t` give it.
    pub(super) fn cue_around(&self, text: &Text<'_>, sentence: Range<usize>, t: usize) -> Modality {
        let clause = clause_of(text, sentence, t);
        if t > clause.start && is_definite(text.lower(t - 1)) {
            return Modality::Asserted;
        }
        match self.cue_before(text, clause.clone(), t) {
            Modality::Asserted => self.cue_behind(text, t..clause.end),
            found => found,
        }
    }

    /// The last cue before it within its clause, where neither a mark nor a clause that tells of
    /// what was stands between.
    fn cue_before(&self, text: &Text<'_>, clause: Range<usize>, t: usize) -> Modality {
        let mut found = Modality::Asserted;
        let mut boundary = false;
        // What is converted in brackets is as firm as what stands before them.
        const CONVERTED: usize = 4;
        for i in clause.start..t {
            let bracket = text.is(i, "(") && t - i > CONVERTED;
            if matches!(text.word(i), "," | "\u{2014}" | "\u{2013}") || bracket {
                found = Modality::Asserted;
            }
            if let Some(modality) = self.cue(text, i) {
                found = modality;
                boundary = false;
                continue;
            }
            let cues = Cues::of(text.lower(i));
            boundary |= cues.any(Cues::BOUNDARY);
            if boundary && tells_of_the_past(text, i) {
                found = Modality::Asserted;
            }
        }
        found
    }

    /// The cue of which the value is the subject: "220 servicemen are to depart". No other verb and
    /// no mark may stand between.
    fn cue_behind(&self, text: &Text<'_>, from: Range<usize>) -> Modality {
        let end = from.end.min(from.start.saturating_add(REACH));
        for i in from.start..end {
            let cues = Cues::of(text.lower(i));
            let auxiliary = self.class(Class::AUXILIARY_CUE, text.lower(i));
            if let Some(modality) = self.cue(text, i).filter(|_| auxiliary) {
                return match modality {
                    Modality::Planned | Modality::Hypothetical => modality,
                    _ => Modality::Asserted,
                };
            }
            let mark = text.kind(i) == Some(TokenKind::Mark) && !text.is(i, "-");
            if mark || cues.any(Cues::BOUNDARY | Cues::REPORTING) || tells_of_the_past(text, i) {
                break;
            }
        }
        Modality::Asserted
    }
}

impl VoiceReader {
    /// The cue at `i`. "He could not" tells what is, "May" is a month.
    fn cue(&self, text: &Text<'_>, i: usize) -> Option<Modality> {
        let (&modality, end) = self.cues.at(text, i)?;
        let month = text.is(i, "may") && text.word(i) != "may";
        let unable = text.is(i, "could") && text.is(end, "not");
        (!month && !unable).then_some(modality)
    }

    /// Does "would" alone make it a supposition? In what somebody said it is what was to come.
    pub(super) fn is_prospect(&self, text: &Text<'_>, sentence: &Range<usize>, t: usize) -> bool {
        let clause = clause_of(text, sentence.clone(), t);
        let mut would = false;
        for i in clause {
            match text.lower(i) {
                "would" => would |= !text.is(i + 1, "have"),
                "if" | "could" | "might" | "unless" => return false,
                _ => {}
            }
        }
        would
    }
}

/// Does the word point to something known: "under one of the 14 agreements"?
fn is_definite(word: &str) -> bool {
    matches!(word, "the" | "these" | "those")
}

/// Is the word at `i` a verb in the past: "took", "landed"?
fn tells_of_the_past(text: &Text<'_>, i: usize) -> bool {
    let word = text.word(i);
    let cues = Cues::of(text.lower(i));
    cues.any(Cues::PAST)
        || !cues.any(Cues::NOT_PAST)
            && word.len() > 4
            && word.ends_with("ed")
            && word.starts_with(|c: char| c.is_lowercase())
}

/// The part of a sentence around token `t` between semicolons, dashes and contrasting conjunctions.
fn clause_of(text: &Text<'_>, sentence: Range<usize>, t: usize) -> Range<usize> {
    /// Words further away than this say nothing of a value.
    const FAR: usize = 40;
    let breaks = |k: usize| matches!(text.lower(k), ";" | "while" | "whereas" | "but");
    let from = sentence.start.max(t.saturating_sub(FAR));
    let to = sentence.end.min(t.saturating_add(FAR));
    let start = (from..t).rev().find(|&k| breaks(k)).map_or(from, |k| k + 1);
    let end = (t..to).find(|&k| breaks(k)).unwrap_or(to);
    start..end
}
