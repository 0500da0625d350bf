//! Numerals: digits and number words as one number.

use super::lexicon::{Lexicon, NumberWord};
use super::notation;
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

/// Longer runs of digits are no numbers that anybody reads.
const LONGEST: usize = 40;
/// Nor are larger numbers: a text of nothing but "million" stays finite.
const LARGEST: f64 = 1e30;

/// The numeral that starts with token `i`, with its sign.
pub(super) fn at(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Numeral> {
    match notation::after_minus(text, lexicon, i) {
        Some(first) => unsigned(text, lexicon, first).map(|n| Numeral {
            value: -n.value,
            ..n
        }),
        None => unsigned(text, lexicon, i),
    }
}

/// The numeral that starts with token `i`, which is no sign.
fn unsigned(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Numeral> {
    let first = match text.kind(i)? {
        TokenKind::Number => notation::powered(text, in_digits(text, i)?),
        TokenKind::Word => worded(text, lexicon, i)?,
        _ if text.is(i, ".") => notation::leading_point(text, lexicon, i)?,
        _ => single_fraction(text, i)?,
    };
    let whole = scaled(text, lexicon, with_half(text, lexicon, first));
    let sum = with_smaller(text, lexicon, whole);
    Some(reciprocal(text, lexicon, with_half(text, lexicon, sum)))
}

/// A number in words, with its decimals or the parts that it counts.
fn worded(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<Numeral> {
    if text.is(i, "a")
        && let Some(parts) = lexicon.fraction(text, i + 1).filter(|p| *p >= 1000.0)
    {
        let value = 1.0 / parts;
        return Some(Numeral {
            value,
            step: value,
            end: i + 2,
            digits: false,
            scaled: false,
        });
    }
    let whole = in_words(text, lexicon, i)?;
    Some(in_parts(text, lexicon, with_point(text, lexicon, i, whole)))
}

/// "twenty-three fifths", "three hundredths", "three twenty-firsts": numbers, where "three fifths"
/// is a share.
fn in_parts(text: &Text<'_>, lexicon: &Lexicon, count: Numeral) -> Numeral {
    let at = count.end + usize::from(text.is(count.end, "-") && text.glued(count.end));
    let (parts, end) = match lexicon.number(text, at) {
        Some(number @ NumberWord::Tens(tens)) if opens_denominator(text, lexicon, at, number) => {
            (lexicon.fraction(text, at + 2).map(|p| p + tens), at + 3)
        }
        _ => (lexicon.fraction(text, at), at + 1),
    };
    match parts {
        Some(parts)
            if (parts > 10.0 || parts > 2.0 && count.value >= parts)
                && (text.lower(end - 1).ends_with('s') || count.value == 1.0) =>
        {
            Numeral {
                value: count.value / parts,
                step: count.step / parts,
                end,
                ..count
            }
        }
        _ => count,
    }
}

/// A product or sum without the last bits that binary fractions leave: 16.4 million is whole.
pub(super) fn tidy(value: f64) -> f64 {
    let whole = value.round();
    if value.abs() >= 1.0 && (value - whole).abs() <= value.abs() * 1e-13 {
        whole
    } else {
        value
    }
}

/// Digits, with grouping by commas or thin spaces, and a fraction after them.
fn in_digits(text: &Text<'_>, i: usize) -> Option<Numeral> {
    let plain = |value, step, end| Numeral {
        value,
        step,
        end,
        digits: true,
        scaled: false,
    };
    if let Some((value, end)) = notation::slash_fraction(text, i) {
        return Some(plain(value, value, end));
    }
    let (value, step, end) = grouped(text, i)?;
    if text.glued(end)
        && let Some(part) = vulgar_fraction(text.word(end))
    {
        return Some(plain(value + part, part.min(0.5), end + 1));
    }
    if end == i + 1
        && let Some((part, end)) = notation::fraction_after(text, i)
    {
        return Some(plain(value + part, part.min(0.5), end));
    }
    Some(plain(value, step, end))
}

/// The number at token `i` with the groups of digits that follow it, its step, and its end.
fn grouped(text: &Text<'_>, i: usize) -> Option<(f64, f64, usize)> {
    if let Some(loose) = spaced_mark(text, i) {
        let (value, step) = digits(&loose)?;
        return Some((value, step, i + 3));
    }
    let (mut value, mut step) = digits(text.word(i))?;
    let mut end = i + 1;
    while value < LARGEST && is_space_group(text, i, end) {
        let group = text.word(end);
        value = value * 1000.0 + group.parse::<f64>().ok()?;
        step = match group.split_once('.') {
            Some((_, decimals)) => 10f64.powi(-(decimals.len().min(300) as i32)),
            None => last_place(value),
        };
        end += 1;
        if group.len() > 3 {
            break;
        }
    }
    Some((value, step, end))
}

/// "4 . 8", "10 , 000": numbers in texts that a program has cut into words. Prose has no space
/// before these marks.
fn spaced_mark(text: &Text<'_>, i: usize) -> Option<String> {
    let mark = text.word(i + 1);
    let second = text.word(i + 2);
    let plain = |k: usize| {
        text.kind(k) == Some(TokenKind::Number) && text.word(k).bytes().all(|b| b.is_ascii_digit())
    };
    let one_space = |k: usize| {
        text.tokens
            .get(k)
            .zip(text.tokens.get(k + 1))
            .is_some_and(|(a, b)| b.start == a.end + 1)
    };
    let fits = matches!(mark, "." | ",")
        && plain(i)
        && plain(i + 2)
        && text.word(i).len() <= 3
        && one_space(i)
        && one_space(i + 1)
        && (mark == "." || second.len() == 3);
    fits.then(|| format!("{}{mark}{second}", text.word(i)))
}

/// The value of a token of digits and the place value of its last digit other than a trailing
/// zero before the decimal mark. A comma or a point before exactly three digits groups them,
/// except that a single point is decimal ("361.125 km").
pub(super) fn digits(token: &str) -> Option<(f64, f64)> {
    if token.len() > LONGEST {
        return None;
    }
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
            if token.rsplit(',').enumerate().all(|(k, p)| {
                p.len() == if k == 0 { 3 } else { 2 } || p.len() == 1 && k == commas
            }) =>
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
/// space ("940 000")? Only where the groups fit and the space is one that does not break, the
/// group is round, or there are several: two numbers may stand side by side by chance.
fn is_space_group(text: &Text<'_>, first: usize, at: usize) -> bool {
    let before = text.word(at - 1);
    let fits = is_group(text, at)
        && before.bytes().all(|b| b.is_ascii_digit())
        && before.len() <= 3
        && (at > first + 1 || !before.starts_with('0'));
    if !fits {
        return false;
    }
    let gap = gap_before(text, at);
    matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}")
        || gap == " "
            && (text.word(at) == "000"
                || at > first + 1
                || is_group(text, at + 1) && gap_before(text, at + 1) == " ")
}

/// Is token `at` a group of three digits, perhaps the last with decimals after it?
fn is_group(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    let (whole, decimals) = word.split_once('.').unwrap_or((word, "0"));
    text.kind(at) == Some(TokenKind::Number)
        && whole.len() == 3
        && (whole.bytes().chain(decimals.bytes())).all(|b| b.is_ascii_digit())
}

/// What stands between token `at` and the one before it.
fn gap_before<'a>(text: &Text<'a>, at: usize) -> &'a str {
    match (
        at.checked_sub(1).and_then(|k| text.tokens.get(k)),
        text.tokens.get(at),
    ) {
        (Some(before), Some(after)) => &text.source()[before.end as usize..after.start as usize],
        _ => "",
    }
}

fn vulgar_fraction(mark: &str) -> Option<f64> {
    Some(match mark {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        "⅙" => 1.0 / 6.0,
        "⅚" => 5.0 / 6.0,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
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
    let start = before_scale(text, lexicon, i);
    let (mut total, mut last_scale) = (0.0, f64::INFINITY);
    let (mut group, mut at) = start.unwrap_or((0.0, i));
    let mut previous = None;
    let mut scaled = false;
    loop {
        let word = skip_joiner(text, lexicon, at, previous);
        let Some(number) = lexicon.number(text, word) else {
            break;
        };
        if previous.is_some() && opens_denominator(text, lexicon, word, number) {
            break;
        }
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

/// What multiplies the scale word that opens a number, and the token of that word: "a hundred",
/// "half a million", "half million", "a quarter million", "hundred thousand".
fn before_scale(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<(f64, usize)> {
    let is_scale = |k: usize| {
        matches!(
            lexicon.number(text, k),
            Some(NumberWord::Hundred | NumberWord::Scale(_))
        )
    };
    let article = |k: usize| usize::from(matches!(text.lower(k), "a" | "an"));
    if article(i) == 1 && is_scale(i + 1) {
        return Some((1.0, i + 1));
    }
    let part = i + article(i);
    let share = match text.lower(part) {
        "half" => 0.5,
        "quarter" if !is_ranked(text, lexicon, part) => 0.25,
        _ => {
            let bare = text.is(i, "hundred")
                && matches!(lexicon.number(text, i + 1), Some(NumberWord::Scale(v)) if v >= 1000.0);
            return bare.then_some((1.0, i));
        }
    };
    let scale = part + 1 + article(part + 1);
    is_scale(scale).then_some((share, scale))
}

/// "third quarter million": the quarter of a year.
fn is_ranked(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> bool {
    i > 0
        && (text.is(i - 1, "first")
            || text.is(i - 1, "-")
            || lexicon.ordinal(text, i - 1).is_some())
}

/// Does the number word at `i` open the denominator of a fraction ("thirty-fifths")?
fn opens_denominator(text: &Text<'_>, lexicon: &Lexicon, i: usize, number: NumberWord) -> bool {
    matches!(number, NumberWord::Tens(_))
        && text.is(i + 1, "-")
        && text.glued(i + 1)
        && text.lower(i + 2).ends_with('s')
        && lexicon.fraction(text, i + 2).is_some()
}

/// "two point five", "two hundred point zero three", "two point seventy-one".
fn with_point(text: &Text<'_>, lexicon: &Lexicon, i: usize, whole: Numeral) -> Numeral {
    let at = whole.end;
    // "at one point two men came"
    let idiom =
        text.is(i, "one") && i > 0 && matches!(text.lower(i - 1), "at" | "from" | "by" | "to");
    if !text.is(at, "point") || idiom {
        return whole;
    }
    let mut decimals = String::new();
    let mut end = at + 1;
    while let Some(NumberWord::Unit(digit)) =
        lexicon.number(text, end).filter(|_| decimals.len() < 15)
    {
        decimals.push_str(&digit.to_string());
        end += 1;
    }
    if decimals.is_empty()
        && let Some(more) = in_words(text, lexicon, end).filter(|n| !n.scaled)
    {
        decimals = more.value.to_string();
        end = more.end;
    }
    match format!("{}.{decimals}", whole.value).parse() {
        Ok(value) if !decimals.is_empty() => Numeral {
            value,
            step: 10f64.powi(-(decimals.len() as i32)),
            end,
            ..whole
        },
        _ => whole,
    }
}

/// "3 hundred and 21", "6 crore and two hundred", "Rs 6 crore 20 lakh": what is less than the last
/// scale of a number written in digits adds up.
fn with_smaller(text: &Text<'_>, lexicon: &Lexicon, whole: Numeral) -> Numeral {
    let Some(scale) = last_scale(text, lexicon, &whole).filter(|_| whole.digits && whole.scaled)
    else {
        return whole;
    };
    let and = usize::from(text.is(whole.end, "and"));
    let at = whole.end + and;
    if !matches!(text.kind(at), Some(TokenKind::Number | TokenKind::Word))
        || lexicon.fraction(text, at).is_some()
    {
        return whole;
    }
    let first = match text.kind(at) {
        Some(TokenKind::Number) => in_digits(text, at),
        _ => in_words(text, lexicon, at),
    };
    let Some(more) = first.map(|n| scaled(text, lexicon, n)) else {
        return whole;
    };
    let fits = if and == 1 {
        scale == 100.0 && more.value < 100.0 || scale >= 1e5 && more.scaled && more.value < 1000.0
    } else {
        more.scaled && more.value < scale
    };
    if !fits || more.value.fract() != 0.0 {
        return whole;
    }
    let sum = Numeral {
        value: whole.value + more.value,
        step: more.step,
        end: more.end,
        ..whole
    };
    with_smaller(text, lexicon, sum)
}

/// What the last word of a scaled number multiplies by.
fn last_scale(text: &Text<'_>, lexicon: &Lexicon, numeral: &Numeral) -> Option<f64> {
    match lexicon.number(text, numeral.end.checked_sub(1)?)? {
        NumberWord::Hundred => Some(100.0),
        NumberWord::Scale(v) => Some(v),
        _ => None,
    }
}

/// "one over twenty" at the end of a phrase.
fn reciprocal(text: &Text<'_>, lexicon: &Lexicon, numeral: Numeral) -> Numeral {
    if numeral.value != 1.0 || !text.is(numeral.end, "over") {
        return numeral;
    }
    let at = numeral.end + 1;
    let below = match text.kind(at) {
        Some(TokenKind::Number) => in_digits(text, at),
        Some(TokenKind::Word) => in_words(text, lexicon, at),
        _ => None,
    };
    match below {
        Some(below) if below.value > 1.0 && ends_phrase(text, below.end) => Numeral {
            value: 1.0 / below.value,
            step: 1.0 / below.value,
            end: below.end,
            ..numeral
        },
        _ => numeral,
    }
}

/// Does no word follow, so that nothing is counted?
fn ends_phrase(text: &Text<'_>, i: usize) -> bool {
    !matches!(text.kind(i), Some(TokenKind::Word | TokenKind::Number))
        && !matches!(text.word(i), "%" | "-" | "\u{b0}" | "$")
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
        Some(NumberWord::Tens(_)) => {
            let (tight, loose) = (
                text.glued(at),
                !text.glued(at) && is_unit(lexicon, text, at + 1),
            );
            text.is(at, "-") && (tight && text.glued(at + 1) || loose && !text.glued(at + 1))
        }
        Some(NumberWord::Hundred | NumberWord::Scale(_)) => {
            text.is(at, "and")
                && matches!(
                    lexicon.number(text, at + 1),
                    Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Tens(_))
                )
                // "six million and two thirds"
                && !(is_unit(lexicon, text, at + 1) && lexicon.fraction(text, at + 2).is_some())
        }
        _ => false,
    };
    at + usize::from(joins)
}

fn is_unit(lexicon: &Lexicon, text: &Text<'_>, i: usize) -> bool {
    matches!(lexicon.number(text, i), Some(NumberWord::Unit(_)))
}

/// "and a half", "and three fifths" after a number; after "million" a part of a million, unless a
/// smaller scale follows ("one billion and a half million").
fn with_half(text: &Text<'_>, lexicon: &Lexicon, numeral: Numeral) -> Numeral {
    let Some((share, parts, end)) = and_fraction(text, lexicon, numeral.end) else {
        return numeral;
    };
    // "two and a third motion" is no number; halves and quarters are.
    if !matches!(parts, 2.0 | 4.0) && starts_noun(text, lexicon, end) {
        return numeral;
    }
    let next = match lexicon.number(text, end) {
        Some(NumberWord::Scale(v)) => Some(v),
        _ => None,
    };
    let (scale, end) = match (
        last_scale(text, lexicon, &numeral).filter(|_| numeral.scaled),
        next,
    ) {
        (Some(last), Some(next)) if next < last => (next, end + 1),
        (Some(last), None) if last >= 1000.0 => (last, end),
        (Some(_), Some(_)) => return numeral,
        _ => (1.0, end),
    };
    Numeral {
        value: tidy(numeral.value + share * scale),
        step: scale / parts,
        end,
        ..numeral
    }
}

/// "and a half", "-and-a-half", "and two thirds" at token `i`: the fraction, how many of its parts
/// make a whole, and the token after it.
fn and_fraction(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> Option<(f64, f64, usize)> {
    let mut at = i + usize::from(text.is(i, "-"));
    if !text.is(at, "and") {
        return None;
    }
    at += 1 + usize::from(text.is(at + 1, "-"));
    let count = match text.lower(at) {
        "a" | "one" => 1.0,
        _ => match in_words(text, lexicon, at).filter(|n| !n.scaled) {
            Some(count) => {
                at = count.end - 1;
                count.value
            }
            None => return None,
        },
    };
    at += 1 + usize::from(text.is(at + 1, "-"));
    let parts = lexicon.fraction(text, at)?;
    let plural = text.lower(at).ends_with('s');
    // "five and three-quarter hours"
    let joined = text.is(at - 1, "-") && lexicon.unit(text, at + 1).is_some();
    (count < parts && ((count > 1.0) == plural || joined)).then_some((count / parts, parts, at + 1))
}

fn starts_noun(text: &Text<'_>, lexicon: &Lexicon, i: usize) -> bool {
    text.kind(i) == Some(TokenKind::Word)
        && lexicon.unit(text, i).is_none()
        && lexicon.number(text, i).is_none()
}

/// Words such as "million" after digits, and their short forms glued to them.
fn scaled(text: &Text<'_>, lexicon: &Lexicon, mut numeral: Numeral) -> Numeral {
    while numeral.value < LARGEST {
        let at = numeral.end + usize::from(text.is(numeral.end, "-") && text.glued(numeral.end));
        let factor = match lexicon.number(text, at) {
            Some(NumberWord::Hundred) => 100.0,
            Some(NumberWord::Scale(v)) => v,
            _ if at == numeral.end && numeral.digits => match short_scale(text, at) {
                Some(factor) => factor,
                None => return numeral,
            },
            _ => return numeral,
        };
        numeral.value = tidy(numeral.value * factor);
        numeral.step *= factor;
        numeral.end = at + 1;
        numeral.scaled = true;
    }
    numeral
}

/// "640k", "1.2b" and, in tables, "10 k". A whole number with "b" is a name ("Rule 10b").
fn short_scale(text: &Text<'_>, at: usize) -> Option<f64> {
    let glued = text.glued(at);
    match text.word(at) {
        "k" | "K" if glued => Some(1e3),
        "k" if gap_before(text, at).len() <= 2 => Some(1e3),
        "b" | "B" if glued && text.word(at - 1).contains('.') => Some(1e9),
        _ => None,
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

    #[test]
    fn decimals_and_parts_in_words() {
        let value = |source| read(source).map(|v| v.0);
        assert_eq!(value("five point two seven"), Some(5.27));
        assert_eq!(value("six point two million"), Some(6_200_000.0));
        assert_eq!(value("three and two fifths"), Some(3.4));
        assert_eq!(value("eleven fifths"), Some(2.2));
        assert_eq!(value("four million and a half"), Some(4_500_000.0));
        assert_eq!(
            value("two billion and a half million"),
            Some(2_000_500_000.0)
        );
        assert_eq!(value("quarter million"), Some(250_000.0));
        assert_eq!(value("hundred thousand"), Some(100_000.0));
        assert_eq!(value("seven dozens"), Some(84.0));
        assert_eq!(value("six thousandths"), Some(0.006));
    }

    #[test]
    fn powers_points_and_signs() {
        let value = |source| read(source).map(|v| v.0);
        assert_eq!(value("3e8"), Some(3e8));
        assert_eq!(value("4.5x10^-3"), Some(0.0045));
        assert_eq!(value("2^10"), Some(1024.0));
        assert_eq!(value(".375"), Some(0.375));
        assert_eq!(value("-3/4"), Some(-0.75));
        assert_eq!(value("minus eight"), Some(-8.0));
        assert_eq!(value("6 crore 20 lakh"), Some(62_000_000.0));
        assert_eq!(value("2 345 678"), Some(2_345_678.0));
        assert_eq!(value("22,24,26"), None);
        assert_eq!(value("10b"), None);
    }
}
