//! Facts: the values of a cluster of mentions, and what each pair of values is to each other.

use super::alarm::{self, Ground, Weighed};
use super::features::VerdictFeatures;
use super::{Case, Judge, Judgement, Origin, independent};
use crate::align::Cluster;
use crate::align::features::compare_values;
use crate::align::frame::Frame;
use crate::align::proposal::{billionths, ordered};
use crate::duplicate::Grouping;
use crate::extract::Story;
use crate::report::Verdict;
use crate::text::grammar::Grammar;
use crate::value::Comparison;
use itertools::Itertools;
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
    reading: &Reading<'_>,
    clusters: &[Cluster],
    judge: &Judge,
    least_confidence: f64,
) -> Vec<Fact> {
    let copies = CopyGroups::new(reading.stories.len(), reading.grouping);
    let bench = Bench {
        least_confidence,
        ..Bench::new(reading, &copies, judge)
    };
    clusters
        .iter()
        .flat_map(|cluster| bench.settle(cluster))
        .collect()
}

/// What has been read of the articles, and which are copies.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'r> {
    /// The stories.
    pub stories: &'r [Story<'r>],
    /// Their mentions, as frames.
    pub frames: &'r [Frame],
    /// Which are copies of each other.
    pub grouping: &'r Grouping,
    /// The grammar tables.
    pub grammar: &'r Grammar,
}

/// A pair of mentions of one fact as the score of verdicts sees it: their places in the list of
/// frames, and the features.
pub type Labelled = ((usize, usize), VerdictFeatures);

/// The pairs of different values in some facts that are known, for fitting the score of verdicts.
pub fn pairs(reading: &Reading<'_>, clusters: &[Cluster], judge: &Judge) -> Vec<Labelled> {
    let copies = CopyGroups::new(reading.stories.len(), reading.grouping);
    let bench = Bench::new(reading, &copies, judge);
    let mut out = Vec::new();
    for cluster in clusters {
        for (x, y) in distinct(reading, cluster).iter().tuple_combinations() {
            for (pair, case) in bench.cases([x, y]) {
                let comparison = compare_values(case.a, case.b);
                if matches!(comparison, Comparison::Different | Comparison::Compatible) {
                    out.push((pair, judge.features(&case)));
                }
            }
        }
    }
    out
}

/// Two values of one fact that differ, as the score of alarms sees them: the pairs of their
/// mentions, by places in the list of frames, and the features in the order of [`alarm::names`].
pub type LabelledValues = (Vec<(usize, usize)>, Vec<f64>);

/// The pairs of values that differ in some clusters, for fitting the score of alarms.
pub fn contradictions(
    reading: &Reading<'_>,
    clusters: &[Cluster],
    judge: &Judge,
) -> Vec<LabelledValues> {
    let copies = CopyGroups::new(reading.stories.len(), reading.grouping);
    let bench = Bench::new(reading, &copies, judge);
    let mut out = Vec::new();
    for cluster in clusters {
        let values = distinct(reading, cluster);
        for (x, y) in values.iter().tuple_combinations() {
            let weighed = bench.weighed(cluster, [x, y]);
            if let Some(surest) = alarm::surest(&weighed) {
                let pairs = weighed.iter().map(|w| w.pair).collect();
                let ground = bench.ground(cluster, [x, y], values.len());
                let sames: Vec<f64> = weighed.iter().map(|w| w.same).collect();
                out.push((pairs, alarm::features(&ground, &sames, surest)));
            }
        }
    }
    out
}

/// A contradiction this sure is one even where time or sources might explain it.
const OVERRULING: f64 = 0.75;

/// What judging the pairs of a cluster takes.
pub(super) struct Bench<'c> {
    pub(super) reading: &'c Reading<'c>,
    copies: &'c CopyGroups,
    pub(super) judge: &'c Judge,
    /// A discrepancy is told only where it is at least this sure.
    least_confidence: f64,
}

impl<'c> Bench<'c> {
    pub(super) fn new(reading: &'c Reading<'c>, copies: &'c CopyGroups, judge: &'c Judge) -> Self {
        Self {
            reading,
            copies,
            judge,
            least_confidence: 0.0,
        }
    }

    /// The fact of a cluster; or several, where two values would contradict each other and it is
    /// too unsure that they state the same fact.
    fn settle(&self, cluster: &Cluster) -> Vec<Fact> {
        let values = distinct(self.reading, cluster);
        let relations = self.relations(cluster, &values);
        let doubtful = relations
            .iter()
            .filter(|(.., j, p)| j.verdict == Verdict::Discrepancy && *p < self.least_confidence)
            .min_by_key(|(i, j, _, p)| (billionths(*p), *i, *j));
        let Some(&(i, j, ..)) = doubtful else {
            return vec![self.fact(cluster, values, relations)];
        };
        let out = self.looser(cluster, &values, &relations, [i, j]);
        let (apart, rest) = cluster.split(|k| values[out].contains(k));
        [apart, rest]
            .iter()
            .filter(|c| c.frames.len() > 1)
            .flat_map(|c| self.settle(c))
            .collect()
    }

