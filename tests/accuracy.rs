//! Accuracy floors on the clusters under `fixtures/clusters`: what a change must not lose.
//!
//! The weights were fitted on the same clusters; the figures on clusters left out of the fit, which
//! are the ones to trust, come from `cargo run --release --example fit_alignment`.

mod evaluation;

use crosscheck::report::{Basis, CheckKind, GroupKind, Report};
use crosscheck::{Settings, compare};
use evaluation::{Cluster, Json, Tally, clusters, evaluate, gold_of, report_spans, today};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::OnceLock;

fn all() -> &'static [(Cluster, Report)] {
    static ALL: OnceLock<Vec<(Cluster, Report)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let with_report = |cluster: Cluster| {
            let report = compare(&cluster.articles, &Settings::new(today()));
            (cluster, report)
        };
        clusters(Path::new("fixtures/clusters"))
            .into_iter()
            .map(with_report)
            .collect()
    })
}

fn file(report: &Report, id: &str) -> String {
    let article = report
        .articles
        .iter()
        .find(|a| a.id == id)
        .expect("the article of an id");
    Path::new(&article.path)
        .file_name()
        .expect("a file")
        .to_string_lossy()
        .into_owned()
}

fn assert_at_least(what: &str, right: usize, of: usize, floor: f64) {
    let share = right as f64 / of as f64;
    assert!(
        share >= floor,
        "{what}: {right} of {of} ({share:.3}), floor {floor}"
    );
}

#[test]
fn mentions_are_found_and_read() {
    let (mut found, mut wanted, mut right) = (0, 0, 0);
    for (cluster, report) in all() {
        let gold = cluster.gold["mentions"].as_object().expect("mentions");
        let known = gold_of(cluster, &report_spans(report));
        wanted += gold.values().filter(|m| m["optional"] != true).count();
        for mention in &report.mentions {
            let Some(m) = known
                .get(&mention.id)
                .map(|name| &gold[name])
                .filter(|m| m["optional"] != true)
            else {
                continue;
            };
            found += 1;
            let value = serde_json::to_value(&mention.value).expect("a value");
            right += usize::from(same_value(m, &value));
        }
    }
    assert_at_least("mentions found", found, wanted, 0.99);
    assert_at_least("values right", right, found, 0.97);
}

fn same_value(gold: &Json, said: &Json) -> bool {
    let close = |key: &str| match (gold[key].as_f64(), said[key].as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 0.005 * a.abs().max(b.abs()).max(1e-9),
        (a, b) => a.is_none() && b.is_none(),
    };
    if gold["kind"] == "date" {
        return gold["start"] == said["start"] && gold["end"] == said["end"];
    }
    gold["unit"] == said["unit"]
        && if gold["number"].is_null() {
            close("low") && close("high")
        } else {
            close("number")
        }
}

#[test]
fn articles_are_dated() {
    for (cluster, report) in all() {
        for article in &report.articles {
            let gold = &cluster.gold["articles"][file(report, &article.id)];
            if gold["dated"] == "unknown" {
                continue;
            }
            let day = article
                .published
                .start
                .filter(|_| article.published.start == article.published.end);
            assert_eq!(
                day.map(|d| d.to_string()).as_deref(),
                gold["published"].as_str(),
                "{}: {}",
                cluster.name,
                article.path
            );
            assert_ne!(article.published.basis, Basis::Unknown);
            assert!(!article.published.why.is_empty());
        }
    }
}

#[test]
fn nothing_is_read_outside_the_story() {
    for (cluster, report) in all() {
        for stretch in cluster.gold["not_story"].as_array().into_iter().flatten() {
            let article = report
                .articles
                .iter()
                .find(|a| file(report, &a.id) == stretch["article"])
                .expect("the article");
            let text = &cluster
                .articles
                .iter()
                .find(|a| a.id == article.id)
                .expect("its text")
                .text;
            let (from, to) = (
                stretch["from"].as_str().expect("from"),
                stretch["to"].as_str().expect("to"),
            );
            let start = text.find(from).expect("the stretch");
            let end = start + text[start..].find(to).expect("its end") + to.len();
            let inside = report
                .mentions
                .iter()
                .find(|m| m.article == article.id && m.start >= start && m.start < end);
            assert!(
                inside.is_none(),
                "{}: {}: {inside:?}",
                cluster.name,
                article.path
            );
        }
    }
}

