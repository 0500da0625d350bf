//! `crosscheck stats`: the corpus in figures.

use super::store::{Form, Place, json};
use super::{Status, output};
use clap::Args;
use indicatif::{HumanBytes, HumanCount};

/// Show what the corpus holds, in figures
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Stats {
    #[command(flatten)]
    place: Place,

    /// The form
    #[arg(long, short, value_enum, default_value_t = Form::Table)]
    format: Form,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck stats
  crosscheck stats --corpus politics.db --format json

Exit status: 0 all was read, 2 the corpus cannot be read or the usage is wrong";

impl Stats {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let stats = self.place.open()?.stats()?;
        if self.format == Form::Json {
            output::to_stdout(anstream::ColorChoice::AlwaysAnsi, |out| json(&stats, out))?;
            return Ok(Status::Clean);
        }
        let count = |number: usize| HumanCount(number as u64).to_string();
        let published = match (&stats.first_day, &stats.last_day) {
            (Some(first), Some(last)) => format!("{first} to {last}"),
            _ => "unknown".to_owned(),
        };
        let rows = [
            ("articles", count(stats.articles)),
            ("old versions", count(stats.old_versions)),
            ("with the words of another", count(stats.duplicates)),
            ("published", published),
            ("of these undated", count(stats.undated)),
            ("quantities", count(stats.quantities)),
            ("dates", count(stats.dates)),
            ("text", HumanBytes(stats.text_bytes).to_string()),
            ("stored in", HumanBytes(stats.stored_bytes).to_string()),
            ("version", stats.version.to_string()),
            ("read by", stats.reader.clone()),
        ];
        output::to_stdout(anstream::ColorChoice::Auto, |out| {
            for (name, value) in rows {
                writeln!(out, "{name:<26} {value}")?;
            }
            if stats.read_by_another {
                writeln!(
                    out,
                    "Another release read the articles; 'crosscheck rebuild' reads them anew."
                )?;
            }
            Ok(())
        })?;
        Ok(Status::Clean)
    }
}
