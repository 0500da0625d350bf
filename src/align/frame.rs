//! Frames: what a mention says about what, in a form in which two can be compared quickly.

use super::account::{self, Account, Place};
use super::count_different_things;
use super::features::{comparable, compare_values};
use super::passage::{Passage, passages, within_reach};
use super::state::{State, state};
use super::words::{Concept, Words};
use crate::extract::quantity::{Lexicon, QuantityMention, Sort};
use crate::extract::{Detail, Mention, Story, is_of_rates};
use crate::report::Modality;
use crate::text::meaning::{Blend, Meaning};
use crate::text::table::WordSet;
use crate::text::{Text, TokenKind};
use crate::value::{Comparison, DateSpan, Measured, Value};
use jiff::civil::Date;
use std::ops::Range;

/// What can be compared with what: values of different dimensions never state the same fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// A count of things.
    Count,
    /// A rank.
    Ordinal,
    /// The score of a match or a vote.
    Score,
    /// An age.
    Age,
    /// Money of any currency.
    Money,
    /// A measure: length, mass, time …
    Measure(String),
    /// A day or a stretch of days.
    Day,
    /// A clock time.
    Clock,
}

/// A mention with what surrounds it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The story, by its place in the run.
    pub story: usize,
    /// The mention, by its place in the story.
    pub mention: usize,
    /// The sentence in the story.
    pub sentence: usize,
    /// What it can be compared with.
    pub dimension: Dimension,
    /// A quantity in base units.
    pub measured: Option<Measured>,
    /// The number in the unit in which it is stated.
    pub stated: Option<f64>,
    /// The unit as stated.
    pub unit: Option<String>,
    /// Is it an amount of money told of a time of which rates are known?
    pub rated: bool,
    /// A date.
    pub date: Option<DateSpan>,
    /// The head of the thing counted; 0 where none is named.
    pub head: Concept,
    /// The other words of the thing counted.
    pub modifiers: Vec<Concept>,
    /// The words around it with their weights, nearer ones heavier; sorted by concept.
    pub context: Vec<(Concept, f32)>,
    /// The words of its sentence with their weights; sorted by concept.
    pub sentence_words: Vec<(Concept, f32)>,
    /// The names in its clause; sorted.
    pub names: Vec<Concept>,
    /// The names in its sentence; sorted.
    pub sentence_names: Vec<Concept>,
    /// What the words of the thing counted mean, the head counting double.
    pub noun_meaning: Option<Meaning>,
    /// What the words around it mean, nearer ones heavier.
    pub context_meaning: Option<Meaning>,
    /// What the words of its sentence mean.
    pub sentence_meaning: Option<Meaning>,
    /// What the nearest verbs of its clause mean.
    pub verb_meaning: Option<Meaning>,
    /// What the three words before it and the three after it mean.
    pub beside_meaning: [Option<Meaning>; 2],
    /// The nearest verbs of its clause, as concepts; sorted.
    pub verbs: Vec<Concept>,
    /// The words of its segment with their weights: those next to it up to the next comma,
    /// conjunction or value; sorted by concept.
    pub segment: Vec<(Concept, f32)>,
    /// What the words of its segment mean.
    pub segment_meaning: Option<Meaning>,
    /// The names in its segment; sorted.
    pub segment_names: Vec<Concept>,
    /// The name nearest to it on either side in its sentence; 0 for none.
    pub nearest_name: Concept,
    /// Does a word before it point back to a quantity known already ("the 18 tanks")?
    pub definite: bool,
    /// Does it point back to a quantity known already, while its story tells none of its value
    /// before it: "Three missiles … the four missiles"?
    pub unanswered: bool,
    /// Is it said to be the whole ("a total of 12")?
    pub total: bool,
    /// Is it told of a time long before the article ("in 2001")?
    pub past: bool,
    /// How far into the article it stands, 0 to 1, by sentences.
    pub place: f32,
    /// Where it is a date: does it take in the day on which its article came out?
    pub on_publication: bool,
    /// The name that stands nearest before it in its sentence; 0 for none.
    pub owner: Concept,
    /// Up to five words to its left, nearest first, and to its right; numbers are 0.
    pub left: Vec<u64>,
    /// See `left`.
    pub right: Vec<u64>,
    /// The first word with a concept to the left and to the right.
    pub near_left: Concept,
    /// See `near_left`.
    pub near_right: Concept,
    /// The span of the date that stands nearest in its clause.
    pub when: Option<(Date, Date)>,
    /// The rate's period.
    pub per: Option<String>,
    /// A part of a whole named before.
    pub part: bool,
    /// An earlier or other value set against the one told ("from 12", "against 65.7%").
    pub compared: bool,
    /// How firmly it is said.
    pub modality: Modality,
    /// The words of who says so, as numbers; sorted.
    pub source: Vec<u64>,
    /// What became of the people counted.
    pub state: Option<State>,
    /// Whose account it is.
    pub account: Account,
    /// Does its sentence, before it or right after it, set values against each other ("but",
    /// "previously", "instead of")?
    pub contrast: bool,
    /// The day of a statement.
    pub of_statement: bool,
    /// Where a weekday is named that is not the day of the date: the nearest day that it is.
    pub day_by_weekday: Option<Date>,
    /// The mention of the same story whose value this one converts in brackets ("25 miles" after
    /// "40 km"), or that it is converted by.
    pub converts: Option<usize>,
    /// In the headline or the first two sentences.
    pub lead: bool,
    /// What it owes to the sentences before it.
    pub passage: Passage,
}

