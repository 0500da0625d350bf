//! Which mentions state the same fact: candidates, features, score, clusters.
//!
//! Articles first, then mentions: only in articles about the same event are mentions compared.

pub mod account;
pub mod again;
mod cluster;
mod event;
pub mod features;
mod forest;
pub mod frame;
mod model;
pub(crate) mod named;
pub mod passage;
pub(crate) mod proposal;
pub mod state;
pub mod support;
pub mod words;

pub(crate) use cluster::may_contradict;
pub use event::Collection;
pub(crate) use event::names;
pub use forest::{Forest, Node};
pub use model::Model;

use crate::duplicate::Grouping;
use crate::extract::Story;
use crate::extract::quantity::Lexicon;
use crate::text::grammar::Grammar;
use crate::value::Comparison;
use features::{Setting, base_similarity, comparable, compare_values};
use frame::{Dimension, Frame};
use proposal::ordered;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use words::Words;

/// Two frames that may state the same fact, by their places in the list of all frames.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The one, the lower place.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// What it owes to the other frames of the two stories.
    pub setting: Setting,
}

/// A fact: mentions that state it, each by story and place in the story, in order; and how likely
/// the pairs are to state the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The frames, by their places in the list of all frames, in order.
    pub frames: Vec<usize>,
    /// The probability for pairs of frames that were compared, by their places.
    pub probability: FxHashMap<(usize, usize), f64>,
}

impl Cluster {
    /// How likely two frames state the same fact: 0 where they were not compared.
    pub fn of(&self, a: usize, b: usize) -> f64 {
        let known = self.probability.get(&ordered(a, b));
        known.copied().unwrap_or(0.0)
    }

    /// The frames that fit, and the others.
    pub fn split(&self, fits: impl Fn(&usize) -> bool) -> (Cluster, Cluster) {
        let part = |wanted: bool| Cluster {
            frames: self
                .frames
                .iter()
                .copied()
                .filter(|k| fits(k) == wanted)
                .collect(),
            probability: self
                .probability
                .iter()
                .filter(|((a, b), _)| fits(a) == wanted && fits(b) == wanted)
                .map(|(pair, p)| (*pair, *p))
                .collect(),
        };
        (part(true), part(false))
    }
}

/// All frames of all stories, in order.
pub fn frames(stories: &[Story<'_>], grammar: &Grammar, lexicon: &Lexicon) -> Vec<Frame> {
    let words = Words::new(stories, grammar);
    stories
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, story)| frame::frames(index, story, &words, lexicon))
        .collect()
}

