//! Groups of mentions that state one fact with different values: a toll that rose, two counts of
//! one crowd. Pair by pair they look too unlike; as groups, with the days of their articles and who
//! vouches for them, more can be told.

use super::Judge;
use super::alarm::{self, Ground};
use super::facts::{Bench, CopyGroups, Reading};
use crate::align::features::compare_values;
use crate::align::frame::Frame;
use crate::align::named::{named_features, yes};
use crate::align::proposal::{Key, Proposal, billionths, ordered};
use crate::align::{Aligned, Cluster, may_contradict};
use crate::value::Comparison;
use itertools::Itertools;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

named_features! {
    /// What two groups of mentions have in common. Of two numbers, one for each group, the greater is
    /// that "of one", the less that "of other".
    MergeFeatures {
        /// The surest pair between two other articles than the surest of all.
        second,
        /// How likely a pair states the same fact, on average over all.
        density,
        /// The share of pairs that were compared and found a little likely.
        compared,
        /// The share of articles that tell both, of those of the group with fewer.
        common,
        /// The surest pair has the same value.
        same,
        /// Both values of the surest pair can be true.
        compatible,
        /// The surest pair of a group with any third group.
        rival_of_one,
        /// The same for the other group.
        rival_of_other,
        /// By how much the surest pair exceeds those.
        lead,
        /// How many mentions a group has: 1 for eight and more.
        size_of_one,
        /// The same for the other group.
        size_of_other,
    }
}

/// The names of all features of the score of groups.
pub fn names() -> Vec<&'static str> {
    NAMES.iter().copied().chain(alarm::names()).collect()
}

/// Pairs that are less likely tie no groups.
const LEAST_TIE: f64 = 0.05;

/// So many pairs of two groups tell how likely they are one fact, the surest.
const WEIGHED: usize = 12;

/// Two groups are one fact where the score says at least this.
const LEAST: f64 = 0.5;

type Pair = (usize, usize);

/// The pairs that tie two groups, the surest first.
type Tie = Vec<(f64, Pair)>;

/// The groups of alignment with those brought together that state one fact.
pub fn merged(reading: &Reading<'_>, aligned: Aligned, judge: &Judge) -> Vec<Cluster> {
    let copies = CopyGroups::new(reading.stories.len(), reading.grouping);
    let bench = Bench::new(reading, &copies, judge);
    let mut groups = Groups::new(&bench, aligned);
    groups.join_all();
    groups.into_clusters()
}

/// Two groups as the score sees them: their pairs, by places in the list of frames, and the features
/// in the order of [`names`].
pub type LabelledGroups = (Vec<Pair>, Vec<f64>);

/// The pairs of groups that alignment leaves apart and a likely pair ties, for fitting the score.
pub fn ties(reading: &Reading<'_>, aligned: Aligned, judge: &Judge) -> Vec<LabelledGroups> {
    let copies = CopyGroups::new(reading.stories.len(), reading.grouping);
    let bench = Bench::new(reading, &copies, judge);
    let groups = Groups::new(&bench, aligned);
    let mut out = Vec::new();
    for (x, y) in groups.tied() {
        if groups.may_join(x, y) {
            let pairs = groups.members[x]
                .iter()
                .cartesian_product(&groups.members[y]);
            out.push((
                pairs.map(|(a, b)| (*a, *b)).collect(),
                groups.features(x, y),
            ));
        }
    }
    out
}

/// Puts the pairs of a tie in order, alike whatever the order of the articles.
fn surest_first(tie: &mut Tie, places: &[Key]) {
    tie.sort_by_cached_key(|(p, (a, b))| {
        let (a, b) = (places[*a], places[*b]);
        (Reverse(billionths(*p)), ordered(a, b))
    });
}

struct Groups<'b> {
    bench: &'b Bench<'b>,
    probability: FxHashMap<Pair, f64>,
    /// The members of each group in order; empty for one that went into another.
    members: Vec<Vec<usize>>,
    /// The place of each frame in an order that does not depend on that of the articles.
    places: Vec<Key>,
    /// The place of each group's first member in that order.
    keys: Vec<Key>,
    /// For each group the others that it is tied to.
    ties: Vec<BTreeMap<usize, Tie>>,
    proposals: BinaryHeap<Proposal>,
}

