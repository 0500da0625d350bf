//! `crosscheck add`: articles into the corpus.

use super::store::{Form, Store, Wait};
use super::threads::Threads;
use super::{Status, config, options, output};
use anyhow::Context;
use clap::Args;
use crosscheck::Settings;
use crosscheck::article::{self, Article, Meter, ReadError, ReadOptions};
use crosscheck::corpus::{AddEvent, Tally};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use jiff::civil::Date;
use serde_json::json;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Add articles to the corpus; only what is new or changed is read
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Add {
    /// Articles: files (.txt, .md, .html, .jsonl, .jsonl.gz), folders, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    store: Store,

    /// Write what could not be read, and why, to this file (JSON Lines)
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    /// The form of what is told: json tells after each batch what is stored for good (JSON Lines)
    #[arg(long, short, value_enum, default_value_t = Form::Table)]
    format: Form,

    /// The day on which every article was published, whatever the articles say
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    date: Option<Date>,

    /// The largest size of one article, in bytes after unpacking
    #[arg(long, value_name = "BYTES", default_value_t = article::DEFAULT_MAX_BYTES)]
    max_bytes: u64,

    #[command(flatten)]
    threads: Threads,

    /// Show no progress
    #[arg(long, short)]
    quiet: bool,

    #[command(flatten)]
    wait: Wait,

    #[command(flatten)]
    config: config::Source,
}

const EXAMPLES: &str = "\
An article is known by the id or the address that it states, else by its path. A text that differs
from the stored one of the same id becomes a new version of it; the old one is kept, and no longer
compared. Each batch is stored wholly or not at all: after an interruption run the command again.

Examples:
  crosscheck add archive/ feed.jsonl.gz
  crosscheck add --corpus politics.db --errors unread.jsonl archive/
  wget -qO- https://example.org/feed.jsonl | crosscheck add -

Exit status: 0 all was read, 2 something could not be read or stored, or the usage is wrong";

/// So many errors are told; the others are counted.
const MOST_TOLD: usize = 20;

impl Add {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        let config = self.config.read()?;
        let mut errors = Errors::new(self.errors.as_deref())?;
        let path = self.store.path(&config);
        let mut corpus = self.wait.create(&path)?;
        let options = ReadOptions {
            date: self.date.map(|day| day.to_string()),
            max_bytes: self.max_bytes,
        };
        let settings = Settings {
            vocabulary: config.vocabulary.clone(),
            ..Settings::new(today)
        };
        let meter = Meter::default();
        let bar = Bar::new(&meter, self.quiet || self.format == Form::Json);
        let json = self.format == Form::Json;
        let mut problem = None;
        let left_out = AtomicUsize::new(0);
        let quiet = self.quiet;
        let added = self.threads.run(|| {
            let inputs = &self.inputs;
            let feed_meter = meter.clone();
            let (ignore, left_out) = (&config.ignore, &left_out);
            let feed = move |sink: crosscheck::corpus::Sink<'_>| {
                let mut sift = |read: Result<Article, ReadError>| match read {
                    Ok(article) if ignore.leaves_out(&article) => {
                        left_out.fetch_add(1, Ordering::Relaxed);
                        ControlFlow::Continue(())
                    }
                    Err(note) if note.is_note() => {
                        if !quiet {
                            output::note(&note.to_string());
                        }
                        ControlFlow::Continue(())
                    }
                    read => sink(read),
                };
                article::read_as_stated(inputs, &mut io::stdin(), &options, &feed_meter, &mut sift);
            };
            corpus.add(feed, &settings, &mut |event| match event {
                AddEvent::Unreadable(error) => {
                    if let Err(error) = errors.take(error) {
                        problem.get_or_insert(error);
                    }
                }
                AddEvent::Stored(tally) => {
                    bar.show(tally);
                    if json {
                        let _ = line(&json!({"type": "stored", "so_far": tally}));
                    }
                }
                _ => {}
            })
        })?;
        bar.clear();
        let added = added?;
        if json {
            line(
                &json!({"type": "added", "corpus": path, "all": added, "articles": corpus.articles()?}),
            )?;
        } else {
            output::to_stdout(anstream::ColorChoice::Auto, |out| {
                Self::report(&added, &path, corpus.articles().unwrap_or(0), out)
            })?;
        }
        let left_out = left_out.into_inner();
        if left_out > 0 && !self.quiet {
            output::note(&format!(
                "{left_out} left out: the configuration ignores their outlet or section"
            ));
        }
        errors.finish()?;
        if let Some(problem) = problem {
            return Err(problem);
        }
        Ok(if added.unreadable == 0 {
            Status::Clean
        } else {
            Status::Failed
        })
    }

    fn report(added: &Tally, path: &Path, all: usize, out: &mut dyn Write) -> io::Result<()> {
        let count = |number: usize| HumanCount(number as u64).to_string();
        writeln!(
            out,
            "{} read: {} new, {} changed, {} unchanged",
            output::articles(added.articles),
            count(added.new),
            count(added.changed),
            count(added.unchanged)
        )?;
        writeln!(
            out,
            "{} with the same words as another article; {} dates and quantities found",
            count(added.duplicates),
            count(added.mentions)
        )?;
        if added.unreadable > 0 {
            writeln!(out, "{} could not be read", count(added.unreadable))?;
        }
        writeln!(
            out,
            "{}: {}",
            crosscheck::report::plain::trimmed(&path.to_string_lossy()),
            output::articles(all)
        )
    }
}