#[test]
fn near_duplicates_are_grouped_and_no_others() {
    for (cluster, report) in all() {
        let related = [
            GroupKind::Digest,
            GroupKind::SharedPassage,
            GroupKind::Template,
            GroupKind::SameEvent,
        ];
        let said: BTreeSet<Vec<String>> = report
            .groups
            .iter()
            .filter(|g| !related.contains(&g.kind))
            .map(|g| g.articles.iter().map(|id| file(report, id)).collect())
            .collect();
        let groups = cluster.gold["groups"].as_array().into_iter().flatten();
        let wanted: BTreeSet<Vec<String>> = groups
            .map(|g| {
                g.as_array()
                    .into_iter()
                    .flatten()
                    .map(|a| a.as_str().unwrap_or_default().to_owned())
                    .collect()
            })
            .collect();
        assert_eq!(said, wanted, "{}", cluster.name);
    }
}

/// Slips in the articles that the annotation does not name: "90,000 pounds (75,000 euros)", a rate
/// turned round, since a pound never cost less than a euro by so much.
const BEYOND_GOLD: [(&str, CheckKind); 1] = [("football", CheckKind::Conversion)];

#[test]
fn weekdays_and_conversions_are_checked() {
    for (cluster, report) in all() {
        let count = |kind: &str| {
            cluster.gold["checks"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|c| c["kind"] == kind)
                .count()
        };
        let said = |kind| {
            let beyond = BEYOND_GOLD.contains(&(cluster.name.as_str(), kind));
            report.checks.iter().filter(|c| c.kind == kind).count() - usize::from(beyond)
        };
        assert_eq!(
            said(CheckKind::Weekday),
            count("weekday"),
            "{}: weekdays",
            cluster.name
        );
        assert_eq!(
            said(CheckKind::Conversion),
            count("conversion"),
            "{}: conversions",
            cluster.name
        );
    }
}

#[test]
fn facts_are_aligned_and_judged() {
    let mut all_clusters = Tally::default();
    for (cluster, _) in all() {
        all_clusters.add(&evaluate(cluster, &Settings::new(today())).0);
    }
    let Tally {
        aligned,
        flagged,
        found,
        verdicts,
        traps,
    } = all_clusters;
    assert_at_least("aligned pairs that are right", aligned[0], aligned[1], 0.9);
    assert_at_least("pairs aligned", aligned[0], aligned[2], 0.7);
    assert_at_least("alarms that are right", flagged[0], flagged[1], 0.95);
    assert_at_least("discrepancies found", found, flagged[2], 0.48);
    assert_at_least("verdicts right", verdicts[0], verdicts[1], 0.97);
    assert_at_least("traps kept apart", traps[1] - traps[0], traps[1], 0.93);
}

#[test]
fn the_order_of_files_changes_nothing() {
    for (cluster, report) in all() {
        let mut shuffled = cluster.articles.clone();
        shuffled.reverse();
        shuffled.swap(0, 2);
        let other = compare(&shuffled, &Settings::new(today()));
        assert_eq!(
            facts_by_place(report),
            facts_by_place(&other),
            "{}",
            cluster.name
        );
    }
}

/// The facts without what the order of articles decides: mentions by article and place.
fn facts_by_place(report: &Report) -> BTreeSet<Vec<(String, usize)>> {
    let place: HashMap<usize, (String, usize)> = report
        .mentions
        .iter()
        .map(|m| (m.id, (m.article.clone(), m.start)))
        .collect();
    let fact = |f: &crosscheck::report::Fact| {
        let mut places: Vec<_> = f
            .values
            .iter()
            .flat_map(|v| &v.mentions)
            .map(|id| place[id].clone())
            .collect();
        places.sort();
        places
    };
    report.facts.iter().map(fact).collect()
}
