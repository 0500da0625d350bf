//! What a reviewer is to look at: the one selection and order from which every form draws that
//! annotates articles (SARIF, GitHub, reviewdog, GitLab, JUnit).
//!
//! A fact is one finding, whatever number of values it has: the pair that matters most stands for
//! it. It stands at its first mention in the order of the articles; the others are told as related.

use super::gate::{Gate, Outcome, Threshold};
use super::layout::crop;
use super::place::{Lines, Position};
use super::quote::first;
use super::rule::Rule;
use super::{Check, Decided, Fact, Mention, Relation, Span, Standing, Verdict, View, plain, words};
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

    /// Both quotes and the reason, in one paragraph of plain text. `link` may wrap what names the
    /// other place.
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
        format!("{}{there}: {why}{sure}{note}", self.here.quoted())
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

/// What is needed to make findings of facts and checks.
struct Desk<'v, 'a> {
    view: &'v View<'a>,
    threshold: Threshold,
    /// The place of each article in the report.
    order: FxHashMap<&'a str, usize>,
    /// The lines of the articles in which something stands.
    lines: FxHashMap<&'a str, Lines<'a>>,
}

impl<'v, 'a> Desk<'v, 'a> {
    fn new(view: &'v View<'a>, threshold: Threshold) -> Self {
        let report = view.report;
        let articles = report.articles.iter().enumerate();
        let ids = report
            .facts
            .iter()
            .filter(|fact| fact.verdict > Verdict::Agree);
        let ids = ids.flat_map(|fact| fact.values.iter().flat_map(|value| &value.mentions));
        let mentions = ids.filter_map(|id| view.mention(*id));
        let named = mentions.map(|mention| mention.article.as_str());
        let mut lines = FxHashMap::default();
        for article in named.chain(report.checks.iter().map(|c| c.article.as_str())) {
            let text = view.text(article).unwrap_or("");
            lines.entry(article).or_insert_with(|| Lines::new(text));
        }
        Self {
            view,
            threshold,
            order: articles.map(|(at, a)| (a.id.as_str(), at)).collect(),
            lines,
        }
    }

