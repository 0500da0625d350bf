//! `crosscheck compare`: where articles agree and where they contradict one another.

use super::ledger::Heeded;
use super::options::{Format, Options};
use super::run::{Run, run};
use super::{Status, output};
use clap::{Args, ValueEnum};
use crosscheck::report::{Fact, Verdict, View, json, table};
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

    /// The most entries of a section of the table; 0 = no bound
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,

    /// Show only what is new or reopened: neither agreements nor what was decided on
    #[arg(long)]
    new: bool,

    #[command(flatten)]
    decisions: Heeded,

    /// End with status 0 even if there are discrepancies
    #[arg(long)]
    exit_zero: bool,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck compare articles/*.txt
  crosscheck compare --only discrepancy,disputed drafts/
  crosscheck compare --new drafts/ archive/
  crosscheck compare --format json --output report.json articles.jsonl
  cat draft.txt | crosscheck compare - archive/

Exit status: 0 no discrepancy (but for those decided on), 1 at least one, 2 something could not be read or the usage is wrong";

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
        let mut found = run(&self.options, today, crosscheck::compare)?;
        let Run {
            articles,
            report,
            config,
            ..
        } = &mut found;
        self.decisions
            .apply(report, articles, config, self.options.quiet)?;
        if self.new {
            report.keep_undecided();
        }
        self.print(&found)?;
        let facts = &found.report.facts;
        let open = |f: &Fact| f.verdict == Verdict::Discrepancy && !f.is_settled();
        let discrepancies = facts.iter().any(open) && !self.exit_zero;
        Ok(found.end(if discrepancies {
            Status::Found
        } else {
            Status::Clean
        }))
    }

    fn print(
        &self,
        Run {
            articles, report, ..
        }: &Run,
    ) -> anyhow::Result<()> {
        match self.options.format {
            Format::Json => output::write(&self.options, |out| json::write(report, out)),
            Format::Table if articles.is_empty() => Ok(()),
            Format::Table => {
                let view = View::new(report, articles);
                output::write(&self.options, |out| table::write(&view, &self.table(), out))
            }
        }
    }

    fn table(&self) -> table::Options {
        table::Options {
            width: output::width(&self.options),
            only: self.only.iter().map(|only| Verdict::from(*only)).collect(),
            single: self.single,
            limit: self.limit,
        }
    }
}
