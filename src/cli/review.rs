//! What becomes of the findings of a run: decisions are heeded, and what is left may fail it.

use super::Status;
use super::gate::Gate;
use super::ledger::Heeded;
use super::run::Run;
use clap::Args;
use crosscheck::report::{self, Threshold};

/// The arguments of commands that compare.
#[derive(Debug, Args)]
pub(super) struct Review {
    /// Show only what is new or reopened: neither agreements nor what was decided on
    #[arg(long)]
    new: bool,

    #[command(flatten)]
    decisions: Heeded,

    #[command(flatten)]
    gate: Gate,
}

impl Review {
    /// Refuses what makes no sense, before anything is read.
    pub(super) fn check_usage(&self) -> anyhow::Result<()> {
        self.gate.threshold(Threshold::default()).map(drop)
    }

    /// Says of each finding whether it was decided on, and how the run ends.
    pub(super) fn settle(&self, found: &mut Run, quiet: bool) -> anyhow::Result<Status> {
        let Run {
            articles,
            report,
            config,
            ..
        } = found;
        self.decisions.apply(report, articles, config, quiet)?;
        let gate = report::Gate::new(report, self.gate.threshold(config.threshold())?);
        let status = match gate.failing {
            0 => Status::Clean,
            _ => Status::Found,
        };
        report.gate = Some(gate);
        if self.new {
            report.keep_undecided();
        }
        Ok(status)
    }
}
