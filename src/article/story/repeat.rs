//! Passages that recur in another article with which nothing else is shared.
//!
//! A paragraph found word for word in two articles is furniture only if it is not the story: two
//! copies of one dispatch share their paragraphs too, and an agency repeats its background. So the
//! articles must not be copies of each other, and the passage must speak to the reader, or name
//! nothing that the rest of the article names.

use super::judge::Kind;
use super::teaser::names_of;
use super::words::words;
use super::{Judged, Page};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// A shorter line recurs by chance.
const SHORTEST: usize = 25;
/// With so many other articles a line is compared, not with all that have it.
const MOST_COMPARED: usize = 6;
/// Articles that share more of their three-word runs than that are copies of each other.
const COPY: f64 = 0.1;

/// A line of a page, and the id of another article that has it too.
type Repeated = (usize, usize, String);

/// Marks what recurs, and says where, also for what was marked before.
pub(super) fn mark_repeated(pages: &mut [Page<'_>]) {
    for (page, line, other) in repeated(pages) {
        if let Some(line) = pages.get_mut(page).and_then(|p| p.lines.get_mut(line)) {
            say_where(line, &other);
        }
    }
}

fn say_where(line: &mut Judged, other: &str) {
    let kind = line.kind().unwrap_or(Kind::Appeal);
    let what = if line.outside.is_some() {
        kind.why()
    } else {
        "passage apart from the story"
    };
    let why = format!("{what}, repeated in {other}");
    line.outside = None;
    line.mark(kind, &why);
}

fn repeated(pages: &[Page<'_>]) -> Vec<Repeated> {
    let holders = holders(pages);
    let mut runs = FxHashMap::default();
    let mut found = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let mut names = None;
        for (number, line) in page.lines.iter().enumerate() {
            let Some(others) = holders.get(&hash(line, page)) else {
                continue;
            };
            let names = names.get_or_insert_with(|| line_counts(page));
            if !could_be_furniture(line, page.text(number), names) {
                continue;
            }
            let mut others = others
                .iter()
                .copied()
                .filter(|&o| o != index)
                .take(MOST_COMPARED);
            let other = others.find(|&o| !are_copies(pages, &mut runs, index, o));
            let id = other.and_then(|o| Some(pages.get(o)?.article.id.clone()));
            found.extend(id.map(|id| (index, number, id)));
        }
    }
    found
}

/// In how many lines of a page each name stands.
fn line_counts<'a>(page: &Page<'a>) -> FxHashMap<&'a str, usize> {
    let mut counts = FxHashMap::default();
    for number in 0..page.lines.len() {
        let names: FxHashSet<&str> = names_of(page.text(number)).into_iter().collect();
        names
            .into_iter()
            .for_each(|name| *counts.entry(name).or_insert(0) += 1);
    }
    counts
}

/// Speaks to the reader, or names only what no other line of the article names.
fn could_be_furniture(line: &Judged, text: &str, counts: &FxHashMap<&str, usize>) -> bool {
    /// A shorter line without a word to the reader may be a note that many reports need.
    const PARAGRAPH: usize = 60;
    speaks(line)
        || text.len() >= PARAGRAPH && {
            let own = names_of(text);
            own.len() >= 2
                && own
                    .iter()
                    .all(|name| counts.get(name).is_none_or(|&c| c < 2))
        }
}

fn speaks(line: &Judged) -> bool {
    line.is_outside() || line.judgement.addresses || line.judgement.suspect
}

/// The lines found in more than one article, with the articles, in order.
fn holders(pages: &[Page<'_>]) -> FxHashMap<u64, Vec<usize>> {
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (index, page) in pages.iter().enumerate() {
        for line in page.lines.iter().filter(|l| l.line.range.len() >= SHORTEST) {
            let pages = holders.entry(hash(line, page)).or_default();
            if pages.last() != Some(&index) {
                pages.push(index);
            }
        }
    }
    holders.retain(|_, pages| pages.len() > 1);
    holders
}

fn hash(line: &Judged, page: &Page<'_>) -> u64 {
    xxh3_64(line.text(&page.article.text).as_bytes())
}

/// The three-word runs of pages, made when first asked for.
type Runs = FxHashMap<usize, FxHashSet<u64>>;

/// Do two articles share more than what speaks to the reader?
fn are_copies(pages: &[Page<'_>], runs: &mut Runs, a: usize, b: usize) -> bool {
    for index in [a, b] {
        runs.entry(index)
            .or_insert_with(|| pages.get(index).map(runs_of).unwrap_or_default());
    }
    let (Some(a), Some(b)) = (runs.get(&a), runs.get(&b)) else {
        return true;
    };
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let common = small.iter().filter(|run| large.contains(run)).count();
    // Of an article without a line of its own, nothing can be told.
    small.is_empty() || common as f64 > COPY * small.len() as f64
}

fn runs_of(page: &Page<'_>) -> FxHashSet<u64> {
    let mut runs = FxHashSet::default();
    for line in page.lines.iter().filter(|l| !speaks(l)) {
        let text = line.text(&page.article.text);
        for run in words(text).windows(3) {
            if let [first, _, last] = run {
                let bytes = text.as_bytes().get(first.range.start..last.range.end);
                runs.insert(xxh3_64(bytes.unwrap_or_default()));
            }
        }
    }
    runs
}
