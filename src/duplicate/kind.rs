//! What ties two copies: are they the same, cut, edited, or brought up to date?

use super::GroupedPair;
use super::compare::{self, Shared};
use super::page::Page;
use crate::report::GroupKind;
use std::ops::Range;

/// The part of a story that must be the same for the whole to count as the same.
const WHOLE: f32 = 0.97;

/// What ties two near-duplicates that share some stretches.
pub(super) fn of_pair(a: &Page, b: &Page, shared: &[Shared]) -> GroupKind {
    let kept = [
        kept(a, shared.iter().map(|s| s.a.clone())),
        kept(b, shared.iter().map(|s| s.b.clone())),
    ];
    if kept[0].min(kept[1]) >= WHOLE && changed_figures(a, b, shared) == 0 {
        GroupKind::Verbatim
    } else if changed_figures(a, b, shared) > 0 {
        GroupKind::Update
    } else if kept[0].max(kept[1]) >= WHOLE {
        GroupKind::Abridged
    } else {
        GroupKind::Edited
    }
}

/// What ties a group: what ties all of its pairs, if that is one thing.
pub(super) fn of_group(pairs: &[GroupedPair]) -> GroupKind {
    match pairs.split_first() {
        Some((first, others)) if others.iter().all(|pair| pair.kind == first.kind) => first.kind,
        _ => GroupKind::NearDuplicate,
    }
}

/// The part of a page's story that lies in ranges of words, which may overlap.
fn kept(page: &Page, ranges: impl Iterator<Item = Range<usize>>) -> f32 {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_unstable_by_key(|range| range.start);
    let (mut sum, mut at) = (0.0, 0);
    for range in ranges {
        sum += page.weight(range.start.max(at)..range.end.max(at));
        at = at.max(range.end);
    }
    sum / page.weight(0..page.words.len()).max(1.0)
}

/// Figures that stand in the place of others.
fn changed_figures(a: &Page, b: &Page, shared: &[Shared]) -> u32 {
    compare::changed(&a.words, &b.words, shared)
        .map(|(left, right)| compare::figures(&left, &right))
        .sum()
}
