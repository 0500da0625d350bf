//! Two articles side by side: what both have in grey, what only one has between brackets ⟦ ⟧.

use super::layout::{columns, crop, paragraph};
use super::paint::{Ink, emit, paint};
use super::{ChangedFigure, GroupPair, View, plain};
use crate::duplicate::{Document, aligned};
use std::io::{self, Write};
use std::ops::Range;

/// Bytes of a text that are shown.
const LONGEST: usize = 60_000;
/// Bytes that both have in one go, beyond which the middle is left out.
const SAME: usize = 480;

/// The two articles to be shown for a group of copies: the pair in which the most figures changed,
/// else the two that are least alike.
pub fn telling(pairs: &[GroupPair]) -> Option<&GroupPair> {
    pairs.iter().max_by(|x, y| {
        (x.changed.len().cmp(&y.changed.len())).then(y.similarity.total_cmp(&x.similarity))
    })
}

/// Writes articles `a` and `b` side by side in `width` columns.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(
    view: &View<'_>,
    [a, b]: [&str; 2],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = width.max(40);
    let column = (width - 4) / 2;
    let head = |id: &str| {
        let name = crop(&view.name(id), column);
        format!("{}\n{}", paint(&name, Ink::Strong), view.published(id))
    };
    columns(out, vec![vec![head(a), head(b)]], &[column, column])?;
    emit(out, &paint(&"─".repeat(width), Ink::Dim))?;
    let (one, two) = (view.text(a).unwrap_or(""), view.text(b).unwrap_or(""));
    let rows = rows(view, [a, b], [one, two]);
    columns(out, rows, &[column, column])?;
    writeln!(out)
}

/// Writes the figures that changed between two articles, each with both its values.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write_changed(
    view: &View<'_>,
    pair: &GroupPair,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    if pair.changed.is_empty() {
        return Ok(());
    }
    let title = paint("FIGURES THAT CHANGED", Ink::Blue);
    paragraph(out, &format!("{title} ({})", pair.changed.len()), 0, width)?;
    for change in &pair.changed {
        paragraph(out, &changed_line(view, pair, change), 2, width)?;
    }
    writeln!(out)
}

/// `12 people (a.txt:3) → 15 people (b.txt:4)`.
pub(super) fn changed_line(view: &View<'_>, pair: &GroupPair, change: &ChangedFigure) -> String {
    let told = |article: &str, start: usize, text: &str| {
        let name = crop(&view.name(article), 40);
        let place = view
            .line(article, start)
            .map_or(name.clone(), |line| format!("{name}:{line}"));
        let text = crop(&plain::trimmed(super::quote::first(text, 400)), 60);
        format!(
            "{} {}",
            paint(&text, Ink::Value),
            paint(&format!("({place})"), Ink::Dim)
        )
    };
    format!(
        "{} → {}",
        told(&pair.a, change.a.start, &change.a.text),
        told(&pair.b, change.b.start, &change.b.text)
    )
}

/// A stretch of both texts: the same in both, or what each has to itself.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    same: bool,
    a: Range<usize>,
    b: Range<usize>,
}

fn rows(view: &View<'_>, ids: [&str; 2], texts: [&str; 2]) -> Vec<Vec<String>> {
    let outside = ids.map(|id| {
        let info = view.info(id).map_or(&[][..], |info| &info.outside_story);
        info.iter()
            .map(|region| region.start..region.end)
            .collect::<Vec<_>>()
    });
    let texts = texts.map(|text| super::quote::first(text, LONGEST));
    let [one, two] = [0, 1].map(|at| Document {
        text: texts[at],
        outside: &outside[at],
        date: None,
    });
    let mut rows: Vec<[String; 2]> = Vec::new();
    let mut open = [String::new(), String::new()];
    for piece in pieces(&one, &two) {
        let [a, b] = [texts[0].get(piece.a.clone()), texts[1].get(piece.b.clone())]
            .map(Option::unwrap_or_default);
        if piece.same {
            add_same(&mut rows, &mut open, a, b);
        } else {
            for (open, (text, outside)) in open.iter_mut().zip([
                (a, inside(&piece.a, &outside[0])),
                (b, inside(&piece.b, &outside[1])),
            ]) {
                open.push_str(&differing(text, outside));
            }
        }
    }
    rows.push(open);
    let told = rows
        .into_iter()
        .filter(|row| row.iter().any(|text| !text.trim().is_empty()));
    told.map(|row| row.map(|text| text.trim().to_owned()).to_vec())
        .collect()
}

