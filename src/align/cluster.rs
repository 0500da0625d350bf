//! From scored pairs to facts: average-link clustering under constraints.

use super::Cluster;
use super::features::compare_values;
use super::frame::Frame;
use crate::value::Comparison;
use rustc_hash::FxHashMap;

/// A pair below this probability never brings two groups together.
const LEAST_PAIR: f64 = 0.5;

/// Two groups come together where their pairs have at least this probability on average; pairs
/// that were not compared count as 0.
const LEAST_AVERAGE: f64 = 0.46;

/// Values of which both cannot be true are one fact only where their pairs have at least this
/// probability on average: a false alarm costs more than a missed one.
const LEAST_DIFFERING: f64 = 0.62;

/// Two different values in one story are one fact that contradicts itself only where their own
/// pair is this likely.
const LEAST_CONTRADICTION: f64 = 0.6;

/// The same for dates, of which a story tells many in the same words ("In March …", "In April …").
const LEAST_CONTRADICTION_OF_DATES: f64 = 0.85;

/// Brings frames together, likeliest pairs first. `ranks` are the places of the stories in an
/// order of their own: ties are broken by it, and probabilities are told apart only to nine
/// places, so that the result does not depend on the order in which articles are given.
pub(super) fn clusters(
    frames: &[Frame],
    ranks: &[usize],
    scored: Vec<((usize, usize), f64)>,
) -> Vec<Cluster> {
    let probability: FxHashMap<(usize, usize), f64> = scored.iter().copied().collect();
    let key = |k: usize| (ranks[frames[k].story], frames[k].mention);
    let rank = |(a, b): (usize, usize)| (key(a).min(key(b)), key(a).max(key(b)));
    let rounded = |p: f64| (p * 1e9).round() as i64;
    let mut pairs: Vec<((usize, usize), f64)> = scored
        .into_iter()
        .filter(|(_, p)| *p >= LEAST_PAIR)
        .collect();
    pairs.sort_by_key(|(pair, p)| (std::cmp::Reverse(rounded(*p)), rank(*pair)));
    let mut group_of: Vec<usize> = (0..frames.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..frames.len()).map(|k| vec![k]).collect();
    for ((a, b), _) in pairs {
        let (x, y) = (group_of[a], group_of[b]);
        if x != y && may_join(frames, &probability, &groups[x], &groups[y]) {
            let moved = std::mem::take(&mut groups[y]);
            for &k in &moved {
                group_of[k] = x;
            }
            groups[x].extend(moved);
        }
    }
    let mut out: Vec<Cluster> = groups
        .into_iter()
        .filter(|g| g.len() > 1)
        .map(|mut frames| {
            frames.sort_unstable();
            let own = pairs_in(&frames)
                .filter_map(|pair| probability.get(&pair).map(|p| (pair, *p)))
                .collect();
            Cluster {
                frames,
                probability: own,
            }
        })
        .collect();
    out.sort_by(|x, y| x.frames.cmp(&y.frames));
    out
}

fn pairs_in(frames: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    frames
        .iter()
        .enumerate()
        .flat_map(|(k, &a)| frames[k + 1..].iter().map(move |&b| (a, b)))
}

fn may_join(
    frames: &[Frame],
    probability: &FxHashMap<(usize, usize), f64>,
    x: &[usize],
    y: &[usize],
) -> bool {
    let (mut sum, mut differing, mut differing_pairs) = (0.0, 0.0, 0);
    for &a in x {
        for &b in y {
            let p = probability
                .get(&(a.min(b), a.max(b)))
                .copied()
                .unwrap_or(0.0);
            if compare_values(&frames[a], &frames[b]) == Comparison::Different {
                let least = if frames[a].date.is_some() {
                    LEAST_CONTRADICTION_OF_DATES
                } else {
                    LEAST_CONTRADICTION
                };
                if frames[a].story == frames[b].story
                    && (p < least || !names_one_thing(&frames[a], &frames[b]))
                {
                    return false;
                }
                differing += p;
                differing_pairs += 1;
            }
            sum += p;
        }
    }
    if differing_pairs > 0 && differing / f64::from(differing_pairs) < LEAST_DIFFERING {
        return false;
    }
    sum / (x.len() * y.len()) as f64 >= LEAST_AVERAGE
}

/// Do two mentions of one story name the same thing, so that different values contradict? Bare
/// numbers, as in tables, do not.
fn names_one_thing(a: &Frame, b: &Frame) -> bool {
    a.date.is_some() || (a.head != 0 && a.head == b.head) || a.converts == Some(b.mention)
}
