//! From scored pairs to facts: average-link clustering under constraints.

use super::Aligned;
use super::features::{compare_values, told_alike};
use super::frame::Frame;
use super::proposal::{Key, Proposal, billionths, ordered};
use crate::value::Comparison;
use itertools::Itertools;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Two groups come together where their pairs have at least this probability on average; pairs
/// that were not compared count as 0. What is less plain is left to the score of groups
/// (`verdict/merge.rs`).
const LEAST_AVERAGE: f64 = 0.47;

/// Values of which both cannot be true are one fact only where their pairs have at least this
/// probability on average.
const LEAST_DIFFERING: f64 = 0.3;

/// Two different values in one story are one fact that contradicts itself only where their own
/// pair is this likely.
const LEAST_CONTRADICTION: f64 = 0.55;

/// The same for dates, of which a story tells many in the same words ("In March …", "In April …").
const LEAST_CONTRADICTION_OF_DATES: f64 = 0.9;

/// Two mentions told in the same words in two articles are one mention of two copies where their
/// pair is at least this likely.
const LEAST_COPIED: f64 = 0.5;

/// Pairs that are less likely say nothing.
const LEAST_PAIR: f64 = 0.02;

/// Brings frames together, likeliest groups first. `ranks` are the places of the stories in an
/// order of their own: ties are broken by it, and probabilities are told apart only to nine
/// places, so that the result does not depend on the order in which articles are given.
pub(super) fn align(
    frames: &[Frame],
    ranks: Vec<usize>,
    scored: Vec<((usize, usize), f64)>,
) -> Aligned {
    let mut all = Groups::new(frames, &ranks, &scored);
    all.join_all();
    let (mut groups, mut probability) = (all.members, all.probability);
    groups.retain(|members| !members.is_empty());
    groups
        .iter_mut()
        .for_each(|members| members.sort_unstable());
    groups.sort_unstable();
    probability.retain(|_, p| *p >= LEAST_PAIR);
    Aligned {
        groups,
        probability,
        ranks,
    }
}

struct Groups<'f> {
    frames: &'f [Frame],
    probability: FxHashMap<(usize, usize), f64>,
    /// The members of each group; empty for one that went into another.
    members: Vec<Vec<usize>>,
    /// The key of each group's first member.
    keys: Vec<Key>,
    /// For each frame the first of those that are copies of one mention.
    copied: Vec<usize>,
    /// How many mentions each group has, copies of one counted once.
    sizes: Vec<usize>,
    /// For each group the sums of the probabilities that tie it to others.
    ties: Vec<FxHashMap<usize, f64>>,
    /// The probabilities that tie mentions, on average over the copies of each.
    tied: FxHashMap<(usize, usize), f64>,
    proposals: BinaryHeap<Proposal>,
}

impl<'f> Groups<'f> {
    fn new(frames: &'f [Frame], ranks: &[usize], scored: &[((usize, usize), f64)]) -> Self {
        let mut groups = Self {
            frames,
            probability: scored.iter().copied().collect(),
            members: (0..frames.len()).map(|k| vec![k]).collect(),
            keys: frames.iter().map(|f| (ranks[f.story], f.mention)).collect(),
            copied: (0..frames.len()).collect(),
            sizes: vec![1; frames.len()],
            ties: vec![FxHashMap::default(); frames.len()],
            tied: FxHashMap::default(),
            proposals: BinaryHeap::new(),
        };
        groups.join_copies(scored);
        groups.tie(scored);
        let tied: Vec<_> = groups.tied.iter().map(|(pair, p)| (*pair, *p)).collect();
        for ((x, y), p) in tied {
            groups.ties[x].insert(y, p);
            groups.ties[y].insert(x, p);
            groups.propose(x, y);
        }
        groups
    }

    /// Ties mentions by their pairs. A pair of copies that was not compared counts as the others.
    fn tie(&mut self, scored: &[((usize, usize), f64)]) {
        let mut sums: FxHashMap<(usize, usize), (f64, u32)> = FxHashMap::default();
        for &((a, b), p) in scored {
            let (x, y) = (self.copied[a], self.copied[b]);
            if x != y {
                let sum = sums.entry(ordered(x, y)).or_default();
                *sum = (sum.0 + p, sum.1 + 1);
            }
        }
        let means = sums
            .into_iter()
            .map(|(pair, (sum, count))| (pair, sum / f64::from(count)));
        self.tied = means.filter(|(_, mean)| *mean >= LEAST_PAIR).collect();
    }

