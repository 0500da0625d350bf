//! Which pages are near-duplicates.

use super::Options;
use super::cluster::{Bar, clusters};
use super::compare::{self, Shared};
use super::crowd;
use super::follow;
use super::index::Index;
use super::look::{Look, Surroundings, look, look_side_by_side};
use super::page::{self, Page};
use super::related::{Related, digests, related};
use super::scanned;
use super::score::{self, Pair, Unique, Weights};
use super::shingles::Shingle;
use super::vocabulary::Vocabulary;
use rayon::prelude::*;

/// What makes a provisional story, among which the pages that have a shingle are then counted.
const STORY: Bar = Bar {
    pair: 0.25,
    average: 0.1,
};
/// What makes a group, once the pairs have been looked at side by side.
const GROUP: Bar = Bar {
    pair: 0.1,
    average: 0.07,
};

/// Pages that belong together, and the pairs that were found alike.
#[derive(Debug)]
pub(super) struct Near {
    /// By page, the group, named by one of its pages.
    pub(super) group: Vec<u32>,
    /// The pairs within groups that are alike, in order.
    pub(super) pairs: Vec<Pair>,
    /// Pages that belong together without being copies.
    pub(super) related: Vec<Related>,
}

/// Groups pages, all different. Their shingles are used up.
pub(super) fn groups(pages: &mut [Page], sampled: u32, options: &Options) -> Near {
    let vocabulary = Vocabulary::new(pages);
    let around = Surroundings {
        vocabulary: &vocabulary,
        pages: pages.len(),
    };
    let following = follow::followers(pages, around);
    let mut leader = vec![None; pages.len()];
    for one in &following {
        leader[one.page as usize] = Some(one.leader);
    }
    let mut followers: Vec<Pair> = following.into_iter().map(|one| one.pair).collect();
    let index = Index::new(&mut taken(pages, &leader));
    let crowd = crowd::followers(pages, &index, |a, b| seen(a, b, around));
    let index = without(index, pages, &mut leader, &crowd, sampled);
    let mut pairs = scored(&index, STORY, Unique::Counts, sampled);
    drop(index);
    followers.extend(crowd);
    look_side_by_side(&mut pairs, pages, around);
    let noisy: Vec<bool> = pages
        .par_iter()
        .zip(&leader)
        .map(|(page, leader)| {
            leader.is_none()
                && (options.scanned || scanned::is_noisy(page, pages.len(), &vocabulary))
        })
        .collect();
    if noisy.contains(&true) {
        pairs = merged(pairs, scanned::pairs(pages, &noisy, &leader));
    }
    let digests = digests(pages, &mut pairs);
    let mut group = clusters(pages.len(), &pairs, GROUP);
    for page in 0..group.len() {
        group[page] = leader[page].map_or(group[page], |leader| group[leader as usize]);
    }
    let mut related = related(pages, &pairs, &group);
    related.extend(digests);
    pairs.extend(followers);
    pairs.retain(|pair| {
        pair.similarity >= GROUP.pair && group[pair.a as usize] == group[pair.b as usize]
    });
    Near {
        group,
        pairs,
        related,
    }
}

/// The shingles of all pages that follow none, taken from them.
fn taken(pages: &mut [Page], leader: &[Option<u32>]) -> Vec<Vec<Shingle>> {
    let take = |(page, leader): (&mut Page, &Option<u32>)| {
        let shingles = std::mem::take(&mut page.shingles);
        if leader.is_none() {
            shingles
        } else {
            Vec::new()
        }
    };
    pages.iter_mut().zip(leader).map(take).collect()
}

/// Two pages side by side.
fn seen(a: &Page, b: &Page, around: Surroundings<'_>) -> (Look, Vec<Shared>) {
    let shared = compare::shared(&a.words, &b.words);
    (look(a, b, &shared, around), shared)
}

/// An index without the pages of a crowd that follow others.
fn without(
    index: Index,
    pages: &[Page],
    leader: &mut [Option<u32>],
    crowd: &[Pair],
    sampled: u32,
) -> Index {
    if crowd.is_empty() {
        return index;
    }
    drop(index);
    for pair in crowd {
        leader[pair.b as usize] = leader[pair.a as usize].or(Some(pair.a));
    }
    // Who follows one of these follows its leader.
    for page in 0..leader.len() {
        if let Some(above) = leader[page].and_then(|leader_of| leader[leader_of as usize]) {
            leader[page] = Some(above);
        }
    }
    let read = |(page, leader): (&Page, &Option<u32>)| match leader {
        Some(_) => Vec::new(),
        None => page::shingles(&page.words, &page.factors)
            .into_iter()
            .filter(|shingle| shingle.is_sampled(sampled))
            .collect(),
    };
    Index::new(&mut pages.par_iter().zip(&*leader).map(read).collect::<Vec<_>>())
}

/// Pairs by the shingles that they share. How common these are is counted twice: first by page,
/// then by provisional story, so that a story that many carry keeps its weight, and an appeal that
/// stands under many stories loses it.
pub(super) fn scored(index: &Index, bar: Bar, unique: Unique, sampled: u32) -> Vec<Pair> {
    let pairs = score::pairs(index, &Weights::new(index, None, unique), sampled);
    let stories = clusters(index.pages(), &pairs, bar);
    score::pairs(index, &Weights::new(index, Some(&stories), unique), sampled)
}

/// The pairs of both lists, each as alike as it is in the list where it is more so.
fn merged(mut pairs: Vec<Pair>, more: Vec<Pair>) -> Vec<Pair> {
    pairs.extend(more);
    pairs.sort_by(|x, y| {
        (x.a, x.b)
            .cmp(&(y.a, y.b))
            .then(y.similarity.total_cmp(&x.similarity))
    });
    pairs.dedup_by_key(|pair| (pair.a, pair.b));
    pairs
}
