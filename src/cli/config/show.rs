//! `crosscheck config`: every value in force, and where it comes from.

use super::value::name_of;
use super::{Config, Source};
use crate::cli::gate::{What, share};
use crate::cli::{Status, output};
use crate::cli::{ledger, store};
use clap::{Args, ValueEnum};
use crosscheck::report::{json, plain};
use crosscheck::vocabulary::Definition;
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;

/// Print every setting in force, with where it comes from
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Show {
    /// Where the corpus is kept, as for the other commands
    #[arg(long, value_name = "FILE")]
    corpus: Option<PathBuf>,

    /// What ends with status 1, as for the other commands
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT,…")]
    fail_on: Vec<What>,

    /// How sure a finding must be, as for the other commands
    #[arg(long, value_name = "0…1", value_parser = share)]
    min_confidence: Option<f64>,

    /// The form of the list
    #[arg(long, short, value_enum, default_value_t = Form::Toml)]
    format: Form,

    #[command(flatten)]
    ledger: ledger::Source,

    #[command(flatten)]
    source: Source,
}

const EXAMPLES: &str = "\
The list is a crosscheck.toml itself, with the origin of each line behind it. The command line goes \
before the file, the file before the defaults.

Examples:
  crosscheck config
  crosscheck config --config desk/crosscheck.toml
  crosscheck config --format json

Exit status: 0 printed, 2 the configuration cannot be used";

/// The forms of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For a reader, and for crosscheck.toml
    Toml,
    /// For programs
    Json,
}

/// A setting in force.
#[derive(Debug, Serialize)]
struct Setting {
    section: &'static str,
    key: String,
    value: serde_json::Value,
    origin: String,
    #[serde(skip)]
    shown: String,
}

impl Show {
    pub(in crate::cli) fn run(&self) -> anyhow::Result<Status> {
        let config = self.source.read()?;
        let settings = self.settings(&config);
        output::to_stdout(anstream::ColorChoice::Never, |out| match self.format {
            Form::Toml => as_toml(&settings, out),
            Form::Json => {
                let text = serde_json::to_string_pretty(&settings).map_err(io::Error::other)?;
                writeln!(out, "{}", json::escaped(&text))
            }
        })?;
        Ok(Status::Clean)
    }

    fn settings(&self, config: &Config) -> Vec<Setting> {
        let list = Listing { config };
        let mut all = list.thresholds(self);
        all.extend(list.ignored());
        all.extend(list.vocabulary());
        all
    }
}

/// Lists what is in force.
struct Listing<'c> {
    config: &'c Config,
}

impl Listing<'_> {
    fn file(&self, line: usize) -> String {
        let path = self.config.path.as_deref();
        format!(
            "{}:{line}",
            path.map_or_else(String::new, |p| p.display().to_string())
        )
    }

    fn thresholds(&self, asked: &Show) -> Vec<Setting> {
        let config = self.config;
        let path = |given: &Option<PathBuf>, written: &Option<super::Lined<String>>| {
            let given = given
                .as_ref()
                .map(|p| (p.clone(), "command line".to_owned()));
            given.or_else(|| {
                let written = written.as_ref()?;
                Some((config.beside(&written.value), self.file(written.line)))
            })
        };
        let corpus = path(&asked.corpus, &config.corpus);
        let decisions = path(&asked.ledger.decisions, &config.decisions);
        let decisions =
            decisions.unwrap_or_else(|| (asked.ledger.path(config).0, "default".to_owned()));
        let fail_on = match (asked.fail_on.as_slice(), &config.fail_on) {
            ([], Some(written)) => (written.value.clone(), self.file(written.line)),
            ([], None) => (vec![What::Discrepancy], "default".to_owned()),
            (given, _) => (given.to_vec(), "command line".to_owned()),
        };
        let names: Vec<String> = fail_on.0.iter().map(|what| name_of(*what)).collect();
        let least = match (asked.min_confidence, &config.min_confidence) {
            (Some(given), _) => (given, "command line".to_owned()),
            (None, Some(written)) => (written.value, self.file(written.line)),
            (None, None) => (LEAST_CONFIDENCE, "default".to_owned()),
        };
        let text = |key, (value, origin): (PathBuf, String)| {
            setting("", key, value.display().to_string().into(), origin)
        };
        vec![
            text("corpus", corpus.unwrap_or_else(usual_corpus)),
            text("decisions", decisions),
            setting("", "fail-on", names.into(), fail_on.1),
            setting("", "min-confidence", least.0.into(), least.1),
        ]
    }

    fn ignored(&self) -> Vec<Setting> {
        let ignore = &self.config.ignore;
        let list = |key, entries: &[super::Lined<String>]| {
            let values: Vec<&str> = entries.iter().map(|e| e.value.as_str()).collect();
            let origin = entries
                .first()
                .map_or_else(|| "default".to_owned(), |e| self.file(e.line));
            setting("ignore", key, values.into(), origin)
        };
        vec![
            list("outlets", &ignore.outlets),
            list("sections", &ignore.sections),
        ]
    }

    fn vocabulary(&self) -> Vec<Setting> {
        let (own, lines) = (&self.config.vocabulary, &self.config.lines);
        let at = |lines: &[usize], i: usize| {
            lines
                .get(i)
                .map_or_else(|| "default".to_owned(), |line| self.file(*line))
        };
        let mut all = vec![setting(
            "boilerplate",
            "cues",
            own.cues.clone().into(),
            at(&lines.cues, 0),
        )];
        for (i, name) in own.names.iter().enumerate() {
            let value = name.aliases.clone().into();
            all.push(setting("names", &name.name, value, at(&lines.names, i)));
        }
        for (i, event) in own.events.iter().enumerate() {
            let value = event.day.to_string().into();
            all.push(setting(
                "events",
                &event.phrase,
                value,
                at(&lines.events, i),
            ));
        }
        for (i, unit) in own.units.iter().enumerate() {
            let value = match &unit.definition {
                None => serde_json::json!({ "names": unit.names }),
                Some(Definition::Dimension(d)) => {
                    serde_json::json!({ "names": unit.names, "dimension": d })
                }
                Some(Definition::Of { unit: of, factor }) => {
                    serde_json::json!({ "names": unit.names, "of": { "unit": of, "factor": factor } })
                }
            };
            all.push(setting("units", &unit.symbol, value, at(&lines.units, i)));
        }
        for (i, currency) in own.currencies.iter().enumerate() {
            let value = serde_json::json!({ "signs": currency.signs, "names": currency.names });
            all.push(setting(
                "currencies",
                &currency.code,
                value,
                at(&lines.currencies, i),
            ));
        }
        for (i, hedge) in own.hedges.iter().enumerate() {
            let place = if hedge.after { "after" } else { "before" };
            let value =
                serde_json::json!({ "means": hedge.means, "near": hedge.near, "place": place });
            all.push(setting(
                "hedges",
                &hedge.phrase,
                value,
                at(&lines.hedges, i),
            ));
        }
        all
    }
}

