//! From pairs to groups, so that one page with parts of many stories does not tie them together.

use super::score::Pair;
use crate::components::{components, root};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// How alike pages must be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    /// A pair this much alike may bring two groups together …
    pub(super) pair: f32,
    /// … if the pages of the two are on average this much alike.
    pub(super) average: f32,
}

/// The group of each of `pages` pages, named by one of its pages. `pairs` are all pairs that have
/// anything in common; the most alike are brought together first.
pub(super) fn clusters(pages: usize, pairs: &[Pair], bar: Bar) -> Vec<u32> {
    let at_the_bar = pairs.iter().filter(|pair| pair.similarity >= bar.pair);
    let component = components(pages, at_the_bar.map(|pair| (pair.a, pair.b)));
    // Pairs across components can bring nothing together.
    let inside = |pair: &&Pair| component[pair.a as usize] == component[pair.b as usize];
    let mut inside: Vec<&Pair> = pairs.iter().filter(inside).collect();
    inside.par_sort_by_key(|pair| component[pair.a as usize]);
    let found: Vec<Vec<(u32, u32)>> = inside
        .par_chunk_by(|x, y| component[x.a as usize] == component[y.a as usize])
        .map(|pairs| within(pairs, bar))
        .collect();
    let mut group: Vec<u32> = (0..pages as u32).collect();
    for (page, name) in found.into_iter().flatten() {
        group[page as usize] = name;
    }
    group
}

/// The pages of one component, each with the page that names its group.
fn within(pairs: &[&Pair], bar: Bar) -> Vec<(u32, u32)> {
    let mut pages: Vec<u32> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    pages.sort_unstable();
    pages.dedup();
    let place = |page: u32| pages.binary_search(&page).unwrap_or(0) as u32;
    let numbered: Vec<(u32, u32, f32)> = pairs
        .iter()
        .map(|pair| (place(pair.a), place(pair.b), pair.similarity))
        .collect();
    let mut links = numbered.clone();
    links.retain(|(_, _, similarity)| *similarity >= bar.pair);
    links.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut forest = Forest::new(pages.len(), &numbered, bar);
    for (a, b, _) in links {
        forest.bring_together(a, b);
    }
    let name = |at: usize| pages[forest.root(at as u32) as usize];
    let names: Vec<u32> = (0..pages.len()).map(name).collect();
    pages.into_iter().zip(names).collect()
}

/// Up to so many pages, what is known of them is kept in a table with a place for every pair.
const SMALL: usize = 64;

/// Groups in the making.
struct Forest {
    bar: Bar,
    parent: Vec<u32>,
    size: Vec<u32>,
    alike: Alike,
}

/// How alike the pages of two groups are, summed over the pairs.
enum Alike {
    /// For every two groups, one row after another.
    Table(Vec<f64>),
    /// By group, those with which it has anything in common.
    Lists(Vec<FxHashMap<u32, f64>>),
}

impl Forest {
    fn new(pages: usize, pairs: &[(u32, u32, f32)], bar: Bar) -> Self {
        Self {
            bar,
            parent: (0..pages as u32).collect(),
            size: vec![1; pages],
            alike: Alike::new(pages, pairs),
        }
    }

    /// The group of a page.
    fn root(&mut self, page: u32) -> u32 {
        root(&mut self.parent, page)
    }

    /// Makes one group of those of two pages if they are alike on average.
    fn bring_together(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let sum = self.alike.sum(a, b);
        let pairs = f64::from(self.size[a as usize]) * f64::from(self.size[b as usize]);
        if sum >= f64::from(self.bar.average) * pairs {
            let (into, from) = self.alike.merge(a, b);
            self.parent[from as usize] = into;
            self.size[into as usize] += self.size[from as usize];
        }
    }
}

impl Alike {
    fn new(pages: usize, pairs: &[(u32, u32, f32)]) -> Self {
        let mut alike = if pages <= SMALL {
            Alike::Table(vec![0.0; pages * pages])
        } else {
            Alike::Lists(vec![FxHashMap::default(); pages])
        };
        for &(a, b, similarity) in pairs {
            alike.add(a, b, f64::from(similarity));
            alike.add(b, a, f64::from(similarity));
        }
        alike
    }

