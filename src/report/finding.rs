//! What a reviewer is to look at: the one selection and order from which every form draws that
//! annotates articles (SARIF, GitHub, reviewdog, GitLab, JUnit).
//!
//! A fact is one finding, whatever number of values it has: the pair that matters most stands for
//! it. It stands at the first mention of these two values in the order of the articles, drafts that are
//! checked against a corpus before all others; the other mentions are told as related.

mod desk;

use self::desk::Desk;
use super::gate::{Gate, Outcome, Threshold};
use super::layout::crop;
use super::place::Position;
use super::quote::first;
use super::rule::Rule;
use super::{Decided, Span, Standing, View, plain, words};
use rustc_hash::FxHashMap;

/// The most related places of one finding.
const RELATED: usize = 20;

/// How grave a finding is to the tools of reviewers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Worth knowing.
    Note,
    /// To be looked at.
    Warning,
    /// To be mended, or the run fails by it.
    Error,
}

/// Something that somebody should look at.
#[derive(Debug)]
pub(super) struct Finding<'a> {
    /// The id of the fact or check.
    pub(super) id: &'a str,
    pub(super) rule: Rule,
    pub(super) level: Level,
    /// How sure the verdict is; checks have no such measure.
    pub(super) confidence: Option<f64>,
    /// What a fact is about; empty for a check.
    pub(super) subject: &'a str,
    /// The reason in words.
    pub(super) why: &'a str,
    /// Where it stands.
    pub(super) here: Place<'a>,
    /// Where else; the first is what the message tells of.
    pub(super) there: Vec<Place<'a>>,
    /// On which side of the threshold it lies.
    pub(super) outcome: Outcome,
    /// Is it less sure than was asked for?
    pub(super) unsure: bool,
    pub(super) standing: Option<Standing>,
    pub(super) decision: Option<&'a Decided>,
    /// The same for the same words in the same files wherever they stand; unique in the report.
    pub(super) fingerprint: String,
}

/// A mention, or the words that a check finds fault with, and where they stand.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    /// The article's id.
    pub(super) article: &'a str,
    /// The file as the user named it.
    pub(super) file: &'a str,
    pub(super) region: Region,
    /// The words, as they stand in the article.
    words: &'a str,
    span: Span,
    /// The sentence in which they stand.
    sentence: Span,
}

/// The part of a file in which something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    /// Somewhere: the text was taken out of a container, and its lines are not those of the file.
    Whole,
    /// The line of a file with an article a line.
    Line(usize),
    /// From the one place up to the other, which is no longer part of it.
    Span(Position, Position),
}

impl Region {
    /// The first line, where it is known.
    pub(super) fn line(self) -> Option<usize> {
        match self {
            Region::Whole => None,
            Region::Line(line) => Some(line),
            Region::Span(start, _) => Some(start.line),
        }
    }
}

impl Place<'_> {
    /// The words in quotation marks, as one short line.
    pub(super) fn quoted(&self) -> String {
        format!("“{}”", crop(&plain::trimmed(first(self.words, 800)), 120))
    }
}

impl Finding<'_> {
    /// Is it told to reviewers? What was decided, or is not sure enough, is not.
    pub(super) fn is_open(&self) -> bool {
        self.standing != Some(Standing::Known) && !self.unsure
    }

    /// `discrepancy: persons missing`.
    pub(super) fn title(&self) -> String {
        let subject = crop(&plain::trimmed(first(self.subject, 800)), 120);
        match subject.is_empty() {
            true => format!("{}: {}", self.rule.code(), self.rule.message()),
            false => format!("{}: {subject}", self.rule.code()),
        }
    }

    /// Both quotes, the reason and the id by which it is decided on, in one paragraph of plain text.
    /// `link` may wrap what names the other place.
    pub(super) fn message(&self, view: &View<'_>, link: impl Fn(String) -> String) -> String {
        let why = crop(&plain::trimmed(first(self.why, 4000)), 500);
        let sure = self.confidence.map_or(String::new(), |confidence| {
            format!(" ({} sure)", words::percent(confidence))
        });
        let there = self.there.first().map_or(String::new(), |place| {
            let other = format!("{} {}", place.quoted(), self.whereabouts(view, place));
            format!(" here, {}", link(other))
        });
        let note = words::standing_note(self.standing, self.decision);
        let note = if note.is_empty() {
            note
        } else {
            format!(" [{note}]")
        };
        let id = plain::trimmed(self.id);
        format!("{}{there}: {why}{sure}{note} [{id}]", self.here.quoted())
    }

    /// `in flood.txt:5 (19 Jul 2022)`, or `in line 5` of the same article.
    fn whereabouts(&self, view: &View<'_>, place: &Place<'_>) -> String {
        let line = view.line(place.article, place.span.start);
        let line = line.filter(|_| place.region != Region::Whole);
        if place.article == self.here.article {
            return line.map_or("elsewhere".to_owned(), |line| format!("in line {line}"));
        }
        let name = crop(&view.name(place.article), 80);
        let line = line.map_or(String::new(), |line| format!(":{line}"));
        format!("in {name}{line} ({})", view.published(place.article))
    }
}

/// All findings in the order of the articles, decided ones and unsure ones among them.
pub(super) fn all<'a>(view: &View<'a>) -> Vec<Finding<'a>> {
    let threshold = threshold(view.report.gate.as_ref());
    let desk = Desk::new(view, threshold);
    let report = view.report;
    let facts = report.facts.iter().filter_map(|fact| desk.fact(fact));
    let checks = report.checks.iter().map(|check| desk.check(check));
    let mut found: Vec<Finding<'a>> = facts.chain(checks).collect();
    found.sort_by_key(|finding| {
        let here = &finding.here;
        let order = desk.order.get(here.article).copied();
        (
            order.unwrap_or(usize::MAX),
            here.span.start,
            here.span.end,
            finding.rule.code(),
            finding.id,
        )
    });
    number_the_fingerprints(&mut found);
    found
}

