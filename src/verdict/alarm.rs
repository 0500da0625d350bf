//! What a contradiction between two values of one fact rests on, as named numbers for the score by
//! which it is told or left untold.

use super::Case;
use super::features::VerdictFeatures;
use crate::align::Cluster;
use crate::align::features::{compare_values, cosine, day_shared};
use crate::align::frame::{Dimension, Frame};
use crate::align::named::{named_features, yes};
use crate::value::Comparison;
use itertools::Itertools;

named_features! {
    /// What a contradiction rests on. Of two numbers, one for each value, the greater is that "of
    /// one", the less that "of other".
    AlarmFeatures {
        /// How likely the surest pair of mentions states the same fact.
        surest,
        /// The same on average over the pairs.
        average,
        /// The same for the least sure pair.
        least,
        /// How sure it is that nothing explains the surest pair.
        unexplained,
        /// How likely the figure moved.
        moved,
        /// How likely two sources are at odds.
        at_odds,
        /// How sure the surest pair is, times how sure it is that nothing explains it.
        product,
        /// How many pairs there are: 1 for eight and more.
        pairs,
        /// How surely a value is tied to the other values of the fact.
        tie_of_one,
        /// The same for the other.
        tie_of_other,
        /// How surely the mentions of a value are tied to each other.
        held_of_one,
        /// The same for the other.
        held_of_other,
        /// How many values the fact has: 1 for six and more.
        values,
        /// How many mentions it has: 1 for twelve and more.
        mentions,
        /// Both are measures, shares among them.
        is_any_measure,
        /// An article with the one value tells the other elsewhere.
        taken_of_one,
        /// Both do.
        taken_of_other,
        /// The heads of the things counted are one concept.
        head_same,
        /// They are two.
        head_differs,
        /// Neither names what it counts.
        head_missing,
        /// The cosine of the words around.
        context,
        /// The cosine of the words of the segments.
        segment,
        /// One is a part, the other not.
        part_differs,
        /// One is set against the value told, the other not.
        compared_differs,
        /// Both stand in the lead.
        both_lead,
        /// How far the places in the articles lie apart, 0 to 1.
        place_apart,
        /// Both are whole numbers up to twelve.
        both_small,
        /// One points back to a quantity that its story did not tell before.
        one_unanswered,
        /// Each story tells the value of the other right beside.
        changed_places,
        /// One of them does.
        other_beside,
        /// One day of the month in two months, or one day of the year in two years.
        date_day_shared,
    }
}

/// The names of all features of the score of alarms: these, and those of the surest pair.
pub fn names() -> Vec<&'static str> {
    NAMES
        .iter()
        .chain(&super::features::NAMES)
        .copied()
        .collect()
}

/// A pair of mentions of two values as the score of verdicts sees it.
#[derive(Debug, Clone)]
pub(super) struct Weighed<'c> {
    /// Their places in the list of frames, the lesser first.
    pub(super) pair: (usize, usize),
    /// How likely they state the same fact.
    pub(super) same: f64,
    pub(super) case: Case<'c>,
    pub(super) features: VerdictFeatures,
    /// How likely it is that the figure moved, and that two sources are at odds.
    pub(super) odds: (f64, f64),
}

impl Weighed<'_> {
    fn unexplained(&self) -> f64 {
        1.0 - self.odds.0 - self.odds.1
    }

    /// How likely the two contradict each other, by this pair alone.
    fn product(&self) -> f64 {
        self.same * self.unexplained()
    }
}

/// The pair that most likely contradicts itself; `None` where no two mentions differ.
pub(super) fn surest<'w, 'c>(pairs: &'w [Weighed<'c>]) -> Option<&'w Weighed<'c>> {
    let differs = |w: &&Weighed<'_>| compare_values(w.case.a, w.case.b) == Comparison::Different;
    pairs.iter().filter(differs).max_by(|v, w| {
        let order = v.product().total_cmp(&w.product());
        order.then(w.pair.cmp(&v.pair))
    })
}

/// Two values and the fact in which they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'g> {
    pub(super) frames: &'g [Frame],
    pub(super) cluster: &'g Cluster,
    pub(super) values: [&'g [usize]; 2],
    /// How many values the fact has.
    pub(super) many: usize,
}