impl Frame {
    /// Is it a number that names neither a unit nor a thing, and so may be short for any?
    pub fn is_bare(&self) -> bool {
        self.dimension == Dimension::Count && self.head == 0 && self.modifiers.is_empty()
    }
}

/// How many words to each side are kept for telling copies.
const NEIGHBOURS: usize = 5;

/// Over how many tokens the weight of a context word falls to its 2.7th part.
const REACH: f32 = 6.0;

/// The frames of a story's mentions. A value in brackets that converts the one before it has that
/// one's surroundings: it states the same in another unit.
pub fn frames(index: usize, story: &Story<'_>, words: &Words, lexicon: &Lexicon) -> Vec<Frame> {
    let mut all: Vec<Frame> = (0..story.mentions.len())
        .map(|mention| frame(index, story, words, lexicon, mention))
        .collect();
    let cores: Vec<Range<usize>> = story.mentions.iter().map(core_of).collect();
    let nouns: Vec<Range<usize>> = story.mentions.iter().map(noun_of).collect();
    let passages = passages(index, story, words, &all, &cores, &nouns);
    for (frame, passage) in all.iter_mut().zip(passages) {
        frame.passage = passage;
    }
    for k in 0..all.len() {
        all[k].unanswered = all[k].definite && !all[..k].iter().any(|told| answers(told, &all[k]));
    }
    for k in 1..all.len() {
        if converts(story, &all[k - 1], &all[k]) {
            let first = all[k - 1].clone();
            let own = &all[k];
            all[k] = Frame {
                mention: own.mention,
                measured: own.measured,
                stated: own.stated,
                unit: own.unit.clone(),
                converts: Some(k - 1),
                ..first
            };
            all[k - 1].converts = Some(k);
        }
    }
    all
}

/// May a quantity be the one that a later one of its story points back to?
fn answers(told: &Frame, later: &Frame) -> bool {
    use Comparison::{Compatible, Same, SameRounded};
    /// Names of things that are no nearer in meaning than this are names of two.
    const NEAR: f64 = 0.3;
    let one_thing = !count_different_things(told, later, NEAR);
    let named = told.head != 0 || !told.modifiers.is_empty();
    comparable(told, later)
        && one_thing
        && match compare_values(told, later) {
            Same => true,
            SameRounded | Compatible => named,
            _ => false,
        }
}

/// Does the second of two neighbouring mentions convert the first into another unit of its
/// dimension: in brackets right after it ("40 km (25 miles)"), or after an "or" ("4.1bn crowns, or
/// $197m")?
fn converts(story: &Story<'_>, first: &Frame, second: &Frame) -> bool {
    let (Detail::Quantity(a), Detail::Quantity(b)) = (
        &story.mentions[first.mention].detail,
        &story.mentions[second.mention].detail,
    ) else {
        return false;
    };
    first.dimension == second.dimension
        && first.unit.is_some()
        && second.unit.is_some()
        && first.unit != second.unit
        && (crate::extract::is_bracketed(&story.text, a, b)
            || is_reworded(&story.text, a, b)
                && compare_values(first, second) != Comparison::Different)
}

