//! Damage, interruption and several programs at once. `examples/corpus_faults.rs` kills whole
//! processes; here the faults are those that a test can make.

use super::*;
use crosscheck::corpus::{AddEvent, CorpusError};
use rusqlite::Connection;
use std::ops::ControlFlow;
use std::time::Duration;

fn many(count: usize) -> Vec<Article> {
    let one = |at: usize| {
        article(
            &format!("{at}.txt"),
            &format!(
                "{} people died near Ratnanagar on {} May 2020, police in Chitwan{at} said.",
                at + 2,
                at % 28 + 1
            ),
        )
    };
    (0..count).map(one).collect()
}

#[test]
fn whoever_stops_half_way_has_whole_batches_and_can_go_on() {
    let folder = folder("half");
    let mut corpus = store(&folder);
    let all = many(5_000);
    let stop = std::sync::atomic::AtomicBool::new(false);
    let feed = |sink: Sink<'_>| {
        for article in &all {
            if stop.load(std::sync::atomic::Ordering::Relaxed)
                || sink(Ok(article.clone())) == ControlFlow::Break(())
            {
                return;
            }
        }
    };
    let mut stored = 0;
    corpus
        .add(feed, &settings(), &mut |event| {
            if let AddEvent::Stored(tally) = event {
                stored = tally.new;
                stop.store(true, std::sync::atomic::Ordering::Relaxed);
            }
        })
        .unwrap();
    assert!(stored > 0);
    assert!(corpus.verify().unwrap().is_empty());
    let again = add(&mut corpus, &all);
    assert!(again.unchanged >= stored);
    assert_eq!(corpus.articles().unwrap(), all.len());
    assert!(corpus.verify().unwrap().is_empty());
}

#[test]
fn a_second_writer_waits_and_is_told() {
    let folder = folder("busy");
    let path = folder.join("store.db");
    drop(store(&folder));
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut corpus = Corpus::create(&path, Duration::from_millis(50)).unwrap();
    let articles = many(3);
    let feed = |sink: Sink<'_>| {
        for article in &articles {
            let _ = sink(Ok(article.clone()));
        }
    };
    let error = corpus.add(feed, &settings(), &mut |_| {}).unwrap_err();
    assert!(matches!(error, CorpusError::Busy { .. }), "{error}");
    assert!(error.to_string().contains("try again"), "{error}");
    // Readers do not wait.
    assert_eq!(Corpus::open(&path).unwrap().articles().unwrap(), 0);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(add(&mut corpus, &articles).new, 3);
}

#[test]
fn damage_is_found_and_what_can_be_read_is_saved() {
    let folder = folder("damage");
    let path = folder.join("store.db");
    let mut corpus = store(&folder);
    add(&mut corpus, &many(300));
    drop(corpus);
    // A text that somebody changed.
    let connection = Connection::open(&path).unwrap();
    connection
        .execute(
            "UPDATE content SET text = replace(text, 'people', 'peoplo') WHERE article = 7",
            [],
        )
        .unwrap();
    drop(connection);
    let problems = Corpus::open(&path).unwrap().verify().unwrap();
    assert!(problems.iter().any(|p| p.contains("6.txt")), "{problems:?}");
    // A page that is overwritten.
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 8192;
    bytes[8192 * (pages / 2)..8192 * (pages / 2 + 1)].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    let found = Corpus::open(&path).and_then(|corpus| corpus.verify());
    assert!(
        !matches!(&found, Ok(problems) if problems.is_empty()),
        "{found:?}"
    );
    let rebuilt = Corpus::rebuild(&path, PATIENCE, &settings(), &mut |_, _| {}).unwrap();
    assert!(rebuilt.articles > 200, "{rebuilt:?}");
    let corpus = Corpus::open(&path).unwrap();
    assert!(corpus.verify().unwrap().is_empty());
    assert_eq!(corpus.articles().unwrap(), rebuilt.articles);
    if rebuilt.lost > 0 {
        assert_eq!(fs::read(rebuilt.kept.unwrap()).unwrap().len(), bytes.len());
    }
}

#[test]
fn no_damaged_byte_makes_a_reader_fail_otherwise_than_with_an_error() {
    let folder = folder("bytes");
    let path = folder.join("store.db");
    let mut corpus = store(&folder);
    add(&mut corpus, &many(40));
    drop(corpus);
    let sound = fs::read(&path).unwrap();
    let draft = article(
        "draft.txt",
        "12 people died near Ratnanagar on 3 May 2020, police in Chitwan10 said.",
    );
    for step in 0..60 {
        let mut bytes = sound.clone();
        let at = step * sound.len() / 60 + step * 37 % (sound.len() / 60);
        bytes[at] ^= 0x55;
        fs::write(&path, &bytes).unwrap();
        if let Ok(corpus) = Corpus::open(&path) {
            let _ = corpus.check(vec![draft.clone()], &settings());
            let _ = corpus.verify();
            let _ = corpus.about("Ratnanagar police");
        }
    }
}

#[test]
fn readers_see_whole_batches_while_others_write() {
    let folder = folder("readers");
    let path = folder.join("store.db");
    let mut corpus = store(&folder);
    let all = many(1_100);
    add(&mut corpus, &all[..100]);
    let done = std::sync::atomic::AtomicBool::new(false);
    let draft = article(
        "draft.txt",
        "99 people died near Ratnanagar on 3 May 2020, police in Chitwan1 said.",
    );
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut last = 0;
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    let found = Corpus::open(&path)
                        .unwrap()
                        .check(vec![draft.clone()], &settings())
                        .unwrap();
                    assert!(found.against >= last.max(100));
                    assert!(found.report.articles.iter().any(|a| a.id == "draft.txt"));
                    last = found.against;
                }
            });
        }
        for part in all[100..].chunks(200) {
            add(&mut corpus, part);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!(corpus.articles().unwrap(), all.len());
    assert!(corpus.verify().unwrap().is_empty());
}

#[test]
fn a_check_writes_nothing() {
    let folder = folder("untouched");
    let path = folder.join("store.db");
    let mut corpus = store(&folder);
    add(&mut corpus, &many(100));
    drop(corpus);
    let before = fs::read(&path).unwrap();
    let corpus = Corpus::open(&path).unwrap();
    corpus.check(many(1), &settings()).unwrap();
    drop(corpus);
    assert_eq!(fs::read(&path).unwrap(), before);
}
