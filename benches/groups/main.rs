//! How much time and memory grouping takes, how it grows, and how that compares with MinHash-LSH.
//!
//! `cargo bench --bench groups`; with `GROUPS_TEXTS=FILE` (JSON Lines, perhaps gzipped, a `text` in
//! each) on real articles in place of invented ones. Every run is a process of its own that reads
//! its articles from a file, cuts them into words and groups them; its processor time and its
//! highest memory are those of the process. The rival is the crate gaoya at 128 hashes (32 bands of
//! 4) over five-word shingles, signatures made from hashes that cost next to nothing.

mod corpus;
mod rival;

use crosscheck::duplicate::{Document, group};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Runs of each kind; the one that took least is told.
const RUNS: usize = 3;
/// A fifth of the articles of the large corpus.
const INVENTED: usize = 20_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--one") {
        Some(at) => one(&arguments[at + 1], Path::new(&arguments[at + 2])),
        None => all(),
    }
}

/// One run in a process of its own.
fn one(method: &str, path: &Path) {
    let started = Instant::now();
    let threads = method.parse().unwrap_or(1);
    let (articles, bytes, groups, busiest) = in_pool(threads, || {
        let texts = corpus::read(path);
        let groups = match method {
            "gaoya" => rival::groups(&texts),
            _ => crosscheck_groups(&texts),
        };
        let bytes: usize = texts.iter().map(String::len).sum();
        (texts.len(), bytes, groups, busiest_thread())
    });
    let wall = started.elapsed().as_secs_f64();
    let (cpu, peak) = (processor_seconds("/proc/self/stat"), peak_memory());
    println!("{articles} {bytes} {groups} {wall} {cpu} {busiest} {peak}");
}

fn in_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads can be started").install(work)
}

fn crosscheck_groups(texts: &[String]) -> usize {
    let documents: Vec<_> = texts
        .iter()
        .map(|text| Document {
            text,
            outside: &[],
            date: None,
        })
        .collect();
    group(&documents).groups.len()
}

/// Seconds of processor time that a process or a thread took, where the system tells (Linux).
fn processor_seconds(stat: impl AsRef<Path>) -> f64 {
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string(stat).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// Processor time of the thread that took most: how long the run takes where every thread has a core
/// to itself, whatever else the machine does.
fn busiest_thread() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    threads
        .map(|thread| processor_seconds(thread.path().join("stat")))
        .fold(0.0, f64::max)
}

/// The most memory that this process ever held, in bytes, where the system tells (Linux).
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1024
}

/// What a run told.
#[derive(Debug, Clone, Copy)]
struct Figures {
    articles: f64,
    bytes: f64,
    groups: f64,
    wall: f64,
    cpu: f64,
    busiest: f64,
    peak: f64,
}

/// All runs, each several times in turn, and how they compare.
fn all() {
    let (small, large) = corpora();
    let cases = [
        ("gaoya", &small),
        ("1", &small),
        ("2", &small),
        ("gaoya", &large),
        ("1", &large),
        ("2", &large),
    ];
    let mut best: Vec<Option<Figures>> = vec![None; cases.len()];
    for _ in 0..RUNS {
        for (best, (method, path)) in best.iter_mut().zip(&cases) {
            let run = in_child(method, path);
            *best = match (*best, run) {
                (Some(one), Some(two)) if one.cpu <= two.cpu => Some(one),
                (one, two) => two.or(one),
            };
        }
    }
    let told: Vec<Figures> = best.into_iter().flatten().collect();
    for ((method, _), figures) in cases.iter().zip(&told) {
        tell(method, figures);
    }
    if let [rival, one, two, large_rival, large, large_two] = told[..] {
        println!(
            "processor time of gaoya's: {:.2} small, {:.2} large",
            one.cpu / rival.cpu,
            large.cpu / large_rival.cpu
        );
        println!(
            "two threads faster by: {:.2} small, {:.2} large",
            one.busiest / two.busiest,
            large.busiest / large_two.busiest
        );
        let linear = large.bytes / one.bytes;
        println!(
            "growth beyond linear: {:.2}; gaoya's {:.2}",
            large.cpu / one.cpu / linear,
            large_rival.cpu / rival.cpu / linear
        );
    }
}

fn tell(method: &str, f: &Figures) {
    let name = if method == "gaoya" {
        "gaoya, 128 hashes".to_owned()
    } else {
        format!("crosscheck, {method} thread(s)")
    };
    println!(
        "{name:24} {:7} articles {:6.1} MB {:6} groups  cpu {:6.2} s  busiest thread {:6.2} s  wall {:6.2} s  {:5.1} bytes a byte",
        f.articles,
        f.bytes / 1e6,
        f.groups,
        f.cpu,
        f.busiest,
        f.wall,
        f.peak / f.bytes
    );
}

fn in_child(method: &str, path: &Path) -> Option<Figures> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program)
        .arg("--one")
        .arg(method)
        .arg(path)
        .output()
        .ok()?;
    let line = String::from_utf8(output.stdout).ok()?;
    let numbers: Vec<f64> = line
        .split_whitespace()
        .filter_map(|n| n.parse().ok())
        .collect();
    let &[articles, bytes, groups, wall, cpu, busiest, peak] = numbers.as_slice() else {
        return None;
    };
    Some(Figures {
        articles,
        bytes,
        groups,
        wall,
        cpu,
        busiest,
        peak,
    })
}

/// A corpus and the same five times over with edits.
fn corpora() -> (PathBuf, PathBuf) {
    let texts = match std::env::var_os("GROUPS_TEXTS") {
        Some(path) => corpus::read(Path::new(&path)),
        None => corpus::invented(INVENTED),
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (small, large) = (folder.join("groups-1.jsonl"), folder.join("groups-5.jsonl"));
    corpus::write(&small, &texts);
    corpus::write(&large, &corpus::five_times(&texts));
    (small, large)
}