/// Writes a line of JSON at once, so that whoever reads it knows it before the next begins.
fn line(value: &serde_json::Value) -> anyhow::Result<()> {
    output::to_stdout(anstream::ColorChoice::AlwaysAnsi, |out| {
        writeln!(out, "{value}")
    })
}

/// What could not be read: told on standard error, or written to a file.
struct Errors {
    file: Option<(BufWriter<File>, PathBuf)>,
    told: Vec<String>,
    count: usize,
}

impl Errors {
    fn new(path: Option<&Path>) -> anyhow::Result<Self> {
        let open = |path: &Path| -> anyhow::Result<_> {
            let file = File::create(path).with_context(|| unwritable(path))?;
            Ok((BufWriter::new(file), path.to_owned()))
        };
        Ok(Self {
            file: path.map(open).transpose()?,
            told: Vec::new(),
            count: 0,
        })
    }

    fn take(&mut self, error: &ReadError) -> anyhow::Result<()> {
        self.count += 1;
        match &mut self.file {
            Some((file, path)) => {
                let told = json!({
                    "type": "unreadable",
                    "path": error.place.path,
                    "line": error.place.line,
                    "why": error.cause.to_string(),
                });
                writeln!(file, "{told}").with_context(|| unwritable(path))
            }
            None => {
                if self.told.len() < MOST_TOLD {
                    self.told.push(error.to_string());
                }
                Ok(())
            }
        }
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        self.told.iter().for_each(|error| output::complain(error));
        match &mut self.file {
            Some((file, path)) => file.flush().with_context(|| unwritable(path)),
            None if self.count > self.told.len() => {
                let more = self.count - self.told.len();
                output::complain(&format!(
                    "and {more} more; --errors FILE writes down all of them"
                ));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

fn unwritable(path: &Path) -> String {
    format!("{}: cannot be written", path.display())
}

/// How far it has come, how fast it goes and what remains, on a terminal.
struct Bar {
    bar: ProgressBar,
    meter: Meter,
}

impl Bar {
    fn new(meter: &Meter, quiet: bool) -> Self {
        let bar = if quiet || !io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            ProgressBar::new(0)
        };
        let template = "{bar:20} {bytes}/{total_bytes} at {bytes_per_sec}, {eta} left; {msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self {
            bar,
            meter: meter.clone(),
        }
    }

    fn show(&self, tally: &Tally) {
        self.bar.set_length(self.meter.all.load(Ordering::Relaxed));
        self.bar
            .set_position(self.meter.read.load(Ordering::Relaxed));
        let stored = tally.new + tally.changed;
        let rate = stored as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar
            .set_message(format!("{} stored, {rate:.0}/s", HumanCount(stored as u64)));
    }

    fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
