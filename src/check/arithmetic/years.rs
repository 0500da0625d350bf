//! Years counted from one date to another: "in 1998, 30 years ago", anniversaries, "a three-day
//! visit from January 15 to 19".

use crate::check::{Desk, Finding, Kind};
use crate::extract::Mention;
use crate::extract::quantity::Sort;
use crate::text::TokenKind;
use crate::value::{DateSpan, Grain, Value};
use std::ops::Range;

/// Years are counted up or down, and from either end: only a gap beyond this is wrong.
const SLACK: i32 = 1;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let places = 0..desk.mentions().len();
    places
        .filter_map(|at| {
            ago(desk, at)
                .or_else(|| anniversary(desk, at))
                .or_else(|| length(desk, at))
        })
        .collect()
}

fn span(mention: &Mention) -> Option<&DateSpan> {
    match &mention.value {
        Value::Date(span) => Some(span),
        Value::Quantity(_) => None,
    }
}

/// The year of publication, where it is known.
fn year_now(desk: &Desk<'_>) -> Option<i32> {
    let published = &desk.story.published;
    let (start, end) = (published.start?, published.end?);
    (start.year() == end.year()).then(|| i32::from(start.year()))
}

/// The year that a date states in four digits, and no other one.
fn stated_year(desk: &Desk<'_>, mention: &Mention) -> Option<i32> {
    let span = span(mention)?;
    let year = i32::from(span.start.year());
    let stated = mention.tokens.clone().any(|k| {
        desk.text.kind(k) == Some(TokenKind::Number) && desk.text.word(k) == year.to_string()
    });
    (stated && span.start.year() == span.end.year()).then_some(year)
}

/// "in 1998, 30 years ago" and "30 years ago, in 1998".
fn ago(desk: &Desk<'_>, at: usize) -> Option<Finding> {
    let text = desk.text;
    let (a, b) = (desk.mentions().get(at)?, desk.mentions().get(at + 1)?);
    let is_ago = |m: &Mention| {
        span(m).is_some_and(|s| s.grain == Grain::Year)
            && text.is(m.tokens.end - 1, "ago")
            && matches!(text.lower(m.tokens.end - 2), "years" | "year")
    };
    let (counted, year) = match (is_ago(a), is_ago(b)) {
        (true, false) => (a, stated_year(desk, b)?),
        (false, true) => (b, stated_year(desk, a)?),
        _ => return None,
    };
    let first = counted.tokens.start;
    // The grammar may have read the end of a number alone ("twenty-five").
    let torn = first > 0 && text.is(first - 1, "-") && text.glued(first);
    let lead = first.checked_sub(1).map_or("", |k| text.lower(k));
    let hedged = desk.any(first.saturating_sub(2)..first, is_hedge)
        || desk.any(counted.tokens.clone(), is_hedge);
    if torn || hedged || lead == "than" || !apposed(desk, a.tokens.end, b.tokens.start) {
        return None;
    }
    let now = year_now(desk)?;
    let told = now - i32::from(span(counted)?.start.year());
    let gap = now - year;
    ((told - gap).abs() > SLACK).then(|| {
        let why = format!("{year} was {gap} years before {now}, not {told}");
        desk.finding(Kind::Arithmetic, a.tokens.start..b.tokens.end, why)
    })
}

fn is_hedge(word: &str) -> bool {
    matches!(
        word,
        "about"
            | "around"
            | "some"
            | "nearly"
            | "almost"
            | "roughly"
            | "over"
            | "than"
            | "under"
            | "approximately"
    )
}

/// Do two dates stand in apposition: ", in", "(", ",", or nothing but "in" between?
fn apposed(desk: &Desk<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|k| {
        matches!(
            desk.text.lower(k),
            "," | "in" | "(" | "\u{2013}" | "\u{2014}" | "-" | "back"
        )
    }) && to >= from
        && to - from <= 3
}

/// "the 30th anniversary of the 1989 uprising", "founded in 1923 … its 100th anniversary".
fn anniversary(desk: &Desk<'_>, at: usize) -> Option<Finding> {
    const REACH: usize = 8;
    let text = desk.text;
    let ordinal = desk.quantity(at).filter(|q| q.sort == Sort::Ordinal)?;
    let told = ordinal
        .quantity
        .number
        .filter(|n| (1.0..=500.0).contains(n))? as i32;
    let noun = (ordinal.core.end..(ordinal.core.end + 2).min(text.tokens.len()))
        .find(|&k| matches!(text.lower(k), "anniversary" | "birthday"))?;
    let sentence = desk.sentence(noun);
    let own = at..at + 1;
    let years = years_in(desk, &sentence, own);
    let (place, year) = of_year(desk, at, noun, REACH).or_else(|| since(desk, &years))?;
    let mut now: Vec<i32> = years
        .iter()
        .filter(|(p, _)| *p != place)
        .map(|(_, y)| *y)
        .collect();
    now.extend(year_now(desk));
    if now.is_empty() || now.iter().any(|n| (n - year - told).abs() <= SLACK) {
        return None;
    }
    // A year told beside it may be that of the anniversary itself, which lies anywhere.
    if now.len() > 1 || year_now(desk).is_none() {
        return None;
    }
    let tokens = &desk.mentions()[place].tokens;
    let whole = ordinal.core.start.min(tokens.start)..(noun + 1).max(tokens.end);
    let why = format!(
        "{year} was {} years before {}, not {told}",
        now[0] - year,
        now[0]
    );
    Some(desk.finding(Kind::Arithmetic, whole, why))
}

