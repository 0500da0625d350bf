//! The Reviewdog Diagnostic Format, as one object (`rdjson`) or as a diagnostic a line (`rdjsonl`).
//! Columns count bytes, ends are exclusive. What was decided, or is not sure enough, is left out.

use super::finding::{self, Finding, Level, Place, Region};
use super::place::Position;
use super::{Unread, View, json, plain};
use serde::Serialize;
use std::io::{self, Write};

/// Writes the findings as one object.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let result = Outcome {
        source: SOURCE,
        diagnostics: diagnostics(view),
    };
    let json = serde_json::to_string_pretty(&result).map_err(io::Error::other)?;
    writeln!(out, "{}", json::escaped(&json))
}

/// Writes the findings a line each.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write_lines(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in diagnostics(view) {
        let json = serde_json::to_string(&diagnostic).map_err(io::Error::other)?;
        writeln!(out, "{}", json::escaped(&json))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Outcome {
    source: Source,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize, Clone, Copy)]
struct Source {
    name: &'static str,
}

const SOURCE: Source = Source { name: "crosscheck" };

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    source: Source,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Point>,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

fn diagnostics(view: &View<'_>) -> Vec<Diagnostic> {
    let findings = finding::all(view);
    let open = findings.iter().filter(|finding| finding.is_open());
    let unread = view.report.unread.iter().map(unread);
    unread
        .chain(open.map(|finding| diagnostic(view, finding)))
        .collect()
}

fn diagnostic(view: &View<'_>, finding: &Finding<'_>) -> Diagnostic {
    let message = finding.message(view, |words| words);
    let related = finding.there.iter().map(|place| Related {
        message: place.quoted(),
        location: location(place),
    });
    Diagnostic {
        message: format!("{}\n{message}", finding.title()),
        location: location(&finding.here),
        severity: match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note => "INFO",
        },
        source: SOURCE,
        code: Code {
            value: finding.rule.code(),
        },
        related_locations: related.collect(),
    }
}

fn unread(unread: &Unread) -> Diagnostic {
    let line = unread
        .line
        .map(|line| usize::try_from(line).unwrap_or(usize::MAX));
    Diagnostic {
        message: format!("not read: {}", plain::trimmed(&unread.why)),
        location: Location {
            path: unread.path.clone(),
            range: line.map(|line| range(line_alone(line), None)),
        },
        severity: "ERROR",
        source: SOURCE,
        code: Code { value: "unread" },
        related_locations: Vec::new(),
    }
}

fn location(place: &Place<'_>) -> Location {
    Location {
        path: place.file.to_owned(),
        range: match place.region {
            Region::Whole => None,
            Region::Line(line) => Some(range(line_alone(line), None)),
            Region::Span(start, end) => Some(range(point(start), Some(point(end)))),
        },
    }
}

fn range(start: Point, end: Option<Point>) -> Range {
    Range { start, end }
}

fn line_alone(line: usize) -> Point {
    Point { line, column: None }
}

fn point(position: Position) -> Point {
    Point {
        line: position.line,
        column: Some(position.byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, test};

    #[test]
    fn it_is_valid() {
        let (report, articles) = sample::everything();
        let view = View::new(&report, &articles);
        let text = test::written(|out| write(&view, out));
        test::assert_valid(
            "rdf-diagnostic-result.json",
            &serde_json::from_str(&text).unwrap(),
        );
        insta::assert_snapshot!(text);
    }

    #[test]
    fn each_line_is_valid_and_what_was_decided_is_left_out() {
        let (report, articles) = sample::decided();
        let view = View::new(&report, &articles);
        let text = test::written(|out| write_lines(&view, out));
        for line in text.lines() {
            test::assert_valid("rdf-diagnostic.json", &serde_json::from_str(line).unwrap());
        }
        insta::assert_snapshot!(text);
    }
}
