//! Changes one value in one of two articles that agree, and counts how often the change is told.
//!
//! ```text
//! cargo run --release --example mutations [-- FOLDER]
//! ```
//!
//! Of every pair that gold has as agreeing, in two articles that are no copies, the number or the
//! day of one is changed: two digits change places, a digit grows, a day moves, a unit is another.
//! A change is told where the comparison says of the changed mention that it differs from another:
//! as a discrepancy, or as an update or a dispute. Nothing is left to chance: the place of the
//! pair decides which change is made.

#[path = "../tests/evaluation/mod.rs"]
mod evaluation;

use crosscheck::report::{Report, Verdict};
use crosscheck::{Settings, compare};
use evaluation::{Cluster, clusters, spot, today, wanted};
use rayon::prelude::*;
use std::ops::Range;
use std::path::Path;

/// How many pairs of a cluster are tried at the most.
const MOST: usize = 40;

/// Units that are put in each other's place.
const UNITS: [(&str, &str); 6] = [
    ("kilometres", "miles"),
    ("km", "miles"),
    ("metres", "feet"),
    ("tonnes", "pounds"),
    ("hours", "days"),
    ("weeks", "months"),
];

#[derive(Default, Clone, Copy)]
struct Told {
    pairs: usize,
    joined: usize,
    discrepancy: usize,
    differs: usize,
}

fn main() {
    let folder = std::env::args().nth(1);
    let clusters = clusters(Path::new(folder.as_deref().unwrap_or("fixtures/clusters")));
    let results: Vec<[Told; 3]> = clusters.par_iter().map(mutate).collect();
    println!("change   pairs  aligned before  told as a discrepancy  told as differing at all");
    for (k, name) in ["number", "day", "unit"].iter().enumerate() {
        let sum = results.iter().fold(Told::default(), |all, r| Told {
            pairs: all.pairs + r[k].pairs,
            joined: all.joined + r[k].joined,
            discrepancy: all.discrepancy + r[k].discrepancy,
            differs: all.differs + r[k].differs,
        });
        let share = |n: usize| n as f64 / sum.pairs.max(1) as f64;
        println!(
            "{name:8} {:5}  {:.2}            {:.2}                   {:.2}",
            sum.pairs,
            share(sum.joined),
            share(sum.discrepancy),
            share(sum.differs)
        );
    }
}

/// Tries the changes on a cluster: numbers, days, units.
fn mutate(cluster: &Cluster) -> [Told; 3] {
    let mut told = [Told::default(); 3];
    let before = compare(&cluster.articles, &Settings::new(today()));
    let mut pairs: Vec<(String, String)> = wanted(&cluster.gold)
        .into_iter()
        .filter(|(_, (verdict, _))| *verdict == Verdict::Agree)
        .map(|(pair, _)| pair)
        .collect();
    pairs.sort();
    let independent = |(a, b): &(String, String)| {
        let (x, y) = (article_of(cluster, a), article_of(cluster, b));
        x != y && !copies(cluster, &x, &y)
    };
    pairs.retain(independent);
    let step = (pairs.len() / MOST).max(1);
    for (turn, (a, b)) in pairs.iter().step_by(step).enumerate() {
        let (file, other) = (article_of(cluster, a), article_of(cluster, b));
        let (Some(span), Some(partner)) = (place(cluster, &file, a), place(cluster, &other, b))
        else {
            continue;
        };
        let quote = &text(cluster, &file)[span.clone()];
        let date = cluster.gold["mentions"][a]["kind"] == "date";
        let Some((kind, changed)) = change(quote, date, turn) else {
            continue;
        };
        let told = &mut told[kind];
        told.pairs += 1;
        told.joined += usize::from(joined(&before, (&file, &span), (&other, &partner)));
        let mut articles = cluster.articles.clone();
        for article in articles.iter_mut().filter(|x| x.path.ends_with(&file)) {
            article.text.replace_range(span.clone(), &changed);
        }
        let after = compare(&articles, &Settings::new(today()));
        let new = span.start..span.start + changed.len();
        let verdicts = differing(&after, &file, &new);
        told.discrepancy += usize::from(verdicts.contains(&Verdict::Discrepancy));
        told.differs += usize::from(!verdicts.is_empty());
    }
    told
}

