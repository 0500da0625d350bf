//! What the lines around it say of a line.

use super::judge::{Heading, Kind, is_link_like};
use super::line::{Layout, is_capitals, is_headline};
use super::{Judged, Page};
use std::ops::Range;

/// No list of links is longer.
const LONGEST_LIST: usize = 12;

/// Marks lists under their headings, then boxes of several lines.
pub(super) fn mark_groups(page: &mut Page<'_>) {
    for index in 0..page.lines.len() {
        mark_list(page, index);
    }
    mark_letters(&mut page.lines);
    mark_neighbours(&mut page.lines);
    fill_gaps(&mut page.lines);
    mark_box_headings(page);
}

/// A heading such as "READ NEXT" and the headlines below it.
fn mark_list(page: &mut Page<'_>, index: usize) {
    let Some(line) = page.lines.get(index) else {
        return;
    };
    let (heading, why) = match line.judgement.heading {
        Some(heading) => (heading, "list of other stories"),
        None => return,
    };
    let items = items(page, index);
    let listed = !items.is_empty() && (items.len() > 1 || is_capitals(page.text(index)));
    if heading == Heading::IfListFollows && !listed {
        return;
    }
    let why = if items.is_empty() {
        Kind::Link.why()
    } else {
        why
    };
    for line in page
        .lines
        .get_mut(index..items.end.max(index + 1))
        .unwrap_or_default()
    {
        line.outside = None;
        line.mark(Kind::Link, why);
    }
}

/// The lines listed under a heading. In a spaced article a heading and its list share a block, or
/// every headline has its own; in a dense one the list ends where a paragraph begins.
fn items(page: &Page<'_>, heading: usize) -> Range<usize> {
    let block = |i: usize| page.lines.get(i).map(|l| l.line.block);
    let shared = page.layout == Layout::Spaced && block(heading) == block(heading + 1);
    let mut end = heading + 1;
    while end < page.lines.len() && end - heading <= LONGEST_LIST {
        let text = page.text(end);
        let belongs = if shared {
            block(end) == block(heading) && text.len() <= 200
        } else {
            is_link_like(text)
        };
        if !belongs {
            break;
        }
        end += 1;
    }
    heading + 1..end
}

/// "Dear readers," and what follows, as far as the appeal that it leads up to.
fn mark_letters(lines: &mut [Judged]) {
    const LONGEST: usize = 10;
    for index in 0..lines.len() {
        if lines.get(index).and_then(Judged::kind) != Some(Kind::Letter) {
            continue;
        }
        let rest = lines.get(index..).unwrap_or_default();
        let appeal = rest
            .iter()
            .take(LONGEST)
            .rposition(|l| l.kind() == Some(Kind::Appeal));
        match appeal {
            Some(length) => {
                let letter = lines.get_mut(index..index + length).unwrap_or_default();
                letter
                    .iter_mut()
                    .for_each(|l| l.mark(Kind::Appeal, Kind::Appeal.why()));
                mark_as_appeal(lines.get_mut(index));
            }
            None => clear(lines.get_mut(index)),
        }
    }
}

fn mark_as_appeal(line: Option<&mut Judged>) {
    if let Some(outside) = line.and_then(|l| l.outside.as_mut()) {
        outside.kind = Kind::Appeal;
    }
}

fn clear(line: Option<&mut Judged>) {
    if let Some(line) = line {
        line.outside = None;
    }
}

/// A line that has a note of a box and stands beside one is of the box.
fn mark_neighbours(lines: &mut [Judged]) {
    for index in 1..lines.len() {
        spread(lines, index - 1, index);
    }
    for index in (1..lines.len()).rev() {
        spread(lines, index, index - 1);
    }
}

fn spread(lines: &mut [Judged], from: usize, to: usize) {
    let Some(source) = lines.get(from).filter(|l| l.is_outside()) else {
        return;
    };
    let Some(kind) = source.kind().filter(|k| k.is_box()) else {
        return;
    };
    let near = lines
        .get(to)
        .is_some_and(|l| l.line.block.abs_diff(source.line.block) <= 2);
    if let Some(line) = lines
        .get_mut(to)
        .filter(|l| near && to > 0 && l.judgement.suspect)
    {
        line.mark(kind, kind.why());
    }
}

/// A few lines between two parts of a box, each speaking to the reader or next to nothing.
fn fill_gaps(lines: &mut [Judged]) {
    const WIDEST: usize = 3;
    let mut last: Option<(usize, Kind)> = None;
    for index in 0..lines.len() {
        let Some(line) = lines.get(index) else { return };
        let Some(kind) = line.kind().filter(|k| k.is_box() && line.is_outside()) else {
            continue;
        };
        if let Some((before, first)) = last {
            let gap = lines.get_mut(before + 1..index).unwrap_or_default();
            let speaks = |l: &Judged| l.judgement.addresses || l.judgement.words <= 4;
            if gap.len() <= WIDEST && gap.iter().all(speaks) {
                let kind = if kind == Kind::Share { first } else { kind };
                gap.iter_mut().for_each(|l| l.mark(kind, kind.why()));
            }
        }
        last = Some((index, kind));
    }
}

/// A short heading above a box, in one block with it, and the short lines that end the block.
fn mark_box_headings(page: &mut Page<'_>) {
    for index in 1..page.lines.len() {
        let is_box = |l: &Judged| {
            l.is_outside()
                && l.kind()
                    .is_some_and(|k| matches!(k, Kind::SignUp | Kind::Appeal | Kind::Notice))
        };
        let Some(line) = page.lines.get(index).filter(|l| is_box(l)) else {
            continue;
        };
        let (kind, block) = (line.kind().unwrap_or(Kind::SignUp), line.line.block);
        let above = page.text(index - 1);
        let heading = index > 1
            && page
                .lines
                .get(index - 1)
                .is_some_and(|l| l.line.block == block)
            && (is_capitals(above) || page.layout == Layout::Spaced && is_short_heading(above));
        if let Some(line) = page.lines.get_mut(index - 1).filter(|_| heading) {
            line.mark(kind, kind.why());
        }
        if page.layout == Layout::Spaced {
            mark_rest_of_block(&mut page.lines, index, kind);
        }
    }
}

fn is_short_heading(line: &str) -> bool {
    line.len() <= 60 && (is_headline(line) || line.split_whitespace().count() < 3)
}

fn mark_rest_of_block(lines: &mut [Judged], index: usize, kind: Kind) {
    const SHORT: usize = 12;
    let block = lines.get(index).map(|l| l.line.block);
    for line in lines.iter_mut().skip(index + 1) {
        if Some(line.line.block) != block || line.judgement.words > SHORT {
            break;
        }
        line.mark(kind, kind.why());
    }
}
