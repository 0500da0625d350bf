//! The score: a logistic regression over the named features.
//!
//! The weights stand in `weights.txt`, written by `cargo run --example fit_alignment`.

use super::features::{COUNT, NAMES};
use crate::text::table::lines;

/// The fitted weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// One weight for each feature, in the order of [`NAMES`].
    pub weights: [f64; COUNT],
}

impl Model {
    /// The weights compiled in.
    pub fn builtin() -> Self {
        Self::from_table(include_str!("weights.txt"))
    }

    /// Reads a table of "feature weight" lines. Features that it does not name weigh nothing.
    pub fn from_table(table: &str) -> Self {
        let mut weights = [0.0; COUNT];
        for line in lines(table) {
            let mut fields = line.split_whitespace();
            let (Some(name), Some(weight)) = (fields.next(), fields.next()) else {
                continue;
            };
            if let (Some(at), Ok(weight)) = (NAMES.iter().position(|n| *n == name), weight.parse())
            {
                weights[at] = weight;
            }
        }
        Self { weights }
    }

    /// How likely it is that two mentions with these features state the same fact, 0 to 1.
    pub fn probability(&self, features: &[f64; COUNT]) -> f64 {
        let score: f64 = self.weights.iter().zip(features).map(|(w, f)| w * f).sum();
        1.0 / (1.0 + (-score).exp())
    }
}
