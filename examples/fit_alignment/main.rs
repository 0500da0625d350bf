//! Fits the score by which mentions are brought together, and says how well it does on clusters
//! that it was not fitted on.
//!
//! ```text
//! cargo run --release --example fit_alignment                 figures, each cluster left out of a fit
//! cargo run --release --example fit_alignment -- --write      besides, fits on all and writes the tables
//! cargo run --release --example fit_alignment -- --unseen DIR besides, figures of that fit on other clusters
//! ```
//!
//! `--least P` tells discrepancies that are at least so sure (the program's own bound where not
//! given); `--parts N` leaves clusters out in N parts (8 where not given; 0: one by one);
//! `--explain CLUSTER` prints how the pairs of a cluster that are scored wrongly are scored.
//! `--lost CLUSTER` prints what became of each of its discrepancies.
//! The clusters are those under `fixtures/clusters` and `fixtures/further`; other folders may be
//! named. Those under `fixtures/unseen` were never fitted on or looked into.

#[path = "../../tests/evaluation/mod.rs"]
mod evaluation;

mod boost;
mod lost;

use boost::{Row, grow};
use crosscheck::Settings;
use crosscheck::align::again::{self, again};
use crosscheck::align::features::{Features, NAMES, compare_values, features};
use crosscheck::align::support;
use crosscheck::align::{self, Aligned, Candidate, Forest, Model, frame::Frame};
use crosscheck::article::outside_story;
use crosscheck::extract::Extractor;
use crosscheck::report::Verdict;
use crosscheck::value::Comparison;
use crosscheck::verdict::features::VerdictFeatures;
use crosscheck::verdict::{self, Judge, Reading, Verdicts};
use evaluation::{
    Cluster, Tally, clusters, evaluate, facts_by_mention, gold_of, ordered, spans, today, wanted,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// The share of the features that each tree may ask for.
const SHARE: f64 = 0.4;

/// How the forests that score a pair alone are grown.
const ALONE: boost::Settings = boost::Settings {
    trees: 360,
    depth: 3,
    rate: 0.08,
    ridge: 4.0,
    least: 3.0,
    share: SHARE,
};

/// How the last forest is grown.
const AGAIN: boost::Settings = boost::Settings {
    trees: 120,
    depth: 3,
    rate: 0.1,
    ridge: 6.0,
    least: 5.0,
    share: SHARE,
};

/// How the forest that scores pairs together is grown.
const TOGETHER: boost::Settings = boost::Settings {
    trees: 400,
    depth: 3,
    rate: 0.07,
    ridge: 4.0,
    least: 3.0,
    share: SHARE,
};

/// How the forests of verdicts are grown.
const VERDICTS: boost::Settings = boost::Settings {
    trees: 80,
    depth: 2,
    rate: 0.1,
    ridge: 6.0,
    least: 4.0,
    share: SHARE,
};

/// How the forest of groups is grown.
const MERGE: boost::Settings = boost::Settings {
    trees: 200,
    depth: 3,
    rate: 0.05,
    ridge: 10.0,
    least: 6.0,
    share: SHARE,
};

/// How the forest of alarms is grown.
const ALARMS: boost::Settings = boost::Settings {
    trees: 400,
    depth: 3,
    rate: 0.03,
    ridge: 6.0,
    least: 4.0,
    share: 0.2,
};

/// Into how many parts clusters are dealt for the scores that the last forest is grown on.
const INNER: usize = 4;

/// Of the pairs that are plainly apart one in so many is fitted on, and counts for all.
const THINNED: usize = 3;

/// How much a pair counts that gold names for being easily taken for one fact.
const TRAP: f64 = 10.0;

/// How much two groups count that hold such a pair.
const GROUP_TRAP: f64 = 5.0;

/// Two groups count by the root of how many pairs they have, and this much at the most.
const HEAVIEST: f64 = 4.0;

/// A cluster with its pairs, labelled.
struct Prepared {
    frames: Vec<Frame>,
    /// What gold calls each mention that it knows, by story and place in the story.
    known: HashMap<(usize, usize), String>,
    candidates: Vec<Candidate>,
    features: Vec<Features>,
    /// For each pair: does gold have it in one fact? `None` where gold knows neither mention.
    same: Vec<Option<bool>>,
    verdicts: Vec<Option<Verdict>>,
    /// The pairs that gold names for being easily taken for one fact.
    traps: Vec<bool>,
    quotes: Vec<String>,
    /// The pairs of different values of gold's facts, with what gold says of them.
    judged: Vec<(VerdictFeatures, Verdict)>,
}

/// All that is fitted. The forest of alarms is grown last, on what the others make of clusters that
/// they had not seen.
struct Fitted {
    model: Model,
    verdicts: Verdicts,
}

struct Arguments {
    folders: Vec<String>,
    explain: Option<String>,
    lost: Option<String>,
    unseen: Option<String>,
    parts: usize,
    least: Option<f64>,
    write: bool,
}

impl Arguments {
    fn read() -> Self {
        let mut out = Self {
            folders: Vec::new(),
            explain: None,
            lost: None,
            unseen: None,
            parts: 8,
            least: None,
            write: false,
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--write" => out.write = true,
                "--explain" => out.explain = words.next(),
                "--lost" => out.lost = words.next(),
                "--unseen" => out.unseen = words.next(),
                "--parts" => out.parts = words.next().and_then(|n| n.parse().ok()).unwrap_or(8),
                "--least" => out.least = words.next().and_then(|n| n.parse().ok()),
                _ => out.folders.push(word),
            }
        }
        if out.folders.is_empty() {
            out.folders = ["fixtures/clusters", "fixtures/further"]
                .map(String::from)
                .to_vec();
        }
        out
    }
}

