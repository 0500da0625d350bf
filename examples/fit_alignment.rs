//! Fits the score by which mentions are brought together, and says how well it does on clusters
//! that it was not fitted on.
//!
//! ```text
//! cargo run --release --example fit_alignment                 figures, each cluster left out once
//! cargo run --release --example fit_alignment -- --write      the same, then writes src/align/weights.txt
//! ```
//!
//! `--explain CLUSTER` prints, for each discrepancy of a cluster, how its pairs are scored.
//!
//! The clusters are those under `fixtures/clusters`; another folder may be named.

#[path = "../tests/evaluation/mod.rs"]
mod evaluation;

use crosscheck::align::features::{COUNT, NAMES, compare_values, features, regime};
use crosscheck::align::{self, COLUMNS, Model, Regime};
use crosscheck::article::outside_story;
use crosscheck::extract::Extractor;
use crosscheck::report::Verdict;
use crosscheck::value::Comparison;
use evaluation::{
    Cluster, Tally, clusters, evaluate, facts_by_mention, gold_of, ordered, spans, today, wanted,
};
use rayon::prelude::*;
use std::path::Path;

/// A labelled pair of mentions.
struct Example {
    features: [f64; COUNT],
    regime: Regime,
    same: bool,
    weight: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let explained = arguments
        .iter()
        .position(|a| a == "--explain")
        .and_then(|k| arguments.get(k + 1));
    let folder = arguments
        .iter()
        .find(|a| !a.starts_with("--") && Some(*a) != explained)
        .map_or("fixtures/clusters", String::as_str);
    let clusters = clusters(Path::new(folder));
    if let Some(wanted) = explained {
        clusters
            .iter()
            .filter(|c| c.name == *wanted)
            .for_each(explain);
        return;
    }
    let examples: Vec<Vec<Example>> = clusters.par_iter().map(examples).collect();
    let held_out: Vec<(Tally, Vec<(f64, bool)>)> = (0..clusters.len())
        .into_par_iter()
        .map(|k| {
            let others: Vec<&Example> = examples
                .iter()
                .enumerate()
                .filter(|(j, _)| *j != k)
                .flat_map(|(_, e)| e)
                .collect();
            let model = fit(&others);
            evaluate(&clusters[k], &model)
        })
        .collect();
    let mut all = Tally::default();
    let mut alarms = Vec::new();
    for (cluster, (tally, flagged)) in clusters.iter().zip(&held_out) {
        println!("{:18} {tally}", cluster.name);
        all.add(tally);
        alarms.extend_from_slice(flagged);
    }
    println!("{:18} {all}", "LEFT OUT, ALL");
    reliability(&alarms);
    if arguments.iter().any(|a| a == "--write") {
        let model = fit(&examples.iter().flatten().collect::<Vec<_>>());
        std::fs::write("src/align/weights.txt", table(&model))
            .expect("src/align/weights.txt can be written");
        println!("wrote src/align/weights.txt");
    }
}

/// The labelled pairs of a cluster: pairs of mentions that gold knows, the same where gold has
/// them in one fact. Pairs that state different values are the harder and the dearer ones.
fn examples(cluster: &Cluster) -> Vec<Example> {
    let extractor = Extractor::builtin();
    let stories = extractor.read(&cluster.articles, outside_story(&cluster.articles), today());
    let frames = align::frames(&stories, extractor.grammar(), extractor.lexicon());
    let known = gold_of(&cluster.gold, &spans(&stories));
    let fact = facts_by_mention(&cluster.gold);
    let place = |k: usize| (frames[k].story, frames[k].mention);
    align::candidates(&stories, &frames, extractor.grammar())
        .into_iter()
        .filter_map(|c| {
            let (x, y) = (known.get(&place(c.a)), known.get(&place(c.b)));
            if x.is_none() && y.is_none() {
                return None;
            }
            let same = matches!((x, y), (Some(x), Some(y)) if fact.get(x).is_some_and(|f| fact.get(y) == Some(f)));
            let differs = compare_values(&frames[c.a], &frames[c.b]) == Comparison::Different;
            Some(Example {
                features: features(&frames[c.a], &frames[c.b], c.rivalry),
                regime: regime(&frames[c.a], &frames[c.b]),
                same,
                weight: if same && differs { 2.0 } else { 1.0 },
            })
        })
        .collect()
}

