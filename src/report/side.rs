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
    let rows = rows(view, [a, b]).into_iter().map(|row| row.map(shown));
    let told = rows.filter(|row| row.iter().any(|text| !text.trim().is_empty()));
    let cells = told.map(|row| row.map(|text| text.trim().to_owned()).to_vec());
    columns(out, cells.collect(), &[column, column])?;
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

/// What a stretch of one text is beside the other text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Both have it.
    Same,
    /// Only this one has it.
    Differs,
    /// Only this one has it, and it is no part of the story.
    Outside,
}

/// A stretch of one of the two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
}

/// Two texts beside each other.
pub(super) type Row<'t> = [Vec<Part<'t>>; 2];

/// Two articles side by side, a row for as much as ends with the same full stop.
pub(super) fn rows<'t>(view: &View<'t>, ids: [&str; 2]) -> Vec<Row<'t>> {
    let outside = ids.map(|id| {
        let info = view.info(id).map_or(&[][..], |info| &info.outside_story);
        info.iter()
            .map(|region| region.start..region.end)
            .collect::<Vec<_>>()
    });
    let texts = ids.map(|id| super::quote::first(view.text(id).unwrap_or(""), LONGEST));
    let [one, two] = [0, 1].map(|at| Document {
        text: texts[at],
        outside: &outside[at],
        date: None,
    });
    let mut rows: Vec<Row<'t>> = Vec::new();
    let mut open: Row<'t> = [Vec::new(), Vec::new()];
    for piece in pieces(&one, &two) {
        let [a, b] = [texts[0].get(piece.a.clone()), texts[1].get(piece.b.clone())]
            .map(Option::unwrap_or_default);
        if piece.same {
            add_same(&mut rows, &mut open, a, b);
        } else {
            let ranges = [(a, &piece.a), (b, &piece.b)];
            for ((open, (text, range)), outside) in open.iter_mut().zip(ranges).zip(&outside) {
                let kind = match inside(range, outside) {
                    true => Kind::Outside,
                    false => Kind::Differs,
                };
                open.push(Part { kind, text });
            }
        }
    }
    rows.push(open);
    rows
}

/// The stretches of one text, as they are shown at a terminal.
fn shown(parts: Vec<Part<'_>>) -> String {
    let parts = parts.into_iter().map(|part| match part.kind {
        Kind::Same => same(part.text),
        Kind::Differs => differing(part.text, false),
        Kind::Outside => differing(part.text, true),
    });
    parts.collect()
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

/// What both have, cut at its last full stop into this row and the next.
fn add_same<'t>(rows: &mut Vec<Row<'t>>, open: &mut Row<'t>, a: &'t str, b: &'t str) {
    let part = |text| Part {
        kind: Kind::Same,
        text,
    };
    let add = |open: &mut Row<'t>, texts: [&'t str; 2]| {
        for (open, text) in open.iter_mut().zip(texts) {
            open.push(part(text));
        }
    };
    match [a, b].map(sentence_end) {
        [Some(x), Some(y)] => {
            add(open, [&a[..x], &b[..y]]);
            rows.push(std::mem::take(open));
            add(open, [&a[x..], &b[y..]]);
        }
        _ => add(open, [a, b]),
    }
}

/// The byte after the last full stop in a text that something follows, or after its last line break.
fn sentence_end(text: &str) -> Option<usize> {
    let stop = text.rfind(". ").map(|at| at + 1);
    stop.max(text.rfind('\n'))
}

/// Words that both have, in grey.
fn same(text: &str) -> String {
    let parts = shortened(text).map(|part| paint(&part, Ink::Dim));
    match parts {
        [head, tail] if tail.is_empty() => head,
        [head, tail] => format!("{head} … {tail}"),
    }
}

/// Visible words that both have: all of them, or where they are many their beginning and their end.
pub(super) fn shortened(text: &str) -> [String; 2] {
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
            [head.to_owned(), tail.to_owned()]
        }
        _ => [whole, String::new()],
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