fn main() {
    let arguments = Arguments::read();
    let clusters: Vec<Cluster> = arguments
        .folders
        .iter()
        .flat_map(|folder| clusters(Path::new(folder)))
        .collect();
    let prepared: Vec<Prepared> = clusters.par_iter().map(prepare).collect();
    let parts = match arguments.parts {
        0 => clusters.len(),
        n => n,
    };
    if let Some(name) = &arguments.explain {
        explain(&clusters, &prepared, name, parts);
        return;
    }
    let mut others = parted(&prepared, parts);
    let last = grow_last(&clusters, &prepared, &mut others);
    show("LEFT OUT", &clusters, arguments.least, |k| {
        &others[k % parts]
    });
    ranked(&prepared, |k| &others[k % parts].model);
    tell_fates(&clusters, &prepared, &others, arguments.lost.as_deref());
    if !arguments.write && arguments.unseen.is_none() {
        return;
    }
    let mut fitted = fit_all(&prepared.iter().collect::<Vec<_>>());
    (fitted.verdicts.merge, fitted.verdicts.alarm) = last;
    if let Some(folder) = &arguments.unseen {
        let unseen = evaluation::clusters(Path::new(folder));
        show("UNSEEN", &unseen, arguments.least, |_| &fitted);
    }
    if arguments.write {
        write("align/slot", &fitted.model.slot, &NAMES);
        write("align/alone", &fitted.model.alone, &NAMES);
        write("align/together", &fitted.model.together, &support::names());
        write("align/again", &fitted.model.again, &again::NAMES);
        let names = &verdict::features::NAMES;
        write("verdict/update", &fitted.verdicts.update, names);
        write("verdict/disputed", &fitted.verdicts.disputed, names);
        write(
            "verdict/merge",
            &fitted.verdicts.merge,
            &verdict::merge::names(),
        );
        write(
            "verdict/alarm",
            &fitted.verdicts.alarm,
            &verdict::alarm::names(),
        );
    }
}

/// What is fitted without each part.
fn parted(prepared: &[Prepared], parts: usize) -> Vec<Fitted> {
    let fit = |part| fit_all(&without(prepared, part, parts));
    (0..parts).into_par_iter().map(fit).collect()
}

