//! What words mean, as vectors: near in meaning, near in direction.
//!
//! `meanings.txt` has a line for each of 21,719 English words (the whole words of the BERT
//! vocabulary): the word, a space, and 64 characters, one for each dimension: the character's
//! code less 80. They were made once from the public sentence encoder all-MiniLM-L6-v2 (Apache-2.0):
//! each word was encoded alone, its tokens' outputs averaged, the mean over all words taken off,
//! the first 64 principal components kept, and each vector scaled to the same length. Nothing is
//! learnt or looked up at run time.

use rustc_hash::FxHashMap;

/// How many dimensions a meaning has.
pub const DIMENSIONS: usize = 64;

/// A direction in the space of meanings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meaning {
    parts: [i8; DIMENSIONS],
    length: f32,
}

impl Meaning {
    /// The cosine of the angle between two meanings, -1 to 1.
    pub fn likeness(&self, other: &Meaning) -> f64 {
        let dot: i32 = self
            .parts
            .iter()
            .zip(&other.parts)
            .map(|(a, b)| i32::from(*a) * i32::from(*b))
            .sum();
        f64::from(dot as f32 / (self.length * other.length))
    }

    fn new(parts: [i8; DIMENSIONS]) -> Option<Self> {
        let square: i32 = parts.iter().map(|p| i32::from(*p) * i32::from(*p)).sum();
        (square > 0).then(|| Self {
            parts,
            length: (square as f32).sqrt(),
        })
    }
}

/// The table of meanings.
#[derive(Debug)]
pub struct Meanings {
    by_word: FxHashMap<&'static str, &'static [u8]>,
}

/// The character that stands for 0.
const ZERO: i8 = b'P' as i8;

impl Meanings {
    /// The table compiled in.
    pub fn builtin() -> Self {
        let rows = include_str!("meanings.txt").lines();
        Self {
            by_word: rows
                .filter_map(|row| row.split_once(' '))
                .map(|(word, parts)| (word, parts.as_bytes()))
                .collect(),
        }
    }

    /// The meaning of a word in lower case; `None` for one that the table does not have.
    pub fn of(&self, word: &str) -> Option<Meaning> {
        let row: &[u8; DIMENSIONS] = (*self.by_word.get(word)?).try_into().ok()?;
        Meaning::new(row.map(|c| (c as i8).saturating_sub(ZERO)))
    }
}

/// A weighted sum of meanings.
#[derive(Debug, Clone)]
pub struct Blend {
    sum: [f32; DIMENSIONS],
}

impl Default for Blend {
    fn default() -> Self {
        Self {
            sum: [0.0; DIMENSIONS],
        }
    }
}

impl Blend {
    /// Adds a meaning with a weight.
    pub fn add(&mut self, meaning: &Meaning, weight: f32) {
        let scale = weight / meaning.length;
        for (sum, part) in self.sum.iter_mut().zip(&meaning.parts) {
            *sum += scale * f32::from(*part);
        }
    }

    /// The direction of the sum; `None` where nothing was added.
    pub fn meaning(&self) -> Option<Meaning> {
        let length = self.sum.iter().map(|s| s * s).sum::<f32>().sqrt();
        if length <= f32::EPSILON {
            return None;
        }
        // Of 64 parts of a unit vector few exceed 0.5.
        let scale = 254.0 / length;
        Meaning::new(
            self.sum
                .map(|s| (s * scale).round().clamp(-127.0, 127.0) as i8),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_word_and_all_dimensions() {
        let meanings = Meanings::builtin();
        assert_eq!(
            meanings.by_word.len(),
            include_str!("meanings.txt").lines().count()
        );
        for (word, row) in &meanings.by_word {
            assert_eq!(row.len(), DIMENSIONS, "{word}");
            assert!(meanings.of(word).is_some(), "{word}");
        }
    }

    #[test]
    fn words_near_in_meaning_are_near() {
        let meanings = Meanings::builtin();
        let likeness =
            |a: &str, b: &str| meanings.of(a).unwrap().likeness(&meanings.of(b).unwrap());
        assert!(likeness("troops", "soldiers") > 0.7);
        assert!(likeness("killed", "dead") > 0.6);
        assert!(likeness("bridges", "killed") < 0.2);
        assert!((likeness("bridge", "bridge") - 1.0).abs() < 1e-6);
        assert!(meanings.of("qqqq").is_none());
    }

    #[test]
    fn a_blend_lies_between() {
        let meanings = Meanings::builtin();
        let (train, crash) = (meanings.of("train").unwrap(), meanings.of("crash").unwrap());
        let mut blend = Blend::default();
        assert!(blend.meaning().is_none());
        blend.add(&train, 1.0);
        blend.add(&crash, 1.0);
        let both = blend.meaning().unwrap();
        assert!(both.likeness(&train) > train.likeness(&crash));
        assert!(both.likeness(&crash) > train.likeness(&crash));
    }
}
