//! Pages that belong together without being copies of each other: a digest and the stories that it
//! holds, a piece that recurs with new figures, stories with a passage in common.

use super::cluster::{Bar, clusters};
use super::compare::{self, Shared};
use super::page::Page;
use super::score::Pair;
use crate::report::GroupKind;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// Pages that belong together.
#[derive(Debug)]
pub(super) struct Related {
    pub(super) kind: GroupKind,
    /// In order.
    pub(super) pages: Vec<u32>,
    pub(super) pairs: Vec<Pair>,
}

/// What brings related pages together.
const BAR: Bar = Bar {
    pair: 0.1,
    average: 0.07,
};
/// The weight of a passage from which it is worth telling that two stories share it.
const PASSAGE: f32 = 30.0;

/// The part of a passage that must be the same for it to be copied and not a form filled in.
const COPIED: f32 = 0.8;

/// Groups of related pages. `group` names the group of copies of each page.
pub(super) fn related(pages: &[Page], pairs: &[Pair], group: &[u32]) -> Vec<Related> {
    let apart = |pair: &&Pair| group[pair.a as usize] != group[pair.b as usize];
    let looked_at = pairs
        .iter()
        .filter(|pair| pair.kind.is_some())
        .filter(apart);
    let (forms, others): (Vec<&Pair>, Vec<&Pair>) =
        looked_at.partition(|pair| pair.kind == Some(GroupKind::Template));
    let mut passages: Vec<Passage> = others
        .par_iter()
        .filter_map(|pair| Passage::new(pages, pair))
        .collect();
    let mut all = digests(pages, group, &mut passages);
    let (copied, filled_in): (Vec<&Passage>, Vec<&Passage>) = passages
        .iter()
        .partition(|passage| passage.verbatim >= COPIED);
    let forms = forms
        .into_iter()
        .chain(filled_in.iter().map(|passage| &passage.pair));
    all.extend(brought_together(forms, GroupKind::Template));
    let copied = copied.iter().map(|passage| &passage.pair);
    all.extend(brought_together(copied, GroupKind::SharedPassage));
    all
}

/// Groups of pairs that are alike on average.
fn brought_together<'a>(pairs: impl Iterator<Item = &'a Pair>, kind: GroupKind) -> Vec<Related> {
    let pairs: Vec<Pair> = pairs
        .map(|pair| Pair {
            similarity: pair.shared,
            kind: Some(kind),
            ..*pair
        })
        .collect();
    let mut pages: Vec<u32> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    pages.sort_unstable();
    pages.dedup();
    let place = |page: u32| pages.binary_search(&page).unwrap_or(0) as u32;
    let numbered: Vec<Pair> = pairs
        .iter()
        .map(|pair| Pair {
            a: place(pair.a),
            b: place(pair.b),
            ..*pair
        })
        .collect();
    let names = clusters(pages.len(), &numbered, BAR);
    let mut found: BTreeMap<u32, Related> = BTreeMap::new();
    let empty = || Related {
        kind,
        pages: Vec::new(),
        pairs: Vec::new(),
    };
    for (page, name) in pages.iter().zip(&names) {
        found.entry(*name).or_insert_with(empty).pages.push(*page);
    }
    for (pair, numbered) in pairs.iter().zip(&numbered) {
        let name = names[numbered.a as usize];
        if name == names[numbered.b as usize] {
            found.entry(name).or_insert_with(empty).pairs.push(*pair);
        }
    }
    found
        .into_values()
        .filter(|one| one.pages.len() > 1)
        .collect()
}

/// Two pages of different groups with a passage in common.
#[derive(Debug, Clone)]
struct Passage {
    pair: Pair,
    /// Its words in the one page and in the other.
    a: Range<usize>,
    b: Range<usize>,
    /// The part of it that is the same in both.
    verbatim: f32,
}

