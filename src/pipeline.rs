//! A stand-in for reading and analysing, until the real stages are merged.

use crate::article::{Article, StatedDate};
use crate::report::*;
use crate::value::{Approx, Grain};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How articles are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The day of publication, whatever the articles say.
    pub date: Option<String>,
    /// The most bytes of a file.
    pub max_bytes: u64,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Reading {
    /// The articles.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub errors: Vec<ReadError>,
}

/// Something that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ReadError(String);

/// Reads the inputs.
pub fn read(inputs: &[PathBuf], options: &ReadOptions) -> Reading {
    let mut reading = Reading::default();
    for (at, path) in inputs.iter().enumerate() {
        let shown = path.display().to_string();
        let text = if shown == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
        let dates = options.date.iter().map(|text| StatedDate { text: text.clone(), place: "--date".into() }).collect();
        match text {
            Ok(text) => reading.articles.push(Article { id: format!("a{}", at + 1), path: shown, text, dates, ..Article::default() }),
            Err(error) => reading.errors.push(ReadError(format!("{shown}: {error}"))),
        }
    }
    reading
}

/// What the analysis needs to know.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The day on which it runs.
    pub today: jiff::civil::Date,
}

/// Compares articles.
pub fn compare(articles: &[Article], _settings: &Settings) -> Report {
    report(articles)
}

/// Reads facts.
pub fn facts(articles: &[Article], _settings: &Settings) -> Report {
    Report { facts: vec![], groups: vec![], summary: Summary::default(), ..report(articles) }
}

/// Groups articles.
pub fn groups(articles: &[Article], _settings: &Settings) -> Report {
    Report { facts: vec![], mentions: vec![], checks: vec![], summary: Summary::default(), ..report(articles) }
}

/// The report that a cluster's `gold.json` stands for.
fn report(articles: &[Article]) -> Report {
    let gold = articles.first().and_then(|a| Path::new(&a.path).parent()?.parent().map(|p| p.join("gold.json")));
    let gold: Json = gold.and_then(|p| std::fs::read(p).ok()).and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default();
    let name = |a: &Article| a.path.rsplit('/').next().unwrap_or("").to_owned();
    let ids: BTreeMap<String, &Article> = articles.iter().map(|a| (name(a), a)).collect();
    let mut numbers = BTreeMap::new();
    let mut mentions = Vec::new();
    for (key, m) in gold["mentions"].as_object().into_iter().flatten() {
        let Some(article) = ids.get(m["article"].as_str().unwrap_or("")) else { continue };
        numbers.insert(key.clone(), mentions.len());
        mentions.push(mention(mentions.len(), article, m));
    }
    let facts: Vec<Fact> = gold["facts"].as_array().into_iter().flatten().filter_map(|f| fact(f, &numbers, &mentions)).collect();
    let count = |v| facts.iter().filter(|f| f.verdict == v).count();
    let told: usize = facts.iter().flat_map(|f| &f.values).map(|v| v.mentions.len()).sum();
    let summary = Summary {
        agree: count(Verdict::Agree), compatible: count(Verdict::Compatible), update: count(Verdict::Update),
        disputed: count(Verdict::Disputed), discrepancy: count(Verdict::Discrepancy), single: mentions.len() - told,
    };
    let place = |article: &str, from: &str, to: &str| {
        let text = ids.get(article).map_or("", |a| a.text.as_str());
        let start = text.find(from).unwrap_or(0);
        (start, start + text[start..].find(to).unwrap_or(0) + to.len())
    };
    let checks = gold["checks"].as_array().into_iter().flatten().filter_map(|c| {
        let (file, quote) = (c["article"].as_str()?, c["quote"].as_str()?);
        let (start, end) = place(file, quote, quote);
        let kind = if c["kind"] == "weekday" { CheckKind::Weekday } else { CheckKind::Conversion };
        Some(Check { kind, article: ids.get(file)?.id.clone(), start, end, text: quote.into(), why: "is not what it says".into() })
    });
    let groups = gold["groups"].as_array().into_iter().flatten().enumerate().map(|(i, g)| {
        let members: Vec<String> = g.as_array().into_iter().flatten().filter_map(|f| Some(ids.get(f.as_str()?)?.id.clone())).collect();
        let pairs = members.windows(2).map(|w| GroupPair { a: w[0].clone(), b: w[1].clone(), similarity: 0.84, containment: 0.95, kind: None }).collect();
        Group { id: format!("g{}", i + 1), articles: members, kind: GroupKind::NearDuplicate, pairs }
    });
    let infos = articles.iter().map(|a| {
        let g = &gold["articles"][name(a)];
        let day = g["published"].as_str().and_then(|d| d.parse().ok());
        let basis = match g["dated"].as_str() { Some("stated") => Basis::Stated, Some("inferable") => Basis::Inferred, _ => Basis::Unknown };
        let why = g["why"].as_str().unwrap_or("nothing says").into();
        let outside = gold["not_story"].as_array().into_iter().flatten().filter(|o| o["article"] == name(a)).map(|o| {
            let (start, end) = place(&name(a), o["from"].as_str().unwrap_or(""), o["to"].as_str().unwrap_or(""));
            Outside { start, end, why: "teaser of another story".into() }
        });
        ArticleInfo { id: a.id.clone(), path: a.path.clone(), title: a.title.clone(), outlet: a.outlet.clone(),
            published: Published { start: day, end: day, basis, why }, outside_story: outside.collect() }
    });
    Report { schema: SCHEMA.into(), articles: infos.collect(), groups: groups.collect(), checks: checks.collect(), mentions, facts, summary }
}

