//! Facts: the values of a cluster of mentions, and what each pair of values is to each other.

use super::{Judge, Judgement, Origin, independent};
use crate::align::Cluster;
use crate::align::features::compare_values;
use crate::align::frame::Frame;
use crate::duplicate::Grouping;
use crate::extract::Story;
use crate::report::{GroupKind, Verdict};
use crate::text::grammar::Grammar;
use crate::value::Comparison;
use rustc_hash::FxHashMap;

/// A fact: mentions that state it, by value.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The distinct values, each with its mentions (story and place in the story), in order.
    pub values: Vec<Vec<(usize, usize)>>,
    /// What each pair of values is to each other: the places of the values, and the judgement.
    pub relations: Vec<(usize, usize, Judgement, f64)>,
    /// The gravest verdict.
    pub verdict: Verdict,
    /// How many independent sources stand behind it.
    pub independent_sources: usize,
}

/// The facts of all clusters, in order.
pub fn facts(
    stories: &[Story<'_>],
    frames: &[Frame],
    clusters: &[Cluster],
    grouping: &Grouping,
    judge: &Judge,
    grammar: &Grammar,
) -> Vec<Fact> {
    let copies = CopyGroups::new(stories.len(), grouping);
    clusters.iter().map(|cluster| fact(stories, frames, cluster, &copies, judge, grammar)).collect()
}

fn fact(stories: &[Story<'_>], frames: &[Frame], cluster: &Cluster, copies: &CopyGroups, judge: &Judge, grammar: &Grammar) -> Fact {
    let values = distinct(stories, frames, cluster);
    let mut relations = Vec::new();
    for (i, x) in values.iter().enumerate() {
        for (j, y) in values.iter().enumerate().skip(i + 1) {
            let (judgement, confidence) = gravest(stories, frames, cluster, copies, judge, grammar, x, y);
            if judgement.verdict != Verdict::Agree {
                relations.push((i, j, judgement, confidence));
            }
        }
    }
    let place = |k: &usize| (frames[*k].story, frames[*k].mention);
    let origins: Vec<Origin<'_>> = cluster
        .frames
        .iter()
        .map(|&k| Origin {
            copy: copies.of(frames[k].story),
            source: stories[frames[k].story].mentions[frames[k].mention].source.as_deref(),
        })
        .collect();
    Fact {
        verdict: relations.iter().map(|(.., judgement, _)| judgement.verdict).max().unwrap_or(Verdict::Agree),
        independent_sources: independent(&origins),
        values: values.iter().map(|v| v.iter().map(place).collect()).collect(),
        relations,
    }
}

/// The distinct values of a cluster. Mentions share a value where they are the same after units
/// and are ascribed alike: what two sources say is kept apart even where a third agrees with one.
fn distinct(stories: &[Story<'_>], frames: &[Frame], cluster: &Cluster) -> Vec<Vec<usize>> {
    let _ = stories;
    let mut values: Vec<Vec<usize>> = Vec::new();
    for &k in &cluster.frames {
        let same = values.iter_mut().find(|v| v.iter().all(|&other| compare_values(&frames[k], &frames[other]) == Comparison::Same));
        match same {
            Some(value) => value.push(k),
            None => values.push(vec![k]),
        }
    }
    values
}

/// The gravest judgement between the mentions of two values, and how likely it is that they state
/// the same fact.
#[allow(clippy::too_many_arguments)]
fn gravest(
    stories: &[Story<'_>],
    frames: &[Frame],
    cluster: &Cluster,
    copies: &CopyGroups,
    judge: &Judge,
    grammar: &Grammar,
    x: &[usize],
    y: &[usize],
) -> (Judgement, f64) {
    let mut best: Option<(Judgement, f64)> = None;
    for &a in x {
        for &b in y {
            let probability = cluster.probability.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.5);
            let copy = frames[a].story != frames[b].story && copies.of(frames[a].story) == copies.of(frames[b].story);
            let judgement = judge.judge(stories, grammar, &frames[a], &frames[b], copy);
            let graver = best.as_ref().is_none_or(|(other, p)| (judgement.verdict, probability) > (other.verdict, *p));
            if graver {
                best = Some((judgement, probability));
            }
        }
    }
    best.unwrap_or((Judgement { verdict: Verdict::Agree, why: String::new() }, 0.5))
}

/// Which stories are copies of each other.
#[derive(Debug)]
struct CopyGroups {
    group: FxHashMap<usize, usize>,
    stories: usize,
}

impl CopyGroups {
    fn new(stories: usize, grouping: &Grouping) -> Self {
        let copies = grouping.groups.iter().filter(|g| is_copy(g.kind));
        let group = copies.enumerate().flat_map(|(id, g)| g.members.iter().map(move |&member| (member, stories + id))).collect();
        Self { group, stories }
    }

    /// A number that copies share and others do not.
    fn of(&self, story: usize) -> usize {
        debug_assert!(story < self.stories);
        self.group.get(&story).copied().unwrap_or(story)
    }
}

/// Are the articles of such a group copies of each other?
fn is_copy(kind: GroupKind) -> bool {
    matches!(kind, GroupKind::NearDuplicate | GroupKind::Verbatim | GroupKind::Abridged | GroupKind::Edited | GroupKind::Update)
}
