//! The score: how likely it is that two mentions state the same fact.
//!
//! Four forests. The first scores whether the two mentions fill the same slot, blind to their
//! values; the second scores the pair alone with its values; the third scores it together with the
//! others, knowing how they fared; the last does so again with the better scores. The tables are written by `cargo run --release --example fit_alignment`.

use super::Candidate;
use super::again::{self, again};
use super::features::{self, Features, NAMES};
use super::forest::Forest;
use super::frame::Frame;
use super::support::{self, LEAST, Supports};
use rayon::prelude::*;

/// The fitted forests.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Scores the slots of a pair, blind to its values.
    pub slot: Forest,
    /// Scores a pair alone.
    pub alone: Forest,
    /// Scores it knowing the scores of the others.
    pub together: Forest,
    /// Scores it knowing how it and the others fared together.
    pub again: Forest,
}

impl Model {
    /// The forests compiled in.
    ///
    /// # Panics
    ///
    /// Never: a test holds that both tables can be read.
    pub fn builtin() -> Self {
        let read = |table: &str, names: &[&str]| {
            Forest::from_table(table, names).unwrap_or_else(|line| unreachable!("{line}"))
        };
        Self {
            slot: read(include_str!("slot_score.txt"), &NAMES),
            alone: read(include_str!("alone_score.txt"), &NAMES),
            together: read(include_str!("together_score.txt"), &support::names()),
            again: read(include_str!("again_score.txt"), &again::NAMES),
        }
    }

    /// How likely it is for each pair that its mentions state the same fact, 0 to 1. Pairs that are
    /// plainly apart by themselves are 0, whatever the others say.
    pub fn probabilities(&self, frames: &[Frame], candidates: &[Candidate]) -> Vec<f64> {
        let scored = |c: &Candidate| {
            let features = features::features(&frames[c.a], &frames[c.b], &c.setting);
            let scores = self.alone(&features);
            (features, scores)
        };
        let (kept, scored): (Vec<usize>, Vec<_>) = candidates
            .par_iter()
            .enumerate()
            .map(|(k, c)| (k, scored(c)))
            .filter(|(_, (_, scores))| scores.iter().any(|score| *score >= LEAST))
            .unzip();
        let (features, scores): (Vec<Features>, Vec<[f64; 2]>) = scored.into_iter().unzip();
        let pairs: Vec<Candidate> = kept.iter().map(|&k| candidates[k]).collect();
        let mut out = vec![0.0; candidates.len()];
        let supports = Supports::new(frames, &pairs, &features, &scores);
        // One after the other: of a million pairs the features take a gigabyte.
        let together: Vec<f64> = (0..pairs.len())
            .into_par_iter()
            .map(|pair| self.together(&supports.of(pair)))
            .collect();
        let last = again(frames, &pairs, &together);
        let last = last.par_iter().map(|f| self.again.probability(f));
        for (k, p) in kept.iter().zip(last.collect::<Vec<_>>()) {
            out[*k] = p;
        }
        out
    }

    /// The score of a pair together with the others, to nine places: see [`Self::supported`].
    pub fn together(&self, supported: &[f64]) -> f64 {
        (self.together.probability(supported) * 1e9).round() / 1e9
    }

    /// The scores of a pair alone: that of its slots, blind to its values, and that with them. To
    /// nine places, so that scores that are equal are so in any order of the articles.
    fn alone(&self, features: &Features) -> [f64; 2] {
        let rounded = |p: f64| (p * 1e9).round() / 1e9;
        let slot = self.slot.probability(&features.slot());
        let alone = self.alone.probability(&features.values());
        [rounded(slot), rounded(alone)]
    }

    /// The features of each pair for its score together with the others.
    pub fn supported(
        &self,
        frames: &[Frame],
        candidates: &[Candidate],
        features: &[Features],
    ) -> Vec<Vec<f64>> {
        let scores: Vec<[f64; 2]> = features.iter().map(|f| self.alone(f)).collect();
        let supports = Supports::new(frames, candidates, features, &scores);
        (0..candidates.len())
            .map(|pair| supports.of(pair))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read() {
        let model = Model::builtin();
        for forest in [&model.slot, &model.alone, &model.together, &model.again] {
            assert!(!forest.trees.is_empty());
        }
    }
}
