//! Which mentions state the same fact: candidates, features, score, clusters.
//!
//! Articles first, then mentions: only in articles about the same event are mentions compared.

mod cluster;
mod event;
pub mod features;
pub mod frame;
mod model;
pub mod words;

pub use model::{COLUMNS, Model, Regime};

use crate::extract::Story;
use crate::extract::quantity::Lexicon;
use crate::text::grammar::Grammar;
use crate::value::Comparison;
use features::{Rivalry, base_similarity, comparable};
use frame::Frame;
use rustc_hash::FxHashMap;
use words::Words;

/// Two frames that may state the same fact, by their places in the list of all frames.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The one, the lower place.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Who is whose best match.
    pub rivalry: Rivalry,
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

/// All frames of all stories, in order.
pub fn frames(stories: &[Story<'_>], grammar: &Grammar, lexicon: &Lexicon) -> Vec<Frame> {
    let words = Words::new(stories, grammar);
    stories
        .iter()
        .enumerate()
        .flat_map(|(index, story)| frame::frames(index, story, &words, lexicon))
        .collect()
}

/// The pairs of frames worth scoring: comparable, in one story or in stories about one event.
pub fn candidates(stories: &[Story<'_>], frames: &[Frame], grammar: &Grammar) -> Vec<Candidate> {
    let mut by_story: Vec<Vec<usize>> = vec![Vec::new(); stories.len()];
    for (place, frame) in frames.iter().enumerate() {
        by_story[frame.story].push(place);
    }
    let mut out = Vec::new();
    for (x, y) in event::related(stories, grammar) {
        pairs_of(frames, &by_story[x], &by_story[y], &mut out);
    }
    for story in &by_story {
        pairs_of(frames, story, story, &mut out);
    }
    out
}

/// The comparable pairs of two stories (or of one with itself), each with its rivals.
fn pairs_of(frames: &[Frame], left: &[usize], right: &[usize], out: &mut Vec<Candidate>) {
    let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
    let mut best: FxHashMap<usize, f64> = FxHashMap::default();
    for &a in left {
        for &b in right {
            let ordered = left.as_ptr() != right.as_ptr() || a < b;
            if ordered && comparable(&frames[a], &frames[b]) {
                let likeness = base_similarity(&frames[a], &frames[b]);
                pairs.push((a, b, likeness));
                for side in [a, b] {
                    let top = best.entry(side).or_insert(0.0);
                    *top = top.max(likeness);
                }
            }
        }
    }
    let tells = |story: &[usize], like: usize, but: usize| {
        story.iter().any(|&k| {
            k != but
                && k != like
                && frames[k].dimension == frames[like].dimension
                && features::compare_values(&frames[k], &frames[like]) == Comparison::Same
        })
    };
    let is_best = |side: usize, likeness: f64| {
        best.get(&side).is_some_and(|top| likeness >= *top - 1e-9) && likeness > 0.0
    };
    out.extend(pairs.into_iter().map(|(a, b, likeness)| Candidate {
        a: a.min(b),
        b: a.max(b),
        rivalry: Rivalry {
            best_for_a: is_best(a, likeness),
            best_for_b: is_best(b, likeness),
            value_of_a_taken: tells(right, a, b),
            value_of_b_taken: tells(left, b, a),
        },
    }));
}

/// Brings frames that state the same fact together.
pub fn clusters(
    stories: &[Story<'_>],
    frames: &[Frame],
    candidates: &[Candidate],
    model: &Model,
) -> Vec<Cluster> {
    let scored = candidates.iter().map(|c| {
        let (a, b) = (&frames[c.a], &frames[c.b]);
        let features = features::features(a, b, c.rivalry);
        (
            (c.a, c.b),
            model.probability(&features, features::regime(a, b)),
        )
    });
    cluster::clusters(frames, &ranks(stories), scored.collect())
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
