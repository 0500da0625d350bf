//! How rare each word is.

use super::page::Page;
use super::words::Word;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// Words that are common whatever the articles at hand are about.
static COMMON: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    let lines = include_str!("common.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .flat_map(str::split_whitespace)
        .map(|word| id(xxh3_64(word.replace('\'', "").as_bytes()), false))
        .collect()
});

/// The number of a word for comparing pages: odd if the word is a number.
fn id(hash: u64, number: bool) -> u32 {
    (hash >> 32) as u32 & !1 | u32::from(number)
}

/// The numbers of the words of a page, in order.
pub(super) fn ids(words: &[Word]) -> Vec<u32> {
    words
        .iter()
        .map(|word| id(word.hash, word.number))
        .collect()
}

/// Counters; words that share one are taken to be as common as the more common of them.
const COUNTERS: usize = 1 << 20;
/// Fewer pages than this are counted in one go.
const FEWEST_PAGES: usize = 4_096;
/// A word in fewer pages than this is as rare as one in a single page.
const BACKGROUND: f32 = 20_000.0;

/// In how many pages each word stands.
#[derive(Debug)]
pub(super) struct Vocabulary {
    counts: Vec<u32>,
    /// By counter, how much its words tell.
    weights: Vec<f32>,
}

impl Vocabulary {
    /// Counts the words of pages.
    pub(super) fn new(pages: &[Page]) -> Self {
        let part = (pages.len() / rayon::current_num_threads() + 1).max(FEWEST_PAGES);
        let parts: Vec<Vec<u32>> = pages.par_chunks(part).map(counted).collect();
        let mut parts = parts.into_iter();
        let mut counts = parts.next().unwrap_or_else(|| vec![0; COUNTERS]);
        for part in parts {
            counts
                .iter_mut()
                .zip(part)
                .for_each(|(sum, count)| *sum += count);
        }
        let weights = weights(&counts, pages.len());
        Self { counts, weights }
    }

    /// Does no page but one have this word?
    pub(super) fn is_alone(&self, id: u32) -> bool {
        self.counts[counter(id)] <= 1
    }

    /// The share of a page's words, names and figures left out, that no other page has; a short page
    /// has the benefit of the doubt. Hardly any are alone in clean pages of a large collection; a
    /// page that was read badly by a machine is full of them.
    pub(super) fn unheard_of(&self, page: &Page) -> f32 {
        const DOUBT: f32 = 20.0;
        let words = page
            .words
            .iter()
            .zip(&page.small)
            .filter(|(_, small)| **small);
        let (mut all, mut alone) = (0_u32, 0_u32);
        for (id, _) in words {
            all += 1;
            alone += u32::from(self.is_alone(*id));
        }
        alone as f32 / (all as f32 + DOUBT)
    }

    /// How much a word tells: the squared logarithm of its rarity.
    pub(super) fn weight(&self, id: u32) -> f32 {
        self.weights[counter(id)]
    }
}

/// In how many of some pages each word stands.
fn counted(pages: &[Page]) -> Vec<u32> {
    let mut counts = vec![0_u32; COUNTERS];
    let mut seen = vec![u32::MAX; COUNTERS];
    for (number, page) in (0_u32..).zip(pages) {
        for id in &page.words {
            let at = counter(*id);
            if seen[at] != number {
                seen[at] = number;
                counts[at] += 1;
            }
        }
    }
    counts
}

/// By counter, the squared logarithm of the rarity of its words; the least for common words.
fn weights(counts: &[u32], pages: usize) -> Vec<f32> {
    let scale = (pages as f32).max(BACKGROUND);
    let weigh = |count: u32| {
        let rarity = (scale / count as f32).ln();
        (rarity * rarity).max(1.0)
    };
    let rarest = weigh(1); // which most are
    let weight = |count: &u32| if *count <= 1 { rarest } else { weigh(*count) };
    let mut weights: Vec<f32> = counts.iter().map(weight).collect();
    COMMON.iter().for_each(|id| weights[counter(*id)] = 1.0);
    weights
}

fn counter(id: u32) -> usize {
    (id >> 1) as usize & (COUNTERS - 1)
}
