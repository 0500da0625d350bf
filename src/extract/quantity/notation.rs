//! How digits are written beyond plain ones: "1/4", "7-1/2", ".25", "1e9", "1.3x10^6".

use super::lexicon::Lexicon;
use super::numeral::Numeral;
use crate::text::{Text, TokenKind};

/// The denominators of fractions written with a slash. Others ("9/11", "24/7", "8/10") are dates,
/// names and marks.
const DENOMINATORS: [f64; 9] = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 16.0, 32.0, 64.0];

/// A fraction written with a slash at token `i`: its value and the token after it.
pub(super) fn slash_fraction(text: &Text<'_>, i: usize) -> Option<(f64, usize)> {
    // Texts cut into words by a program have spaces on both sides of the slash.
    let tight = text.glued(i + 1) && text.glued(i + 2);
    let loose = !text.glued(i + 1) && !text.glued(i + 2);
    if !text.is(i + 1, "/") || !(tight || loose) {
        return None;
    }
    let chained = |mark: usize, number: usize| {
        matches!(text.word(mark), "/" | "-" | "." | ":")
            && text.glued(mark)
            && text.kind(number) == Some(TokenKind::Number)
            && text.glued(number)
    };
    let after = chained(i + 3, i + 4) && !text.is(i + 3, "-");
    let before = i >= 2 && text.glued(i) && text.is(i - 1, "/");
    let (above, below) = (whole(text, i, 2)?, whole(text, i + 2, 2)?);
    let fits = DENOMINATORS.contains(&below) && above >= 1.0 && above < below;
    let letters = text.glued(i + 3) && text.kind(i + 3) == Some(TokenKind::Word);
    (fits && !after && !before && !letters).then(|| (above / below, i + 3))
}

/// The fraction after the whole number at token `i`: "7 1/2", "7-1/2".
pub(super) fn fraction_after(text: &Text<'_>, i: usize) -> Option<(f64, usize)> {
    whole(text, i, 4)?;
    let hyphen = text.is(i + 1, "-") && text.glued(i + 1) && text.glued(i + 2);
    if hyphen {
        return slash_fraction(text, i + 2).filter(|_| text.glued(i + 3));
    }
    slash_fraction(text, i + 1).filter(|_| text.glued(i + 2) && !text.glued(i + 1))
}

/// Digits after a leading point (".25", "$.50") at token `i`.
pub(super) fn leading_point(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Numeral> {
    let digits = text.word(i + 1);
    let free = i == 0
        || !text.glued(i)
        || matches!(
            text.word(i - 1),
            "-" | "\u{2212}" | "(" | "\u{201c}" | "\"" | "~"
        )
        || lexicon.sign(text.word(i - 1)).is_some();
    let fits = text.is(i, ".")
        && free
        && text.glued(i + 1)
        && text.kind(i + 1) == Some(TokenKind::Number)
        && digits.len() <= 15
        && digits.bytes().all(|b| b.is_ascii_digit());
    let value = fits.then(|| format!("0.{digits}").parse().ok()).flatten()?;
    let step = 10f64.powi(-(digits.len() as i32));
    Some(Numeral {
        value,
        step,
        end: i + 2,
        digits: true,
        scaled: false,
    })
}

/// A power after a number: "1e9", "1.1^23", "6.23x10^-4".
pub(super) fn powered(text: &Text<'_>, numeral: Numeral) -> Numeral {
    scientific(text, &numeral)
        .or_else(|| raised(text, &numeral))
        .unwrap_or(numeral)
}

/// "1e9", "6.23x10^-4": a power of ten by which the number before is multiplied.
fn scientific(text: &Text<'_>, numeral: &Numeral) -> Option<Numeral> {
    let at = numeral.end;
    let exponent = match text.word(at) {
        "e" | "E" => text.glued(at).then(|| exponent(text, at + 1)).flatten(),
        "x" | "\u{d7}" | "\u{b7}" | "*" if text.is(at + 1, "10") && text.is(at + 2, "^") => {
            exponent(text, at + 3)
        }
        _ => None,
    };
    let (power, end) = exponent?;
    // Dividing by a whole power of ten leaves fewer stray bits than multiplying by its inverse.
    let scaled = |number: f64| match power < 0.0 {
        true => number / 10f64.powf(-power),
        false => number * 10f64.powf(power),
    };
    let value = super::numeral::tidy(scaled(numeral.value));
    let step = scaled(numeral.step);
    (value.is_finite() && step.is_finite()).then_some(Numeral {
        value,
        step,
        end,
        scaled: true,
        ..*numeral
    })
}

/// "1.1^23".
fn raised(text: &Text<'_>, numeral: &Numeral) -> Option<Numeral> {
    let fits = text.is(numeral.end, "^") && text.glued(numeral.end);
    let (power, end) = fits.then(|| exponent(text, numeral.end + 1)).flatten()?;
    let value = numeral.value.powf(power);
    let step = (value.abs() * 1e-6).max(f64::MIN_POSITIVE);
    value.is_finite().then_some(Numeral {
        value,
        step,
        end,
        ..*numeral
    })
}

/// A whole number with its sign, written to what stands before it, and the token after it.
fn exponent(text: &Text<'_>, i: usize) -> Option<(f64, usize)> {
    let minus = matches!(text.word(i), "-" | "\u{2212}");
    let at = i + usize::from(minus || text.is(i, "+"));
    let size = whole(text, at, 3).filter(|_| text.glued(i) && text.glued(at))?;
    let ends = !(text.glued(at + 1) && matches!(text.kind(at + 1), Some(TokenKind::Word)));
    ends.then_some((if minus { -size } else { size }, at + 1))
}

/// The value of a token of at most `longest` plain digits.
fn whole(text: &Text<'_>, i: usize, longest: usize) -> Option<f64> {
    let word = text.word(i);
    let plain = text.kind(i) == Some(TokenKind::Number)
        && word.len() <= longest
        && word.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}

/// The token of the number to which a minus sign at token `i` belongs: "minus five", "-5".
pub(super) fn after_minus(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let next = i + 1;
    let number = || text.kind(next) == Some(TokenKind::Number) || text.is(next, ".");
    match text.lower(i) {
        "minus" | "negative" => {
            let word = number() || lexicon.number(text, next).is_some();
            let subtracts = i > 0 && text.kind(i - 1) == Some(TokenKind::Number);
            // "minus 23%" tells a fall by its size, as "fell 23%" does.
            let fall = matches!(text.lower(next + 1), "%" | "percent" | "per" | "pct");
            (word && !subtracts && !fall && !text.glued(i)).then_some(next)
        }
        "-" | "\u{2212}" | "\u{2013}" => {
            let opens =
                i == 0 || !text.glued(i) || matches!(text.word(i - 1), "(" | "<" | ">" | "=" | "^");
            // At the head of a line it may mark an item of a list.
            let list =
                text.tokens.get(i).is_some_and(|t| t.after_break) && is_worded(text, lexicon, next);
            (number() && opens && text.glued(next) && !list).then_some(next)
        }
        _ => None,
    }
}

/// Does a word that is no unit follow the number at `i`?
fn is_worded(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> bool {
    text.kind(i + 1) == Some(TokenKind::Word)
        && !text.glued(i + 1)
        && lexicon.unit(text, i + 1).is_none()
}
