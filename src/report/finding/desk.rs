//! How facts and checks become findings: which pair of values stands for a fact, where it stands,
//! and by what it is known again.

use super::{Finding, Level, Place, RELATED, Region};
use crate::report::gate::{Outcome, Threshold};
use crate::report::place::Lines;
use crate::report::rule::Rule;
use crate::report::{Check, Fact, Mention, Relation, Span, Verdict, View};
use rustc_hash::{FxHashMap, FxHashSet};

/// What is needed to make findings of facts and checks.
pub(super) struct Desk<'v, 'a> {
    view: &'v View<'a>,
    threshold: Threshold,
    /// The place of each article in the report.
    pub(super) order: FxHashMap<&'a str, usize>,
    /// The drafts that were checked against a corpus.
    drafts: FxHashSet<&'a str>,
    /// The lines of the articles in which something stands.
    lines: FxHashMap<&'a str, Lines<'a>>,
}

impl<'v, 'a> Desk<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, threshold: Threshold) -> Self {
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
            drafts: report.drafts.iter().map(String::as_str).collect(),
            lines,
        }
    }

    /// The finding of a fact, if it is one that is to be looked at.
    pub(super) fn fact(&self, fact: &'a Fact) -> Option<Finding<'a>> {
        let relation = self.leading(fact)?;
        let own = self.mentions(fact, |value| value == relation.a || value == relation.b);
        let all = self.mentions(fact, |_| true);
        // What was found of a draft stands in it, though others dispute what it agrees with.
        let in_draft = |(_, mention): &&(usize, &Mention)| self.is_draft(&mention.article);
        let own = own
            .iter()
            .find(in_draft)
            .or(all.iter().find(in_draft))
            .or(own.first());
        let (here_value, here) = *own?;
        let other = if here_value == relation.a {
            relation.b
        } else {
            relation.a
        };
        // First the value that it is held against, then the others, then where its own is repeated.
        let mut there: Vec<(usize, &Mention)> = all;
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

    pub(super) fn check(&self, check: &'a Check) -> Finding<'a> {
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

    /// The pair of values that matters most: sure enough before unsure, then what a draft says, then
    /// the gravest, then the surest. Updates are no findings unless the run is to fail by them.
    fn leading(&self, fact: &'a Fact) -> Option<&'a Relation> {
        let least = self.threshold.verdict().unwrap_or(Verdict::Disputed);
        let least = least.min(Verdict::Disputed);
        let grave = fact.relations.iter().filter(|r| r.verdict >= least);
        let sure = |relation: &Relation| self.threshold.is_sure(relation.confidence);
        let drafted = |relation: &Relation| {
            let own = fact
                .values
                .iter()
                .filter(|v| [relation.a, relation.b].contains(&v.id));
            let mut mentions = own.flat_map(|value| self.view.mentions_of(value));
            !self.drafts.is_empty() && mentions.any(|mention| self.is_draft(&mention.article))
        };
        // The last of equals would be taken; the first is wanted.
        grave.rev().max_by(|x, y| {
            (sure(x), drafted(x), x.verdict)
                .cmp(&(sure(y), drafted(y), y.verdict))
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

    /// Is it one of the drafts that were checked against a corpus?
    fn is_draft(&self, article: &str) -> bool {
        self.drafts.contains(article)
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
