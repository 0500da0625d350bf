//! On how many threads a command works.

use anyhow::Context;
use clap::Args;

/// The argument of commands that read articles.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct Threads {
    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl Threads {
    /// Runs `work` on so many.
    pub(super) fn run<T: Send>(self, work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
        let number = self.threads.map_or(0, usize::from); // 0 = one per core
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(number)
            .build()
            .context("cannot start the threads")?;
        Ok(pool.install(work))
    }
}