    fn add(&mut self, a: u32, b: u32, similarity: f64) {
        match self {
            Alike::Table(table) => {
                let pages = side(table);
                table[a as usize * pages + b as usize] += similarity;
            }
            Alike::Lists(lists) => *lists[a as usize].entry(b).or_insert(0.0) += similarity,
        }
    }

    fn sum(&self, a: u32, b: u32) -> f64 {
        match self {
            Alike::Table(table) => table[a as usize * side(table) + b as usize],
            Alike::Lists(lists) => lists[a as usize].get(&b).copied().unwrap_or(0.0),
        }
    }

    /// Adds what is known of one group to the other; which was added to which.
    fn merge(&mut self, a: u32, b: u32) -> (u32, u32) {
        match self {
            Alike::Table(table) => {
                let pages = side(table);
                for other in 0..pages {
                    let sum = table[b as usize * pages + other];
                    table[a as usize * pages + other] += sum;
                    table[other * pages + a as usize] += sum;
                }
                (a, b)
            }
            Alike::Lists(lists) => merge_lists(lists, a, b),
        }
    }
}

/// The rows of a table with as many columns.
fn side(table: &[f64]) -> usize {
    table.len().isqrt()
}

/// Moves what is known of the group with fewer neighbours to the other.
fn merge_lists(lists: &mut [FxHashMap<u32, f64>], a: u32, b: u32) -> (u32, u32) {
    let more = |x: u32, y: u32| (lists[x as usize].len(), y) > (lists[y as usize].len(), x);
    let (into, from) = if more(a, b) { (a, b) } else { (b, a) };
    lists[into as usize].remove(&from);
    for (other, sum) in std::mem::take(&mut lists[from as usize]) {
        if other != into {
            *lists[into as usize].entry(other).or_insert(0.0) += sum;
            lists[other as usize].remove(&from);
            *lists[other as usize].entry(into).or_insert(0.0) += sum;
        }
    }
    (into, from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAR: Bar = Bar {
        pair: 0.1,
        average: 0.07,
    };

    fn pair(a: u32, b: u32, similarity: f32) -> Pair {
        Pair {
            a,
            b,
            similarity,
            shared: similarity,
            containment: similarity,
            kind: None,
        }
    }

    #[test]
    fn one_page_with_parts_of_two_stories_does_not_tie_them() {
        let story = |first: u32| {
            let pages = first..first + 3;
            pages
                .clone()
                .flat_map(move |a| (a + 1..first + 3).map(move |b| pair(a, b, 0.8)))
        };
        let digest = [pair(0, 6, 0.2), pair(3, 6, 0.2)];
        let pairs: Vec<Pair> = story(0).chain(story(3)).chain(digest).collect();
        let group = clusters(7, &pairs, BAR);
        assert_eq!(
            (group[0], group[1], group[3]),
            (group[2], group[2], group[5])
        );
        assert_ne!(group[0], group[3]);
    }

    #[test]
    fn tables_and_lists_come_to_the_same() {
        let pairs: Vec<(u32, u32, f32)> = (0..40_u32)
            .flat_map(|a| (a + 1..40).map(move |b| (a, b, ((a * 7 + b * 13) % 17) as f32 / 17.0)))
            .collect();
        let grouped = |lists: bool| {
            let mut forest = Forest::new(40, &pairs, BAR);
            if lists {
                let mut alike = Alike::Lists(vec![FxHashMap::default(); 40]);
                for (a, b, similarity) in &pairs {
                    alike.add(*a, *b, f64::from(*similarity));
                    alike.add(*b, *a, f64::from(*similarity));
                }
                forest.alike = alike;
            }
            for (a, b, _) in pairs.iter().filter(|(_, _, similarity)| *similarity > 0.8) {
                forest.bring_together(*a, *b);
            }
            let roots: Vec<u32> = (0..40).map(|page| forest.root(page)).collect();
            let same = |a: usize, b: usize| roots[a] == roots[b];
            (0..40)
                .flat_map(|a| (0..40).map(move |b| (a, b)))
                .map(|(a, b)| same(a, b))
                .collect::<Vec<_>>()
        };
        assert_eq!(grouped(false), grouped(true));
    }
}
