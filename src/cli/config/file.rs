//! What may stand in the file: a type per section, in the words of the file.

use super::error::Error;
use super::ignore::Ignore;
use super::value::{Lined, fail_on};
use super::{Config, Lines};
use crosscheck::value::Approx;
use crosscheck::vocabulary::{
    Definition, OwnCurrency, OwnEvent, OwnHedge, OwnName, OwnUnit, Place, Problem, Vocabulary,
};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct File {
    corpus: Option<Spanned<String>>,
    decisions: Option<Spanned<String>>,
    fail_on: Option<Spanned<toml::Value>>,
    min_confidence: Option<Spanned<f64>>,
    ignore: IgnoreSection,
    boilerplate: Boilerplate,
    names: BTreeMap<Spanned<String>, Spanned<Vec<String>>>,
    events: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    units: Vec<Spanned<Unit>>,
    currencies: Vec<Spanned<Currency>>,
    hedges: Vec<Spanned<Hedge>>,
}

/// `[ignore]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct IgnoreSection {
    outlets: Vec<Spanned<String>>,
    sections: Vec<Spanned<String>>,
}

/// `[boilerplate]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Boilerplate {
    cues: Vec<Spanned<String>>,
}

/// `[[units]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    symbol: String,
    #[serde(default)]
    names: Vec<String>,
    dimension: Option<String>,
    of: Option<Of>,
}

/// `of = { unit = "kg", factor = 50 }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Of {
    unit: String,
    factor: f64,
}

/// `[[currencies]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Currency {
    code: String,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
}

/// `[[hedges]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hedge {
    phrase: String,
    means: Means,
    #[serde(default)]
    near: bool,
    #[serde(default)]
    place: Where,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Means {
    Exact,
    About,
    AtLeast,
    AtMost,
}

/// On which side of the number a hedge stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Where {
    #[default]
    Before,
    After,
}

/// Reads the file's text.
pub(super) fn parse(text: &str) -> Result<Config, Error> {
    let file: File = toml::from_str(text).map_err(|error| Error::of_toml(text, &error))?;
    let vocabulary = vocabulary(text, &file)?;
    if let Some(problem) = vocabulary.problems().first() {
        return Err(Error::at(text, place(&file, problem), &problem.message));
    }
    if let Some(share) = file.min_confidence.as_ref()
        && !(0.0..=1.0).contains(share.get_ref())
    {
        let message = "min-confidence lies between 0 and 1, for example 0.6";
        return Err(Error::at(text, share.span(), message));
    }
    let failing = file.fail_on.as_ref().map(|written| {
        let what = fail_on(written.get_ref());
        let what = what.map_err(|message| Error::at(text, written.span(), &message))?;
        Ok(Lined::new(
            what,
            super::error::line(text, written.span().start),
        ))
    });
    let failing = failing.transpose()?;
    let entries = file.ignore.outlets.iter().chain(&file.ignore.sections);
    let paths = file.corpus.iter().chain(&file.decisions);
    if let Some(empty) = entries.chain(paths).find(|e| e.get_ref().trim().is_empty()) {
        return Err(Error::at(
            text,
            empty.span(),
            "is empty; name something or leave it out",
        ));
    }
    let line = |span: Range<usize>| super::error::line(text, span.start);
    let string = |s: &Spanned<String>| Lined::new(s.get_ref().clone(), line(s.span()));
    let strings = |all: &[Spanned<String>]| all.iter().map(string).collect();
    Ok(Config {
        path: None,
        corpus: file.corpus.as_ref().map(string),
        decisions: file.decisions.as_ref().map(string),
        fail_on: failing,
        min_confidence: file
            .min_confidence
            .as_ref()
            .map(|m| Lined::new(*m.get_ref(), line(m.span()))),
        ignore: Ignore {
            outlets: strings(&file.ignore.outlets),
            sections: strings(&file.ignore.sections),
        },
        lines: lines(text, &file),
        vocabulary,
    })
}

