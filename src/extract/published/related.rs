//! Which articles of a run are about the same event, as far as the names in them tell.

use super::{Source, one_day};
use crate::extract::date::Cues;
use crate::text::Text;
use crate::report::Published;
use crate::text::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// For each undated article, the others that share its names.
#[derive(Debug)]
pub(super) struct Related {
    neighbours: Vec<Vec<(usize, f64)>>,
}

/// The least share of the shorter list of names that two articles have in common.
const SHARE: f64 = 0.15;
/// The least number of names that they have in common.
const NAMES: usize = 3;

impl Related {
    /// Compares the names of the articles without a date with those of all others.
    pub(super) fn new(sources: &[Source], days: &[Option<Published>]) -> Self {
        let undated = |i: usize| days.get(i).is_none_or(|d| one_day(d.as_ref()).is_none());
        if !(0..sources.len()).any(undated) {
            return Self { neighbours: vec![Vec::new(); sources.len()] };
        }
        let names: Vec<FxHashSet<&str>> = sources.iter().map(names).collect();
        let index = index(&names);
        let neighbours = (0..sources.len())
            .map(|i| if undated(i) { neighbours(i, &names, &index) } else { Vec::new() })
            .collect();
        Self { neighbours }
    }

    /// The articles related to an undated one, nearest first, each with the share of names.
    pub(super) fn to(&self, i: usize) -> &[(usize, f64)] {
        self.neighbours.get(i).map_or(&[], Vec::as_slice)
    }
}

/// The names of a story: its capitalised words, but for those that merely open a sentence, and
/// figures long enough to be its own.
fn names<'a>(source: &Source<'a>) -> FxHashSet<&'a str> {
    let text = source.text;
    let mut names = FxHashSet::default();
    for sentence in &text.sentences {
        for i in sentence.tokens.clone() {
            let word = text.word(i);
            let name = match text.kind(i) {
                Some(TokenKind::Word) => word.starts_with(char::is_uppercase) && !opens(text, i, sentence.tokens.start),
                kind => kind == Some(TokenKind::Number),
            };
            if name && word.len() > 2 {
                names.insert(word);
            }
        }
    }
    for date in source.dates {
        for i in date.tokens.clone() {
            names.remove(text.word(i));
        }
    }
    names
}

/// Is token `i` capitalised because a sentence starts there? Words that are hardly names at all
/// are told by their place in the table of cues.
fn opens(text: &Text, i: usize, start: usize) -> bool {
    i == start && (text.word(i).len() < 5 || Cues::of(text.lower(i)) != Cues::default())
}

/// In which articles each name stands; names that stand in very many tell nothing.
fn index<'a>(names: &[FxHashSet<&'a str>]) -> FxHashMap<&'a str, Vec<usize>> {
    let mut index: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, set) in names.iter().enumerate() {
        for name in set {
            index.entry(name).or_default().push(i);
        }
    }
    let most = 20.max(names.len() / 10);
    index.retain(|_, articles| articles.len() <= most);
    index
}

fn neighbours(i: usize, names: &[FxHashSet<&str>], index: &FxHashMap<&str, Vec<usize>>) -> Vec<(usize, f64)> {
    let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
    let own = names.get(i).into_iter().flatten();
    for &j in own.filter_map(|name| index.get(name)).flatten().filter(|j| **j != i) {
        *shared.entry(j).or_default() += 1;
    }
    let size = |k: usize| names.get(k).map_or(1, |n| n.len().max(1));
    let mut out: Vec<(usize, f64)> = shared
        .into_iter()
        .map(|(j, count)| (j, count, count as f64 / size(i).min(size(j)) as f64))
        .filter(|&(_, count, share)| count >= NAMES && share >= SHARE)
        .map(|(j, _, share)| (j, share))
        .collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    out
}
