//! `crosscheck facts`: what was read out of articles.

use super::forms::{self, Format};
use super::options::Options;
use super::run::run;
use super::{Status, output};
use clap::Args;
use crosscheck::report::{View, marked};
use jiff::civil::Date;

/// Show what was read out of articles: dates, quantities, who says so
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("format", forms::few))]
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
        self.options.forms.only_few("facts")?;
        let found = run(&self.options, today, crosscheck::facts)?;
        let view = View::new(&found.report, &found.articles);
        output::write(&self.options.forms, |form, width, out| match form {
            Format::Table if found.articles.is_empty() => Ok(()),
            Format::Table => marked::write(&view, width, out),
            form => form.write(&view, out),
        })?;
        Ok(found.end(Status::Clean))
    }
}
