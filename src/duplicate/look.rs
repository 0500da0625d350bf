//! Pairs looked at side by side: is this the same copy, the same form filled in anew, or a passage
//! that two stories share?

use super::compare::{self, Places, Shared};
use super::kind;
use super::page::Page;
use super::score::Pair;
use super::vocabulary::Vocabulary;
use crate::report::GroupKind;
use rayon::prelude::*;
use std::ops::Range;

/// Pairs less alike than this are not looked at.
const WORTH_A_LOOK: f32 = 0.1;
/// Among fewer pages forms are less to be feared than copies with changed figures.
const ENOUGH_PAGES: usize = 200;

/// What is known of the pages besides themselves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// How rare words are.
    pub(super) vocabulary: &'a Vocabulary,
    /// How many pages there are.
    pub(super) pages: usize,
}

/// What two pages are to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// How far they are the same copy, 0 to 1.
    pub(super) trust: f32,
    /// What ties them.
    pub(super) kind: GroupKind,
}

/// Takes from the likeness of pairs what speaks against them when they are read side by side, and
/// says what ties them.
pub(super) fn look_side_by_side(pairs: &mut [Pair], pages: &[Page], around: Surroundings<'_>) {
    pairs
        .par_chunk_by_mut(|one, other| one.b == other.b)
        .for_each(|pairs| {
            let mut places = None;
            let worth = |pair: &&mut Pair| pair.similarity >= WORTH_A_LOOK;
            for pair in pairs.iter_mut().filter(worth) {
                let (a, b) = (&pages[pair.a as usize], &pages[pair.b as usize]);
                let shared = places
                    .get_or_insert_with(|| Places::new(&b.words))
                    .shared(&a.words);
                let look = look(a, b, &shared, around);
                pair.similarity *= look.trust;
                pair.kind = Some(look.kind);
            }
        });
}

/// What two pages are to each other, given the stretches that they share.
pub(super) fn look(a: &Page, b: &Page, shared: &[Shared], around: Surroundings<'_>) -> Look {
    let changes = Changes::new(a, b, shared, around);
    let apart = days_apart(a, b);
    if begins_otherwise(a, b, shared) {
        return Look {
            trust: 0.0,
            kind: GroupKind::SharedPassage,
        };
    }
    if changes.are_all_figures(apart) {
        return Look {
            trust: 0.0,
            kind: GroupKind::Template,
        };
    }
    let trust = changes.trust(around.pages, apart);
    let kind = if trust >= DOUBTFUL {
        kind::of_pair(a, b, shared)
    } else if covered(a, shared, |s| &s.a).min(covered(b, shared, |s| &s.b)) >= FORM {
        GroupKind::Template
    } else {
        GroupKind::SharedPassage
    };
    Look {
        trust: trust * nearness(apart),
        kind,
    }
}

/// Less trust than this speaks for a form that was filled in …
const DOUBTFUL: f32 = 0.25;
/// … if this much of both pages lies in what they share and between.
const FORM: f32 = 0.6;

/// What stands in the place of what, in the passages that two pages share.
#[derive(Debug, Clone, Copy, Default)]
struct Changes {
    /// Weight of the telling words that both have, and of those in the place of others.
    same: f32,
    changed: f32,
    /// Figures that both have, and figures in the place of others.
    same_figures: u32,
    changed_figures: u32,
    /// Other words that both have, and other words in the place of others.
    same_words: u32,
    changed_words: u32,
}

impl Changes {
    fn new(a: &Page, b: &Page, shared: &[Shared], around: Surroundings<'_>) -> Self {
        let mut all = Self::default();
        for stretch in shared {
            let words = a.words.get(stretch.a.clone()).unwrap_or_default();
            all.same += around.weigh(words);
            let figures = figures(words);
            all.same_figures += figures;
            all.same_words += words.len() as u32 - figures;
        }
        for (left, right) in compare::changed(&a.words, &b.words, shared) {
            all.changed += around.weigh(&left).min(around.weigh(&right));
            let figures = [figures(&left), figures(&right)];
            all.changed_figures += figures[0].min(figures[1]);
            all.changed_words +=
                (left.len() as u32 - figures[0]).min(right.len() as u32 - figures[1]);
        }
        all
    }

    /// How far two pages are the same copy and not the same form filled in with other names and
    /// figures: in a copy hardly a telling word stands in the place of another. The farther apart
    /// the two appeared, the less may differ.
    fn trust(&self, pages: usize, apart: Option<u32>) -> f32 {
        let strictness = if pages < ENOUGH_PAGES { 3.0 } else { 4.5 };
        let strictness = strictness * (2.0 - nearness(apart));
        let changed = self.changed / (self.changed + self.same).max(1.0);
        (1.0 - strictness * changed).max(0.0)
    }

