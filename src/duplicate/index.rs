//! An exact inverted index: which pages have which shingles.
//!
//! The shingles of a story that five pages carry mostly stand in the same five pages. They are filed
//! as one block, so that what copies cost grows with the places where they differ and not with their
//! length.

use super::repeated::Repeated;
use super::shingles::{PLACE, Shingle};
use rayon::prelude::*;
use std::ops::Range;
use xxhash_rust::xxh3::Xxh3;

/// The shingles that stand in the same pages, two or more.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    /// Its pages in [`Index::postings`].
    pages: Range<usize>,
    /// How many shingles it is.
    shingles: u32,
}

/// A page that has a block, or a block that a page has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    /// The page or the block.
    pub(super) of: u32,
    /// How much the shingles of the block count in the page, each 1 to 255, together.
    pub(super) factor: u32,
}

/// Words by which a passage stands lower in one page than in another, at which it counts half. A
/// story stands at the top of its own pages but for an appeal or two; where the same words come far
/// down, as in a teaser or a digest, the page is about something else.
const BELOW_HOME: f32 = 120.0;

/// A shingle in a page, as one number by which entries are sorted: by hash, by page, where it counts
/// most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry(u128);

impl Entry {
    fn new(shingle: Shingle, page: u32) -> Self {
        Self(
            u128::from(shingle.hash()) << 64
                | u128::from(page) << 48
                | u128::from(u8::MAX - shingle.factor()) << 40
                | u128::from(shingle.place()) << 32,
        )
    }

    fn hash(self) -> u64 {
        (self.0 >> 80) as u64
    }

    fn page(self) -> u32 {
        (self.0 >> 48) as u32
    }

    fn factor(self) -> u8 {
        u8::MAX - (self.0 >> 40) as u8
    }

    fn place(self) -> u8 {
        (self.0 >> 32) as u8
    }

    /// How much the shingle counts in its page, given the place where it stands highest in any.
    fn at_home(self, home: u8) -> u32 {
        let below = f32::from(self.place().saturating_sub(home)) * PLACE as f32 / BELOW_HOME;
        let factor = f32::from(self.factor()) / (1.0 + below * below);
        factor.round().max(1.0) as u32
    }
}

/// The shingles that two or more pages have, by block and by page.
#[derive(Debug)]
pub(super) struct Index {
    blocks: Vec<Block>,
    postings: Vec<Posting>,
    /// By page, its blocks in their order: where they start in `shared`.
    starts: Vec<usize>,
    shared: Vec<Posting>,
    /// By page, the factors of the shingles that it alone has.
    unique: Vec<u64>,
}

impl Index {
    /// Files the shingles of every page. `pages` are left empty to make room.
    pub(super) fn new(pages: &mut [Vec<Shingle>]) -> Self {
        let repeated = Repeated::new(pages);
        let unique = pages
            .par_iter_mut()
            .map(|shingles| repeated.keep(shingles))
            .collect();
        drop(repeated);
        let mut all: Vec<Entry> = Vec::with_capacity(pages.iter().map(Vec::len).sum());
        for (page, shingles) in (0_u32..).zip(pages.iter_mut()) {
            let shingles = std::mem::take(shingles).into_iter();
            all.extend(shingles.map(|shingle| Entry::new(shingle, page)));
        }
        all.par_sort_unstable();
        // A shingle that a page repeats counts once, where it counts most.
        all.dedup_by_key(|entry| (entry.hash(), entry.page()));
        Self::filed(&all, unique)
    }

    /// Files sorted entries.
    fn filed(all: &[Entry], unique: Vec<u64>) -> Self {
        let mut index = Self {
            blocks: Vec::new(),
            postings: Vec::new(),
            starts: vec![0; unique.len() + 1],
            shared: Vec::new(),
            unique,
        };
        let mut runs: Vec<Run> = Vec::new();
        let mut start = 0;
        for run in all.chunk_by(|a, b| a.hash() == b.hash()) {
            match run {
                [one] => index.unique[one.page() as usize] += u64::from(one.factor()),
                _ => runs.push(Run::new(start..start + run.len())),
            }
            start += run.len();
        }
        runs.par_iter_mut().for_each(|run| run.sign(all));
        runs.par_sort_unstable();
        for runs in runs.chunk_by(|a, b| a.signature == b.signature && a.pages(all).eq(b.pages(all))) {
            index.add(runs, all);
        }
        index.turn_round();
        index
    }

    /// Adds a block.
    fn add(&mut self, runs: &[Run], all: &[Entry]) {
        let Some(first) = runs.first() else { return };
        let start = self.postings.len();
        let posting = |page| Posting { of: page, factor: 0 };
        self.postings.extend(first.pages(all).map(posting));
        for run in runs {
            let entries = run.entries(all);
            let home = entries.iter().map(|entry| entry.place()).min().unwrap_or(0);
            for (posting, entry) in self.postings[start..].iter_mut().zip(entries) {
                posting.factor += entry.at_home(home);
            }
        }
        self.blocks.push(Block {
            pages: start..self.postings.len(),
            shingles: runs.len() as u32,
        });
    }

    /// Lists the blocks of each page.
    fn turn_round(&mut self) {
        for posting in &self.postings {
            self.starts[posting.of as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
        let mut next = self.starts.clone();
        self.shared = vec![Posting { of: 0, factor: 0 }; self.postings.len()];
        for (id, block) in (0_u32..).zip(&self.blocks) {
            for posting in &self.postings[block.pages.clone()] {
                let place = &mut next[posting.of as usize];
                self.shared[*place] = Posting {
                    of: id,
                    factor: posting.factor,
                };
                *place += 1;
            }
        }
    }

    /// How many pages there are.
    pub(super) fn pages(&self) -> usize {
        self.unique.len()
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The pages that have a block, in order.
    pub(super) fn pages_of(&self, block: usize) -> &[Posting] {
        &self.postings[self.blocks[block].pages.clone()]
    }

    /// How many shingles a block is.
    pub(super) fn shingles_of(&self, block: usize) -> u32 {
        self.blocks[block].shingles
    }

    /// The blocks of a page.
    pub(super) fn blocks_of(&self, page: usize) -> &[Posting] {
        &self.shared[self.starts[page]..self.starts[page + 1]]
    }

    /// The sum of the factors of the shingles that the page alone has.
    pub(super) fn unique(&self, page: usize) -> u64 {
        self.unique[page]
    }
}

/// The entries of one shingle, to be brought together with those that have the same pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    /// The same for runs with the same pages, and hardly ever for others.
    signature: u64,
    start: usize,
    length: u32,
}

impl Run {
    fn new(entries: Range<usize>) -> Self {
        Self {
            signature: 0,
            start: entries.start,
            length: entries.len() as u32,
        }
    }

    fn entries(self, all: &[Entry]) -> &[Entry] {
        &all[self.start..self.start + self.length as usize]
    }

    fn pages(self, all: &[Entry]) -> impl Iterator<Item = u32> {
        self.entries(all).iter().map(|entry| entry.page())
    }

    fn sign(&mut self, all: &[Entry]) {
        let mut hasher = Xxh3::new();
        self.pages(all)
            .for_each(|page| hasher.update(&page.to_le_bytes()));
        self.signature = hasher.digest();
    }
}
