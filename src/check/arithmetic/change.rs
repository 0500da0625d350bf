//! Changes against the two values between which they lie.

use crate::check::figure::{Figure, shown};
use crate::check::tables::{ADJUSTED, CHANGES, Change};
use crate::check::{Desk, Finding, Kind};
use crate::extract::quantity::{QuantityMention, Sort};
use crate::text::TokenKind;
use std::ops::Range;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let places: Vec<usize> = (0..desk.mentions().len())
        .filter(|at| desk.quantity(*at).is_some())
        .collect();
    let three = places.windows(3).filter_map(|w| three(desk, w));
    let two = places.windows(2).filter_map(|w| multiple(desk, w));
    three.chain(two).collect()
}

/// A change with the values between which it lies.
struct Told<'a> {
    by: &'a QuantityMention,
    from: &'a QuantityMention,
    to: &'a QuantityMention,
    way: Change,
}

/// "rose 8% to 480 from 450", "rose from 450 to 480, or 8%", "480, up 8% from 450" is left alone:
/// nothing says what 480 is.
fn three(desk: &Desk<'_>, places: &[usize]) -> Option<Finding> {
    let [a, b, c] = [places[0], places[1], places[2]].map(|at| desk.quantity(at));
    let (a, b, c) = (a?, b?, c?);
    let told = change_first(desk, a, b, c).or_else(|| change_last(desk, a, b, c))?;
    let sentence = desk.sentence(a.core.start);
    let whole = a.tokens.start.min(told.by.tokens.start)..c.tokens.end;
    let near = whole.start.saturating_sub(4).max(sentence.start)..(whole.end + 4).min(sentence.end);
    if !sentence.contains(&c.core.start) || desk.any(near, |w| ADJUSTED.contains(w)) {
        return None;
    }
    let why = wrong(desk, &told)?;
    Some(desk.finding(Kind::Arithmetic, whole, why))
}

/// "rose 8% from 450 to 480", "fell by 30 to 450 from 480".
fn change_first<'a>(
    desk: &Desk<'_>,
    a: &'a QuantityMention,
    b: &'a QuantityMention,
    c: &'a QuantityMention,
) -> Option<Told<'a>> {
    let way = way_before(desk, a.tokens.start)?;
    let (from, to) = ends(desk, b, c)?;
    let comma = usize::from(desk.text.is(a.tokens.end, ",") && a.tokens.end + 1 == before(b));
    let beside =
        plain(desk, a.tokens.end + comma..before(b)) && plain(desk, b.tokens.end..before(c));
    beside.then_some(Told {
        by: a,
        from,
        to,
        way,
    })
}

/// "rose from 450 to 480, or 8%", "to 480 from 450, an increase of 8%".
fn change_last<'a>(
    desk: &Desk<'_>,
    a: &'a QuantityMention,
    b: &'a QuantityMention,
    c: &'a QuantityMention,
) -> Option<Told<'a>> {
    const REACH: usize = 6;
    let text = desk.text;
    let (from, to) = ends(desk, a, b)?;
    let words = b.tokens.end..c.tokens.start;
    let comma = text.is(words.start, ",") || text.is(words.start, "(");
    let lead = words.start + 1..words.end.max(words.start + 1);
    let own = way_before(desk, c.tokens.start);
    let joins = own.is_some() || text.is(words.end.saturating_sub(1), "or");
    let short = lead.len() <= REACH
        && lead.clone().all(|k| {
            let word = text.lower(k);
            CHANGES.contains_key(word) || is_filler(word) || LEADS.contains(&word)
        });
    let after = c.tokens.end;
    let noun = CHANGES.get(text.lower(after.saturating_sub(1))).copied();
    let article = matches!(text.lower(c.tokens.start), "a" | "an")
        || desk.any(lead, |w| matches!(w, "a" | "an"));
    let way = own
        .or_else(|| noun.filter(|_| article))
        .or_else(|| way_before(desk, before(a)).filter(|_| joins))?;
    let said = comma && short && (joins || noun.is_some() && article);
    let beyond = matches!(
        text.lower(after),
        "from" | "on" | "of" | "in" | "since" | "than" | "more" | "above" | "below"
    );
    (said && !beyond && plain(desk, a.tokens.end..before(b))).then_some(Told {
        by: c,
        from,
        to,
        way,
    })
}

/// The first token of a value with the preposition before it.
fn before(mention: &QuantityMention) -> usize {
    mention.tokens.start.saturating_sub(1)
}