fn mention(id: usize, article: &Article, m: &Json) -> Mention {
    let quote = m["quote"].as_str().unwrap_or("");
    let nth = m["occurrence"].as_u64().unwrap_or(1) as usize - 1;
    let start = article.text.match_indices(quote).nth(nth).map_or(0, |x| x.0);
    let begin = article.text[..start].rfind("\n").map_or(0, |x| x + 1).max(article.text[..start].rfind(". ").map_or(0, |x| x + 2));
    let end = start + quote.len();
    let stop = [". ", "\n"].iter().filter_map(|p| article.text[end..].find(p)).min().map_or(article.text.len(), |x| end + x + 1);
    let approx: Approx = serde_json::from_value(m["approx"].clone()).unwrap_or(Approx::Exact);
    let day = |k: &str| m[k].as_str().and_then(|d| d.parse().ok()).unwrap_or(jiff::civil::date(2000, 1, 1));
    let value = if m["kind"] == "date" {
        Value::Date { start: day("start"), end: day("end"), grain: if m["start"] == m["end"] { Grain::Day } else { Grain::Range }, time: None, offset: None }
    } else {
        let number = m["number"].as_f64();
        Value::Quantity { number, low: m["low"].as_f64().or(number), high: m["high"].as_f64().or(number), unit: m["unit"].as_str().map(Into::into), approx, of: m["measure"].as_str().unwrap_or("").into() }
    };
    let modality = match m["modality"].as_str() { Some("planned") => Modality::Planned, Some("alleged") => Modality::Alleged, Some("denied") => Modality::Denied, Some("hypothetical") => Modality::Hypothetical, _ => Modality::Asserted };
    Mention { id, article: article.id.clone(), start, end, text: quote.into(), sentence: Span { start: begin, end: stop.max(end) },
        line: 1 + article.text[..start].matches('\n').count(), value, source: m["source"].as_str().map(Into::into), modality }
}

fn fact(f: &Json, numbers: &BTreeMap<String, usize>, mentions: &[Mention]) -> Option<Fact> {
    let ids: Vec<usize> = f["mentions"].as_array()?.iter().filter_map(|m| numbers.get(m.as_str()?).copied()).collect();
    if ids.len() < 2 { return None; }
    let text = |id: usize| match &mentions[id].value {
        Value::Quantity { number: Some(n), unit, approx, .. } => format!("{}{n}{}", match approx { Approx::About => "about ", Approx::AtLeast => "at least ", Approx::AtMost => "at most ", _ => "" }, unit.as_deref().map_or(String::new(), |u| format!(" {u}"))),
        Value::Quantity { low, high, .. } => format!("{}–{}", low.unwrap_or(0.0), high.unwrap_or(0.0)),
        Value::Date { start, end, .. } => if start == end { start.to_string() } else { format!("{start} to {end}") },
    };
    let mut values: Vec<FactValue> = Vec::new();
    for id in ids {
        let t = text(id);
        match values.iter_mut().find(|v| v.text == t) {
            Some(v) => v.mentions.push(id),
            None => values.push(FactValue { id: values.len(), text: t, mentions: vec![id] }),
        }
    }
    let mut relations: Vec<Relation> = Vec::new();
    for r in f["relations"].as_array().into_iter().flatten() {
        let of = |i: usize| numbers.get(r[i].as_str().unwrap_or("")).and_then(|m| values.iter().find(|v| v.mentions.contains(m))).map(|v| v.id);
        let (Some(a), Some(b)) = (of(0), of(1)) else { continue };
        let verdict = match r[2].as_str() { Some("discrepancy") => Verdict::Discrepancy, Some("disputed") => Verdict::Disputed, Some("update") => Verdict::Update, _ => Verdict::Compatible };
        if a != b && !relations.iter().any(|x| (x.a, x.b) == (a.min(b), a.max(b))) {
            relations.push(Relation { a: a.min(b), b: a.max(b), verdict, confidence: 0.9, why: "the intervals do not overlap; neither time nor source explains it".into() });
        }
    }
    let verdict = relations.iter().map(|r| r.verdict).max().unwrap_or(Verdict::Agree);
    Some(Fact { id: f["id"].as_str()?.into(), subject: f["subject"].as_str()?.into(), kind: FactKind::Quantity, verdict, independent_sources: values.len().min(3), values, relations })
}
