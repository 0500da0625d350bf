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

use crosscheck::align::features::{COUNT, NAMES, compare_values, features, regime};
use crosscheck::align::{self, COLUMNS, Model, Regime};
use crosscheck::article::{self, Article, ReadOptions, outside_story};
use crosscheck::extract::{Extractor, Story};
use crosscheck::report::{Report, Value, Verdict};
use crosscheck::value::Comparison;
use crosscheck::{Settings, compare};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

type Json = serde_json::Value;
type Pair = (String, String);
/// A mention: its key, the file of its article, whether it is a date, its bytes.
type Place<K> = (K, String, bool, std::ops::Range<usize>);

/// A cluster with its gold.
struct Cluster {
    name: String,
    articles: Vec<Article>,
    gold: Json,
}

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

fn clusters(folder: &Path) -> Vec<Cluster> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of clusters")
        .flatten()
        .map(|e| e.path())
        .collect();
    folders.retain(|f| f.join("gold.json").exists());
    folders.sort();
    let read = |folder: PathBuf| {
        let gold = std::fs::read_to_string(folder.join("gold.json")).expect("gold.json");
        Cluster {
            name: folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            articles: article::read(&[folder.join("articles")], &ReadOptions::default()).articles,
            gold: serde_json::from_str(&gold).expect("gold.json is JSON"),
        }
    };
    folders.into_iter().map(read).collect()
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 1)
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