/// Does an "or" and nothing else but a hedge stand between two quantities?
fn is_reworded(text: &Text<'_>, a: &QuantityMention, b: &QuantityMention) -> bool {
    let between = a.core.end.max(a.noun.end)..b.core.start;
    let mut words = between.filter(|&k| !text.is(k, ","));
    let or = words.next().filter(|&k| text.lower(k) == "or");
    or.is_some_and(|or| b.tokens.start <= or + 1)
}

fn frame(
    index: usize,
    story: &Story<'_>,
    words: &Words,
    lexicon: &Lexicon,
    number: usize,
) -> Frame {
    let mention = &story.mentions[number];
    let core = core_of(mention);
    let sentence = within_reach(&story.text.sentences[mention.sentence].tokens, &core);
    let clause = clause(story, sentence.clone(), &mention.tokens);
    let (dimension, measured, unit) = measure(mention, lexicon);
    let rated = dimension == Dimension::Money && is_of_rates(story, mention.sentence);
    let (head, modifiers) = counted(story, words, index, mention);
    let concepts = &words.concepts[index];
    let names_here = &words.names[index];
    let surroundings = Surroundings {
        story,
        words,
        index,
        sentence: &sentence,
        clause: &clause,
        core: &core,
    };
    let verbs = surroundings.verbs();
    let segment = segment(story, number, &sentence);
    let source = source_words(mention);
    Frame {
        story: index,
        mention: number,
        sentence: mention.sentence,
        dimension: dimension.clone(),
        measured,
        stated: match &mention.value {
            Value::Quantity(quantity) => quantity.number,
            Value::Date(_) => None,
        },
        unit,
        rated,
        date: match &mention.value {
            Value::Date(span) => Some(span.clone()),
            Value::Quantity(_) => None,
        },
        head,
        modifiers,
        context: context(words, concepts, sentence.clone(), &clause, &core),
        sentence_words: bag(sentence
            .clone()
            .filter(|k| !core.contains(k))
            .map(|k| (concepts[k], words.weight(concepts[k])))),
        names: sorted(
            clause
                .clone()
                .filter(|&k| names_here[k] && !core.contains(&k))
                .map(|k| concepts[k]),
        ),
        sentence_names: sorted(
            sentence
                .clone()
                .filter(|&k| names_here[k] && !core.contains(&k))
                .map(|k| concepts[k]),
        ),
        noun_meaning: surroundings.noun(mention),
        context_meaning: surroundings.context(),
        sentence_meaning: surroundings.whole(),
        verb_meaning: surroundings.blend(verbs.iter().map(|&k| (k, 1.0))),
        beside_meaning: surroundings.beside(mention),
        verbs: sorted(verbs.iter().map(|&k| concepts[k])),
        segment: bag(segment
            .clone()
            .filter(|k| !core.contains(k))
            .map(|k| (concepts[k], words.weight(concepts[k])))),
        segment_meaning: surroundings.blend(segment.clone().map(|k| (k, 1.0))),
        segment_names: sorted(
            segment
                .clone()
                .filter(|&k| names_here[k])
                .map(|k| concepts[k]),
        ),
        nearest_name: surroundings.nearest_name(),
        definite: has_before(story, &sentence, mention.tokens.start, words.definite())
            || is_owned(story, &sentence, mention.tokens.start),
        unanswered: false,
        total: segment
            .clone()
            .any(|k| words.totals().contains(story.text.lower(k))),
        past: is_past(story, mention),
        place: mention.sentence as f32 / story.text.sentences.len().max(1) as f32,
        on_publication: on_publication(story, mention),
        owner: (sentence.start..core.start)
            .rev()
            .find(|&k| names_here[k])
            .map_or(0, |k| concepts[k]),
        left: (sentence.start..core.start)
            .rev()
            .take(NEIGHBOURS)
            .map(|k| fingerprint(story, k))
            .collect(),
        right: (core.end..sentence.end)
            .take(NEIGHBOURS)
            .map(|k| fingerprint(story, k))
            .collect(),
        near_left: (sentence.start..core.start)
            .rev()
            .map(|k| concepts[k])
            .find(|&c| c != 0)
            .unwrap_or(0),
        near_right: (core.end..sentence.end)
            .map(|k| concepts[k])
            .find(|&c| c != 0)
            .unwrap_or(0),
        when: when(story, number, &clause),
        per: match &mention.detail {
            Detail::Quantity(q) => q.per.clone(),
            Detail::Date { .. } => None,
        },
        part: matches!(&mention.detail, Detail::Quantity(q) if q.part),
        compared: is_compared(story, sentence.start, mention.tokens.start),
        modality: mention.modality,
        state: match dimension {
            Dimension::Count => state(story, words, &segment, &mention.tokens, &noun_of(mention)),
            _ => None,
        },
        account: Place {
            story,
            words,
            index,
            sentence: &sentence,
            segment: &segment,
            own: &mention.tokens,
            source: &source,
        }
        .account(),
        source,
        contrast: contrasts(story, words, &sentence, &mention.tokens),
        of_statement: matches!(
            mention.detail,
            Detail::Date {
                of_statement: true,
                ..
            }
        ),
        day_by_weekday: match mention.detail {
            Detail::Date { day_by_weekday, .. } => day_by_weekday,
            Detail::Quantity(_) => None,
        },
        converts: None,
        lead: mention.sentence < 3,
        passage: Passage::default(),
    }
}

