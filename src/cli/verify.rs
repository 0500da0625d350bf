//! `crosscheck verify`: the corpus checks itself.

use super::store::Place;
use super::{Status, output, progress};
use anyhow::bail;
use clap::Args;
use crosscheck::report::plain;

/// Look for damage in the corpus
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    #[command(flatten)]
    place: Place,

    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Checks the file itself, every text against its hash, the counts and the index.

Examples:
  crosscheck verify
  crosscheck verify --corpus politics.db || crosscheck rebuild --corpus politics.db

Exit status: 0 all is well, 2 something is not";

impl Verify {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let corpus = self.place.open()?;
        let problems = progress::during("checking".to_owned(), self.quiet, |_| corpus.verify())?;
        let articles = output::articles(corpus.articles()?);
        let name = plain::trimmed(&corpus.path().to_string_lossy());
        if problems.is_empty() {
            output::to_stdout(anstream::ColorChoice::Auto, |out| {
                writeln!(out, "{name}: {articles}, all is well")
            })?;
            return Ok(Status::Clean);
        }
        problems
            .iter()
            .for_each(|problem| output::complain(problem));
        bail!(
            "{name}: the corpus is damaged; 'crosscheck rebuild' makes it anew from the texts in it"
        )
    }
}
