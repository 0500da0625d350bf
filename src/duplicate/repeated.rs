//! Which shingles more than one page may have. Most stand in a single page; they are told apart by
//! two bits before anything is sorted.

use super::shingles::Shingle;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Places for each shingle: with eight, one in eight that stands alone is taken for repeated, which
/// only makes work.
const PLACES: usize = 8;

/// For each place two bits: was a shingle seen there, and was one seen again?
#[derive(Debug)]
pub(super) struct Repeated {
    bits: Vec<AtomicU64>,
}

impl Repeated {
    /// Looks at the shingles of all pages.
    pub(super) fn new(pages: &[Vec<Shingle>]) -> Self {
        let shingles: usize = pages.iter().map(Vec::len).sum();
        let words = (shingles * PLACES * 2 / 64).next_power_of_two();
        let bits: Vec<AtomicU64> = (0..words).map(|_| AtomicU64::new(0)).collect();
        pages.par_iter().flatten_iter().for_each(|shingle| {
            let (word, seen) = place(*shingle, words);
            let again = seen << 1;
            let before = bits[word].load(Relaxed);
            let news = before & seen == 0 && bits[word].fetch_or(seen, Relaxed) & seen == 0;
            if !news && before & again == 0 {
                bits[word].fetch_or(again, Relaxed);
            }
        });
        Self { bits }
    }

    /// Takes out of the shingles of a page those that no other page has; the sum of their factors.
    pub(super) fn keep(&self, shingles: &mut Vec<Shingle>) -> u64 {
        let mut alone = 0;
        shingles.retain(|shingle| {
            let (word, seen) = place(*shingle, self.bits.len());
            let again = self.bits[word].load(Relaxed) & seen << 1 != 0;
            alone += if again {
                0
            } else {
                u64::from(shingle.factor())
            };
            again
        });
        alone
    }
}

/// The word and the first bit of a shingle among so many words, a power of two.
fn place(shingle: Shingle, words: usize) -> (usize, u64) {
    let hash = shingle.hash();
    let word = (hash >> 16) as usize & (words - 1);
    (word, 1 << (hash >> 59 << 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicate::shingles::shingles;

    #[test]
    fn what_two_pages_have_is_kept() {
        let read = |words: &[u32]| shingles(words, &vec![255; words.len()], 3).collect::<Vec<_>>();
        let mut pages = vec![read(&[1, 2, 3, 4, 5]), read(&[9, 2, 3, 4, 8])];
        let repeated = Repeated::new(&pages);
        let alone: Vec<u64> = pages.iter_mut().map(|page| repeated.keep(page)).collect();
        assert_eq!((pages[0].len(), pages[1].len()), (1, 1));
        assert_eq!(alone, [510, 510]);
    }
}
