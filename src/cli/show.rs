//! `crosscheck show`: one article of the corpus.

use super::list::days;
use super::store::{Form, Place, json, width};
use super::{Status, output};
use clap::Args;
use crosscheck::Settings;
use crosscheck::corpus::Entry;
use crosscheck::report::{View, marked, plain};
use jiff::civil::Date;
use serde_json::json;
use std::io::{self, Write};

/// Show an article of the corpus: its versions, its text, what was read out of it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Show {
    /// The article: its id, its path, or the name of its file; ID@VERSION for an old version
    #[arg(value_name = "ARTICLE")]
    article: String,

    #[command(flatten)]
    place: Place,

    /// The text alone, as it was read
    #[arg(long)]
    text: bool,

    /// The form
    #[arg(long, short, value_enum, default_value_t = Form::Table)]
    format: Form,

    /// Columns of the table [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck show archive/2024/flood.txt
  crosscheck show flood.txt@1
  crosscheck show --text flood.txt

Exit status: 0 the article is shown, 2 there is none, the corpus cannot be read or the usage is wrong";

impl Show {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        let corpus = self.place.open()?;
        let article = corpus.article(&self.article)?;
        let versions = corpus.versions(&self.article)?;
        if self.text {
            let color = anstream::ColorChoice::AlwaysAnsi; // as it is
            let text = if io::IsTerminal::is_terminal(&io::stdout()) {
                let lines: Vec<String> = article.text.lines().map(plain::line).collect();
                lines.join("\n")
            } else {
                article.text
            };
            output::to_stdout(color, |out| write!(out, "{text}"))?;
            return Ok(Status::Clean);
        }
        let articles = [article];
        let report = crosscheck::facts(&articles, &Settings::new(today));
        match self.format {
            Form::Json => output::to_stdout(anstream::ColorChoice::AlwaysAnsi, |out| {
                let shown =
                    json!({"versions": versions, "text": articles[0].text, "report": report});
                json(&shown, out)
            })?,
            Form::Table => output::to_stdout(anstream::ColorChoice::Auto, |out| {
                versions.iter().try_for_each(|version| line(version, out))?;
                writeln!(out)?;
                marked::write(&View::new(&report, &articles), width(self.width), out)
            })?,
        }
        Ok(Status::Clean)
    }
}

/// A version in a line.
fn line(entry: &Entry, out: &mut dyn Write) -> io::Result<()> {
    let state = if entry.current { "" } else { ", superseded" };
    let line = format!(
        "version {}{state}: added {}, published {}, {} bytes, {} values, from {}",
        entry.version,
        entry.added,
        days(entry),
        entry.bytes,
        entry.mentions,
        entry.path
    );
    writeln!(out, "{}", plain::trimmed(&line))
}
