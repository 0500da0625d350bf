//! What a fact is about, in a few words of the articles themselves.

use crate::extract::{Detail, Story};
use crate::text::TokenKind;
use itertools::Itertools;

/// The longest subject, in tokens to each side of the value.
const REACH: usize = 7;

/// The words around the value in the sentence that tells it most plainly, with the value itself
/// left out: "people … on board a bus".
pub(super) fn of(stories: &[Story<'_>], values: &[Vec<(usize, usize)>]) -> String {
    let mentions = values.iter().flatten();
    // A mention that names what it counts, outside the headline, in a sentence not too long.
    let best = mentions.min_by_key(|(story, place)| {
        let mention = &stories[*story].mentions[*place];
        let names_thing = matches!(&mention.detail, Detail::Quantity(q) if !q.noun.is_empty());
        (mention.sentence == 0, !names_thing, *story, *place)
    });
    best.map_or_else(String::new, |(story, place)| {
        around(&stories[*story], *place)
    })
}

fn around(story: &Story<'_>, place: usize) -> String {
    let mention = &story.mentions[place];
    let text = &story.text;
    let sentence = text.sentences[mention.sentence].tokens.clone();
    let core = match &mention.detail {
        Detail::Quantity(q) => mention.tokens.start..q.core.end.max(mention.tokens.start + 1),
        Detail::Date { .. } => mention.tokens.clone(),
    };
    // A mark ends the words around the value, a bracket without fail.
    let breaks = |k: usize| {
        let mark = text.kind(k) == Some(TokenKind::Mark)
            && !matches!(text.word(k), "-" | "'" | "\u{2019}" | "&" | "/");
        mark.then(|| matches!(text.word(k), "(" | ")" | ";" | ":"))
    };
    let start = edge((sentence.start..core.start).rev(), breaks).unwrap_or(core.start);
    let end = edge(core.end..sentence.end, breaks).map_or(core.end, |k| k + 1);
    let words = |range: std::ops::Range<usize>| {
        if range.is_empty() {
            String::new()
        } else {
            text.source()[text.span(range)].split_whitespace().join(" ")
        }
    };
    let (before, after) = (words(start..core.start), words(core.end..end));
    [before.as_str(), "\u{2026}", after.as_str()]
        .iter()
        .filter(|s| !s.is_empty())
        .copied()
        .join(" ")
}

/// The last of the tokens to take: up to the first mark, or past it where only a word or two
/// stand before it.
fn edge(
    tokens: impl Iterator<Item = usize>,
    breaks: impl Fn(usize) -> Option<bool>,
) -> Option<usize> {
    const FEWEST: usize = 3;
    let mut last = None;
    for (taken, k) in tokens.take(REACH).enumerate() {
        if let Some(hard) = breaks(k) {
            if hard || taken >= FEWEST {
                break;
            }
            continue;
        }
        last = Some(k);
    }
    last
}