impl<'b> Groups<'b> {
    fn new(bench: &'b Bench<'b>, aligned: Aligned) -> Self {
        let mut group_of = vec![usize::MAX; bench.reading.frames.len()];
        for (k, group) in aligned.groups.iter().enumerate() {
            group.iter().for_each(|&frame| group_of[frame] = k);
        }
        let place = |frame: &Frame| (aligned.ranks[frame.story], frame.mention);
        let places: Vec<Key> = bench.reading.frames.iter().map(place).collect();
        let mut ties = vec![BTreeMap::<usize, Tie>::new(); aligned.groups.len()];
        for (&(a, b), &p) in &aligned.probability {
            let (x, y) = (group_of[a], group_of[b]);
            if x != y && p >= LEAST_TIE {
                ties[x].entry(y).or_default().push((p, (a, b)));
                ties[y].entry(x).or_default().push((p, (a, b)));
            }
        }
        for tie in ties.iter_mut().flat_map(BTreeMap::values_mut) {
            surest_first(tie, &places);
        }
        let first = |group: &Vec<usize>| group.iter().map(|&k| places[k]).min();
        Self {
            bench,
            probability: aligned.probability,
            keys: aligned.groups.iter().filter_map(first).collect(),
            members: aligned.groups,
            places,
            ties,
            proposals: BinaryHeap::new(),
        }
    }

    /// The pairs of groups that are tied.
    fn tied(&self) -> Vec<Pair> {
        let of = |(x, ties): (usize, &BTreeMap<usize, Tie>)| {
            let after = ties.range(x + 1..).map(move |(y, _)| (x, *y));
            after.collect::<Vec<_>>()
        };
        self.ties.iter().enumerate().flat_map(of).collect()
    }

    fn join_all(&mut self) {
        let tied = self.tied();
        let proposed = tied.par_iter().filter_map(|(x, y)| self.proposal(*x, *y));
        self.proposals = proposed.collect::<Vec<_>>().into();
        while let Some(Proposal { groups, sizes, .. }) = self.proposals.pop() {
            let [x, y] = groups;
            let unchanged = sizes == [self.members[x].len(), self.members[y].len()];
            if unchanged && self.may_join(x, y) {
                self.join(x, y);
            }
        }
    }

    /// The proposal to join two groups, if nothing forbids it and they are likely enough one fact.
    fn proposal(&self, x: usize, y: usize) -> Option<Proposal> {
        if !self.may_join(x, y) {
            return None;
        }
        let score = self.bench.judge.one_fact(&self.features(x, y));
        let keys = [x, y].map(|k| self.keys[k]);
        let sizes = [x, y].map(|k| self.members[k].len());
        (score >= LEAST).then(|| Proposal::new(score, keys, [x, y], sizes))
    }

    fn join(&mut self, x: usize, y: usize) {
        let moved = std::mem::take(&mut self.members[y]);
        self.members[x].extend(moved);
        self.members[x].sort_unstable();
        self.keys[x] = self.keys[x].min(self.keys[y]);
        for (other, tie) in std::mem::take(&mut self.ties[y]) {
            self.ties[other].remove(&y);
            if other == x {
                continue;
            }
            let joined = self.ties[x].entry(other).or_default();
            joined.extend(tie);
            surest_first(joined, &self.places);
            let joined = joined.clone();
            self.ties[other].insert(x, joined);
        }
        let others: Vec<usize> = self.ties[x].keys().copied().collect();
        for other in others {
            let proposal = self.proposal(x, other);
            self.proposals.extend(proposal);
        }
    }

    /// Does no value of the one contradict another of the same article in the other?
    fn may_join(&self, x: usize, y: usize) -> bool {
        let frames = self.bench.reading.frames;
        let mut pairs = self.members[x].iter().cartesian_product(&self.members[y]);
        pairs.all(|(&a, &b)| {
            let (one, other) = (&frames[a], &frames[b]);
            one.story != other.story
                || compare_values(one, other) != Comparison::Different
                || may_contradict(one, other, self.of(a, b))
        })
    }

    fn of(&self, a: usize, b: usize) -> f64 {
        let known = self.probability.get(&ordered(a, b));
        known.copied().unwrap_or(0.0)
    }

