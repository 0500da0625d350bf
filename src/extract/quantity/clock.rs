//! Race times and other durations written with colons: "2:05:41", "62:40".

use super::Sort;
use super::shape::Shape;
use crate::text::{Text, TokenKind};

/// The duration written with colons at token `i`, in seconds. Three parts are hours, minutes and
/// seconds; two are minutes and seconds (date reading has taken the clock times before).
pub(super) fn at(text: &Text<'_>, i: usize) -> Option<Shape> {
    let first = part(text, i, 3)?;
    let second = after_colon(text, i + 1)?;
    let (seconds, end) = match after_colon(text, i + 3) {
        Some(third) => (first * 3600.0 + second * 60.0 + third, i + 5),
        None => (first * 60.0 + second, i + 3),
    };
    Some(Shape {
        sort: Sort::Measure,
        ..Shape::measure(seconds, 1.0, "s", end)
    })
}

fn after_colon(text: &Text<'_>, i: usize) -> Option<f64> {
    let joined = text.is(i, ":") && text.glued(i) && text.glued(i + 1);
    part(text, i + 1, 2).filter(|v| joined && *v < 60.0 && text.word(i + 1).len() == 2)
}

fn part(text: &Text<'_>, i: usize, longest: usize) -> Option<f64> {
    let word = text.word(i);
    let plain = text.kind(i) == Some(TokenKind::Number)
        && word.len() <= longest
        && word.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}
