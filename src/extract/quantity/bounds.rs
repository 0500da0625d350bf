//! Two bounds that make one range: "more than 40 and less than 50", "above 1,000 but below 1,500".

use super::QuantityMention;
use crate::text::Text;
use crate::value::Approx;

/// Joins a lower bound and an upper bound that stand side by side and say the ends of one range.
pub(super) fn join(text: &Text<'_>, found: Vec<QuantityMention>) -> Vec<QuantityMention> {
    let mut out: Vec<QuantityMention> = Vec::with_capacity(found.len());
    for mention in found {
        match out
            .last_mut()
            .and_then(|first| together(text, first, &mention).map(|both| (first, both)))
        {
            Some((first, both)) => *first = both,
            None => out.push(mention),
        }
    }
    out
}

/// The range that a bound and the bound after it say together.
fn together(
    text: &Text<'_>,
    first: &QuantityMention,
    second: &QuantityMention,
) -> Option<QuantityMention> {
    let beside = (first.tokens.end..second.tokens.start).len() == 1
        && matches!(text.lower(first.tokens.end), "and" | "but");
    let hedged = |m: &QuantityMention| m.tokens.start < m.core.start;
    let (low, high) = match (first.quantity.approx, second.quantity.approx) {
        (Approx::AtLeast, Approx::AtMost) => (first.quantity.number?, second.quantity.number?),
        (Approx::AtMost, Approx::AtLeast) => (second.quantity.number?, first.quantity.number?),
        _ => return None,
    };
    let one_unit = first.quantity.unit.is_none() || first.quantity.unit == second.quantity.unit;
    let fits = beside
        && hedged(first)
        && hedged(second)
        && one_unit
        && first.noun.is_empty()
        && first.sort != super::Sort::Age
        && low < high;
    fits.then(|| {
        let mut both = second.clone();
        both.tokens.start = first.tokens.start;
        both.core.start = first.core.start;
        both.quantity.number = None;
        both.quantity.low = Some(low);
        both.quantity.high = Some(high);
        both.quantity.approx = Approx::Range;
        both.step = first.step.min(second.step);
        both
    })
}
