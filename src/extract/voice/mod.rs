//! Who says so, and how firmly.
//!
//! Attribution is read sentence by sentence: every reporting verb and every "according to" makes
//! an attribution; a value belongs to the nearest one in its clause. Speech that goes on over
//! several sentences keeps its speaker, and pronouns stand for the speaker named last.

use crate::report::Modality;
use crate::text::grammar::Grammar;
use crate::text::table::{Phrases, lines};
use crate::text::{Text, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The tables of reporting verbs and cues.
#[derive(Debug)]
pub struct VoiceReader {
    verbs: FxHashMap<&'static str, Stance>,
    cues: Phrases<Modality>,
    words: FxHashMap<&'static str, FxHashSet<&'static str>>,
}

/// How a reporting verb vouches for what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    Say,
    Allege,
    Deny,
    Plan,
}

/// One "X said" of a sentence.
#[derive(Debug, Clone)]
struct Attribution {
    /// The verb, or "according".
    at: usize,
    source: Option<String>,
    stance: Stance,
}

/// The longest source that is read, in tokens.
const LONGEST_SOURCE: usize = 12;

/// Who says so and how firmly, for each of the tokens asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Who says so, as the article names them.
    pub source: Option<String>,
    /// How firmly it is said.
    pub modality: Modality,
}

impl VoiceReader {
    /// The tables compiled in.
    pub fn builtin() -> Self {
        let mut verbs = FxHashMap::default();
        for line in lines(include_str!("reporting_verbs.txt")) {
            let Some((stance, forms)) = line.split_once(' ') else {
                continue;
            };
            let stance = match stance {
                "say" => Stance::Say,
                "allege" => Stance::Allege,
                "deny" => Stance::Deny,
                _ => Stance::Plan,
            };
            verbs.extend(forms.split_whitespace().map(|form| (form, stance)));
        }
        let mut cues = Phrases::default();
        for line in lines(include_str!("modality_cues.txt")) {
            let Some((class, phrase)) = line.split_once(';') else {
                continue;
            };
            let modality = match class.trim() {
                "planned" => Modality::Planned,
                "alleged" => Modality::Alleged,
                "denied" => Modality::Denied,
                _ => Modality::Hypothetical,
            };
            cues.add(phrase.trim(), modality);
        }
        let classes =
            lines(include_str!("source_words.txt")).filter_map(|line| line.split_once(' '));
        let words = classes
            .map(|(class, words)| (class, words.split_whitespace().collect()))
            .collect();
        Self { verbs, cues, words }
    }

    /// The voice of each of the tokens `at` (sorted), each standing for a value.
    pub fn read(&self, text: &Text<'_>, grammar: &Grammar, at: &[usize]) -> Vec<Voice> {
        let mut out = Vec::with_capacity(at.len());
        let mut wanted = at.iter().copied().peekable();
        let mut speaker: Option<String> = None;
        let mut previous: Vec<Attribution> = Vec::new();
        let mut open_quote = false;
        for sentence in &text.sentences {
            let tokens = sentence.tokens.clone();
            let starts_in_quote = open_quote || is_opening_quote(text.word(tokens.start));
            open_quote = quote_state(text, tokens.clone(), open_quote);
            let mut here = self.attributions(text, grammar, tokens.clone(), &speaker);
            if here.is_empty() && starts_in_quote && sentence.paragraph_continues(text) {
                here = previous.clone();
            }
            if let Some(named) = here.iter().rev().find_map(|a| a.source.clone()) {
                speaker = Some(named);
            }
            while let Some(t) = wanted.next_if(|&t| t < tokens.end) {
                out.push(self.voice(text, tokens.clone(), &here, t));
            }
            previous = here;
        }
        out.extend(wanted.map(|_| Voice {
            source: None,
            modality: Modality::Asserted,
        }));
        out
    }

