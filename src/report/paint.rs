//! Colours. Text is painted with marks that take up no room, so that it can be wrapped and put
//! into tables; [`emit`] turns the marks into ANSI escapes, line by line.
//!
//! The marks are characters that [`super::plain`] never lets through, so no article can set one.

use anstyle::{AnsiColor, Style};
use itertools::Itertools;
use std::borrow::Cow;
use std::io::{self, Write};

/// Ends what a mark began.
const OFF: char = '\u{2060}';

/// What a stretch of text is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// A heading, a subject.
    Strong,
    /// Details.
    Dim,
    /// A value in its sentence.
    Value,
    /// Wrong.
    Red,
    /// To be looked at.
    Yellow,
    /// Moved with time.
    Blue,
    /// Right.
    Green,
}

impl Ink {
    const ALL: [Ink; 7] = [
        Ink::Strong,
        Ink::Dim,
        Ink::Value,
        Ink::Red,
        Ink::Yellow,
        Ink::Blue,
        Ink::Green,
    ];

    fn mark(self) -> char {
        match self {
            Ink::Strong => '\u{2061}',
            Ink::Dim => '\u{2062}',
            Ink::Value => '\u{2063}',
            Ink::Red => '\u{2064}',
            Ink::Yellow => '\u{206a}',
            Ink::Blue => '\u{206b}',
            Ink::Green => '\u{206c}',
        }
    }

    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().bold().fg_color(Some(colour.into()));
        match self {
            Ink::Strong => Style::new().bold(),
            Ink::Dim => Style::new().dimmed(),
            Ink::Value => Style::new().bold().underline(),
            Ink::Red => colour(AnsiColor::Red),
            Ink::Yellow => colour(AnsiColor::Yellow),
            Ink::Blue => colour(AnsiColor::Blue),
            Ink::Green => colour(AnsiColor::Green),
        }
    }
}

/// Paints `text`, each word on its own: wherever the words are then broken into lines, no colour
/// runs on into what stands beside or below.
pub(super) fn paint(text: &str, ink: Ink) -> String {
    let word = |word: &str| match word {
        "" => String::new(),
        word => format!("{}{word}{OFF}", ink.mark()),
    };
    text.split(' ').map(word).join(" ")
}

/// Writes a line, marks turned into ANSI escapes, trailing space left out.
pub(super) fn emit(out: &mut dyn Write, line: &str) -> io::Result<()> {
    let line = joined(&defused(line.trim_end()));
    let mut inked = false;
    let mut rest = line.as_str();
    while let Some((at, mark)) = rest.char_indices().find(|(_, c)| is_mark(*c)) {
        write!(out, "{}", &rest[..at])?;
        inked = write_mark(out, mark, inked)?;
        rest = &rest[at + mark.len_utf8()..];
    }
    // A word that was broken in two leaves its first half open.
    let end = if inked { "\u{1b}[0m" } else { "" };
    writeln!(out, "{rest}{end}")
}

/// `line` with nothing in it that GitHub's runner, which reads what its steps print, would take for
/// a command: `::` at the beginning, `##[` anywhere.
fn defused(line: &str) -> Cow<'_, str> {
    const RATIO: char = '\u{2236}'; // looks like a colon
    const BRACKET: char = '\u{2045}';
    let seen: String = line.chars().filter(|c| !is_mark(*c)).collect();
    let starts = seen.trim_start().starts_with("::");
    if !starts && !seen.contains("##[") {
        return Cow::Borrowed(line);
    }
    let mut before = ['\0'; 2];
    let mut colon = starts;
    let safe = line.chars().map(|c| {
        let safe = match (c, before) {
            (':', _) if std::mem::take(&mut colon) => RATIO,
            ('[', ['#', '#']) => BRACKET,
            _ => c,
        };
        if !is_mark(c) {
            before = [before[1], c];
        }
        safe
    });
    Cow::Owned(safe.collect())
}

/// `line` with the words of one colour joined: a single space between them is painted too. Columns
/// are at least two spaces apart.
fn joined(line: &str) -> String {
    Ink::ALL.iter().fold(line.to_owned(), |line, ink| {
        let between = [OFF, ' ', ink.mark()];
        if line.contains(ink.mark()) {
            line.replace(&String::from_iter(between), " ")
        } else {
            line
        }
    })
}

/// Writes what `mark` stands for; is the pen down after it?
fn write_mark(out: &mut dyn Write, mark: char, inked: bool) -> io::Result<bool> {
    match Ink::ALL.iter().find(|ink| ink.mark() == mark) {
        Some(ink) => write!(out, "{}", ink.style().render()).map(|()| true),
        None if inked => write!(out, "\u{1b}[0m").map(|()| false),
        None => Ok(false),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emitted(line: &str) -> String {
        let mut out = Vec::new();
        emit(&mut out, line).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn words_of_one_colour_are_joined_within_a_column() {
        let two = paint("two words", Ink::Strong);
        assert_eq!(emitted(&two), "\u{1b}[1mtwo words\u{1b}[0m\n");
        let columns = format!(
            "{}  {}",
            paint("one", Ink::Strong),
            paint("two", Ink::Strong)
        );
        assert_eq!(
            emitted(&columns),
            "\u{1b}[1mone\u{1b}[0m  \u{1b}[1mtwo\u{1b}[0m\n"
        );
    }

    #[test]
    fn a_broken_word_does_not_leave_its_colour_on() {
        assert_eq!(emitted("\u{2061}bro"), "\u{1b}[1mbro\u{1b}[0m\n");
        assert_eq!(emitted("ken\u{2060} x"), "ken x\n");
    }

    #[test]
    fn no_line_is_a_command_to_a_runner() {
        assert_eq!(emitted("  ::error::x ::y"), "  \u{2236}:error::x ::y\n");
        assert_eq!(emitted("a ##[error]x"), "a ##\u{2045}error]x\n");
        let painted = format!(
            "{}{}",
            paint(":", Ink::Dim),
            paint(":add-mask::x", Ink::Red)
        );
        assert!(
            !String::from_utf8(
                anstream::adapter::strip_bytes(emitted(&painted).as_bytes()).into_vec()
            )
            .unwrap()
            .starts_with("::")
        );
        assert_eq!(emitted("a::b"), "a::b\n");
    }

    #[test]
    fn marks_take_no_room_and_never_come_from_an_article() {
        for ink in Ink::ALL {
            assert_eq!(super::super::layout::width(&paint("abc", ink)), 3);
            assert!(super::super::plain::is_unsafe(ink.mark()));
        }
    }
}