/// What stands around a mention, for the meanings of its frame.
struct Surroundings<'s> {
    story: &'s Story<'s>,
    words: &'s Words,
    index: usize,
    sentence: &'s Range<usize>,
    clause: &'s Range<usize>,
    core: &'s Range<usize>,
}

impl Surroundings<'_> {
    /// The weighted sum of what some tokens mean; each weight is multiplied by the word's rarity.
    fn blend(&self, tokens: impl Iterator<Item = (usize, f32)>) -> Option<Meaning> {
        let mut blend = Blend::default();
        for (token, weight) in tokens {
            let concept = self.words.concepts[self.index][token];
            if concept == 0 || self.core.contains(&token) {
                continue;
            }
            if let Some(meaning) = self.words.meaning(self.story.text.lower(token)) {
                blend.add(&meaning, weight * self.words.weight(concept));
            }
        }
        blend.meaning()
    }

    fn noun(&self, mention: &Mention) -> Option<Meaning> {
        let Detail::Quantity(detail) = &mention.detail else {
            return None;
        };
        let last = detail.noun.end.wrapping_sub(1);
        self.blend(
            detail
                .noun
                .clone()
                .map(|k| (k, if k == last { 2.0 } else { 1.0 })),
        )
    }

    fn context(&self) -> Option<Meaning> {
        self.blend(self.sentence.clone().map(|k| {
            let outside = if self.clause.contains(&k) { 1.0 } else { 0.33 };
            (k, outside * (-(self.distance(k) as f32) / REACH).exp())
        }))
    }

    fn whole(&self) -> Option<Meaning> {
        self.blend(self.sentence.clone().map(|k| (k, 1.0)))
    }

    /// The three words with a concept before the value, and after what it counts.
    fn beside(&self, mention: &Mention) -> [Option<Meaning>; 2] {
        let concepts = &self.words.concepts[self.index];
        let worded = |k: &usize| concepts[*k] != 0;
        let after = mention.tokens.end.max(self.core.end);
        let before: Vec<usize> = (self.sentence.start..self.core.start)
            .rev()
            .filter(worded)
            .take(3)
            .collect();
        let behind: Vec<usize> = (after..self.sentence.end).filter(worded).take(3).collect();
        [before, behind].map(|side| self.blend(side.into_iter().map(|k| (k, 1.0))))
    }

    /// The nearest verb of the clause to each side, as tokens.
    fn verbs(&self) -> Vec<usize> {
        let verbs = &self.words.verbs[self.index];
        let before = (self.clause.start..self.core.start)
            .rev()
            .find(|&k| verbs[k]);
        let behind = (self.core.end..self.clause.end).find(|&k| verbs[k]);
        before.into_iter().chain(behind).collect()
    }

    /// The name nearest to the value in its sentence.
    fn nearest_name(&self) -> Concept {
        let concepts = &self.words.concepts[self.index];
        let names = &self.words.names[self.index];
        self.sentence
            .clone()
            .filter(|&k| names[k] && concepts[k] != 0 && !self.core.contains(&k))
            .min_by_key(|&k| self.distance(k))
            .map_or(0, |k| concepts[k])
    }

    /// How many tokens lie between a token and the value.
    fn distance(&self, token: usize) -> usize {
        distance(token, self.core)
    }
}