    /// The features of two groups that are tied, in the order of [`names`].
    fn features(&self, x: usize, y: usize) -> Vec<f64> {
        let values = [&self.members[x][..], &self.members[y][..]];
        let tie = &self.ties[x][&y];
        let (same, (a, b)) = tie[0];
        let (of_x, of_y) = if values[0].contains(&a) {
            (a, b)
        } else {
            (b, a)
        };
        let case = self.bench.case(values)(of_x, of_y);
        let surest = self.bench.weigh((a, b), same, case);
        let sames: Vec<f64> = tie.iter().take(WEIGHED).map(|(p, _)| *p).collect();
        let union = self.cluster(values.concat());
        let ground = Ground {
            frames: self.bench.reading.frames,
            cluster: &union,
            values,
            many: 2,
        };
        let comparison = compare_values(surest.case.a, surest.case.b);
        let both = [Comparison::Compatible, Comparison::SameRounded];
        let own = MergeFeatures {
            same: yes(comparison == Comparison::Same),
            compatible: yes(both.contains(&comparison)),
            ..self.standing(x, y)
        };
        let alarm = alarm::features(&ground, &sames, &surest);
        own.values().into_iter().chain(alarm).collect()
    }

    /// How two groups stand to each other and to the others.
    fn standing(&self, x: usize, y: usize) -> MergeFeatures {
        let values = [&self.members[x], &self.members[y]];
        let tie = &self.ties[x][&y];
        let story = |k: usize| self.bench.reading.frames[k].story;
        let stories = values.map(|v| v.iter().map(|&k| story(k)).collect::<FxHashSet<_>>());
        let common = stories[0].intersection(&stories[1]).count();
        let fewer = stories[0].len().min(stories[1].len());
        let rivals = [(x, y), (y, x)].map(|(of, but)| {
            let others = self.ties[of].iter().filter(|(other, _)| **other != but);
            others.map(|(_, tie)| tie[0].0).fold(0.0, f64::max)
        });
        let rival = rivals[0].max(rivals[1]);
        let sizes = values.map(|v| v.len().min(8) as f64 / 8.0);
        let all = (values[0].len() * values[1].len()) as f64;
        let between = |(a, b): Pair| ordered(story(a), story(b));
        let of_others = |(_, pair): &&(f64, Pair)| between(*pair) != between(tie[0].1);
        MergeFeatures {
            second: tie.iter().find(of_others).map_or(0.0, |(p, _)| *p),
            density: tie.iter().map(|(p, _)| p).sum::<f64>() / all,
            compared: tie.len() as f64 / all,
            common: common as f64 / fewer as f64,
            rival_of_one: rival,
            rival_of_other: rivals[0].min(rivals[1]),
            lead: tie[0].0 - rival,
            size_of_one: sizes[0].max(sizes[1]),
            size_of_other: sizes[0].min(sizes[1]),
            ..MergeFeatures::default()
        }
    }

    /// A fact of some frames.
    fn cluster(&self, mut frames: Vec<usize>) -> Cluster {
        frames.sort_unstable();
        let pairs = frames.iter().tuple_combinations();
        let known = pairs.filter_map(|(&a, &b)| Some(((a, b), *self.probability.get(&(a, b))?)));
        Cluster {
            probability: known.collect(),
            frames,
        }
    }

    fn into_clusters(mut self) -> Vec<Cluster> {
        let members = std::mem::take(&mut self.members);
        let several = members.into_iter().filter(|g| g.len() > 1);
        let mut out: Vec<Cluster> = several.map(|frames| self.cluster(frames)).collect();
        out.sort_by(|x, y| x.frames.cmp(&y.frames));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of the score is read by name; the features of the score of alarms are among them.
    #[test]
    fn no_two_features_share_a_name() {
        let names = names();
        assert!(names.iter().all_unique(), "{names:?}");
    }

    #[test]
    fn the_surest_pair_of_a_tie_stands_first_whatever_the_order_of_the_articles() {
        let pairs = [(0.3, (0, 2)), (0.7, (1, 2)), (0.3, (0, 3))];
        let places = [(0, 0), (0, 1), (1, 0), (1, 1)];
        let (mut tie, mut turned) = (pairs.to_vec(), pairs.to_vec());
        turned.reverse();
        surest_first(&mut tie, &places);
        surest_first(&mut turned, &places);
        assert_eq!(tie, [pairs[1], pairs[0], pairs[2]]);
        assert_eq!(turned, tie);
    }
}
