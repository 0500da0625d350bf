//! How long grouping takes, and how it grows. `cargo bench --bench groups`; with
//! `GROUPS_TEXTS=FILE` one article a line is read from FILE in place of invented ones.

use crosscheck::duplicate::{Document, group};
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

/// `count` articles: those of the file named by `GROUPS_TEXTS`, or invented ones of which a third are
/// edited copies of the one before.
fn articles(count: usize) -> Vec<String> {
    if let Some(text) =
        std::env::var_os("GROUPS_TEXTS").and_then(|path| std::fs::read_to_string(path).ok())
    {
        return text.lines().take(count).map(str::to_owned).collect();
    }
    let mut all: Vec<String> = Vec::new();
    for i in 0..count {
        let copy = all
            .last()
            .filter(|_| i % 3 == 2)
            .map(|last| last.replace("ka1", "other"));
        all.push(copy.unwrap_or_else(|| invented(i as u64)));
    }
    all
}

/// Some 140 words, common ones and rare ones.
fn invented(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let word = |_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let rank = 1_u64 << (state >> 60);
        format!("ka{}", (state >> 33) % (rank + 4))
    };
    (0..140).map(word).collect::<Vec<_>>().join(" ")
}

#[divan::bench(args = [100, 1_000, 5_000, 20_000], sample_count = 5)]
fn grouping(bencher: divan::Bencher<'_, '_>, count: usize) {
    let texts = articles(count);
    let documents: Vec<_> = texts
        .iter()
        .map(|text| Document {
            text,
            outside: &[],
            date: None,
        })
        .collect();
    bencher
        .counter(ItemsCount::new(texts.len()))
        .counter(BytesCount::new(
            texts.iter().map(String::len).sum::<usize>(),
        ))
        .bench_local(|| group(divan::black_box(&documents)));
}
