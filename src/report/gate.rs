//! What makes a run fail: the threshold, and how many findings are on either side of it.

use super::{Check, Fact, Report, Standing, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What can make a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// A figure that moved with time, or anything graver.
    Update,
    /// A figure on which sources differ, or a discrepancy.
    Disputed,
    /// Two values that cannot both be true.
    Discrepancy,
    /// Something wrong inside one article.
    Check,
}

impl FailOn {
    /// The least grave verdict that it means; none for what has no verdict.
    fn verdict(self) -> Option<Verdict> {
        match self {
            FailOn::Update => Some(Verdict::Update),
            FailOn::Disputed => Some(Verdict::Disputed),
            FailOn::Discrepancy => Some(Verdict::Discrepancy),
            FailOn::Check => None,
        }
    }
}

/// From where on a finding makes a run fail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Threshold {
    /// What fails: facts with one of these verdicts or a graver one, and checks where they are
    /// named. Nothing named means that nothing fails.
    pub fail_on: Vec<FailOn>,
    /// How sure a verdict must be, 0 to 1. Checks have no such measure and are not held to it.
    pub min_confidence: f64,
}

impl Default for Threshold {
    /// Discrepancies, however sure.
    fn default() -> Self {
        Self {
            fail_on: vec![FailOn::Discrepancy],
            min_confidence: 0.0,
        }
    }
}

/// On which side of the threshold a finding lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is nothing that was asked to fail.
    Passes,
    /// It would fail, were it surer.
    Below,
    /// It would fail, had nobody decided on it.
    Decided,
    /// It fails.
    Fails,
}

impl Threshold {
    /// The least grave verdict that fails.
    pub fn verdict(&self) -> Option<Verdict> {
        let verdicts = self.fail_on.iter().filter_map(|what| what.verdict());
        verdicts.min()
    }

    /// Is a verdict of this confidence sure enough?
    pub fn is_sure(&self, confidence: f64) -> bool {
        // What is no number is as sure as can be: a gate must not open by mistake.
        confidence.is_nan() || confidence >= self.min_confidence
    }

    /// The outcome for a fact: it fails by any of its pairs of values.
    pub fn fact(&self, fact: &Fact) -> Outcome {
        let Some(least) = self.verdict() else {
            return Outcome::Passes;
        };
        let mut grave = fact.relations.iter().filter(|r| r.verdict >= least);
        match (grave.clone().count(), fact.standing) {
            (0, _) => Outcome::Passes,
            (_, Some(Standing::Known)) => Outcome::Decided,
            _ if grave.any(|r| self.is_sure(r.confidence)) => Outcome::Fails,
            _ => Outcome::Below,
        }
    }

    /// The outcome for a check.
    pub fn check(&self, check: &Check) -> Outcome {
        match check.standing {
            _ if !self.fail_on.contains(&FailOn::Check) => Outcome::Passes,
            Some(Standing::Known) => Outcome::Decided,
            _ => Outcome::Fails,
        }
    }
}

/// The threshold of a run and how its findings lie to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Gate {
    /// The threshold.
    #[serde(flatten)]
    pub threshold: Threshold,
    /// Findings that fail.
    pub failing: usize,
    /// Findings that would fail, were they surer.
    pub below: usize,
    /// Findings that would fail, had nobody decided on them.
    pub decided: usize,
}

impl Gate {
    /// Holds the findings of a report to a threshold.
    pub fn new(report: &Report, threshold: Threshold) -> Self {
        let facts = report.facts.iter().map(|fact| threshold.fact(fact));
        let checks = report.checks.iter().map(|check| threshold.check(check));
        let outcomes: Vec<Outcome> = facts.chain(checks).collect();
        let count = |outcome| outcomes.iter().filter(|found| **found == outcome).count();
        Self {
            failing: count(Outcome::Fails),
            below: count(Outcome::Below),
            decided: count(Outcome::Decided),
            threshold,
        }
    }
}

/// An input that could not be read, and therefore is not part of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unread {
    /// The file; `-` is standard input.
    pub path: String,
    /// The line, counted from 1, in a file with an article a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What is wrong there, and the remedy.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn gate(fail_on: &[FailOn], min_confidence: f64) -> (usize, usize, usize) {
        let (report, _) = sample::everything();
        let threshold = Threshold {
            fail_on: fail_on.to_vec(),
            min_confidence,
        };
        let gate = Gate::new(&report, threshold);
        (gate.failing, gate.below, gate.decided)
    }

    #[test]
    fn a_verdict_fails_with_all_that_are_graver() {
        assert_eq!(gate(&[FailOn::Discrepancy], 0.0), (2, 0, 0));
        assert_eq!(gate(&[FailOn::Disputed], 0.0), (3, 0, 0));
        assert_eq!(gate(&[FailOn::Update], 0.0), (4, 0, 0));
        assert_eq!(gate(&[FailOn::Check], 0.0), (2, 0, 0));
        assert_eq!(gate(&[FailOn::Check, FailOn::Disputed], 0.0), (5, 0, 0));
        assert_eq!(gate(&[], 0.0), (0, 0, 0));
    }

    #[test]
    fn what_is_not_sure_enough_is_counted() {
        assert_eq!(gate(&[FailOn::Discrepancy], 0.95), (1, 1, 0));
        assert_eq!(gate(&[FailOn::Disputed], 0.99), (0, 3, 0));
        assert_eq!(
            gate(&[FailOn::Discrepancy], 0.93),
            (2, 0, 0),
            "the bound itself is enough"
        );
    }

    #[test]
    fn what_is_decided_does_not_fail_and_what_is_reopened_does() {
        let (report, _) = sample::decided();
        let gate = Gate::new(&report, Threshold::default());
        assert_eq!((gate.failing, gate.below, gate.decided), (1, 0, 1));
        let all = [FailOn::Update, FailOn::Check].to_vec();
        let gate = Gate::new(
            &report,
            Threshold {
                fail_on: all,
                min_confidence: 0.0,
            },
        );
        assert_eq!((gate.failing, gate.below, gate.decided), (3, 0, 3));
    }

    #[test]
    fn a_confidence_that_is_no_number_does_not_open_the_gate() {
        let (mut report, _) = sample::everything();
        for relation in report.facts.iter_mut().flat_map(|f| &mut f.relations) {
            relation.confidence = f64::NAN;
        }
        let threshold = Threshold {
            min_confidence: 0.9,
            ..Threshold::default()
        };
        assert_eq!(Gate::new(&report, threshold).failing, 2);
    }
}
