//! A precise number that two articles give to different things: perhaps one of them mixed them up.

use super::Reading;
use crate::align::features::precision;
use crate::align::frame::{Dimension, Frame};
use crate::align::{Candidate, count_different_things};
use crate::value::{Approx, Value};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A number of three significant digits has this precision; shorter ones meet by chance.
const LEAST_PRECISION: f64 = 0.66;

/// Things whose names are at least this near in meaning may be the same thing.
const LIKENESS: f64 = 0.35;

/// Mentions of one number that count different things, each by story and place in the story, in
/// order.
pub type SameNumber = Vec<(usize, usize)>;

/// The precise counts that reappear with another noun in an article about the same event (one that
/// `candidates` pairs with it). A count that the other article gives to the same thing as well is
/// no matter.
pub fn same_number(reading: &Reading<'_>, candidates: &[Candidate]) -> Vec<SameNumber> {
    let related = related(reading, candidates);
    let mut pairs = Vec::new();
    for same in by_number(reading) {
        let in_story = |story: usize| same.get(&story).into_iter().flatten().copied();
        let told_in =
            |frame: &Frame, story: usize| in_story(story).any(|other| !differ(frame, other));
        for (story, others) in same
            .keys()
            .filter_map(|story| Some((*story, related.get(story)?)))
        {
            for other in others {
                let odd = |a: &Frame| !told_in(a, *other);
                let left = in_story(story).filter(|a| odd(a));
                let here: Vec<&Frame> = in_story(*other).filter(|b| !told_in(b, story)).collect();
                let beside = left.flat_map(|a| here.iter().map(move |b| [a, *b]));
                pairs.extend(beside.map(|pair| pair.map(|frame| (frame.story, frame.mention))));
            }
        }
    }
    joined(pairs.into_iter())
}

fn differ(a: &Frame, b: &Frame) -> bool {
    count_different_things(a, b, LIKENESS)
}

/// For each story those about the same event that come after it.
fn related(reading: &Reading<'_>, candidates: &[Candidate]) -> FxHashMap<usize, BTreeSet<usize>> {
    let mut related: FxHashMap<usize, BTreeSet<usize>> = FxHashMap::default();
    for candidate in candidates {
        let (a, b) = (
            reading.frames[candidate.a].story,
            reading.frames[candidate.b].story,
        );
        if a != b {
            related.entry(a).or_default().insert(b);
        }
    }
    related
}

/// The frames of precise counts, by number and story.
fn by_number<'r>(reading: &Reading<'r>) -> Vec<BTreeMap<usize, Vec<&'r Frame>>> {
    let mut by_number: BTreeMap<u64, BTreeMap<usize, Vec<&Frame>>> = BTreeMap::new();
    for frame in reading.frames {
        if let Some(number) = precise(reading, frame) {
            let stories = by_number.entry(number.to_bits()).or_default();
            stories.entry(frame.story).or_default().push(frame);
        }
    }
    by_number.into_values().collect()
}

/// The number of an exact count of three digits or more.
fn precise(reading: &Reading<'_>, frame: &Frame) -> Option<f64> {
    let mention = &reading.stories[frame.story].mentions[frame.mention];
    let exact = matches!(&mention.value, Value::Quantity(q) if q.approx == Approx::Exact);
    let measured = frame.measured.as_ref()?;
    let counts = exact && frame.dimension == Dimension::Count;
    (counts && precision(measured) >= LEAST_PRECISION).then_some(measured.nominal)
}

/// Pairs that have a mention in common, as one.
fn joined(pairs: impl Iterator<Item = [(usize, usize); 2]>) -> Vec<SameNumber> {
    let mut sets: Vec<SameNumber> = Vec::new();
    let mut set_of: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for [a, b] in pairs {
        let into = match (set_of.get(&a).copied(), set_of.get(&b).copied()) {
            (Some(x), Some(y)) if x != y => {
                let moved = std::mem::take(&mut sets[y]);
                for mention in &moved {
                    set_of.insert(*mention, x);
                }
                sets[x].extend(moved);
                x
            }
            (Some(known), _) | (_, Some(known)) => known,
            (None, None) => {
                sets.push(Vec::new());
                sets.len() - 1
            }
        };
        for mention in [a, b] {
            if set_of.insert(mention, into).is_none() {
                sets[into].push(mention);
            }
        }
    }
    sets.retain(|set| !set.is_empty());
    sets.iter_mut().for_each(|set| set.sort_unstable());
    sets.sort();
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_that_meet_are_one() {
        let pairs = [[(0, 1), (1, 4)], [(2, 0), (3, 3)], [(1, 4), (2, 0)]];
        let whole = vec![vec![(0, 1), (1, 4), (2, 0), (3, 3)]];
        assert_eq!(joined(pairs.into_iter()), whole);
        let apart = [[(0, 1), (1, 4)], [(2, 0), (3, 3)]];
        assert_eq!(joined(apart.into_iter()).len(), 2);
    }
}
