//! Near-duplicate articles.

mod cluster;
mod compare;
mod copies;
mod crowd;
mod index;
mod kind;
mod near;
mod page;
mod score;
mod shingles;
mod vocabulary;
mod words;

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
}

impl Default for GroupOf {
    fn default() -> Self {
        Self {
            members: Vec::new(),
            kind: GroupKind::NearDuplicate,
            pairs: Vec::new(),
        }
    }
}

/// The groups found among some documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grouping {
    /// In the order of their first members. A document in none stands alone.
    pub groups: Vec<GroupOf>,
}

/// Groups documents. What comes out does not depend on their order or on the number of threads.
pub fn group(documents: &[Document<'_>]) -> Grouping {
    Copies::new(documents).grouping()
}

#[cfg(test)]
mod tests;
