//! Short quotes: a value in its sentence, as much of it as there is room for.

use super::layout::{crop, crop_words, width};
use super::paint::{Ink, paint};
use super::{Mention, View, plain};

/// The mention's sentence in at most `room` columns, the value standing out.
pub(super) fn quote(view: &View<'_>, mention: &Mention, room: usize) -> String {
    let [before, words, after] = cut(view, mention, room);
    format!("{before}{}{after}", paint(&words, Ink::Value))
}

/// The mention's sentence in at most `room` columns: what stands before the value, the value's
/// words, what stands after.
pub(super) fn cut(view: &View<'_>, mention: &Mention, room: usize) -> [String; 3] {
    let [before, words, after] = parts(view, mention, room);
    let words = crop(&words, room);
    let free = room.saturating_sub(width(&words));
    let (left, right) = shares(width(&before), width(&after), free);
    [crop_start(&before, left), words, crop_words(&after, right)]
}

/// What stands before the value in its sentence, the value's words, and what stands after.
fn parts(view: &View<'_>, mention: &Mention, room: usize) -> [String; 3] {
    // Enough bytes to fill the room whatever the script, so that a sentence of a megabyte costs no
    // more than any other.
    let enough = room.saturating_mul(8);
    let text = view.text(&mention.article).unwrap_or("");
    let sentence = mention.sentence;
    let (Some(before), Some(words), Some(after)) = (
        text.get(sentence.start..mention.start),
        text.get(mention.start..mention.end),
        text.get(mention.end..sentence.end),
    ) else {
        return [
            String::new(),
            plain::trimmed(first(&mention.text, enough)),
            String::new(),
        ];
    };
    let before = plain::line(last(before, enough).trim_start());
    [
        before,
        plain::trimmed(first(words, enough)),
        plain::line(first(after, enough).trim_end()),
    ]
}

/// How many columns go to either side of the value.
fn shares(before: usize, after: usize, free: usize) -> (usize, usize) {
    let left = before.min(free.saturating_sub(after).max(free / 2));
    (left, free - left)
}

/// The end of `text` in at most `room` columns, cut between words where there is a space.
fn crop_start(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut columns = 1; // the ellipsis
    let fitting = text.char_indices().rev().take_while(|(_, c)| {
        columns += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
        columns <= room
    });
    let tail = fitting.last().map_or("", |(at, _)| &text[at..]);
    let word = tail
        .find(' ')
        .filter(|at| at + 1 < tail.len())
        .map_or(tail, |at| &tail[at + 1..]);
    format!("…{word}")
}

/// The first bytes of `text`, no character cut.
pub(super) fn first(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// The last bytes of `text`, no character cut.
fn last(text: &str, bytes: usize) -> &str {
    let start =
        (text.len().saturating_sub(bytes)..=text.len()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(text.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_goes_where_there_is_something_to_show() {
        assert_eq!(shares(100, 100, 40), (20, 20));
        assert_eq!(shares(100, 10, 40), (30, 10));
        assert_eq!(shares(5, 100, 40), (5, 35));
        assert_eq!(shares(5, 5, 40), (5, 35));
    }

    #[test]
    fn the_start_is_cut_between_words() {
        assert_eq!(crop_start("one two three", 20), "one two three");
        assert_eq!(crop_start("one two three", 8), "…three");
        assert_eq!(crop_start("onetwothree", 6), "…three");
    }
}
