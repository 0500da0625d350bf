//! One finding a line, as compilers print them: `file:line:column: error: message [id]`, which
//! editors and scripts read. What was decided, or is not sure enough, is left out.

use super::finding::{self, Finding, Level, Region};
use super::{Unread, View, plain};
use std::io::{self, Write};

/// Writes a line for each input that could not be read, and for each finding that is open.
/// Columns count characters. Where the place is not known it is that of the first line.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for unread in &view.report.unread {
        writeln!(out, "{}", unread_line(unread))?;
    }
    let findings = finding::all(view);
    for finding in findings.iter().filter(|finding| finding.is_open()) {
        writeln!(out, "{}", line(view, finding))?;
    }
    Ok(())
}

fn line(view: &View<'_>, finding: &Finding<'_>) -> String {
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let (line, column) = match finding.here.region {
        Region::Whole => (1, 1),
        Region::Line(line) => (line, 1),
        Region::Span(start, _) => (start.line, start.character),
    };
    let message = finding.message(view, |words| words);
    format!(
        "{}:{line}:{column}: {level}: {}: {message}",
        file(finding.here.file),
        finding.title(),
    )
}

fn unread_line(unread: &Unread) -> String {
    let line = unread.line.unwrap_or(1);
    let why = plain::trimmed(&unread.why);
    format!("{}:{line}:1: error: not read: {why}", file(&unread.path))
}

/// The name of a file at the start of a line; none is taken for a command of a runner.
fn file(path: &str) -> String {
    let name = plain::line(path);
    match name.trim_start().starts_with("::") {
        true => format!("./{name}"),
        false => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, test};

    #[test]
    fn each_open_finding_is_a_line() {
        for (name, (report, articles)) in sample::all() {
            let view = View::new(&report, &articles);
            insta::assert_snapshot!(name, test::written(|out| write(&view, out)));
        }
    }

    #[test]
    fn a_file_is_no_command() {
        assert_eq!(file("::error::x"), "./::error::x");
        assert_eq!(file("drafts/a.txt"), "drafts/a.txt");
    }
}
