//! Brings a newsroom's own units, currencies and hedges into the tables.

use super::lexicon::{Currency, Hedge, Lexicon, Sign, Unit};
use crate::value::Approx;
use crate::vocabulary::{Definition, OwnCurrency, OwnHedge, OwnUnit, Place, Problem, Vocabulary};

impl Lexicon {
    /// The tables compiled in with `own` entries before them, and the entries that cannot be used.
    pub fn with(own: &Vocabulary) -> (Self, Vec<Problem>) {
        let mut lexicon = Self::builtin();
        let mut problems = Vec::new();
        let mut note = |place, result: Result<(), String>| {
            if let Err(message) = result {
                problems.push(Problem { place, message });
            }
        };
        for (i, unit) in own.units.iter().enumerate() {
            note(Place::Unit(i), lexicon.add_unit(unit));
        }
        for (i, currency) in own.currencies.iter().enumerate() {
            note(Place::Currency(i), lexicon.add_currency(currency));
        }
        for (i, hedge) in own.hedges.iter().enumerate() {
            note(Place::Hedge(i), lexicon.add_hedge(hedge));
        }
        (lexicon, problems)
    }

    fn add_unit(&mut self, own: &OwnUnit) -> Result<(), String> {
        let symbol = worded("symbol", &own.symbol)?;
        let known = self.units.iter().position(|u| u.symbol == symbol);
        let id = match (&own.definition, known) {
            (None, Some(id)) => id,
            (None, None) => {
                return Err(format!(
                    "\"{symbol}\" is no unit yet: say what it is, with `of = {{ unit = \"kg\", \
                     factor = 50 }}` or with `dimension = \"containers\"`"
                ));
            }
            (Some(definition), known) => {
                let unit = self.defined(symbol, definition)?;
                match known {
                    Some(id) => {
                        self.units[id] = unit;
                        id
                    }
                    None => {
                        self.units.push(unit);
                        self.units.len() - 1
                    }
                }
            }
        };
        for name in own.names.iter().chain([&own.symbol]) {
            self.unit_names.add_first(worded("name", name)?, id);
        }
        Ok(())
    }

    fn defined(&self, symbol: &str, definition: &Definition) -> Result<Unit, String> {
        match definition {
            Definition::Dimension(dimension) => Ok(Unit {
                symbol: symbol.to_owned(),
                dimension: worded("dimension", dimension)?.to_owned(),
                factor: 1.0,
                zero: 0.0,
            }),
            Definition::Of { unit, factor } => {
                let base = self
                    .unit_by_symbol(unit)
                    .ok_or_else(|| self.unknown(unit))?;
                if !(factor.is_finite() && *factor > 0.0) {
                    return Err(format!(
                        "the factor is {factor}; give a number greater than 0: how many {unit} \
                         make one {symbol}"
                    ));
                }
                Ok(Unit {
                    symbol: symbol.to_owned(),
                    dimension: base.dimension.clone(),
                    factor: base.factor * factor,
                    zero: 0.0,
                })
            }
        }
    }

    /// What to say of a unit that is not there, with the nearest that is.
    fn unknown(&self, symbol: &str) -> String {
        let near = self
            .units
            .iter()
            .map(|u| (strsim::jaro_winkler(&u.symbol, symbol), &u.symbol))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(score, _)| *score > 0.7);
        let hint = match near {
            Some((_, near)) => format!("; did you mean \"{near}\"?"),
            None => "; use a symbol such as m, kg, L, s, km2, and a unit defined above".to_owned(),
        };
        format!("no unit has the symbol \"{symbol}\"{hint}")
    }

    fn add_currency(&mut self, own: &OwnCurrency) -> Result<(), String> {
        let code = worded("code", &own.code)?;
        let known = self.currencies.iter().position(|c| c.code == code);
        let id = known.unwrap_or(self.currencies.len());
        if known.is_none() {
            self.currencies.push(Currency {
                code: code.to_owned(),
            });
        }
        for sign in own.signs.iter().chain([&own.code]) {
            let sign = sign.trim();
            if sign.is_empty() {
                return Err("a sign is empty; leave it out".to_owned());
            }
            let meaning = Sign {
                currency: id,
                local: false,
            };
            *self.signs.entry(sign.to_owned()) = vec![meaning];
        }
        for name in own.names.iter().chain([&own.code]) {
            self.currency_names
                .add_first(worded("name", name)?, vec![id]);
        }
        Ok(())
    }

    fn add_hedge(&mut self, own: &OwnHedge) -> Result<(), String> {
        let phrase = worded("phrase", &own.phrase)?;
        if matches!(own.means, Approx::Range | Approx::Vague) {
            return Err("a hedge means about, at_least, at_most or exact".to_owned());
        }
        if own.after {
            self.hedges_after.add_first(phrase, own.means);
        } else {
            let hedge = Hedge {
                approx: own.means,
                near: own.near,
            };
            self.add_hedge_before(phrase, hedge);
        }
        Ok(())
    }
}

/// A field that must hold something.
fn worded<'a>(field: &str, text: &'a str) -> Result<&'a str, String> {
    let text = text.trim();
    if text.chars().any(|c| !c.is_whitespace() && !c.is_control()) {
        Ok(text)
    } else {
        Err(format!("a {field} is empty; give it or leave it out"))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::quantity::Reader;
    use crate::text::Text;
    use crate::value::Approx;
    use crate::vocabulary::{Definition, OwnCurrency, OwnHedge, OwnUnit, Vocabulary};

    fn own() -> Vocabulary {
        let of = |unit: &str, factor| {
            Some(Definition::Of {
                unit: unit.into(),
                factor,
            })
        };
        Vocabulary {
            units: vec![
                OwnUnit {
                    symbol: "short ton".into(),
                    names: vec!["ton".into(), "tons".into()],
                    definition: of("kg", 907.18474),
                },
                OwnUnit {
                    symbol: "km".into(),
                    names: vec!["klicks".into()],
                    definition: None,
                },
            ],
            currencies: vec![OwnCurrency {
                code: "XDR".into(),
                signs: vec!["SDR".into()],
                names: vec!["special drawing rights".into()],
            }],
            hedges: vec![OwnHedge {
                phrase: "give or take a few".into(),
                means: Approx::About,
                near: true,
                after: true,
            }],
            ..Vocabulary::default()
        }
    }

    fn read(sentence: &str) -> (f64, Option<String>, Approx) {
        let text = Text::new(sentence, &[]);
        let found = Reader::with(&own()).find(&text, &[]);
        let quantity = &found[0].quantity;
        (
            quantity.number.unwrap_or(f64::NAN),
            quantity.unit.clone(),
            quantity.approx,
        )
    }

    #[test]
    fn own_entries_come_before_the_built_in_ones() {
        let unit = |sentence| read(sentence).1.unwrap_or_default();
        assert_eq!(unit("They moved 40 tons of salt."), "short ton");
        assert_eq!(unit("They moved 40 tonnes of salt."), "t");
        assert_eq!(unit("The post is 12 klicks away."), "km");
        assert_eq!(
            read("It lent SDR 4.5 billion."),
            (4.5e9, Some("XDR".to_owned()), Approx::Exact)
        );
        assert_eq!(unit("It lent 30 million special drawing rights."), "XDR");
        assert_eq!(
            read("It has 30 members give or take a few.").2,
            Approx::About
        );
    }
}
