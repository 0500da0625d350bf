//! How alike two pages are: the weight of the shingles that both have over the balanced weight of
//! the two.

use super::index::Index;
use crate::report::GroupKind;
use rayon::prelude::*;

/// A shingle that more pages or stories than this have tells nothing of either.
pub(super) const TOO_COMMON: usize = 200;
/// A story that many carry makes long lists of pages. They are kept up to this length if they are of
/// no more than a few stories; all others would only make work.
const TOO_MANY_PAGES: usize = 1_000;
const FEW_STORIES: usize = 10;
/// Pages of the collection that the given pages are taken to be drawn from, at the least: a handful
/// of articles cannot say by itself which shingles are rare.
const BACKGROUND: f32 = 20_000.0;
/// How much the lighter page counts in the balance: 1 would be containment, 0.5 is the cosine.
pub(super) const LIGHTER: f32 = 0.6;
/// Pairs less alike than this are not told of.
pub(super) const FLOOR: f32 = 0.03;
/// What two pages must have in common before they are compared at all: four shingles that count in
/// full, or a great many that hardly count.
const FEWEST: u32 = 4 * 255;

/// Two pages that have something in common, the first before the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) a: u32,
    pub(super) b: u32,
    /// Common weight over the balanced weight of the two, 0 to 1.
    pub(super) similarity: f32,
    /// The same before the pair was looked at side by side.
    pub(super) shared: f32,
    /// Common weight over the weight of the lighter, 0 to 1.
    pub(super) containment: f32,
    /// What ties the two, once they have been looked at side by side.
    pub(super) kind: Option<GroupKind>,
}

/// Whether shingles that a page alone has are a part of its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unique {
    /// They are.
    Counts,
    /// They are taken to be misread.
    IsNoise,
}

/// What each shingle of an index weighs, and each page.
#[derive(Debug)]
pub(super) struct Weights {
    /// By block, what each of its shingles weighs.
    pub(super) blocks: Vec<f32>,
    /// By page.
    pub(super) pages: Vec<f32>,
}

impl Weights {
    /// Weights from the number of pages or, where `story_of` tells the story of each page, of
    /// stories that have a shingle.
    pub(super) fn new(index: &Index, story_of: Option<&[u32]>, unique: Unique) -> Self {
        let scale = (index.pages() as f32).max(BACKGROUND);
        let weigh = |count: usize| (scale / count as f32).ln().powi(2) / 255.0;
        let weigh_block = |seen: &mut Vec<u32>, block| match (
            index.pages_of(block).len(),
            count(index, block, story_of, seen),
        ) {
            (TOO_MANY_PAGES.., _) => 0.0,
            (TOO_COMMON.., FEW_STORIES..) => 0.0,
            (_, count) => weigh(count),
        };
        let blocks: Vec<f32> = (0..index.blocks())
            .into_par_iter()
            .map_init(Vec::new, weigh_block)
            .collect();
        let unique = if unique == Unique::Counts {
            weigh(1)
        } else {
            0.0
        };
        let pages = (0..index.pages())
            .into_par_iter()
            .map(|page| index.unique(page) as f32 * unique + shared_weight(index, page, &blocks))
            .collect();
        Self { blocks, pages }
    }
}

fn shared_weight(index: &Index, page: usize, blocks: &[f32]) -> f32 {
    index
        .blocks_of(page)
        .iter()
        .map(|block| blocks[block.of as usize] * block.factor as f32)
        .sum()
}

/// The pages, or the stories among them, that have a block of shingles. `seen` is room to count in.
fn count(index: &Index, block: usize, story_of: Option<&[u32]>, seen: &mut Vec<u32>) -> usize {
    let pages = index.pages_of(block);
    let Some(story_of) = story_of.filter(|_| pages.len() <= TOO_MANY_PAGES) else {
        return pages.len();
    };
    seen.clear();
    seen.extend(pages.iter().map(|page| story_of[page.of as usize]));
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

/// All pairs of pages that are alike at least as much as [`FLOOR`], in order; one shingle in `sampled`
/// was filed.
pub(super) fn pairs(index: &Index, weights: &Weights, sampled: u32) -> Vec<Pair> {
    (0..index.pages())
        .into_par_iter()
        .map_init(
            || Tally::new(index.pages(), FEWEST / sampled),
            |tally, page| tally.pairs_of(index, weights, page),
        )
        .flatten_iter()
        .collect()
}

/// What the page at hand has in common with each page before it.
struct Tally {
    /// By page, the common weight and the factors.
    common: Vec<(f32, u32)>,
    touched: Vec<u32>,
    /// Factors that two pages must have in common at the least.
    fewest: u32,
}

impl Tally {
    fn new(pages: usize, fewest: u32) -> Self {
        Self {
            common: vec![(0.0, 0); pages],
            touched: Vec::new(),
            fewest,
        }
    }

    fn pairs_of(&mut self, index: &Index, weights: &Weights, page: usize) -> Vec<Pair> {
        for block in index.blocks_of(page) {
            let weight = weights.blocks[block.of as usize];
            if weight > 0.0 {
                self.add(index, block.of as usize, weight, block.factor, page);
            }
        }
        self.touched.sort_unstable();
        let touched = std::mem::take(&mut self.touched);
        let pairs = touched
            .iter()
            .filter_map(|other| self.take(weights, *other, page as u32))
            .collect();
        self.touched = touched;
        self.touched.clear();
        pairs
    }

    /// Adds a block of `page` to all pages before it that have it too.
    fn add(&mut self, index: &Index, block: usize, weight: f32, factor: u32, page: usize) {
        for other in index
            .pages_of(block)
            .iter()
            .take_while(|other| (other.of as usize) < page)
        {
            let common = &mut self.common[other.of as usize];
            if common.1 == 0 {
                self.touched.push(other.of);
            }
            let factor = factor.min(other.factor);
            common.0 += weight * factor as f32;
            common.1 += factor;
        }
    }

    /// The pair, if it is worth telling; what was tallied for it is cleared.
    fn take(&mut self, weights: &Weights, a: u32, b: u32) -> Option<Pair> {
        let (common, factors) = std::mem::take(&mut self.common[a as usize]);
        let (one, two) = (weights.pages[a as usize], weights.pages[b as usize]);
        let (lighter, heavier) = (one.min(two), one.max(two));
        if factors < self.fewest || common < FLOOR * lighter {
            return None;
        }
        let similarity = common / (lighter.powf(LIGHTER) * heavier.powf(1.0 - LIGHTER));
        let pair = Pair {
            a,
            b,
            similarity: similarity.min(1.0),
            shared: similarity.min(1.0),
            containment: (common / lighter).min(1.0),
            kind: None,
        };
        (similarity >= FLOOR).then_some(pair)
    }
}
