//! What a mention owes to the sentences before it: the thing that a bare number takes over from an
//! earlier one ("the union put the figure at 2,100"), and the passage in which it stands.

use super::frame::Frame;
use super::words::{Concept, Words};
use crate::extract::Story;
use crate::text::meaning::{Blend, Meaning};
use std::ops::Range;

/// Words with their weights, and what they mean together.
#[derive(Debug, Clone, Default)]
pub struct Described {
    /// The words with their weights; sorted by concept.
    pub words: Vec<(Concept, f32)>,
    /// What they mean.
    pub meaning: Option<Meaning>,
}

/// What a mention owes to its passage.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// The thing counted; where none is named, that of the mention of its dimension before it.
    pub thing: Described,
    /// The words around, nearer ones heavier, and those around the mention before it.
    pub around: Described,
    /// The words of its sentence, and with less weight of those before it and of the next.
    pub passage: Described,
}

/// How far back, in sentences, a number takes something over from another.
const BACK: usize = 3;

/// What is taken over of a thing, and of the words around where a thing is named and where not.
const TAKEN: [f32; 3] = [0.8, 0.25, 0.7];

/// The weights of the sentence of a mention and of those before it; and that of the next.
const BEFORE: [f32; 4] = [1.0, 0.5, 0.3, 0.2];
const NEXT: f32 = 0.25;

/// Over how many tokens the weight of a word around falls to its 2.7th part.
const REACH: f32 = 8.0;

/// A token with its weight.
type Weighed = (usize, f32);

/// The passages of a story's mentions. `cores` are the tokens of their values, `nouns` those of
/// the things that they count.
pub(super) fn passages(
    index: usize,
    story: &Story<'_>,
    words: &Words,
    frames: &[Frame],
    cores: &[Range<usize>],
    nouns: &[Range<usize>],
) -> Vec<Passage> {
    let concepts = &words.concepts[index];
    let mut value = vec![false; story.text.tokens.len()];
    for core in cores {
        value[core.clone()].fill(true);
    }
    let tokens = |range: Range<usize>| range.filter(|&k| !value[k] && concepts[k] != 0);
    let describe = |weighed: &[Weighed]| described(index, story, words, weighed);
    let mut things: Vec<Vec<Weighed>> = Vec::new();
    let mut near: Vec<Vec<Weighed>> = Vec::new();
    let mut out = Vec::new();
    for (k, frame) in frames.iter().enumerate() {
        let sentences = &story.text.sentences;
        let before = (0..k)
            .rev()
            .take_while(|&j| frame.sentence - frames[j].sentence <= BACK)
            .find(|&j| frames[j].dimension == frame.dimension);
        let taken = |from: &[Vec<Weighed>], share: f32| -> Vec<Weighed> {
            let of = before.map_or(&[][..], |j| &from[j]);
            of.iter().map(|(t, w)| (*t, w * share)).collect()
        };
        let mut thing: Vec<Weighed> = tokens(nouns[k].clone()).map(|t| (t, 1.0)).collect();
        let bare = thing.is_empty();
        if bare {
            thing = taken(&things, TAKEN[0]);
        }
        let core = &cores[k];
        let distance = |t: usize| {
            if t < core.start {
                core.start - t
            } else {
                (t + 1).saturating_sub(core.end)
            }
        };
        let sentence = within_reach(&sentences[frame.sentence].tokens, core);
        let own: Vec<Weighed> = tokens(sentence.clone())
            .map(|t| (t, (-(distance(t) as f32) / REACH).exp()))
            .collect();
        let mut around = taken(&near, TAKEN[1 + usize::from(bare)]);
        around.extend(&own);
        let mut passage: Vec<Weighed> = Vec::new();
        for (back, weight) in BEFORE.into_iter().enumerate() {
            if let Some(at) = frame.sentence.checked_sub(back) {
                let all = within_reach(&sentences[at].tokens, core);
                passage.extend(tokens(all).map(|t| (t, weight)));
            }
        }
        if let Some(next) = sentences.get(frame.sentence + 1) {
            passage.extend(tokens(within_reach(&next.tokens, core)).map(|t| (t, NEXT)));
        }
        out.push(Passage {
            thing: describe(&thing),
            around: describe(&around),
            passage: describe(&passage),
        });
        things.push(thing);
        near.push(own);
    }
    out
}

/// Of a sentence the tokens that stand near enough to a value to say something of it. Few sentences
/// have more; in a table without a full stop each figure would be described by all of it.
pub(super) fn within_reach(sentence: &Range<usize>, core: &Range<usize>) -> Range<usize> {
    const FAR: usize = 150;
    let start = core
        .start
        .saturating_sub(FAR)
        .clamp(sentence.start, sentence.end);
    let end = core.end.saturating_add(FAR).clamp(start, sentence.end);
    start..end
}

/// Weighed tokens as words; each concept counts once, at its greatest weight.
fn described(index: usize, story: &Story<'_>, words: &Words, weighed: &[Weighed]) -> Described {
    let concepts = &words.concepts[index];
    let mut all: Vec<(Concept, f32, usize)> = weighed
        .iter()
        .map(|&(t, weight)| (concepts[t], weight * words.weight(concepts[t]), t))
        .collect();
    all.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then(x.2.cmp(&y.2)));
    all.dedup_by_key(|(concept, ..)| *concept);
    // In the order of tokens, so that sums do not depend on how concepts are numbered.
    let mut in_order: Vec<&(Concept, f32, usize)> = all.iter().collect();
    in_order.sort_by_key(|(.., t)| *t);
    let mut blend = Blend::default();
    for (_, weight, t) in in_order {
        if let Some(meaning) = words.meaning(story.text.lower(*t)) {
            blend.add(&meaning, *weight);
        }
    }
    Described {
        words: all.iter().map(|(concept, w, _)| (*concept, *w)).collect(),
        meaning: blend.meaning(),
    }
}