/// Which of two values is the old one, as the words right before them say.
fn ends<'a>(
    desk: &Desk<'_>,
    a: &'a QuantityMention,
    b: &'a QuantityMention,
) -> Option<(&'a QuantityMention, &'a QuantityMention)> {
    match (desk.text.lower(before(a)), desk.text.lower(before(b))) {
        ("from", "to") => Some((a, b)),
        ("to", "from") => Some((b, a)),
        _ => None,
    }
}

/// A few words without a mark, a conjunction or another change between.
fn plain(desk: &Desk<'_>, tokens: Range<usize>) -> bool {
    const REACH: usize = 6;
    tokens.start <= tokens.end
        && tokens.len() <= REACH
        && tokens
            .clone()
            .all(|k| !matches!(desk.text.kind(k), Some(TokenKind::Mark) | None))
        && !desk.any(tokens, |w| {
            matches!(w, "and" | "but" | "while" | "or" | "compared" | "per")
                || CHANGES.contains_key(w)
        })
}

/// The way of the change told right before token `i` ("rose", "up by", "an increase of").
fn way_before(desk: &Desk<'_>, i: usize) -> Option<Change> {
    const REACH: usize = 3;
    let text = desk.text;
    let start = desk.sentence(i).start;
    for k in (i.saturating_sub(REACH).max(start)..i).rev() {
        let word = text.lower(k);
        if let Some(way) = CHANGES.get(word) {
            return Some(*way);
        }
        if !is_filler(word) {
            return None;
        }
    }
    None
}

/// Words between a word of change and its number.
fn is_filler(word: &str) -> bool {
    matches!(word, "by" | "of" | "a" | "an" | "the" | "another") || word.ends_with("ly")
}

/// Words that lead from two values to the change between them.
const LEADS: [&str; 7] = ["or", "for", "which", "is", "was", "representing", "marking"];

/// A value more than so many times the other has more likely lost its "million".
const FARTHEST: f64 = 20.0;

/// What is wrong with a change, if it cannot be what it says.
fn wrong(desk: &Desk<'_>, told: &Told<'_>) -> Option<String> {
    let same = told.from.quantity.unit == told.to.quantity.unit && told.from.per == told.to.per;
    let sorts = [told.from, told.to, told.by];
    if !same
        || sorts
            .iter()
            .any(|m| !matches!(m.sort, Sort::Count | Sort::Measure))
    {
        return None;
    }
    let by = Figure::of(desk, told.by)?;
    let (from, to) = (Figure::of(desk, told.from)?, Figure::of(desk, told.to)?);
    if from.low <= 0.0 || to.low <= 0.0 || by.number < 0.0 {
        return None;
    }
    if from.number > FARTHEST * to.number || to.number > FARTHEST * from.number {
        return None;
    }
    let up = match told.way {
        Change::Up => true,
        Change::Down => false,
        Change::Times(_) => return None,
    };
    if up && to.high < from.low || !up && to.low > from.high {
        let is = if up {
            "a fall, not a rise"
        } else {
            "a rise, not a fall"
        };
        return Some(format!(
            "from {} to {} is {is}",
            desk.written(told.from.core.clone()),
            desk.written(told.to.core.clone())
        ));
    }
    let shares = told.from.quantity.unit.as_deref() == Some("%");
    let percent = told.by.quantity.unit.as_deref() == Some("%");
    let sign = if up { 1.0 } else { -1.0 };
    let gap = (sign * (to.low - from.high), sign * (to.high - from.low));
    let gap = (gap.0.min(gap.1), gap.0.max(gap.1));
    let nominal = sign * (to.number - from.number);
    // The result may be rounded or cut: a whole place of it is allowed for.
    let wide = |low: f64, high: f64| by.meets(low - by.place / 2.0, high + by.place / 2.0);
    if !percent {
        let fits_unit = told.by.quantity.unit == told.from.quantity.unit && is_amount(desk, told)
            || shares && is_points(desk, told.by);
        let wrong = fits_unit && !wide(gap.0, gap.1);
        return wrong.then(|| {
            format!(
                "{}: the difference is {}",
                between(desk, told),
                shown(nominal, 2)
            )
        });
    }
    let rates = (100.0 * gap.0 / from.high, 100.0 * gap.1 / from.low);
    let rate = 100.0 * nominal / from.number;
    let fits = wide(rates.0.min(rates.1), rates.1.max(rates.0)) || shares && wide(gap.0, gap.1);
    (!fits).then(|| {
        let digits = if by.place < 1.0 || rate.abs() < 10.0 {
            1
        } else {
            0
        };
        format!("{}: that is {}%", between(desk, told), shown(rate, digits))
    })
}

