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

    fn bucket(self) -> usize {
        (self.0 >> 122) as usize
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
        let buckets: Vec<Bucket> = partitioned(pages)
            .into_par_iter()
            .map(Bucket::new)
            .collect();
        Self::filed(&buckets, unique)
    }

    /// Files buckets of sorted entries.
    fn filed(buckets: &[Bucket], unique: Vec<u64>) -> Self {
        let mut index = Self {
            blocks: Vec::new(),
            postings: Vec::new(),
            starts: vec![0; unique.len() + 1],
            shared: Vec::new(),
            unique,
        };
        for (page, factor) in buckets.iter().flat_map(|bucket| &bucket.alone) {
            index.unique[*page as usize] += u64::from(*factor);
        }
        let mut runs: Vec<Run> = (0_u32..)
            .zip(buckets)
            .flat_map(|(number, bucket)| {
                bucket.runs.iter().map(move |run| Run {
                    bucket: number,
                    ..*run
                })
            })
            .collect();
        runs.par_sort_unstable();
        let parts: Vec<Blocks> = apart(&runs)
            .into_par_iter()
            .map(|runs| Blocks::new(runs, buckets))
            .collect();
        for part in parts {
            index.add(part);
        }
        index.turn_round();
        index
    }

    /// Adds blocks.
    fn add(&mut self, part: Blocks) {
        let start = self.postings.len();
        self.postings.extend(part.postings);
        self.blocks
            .extend(part.blocks.into_iter().map(|block| Block {
                pages: block.pages.start + start..block.pages.end + start,
                ..block
            }));
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

/// In so many parts the entries are sorted, by the first bits of their hashes.
const BUCKETS: usize = 64;

/// The entries of all pages, bucket by bucket, in lists that are yet to be brought together. `pages`
/// are left empty.
fn partitioned(pages: &mut [Vec<Shingle>]) -> Vec<Vec<Vec<Entry>>> {
    const FEWEST_PAGES: usize = 1_024;
    let part = (pages.len() / rayon::current_num_threads() + 1).max(FEWEST_PAGES);
    let file = |(number, pages): (usize, &mut [Vec<Shingle>])| {
        let mut buckets = vec![Vec::new(); BUCKETS];
        for (page, shingles) in (number * part..).zip(pages) {
            for shingle in std::mem::take(shingles) {
                let entry = Entry::new(shingle, page as u32);
                buckets[entry.bucket()].push(entry);
            }
        }
        buckets
    };
    let parts: Vec<Vec<Vec<Entry>>> = pages.par_chunks_mut(part).enumerate().map(file).collect();
    let mut buckets = vec![Vec::new(); BUCKETS];
    for part in parts {
        for (bucket, entries) in buckets.iter_mut().zip(part) {
            bucket.push(entries);
        }
    }
    buckets
}

/// Sorted entries and the runs of one hash among them.
#[derive(Debug)]
struct Bucket {
    entries: Vec<Entry>,
    runs: Vec<Run>,
    /// Pages and factors of shingles that stand in one page after all.
    alone: Vec<(u32, u8)>,
}

impl Bucket {
    fn new(lists: Vec<Vec<Entry>>) -> Self {
        let mut entries = lists
            .into_iter()
            .reduce(|mut all, more| {
                all.extend(more);
                all
            })
            .unwrap_or_default();
        entries.sort_unstable();
        // A shingle that a page repeats counts once, where it counts most.
        entries.dedup_by_key(|entry| (entry.hash(), entry.page()));
        entries.shrink_to_fit();
        let (mut runs, mut alone, mut start) = (Vec::new(), Vec::new(), 0);
        for run in entries.chunk_by(|a, b| a.hash() == b.hash()) {
            match run {
                [one] => alone.push((one.page(), one.factor())),
                _ => runs.push(Run::new(start, run)),
            }
            start += run.len();
        }
        Self {
            entries,
            runs,
            alone,
        }
    }
}

/// The entries of one shingle, to be brought together with those that have the same pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    /// The same for runs with the same pages, and hardly ever for others.
    signature: u64,
    bucket: u32,
    start: u32,
    length: u32,
}

impl Run {
    fn new(start: usize, entries: &[Entry]) -> Self {
        let mut hasher = Xxh3::new();
        for entry in entries {
            hasher.update(&entry.page().to_le_bytes());
        }
        Self {
            signature: hasher.digest(),
            bucket: 0,
            start: start as u32,
            length: entries.len() as u32,
        }
    }

    fn entries(self, buckets: &[Bucket]) -> &[Entry] {
        let start = self.start as usize;
        &buckets[self.bucket as usize].entries[start..start + self.length as usize]
    }

    fn pages(self, buckets: &[Bucket]) -> impl Iterator<Item = u32> {
        self.entries(buckets).iter().map(|entry| entry.page())
    }
}

/// Sorted runs in some parts, none of which cuts runs of one signature.
fn apart(runs: &[Run]) -> Vec<&[Run]> {
    let mut parts = Vec::new();
    let mut rest = runs;
    while !rest.is_empty() {
        let next = rest.get(runs.len() / BUCKETS).map_or(rest.len(), |run| {
            rest.partition_point(|other| other.signature <= run.signature)
        });
        let (part, others) = rest.split_at(next);
        parts.push(part);
        rest = others;
    }
    parts
}

/// Some blocks with their pages.
#[derive(Debug, Default)]
struct Blocks {
    blocks: Vec<Block>,
    postings: Vec<Posting>,
}

impl Blocks {
    /// The blocks of sorted runs.
    fn new(runs: &[Run], buckets: &[Bucket]) -> Self {
        let mut blocks = Self::default();
        let same =
            |a: &Run, b: &Run| a.signature == b.signature && a.pages(buckets).eq(b.pages(buckets));
        for runs in runs.chunk_by(same) {
            blocks.add(runs, buckets);
        }
        blocks
    }

    fn add(&mut self, runs: &[Run], buckets: &[Bucket]) {
        let Some(first) = runs.first() else { return };
        let start = self.postings.len();
        let posting = |page| Posting {
            of: page,
            factor: 0,
        };
        self.postings.extend(first.pages(buckets).map(posting));
        for run in runs {
            let entries = run.entries(buckets);
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
}
