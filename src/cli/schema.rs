//! `crosscheck schema`: the JSON Schema of the report.

use super::{Status, output};
use clap::Args;

/// Print the JSON Schema of the report
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Schema {}

const EXAMPLES: &str = "\
Examples:
  crosscheck schema > crosscheck-report.schema.json";

impl Schema {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        output::to_stdout(anstream::ColorChoice::AlwaysAnsi, |out| {
            crosscheck::report::schema::write(out)
        })?;
        Ok(Status::Clean)
    }
}
