//! Two documents word by word: what stands in both in the same order, and what stands between.

use super::compare::{self, Shared};
use super::vocabulary::ids;
use super::words::{self, Word};
use super::{Document, Passage};
use std::ops::Range;

/// A place where two copies differ: their bytes, perhaps none on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
    /// How many words stand there.
    pub(crate) words: (usize, usize),
}

/// A longer gap is something else and no change.
const LONGEST: usize = 60;

/// The places where two copies differ within what they share, and above it, in the order of the first.
pub(crate) fn gaps(a: &Document<'_>, b: &Document<'_>) -> Vec<Gap> {
    let (x, y) = (
        words::words(a.text, a.outside),
        words::words(b.text, b.outside),
    );
    let shared = in_order(&ids(&x), &ids(&y));
    let mut gaps = Vec::new();
    let mut last = (0, 0);
    for stretch in &shared {
        let (left, right) = (last.0..stretch.a.start, last.1..stretch.b.start);
        last = (stretch.a.end, stretch.b.end);
        if left.len().max(right.len()) <= LONGEST && !(left.is_empty() && right.is_empty()) {
            gaps.push(Gap {
                words: (left.len(), right.len()),
                a: between(&x, &left, a.text.len()),
                b: between(&y, &right, b.text.len()),
            });
        }
    }
    gaps
}

/// The stretches that two documents share in the same order, down to single words between longer
/// stretches.
pub(crate) fn aligned(a: &Document<'_>, b: &Document<'_>) -> Vec<Passage> {
    let (x, y) = (
        words::words(a.text, a.outside),
        words::words(b.text, b.outside),
    );
    let bytes = |words: &[Word]| Some(words.first()?.start as usize..words.last()?.end as usize);
    in_order(&ids(&x), &ids(&y))
        .into_iter()
        .filter_map(|stretch| {
            Some(Passage {
                a: bytes(x.get(stretch.a)?)?,
                b: bytes(y.get(stretch.b)?)?,
            })
        })
        .collect()
}

/// The bytes from the word before a range of words to the word after it.
fn between(words: &[Word], range: &Range<usize>, end: usize) -> Range<usize> {
    let before = range.start.checked_sub(1).and_then(|at| words.get(at));
    let start = before.map_or(0, |word| word.end as usize);
    start
        ..words
            .get(range.end)
            .map_or(end, |word| word.start as usize)
            .max(start)
}

/// Shared stretches whose order is the same in both, those between refined.
fn in_order(a: &[u32], b: &[u32]) -> Vec<Shared> {
    let shared = rising(compare::shared(a, b));
    let mut out: Vec<Shared> = Vec::new();
    let mut last = (0, 0);
    let end = Shared {
        a: a.len()..a.len(),
        b: b.len()..b.len(),
    };
    for stretch in shared.into_iter().chain([end]) {
        refine(
            a,
            b,
            (last.0..stretch.a.start, last.1..stretch.b.start),
            &mut out,
        );
        last = (stretch.a.end, stretch.b.end);
        if !stretch.a.is_empty() {
            add(&mut out, stretch);
        }
    }
    out
}

/// Adds a stretch, to the last one if it follows it on both sides.
fn add(out: &mut Vec<Shared>, stretch: Shared) {
    match out.last_mut() {
        Some(last) if last.a.end == stretch.a.start && last.b.end == stretch.b.start => {
            (last.a.end, last.b.end) = (stretch.a.end, stretch.b.end);
        }
        _ => out.push(stretch),
    }
}

/// The heaviest choice of stretches (in the order of the first document) that rise in the second too.
fn rising(shared: Vec<Shared>) -> Vec<Shared> {
    /// So many stretches are looked back at; texts that share more than that are long enough.
    const BACK: usize = 200;
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(shared.len());
    for (at, stretch) in shared.iter().enumerate() {
        let before = (at.saturating_sub(BACK)..at).filter(|k| shared[*k].b.end <= stretch.b.start);
        let chosen = before.max_by_key(|k| best[*k].0);
        let weight = chosen.map_or(0, |k| best[k].0) + stretch.a.len();
        best.push((weight, chosen));
    }
    let mut at = (0..best.len()).max_by_key(|k| best[*k].0);
    let mut kept = vec![false; shared.len()];
    while let Some(k) = at {
        kept[k] = true;
        at = best[k].1;
    }
    let mut kept = kept.into_iter();
    shared
        .into_iter()
        .filter(|_| kept.next() == Some(true))
        .collect()
}

/// Adds the single words that two short gaps have in the same order.
fn refine(a: &[u32], b: &[u32], gap: (Range<usize>, Range<usize>), out: &mut Vec<Shared>) {
    let (Some(x), Some(y)) = (a.get(gap.0.clone()), b.get(gap.1.clone())) else {
        return;
    };
    if x.is_empty() || y.is_empty() || x.len().max(y.len()) > LONGEST {
        return;
    }
    // The longest common subsequence from each place on.
    let columns = y.len() + 1;
    let mut longest = vec![0_u16; (x.len() + 1) * columns];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            longest[i * columns + j] = if x[i] == y[j] {
                longest[(i + 1) * columns + j + 1] + 1
            } else {
                longest[(i + 1) * columns + j].max(longest[i * columns + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        if x[i] == y[j] {
            let (at, to) = (gap.0.start + i, gap.1.start + j);
            add(
                out,
                Shared {
                    a: at..at + 1,
                    b: to..to + 1,
                },
            );
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * columns + j] >= longest[i * columns + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document<'_> {
        Document {
            text,
            outside: &[],
            date: None,
        }
    }

    #[test]
    fn gaps_are_what_stands_between_the_words_of_both() {
        let a = "The ferry sank off Kolba with 12 aboard and 30 crates, the harbour master said.";
        let b = "The ferry sank off Kolba with 15 aboard and 40 crates, the harbour master said.";
        let found = gaps(&document(a), &document(b));
        let told: Vec<_> = found
            .iter()
            .map(|gap| (a[gap.a.clone()].trim(), b[gap.b.clone()].trim()))
            .collect();
        assert_eq!(told, [("12", "15"), ("30", "40")]);
    }

    #[test]
    fn stretches_that_changed_places_are_shared_once() {
        let (one, two) = ("alpha beta gamma delta", "epsilon zeta eta theta iota");
        let (a, b) = (format!("{one}. {two}."), format!("{two}. {one}."));
        let found = aligned(&document(&a), &document(&b));
        assert_eq!(found.len(), 1);
        assert_eq!(&a[found[0].a.clone()], two);
    }
}
