//! Numbers as an article states them, with the least and the greatest that they may stand for.

use super::Desk;
use crate::extract::quantity::{QuantityMention, Sort};
use crate::text::TokenKind;
use crate::value::Approx;

/// A number with its slack.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    /// As stated.
    pub(super) number: f64,
    /// The least that it may stand for.
    pub(super) low: f64,
    /// The greatest that it may stand for; may be infinite.
    pub(super) high: f64,
    /// The place value of its last stated digit; 0 for a count that is plainly exact.
    pub(super) place: f64,
    /// Is it without a hedge?
    pub(super) exact: bool,
}

/// How far from the truth "about" may be.
const ABOUT: f64 = 0.05;

/// Up to here a count in digits or words says what was counted; beyond, zeros at its end may mean
/// that it was rounded.
const COUNTED: f64 = 1000.0;

impl Figure {
    /// The figure of a quantity; `None` for a range, a vague number, an ordinal or a score.
    pub(super) fn of(desk: &Desk<'_>, mention: &QuantityMention) -> Option<Self> {
        if matches!(mention.sort, Sort::Ordinal | Sort::Score) {
            return None;
        }
        let number = mention.quantity.number.filter(|n| n.is_finite())?;
        let place = place(desk, mention, number);
        let half = place / 2.0;
        let quantity = &mention.quantity;
        let (low, high) = match quantity.approx {
            Approx::Exact => (number - half, number + half),
            Approx::About => {
                // "About 12" may be 11, "about 4.2 million" not 3.2 million.
                let least = if place == 0.0 { 1.0 } else { half };
                let slack = (number.abs() * ABOUT).max(mention.step / 2.0).max(least);
                (number - slack, number + slack)
            }
            Approx::AtLeast => (number - half, quantity.high.unwrap_or(f64::INFINITY)),
            Approx::AtMost => (quantity.low.unwrap_or(f64::NEG_INFINITY), number + half),
            Approx::Range | Approx::Vague => return None,
        };
        Some(Self {
            number,
            low,
            high,
            place,
            exact: quantity.approx == Approx::Exact,
        })
    }

    /// Can the figure stand for some number from `low` to `high`?
    pub(super) fn meets(&self, low: f64, high: f64) -> bool {
        let reach = 1e-9 * self.number.abs().max(1.0);
        self.low <= high + reach && low <= self.high + reach
    }
}

/// The place value of the last digit that the number states: "4.5 million" is told to the hundred
/// thousand, "15,000" to the thousand, "450" to the one.
fn place(desk: &Desk<'_>, mention: &QuantityMention, number: f64) -> f64 {
    let text = desk.text;
    let digits = mention
        .core
        .clone()
        .find(|k| text.kind(*k) == Some(TokenKind::Number))
        .map(|k| text.word(k).replace(',', ""));
    let Some((digits, mantissa)) = digits.and_then(|d| Some((d.parse::<f64>().ok()?, d))) else {
        // In words.
        let counted = mention.quantity.unit.is_none() && number.abs() < COUNTED;
        return if counted { 0.0 } else { mention.step };
    };
    let decimals = mantissa.split_once('.').map_or(0, |(_, d)| d.len());
    let scale = if digits > 0.0 {
        (number / digits).abs()
    } else {
        1.0
    };
    let unscaled = (scale - 1.0).abs() < 1e-9;
    if decimals > 0 {
        scale * 10f64.powi(-(decimals.min(12) as i32))
    } else if digits >= COUNTED {
        mention.step
    } else if unscaled && mention.quantity.unit.is_none() {
        0.0
    } else {
        scale
    }
}

/// A number as a reader writes it: whole numbers with thousands grouped and million or billion in
/// words, fractions to `digits` places.
pub(super) fn shown(number: f64, digits: usize) -> String {
    let (value, word) = match number.abs() {
        n if n >= 1e12 => (number / 1e12, " trillion"),
        n if n >= 1e9 => (number / 1e9, " billion"),
        n if n >= 1e6 => (number / 1e6, " million"),
        _ => (number, ""),
    };
    let digits = if word.is_empty() {
        digits
    } else {
        digits.max(2)
    };
    let fixed = format!("{value:.digits$}");
    let trimmed = match fixed.split_once('.') {
        Some((whole, fraction)) => {
            let fraction = fraction.trim_end_matches('0');
            let whole = grouped(whole);
            if fraction.is_empty() {
                whole
            } else {
                format!("{whole}.{fraction}")
            }
        }
        None => grouped(&fixed),
    };
    format!("{trimmed}{word}")
}

/// A number written out in full where the one beside it is ("8,182,500").
pub(super) fn shown_like(number: f64, beside: &str) -> String {
    let whole = beside.contains(',') && number.fract() == 0.0 && number.abs() < 1e15;
    if whole {
        grouped(&format!("{number:.0}"))
    } else {
        shown(number, 2)
    }
}

/// Thousands set off by commas.
fn grouped(whole: &str) -> String {
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

#[cfg(test)]
mod tests {
    use super::{shown, shown_like};

    #[test]
    fn numbers_are_shown_as_a_reader_writes_them() {
        assert_eq!(shown(1234567.0, 0), "1.23 million");
        assert_eq!(shown(12345.0, 0), "12,345");
        assert_eq!(shown(6.6667, 1), "6.7");
        assert_eq!(shown(-7.0, 1), "-7");
        assert_eq!(shown_like(8_182_800.0, "8,182,500 tonnes"), "8,182,800");
    }
}
