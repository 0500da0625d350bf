//! Which stories are about the same event.

use crate::extract::Story;
use crate::text::TokenKind;
use crate::text::grammar::Grammar;
use crate::value::Value;
use rustc_hash::{FxHashMap, FxHashSet};

/// A name met in more stories than this, or in more than one in [`COMMON_SHARE`], says nothing
/// about the event: column heads and the names of agencies are met everywhere.
const COMMON: usize = 200;

/// See [`COMMON`].
const COMMON_SHARE: usize = 20;

/// So few stories are given together because they are about one thing, and how rare a name is
/// among them says little.
const FEW: usize = 20;

/// Below this likeness of their names two of a few stories are about different events.
const LEAST_LIKENESS_OF_FEW: f64 = 0.04;

/// Below this likeness two of many stories are about different events.
const LEAST_LIKENESS: f64 = 0.3;

/// The pairs of stories that may be about the same event, in order: they share several names,
/// rare ones counting more, or (where they have few names) most of their words.
pub(super) fn related(stories: &[Story<'_>], grammar: &Grammar) -> Vec<(usize, usize)> {
    let names: Vec<FxHashMap<&str, f64>> = stories.iter().map(|s| names(s, grammar)).collect();
    let mut carriers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, story) in names.iter().enumerate() {
        for name in story.keys() {
            carriers.entry(name).or_default().push(index);
        }
    }
    let common = (stories.len() / COMMON_SHARE).clamp(FEW, COMMON);
    let least = if stories.len() <= FEW {
        LEAST_LIKENESS_OF_FEW
    } else {
        LEAST_LIKENESS
    };
    let all = stories.len() as f64;
    let weight = |name: &str| {
        carriers
            .get(name)
            .map_or(0.0, |c| (1.0 + (all + 10.0) / c.len() as f64).ln())
    };
    let norms: Vec<f64> = names
        .iter()
        .map(|n| {
            n.iter()
                .map(|(name, count)| (count * weight(name)).powi(2))
                .sum::<f64>()
                .sqrt()
        })
        .collect();
    let mut dots: FxHashMap<(usize, usize), (f64, usize)> = FxHashMap::default();
    for (name, stories) in carriers
        .iter()
        .filter(|(_, c)| c.len() > 1 && c.len() <= common)
    {
        for (k, &a) in stories.iter().enumerate() {
            for &b in &stories[k + 1..] {
                let dot = dots.entry((a, b)).or_default();
                dot.0 += names[a][name] * names[b][name] * weight(name).powi(2);
                dot.1 += 1;
            }
        }
    }
    let mut out: Vec<(usize, usize)> = dots
        .into_iter()
        .filter(|((a, b), (dot, shared))| {
            *shared >= 2 && dot / (norms[*a] * norms[*b]).max(1e-9) >= least
        })
        .map(|(pair, _)| pair)
        .collect();
    out.sort_unstable();
    out
}

/// The names of a story in lower case, each with the square root of its count. A capital at the
/// start of a sentence or a line makes no name, unless the word has one elsewhere.
fn names<'s>(story: &'s Story<'_>, grammar: &Grammar) -> FxHashMap<&'s str, f64> {
    let text = &story.text;
    let starts: FxHashSet<usize> = text.sentences.iter().map(|s| s.tokens.start).collect();
    let dated = |i: usize| {
        let k = story.mentions.partition_point(|m| m.tokens.end <= i);
        story
            .mentions
            .get(k)
            .is_some_and(|m| matches!(m.value, Value::Date(_)) && m.tokens.start <= i)
    };
    let mut counts: FxHashMap<&str, (f64, bool)> = FxHashMap::default();
    for i in 0..text.tokens.len() {
        let word = text.word(i);
        if text.kind(i) == Some(TokenKind::Word)
            && word.starts_with(char::is_uppercase)
            && word.len() > 2
            && !grammar.is_function_word(text.lower(i))
            && !dated(i)
        {
            let opens = starts.contains(&i) || text.tokens[i].after_break;
            let count = counts.entry(text.lower(i)).or_default();
            count.0 += 1.0;
            count.1 |= !opens;
        }
    }
    let names = counts.into_iter().filter(|(_, (_, inside))| *inside);
    names
        .map(|(name, (count, _))| (name, count.sqrt()))
        .collect()
}
