//! Pages that a machine read badly (scans): compared by runs of two words, of which more survive.

use super::cluster::Bar;
use super::index::Index;
use super::near::scored;
use super::page::Page;
use super::score::{Pair, Unique};
use super::shingles::{self, Shingle};
use super::vocabulary::Vocabulary;
use rayon::prelude::*;

/// Pages from which a word that stands in no other is worth notice.
const ENOUGH_PAGES: usize = 200;
/// Share of such words among the others from which a page is taken to be badly read, and from which
/// it is rather written in a language of its own.
const NOISE: f32 = 0.06;
const OTHER_LANGUAGE: f32 = 0.5;

/// Was this page read badly, by what the others say?
pub(super) fn is_noisy(page: &Page, pages: usize, vocabulary: &Vocabulary) -> bool {
    pages >= ENOUGH_PAGES && (NOISE..OTHER_LANGUAGE).contains(&vocabulary.unheard_of(page))
}

/// Words in the runs by which badly read pages are compared: the fewer, the more survive.
const LENGTH: usize = 2;
/// What makes a provisional story of badly read pages.
const STORY: Bar = Bar {
    pair: 0.4,
    average: 0.2,
};
/// How much alikeness by short runs counts beside alikeness by long ones, which is rarer.
const DISCOUNT: f32 = 0.4;

/// The most places in a table of the short runs that badly read pages have, and how many there are
/// for a run. Two runs may share one: the table only keeps most runs that no such page has out of the
/// index.
const MOST_WANTED: usize = 1 << 22;
const PLACES: usize = 64;

/// The short runs that some pages have.
struct Wanted(Vec<bool>);

impl Wanted {
    fn new<'a>(pages: impl Iterator<Item = &'a Page> + Clone) -> Self {
        let words: usize = pages.clone().map(|page| page.words.len()).sum();
        let places = (words * PLACES).next_power_of_two().min(MOST_WANTED);
        let mut wanted = Self(vec![false; places]);
        for run in pages.flat_map(short_runs) {
            let place = wanted.place(run);
            wanted.0[place] = true;
        }
        wanted
    }

    fn place(&self, run: Shingle) -> usize {
        (run.hash() >> 32) as usize & (self.0.len() - 1)
    }

    fn contains(&self, run: Shingle) -> bool {
        self.0[self.place(run)]
    }
}

fn short_runs(page: &Page) -> impl Iterator<Item = Shingle> {
    shingles::shingles(&page.words, &page.factors, LENGTH)
}

/// Pairs of which at least one page is badly read, by runs of two words; pages that follow a leader
/// are left out.
pub(super) fn pairs(pages: &[Page], noisy: &[bool], leader: &[Option<u32>]) -> Vec<Pair> {
    let badly_read = pages.iter().zip(noisy).filter(|(_, noisy)| **noisy);
    let wanted = Wanted::new(badly_read.map(|(page, _)| page));
    let read = |(page, leader): (&Page, &Option<u32>)| match leader {
        Some(_) => Vec::new(),
        None => short_runs(page)
            .filter(|run| wanted.contains(*run))
            .collect(),
    };
    let index = Index::new(&mut pages.par_iter().zip(leader).map(read).collect::<Vec<_>>());
    let mut pairs = scored(&index, STORY, Unique::IsNoise, 1);
    pairs.retain(|pair| noisy[pair.a as usize] || noisy[pair.b as usize]);
    for pair in &mut pairs {
        pair.shared = pair.similarity * DISCOUNT;
        pair.similarity = pair.shared;
    }
    pairs
}
