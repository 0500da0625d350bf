//! `crosscheck list`: which articles the corpus holds.

use super::store::{Form, Place, cropped, width};
use super::{Status, options, output};
use clap::Args;
use crosscheck::corpus::{Entry, Filter};
use crosscheck::report::plain;
use jiff::civil::Date;
use serde_json::json;
use std::io::{self, IsTerminal, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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

    /// Columns of the table [default: those of the terminal; without one, a line for each article]
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
        let piped = self.width.is_none() && !io::stdout().is_terminal();
        let columns = if piped { usize::MAX } else { width(self.width) };
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
        let version = match (entry.version, entry.current) {
            (1, true) => String::new(),
            (version, true) => format!(" (version {version})"),
            (version, false) => format!(" (old version {version})"),
        };
        let name = plain::trimmed(&format!("{}{version}", entry.id));
        let about = [&entry.outlet, &entry.title].into_iter().flatten();
        let about: Vec<String> = about.map(|text| plain::trimmed(text)).collect();
        for line in laid_out(&days(entry), &name, &about.join(": "), columns) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

/// Columns of the days in front of an id.
const DAYS: usize = 24;

/// The lines of an article. Its id is never cut, since the rows could look the same then: it goes
/// on below itself. What is known besides stands behind it, or on a line of its own.
fn laid_out(days: &str, name: &str, about: &str, columns: usize) -> Vec<String> {
    const LEAST: usize = 20;
    let room = columns.saturating_sub(DAYS).max(1);
    let mut parts = vec![String::new()];
    for c in name.chars() {
        if parts
            .last()
            .is_some_and(|part| part.width() + c.width().unwrap_or(0) > room)
        {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    let left = room.saturating_sub(parts.last().map_or(0, |part| part.width()) + 2);
    match parts.last_mut() {
        _ if about.is_empty() => {}
        Some(last) if left >= LEAST || left >= about.width() => {
            last.push_str("  ");
            last.push_str(&cropped(about, left));
        }
        _ => parts.push(cropped(about, room)),
    }
    let heads = std::iter::once(days).chain(std::iter::repeat(""));
    let lines = heads.zip(parts);
    lines
        .map(|(head, part)| format!("{head:<23} {part}"))
        .collect()
}

/// The days of publication of an article.
pub(super) fn days(entry: &Entry) -> String {
    match (&entry.first_day, &entry.last_day) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first}/{last}"),
        _ => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_never_cut() {
        let id =
            "archive/2024/a-very-long-name-of-an-article-that-goes-on-and-on-and-ends-in-1.txt";
        let lines = laid_out("2024-01-16", id, "The Example: Floods", 80);
        let told: String = lines.iter().map(|line| line[DAYS..].trim()).collect();
        assert!(told.starts_with(id), "{lines:?}");
        assert!(lines.iter().all(|line| line.width() <= 80), "{lines:?}");
        assert!(
            lines
                .iter()
                .any(|line| line.contains("The Example: Floods"))
        );
        let short = laid_out("2024-01-16", "a.txt", "The Example: Floods", 80);
        assert_eq!(
            short,
            ["2024-01-16              a.txt  The Example: Floods"]
        );
        assert_eq!(laid_out("unknown", id, "x", usize::MAX).len(), 1);
    }
}