/// Where the entries of the vocabulary stand.
fn lines(text: &str, file: &File) -> Lines {
    let line = |span: Range<usize>| super::error::line(text, span.start);
    Lines {
        units: file.units.iter().map(|u| line(u.span())).collect(),
        currencies: file.currencies.iter().map(|c| line(c.span())).collect(),
        hedges: file.hedges.iter().map(|h| line(h.span())).collect(),
        names: file.names.keys().map(|n| line(n.span())).collect(),
        cues: file
            .boilerplate
            .cues
            .iter()
            .map(|c| line(c.span()))
            .collect(),
        events: file.events.keys().map(|e| line(e.span())).collect(),
    }
}

fn vocabulary(text: &str, file: &File) -> Result<Vocabulary, Error> {
    let units: Result<Vec<OwnUnit>, Error> = file.units.iter().map(|u| unit(text, u)).collect();
    let currencies = file.currencies.iter().map(|currency| {
        let own = currency.get_ref();
        OwnCurrency {
            code: own.code.clone(),
            signs: own.signs.clone(),
            names: own.names.clone(),
        }
    });
    let events: Result<Vec<OwnEvent>, Error> = file
        .events
        .iter()
        .map(|(phrase, day)| event(text, phrase, day))
        .collect();
    let names = file.names.iter().map(|(name, aliases)| OwnName {
        name: name.get_ref().clone(),
        aliases: aliases.get_ref().clone(),
    });
    let cues = file.boilerplate.cues.iter();
    Ok(Vocabulary {
        units: units?,
        currencies: currencies.collect(),
        hedges: file.hedges.iter().map(|h| hedge(h.get_ref())).collect(),
        names: names.collect(),
        cues: cues.map(|cue| cue.get_ref().clone()).collect(),
        events: events?,
    })
}

fn hedge(own: &Hedge) -> OwnHedge {
    OwnHedge {
        phrase: own.phrase.clone(),
        means: match own.means {
            Means::Exact => Approx::Exact,
            Means::About => Approx::About,
            Means::AtLeast => Approx::AtLeast,
            Means::AtMost => Approx::AtMost,
        },
        near: own.near,
        after: own.place == Where::After,
    }
}

/// `"invasion of Ukraine" = 2022-02-24`
fn event(
    text: &str,
    phrase: &Spanned<String>,
    day: &Spanned<toml::Value>,
) -> Result<OwnEvent, Error> {
    let written = match day.get_ref() {
        toml::Value::String(text) => text.clone(),
        toml::Value::Datetime(day) => day.to_string(),
        _ => String::new(),
    };
    let parsed: Option<Date> = written
        .parse()
        .ok()
        .filter(|_| written.len() == "YYYY-MM-DD".len());
    let Some(day) = parsed else {
        let message = "not a day; write it as YYYY-MM-DD, for example 2022-02-24";
        return Err(Error::at(text, day.span(), message));
    };
    Ok(OwnEvent {
        phrase: phrase.get_ref().clone(),
        day,
    })
}

fn unit(text: &str, unit: &Spanned<Unit>) -> Result<OwnUnit, Error> {
    let own = unit.get_ref();
    let definition = match (&own.of, &own.dimension) {
        (Some(_), Some(_)) => {
            let message = "a unit has either `of` or `dimension`; leave one of them out";
            return Err(Error::at(text, unit.span(), message));
        }
        (Some(of), None) => Some(Definition::Of {
            unit: of.unit.clone(),
            factor: of.factor,
        }),
        (None, Some(dimension)) => Some(Definition::Dimension(dimension.clone())),
        (None, None) => None,
    };
    Ok(OwnUnit {
        symbol: own.symbol.clone(),
        names: own.names.clone(),
        definition,
    })
}

