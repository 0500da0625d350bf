//! Who says so, and how firmly.
//!
//! Attribution is read sentence by sentence: every reporting verb, every "according to" and every
//! "by X's count" makes an attribution with a stretch of the sentence that it vouches for
//! (`attribution`, `verb`, `scope`, `source`); a value belongs to the nearest one whose stretch holds it. Speech that
//! goes on over several sentences keeps its speaker, and pronouns stand for the speaker named last.
//! How firmly something is said is read from the words around it (`modality`).

mod attribution;
mod modality;
mod scope;
mod source;
mod verb;

use crate::report::Modality;
use crate::text::grammar::Grammar;
use crate::text::table::{Phrases, WordMap, lines, word_groups};
use crate::text::{Text, TokenKind};
use attribution::Attribution;
use std::ops::Range;

/// The tables of reporting verbs and cues.
#[derive(Debug)]
pub struct VoiceReader {
    verbs: WordMap<Stance>,
    cues: Phrases<Modality>,
    words: WordMap<Class>,
}

word_groups! {
    /// A set of classes of `source_words.txt`.
    Class(u32) {
        ARTICLE "article", AUXILIARY "auxiliary", AUXILIARY_CUE "auxiliary_cue", BE "be", BELIEF "belief",
        BODY "body", COUNT "count", ENDS "ends", HEDGE "hedge", IMPERSONAL "impersonal",
        INVERTS "inverts", JOINER "joiner", LEADING "leading", NOUN_TOO "noun_too", OPENS "opens",
        PERSON "person", PLURAL "plural", PRONOUN "pronoun", PUTS_AT "puts_at", SPEAKS_OF "speaks_of",
        TELLS "tells", THAT_ONLY "that_only", TOLD "told", TRANSITIVE "transitive", WEAK "weak",
        WHEN "when",
    }
}

/// How a reporting verb vouches for what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    Say,
    Allege,
    Deny,
    Plan,
}

/// Who says so and how firmly, for each of the tokens asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Who says so, as the article names them.
    pub source: Option<String>,
    /// How firmly it is said.
    pub modality: Modality,
    /// Does the attribution stand in front ("police said that …", "…" in quotation marks) and not
    /// behind ("…, police said")?
    pub(super) leads: bool,
}

/// The speakers of whom a pronoun can speak.
#[derive(Debug, Default, Clone)]
struct Speakers {
    /// "he", "she".
    person: Option<String>,
    /// "it", "they".
    body: Option<String>,
}

impl VoiceReader {
    /// The tables compiled in.
    pub fn builtin() -> Self {
        let mut verbs = WordMap::default();
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
        let mut words: WordMap<Class> = WordMap::default();
        for line in lines(include_str!("source_words.txt")) {
            let Some((class, listed)) = line.split_once(' ') else {
                continue;
            };
            let class = Class::group(class).unwrap_or_default();
            for word in listed.split_whitespace() {
                let classes = words.entry(word);
                *classes = *classes | class;
            }
        }
        Self { verbs, cues, words }
    }