/// Prints how the pairs of each discrepancy are scored by the weights compiled in.
fn explain(cluster: &Cluster) {
    let extractor = Extractor::builtin();
    let stories = extractor.read(&cluster.articles, outside_story(&cluster.articles), today());
    let frames = align::frames(&stories, extractor.grammar(), extractor.lexicon());
    let known = gold_of(&cluster.gold, &spans(&stories));
    let wanted = wanted(&cluster.gold);
    let model = Model::builtin();
    let words = |k: usize| {
        let mention = &stories[frames[k].story].mentions[frames[k].mention];
        format!(
            "a{} {:?}",
            frames[k].story + 1,
            &stories[frames[k].story].text.source()[mention.span.clone()]
        )
    };
    for c in align::candidates(&stories, &frames, extractor.grammar()) {
        let name = |k: usize| known.get(&(frames[k].story, frames[k].mention));
        let Some((x, y)) = name(c.a).zip(name(c.b)) else {
            continue;
        };
        let Some((Verdict::Discrepancy, fact)) = wanted.get(&ordered(x, y)).map(|(v, f)| (*v, f))
        else {
            continue;
        };
        let f = features(&frames[c.a], &frames[c.b], c.rivalry);
        let regime = regime(&frames[c.a], &frames[c.b]);
        let p = model.probability(&f, regime);
        println!("{fact} {p:.2} {regime:?} {} | {}", words(c.a), words(c.b));
        let parts: Vec<String> = NAMES
            .iter()
            .zip(f)
            .zip(model.weights)
            .filter(|((_, f), _)| *f != 0.0)
            .map(|((n, f), w)| format!("{n} {:+.2}", f * (w[0] + w[regime.column()])))
            .collect();
        println!("      {}", parts.join(", "));
    }
}

/// How many weights there are in all.
const SIZE: usize = COUNT * COLUMNS;

/// Logistic regression by Newton's method with a ridge, stronger on what the regimes add.
fn fit(examples: &[&Example]) -> Model {
    const RIDGE: f64 = 2.0;
    const RIDGE_REGIME: f64 = 4.0;
    const ROUNDS: usize = 12;
    let mut weights = vec![0.0; SIZE];
    for _ in 0..ROUNDS {
        let mut gradient = vec![0.0; SIZE];
        let mut hessian = vec![vec![0.0; SIZE]; SIZE];
        for e in examples {
            let active: Vec<(usize, f64)> = (0..COUNT)
                .filter(|&i| e.features[i] != 0.0)
                .flat_map(|i| {
                    [
                        (i * COLUMNS, e.features[i]),
                        (i * COLUMNS + e.regime.column(), e.features[i]),
                    ]
                })
                .collect();
            let score: f64 = active.iter().map(|(i, f)| weights[*i] * f).sum();
            let p = 1.0 / (1.0 + (-score).exp());
            let error = (f64::from(u8::from(e.same)) - p) * e.weight;
            let curve = (p * (1.0 - p)).max(1e-6) * e.weight;
            for (i, f) in &active {
                gradient[*i] += error * f;
                for (j, g) in &active {
                    hessian[*i][*j] += curve * f * g;
                }
            }
        }
        for i in 0..SIZE {
            let ridge = if i % COLUMNS == 0 {
                RIDGE
            } else {
                RIDGE_REGIME
            };
            gradient[i] -= ridge * weights[i];
            hessian[i][i] += ridge;
        }
        let step = solve(hessian, gradient);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w += s);
        if step.iter().all(|s| s.abs() < 1e-5) {
            break;
        }
    }
    let mut model = Model {
        weights: [[0.0; COLUMNS]; COUNT],
    };
    for (i, w) in weights.into_iter().enumerate() {
        model.weights[i / COLUMNS][i % COLUMNS] = w;
    }
    model
}

/// Solves a system of linear equations by elimination with pivoting.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let size = b.len();
    for i in 0..size {
        let pivot = (i..size)
            .max_by(|&x, &y| a[x][i].abs().total_cmp(&a[y][i].abs()))
            .unwrap_or(i);
        a.swap(i, pivot);
        b.swap(i, pivot);
        let row = a[i].clone();
        for k in i + 1..size {
            let factor = a[k][i] / row[i];
            if factor != 0.0 {
                a[k][i..]
                    .iter_mut()
                    .zip(&row[i..])
                    .for_each(|(x, r)| *x -= factor * r);
                b[k] -= factor * b[i];
            }
        }
    }
    let mut x = vec![0.0; size];
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|j| a[i][j] * x[j]).sum();
        x[i] = (b[i] - known) / a[i][i];
    }
    x
}

fn table(model: &Model) -> String {
    let mut out = String::from(
        "# The score by which mentions are brought together: a logistic regression. For each feature\n\
         # its shared weight, then what is added for quantities that agree, quantities that differ,\n\
         # dates that agree and dates that differ.\n\
         # Written by `cargo run --release --example fit_alignment -- --write`; do not edit.\n",
    );
    for (name, weights) in NAMES.iter().zip(model.weights) {
        out.push_str(name);
        for weight in weights {
            out.push_str(&format!(" {weight:.3}"));
        }
        out.push('\n');
    }
    out
}

/// Of the alarms with a confidence in each tenth, how many were right.
fn reliability(alarms: &[(f64, bool)]) {
    println!("confidence   alarms  right");
    for tenth in 0..10 {
        let inside: Vec<_> = alarms
            .iter()
            .filter(|(c, _)| ((c * 10.0).floor() as usize).min(9) == tenth)
            .collect();
        if !inside.is_empty() {
            let right = inside.iter().filter(|(_, r)| *r).count();
            println!(
                "{:.1}-{:.1}      {:6}  {:.2}",
                tenth as f64 / 10.0,
                (tenth + 1) as f64 / 10.0,
                inside.len(),
                right as f64 / inside.len() as f64
            );
        }
    }
}
