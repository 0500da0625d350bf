//! `crosscheck rebuild`: the corpus made anew from the texts that it keeps.

use super::store::{Store, Wait};
use super::threads::Threads;
use super::{Status, config, output, progress};
use clap::Args;
use crosscheck::Settings;
use crosscheck::corpus::Corpus;
use crosscheck::report::plain;
use jiff::civil::Date;

/// Make the corpus anew from the texts that it keeps
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Rebuild {
    #[command(flatten)]
    store: Store,

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
Reads all articles anew, after damage or with a newer crosscheck. The new file takes the place of the
old one when it is complete. Where something of the old one could not be read, it is kept beside it
as FILE.damaged.

Examples:
  crosscheck rebuild
  crosscheck rebuild --corpus politics.db

Exit status: 0 all was taken over, 2 something was lost, or the corpus cannot be read or written to";

impl Rebuild {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        let config = self.config.read()?;
        let settings = Settings {
            vocabulary: config.vocabulary.clone(),
            ..Settings::new(today)
        };
        let path = &self.store.path(&config);
        let patience = self.wait.patience();
        let rebuilt = self.threads.run(|| {
            progress::during(
                "reading the articles anew".to_owned(),
                self.quiet,
                |message| {
                    Corpus::rebuild(path, patience, &settings, &mut |done, all| {
                        message.set(format!("reading the articles anew: {done} of {all}"));
                    })
                },
            )
        })??;
        let name = plain::trimmed(&path.to_string_lossy());
        output::to_stdout(anstream::ColorChoice::Auto, |out| {
            writeln!(
                out,
                "{name}: {} read anew, old versions among them",
                output::articles(rebuilt.articles)
            )?;
            match &rebuilt.kept {
                Some(kept) => {
                    let kept = plain::trimmed(&kept.to_string_lossy());
                    writeln!(out, "the damaged file is kept as {kept}")
                }
                None => Ok(()),
            }
        })?;
        if rebuilt.lost > 0 {
            output::complain(&format!(
                "{} could not be read any more",
                output::articles(rebuilt.lost)
            ));
            return Ok(Status::Failed);
        }
        Ok(Status::Clean)
    }
}
