//! How two values compare.
//!
//! Agreement is no equivalence relation: "about 15,000" goes with 14,800 and with 15,300, which
//! do not go with each other. Rounding therefore never makes two numbers the same; it only makes
//! them compatible, and the reason says so.

use super::{Approx, DateSpan, Quantity};

/// What two values are to each other, before time and source are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// The same value after units.
    Same,
    /// The same at the precision of the coarser of the two.
    SameRounded,
    /// Both can be true: one bounds, hedges or contains the other.
    Compatible,
    /// No rate or rule relates the two (amounts of different currencies).
    Incomparable,
    /// Both cannot be true at once.
    Different,
}

/// A quantity in base units: what is needed to compare it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The least value that it stands for, included; minus infinity = open.
    pub low: f64,
    /// The greatest value that it stands for, included; infinity = open.
    pub high: f64,
    /// The nominal value: the number stated, or the middle of a range.
    pub nominal: f64,
    /// Half the place value of the last digit stated: how far rounding may have moved it.
    pub rounding: f64,
    /// Is it a bare exact number?
    pub exact: bool,
}

impl Measured {
    /// The quantity in base units: `value × factor + zero`. `step` is the place value of its last
    /// stated digit in its own unit.
    pub fn new(quantity: &Quantity, step: f64, factor: f64, zero: f64) -> Self {
        let base = |v: f64| v * factor + zero;
        // "Thousands" is said of 15,000 as well as of 3,000: a vague amount reaches to the next
        // vague word up and half a step down before it conflicts with a number.
        let (down, up) = if quantity.approx == Approx::Vague {
            (0.5, 10.0)
        } else {
            (1.0, 1.0)
        };
        let low = quantity.low.map_or(f64::NEG_INFINITY, |v| base(v * down));
        let high = quantity.high.map_or(f64::INFINITY, |v| base(v * up));
        let middle = || match (quantity.low, quantity.high) {
            (Some(a), Some(b)) => (a + b) / 2.0,
            (Some(v), None) | (None, Some(v)) => v,
            (None, None) => 0.0,
        };
        let nominal = base(quantity.number.unwrap_or_else(middle));
        let exact = matches!(quantity.approx, Approx::Exact) && quantity.number.is_some();
        Self {
            low,
            high,
            nominal,
            rounding: (step * factor / 2.0).abs(),
            exact,
        }
    }

    /// What this value is to another of the same dimension. `converted`: the two were stated in
    /// different units, so that rounding must be allowed for on both sides.
    pub fn compare(&self, other: &Measured, converted: bool) -> Comparison {
        let scale = self
            .nominal
            .abs()
            .max(other.nominal.abs())
            .max(f64::MIN_POSITIVE);
        let equal = |a: f64, b: f64| (a - b).abs() <= 1e-9 * scale || a == b;
        let same_bounds = equal(self.low, other.low) && equal(self.high, other.high);
        if equal(self.nominal, other.nominal) && same_bounds {
            return Comparison::Same;
        }
        let gap = (self.nominal - other.nominal).abs();
        let rounded = self.rounding.max(other.rounding);
        // Small whole numbers are not rounded: 3 and 4 differ.
        let coarse = |m: &Measured| m.rounding > 0.0 && m.nominal.abs() >= 20.0 * m.rounding;
        let slack = if converted {
            self.rounding + other.rounding + 0.005 * scale
        } else {
            0.0
        };
        if self.exact && other.exact {
            // Rounding only ever explains a gap where the coarser number is what the finer one
            // rounds to, and its precision is plain from its form.
            let coarser = if self.rounding >= other.rounding {
                self
            } else {
                other
            };
            return if gap <= slack {
                Comparison::Same
            } else if self.rounding != other.rounding && gap <= rounded && coarse(coarser) {
                Comparison::SameRounded
            } else {
                Comparison::Different
            };
        }
        let reach = slack.max(if self.exact || other.exact {
            0.0
        } else {
            1e-9 * scale
        });
        if self.low <= other.high + reach && other.low <= self.high + reach {
            Comparison::Compatible
        } else {
            Comparison::Different
        }
    }
}

