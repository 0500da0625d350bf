//! The corpus: the same answers as `compare`, versions, faults, and the program from outside.

mod answers;
mod faults;
mod migration;
mod program;
mod versions;

use crosscheck::Settings;
use crosscheck::article::Article;
use crosscheck::corpus::{Corpus, PATIENCE, Sink, Tally};
use std::fs;
use std::path::{Path, PathBuf};

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("corpus")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn settings() -> Settings {
    Settings::new(jiff::civil::date(2026, 11, 1))
}

/// An empty store.
fn store(folder: &Path) -> Corpus {
    Corpus::create(&folder.join("store.db"), PATIENCE).unwrap()
}

/// Adds articles.
fn add(corpus: &mut Corpus, articles: &[Article]) -> Tally {
    let feed = |sink: Sink<'_>| {
        for article in articles {
            if sink(Ok(article.clone())).is_break() {
                return;
            }
        }
    };
    corpus.add(feed, &settings(), &mut |_| {}).unwrap()
}

fn article(path: &str, text: &str) -> Article {
    Article {
        path: path.to_owned(),
        text: text.to_owned(),
        ..Article::default()
    }
}

/// The clusters with their articles, each under the id by which a store knows it.
fn clusters() -> Vec<(String, Vec<Article>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/clusters");
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    folders.sort();
    let read = |folder: PathBuf| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let mut articles =
            crosscheck::article::read(&[folder.join("articles")], &Default::default()).articles;
        for article in &mut articles {
            article.id.clear();
            article.id = crosscheck::corpus::id_of(article).to_owned();
        }
        (name, articles)
    };
    folders.into_iter().map(read).collect()
}