    /// Are the words the same and the figures new, as in a piece that recurs? Copies of the same
    /// day are updates, whatever changed; the more days lie between, the fewer figures must have.
    fn are_all_figures(&self, apart: Option<u32>) -> bool {
        const WEEK: u32 = 6;
        /// Other words that may stand in the place of others, for each that both have.
        const OTHER_WORDS: f32 = 0.2;
        let (least, share) = match apart {
            Some(0) => return false,
            Some(WEEK..) => (4, 0.6),
            // Who writes in other units and days first changes figures too.
            Some(_) | None => (8, 0.9),
        };
        let figures = self.changed_figures + self.same_figures;
        self.changed_figures >= least
            && self.changed_figures as f32 >= share * figures as f32
            && self.changed_words as f32 <= OTHER_WORDS * self.same_words as f32
    }
}

impl Surroundings<'_> {
    fn weigh(&self, words: &[u32]) -> f32 {
        words.iter().map(|word| self.vocabulary.weight(*word)).sum()
    }
}

/// How many of some words are figures.
fn figures(words: &[u32]) -> u32 {
    words.iter().filter(|word| **word & 1 == 1).count() as u32
}

/// Days between the publication of two pages, where both are known.
fn days_apart(a: &Page, b: &Page) -> Option<u32> {
    Some(a.day?.abs_diff(b.day?))
}

/// How much likeness counts of pages that appeared so many days apart. Nearly all copies appear
/// within a week; word for word a text may come back after years.
fn nearness(apart: Option<u32>) -> f32 {
    const FULL: u32 = 7;
    const HALF: f32 = 60.0;
    const LEAST: f32 = 0.4;
    let beyond = apart.map_or(0, |days| days.saturating_sub(FULL));
    (1.0 / (1.0 + beyond as f32 / HALF)).max(LEAST)
}

/// The part of a page that lies in shared stretches and in changes between them.
fn covered(page: &Page, shared: &[Shared], side: impl Fn(&Shared) -> &Range<usize>) -> f32 {
    let mut ranges: Vec<&Range<usize>> = shared.iter().map(side).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    let (mut sum, mut at) = (0.0, usize::MAX);
    for range in ranges {
        let start = if range.start.saturating_sub(at) <= compare::CHANGE {
            at.min(range.start)
        } else {
            range.start
        };
        sum += page.weight(start..range.end.max(start));
        at = range.end;
    }
    sum / page.weight(0..page.words.len()).max(1.0)
}

/// Words in a row with which a shared story can be said to begin.
const BEGINNING: usize = 8;
/// Words before that which are more than a lead written anew, if they are also this part of the page.
const OTHER_STORY: f32 = 60.0;
const OF_BOTH: f32 = 0.4;
/// A passage in words that is longer than what news stories share after different beginnings.
const FOOTER: usize = 2_000;

/// Do the pages tell different stories before they come to what they share?
fn begins_otherwise(a: &Page, b: &Page, shared: &[Shared]) -> bool {
    let mut solid = shared.iter().filter(|stretch| stretch.a.len() >= BEGINNING);
    let Some(first) = solid.next() else {
        return false;
    };
    let top = solid.fold((first.a.start, first.b.start), |top, s| {
        (top.0.min(s.a.start), top.1.min(s.b.start))
    });
    let before = [
        own_before(a, top.0, shared.iter().map(|stretch| stretch.a.clone())),
        own_before(b, top.1, shared.iter().map(|stretch| stretch.b.clone())),
    ];
    let share = [
        before[0] / a.weight(0..a.words.len()).max(1.0),
        before[1] / b.weight(0..b.words.len()).max(1.0),
    ];
    let both = before[0].min(before[1]) >= OTHER_STORY;
    let footer = shared.iter().any(|stretch| stretch.a.len() > FOOTER);
    both && (footer || share[0].min(share[1]) >= OF_BOTH)
}

/// The weight of what a page has to itself before word `top`.
fn own_before(page: &Page, top: usize, shared: impl Iterator<Item = Range<usize>>) -> f32 {
    let common: f32 = shared
        .filter(|range| range.end <= top)
        .map(|range| page.weight(range))
        .sum();
    page.weight(0..top) - common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_farther_apart_the_less_likeness_counts() {
        assert_eq!(
            (nearness(None), nearness(Some(0)), nearness(Some(7))),
            (1.0, 1.0, 1.0)
        );
        assert!(nearness(Some(30)) < 0.8);
        assert_eq!(nearness(Some(4_000)), 0.4);
    }

    #[test]
    fn new_figures_make_an_update_on_the_same_day_and_a_recurring_piece_a_week_later() {
        let changes = Changes {
            same_words: 80,
            changed_words: 3,
            changed_figures: 5,
            same_figures: 1,
            ..Changes::default()
        };
        assert!(!changes.are_all_figures(Some(0)));
        assert!(!changes.are_all_figures(None));
        assert!(changes.are_all_figures(Some(7)));
    }
}
