//! `crosscheck check`: a draft against the corpus.

use super::compare::Shown;
use super::forms::Format;
use super::options::Options;
use super::review::Review;
use super::run::{Run, note_dates, spare_the_inputs, without_notes};
use super::store::Store;
use super::{Status, output, progress};
use anyhow::bail;
use clap::Args;
use crosscheck::Settings;
use crosscheck::article::{self, Article, Meter, ReadError, ReadOptions};
use crosscheck::corpus::id_of;
use crosscheck::report::{Revision, View, plain, table};
use jiff::civil::Date;
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

    #[command(flatten)]
    review: Review,
}

const EXAMPLES: &str = "\
The corpus is only read. Of a draft whose id, address or path is known it is told what changed
against the stored version; it is not compared with that version as if it were another source.

Examples:
  crosscheck check draft.md
  crosscheck check --corpus politics.db --only discrepancy draft.md
  crosscheck check --format json draft.md

Exit status: 0 nothing of what --fail-on names (by default no discrepancy), 1 at least one,
2 something could not be read or the usage is wrong";

impl Check {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        self.review.check_usage()?;
        let mut found = checked(&self.options, &self.store, today)?;
        let quiet = self.options.quiet;
        let status = self.review.settle(&mut found, quiet)?;
        self.print(&found)?;
        Ok(found.end(status))
    }

    fn print(&self, found: &Run) -> anyhow::Result<()> {
        let view = View::new(&found.report, &found.articles);
        output::write(&self.options.forms, |form, width, out| match form {
            Format::Table => {
                let against = found.report.checked_against.unwrap_or(0);
                writeln!(out, "Checked against {}.", output::articles(against))?;
                for revision in &found.report.revisions {
                    write_revision(revision, out)?;
                }
                writeln!(out)?;
                table::write(&view, &self.shown.table(width), out)
            }
            form => form.write(&view, out),
        })
    }
}

/// Checks the drafts that `options` names against the corpus in force.
pub(super) fn checked(options: &Options, store: &Store, today: Date) -> anyhow::Result<Run> {
    options.forms.places()?; // what makes no sense is told before anything is read
    let config = options.config.read()?;
    let (drafts, errors) = drafts(options);
    let errors = without_notes(errors, options.quiet);
    if drafts.is_empty() && errors.is_empty() {
        bail!("no article to read in what was given; name the draft's file");
    }
    spare_the_inputs(options, &drafts)?;
    let corpus = store.open(&config)?;
    let settings = Settings {
        grouping: options.grouping(),
        vocabulary: config.vocabulary.clone(),
        ..Settings::new(today)
    };
    let quiet = options.quiet;
    let checked = options.threads.run(move || {
        progress::during("checking".to_owned(), quiet, |_| {
            corpus.check(drafts, &settings)
        })
    })??;
    if !quiet {
        let is_draft = |article: &&Article| checked.report.drafts.contains(&article.id);
        note_dates(checked.articles.iter().filter(is_draft), &checked.report);
    }
    Ok(Run::new(checked.articles, checked.report, config, errors))
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
