//! Gradient boosting of small regression trees for a yes-or-no question: Newton steps on the
//! logistic loss, features cut into bins (Friedman 2001; Chen and Guestrin 2016).

use crosscheck::align::{Forest, Node};

/// How a forest is grown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// How many trees.
    pub trees: usize,
    /// How many splits lie one under the other.
    pub depth: usize,
    /// What share of each tree's advice is taken.
    pub rate: f64,
    /// What holds leaves near 0: added to the sum of second derivatives.
    pub ridge: f64,
    /// The least sum of second derivatives in a leaf.
    pub least: f64,
    /// The share of the features that each tree may ask for: trees that ask other questions err
    /// otherwise, and their errors cancel out (Breiman 2001).
    pub share: f64,
}

/// May a tree ask for a feature? A share of all is dealt out, the same in each run.
fn offered(share: f64, tree: usize, feature: usize) -> bool {
    // The finalizer of SplitMix64.
    let mut x = ((tree as u64) << 32 | feature as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^= x >> 31;
    (x >> 11) as f64 / (1u64 << 53) as f64 <= share
}

/// A labelled row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The features.
    pub values: Vec<f64>,
    /// The answer.
    pub yes: bool,
    /// How much it counts.
    pub weight: f64,
}

/// How many bins a feature is cut into at the most.
const BINS: usize = 48;

/// Rows as bins.
struct Binned {
    width: usize,
    /// The bins of all rows, row after row.
    bins: Vec<u8>,
    /// For each feature the lower ends of its bins but the first.
    cuts: Vec<Vec<f64>>,
}

impl Binned {
    fn new(rows: &[&Row]) -> Self {
        let width = rows.first().map_or(0, |r| r.values.len());
        let cuts: Vec<Vec<f64>> = (0..width)
            .map(|k| cuts_of(rows.iter().map(|r| r.values[k]).collect()))
            .collect();
        let bin = |(v, cuts): (&f64, &Vec<f64>)| cuts.partition_point(|cut| cut <= v) as u8;
        let bins = rows
            .iter()
            .flat_map(|r| r.values.iter().zip(&cuts).map(bin))
            .collect();
        Self { width, bins, cuts }
    }

    fn row(&self, row: u32) -> &[u8] {
        let start = row as usize * self.width;
        &self.bins[start..start + self.width]
    }
}

/// Cuts between the values of a feature, at the most `BINS - 1`, with as many rows between each.
fn cuts_of(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    let middle = |a: f64, b: f64| {
        // Four places are enough, and keep the table readable.
        let cut = ((a + b) / 2.0 * 1e4).round() / 1e4;
        if cut > a && cut <= b { cut } else { b }
    };
    if distinct.len() <= BINS {
        return distinct.windows(2).map(|w| middle(w[0], w[1])).collect();
    }
    // Half of the bins by rank among the distinct values, so that the rare large ones count too.
    let mut cuts: Vec<f64> = (1..BINS)
        .map(|k| {
            let at = k * distinct.len() / BINS;
            middle(distinct[at - 1], distinct[at])
        })
        .collect();
    cuts.dedup();
    cuts
}

#[derive(Clone, Copy, Default)]
struct Sums {
    gradient: f64,
    curve: f64,
}

/// The sums of a node's rows, for each feature offered and each bin.
type Histogram = Vec<[Sums; BINS]>;

/// Grows a forest on labelled rows.
pub(crate) fn grow(rows: &[&Row], settings: Settings) -> Forest {
    let binned = Binned::new(rows);
    let positive: f64 = rows.iter().filter(|r| r.yes).map(|r| r.weight).sum();
    let all: f64 = rows.iter().map(|r| r.weight).sum();
    let share = (positive / all.max(1e-9)).clamp(1e-4, 1.0 - 1e-4);
    let base = (share / (1.0 - share)).ln();
    let mut scores = vec![base; rows.len()];
    let mut trees = Vec::with_capacity(settings.trees);
    let mut steps = vec![Sums::default(); rows.len()];
    for tree in 0..settings.trees {
        for ((step, row), score) in steps.iter_mut().zip(rows).zip(&scores) {
            let p = 1.0 / (1.0 + (-score).exp());
            step.gradient = (f64::from(u8::from(row.yes)) - p) * row.weight;
            step.curve = (p * (1.0 - p)).max(1e-6) * row.weight;
        }
        let mut grower = Grower {
            binned: &binned,
            steps: &steps,
            settings,
            offered: (0..binned.width)
                .filter(|feature| offered(settings.share, tree, *feature))
                .collect(),
            scores: &mut scores,
        };
        let all: Vec<u32> = (0..rows.len() as u32).collect();
        let histogram = grower.histogram(&all);
        trees.push(grower.node(all, histogram, settings.depth));
    }
    Forest { base, trees }
}

