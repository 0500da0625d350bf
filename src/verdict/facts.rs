//! Facts: the values of a cluster of mentions, and what each pair of values is to each other.

use super::{Case, Judge, Judgement, Origin, independent};
use crate::align::Cluster;
use crate::align::features::compare_values;
use crate::align::frame::Frame;
use crate::duplicate::Grouping;
use crate::extract::Story;
use crate::report::{GroupKind, Verdict};
use crate::text::grammar::Grammar;
use crate::value::Comparison;
use jiff::civil::Date;
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
    let bench = Bench {
        stories,
        frames,
        copies: &copies,
        judge,
        grammar,
    };
    clusters.iter().map(|cluster| bench.fact(cluster)).collect()
}

/// What judging the pairs of a cluster takes.
struct Bench<'c> {
    stories: &'c [Story<'c>],
    frames: &'c [Frame],
    copies: &'c CopyGroups,
    judge: &'c Judge,
    grammar: &'c Grammar,
}

impl Bench<'_> {
    fn fact(&self, cluster: &Cluster) -> Fact {
        let values = distinct(self.frames, cluster);
        let mut relations = Vec::new();
        for (i, x) in values.iter().enumerate() {
            for (j, y) in values.iter().enumerate().skip(i + 1) {
                let (judgement, confidence) = self.gravest(cluster, x, y);
                if judgement.verdict != Verdict::Agree {
                    relations.push((i, j, judgement, confidence));
                }
            }
        }
        let place = |k: &usize| (self.frames[*k].story, self.frames[*k].mention);
        Fact {
            verdict: relations
                .iter()
                .map(|(.., judgement, _)| judgement.verdict)
                .max()
                .unwrap_or(Verdict::Agree),
            independent_sources: self.sources(cluster),
            values: values
                .iter()
                .map(|v| v.iter().map(place).collect())
                .collect(),
            relations,
        }
    }

    fn sources(&self, cluster: &Cluster) -> usize {
        let origins: Vec<Origin<'_>> = cluster
            .frames
            .iter()
            .map(|&k| Origin {
                copy: self.copies.of(self.frames[k].story),
                source: self.stories[self.frames[k].story].mentions[self.frames[k].mention]
                    .source
                    .as_deref(),
            })
            .collect();
        independent(&origins)
    }

    /// The gravest judgement between the mentions of two values, and how likely it is that they
    /// state the same fact.
    fn gravest(&self, cluster: &Cluster, x: &[usize], y: &[usize]) -> (Judgement, f64) {
        let ordered = self.ordered(x, y);
        let pairs = x.iter().flat_map(|&a| y.iter().map(move |&b| (a, b)));
        let judged = pairs.map(|(a, b)| {
            let probability = cluster
                .probability
                .get(&(a.min(b), a.max(b)))
                .copied()
                .unwrap_or(0.5);
            let (a, b) = (&self.frames[a], &self.frames[b]);
            let copies = a.story != b.story && self.copies.of(a.story) == self.copies.of(b.story);
            let case = Case {
                stories: self.stories,
                grammar: self.grammar,
                a,
                b,
                copies,
                ordered,
            };
            (self.judge.judge(&case), probability)
        });
        let graver = |(x, p): &(Judgement, f64), (y, q): &(Judgement, f64)| {
            x.verdict.cmp(&y.verdict).then(p.total_cmp(q))
        };
        judged.max_by(graver).unwrap_or((
            Judgement {
                verdict: Verdict::Agree,
                why: String::new(),
            },
            0.5,
        ))
    }

    /// Do all articles with the one value come before all with the other? An article of which
    /// nothing tells the day is taken for a late one; values told as past do not count.
    fn ordered(&self, x: &[usize], y: &[usize]) -> bool {
        let days = |value: &[usize]| -> Vec<Date> {
            let told = value.iter().filter(|&&k| !self.frames[k].compared);
            told.map(|&k| {
                self.stories[self.frames[k].story]
                    .published
                    .end
                    .unwrap_or(Date::MAX)
            })
            .collect()
        };
        let (x, y) = (days(x), days(y));
        let before = |x: &[Date], y: &[Date]| x.iter().max() < y.iter().min();
        x.is_empty() || y.is_empty() || before(&x, &y) || before(&y, &x)
    }
}

/// The distinct values of a cluster. A mention shares a value with those that are the same after
/// units, and with the one that it converts in brackets; never with one that it contradicts.
fn distinct(frames: &[Frame], cluster: &Cluster) -> Vec<Vec<usize>> {
    let mut values: Vec<Vec<usize>> = Vec::new();
    for &k in &cluster.frames {
        let belongs = |other: &usize| match compare_values(&frames[k], &frames[*other]) {
            Comparison::Same => Some(true),
            Comparison::Different => None,
            _ => Some(converts(&frames[k], &frames[*other])),
        };
        let fits = |value: &&mut Vec<usize>| {
            let said: Option<Vec<bool>> = value.iter().map(belongs).collect();
            said.is_some_and(|said| said.contains(&true))
                && value
                    .iter()
                    .all(|other| exact_or_converted(&frames[k], &frames[*other]))
        };
        match values.iter_mut().find(fits) {
            Some(value) => value.push(k),
            None => values.push(vec![k]),
        }
    }
    values
}

/// Does the one convert the other in brackets?
fn converts(a: &Frame, b: &Frame) -> bool {
    a.story == b.story && a.converts == Some(b.mention)
}

/// Are the two the same value, or amounts in currencies that nothing compares? What is only
/// compatible stays a value of its own.
fn exact_or_converted(a: &Frame, b: &Frame) -> bool {
    matches!(
        compare_values(a, b),
        Comparison::Same | Comparison::Incomparable
    ) || converts(a, b)
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
        let group = copies
            .enumerate()
            .flat_map(|(id, g)| g.members.iter().map(move |&member| (member, stories + id)))
            .collect();
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
    matches!(
        kind,
        GroupKind::NearDuplicate
            | GroupKind::Verbatim
            | GroupKind::Abridged
            | GroupKind::Edited
            | GroupKind::Update
    )
}