/// Grows the forests that judge groups and values, each on what the others make of clusters that
/// they had not seen. The last is that of all clusters; the others are each without one part.
fn grow_last(
    clusters: &[Cluster],
    prepared: &[Prepared],
    fitted: &mut [Fitted],
) -> (Forest, Forest) {
    let parts = fitted.len();
    let ties = labelled(clusters, prepared, fitted, &ties_of);
    for (part, fitted) in fitted.iter_mut().enumerate() {
        fitted.verdicts.merge = grown(&ties, MERGE, |k| k % parts != part);
    }
    let alarms = labelled(clusters, prepared, fitted, &contradictions_of);
    for (part, fitted) in fitted.iter_mut().enumerate() {
        fitted.verdicts.alarm = grown(&alarms, ALARMS, |k| k % parts != part);
    }
    (
        grown(&ties, MERGE, |_| true),
        grown(&alarms, ALARMS, |_| true),
    )
}

/// Pairs of mentions that are judged as one, and the features.
type Found = Vec<(Vec<(usize, usize)>, Vec<f64>)>;

/// What is made of each cluster by models that had not seen it.
fn labelled(
    clusters: &[Cluster],
    prepared: &[Prepared],
    fitted: &[Fitted],
    find: &(dyn Fn(&Cluster, &Prepared, &Fitted) -> Vec<Row> + Sync),
) -> Vec<Vec<Row>> {
    let pairs = clusters.par_iter().zip(prepared).enumerate();
    pairs
        .map(|(k, (cluster, p))| find(cluster, p, &fitted[k % fitted.len()]))
        .collect()
}

/// The groups of a cluster that a likely pair ties, and whether most of their pairs are of one fact.
fn ties_of(cluster: &Cluster, prepared: &Prepared, fitted: &Fitted) -> Vec<Row> {
    let label = |known: &[Option<Verdict>], all: usize| {
        let yes = known.iter().flatten().count();
        (all > 0).then_some(2 * yes > all)
    };
    rows_found(cluster, prepared, fitted, verdict::merge::ties, label)
}

/// The values of one fact that differ, and whether gold has them as a discrepancy.
fn contradictions_of(cluster: &Cluster, prepared: &Prepared, fitted: &Fitted) -> Vec<Row> {
    let find = |reading: &Reading<'_>, aligned: Aligned, judge: &Judge| {
        let merged = verdict::merge::merged(reading, aligned, judge);
        verdict::contradictions(reading, &merged, judge)
    };
    let label =
        |known: &[Option<Verdict>], _: usize| Some(known.contains(&Some(Verdict::Discrepancy)));
    rows_found(cluster, prepared, fitted, find, label)
}