/// The years stated in four digits in a sentence, with the mentions that state them.
fn years_in(desk: &Desk<'_>, sentence: &Range<usize>, but: Range<usize>) -> Vec<(usize, i32)> {
    let first = desk
        .mentions()
        .partition_point(|m| m.tokens.start < sentence.start);
    (first..desk.mentions().len())
        .take_while(|&p| desk.mentions()[p].tokens.start < sentence.end)
        .filter(|p| !but.contains(p))
        .filter_map(|p| Some((p, stated_year(desk, &desk.mentions()[p])?)))
        .collect()
}

/// "anniversary of the 1989 uprising": the next date, a few words on, after "of".
fn of_year(desk: &Desk<'_>, at: usize, noun: usize, reach: usize) -> Option<(usize, i32)> {
    let next = desk.mentions().get(at + 1)?;
    let words = noun + 1..next.tokens.start;
    let near = words.start <= words.end
        && words.len() <= reach
        && desk.text.is(noun + 1, "of")
        && !desk.any(words.clone(), |w| {
            matches!(w, "," | ";" | "." | ":" | "and")
        })
        && desk.sentence(noun).contains(&next.tokens.start);
    near.then_some(())?;
    Some((at + 1, stated_year(desk, next)?))
}

/// "founded in 1923": the only year of the sentence, after a word for a beginning.
fn since(desk: &Desk<'_>, years: &[(usize, i32)]) -> Option<(usize, i32)> {
    let [(place, year)] = years else {
        return None;
    };
    let start = desk.mentions()[*place].tokens.start;
    let began = desk.any(start.saturating_sub(3)..start, |w| {
        matches!(
            w,
            "founded"
                | "established"
                | "opened"
                | "born"
                | "formed"
                | "launched"
                | "created"
                | "built"
                | "inaugurated"
                | "wed"
                | "married"
        )
    });
    began.then_some((*place, *year))
}

/// "a three-day visit from January 15 to 19".
fn length(desk: &Desk<'_>, at: usize) -> Option<Finding> {
    const REACH: usize = 3;
    let text = desk.text;
    let (count, next) = (desk.quantity(at)?, desk.mentions().get(at + 1)?);
    let span = span(next)?;
    let unit = count.quantity.unit.as_deref()?;
    let told = count
        .quantity
        .number
        .filter(|n| n.fract() == 0.0 && *n < 1000.0)? as i32;
    let attribute = count.core.len() >= 3 && desk.any(count.core.clone(), |w| w == "-");
    let exact = count.quantity.approx == crate::value::Approx::Exact;
    let words = count.tokens.end..next.tokens.start;
    let beside = words.start <= words.end
        && words.len() <= REACH
        && words.clone().all(|k| {
            matches!(
                text.lower(k),
                "from" | "between" | "," | "(" | "on" | "running" | "lasting"
            )
        })
        && desk.sentence(count.core.start).contains(&next.tokens.start);
    let range = desk.any(next.tokens.clone(), |w| {
        matches!(w, "to" | "and" | "-" | "\u{2013}" | "through" | "until")
    });
    if !attribute || !exact || !beside || !range || span.time.is_some() {
        return None;
    }
    let days = span.end.since(span.start).ok()?.get_days();
    let (found, slack) = match unit {
        "d" => (days + 1, 1),
        "y" if span.start.month() == 1 && span.end.month() == 12 => {
            (i32::from(span.end.year() - span.start.year()), 1)
        }
        _ => return None,
    };
    // Both days count, or the nights between them; years are counted either way.
    let wrong = match unit {
        "d" => told != found && told != found - slack,
        _ => (told - found).abs() > slack,
    };
    wrong.then(|| {
        let name = if unit == "d" { "days" } else { "years" };
        let why = format!(
            "{} are {found} {name}, not {told}",
            desk.written(next.tokens.clone())
        );
        desk.finding(Kind::Arithmetic, count.core.start..next.tokens.end, why)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{silent, why};

    #[test]
    fn the_reason_tells_the_right_number() {
        assert_eq!(
            why("In 1998, 35 years ago, the dam broke."),
            ["1998 was 25 years before 2023, not 35"]
        );
        assert_eq!(
            why("It was the 40th anniversary of the 1989 uprising."),
            ["1989 was 34 years before 2023, not 40"]
        );
        assert_eq!(
            why("He begins a three-day visit from June 15 to 19."),
            ["June 15 to 19 are 5 days, not 3"]
        );
    }

    #[test]
    fn years_counted_either_way_pass() {
        silent("In 1998, 24 years ago, the dam broke.");
        silent("In 1998, almost 30 years ago, the dam broke.");
        silent("Next year is the 35th anniversary of the 1989 uprising.");
        silent("In 2009 they marked the 20th anniversary of the 1989 uprising.");
        silent("He begins a four-day visit from June 15 to 19.");
        silent("In 1998, twenty-five years ago, the dam broke.");
    }
}
