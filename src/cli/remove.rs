//! `crosscheck remove`: articles out of the corpus.

use super::store::{Place, Wait};
use super::{Status, output};
use clap::Args;
use crosscheck::corpus::{Corpus, CorpusError};
use crosscheck::report::plain;

/// Take articles out of the corpus, with all their versions
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Remove {
    /// The articles: ids, paths, or names of files
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    wait: Wait,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck remove archive/2024/flood.txt
  crosscheck remove --corpus politics.db w17 w18

Exit status: 0 all were removed, 2 one is not there, the corpus cannot be written to or the usage is wrong";

impl Remove {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let mut corpus = self.wait.open(&self.place.path()?)?;
        let mut status = Status::Clean;
        for article in &self.articles {
            match removed(&mut corpus, article) {
                Ok((id, versions)) => {
                    let name = plain::trimmed(&id);
                    let versions = match versions {
                        1 => String::new(),
                        more => format!(" ({more} versions)"),
                    };
                    output::to_stdout(anstream::ColorChoice::Auto, |out| {
                        writeln!(out, "removed {name}{versions}")
                    })?;
                }
                Err(error @ (CorpusError::Unknown { .. } | CorpusError::Ambiguous { .. })) => {
                    output::complain(&error.to_string());
                    status = Status::Failed;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(status)
    }
}

/// Takes an article out by any of its names; gives back its id and how many versions there were.
fn removed(corpus: &mut Corpus, name: &str) -> Result<(String, usize), CorpusError> {
    let versions = corpus.versions(name)?;
    let id = versions.into_iter().next().map(|entry| entry.id);
    let id = id.unwrap_or_else(|| name.to_owned());
    Ok((id.clone(), corpus.remove(&id)?))
}
