//! What became of the people counted: "31 people were killed", "31 dead" and "a toll of 31" count one
//! thing.

use super::frame::distance;
use super::words::Words;
use crate::extract::Story;
use crate::text::TokenKind;
use std::ops::Range;

/// A state of the table, by its row.
pub type State = u8;

/// What the words beside a count, or what it counts, say became of those counted: the state named
/// by the thing counted, else the nearest within the segment.
pub(super) fn state(
    story: &Story<'_>,
    words: &Words,
    segment: &Range<usize>,
    own: &Range<usize>,
    noun: &Range<usize>,
) -> Option<State> {
    let text = &story.text;
    let of = |k: usize| {
        let word = text.kind(k) == Some(TokenKind::Word);
        word.then(|| words.states().get(text.lower(k)).copied())
            .flatten()
    };
    let named = noun.clone().rev().find_map(of);
    let beside = segment.clone().filter(|k| !own.contains(k));
    named.or_else(|| {
        let found = beside.filter_map(|k| Some((distance(k, own), of(k)?)));
        found.min().map(|(_, state)| state)
    })
}

#[cfg(test)]
mod tests {
    use super::super::frame::tests::framed;

    #[test]
    fn the_toll_is_one_thing_however_it_is_told() {
        let state = |text: &str| framed(text)[0].state;
        let dead = state("31 people were killed in the fire.");
        assert!(dead.is_some());
        for text in [
            "The fire left 31 dead and a town in shock.",
            "The death toll rose to 31.",
            "The fire has claimed 31 lives.",
            "Nine die in a factory fire.",
        ] {
            assert_eq!(state(text), dead, "{text}");
        }
        assert_ne!(state("The fire left 31 people injured."), dead);
        assert_eq!(state("The plant employed 31 people."), None);
        assert_eq!(state("It lies 31 km from the place where he died."), None);
    }
}
