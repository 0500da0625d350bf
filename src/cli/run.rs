//! Reads the articles and analyses them.

use super::config::Config;
use super::options::Options;
use super::{Status, output, progress};
use anyhow::{Context, bail};
use crosscheck::article::{self, Article, ReadError, ReadOptions, Reading};
use crosscheck::report::{Report, Unread, plain};
use crosscheck::{Progress, Settings};
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::Path;

/// What a run found.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) articles: Vec<Article>,
    pub(super) report: Report,
    pub(super) config: Config,
    errors: Vec<ReadError>,
}

impl Run {
    /// What was found in articles, beside what could not be read.
    pub(super) fn new(
        articles: Vec<Article>,
        mut report: Report,
        config: Config,
        errors: Vec<ReadError>,
    ) -> Self {
        report.unread = errors.iter().map(unread).collect();
        Self {
            articles,
            report,
            config,
            errors,
        }
    }

    /// Complains of what could not be read, after the report, where it is seen; `status` stands if
    /// there is nothing to complain of.
    pub(super) fn end(&self, status: Status) -> Status {
        self.errors
            .iter()
            .for_each(|error| output::complain(&error.to_string()));
        if self.errors.is_empty() {
            status
        } else {
            Status::Failed
        }
    }
}

/// One of the library's analyses.
pub(super) type Analysis = fn(&[Article], &Settings) -> Report;

/// Reads what `options` names and analyses what could be read.
pub(super) fn run(options: &Options, today: Date, analysis: Analysis) -> anyhow::Result<Run> {
    options.forms.places()?; // what makes no sense is told before anything is read
    let config = options.config.read()?;
    options.threads.run(|| {
        let Reading {
            mut articles,
            errors,
        } = read(options);
        let errors = without_notes(errors, options.quiet);
        if articles.is_empty() && errors.is_empty() {
            bail!(
                "no article to read in what was given; name files, or folders with files in them"
            );
        }
        spare_the_inputs(options, &articles)?;
        let left_out = config.ignore.sift(&mut articles);
        if left_out > 0 && !options.quiet {
            output::note(&format!(
                "{left_out} of the articles {} left out: the configuration ignores their outlet or section",
                if left_out == 1 { "is" } else { "are" }
            ));
        }
        if articles.is_empty() && left_out > 0 && errors.is_empty() {
            bail!("nothing is left to compare; --isolated heeds no configuration");
        }
        let size = articles.len();
        let opening = format!("analysing {}", output::articles(size));
        let report = progress::during(opening, options.quiet, |message| {
            let message = message.clone();
            let said = move |what: &str| {
                tracing::info!("{what}");
                message.set(format!("{}: {what}", output::articles(size)));
            };
            let settings = Settings {
                progress: Progress::to(said),
                grouping: options.grouping(),
                vocabulary: config.vocabulary.clone(),
                ..Settings::new(today)
            };
            analysis(&articles, &settings)
        });
        if !options.quiet {
            note_dates(&articles, &report);
        }
        Ok(Run::new(articles, report, config, errors))
    })?
}

/// Tells what is only worth knowing, and gives back what could not be read.
pub(super) fn without_notes(errors: Vec<ReadError>, quiet: bool) -> Vec<ReadError> {
    let (notes, errors): (Vec<_>, Vec<_>) = errors.into_iter().partition(ReadError::is_note);
    if !quiet {
        notes
            .iter()
            .for_each(|note| output::note(&note.to_string()));
    }
    errors
}

/// So many dates that are none are told one by one.
const MOST_DATES: usize = 5;

/// Notes which articles state a date of publication that is none. Where one of them was understood,
/// the reason for the article's day names its place.
pub(super) fn note_dates<'a>(articles: impl IntoIterator<Item = &'a Article>, report: &Report) {
    let infos = report.articles.iter().map(|info| (info.id.as_str(), info));
    let infos: HashMap<&str, _> = infos.collect();
    let unread = articles.into_iter().filter_map(|article| {
        let why = &infos.get(article.id.as_str())?.published.why;
        let first = article.dates.first()?;
        let understood = article.dates.iter().any(|date| why.contains(&date.place));
        (!understood).then_some((article, first))
    });
    let unread: Vec<_> = unread.collect();
    for (article, date) in unread.iter().take(MOST_DATES) {
        output::note(&format!(
            "{}: {} is no date that is understood: “{}”; write it as YYYY-MM-DD",
            article.path, date.place, date.text
        ));
    }
    if unread.len() > MOST_DATES {
        let more = unread.len() - MOST_DATES;
        output::note(&format!(
            "and {more} more dates of publication that are none"
        ));
    }
}

fn read(options: &Options) -> Reading {
    let read_options = ReadOptions {
        date: options.date.map(|day| day.to_string()),
        max_bytes: options.max_bytes,
    };
    let reading = progress::during("reading".to_owned(), options.quiet, |_| {
        article::read(&options.inputs, &read_options)
    });
    for article in &reading.articles {
        let bytes = article.text.len();
        tracing::debug!(id = %article.id, path = %plain::trimmed(&article.path), bytes, "article read");
    }
    tracing::info!(
        articles = reading.articles.len(),
        errors = reading.errors.len(),
        "inputs read"
    );
    reading
}

/// What could not be read, as the report tells it.
fn unread(error: &ReadError) -> Unread {
    Unread {
        path: error.place.path.clone(),
        line: error.place.line,
        why: error.cause.to_string(),
    }
}

/// Refuses to write the report over an article.
pub(super) fn spare_the_inputs(options: &Options, articles: &[Article]) -> anyhow::Result<()> {
    let read_from = articles.iter().map(|article| Path::new(&article.path));
    let read_from: Vec<&Path> = read_from
        .chain(options.inputs.iter().map(AsRef::as_ref))
        .collect();
    for (_, file) in options.forms.places()? {
        let Some(Ok(target)) = file.map(std::fs::canonicalize) else {
            continue;
        };
        let is_target = |path: &&&Path| path.canonicalize().is_ok_and(|path| path == target);
        if let Some(path) = read_from.iter().find(is_target) {
            bail!(
                "{}: is one of the articles; give --output another name",
                path.display()
            );
        }
    }
    Ok(())
}

/// Reads a report that was written before.
pub(super) fn stored(path: &Path) -> anyhow::Result<Report> {
    let name = path.display();
    let bytes = std::fs::read(path)
        .with_context(|| format!("{name}: the report cannot be read; check the name"))?;
    let report: Report = serde_json::from_slice(&bytes).with_context(|| {
        format!("{name}: is no report; write one with crosscheck compare --format json")
    })?;
    if report.schema != crosscheck::report::SCHEMA {
        bail!(
            "{name}: has the format {:?}, and {:?} is needed; write it anew with this version",
            plain::trimmed(&report.schema),
            crosscheck::report::SCHEMA
        );
    }
    Ok(report)
}