    /// The attributions of one sentence.
    fn attributions(
        &self,
        text: &Text<'_>,
        grammar: &Grammar,
        tokens: Range<usize>,
        speaker: &Option<String>,
    ) -> Vec<Attribution> {
        let mut out = Vec::new();
        for i in tokens.clone() {
            let word = text.lower(i);
            if word == "according" && text.is(i + 1, "to") {
                let source = self.phrase_after(text, i + 2, tokens.end);
                out.push(Attribution {
                    at: i,
                    source,
                    stance: Stance::Say,
                });
            } else if let Some(&stance) = self.verbs.get(word)
                && text.kind(i) == Some(TokenKind::Word)
            {
                let Some(source) = self.speaker_of(text, grammar, tokens.clone(), i, speaker)
                else {
                    continue;
                };
                out.push(Attribution {
                    at: i,
                    source: Some(source),
                    stance,
                });
            }
        }
        out
    }

    /// The subject of the reporting verb at `i`: before it ("police said"), or after it (", said
    /// the minister").
    fn speaker_of(
        &self,
        text: &Text<'_>,
        grammar: &Grammar,
        tokens: Range<usize>,
        i: usize,
        speaker: &Option<String>,
    ) -> Option<String> {
        let inverted = i == tokens.start
            || matches!(text.word(i - 1), "," | "\"" | "\u{201d}" | "'" | "\u{2019}");
        if inverted {
            let apposition = || self.before_apposition(text, grammar, tokens.start, i);
            return self
                .phrase_after(text, i + 1, tokens.end)
                .filter(|_| self.opens_name(text, i + 1))
                .or_else(apposition);
        }
        let mut end = i;
        while end > tokens.start && self.class("auxiliary", text.lower(end - 1)) {
            end -= 1;
        }
        let subject = self.phrase_before(text, grammar, tokens.start, end)?;
        match text.lower(subject.start) {
            "he" | "she" | "they" | "it" if subject.len() == 1 => speaker.clone(),
            "who" | "which" | "that" | "i" | "we" | "you" if subject.len() == 1 => None,
            _ => Some(text.source()[text.span(subject)].to_owned()),
        }
    }

    /// "X, the spokesman, said": the phrase before the apposition that ends at the comma.
    fn before_apposition(
        &self,
        text: &Text<'_>,
        grammar: &Grammar,
        start: usize,
        verb: usize,
    ) -> Option<String> {
        let comma = (start..verb.checked_sub(1)?)
            .rev()
            .find(|&k| text.is(k, ","))?;
        if verb - comma > LONGEST_SOURCE {
            return None;
        }
        let subject = self.phrase_before(text, grammar, start, comma)?;
        Some(text.source()[text.span(subject)].to_owned())
    }

    /// The noun phrase that ends right before token `end`, without a leading article or adverb.
    fn phrase_before(
        &self,
        text: &Text<'_>,
        grammar: &Grammar,
        start: usize,
        end: usize,
    ) -> Option<Range<usize>> {
        let mut first = end;
        while first > start
            && end - first < LONGEST_SOURCE
            && self.belongs_to_source(text, grammar, first - 1, end)
        {
            first -= 1;
        }
        while first < end
            && (self.class("joiner", text.lower(first)) || self.class("leading", text.lower(first)))
        {
            first += 1;
        }
        let has_word = (first..end).any(|k| text.kind(k) == Some(TokenKind::Word));
        has_word.then_some(first..end)
    }

    fn belongs_to_source(&self, text: &Text<'_>, grammar: &Grammar, i: usize, end: usize) -> bool {
        let word = text.lower(i);
        match text.kind(i) {
            Some(TokenKind::Word) => {
                let pronoun = self.class("pronoun", word) && i + 1 == end;
                pronoun
                    || self.class("joiner", word)
                    || matches!(word, "the" | "a" | "an" | "its" | "his" | "her" | "their")
                    || !grammar.is_function_word(word)
                        && (!grammar.is_verb(word) && !self.verbs.contains_key(word)
                            || text.word(i).starts_with(char::is_uppercase))
            }
            Some(TokenKind::Clitic) => true,
            Some(TokenKind::Mark) => {
                matches!(word, "-" | ".") && (text.glued(i) || text.glued(i + 1))
            }
            _ => false,
        }
    }

