//! Shingles: runs of words, each as one number.

/// The bits of a shingle that are its hash; the rest says how much the shingle counts.
const HASH: u64 = !0xffff;

/// Words in a step of [`Shingle::place`].
pub(super) const PLACE: usize = 8;

/// A run of words: its hash, and how much it counts where it stands, in one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shingle(u64);

impl Shingle {
    fn new(hash: u64, factor: u8, place: usize) -> Self {
        Self(hash & HASH | (place / PLACE).min(255) as u64 | u64::from(factor) << 8)
    }

    /// What is the same wherever these words stand.
    pub(super) fn hash(self) -> u64 {
        self.0 & HASH
    }

    /// How much the shingle counts in its page, 1 to 255.
    pub(super) fn factor(self) -> u8 {
        (self.0 >> 8 & 0xff) as u8
    }

    /// Is this one of the shingles that stand for all, one in `sampled`, a power of two? The same
    /// words are or are not, wherever they stand.
    pub(super) fn is_sampled(self, sampled: u32) -> bool {
        (self.0 >> 24) as u32 & (sampled - 1) == 0
    }

    /// How far down the page it stands, in steps of [`PLACE`] words.
    pub(super) fn place(self) -> u8 {
        (self.0 & 0xff) as u8
    }
}

/// The runs of `length` words of a page in the order of the text, without those that do not count.
pub(super) fn shingles(
    words: &[u32],
    factors: &[u8],
    length: usize,
) -> impl Iterator<Item = Shingle> {
    words
        .windows(length)
        .zip(factors.iter().skip(length / 2))
        .enumerate()
        .filter(|(_, (_, factor))| **factor > 0)
        .map(|(place, (run, factor))| Shingle::new(mixed(run), *factor, place))
}

/// One hash of several words in their order.
fn mixed(run: &[u32]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let sum = run.iter().fold(0_u64, |sum, word| {
        (sum.rotate_left(17) ^ u64::from(*word)).wrapping_mul(ODD)
    });
    (sum ^ sum >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicate::{
        vocabulary::ids,
        words::{factors, words},
    };

    fn hashes(text: &str) -> Vec<u64> {
        let words = words(text, &[]);
        shingles(&ids(&words), &factors(&words), 5)
            .map(Shingle::hash)
            .collect()
    }

    #[test]
    fn order_of_words_matters() {
        assert_ne!(hashes("a b c d e"), hashes("b a c d e"));
        assert_eq!(hashes("A b, c d e!"), hashes("a b c d e"));
    }

    #[test]
    fn fewer_words_than_a_shingle_make_none() {
        assert!(hashes("a b c d").is_empty());
        assert_eq!(hashes("a b c d e f").len(), 2);
    }
}