/// What `find` finds in a cluster, labelled by gold's verdicts on the pairs (`None` where a pair is
/// not of one fact) of which it knows a mention, and how many these are.
fn rows_found(
    cluster: &Cluster,
    prepared: &Prepared,
    fitted: &Fitted,
    find: impl Fn(&Reading<'_>, Aligned, &Judge) -> Found,
    label: impl Fn(&[Option<Verdict>], usize) -> Option<bool>,
) -> Vec<Row> {
    let extractor = Extractor::builtin();
    let stories = extractor.read(&cluster.articles, outside_story(&cluster.articles), today());
    let copies = crosscheck::copies(&stories, &Settings::new(today()));
    let frames = &prepared.frames;
    let aligned = align::align(&stories, frames, &prepared.candidates, &fitted.model);
    let judge = Judge::new(extractor.grammar(), fitted.verdicts.clone());
    let reading = Reading {
        stories: &stories,
        frames,
        grouping: &copies,
        grammar: extractor.grammar(),
    };
    let wanted = wanted(&cluster.gold);
    let traps = cluster.traps();
    let name = |k: usize| prepared.known.get(&(frames[k].story, frames[k].mention));
    let named = |(a, b): &(usize, usize)| Some(ordered(name(*a)?, name(*b)?));
    let is_trap = |pair: &(usize, usize)| named(pair).is_some_and(|pair| traps.contains(&pair));
    let row = |(pairs, values): (Vec<(usize, usize)>, Vec<f64>)| {
        let said: Vec<Option<Verdict>> = pairs
            .iter()
            .filter(|(a, b)| name(*a).or(name(*b)).is_some())
            .map(|pair| Some(wanted.get(&named(pair)?)?.0))
            .collect();
        Some(Row {
            values,
            yes: label(&said, said.len())?,
            weight: if pairs.iter().any(is_trap) {
                GROUP_TRAP
            } else {
                (pairs.len() as f64).sqrt().min(HEAVIEST)
            },
        })
    };
    find(&reading, aligned, &judge)
        .into_iter()
        .filter_map(row)
        .collect()
}

/// A forest grown on rows of some clusters.
fn grown(found: &[Vec<Row>], settings: boost::Settings, wanted: impl Fn(usize) -> bool) -> Forest {
    let clusters = found.iter().enumerate().filter(|(k, _)| wanted(*k));
    grow(
        &clusters.flat_map(|(_, rows)| rows).collect::<Vec<_>>(),
        settings,
    )
}

/// Says at which stage the discrepancies of gold are lost.
fn tell_fates(clusters: &[Cluster], prepared: &[Prepared], fitted: &[Fitted], of: Option<&str>) {
    let pairs = clusters.par_iter().zip(prepared).enumerate();
    let outcomes: Vec<(&str, lost::Outcome)> = pairs
        .flat_map_iter(|(k, (c, p))| {
            let outcomes = lost::fates(c, p, &fitted[k % fitted.len()]);
            outcomes
                .into_iter()
                .map(|outcome| (c.name.as_str(), outcome))
        })
        .collect();
    let mut counted: BTreeMap<lost::Fate, usize> = BTreeMap::new();
    for (cluster, outcome) in &outcomes {
        *counted.entry(outcome.fate).or_default() += 1;
        if of == Some(cluster) {
            println!("{:?}: {}", outcome.fate, outcome.shown);
        }
    }
    println!(
        "what became of {} discrepancies: {counted:?}",
        outcomes.len()
    );
}

/// Shows how well pairs are ranked, those whose values differ and the others apart.
fn ranked<'m>(prepared: &[Prepared], model: impl Fn(usize) -> &'m Model + Sync) {
    let scored: Vec<(bool, f64, bool)> = prepared
        .par_iter()
        .enumerate()
        .flat_map_iter(|(k, cluster)| {
            let scores = model(k).probabilities(&cluster.frames, &cluster.candidates);
            let pairs = cluster.candidates.iter().zip(&cluster.same).zip(scores);
            pairs.filter_map(|((c, same), p)| {
                let values = compare_values(&cluster.frames[c.a], &cluster.frames[c.b]);
                Some((values == Comparison::Different, p, (*same)?))
            })
        })
        .collect();
    for (title, differ) in [("pairs that agree", false), ("pairs that differ", true)] {
        let mut own: Vec<(f64, bool)> = scored
            .iter()
            .filter(|(d, ..)| *d == differ)
            .map(|(_, p, same)| (*p, *same))
            .collect();
        own.sort_by(|x, y| y.0.total_cmp(&x.0));
        let (mut right, mut sum) = (0usize, 0.0);
        let mut at = [0usize; 4];
        for (rank, _) in own.iter().enumerate().filter(|(_, (_, same))| *same) {
            right += 1;
            let precision = right as f64 / (rank + 1) as f64;
            sum += precision;
            for (most, bound) in at.iter_mut().zip([0.9, 0.8, 0.7, 0.6]) {
                if precision >= bound {
                    *most = right;
                }
            }
        }
        println!(
            "{title}: average precision {:.3} of {right} pairs; found at precision 0.9 {}, 0.8 {}, 0.7 {}, 0.6 {}",
            sum / right as f64,
            at[0],
            at[1],
            at[2],
            at[3]
        );
    }
}