impl Passage {
    /// The longest passage that a pair shares, small changes included, if it is worth telling.
    fn new(pages: &[Page], pair: &Pair) -> Option<Self> {
        let (a, b) = (&pages[pair.a as usize], &pages[pair.b as usize]);
        let shared = compare::shared(&a.words, &b.words);
        let longest = joined(&shared)
            .into_iter()
            .max_by(|x, y| a.weight(x.a.clone()).total_cmp(&a.weight(y.a.clone())))?;
        let weight = a.weight(longest.a.clone()).min(b.weight(longest.b.clone()));
        let same = shared
            .iter()
            .map(|s| s.a.clone())
            .filter(|range| longest.a.start <= range.start && range.end <= longest.a.end);
        let same: f32 = same.map(|range| a.weight(range)).sum();
        (weight >= PASSAGE).then_some(Self {
            pair: *pair,
            verbatim: same / a.weight(longest.a.clone()).max(1.0),
            a: longest.a,
            b: longest.b,
        })
    }

    /// The words of the passage in page `page`, and the other page with its words.
    fn seen_from(&self, page: u32) -> (Range<usize>, u32, Range<usize>) {
        if page == self.pair.a {
            (self.a.clone(), self.pair.b, self.b.clone())
        } else {
            (self.b.clone(), self.pair.a, self.a.clone())
        }
    }
}

/// Shared stretches joined across the small changes between them.
fn joined(shared: &[Shared]) -> Vec<Shared> {
    let mut out: Vec<Shared> = Vec::new();
    for stretch in shared {
        let goes_on = |last: &&mut Shared| {
            compare::change(last.a.end, stretch.a.start).is_some()
                && compare::change(last.b.end, stretch.b.start).is_some()
        };
        match out.last_mut().filter(goes_on) {
            Some(last) => (last.a.end, last.b.end) = (stretch.a.end, stretch.b.end),
            None => out.push(stretch.clone()),
        }
    }
    out
}

/// The part of a story that a digest must hold.
const HELD: f32 = 0.25;

/// Pages that hold the beginnings of two stories or more, with these; their passages are taken out.
fn digests(pages: &[Page], group: &[u32], passages: &mut Vec<Passage>) -> Vec<Related> {
    let mut by_page: BTreeMap<u32, Vec<&Passage>> = BTreeMap::new();
    for passage in passages.iter() {
        for page in [passage.pair.a, passage.pair.b] {
            by_page.entry(page).or_default().push(passage);
        }
    }
    let found: Vec<Related> = by_page
        .into_iter()
        .filter_map(|(page, passages)| digest(pages, group, page, &passages))
        .collect();
    let taken: FxHashSet<(u32, u32)> = found
        .iter()
        .flat_map(|digest| &digest.pairs)
        .map(|pair| (pair.a, pair.b))
        .collect();
    passages.retain(|passage| !taken.contains(&(passage.pair.a, passage.pair.b)));
    found
}

/// The digest that a page is, if it is one.
fn digest(pages: &[Page], group: &[u32], page: u32, passages: &[&Passage]) -> Option<Related> {
    let mut held: Vec<(Range<usize>, &Passage, u32)> = Vec::new();
    for passage in passages {
        let (here, other, there) = passage.seen_from(page);
        let story = &pages[other as usize];
        let whole = story.weight(0..story.words.len()).max(1.0);
        if passage.verbatim >= COPIED && story.weight(there) >= HELD * whole {
            held.push((here, passage, other));
        }
    }
    held.sort_by_key(|(here, _, other)| (here.start, *other));
    let mut stories: FxHashMap<u32, Range<usize>> = FxHashMap::default();
    let mut end = 0;
    for (here, _, other) in &held {
        let name = group[*other as usize];
        if here.start >= end && !stories.contains_key(&name) {
            end = here.end;
            stories.insert(name, here.clone());
        }
    }
    if stories.len() < 2 {
        return None;
    }
    held.retain(|(_, _, other)| stories.contains_key(&group[*other as usize]));
    let mut members: Vec<u32> = held.iter().map(|(_, _, other)| *other).collect();
    members.push(page);
    members.sort_unstable();
    members.dedup();
    let pair = |passage: &Passage| Pair {
        similarity: passage.pair.shared,
        kind: Some(GroupKind::Digest),
        ..passage.pair
    };
    let mut pairs: Vec<Pair> = held.iter().map(|(_, passage, _)| pair(passage)).collect();
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    Some(Related {
        kind: GroupKind::Digest,
        pages: members,
        pairs,
    })
}
