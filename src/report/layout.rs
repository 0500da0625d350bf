//! Lines, columns and cropping, all in terminal columns.

use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Row, Table, Width, presets};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that `text` takes up.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// `text` in at most `limit` columns, with an ellipsis where something was cut.
pub(super) fn crop(text: &str, limit: usize) -> String {
    match cut(text, limit) {
        None => text.to_owned(),
        Some(_) => {
            let end = cut(text, limit.saturating_sub(1)).unwrap_or(text.len());
            format!("{}…", text[..end].trim_end())
        }
    }
}

/// Like [`crop`], but cut between words where there is a space.
pub(super) fn crop_words(text: &str, limit: usize) -> String {
    let Some(end) = cut(text, limit).and_then(|_| cut(text, limit.saturating_sub(1))) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let whole = text[end..].starts_with(' ');
    let words = head
        .rfind(' ')
        .filter(|_| !whole)
        .map_or(head, |space| &head[..space]);
    format!(
        "{}…",
        words.trim_end_matches([' ', ',', ';', ':', '.', '—', '–', '-'])
    )
}

/// The byte at which `text` must be cut to fit into `limit` columns; `None` if it fits.
fn cut(text: &str, limit: usize) -> Option<usize> {
    let mut columns = 0;
    text.char_indices().find_map(|(at, c)| {
        columns += c.width().unwrap_or(0);
        (columns > limit).then_some(at)
    })
}

/// Breaks `text` into lines of at most `limit` columns, at spaces where it can.
pub(super) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(2); // a wide character needs two columns
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut room = limit;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let needed = width(word) + usize::from(!line.is_empty());
        if needed > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            room = limit;
        }
        if !line.is_empty() {
            line.push(' ');
            room = room.saturating_sub(1);
        }
        let rest = pieces(word, limit, &mut lines);
        room = room.saturating_sub(width(rest));
        line.push_str(rest);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Pushes full lines of a word that is longer than a line, and returns what is left of it.
fn pieces<'a>(mut word: &'a str, limit: usize, lines: &mut Vec<String>) -> &'a str {
    while let Some(at) = cut(word, limit) {
        let (piece, rest) = word.split_at(at);
        lines.push(piece.to_owned());
        word = rest;
    }
    word
}

/// Writes `text` wrapped and indented, the lines after the first a little more.
pub(super) fn paragraph(
    out: &mut dyn Write,
    text: &str,
    indent: usize,
    limit: usize,
) -> io::Result<()> {
    const HANG: usize = 2;
    let room = limit.saturating_sub(indent);
    let room = if width(text) > room {
        room.saturating_sub(HANG)
    } else {
        room
    };
    for (at, line) in wrap(text, room).iter().enumerate() {
        let indent = if at == 0 { indent } else { indent + HANG };
        super::paint::emit(out, &format!("{:indent$}{line}", ""))?;
    }
    Ok(())
}

/// Writes rows as columns of the widths given, without lines between them, two columns apart.
pub(super) fn columns(
    out: &mut dyn Write,
    rows: Vec<Vec<String>>,
    widths: &[usize],
) -> io::Result<()> {
    rows_of_height(out, rows, widths, None)
}

/// Like [`columns`], each row cut to one line.
pub(super) fn one_line_columns(
    out: &mut dyn Write,
    rows: Vec<Vec<String>>,
    widths: &[usize],
) -> io::Result<()> {
    rows_of_height(out, rows, widths, Some(1))
}

fn rows_of_height(
    out: &mut dyn Write,
    rows: Vec<Vec<String>>,
    widths: &[usize],
    height: Option<usize>,
) -> io::Result<()> {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .force_no_tty()
        .set_content_arrangement(ContentArrangement::Dynamic);
    for cells in rows {
        let mut row = Row::from(cells.into_iter().map(Cell::new).collect::<Vec<_>>());
        if let Some(height) = height {
            row.max_height(height);
        }
        table.add_row(row);
    }
    for (column, width) in table.column_iter_mut().zip(widths) {
        column.set_padding((2, 0));
        let width = u16::try_from(width + 2).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    table
        .lines()
        .try_for_each(|line| super::paint::emit(out, &line))
}

/// The width of the widest text, but at least `least` and at most `most`.
pub(super) fn fit<'a>(texts: impl Iterator<Item = &'a str>, least: usize, most: usize) -> usize {
    texts
        .map(width)
        .max()
        .unwrap_or(0)
        .clamp(least, most.max(least))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_where_they_must() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a bcdefghij kl", 4), ["a", "bcde", "fghi", "j kl"]);
        assert_eq!(wrap("", 4), [""; 0]);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(wrap("地震地震 x", 4), ["地震", "地震", "x"]);
        assert_eq!(crop("地震地震", 5), "地震…");
    }

    #[test]
    fn what_fits_is_not_cropped() {
        assert_eq!(crop("abc", 3), "abc");
        assert_eq!(crop("abcd", 3), "ab…");
        assert_eq!(crop("abcd", 0), "…");
        assert_eq!(crop_words("one, two three", 8), "one…");
        assert_eq!(crop_words("one two three", 8), "one two…");
        assert_eq!(crop_words("one two three", 13), "one two three");
    }

    #[test]
    fn a_line_without_spaces_is_wrapped_in_linear_time() {
        assert_eq!(wrap(&"x".repeat(2_000_000), 80).len(), 25_000);
    }
}
