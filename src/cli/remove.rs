//! `crosscheck remove`: articles out of the corpus.

use super::store::{Place, Wait};
use super::{Status, output};
use clap::Args;
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
            match corpus.remove(article) {
                Ok(versions) => {
                    let name = plain::trimmed(article);
                    let versions = match versions {
                        1 => String::new(),
                        more => format!(" ({more} versions)"),
                    };
                    output::to_stdout(anstream::ColorChoice::Auto, |out| {
                        writeln!(out, "removed {name}{versions}")
                    })?;
                }
                Err(error @ crosscheck::corpus::CorpusError::Unknown { .. }) => {
                    output::complain(&error.to_string());
                    status = Status::Failed;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(status)
    }
}
