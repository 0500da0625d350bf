//! The score: a logistic regression over the named features.
//!
//! Agreeing and differing values, quantities and dates ask for different evidence. Each pair falls
//! into one [`Regime`]; a feature weighs its shared weight plus that of the regime. The weights
//! stand in `weights.txt`, written by `cargo run --example fit_alignment`.

use super::features::{COUNT, NAMES};
use crate::text::table::lines;

/// What kind of pair is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regime {
    /// Quantities of which both can be true.
    Agreeing,
    /// Quantities of which both cannot be true.
    Differing,
    /// Dates of which both can be true.
    DatesAgreeing,
    /// Dates of which both cannot be true.
    DatesDiffering,
}

/// How many columns of weights there are: the shared one and one for each regime.
pub const COLUMNS: usize = 5;

impl Regime {
    /// The column of the regime's own weights; column 0 is shared.
    pub fn column(self) -> usize {
        match self {
            Regime::Agreeing => 1,
            Regime::Differing => 2,
            Regime::DatesAgreeing => 3,
            Regime::DatesDiffering => 4,
        }
    }
}

/// The fitted weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// For each feature, in the order of [`NAMES`], its shared weight and what each regime adds.
    pub weights: [[f64; COLUMNS]; COUNT],
}

impl Model {
    /// The weights compiled in.
    pub fn builtin() -> Self {
        Self::from_table(include_str!("weights.txt"))
    }

    /// Reads a table of lines "feature shared agreeing differing dates-agreeing dates-differing".
    /// Features that it does not name weigh nothing.
    pub fn from_table(table: &str) -> Self {
        let mut weights = [[0.0; COLUMNS]; COUNT];
        for line in lines(table) {
            let mut fields = line.split_whitespace();
            let Some(at) = fields
                .next()
                .and_then(|name| NAMES.iter().position(|n| *n == name))
            else {
                continue;
            };
            for (place, weight) in weights[at].iter_mut().zip(fields) {
                *place = weight.parse().unwrap_or(0.0);
            }
        }
        Self { weights }
    }

    /// How likely it is that two mentions with these features state the same fact, 0 to 1.
    pub fn probability(&self, features: &[f64; COUNT], regime: Regime) -> f64 {
        let column = regime.column();
        let score: f64 = self
            .weights
            .iter()
            .zip(features)
            .map(|(w, f)| (w[0] + w[column]) * f)
            .sum();
        1.0 / (1.0 + (-score).exp())
    }
}