/// Where each mention stands: article file, kind, bytes.
fn spans(stories: &[Story<'_>]) -> Vec<Place<(usize, usize)>> {
    let mut out = Vec::new();
    for (s, story) in stories.iter().enumerate() {
        let file = Path::new(&story.article.path)
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for (m, mention) in story.mentions.iter().enumerate() {
            let date = matches!(mention.value, crosscheck::value::Value::Date(_));
            out.push(((s, m), file.clone(), date, mention.span.clone()));
        }
    }
    out
}

/// Which gold mention each mention is, by the largest overlap.
fn gold_of<K: Copy + Eq + std::hash::Hash + Ord>(
    gold: &Json,
    mentions: &[Place<K>],
) -> HashMap<K, String> {
    let mut options: Vec<(usize, K, String)> = Vec::new();
    let mut texts: HashMap<String, String> = HashMap::new();
    for (name, wanted) in gold["mentions"].as_object().expect("mentions") {
        let file = wanted["article"].as_str().unwrap_or_default().to_owned();
        let cluster = gold["name"].as_str().unwrap_or_default();
        let text = texts.entry(file.clone()).or_insert_with(|| {
            std::fs::read_to_string(format!("fixtures/clusters/{cluster}/articles/{file}"))
                .unwrap_or_default()
        });
        let Some(span) = spot(text, wanted) else {
            continue;
        };
        for (key, article, date, own) in mentions {
            let overlap = own
                .end
                .min(span.end)
                .saturating_sub(own.start.max(span.start));
            if *article == file && *date == (wanted["kind"] == "date") && overlap > 0 {
                options.push((overlap, *key, name.clone()));
            }
        }
    }
    options.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut taken = HashSet::new();
    let mut out = HashMap::new();
    for (_, key, name) in options {
        if !out.contains_key(&key) && taken.insert(name.clone()) {
            out.insert(key, name);
        }
    }
    out
}

fn spot(text: &str, wanted: &Json) -> Option<std::ops::Range<usize>> {
    let quote = wanted["quote"].as_str()?;
    let mut from = 0;
    for _ in 1..wanted["occurrence"].as_u64().unwrap_or(1) {
        from += text[from..].find(quote)? + 1;
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    let start = from + text[from..].find(quote)?;
    Some(start..start + quote.len())
}

fn facts_by_mention(gold: &Json) -> HashMap<String, String> {
    let mut out = HashMap::new();
    for fact in gold["facts"].as_array().into_iter().flatten() {
        for mention in fact["mentions"].as_array().into_iter().flatten() {
            out.insert(
                mention.as_str().unwrap_or_default().to_owned(),
                fact["id"].as_str().unwrap_or_default().to_owned(),
            );
        }
    }
    out
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

/// Right, said and wanted, as the evaluation counts them.
#[derive(Debug, Default, Clone)]
struct Tally {
    aligned: [usize; 3],
    flagged: [usize; 3],
    found: usize,
    verdicts: [usize; 2],
    traps: [usize; 2],
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        for k in 0..3 {
            self.aligned[k] += other.aligned[k];
            self.flagged[k] += other.flagged[k];
        }
        self.found += other.found;
        for k in 0..2 {
            self.verdicts[k] += other.verdicts[k];
            self.traps[k] += other.traps[k];
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |a: usize, b: usize| {
            if b == 0 {
                f64::NAN
            } else {
                a as f64 / b as f64
            }
        };
        let (p, r) = (
            share(self.aligned[0], self.aligned[1]),
            share(self.aligned[0], self.aligned[2]),
        );
        write!(
            f,
            "align p {p:.3} r {r:.3} f {:.3}   discrepancies p {:.3} ({}/{}) r {:.3} ({}/{})   verdict {:.3}   traps joined {}/{}",
            2.0 * p * r / (p + r),
            share(self.flagged[0], self.flagged[1]),
            self.flagged[0],
            self.flagged[1],
            share(self.found, self.flagged[2]),
            self.found,
            self.flagged[2],
            share(self.verdicts[0], self.verdicts[1]),
            self.traps[0],
            self.traps[1],
        )
    }
}

/// Runs the whole comparison on a cluster with a model and counts as the evaluation does; also
/// gives for each alarm its confidence and whether it was right.
fn evaluate(cluster: &Cluster, model: &Model) -> (Tally, Vec<(f64, bool)>) {
    let settings = Settings {
        model: model.clone(),
        ..Settings::new(today())
    };
    let report = compare(&cluster.articles, &settings);
    let known = gold_of(&cluster.gold, &report_spans(&report));
    let wanted = wanted(&cluster.gold);
    let mut tally = Tally::default();
    let mut alarms = Vec::new();
    let mut joined: BTreeMap<Pair, Verdict> = BTreeMap::new();
    let mut found = HashSet::new();
    for fact in &report.facts {
        let ids: Vec<(usize, usize)> = fact
            .values
            .iter()
            .flat_map(|v| v.mentions.iter().map(move |&m| (v.id, m)))
            .collect();
        let (mut flagged, mut right, mut confidence) = (false, false, 0.0f64);
        for (i, (v, m)) in ids.iter().enumerate() {
            for (w, n) in &ids[i + 1..] {
                let relation = fact
                    .relations
                    .iter()
                    .find(|r| (r.a, r.b) == (*v.min(w), *v.max(w)));
                let verdict = relation.map_or(Verdict::Agree, |r| r.verdict);
                let pair = known.get(m).zip(known.get(n)).map(|(a, b)| ordered(a, b));
                if verdict == Verdict::Discrepancy {
                    flagged = true;
                    confidence = confidence.max(relation.map_or(0.0, |r| r.confidence));
                    if let Some((Verdict::Discrepancy, id)) = pair
                        .as_ref()
                        .and_then(|p| wanted.get(p))
                        .map(|(v, id)| (*v, id))
                    {
                        right = true;
                        found.insert(id.clone());
                    }
                }
                if let Some(pair) = pair {
                    joined.insert(pair, verdict);
                }
            }
        }
        if flagged {
            tally.flagged[1] += 1;
            tally.flagged[0] += usize::from(right);
            alarms.push((confidence, right));
        }
    }
    tally.found = found.len();
    tally.flagged[2] = wanted
        .values()
        .filter(|(v, _)| *v == Verdict::Discrepancy)
        .map(|(_, id)| id)
        .collect::<HashSet<_>>()
        .len();
    let class = |v: Verdict| {
        if v == Verdict::Compatible {
            Verdict::Agree
        } else {
            v
        }
    };
    for (pair, verdict) in &joined {
        if let Some((gold, _)) = wanted.get(pair) {
            tally.aligned[0] += 1;
            tally.verdicts[1] += 1;
            tally.verdicts[0] += usize::from(class(*gold) == class(*verdict));
        }
    }
    tally.aligned[1] = joined.len();
    tally.aligned[2] = wanted.len();
    for trap in cluster.gold["traps"].as_array().into_iter().flatten() {
        let pair = ordered(
            trap[0].as_str().unwrap_or_default(),
            trap[1].as_str().unwrap_or_default(),
        );
        tally.traps[0] += usize::from(joined.contains_key(&pair));
        tally.traps[1] += 1;
    }
    (tally, alarms)
}

fn report_spans(report: &Report) -> Vec<Place<usize>> {
    let file: HashMap<&str, String> = report
        .articles
        .iter()
        .map(|a| {
            (
                a.id.as_str(),
                Path::new(&a.path)
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
            )
        })
        .collect();
    report
        .mentions
        .iter()
        .map(|m| {
            (
                m.id,
                file[m.article.as_str()].clone(),
                matches!(m.value, Value::Date { .. }),
                m.start..m.end,
            )
        })
        .collect()
}

fn ordered(a: &str, b: &str) -> Pair {
    if a < b {
        (a.to_owned(), b.to_owned())
    } else {
        (b.to_owned(), a.to_owned())
    }
}

/// The verdict that gold has for each pair of mentions of one fact, and the fact.
fn wanted(gold: &Json) -> HashMap<Pair, (Verdict, String)> {
    let mut out = HashMap::new();
    for fact in gold["facts"].as_array().into_iter().flatten() {
        let id = fact["id"].as_str().unwrap_or_default();
        let mentions: Vec<&str> = fact["mentions"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        for (i, a) in mentions.iter().enumerate() {
            for b in &mentions[i + 1..] {
                out.insert(ordered(a, b), (Verdict::Agree, id.to_owned()));
            }
        }
        for relation in fact["relations"].as_array().into_iter().flatten() {
            let verdict = match relation[2].as_str() {
                Some("compatible") => Verdict::Compatible,
                Some("update") => Verdict::Update,
                Some("disputed") => Verdict::Disputed,
                Some("discrepancy") => Verdict::Discrepancy,
                _ => Verdict::Agree,
            };
            out.insert(
                ordered(
                    relation[0].as_str().unwrap_or_default(),
                    relation[1].as_str().unwrap_or_default(),
                ),
                (verdict, id.to_owned()),
            );
        }
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
