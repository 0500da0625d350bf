//! From pairs to groups, so that one page with parts of many stories does not tie them together.

use super::score::Pair;
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
    let mut links: Vec<&Pair> = pairs
        .iter()
        .filter(|pair| pair.similarity >= bar.pair)
        .collect();
    links.sort_by(|x, y| {
        y.similarity
            .total_cmp(&x.similarity)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut forest = Forest::new(pages, pairs, bar);
    for link in links {
        forest.bring_together(link.a, link.b);
    }
    (0..pages as u32).map(|page| forest.root(page)).collect()
}

/// Groups in the making.
struct Forest {
    bar: Bar,
    parent: Vec<u32>,
    size: Vec<u32>,
    /// By group, how alike its pages and those of another are, summed over the pairs.
    alike: Vec<FxHashMap<u32, f64>>,
}

impl Forest {
    fn new(pages: usize, pairs: &[Pair], bar: Bar) -> Self {
        let mut alike = vec![FxHashMap::default(); pages];
        for pair in pairs {
            alike[pair.a as usize].insert(pair.b, f64::from(pair.similarity));
            alike[pair.b as usize].insert(pair.a, f64::from(pair.similarity));
        }
        Self {
            bar,
            parent: (0..pages as u32).collect(),
            size: vec![1; pages],
            alike,
        }
    }

    /// The group of a page.
    fn root(&mut self, mut page: u32) -> u32 {
        while self.parent[page as usize] != page {
            let above = self.parent[self.parent[page as usize] as usize];
            self.parent[page as usize] = above;
            page = above;
        }
        page
    }

    /// Makes one group of those of two pages if they are alike on average.
    fn bring_together(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let sum = self.alike[a as usize].get(&b).copied().unwrap_or(0.0);
        let pairs = f64::from(self.size[a as usize]) * f64::from(self.size[b as usize]);
        if a != b && sum >= f64::from(self.bar.average) * pairs {
            self.merge(a, b);
        }
    }

    /// Moves what is known of the group with fewer neighbours to the other.
    fn merge(&mut self, a: u32, b: u32) {
        let more =
            |x: u32, y: u32| (self.alike[x as usize].len(), y) > (self.alike[y as usize].len(), x);
        let (into, from) = if more(a, b) { (a, b) } else { (b, a) };
        self.parent[from as usize] = into;
        self.size[into as usize] += self.size[from as usize];
        self.alike[into as usize].remove(&from);
        for (other, sum) in std::mem::take(&mut self.alike[from as usize]) {
            if other != into {
                *self.alike[into as usize].entry(other).or_insert(0.0) += sum;
                self.alike[other as usize].remove(&from);
                *self.alike[other as usize].entry(into).or_insert(0.0) += sum;
            }
        }
    }
}
