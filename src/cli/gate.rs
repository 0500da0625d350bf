//! What ends a run with status 1.

use anyhow::{bail, ensure};
use clap::{Args, ValueEnum};
use crosscheck::report::{FailOn, Threshold};

/// The arguments of commands that pass or fail.
#[derive(Debug, Args)]
pub(super) struct Gate {
    /// What ends the run with status 1; a verdict stands for the graver ones, too
    /// [default: discrepancy]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT,…")]
    fail_on: Vec<What>,

    /// How sure a verdict must be to end the run with status 1, and to be told in the forms that
    /// annotate articles; what is less sure is counted. Discrepancies less than 0.5 sure are never
    /// told [default: 0]
    #[arg(long, value_name = "0…1", value_parser = share)]
    min_confidence: Option<f64>,

    /// End with status 0 whatever is found: the same as --fail-on never
    #[arg(long, conflicts_with = "fail_on")]
    exit_zero: bool,
}

/// What can end a run with status 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    /// Both cannot be true
    Discrepancy,
    /// Sources differ, or a discrepancy
    Disputed,
    /// The figure moved with time, or sources differ, or a discrepancy
    Update,
    /// Something wrong inside one article; goes with a verdict: --fail-on discrepancy,check
    Check,
    /// Nothing that is found; what cannot be read still ends the run with status 2
    Never,
}

impl Gate {
    /// The threshold, from `default` where nothing else was said.
    ///
    /// # Errors
    ///
    /// Fails where `never` is said beside something else.
    pub(super) fn threshold(&self, default: Threshold) -> anyhow::Result<Threshold> {
        let never = self.exit_zero || self.fail_on.contains(&What::Never);
        ensure!(
            !never || self.fail_on.len() < 2,
            "--fail-on never stands alone; leave it out or leave the others out"
        );
        let fail_on = match (never, self.fail_on.is_empty()) {
            (false, true) => default.fail_on,
            _ => fail_on(&self.fail_on),
        };
        Ok(Threshold {
            fail_on,
            min_confidence: self.min_confidence.unwrap_or(default.min_confidence),
        })
    }
}

/// What fails, as the report names it.
pub(super) fn fail_on(named: &[What]) -> Vec<FailOn> {
    let named = named.iter().filter_map(|what| match what {
        What::Discrepancy => Some(FailOn::Discrepancy),
        What::Disputed => Some(FailOn::Disputed),
        What::Update => Some(FailOn::Update),
        What::Check => Some(FailOn::Check),
        What::Never => None,
    });
    named.collect()
}

/// Parses a number from 0 to 1.
pub(super) fn share(text: &str) -> anyhow::Result<f64> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => bail!("not a number from 0 to 1; for example 0.75"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Program {
        #[command(flatten)]
        gate: Gate,
    }

    fn threshold(arguments: &[&str]) -> Option<(Vec<FailOn>, f64)> {
        let all = std::iter::once(&"x").chain(arguments);
        let gate = Program::try_parse_from(all).ok()?.gate;
        let threshold = gate.threshold(Threshold::default()).ok()?;
        Some((threshold.fail_on, threshold.min_confidence))
    }

    #[test]
    fn the_threshold_is_what_was_said() {
        assert_eq!(threshold(&[]), Some((vec![FailOn::Discrepancy], 0.0)));
        assert_eq!(threshold(&["--exit-zero"]), Some((vec![], 0.0)));
        assert_eq!(threshold(&["--fail-on", "never"]), Some((vec![], 0.0)));
        assert_eq!(
            threshold(&["--fail-on", "update,check", "--min-confidence", "0.75"]),
            Some((vec![FailOn::Update, FailOn::Check], 0.75))
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for arguments in [
            &["--fail-on", "never,check"][..],
            &["--fail-on", "disputed", "--exit-zero"],
            &["--min-confidence", "75"],
            &["--min-confidence", "NaN"],
        ] {
            assert_eq!(threshold(arguments), None, "{arguments:?}");
        }
    }
}