/// All but those of one part.
fn without(prepared: &[Prepared], part: usize, parts: usize) -> Vec<&Prepared> {
    let others = prepared.iter().enumerate();
    others
        .filter(|(k, _)| k % parts != part)
        .map(|(_, p)| p)
        .collect()
}

/// Shows the figures on each cluster and on all.
fn show<'m>(
    title: &str,
    clusters: &[Cluster],
    least: Option<f64>,
    fitted: impl Fn(usize) -> &'m Fitted + Sync,
) {
    let results: Vec<(Tally, Vec<(f64, bool)>)> = clusters
        .par_iter()
        .enumerate()
        .map(|(k, cluster)| {
            let standard = Settings::new(today());
            let settings = Settings {
                model: fitted(k).model.clone(),
                verdicts: fitted(k).verdicts.clone(),
                least_confidence: least.unwrap_or(standard.least_confidence),
                ..standard
            };
            evaluate(cluster, &settings)
        })
        .collect();
    let mut all = Tally::default();
    let mut alarms = Vec::new();
    for (cluster, (tally, flagged)) in clusters.iter().zip(&results) {
        println!("{:18} {tally}", cluster.name);
        all.add(tally);
        alarms.extend_from_slice(flagged);
    }
    println!("{title:18} {all}");
    reliability(&alarms);
}

fn prepare(cluster: &Cluster) -> Prepared {
    let extractor = Extractor::builtin();
    let stories = extractor.read(&cluster.articles, outside_story(&cluster.articles), today());
    let frames = align::frames(&stories, extractor.grammar(), extractor.lexicon());
    let copies = crosscheck::copies(&stories, &Settings::new(today()));
    let candidates = align::candidates(&stories, &copies, None, &frames, extractor.grammar());
    let known = gold_of(cluster, &spans(&stories));
    let wanted = wanted(&cluster.gold);
    let name = |k: usize| known.get(&(frames[k].story, frames[k].mention));
    let verdict = |c: &Candidate| {
        let pair = name(c.a).zip(name(c.b));
        pair.and_then(|(x, y)| wanted.get(&ordered(x, y)))
            .map(|(v, _)| *v)
    };
    let verdicts: Vec<Option<Verdict>> = candidates.iter().map(verdict).collect();
    let traps = cluster.traps();
    let is_trap = |c: &Candidate| {
        let pair = name(c.a).zip(name(c.b));
        pair.is_some_and(|(x, y)| traps.contains(&ordered(x, y)))
    };
    let labelled = |(c, v): (&Candidate, &Option<Verdict>)| {
        (name(c.a).is_some() || name(c.b).is_some()).then_some(v.is_some())
    };
    let pair = |a: usize, b: usize| name(a).zip(name(b)).map(|(x, y)| ordered(x, y));
    let judge = Judge::new(extractor.grammar(), Verdicts::builtin());
    let reading = Reading {
        stories: &stories,
        frames: &frames,
        grouping: &copies,
        grammar: extractor.grammar(),
    };
    let judged = verdict::pairs(&reading, &gold_clusters(cluster, &frames, &known), &judge);
    Prepared {
        judged: judged
            .into_iter()
            .filter_map(|((a, b), f)| Some((f, wanted.get(&pair(a, b)?)?.0)))
            .collect(),
        same: candidates.iter().zip(&verdicts).map(labelled).collect(),
        traps: candidates.iter().map(is_trap).collect(),
        verdicts,
        features: candidates
            .iter()
            .map(|c| features(&frames[c.a], &frames[c.b], &c.setting))
            .collect(),
        quotes: frames
            .iter()
            .map(|f| {
                let text = &stories[f.story].text;
                let span = stories[f.story].mentions[f.mention].span.clone();
                format!("a{} {:?}", f.story + 1, &text.source()[span])
            })
            .collect(),
        frames,
        known,
        candidates,
    }
}

