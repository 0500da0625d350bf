//! Text of articles as HTML. Everything that comes from an article passes through here.

use super::super::{Mention, Span, View, plain};
use std::fmt::Write as _;

/// Bytes before and after a sentence that are shown with it.
const CONTEXT: usize = 220;

/// One line of visible text in which nothing means anything to HTML, also between quotation marks.
pub(super) fn escaped(text: &str) -> String {
    marked_up(&plain::line(text))
}

/// The same without white space at either end.
pub(super) fn trimmed(text: &str) -> String {
    marked_up(&plain::trimmed(text))
}

/// The same, not longer than `room` columns.
pub(super) fn short(text: &str, room: usize) -> String {
    let first = super::super::quote::first(text, room * 8);
    marked_up(&super::super::layout::crop(&plain::trimmed(first), room))
}

fn marked_up(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A name that may stand in `id` and `href`, different for different texts.
pub(super) fn anchor(kind: &str, name: &str) -> String {
    let mut out = format!("{kind}-");
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            // Writing to a String cannot fail.
            _ => drop(write!(out, "_{byte:02x}")),
        }
    }
    out
}

/// A mention in its sentence, and the sentence in what stands around it.
pub(super) fn in_context(view: &View<'_>, mention: &Mention) -> String {
    let span = Span {
        start: mention.start,
        end: mention.end,
    };
    context(view, &mention.article, span, mention.sentence)
        .unwrap_or_else(|| format!("<mark>{}</mark>", short(&mention.text, 200)))
}

/// Some words of an article in their line.
pub(super) fn in_line(view: &View<'_>, article: &str, span: Span, words: &str) -> String {
    let whole = || {
        let text = view.text(article)?;
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find('\n').map_or(text.len(), |at| span.end + at);
        let start = start.max(boundary(text, span.start.saturating_sub(2 * CONTEXT)));
        let end = end.min(boundary(text, span.end.saturating_add(2 * CONTEXT)));
        context(view, article, span, Span { start, end })
    };
    whole().unwrap_or_else(|| format!("<mark>{}</mark>", short(words, 200)))
}

/// The first place at or after byte `at` where a character begins; the end of the text.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

fn context(view: &View<'_>, article: &str, span: Span, sentence: Span) -> Option<String> {
    const LONGEST: usize = 1200; // bytes of a sentence on either side of the words
    let text = view.text(article)?;
    let words = text.get(span.start..span.end)?;
    let start = sentence
        .start
        .max(boundary(text, span.start.saturating_sub(LONGEST)));
    let end = sentence
        .end
        .min(boundary(text, span.end.saturating_add(LONGEST)));
    let (before, after) = (text.get(start..span.start)?, text.get(span.end..end)?);
    let far_before = boundary(text, start.saturating_sub(CONTEXT));
    let far_after = boundary(text, end.saturating_add(CONTEXT));
    Some(format!(
        "{}{}<mark>{}</mark>{}{}",
        around(
            end_of_line(text.get(far_before..start)?),
            far_before > 0,
            true
        ),
        escaped(before),
        trimmed(words),
        escaped(after),
        around(
            start_of_line(text.get(end..far_after)?),
            far_after < text.len(),
            false
        ),
    ))
}

/// What stands before a sentence in its line.
fn end_of_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or("")
}

/// What stands after a sentence in its line.
fn start_of_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or("")
}

/// The surroundings, in a lighter ink, cut between words where they do not end of themselves.
fn around(text: &str, cut: bool, before: bool) -> String {
    let full = text.len() + 8 >= CONTEXT && cut;
    let (text, left, right) = match (full, before) {
        (true, true) => (text.split_once(' ').map_or("", |(_, rest)| rest), "…", ""),
        (true, false) => (text.rsplit_once(' ').map_or("", |(rest, _)| rest), "", "…"),
        (false, _) => (text, "", ""),
    };
    if text.trim().is_empty() {
        return String::new();
    }
    format!(
        "<span class=\"around\">{left}{}{right}</span>",
        escaped(text)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_means_anything() {
        assert_eq!(
            escaped("</script>\u{1b}<a href=\"x\" id='y'>&amp;"),
            "&lt;/script&gt;&lt;001B&gt;&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;"
        );
        assert_eq!(anchor("f", "a b\"_"), "f-a_20b_22_5f");
    }
}
