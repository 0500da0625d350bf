//! `crosscheck groups`: near-duplicates alone.

use super::options::{Format, Options};
use super::run::{Run, run};
use super::{Status, output};
use clap::Args;
use crosscheck::report::{View, json, table};
use jiff::civil::Date;

/// Group near-duplicate articles
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Groups {
    #[command(flatten)]
    options: Options,

    /// The most entries of a section of the table; 0 = no bound
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck groups articles/
  crosscheck groups --format json articles.jsonl

Exit status: 0 all was read, 2 something could not be read or the usage is wrong";

impl Groups {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        let found = run(&self.options, today, crosscheck::groups)?;
        let Run {
            articles, report, ..
        } = &found;
        match self.options.format {
            Format::Json => output::write(&self.options, |out| json::write(report, out))?,
            Format::Table if articles.is_empty() => {}
            Format::Table => {
                let view = View::new(report, articles);
                let width = output::width(&self.options);
                let options = table::Options {
                    width,
                    limit: self.limit,
                    ..table::Options::default()
                };
                output::write(&self.options, |out| {
                    table::write_groups(&view, &options, out)
                })?;
            }
        }
        Ok(found.end(Status::Clean))
    }
}