/// The features of a contradiction between two values, in the order of [`names`]. `sames` says how
/// likely each of their pairs, not none, states the same fact.
pub(super) fn features(ground: &Ground<'_>, sames: &[f64], surest: &Weighed<'_>) -> Vec<f64> {
    let (a, b) = (surest.case.a, surest.case.b);
    let ties = ground.values.map(|value| ground.tie(value));
    let held = ground.values.map(|value| ground.hold(value));
    let taken = [(0, b), (1, a)].map(|(value, other)| yes(ground.tells(value, other)));
    let greater = |x: [f64; 2]| x[0].max(x[1]);
    let less = |x: [f64; 2]| x[0].min(x[1]);
    let mut f = AlarmFeatures {
        surest: surest.same,
        average: sames.iter().sum::<f64>() / sames.len() as f64,
        least: sames.iter().copied().fold(1.0, f64::min),
        unexplained: surest.unexplained(),
        moved: surest.odds.0,
        at_odds: surest.odds.1,
        product: surest.product(),
        pairs: sames.len().min(8) as f64 / 8.0,
        tie_of_one: greater(ties),
        tie_of_other: less(ties),
        held_of_one: greater(held),
        held_of_other: less(held),
        values: ground.many.min(6) as f64 / 6.0,
        mentions: ground.cluster.frames.len().min(12) as f64 / 12.0,
        is_any_measure: yes([a, b]
            .iter()
            .all(|f| matches!(f.dimension, Dimension::Measure(_)))),
        taken_of_one: greater(taken),
        taken_of_other: less(taken),
        ..AlarmFeatures::default()
    };
    surroundings(a, b, &mut f);
    let beside = [ground.tells_beside(a, b), ground.tells_beside(b, a)];
    f.changed_places = yes(beside == [true, true]);
    f.other_beside = yes(beside[0] != beside[1]);
    let of_pair = surest.features.values();
    f.values().into_iter().chain(of_pair).collect()
}

impl Ground<'_> {
    /// How surely a value is tied to the values of its fact other than the two.
    fn tie(&self, value: &[usize]) -> f64 {
        let outside = |k: &&usize| !self.values.iter().any(|value| value.contains(k));
        let others = || self.cluster.frames.iter().filter(outside);
        let pairs = value.iter().flat_map(|&a| others().map(move |&b| (a, b)));
        pairs
            .map(|(a, b)| self.cluster.of(a, b))
            .fold(0.0, f64::max)
    }

    /// How surely the mentions of a value are tied to each other; 1 where it has one mention.
    fn hold(&self, value: &[usize]) -> f64 {
        let alone = yes(value.len() < 2);
        let pairs = value.iter().tuple_combinations();
        pairs
            .map(|(&a, &b)| self.cluster.of(a, b))
            .fold(alone, f64::max)
    }

    /// Does a story with the one value, by its place, tell the other elsewhere?
    fn tells(&self, value: usize, other: &Frame) -> bool {
        let stories = self.values[value].iter().map(|&k| self.frames[k].story);
        stories
            .into_iter()
            .any(|story| self.of(story).any(|f| same_value(f, other)))
    }

    /// Does a sentence tell the value of another mention, or one right beside it?
    fn tells_beside(&self, mention: &Frame, other: &Frame) -> bool {
        let beside = |f: &&Frame| f.sentence.abs_diff(mention.sentence) < 2;
        let near = self.of(mention.story).filter(beside);
        mention.story != other.story && near.into_iter().any(|f| same_value(f, other))
    }

    /// The frames of a story: they are in the order of their stories.
    fn of(&self, story: usize) -> impl Iterator<Item = &Frame> {
        let start = self.frames.partition_point(|f| f.story < story);
        let of_story = self.frames[start..].iter();
        of_story.take_while(move |f| f.story == story)
    }
}

fn same_value(a: &Frame, b: &Frame) -> bool {
    a.dimension == b.dimension && compare_values(a, b) == Comparison::Same
}

fn surroundings(a: &Frame, b: &Frame, f: &mut AlarmFeatures) {
    if a.date.is_none() {
        f.head_same = yes(a.head != 0 && a.head == b.head);
        f.head_differs = yes(a.head != 0 && b.head != 0 && a.head != b.head);
        f.head_missing = yes(a.head == 0 && b.head == 0);
    }
    if let (Some(x), Some(y)) = (&a.measured, &b.measured) {
        let small = |n: f64| (0.0..=12.0).contains(&n) && n.fract() == 0.0;
        f.both_small = yes(small(x.nominal) && small(y.nominal));
    }
    if let (Some(x), Some(y)) = (&a.date, &b.date) {
        f.date_day_shared = yes(day_shared(x, y));
    }
    f.one_unanswered = yes(a.unanswered != b.unanswered);
    f.context = cosine(&a.context, &b.context);
    f.segment = cosine(&a.segment, &b.segment);
    f.part_differs = yes(a.part != b.part);
    f.compared_differs = yes(a.compared != b.compared);
    f.both_lead = yes(a.lead && b.lead);
    f.place_apart = f64::from((a.place - b.place).abs());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_held_by_its_surest_pair_and_tied_to_the_other_values() {
        let cluster = Cluster {
            frames: vec![0, 1, 2, 3],
            probability: [((0, 1), 0.9), ((0, 2), 0.4), ((1, 3), 0.7)]
                .into_iter()
                .collect(),
        };
        let ground = Ground {
            frames: &[],
            cluster: &cluster,
            values: [&[0, 1], &[2]],
            many: 3,
        };
        assert_eq!((ground.hold(&[0, 1]), ground.hold(&[2])), (0.9, 1.0));
        assert_eq!((ground.tie(&[0, 1]), ground.tie(&[2])), (0.7, 0.0));
    }
}