    /// The voice of each of the tokens `at` (sorted), each standing for a value.
    pub fn read(&self, text: &Text<'_>, grammar: &Grammar, at: &[usize]) -> Vec<Voice> {
        let mut out: Vec<Voice> = Vec::with_capacity(at.len());
        let mut wanted = at.iter().copied().peekable();
        let mut speakers = Speakers::default();
        let mut speech = Speech::default();
        for sentence in &text.sentences {
            // Behind the last value only the speaker of a quotation left open is still to be found.
            if wanted.peek().is_none() && !speech.quoted {
                break;
            }
            let tokens = sentence.tokens.clone();
            let opened = speech.quoted;
            speech.quoted = quote_state(text, tokens.clone(), opened);
            let clause = attribution::Sentence {
                reader: self,
                text,
                grammar,
                tokens: tokens.clone(),
            };
            let mut here = clause.attributions(&mut speakers);
            let goes_on = opened
                || is_opening_quote(text.word(tokens.start)) && paragraph_continues(text, sentence);
            if here.is_empty() && goes_on {
                here.extend(speech.last.clone().map(|a| a.over(tokens.clone())));
            } else if let Some(named) = here.iter().find(|a| a.source.is_some()).filter(|_| opened)
            {
                // Its speaker is named only here: what was said before in the same quotation too.
                for voice in &mut out[speech.unnamed..] {
                    voice.source.clone_from(&named.source);
                }
            }
            if !(speech.quoted && here.is_empty()) {
                speech.unnamed = usize::MAX;
            }
            if speech.quoted && here.is_empty() && speech.unnamed == usize::MAX {
                speech.unnamed = out.len();
            }
            while let Some(t) = wanted.next_if(|&t| t < tokens.end) {
                out.push(self.voice(text, tokens.clone(), &here, t));
            }
            speech.unnamed = speech.unnamed.min(out.len());
            speech.last = here.into_iter().rev().find(|a| a.source.is_some());
        }
        out.extend(wanted.map(|_| Voice {
            source: None,
            modality: Modality::Asserted,
            leads: false,
        }));
        out
    }

    /// The voice of the value at token `t`: of the attributions that vouch for it the nearest.
    fn voice(
        &self,
        text: &Text<'_>,
        sentence: Range<usize>,
        here: &[Attribution],
        t: usize,
    ) -> Voice {
        let over = || here.iter().filter(|a| a.scope.contains(&t));
        let nearest = over()
            .filter(|a| a.source.is_some() && !is_age(text, t))
            .min_by_key(|a| (a.weak, a.at.abs_diff(t)));
        let stance = over().min_by_key(|a| a.at.abs_diff(t)).map(|a| a.stance);
        let modality = match stance {
            Some(Stance::Allege) => Modality::Alleged,
            Some(Stance::Deny) => Modality::Denied,
            Some(Stance::Plan) => Modality::Planned,
            Some(Stance::Say) | None => self.cue_around(text, sentence.clone(), t),
        };
        let said = stance == Some(Stance::Say) && modality == Modality::Hypothetical;
        let modality = if said && self.is_prospect(text, &sentence, t) {
            Modality::Planned
        } else {
            modality
        };
        Voice {
            source: nearest.and_then(|a| a.source.clone()),
            modality,
            leads: nearest.is_some_and(|a| a.at < t),
        }
    }

    /// Is this word (in lower case) of a class of `source_words.txt`?
    fn class(&self, class: Class, word: &str) -> bool {
        self.words
            .get(word)
            .is_some_and(|classes| classes.any(class))
    }
}

/// A quotation that goes on over sentences.
#[derive(Debug, Default)]
struct Speech {
    /// Is it open?
    quoted: bool,
    /// Who spoke in the sentence before.
    last: Option<Attribution>,
    /// The first of the values whose speaker is yet to be named.
    unnamed: usize,
}

/// Is the number at `t` an age between commas behind a name, "Mary Hill, 54, said"? That is the
/// article's.
fn is_age(text: &Text<'_>, t: usize) -> bool {
    let number = text.kind(t) == Some(TokenKind::Number) && text.word(t).len() <= 3;
    let name = t >= 2 && text.word(t - 2).starts_with(char::is_uppercase);
    number && name && text.is(t - 1, ",") && matches!(text.lower(t + 1), "," | "." | "" | ";" | ")")
}

fn is_opening_quote(word: &str) -> bool {
    matches!(word, "\"" | "\u{201c}" | "\u{2018}")
}

/// Is a quotation still open at the end of the sentence?
fn quote_state(text: &Text<'_>, tokens: Range<usize>, mut open: bool) -> bool {
    for i in tokens.filter(|&i| text.kind(i) == Some(TokenKind::Mark)) {
        match text.word(i) {
            "\"" => open = !open,
            "\u{201c}" => open = true,
            "\u{201d}" => open = false,
            _ => {}
        }
    }
    open
}

