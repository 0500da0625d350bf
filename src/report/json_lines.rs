//! The report as JSON Lines: an object a line, its `type` saying what it is. For programs that read
//! a report piece by piece.

use super::{Report, json};
use serde::Serialize;
use std::io::{self, Write};

/// One line: an entry of the report under the name of what it is.
#[derive(Serialize)]
struct Line<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    entry: &'a T,
}

/// The first line.
#[derive(Serialize)]
struct Head<'a> {
    schema: &'a str,
}

/// Writes the report: a line of type `report` with the name of the format, then its articles,
/// groups, mentions, facts, checks, notes and what could not be placed in the order of the report, what was unread, the gate, and
/// last the summary. Characters that could act on a terminal are written as JSON escapes.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let schema = &report.schema;
    line("report", &Head { schema }, out)?;
    lines("article", &report.articles, out)?;
    lines("group", &report.groups, out)?;
    lines("mention", &report.mentions, out)?;
    lines("fact", &report.facts, out)?;
    lines("check", &report.checks, out)?;
    lines("note", &report.notes, out)?;
    lines("unplaced", &report.unplaced, out)?;
    lines("unread", &report.unread, out)?;
    lines("gate", report.gate.as_slice(), out)?;
    line("summary", &report.summary, out)
}

fn lines<T: Serialize>(name: &'static str, entries: &[T], out: &mut dyn Write) -> io::Result<()> {
    entries.iter().try_for_each(|entry| line(name, entry, out))
}

fn line<T: Serialize>(name: &'static str, entry: &T, out: &mut dyn Write) -> io::Result<()> {
    let line = Line {
        r#type: name,
        entry,
    };
    let json = serde_json::to_string(&line).map_err(io::Error::other)?;
    writeln!(out, "{}", json::escaped(&json))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use serde_json::Value;

    #[test]
    fn every_line_is_an_object_and_together_they_are_the_report() {
        let (report, _) = sample::decided();
        let mut out = Vec::new();
        write(&report, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let whole = serde_json::to_value(&report).unwrap();
        let mut seen = serde_json::Map::new();
        for line in text.lines() {
            let mut entry: Value = serde_json::from_str(line).unwrap();
            let name = entry.as_object_mut().unwrap().remove("type").unwrap();
            let list = seen
                .entry(name.as_str().unwrap())
                .or_insert(Value::Array(vec![]));
            list.as_array_mut().unwrap().push(entry);
        }
        for (name, field) in [
            ("article", "articles"),
            ("group", "groups"),
            ("mention", "mentions"),
        ] {
            assert_eq!(seen[name], whole[field], "{name}");
        }
        for (name, field) in [("fact", "facts"), ("check", "checks"), ("unread", "unread")] {
            assert_eq!(seen[name], whole[field], "{name}");
        }
        for (name, field) in [("note", "notes"), ("unplaced", "unplaced")] {
            assert_eq!(seen[name], whole[field], "{name}");
        }
        assert_eq!(seen["gate"][0], whole["gate"]);
        assert_eq!(seen["summary"][0], whole["summary"]);
        insta::assert_snapshot!(text);
    }
}