/// How far a token stands from a value: 1 right beside it, 0 inside it.
pub(super) fn distance(token: usize, value: &Range<usize>) -> usize {
    if token < value.start {
        value.start - token
    } else {
        (token + 1).saturating_sub(value.end)
    }
}

/// The words next to a mention, up to the next comma, conjunction or value on each side; what it
/// counts belongs to it.
fn segment(story: &Story<'_>, number: usize, sentence: &Range<usize>) -> Range<usize> {
    let text = &story.text;
    let own = &story.mentions[number].tokens;
    let before = number
        .checked_sub(1)
        .map_or(0, |k| story.mentions[k].tokens.end);
    let after = story
        .mentions
        .get(number + 1)
        .map_or(usize::MAX, |m| m.tokens.start);
    let breaks = |k: usize| {
        matches!(
            text.word(k),
            "," | ";" | ":" | "(" | ")" | "\u{2014}" | "\u{2013}"
        ) || matches!(text.lower(k), "and" | "but" | "while" | "whereas")
    };
    let least = sentence.start.max(before.min(own.start));
    let most = sentence.end.min(after.max(own.end));
    let start = (least..own.start)
        .rev()
        .find(|&k| breaks(k))
        .map_or(least, |k| k + 1);
    let end = (own.end..most).find(|&k| breaks(k)).unwrap_or(most);
    start..end.max(own.end)
}

/// Does one of the words stand right before a token, or before the word before it?
fn has_before(story: &Story<'_>, sentence: &Range<usize>, start: usize, words: &WordSet) -> bool {
    // The hedge and the article may be part of the mention ("the 18 tanks").
    let from = start.saturating_sub(2).max(sentence.start);
    (from..=start).any(|k| words.contains(story.text.lower(k)))
}

/// Does the word right before a token own what follows ("the nation's 270,000 pensioners")?
fn is_owned(story: &Story<'_>, sentence: &Range<usize>, start: usize) -> bool {
    let before = start.checked_sub(1).filter(|k| sentence.contains(k));
    before.is_some_and(|k| {
        ["'s", "\u{2019}s"]
            .iter()
            .any(|s| story.text.lower(k).ends_with(s))
    })
}

/// Does the sentence tell of a time that ended long before the article came out?
fn is_past(story: &Story<'_>, mention: &Mention) -> bool {
    const LONG_AGO: i32 = 200;
    let Some(published) = story.published.start else {
        return false;
    };
    let dates = story.mentions.iter().filter_map(|m| match &m.value {
        Value::Date(span) if m.sentence == mention.sentence => Some(span),
        _ => None,
    });
    let own: Vec<bool> = dates
        .map(|span| (published - span.end).get_days() > LONG_AGO)
        .collect();
    !own.is_empty() && own.iter().all(|old| *old)
}

/// Is the mention a date that takes in the day on which its article came out?
fn on_publication(story: &Story<'_>, mention: &Mention) -> bool {
    match (&mention.value, story.published.start, story.published.end) {
        (Value::Date(span), Some(start), Some(end)) => {
            start == end && span.start <= start && end <= span.end
        }
        _ => false,
    }
}

