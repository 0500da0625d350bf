//! What looks like a value and could not be placed: it is counted, never guessed into a fact.

use super::Unplaced;
use crate::extract::{Mention, Story};
use crate::value::Value;
use rustc_hash::FxHashSet;

/// Why a bare number is not placed.
const NO_THING: &str = "a number, but nothing says what it counts";

/// What the stories have left, in their order: what was not read at all, and bare numbers that are
/// in no fact. `placed` are the mentions in facts, by story and place in the story.
pub(super) fn of(stories: &[Story<'_>], placed: &FxHashSet<(usize, usize)>) -> Vec<Unplaced> {
    let mut all = Vec::new();
    for (index, story) in stories.iter().enumerate() {
        let bare = story.mentions.iter().enumerate();
        let bare = bare
            .filter(|(place, mention)| is_bare(mention) && !placed.contains(&(index, *place)))
            .map(|(_, mention)| (mention.span.clone(), NO_THING));
        let unread = story.unread.iter();
        let unread = unread.map(|unread| (unread.span.clone(), unread.why.words()));
        let first = all.len();
        all.extend(bare.chain(unread).map(|(span, why)| Unplaced {
            article: story.article.id.clone(),
            start: span.start,
            end: span.end,
            text: story.text.source()[span].to_owned(),
            why: why.to_owned(),
        }));
        all[first..].sort_by_key(|unplaced| (unplaced.start, unplaced.end));
    }
    all
}

/// A number without a unit of which nothing says what it counts.
fn is_bare(mention: &Mention) -> bool {
    match &mention.value {
        Value::Quantity(quantity) => quantity.unit.is_none() && quantity.of.is_empty(),
        Value::Date(_) => false,
    }
}
