//! Near-duplicates as the crate gaoya finds them: MinHash signatures in bands.

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};
use xxhash_rust::xxh3::xxh3_64;

const BANDS: usize = 32;
const WIDTH: usize = 4;
/// Words in a shingle.
const LENGTH: usize = 5;
/// Jaccard similarity from which pages are taken for near-duplicates.
const THRESHOLD: f64 = 0.3;

/// How many groups of two or more there are.
pub(crate) fn groups(texts: &[String]) -> usize {
    let hasher = MinHasher32::new(BANDS * WIDTH);
    let mut index = MinHashIndex::new(BANDS, WIDTH, THRESHOLD);
    for (id, text) in texts.iter().enumerate() {
        index.insert(id, hasher.create_signature(shingles(text).into_iter()));
    }
    let mut group: Vec<usize> = (0..texts.len()).collect();
    for id in 0..texts.len() {
        for other in index.query_by_id_owned(&id) {
            let (a, b) = (root(&group, id), root(&group, other));
            group[a.max(b)] = a.min(b);
        }
    }
    let mut sizes = vec![0; texts.len()];
    (0..texts.len()).for_each(|id| sizes[root(&group, id)] += 1);
    sizes.into_iter().filter(|size| *size > 1).count()
}

fn root(group: &[usize], mut id: usize) -> usize {
    while group[id] != id {
        id = group[id];
    }
    id
}

/// Five words in a row as one number each.
fn shingles(text: &str) -> Vec<u64> {
    let text = text.to_ascii_lowercase();
    let words: Vec<u64> = text
        .split_whitespace()
        .map(|word| xxh3_64(word.as_bytes()))
        .collect();
    let mixed = |run: &[u64]| {
        run.iter().fold(0_u64, |sum, word| {
            (sum.rotate_left(17) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })
    };
    words.windows(LENGTH).map(mixed).collect()
}