/// Is this sentence not the first of its paragraph?
fn paragraph_continues(text: &Text<'_>, sentence: &crate::text::Sentence) -> bool {
    sentence.tokens.start > 0 && {
        let before = text.sentence_of(sentence.tokens.start - 1);
        text.sentences[before].paragraph == sentence.paragraph
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
    fn a_name_in_apposition_is_the_source() {
        for text in [
            "At least 40 were hurt, the mayor, Ana Brito, told a press conference.",
            "The mayor, Ana Brito, said 40 were hurt.",
            "Some 40 were hurt, said hospital porter Ana Brito, who saw them.",
            "Some 40 were hurt, the head of the hospital, Dr Ana Brito, has said.",
        ] {
            let said = source(text).unwrap_or_default();
            assert!(said.contains("Ana Brito"), "{text}: {said}");
        }
        assert_eq!(
            source("The Coast Watch Office (CWO) said 12 boats sank."),
            Some("Coast Watch Office".into())
        );
    }

    #[test]
    fn what_the_article_adds_is_its_own() {
        // Behind a final attribution, in a relative clause, an age, what is only done.
        assert_eq!(
            source("The road is open, police said, while 30 lorries wait.").as_deref(),
            None
        );
        let read = voices("Ana Brito, 54, said 40 were hurt.");
        assert_eq!(read[0].0, None);
        assert_eq!(read[1].0, Some("Ana Brito".into()));
        assert_eq!(
            source("The province promised each family 500 crowns."),
            None
        );
        assert_eq!(source("With 62 votes counted, Brito led."), None);
        assert_eq!(source("The flood claimed 31 lives."), None);
        assert_eq!(source("Early results showed 62 seats for Brito."), None);
        assert_eq!(source("The team was said to have 62 members."), None);
    }

    #[test]
    fn two_sources_of_one_sentence() {
        let read = voices("The police put the crowd at 400; organisers spoke of 2,500.");
        assert_eq!(read[0].0, Some("police".into()));
        assert_eq!(read[1].0, Some("organisers".into()));
        let read = voices("The owner says 480, the fire service 310.");
        assert_eq!(read[1].0, Some("fire service".into()));
        let read = voices("The ministry put its losses at 14 and said 11 rebels had died.");
        assert_eq!(read[1].0, Some("ministry".into()));
    }

    #[test]
    fn counts_and_accounts_name_a_source() {
        assert_eq!(
            source("By the garrison's own count, 300 shells fell."),
            Some("garrison".into())
        );
        assert_eq!(
            source("The jewels, said by the insurer to be worth 4 million, are gone."),
            Some("insurer".into())
        );
    }

    #[test]
    fn pronouns_go_back_to_the_right_speaker() {
        let read = voices(
            "Ana Brito said 12 had died. The health ministry said 9 had. It said 3 were missing. \
             She said 40 were hurt.",
        );
        assert_eq!(read[2].0, Some("health ministry".into()));
        assert_eq!(read[3].0, Some("Ana Brito".into()));
    }

    #[test]
    fn speech_is_given_to_the_speaker_named_after_it() {
        let read = voices("\"We buried 9 of them. We lost 3,\" said Ana Brito.");
        assert!(
            read.iter().all(|(s, _)| s.as_deref() == Some("Ana Brito")),
            "{read:?}"
        );
    }

    #[test]
    fn a_cue_belongs_to_its_own_verb() {
        let modality = |text| voices(text)[0].1;
        assert_eq!(
            modality("Two hundred men and 20 women are to leave."),
            Modality::Planned
        );
        assert_eq!(
            modality("The firm said it would cut 2,400 jobs."),
            Modality::Planned
        );
        assert_eq!(
            modality("It would have cost 5 million."),
            Modality::Hypothetical
        );
        assert_eq!(
            modality("It will be decided by those who took 31 seats."),
            Modality::Asserted
        );
        assert_eq!(
            modality("The leaders of the 14 states will meet."),
            Modality::Asserted
        );
        assert_eq!(
            modality("He could not name 45 of them."),
            Modality::Asserted
        );
        assert_eq!(
            modality("He came on May 8 with others."),
            Modality::Asserted
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
