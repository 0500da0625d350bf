//! An exact inverted index: which pages have which shingles.

use super::shingles::{PLACE, Shingle};
use rayon::prelude::*;
use std::ops::Range;

/// A shingle that two or more pages have: where its pages stand in [`Index::postings`].
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run(Range<usize>);

/// A page that has a shingle, or a shingle that a page has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    /// The page or the run.
    pub(super) of: u32,
    /// How much the shingle counts in the page, 1 to 255.
    pub(super) factor: u8,
}

/// Words by which a passage stands lower in one page than in another, at which it counts half. A
/// story stands at the top of its own pages but for an appeal or two; where the same words come far
/// down, as in a teaser or a digest, the page is about something else.
const BELOW_HOME: f32 = 120.0;

/// How much a shingle counts in a page, given the place where it stands highest in any.
fn at_home(shingle: Shingle, home: u8) -> u8 {
    let below = f32::from(shingle.place().saturating_sub(home)) * PLACE as f32 / BELOW_HOME;
    let factor = f32::from(shingle.factor()) / (1.0 + below * below);
    factor.round().max(1.0) as u8
}

/// The shingles that two or more pages have, by shingle and by page.
#[derive(Debug)]
pub(super) struct Index {
    runs: Vec<Run>,
    postings: Vec<Posting>,
    /// By page, its runs in the order of their hashes: where they start in `shared`.
    starts: Vec<usize>,
    shared: Vec<Posting>,
    /// By page, the factors of the shingles that it alone has.
    unique: Vec<u64>,
}

impl Index {
    /// Files the shingles of every page. `pages` are left empty to make room.
    pub(super) fn new(pages: &mut [Vec<Shingle>]) -> Self {
        let mut all: Vec<(Shingle, u32)> = Vec::with_capacity(pages.iter().map(Vec::len).sum());
        for (page, shingles) in (0_u32..).zip(pages.iter_mut()) {
            all.extend(
                std::mem::take(shingles)
                    .into_iter()
                    .map(|shingle| (shingle, page)),
            );
        }
        all.par_sort_unstable_by_key(|(shingle, page)| {
            (shingle.hash(), *page, u8::MAX - shingle.factor())
        });
        // A shingle that a page repeats counts once, where it counts most.
        all.dedup_by_key(|(shingle, page)| (shingle.hash(), *page));
        Self::filed(&all, pages.len())
    }

    /// Files sorted shingles.
    fn filed(all: &[(Shingle, u32)], pages: usize) -> Self {
        let mut index = Self {
            runs: Vec::new(),
            postings: Vec::new(),
            starts: vec![0; pages + 1],
            shared: Vec::new(),
            unique: vec![0; pages],
        };
        for run in all.chunk_by(|a, b| a.0.hash() == b.0.hash()) {
            match run {
                [(shingle, page)] => index.unique[*page as usize] += u64::from(shingle.factor()),
                _ => index.add(run),
            }
        }
        index.turn_round();
        index
    }

    fn add(&mut self, run: &[(Shingle, u32)]) {
        let start = self.postings.len();
        let home = run
            .iter()
            .map(|(shingle, _)| shingle.place())
            .min()
            .unwrap_or(0);
        let posting = |(shingle, page): &(Shingle, u32)| Posting {
            of: *page,
            factor: at_home(*shingle, home),
        };
        self.postings.extend(run.iter().map(posting));
        self.runs.push(Run(start..self.postings.len()));
    }

    /// Lists the runs of each page.
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
        for (id, run) in (0_u32..).zip(&self.runs) {
            for posting in &self.postings[run.0.clone()] {
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

    /// How many shingles two or more pages have.
    pub(super) fn runs(&self) -> usize {
        self.runs.len()
    }

    /// The pages that have a shingle, in order.
    pub(super) fn pages_of(&self, run: usize) -> &[Posting] {
        &self.postings[self.runs[run].0.clone()]
    }

    /// The shared shingles of a page.
    pub(super) fn runs_of(&self, page: usize) -> &[Posting] {
        &self.shared[self.starts[page]..self.starts[page + 1]]
    }

    /// The sum of the factors of the shingles that the page alone has.
    pub(super) fn unique(&self, page: usize) -> u64 {
        self.unique[page]
    }
}
