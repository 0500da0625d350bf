//! Which pages are near-duplicates.

use super::cluster::{Bar, clusters};
use super::compare::{self, Places, Shared};
use super::crowd;
use super::index::Index;
use super::page::{self, Page};
use super::score::{self, Pair, Unique, Weights};
use super::shingles::{self, Shingle};
use super::vocabulary::Vocabulary;
use rayon::prelude::*;
use std::ops::Range;

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
/// Pairs less alike than this are not looked at side by side.
const WORTH_A_LOOK: f32 = 0.1;

/// Pages that belong together, and the pairs that were found alike.
#[derive(Debug)]
pub(super) struct Near {
    /// By page, the group, named by one of its pages.
    pub(super) group: Vec<u32>,
    /// The pairs within groups that are alike, in order.
    pub(super) pairs: Vec<Pair>,
}

/// Groups pages, all different. Their shingles are used up.
pub(super) fn groups(pages: &mut [Page]) -> Near {
    let vocabulary = Vocabulary::new(pages);
    let index = Index::new(&mut taken(pages));
    let (followers, index) = without_followers(pages, index, &vocabulary);
    let mut pairs = scored(&index, STORY, Unique::Counts);
    look_side_by_side(&mut pairs, pages, &vocabulary);
    let leader = leaders(pages.len(), &followers);
    let noisy: Vec<bool> = pages
        .par_iter()
        .zip(&leader)
        .map(|(page, leader)| leader.is_none() && is_noisy(page, pages.len(), &vocabulary))
        .collect();
    if noisy.contains(&true) {
        pairs = merged(pairs, by_words(pages, &noisy, &leader));
    }
    let mut group = clusters(pages.len(), &pairs, GROUP);
    for page in 0..group.len() {
        group[page] = leader[page].map_or(group[page], |leader| group[leader as usize]);
    }
    pairs.extend(followers);
    pairs.retain(|pair| {
        pair.similarity >= GROUP.pair && group[pair.a as usize] == group[pair.b as usize]
    });
    Near { group, pairs }
}

/// The shingles of all pages, taken from them.
fn taken(pages: &mut [Page]) -> Vec<Vec<Shingle>> {
    pages
        .iter_mut()
        .map(|page| std::mem::take(&mut page.shingles))
        .collect()
}

/// The pages that follow another, each with that page, and an index of the rest.
fn without_followers(pages: &[Page], index: Index, vocabulary: &Vocabulary) -> (Vec<Pair>, Index) {
    let alike = |a: &Page, b: &Page| {
        let shared = compare::shared(&a.words, &b.words);
        (trust(a, b, &shared, vocabulary, pages.len()), shared)
    };
    let followers = crowd::followers(pages, &index, alike);
    if followers.is_empty() {
        return (followers, index);
    }
    let leader = leaders(pages.len(), &followers);
    let read = |(page, leader): (&Page, &Option<u32>)| match leader {
        Some(_) => Vec::new(),
        None => page::shingles(&page.words, &page.factors),
    };
    let index = Index::new(&mut pages.par_iter().zip(&leader).map(read).collect::<Vec<_>>());
    (followers, index)
}

/// The page that each page follows, if it does, and that follows none itself.
fn leaders(pages: usize, followers: &[Pair]) -> Vec<Option<u32>> {
    let mut leader = vec![None; pages];
    for pair in followers {
        leader[pair.b as usize] = leader[pair.a as usize].or(Some(pair.a));
    }
    leader
}

/// Pairs by the shingles that they share. How common these are is counted twice: first by page,
/// then by provisional story, so that a story that many carry keeps its weight, and an appeal that
/// stands under many stories loses it.
fn scored(index: &Index, bar: Bar, unique: Unique) -> Vec<Pair> {
    let pairs = score::pairs(index, &Weights::new(index, None, unique));
    let stories = clusters(index.pages(), &pairs, bar);
    score::pairs(index, &Weights::new(index, Some(&stories), unique))
}

/// Takes from the likeness of pairs what speaks against them when they are read side by side.
fn look_side_by_side(pairs: &mut [Pair], pages: &[Page], vocabulary: &Vocabulary) {
    pairs
        .par_chunk_by_mut(|one, other| one.b == other.b)
        .for_each(|pairs| {
            let mut places = None;
            for pair in pairs
                .iter_mut()
                .filter(|pair| pair.similarity >= WORTH_A_LOOK)
            {
                let (a, b) = (&pages[pair.a as usize], &pages[pair.b as usize]);
                let shared = places
                    .get_or_insert_with(|| Places::new(&b.words))
                    .shared(&a.words);
                pair.similarity *= trust(a, b, &shared, vocabulary, pages.len());
                if begins_otherwise(a, b, &shared) {
                    pair.similarity = 0.0;
                }
            }
        });
}

