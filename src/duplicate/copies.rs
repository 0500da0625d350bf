//! Documents with the same words count as one page while pages are compared, however many they are.

use super::compare;
use super::near::{self, Near};
use super::page::Page;
use super::related::Related;
use super::score::Pair;
use super::{Document, GroupOf, GroupedPair, Grouping, Options, kind};
use crate::report::GroupKind;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Documents with fewer words than this are in no group.
const FEWEST: usize = 5;

/// The different pages among some documents.
pub(super) struct Copies {
    /// In the order of their sketches and keys, so that the documents' order does not matter.
    pages: Vec<Page>,
    /// By page, the documents that have its words; the first stands for all.
    of: Vec<Vec<usize>>,
    /// One shingle in so many is filed.
    sampled: u32,
}

/// Of how many shingles one is filed, so that the memory stays within what the options allow.
fn sampled(documents: &[Document<'_>], options: &Options) -> u32 {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let times = bytes.div_ceil(options.exact_bytes.max(1)).max(1);
    u32::try_from(times)
        .unwrap_or(1 << 16)
        .min(1 << 16)
        .next_power_of_two()
}

impl Copies {
    pub(super) fn new(documents: &[Document<'_>], options: &Options) -> Self {
        let sampled = sampled(documents, options);
        let mut read: Vec<(Page, usize)> = documents
            .par_iter()
            .enumerate()
            .map(|(i, document)| (Page::new(document, sampled), i))
            .collect();
        read.retain(|(page, _)| page.words.len() >= FEWEST);
        let order = |i: usize| (documents[i].date, documents[i].text, i);
        read.par_sort_unstable_by(|(p, i), (q, j)| {
            (p.sketch, p.key)
                .cmp(&(q.sketch, q.key))
                .then_with(|| order(*i).cmp(&order(*j)))
        });
        let mut copies = Self {
            pages: Vec::new(),
            of: Vec::new(),
            sampled,
        };
        for (page, document) in read {
            copies.add(page, document);
        }
        copies
    }

    fn add(&mut self, page: Page, document: usize) {
        match (self.pages.last(), self.of.last_mut()) {
            (Some(last), Some(of)) if last.key == page.key => of.push(document),
            _ => {
                self.pages.push(page);
                self.of.push(vec![document]);
            }
        }
    }

    /// Groups the documents.
    pub(super) fn grouping(mut self, options: &Options) -> Grouping {
        let near = near::groups(&mut self.pages, self.sampled, options);
        let mut groups: FxHashMap<u32, GroupOf> = FxHashMap::default();
        let mut sizes = vec![0_usize; self.of.len()];
        for (of, name) in self.of.iter().zip(&near.group) {
            sizes[*name as usize] += of.len();
        }
        for (of, name) in self.of.iter().zip(&near.group) {
            if sizes[*name as usize] > 1 {
                groups.entry(*name).or_default().take_in(of);
            }
        }
        for (pair, name) in self.pairs(&near) {
            groups.entry(name).or_default().pairs.push(pair);
        }
        let mut groups: Vec<GroupOf> = groups
            .into_values()
            .filter(|group| group.members.len() > 1)
            .collect();
        groups.par_iter_mut().for_each(GroupOf::settle);
        groups.sort_unstable_by(|x, y| x.members.cmp(&y.members));
        let mut related: Vec<GroupOf> = near.related.iter().map(|one| self.related(one)).collect();
        related.sort_unstable_by(|x, y| x.members.cmp(&y.members));
        groups.extend(related);
        // Giving back so many small pieces of memory takes a while.
        self.pages.into_par_iter().for_each(drop);
        Grouping {
            groups,
            sampled: self.sampled,
        }
    }

    /// Related pages as documents: of documents with the same words, the first.
    fn related(&self, related: &Related) -> GroupOf {
        let document = |page: &u32| self.of.get(*page as usize)?.first().copied();
        let mut members: Vec<usize> = related.pages.iter().filter_map(document).collect();
        members.sort_unstable();
        let pairs = related
            .pairs
            .iter()
            .filter_map(|pair| self.pair(pair, related.kind));
        let mut pairs: Vec<GroupedPair> = pairs.collect();
        pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        GroupOf {
            members,
            kind: related.kind,
            pairs,
            ..GroupOf::default()
        }
    }

    /// The pairs of different pages as pairs of documents, each with the name of its group.
    fn pairs(&self, near: &Near) -> Vec<(GroupedPair, u32)> {
        let named = |pair: &Pair| {
            let kind = match pair.kind {
                Some(kind) if kind.is_copy() => kind,
                _ => self.kind(pair)?,
            };
            Some((self.pair(pair, kind)?, *near.group.get(pair.a as usize)?))
        };
        near.pairs.par_iter().filter_map(named).collect()
    }

    /// A pair of pages as a pair of documents.
    fn pair(&self, pair: &Pair, kind: GroupKind) -> Option<GroupedPair> {
        let (a, b) = (pair.a as usize, pair.b as usize);
        let (one, two) = (*self.of.get(a)?.first()?, *self.of.get(b)?.first()?);
        Some(GroupedPair {
            a: one.min(two),
            b: one.max(two),
            similarity: f64::from(pair.similarity),
            containment: f64::from(pair.containment),
            kind,
            passages: Vec::new(),
            changed: Vec::new(),
        })
    }

    /// What ties two copies that have not been looked at side by side.
    fn kind(&self, pair: &Pair) -> Option<GroupKind> {
        let a = self.pages.get(pair.a as usize)?;
        let b = self.pages.get(pair.b as usize)?;
        Some(kind::of_pair(a, b, &compare::shared(&a.words, &b.words)))
    }
}

impl GroupOf {
    /// Takes in documents with the same words.
    fn take_in(&mut self, copies: &[usize]) {
        self.members.extend(copies);
        let Some((first, others)) = copies.split_first() else {
            return;
        };
        self.pairs.extend(others.iter().map(|other| GroupedPair {
            a: *first.min(other),
            b: *first.max(other),
            similarity: 1.0,
            containment: 1.0,
            kind: GroupKind::Verbatim,
            passages: Vec::new(),
            changed: Vec::new(),
        }));
    }

    /// Puts all in order and says what ties the group.
    fn settle(&mut self) {
        self.members.sort_unstable();
        self.pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        self.kind = kind::of_group(&self.pairs);
    }
}