/// Is a difference told in the unit of its ends an amount and no number of something else?
fn is_amount(desk: &Desk<'_>, told: &Told<'_>) -> bool {
    let noun = |m: &QuantityMention| {
        (!m.noun.is_empty()).then(|| {
            desk.grammar()
                .singular(desk.text.lower(m.noun.end - 1))
                .into_owned()
        })
    };
    let by = noun(told.by);
    let ends = [noun(told.from), noun(told.to)];
    told.by.quantity.unit.is_some()
        || by.is_none()
        || ends.iter().flatten().all(|end| Some(end) == by.as_ref())
}

/// "two points", "1.5 percentage points"
fn is_points(desk: &Desk<'_>, mention: &QuantityMention) -> bool {
    desk.any(mention.core.start..mention.tokens.end, |w| {
        matches!(w, "point" | "points")
    })
}

fn between(desk: &Desk<'_>, told: &Told<'_>) -> String {
    let way = if told.way == Change::Up { "up" } else { "down" };
    format!(
        "{way} {} from {} to {}",
        desk.written(told.by.core.clone()),
        desk.written(told.from.core.clone()),
        desk.written(told.to.core.clone())
    )
}

/// "doubled from 40 to 60", "tripled to 90 from 40".
fn multiple(desk: &Desk<'_>, places: &[usize]) -> Option<Finding> {
    /// How far a ratio may be from the multiple that a plain word tells.
    const SLACK: f64 = 0.15;
    let text = desk.text;
    let (a, b) = (desk.quantity(places[0])?, desk.quantity(places[1])?);
    let verb = before(a).checked_sub(1)?;
    let Some(Change::Times(times)) = CHANGES.get(text.lower(verb)).copied() else {
        return None;
    };
    let (old, new) = ends(desk, a, b)?;
    let units = old.quantity.unit == new.quantity.unit && old.per == new.per;
    if !units || !plain(desk, a.tokens.end..before(b)) {
        return None;
    }
    let (from, to) = (Figure::of(desk, old)?, Figure::of(desk, new)?);
    if from.low <= 0.0 || to.low <= 0.0 {
        return None;
    }
    let (low, high) = (to.low / from.high, to.high / from.low);
    let word = |back: usize| verb.checked_sub(back).map_or("", |k| text.lower(k));
    let (least, most) = match (word(2), word(1)) {
        ("more", "than") => (times * 0.99, f64::INFINITY),
        (_, "nearly" | "almost") => (times * 0.7, times * 1.02),
        _ => (times * (1.0 - SLACK), times * (1.0 + SLACK)),
    };
    // Less than a half is what "more than halved" tells.
    let (least, most) = if times < 1.0 && most.is_infinite() {
        (0.0, times * 1.01)
    } else {
        (least, most)
    };
    (low > most || high < least).then(|| {
        let ratio = to.number / from.number;
        let why = format!(
            "from {} to {} is {} times as much",
            desk.written(old.core.clone()),
            desk.written(new.core.clone()),
            shown(ratio, 1)
        );
        desk.finding(Kind::Arithmetic, verb..b.core.end, why)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{silent, why};

    #[test]
    fn the_reason_tells_the_right_figure() {
        assert_eq!(
            why("Sales went up 8% from 450 to 480."),
            ["up 8% from 450 to 480: that is 6.7%"]
        );
        assert_eq!(
            why("The fee rose by 30 euros from 450 euros to 490 euros."),
            ["up 30 euros from 450 euros to 490 euros: the difference is 40"]
        );
        assert_eq!(
            why("Visits fell 9 per cent to 560 from 510."),
            ["from 510 to 560 is a rise, not a fall"]
        );
        assert_eq!(
            why("Arrivals doubled from 40 to 60."),
            ["from 40 to 60 is 1.5 times as much"]
        );
    }

    #[test]
    fn changes_of_something_else_pass() {
        silent(
            "Sales rose to 249 million from 233 million, while exports rose 18.4 per cent to 167 million.",
        );
        silent("Usage dropped to 149 tonnes from 400 tonnes, while meal rose 9.6 per cent.");
        silent("The yen rose 0.8 per cent to 153.50 from 154.67 against the dollar.");
        silent("At an annual rate sales rose 8 per cent to 480 from 450.");
        silent("Profit rose 7 per cent to $4.8 million from $4.5 million.");
        silent("Traffic rose 37 per cent to 4.80 passenger miles from 3.50 billion.");
        silent("Sales nearly doubled from 40 to 76.");
        silent("Support rose 4 points from 42 per cent to 45 per cent.");
    }
}
