//! Which articles of a run are about the same event, as far as the names in them tell.

use super::{Source, one_day};
use crate::article::Article;
use crate::extract::date::Cues;
use crate::report::Published;
use crate::text::Text;
use crate::text::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// For each undated article, the others that share its names.
#[derive(Debug)]
pub(super) struct Related {
    neighbours: Vec<Vec<Neighbour>>,
}

/// An article related to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neighbour {
    /// Its place in the run.
    pub(super) index: usize,
    /// The share of the shorter list of names that both have.
    pub(super) share: f64,
    /// Have they a figure of some length in common? Articles on the same actors share their
    /// names for years; figures are shared by articles on the same event.
    pub(super) figure: bool,
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
            return Self {
                neighbours: vec![Vec::new(); sources.len()],
            };
        }
        let names: Vec<FxHashSet<&str>> = sources.iter().map(names).collect();
        let index = index(&names);
        let ranks = ranks(sources);
        let neighbours = (0..sources.len())
            .map(|i| {
                if undated(i) {
                    neighbours(i, &names, &index, &ranks)
                } else {
                    Vec::new()
                }
            })
            .collect();
        Self { neighbours }
    }

    /// The articles related to an undated one, nearest first.
    pub(super) fn to(&self, i: usize) -> &[Neighbour] {
        self.neighbours.get(i).map_or(&[], Vec::as_slice)
    }
}

/// The places of the articles if they are sorted by what they say, so that the order in which they
/// were given decides nothing.
fn ranks(sources: &[Source]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sources.len()).collect();
    let key = |i: &usize| sources.get(*i).map(|s| s.article);
    order.sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) => {
            let dates = |article: &Article| article.dates.first().map(|d| d.text.clone());
            a.text
                .cmp(&b.text)
                .then_with(|| dates(a).cmp(&dates(b)))
                .then_with(|| a.id.cmp(&b.id))
        }
        _ => std::cmp::Ordering::Equal,
    });
    let mut ranks = vec![0; order.len()];
    for (rank, i) in order.into_iter().enumerate() {
        if let Some(slot) = ranks.get_mut(i) {
            *slot = rank;
        }
    }
    ranks
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
                Some(TokenKind::Word) => {
                    word.starts_with(char::is_uppercase) && !opens(text, i, sentence.tokens.start)
                }
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

/// A number that is no year.
fn is_figure(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
        && !name.parse().is_ok_and(|n: u32| (1900..2100).contains(&n))
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

fn neighbours(
    i: usize,
    names: &[FxHashSet<&str>],
    index: &FxHashMap<&str, Vec<usize>>,
    ranks: &[usize],
) -> Vec<Neighbour> {
    let mut shared: FxHashMap<usize, (usize, bool)> = FxHashMap::default();
    let own = names.get(i).into_iter().flatten();
    for (name, articles) in own.filter_map(|name| Some((name, index.get(name)?))) {
        for &j in articles.iter().filter(|j| **j != i) {
            let (count, figure) = shared.entry(j).or_default();
            *count += 1;
            *figure |= is_figure(name);
        }
    }
    let size = |k: usize| names.get(k).map_or(1, |n| n.len().max(1));
    let share = |index: usize, count: usize| count as f64 / size(i).min(size(index)) as f64;
    let mut out: Vec<Neighbour> = shared
        .into_iter()
        .filter(|&(index, (count, _))| count >= NAMES && share(index, count) >= SHARE)
        .map(|(index, (count, figure))| Neighbour {
            index,
            share: share(index, count),
            figure,
        })
        .collect();
    let rank = |n: &Neighbour| ranks.get(n.index).copied();
    out.sort_by(|a, b| {
        let nearer = b.share.total_cmp(&a.share);
        nearer.then_with(|| rank(a).cmp(&rank(b)))
    });
    out
}