/// Does a range lie within what is no part of the story?
fn inside(range: &Range<usize>, outside: &[Range<usize>]) -> bool {
    let covered: usize = outside
        .iter()
        .map(|hole| {
            range
                .end
                .min(hole.end)
                .saturating_sub(range.start.max(hole.start))
        })
        .sum();
    covered * 2 > range.len()
}

/// What both have, cut at its last full stop into this row and the next; the middle of a long one
/// left out.
fn add_same(rows: &mut Vec<[String; 2]>, open: &mut [String; 2], a: &str, b: &str) {
    let ends = [a, b].map(sentence_end);
    match ends {
        [Some(x), Some(y)] => {
            for (open, text) in open.iter_mut().zip([&a[..x], &b[..y]]) {
                open.push_str(&same(text));
            }
            rows.push(std::mem::take(open));
            for (open, text) in open.iter_mut().zip([&a[x..], &b[y..]]) {
                open.push_str(&same(text));
            }
        }
        _ => {
            for (open, text) in open.iter_mut().zip([a, b]) {
                open.push_str(&same(text));
            }
        }
    }
}

/// The byte after the last full stop in a text that something follows, or after its last line break.
fn sentence_end(text: &str) -> Option<usize> {
    let stop = text.rfind(". ").map(|at| at + 1);
    stop.max(text.rfind('\n'))
}

/// Words that both have, in grey.
fn same(text: &str) -> String {
    let whole = plain::line(text);
    let limit = SAME / 2;
    let head = whole.char_indices().nth(limit).map(|(at, _)| at);
    let tail = whole.char_indices().rev().nth(limit).map(|(at, _)| at);
    match (head, tail) {
        (Some(head), Some(tail)) if head < tail => {
            let head = whole
                .get(..head)
                .and_then(|t| t.rsplit_once(' '))
                .map_or("", |(t, _)| t);
            let tail = whole
                .get(tail..)
                .and_then(|t| t.split_once(' '))
                .map_or("", |(_, t)| t);
            format!("{} … {}", paint(head, Ink::Dim), paint(tail, Ink::Dim))
        }
        _ => paint(&whole, Ink::Dim),
    }
}

/// Words that only one has. What is no part of the story differs as a matter of course.
fn differing(text: &str, outside: bool) -> String {
    let line = plain::line(text);
    let words = line.trim();
    if !words.chars().any(char::is_alphanumeric) {
        return line;
    }
    let words = if outside {
        format!(" {} ", paint("[not the story]", Ink::Dim))
    } else {
        paint(&format!("⟦{words}⟧"), Ink::Yellow)
    };
    let [before, after] =
        [line.starts_with(' '), line.ends_with(' ')].map(|space| if space { " " } else { "" });
    format!("{before}{words}{after}")
}

/// Both texts cut into stretches that are the same and stretches that differ, in order.
fn pieces(a: &Document<'_>, b: &Document<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut last = (0, 0);
    let between = |upto: (usize, usize), last: (usize, usize), pieces: &mut Vec<Piece>| {
        if upto != last {
            pieces.push(Piece {
                same: false,
                a: last.0..upto.0,
                b: last.1..upto.1,
            });
        }
    };
    for stretch in aligned(a, b) {
        between((stretch.a.start, stretch.b.start), last, &mut pieces);
        last = (stretch.a.end, stretch.b.end);
        pieces.push(Piece {
            same: true,
            a: stretch.a,
            b: stretch.b,
        });
    }
    between((a.text.len(), b.text.len()), last, &mut pieces);
    pieces
}
