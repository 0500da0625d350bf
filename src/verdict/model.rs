//! The scores of verdicts: do two groups of mentions state one fact, does time explain that two of
//! its values differ, or do two sources that each vouch for their own, and is it a contradiction? The
//! tables are written by `cargo run --release --example fit_alignment`.

use super::features::{NAMES, VerdictFeatures};
use super::{alarm, merge};
use crate::align::Forest;

/// The fitted forests.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdicts {
    /// Scores whether a figure moved with time.
    pub update: Forest,
    /// Scores whether two sources are at odds.
    pub disputed: Forest,
    /// Scores whether two groups of mentions state one fact.
    pub merge: Forest,
    /// Scores whether a contradiction is one.
    pub alarm: Forest,
}

impl Verdicts {
    /// The forests compiled in.
    ///
    /// # Panics
    ///
    /// Never: a test holds that all tables can be read.
    pub fn builtin() -> Self {
        let read = |table: &str, names: &[&str]| {
            Forest::from_table(table, names).unwrap_or_else(|line| unreachable!("{line}"))
        };
        Self {
            update: read(include_str!("update_score.txt"), &NAMES),
            disputed: read(include_str!("disputed_score.txt"), &NAMES),
            merge: read(include_str!("merge_score.txt"), &merge::names()),
            alarm: read(include_str!("alarm_score.txt"), &alarm::names()),
        }
    }

    /// How likely it is that the figure moved, and that two sources are at odds; the rest is
    /// that nothing explains the difference. Together at the most 1.
    pub(super) fn odds(&self, features: &VerdictFeatures) -> (f64, f64) {
        let values = features.values();
        let (update, disputed) = (
            self.update.probability(&values),
            self.disputed.probability(&values),
        );
        let sum = (update + disputed).max(1.0);
        (update / sum, disputed / sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read() {
        let verdicts = Verdicts::builtin();
        let Verdicts {
            update,
            disputed,
            merge,
            alarm,
        } = &verdicts;
        for forest in [update, disputed, merge, alarm] {
            assert!(!forest.trees.is_empty());
        }
    }
}