/// The words of who says so, but for little ones.
fn source_words(mention: &Mention) -> Vec<u64> {
    const SHORTEST: usize = 4;
    let source = mention.source.as_deref().unwrap_or_default().to_lowercase();
    let words = source.split(|c: char| !c.is_alphanumeric());
    let mut out: Vec<u64> = words
        .filter(|word| word.len() >= SHORTEST)
        .map(account::number)
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Does a word set the value against another one: in its sentence before it, or in the three words
/// behind it?
fn contrasts(
    story: &Story<'_>,
    words: &Words,
    sentence: &Range<usize>,
    own: &Range<usize>,
) -> bool {
    const BEHIND: usize = 3;
    let before = sentence.start..own.start;
    let behind = own.end..(own.end + BEHIND).min(sentence.end);
    before
        .chain(behind)
        .any(|k| words.contrasts().contains(story.text.lower(k)))
}

/// The tokens of the value itself: the number and its unit, or the date.
fn core_of(mention: &Mention) -> Range<usize> {
    match &mention.detail {
        Detail::Quantity(q) => q.core.clone(),
        Detail::Date { .. } => mention.tokens.clone(),
    }
}

/// The tokens of the thing counted.
fn noun_of(mention: &Mention) -> Range<usize> {
    match &mention.detail {
        Detail::Quantity(q) => q.noun.clone(),
        Detail::Date { .. } => 0..0,
    }
}

/// The part of a sentence between the semicolons, dashes and contrasting conjunctions around a
/// mention.
fn clause(story: &Story<'_>, sentence: Range<usize>, at: &Range<usize>) -> Range<usize> {
    let text = &story.text;
    let breaks = |k: usize| {
        matches!(text.word(k), ";" | "\u{2014}" | "\u{2013}" | ":")
            || matches!(text.lower(k), "while" | "whereas" | "but")
            || text.is(k, ",") && matches!(text.lower(k + 1), "and" | "while" | "but" | "whereas")
    };
    let start = (sentence.start..at.start)
        .rev()
        .find(|&k| breaks(k))
        .map_or(sentence.start, |k| k + 1);
    let end = (at.end..sentence.end)
        .find(|&k| breaks(k))
        .unwrap_or(sentence.end);
    start..end
}

fn measure(mention: &Mention, lexicon: &Lexicon) -> (Dimension, Option<Measured>, Option<String>) {
    let quantity = match &mention.value {
        Value::Date(span) => {
            let dimension = if span.time.is_some() {
                Dimension::Clock
            } else {
                Dimension::Day
            };
            return (dimension, None, None);
        }
        Value::Quantity(quantity) => quantity,
    };
    let detail: Option<&QuantityMention> = match &mention.detail {
        Detail::Quantity(q) => Some(q),
        Detail::Date { .. } => None,
    };
    let unit = quantity
        .unit
        .as_deref()
        .and_then(|u| lexicon.unit_by_symbol(u));
    let (factor, zero) = unit.map_or((1.0, 0.0), |u| (u.factor, u.zero));
    let measured = Measured::new(quantity, detail.map_or(0.0, |d| d.step), factor, zero);
    let dimension = match (detail.map(|d| d.sort), unit, quantity.unit.as_deref()) {
        (Some(Sort::Ordinal), None, None) => Dimension::Ordinal,
        (Some(Sort::Score), ..) => Dimension::Score,
        (Some(Sort::Age), ..) => Dimension::Age,
        (_, Some(unit), _) => Dimension::Measure(unit.dimension.clone()),
        (_, None, Some("Mw")) => Dimension::Measure("magnitude".to_owned()),
        (_, None, Some(_)) => Dimension::Money,
        _ => Dimension::Count,
    };
    (dimension, Some(measured), quantity.unit.clone())
}

/// The head and the modifiers of the thing counted. A noun before an "of" heads ("pairs of
/// shoes"); else the last noun does.
fn counted(
    story: &Story<'_>,
    words: &Words,
    index: usize,
    mention: &Mention,
) -> (Concept, Vec<Concept>) {
    let Detail::Quantity(detail) = &mention.detail else {
        return (0, Vec::new());
    };
    let concepts = &words.concepts[index];
    let noun: Vec<Concept> = detail
        .noun
        .clone()
        .map(|k| concepts[k])
        .filter(|&c| c != 0)
        .collect();
    // "drivers, guards and signallers": the first noun before a joint heads.
    let joint = detail
        .noun
        .clone()
        .find(|&k| story.text.is(k, ",") || story.text.is(k, "and"));
    let head_at = joint.unwrap_or(detail.noun.end);
    let head = (detail.noun.start..head_at)
        .rev()
        .map(|k| concepts[k])
        .find(|&c| c != 0)
        .unwrap_or(0);
    (head, sorted(noun.into_iter().filter(|&c| c != head)))
}

/// The words of the sentence, weighed by rarity and nearness to the mention; those outside its
/// clause count a third.
fn context(
    words: &Words,
    concepts: &[Concept],
    sentence: Range<usize>,
    clause: &Range<usize>,
    core: &Range<usize>,
) -> Vec<(Concept, f32)> {
    bag(sentence.filter(|k| !core.contains(k)).map(|k| {
        let outside = if clause.contains(&k) { 1.0 } else { 0.33 };
        (
            concepts[k],
            words.weight(concepts[k]) * outside * (-(distance(k, core) as f32) / REACH).exp(),
        )
    }))
}

/// Sums weights by concept, without 0; sorted by concept.
fn bag(items: impl Iterator<Item = (Concept, f32)>) -> Vec<(Concept, f32)> {
    let mut all: Vec<(Concept, f32)> = items.filter(|(c, w)| *c != 0 && *w > 0.0).collect();
    all.sort_by_key(|(c, _)| *c);
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = kept.1.max(next.1);
        }
        same
    });
    all
}

