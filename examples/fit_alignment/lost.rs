//! What became of the discrepancies of gold: told, or at which stage they are lost.

use crate::evaluation::{Cluster, Json, gold_of, ordered, report_spans, today};
use crate::{Fitted, Prepared};
use crosscheck::Settings;
use crosscheck::align::features::compare_values;
use crosscheck::report::Verdict;
use crosscheck::value::Comparison;
use std::collections::HashMap;

/// What became of a discrepancy, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    Unread,
    NotDifferent,
    NotCompared,
    ScoredUnder20,
    ScoredUnder50,
    ScoredButApart,
    Compatible,
    Update,
    Disputed,
    TooUnsure,
    Told,
}

/// A fact of gold whose values contradict each other, and what became of it.
pub(crate) struct Outcome {
    pub(crate) fate: Fate,
    /// The fact, its surest pair of mentions and how that is scored.
    pub(crate) shown: String,
}

/// What became of each discrepancy of a cluster: of several pairs of one fact the best.
pub(crate) fn fates(cluster: &Cluster, prepared: &Prepared, fitted: &Fitted) -> Vec<Outcome> {
    let standard = Settings::new(today());
    let least = standard.least_confidence;
    let settings = Settings {
        model: fitted.model.clone(),
        verdicts: fitted.verdicts.clone(),
        least_confidence: 0.0,
        ..standard
    };
    let said = said(cluster, &settings);
    let frames = frames_of(prepared);
    let scores = fitted
        .model
        .probabilities(&prepared.frames, &prepared.candidates);
    let pairs = prepared.candidates.iter().map(|c| (c.a, c.b));
    let scores: HashMap<(usize, usize), f64> = pairs.zip(scores).collect();
    let fate = |relation: &Json| {
        let name = |k: usize| relation[k].as_str().unwrap_or_default();
        let (Some(&x), Some(&y)) = (frames.get(name(0)), frames.get(name(1))) else {
            return Fate::Unread;
        };
        match said.get(&ordered(name(0), name(1))) {
            Some((Verdict::Discrepancy, sure)) if *sure >= least => return Fate::Told,
            Some((Verdict::Discrepancy, _)) => return Fate::TooUnsure,
            Some((Verdict::Disputed, _)) => return Fate::Disputed,
            Some((Verdict::Update, _)) => return Fate::Update,
            Some((Verdict::Compatible, _)) => return Fate::Compatible,
            _ => {}
        }
        if compare_values(&prepared.frames[x], &prepared.frames[y]) != Comparison::Different {
            return Fate::NotDifferent;
        }
        match scores.get(&(x.min(y), x.max(y))) {
            None => Fate::NotCompared,
            Some(p) if *p < 0.2 => Fate::ScoredUnder20,
            Some(p) if *p < 0.5 => Fate::ScoredUnder50,
            Some(_) => Fate::ScoredButApart,
        }
    };
    let shown = |relation: &Json| {
        let place = |k: usize| {
            frames
                .get(relation[k].as_str().unwrap_or_default())
                .copied()
        };
        let quote = |k: usize| place(k).map_or("unread", |at| &prepared.quotes[at]);
        let pair = place(0).zip(place(1));
        let score = pair.and_then(|(x, y)| scores.get(&(x.min(y), x.max(y))).copied());
        format!("{:.2} {} | {}", score.unwrap_or(0.0), quote(0), quote(1))
    };
    let facts = cluster.gold["facts"].as_array().into_iter().flatten();
    facts
        .filter_map(|fact| {
            let relations = fact["relations"].as_array().into_iter().flatten();
            let contradictions = relations.filter(|r| r[2] == "discrepancy");
            let (fate, surest) = contradictions.map(|r| (fate(r), shown(r))).max()?;
            let subject = fact["subject"].as_str().unwrap_or_default();
            Some(Outcome {
                fate,
                shown: format!("{subject}: {surest}"),
            })
        })
        .collect()
}

/// The verdict on each pair of gold's mentions that the report has in one fact, and how sure it is.
fn said(cluster: &Cluster, settings: &Settings) -> HashMap<(String, String), (Verdict, f64)> {
    let report = crosscheck::compare(&cluster.articles, settings);
    let known = gold_of(cluster, &report_spans(&report));
    let mut said = HashMap::new();
    for fact in &report.facts {
        for relation in &fact.relations {
            let of = |id: usize| fact.values.iter().filter(move |v| v.id == id);
            let mentions = |id: usize| of(id).flat_map(|v| &v.mentions);
            for m in mentions(relation.a) {
                for n in mentions(relation.b) {
                    if let Some((a, b)) = known.get(m).zip(known.get(n)) {
                        said.insert(ordered(a, b), (relation.verdict, relation.confidence));
                    }
                }
            }
        }
    }
    said
}

/// The frame of each mention of gold.
fn frames_of(prepared: &Prepared) -> HashMap<&str, usize> {
    let frames = prepared.frames.iter().enumerate();
    frames
        .filter_map(|(k, f)| Some((prepared.known.get(&(f.story, f.mention))?.as_str(), k)))
        .collect()
}