/// The pairs of frames worth scoring: comparable, in one story or in stories about one event, as
/// copies of each other are. `collection` is that of which the stories are a part, if it is larger.
pub fn candidates(
    stories: &[Story<'_>],
    copies: &Grouping,
    collection: Option<&Collection>,
    frames: &[Frame],
    grammar: &Grammar,
) -> Vec<Candidate> {
    let mut by_story: Vec<Vec<usize>> = vec![Vec::new(); stories.len()];
    for (place, frame) in frames.iter().enumerate() {
        by_story[frame.story].push(place);
    }
    let ranks = ranks(stories);
    let mut related = event::related(stories, collection, grammar, &ranks);
    related.extend(copies.copied_pairs());
    related.sort_unstable();
    related.dedup();
    let between = related.into_par_iter().flat_map_iter(|(x, y)| {
        // Whichever of the two was given first, their pairs are chosen alike.
        let (x, y) = if ranks[x] < ranks[y] { (x, y) } else { (y, x) };
        pairs_of(frames, &by_story[x], &by_story[y])
    });
    let within = by_story.par_iter();
    let within = within.flat_map_iter(|story| pairs_of(frames, story, story));
    between.chain(within).collect()
}

/// A mention is paired with so many of another story, those most alike at a glance: in a table of
/// three hundred figures each would be paired with each.
const MOST_PARTNERS: usize = 24;

/// And it is a partner of so many at the most: one that is a little alike to all others, as in a
/// list that says the same of each, is not compared with all.
const MOST_WANTED: usize = 4 * MOST_PARTNERS;

/// Two frames by their places, and how alike they are at a glance.
type Pair = (usize, usize, f64);

/// The comparable pairs of two stories (or of one with itself), each among the [`MOST_PARTNERS`] of
/// one of the two and among the [`MOST_WANTED`] of the other, with how alike they are at a glance;
/// in order.
fn alike(frames: &[Frame], left: &[usize], right: &[usize]) -> Vec<Pair> {
    let within = left.as_ptr() == right.as_ptr();
    let mut nearest: FxHashMap<usize, Nearest> = FxHashMap::default();
    for &a in left {
        for &b in right.iter().filter(|b| !within || a < **b) {
            if comparable(&frames[a], &frames[b]) && !apart(&frames[a], &frames[b]) {
                let pair = (a, b, base_similarity(&frames[a], &frames[b]));
                nearest.entry(a).or_default().add(pair);
                nearest.entry(b).or_default().add(pair);
            }
        }
    }
    let ranked = nearest
        .into_values()
        .flat_map(|nearest| nearest.0.into_iter().enumerate());
    let mut ranked: Vec<(usize, Pair)> = ranked.collect();
    ranked.sort_unstable_by_key(|(rank, (a, b, _))| (*a, *b, *rank));
    let of_both = ranked.chunk_by(|(_, x), (_, y)| (x.0, x.1) == (y.0, y.1));
    of_both
        .filter(|ranks| ranks.len() == 2 && ranks[0].0 < MOST_PARTNERS)
        .map(|ranks| ranks[0].1)
        .collect()
}

/// The pairs of one frame that are the most alike, those first; of some alike those first in order.
#[derive(Default)]
struct Nearest(Vec<Pair>);

impl Nearest {
    fn add(&mut self, pair: Pair) {
        let goes_before = |other: &Pair| {
            let order = pair.2.total_cmp(&other.2);
            order
                .then((other.0, other.1).cmp(&(pair.0, pair.1)))
                .is_lt()
        };
        let full = self.0.len() == MOST_WANTED;
        if full && self.0.last().is_some_and(goes_before) {
            return;
        }
        let place = self.0.partition_point(goes_before);
        self.0.truncate(MOST_WANTED - 1);
        self.0.insert(place, pair);
    }
}

/// Are two comparable frames two facts whatever surrounds them? Two things were said on two days;
/// and one number may be told of two things.
fn apart(a: &Frame, b: &Frame) -> bool {
    let two_statements = a.of_statement && b.of_statement;
    two_statements && compare_values(a, b) == Comparison::Different
        || count_different_things(a, b, FAR_APART) && compare_values(a, b) == Comparison::Same
}

/// Names of things that are no nearer in meaning than this are never names of one thing.
const FAR_APART: f64 = 0.1;

/// Do two counts name what they count, without a word in common and no nearer in meaning than
/// `likeness`?
pub(crate) fn count_different_things(a: &Frame, b: &Frame, likeness: f64) -> bool {
    let counts = [a, b].map(|frame| frame.dimension == Dimension::Count && frame.head != 0);
    let mut words = a.modifiers.iter().chain([&a.head]);
    let shared = words.any(|word| b.modifiers.contains(word) || b.head == *word);
    let near = match (&a.noun_meaning, &b.noun_meaning) {
        (Some(x), Some(y)) => x.likeness(y) >= likeness,
        _ => true,
    };
    counts == [true, true] && !shared && !near
}

/// The comparable pairs of two stories (or of one with itself), each in its setting.
fn pairs_of(frames: &[Frame], left: &[usize], right: &[usize]) -> Vec<Candidate> {
    let pairs = alike(frames, left, right);
    let mut best: FxHashMap<usize, f64> = FxHashMap::default();
    for &(a, b, likeness) in &pairs {
        for side in [a, b] {
            let top = best.entry(side).or_insert(0.0);
            *top = top.max(likeness);
        }
    }
    let shared = SharedValues::new(frames, &pairs);
    let next_of_kind = next_of_kind(frames, left);
    let is_best = |side: usize, likeness: f64| {
        best.get(&side).is_some_and(|top| likeness >= *top - 1e-9) && likeness > 0.0
    };
    let candidate = |(a, b, likeness): Pair| {
        let same = compare_values(&frames[a], &frames[b]) == Comparison::Same;
        let elsewhere = |side: usize| {
            let all = shared.partners.get(&side).copied().unwrap_or(0);
            all - usize::from(same)
        };
        let own = if same {
            evidence(&frames[a], &frames[b])
        } else {
            0.0
        };
        Candidate {
            a: a.min(b),
            b: a.max(b),
            setting: Setting {
                best_for_a: is_best(a, likeness),
                best_for_b: is_best(b, likeness),
                value_of_a_elsewhere: elsewhere(a),
                value_of_b_elsewhere: elsewhere(b),
                companions: shared.around(&frames[a], &frames[b], 0) - own,
                companions_near: shared.around(&frames[a], &frames[b], 1) - own,
                next_of_kind: next_of_kind.contains(&(a, b)),
            },
        }
    };
    pairs.into_iter().map(candidate).collect()
}

/// For each frame of a story the next one of its dimension. What converts a value stands for it: the
/// next one is next to both.
fn next_of_kind(frames: &[Frame], story: &[usize]) -> FxHashSet<(usize, usize)> {
    let mut last: FxHashMap<&frame::Dimension, Vec<usize>> = FxHashMap::default();
    let mut next = FxHashSet::default();
    for &k in story {
        let before = last.entry(&frames[k].dimension).or_default();
        next.extend(before.iter().map(|&earlier| (earlier, k)));
        let converts = frames[k]
            .converts
            .is_some_and(|mention| mention < frames[k].mention);
        if !converts {
            before.clear();
        }
        before.push(k);
    }
    next
}

/// The values that two stories share.
struct SharedValues {
    /// For each pair of sentences, how much the values that they share say.
    by_sentences: FxHashMap<(usize, usize), f64>,
    /// For each frame, how many of the other story have its value.
    partners: FxHashMap<usize, usize>,
}

impl SharedValues {
    fn new(frames: &[Frame], pairs: &[(usize, usize, f64)]) -> Self {
        let mut by_sentences: FxHashMap<(usize, usize), f64> = FxHashMap::default();
        let mut partners: FxHashMap<usize, usize> = FxHashMap::default();
        for &(a, b, _) in pairs {
            if compare_values(&frames[a], &frames[b]) == Comparison::Same {
                let sentences = (frames[a].sentence, frames[b].sentence);
                *by_sentences.entry(sentences).or_default() += evidence(&frames[a], &frames[b]);
                *partners.entry(a).or_default() += 1;
                *partners.entry(b).or_default() += 1;
            }
        }
        Self {
            by_sentences,
            partners,
        }
    }

    /// How much the values say that the sentences of two frames share, with those up to `reach`
    /// sentences away.
    fn around(&self, a: &Frame, b: &Frame, reach: usize) -> f64 {
        let near = |s: usize| s.saturating_sub(reach)..=s + reach;
        near(a.sentence)
            .flat_map(|x| near(b.sentence).map(move |y| (x, y)))
            .filter_map(|sentences| self.by_sentences.get(&sentences))
            .sum()
    }
}

/// How much a shared value says: a precise number more than a small one.
fn evidence(a: &Frame, b: &Frame) -> f64 {
    match (&a.measured, &b.measured) {
        (Some(x), Some(y)) => 0.3 + 0.7 * features::precision(x).min(features::precision(y)),
        _ => 0.4,
    }
}

/// What the pairs of frames alone make of them.
#[derive(Debug, Clone)]
pub struct Aligned {
    /// Groups of frames that state the same fact, by their places in the list of all frames, in
    /// order; a frame that goes with none is a group of its own.
    pub groups: Vec<Vec<usize>>,
    /// How likely pairs are to state the same fact, the lesser place first. Others are not likely.
    pub probability: FxHashMap<(usize, usize), f64>,
    /// The place of each story in an order that does not depend on that in which they are given.
    pub ranks: Vec<usize>,
}

/// Brings frames that state the same fact together.
pub fn align(
    stories: &[Story<'_>],
    frames: &[Frame],
    candidates: &[Candidate],
    model: &Model,
) -> Aligned {
    let probabilities = model.probabilities(frames, candidates);
    let pairs = candidates.iter().map(|c| (c.a, c.b));
    let scored = pairs.zip(probabilities);
    cluster::align(frames, ranks(stories), scored.collect())
}

/// The place of each story in the order of paths and ids.
fn ranks(stories: &[Story<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..stories.len()).collect();
    order.sort_by_key(|&k| (&stories[k].article.path, &stories[k].article.id));
    let mut ranks = vec![0; stories.len()];
    for (rank, story) in order.into_iter().enumerate() {
        ranks[story] = rank;
    }
    ranks
}
