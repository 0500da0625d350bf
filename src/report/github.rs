//! Workflow commands of GitHub Actions, which become annotations of a pull request, and a last line
//! with the numbers. What was decided, or is not sure enough, is only counted.

use super::finding::{self, Finding, Level, Region};
use super::{View, plain, totals};
use std::io::{self, Write};

/// Writes a command for each finding that is open, and for each input that could not be read.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for unread in &view.report.unread {
        let file = property(&plain::line(&unread.path));
        let line = unread
            .line
            .map_or(String::new(), |line| format!(",line={line}"));
        let why = data(&plain::trimmed(&unread.why));
        writeln!(out, "::error file={file}{line},title=not read::{why}")?;
    }
    for finding in finding::all(view)
        .iter()
        .filter(|finding| finding.is_open())
    {
        command(view, finding, out)?;
    }
    // The line must not be taken for a command, and nothing of an article is in it.
    writeln!(out, "crosscheck: {}", totals::line(view.report))
}

fn command(view: &View<'_>, finding: &Finding<'_>, out: &mut dyn Write) -> io::Result<()> {
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let file = property(&plain::line(finding.here.file));
    let place = place(finding.here.region);
    let title = property(&finding.title());
    let message = data(&finding.message(view, |words| words));
    writeln!(out, "::{name} file={file}{place},title={title}::{message}")
}

/// Columns are given only within one line: a range over several has none.
fn place(region: Region) -> String {
    match region {
        Region::Whole => String::new(),
        Region::Line(line) => format!(",line={line}"),
        Region::Span(start, end) if start.line == end.line => format!(
            ",line={},endLine={},col={},endColumn={}",
            start.line, end.line, start.character, end.character
        ),
        Region::Span(start, end) => format!(",line={},endLine={}", start.line, end.line),
    }
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, test};

    #[test]
    fn open_findings_become_commands() {
        for (name, (report, articles)) in sample::all() {
            let view = View::new(&report, &articles);
            insta::assert_snapshot!(name, test::written(|out| write(&view, out)));
        }
    }

    #[test]
    fn nothing_in_a_value_ends_it() {
        assert_eq!(property("a:b,c%0A\r\nd"), "a%3Ab%2Cc%250A%0D%0Ad");
        assert_eq!(data("50%: a,\nb"), "50%25: a,%0Ab");
    }
}
