//! The arguments of the commands that work with a corpus.

use super::config::{self, Config};
use clap::{Args, ValueEnum};
use crosscheck::corpus::Corpus;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The corpus unless another is named.
const NAME: &str = "crosscheck.db";

/// The corpus that is named, else the one of the configuration, else the usual one.
pub(super) fn in_force(named: Option<&Path>, config: &Config) -> PathBuf {
    match (named, &config.corpus) {
        (Some(path), _) => path.to_owned(),
        (None, Some(written)) => config.beside(&written.value),
        (None, None) => PathBuf::from(NAME),
    }
}

/// Which corpus.
#[derive(Debug, Args)]
pub(super) struct Store {
    /// The corpus [default: the one that crosscheck.toml names, else crosscheck.db]
    #[arg(long, value_name = "FILE")]
    corpus: Option<PathBuf>,
}

impl Store {
    /// The file.
    pub(super) fn path(&self, config: &Config) -> PathBuf {
        in_force(self.corpus.as_deref(), config)
    }

    /// Was a corpus named, on the command line?
    pub(super) fn is_named(&self) -> bool {
        self.corpus.is_some()
    }

    /// Opens the corpus for reading alone.
    pub(super) fn open(&self, config: &Config) -> anyhow::Result<Corpus> {
        Ok(Corpus::open(&self.path(config))?)
    }
}

/// Which corpus, for commands that take nothing else from the configuration.
#[derive(Debug, Args)]
pub(super) struct Place {
    #[command(flatten)]
    store: Store,

    #[command(flatten)]
    config: config::Source,
}

impl Place {
    /// The file.
    pub(super) fn path(&self) -> anyhow::Result<PathBuf> {
        Ok(self.store.path(&self.config.read()?))
    }

    /// Opens the corpus for reading alone.
    pub(super) fn open(&self) -> anyhow::Result<Corpus> {
        Ok(Corpus::open(&self.path()?)?)
    }
}

/// How long one waits for another program that is writing.
#[derive(Debug, Args)]
pub(super) struct Wait {
    /// How many seconds to wait for another program that is writing to the corpus
    #[arg(long, value_name = "SECONDS", default_value_t = crosscheck::corpus::PATIENCE.as_secs())]
    wait: u64,
}

impl Wait {
    /// Opens the corpus for writing, and makes it if there is none.
    pub(super) fn create(&self, path: &Path) -> anyhow::Result<Corpus> {
        Ok(Corpus::create(path, self.patience())?)
    }

    /// Opens a corpus that there is for writing.
    pub(super) fn open(&self, path: &Path) -> anyhow::Result<Corpus> {
        if path.symlink_metadata().is_err() {
            return Err(crosscheck::corpus::CorpusError::Missing {
                path: path.to_owned(),
            }
            .into());
        }
        self.create(path)
    }

    pub(super) fn patience(&self) -> Duration {
        Duration::from_secs(self.wait)
    }
}

/// The forms in which a command that asks the corpus prints what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For a reader
    Table,
    /// For a program
    Json,
}

/// Writes a value as JSON, escaped as the report is.
pub(super) fn json(value: &impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
    crosscheck::report::json::write_value(value, out)
}

/// So many columns as the terminal has, else 80; as many as were asked for where they were.
pub(super) fn width(asked: Option<u16>) -> usize {
    let stdout = io::stdout();
    let measured = || {
        stdout
            .is_terminal()
            .then(|| terminal_size::terminal_size_of(&stdout))
            .flatten()
            .map(|(width, _)| usize::from(width.0))
    };
    asked.map(usize::from).or_else(measured).unwrap_or(80)
}

/// The line cut to so many columns.
pub(super) fn cropped(line: &str, columns: usize) -> String {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    if line.width() <= columns {
        return line.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let fits = |c: &char| {
        let width = c.width().unwrap_or(0);
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    let mut cut: String = line.chars().take_while(fits).collect();
    cut.push('…');
    cut
}
