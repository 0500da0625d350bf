//! Race times and other durations written with colons: "2:05:41", "62:40".

use super::Sort;
use super::shape::Shape;
use crate::text::{Text, TokenKind};

/// The duration written with colons at token `i`, in seconds. Three parts are hours, minutes and
/// seconds; two are minutes and seconds (date reading has taken the clock times before).
pub(super) fn at(text: &Text<'_>, i: usize) -> Option<Shape> {
    let first = part(text, i, 3)?;
    let second = after_colon(text, i + 1)?;
    let (seconds, last) = match after_colon(text, i + 3) {
        Some(third) => (first * 3600.0 + second * 60.0 + third, i + 4),
        None => (first * 60.0 + second, i + 2),
    };
    let decimals = text
        .word(last)
        .split_once('.')
        .map_or(0, |(_, tenths)| tenths.len());
    let step = 10f64.powi(-(decimals.min(9) as i32));
    Some(Shape {
        sort: Sort::Measure,
        ..Shape::measure(super::numeral::tidy(seconds), step, "s", last + 1)
    })
}

/// Two digits after a colon, perhaps with tenths and hundredths of a second.
fn after_colon(text: &Text<'_>, i: usize) -> Option<f64> {
    let joined = text.is(i, ":") && text.glued(i) && text.glued(i + 1);
    let word = text.word(i + 1);
    let (whole, tenths) = word.split_once('.').unwrap_or((word, ""));
    let digits = |part: &str, longest: usize| {
        part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit())
    };
    let fits = joined
        && text.kind(i + 1) == Some(TokenKind::Number)
        && whole.len() == 2
        && digits(whole, 2)
        && digits(tenths, 3)
        && (tenths.is_empty() != word.contains('.'));
    fits.then(|| word.parse().ok())
        .flatten()
        .filter(|v| *v < 60.0)
}

fn part(text: &Text<'_>, i: usize, longest: usize) -> Option<f64> {
    let word = text.word(i);
    let plain = text.kind(i) == Some(TokenKind::Number)
        && word.len() <= longest
        && word.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}
