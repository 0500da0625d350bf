//! What currencies cost in each other, as far as amounts can be held against each other by it.

use super::Measured;
use crate::text::table::{WordSet, lines, words};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What currencies cost in each other.
pub(crate) static RATES: LazyLock<Rates> = LazyLock::new(|| Rates::read(include_str!("rates.txt")));

/// The table of rates.
#[derive(Debug, Default)]
pub(crate) struct Rates {
    pairs: FxHashMap<(&'static str, &'static str), (f64, f64)>,
    families: Vec<WordSet>,
}

impl Rates {
    /// Bounds nearer to each other than this are those of a fixed rate.
    pub(crate) const BAND: f64 = 1.1;

    /// The table tells of no rate before this year.
    pub(crate) const FIRST_YEAR: i16 = 1999;

    /// A rate read off in haste is wrong by so much at the most.
    const HASTE: f64 = 1.01;

    fn read(table: &'static str) -> Self {
        let mut rates = Self::default();
        for line in lines(table) {
            if let Some(family) = line.strip_prefix('=') {
                rates.families.push(words(family));
            }
            let fields: Vec<&str> = line.split(';').map(str::trim).collect();
            if let [code, other, low, high] = fields[..]
                && let (Ok(low), Ok(high)) = (low.parse(), high.parse())
            {
                rates.pairs.insert((code, other), (low, high));
            }
        }
        rates
    }

    /// The least and the greatest that one unit of `a`, or of a currency of its name, ever cost in
    /// `b`, or in one of its name; `None` where the table does not say.
    pub(crate) fn between(&self, a: &str, b: &str) -> Option<(f64, f64)> {
        let mut bounds: Option<(f64, f64)> = None;
        for x in self.named_like(a) {
            for y in self.named_like(b) {
                let (low, high) = self.of(x, y)?;
                let (least, most) = bounds.unwrap_or((low, high));
                bounds = Some((least.min(low), most.max(high)));
            }
        }
        bounds
    }

    /// Can so much of `a` never have been so much of `b`? `false` where the table does not say.
    pub(crate) fn never(&self, a: &str, x: &Measured, b: &str, y: &Measured) -> bool {
        let Some((low, high)) = self.between(a, b) else {
            return false;
        };
        let least = |m: &Measured| m.low.min(m.nominal - m.rounding);
        let most = |m: &Measured| m.high.max(m.nominal + m.rounding);
        let positive = least(x) > 0.0 && least(y) > 0.0;
        positive
            && (most(y) < least(x) * low / Self::HASTE || least(y) > most(x) * high * Self::HASTE)
    }

    fn named_like<'s>(&'s self, code: &'s str) -> Vec<&'s str> {
        let family = self.families.iter().find(|f| f.contains(code));
        family.map_or_else(|| vec![code], |f| f.words().collect())
    }

    fn of(&self, a: &str, b: &str) -> Option<(f64, f64)> {
        let direct = |a, b| self.pairs.get(&(a, b)).copied();
        let dollars = |code| {
            if code == "USD" {
                Some((1.0, 1.0))
            } else {
                direct(code, "USD")
            }
        };
        direct(a, b)
            .or_else(|| direct(b, a).map(|(low, high)| (1.0 / high, 1.0 / low)))
            .or_else(|| {
                let ((low, high), (least, most)) = (dollars(a)?, dollars(b)?);
                Some((low / most, high / least))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_those_of_every_currency_of_a_name() {
        let (low, high) = RATES.between("XOF", "EUR").unwrap();
        assert!(low < 1.0 / 655.957 && 1.0 / 655.957 < high && high < low * Rates::BAND);
        let (low, high) = RATES.between("GBP", "EUR").unwrap();
        assert!(low < 1.05 && 1.75 < high);
        let (low, high) = RATES.between("DKK", "EUR").unwrap();
        assert!(
            low < 0.08 && 0.134 < high,
            "crowns may be Norwegian: {low} {high}"
        );
        assert_eq!(RATES.between("ARS", "USD"), None);
    }

    #[test]
    fn a_sum_was_never_worth_what_no_rate_makes_of_it() {
        let sum = |n: f64| Measured {
            low: n,
            high: n,
            nominal: n,
            rounding: 0.0,
            exact: true,
        };
        let never = |x, a, y, b| {
            let both = [
                RATES.never(a, &sum(x), b, &sum(y)),
                RATES.never(b, &sum(y), a, &sum(x)),
            ];
            assert_eq!(both[0], both[1]);
            both[0]
        };
        assert!(never(50_000.0, "DKK", 50_000.0, "EUR"));
        assert!(!never(50_000.0, "DKK", 6_700.0, "EUR"));
        assert!(never(6.4e6, "XCD", 17.3e6, "USD"));
        assert!(!never(1.5e9, "USD", 1.5e9, "EUR"));
        assert!(!never(1.0, "ARS", 1e9, "USD"));
    }
}
