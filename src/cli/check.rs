//! `crosscheck check`: a draft against the corpus.

use super::compare::Shown;
use super::options::{Format, Options};
use super::store::{Store, in_pool};
use super::{Status, output, progress};
use anyhow::bail;
use clap::Args;
use crosscheck::Settings;
use crosscheck::article::{self, Article, Meter, ReadError, ReadOptions};
use crosscheck::corpus::{Checked, Revision, id_of};
use crosscheck::report::{View, plain, table};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Check a draft against the corpus: near-duplicates, agreements and discrepancies
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    #[command(flatten)]
    options: Options,

    #[command(flatten)]
    store: Store,

    #[command(flatten)]
    shown: Shown,

    /// End with status 0 even if there are discrepancies
    #[arg(long)]
    exit_zero: bool,
}

const EXAMPLES: &str = "\
The corpus is only read. Of a draft whose id, address or path is known it is told what changed
against the stored version; it is not compared with that version as if it were another source.

Examples:
  crosscheck check draft.md
  crosscheck check --corpus politics.db --only discrepancy draft.md
  crosscheck check --format json draft.md

Exit status: 0 no discrepancy, 1 at least one, 2 something could not be read or the usage is wrong";

/// The report with what is known only of a check.
#[derive(Serialize)]
struct Printed<'r> {
    #[serde(flatten)]
    report: &'r crosscheck::report::Report,
    /// How many articles of the corpus the drafts were checked against.
    checked_against: usize,
    /// What changed in drafts of which a version is stored.
    revisions: &'r [Revision],
}

impl Check {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        let config = self.options.config.read()?;
        let (drafts, errors) = drafts(&self.options);
        if drafts.is_empty() && errors.is_empty() {
            bail!("no article to read in what was given; name the draft's file");
        }
        let corpus = self.store.open()?;
        let settings = Settings {
            grouping: self.options.grouping(),
            vocabulary: config.vocabulary,
            ..Settings::new(today)
        };
        let quiet = self.options.quiet;
        let checked = in_pool(self.options.threads, move || {
            progress::during("checking".to_owned(), quiet, |_| {
                corpus.check(drafts, &settings)
            })
        })??;
        let discrepancies = checked.report.summary.discrepancy > 0 && !self.exit_zero;
        self.print(&checked)?;
        errors
            .iter()
            .for_each(|error| output::complain(&error.to_string()));
        Ok(match (errors.is_empty(), discrepancies) {
            (false, _) => Status::Failed,
            (true, true) => Status::Found,
            (true, false) => Status::Clean,
        })
    }

    fn print(&self, checked: &Checked) -> anyhow::Result<()> {
        match self.options.format {
            Format::Json => {
                let printed = Printed {
                    report: &checked.report,
                    checked_against: checked.against,
                    revisions: &checked.revisions,
                };
                output::write(&self.options, |out| super::store::json(&printed, out))
            }
            Format::Table => {
                let view = View::new(&checked.report, &checked.articles);
                let options = self.shown.table(&self.options);
                output::write(&self.options, |out| {
                    writeln!(out, "Checked against {} articles.", checked.against)?;
                    for revision in &checked.revisions {
                        write_revision(revision, out)?;
                    }
                    writeln!(out)?;
                    table::write(&view, &options, out)
                })
            }
        }
    }
}

/// The drafts, each with the id that it states or none; of two with one id the first counts.
fn drafts(options: &Options) -> (Vec<Article>, Vec<ReadError>) {
    let read_options = ReadOptions {
        date: options.date.map(|day| day.to_string()),
        max_bytes: options.max_bytes,
    };
    let (mut drafts, mut errors) = (Vec::new(), Vec::new());
    let mut seen: HashSet<String> = HashSet::new();
    article::read_as_stated(
        &options.inputs,
        &mut io::stdin(),
        &read_options,
        &Meter::default(),
        &mut |result| {
            match result {
                Ok(draft) if seen.insert(id_of(&draft).to_owned()) => drafts.push(draft),
                Ok(draft) => errors.push(article::taken_twice(&draft, id_of(&draft))),
                Err(error) => errors.push(error),
            }
            ControlFlow::Continue(())
        },
    );
    (drafts, errors)
}

/// So many changes are told.
const MOST: usize = 40;
/// Bytes of the words of a change that are told.
const LONGEST: usize = 160;

/// What changed against the stored version.
fn write_revision(revision: &Revision, out: &mut dyn Write) -> io::Result<()> {
    let Revision {
        article,
        version,
        added,
        figures,
        changes,
    } = revision;
    let article = plain::trimmed(article);
    if changes.is_empty() {
        return writeln!(
            out,
            "{article}: the same text is stored as version {version} ({added})."
        );
    }
    writeln!(
        out,
        "{article}: changed against version {version}, stored on {added}:"
    )?;
    for figure in figures {
        let (a, b) = (
            plain::trimmed(&figure.a.text),
            plain::trimmed(&figure.b.text),
        );
        writeln!(out, "  figure {a} → {b}")?;
    }
    for change in changes.iter().take(MOST) {
        match (shown(&change.before), shown(&change.after)) {
            (before, after) if before.is_empty() => writeln!(out, "  new    ⟦{after}⟧")?,
            (before, after) if after.is_empty() => writeln!(out, "  gone   ⟦{before}⟧")?,
            (before, after) => writeln!(out, "  words  ⟦{before}⟧ → ⟦{after}⟧")?,
        }
    }
    match changes.len().saturating_sub(MOST) {
        0 => Ok(()),
        more => writeln!(out, "  … and {more} more; --format json has all"),
    }
}

fn shown(words: &str) -> String {
    let line = plain::trimmed(words);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", line[..end].trim_end()),
        None => line,
    }
}
