//! Clusters with their gold, and how a report is counted against it: what the accuracy floors and
//! the fitting of the score share.

#![allow(dead_code, missing_docs, unreachable_pub)]

use crosscheck::article::{self, Article, ReadOptions};
use crosscheck::extract::Story;
use crosscheck::report::{Report, Value, Verdict};
use crosscheck::{Settings, compare};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

pub type Json = serde_json::Value;
pub type Pair = (String, String);
/// A mention: its key, the file of its article, whether it is a date, its bytes.
pub type Place<K> = (K, String, bool, std::ops::Range<usize>);

/// A cluster with its gold.
pub struct Cluster {
    pub name: String,
    pub folder: PathBuf,
    pub articles: Vec<Article>,
    pub gold: Json,
}

impl Cluster {
    /// The pairs of mentions that gold names for being easily taken for one fact.
    pub fn traps(&self) -> HashSet<Pair> {
        let traps = self.gold["traps"].as_array().into_iter().flatten();
        traps
            .map(|trap| {
                let name = |k: usize| trap[k].as_str().unwrap_or_default();
                ordered(name(0), name(1))
            })
            .collect()
    }
}

pub fn clusters(folder: &Path) -> Vec<Cluster> {
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
            folder,
        }
    };
    folders.into_iter().map(read).collect()
}

pub fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 1)
}

/// Where each mention stands: article file, kind, bytes.
pub fn spans(stories: &[Story<'_>]) -> Vec<Place<(usize, usize)>> {
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
pub fn gold_of<K: Copy + Eq + std::hash::Hash + Ord>(
    cluster: &Cluster,
    mentions: &[Place<K>],
) -> HashMap<K, String> {
    let gold = &cluster.gold;
    let mut options: Vec<(usize, K, String)> = Vec::new();
    let mut texts: HashMap<String, String> = HashMap::new();
    for (name, wanted) in gold["mentions"].as_object().expect("mentions") {
        let file = wanted["article"].as_str().unwrap_or_default().to_owned();
        let text = texts.entry(file.clone()).or_insert_with(|| {
            std::fs::read_to_string(cluster.folder.join("articles").join(&file)).unwrap_or_default()
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

pub fn spot(text: &str, wanted: &Json) -> Option<std::ops::Range<usize>> {
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

pub fn facts_by_mention(gold: &Json) -> HashMap<String, String> {
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

/// Right, said and wanted, as the evaluation counts them.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    pub aligned: [usize; 3],
    pub flagged: [usize; 3],
    pub found: usize,
    pub verdicts: [usize; 2],
    pub traps: [usize; 2],
}

impl Tally {
    pub fn add(&mut self, other: &Tally) {
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

/// Runs the whole comparison on a cluster and counts as the evaluation does; also
/// gives for each alarm its confidence and whether it was right.
pub fn evaluate(cluster: &Cluster, settings: &Settings) -> (Tally, Vec<(f64, bool)>) {
    let report = compare(&cluster.articles, settings);
    let known = gold_of(cluster, &report_spans(&report));
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
    let traps = cluster.traps();
    tally.traps[0] = traps
        .iter()
        .filter(|pair| joined.contains_key(*pair))
        .count();
    tally.traps[1] = traps.len();
    (tally, alarms)
}

pub fn report_spans(report: &Report) -> Vec<Place<usize>> {
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

pub fn ordered(a: &str, b: &str) -> Pair {
    if a < b {
        (a.to_owned(), b.to_owned())
    } else {
        (b.to_owned(), a.to_owned())
    }
}

/// The verdict that gold has for each pair of mentions of one fact, and the fact.
pub fn wanted(gold: &Json) -> HashMap<Pair, (Verdict, String)> {
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