    /// The finding of a fact, if it is one that is to be looked at.
    fn fact(&self, fact: &'a Fact) -> Option<Finding<'a>> {
        let relation = self.leading(fact)?;
        let own = self.mentions(fact, |value| value == relation.a || value == relation.b);
        let (here_value, here) = own.into_iter().next()?;
        let other = if here_value == relation.a {
            relation.b
        } else {
            relation.a
        };
        // First the value that it is held against, then the others, then where its own is repeated.
        let mut there: Vec<(usize, &Mention)> = self.mentions(fact, |_| true);
        there.retain(|(_, mention)| mention.id != here.id);
        there.sort_by_key(|(value, mention)| {
            let rank = [
                *value != other,
                *value == here_value,
                mention.article == here.article,
            ];
            (rank, self.place_in_order(mention))
        });
        there.truncate(RELATED);
        let outcome = self.threshold.fact(fact);
        let rule = Rule::Fact(relation.verdict);
        let there: Vec<Place<'a>> = there.into_iter().map(|(_, m)| self.mention(m)).collect();
        let here = self.mention(here);
        Some(Finding {
            id: &fact.id,
            level: level(rule, outcome),
            rule,
            confidence: Some(relation.confidence),
            subject: &fact.subject,
            why: &relation.why,
            fingerprint: self.fingerprint(rule, &here, there.first()),
            here,
            there,
            outcome,
            unsure: !self.threshold.is_sure(relation.confidence),
            standing: fact.standing,
            decision: fact.decision.as_ref(),
        })
    }

    fn check(&self, check: &'a Check) -> Finding<'a> {
        let span = Span {
            start: check.start,
            end: check.end,
        };
        let here = self.place(&check.article, &check.text, span, span);
        let rule = Rule::Check(check.kind);
        let outcome = self.threshold.check(check);
        Finding {
            id: &check.id,
            level: level(rule, outcome),
            rule,
            confidence: None,
            subject: "",
            why: &check.why,
            fingerprint: self.fingerprint(rule, &here, None),
            here,
            there: Vec::new(),
            outcome,
            unsure: false,
            standing: check.standing,
            decision: check.decision.as_ref(),
        }
    }

    /// The pair of values that matters most: sure enough before unsure, then the gravest, then the
    /// surest. Updates are no findings unless the run is to fail by them.
    fn leading(&self, fact: &'a Fact) -> Option<&'a Relation> {
        let least = self.threshold.verdict().unwrap_or(Verdict::Disputed);
        let least = least.min(Verdict::Disputed);
        let grave = fact.relations.iter().filter(|r| r.verdict >= least);
        let sure = |relation: &Relation| self.threshold.is_sure(relation.confidence);
        // The last of equals would be taken; the first is wanted.
        grave.rev().max_by(|x, y| {
            (sure(x), x.verdict)
                .cmp(&(sure(y), y.verdict))
                .then(x.confidence.total_cmp(&y.confidence))
        })
    }

    /// The mentions of some values of a fact with their value's id, in the order of the articles.
    fn mentions(
        &self,
        fact: &'a Fact,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<(usize, &'a Mention)> {
        let values = fact.values.iter().filter(|value| wanted(value.id));
        let mentions = values.flat_map(|v| v.mentions.iter().map(move |id| (v.id, *id)));
        let mentions = mentions.filter_map(|(value, id)| Some((value, self.view.mention(id)?)));
        let mut mentions: Vec<_> = mentions.collect();
        mentions.sort_by_key(|(_, mention)| self.place_in_order(mention));
        mentions
    }

    fn place_in_order(&self, mention: &Mention) -> (usize, usize, usize) {
        let order = self.order.get(mention.article.as_str()).copied();
        (order.unwrap_or(usize::MAX), mention.start, mention.id)
    }

    fn mention(&self, mention: &'a Mention) -> Place<'a> {
        let span = Span {
            start: mention.start,
            end: mention.end,
        };
        self.place(&mention.article, &mention.text, span, mention.sentence)
    }

    fn place(&self, article: &'a str, words: &'a str, span: Span, sentence: Span) -> Place<'a> {
        let path = self
            .view
            .info(article)
            .map_or(article, |info| info.path.as_str());
        let (file, line) = numbered(path);
        let region = match line {
            _ if is_packed(file) => Region::Whole,
            Some(line) => Region::Line(line),
            None => self.region(article, span),
        };
        Place {
            article,
            file,
            region,
            words,
            span,
            sentence,
        }
    }

    fn region(&self, article: &str, span: Span) -> Region {
        let Some(lines) = self.lines.get(article) else {
            return Region::Whole;
        };
        match (lines.position(span.start), lines.position(span.end)) {
            (Some(start), Some(end)) if span.start <= span.end => Region::Span(start, end),
            _ => Region::Whole,
        }
    }

    /// A hash of the words that make the finding, without lines: it survives edits elsewhere.
    fn fingerprint(&self, rule: Rule, here: &Place<'_>, there: Option<&Place<'_>>) -> String {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        let mut add = |text: &str| {
            text.split_whitespace().for_each(|word| {
                hash.update(word.as_bytes());
                hash.update(b" ");
            });
            hash.update(&[0]);
        };
        add(rule.code());
        for place in std::iter::once(here).chain(there) {
            let text = self.view.text(place.article).unwrap_or("");
            add(place.file);
            add(place.words);
            add(text
                .get(place.sentence.start..place.sentence.end)
                .unwrap_or(""));
        }
        format!("{:032x}", hash.digest128())
    }
}

/// The file, and its line where it holds an article a line.
fn numbered(path: &str) -> (&str, Option<usize>) {
    let numbered = path
        .rsplit_once(':')
        .and_then(|(file, line)| Some((file, Some(line.parse().ok()?))));
    numbered.unwrap_or((path, None))
}

/// Are the lines of the text that was read those of no file? So it is with HTML, with compressed
/// files and with standard input.
fn is_packed(file: &str) -> bool {
    const ENDINGS: [&str; 4] = [".html", ".htm", ".xhtml", ".gz"];
    let lower = file.to_ascii_lowercase();
    file == "-" || ENDINGS.iter().any(|end| lower.ends_with(end))
}

fn level(rule: Rule, outcome: Outcome) -> Level {
    match (rule, outcome) {
        (_, Outcome::Fails) | (Rule::Fact(Verdict::Discrepancy), _) => Level::Error,
        (Rule::Fact(Verdict::Disputed) | Rule::Check(_), _) => Level::Warning,
        (Rule::Fact(_), _) => Level::Note,
    }
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
