//! What is read out of one article by itself, before it is stored.
//!
//! It depends on the article alone, so that a store holds the same whatever came in before. What
//! other articles tell of it (its day, repeated passages) is found out anew in each comparison.

use super::index::{key, key_of_name};
use crate::Settings;
use crate::align;
use crate::article::{Article, Region, outside_story_with};
use crate::duplicate::{self, Document};
use crate::extract::Extractor;
use crate::report::{self, Published};
use xxhash_rust::xxh3::Xxh3;

/// What reads articles. A store that another reader filled is made anew by `rebuild`.
pub(super) const READER: &str = concat!("crosscheck ", env!("CARGO_PKG_VERSION"), " 1");

/// So many shingles of an article are filed, those with the least hashes: what is cut from an
/// article leaves the least of the rest where they are.
const SKETCH: usize = 24;

/// What was read out of an article.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) article: Article,
    /// See [`hash`].
    pub(super) hash: i64,
    pub(super) published: Published,
    pub(super) regions: Vec<Region>,
    pub(super) mentions: Vec<report::Mention>,
    /// Its names with their counts, in order.
    pub(super) names: Vec<(String, u32)>,
    pub(super) sketch: Sketch,
    /// The day on which it was added, where that was before.
    pub(super) added: Option<String>,
}

/// By what copies of an article are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    /// The same for articles with the same words.
    pub(super) words: i64,
    /// The keys of some of its shingles, in order.
    pub(super) shingles: Vec<i64>,
}

impl Prepared {
    pub(super) fn new(
        article: Article,
        hash: i64,
        extractor: &Extractor,
        settings: &Settings,
    ) -> Self {
        let alone = std::slice::from_ref(&article);
        let stories = extractor.read(
            alone,
            outside_story_with(alone, &settings.vocabulary.cues),
            settings.today,
        );
        let read = stories.first().map(|story| {
            let outside: Vec<_> = story.outside.iter().map(|r| r.range.clone()).collect();
            (
                story.published.clone(),
                story.outside.clone(),
                report::mentions(story, 0),
                names(align::names(story, extractor.grammar())),
                sketch(&story.article.text, &outside),
            )
        });
        drop(stories);
        let (published, regions, mentions, names, sketch) = read.unwrap_or_else(|| {
            let nothing = Published {
                start: None,
                end: None,
                basis: report::Basis::Unknown,
                why: String::new(),
            };
            (
                nothing,
                Vec::new(),
                Vec::new(),
                Vec::new(),
                Sketch::default(),
            )
        });
        Self {
            article,
            hash,
            published,
            regions,
            mentions,
            names,
            sketch,
            added: None,
        }
    }

    /// The keys of its names.
    pub(super) fn name_keys(&self) -> impl Iterator<Item = i64> {
        self.names.iter().map(|(name, _)| key_of_name(name))
    }
}

/// Names with the square roots of their counts as names with their counts, in order.
fn names<'n>(names: impl IntoIterator<Item = (&'n str, f64)>) -> Vec<(String, u32)> {
    let counted = names
        .into_iter()
        .map(|(name, root)| (name.to_owned(), (root * root).round() as u32));
    let mut all: Vec<(String, u32)> = counted.collect();
    all.sort_unstable();
    all
}

/// The sketch of a text without the stretches that are no part of its story.
pub(super) fn sketch(text: &str, outside: &[std::ops::Range<usize>]) -> Sketch {
    let document = Document {
        text,
        outside,
        date: None,
    };
    let (words, hashes) = duplicate::sketch(&document, SKETCH);
    let mut shingles: Vec<i64> = hashes.into_iter().map(key).collect();
    shingles.sort_unstable();
    shingles.dedup();
    Sketch {
        words: words as i64,
        shingles,
    }
}

/// The same for articles that are the same in all that was read of them, wherever they stood.
pub(super) fn hash(article: &Article) -> i64 {
    let mut hash = Xxh3::new();
    let mut add = |part: &str| {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    };
    add(&article.text);
    let fields = [
        &article.title,
        &article.outlet,
        &article.section,
        &article.url,
    ];
    for field in fields {
        add(field.as_deref().unwrap_or("\u{0}"));
    }
    for date in &article.dates {
        add(&date.text);
        add(&date.place);
    }
    hash.update(&(article.front_matter.end as u64).to_le_bytes());
    hash.digest() as i64
}
