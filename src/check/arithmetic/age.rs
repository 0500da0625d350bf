//! Ages against years of birth, and one person of two ages.

use crate::check::names::is_capital;
use crate::check::{Desk, Finding, Kind};
use crate::extract::Mention;
use crate::extract::quantity::Sort;
use crate::text::TokenKind;
use crate::value::{Approx, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let mut found = two_ages(desk);
    let born = (0..desk.text.tokens.len()).filter(|&k| desk.text.is(k, "born"));
    found.extend(born.filter_map(|k| lived(desk, k)));
    found
}

/// The age that mention `at` states, exactly.
fn age(desk: &Desk<'_>, at: usize) -> Option<f64> {
    let text = desk.text;
    let mention = desk.quantity(at)?;
    let start = mention.core.start;
    let of_age = start > 1 && text.is(start - 1, "of") && text.is(start - 2, "age");
    let bare = of_age && mention.sort == Sort::Count && mention.quantity.unit.is_none();
    if mention.sort != Sort::Age && !bare {
        return None;
    }
    let exact = mention.quantity.approx == Approx::Exact;
    mention.quantity.number.filter(|_| exact)
}

/// "Anna Berg, 34, … Anna Berg, 43,".
fn two_ages(desk: &Desk<'_>) -> Vec<Finding> {
    let text = desk.text;
    let mut known: FxHashMap<String, (f64, usize)> = FxHashMap::default();
    let mut found = Vec::new();
    for at in 0..desk.mentions().len() {
        let tokens = &desk.mentions()[at].tokens;
        let bare = tokens.len() == 1 && text.kind(tokens.start) == Some(TokenKind::Number);
        let commas = tokens.start > 0 && text.is(tokens.start - 1, ",") && text.is(tokens.end, ",");
        let Some(years) = age(desk, at).filter(|_| bare && commas) else {
            continue;
        };
        let Some(name) = name_before(desk, tokens.start - 1) else {
            continue;
        };
        let (first, _) = *known
            .entry(desk.written(name.clone()))
            .or_insert((years, at));
        if first != years {
            let why = format!(
                "{} is {first} elsewhere in the article",
                desk.written(name.clone())
            );
            found.push(desk.finding(Kind::Arithmetic, name.start..tokens.end, why));
        }
    }
    found
}

/// The last two words of the name that ends right before token `end`.
fn name_before(desk: &Desk<'_>, end: usize) -> Option<Range<usize>> {
    let floor = desk.sentence(end).start;
    let start = end.checked_sub(2).filter(|start| *start >= floor)?;
    (start..end)
        .all(|k| is_capital(desk.text, k))
        .then_some(start..end)
}

/// "born in 1950 … died in 2011 aged 80".
fn lived(desk: &Desk<'_>, born: usize) -> Option<Finding> {
    const REACH: usize = 8;
    let text = desk.text;
    let sentence = desk.sentence(born);
    let first = desk
        .mentions()
        .partition_point(|m| m.tokens.start < sentence.start);
    let inside: Vec<usize> = (first..desk.mentions().len())
        .take_while(|&p| desk.mentions()[p].tokens.start < sentence.end)
        .collect();
    let years: Vec<(usize, i32)> = inside
        .iter()
        .filter_map(|&p| {
            Some((
                desk.mentions()[p].tokens.start,
                year(desk, &desk.mentions()[p])?,
            ))
        })
        .collect();
    let ages: Vec<(usize, f64)> = inside
        .iter()
        .filter_map(|&p| Some((p, age(desk, p)?)))
        .collect();
    let ([(at, years_old)], [_, ..]) = (&ages[..], &years[..]) else {
        return None;
    };
    let after = |word: usize| {
        years
            .iter()
            .find(|(start, _)| *start > word && *start <= word + REACH)
            .copied()
    };
    let (birth_at, birth) = after(born)?;
    let dies = (sentence.start..sentence.end).find(|&k| matches!(text.lower(k), "died" | "dies"));
    let (last, said) = match (dies.and_then(after), years.len()) {
        (Some((at, year)), 2) if at != birth_at => (year, format!("in {year}")),
        (None, 1) if dies.is_none() && apposed(desk, *at) => {
            let published = &desk.story.published;
            let (start, end) = (published.start?, published.end?);
            let now = i32::from(start.year());
            (start.year() == end.year()).then_some(())?;
            (now, format!("in {now}, when this was written"))
        }
        _ => return None,
    };
    let gap = last - birth;
    let told = *years_old as i32;
    (told != gap && told != gap - 1 && gap > 0).then(|| {
        let tokens = desk.mentions()[*at].tokens.clone();
        let why = format!(
            "someone born in {birth} was {} or {gap} {said}, not {told}",
            gap - 1
        );
        desk.finding(Kind::Arithmetic, tokens, why)
    })
}

/// The year that a date states in four digits.
fn year(desk: &Desk<'_>, mention: &Mention) -> Option<i32> {
    let Value::Date(span) = &mention.value else {
        return None;
    };
    let year = i32::from(span.start.year());
    let stated = mention
        .tokens
        .clone()
        .any(|k| desk.text.word(k) == year.to_string());
    (stated && span.start.year() == span.end.year()).then_some(year)
}

/// "Berg, 75, ": an age in commas after a name is that on the day of writing.
fn apposed(desk: &Desk<'_>, at: usize) -> bool {
    let tokens = &desk.mentions()[at].tokens;
    tokens.start > 1
        && desk.text.is(tokens.start - 1, ",")
        && desk.text.is(tokens.end, ",")
        && is_capital(desk.text, tokens.start - 2)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{silent, why};

    #[test]
    fn the_reason_tells_the_ages_that_fit() {
        assert_eq!(
            why("He was born in 1950 and died in 2011 aged 70."),
            ["someone born in 1950 was 60 or 61 in 2011, not 70"]
        );
        assert_eq!(
            why("Anna Berg, 34, fled. Later Anna Berg, 43, came back."),
            ["Anna Berg is 34 elsewhere in the article"]
        );
    }

    #[test]
    fn ages_that_fit_pass() {
        silent("He was born in 1950 and died in 2011 aged 60.");
        silent("Anna Berg, 34, and Lena Berg, 43, fled.");
        silent("Ola Dahl, 44, born in 1958, vanished in 2002.");
    }
}
