//! Numerals: digits and number words as one number.

use super::lexicon::{Lexicon, NumberWord};
use crate::text::{Text, TokenKind};

/// A number as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// Its value.
    pub(super) value: f64,
    /// The place value of its last stated digit: 1,000 for "15,000", 0.01 million for
    /// "1.62 million".
    pub(super) step: f64,
    /// The token after it.
    pub(super) end: usize,
    /// Written in digits?
    pub(super) digits: bool,
    /// Does it hold a word such as "million" or "dozen"?
    pub(super) scaled: bool,
}

/// The numeral that starts with token `i`.
pub(super) fn at(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Numeral> {
    let first = match text.kind(i)? {
        TokenKind::Number => in_digits(text, i)?,
        TokenKind::Word => in_words(text, lexicon, i)?,
        _ => single_fraction(text, i)?,
    };
    Some(scaled(text, lexicon, with_half(text, lexicon, first)))
}

/// Digits, with grouping by commas or thin spaces, and a fraction after them.
fn in_digits(text: &Text<'_>, i: usize) -> Option<Numeral> {
    let (mut value, mut step) = digits(text.word(i))?;
    let mut end = i + 1;
    while is_space_group(text, i, end) {
        value = value * 1000.0 + text.word(end).parse::<f64>().ok()?;
        end += 1;
    }
    if end > i + 1 {
        step = last_place(value);
    }
    if text.glued(end)
        && let Some(part) = vulgar_fraction(text.word(end))
    {
        return Some(Numeral {
            value: value + part,
            step: part.min(0.5),
            end: end + 1,
            digits: true,
            scaled: false,
        });
    }
    Some(Numeral {
        value,
        step,
        end,
        digits: true,
        scaled: false,
    })
}

/// The value of a token of digits and the place value of its last digit other than a trailing
/// zero before the decimal mark. A comma or a point before exactly three digits groups them,
/// except that a single point is decimal ("361.125 km").
fn digits(token: &str) -> Option<(f64, f64)> {
    let groups = |mark: char| {
        let mut parts = token.split(mark);
        let first = parts.next().unwrap_or("");
        (1..=3).contains(&first.len()) && parts.all(|p| p.len() == 3)
    };
    let commas = token.matches(',').count();
    let points = token.matches('.').count();
    let plain = match (commas, points) {
        (0, 0 | 1) => token.to_owned(),
        (0, _) if groups('.') => token.replace('.', ""),
        (_, 0) if groups(',') => token.replace(',', ""),
        (1, 0) => token.replace(',', "."),
        (_, 1) if token.find('.') > token.rfind(',') => token.replace(',', ""),
        // South Asian grouping: 12,34,567.
        (_, 0)
            if token
                .split(',')
                .skip(1)
                .all(|p| p.len() == 2 || p.len() == 3) =>
        {
            token.replace(',', "")
        }
        _ => return None,
    };
    let value: f64 = plain.parse().ok()?;
    let step = match plain.split_once('.') {
        Some((_, decimals)) => 10f64.powi(-(decimals.len().min(300) as i32)),
        None => last_place(value),
    };
    Some((value, step))
}

/// The place value of the last digit of a whole number that is no zero: 1,000 for 15,000.
fn last_place(value: f64) -> f64 {
    let mut place = 1.0;
    while value != 0.0 && place < 1e15 && value % (place * 10.0) == 0.0 {
        place *= 10.0;
    }
    place
}

/// Does token `at` continue the number begun at `first` as a group of three digits after a
/// space ("940 000")? Only where the groups fit and the space is one that does not break, or the
/// group is round: two numbers may stand side by side by chance.
fn is_space_group(text: &Text<'_>, first: usize, at: usize) -> bool {
    let (before, group) = (text.word(at - 1), text.word(at));
    let fits = group.len() == 3
        && text.kind(at) == Some(TokenKind::Number)
        && before.bytes().all(|b| b.is_ascii_digit())
        && before.len() <= 3
        && (at > first + 1 || !before.starts_with('0'));
    if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let gap = &text.source()[text.tokens[at - 1].end as usize..text.tokens[at].start as usize];
    matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}") || (gap == " " && group == "000")
}

fn vulgar_fraction(mark: &str) -> Option<f64> {
    Some(match mark {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅕" => 0.2,
        "⅛" => 0.125,
        _ => return None,
    })
}

fn single_fraction(text: &Text<'_>, i: usize) -> Option<Numeral> {
    let value = vulgar_fraction(text.word(i))?;
    Some(Numeral {
        value,
        step: value,
        end: i + 1,
        digits: true,
        scaled: false,
    })
}