    /// Of two values that a fact cannot both have the one that is tied to it less: by the surest of
    /// its relations to other values, or of the pairs of its own mentions. Of two alike the one with
    /// fewer mentions, then the later.
    fn looser(
        &self,
        cluster: &Cluster,
        values: &[Vec<usize>],
        relations: &[(usize, usize, Judgement, f64)],
        pair: [usize; 2],
    ) -> usize {
        let hold = |value: usize| {
            let others = relations.iter().filter(|(a, b, ..)| {
                (*a == value || *b == value) && !(pair.contains(a) && pair.contains(b))
            });
            let own = values[value]
                .iter()
                .tuple_combinations()
                .map(|(a, b)| cluster.of(*a, *b));
            let surest = others.map(|(.., p)| *p).chain(own).fold(0.0, f64::max);
            (billionths(surest), values[value].len())
        };
        let [first, second] = pair;
        if hold(first) < hold(second) {
            first
        } else {
            second
        }
    }

    /// What the values are to each other, for those that do not agree.
    fn relations(
        &self,
        cluster: &Cluster,
        values: &[Vec<usize>],
    ) -> Vec<(usize, usize, Judgement, f64)> {
        let mut relations = Vec::new();
        for (i, x) in values.iter().enumerate() {
            for (j, y) in values.iter().enumerate().skip(i + 1) {
                let (judgement, confidence) = self.judged(cluster, [x, y], values.len());
                if judgement.verdict != Verdict::Agree {
                    relations.push((i, j, judgement, confidence));
                }
            }
        }
        relations
    }

    /// The judgement of two values of `many`, and how sure it is. A contradiction is as sure as the
    /// score of alarms says, which overrules other judgements where it is sure enough.
    fn judged(&self, cluster: &Cluster, values: [&[usize]; 2], many: usize) -> (Judgement, f64) {
        let weighed = self.weighed(cluster, values);
        let (judgement, confidence) = self.weightiest(&weighed);
        let Some(surest) = alarm::surest(&weighed) else {
            return (judgement, confidence);
        };
        let ground = self.ground(cluster, values, many);
        let sames: Vec<f64> = weighed.iter().map(|w| w.same).collect();
        let sure = self.judge.alarm(&alarm::features(&ground, &sames, surest));
        match judgement.verdict {
            Verdict::Discrepancy => (judgement, sure),
            _ if sure >= OVERRULING => (self.judge.unexplained(&surest.case), sure),
            _ => (judgement, confidence),
        }
    }

