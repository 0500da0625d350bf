//! What the other pairs say of a pair once more, now that all have been scored together: a value
//! that two sources dispute in one story ties to the other story's two values only by way of them.

use super::Candidate;
use super::features::compare_values;
use super::frame::Frame;
use super::support::LEAST;
use crate::value::Comparison;
use itertools::Itertools;
use rayon::prelude::*;

/// How many features the last score has.
pub const COUNT: usize = NAMES.len();

/// The names of its features.
pub const NAMES: [&str; 14] = [
    // The score of the pair together with the others.
    "together",
    // The best score of another partner of the one in the other's story; the greater of the two.
    "rival",
    // The lesser of the two.
    "rival_of_either",
    // By how much the score exceeds the greater.
    "lead",
    // By how much it exceeds the lesser.
    "lead_of_either",
    // The best score of a rival with the very value of its partner; the greater of the two.
    "rival_agrees",
    // The lesser of the two.
    "rival_of_either_agrees",
    // The best witness in a third story, by the lesser of its scores with the two.
    "witness",
    // The same for witnesses in the two stories.
    "inner_witness",
    // How many third mentions have at least fair odds with both: 1 for five.
    "witnesses",
    // The sum over all third mentions of the products of their scores with the two: 1 for five.
    "ties_shared",
    // The most by which a third mention scores better with the one than with the other.
    "objection",
    // The sum of the scores of the one that has more: 1 for ten.
    "ties_of_one",
    // The same for the other.
    "ties_of_other",
];

/// Fair odds.
const FAIR: f64 = 0.4;

/// The partners of each frame with their scores, in the order of frames.
type Partners = Vec<Vec<(usize, f64)>>;

/// The features of each pair for the last score. `scores` are those of the pairs together, in the
/// order of `candidates`.
pub fn again(frames: &[Frame], candidates: &[Candidate], scores: &[f64]) -> Vec<[f64; COUNT]> {
    let mut partners: Partners = vec![Vec::new(); frames.len()];
    for (c, &score) in candidates.iter().zip(scores).filter(|(_, p)| **p >= LEAST) {
        partners[c.a].push((c.b, score));
        partners[c.b].push((c.a, score));
    }
    for own in &mut partners {
        own.sort_by_key(|(other, _)| *other);
    }
    let ties: Vec<f64> = partners
        .iter()
        .map(|own| own.iter().map(|(_, p)| p).sum())
        .collect();
    let pairs = candidates.par_iter().zip(scores);
    pairs
        .map(|(c, &score)| {
            let rivals = [
                best_rival(frames, &partners, c.a, c.b),
                best_rival(frames, &partners, c.b, c.a),
            ];
            let most = |k: usize| rivals[0][k].max(rivals[1][k]);
            let least = |k: usize| rivals[0][k].min(rivals[1][k]);
            let third = thirds(frames, &partners, c);
            [
                score,
                most(0),
                least(0),
                score - most(0),
                score - least(0),
                most(1),
                least(1),
                third[0],
                third[1],
                third[2].min(5.0) / 5.0,
                third[3].min(5.0) / 5.0,
                third[4],
                ties[c.a].max(ties[c.b]).min(10.0) / 10.0,
                ties[c.a].min(ties[c.b]).min(10.0) / 10.0,
            ]
            .map(|value: f64| (value * 1e6).round() / 1e6)
        })
        .collect()
}

/// The best score of another partner of `of` in the story of `but`, and of one with its value.
fn best_rival(frames: &[Frame], partners: &Partners, of: usize, but: usize) -> [f64; 2] {
    let mut best = [0.0f64; 2];
    for &(other, score) in &partners[of] {
        if other == but || frames[other].story != frames[but].story {
            continue;
        }
        best[0] = best[0].max(score);
        if compare_values(&frames[other], &frames[of]) == Comparison::Same {
            best[1] = best[1].max(score);
        }
    }
    best
}

/// The best witness in third stories and in the two, how many there are, the ties shared, and the
/// strongest objection.
fn thirds(frames: &[Frame], partners: &Partners, pair: &Candidate) -> [f64; 5] {
    let mut out = [0.0f64; 5];
    let homes = [frames[pair.a].story, frames[pair.b].story];
    let [of_a, of_b] = [pair.a, pair.b].map(|frame| &partners[frame]);
    for known in of_a.iter().merge_join_by(of_b, |x, y| x.0.cmp(&y.0)) {
        let other = known.as_ref().into_left().0;
        let u = known.as_ref().left().map_or(0.0, |(_, score)| *score);
        let v = known.as_ref().right().map_or(0.0, |(_, score)| *score);
        if other == pair.a || other == pair.b {
            continue;
        }
        let inside = homes.contains(&frames[other].story);
        out[usize::from(inside)] = out[usize::from(inside)].max(u.min(v));
        out[2] += f64::from(u8::from(!inside && u.min(v) > FAIR));
        out[3] += u * v;
        out[4] = out[4].max((u - v).abs());
    }
    out
}
