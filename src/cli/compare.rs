//! `crosscheck compare`: where articles agree and where they contradict one another.

use super::forms::Format;
use super::options::Options;
use super::review::Review;
use super::run::{Run, run};
use super::{Status, output, progress, store};
use clap::{Args, ValueEnum};
use crosscheck::Settings;
use crosscheck::corpus::{Corpus, CorpusError};
use crosscheck::report::{Verdict, View, table};
use jiff::civil::Date;
use std::path::PathBuf;

/// Compare articles: agreements, discrepancies and near-duplicates
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(mut_arg("inputs", |input| input.required(false).required_unless_present_any(["corpus", "since"])))]
pub(super) struct Compare {
    #[command(flatten)]
    options: Options,

    #[command(flatten)]
    shown: Shown,

    #[command(flatten)]
    review: Review,

    /// Compare the articles of this corpus with one another
    #[arg(long, value_name = "FILE", conflicts_with = "inputs")]
    corpus: Option<PathBuf>,

    /// Of a corpus (--corpus, else the one that crosscheck.toml names, else crosscheck.db), compare
    /// what was published on this day or later (or, where nothing tells when, added then or later)
    /// with all the rest
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::options::day, conflicts_with = "inputs")]
    since: Option<Date>,
}

/// What the table holds.
#[derive(Debug, Args)]
pub(super) struct Shown {
    /// In the table, show only facts with these verdicts, and neither groups nor articles
    #[arg(long, value_enum, value_delimiter = ',', value_name = "VERDICT,…")]
    only: Vec<Only>,

    /// In the table, list what was told once, too
    #[arg(long)]
    single: bool,

    /// In the table, list what looks like a value and could not be placed
    #[arg(long)]
    unplaced: bool,

    /// The most entries of a section of the table (of discrepancies, checks and the lists of single
    /// values four times as many); 0 = no bound
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,
}

impl Shown {
    /// How the table is laid out and what it holds.
    pub(super) fn table(&self, width: usize) -> table::Options {
        table::Options {
            width,
            only: self.only.iter().map(|only| Verdict::from(*only)).collect(),
            single: self.single,
            unplaced: self.unplaced,
            limit: self.limit,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  crosscheck compare articles/*.txt
  crosscheck compare --only discrepancy,disputed drafts/
  crosscheck compare --new drafts/ archive/
  crosscheck compare --format json --output report.json articles.jsonl
  crosscheck compare --output sarif=out.sarif --output html=out.html drafts/
  crosscheck compare --fail-on disputed,check --min-confidence 0.85 drafts/
  cat draft.txt | crosscheck compare - archive/
  crosscheck compare --corpus crosscheck.db --since 2024-01-16

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
        self.review.check_usage()?;
        let mut found = match (&self.corpus, self.since) {
            (Some(_), _) | (_, Some(_)) => self.of_corpus(today)?,
            _ => run(&self.options, today, crosscheck::compare)?,
        };
        let status = self.review.settle(&mut found, self.options.quiet)?;
        self.print(&found)?;
        Ok(found.end(status))
    }

    fn print(&self, found: &Run) -> anyhow::Result<()> {
        let view = View::new(&found.report, &found.articles);
        output::write(&self.options.forms, |form, width, out| match form {
            Format::Table if found.articles.is_empty() => Ok(()),
            Format::Table => table::write(&view, &self.shown.table(width), out),
            form => form.write(&view, out),
        })
    }

    /// Compares the articles of the corpus that is named, else of that in force.
    fn of_corpus(&self, today: Date) -> anyhow::Result<Run> {
        self.options.forms.places()?; // what makes no sense is told before anything is read
        let config = self.options.config.read()?;
        let path = store::in_force(self.corpus.as_deref(), &config);
        let corpus = Corpus::open(&path)?;
        let settings = Settings {
            grouping: self.options.grouping(),
            vocabulary: config.vocabulary.clone(),
            ..Settings::new(today)
        };
        let (since, quiet) = (self.since, self.options.quiet);
        let (articles, report) = self.options.threads.run(move || {
            progress::during("comparing the corpus".to_owned(), quiet, |_| match since {
                Some(day) => {
                    let checked = corpus.compare_since(day, &settings)?;
                    Ok((checked.articles, checked.report))
                }
                None => {
                    let articles = corpus.all()?;
                    let report = crosscheck::compare(&articles, &settings);
                    Ok::<_, CorpusError>((articles, report))
                }
            })
        })??;
        Ok(Run::new(articles, report, config, Vec::new()))
    }
}