fn sorted(items: impl Iterator<Item = Concept>) -> Vec<Concept> {
    let mut all: Vec<Concept> = items.filter(|&c| c != 0).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A word as a number, for telling copies: equal words have equal numbers; all numbers are 0.
fn fingerprint(story: &Story<'_>, token: usize) -> u64 {
    match story.text.kind(token) {
        Some(TokenKind::Number) => 0,
        _ => xxhash_rust::xxh3::xxh3_64(story.text.lower(token).as_bytes()) | 1,
    }
}

/// The days of the date that stands nearest to a mention in its clause and is no day of a
/// statement.
fn when(story: &Story<'_>, number: usize, clause: &Range<usize>) -> Option<(Date, Date)> {
    let here = &story.mentions[number];
    let distance = |m: &Mention| m.tokens.start.abs_diff(here.tokens.start);
    story
        .mentions
        .iter()
        .enumerate()
        .filter(|(k, m)| {
            *k != number && m.tokens.start >= clause.start && m.tokens.end <= clause.end
        })
        .filter(|(_, m)| {
            !matches!(
                m.detail,
                Detail::Date {
                    of_statement: true,
                    ..
                }
            )
        })
        .filter_map(|(_, m)| match &m.value {
            Value::Date(span) => Some((distance(m), span.start, span.end)),
            Value::Quantity(_) => None,
        })
        .min()
        .map(|(_, start, end)| (start, end))
}

/// Is the value set against the one that the sentence tells ("from 12", "against 65.7%",
/// "compared with", "instead of")?
fn is_compared(story: &Story<'_>, sentence_start: usize, start: usize) -> bool {
    let back = |k: usize| {
        start
            .checked_sub(k)
            .filter(|&i| i >= sentence_start)
            .map_or("", |i| story.text.lower(i))
    };
    matches!(back(1), "from" | "against" | "than" | "versus")
        || matches!(
            (back(2), back(1)),
            ("compared", "with" | "to") | ("instead", "of") | ("not", "the")
        )
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::article::Article;
    use crate::extract::Extractor;

    pub(in crate::align) fn framed(text: &str) -> Vec<Frame> {
        let extractor = Extractor::builtin();
        let articles = [Article {
            text: text.to_owned(),
            ..Article::default()
        }];
        let today = jiff::civil::date(2024, 6, 1);
        let stories = extractor.read(&articles, vec![Vec::new()], today);
        super::super::frames(&stories, extractor.grammar(), extractor.lexicon())
    }

    fn unanswered(text: &str) -> Vec<bool> {
        framed(text).iter().map(|f| f.unanswered).collect()
    }

    #[test]
    fn a_quantity_that_was_not_told_before_leaves_the_one_that_points_back_unanswered() {
        assert_eq!(
            unanswered("The navy fired three missiles. Footage shows the four missiles."),
            [false, true]
        );
        assert_eq!(
            unanswered("The navy fired four missiles. Footage shows the four missiles."),
            [false, false]
        );
        assert_eq!(
            unanswered("It took 40 minutes. The nation's 270,000 pensioners waited."),
            [false, true]
        );
    }

    #[test]
    fn an_or_converts_money_and_measures_that_fit() {
        let converts = |text: &str| -> Vec<Option<usize>> {
            framed(text).iter().map(|f| f.converts).collect()
        };
        let both = [Some(1), Some(0)];
        assert_eq!(converts("It cost 4.1bn Czech crowns, or $197m."), both);
        assert_eq!(converts("It is 40 km, or about 25 miles, long."), both);
        assert_eq!(converts("He gets 12 months or 2 years."), [None, None]);
        assert_eq!(converts("It cost 30 euros and 20 dollars."), [None, None]);
    }
}
