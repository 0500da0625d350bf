//! `check` of an article equals `compare` of it with the same articles.

use super::*;
use crosscheck::report::Report;
use std::collections::{BTreeSet, HashMap};

/// Checks each article of each cluster against the others.
#[test]
fn a_check_finds_what_a_comparison_finds_article_by_article() {
    let mut checked = 0;
    for (name, articles) in clusters() {
        let whole = crosscheck::compare(&articles, &settings());
        let mut corpus = store(&folder(&format!("answers-{name}")));
        add(&mut corpus, &articles);
        for draft in &articles {
            corpus.remove(&draft.id).unwrap();
            let found = corpus.check(vec![draft.clone()], &settings()).unwrap();
            assert_eq!(found.against, articles.len() - 1);
            let expected = whole.clone().involving(&[&draft.id]);
            assert_same(&expected, &found.report, &draft.path);
            add(&mut corpus, std::slice::from_ref(draft));
            checked += 1;
        }
    }
    assert!(checked >= 18 * 5, "{checked} articles were checked");
}

/// The draft itself is in the store, and is not compared with itself.
#[test]
fn a_stored_article_is_checked_against_the_others() {
    let (_, articles) = clusters().remove(0);
    let mut corpus = store(&folder("stored"));
    add(&mut corpus, &articles);
    let whole = crosscheck::compare(&articles, &settings());
    for draft in &articles {
        let found = corpus.check(vec![draft.clone()], &settings()).unwrap();
        assert_eq!(found.against, articles.len() - 1);
        assert_same(
            &whole.clone().involving(&[&draft.id]),
            &found.report,
            &draft.path,
        );
        assert!(found.report.revisions[0].changes.is_empty());
    }
}

/// In a store of all clusters each article still finds the facts of its own cluster.
#[test]
fn in_a_store_of_all_clusters_an_article_finds_its_own() {
    let clusters = clusters();
    let all: Vec<Article> = clusters.iter().flat_map(|(_, a)| a.clone()).collect();
    let mut corpus = store(&folder("all"));
    add(&mut corpus, &all);
    let whole = crosscheck::compare(&all, &settings());
    let (mut facts, mut together) = ([0, 0], [0, 0]);
    // One of each cluster; EVERY=1 checks them all.
    let every = std::env::var("EVERY").map_or(6, |every| every.parse().unwrap());
    for draft in all.iter().step_by(every) {
        let found = corpus
            .check(vec![draft.clone()], &settings())
            .unwrap()
            .report;
        let wanted = whole.clone().involving(&[&draft.id]);
        let ids: Vec<&str> = found.facts.iter().map(|f| f.id.as_str()).collect();
        let same = wanted.facts.iter().filter(|f| ids.contains(&f.id.as_str()));
        facts = [facts[0] + same.count(), facts[1] + wanted.facts.len()];
        let (found, wanted) = (pairs(&found), pairs(&wanted));
        let same = wanted.intersection(&found);
        together = [together[0] + same.count(), together[1] + wanted.len()];
    }
    // What differs: how rare a word is within the sentences compared (see docs/corpus.md).
    for (what, [same, wanted]) in [("facts", facts), ("pairs of mentions", together)] {
        println!("{same} of {wanted} {what} are those of a comparison of all");
        assert!(
            same * 100 >= wanted * 80,
            "{same} of {wanted} {what} are those of a comparison of all"
        );
    }
}

/// A mention: its article, and where it stands there.
type Place = (String, usize);

/// The mentions that state the same fact, two by two.
fn pairs(report: &Report) -> BTreeSet<(Place, Place)> {
    let mentions = report.mentions.iter();
    let places: HashMap<usize, Place> = mentions
        .map(|mention| (mention.id, (mention.article.clone(), mention.start)))
        .collect();
    let place = |id: &usize| places[id].clone();
    let mut pairs = BTreeSet::new();
    for fact in &report.facts {
        let mut places: Vec<Place> = fact
            .values
            .iter()
            .flat_map(|v| &v.mentions)
            .map(place)
            .collect();
        places.sort();
        for (at, first) in places.iter().enumerate() {
            let rest = places[at + 1..].iter();
            pairs.extend(rest.map(|second| (first.clone(), second.clone())));
        }
    }
    pairs
}

#[test]
fn what_came_since_a_day_is_compared_with_all() {
    let clusters = clusters();
    let (_, articles) = clusters.iter().find(|(name, _)| name == "flood").unwrap();
    let mut corpus = store(&folder("since"));
    add(&mut corpus, articles);
    let since = corpus
        .compare_since(jiff::civil::date(1900, 1, 1), &settings())
        .unwrap();
    let whole = crosscheck::compare(articles, &settings());
    assert_eq!(since.report.facts.len(), whole.facts.len());
    let none = corpus
        .compare_since(jiff::civil::date(2100, 1, 1), &settings())
        .unwrap();
    assert!(none.report.facts.is_empty() && none.report.articles.is_empty());
}

/// All but the numbers of mentions and groups, which count what else was compared.
fn assert_same(expected: &Report, found: &Report, draft: &str) {
    assert_eq!(expected.summary, found.summary, "{draft}");
    assert_eq!(expected.checks, found.checks, "{draft}");
    let facts = |report: &Report| {
        report
            .facts
            .iter()
            .map(|fact| {
                (
                    fact.id.clone(),
                    fact.subject.clone(),
                    fact.independent_sources,
                    fact.relations.clone(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(facts(expected), facts(found), "{draft}");
    let groups = |report: &Report| {
        report
            .groups
            .iter()
            .map(|group| {
                (
                    group.articles.clone(),
                    group.kind,
                    group.pairs.clone(),
                    group.first.clone(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(groups(expected), groups(found), "{draft}");
    let mentions = |report: &Report| {
        report
            .mentions
            .iter()
            .map(|m| {
                (
                    m.article.clone(),
                    m.start,
                    m.value.clone(),
                    m.source.clone(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(mentions(expected), mentions(found), "{draft}");
    assert_eq!(expected.articles, found.articles, "{draft}");
}
