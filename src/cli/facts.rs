//! `crosscheck facts`: what was read out of articles.

use super::options::{Format, Options};
use super::run::{Run, run};
use super::{Status, output};
use clap::Args;
use crosscheck::report::{View, json, marked};
use jiff::civil::Date;

/// Show what was read out of articles: dates, quantities, who says so
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Facts {
    #[command(flatten)]
    options: Options,
}

const EXAMPLES: &str = "\
Each article is shown with its mentions marked and numbered, and below it what each was read as,
the article's date with the reason, and what was taken for no part of the story.

Examples:
  crosscheck facts article.txt
  crosscheck facts --date 2024-01-16 article.txt
  crosscheck facts --format json articles.jsonl

Exit status: 0 all was read, 2 something could not be read or the usage is wrong";

impl Facts {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        let found = run(&self.options, today, crosscheck::facts)?;
        let Run {
            articles, report, ..
        } = &found;
        match self.options.format {
            Format::Json => output::write(&self.options, |out| json::write(report, out))?,
            Format::Table if articles.is_empty() => {}
            Format::Table => {
                let view = View::new(report, articles);
                let width = output::width(&self.options);
                output::write(&self.options, |out| marked::write(&view, width, out))?;
            }
        }
        Ok(found.end(Status::Clean))
    }
}
