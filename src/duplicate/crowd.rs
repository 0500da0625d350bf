//! A story that very many pages carry, each a little edited. Every pair of them would be too many to
//! look at, and its shingles too common to be told from an appeal: so the pages that differ from an
//! earlier one by a few words here and there follow it wherever it goes.

use super::compare::Shared;
use super::index::Index;
use super::look::Look;
use super::page::Page;
use super::score::{Pair, TOO_COMMON};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The first pages that have a very common shingle are those that the others may follow.
const LEADERS: usize = 3;
/// How far a page must be the same copy as its leader.
const TRUST: f32 = 0.5;
/// The part of its leader's story that a page must have, and the other way round.
const KEPT: f32 = 0.85;
/// Words in a row that may be missing. A page of much boilerplate and another short story lacks more.
const GAP: f32 = 8.0;

/// The pages that follow an earlier page, each with that page. `alike` says what two pages
/// are to each other when they are read side by side, and what they share.
pub(super) fn followers(
    pages: &[Page],
    index: &Index,
    alike: impl Fn(&Page, &Page) -> (Look, Vec<Shared>) + Sync,
) -> Vec<Pair> {
    let mut candidates: Vec<(u32, u32)> = candidates(pages, index);
    candidates.sort_unstable();
    let follows = |&(page, leader): &(u32, u32)| {
        let (one, two) = (&pages[leader as usize], &pages[page as usize]);
        let (look, shared) = alike(one, two);
        let kept = kept(one, shared.iter().map(|s| s.a.clone()))
            .min(kept(two, shared.iter().map(|s| s.b.clone())));
        (look.trust >= TRUST && kept >= KEPT).then_some(Pair {
            a: leader,
            b: page,
            similarity: kept,
            shared: kept,
            kind: Some(look.kind),
            containment: kept,
        })
    };
    let mut pairs: Vec<Pair> = candidates.par_iter().filter_map(follows).collect();
    pairs.dedup_by_key(|pair| pair.b);
    pairs
}

/// Pages with the leaders with which they share at least half of their shingles.
fn candidates(pages: &[Page], index: &Index) -> Vec<(u32, u32)> {
    let mut common: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for block in (0..index.blocks()).filter(|block| index.pages_of(*block).len() > TOO_COMMON) {
        let pages = index.pages_of(block);
        for leader in pages.iter().take(LEADERS) {
            for page in pages.iter().filter(|page| page.of > leader.of) {
                *common.entry((page.of, leader.of)).or_default() +=
                    index.shingles_of(block) as usize;
            }
        }
    }
    let enough = |page: u32, shingles: usize| shingles * 2 >= pages[page as usize].words.len();
    common
        .into_iter()
        .filter(|((page, _), shingles)| enough(*page, *shingles))
        .map(|(pair, _)| pair)
        .collect()
}

/// The part of a page's story that lies in ranges of words; nothing if too much in a row does not.
fn kept(page: &Page, ranges: impl Iterator<Item = Range<usize>>) -> f32 {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.push(page.words.len()..page.words.len());
    let (mut missing, mut at) = (0.0, 0);
    for range in ranges {
        let gap = page.weight(at..range.start.max(at));
        if gap > GAP {
            return 0.0;
        }
        missing += gap;
        at = at.max(range.end);
    }
    1.0 - missing / page.weight(0..page.words.len()).max(1.0)
}
