//! The arguments that the commands share.

use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// What is read and how, and how the report leaves the program.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Articles: files (.txt, .md, .html, .jsonl, .jsonl.gz), folders, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) forms: super::forms::Forms,

    /// The day on which every article was published, whatever the articles say
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) date: Option<Date>,

    /// The largest size of one article, in bytes after unpacking
    #[arg(long, value_name = "BYTES", default_value_t = crosscheck::article::DEFAULT_MAX_BYTES)]
    pub(super) max_bytes: u64,

    /// Take the articles for scans that a machine read badly when copies are grouped
    #[arg(long)]
    pub(super) scanned: bool,

    #[command(flatten)]
    pub(super) threads: super::threads::Threads,

    /// Show neither progress nor notes, only errors
    #[arg(long, short)]
    pub(super) quiet: bool,

    #[command(flatten)]
    pub(super) config: super::config::Source,
}

impl Options {
    /// The defaults for a command that reads articles and prints no report.
    pub(super) fn to_read(inputs: Vec<PathBuf>, config: &super::config::Source) -> Self {
        Self {
            inputs,
            forms: super::forms::Forms::default(),
            date: None,
            max_bytes: crosscheck::article::DEFAULT_MAX_BYTES,
            scanned: false,
            threads: super::threads::Threads::default(),
            quiet: false,
            config: config.clone(),
        }
    }

    /// How copies are grouped.
    pub(super) fn grouping(&self) -> crosscheck::duplicate::Options {
        crosscheck::duplicate::Options {
            scanned: self.scanned,
            ..crosscheck::duplicate::Options::default()
        }
    }
}

/// When there are colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// Parses a day.
pub(super) fn day(text: &str) -> anyhow::Result<Date> {
    let whole = text.len() == "YYYY-MM-DD".len();
    whole
        .then(|| text.parse().ok())
        .flatten()
        .context("not a day; write it as YYYY-MM-DD, for example 2024-01-16")
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_days_and_nothing_else() {
        assert_eq!(day("2024-01-16").unwrap(), jiff::civil::date(2024, 1, 16));
        assert!(day("2024-02-30").is_err());
        assert!(day("2024-01-16T10:00").is_err());
        assert!(day("16.01.2024").is_err());
    }
}
