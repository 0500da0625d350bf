//! `crosscheck compare`: where articles agree and where they contradict one another.

use super::forms::Format;
use super::gate::Gate;
use super::ledger::Heeded;
use super::options::Options;
use super::run::{Run, run};
use super::{Status, output};
use clap::{Args, ValueEnum};
use crosscheck::report::{self, Threshold, Verdict, View, table};
use jiff::civil::Date;

/// Compare articles: agreements, discrepancies and near-duplicates
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Compare {
    #[command(flatten)]
    options: Options,

    /// In the table, show only facts with these verdicts, and neither groups nor articles
    #[arg(long, value_enum, value_delimiter = ',', value_name = "VERDICT,…")]
    only: Vec<Only>,

    /// In the table, list what was told once, too
    #[arg(long)]
    single: bool,

    /// In the table, list what looks like a value and could not be placed
    #[arg(long)]
    unplaced: bool,

    /// The most entries of a section of the table; 0 = no bound
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,

    /// Show only what is new or reopened: neither agreements nor what was decided on
    #[arg(long)]
    new: bool,

    #[command(flatten)]
    decisions: Heeded,

    #[command(flatten)]
    gate: Gate,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck compare articles/*.txt
  crosscheck compare --only discrepancy,disputed drafts/
  crosscheck compare --new drafts/ archive/
  crosscheck compare --format json --output report.json articles.jsonl
  crosscheck compare --output sarif=out.sarif --output html=out.html drafts/
  crosscheck compare --fail-on disputed,check --min-confidence 0.75 drafts/
  cat draft.txt | crosscheck compare - archive/

Exit status: 0 nothing of what --fail-on names (by default no discrepancy) but what was decided on,
1 at least one, 2 something could not be read or the usage is wrong";

/// The verdicts by the names that the report gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Both cannot be true
    Discrepancy,
    /// Sources differ
    Disputed,
    /// The figure moved with time
    Update,
    /// Both can be true
    Compatible,
    /// The same value
    Agree,
}

impl From<Only> for Verdict {
    fn from(only: Only) -> Verdict {
        match only {
            Only::Discrepancy => Verdict::Discrepancy,
            Only::Disputed => Verdict::Disputed,
            Only::Update => Verdict::Update,
            Only::Compatible => Verdict::Compatible,
            Only::Agree => Verdict::Agree,
        }
    }
}

impl Compare {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        self.gate.threshold(Threshold::default())?; // wrong usage is told before anything is read
        let mut found = run(&self.options, today, crosscheck::compare)?;
        let Run {
            articles,
            report,
            config,
            ..
        } = &mut found;
        self.decisions
            .apply(report, articles, config, self.options.quiet)?;
        let gate = report::Gate::new(report, self.gate.threshold(config.threshold())?);
        let failing = gate.failing;
        report.gate = Some(gate);
        if self.new {
            report.keep_undecided();
        }
        self.print(&found)?;
        Ok(found.end(match failing {
            0 => Status::Clean,
            _ => Status::Found,
        }))
    }

    fn print(&self, found: &Run) -> anyhow::Result<()> {
        let view = View::new(&found.report, &found.articles);
        output::write(&self.options.forms, |form, width, out| match form {
            Format::Table if found.articles.is_empty() => Ok(()),
            Format::Table => table::write(&view, &self.table(width), out),
            form => form.write(&view, out),
        })
    }

    fn table(&self, width: usize) -> table::Options {
        table::Options {
            width,
            only: self.only.iter().map(|only| Verdict::from(*only)).collect(),
            single: self.single,
            unplaced: self.unplaced,
            limit: self.limit,
        }
    }
}
