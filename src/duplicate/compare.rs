//! Two pages side by side: which stretches of words they share, and what stands in the places
//! where they differ.

use std::ops::Range;

/// Words in a row that count as shared.
const SEED: usize = 3;
/// Words between two shared stretches up to which they are one passage with a change in it.
const CHANGE: usize = 16;

/// A stretch of words that stands in both pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shared {
    /// Its words in the one page.
    pub(super) a: Range<usize>,
    /// Its words in the other.
    pub(super) b: Range<usize>,
}

/// The stretches that two pages share, in the order of the first; each is as long as can be, and
/// goes on where the one before it ended if it can.
pub(super) fn shared(a: &[u32], b: &[u32]) -> Vec<Shared> {
    let places = places(b);
    let mut out: Vec<Shared> = Vec::new();
    let mut at = 0;
    while let Some(seed) = a.get(at..at + SEED) {
        let after = out.last().map_or(0, |last| last.b.end);
        let Some(place) = nearest(&places, seed, after) else {
            at += 1;
            continue;
        };
        let length = a[at..]
            .iter()
            .zip(&b[place..])
            .take_while(|(x, y)| x == y)
            .count();
        out.push(Shared {
            a: at..at + length,
            b: place..place + length,
        });
        at += length;
    }
    out
}

/// Places looked at of a run of words that a page repeats.
const REPEATS: usize = 8;

/// Where each run of words stands, in the order of the runs.
fn places(page: &[u32]) -> Vec<(&[u32], usize)> {
    let mut places: Vec<_> = page.windows(SEED).zip(0..).collect();
    places.sort_unstable();
    places
}

/// The first place of a run from `after` on, else its last.
fn nearest(places: &[(&[u32], usize)], seed: &[u32], after: usize) -> Option<usize> {
    let first = places.partition_point(|(run, _)| *run < seed);
    let same = places
        .get(first..)?
        .iter()
        .take(REPEATS)
        .take_while(|(run, _)| *run == seed);
    let mut last = None;
    for (_, place) in same {
        last = Some(*place);
        if *place >= after {
            break;
        }
    }
    last
}

/// How two pages are alike and differ within their shared passages.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Agreement {
    /// Weight of the words that both have.
    pub(super) same: f32,
    /// Weight of the words that each has in place of the other's.
    pub(super) changed: f32,
}

/// Weighs what two pages have the same and what they have in its place.
pub(super) fn agreement(
    a: &[u32],
    b: &[u32],
    shared: &[Shared],
    weight: impl Fn(u32) -> f32,
) -> Agreement {
    let weigh = |words: &[u32]| words.iter().map(|word| weight(*word)).sum::<f32>();
    let same = shared
        .iter()
        .filter_map(|stretch| a.get(stretch.a.clone()))
        .map(weigh)
        .sum();
    let changed = changed(a, b, shared)
        .map(|(left, right)| weigh(&left).min(weigh(&right)))
        .sum();
    Agreement { same, changed }
}

/// The words that each page has in place of the other's, change by change.
pub(super) fn changed(
    a: &[u32],
    b: &[u32],
    shared: &[Shared],
) -> impl Iterator<Item = (Vec<u32>, Vec<u32>)> {
    let only = |x: &[u32], y: &[u32]| x.iter().copied().filter(|word| !y.contains(word)).collect();
    shared.windows(2).filter_map(move |pair| {
        let [one, two] = pair else { return None };
        let x = a.get(change(one.a.end, two.a.start)?)?;
        let y = b.get(change(one.b.end, two.b.start)?)?;
        Some((only(x, y), only(y, x)))
    })
}

/// The place between two shared stretches, if the passage goes on after it.
fn change(end: usize, start: usize) -> Option<Range<usize>> {
    (start >= end && start - end <= CHANGE).then_some(end..start)
}

/// How many figures stand in the place of others.
pub(super) fn figures(left: &[u32], right: &[u32]) -> u32 {
    let numbers = |words: &[u32]| words.iter().filter(|word| **word & 1 == 1).count() as u32;
    numbers(left).min(numbers(right))
}
