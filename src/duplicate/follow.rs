//! Copies that begin alike and lie within a longer one follow that one wherever it goes: they need no
//! place in the index, so that a collection in which every story is told five times costs little more
//! than one of stories told once.

use super::compare::{Places, Shared};
use super::look::{Surroundings, look};
use super::page::Page;
use super::score::{LIGHTER, Pair};
use rayon::prelude::*;
use std::ops::Range;

/// Fewer pages are compared each with each, so that every pair is told.
const ENOUGH_PAGES: usize = 200;
/// Pages that others may follow, among those that begin alike.
const LEADERS: usize = 3;
/// How far a page must be the same copy as its leader.
const TRUST: f32 = 0.6;
/// The part of a page that must lie in its leader, and of the leader that must lie in the page.
const WITHIN: f32 = 0.88;
const OF_LEADER: f32 = 0.4;
/// Words in a row to itself that a page may have: one line of the outlet's own.
const GAP: f32 = 24.0;
/// Words of the leader before the first that both have.
const BEFORE: f32 = 24.0;

/// A page that follows another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Following {
    pub(super) page: u32,
    /// The page that it follows, which itself follows none.
    pub(super) leader: u32,
    /// The page with the one that it was compared with.
    pub(super) pair: Pair,
}

impl Following {
    fn new(page: Weighed, leader: Weighed, pair: Pair) -> Self {
        Self {
            page: page.0 as u32,
            leader: leader.0 as u32,
            pair,
        }
    }
}

/// The pages that follow another; pages are in the order of their sketches.
pub(super) fn followers(pages: &[Page], around: Surroundings<'_>) -> Vec<Following> {
    if pages.len() < ENOUGH_PAGES {
        return Vec::new();
    }
    let runs: Vec<Range<usize>> = runs(pages);
    runs.into_par_iter()
        .flat_map_iter(|run| in_run(pages, run, around))
        .collect()
}

/// Pages that begin alike.
fn runs(pages: &[Page]) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = pages.chunk_by(|a, b| a.sketch == b.sketch).map(|run| {
        start += run.len();
        start - run.len()..start
    });
    ranges
        .filter(|run| run.len() > 1 && pages[run.start].sketch != u64::MAX)
        .collect()
}

fn in_run(pages: &[Page], run: Range<usize>, around: Surroundings<'_>) -> Vec<Following> {
    let weight = |page: usize| pages[page].weight(0..pages[page].words.len());
    let mut open: Vec<(usize, f32)> = run.map(|page| (page, weight(page))).collect();
    open.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let mut found = Vec::new();
    for _ in 0..LEADERS {
        if open.len() < 2 {
            break;
        }
        let leader = open.remove(0);
        let followed = behind(pages, leader, &mut open, around);
        // Who was edited in the same places as the leader may be told from one that was not.
        let other = followed.first().map(|pair| pair.0);
        found.extend(
            followed
                .into_iter()
                .map(|(page, pair)| Following::new(page, leader, pair)),
        );
        if let Some(other) = other {
            let more = behind(pages, other, &mut open, around);
            found.extend(
                more.into_iter()
                    .map(|(page, pair)| Following::new(page, leader, pair)),
            );
        }
    }
    found
}

/// A page with its weight.
type Weighed = (usize, f32);

/// Takes out of `open` the pages that follow `ahead`.
fn behind(
    pages: &[Page],
    ahead: Weighed,
    open: &mut Vec<Weighed>,
    around: Surroundings<'_>,
) -> Vec<(Weighed, Pair)> {
    let places = Places::new(&pages[ahead.0].words);
    let mut found = Vec::new();
    open.retain(|page| {
        let shared = places.shared(&pages[page.0].words);
        let pair = followed(pages, *page, ahead, &shared, around);
        found.extend(pair.map(|pair| (*page, pair)));
        pair.is_none()
    });
    found
}

/// A page with its leader, if it follows it; both with their weights.
fn followed(
    pages: &[Page],
    page: Weighed,
    leader: Weighed,
    shared: &[Shared],
    around: Surroundings<'_>,
) -> Option<Pair> {
    let (one, two) = (&pages[page.0], &pages[leader.0]);
    let common = common(one, shared)?;
    let before = two.weight(0..shared.first()?.b.start);
    if common < WITHIN * page.1 || common < OF_LEADER * leader.1 || before > BEFORE {
        return None;
    }
    let look = look(one, two, shared, around);
    let (lighter, heavier) = (page.1.max(1.0), leader.1.max(1.0));
    let alike = common / (lighter.powf(LIGHTER) * heavier.powf(1.0 - LIGHTER));
    (look.trust >= TRUST).then_some(Pair {
        a: page.0.min(leader.0) as u32,
        b: page.0.max(leader.0) as u32,
        similarity: (alike * look.trust).min(1.0),
        shared: alike.min(1.0),
        containment: (common / lighter).min(1.0),
        kind: Some(look.kind),
    })
}

/// The weight of what a page shares; nothing if it has too much in a row to itself.
fn common(page: &Page, shared: &[Shared]) -> Option<f32> {
    let (mut sum, mut at) = (0.0, 0);
    for stretch in shared {
        if page.weight(at..stretch.a.start) > GAP {
            return None;
        }
        sum += page.weight(stretch.a.clone());
        at = stretch.a.end;
    }
    (page.weight(at..page.words.len()) <= GAP).then_some(sum)
}
