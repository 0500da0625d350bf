//! Builds the report from what the stages found.

use super::*;
use crate::duplicate::Grouping;
use crate::extract::{Detail, Extractor, Story};
use crate::{check, value, verdict};
use itertools::Itertools;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// What comparing the stories has found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The facts.
    pub facts: Vec<verdict::Fact>,
    /// Numbers that reappear with another noun.
    pub same_numbers: Vec<verdict::SameNumber>,
}

/// The report of a run.
pub fn build(
    stories: &[Story<'_>],
    grouping: &Grouping,
    found: Found,
    extractor: &Extractor,
) -> Report {
    let first_id: Vec<usize> = stories
        .iter()
        .scan(0, |next, story| {
            let first = *next;
            *next += story.mentions.len();
            Some(first)
        })
        .collect();
    let mentions: Vec<Mention> = stories
        .iter()
        .zip(&first_id)
        .flat_map(|(story, first)| mentions(story, *first))
        .collect();
    let placed: FxHashSet<(usize, usize)> = found
        .facts
        .iter()
        .flat_map(|fact| fact.values.iter().flatten().copied())
        .collect();
    let unplaced = unplaced::of(stories, &placed);
    let notes = found.same_numbers.iter().map(|same| {
        let ids = same.iter().map(|(story, place)| first_id[*story] + place);
        same_number(&mentions, ids.collect())
    });
    let notes = notes.collect();
    let facts: Vec<Fact> = found
        .facts
        .into_iter()
        .map(|f| fact(stories, &mentions, &first_id, f))
        .collect();
    let single = mentions.len() - placed.len();
    let summary = Summary::of(&facts, single, unplaced.len());
    Report {
        schema: SCHEMA.to_owned(),
        articles: stories.iter().map(article).collect(),
        groups: groups(stories, grouping),
        checks: stories
            .par_iter()
            .flat_map_iter(|story| checks(story, extractor))
            .collect(),
        mentions,
        facts,
        notes,
        unplaced,
        summary,
        gate: None,
        unread: Vec::new(),
        checked_against: None,
        drafts: Vec::new(),
        revisions: Vec::new(),
    }
}

/// What is wrong inside one article.
fn checks(story: &Story<'_>, extractor: &Extractor) -> Vec<Check> {
    let shown = |found: check::Finding| {
        let text = &story.text.source()[found.span.clone()];
        Check {
            id: check_id(&story.article.id, found.kind, &found.span, text),
            kind: found.kind,
            article: story.article.id.clone(),
            start: found.span.start,
            end: found.span.end,
            text: text.to_owned(),
            why: found.why,
            standing: None,
            decision: None,
        }
    };
    let found = check::all(story, extractor);
    found.into_iter().map(shown).collect()
}

fn article(story: &Story<'_>) -> ArticleInfo {
    let outside = |region: &crate::article::Region| Outside {
        start: region.range.start,
        end: region.range.end,
        why: region.why.clone(),
    };
    ArticleInfo {
        id: story.article.id.clone(),
        path: story.article.path.clone(),
        title: story.article.title.clone(),
        outlet: story.article.outlet.clone(),
        published: story.published.clone(),
        outside_story: story.outside.iter().map(outside).collect(),
    }
}

/// The mentions of a story, numbered from `first_id` on.
pub(crate) fn mentions(story: &Story<'_>, first_id: usize) -> Vec<Mention> {
    let source = story.text.source();
    let (mut line, mut counted_to) = (1, 0);
    let one = |(at, mention): (usize, &crate::extract::Mention)| {
        line += source.as_bytes()[counted_to..mention.span.start]
            .iter()
            .filter(|b| **b == b'\n')
            .count();
        counted_to = mention.span.start;
        let sentence = story
            .text
            .span(story.text.sentences[mention.sentence].tokens.clone());
        Mention {
            id: first_id + at,
            article: story.article.id.clone(),
            start: mention.span.start,
            end: mention.span.end,
            text: source[mention.span.clone()].to_owned(),
            sentence: Span {
                start: sentence.start,
                end: sentence.end,
            },
            line,
            value: shown(&mention.value),
            source: mention.source.clone(),
            modality: mention.modality,
        }
    };
    story.mentions.iter().enumerate().map(one).collect()
}

pub(super) fn shown(value: &value::Value) -> Value {
    match value {
        value::Value::Quantity(q) => Value::Quantity {
            number: q.number,
            low: q.low,
            high: q.high,
            unit: q.unit.clone(),
            approx: q.approx,
            of: q.of.clone(),
        },
        value::Value::Date(span) => Value::Date {
            start: span.start,
            end: span.end,
            grain: span.grain,
            time: span
                .time
                .map(|t| format!("{:02}:{:02}", t.hour(), t.minute())),
            offset: span.offset.map(|o| {
                format!(
                    "{}{:02}:{:02}",
                    if o < 0 { '-' } else { '+' },
                    o.abs() / 60,
                    o.abs() % 60
                )
            }),
        },
    }
}

fn fact(
    stories: &[Story<'_>],
    mentions: &[Mention],
    first_id: &[usize],
    found: verdict::Fact,
) -> Fact {
    let id_of = |(story, place): &(usize, usize)| first_id[*story] + place;
    let ids: Vec<Vec<usize>> = found
        .values
        .iter()
        .map(|v| v.iter().map(id_of).collect())
        .collect();
    let values: Vec<FactValue> = ids
        .iter()
        .enumerate()
        .map(|(id, ids)| FactValue {
            id,
            text: value_text(mentions, ids),
            mentions: ids.clone(),
        })
        .collect();
    let (story, place) = found.values[0][0];
    let kind = match stories[story].mentions[place].detail {
        Detail::Quantity(_) => FactKind::Quantity,
        Detail::Date { .. } => FactKind::Date,
    };
    let relations = found
        .relations
        .into_iter()
        .map(|(a, b, judgement, confidence)| Relation {
            a,
            b,
            verdict: judgement.verdict,
            confidence: (confidence * 1000.0).round() / 1000.0,
            why: judgement.why,
        })
        .collect();
    Fact {
        id: fact_id(mentions, &ids),
        subject: subject::of(stories, &found.values),
        kind,
        verdict: found.verdict,
        independent_sources: found.independent_sources,
        values,
        relations,
        standing: None,
        decision: None,
    }
}

/// A short hash of the words that a check finds fault with, and where they stand.
fn check_id(article: &str, kind: CheckKind, span: &std::ops::Range<usize>, text: &str) -> String {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    for part in [kind.code(), article, text] {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    hash.update(&span.start.to_le_bytes());
    format!("{:012x}", hash.digest() >> 16)
}

/// A number that articles give to different things.
fn same_number(mentions: &[Mention], ids: Vec<usize>) -> Note {
    let things = ids
        .iter()
        .filter_map(|id| mentions.get(*id))
        .filter_map(|mention| match &mention.value {
            Value::Quantity { of, .. } => Some(of.as_str()),
            Value::Date { .. } => None,
        });
    let things = things.unique().join("; ");
    Note {
        kind: NoteKind::SameNumber,
        mentions: ids,
        why: format!("one number, told of different things: {things}"),
    }
}

/// The value as its shortest mention puts it.
fn value_text(mentions: &[Mention], ids: &[usize]) -> String {
    let texts = ids
        .iter()
        .filter_map(|id| mentions.get(*id))
        .map(|m| m.text.split_whitespace().join(" "));
    texts.min_by_key(|t| t.chars().count()).unwrap_or_default()
}

/// A short hash of the quotes and the sentences around them: the same quotes in the same articles
/// give the same id whatever else is compared.
fn fact_id(mentions: &[Mention], ids: &[Vec<usize>]) -> String {
    let mut all: Vec<&usize> = ids.iter().flatten().collect();
    all.sort_unstable();
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    for mention in all.into_iter().filter_map(|id| mentions.get(*id)) {
        hash.update(mention.article.as_bytes());
        hash.update(&[0]);
        hash.update(&mention.start.to_le_bytes());
        hash.update(mention.text.as_bytes());
        hash.update(&[0]);
    }
    format!("{:012x}", hash.digest() >> 16)
}

fn groups(stories: &[Story<'_>], grouping: &Grouping) -> Vec<Group> {
    let one = |(at, group): (usize, &crate::duplicate::GroupOf)| copies::group(stories, at, group);
    grouping.groups.iter().enumerate().map(one).collect()
}
