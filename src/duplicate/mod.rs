//! Near-duplicate articles.
//!
//! News copies are cut from the end, given a new lead, and wrapped in each outlet's appeals and
//! teasers, so counting what two pages have in common says little. Here every run of five words
//! weighs as much as it is rare, less where it stands in boilerplate (`cues.txt`, `openers.txt`),
//! far down the page, or lower than in the page where the passage is at home. Pairs that have
//! enough in common are read side by side: a form filled in with other names and figures is no copy,
//! and neither are pages that begin with other stories and share a passage below. Groups grow from
//! the most alike pair on, and only while their pages are alike on average, so that digests do not
//! chain stories. Badly read pages (scans) are compared by runs of two words.
//!
//! ```
//! use crosscheck::duplicate::{Document, group};
//!
//! let wire = "Three climbers were rescued on Sunday from the north face of Mount Arden after two nights \
//!             in a snow hole, mountain police said. Rescuers lowered them to a hut at 2,900 metres.";
//! let cut = "Three climbers were rescued on Sunday from the north face of Mount Arden after two nights \
//!            in a snow hole, mountain police said.";
//! let other = "Mountain police said on Monday that the hut at Mount Arden would stay closed for a week.";
//! let documents = [wire, other, cut].map(|text| Document { text, outside: &[], date: None });
//! let groups = group(&documents).groups;
//! assert_eq!(groups.len(), 1);
//! assert_eq!(groups[0].members, [0, 2]);
//! ```

mod align;
mod cluster;
mod compare;
mod copies;
mod crowd;
mod follow;
mod index;
mod kind;
mod look;
mod near;
mod page;
mod related;
mod repeated;
mod scanned;
mod score;
mod shingles;
mod trace;
mod vocabulary;
mod words;

pub(crate) use align::aligned;
pub use trace::{ChangedFigure, Credit, Figure, First, trace};

use crate::report::GroupKind;
use copies::Copies;
use std::ops::Range;

/// An article to be grouped.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its text.
    pub text: &'a str,
    /// Stretches of `text` that are known to be no part of the story, in order.
    pub outside: &'a [Range<usize>],
    /// The day on which it was published, where that is known.
    pub date: Option<jiff::civil::Date>,
}

/// Two members of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupedPair {
    /// The one, by its place among the documents; less than `b`.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Weight of the shingles that both have over the balanced weight of the two, 0 to 1.
    pub similarity: f64,
    /// Weight of the shingles that both have over the weight of the lighter one, 0 to 1.
    pub containment: f64,
    /// What ties the two.
    pub kind: GroupKind,
    /// The longer passages that both have, once [`trace()`] has looked.
    pub passages: Vec<Passage>,
    /// Figures that stand in the same place and differ, once [`trace()`] has looked.
    pub changed: Vec<ChangedFigure>,
}

/// Documents that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupOf {
    /// Its members by their place among the documents, in order.
    pub members: Vec<usize>,
    /// What ties them.
    pub kind: GroupKind,
    /// The pairs that were compared and found alike, in order.
    pub pairs: Vec<GroupedPair>,
    /// Whom the members credit, once [`trace()`] has looked.
    pub credits: Vec<Credit>,
    /// Which came first, where that can be told, once [`trace()`] has looked.
    pub first: Option<First>,
}

impl Default for GroupOf {
    fn default() -> Self {
        Self {
            members: Vec::new(),
            kind: GroupKind::NearDuplicate,
            pairs: Vec::new(),
            credits: Vec::new(),
            first: None,
        }
    }
}

/// The groups found among some documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grouping {
    /// In the order of their first members. A document in none stands alone.
    pub groups: Vec<GroupOf>,
    /// One shingle in so many was filed, a power of two; 1 = all. See [`Options::exact_bytes`].
    pub sampled: u32,
}

impl Grouping {
    /// The pairs of documents that are copies of each other and were found alike, the lower place
    /// first.
    pub fn copied_pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let copies = self.groups.iter().filter(|group| group.kind.is_copy());
        let pairs = copies.flat_map(|group| &group.pairs);
        pairs.map(|pair| (pair.a, pair.b))
    }
}

/// How documents are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Up to so many bytes of text every shingle is filed, for which some ten bytes of memory a byte
    /// of text are enough; of more text so many in place of all that the same memory does.
    pub exact_bytes: usize,
    /// Take every document for badly read by a machine, not only those whose words nobody else has.
    pub scanned: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            exact_bytes: 2 << 30,
            scanned: false,
        }
    }
}

/// Groups near-duplicates by the default options. See [`group_with()`].
pub fn group(documents: &[Document<'_>]) -> Grouping {
    group_with(documents, &Options::default())
}

/// Groups near-duplicates. What comes out does not depend on the documents' order or on the number of
/// threads. Documents of fewer than five words are in no group; documents with the same words,
/// whatever their case and punctuation, always are. In a group of documents with the same words only
/// the pairs with one of them are listed, which stands for all in the other pairs.
pub fn group_with(documents: &[Document<'_>], options: &Options) -> Grouping {
    Copies::new(documents, options).grouping(options)
}

/// A passage that two articles share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its bytes in the one article.
    pub a: Range<usize>,
    /// Its bytes in the other.
    pub b: Range<usize>,
}

/// The passages of at least `words` words (three or more) that two documents share, but for case and
/// punctuation, in the order of the first.
pub fn passages(a: &Document<'_>, b: &Document<'_>, words: usize) -> Vec<Passage> {
    let (a, b) = (
        words::words(a.text, a.outside),
        words::words(b.text, b.outside),
    );
    let shared = compare::shared(&vocabulary::ids(&a), &vocabulary::ids(&b));
    let long = shared
        .into_iter()
        .filter(|stretch| stretch.a.len() >= words);
    long.filter_map(|stretch| {
        Some(Passage {
            a: bytes(a.get(stretch.a)?)?,
            b: bytes(b.get(stretch.b)?)?,
        })
    })
    .collect()
}

/// A hash of the words of a document, the same for documents with the same words, and hashes of some
/// of its runs of words: those `most` with the least hashes among the runs that tell the story.
pub(crate) fn sketch(document: &Document<'_>, most: usize) -> (u64, Vec<u64>) {
    const STORY: u8 = 64;
    let page = page::Page::new(document, 1);
    let telling = page.shingles.iter().filter(|s| s.factor() >= STORY);
    let mut hashes: Vec<u64> = telling.map(|shingle| shingle.hash()).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(most);
    (page.key as u64, hashes)
}

/// The bytes that a run of words covers; `None` for no words.
fn bytes(words: &[words::Word]) -> Option<Range<usize>> {
    Some(words.first()?.start as usize..words.last()?.end as usize)
}

#[cfg(test)]
mod tests;
