//! Stores of other versions, and files that are no stores.

use super::*;
use crosscheck::corpus::{CorpusError, VERSION};
use rusqlite::Connection;

/// A store as version 1 left it: without the table of words.
fn version_1(path: &Path) {
    let mut corpus = Corpus::create(path, PATIENCE).unwrap();
    add(
        &mut corpus,
        &[article(
            "a.txt",
            "Twelve people died in Chitwan on Tuesday, police in Ratnanagar said.",
        )],
    );
    drop(corpus);
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("DROP TABLE words; PRAGMA user_version = 1")
        .unwrap();
}

#[test]
fn an_older_store_is_brought_up_to_date_when_it_is_written_to() {
    let path = folder("older").join("store.db");
    version_1(&path);
    assert!(matches!(
        Corpus::open(&path),
        Err(CorpusError::Older { found: 1, .. })
    ));
    let mut corpus = Corpus::create(&path, PATIENCE).unwrap();
    assert!(corpus.verify().unwrap().is_empty());
    assert_eq!(corpus.about("Chitwan").unwrap().articles, 1);
    add(
        &mut corpus,
        &[article(
            "a.txt",
            "Fifteen people died in Chitwan, police in Ratnanagar said.",
        )],
    );
    assert!(corpus.verify().unwrap().is_empty());
}

#[test]
fn an_older_store_can_be_made_anew() {
    let path = folder("older-anew").join("store.db");
    version_1(&path);
    Corpus::rebuild(&path, PATIENCE, &settings(), &mut |_, _| {}).unwrap();
    assert_eq!(
        Corpus::open(&path)
            .unwrap()
            .about("Chitwan")
            .unwrap()
            .articles,
        1
    );
}

#[test]
fn a_newer_store_is_left_alone() {
    let path = folder("newer").join("store.db");
    drop(Corpus::create(&path, PATIENCE).unwrap());
    let connection = Connection::open(&path).unwrap();
    connection
        .pragma_update(None, "user_version", VERSION + 1)
        .unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    for error in [
        Corpus::open(&path).err(),
        Corpus::create(&path, PATIENCE).err(),
    ] {
        assert!(
            matches!(error, Some(CorpusError::Newer { .. })),
            "{error:?}"
        );
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let path = folder("foreign").join("store.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("CREATE TABLE diary (day TEXT)")
        .unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    for error in [
        Corpus::open(&path).err(),
        Corpus::create(&path, PATIENCE).err(),
    ] {
        assert!(
            matches!(error, Some(CorpusError::Foreign { .. })),
            "{error:?}"
        );
    }
    assert_eq!(fs::read(&path).unwrap(), before);
    fs::write(&path, "Twelve people died in the flood.\n".repeat(500)).unwrap();
    assert!(matches!(
        Corpus::open(&path),
        Err(CorpusError::Foreign { .. })
    ));
}