/// The kind of change (0 number, 1 day, 2 unit) and the words that a quote becomes.
fn change(quote: &str, date: bool, turn: usize) -> Option<(usize, String)> {
    if !date
        && turn % 3 == 2
        && let Some((from, to)) = UNITS.iter().find(|(from, _)| quote.ends_with(from))
    {
        return Some((2, quote.replace(from, to)));
    }
    let start = quote.find(|c: char| c.is_ascii_digit())?;
    let end = quote[start..]
        .find(|c: char| !c.is_ascii_digit())
        .map_or(quote.len(), |n| start + n);
    let digits = &quote[start..end];
    let number: u32 = digits.parse().ok()?;
    let new = if date {
        // The day after, or two weeks before.
        if number > 31 {
            number - 1
        } else if number > 15 {
            number - 11
        } else {
            number + 3
        }
    } else {
        swapped(digits)
            .filter(|_| turn.is_multiple_of(2))
            .unwrap_or(number + 1 + number / 4)
    };
    let changed = format!("{}{new}{}", &quote[..start], &quote[end..]);
    Some((usize::from(date), changed))
}

/// The number with its first two digits in the other order, if that is another number as long.
fn swapped(digits: &str) -> Option<u32> {
    let mut all: Vec<char> = digits.chars().collect();
    (all.len() > 1 && all[0] != all[1] && all[1] != '0').then_some(())?;
    all.swap(0, 1);
    all.into_iter().collect::<String>().parse().ok()
}

fn article_of(cluster: &Cluster, mention: &str) -> String {
    let name = &cluster.gold["mentions"][mention]["article"];
    name.as_str().unwrap_or_default().to_owned()
}

fn copies(cluster: &Cluster, x: &str, y: &str) -> bool {
    let groups = cluster.gold["groups"].as_array().into_iter().flatten();
    let has = |group: &evaluation::Json, name: &str| {
        group.as_array().into_iter().flatten().any(|m| m == name)
    };
    groups.into_iter().any(|g| has(g, x) && has(g, y))
}

fn text<'c>(cluster: &'c Cluster, file: &str) -> &'c str {
    let article = cluster.articles.iter().find(|a| a.path.ends_with(file));
    article.map_or("", |a| &a.text)
}

fn place(cluster: &Cluster, file: &str, mention: &str) -> Option<Range<usize>> {
    spot(text(cluster, file), &cluster.gold["mentions"][mention])
}

/// The mentions of a report that stand in a place of an article.
fn mentions<'r>(
    report: &'r Report,
    file: &str,
    span: &'r Range<usize>,
) -> impl Iterator<Item = usize> + 'r {
    let article = report.articles.iter().find(|a| a.path.ends_with(file));
    let id = article.map(|a| a.id.clone()).unwrap_or_default();
    let inside = report.mentions.iter();
    inside
        .filter(move |m| m.article == id && m.start < span.end && span.start < m.end)
        .map(|m| m.id)
}

fn joined(report: &Report, a: (&str, &Range<usize>), b: (&str, &Range<usize>)) -> bool {
    let x: Vec<usize> = mentions(report, a.0, a.1).collect();
    let y: Vec<usize> = mentions(report, b.0, b.1).collect();
    report.facts.iter().any(|fact| {
        let all: Vec<usize> = fact
            .values
            .iter()
            .flat_map(|v| v.mentions.clone())
            .collect();
        x.iter().any(|m| all.contains(m)) && y.iter().any(|m| all.contains(m))
    })
}

/// The verdicts other than agreement that are told of a mention and another value.
fn differing(report: &Report, file: &str, span: &Range<usize>) -> Vec<Verdict> {
    let own: Vec<usize> = mentions(report, file, span).collect();
    let mut out = Vec::new();
    for fact in &report.facts {
        for value in fact
            .values
            .iter()
            .filter(|v| own.iter().any(|m| v.mentions.contains(m)))
        {
            let relations = fact
                .relations
                .iter()
                .filter(|r| r.a == value.id || r.b == value.id);
            out.extend(
                relations
                    .map(|r| r.verdict)
                    .filter(|v| *v > Verdict::Compatible),
            );
        }
    }
    out
}