struct Grower<'g> {
    binned: &'g Binned,
    steps: &'g [Sums],
    settings: Settings,
    /// The features that the tree may ask for.
    offered: Vec<usize>,
    scores: &'g mut [f64],
}

impl Grower<'_> {
    fn node(&mut self, rows: Vec<u32>, histogram: Histogram, depth: usize) -> Node {
        if depth > 0
            && let Some((feature, bin)) = self.best_split(&histogram)
        {
            let (below, above): (Vec<u32>, Vec<u32>) = rows
                .iter()
                .partition(|&&r| self.binned.row(r)[feature] <= bin);
            let cut = self.binned.cuts[feature][usize::from(bin)];
            let (of_below, of_above) = if depth > 1 {
                self.halves(histogram, &below, &above)
            } else {
                (Histogram::new(), Histogram::new())
            };
            return Node::Split {
                feature,
                cut,
                below: Box::new(self.node(below, of_below, depth - 1)),
                above: Box::new(self.node(above, of_above, depth - 1)),
            };
        }
        let mut sums = Sums::default();
        for &r in &rows {
            sums.gradient += self.steps[r as usize].gradient;
            sums.curve += self.steps[r as usize].curve;
        }
        let exact = self.settings.rate * sums.gradient / (sums.curve + self.settings.ridge);
        let value = (exact * 1e4).round() / 1e4;
        for &r in &rows {
            self.scores[r as usize] += value;
        }
        Node::Leaf(value)
    }

    fn histogram(&self, rows: &[u32]) -> Histogram {
        let mut out = vec![[Sums::default(); BINS]; self.offered.len()];
        for &r in rows {
            let step = self.steps[r as usize];
            let bins = self.binned.row(r);
            for (sums, feature) in out.iter_mut().zip(&self.offered) {
                let sums = &mut sums[usize::from(bins[*feature])];
                sums.gradient += step.gradient;
                sums.curve += step.curve;
            }
        }
        out
    }

    /// The histograms of the two parts of a node: the smaller is counted, the other is the rest.
    fn halves(&self, whole: Histogram, below: &[u32], above: &[u32]) -> (Histogram, Histogram) {
        let smaller = self.histogram(if below.len() < above.len() {
            below
        } else {
            above
        });
        let mut rest = whole;
        for (rest, counted) in rest.iter_mut().flatten().zip(smaller.iter().flatten()) {
            rest.gradient -= counted.gradient;
            rest.curve -= counted.curve;
        }
        if below.len() < above.len() {
            (smaller, rest)
        } else {
            (rest, smaller)
        }
    }

    /// The feature and the last bin below the cut that gain most.
    fn best_split(&self, histogram: &Histogram) -> Option<(usize, u8)> {
        let mut best = (1e-3, None);
        let worth = |s: Sums| s.gradient * s.gradient / (s.curve + self.settings.ridge);
        for (&feature, bins) in self.offered.iter().zip(histogram) {
            let cuts = self.binned.cuts[feature].len();
            let mut all = Sums::default();
            for bin in &bins[..=cuts] {
                all.gradient += bin.gradient;
                all.curve += bin.curve;
            }
            let mut below = Sums::default();
            for (bin, sums) in bins[..cuts].iter().enumerate() {
                below.gradient += sums.gradient;
                below.curve += sums.curve;
                let above = Sums {
                    gradient: all.gradient - below.gradient,
                    curve: all.curve - below.curve,
                };
                if below.curve < self.settings.least || above.curve < self.settings.least {
                    continue;
                }
                let gain = worth(below) + worth(above) - worth(all);
                if gain > best.0 {
                    best = (gain, Some((feature, bin as u8)));
                }
            }
        }
        best.1
    }
}
