//! Says how often the source and the modality of a mention are those that gold names.
//!
//! ```text
//! cargo run --release --example score_voice                     figures, and what is wrong
//! cargo run --release --example score_voice -- --quiet          figures alone
//! cargo run --release --example score_voice -- --only NAME...   these clusters, or with --without all but these
//! ```
//!
//! A source counts as right where the shorter of the two names, articles and case aside, has all
//! its words in the longer one: "Sarita Dhungel" for "Chief District Officer Sarita Dhungel". Where
//! gold has none, none must be said.

#[path = "../tests/evaluation/mod.rs"]
mod evaluation;

use crosscheck::article::outside_story;
use crosscheck::extract::Extractor;
use evaluation::{Cluster, Json, clusters, gold_of, spans, today};
use std::path::Path;

/// Right, said and wanted sources; nulls right and wanted; modalities right and all.
#[derive(Debug, Default)]
struct Tally {
    source: [usize; 3],
    null: [usize; 2],
    modality: [usize; 2],
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|a| a == flag);
    let names: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let chosen =
        |c: &Cluster| names.is_empty() || names.iter().any(|n| **n == c.name) != has("--without");
    let mut tally = Tally::default();
    for cluster in clusters(Path::new("fixtures/clusters"))
        .iter()
        .filter(|c| chosen(c))
    {
        score(cluster, &mut tally, !has("--quiet"));
    }
    println!("{tally}");
}

/// Counts one cluster, and prints what is wrong in it.
fn score(cluster: &Cluster, tally: &mut Tally, print: bool) {
    let outside = outside_story(&cluster.articles);
    let extractor = Extractor::builtin();
    let stories = extractor.read(&cluster.articles, outside, today());
    let places = spans(&stories);
    let gold = gold_of(cluster, &places);
    let mut found: Vec<_> = gold.into_iter().collect();
    found.sort();
    for ((story, mention), name) in found {
        let wanted = &cluster.gold["mentions"][&name];
        let said = &stories[story].mentions[mention];
        let complaint = tally.add(wanted, said.source.as_deref(), &modality_name(said));
        if let Some(complaint) = complaint.filter(|_| print) {
            let text = &stories[story].text;
            let sentence = &text.sentences[said.sentence];
            let words = text.span(sentence.tokens.clone());
            let file = wanted["article"].as_str().unwrap_or_default();
            let quote = wanted["quote"].as_str().unwrap_or_default();
            println!(
                "{} {file} \u{201c}{quote}\u{201d} {complaint}",
                cluster.name
            );
            println!("    {}", text.source()[words].replace('\n', " "));
        }
    }
}

fn modality_name(mention: &crosscheck::extract::Mention) -> String {
    format!("{:?}", mention.modality).to_lowercase()
}

impl Tally {
    /// Counts a mention; says what is wrong with it.
    fn add(&mut self, wanted: &Json, source: Option<&str>, modality: &str) -> Option<String> {
        let gold = wanted["source"].as_str();
        let right = match (gold, source) {
            (Some(a), Some(b)) => same_name(a, b),
            (None, None) => true,
            _ => false,
        };
        self.source[0] += usize::from(right && gold.is_some());
        self.source[1] += usize::from(source.is_some());
        self.source[2] += usize::from(gold.is_some());
        self.null[0] += usize::from(right && gold.is_none());
        self.null[1] += usize::from(gold.is_none());
        let firm = wanted["modality"].as_str().unwrap_or("asserted");
        self.modality[0] += usize::from(firm == modality);
        self.modality[1] += 1;
        let mut wrong = String::new();
        if !right {
            wrong += &format!("source {gold:?} said {source:?} ");
        }
        if firm != modality {
            wrong += &format!("modality {firm} said {modality}");
        }
        (!wrong.is_empty()).then_some(wrong)
    }
}

/// Do all words of the shorter name stand in the longer one?
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.iter().all(|w| long.contains(w))
}

/// The words of a name in small letters, without articles.
fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .replace("'s", "")
        .replace("\u{2019}s", "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !matches!(*w, "" | "the" | "a" | "an"))
        .map(str::to_owned)
        .collect()
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let [right, said, wanted] = self.source;
        writeln!(
            f,
            "sources   precision {:.3} recall {:.3} ({right}/{said}/{wanted})",
            share(right, said),
            share(right, wanted)
        )?;
        let [right, all] = self.null;
        writeln!(f, "no source {:.3} ({right}/{all})", share(right, all))?;
        let [right, all] = self.modality;
        write!(f, "modality  {:.3} ({right}/{all})", share(right, all))
    }
}