/// The facts of gold as clusters of frames.
fn gold_clusters(
    cluster: &Cluster,
    frames: &[Frame],
    known: &HashMap<(usize, usize), String>,
) -> Vec<align::Cluster> {
    let fact = facts_by_mention(&cluster.gold);
    let mut members: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (k, frame) in frames.iter().enumerate() {
        let id = known
            .get(&(frame.story, frame.mention))
            .and_then(|name| fact.get(name));
        if let Some(id) = id {
            members.entry(id).or_default().push(k);
        }
    }
    members
        .into_values()
        .map(|frames| align::Cluster {
            frames,
            probability: Default::default(),
        })
        .collect()
}

/// Fits all on some clusters.
fn fit_all(clusters: &[&Prepared]) -> Fitted {
    let forest = |wanted: Verdict| {
        let rows: Vec<Row> = clusters
            .iter()
            .flat_map(|c| &c.judged)
            .map(|(f, verdict)| Row {
                values: f.values().to_vec(),
                yes: *verdict == wanted,
                weight: 1.0,
            })
            .collect();
        grow(&rows.iter().collect::<Vec<_>>(), VERDICTS)
    };
    Fitted {
        model: fit(clusters),
        verdicts: Verdicts {
            update: forest(Verdict::Update),
            disputed: forest(Verdict::Disputed),
            merge: nothing_yet(),
            alarm: nothing_yet(),
        },
    }
}

/// Fits the forests on some clusters. The last two are grown on scores of forests that had not seen
/// the cluster, as they will meet them.
fn fit(clusters: &[&Prepared]) -> Model {
    let parts = INNER.min(clusters.len());
    let supported: Vec<Vec<Vec<f64>>> = supported(clusters);
    let rows: Vec<Vec<Row>> = clusters
        .iter()
        .zip(&supported)
        .map(|(c, values)| rows_of(c, values.clone()))
        .collect();
    let together = |but: Option<usize>| {
        let others = rows.iter().enumerate();
        let others = others.filter(|(k, _)| but.is_none_or(|part| k % INNER != part));
        grow(&others.flat_map(|(_, r)| r).collect::<Vec<_>>(), TOGETHER)
    };
    let without: Vec<Forest> = (0..parts).map(|part| together(Some(part))).collect();
    let again_rows: Vec<Row> = clusters
        .iter()
        .zip(&supported)
        .enumerate()
        .flat_map(|(k, (c, values))| {
            let forest = &without[k % INNER];
            let scores: Vec<f64> = values.iter().map(|f| forest.probability(f)).collect();
            let features = again(&c.frames, &c.candidates, &scores);
            rows_of(c, features.iter().map(|f| f.to_vec()).collect())
        })
        .collect();
    Model {
        together: together(None),
        again: grow(&again_rows.iter().collect::<Vec<_>>(), AGAIN),
        ..fit_alone(clusters)
    }
}

/// The features of the pairs of each cluster with what the others say, by forests fitted on other
/// clusters.
fn supported(clusters: &[&Prepared]) -> Vec<Vec<Vec<f64>>> {
    let models: Vec<Model> = (0..INNER.min(clusters.len()))
        .map(|part| {
            let others = clusters.iter().enumerate();
            let others = others.filter(|(k, _)| k % INNER != part);
            fit_alone(&others.map(|(_, c)| *c).collect::<Vec<_>>())
        })
        .collect();
    let of = |(k, c): (usize, &&Prepared)| {
        models[k % INNER].supported(&c.frames, &c.candidates, &c.features)
    };
    clusters.iter().enumerate().map(of).collect()
}

/// A forest that is grown later.
fn nothing_yet() -> Forest {
    Forest {
        base: 0.0,
        trees: Vec::new(),
    }
}