/// How far two pages are the same copy and not the same form filled in with other names and
/// figures: in a copy hardly a telling word stands in the place of another. Among a few pages, forms
/// are less to be feared than copies with changed figures.
fn trust(a: &Page, b: &Page, shared: &[Shared], vocabulary: &Vocabulary, pages: usize) -> f32 {
    let agreement = compare::agreement(&a.words, &b.words, shared, |word| vocabulary.weight(word));
    let strictness = if pages < ENOUGH_PAGES { 3.0 } else { 4.5 };
    let changed = agreement.changed / (agreement.changed + agreement.same).max(1.0);
    (1.0 - strictness * changed).max(0.0)
}

/// Words in a row with which a shared story can be said to begin.
const BEGINNING: usize = 8;
/// Words before that which are more than a lead written anew, if they are also this part of the page.
const OTHER_STORY: f32 = 60.0;
const OF_BOTH: f32 = 0.4;
/// A passage in words that is longer than what news stories share after different beginnings.
const FOOTER: usize = 2_000;

/// Do the pages tell different stories before they come to what they share?
fn begins_otherwise(a: &Page, b: &Page, shared: &[Shared]) -> bool {
    let mut solid = shared.iter().filter(|stretch| stretch.a.len() >= BEGINNING);
    let Some(first) = solid.next() else {
        return false;
    };
    let top = solid.fold((first.a.start, first.b.start), |top, s| {
        (top.0.min(s.a.start), top.1.min(s.b.start))
    });
    let before = [
        own_before(a, top.0, shared.iter().map(|stretch| stretch.a.clone())),
        own_before(b, top.1, shared.iter().map(|stretch| stretch.b.clone())),
    ];
    let share = [
        before[0] / a.weight(0..a.words.len()).max(1.0),
        before[1] / b.weight(0..b.words.len()).max(1.0),
    ];
    let both = before[0].min(before[1]) >= OTHER_STORY;
    let footer = shared.iter().any(|stretch| stretch.a.len() > FOOTER);
    both && (footer || share[0].min(share[1]) >= OF_BOTH)
}

/// The weight of what a page has to itself before word `top`.
fn own_before(page: &Page, top: usize, shared: impl Iterator<Item = Range<usize>>) -> f32 {
    let common: f32 = shared
        .filter(|range| range.end <= top)
        .map(|range| page.weight(range))
        .sum();
    page.weight(0..top) - common
}

/// Pages from which a word that stands in no other is worth notice.
const ENOUGH_PAGES: usize = 200;
/// Share of such words among the others from which a page is taken to be badly read, and from which
/// it is rather written in a language of its own.
const NOISE: f32 = 0.06;
const OTHER_LANGUAGE: f32 = 0.5;

fn is_noisy(page: &Page, pages: usize, vocabulary: &Vocabulary) -> bool {
    pages >= ENOUGH_PAGES && (NOISE..OTHER_LANGUAGE).contains(&vocabulary.unheard_of(page))
}

/// Words in the runs by which badly read pages are compared: the fewer, the more survive.
const NOISY_LENGTH: usize = 2;
/// What makes a provisional story of badly read pages.
const NOISY_STORY: Bar = Bar {
    pair: 0.4,
    average: 0.2,
};
/// How much alikeness by short runs counts beside alikeness by long ones, which is rarer.
const NOISY_DISCOUNT: f32 = 0.4;

/// Places in a table of the short runs that badly read pages have. Two runs may share one: the table
/// only keeps most runs that no such page has out of the index.
const WANTED: usize = 1 << 22;

fn place(run: Shingle) -> usize {
    (run.hash() >> 32) as usize & (WANTED - 1)
}

fn short_runs(page: &Page) -> impl Iterator<Item = Shingle> {
    shingles::shingles(&page.words, &page.factors, NOISY_LENGTH)
}

/// Pairs of which at least one page is badly read, by runs of two words.
fn by_words(pages: &[Page], noisy: &[bool], leader: &[Option<u32>]) -> Vec<Pair> {
    let mut wanted = vec![false; WANTED];
    for (page, _) in pages.iter().zip(noisy).filter(|(_, noisy)| **noisy) {
        short_runs(page).for_each(|run| wanted[place(run)] = true);
    }
    let read = |(page, leader): (&Page, &Option<u32>)| match leader {
        Some(_) => Vec::new(),
        None => short_runs(page).filter(|run| wanted[place(*run)]).collect(),
    };
    let index = Index::new(&mut pages.par_iter().zip(leader).map(read).collect::<Vec<_>>());
    let mut pairs = scored(&index, NOISY_STORY, Unique::IsNoise);
    pairs.retain(|pair| noisy[pair.a as usize] || noisy[pair.b as usize]);
    pairs
        .iter_mut()
        .for_each(|pair| pair.similarity *= NOISY_DISCOUNT);
    pairs
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