/// What two spans of days are to each other; clock times are compared where both have one.
pub fn compare_dates(a: &DateSpan, b: &DateSpan) -> Comparison {
    if let (Some(at), Some(bt)) = (a.time, b.time) {
        return compare_times(a, b, minutes(at), minutes(bt));
    }
    if a.start == b.start && a.end == b.end {
        Comparison::Same
    } else if a.overlaps(b) {
        Comparison::Compatible
    } else {
        Comparison::Different
    }
}

fn minutes(time: jiff::civil::Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// Clock times on their days, at the same offset where both are known.
fn compare_times(a: &DateSpan, b: &DateSpan, at: i64, bt: i64) -> Comparison {
    const DAY: i64 = 24 * 60;
    let to_utc =
        |span: &DateSpan, minute: i64| span.offset.map(|offset| minute - i64::from(offset));
    let (x, y) = match (to_utc(a, at), to_utc(b, bt)) {
        (Some(x), Some(y)) => (x, y),
        _ => (at, bt),
    };
    let gap = (x - y).rem_euclid(DAY);
    let gap = gap.min(DAY - gap);
    // With one zone unknown, a gap of whole or half hours may be the zones' difference.
    let one_zone_unknown = a.offset.is_some() != b.offset.is_some();
    match gap {
        0 => Comparison::Same,
        _ if one_zone_unknown && gap % 30 == 0 => Comparison::Incomparable,
        _ => Comparison::Different,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(number: f64, step: f64) -> Measured {
        let quantity = Quantity {
            number: Some(number),
            low: Some(number),
            high: Some(number),
            unit: None,
            approx: Approx::Exact,
            of: String::new(),
        };
        Measured::new(&quantity, step, 1.0, 0.0)
    }

    fn hedged(low: Option<f64>, high: Option<f64>, number: f64, approx: Approx) -> Measured {
        let quantity = Quantity {
            number: Some(number),
            low,
            high,
            unit: None,
            approx,
            of: String::new(),
        };
        Measured::new(&quantity, 1000.0, 1.0, 0.0)
    }

    #[test]
    fn rounding_makes_compatible_and_never_the_same() {
        assert_eq!(
            exact(237.0, 1.0).compare(&exact(237.0, 1.0), false),
            Comparison::Same
        );
        assert_eq!(
            exact(41_236.0, 1.0).compare(&exact(41_200.0, 100.0), false),
            Comparison::SameRounded
        );
        assert_eq!(
            exact(3.0, 1.0).compare(&exact(4.0, 1.0), false),
            Comparison::Different
        );
        assert_eq!(
            exact(143.0, 1.0).compare(&exact(134.0, 1.0), false),
            Comparison::Different
        );
        assert_eq!(
            exact(40.0, 10.0).compare(&exact(43.0, 1.0), false),
            Comparison::Different
        );
    }

    #[test]
    fn vague_amounts_reach_far() {
        let thousands = Quantity {
            number: None,
            low: Some(2_000.0),
            high: Some(9_999.0),
            unit: None,
            approx: Approx::Vague,
            of: String::new(),
        };
        let thousands = Measured::new(&thousands, 1.0, 1.0, 0.0);
        assert_eq!(
            thousands.compare(&exact(15_000.0, 1000.0), false),
            Comparison::Compatible
        );
        assert_eq!(
            thousands.compare(&exact(300_000.0, 100_000.0), false),
            Comparison::Different
        );
        assert_eq!(
            thousands.compare(&exact(60.0, 10.0), false),
            Comparison::Different
        );
    }

    #[test]
    fn hedges_and_bounds_overlap() {
        let about = hedged(Some(14_500.0), Some(15_500.0), 15_000.0, Approx::About);
        assert_eq!(
            about.compare(&exact(10_000.0, 10_000.0), false),
            Comparison::Different
        );
        assert_eq!(
            about.compare(&exact(14_800.0, 100.0), false),
            Comparison::Compatible
        );
        let at_least = hedged(Some(1_000.0), None, 1_000.0, Approx::AtLeast);
        assert_eq!(
            at_least.compare(&exact(1_180.0, 10.0), false),
            Comparison::Compatible
        );
        assert_eq!(
            at_least.compare(&exact(900.0, 100.0), false),
            Comparison::Different
        );
    }
}
