//! `crosscheck decisions`: what was decided.

use super::decide::As;
use super::ledger::{self, Ledger};
use super::options::{Options, day};
use super::run::run;
use super::{Status, config, output};
use clap::{Args, ValueEnum};
use crosscheck::decision::{self, Decision};
use crosscheck::report::{Ruling, json, plain};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// List what was decided on findings
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct List {
    /// With --stale: the articles to compare [default: those that the decisions name]
    #[arg(value_name = "INPUT", requires = "stale")]
    inputs: Vec<PathBuf>,

    /// Only these decisions
    #[arg(
        long = "as",
        value_enum,
        value_delimiter = ',',
        value_name = "DECISION,…"
    )]
    rulings: Vec<As>,

    /// Only decisions that match nothing any more in the articles as they are
    #[arg(long)]
    stale: bool,

    /// The form of the list
    #[arg(long, short, value_enum, default_value_t = Form::Table)]
    format: Form,

    /// The day on which every article was published, as it was given to compare
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, requires = "stale")]
    date: Option<Date>,

    #[command(flatten)]
    ledger: ledger::Source,

    #[command(flatten)]
    config: config::Source,

    /// Show neither progress nor notes, only errors
    #[arg(long, short)]
    quiet: bool,
}

const EXAMPLES: &str = "\
A decision matches nothing any more where a quote was cut or corrected, or its article has gone. \
It does no harm; delete its line, or take it back with crosscheck decide ID --undo.

Examples:
  crosscheck decisions
  crosscheck decisions --as check-is-wrong --format json
  crosscheck decisions --stale

Exit status: 0 listed, 2 something cannot be read";

/// The forms of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For a reader
    Table,
    /// The lines of the file, as one list
    Json,
}

impl List {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        let config = self.config.read()?;
        let ledger = Ledger::open(&self.ledger, &config)?;
        let mut shown: Vec<Decision> = Vec::new();
        let mut status = Status::Clean;
        if let Some(ledger) = &ledger {
            let current = ledger.decisions.current();
            let chosen = |decision: &Decision| {
                let ruling = decision.act.ruling();
                self.rulings.is_empty()
                    || self
                        .rulings
                        .iter()
                        .any(|r| Some(Ruling::from(*r)) == ruling)
            };
            let stale = if self.stale {
                let (stale, end) = self.stale(ledger, today)?;
                status = end;
                Some(stale)
            } else {
                None
            };
            let all = current.iter().enumerate();
            let kept = all.filter(|(at, decision)| {
                stale.as_ref().is_none_or(|stale| stale.contains(at)) && chosen(decision)
            });
            shown = kept.map(|(_, decision)| (*decision).clone()).collect();
        }
        match self.format {
            Form::Json => {
                output::to_stdout(anstream::ColorChoice::Never, |out| as_json(&shown, out))?
            }
            Form::Table => {
                output::to_stdout(anstream::ColorChoice::Auto, |out| as_list(&shown, out))?
            }
        }
        if shown.is_empty() && !self.quiet && self.format == Form::Table {
            let nothing = match (&ledger, self.stale || !self.rulings.is_empty()) {
                (None, _) => "nothing was decided yet; crosscheck decide records a decision".into(),
                (Some(ledger), true) => format!("{}: no such decision", ledger.path.display()),
                (Some(ledger), false) => format!("{}: no decision", ledger.path.display()),
            };
            output::note(&nothing);
        }
        Ok(status)
    }

    /// The decisions that match nothing any more, by their place.
    fn stale(&self, ledger: &Ledger, today: Date) -> anyhow::Result<(BTreeSet<usize>, Status)> {
        let current = ledger.decisions.current();
        let quotes = |decision: &Decision| {
            let quotes = decision.values.iter().flat_map(|side| &side.quotes);
            quotes.map(|q| q.article.clone()).collect::<Vec<_>>()
        };
        let mut inputs = self.inputs.clone();
        let mut stale = BTreeSet::new();
        if inputs.is_empty() {
            let mut files = BTreeSet::new();
            for (at, decision) in current.iter().enumerate() {
                let paths = quotes(decision)
                    .into_iter()
                    .filter_map(|name| ledger.path_of(&name));
                let (there, gone): (Vec<_>, Vec<_>) = paths.partition(|path| path.exists());
                files.extend(there);
                if !gone.is_empty() && !self.stands_without(ledger, decision) {
                    stale.insert(at);
                }
            }
            inputs = files.into_iter().collect();
        }
        if inputs.is_empty() {
            return Ok((stale, Status::Clean));
        }
        let options = Options {
            date: self.date,
            quiet: self.quiet,
            ..Options::to_read(inputs, &self.config)
        };
        let mut found = run(&options, today, crosscheck::compare)?;
        let name = |info: &crosscheck::report::ArticleInfo| ledger.name(info);
        let applied = decision::apply(&mut found.report, &found.articles, name, &ledger.decisions);
        stale.extend(applied.stale);
        Ok((stale, found.end(Status::Clean)))
    }

    /// Is there still an article for each side of a decision?
    fn stands_without(&self, ledger: &Ledger, decision: &Decision) -> bool {
        decision.values.iter().all(|side| {
            let mut paths = side.quotes.iter().map(|q| ledger.path_of(&q.article));
            paths.any(|path| path.is_none_or(|path| path.exists()))
        })
    }
}

fn as_json(decisions: &[Decision], out: &mut dyn Write) -> io::Result<()> {
    let with_id = |decision: &Decision| -> serde_json::Result<Value> {
        let mut value = serde_json::to_value(decision)?;
        if let Some(object) = value.as_object_mut() {
            object.insert("id".into(), json!(decision.id()));
        }
        Ok(value)
    };
    let all: serde_json::Result<Vec<Value>> = decisions.iter().map(with_id).collect();
    let text = serde_json::to_string_pretty(&all.map_err(io::Error::other)?);
    writeln!(out, "{}", json::escaped(&text.map_err(io::Error::other)?))
}

fn as_list(decisions: &[Decision], out: &mut dyn Write) -> io::Result<()> {
    let bold = anstyle::Style::new().bold();
    for decision in decisions {
        let ruling = serde_json::to_value(decision.act).unwrap_or_default();
        let by = decision
            .by
            .as_deref()
            .map(|by| format!(" by {}", plain::trimmed(by)));
        writeln!(
            out,
            "{bold}{}{bold:#}  {}  on {}{}  [{}] {}",
            decision.id(),
            ruling.as_str().unwrap_or_default(),
            decision.on,
            by.unwrap_or_default(),
            plain::trimmed(&decision.rule),
            plain::trimmed(&decision.subject),
        )?;
        writeln!(out, "  {}", plain::trimmed(&decision.reason))?;
        if let Some(here) = &decision.here {
            writeln!(out, "  under review: {}", plain::trimmed(here))?;
        }
        for quote in decision.values.iter().flat_map(|side| &side.quotes) {
            writeln!(
                out,
                "  “{}”  {}: {}",
                plain::trimmed(&quote.text),
                plain::trimmed(&quote.article),
                plain::trimmed(&quote.sentence),
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}
