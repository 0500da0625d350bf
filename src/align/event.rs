//! Which stories are about the same event.

use super::proposal::billionths;
use crate::components::components;
use crate::extract::Story;
use crate::extract::date::names_day_or_month;
use crate::text::TokenKind;
use crate::text::grammar::Grammar;
use crate::value::Value;
use rustc_hash::{FxHashMap, FxHashSet};

/// A name met in more stories than this, or in more than one in [`COMMON_SHARE`], says nothing
/// about the event: column heads and the names of agencies are met everywhere.
const COMMON: usize = 50;

/// See [`COMMON`].
const COMMON_SHARE: usize = 20;

/// So few stories are given together because they are about one thing, and how rare a name is
/// among them says little.
const FEW: usize = 20;

/// Below this likeness of their names two of a few stories are about different events.
const LEAST_LIKENESS_OF_FEW: f64 = 0.04;

/// Below this likeness two of many stories are about different events.
const LEAST_LIKENESS: f64 = 0.3;

/// What is known of a collection of which the stories at hand are a part.
pub struct Collection {
    stories: usize,
    carriers: Box<dyn Fn(&str) -> usize + Send + Sync>,
}

impl Collection {
    /// A collection of so many stories; `carriers` tells in how many of them a name (in lower case)
    /// stands.
    pub fn new(stories: usize, carriers: impl Fn(&str) -> usize + Send + Sync + 'static) -> Self {
        Self {
            stories,
            carriers: Box::new(carriers),
        }
    }

    /// How much a name tells that stands in `carriers` of so many stories.
    pub(crate) fn weight_of(stories: usize, carriers: usize) -> f64 {
        (1.0 + (stories as f64 + 10.0) / carriers.max(1) as f64).ln()
    }
}

impl std::fmt::Debug for Collection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Collection of {} stories", self.stories)
    }
}

/// The pairs of stories that may be about the same event, in order: they share several names,
/// rare ones counting more, or (where they have few names) most of their words. How rare a name is
/// is told by the collection, where there is a larger one.
pub(super) fn related(
    stories: &[Story<'_>],
    collection: Option<&Collection>,
    grammar: &Grammar,
    ranks: &[usize],
) -> Vec<(usize, usize)> {
    let names: Vec<FxHashMap<&str, f64>> = stories.iter().map(|s| names(s, grammar)).collect();
    let mut carriers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, story) in names.iter().enumerate() {
        for name in story.keys() {
            carriers.entry(name).or_default().push(index);
        }
    }
    let all = collection.map_or(stories.len(), |collection| collection.stories);
    let count = |name: &str| match collection {
        Some(collection) => (collection.carriers)(name),
        None => carriers.get(name).map_or(0, Vec::len),
    };
    let common = (all / COMMON_SHARE).clamp(FEW, COMMON);
    let few = all <= FEW;
    let (least, fewest) = match few {
        true => (LEAST_LIKENESS_OF_FEW, 1),
        false => (LEAST_LIKENESS, 2),
    };
    let weights: FxHashMap<&str, f64> = carriers
        .keys()
        .map(|name| (*name, Collection::weight_of(all, count(name))))
        .collect();
    let weight = |name: &str| weights.get(name).copied().unwrap_or(0.0);
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
    // In the order of names, so that sums do not depend on the order of the articles.
    let shared_names = carriers.iter();
    let mut shared_names: Vec<(&&str, &Vec<usize>)> = shared_names
        .filter(|(name, c)| c.len() > 1 && count(name) <= common)
        .collect();
    shared_names.sort_unstable_by_key(|(name, _)| **name);
    for (name, stories) in shared_names {
        for (k, &a) in stories.iter().enumerate() {
            for &b in &stories[k + 1..] {
                let dot = dots.entry((a, b)).or_default();
                dot.0 += names[a][name] * names[b][name] * weight(name).powi(2);
                dot.1 += 1;
            }
        }
    }
    let alike = dots
        .into_iter()
        .map(|((a, b), (dot, shared))| ((a, b), dot / (norms[a] * norms[b]).max(1e-9), shared))
        .filter(|(_, likeness, shared)| *shared >= fewest && *likeness >= least)
        .map(|(pair, likeness, _)| (pair, likeness));
    let related = nearest(alike.collect(), stories.len(), ranks);
    if few {
        by_way_of_third_stories(related, stories.len())
    } else {
        related
    }
}

/// The pairs of a few stories that are related, be it by way of third ones. A comment in the style
/// of an essay may share no name with a report, and yet each some with others.
fn by_way_of_third_stories(related: Vec<(usize, usize)>, stories: usize) -> Vec<(usize, usize)> {
    let ties = related.into_iter().map(|(x, y)| (x as u32, y as u32));
    let event = components(stories, ties);
    let pairs = (0..stories).flat_map(|x| (x + 1..stories).map(move |y| (x, y)));
    pairs.filter(|&(x, y)| event[x] == event[y]).collect()
}

/// A story is compared with at the most so many others, those most alike: in an archive that goes
/// on about one thing for months, the cost of each article stays the same.
const MOST_RELATED: usize = 12;

/// The pairs of which one is among the nearest of the other. `ranks` break ties.
fn nearest(
    mut alike: Vec<((usize, usize), f64)>,
    stories: usize,
    ranks: &[usize],
) -> Vec<(usize, usize)> {
    let rank = |(a, b): (usize, usize)| (ranks[a].min(ranks[b]), ranks[a].max(ranks[b]));
    alike.sort_by_key(|(pair, likeness)| (std::cmp::Reverse(billionths(*likeness)), rank(*pair)));
    let mut counts = vec![0usize; stories];
    let mut out = Vec::new();
    for ((a, b), _) in alike {
        if counts[a] < MOST_RELATED || counts[b] < MOST_RELATED {
            counts[a] += 1;
            counts[b] += 1;
            out.push((a, b));
        }
    }
    out.sort_unstable();
    out
}

/// The names of a story in lower case, each with the square root of its count. A capital at the
/// start of a sentence or a line makes no name, unless the word has one elsewhere.
pub(crate) fn names<'s>(story: &'s Story<'_>, grammar: &'s Grammar) -> FxHashMap<&'s str, f64> {
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
    let own = grammar.own_names();
    let mut past = 0;
    for i in 0..text.tokens.len() {
        if let Some((number, end)) = own.at(text, i).filter(|_| i >= past) {
            // However it is called, it is one name.
            let count = counts.entry(own.proper(number)).or_default();
            *count = (count.0 + 1.0, true);
            past = end;
        }
        if i < past {
            continue;
        }
        let word = text.word(i);
        if text.kind(i) == Some(TokenKind::Word)
            && word.starts_with(char::is_uppercase)
            && word.len() > 2
            && !grammar.is_function_word(text.lower(i))
            && !names_day_or_month(text.lower(i))
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
