//! How well dates are read, measured on the annotated clusters in `fixtures/clusters`.

use super::date::{self, DateExpression, DateMention};
use super::published::{self, Dating, Source};
use crate::article::{Article, StatedDate};
use crate::text::Text;
use jiff::civil::Date;
use serde_json::Value;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Shares of what was asked.
#[derive(Default, Debug)]
struct Figures {
    gold: usize,
    found: usize,
    right: usize,
    false_dates: usize,
    articles: usize,
    dated: usize,
}

fn clusters() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/clusters");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    folders.sort();
    folders
}

/// The byte range of the n-th occurrence of a quote.
fn spot(text: &str, quote: &str, occurrence: u64) -> Range<usize> {
    let (start, _) = text
        .match_indices(quote)
        .nth(occurrence as usize - 1)
        .unwrap();
    start..start + quote.len()
}

/// The front matter of a file and the dates in it.
fn front_matter(text: &str) -> (Range<usize>, Vec<StatedDate>) {
    let Some(end) = text
        .starts_with("---\n")
        .then(|| text.find("\n---\n"))
        .flatten()
    else {
        return (0..0, Vec::new());
    };
    let dates = text[4..end]
        .lines()
        .filter_map(|line| line.split_once(':'))
        .filter(|(key, _)| matches!(*key, "date" | "published"));
    let stated = dates.map(|(key, value)| StatedDate {
        text: value.trim().into(),
        place: format!("front matter '{key}'"),
    });
    (0..end + 5, stated.collect())
}

fn read(folder: &Path, name: &str) -> Article {
    let text = std::fs::read_to_string(folder.join("articles").join(name)).unwrap();
    let (front_matter, dates) = front_matter(&text);
    Article {
        id: name.trim_end_matches(".txt").into(),
        text,
        dates,
        front_matter,
        ..Article::default()
    }
}

fn outside(article: &Article, name: &str, gold: &Value) -> Vec<Range<usize>> {
    let mut holes = vec![article.front_matter.clone()];
    for hole in gold["not_story"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|h| h["article"] == name)
    {
        let from = spot(&article.text, hole["from"].as_str().unwrap(), 1).start;
        let to = hole["to"].as_str().unwrap();
        holes.push(from..article.text[from..].find(to).unwrap() + from + to.len());
    }
    holes.sort_by_key(|h| h.start);
    holes
}

fn measure(folder: &Path, today: Date, figures: &mut Figures, say: &mut dyn FnMut(String)) {
    let gold: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
    let names: Vec<&str> = gold["articles"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let articles: Vec<Article> = names.iter().map(|n| read(folder, n)).collect();
    let texts: Vec<Text> = articles
        .iter()
        .zip(&names)
        .map(|(a, n)| Text::new(&a.text, &outside(a, n, &gold)))
        .collect();
    let dates: Vec<Vec<DateExpression>> = texts.iter().map(date::find).collect();
    let rows = articles.iter().zip(&texts).zip(&dates);
    let sources: Vec<Source> = rows
        .map(|((article, text), dates)| Source {
            article,
            text,
            dates,
        })
        .collect();
    let datings = published::infer(&sources, today);
    let cluster = folder.file_name().unwrap().to_string_lossy();
    for (i, name) in names.iter().enumerate() {
        let place = format!("{cluster}/{name}");
        judge_date(&gold["articles"][name], &datings[i], &place, figures, say);
        let mentions = date::resolve(
            &texts[i],
            &dates[i],
            datings[i].span().as_ref(),
            datings[i].context.as_ref(),
        );
        judge_mentions(
            &gold,
            name,
            &texts[i],
            &datings[i],
            &mentions,
            &place,
            figures,
            say,
        );
    }
}

fn judge_date(
    info: &Value,
    dating: &Dating,
    place: &str,
    figures: &mut Figures,
    say: &mut dyn FnMut(String),
) {
    if info["dated"] == "unknown" {
        if dating.published.start.is_some() {
            say(format!("{place}: DATED {:?}", dating.published));
        }
        return;
    }
    figures.articles += 1;
    let got = dating
        .published
        .start
        .filter(|d| dating.published.end == Some(*d));
    let right = got.is_some_and(|d| info["published"] == d.to_string());
    figures.dated += usize::from(right);
    if !right {
        say(format!(
            "{place}: PUBLISHED {} got {:?}",
            info["published"], dating.published
        ));
    }
}

#[expect(clippy::too_many_arguments, reason = "a test's plumbing")]
fn judge_mentions(
    gold: &Value,
    name: &str,
    text: &Text,
    dating: &Dating,
    mentions: &[DateMention],
    place: &str,
    figures: &mut Figures,
    say: &mut dyn FnMut(String),
) {
    let mut taken = vec![false; mentions.len()];
    let places: Vec<Range<usize>> = mentions
        .iter()
        .map(|m| text.span(m.tokens.clone()))
        .collect();
    let of_article = gold["mentions"]
        .as_object()
        .unwrap()
        .values()
        .filter(|m| m["article"] == name);
    for m in of_article.filter(|m| m["kind"] == "date") {
        let at = spot(
            text.source(),
            m["quote"].as_str().unwrap(),
            m["occurrence"].as_u64().unwrap_or(1),
        );
        let optional = m["optional"] == true;
        let right = |i: usize| {
            m["start"] == mentions[i].span.start.to_string()
                && m["end"] == mentions[i].span.end.to_string()
        };
        let meets =
            |i: &usize| !taken[*i] && places[*i].start < at.end && at.start < places[*i].end;
        let hit = (0..mentions.len()).filter(meets).max_by_key(|&i| right(i));
        figures.gold += usize::from(!optional);
        match hit {
            None if optional => {}
            None => say(format!(
                "{place}: MISSED {} ({} {})",
                m["quote"], m["start"], m["end"]
            )),
            Some(i) => {
                taken[i] = true;
                if optional {
                    continue;
                }
                figures.found += 1;
                figures.right += usize::from(right(i));
                if !right(i) {
                    let got = &mentions[i];
                    let (start, end) = (got.span.start, got.span.end);
                    say(format!(
                        "{place}: VALUE {} is {}..{} got {start}..{end} {:?}",
                        m["quote"], m["start"], m["end"], got.tense
                    ));
                }
            }
        }
    }
    for (i, mention) in mentions.iter().enumerate() {
        if !taken[i]
            && dating.masthead.as_ref() != Some(&mention.tokens)
            && !(places[i].start < 400
                && dating
                    .span()
                    .as_ref()
                    .is_some_and(|p| p.start == mention.span.start))
        {
            figures.false_dates += 1;
            let context =
                places[i].start.saturating_sub(30)..(places[i].end + 20).min(text.source().len());
            let context = text.source().get(context).unwrap_or("").replace('\n', "/");
            say(format!(
                "{place}: FALSE {:?} in …{context}… {}..{}",
                &text.source()[places[i].clone()],
                mention.span.start,
                mention.span.end
            ));
        }
    }
}

/// Measures all clusters and prints what went wrong.
#[expect(clippy::print_stdout, reason = "what the test shows with --nocapture")]
fn run() -> Figures {
    let mut figures = Figures::default();
    let today = Date::new(2026, 11, 22).unwrap();
    for folder in clusters() {
        measure(&folder, today, &mut figures, &mut |line| println!("{line}"));
    }
    println!("{figures:?}");
    figures
}

#[test]
fn dates_of_the_clusters_are_read() {
    let figures = run();
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    assert!(share(figures.right, figures.gold) >= 0.97, "{figures:?}");
    assert!(
        share(figures.dated, figures.articles) >= 0.97,
        "{figures:?}"
    );
}
