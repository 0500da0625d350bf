//! Ids and versions.

use super::*;

const FLOOD: &str = "KATHMANDU, July 20, 2022 (AFP) - Twelve people died in the flood at Ratnanagar in Chitwan, \
                     police said.\n\nThe Rapti rose by 34 feet within two days.\n";

fn changed() -> String {
    FLOOD
        .replace("Twelve", "Fifteen")
        .replace("34 feet", "43 feet")
}

#[test]
fn the_same_again_is_not_read_again_and_another_text_is_a_new_version() {
    let mut corpus = store(&folder("versions"));
    let old = article("a.txt", FLOOD);
    assert_eq!(add(&mut corpus, std::slice::from_ref(&old)).new, 1);
    let again = add(&mut corpus, std::slice::from_ref(&old));
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 1));
    let new = article("a.txt", &changed());
    assert_eq!(add(&mut corpus, std::slice::from_ref(&new)).changed, 1);
    assert_eq!(corpus.articles().unwrap(), 1);
    let versions = corpus.versions("a.txt").unwrap();
    let versions: Vec<_> = versions.iter().map(|v| (v.version, v.current)).collect();
    assert_eq!(versions, [(2, true), (1, false)]);
    assert_eq!(corpus.article("a.txt").unwrap().text, new.text);
    assert_eq!(corpus.article("a.txt@1").unwrap().text, old.text);
    // The old text comes back: the file has it again.
    assert_eq!(add(&mut corpus, std::slice::from_ref(&old)).changed, 1);
    assert_eq!(corpus.article("a.txt").unwrap().text, old.text);
    assert!(corpus.verify().unwrap().is_empty());
}

#[test]
fn an_old_version_is_no_other_source() {
    let mut corpus = store(&folder("superseded"));
    add(&mut corpus, &[article("a.txt", FLOOD)]);
    add(&mut corpus, &[article("a.txt", &changed())]);
    let other = article("b.txt", &changed().replace("AFP", "Reuters"));
    let found = corpus.check(vec![other], &settings()).unwrap();
    assert_eq!(found.against, 1);
    assert_eq!(found.report.summary.discrepancy, 0);
    assert!(found.report.summary.agree > 0);
    let ids: Vec<&str> = found
        .report
        .articles
        .iter()
        .map(|a| a.id.as_str())
        .collect();
    assert_eq!(ids, ["a.txt", "b.txt"]);
}

#[test]
fn a_draft_of_a_stored_article_tells_what_changed() {
    let mut corpus = store(&folder("revision"));
    add(&mut corpus, &[article("a.txt", FLOOD)]);
    let found = corpus
        .check(vec![article("a.txt", &changed())], &settings())
        .unwrap();
    assert_eq!(found.against, 0);
    let revision = &found.report.revisions[0];
    assert_eq!((revision.article.as_str(), revision.version), ("a.txt", 1));
    let changes: Vec<_> = revision
        .changes
        .iter()
        .map(|c| (c.before.as_str(), c.after.as_str()))
        .collect();
    assert_eq!(changes, [("Twelve", "Fifteen"), ("34", "43")]);
    let figures: Vec<_> = revision
        .figures
        .iter()
        .map(|f| (f.a.text.as_str(), f.b.text.as_str()))
        .collect();
    assert_eq!(
        figures,
        [("Twelve people", "Fifteen people"), ("34 feet", "43 feet")]
    );
}

#[test]
fn a_feed_with_two_versions_of_an_article_can_be_read_again() {
    let mut corpus = store(&folder("feed"));
    let line = |line: u64, text: &str| Article {
        url: Some("https://example.org/flood".into()),
        ..article(&format!("feed.jsonl:{line}"), text)
    };
    let feed = [line(1, FLOOD), line(2, &changed())];
    let first = add(&mut corpus, &feed);
    assert_eq!((first.new, first.changed), (1, 1));
    assert_eq!(
        corpus.article("https://example.org/flood").unwrap().text,
        changed()
    );
    let second = add(&mut corpus, &feed);
    assert_eq!((second.new, second.changed, second.unchanged), (0, 0, 2));
}

#[test]
fn what_is_removed_is_gone_from_the_counts_and_from_what_is_found() {
    let mut corpus = store(&folder("removed"));
    add(
        &mut corpus,
        &[article("a.txt", FLOOD), article("b.txt", &changed())],
    );
    add(
        &mut corpus,
        &[article("a.txt", &FLOOD.replace("two days", "three days"))],
    );
    assert_eq!(corpus.remove("a.txt").unwrap(), 2);
    assert!(corpus.remove("a.txt").is_err());
    assert_eq!(corpus.articles().unwrap(), 1);
    assert!(corpus.verify().unwrap().is_empty());
    let found = corpus.about("Chitwan flood").unwrap();
    assert!(found.told.iter().all(|told| told.article == "b.txt"));
    assert!(!found.told.is_empty());
    // A number is not given twice: what the index still lists of the old article stays away.
    add(
        &mut corpus,
        &[article(
            "c.txt",
            "A dog bit a man in Leeds on Monday, 4 May 2020.",
        )],
    );
    let found = corpus
        .check(vec![article("d.txt", FLOOD)], &settings())
        .unwrap();
    assert!(
        found
            .report
            .articles
            .iter()
            .all(|a| a.id != "c.txt" && a.id != "a.txt")
    );
}

#[test]
fn a_store_made_anew_holds_the_same() {
    let folder = folder("anew");
    let mut corpus = store(&folder);
    let articles: Vec<Article> = clusters().into_iter().flat_map(|(_, a)| a).collect();
    add(&mut corpus, &articles);
    add(&mut corpus, &[article("a.txt", FLOOD)]);
    add(&mut corpus, &[article("a.txt", &changed())]);
    corpus.remove(&articles[3].id).unwrap();
    let before = (corpus.stats().unwrap(), corpus.versions("a.txt").unwrap());
    let about = corpus.about("people flood").unwrap();
    drop(corpus);
    let path = folder.join("store.db");
    let rebuilt = Corpus::rebuild(&path, PATIENCE, &settings(), &mut |_, _| {}).unwrap();
    assert_eq!((rebuilt.lost, rebuilt.kept), (0, None));
    assert_eq!(rebuilt.articles, articles.len() - 1 + 2);
    let corpus = Corpus::open(&path).unwrap();
    assert!(corpus.verify().unwrap().is_empty());
    let after = corpus.stats().unwrap();
    assert_eq!(
        (after.articles, after.old_versions, after.dates),
        (before.0.articles, before.0.old_versions, before.0.dates)
    );
    assert_eq!(corpus.versions("a.txt").unwrap(), before.1);
    assert_eq!(corpus.about("people flood").unwrap(), about);
}

/// The same articles in other batches and another order are found alike.
#[test]
fn the_order_of_adding_changes_nothing_that_a_check_finds() {
    let all: Vec<Article> = clusters().into_iter().flat_map(|(_, a)| a).collect();
    let draft = all[7].clone();
    let others: Vec<Article> = all.iter().filter(|a| a.id != draft.id).cloned().collect();
    let mut one = store(&folder("order-1"));
    add(&mut one, &others);
    let mut two = store(&folder("order-2"));
    let reversed: Vec<Article> = others.into_iter().rev().collect();
    for part in reversed.chunks(9) {
        add(&mut two, part);
    }
    assert!(two.verify().unwrap().is_empty());
    let [one, two] = [one, two].map(|c| c.check(vec![draft.clone()], &settings()).unwrap().report);
    assert_eq!(one, two);
}