    fn ground<'g>(
        &'g self,
        cluster: &'g Cluster,
        values: [&'g [usize]; 2],
        many: usize,
    ) -> Ground<'g> {
        Ground {
            frames: self.reading.frames,
            cluster,
            values,
            many,
        }
    }

    fn fact(
        &self,
        cluster: &Cluster,
        values: Vec<Vec<usize>>,
        relations: Vec<(usize, usize, Judgement, f64)>,
    ) -> Fact {
        let place = |k: &usize| {
            (
                self.reading.frames[*k].story,
                self.reading.frames[*k].mention,
            )
        };
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
                copy: self.copies.of(self.reading.frames[k].story),
                source: self.reading.stories[self.reading.frames[k].story].mentions
                    [self.reading.frames[k].mention]
                    .source
                    .as_deref(),
            })
            .collect();
        independent(&origins)
    }

    /// The pairs of mentions of two values, with what the score of verdicts sees of them.
    fn weighed<'s>(&'s self, cluster: &Cluster, values: [&'s [usize]; 2]) -> Vec<Weighed<'s>> {
        let cases = self.cases(values);
        cases
            .map(|(pair, case)| self.weigh(pair, cluster.of(pair.0, pair.1), case))
            .collect()
    }

    /// A pair of mentions, the lesser place first, that is so likely the same.
    pub(super) fn weigh<'s>(&self, pair: (usize, usize), same: f64, case: Case<'s>) -> Weighed<'s> {
        let features = self.judge.features(&case);
        Weighed {
            pair,
            same,
            case,
            features,
            odds: self.judge.odds(&features),
        }
    }

    /// The judgement for which the mentions of two values speak most, and how sure it is: how likely
    /// they state the same fact, times how sure the verdict is. Amounts that nothing compares say
    /// nothing where others can be compared: "4.1 billion crowns ($179 million)" and "$197 million".
    fn weightiest(&self, weighed: &[Weighed<'_>]) -> (Judgement, f64) {
        let comparable = |pair: &&Weighed<'_>| {
            compare_values(pair.case.a, pair.case.b) != Comparison::Incomparable
        };
        let speaks = |pair: &&Weighed<'_>| {
            comparable(pair) || !weighed.iter().any(|other| comparable(&other))
        };
        let judged = weighed.iter().filter(speaks).map(|pair| {
            let judgement = self.judge.judge(&pair.case, pair.odds);
            let confidence = pair.same * judgement.certainty;
            (judgement, confidence)
        });
        let all: Vec<(Judgement, f64)> = judged.collect();
        let verdict = leading(&all);
        let of_verdict = all.into_iter().filter(|(j, _)| j.verdict == verdict);
        of_verdict
            .max_by(|(_, p), (_, q)| p.total_cmp(q))
            .unwrap_or((
                Judgement {
                    verdict: Verdict::Agree,
                    why: String::new(),
                    certainty: 1.0,
                },
                0.5,
            ))
    }

    /// The pairs of mentions of two values, the lesser place first, with what is known of them.
    fn cases<'s>(
        &'s self,
        [x, y]: [&'s [usize]; 2],
    ) -> impl Iterator<Item = ((usize, usize), Case<'s>)> {
        let case = self.case([x, y]);
        let pairs = x.iter().cartesian_product(y);
        pairs.map(move |(&k, &m)| (ordered(k, m), case(k, m)))
    }

    /// What is known of a mention of one value and one of another.
    pub(super) fn case<'s>(
        &'s self,
        [x, y]: [&'s [usize]; 2],
    ) -> impl Fn(usize, usize) -> Case<'s> + 's {
        let ordered = self.ordered(x, y);
        let backing = [self.independent_articles(x), self.independent_articles(y)];
        move |k, m| {
            let (a, b) = (&self.reading.frames[k], &self.reading.frames[m]);
            let copies = a.story != b.story && self.copies.of(a.story) == self.copies.of(b.story);
            Case {
                stories: self.reading.stories,
                grammar: self.reading.grammar,
                a,
                b,
                copies,
                ordered,
                backing,
            }
        }
    }

    /// How many articles have a value, copies counting once.
    fn independent_articles(&self, value: &[usize]) -> usize {
        let articles = value
            .iter()
            .map(|&k| self.copies.of(self.reading.frames[k].story));
        articles.unique().count()
    }

    /// Do all articles with the one value come before all with the other? An article of which
    /// nothing tells the day is taken for a late one; values told as past do not count.
    fn ordered(&self, x: &[usize], y: &[usize]) -> bool {
        let days = |value: &[usize]| -> Vec<Date> {
            let told = value.iter().filter(|&&k| !self.reading.frames[k].compared);
            told.map(|&k| {
                self.reading.stories[self.reading.frames[k].story]
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

/// The verdict for which the pairs of two values speak most, each by how sure it is.
fn leading(judged: &[(Judgement, f64)]) -> Verdict {
    let all = [
        Verdict::Agree,
        Verdict::Compatible,
        Verdict::Update,
        Verdict::Disputed,
        Verdict::Discrepancy,
    ];
    let weight = |verdict: Verdict| -> f64 {
        let own = judged.iter().filter(|(j, _)| j.verdict == verdict);
        own.map(|(_, p)| p).sum()
    };
    all.into_iter()
        .max_by(|x, y| weight(*x).total_cmp(&weight(*y)))
        .unwrap_or(Verdict::Agree)
}

/// The distinct values of a cluster. A mention shares a value with those that are the same after
/// units, and with the one that it converts in brackets; never with one that it contradicts.
fn distinct(reading: &Reading<'_>, cluster: &Cluster) -> Vec<Vec<usize>> {
    let frames = reading.frames;
    // In the order of paths, whatever the order in which the articles were given.
    let mut ordered = cluster.frames.clone();
    ordered.sort_by_key(|&k| {
        let article = reading.stories[frames[k].story].article;
        (&article.path, &article.id, frames[k].mention)
    });
    let mut values: Vec<Vec<usize>> = Vec::new();
    for &k in &ordered {
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
pub(super) struct CopyGroups {
    group: FxHashMap<usize, usize>,
    stories: usize,
}

impl CopyGroups {
    pub(super) fn new(stories: usize, grouping: &Grouping) -> Self {
        let copies = grouping.groups.iter().filter(|g| g.kind.is_copy());
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
