//! The one gate through which text from articles passes on its way to a reader.
//!
//! An article may hold anything: terminal escapes that recolour or rewrite the screen, marks that
//! turn the writing direction, characters that show nothing. None of them is let through.

use unicode_width::UnicodeWidthChar;

/// How many marks without a width of their own (accents, vowel signs) may follow one another.
/// Living scripts need three; piles of them are made to deface.
const MARKS_IN_A_ROW: usize = 4;

/// What becomes of a character.
enum Fate {
    /// It stays as it is.
    Keep,
    /// It becomes a space.
    Space,
    /// It shows nothing and goes without a trace.
    Drop,
    /// Its code is shown in its place, so that the reader sees that something was there.
    Show,
}

/// `text` as one line: controls, escapes and direction marks shown by their codes, invisible
/// characters left out, every run of white space turned into one space.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        match fate(c) {
            Fate::Keep if marks <= MARKS_IN_A_ROW => out.push(c),
            Fate::Space if !out.ends_with(' ') => out.push(' '),
            Fate::Keep | Fate::Space | Fate::Drop => {}
            Fate::Show => out.push_str(&format!("<{:04X}>", u32::from(c))),
        }
    }
    out
}

/// Like [`line()`], without white space at either end.
pub fn trimmed(text: &str) -> String {
    line(text.trim()).trim().to_owned()
}

/// Can this character do something to a terminal or a reader other than be seen?
pub fn is_unsafe(c: char) -> bool {
    matches!(fate(c), Fate::Drop | Fate::Show) && !c.is_ascii_whitespace()
}

fn fate(c: char) -> Fate {
    match c {
        c if c.is_whitespace() => Fate::Space,
        c if c.is_control() || is_direction_mark(c) => Fate::Show,
        c if is_invisible(c) => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Marks, embeddings, overrides and isolates that turn the writing direction.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a shape: soft hyphens, joiners, fillers, variation selectors, tags,
/// annotation marks, noncharacters and private ones.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_marks_are_shown_by_their_codes() {
        assert_eq!(
            line("a\u{1b}[31mb\u{7}\u{7f}\u{9b}2J\0"),
            "a<001B>[31mb<0007><007F><009B>2J<0000>"
        );
        assert_eq!(line("\u{202e}fdp\u{2069}\u{200f}"), "<202E>fdp<2069><200F>");
    }

    #[test]
    fn white_space_becomes_one_space_and_what_shows_nothing_goes() {
        assert_eq!(
            line("one\r\n\ttwo\u{2028}three\u{a0}four "),
            "one two three four "
        );
        assert_eq!(line("so\u{ad}ft\u{200b}ly\u{feff}\u{e0041}"), "softly");
    }

    #[test]
    fn accents_stay_and_piles_of_them_are_cut() {
        assert_eq!(line("e\u{301}te\u{301}"), "e\u{301}te\u{301}");
        assert_eq!(
            line(&format!("x{}", "\u{301}".repeat(1000))),
            format!("x{}", "\u{301}".repeat(4))
        );
    }

    #[test]
    fn nothing_unsafe_is_left_of_any_character() {
        for c in '\0'..=char::MAX {
            let shown = line(&c.to_string());
            assert!(
                !shown.chars().any(is_unsafe),
                "{:04X} became {shown:?}",
                u32::from(c)
            );
        }
    }
}
