//! The kinds of checks: code, message and explanation of each, in one place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds of checks inside one article.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The day named is not the day of that date.
    Weekday,
    /// Two units that do not convert into each other at the precision stated.
    Conversion,
    /// A stated count does not fit the list that follows.
    List,
    /// The parts do not make their total.
    Sum,
    /// A percentage, a difference, an age, an anniversary or an "n years ago" does not fit the
    /// figures given.
    Arithmetic,
    /// One name is spelt in two ways.
    Spelling,
    /// A number in the title is not the one in the body.
    Title,
}

impl Kind {
    /// Every kind, in the order in which they are explained.
    pub const ALL: [Kind; 7] = [
        Kind::Weekday,
        Kind::Conversion,
        Kind::List,
        Kind::Sum,
        Kind::Arithmetic,
        Kind::Spelling,
        Kind::Title,
    ];

    /// The code by which reports name it.
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// What is wrong, in one line.
    pub fn message(self) -> &'static str {
        self.words().1
    }

    /// When it speaks and when it does not.
    pub fn explanation(self) -> &'static str {
        self.words().2
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Kind::Weekday => (
                "weekday",
                "the day named is not the day of that date",
                "A weekday stands beside a date that falls on another day of the week. A date \
                 without a year is read in the year that the article's own day gives it; where \
                 that day is unknown the date is not checked.",
            ),
            Kind::Conversion => (
                "conversion",
                "the two units do not convert into each other",
                "A value in brackets gives the value before it in another unit, and the two differ \
                 by more than rounding to the places stated, one per cent, or a cut last place. \
                 Amounts of money are checked only where the one currency is pegged to the other, \
                 or where no rate since 1999 explains them.",
            ),
            Kind::List => (
                "list",
                "the list does not have as many entries as announced",
                "A count announces a list (\"five countries: …\", \"three goals, by …\") that has \
                 fewer or more entries. Lists that need not be complete (\"including\", \"among \
                 them\", \"such as\") and lists whose entries may stand for several are passed \
                 over.",
            ),
            Kind::Sum => (
                "sum",
                "the parts do not make their total",
                "A total is broken up into parts right beside it (\"12 dead: seven men and four \
                 women\") that make another number; or a part is greater than its whole. Hedged \
                 figures are given their slack, rounded ones half their last place.",
            ),
            Kind::Arithmetic => (
                "arithmetic",
                "the figure does not follow from the figures beside it",
                "A percentage, a difference, a share, a multiple, an age, an anniversary, a length \
                 of time or an \"n years ago\" does not fit the figures or dates given in the same \
                 sentence. Each figure may be rounded to the precision stated and the result \
                 rounded or cut; years may be counted either way.",
            ),
            Kind::Spelling => (
                "spelling",
                "one name is spelt in two ways",
                "A name of the same words is spelt with one letter more, less, different or \
                 swapped elsewhere in the article. Endings that make another word of a name \
                 (plurals, peoples, genders) are passed over.",
            ),
            Kind::Title => (
                "title",
                "the number in the title is not the one in the body",
                "The title states a number of something; the body states no such number and gives \
                 another for the same thing.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustc_hash::FxHashSet;

    #[test]
    fn the_explanation_names_the_year_in_which_the_rates_begin() {
        let table = include_str!("../value/rates.txt");
        let years = table.split("ince ").skip(1);
        let years: FxHashSet<&str> = years.filter_map(|rest| rest.get(..4)).collect();
        assert_eq!(years.len(), 1, "{years:?}");
        for year in years {
            assert!(
                Kind::Conversion
                    .explanation()
                    .contains(&format!("since {year}"))
            );
        }
    }

    #[test]
    fn codes_are_unique_and_are_what_json_says() {
        let codes: FxHashSet<&str> = Kind::ALL.iter().map(|k| k.code()).collect();
        let messages: FxHashSet<&str> = Kind::ALL.iter().map(|k| k.message()).collect();
        assert_eq!((codes.len(), messages.len()), (7, 7));
        for kind in Kind::ALL {
            let json = serde_json::to_value(kind).unwrap();
            assert_eq!(json, kind.code());
            assert!(
                kind.code()
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-')
            );
            assert!(kind.message().len() < 80 && kind.explanation().len() > 80);
        }
    }
}
