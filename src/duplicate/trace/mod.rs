//! What became of a copy on its way: which passages were taken over, which figures changed, whom
//! each article credits and which came first.

mod credit;
mod figures;
mod first;

pub use credit::Credit;
pub use figures::{ChangedFigure, Figure};
pub use first::First;

use super::{Document, GroupOf, Grouping, passages};
use crate::extract::Story;
use crate::extract::quantity::Lexicon;
use credit::Credits;
use rayon::prelude::*;
use std::ops::Range;

/// Words in a row from which a passage is told.
const PASSAGE: usize = 8;
/// In a group of more articles only the pairs with its first article are looked at: who has a
/// hundred copies of a story does not read five thousand comparisons.
const EACH_WITH_EACH: usize = 12;

/// Fills in what became of each group of copies: `stories` are the documents that were grouped, with
/// their mentions read.
pub fn trace(grouping: &mut Grouping, stories: &[Story<'_>], lexicon: &Lexicon) {
    let outlets = stories.iter().map(|story| story.article.outlet.as_deref());
    let credits = Credits::new(outlets.flatten());
    grouping.groups.par_iter_mut().for_each(|group| {
        if group.kind.is_copy() {
            group.credits = credits.of(group, stories);
            group.first = first::first(group, stories);
        }
        compare(group, stories, lexicon);
    });
}

/// Compares the pairs of a group.
fn compare(group: &mut GroupOf, stories: &[Story<'_>], lexicon: &Lexicon) {
    let home = group
        .first
        .as_ref()
        .map_or(group.members.first().copied(), |first| Some(first.member));
    let few = group.members.len() <= EACH_WITH_EACH;
    let is_copy = group.kind.is_copy();
    for pair in &mut group.pairs {
        if !few && home != Some(pair.a) && home != Some(pair.b) {
            continue;
        }
        let (Some(a), Some(b)) = (stories.get(pair.a), stories.get(pair.b)) else {
            continue;
        };
        let holes = [holes(a), holes(b)];
        let [one, two] = [(a, &holes[0]), (b, &holes[1])].map(|(story, outside)| Document {
            text: &story.article.text,
            outside,
            date: None,
        });
        pair.passages = passages(&one, &two, PASSAGE);
        if is_copy {
            pair.changed = figures::changed((a, &one), (b, &two), lexicon);
        }
    }
}

/// What is no part of a story.
fn holes(story: &Story<'_>) -> Vec<Range<usize>> {
    story
        .outside
        .iter()
        .map(|region| region.range.clone())
        .collect()
}
