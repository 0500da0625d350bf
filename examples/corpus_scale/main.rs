//! Builds a corpus of any size and tells what it takes: articles and megabytes a second, bytes stored
//! for each byte of text, peak memory; then how long `crosscheck check` takes as a whole process.
//!
//! ```sh
//! cargo build --release
//! cargo run --release --example corpus_scale -- newswire.jsonl.gz 100000 /tmp/scale.db [CHECKS]
//! ```
//!
//! The articles are those of a file of JSON Lines, told over and over with other figures, names and
//! days (`newswire.rs`), the same every time. A store that is there already is only checked against.

mod newswire;

use crosscheck::Settings;
use crosscheck::corpus::{AddEvent, Corpus, PATIENCE, Sink};
use newswire::Newswire;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [source, articles, store, ..] = &arguments[..] else {
        eprintln!("usage: corpus_scale NEWSWIRE.jsonl[.gz] ARTICLES STORE [CHECKS]");
        std::process::exit(2);
    };
    let articles: usize = articles.parse().expect("ARTICLES is a number");
    let checks: usize = arguments
        .get(3)
        .map_or(100, |n| n.parse().expect("CHECKS is a number"));
    let newswire = Newswire::read(Path::new(source));
    let store = PathBuf::from(store);
    if store.exists() {
        println!("{} is there already", store.display());
    } else {
        build(&newswire, articles, &store);
    }
    if checks > 0 {
        check(&newswire, articles, &store, checks);
    }
}

/// Builds a store and tells what that took.
fn build(newswire: &Newswire, articles: usize, store: &Path) {
    let today = jiff::civil::date(2026, 11, 1);
    let mut corpus = Corpus::create(store, PATIENCE).expect("the store can be made");
    let start = Instant::now();
    let feed = |sink: Sink<'_>| {
        for at in 0..articles {
            if sink(Ok(newswire.article(at))).is_break() {
                return;
            }
        }
    };
    let mut next = 1;
    let added = corpus.add(feed, &Settings::new(today), &mut |event| {
        if let AddEvent::Stored(tally) = event
            && tally.new * 20 >= articles * next
        {
            next = tally.new * 20 / articles + 1;
            let seconds = start.elapsed().as_secs_f64();
            eprintln!(
                "{:>9} articles, {seconds:.0} s, {} MiB at most",
                tally.new,
                peak()
            );
        }
    });
    let added = added.expect("the articles can be added");
    let seconds = start.elapsed().as_secs_f64();
    drop(corpus);
    let size = std::fs::metadata(store).expect("the store is there").len();
    println!(
        "{} articles, {:.1} MB of text in {seconds:.1} s: {:.0} articles/s, {:.2} MB/s",
        added.new,
        added.bytes as f64 / 1e6,
        added.new as f64 / seconds,
        added.bytes as f64 / 1e6 / seconds,
    );
    println!(
        "{:.1} MB stored, {:.2} bytes a byte of text; {} MiB of memory at most; {} mentions, {} duplicates",
        size as f64 / 1e6,
        size as f64 / added.bytes as f64,
        peak(),
        added.mentions,
        added.duplicates
    );
}

/// The most memory that this process has had, in MiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kibibytes.unwrap_or(0) / 1024
}

/// Checks drafts, each by a process of its own: articles of the store with one paragraph less and
/// other figures, and articles that the store does not hold.
fn check(newswire: &Newswire, articles: usize, store: &Path, checks: usize) {
    let program = program();
    let draft = store.with_extension("draft.txt");
    let mut times = Vec::new();
    let before = processor_time();
    let mut statuses = [0_usize; 3];
    for number in 0..checks {
        std::fs::write(&draft, newswire.draft(number, checks, articles)).expect("there is room");
        let start = Instant::now();
        let status = Command::new(&program)
            .args(["check", "--isolated", "--today", "2026-11-01", "--corpus"])
            .args([store, &draft])
            .stdout(Stdio::null())
            .status()
            .expect("the program can be run");
        times.push(start.elapsed());
        statuses[status.code().unwrap_or(2).clamp(0, 2) as usize] += 1;
    }
    let _ = std::fs::remove_file(&draft);
    let processor = (processor_time() - before) / checks as f64;
    let first = times[0];
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "check, {checks} whole processes: median {:.1} ms, 99th percentile {:.1} ms, first {:.1} ms, longest \
         {:.1} ms; {processor:.1} ms of processor time on average; ended with 0: {}, 1: {}, 2: {}",
        ms(at(0.5)),
        ms(at(0.99)),
        ms(first),
        ms(at(1.0)),
        statuses[0],
        statuses[1],
        statuses[2]
    );
}

/// Milliseconds of processor time that ended children have had; 0 where the system does not say.
fn processor_time() -> f64 {
    const TICK: f64 = 10.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat
        .rsplit_once(')')
        .map_or("", |(_, rest)| rest)
        .split_whitespace();
    let ticks: Vec<f64> = fields
        .skip(13)
        .take(2)
        .filter_map(|n| n.parse().ok())
        .collect();
    ticks.iter().sum::<f64>() * TICK
}

/// The program beside this one.
fn program() -> PathBuf {
    let here = std::env::current_exe().expect("this program is a file");
    let folder = here
        .parent()
        .and_then(Path::parent)
        .expect("it is in target/PROFILE/examples");
    folder.join(format!("crosscheck{}", std::env::consts::EXE_SUFFIX))
}
