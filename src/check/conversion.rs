//! Bracketed conversions: "10.4 metres (43ft)".

use super::figure::{Figure, shown};
use super::tables::SHARED;
use super::{Desk, Finding, Kind};
use crate::extract::quantity::{QuantityMention, Unit};
use crate::extract::{is_bracketed, is_of_rates};
use crate::value::Measured;
use crate::value::rates::{RATES, Rates};

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let places = 1..desk.mentions().len();
    places
        .filter_map(|at| {
            let (a, b) = (desk.quantity(at - 1)?, desk.quantity(at)?);
            if !is_bracketed(desk.text, a, b) {
                return None;
            }
            let why = measure(desk, a, b).or_else(|| money(desk, a, b))?;
            Some(desk.finding(Kind::Conversion, desk.mentions()[at].tokens.clone(), why))
        })
        .collect()
}

/// No slip of the pen makes a conversion so many times too great or too small.
const FARTHEST: f64 = 1500.0;

/// What is wrong with a value in brackets after another of the same dimension in another unit.
fn measure(desk: &Desk<'_>, a: &QuantityMention, b: &QuantityMention) -> Option<String> {
    let lexicon = desk.lexicon();
    let (x, y) = (a.quantity.unit.as_deref()?, b.quantity.unit.as_deref()?);
    let (from, to) = (lexicon.unit_by_symbol(x)?, lexicon.unit_by_symbol(y)?);
    if x == y || from.dimension != to.dimension {
        return None;
    }
    let base = |m: &QuantityMention, unit: &Unit| {
        Measured::new(&m.quantity, m.step, unit.factor, unit.zero)
    };
    let (p, q) = (base(a, from), base(b, to));
    // Each side may be rounded by half its last stated place; writers also cut where they should
    // round, hence the whole place of the converted value.
    let slack = p.rounding
        + 2.0 * q.rounding
        + 0.01
            * (p.nominal - from.zero)
                .abs()
                .max((q.nominal - to.zero).abs());
    // So far apart the two are no conversion: "2.38 million (60 kg) bags".
    let (small, great) = (
        p.nominal.abs().min(q.nominal.abs()),
        p.nominal.abs().max(q.nominal.abs()),
    );
    if (p.nominal - q.nominal).abs() <= slack || great > FARTHEST * small && small > 0.0 {
        return None;
    }
    let converted = (p.nominal - to.zero) / to.factor;
    let digits = if converted.abs() < 10.0 { 1 } else { 0 };
    Some(format!(
        "{} is {} {y}, not {}",
        desk.written(a.core.clone()),
        shown(converted, digits),
        desk.written(b.core.clone())
    ))
}

/// What is wrong with an amount of money in brackets after one in another currency: a rate outside
/// everything seen since the table begins.
fn money(desk: &Desk<'_>, a: &QuantityMention, b: &QuantityMention) -> Option<String> {
    let (x, y) = (a.quantity.unit.as_deref()?, b.quantity.unit.as_deref()?);
    if x == y
        || !is_of_rates(desk.story, desk.text.sentence_of(a.core.start))
        || is_shared(&desk.written(a.core.clone()))
    {
        return None;
    }
    let (p, q) = (Figure::of(desk, a)?, Figure::of(desk, b)?);
    if p.low <= 0.0 || q.low <= 0.0 {
        return None;
    }
    let (low, high) = RATES.between(x, y)?;
    // One per cent for a rate read off in haste.
    if q.high / p.low >= low * 0.99 && q.low / p.high <= high * 1.01 {
        return None;
    }
    let pegged = high < low * Rates::BAND;
    let span = if pegged {
        format!("is about {} {y}", shown(p.number * (low + high) / 2.0, 2))
    } else {
        format!(
            "came to between {} and {} {y} at every rate since 1999",
            shown(p.number * low, 2),
            shown(p.number * high, 2)
        )
    };
    Some(format!(
        "{} {span}, not {}",
        desk.written(a.core.clone()),
        desk.written(b.core.clone())
    ))
}

/// Is the money of an amount told by a name alone that many states use ("100 pesos", not "100
/// Mexican pesos")?
fn is_shared(amount: &str) -> bool {
    let words: Vec<&str> = amount.split_whitespace().collect();
    let state_named = words
        .iter()
        .any(|word| word.starts_with(char::is_uppercase));
    !state_named && words.last().is_some_and(|word| SHARED.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{silent, why};

    #[test]
    fn the_reason_tells_the_right_value() {
        assert_eq!(
            why("The tower is 10 metres (53ft) high."),
            ["10 metres is 33 ft, not 53ft"]
        );
        assert_eq!(
            why("The truck of 5240kg (21552 lb) stood there."),
            ["5240kg is 11,552 lb, not 21552 lb"]
        );
        assert_eq!(
            why("It cost 3 million Danish kroner (€1.2 million)."),
            [
                "3 million Danish kroner came to between 234,000 and 432,000 EUR at every rate since 1999, not €1.2 million"
            ]
        );
    }

    #[test]
    fn rounded_and_possible_conversions_pass() {
        silent("The tower is 10 metres (33ft) high.");
        silent("It cost 3 million Danish kroner (€400,000).");
        silent("In 1985 it cost 3 million pounds ($9 million).");
        silent("A quota of 2.38 million (60 kg) bags was set.");
        silent("She paid 100 pesos ($50) for it.");
    }
}