/// Where the entry stands that cannot be used.
fn place(file: &File, problem: &Problem) -> Range<usize> {
    let span = match problem.place {
        Place::Unit(i) => file.units.get(i).map(Spanned::span),
        Place::Currency(i) => file.currencies.get(i).map(Spanned::span),
        Place::Hedge(i) => file.hedges.get(i).map(Spanned::span),
        Place::Name(i) => file.names.keys().nth(i).map(Spanned::span),
        Place::Cue(i) => file.boilerplate.cues.get(i).map(Spanned::span),
        Place::Event(i) => file.events.keys().nth(i).map(Spanned::span),
    };
    span.unwrap_or(0..0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse(text).map_or_else(|e| e.to_string(), |_| "fine".to_owned())
    }

    #[test]
    fn every_section_is_read() {
        let config = parse(
            "[[units]]\nsymbol = \"TEU\"\nnames = [\"containers\"]\ndimension = \"containers\"\n\
             [[units]]\nsymbol = \"smoot\"\nof = { unit = \"m\", factor = 1.7018 }\n\
             [[currencies]]\ncode = \"XDR\"\nsigns = [\"SDR\"]\n\
             [[hedges]]\nphrase = \"a shade past\"\nmeans = \"at_least\"\nnear = true\n",
        );
        let vocabulary = config.map(|c| c.vocabulary).unwrap_or_default();
        assert_eq!(vocabulary.units.len(), 2);
        assert_eq!(vocabulary.currencies[0].signs, ["SDR"]);
        assert!(vocabulary.hedges[0].near && !vocabulary.hedges[0].after);
        assert!(parse("").is_ok());
    }

    #[test]
    fn errors_name_the_line_and_the_remedy() {
        assert_eq!(
            error("\n[[unit]]\nsymbol = \"TEU\"\n"),
            "2: unknown key `unit`; did you mean `units`?"
        );
        assert_eq!(
            error("[[units]]\nsymbol = \"TEU\"\ndimenson = \"x\"\n"),
            "3: unknown key `dimenson`; did you mean `dimension`?"
        );
        assert_eq!(
            error("[[hedges]]\nphrase = \"or so\"\nmeans = \"abut\"\n"),
            "3: unknown value `abut`; did you mean `about`?"
        );
        assert_eq!(
            error("zebra = 1\n"),
            "1: unknown key `zebra`; known here are `corpus`, `decisions`, `fail-on`, \
             `min-confidence`, `ignore`, `boilerplate`, `names`, `events`, `units`, `currencies`, \
             `hedges`"
        );
        assert_eq!(
            error("[[units]]\nnames = [\"teu\"]\n"),
            "1: `symbol` is missing; add it"
        );
        assert_eq!(
            error("# ours\n[[units]]\nsymbol = \"a\"\n"),
            "2: \"a\" is no unit yet: say what it is, with `of = { unit = \"kg\", factor = 50 }` or \
             with `dimension = \"containers\"`"
        );
        assert!(
            error("[[units]]\nsymbol = \"b\"\nof = { unit = \"kgs\", factor = 2 }\n")
                .contains("did you mean \"kg\"?")
        );
        assert_eq!(
            error("[[units]]\nsymbol = 3\n"),
            "2: `symbol` is the number 3, and should be text in quotation marks"
        );
        assert_eq!(
            error("min-confidence = \"high\"\n"),
            "1: `min-confidence` is the text \"high\", and should be a number, without quotation marks"
        );
        assert_eq!(
            error("[ignore]\noutlets = \"The Example\"\n"),
            "2: `outlets` is the text \"The Example\", and should be a list, in square brackets"
        );
        assert_eq!(
            error("[boilerplate]\ncues = [\"a\", true]\n"),
            "2: `cues` is true, and should be text in quotation marks"
        );
        assert!(error("ignore = 3\n").ends_with("and should be a table of keys and values"));
        assert!(
            error("fail-on = 3\n").starts_with("1: `fail-on` is a number, and should be a name")
        );
        assert!(error("[[units]\n").starts_with("1: "));
    }
}
