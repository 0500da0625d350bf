//! SARIF 2.1.0, the format of static analysis: for code scanning and editors.
//!
//! One result a finding, at its first mention; the other mentions are related locations, the first
//! of them linked from the message. What was decided is told as suppressed, with its reason; what
//! is less sure than was asked for is left out and counted.

mod model;

use self::model::*;
use super::finding::{self, Finding, Level, Place, Region};
use super::place::Position;
use super::rule::Rule;
use super::{Standing, View, json, plain, totals, words};
use std::io::{self, Write};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the findings.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = finding::all(view);
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run(view, &findings)],
    };
    let json = serde_json::to_string_pretty(&log).map_err(io::Error::other)?;
    writeln!(out, "{}", json::escaped(&json))
}

fn run(view: &View<'_>, findings: &[Finding<'_>]) -> Run {
    let told = findings.iter().filter(|finding| !finding.unsure);
    Run {
        tool: Tool {
            driver: Driver {
                name: "crosscheck",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: Rule::all().map(descriptor).collect(),
            },
        },
        invocations: [Invocation {
            execution_successful: view.report.unread.is_empty(),
            tool_execution_notifications: notifications(view),
        }],
        column_kind: "unicodeCodePoints",
        results: told.map(|finding| result(view, finding)).collect(),
        properties: RunProperties {
            left_out: findings.iter().filter(|finding| finding.unsure).count(),
            gate: totals::gate(view.report.gate.as_ref()),
        },
    }
}

fn descriptor(rule: Rule) -> Descriptor {
    let level = match rule {
        Rule::Fact(super::Verdict::Discrepancy) => Level::Error,
        Rule::Fact(super::Verdict::Update) => Level::Note,
        _ => Level::Warning,
    };
    Descriptor {
        id: rule.code(),
        short_description: text(rule.message()),
        full_description: text(rule.explanation()),
        help: text(rule.explanation()),
        default_configuration: Configuration { level: name(level) },
    }
}

fn name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

fn notifications(view: &View<'_>) -> Vec<Notification> {
    let unread = view.report.unread.iter().map(|unread| Notification {
        level: "error",
        message: text(&format!("not read: {}", plain::trimmed(&unread.why))),
        locations: [Location {
            id: None,
            message: None,
            physical_location: Physical {
                artifact_location: Artifact {
                    uri: uri(&unread.path),
                },
                region: unread.line.map(|line| {
                    let line = usize::try_from(line).unwrap_or(usize::MAX);
                    line_alone(line)
                }),
            },
        }],
    });
    unread.collect()
}

fn result(view: &View<'_>, finding: &Finding<'_>) -> Outcome {
    let related = finding.there.iter().enumerate();
    // Brackets around the other place make it a link to related location 1.
    let link = |words: String| format!("\u{1}{words}\u{2}");
    Outcome {
        rule_id: finding.rule.code(),
        rule_index: Rule::all()
            .position(|rule| rule == finding.rule)
            .unwrap_or(0),
        kind: "fail",
        level: name(finding.level),
        rank: finding
            .confidence
            .map(|c| (c * 1000.0).round().clamp(0.0, 1000.0) / 10.0)
            .filter(|r| r.is_finite()),
        message: Text {
            text: message(&finding.message(view, link)),
        },
        locations: [location(None, &finding.here)],
        related_locations: related
            .map(|(at, place)| location(Some(at + 1), place))
            .collect(),
        partial_fingerprints: Fingerprints {
            primary_location_line_hash: finding.fingerprint.clone(),
        },
        baseline_state: finding.standing.map(|standing| match standing {
            Standing::New => "new",
            Standing::Known => "unchanged",
            Standing::Reopened => "updated",
        }),
        suppressions: finding.standing.map(|_| suppressions(finding)),
        properties: Properties {
            id: plain::trimmed(finding.id),
            subject: plain::trimmed(finding.subject),
            confidence: finding.confidence.filter(|c| c.is_finite()),
        },
    }
}

/// A message in which nothing that comes from an article is taken for a link or a placeholder; the
/// marks around the link become one. [`plain`] lets no such mark through.
fn message(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\u{1}' => out.push('['),
            '\u{2}' => out.push_str("](1)"),
            '[' | ']' | '\\' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out
}

/// What was decided; an empty list says that nothing was.
fn suppressions(finding: &Finding<'_>) -> Vec<Suppression> {
    if finding.standing != Some(Standing::Known) {
        return Vec::new();
    }
    vec![Suppression {
        kind: "external",
        status: "accepted",
        justification: words::standing_note(finding.standing, finding.decision),
    }]
}

fn location(id: Option<usize>, place: &Place<'_>) -> Location {
    Location {
        id,
        message: id.map(|_| text(&message(&place.quoted()))),
        physical_location: Physical {
            artifact_location: Artifact {
                uri: uri(place.file),
            },
            region: region(place.region),
        },
    }
}

fn region(region: Region) -> Option<Lines> {
    match region {
        Region::Whole => None,
        Region::Line(line) => Some(line_alone(line)),
        Region::Span(start, end) => Some(span(start, end)),
    }
}

fn line_alone(line: usize) -> Lines {
    Lines {
        start_line: line.max(1),
        start_column: None,
        end_line: None,
        end_column: None,
    }
}

fn span(start: Position, end: Position) -> Lines {
    Lines {
        start_line: start.line,
        start_column: Some(start.character),
        end_line: Some(end.line),
        end_column: Some(end.character),
    }
}

fn text(text: &str) -> Text {
    Text {
        text: text.to_owned(),
    }
}

/// A path as a URI: relative to where the program ran, unless it is absolute.
fn uri(path: &str) -> String {
    let path = match std::path::MAIN_SEPARATOR {
        '\\' => path.replace('\\', "/"),
        _ => path.to_owned(),
    };
    let path = path.trim_start_matches("./");
    let mut out = if path.starts_with('/') {
        "file://".to_owned()
    } else {
        String::new()
    };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, test};

    #[test]
    fn it_is_valid_sarif() {
        for (name, (report, articles)) in sample::all() {
            let view = View::new(&report, &articles);
            let text = test::written(|out| write(&view, out));
            test::assert_valid("sarif-2.1.0.json", &serde_json::from_str(&text).unwrap());
            insta::assert_snapshot!(name, text);
        }
    }

    #[test]
    fn what_was_decided_is_suppressed_and_what_changed_since_is_not() {
        let (report, articles) = sample::decided();
        let view = View::new(&report, &articles);
        let log: serde_json::Value =
            serde_json::from_str(&test::written(|out| write(&view, out))).unwrap();
        let states: Vec<_> = log["runs"][0]["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| {
                (
                    r["baselineState"].as_str().unwrap(),
                    r["suppressions"].as_array().unwrap().len(),
                )
            })
            .collect();
        assert_eq!(
            states,
            [
                ("updated", 0),
                ("unchanged", 1),
                ("unchanged", 1),
                ("new", 0),
                ("unchanged", 1)
            ]
        );
        assert_eq!(
            log["runs"][0]["invocations"][0]["executionSuccessful"],
            false
        );
    }

    #[test]
    fn the_message_links_the_other_place_and_nothing_else() {
        assert_eq!(
            message("[x](9) {0} \u{1}“143” in a.txt\u{2}"),
            "\\[x\\](9) {{0}} [“143” in a.txt](1)"
        );
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./drafts/a b%.txt"), "drafts/a%20b%25.txt");
        assert_eq!(uri("/home/é.txt"), "file:///home/%C3%A9.txt");
        assert_eq!(uri("x:y\u{1b}.txt"), "x%3Ay%1B.txt");
    }
}
