//! JUnit XML, which every continuous integration reads: a suite an article, a case a fact or check.
//!
//! Cases fail by what fails the run and by nothing else, so that a reader of this file alone comes
//! to the same end as a reader of the exit status. What was decided, what is not sure enough and
//! what was not asked to fail is skipped, with the reason; an input that could not be read is an
//! error.

use super::finding::{self, Finding};
use super::gate::Outcome;
use super::{Fact, Unread, View, plain, words};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use rustc_hash::FxHashSet;
use std::io::{self, Write};

/// Writes the cases.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new("crosscheck");
    let findings = finding::all(view);
    if !view.report.unread.is_empty() {
        let mut suite = TestSuite::new("not read");
        suite.add_test_cases(view.report.unread.iter().map(unread));
        report.add_test_suite(suite);
    }
    let mut found = findings.iter().peekable();
    while let Some(first) = found.peek() {
        let file = first.here.file;
        let mut suite = TestSuite::new(plain::line(file));
        while let Some(finding) = found.next_if(|finding| finding.here.file == file) {
            suite.add_test_case(case(view, finding));
        }
        report.add_test_suite(suite);
    }
    let told: FxHashSet<&str> = findings.iter().map(|finding| finding.id).collect();
    let others = view
        .report
        .facts
        .iter()
        .filter(|fact| !told.contains(fact.id.as_str()));
    let mut suite = TestSuite::new("facts without a finding");
    suite.add_test_cases(others.map(sound));
    if !suite.test_cases.is_empty() {
        report.add_test_suite(suite);
    }
    report.serialize(out).map_err(io::Error::other)
}

fn case(view: &View<'_>, finding: &Finding<'_>) -> TestCase {
    let message = finding.message(view, |words| words);
    let status = match finding.outcome {
        Outcome::Fails => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status
                .set_message(message.clone())
                .set_type(finding.rule.code())
                .set_description(description(view, finding, &message));
            status
        }
        Outcome::Decided | Outcome::Below | Outcome::Passes => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(format!("{}: {message}", reason(finding)));
            status
        }
    };
    let name = format!("{} ({})", finding.title(), plain::trimmed(finding.id));
    let mut case = TestCase::new(name, status);
    let file = plain::line(finding.here.file);
    case.set_classname(file.clone());
    case.extra.insert("file".into(), file.into());
    if let Some(line) = finding.here.region.line() {
        case.extra.insert("line".into(), line.to_string().into());
    }
    case
}

/// Why a finding does not fail.
fn reason(finding: &Finding<'_>) -> &'static str {
    match finding.outcome {
        Outcome::Decided => "decided before",
        Outcome::Below => "less sure than was asked for",
        Outcome::Passes | Outcome::Fails => "not asked to fail",
    }
}

/// The message, and where the other mentions stand, a line each.
fn description(view: &View<'_>, finding: &Finding<'_>, message: &str) -> String {
    let mut lines = vec![message.to_owned()];
    lines.extend(finding.there.iter().map(|place| {
        let line = place
            .region
            .line()
            .map_or(String::new(), |line| format!(":{line}"));
        let day = view.published(place.article);
        format!(
            "- {}{line} ({day}): {}",
            plain::line(place.file),
            place.quoted()
        )
    }));
    lines.join("\n")
}

/// A fact on which there is nothing to find.
fn sound(fact: &Fact) -> TestCase {
    let subject = plain::trimmed(&fact.subject);
    let name = format!(
        "{}: {subject} ({})",
        words::verdict(fact.verdict),
        plain::trimmed(&fact.id)
    );
    let mut case = TestCase::new(name, TestCaseStatus::success());
    case.set_classname("facts");
    case
}

fn unread(unread: &Unread) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status
        .set_message(plain::trimmed(&unread.why))
        .set_type("unread");
    let line = unread.line.map_or(String::new(), |line| format!(":{line}"));
    let file = plain::line(&unread.path);
    let mut case = TestCase::new(format!("{file}{line}"), status);
    case.set_classname(file);
    case
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{FailOn, Gate, Threshold, sample, test};

    #[test]
    fn it_is_read_back_as_it_was_meant() {
        for (name, (report, articles)) in sample::all() {
            let view = View::new(&report, &articles);
            let text = test::written(|out| write(&view, out));
            test::assert_valid_junit(&text);
            let read = Report::deserialize_from_str(&text).unwrap();
            assert_eq!(
                read.failures,
                Gate::new(&report, Threshold::default()).failing,
                "{name}"
            );
            assert_eq!(read.errors, report.unread.len(), "{name}");
            assert_eq!(
                read.tests,
                report.facts.len() + report.checks.len() + report.unread.len()
            );
            insta::assert_snapshot!(name, text);
        }
    }

    #[test]
    fn cases_fail_by_what_fails_the_run() {
        let (mut report, articles) = sample::everything();
        let threshold = Threshold {
            fail_on: vec![FailOn::Update, FailOn::Check],
            min_confidence: 0.9,
        };
        let gate = Gate::new(&report, threshold);
        let failing = gate.failing;
        report.gate = Some(gate);
        let view = View::new(&report, &articles);
        let text = test::written(|out| write(&view, out));
        assert_eq!(
            Report::deserialize_from_str(&text).unwrap().failures,
            failing
        );
    }
}
