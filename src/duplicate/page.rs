//! A document as it is compared.

use super::shingles::{self, Shingle};
use super::vocabulary;
use super::{Document, words};
use jiff::civil::Date;
use xxhash_rust::xxh3::Xxh3;

/// Words in a shingle. Five in a row are seldom the same by chance.
const LENGTH: usize = 5;

/// What is kept of a document while it is compared.
#[derive(Debug)]
pub(super) struct Page {
    /// The same for pages with the same words.
    pub(super) key: u128,
    /// Mostly the same for copies, so that they come to stand side by side.
    pub(super) sketch: u64,
    /// The day on which it was published, counted from some day.
    pub(super) day: Option<i32>,
    /// Its words as numbers; odd for figures.
    pub(super) words: Vec<u32>,
    /// Which of them start with a small letter, and so are hardly names.
    pub(super) small: Vec<bool>,
    /// How much each word counts, 0 to 255.
    pub(super) factors: Vec<u8>,
    /// Its shingles in the order of the text.
    pub(super) shingles: Vec<Shingle>,
}

impl Page {
    pub(super) fn new(document: &Document<'_>, sampled: u32) -> Self {
        let words = words::words(document.text, document.outside);
        let factors = words::factors(&words);
        let ids = vocabulary::ids(&words);
        let mut hasher = Xxh3::new();
        words
            .iter()
            .for_each(|word| hasher.update(&word.hash.to_le_bytes()));
        let mut shingles = shingles(&ids, &factors);
        let sketch = sketch(&shingles);
        if sampled > 1 {
            shingles.retain(|shingle| shingle.is_sampled(sampled));
            shingles.shrink_to_fit();
        }
        Self {
            sketch,
            key: hasher.digest128(),
            day: document.date.map(day),
            small: words.iter().map(|word| word.small).collect(),
            shingles,
            words: ids,
            factors,
        }
    }

    /// What the words in a range count together, in words that count in full.
    pub(super) fn weight(&self, words: std::ops::Range<usize>) -> f32 {
        let sum: u32 = self
            .factors
            .get(words)
            .unwrap_or_default()
            .iter()
            .map(|factor| u32::from(*factor))
            .sum();
        sum as f32 / 255.0
    }
}

/// The least hash among the shingles at the top of the story, where copies are seldom cut.
fn sketch(shingles: &[Shingle]) -> u64 {
    const TOP: usize = 64;
    const STORY: u8 = 128;
    let story = shingles.iter().filter(|shingle| shingle.factor() >= STORY);
    let hashes = story.take(TOP).map(|shingle| shingle.hash());
    hashes.min().unwrap_or(u64::MAX)
}

/// A day as a number.
fn day(date: Date) -> i32 {
    const HOURS: i64 = 24;
    (date.duration_since(Date::ZERO).as_hours() / HOURS) as i32
}

/// The shingles of a page with these words.
pub(super) fn shingles(words: &[u32], factors: &[u8]) -> Vec<Shingle> {
    shingles::shingles(words, factors, LENGTH).collect()
}
