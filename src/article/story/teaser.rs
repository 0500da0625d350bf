//! Teasers of other stories at the end of an article: paragraphs cut off in mid-sentence that
//! speak of something else, and headlines under a heading that no table knows.

use super::Page;
use super::judge::Kind;
use super::line::{ends_sentence, is_capitals, is_headline};
use super::words::words;
use rustc_hash::FxHashSet;

/// Marks the teasers at the end of a page.
pub(super) fn mark_teasers(page: &mut Page<'_>) {
    mark_cut_off(page);
    mark_headlines(page);
}

/// A teaser is at least as long as that; a shorter line without a full stop is a heading.
const LONG: usize = 150;

/// Paragraphs cut off at the end of an article in which paragraphs end as they should.
fn mark_cut_off(page: &mut Page<'_>) {
    let story: Vec<usize> = (0..page.lines.len())
        .filter(|&i| page.lines[i].outside.is_none())
        .collect();
    let cut = |&&i: &&usize| page.text(i).len() >= LONG && !ends_sentence(page.text(i));
    let count = story.iter().rev().take_while(cut).count();
    let (rest, teasers) = story.split_at(story.len() - count);
    let whole = rest
        .iter()
        .filter(|&&i| ends_sentence(page.text(i)))
        .count();
    let broken = rest.iter().filter(cut).count();
    if count == 0 || whole < 3 || broken * 5 > whole {
        return;
    }
    let names = names(rest.iter().map(|&i| page.text(i)));
    // One paragraph may be the article itself, cut off; several cut off in a row cannot be.
    let (fewest, most) = if count > 1 { (2, 0.5) } else { (5, 0.1) };
    for &index in teasers {
        let shared = share_of_known(page.text(index), &names);
        if shared <= most && names_of(page.text(index)).len() >= fewest {
            let why = why(shared);
            page.lines[index].mark(Kind::Link, why);
        }
    }
}

fn why(shared: f64) -> &'static str {
    if shared > 0.0 {
        "teaser of another story: few names in common with the article, cut off mid-sentence"
    } else {
        "teaser of another story: no name in common with the article, cut off mid-sentence"
    }
}

/// A heading in capitals late in the article, and under it, to the end of the article, headlines
/// that share next to no name with it. A table of results would share some.
fn mark_headlines(page: &mut Page<'_>) {
    let count = page.lines.len();
    let last = (0..count).rev().find(|&i| page.lines[i].outside.is_none());
    let Some(end) = last.map(|i| i + 1) else {
        return;
    };
    let block = page.lines[end - 1].line.block;
    let first = page.lines.partition_point(|l| l.line.block < block);
    let items = first + 1..end;
    let heading = page.text(first);
    let listed = items.len() >= 2 && items.clone().all(|i| is_headline(page.text(i)));
    if first * 2 < count || !listed || !is_capitals(heading) || heading.len() > 60 {
        return;
    }
    let names = names((0..first).map(|i| page.text(i)));
    if items
        .clone()
        .all(|i| share_of_known(page.text(i), &names) <= 0.34)
    {
        let why = "list of other stories: names that the article does not know";
        page.lines[first..end]
            .iter_mut()
            .for_each(|l| l.mark(Kind::Link, why));
    }
}

/// The names in some lines: words with a capital that do not begin a sentence.
fn names<'t>(lines: impl Iterator<Item = &'t str>) -> FxHashSet<&'t str> {
    lines.flat_map(names_of).collect()
}

/// The share of a line's names that `known` has; 0 for a line without names.
fn share_of_known(line: &str, known: &FxHashSet<&str>) -> f64 {
    let own: FxHashSet<&str> = names_of(line).into_iter().collect();
    let shared = own.iter().filter(|name| known.contains(*name)).count();
    if own.is_empty() {
        0.0
    } else {
        shared as f64 / own.len() as f64
    }
}

pub(super) fn names_of(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for word in words(line).iter().filter(|w| !w.begins) {
        let Some(text) = line.get(word.range.clone()) else {
            continue;
        };
        let stem = text
            .strip_suffix("'s")
            .or_else(|| text.strip_suffix("’s"))
            .unwrap_or(text);
        if stem.len() >= 3 && stem.starts_with(char::is_uppercase) {
            found.push(stem);
        }
    }
    found
}