/// The corpus where none is named, and whether it is there.
fn usual_corpus() -> (PathBuf, String) {
    let path = store::in_force(None, &Config::default());
    let origin = match path.is_file() {
        true => "default",
        false => "default; there is none yet",
    };
    (path, origin.to_owned())
}

/// Findings of any confidence count.
const LEAST_CONFIDENCE: f64 = 0.0;

fn setting(section: &'static str, key: &str, value: serde_json::Value, origin: String) -> Setting {
    let shown = toml(section, key, &value);
    Setting {
        section,
        key: key.to_owned(),
        value,
        origin,
        shown,
    }
}

/// The sections that hold one table for each entry, with the key that names it.
const TABLES: [(&str, &str); 3] = [
    ("units", "symbol"),
    ("currencies", "code"),
    ("hedges", "phrase"),
];

/// A line of `crosscheck.toml`; of an entry of several keys, as many lines.
fn toml(section: &str, key: &str, value: &serde_json::Value) -> String {
    if let Some((_, name)) = TABLES.iter().find(|(table, _)| *table == section) {
        let fields = value.as_object().into_iter().flatten();
        let fields = fields.map(|(field, value)| format!("\n{field} = {}", literal(value)));
        let entry = literal(&serde_json::Value::from(key));
        return format!("{name} = {entry}{}", fields.collect::<String>());
    }
    let key = match section {
        "names" | "events" => literal(&serde_json::Value::from(key)),
        _ => key.to_owned(),
    };
    let bare = section == "events";
    let value = value
        .as_str()
        .filter(|_| bare)
        .map_or_else(|| literal(value), str::to_owned);
    format!("{key} = {value}")
}

/// A value as TOML writes it.
fn literal(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => {
            // Free of what TOML would need other escapes for.
            serde_json::Value::from(plain::trimmed(text)).to_string()
        }
        serde_json::Value::Array(items) => {
            let items: Vec<String> = items.iter().map(literal).collect();
            format!("[{}]", items.join(", "))
        }
        serde_json::Value::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(key, value)| format!("{key} = {}", literal(value)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

fn as_toml(settings: &[Setting], out: &mut dyn Write) -> io::Result<()> {
    /// Origins stand in one column as far as lines are no longer.
    const COLUMN: usize = 50;
    let mut open = "";
    for setting in settings {
        let table = TABLES.iter().any(|(table, _)| *table == setting.section);
        if table {
            writeln!(out, "\n[[{}]]", setting.section)?;
        } else if setting.section != open {
            writeln!(out, "\n[{}]", setting.section)?;
        }
        open = setting.section;
        let (first, rest) = setting
            .shown
            .split_once('\n')
            .unwrap_or((&setting.shown, ""));
        writeln!(out, "{first:COLUMN$} # {}", plain::trimmed(&setting.origin))?;
        if !rest.is_empty() {
            writeln!(out, "{rest}")?;
        }
    }
    Ok(())
}
