//! Two pages side by side: which stretches of words they share, and what stands in the places
//! where they differ.

use std::ops::Range;

/// Words in a row that count as shared.
const SEED: usize = 3;
/// Words between two shared stretches up to which they are one passage with a change in it.
pub(super) const CHANGE: usize = 16;

/// A stretch of words that stands in both pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shared {
    /// Its words in the one page.
    pub(super) a: Range<usize>,
    /// Its words in the other.
    pub(super) b: Range<usize>,
}

/// The stretches that two pages share, in the order of the first.
pub(super) fn shared(a: &[u32], b: &[u32]) -> Vec<Shared> {
    Places::new(b).shared(a)
}

/// Where each run of words of a page stands, to compare the page with others.
#[derive(Debug)]
pub(super) struct Places<'a> {
    page: &'a [u32],
    /// Hashes of runs and where they start, in order.
    runs: Vec<(u64, u32)>,
}

/// Places looked at of a run of words that a page repeats.
const REPEATS: usize = 8;

impl<'a> Places<'a> {
    /// Files the runs of `page`.
    pub(super) fn new(page: &'a [u32]) -> Self {
        let mut runs: Vec<_> = page.windows(SEED).map(hash).zip(0..).collect();
        runs.sort_unstable();
        Self { page, runs }
    }

    /// The stretches that page `a` and this page share, in the order of `a`; each is as long as can
    /// be, and goes on where the one before it ended if it can.
    pub(super) fn shared(&self, a: &[u32]) -> Vec<Shared> {
        let mut out: Vec<Shared> = Vec::new();
        let mut at = 0;
        while let Some(seed) = a.get(at..at + SEED) {
            let after = out.last().map_or(0, |last| last.b.end);
            let place = self.nearest(hash(seed), after);
            let length = place.map_or(0, |place| {
                same(&a[at..], self.page.get(place..).unwrap_or_default())
            });
            if let (Some(place), SEED..) = (place, length) {
                out.push(Shared {
                    a: at..at + length,
                    b: place..place + length,
                });
                at += length;
            } else {
                at += 1;
            }
        }
        out
    }

    /// The first place of a run from `after` on, else its last.
    fn nearest(&self, run: u64, after: usize) -> Option<usize> {
        let first = self.runs.partition_point(|(other, _)| *other < run);
        let mut last = None;
        for (_, place) in self
            .runs
            .get(first..)?
            .iter()
            .take(REPEATS)
            .take_while(|(other, _)| *other == run)
        {
            last = Some(*place as usize);
            if *place as usize >= after {
                break;
            }
        }
        last
    }
}

/// One number for a run of words.
fn hash(run: &[u32]) -> u64 {
    run.iter().fold(0, |sum: u64, word| {
        (sum.rotate_left(23) ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// With how many words both begin.
fn same(a: &[u32], b: &[u32]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
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
pub(super) fn change(end: usize, start: usize) -> Option<Range<usize>> {
    (start >= end && start - end <= CHANGE).then_some(end..start)
}

/// How many figures stand in the place of others.
pub(super) fn figures(left: &[u32], right: &[u32]) -> u32 {
    let numbers = |words: &[u32]| words.iter().filter(|word| **word & 1 == 1).count() as u32;
    numbers(left).min(numbers(right))
}
