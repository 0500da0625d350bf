//! The code quality report of GitLab, shown beside a merge request. What was decided, or is not
//! sure enough, is left out.

use super::finding::{self, Finding, Level, Region};
use super::{Unread, View, json, plain};
use serde::Serialize;
use std::io::{self, Write};

/// Writes the findings.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = finding::all(view);
    let open = findings.iter().filter(|finding| finding.is_open());
    let unread = view.report.unread.iter().map(unread);
    let issues: Vec<Issue> = unread
        .chain(open.map(|finding| issue(view, finding)))
        .collect();
    let json = serde_json::to_string_pretty(&issues).map_err(io::Error::other)?;
    writeln!(out, "{}", json::escaped(&json))
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

fn issue(view: &View<'_>, finding: &Finding<'_>) -> Issue {
    let message = finding.message(view, |words| words);
    let (begin, end) = match finding.here.region {
        Region::Whole => (1, None),
        Region::Line(line) => (line, None),
        Region::Span(start, end) => (start.line, Some(end.line)),
    };
    Issue {
        description: format!("{}. {message}", finding.title()),
        check_name: format!("crosscheck/{}", finding.rule.code()),
        fingerprint: finding.fingerprint.clone(),
        severity: match finding.level {
            Level::Error => "critical",
            Level::Warning => "major",
            Level::Note => "info",
        },
        location: location(finding.here.file, begin, end),
    }
}

fn unread(unread: &Unread) -> Issue {
    let line = unread.line.and_then(|line| usize::try_from(line).ok());
    let place = format!("{}:{}", unread.path, unread.line.unwrap_or(0));
    Issue {
        description: format!("not read: {}", plain::trimmed(&unread.why)),
        check_name: "crosscheck/unread".to_owned(),
        fingerprint: format!("{:032x}", xxhash_rust::xxh3::xxh3_128(place.as_bytes())),
        severity: "blocker",
        location: location(&unread.path, line.unwrap_or(1), None),
    }
}

/// Paths must be relative to the root of the repository, without `./`.
fn location(path: &str, begin: usize, end: Option<usize>) -> Location {
    Location {
        path: path.trim_start_matches("./").to_owned(),
        lines: Lines { begin, end },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, test};

    #[test]
    fn it_is_valid_and_fingerprints_are_unique() {
        for (name, (report, articles)) in sample::all() {
            let view = View::new(&report, &articles);
            let text = test::written(|out| write(&view, out));
            let issues: serde_json::Value = serde_json::from_str(&text).unwrap();
            test::assert_valid("gitlab-code-quality.json", &issues);
            let issues = issues.as_array().unwrap();
            let fingerprints: rustc_hash::FxHashSet<&str> = issues
                .iter()
                .map(|issue| issue["fingerprint"].as_str().unwrap())
                .collect();
            assert_eq!(fingerprints.len(), issues.len());
            insta::assert_snapshot!(name, text);
        }
    }
}
