//! What a newsroom adds to the tables: units, currencies, hedges, names, cues and events of its own.
//!
//! A [`Vocabulary`] is a plain value: the library reads no file for it. Its entries come before the
//! built-in ones, so that "ton" may mean what the house means by it. An entry that cannot stand is
//! left out; [`Vocabulary::problems`] says which, where and why, so that a program can refuse it.
//!
//! ```
//! use crosscheck::vocabulary::{Definition, OwnUnit, Vocabulary};
//!
//! let vocabulary = Vocabulary {
//!     units: vec![OwnUnit {
//!         symbol: "TEU".into(),
//!         names: vec!["twenty-foot containers".into()],
//!         definition: Some(Definition::Dimension("containers".into())),
//!     }],
//!     ..Vocabulary::default()
//! };
//! assert!(vocabulary.problems().is_empty());
//! ```

use crate::extract::quantity::Lexicon;
use crate::value::Approx;
use jiff::civil::Date;

/// Units, currencies, hedges, names, cues and events beside those compiled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    /// Units of measure.
    pub units: Vec<OwnUnit>,
    /// Currencies.
    pub currencies: Vec<OwnCurrency>,
    /// Words that hedge or bound a number.
    pub hedges: Vec<OwnHedge>,
    /// Names that mean the same person, body or state.
    pub names: Vec<OwnName>,
    /// Words with which lines begin that are no part of a story.
    pub cues: Vec<String>,
    /// Events from which dates are counted.
    pub events: Vec<OwnEvent>,
}

/// A name with the other names for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnName {
    /// How it is written, in any case.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
}

/// An event whose day everybody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnEvent {
    /// What articles call it, in any case: "invasion of Ukraine".
    pub phrase: String,
    /// The day on which it took place or began.
    pub day: Date,
}

/// A unit of measure, or more names for one that there is.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnUnit {
    /// How reports name it; a name in articles, too.
    pub symbol: String,
    /// Its other names in articles, in any case.
    pub names: Vec<String>,
    /// What it is; `None` adds names to a unit that there is.
    pub definition: Option<Definition>,
}

/// What a unit is.
#[derive(Debug, Clone, PartialEq)]
pub enum Definition {
    /// The base of a dimension of its own: comparable with nothing but itself.
    Dimension(String),
    /// So many times another unit.
    Of {
        /// The other unit's symbol.
        unit: String,
        /// How many of it make one of this.
        factor: f64,
    },
}

/// A currency.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnCurrency {
    /// How reports name it, as in ISO 4217; a sign in articles, too.
    pub code: String,
    /// What stands before the number ("$").
    pub signs: Vec<String>,
    /// What stands after it, in any case.
    pub names: Vec<String>,
}

/// Words before or after a number that say how far it is meant.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnHedge {
    /// The words, in any case.
    pub phrase: String,
    /// What they do to the number.
    pub means: Approx,
    /// Is the true number close to the one stated ("just over") or anywhere beyond ("over")?
    pub near: bool,
    /// Do they follow the number?
    pub after: bool,
}

/// Where an entry stands that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The unit with this index.
    Unit(usize),
    /// The currency with this index.
    Currency(usize),
    /// The hedge with this index.
    Hedge(usize),
    /// The name with this index.
    Name(usize),
    /// The cue with this index.
    Cue(usize),
    /// The event with this index.
    Event(usize),
}

/// An entry that cannot be used, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Vocabulary {
    /// The entries that cannot be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Lexicon::with(self).1;
        let has_letters = |text: &str| text.chars().any(char::is_alphabetic);
        let mut refuse = |place, message: &str| {
            let message = message.to_owned();
            problems.push(Problem { place, message });
        };
        for (at, name) in self.names.iter().enumerate() {
            if name.aliases.is_empty() {
                refuse(
                    Place::Name(at),
                    "a name without another name does nothing; add one to the list",
                );
            } else if !std::iter::once(&name.name)
                .chain(&name.aliases)
                .all(|n| has_letters(n))
            {
                refuse(
                    Place::Name(at),
                    "a name has letters; leave the empty one out",
                );
            }
        }
        for (at, cue) in self.cues.iter().enumerate() {
            if !has_letters(cue) {
                refuse(
                    Place::Cue(at),
                    "a cue has letters; give the words with which the lines begin",
                );
            }
        }
        for (at, event) in self.events.iter().enumerate() {
            if !has_letters(&event.phrase) {
                refuse(
                    Place::Event(at),
                    "an event has letters; give the words that articles use for it",
                );
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(symbol: &str, names: &[&str], definition: Option<Definition>) -> OwnUnit {
        OwnUnit {
            symbol: symbol.into(),
            names: names.iter().map(|&n| n.into()).collect(),
            definition,
        }
    }

    fn problem(unit: OwnUnit) -> Option<String> {
        let vocabulary = Vocabulary {
            units: vec![unit],
            ..Vocabulary::default()
        };
        vocabulary.problems().pop().map(|p| p.message)
    }

    #[test]
    fn units_that_cannot_stand_are_named_with_the_remedy() {
        let of = |unit: &str, factor| {
            Some(Definition::Of {
                unit: unit.into(),
                factor,
            })
        };
        assert_eq!(problem(unit("smoot", &["smoots"], of("m", 1.7018))), None);
        assert_eq!(problem(unit("km", &["klicks"], None)), None);
        let said = problem(unit("smoot", &[], of("metre", 1.7))).unwrap_or_default();
        assert!(said.contains("no unit has the symbol \"metre\""), "{said}");
        let said = problem(unit("smoot", &[], of("m", -1.0))).unwrap_or_default();
        assert!(said.contains("greater than 0"), "{said}");
        let said = problem(unit("smoot", &["smoots"], None)).unwrap_or_default();
        assert!(said.contains("dimension"), "{said}");
        let said = problem(unit(" ", &[], of("m", 1.0))).unwrap_or_default();
        assert!(said.contains("empty"), "{said}");
    }
}
