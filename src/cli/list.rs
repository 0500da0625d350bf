//! `crosscheck list`: which articles the corpus holds.

use super::store::{Form, Place, cropped, width};
use super::{Status, options, output};
use clap::Args;
use crosscheck::corpus::{Entry, Filter};
use crosscheck::report::plain;
use jiff::civil::Date;
use serde_json::json;
use std::io::{self, Write};

/// List the articles of the corpus, the latest first
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct List {
    #[command(flatten)]
    place: Place,

    /// Only what was published on this day or later or, where nothing tells when, added then or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    since: Option<Date>,

    /// Old versions, too
    #[arg(long)]
    versions: bool,

    /// The most articles; 0 = no bound
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,

    /// The form of the list; json has one article a line
    #[arg(long, short, value_enum, default_value_t = Form::Table)]
    format: Form,

    /// Columns of the table [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck list
  crosscheck list --since 2024-01-16 --limit 0 --format json
  crosscheck list --versions

Exit status: 0 all was read, 2 the corpus cannot be read or the usage is wrong";

impl List {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let corpus = self.place.open()?;
        let filter = Filter {
            since: self.since,
            versions: self.versions,
            limit: (self.limit > 0).then_some(self.limit),
        };
        let columns = width(self.width);
        let mut failed = None;
        output::to_stdout(anstream::ColorChoice::Auto, |out| {
            let (mut written, mut shown) = (Ok(()), 0);
            let listed = corpus.list(&filter, |entry| {
                shown += 1;
                written = self.line(&entry, columns, out);
                written.is_ok()
            });
            written?;
            match listed {
                Ok(all) if all > shown && self.format == Form::Table => {
                    writeln!(out, "… {shown} of {all}; --limit 0 shows all")
                }
                Ok(0) if self.format == Form::Table => writeln!(out, "no articles"),
                Ok(_) => Ok(()),
                Err(error) => {
                    failed = Some(error);
                    Ok(())
                }
            }
        })?;
        failed.map_or(Ok(Status::Clean), |error| Err(error.into()))
    }

    fn line(&self, entry: &Entry, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        if self.format == Form::Json {
            let mut value = json!({"type": "article"});
            if let (Some(to), Ok(serde_json::Value::Object(from))) =
                (value.as_object_mut(), serde_json::to_value(entry))
            {
                to.extend(from);
            }
            return writeln!(
                out,
                "{}",
                crosscheck::report::json::escaped(&value.to_string())
            );
        }
        let day = days(entry);
        let version = match (entry.version, entry.current) {
            (1, true) => String::new(),
            (version, true) => format!(" (version {version})"),
            (version, false) => format!(" (old version {version})"),
        };
        let title = entry
            .title
            .as_deref()
            .map_or(String::new(), |t| format!("  {t}"));
        let line = plain::trimmed(&format!("{}{version}{title}", entry.id));
        writeln!(out, "{}", cropped(&format!("{day:<23} {line}"), columns))
    }
}

/// The days of publication of an article.
pub(super) fn days(entry: &Entry) -> String {
    match (&entry.first_day, &entry.last_day) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first}/{last}"),
        _ => "unknown".to_owned(),
    }
}