    /// Brings the copies of each mention together, likeliest first. What a third article tells
    /// must not part them.
    fn join_copies(&mut self, scored: &[((usize, usize), f64)]) {
        let told_alike = |a: usize, b: usize| told_alike(&self.frames[a], &self.frames[b]);
        let copies = scored
            .iter()
            .filter(|((a, b), p)| *p >= LEAST_COPIED && told_alike(*a, *b))
            .sorted_by_cached_key(|((a, b), p)| {
                let keys = ordered(self.keys[*a], self.keys[*b]);
                (Reverse(billionths(*p)), keys)
            });
        for &((a, b), _) in copies {
            let (x, y) = (self.copied[a], self.copied[b]);
            let stories = |k: usize| self.members[k].iter().map(|&m| self.frames[m].story);
            let apart = x != y && !stories(x).any(|story| stories(y).any(|s| s == story));
            if apart {
                self.members[y].iter().for_each(|&m| self.copied[m] = x);
                self.take_in(x, y);
            }
        }
    }

    /// Proposes to join two groups if they are near enough.
    fn propose(&mut self, x: usize, y: usize) {
        let sum = self.ties[x].get(&y).copied().unwrap_or(0.0);
        let sizes = [self.sizes[x], self.sizes[y]];
        let average = sum / (sizes[0] * sizes[1]) as f64;
        if average >= LEAST_AVERAGE {
            let keys = [x, y].map(|k| self.keys[k]);
            self.proposals
                .push(Proposal::new(average, keys, [x, y], sizes));
        }
    }

    fn join_all(&mut self) {
        while let Some(proposal) = self.proposals.pop() {
            let [x, y] = proposal.groups;
            let there = [x, y].iter().all(|&k| !self.members[k].is_empty());
            let unchanged = there && proposal.sizes == [self.sizes[x], self.sizes[y]];
            if unchanged && self.may_join(x, y) {
                self.join(x, y);
            }
        }
    }

    /// Makes the members of `y` those of `x`.
    fn take_in(&mut self, x: usize, y: usize) {
        let moved = std::mem::take(&mut self.members[y]);
        self.members[x].extend(moved);
        self.keys[x] = self.keys[x].min(self.keys[y]);
    }

    fn join(&mut self, x: usize, y: usize) {
        self.take_in(x, y);
        self.sizes[x] += std::mem::take(&mut self.sizes[y]);
        for (other, sum) in std::mem::take(&mut self.ties[y]) {
            self.ties[other].remove(&y);
            if other != x {
                *self.ties[x].entry(other).or_default() += sum;
                *self.ties[other].entry(x).or_default() += sum;
            }
        }
        let others: Vec<usize> = self.ties[x].keys().copied().collect();
        for other in others {
            self.propose(x, other);
        }
    }

    /// Does no constraint forbid that two groups state one fact?
    fn may_join(&self, x: usize, y: usize) -> bool {
        let (mut differing, mut count) = (0.0, 0);
        for &a in &self.members[x] {
            for &b in &self.members[y] {
                let (one, other) = (&self.frames[a], &self.frames[b]);
                if compare_values(one, other) != Comparison::Different {
                    continue;
                }
                let p = self.probability.get(&ordered(a, b)).copied().unwrap_or(0.0);
                if one.story == other.story && !may_contradict(one, other, p) {
                    return false;
                }
                let mentions = ordered(self.copied[a], self.copied[b]);
                differing += self.tied.get(&mentions).copied().unwrap_or(0.0);
                count += 1;
            }
        }
        count == 0 || differing / f64::from(count) >= LEAST_DIFFERING
    }
}

/// Can two different values in one story be one fact that contradicts itself?
pub(crate) fn may_contradict(a: &Frame, b: &Frame, p: f64) -> bool {
    let least = if a.date.is_some() {
        LEAST_CONTRADICTION_OF_DATES
    } else {
        LEAST_CONTRADICTION
    };
    p >= least && names_one_thing(a, b)
}

/// Can two mentions of one story name the same thing, so that different values contradict? Where
/// both name it by one head, where one converts the other, and where two sources stand for them. Of
/// others, as in tables, it cannot be told.
fn names_one_thing(a: &Frame, b: &Frame) -> bool {
    let one_head = a.head != 0 && a.head == b.head;
    let two_sources = !a.source.is_empty() && !b.source.is_empty() && a.source != b.source
        || a.account.is_rival_of(&b.account);
    a.date.is_some() || one_head || two_sources || a.converts == Some(b.mention)
}