/// Number words: "eighteen thousand three hundred", "a hundred", "half a million".
fn in_words(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Numeral> {
    let start = article_before_scale(text, lexicon, i);
    let (mut total, mut group, mut last_scale) = (0.0, 0.0, f64::INFINITY);
    let mut at = start.unwrap_or(i);
    if start.is_some() {
        group = if text.is(i, "half") { 0.5 } else { 1.0 };
    }
    let mut previous = None;
    let mut scaled = false;
    loop {
        let word = skip_joiner(text, lexicon, at, previous);
        let Some(number) = lexicon.number(text, word) else {
            break;
        };
        match number {
            NumberWord::Unit(v)
                if matches!(
                    previous,
                    None | Some(NumberWord::Tens(_) | NumberWord::Hundred | NumberWord::Scale(_))
                ) =>
            {
                group += v
            }
            NumberWord::Teen(v) | NumberWord::Tens(v)
                if matches!(
                    previous,
                    None | Some(NumberWord::Hundred | NumberWord::Scale(_))
                ) =>
            {
                group += v
            }
            NumberWord::Hundred
                if (group > 0.0 && group < 100.0) || (start.is_some() && previous.is_none()) =>
            {
                group *= 100.0;
                scaled = true;
            }
            NumberWord::Scale(v) if group > 0.0 && v < last_scale => {
                total += group * v;
                group = 0.0;
                last_scale = v;
                scaled = true;
            }
            _ => break,
        }
        previous = Some(number);
        at = word + 1;
    }
    previous?;
    let value = total + group;
    Some(Numeral {
        value,
        step: last_place(value),
        end: at,
        digits: false,
        scaled,
    })
}

/// "a" or "half a" before a word such as "hundred" or "million": the token of that word.
fn article_before_scale(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let article = if text.is(i, "half") { i + 1 } else { i };
    if !matches!(text.lower(article), "a" | "an") {
        return None;
    }
    let scale = matches!(
        lexicon.number(text, article + 1),
        Some(NumberWord::Hundred | NumberWord::Scale(_))
    );
    scale.then_some(article + 1)
}

/// The token of the next number word: past "and" after "hundred" or a scale ("two hundred and
/// five"), and past a hyphen ("twenty-one").
fn skip_joiner(
    text: &Text<'_>,
    lexicon: &Lexicon,
    at: usize,
    previous: Option<NumberWord>,
) -> usize {
    let joins = match previous {
        Some(NumberWord::Tens(_)) => text.is(at, "-") && text.glued(at) && text.glued(at + 1),
        Some(NumberWord::Hundred | NumberWord::Scale(_)) => {
            text.is(at, "and")
                && matches!(
                    lexicon.number(text, at + 1),
                    Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Tens(_))
                )
        }
        _ => false,
    };
    at + usize::from(joins)
}

/// "and a half", "and a quarter" after a number.
fn with_half(text: &Text<'_>, lexicon: &Lexicon, numeral: Numeral) -> Numeral {
    let mut at = numeral.end;
    let hyphen = usize::from(text.is(at, "-"));
    at += hyphen;
    if !text.is(at, "and") {
        return numeral;
    }
    at += 1 + usize::from(text.is(at + 1, "-"));
    if !matches!(text.lower(at), "a" | "one" | "three") {
        return numeral;
    }
    let count = if text.is(at, "three") { 3.0 } else { 1.0 };
    at += 1 + usize::from(text.is(at + 1, "-"));
    match lexicon.fraction(text, at) {
        // "two and a third motion" is no number; halves and quarters are.
        Some(parts @ (2.0 | 4.0)) => Numeral {
            value: numeral.value + count / parts,
            step: 1.0 / parts,
            end: at + 1,
            ..numeral
        },
        _ => numeral,
    }
}

/// Words such as "million" after digits, and their short forms glued to them.
fn scaled(text: &Text<'_>, lexicon: &Lexicon, mut numeral: Numeral) -> Numeral {
    loop {
        let at = numeral.end + usize::from(text.is(numeral.end, "-") && text.glued(numeral.end));
        let factor = match lexicon.number(text, at) {
            Some(NumberWord::Hundred) => 100.0,
            Some(NumberWord::Scale(v)) => v,
            _ if at == numeral.end && numeral.digits && text.glued(at) && text.is(at, "k") => {
                1000.0
            }
            _ => return numeral,
        };
        numeral.value *= factor;
        numeral.step *= factor;
        numeral.end = at + 1;
        numeral.scaled = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Option<(f64, f64)> {
        let text = Text::new(source, &[]);
        at(&text, &Lexicon::builtin(), 0)
            .filter(|n| n.end == text.tokens.len())
            .map(|n| (n.value, n.step))
    }

    #[test]
    fn digits_with_any_grouping() {
        assert_eq!(read("130,000"), Some((130_000.0, 10_000.0)));
        assert_eq!(read("940 000"), Some((940_000.0, 10_000.0)));
        assert_eq!(read("2,5"), Some((2.5, 0.1)));
        assert_eq!(read("361.4"), Some((361.4, 0.1)));
        assert_eq!(read("1.234.567"), Some((1_234_567.0, 1.0)));
        assert_eq!(read("12,34,567"), Some((1_234_567.0, 1.0)));
        assert_eq!(read("3½"), Some((3.5, 0.5)));
    }

    #[test]
    fn scales_in_words_and_letters() {
        assert_eq!(read("1.62 billion").map(|v| v.0), Some(1.62e9));
        assert_eq!(read("640k"), Some((640_000.0, 10_000.0)));
        assert_eq!(read("5.93 mln").map(|v| v.0), Some(5.93e6));
        assert_eq!(read("40 thousand"), Some((40_000.0, 10_000.0)));
    }

    #[test]
    fn number_words() {
        assert_eq!(
            read("Eighteen thousand three hundred"),
            Some((18_300.0, 100.0))
        );
        assert_eq!(read("Twenty-seven"), Some((27.0, 1.0)));
        assert_eq!(read("One hundred and twenty-four"), Some((124.0, 1.0)));
        assert_eq!(read("half a million"), Some((500_000.0, 100_000.0)));
        assert_eq!(read("a dozen"), Some((12.0, 1.0)));
        assert_eq!(read("two dozen"), Some((24.0, 1.0)));
        assert_eq!(
            read("two and a half million"),
            Some((2_500_000.0, 500_000.0))
        );
        assert_eq!(read("twelve-and-a-half"), Some((12.5, 0.5)));
        assert_eq!(
            read("one million two hundred thousand"),
            Some((1_200_000.0, 100_000.0))
        );
        assert_eq!(read("a third"), None);
        assert_eq!(read("two three"), None);
    }
}
