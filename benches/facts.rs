//! How fast articles are read, in MB/s. `cargo bench --bench facts`; with `FACTS_TEXTS=PATH` the articles
//! are those of a file or folder of the reader's own.

use crosscheck::article::{Article, ReadOptions, read};
use crosscheck::{Settings, facts};
use divan::counter::BytesCount;
use std::path::PathBuf;

fn main() {
    divan::main();
}

/// The articles that `FACTS_TEXTS` names, or those of the annotated clusters.
fn articles() -> Vec<Article> {
    let own = std::env::var_os("FACTS_TEXTS").map(PathBuf::from);
    let named =
        own.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/clusters"));
    read(&[named], &ReadOptions::default()).articles
}

/// Reads every article on one core, and on all that there are. The rates shown are MB of article
/// text a second.
#[divan::bench(args = [1, 0], sample_count = 20)]
fn reading(bencher: divan::Bencher<'_, '_>, threads: usize) {
    let articles = articles();
    let settings = Settings::new(jiff::civil::date(2024, 12, 31));
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let Ok(pool) = pool else { return };
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| pool.install(|| facts(divan::black_box(&articles), &settings)));
}

/// A megabyte of one thing over and over, without an end mark: it may cost no more than prose does
/// for each value read.
#[divan::bench(
    args = ["x", "7", ",", "\"", "a1-", "1-2-", "Smith (34) ", "one hundred and "],
    sample_count = 3
)]
fn monotony(bencher: divan::Bencher<'_, '_>, part: &str) {
    let text = part.repeat(1_000_000 / part.len());
    let article = Article {
        id: "a".into(),
        text,
        ..Article::default()
    };
    let articles = [article];
    let settings = Settings::new(jiff::civil::date(2024, 12, 31));
    bencher
        .counter(BytesCount::new(1_000_000_usize))
        .bench_local(|| facts(divan::black_box(&articles), &settings));
}