/// The threshold of the run; the default one where it had none.
pub(super) fn threshold(gate: Option<&Gate>) -> Threshold {
    gate.map_or_else(Threshold::default, |gate| gate.threshold.clone())
}

/// Tells findings of the same words apart by a number.
fn number_the_fingerprints(found: &mut [Finding<'_>]) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for finding in found {
        let times = seen.entry(finding.fingerprint.clone()).or_default();
        *times += 1;
        finding.fingerprint = format!("{}:{times}", finding.fingerprint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{FailOn, sample};

    #[test]
    fn discrepancies_disputed_figures_and_checks_are_found_in_the_order_of_the_articles() {
        let (report, articles) = sample::everything();
        let view = View::new(&report, &articles);
        let found = all(&view);
        let codes: Vec<(&str, &str)> = found
            .iter()
            .map(|f| (f.here.article, f.rule.code()))
            .collect();
        assert_eq!(
            codes,
            [
                ("a1", "discrepancy"),
                ("a1", "discrepancy"),
                ("a2", "disputed"),
                ("a4", "conversion"),
                ("a4", "weekday")
            ]
        );
        assert_eq!(
            found[1].there[0].article, "a4",
            "the other value comes first"
        );
    }

    #[test]
    fn updates_are_findings_where_the_run_fails_by_them() {
        let (mut report, articles) = sample::everything();
        let threshold = Threshold {
            fail_on: vec![FailOn::Update],
            min_confidence: 0.0,
        };
        report.gate = Some(Gate::new(&report, threshold));
        let view = View::new(&report, &articles);
        let found = all(&view);
        let update = found.iter().find(|f| f.rule.code() == "update").unwrap();
        assert_eq!(
            (update.level, update.outcome),
            (Level::Error, Outcome::Fails)
        );
    }

    #[test]
    fn what_is_found_of_a_draft_stands_in_the_draft() {
        let (mut report, articles) = sample::everything();
        let last = report.articles.last().unwrap().id.clone();
        let of_last = |report: &crate::report::Report| {
            let view = View::new(report, &articles);
            let found = all(&view);
            found.iter().filter(|f| f.here.article == last).count()
        };
        let before = of_last(&report);
        report.drafts = vec![last.clone()];
        let facts = report.facts.iter().filter(|fact| {
            let mut ids = fact.values.iter().flat_map(|value| &value.mentions);
            fact.verdict >= crate::report::Verdict::Disputed
                && ids.any(|id| {
                    report
                        .mentions
                        .iter()
                        .any(|m| m.id == *id && m.article == last)
                })
        });
        let checks = report.checks.iter().filter(|check| check.article == last);
        let wanted = facts.count() + checks.count();
        assert!(wanted > before, "{wanted} of {before}");
        assert_eq!(of_last(&report), wanted);
    }

    #[test]
    fn decided_and_unsure_ones_are_not_open() {
        let (mut report, articles) = sample::decided();
        let threshold = Threshold {
            min_confidence: 0.95,
            ..Threshold::default()
        };
        report.gate = Some(Gate::new(&report, threshold));
        let view = View::new(&report, &articles);
        let open: Vec<_> = all(&view)
            .iter()
            .map(|f| (f.rule.code(), f.is_open()))
            .collect();
        assert_eq!(
            open,
            [
                ("discrepancy", true),
                ("discrepancy", false),
                ("disputed", false),
                ("conversion", true),
                ("weekday", false)
            ]
        );
    }

    #[test]
    fn fingerprints_are_unique_and_survive_an_edit_elsewhere() {
        let (mut report, mut articles) = sample::everything();
        let before: Vec<String> = all(&View::new(&report, &articles))
            .into_iter()
            .map(|f| f.fingerprint)
            .collect();
        let unique: rustc_hash::FxHashSet<&String> = before.iter().collect();
        assert_eq!(unique.len(), before.len());
        let added = "A line more.\n";
        articles
            .iter_mut()
            .for_each(|article| article.text.insert_str(0, added));
        for mention in &mut report.mentions {
            for at in [
                &mut mention.start,
                &mut mention.end,
                &mut mention.sentence.start,
                &mut mention.sentence.end,
            ] {
                *at += added.len();
            }
        }
        for check in &mut report.checks {
            check.start += added.len();
            check.end += added.len();
        }
        let after: Vec<String> = all(&View::new(&report, &articles))
            .into_iter()
            .map(|f| f.fingerprint)
            .collect();
        assert_eq!(before, after);
    }

    #[test]
    fn lines_are_told_only_where_they_are_those_of_the_file() {
        let region = |path: &str| {
            let (mut report, articles) = sample::everything();
            report.articles[0].path = path.to_owned();
            let view = View::new(&report, &articles);
            let found = all(&view);
            (found[0].here.file.to_owned(), found[0].here.region.line())
        };
        assert_eq!(region("a.txt"), ("a.txt".to_owned(), Some(3)));
        assert_eq!(region("a.html"), ("a.html".to_owned(), None));
        assert_eq!(region("a.txt.GZ"), ("a.txt.GZ".to_owned(), None));
        assert_eq!(region("all.jsonl:17"), ("all.jsonl".to_owned(), Some(17)));
        assert_eq!(region("all.jsonl.gz:17"), ("all.jsonl.gz".to_owned(), None));
        assert_eq!(region("-"), ("-".to_owned(), None));
    }
}