/// Fits the forests that score a pair alone.
fn fit_alone(clusters: &[&Prepared]) -> Model {
    let forest = |values: &dyn Fn(&Features) -> Vec<f64>| {
        let rows: Vec<Row> = clusters
            .iter()
            .flat_map(|c| rows_of(c, c.features.iter().map(values).collect()))
            .collect();
        grow(&rows.iter().collect::<Vec<_>>(), ALONE)
    };
    let empty = nothing_yet();
    Model {
        slot: forest(&|f| f.slot().to_vec()),
        alone: forest(&|f| f.values().to_vec()),
        together: empty.clone(),
        again: empty,
    }
}

/// The labelled rows of a cluster. Pairs that are plainly apart are thinned out.
fn rows_of(cluster: &Prepared, values: Vec<Vec<f64>>) -> Vec<Row> {
    let plain = |f: &Features| {
        f.value_different + f.date_apart > 0.0 && f.context_meaning < 0.35 && f.head_same == 0.0
    };
    let rows = values.into_iter().zip(&cluster.same).zip(&cluster.features);
    rows.enumerate()
        .filter_map(|(place, ((values, same), own))| {
            let yes = (*same)?;
            let thin = !yes && plain(own) && !cluster.traps[place];
            (!thin || place % THINNED == 0).then_some(Row {
                values,
                yes,
                weight: if cluster.traps[place] {
                    TRAP
                } else if thin {
                    THINNED as f64
                } else {
                    1.0
                },
            })
        })
        .collect()
}

/// Prints the pairs of a cluster that a model fitted without it scores wrongly.
fn explain(clusters: &[Cluster], prepared: &[Prepared], name: &str, parts: usize) {
    let Some(at) = clusters.iter().position(|c| c.name == name) else {
        println!("there is no cluster {name}");
        return;
    };
    let model = fit(&without(prepared, at % parts, parts));
    let cluster = &prepared[at];
    let scores = model.probabilities(&cluster.frames, &cluster.candidates);
    for (((c, p), verdict), f) in cluster
        .candidates
        .iter()
        .zip(scores)
        .zip(&cluster.verdicts)
        .zip(&cluster.features)
    {
        if (p >= 0.5) == verdict.is_some() {
            continue;
        }
        let differ =
            compare_values(&cluster.frames[c.a], &cluster.frames[c.b]) == Comparison::Different;
        let gold = verdict.map_or("apart".to_owned(), |v| format!("{v:?}"));
        println!(
            "{p:.2} alone {:.2} {gold} {} | {} {}",
            model.alone.probability(&f.values()),
            cluster.quotes[c.a],
            cluster.quotes[c.b],
            if differ { "≠" } else { "" }
        );
    }
}

fn write(which: &str, forest: &Forest, names: &[&str]) {
    let path = format!("src/{which}_score.txt");
    let head = "# A score over named features. A line is a tree of questions: (feature < cut ? below : above).\n\
         # What the trees give is added to the base, and is the logarithm of the odds.\n\
         # Written by `cargo run --release --example fit_alignment -- --write`; do not edit.\n";
    std::fs::write(&path, head.to_owned() + &forest.to_table(names))
        .expect("the table can be written");
    println!("wrote {path}");
}

/// Of the alarms with a confidence in each twentieth, how many were right; and of those that are at
/// least so sure.
fn reliability(alarms: &[(f64, bool)]) {
    println!("confidence    alarms  right    at least so sure");
    for twentieth in 0..20 {
        let (low, high) = (f64::from(twentieth) / 20.0, f64::from(twentieth + 1) / 20.0);
        let counted = |most: f64| {
            let inside = alarms.iter().filter(|(c, _)| *c >= low && *c < most);
            inside.fold((0, 0), |(all, right), (_, r)| {
                (all + 1, right + usize::from(*r))
            })
        };
        let (inside, above) = (counted(high), counted(f64::INFINITY));
        if inside.0 > 0 {
            let share = |(all, right): (usize, usize)| right as f64 / all as f64;
            println!(
                "{low:.2}-{high:.2}     {:6}   {:.2}    {}/{} {:.3}",
                inside.0,
                share(inside),
                above.1,
                above.0,
                share(above)
            );
        }
    }
}
