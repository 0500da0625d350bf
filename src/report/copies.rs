//! What the report tells of copies: shared passages, figures that changed, credits, which came first.

use super::build::shown;
use super::{Group, GroupPair, Span, Value};
use crate::duplicate::{self, GroupOf, GroupedPair};
use crate::extract::Story;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A passage that two articles have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SharedPassage {
    /// Where it stands in the one article.
    pub a: Span,
    /// Where it stands in the other.
    pub b: Span,
}

/// Two values that stand in the same place of two copies and differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangedFigure {
    /// The one article's.
    pub a: Figure,
    /// The other's.
    pub b: Figure,
}

/// A value where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words themselves.
    pub text: String,
    /// The sentence in which it stands.
    pub sentence: Span,
    /// What it was read as.
    pub value: Value,
}

/// The article of a group that came first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct First {
    /// Its id.
    pub article: String,
    /// How that is known, in words.
    pub why: String,
}

/// A place where an article says whose copy or report it carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Credit {
    /// The article's id.
    pub article: String,
    /// First byte of the name.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Who is credited.
    pub to: String,
    /// The article of the group that is that outlet's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// Group number `at` of the report.
pub(super) fn group(stories: &[Story<'_>], at: usize, group: &GroupOf) -> Group {
    let id = |k: usize| stories[k].article.id.clone();
    let credit = |credit: &duplicate::Credit| Credit {
        article: id(credit.member),
        start: credit.span.start,
        end: credit.span.end,
        to: credit.to.clone(),
        of: credit.of.map(id),
    };
    Group {
        id: format!("g{}", at + 1),
        articles: group.members.iter().map(|&k| id(k)).collect(),
        kind: group.kind,
        pairs: group
            .pairs
            .iter()
            .map(|p| pair(stories, group, p))
            .collect(),
        first: group.first.as_ref().map(|first| First {
            article: id(first.member),
            why: first.why.clone(),
        }),
        credits: group.credits.iter().map(credit).collect(),
    }
}

fn pair(stories: &[Story<'_>], group: &GroupOf, pair: &GroupedPair) -> GroupPair {
    let rounded = |v: f64| (v * 1000.0).round() / 1000.0;
    let passage = |passage: &duplicate::Passage| SharedPassage {
        a: span(&passage.a),
        b: span(&passage.b),
    };
    let changed = |change| changed_figure(stories, (pair.a, pair.b), change);
    GroupPair {
        a: stories[pair.a].article.id.clone(),
        b: stories[pair.b].article.id.clone(),
        similarity: rounded(pair.similarity),
        containment: rounded(pair.containment),
        kind: (pair.kind != group.kind).then_some(pair.kind),
        passages: pair.passages.iter().map(passage).collect(),
        changed: pair.changed.iter().map(changed).collect(),
    }
}

/// A figure that changed between two stories, given by their places.
pub(crate) fn changed_figure(
    stories: &[Story<'_>],
    (a, b): (usize, usize),
    change: &duplicate::ChangedFigure,
) -> ChangedFigure {
    ChangedFigure {
        a: figure(&stories[a], &change.a),
        b: figure(&stories[b], &change.b),
    }
}

fn figure(story: &Story<'_>, figure: &duplicate::Figure) -> Figure {
    let text = story.article.text.get(figure.span.clone());
    Figure {
        start: figure.span.start,
        end: figure.span.end,
        text: text.unwrap_or_default().to_owned(),
        sentence: span(&figure.sentence),
        value: shown(&figure.value),
    }
}

fn span(range: &Range<usize>) -> Span {
    Span {
        start: range.start,
        end: range.end,
    }
}
