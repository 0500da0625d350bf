//! Bracketed conversions: "10.4 metres (43ft)".

use super::{Desk, Finding, Kind};
use crate::extract::is_bracketed;
use crate::extract::quantity::{QuantityMention, Unit};
use crate::value::Measured;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let places = 1..desk.mentions().len();
    places
        .filter_map(|at| {
            let (a, b) = (desk.quantity(at - 1)?, desk.quantity(at)?);
            if !is_bracketed(desk.text, a, b) {
                return None;
            }
            let why = measure(desk, a, b)?;
            Some(desk.finding(Kind::Conversion, desk.mentions()[at].tokens.clone(), why))
        })
        .collect()
}

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
    if (p.nominal - q.nominal).abs() <= slack {
        return None;
    }
    let converted = (p.nominal - to.zero) / to.factor;
    let digits = if converted.abs() < 10.0 { 1 } else { 0 };
    Some(format!(
        "{} is {converted:.digits$} {y}, not {}",
        desk.written(a.core.clone()),
        desk.written(b.core.clone())
    ))
}