    /// The noun phrase that starts at `start`, up to a mark or a verb.
    fn phrase_after(&self, text: &Text<'_>, start: usize, limit: usize) -> Option<String> {
        let mut end = start;
        while end < limit && end - start < LONGEST_SOURCE {
            let word = text.lower(end);
            let goes_on = match text.kind(end) {
                Some(TokenKind::Word) => !self.class("ends", word) || end == start,
                Some(TokenKind::Clitic) => true,
                Some(TokenKind::Mark) => {
                    matches!(word, "-" | "." | "&") && text.glued(end) && end + 1 < limit
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        if let Some(name) = name_in_apposition(text, start, end, limit) {
            return Some(name);
        }
        let first = start + usize::from(matches!(text.lower(start), "the" | "a" | "an"));
        (end > first).then(|| text.source()[text.span(first..end)].to_owned())
    }

    /// Is this word (in lower case) of a class of `source_words.txt`?
    fn class(&self, class: &str, word: &str) -> bool {
        self.words
            .get(class)
            .is_some_and(|words| words.contains(word))
    }

    /// Does a name or a definite noun phrase start at `i`?
    fn opens_name(&self, text: &Text<'_>, i: usize) -> bool {
        text.word(i).starts_with(char::is_uppercase) || self.class("opens", text.lower(i))
    }

    /// The voice of the value at token `t`.
    fn voice(
        &self,
        text: &Text<'_>,
        sentence: Range<usize>,
        here: &[Attribution],
        t: usize,
    ) -> Voice {
        let clause = clause_of(text, sentence, t);
        let nearest = here
            .iter()
            .min_by_key(|a| (usize::from(!clause.contains(&a.at)), a.at.abs_diff(t)))
            .filter(|a| clause.contains(&a.at) || here.len() == 1);
        let stance = nearest.map_or(Stance::Say, |a| a.stance);
        let modality = match stance {
            Stance::Allege => Modality::Alleged,
            Stance::Deny => Modality::Denied,
            Stance::Plan => Modality::Planned,
            Stance::Say => self.cue_in(text, clause, t),
        };
        Voice {
            source: nearest.and_then(|a| a.source.clone()),
            modality,
        }
    }

    /// The modality that the words around the value give it: the last cue before it within its
    /// clause, where no mark stands between.
    fn cue_in(&self, text: &Text<'_>, clause: Range<usize>, t: usize) -> Modality {
        let mut found = Modality::Asserted;
        for i in clause.start..t {
            if matches!(text.word(i), "," | "\u{2014}" | "\u{2013}" | "(") {
                found = Modality::Asserted;
            }
            if let Some((&modality, _)) = self.cues.at(text, i) {
                found = modality;
            }
        }
        found
    }
}

/// The name after an office: "the chief district officer, Sarita Dhungel" and nothing else before
/// the next mark.
fn name_in_apposition(text: &Text<'_>, start: usize, comma: usize, limit: usize) -> Option<String> {
    const LONGEST_NAME: usize = 4;
    let office = (start..comma).all(|k| !text.word(k).starts_with(char::is_uppercase));
    if !office || !text.is(comma, ",") {
        return None;
    }
    let capital = |k: &usize| {
        text.word(*k).starts_with(char::is_uppercase) || matches!(text.word(*k), "." | "-")
    };
    let end = (comma + 1..limit).take_while(capital).last()? + 1;
    let end = if text.is(end - 1, ".") && end == limit {
        end - 1
    } else {
        end
    };
    let fits = end > comma + 1
        && end - comma - 1 <= LONGEST_NAME
        && (end >= limit || text.kind(end) == Some(TokenKind::Mark));
    fits.then(|| text.source()[text.span(comma + 1..end)].to_owned())
}

/// The part of a sentence around token `t` between semicolons, dashes and contrasting conjunctions.
fn clause_of(text: &Text<'_>, sentence: Range<usize>, t: usize) -> Range<usize> {
    let breaks = |k: usize| {
        matches!(text.lower(k), ";" | "while" | "whereas" | "but")
            || text.is(k, ",") && matches!(text.lower(k + 1), "while" | "whereas" | "but")
    };
    let start = (sentence.start..t)
        .rev()
        .find(|&k| breaks(k))
        .map_or(sentence.start, |k| k + 1);
    let end = (t..sentence.end)
        .find(|&k| breaks(k))
        .unwrap_or(sentence.end);
    start..end
}

fn is_opening_quote(word: &str) -> bool {
    matches!(word, "\"" | "\u{201c}" | "\u{2018}")
}

/// Is a quotation still open at the end of the sentence?
fn quote_state(text: &Text<'_>, tokens: Range<usize>, mut open: bool) -> bool {
    for i in tokens {
        match text.word(i) {
            "\"" => open = !open,
            "\u{201c}" => open = true,
            "\u{201d}" => open = false,
            _ => {}
        }
    }
    open
}

impl crate::text::Sentence {
    /// Is this sentence not the first of its paragraph?
    fn paragraph_continues(&self, text: &Text<'_>) -> bool {
        self.tokens.start > 0 && {
            let before = text.sentence_of(self.tokens.start - 1);
            text.sentences[before].paragraph == self.paragraph
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voices(source: &str) -> Vec<(Option<String>, Modality)> {
        let text = Text::new(source, &[]);
        let numbers: Vec<usize> = (0..text.tokens.len())
            .filter(|&i| text.kind(i) == Some(TokenKind::Number))
            .collect();
        VoiceReader::builtin()
            .read(&text, &Grammar::builtin(), &numbers)
            .into_iter()
            .map(|v| (v.source, v.modality))
            .collect()
    }

    fn source(text: &str) -> Option<String> {
        voices(text).remove(0).0
    }

    #[test]
    fn sources_stand_before_or_after_the_verb() {
        assert_eq!(source("Police counted 60,000."), Some("Police".into()));
        assert_eq!(
            source("At least 31 died, the District Administration Office said."),
            Some("District Administration Office".into())
        );
        assert_eq!(
            source("Some 57 were hurt, said Brig. Gen. Anwarul Karim, director general."),
            Some("Brig. Gen. Anwarul Karim".into())
        );
        assert_eq!(
            source("It flooded 30 villages, according to Chief District Officer Sarita Dhungel."),
            Some("Chief District Officer Sarita Dhungel".into())
        );
        assert_eq!(source("The 27 are safe."), None);
    }

    #[test]
    fn a_name_goes_before_an_office() {
        assert_eq!(
            source("Around 11 were hurt, said the district officer, Sarita Dhungel."),
            Some("Sarita Dhungel".into())
        );
        assert_eq!(
            source("Around 11 were hurt, said the district officer."),
            Some("district officer".into())
        );
    }

    #[test]
    fn clauses_have_their_own_sources() {
        let read = voices("Police list 17 as missing; the Nepal Red Cross counted 41 names.");
        assert_eq!(read[0].0, Some("Police".into()));
        assert_eq!(read[1].0, Some("Nepal Red Cross".into()));
    }

    #[test]
    fn pronouns_and_speech_keep_their_speaker() {
        let read = voices(
            "\"We saw it,\" said Mary Hill. She said 12 had died. \"We buried 9. We lost 3,\" she added.",
        );
        assert!(
            read.iter()
                .all(|(source, _)| source.as_deref() == Some("Mary Hill")),
            "{read:?}"
        );
    }

    #[test]
    fn modality_follows_verbs_and_cues() {
        assert_eq!(voices("It will send 300 soldiers.")[0].1, Modality::Planned);
        assert_eq!(
            voices("Vientiane claims 150 shells fell.")[0].1,
            Modality::Alleged
        );
        assert_eq!(
            voices("It could cost 5 million.")[0].1,
            Modality::Hypothetical
        );
        assert_eq!(voices("It sent 300 soldiers.")[0].1, Modality::Asserted);
    }
}
