//! Pages that belong together without being copies of each other: a digest and the stories that it
//! holds, a piece that recurs with new figures, stories with a passage in common.

use super::cluster::{Bar, clusters};
use super::compare::{self, Shared};
use super::page::Page;
use super::score::Pair;
use crate::report::GroupKind;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
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
    let passages: Vec<Passage> = others
        .par_iter()
        .filter_map(|pair| Passage::new(pages, pair))
        .collect();
    let mut all = Vec::new();
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

/// The part of a story that a digest must hold, and the most of a digest that one story may be.
const HELD: f32 = 0.4;
const OF_DIGEST: f32 = 0.65;
/// Words of a story before the passage that a digest has of it.
const BEFORE: f32 = 20.0;
/// Partners of a page that are looked at.
const PARTNERS: usize = 40;

/// Pages that hold the beginnings of two stories or more that have nothing else in common, with these.
/// What ties a digest to its stories does not make copies of them: the pairs lose their likeness.
pub(super) fn digests(pages: &[Page], pairs: &mut [Pair]) -> Vec<Related> {
    let links: FxHashMap<(u32, u32), usize> = pairs
        .iter()
        .enumerate()
        .filter(|(_, pair)| pair.kind.is_some())
        .map(|(at, pair)| ((pair.a, pair.b), at))
        .collect();
    let mut partners: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for pair in pairs
        .iter()
        .filter(|pair| pair.kind.is_some() && pair.containment >= HELD / 2.0)
    {
        partners.entry(pair.a).or_default().push(pair.b);
        partners.entry(pair.b).or_default().push(pair.a);
    }
    let link = |a: u32, b: u32| links.get(&(a.min(b), a.max(b))).copied();
    let candidates: Vec<(u32, Vec<u32>)> = partners
        .into_iter()
        .map(|(page, others)| {
            (
                page,
                others.into_iter().take(PARTNERS).collect::<Vec<u32>>(),
            )
        })
        .filter(|(_, others)| holds_strangers(others, link))
        .collect();
    let found: Vec<(Vec<usize>, Related)> = candidates
        .par_iter()
        .filter_map(|(page, others)| digest(pages, pairs, *page, others, &link))
        .collect();
    for at in found.iter().flat_map(|(tied, _)| tied) {
        pairs[*at].similarity = 0.0;
        pairs[*at].kind = Some(GroupKind::Digest);
    }
    found.into_iter().map(|(_, digest)| digest).collect()
}

/// Are there two among these that nothing ties?
fn holds_strangers(others: &[u32], link: impl Fn(u32, u32) -> Option<usize>) -> bool {
    let mut pairs = others
        .iter()
        .enumerate()
        .flat_map(|(at, a)| others.iter().skip(at + 1).map(move |b| (*a, *b)));
    pairs.any(|(a, b)| link(a, b).is_none())
}

/// The digest that a page is, if it is one, with the places of the pairs that tie it to its stories.
fn digest(
    pages: &[Page],
    pairs: &[Pair],
    page: u32,
    others: &[u32],
    link: &impl Fn(u32, u32) -> Option<usize>,
) -> Option<(Vec<usize>, Related)> {
    let mut held: Vec<(Range<usize>, u32, usize)> = Vec::new();
    for other in others {
        let at = link(page, *other)?;
        let passage = Passage::new(pages, &pairs[at]).filter(|passage| passage.verbatim >= COPIED);
        let Some((here, _, there)) = passage.map(|passage| passage.seen_from(page)) else {
            continue;
        };
        let (digest, story) = (&pages[page as usize], &pages[*other as usize]);
        let part = |page: &Page, words: Range<usize>| {
            page.weight(words) / page.weight(0..page.words.len()).max(1.0)
        };
        if part(digest, here.clone()) > OF_DIGEST {
            return None; // it is that story, whatever else it holds
        }
        if part(story, there.clone()) >= HELD && story.weight(0..there.start) <= BEFORE {
            held.push((here, *other, at));
        }
    }
    held.sort_by_key(|(here, other, _)| (here.start, *other));
    let mut stories: Vec<u32> = Vec::new();
    let mut end = 0;
    for (here, other, _) in &held {
        if here.start >= end && stories.iter().all(|story| link(*story, *other).is_none()) {
            end = here.end;
            stories.push(*other);
        }
    }
    if stories.len() < 2 {
        return None;
    }
    let mut members: Vec<u32> = held.iter().map(|(_, other, _)| *other).collect();
    members.push(page);
    members.sort_unstable();
    members.dedup();
    let tied: Vec<usize> = held.iter().map(|(_, _, at)| *at).collect();
    let pair = |at: &usize| Pair {
        similarity: pairs[*at].shared,
        kind: Some(GroupKind::Digest),
        ..pairs[*at]
    };
    let mut told: Vec<Pair> = tied.iter().map(pair).collect();
    told.sort_unstable_by_key(|pair| (pair.a, pair.b));
    let related = Related {
        kind: GroupKind::Digest,
        pages: members,
        pairs: told,
    };
    Some((tied, related))
}
