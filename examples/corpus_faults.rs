//! Kills `crosscheck add` at random moments, and checks after each that the store opens, that it is
//! sound, and that no article is lost that was told as stored; then that another `add` finishes. With
//! READERS, that many programs check a draft again and again while articles are added.
//!
//! ```sh
//! cargo build --release
//! cargo run --release --example corpus_faults -- newswire.jsonl 100 /tmp/faults [READERS]
//! ```

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crosscheck::corpus::Corpus;

/// Longest time that `add` is left alone, in milliseconds; a whole run takes longer.
const LONGEST: u64 = 4_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [feed, runs, folder, ..] = &arguments[..] else {
        eprintln!("usage: corpus_faults FEED.jsonl RUNS FOLDER [READERS]");
        std::process::exit(2);
    };
    let runs: usize = runs.parse().expect("RUNS is a number");
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let ids = ids(Path::new(feed));
    kill(feed, &ids, runs, &folder.join("killed.db"));
    if let Some(readers) = arguments.get(3) {
        read(
            feed,
            &folder.join("read.db"),
            readers.parse().expect("READERS is a number"),
        );
    }
}

/// The ids of the articles, in order.
fn ids(feed: &Path) -> Vec<String> {
    let file = std::fs::File::open(feed).expect("the feed can be opened");
    let id = |line: std::io::Result<String>| {
        let line: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        Some(line["id"].as_str()?.to_owned())
    };
    BufReader::new(file).lines().filter_map(id).collect()
}

fn add(feed: &str, store: &Path) -> Command {
    let mut command = Command::new(program());
    command
        .args(["add", "--format", "json", "--isolated", "--corpus"])
        .args([store.as_os_str(), feed.as_ref()])
        .stdout(Stdio::piped());
    command
}

fn kill(feed: &str, ids: &[String], runs: usize, store: &Path) {
    let mut chance = Chance(0x5eed);
    let (mut killed, mut finished, mut lost, mut damaged) = (0, 0, 0, 0);
    let mut before = 0;
    clear(store);
    while killed < runs {
        let mut child = add(feed, store).spawn().expect("the program can be run");
        let out = child.stdout.take().expect("its output is piped");
        let told = std::thread::spawn(move || {
            let lines = BufReader::new(out).lines().map_while(Result::ok);
            let told = lines.filter_map(|line| {
                let line: serde_json::Value = serde_json::from_str(&line).ok()?;
                line["so_far"]["new"].as_u64()
            });
            told.last().unwrap_or(0) as usize
        });
        let end = Instant::now() + Duration::from_millis(chance.below(LONGEST));
        let status = loop {
            if let Some(status) = child.try_wait().expect("the program can be waited for") {
                break Some(status);
            }
            if Instant::now() >= end {
                child.kill().expect("the program can be killed");
                child.wait().expect("the program can be waited for");
                break None;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        let told = told.join().expect("the reader ends");
        if status.is_none() {
            killed += 1;
        }
        if !store.exists() {
            continue; // killed before there was a file
        }
        let (stored, problems) = look(store, ids);
        damaged += usize::from(!problems.is_empty());
        problems.iter().for_each(|problem| eprintln!("{problem}"));
        lost += (before + told).saturating_sub(stored);
        before = stored;
        if let Some(status) = status {
            assert!(status.success(), "add ended with {status}");
            assert_eq!(stored, ids.len(), "a run that ends has stored all");
            finished += 1;
            before = 0;
            clear(store);
        }
    }
    let status = add(feed, store)
        .stdout(Stdio::null())
        .status()
        .expect("the program can be run");
    let (stored, problems) = look(store, ids);
    assert!(status.success() && problems.is_empty() && stored == ids.len());
    println!(
        "killed {killed} times, finished {finished} times and once more at the end: {damaged} damaged stores, \
         {lost} articles lost of those told as stored"
    );
    clear(store);
}

/// How many of the articles are stored, the first of them without a gap, and what is wrong.
fn look(store: &Path, ids: &[String]) -> (usize, Vec<String>) {
    // Killed before the tables were there, the file is empty still; adding goes on from that.
    if std::fs::metadata(store).is_ok_and(|about| about.len() == 0) {
        return (0, Vec::new());
    }
    let corpus = match Corpus::open(store) {
        Ok(corpus) => corpus,
        Err(error) => {
            let young =
                error.to_string().contains("not a corpus") || error.to_string().contains("older");
            return match Corpus::create(store, Duration::from_secs(1)) {
                Ok(_) if young => (0, Vec::new()),
                _ => (0, vec![error.to_string()]),
            };
        }
    };
    let mut problems = corpus
        .verify()
        .unwrap_or_else(|error| vec![error.to_string()]);
    let stored = corpus.articles().unwrap_or(0);
    for id in ids.iter().take(stored) {
        if corpus.article(id).is_err() {
            problems.push(format!(
                "{id} is missing although {stored} articles are stored"
            ));
            break;
        }
    }
    (stored, problems)
}

/// Readers check a draft while articles are added.
fn read(feed: &str, store: &Path, readers: usize) {
    clear(store);
    drop(Corpus::create(store, Duration::from_secs(1)).expect("the store can be made"));
    let draft = store.with_extension("draft.txt");
    let text = "Showers continued throughout the week in the Bahia cocoa zone, Comissaria Smith said on \
                Thursday, February 26, 1987. Arrivals were 155,222 bags of 60 kilos.\n";
    std::fs::write(&draft, text).expect("there is room");
    let done = AtomicBool::new(false);
    let (mut times, wrong) = std::thread::scope(|scope| {
        let reader = || {
            let (mut times, mut wrong, mut last) = (Vec::new(), 0, 0);
            while !done.load(Ordering::Relaxed) {
                let start = Instant::now();
                let output = Command::new(program())
                    .args(["check", "--isolated", "--format", "json", "--corpus"])
                    .args([store, &draft])
                    .output()
                    .expect("the program can be run");
                times.push(start.elapsed());
                let report: serde_json::Value =
                    serde_json::from_slice(&output.stdout).unwrap_or_default();
                let against = report["checked_against"].as_u64();
                // The first article of the feed tells of the same; the count never falls.
                let facts = report["facts"].as_array().map_or(0, Vec::len);
                let sound = output.status.code().is_some_and(|code| code < 2)
                    && against.is_some_and(|n| n >= last && (n == 0 || facts > 0));
                wrong += usize::from(!sound);
                last = against.unwrap_or(last);
            }
            (times, wrong)
        };
        let readers: Vec<_> = (0..readers).map(|_| scope.spawn(reader)).collect();
        let status = add(feed, store)
            .stdout(Stdio::null())
            .status()
            .expect("the program can be run");
        assert!(status.success());
        done.store(true, Ordering::Relaxed);
        let mut all = (Vec::new(), 0);
        for reader in readers {
            let (times, wrong) = reader.join().expect("a reader ends");
            all.0.extend(times);
            all.1 += wrong;
        }
        all
    });
    times.sort_unstable();
    let ms = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1e3);
    println!(
        "{} checks by {readers} readers while articles were added: {wrong} errors or wrong answers; median \
         {:.0} ms, longest {:.0} ms",
        times.len(),
        ms(times.get(times.len() / 2)),
        ms(times.last())
    );
    let _ = std::fs::remove_file(&draft);
    clear(store);
}

fn clear(store: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = store.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
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

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % bound
    }
}
