//! Making a store anew from the texts that it keeps: after damage, or to read them with a newer
//! release.
//!
//! The new file grows beside the old one and takes its place when it is complete; whoever is
//! interrupted still has the old one. Where something could not be read of the old file it is kept.

use super::prepare::Prepared;
use super::{Corpus, CorpusError, PATIENCE, beside, load, prepare, write};
use crate::Settings;
use crate::article::Article;
use crate::extract::Extractor;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// So many articles are read at a time.
const BATCH: i64 = 2048;
/// How often one looks whether readers have gone.
const PAUSE: Duration = Duration::from_millis(50);

/// What became of a store that was made anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Articles and old versions that were taken over.
    pub articles: usize,
    /// Those that could not be read any more.
    pub lost: usize,
    /// The old file, where it was kept since it was damaged.
    pub kept: Option<PathBuf>,
}

impl Corpus {
    /// Makes the store at `path` anew. `tell` is told how many articles of how many are done.
    ///
    /// # Errors
    ///
    /// Fails if nothing can be read of the store, the new one cannot be written, or other programs
    /// keep using the store for longer than `patience`. The old store is then still in place.
    pub fn rebuild(
        path: &Path,
        patience: Duration,
        settings: &Settings,
        tell: &mut dyn FnMut(usize, usize),
    ) -> Result<Rebuilt, CorpusError> {
        let old = Old::open(path, patience)?;
        let fresh = beside(path, ".rebuild");
        clear_away(&fresh);
        let result = Corpus::create(&fresh, PATIENCE)
            .and_then(|mut new| old.copy_into(&mut new, settings, tell));
        let mut rebuilt = match result {
            Ok(rebuilt) => rebuilt,
            Err(error) => {
                clear_away(&fresh);
                return Err(error);
            }
        };
        if let Err(error) = old.give_way(&fresh, patience, &mut rebuilt) {
            clear_away(&fresh);
            return Err(error);
        }
        Ok(rebuilt)
    }
}

/// Removes a store that nobody wants, with what stands beside it.
fn clear_away(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(beside(path, ending));
    }
}

/// The store that is made anew.
struct Old {
    path: PathBuf,
    connection: Connection,
    /// It cannot be written to any more, so that nobody else can write to it either.
    damaged: bool,
    /// The number after the last article.
    end: i64,
    /// By what one sees whether somebody has written to it meanwhile.
    seal: Option<Seal>,
}

/// Changes with everything that is written.
type Seal = (i64, i64, i64, i64);

impl Old {
    fn open(path: &Path, patience: Duration) -> Result<Self, CorpusError> {
        let reading = Corpus::read_only(path)?;
        let seal = seal(&reading.connection);
        let end = match seal {
            Ok((next, ..)) => next,
            Err(_) => reading.told(reading.connection.query_row(
                "SELECT coalesce(max(article), 0) + 1 FROM content",
                [],
                |row| row.get(0),
            ))?,
        };
        let seal = seal.ok();
        let writing = Connection::open(path).and_then(|connection| {
            connection.busy_timeout(patience)?;
            Ok(connection)
        });
        let (connection, damaged) = match writing {
            Ok(connection) => (connection, seal.is_none()),
            Err(_) => (reading.connection, true),
        };
        Ok(Self {
            path: path.to_owned(),
            connection,
            damaged,
            end,
            seal,
        })
    }

    fn copy_into(
        &self,
        new: &mut Corpus,
        settings: &Settings,
        tell: &mut dyn FnMut(usize, usize),
    ) -> Result<Rebuilt, CorpusError> {
        let extractor = Extractor::with(&settings.vocabulary);
        let mut rebuilt = Rebuilt::default();
        for start in (1..self.end).step_by(BATCH as usize) {
            let end = (start + BATCH).min(self.end);
            let mut batch: Vec<(Article, String)> = Vec::new();
            for number in start..end {
                match self.article(number) {
                    Ok(Some(article)) => batch.push(article),
                    Ok(None) => {}
                    Err(_) => rebuilt.lost += 1,
                }
            }
            let ready: Vec<Prepared> = batch
                .into_par_iter()
                .map(|(article, added)| {
                    let hash = prepare::hash(&article);
                    Prepared {
                        added: Some(added),
                        ..Prepared::new(article, hash, &extractor, settings)
                    }
                })
                .collect();
            rebuilt.articles += ready.len();
            let stored = write::store_again(&mut new.connection, &ready, settings.today);
            new.told(stored)?;
            tell((end - 1) as usize, (self.end - 1) as usize);
        }
        new.settle()?;
        Ok(rebuilt)
    }

    /// An article with the day on which it was added; none where one was removed.
    fn article(&self, number: i64) -> rusqlite::Result<Option<(Article, String)>> {
        let added: Option<String> = self
            .connection
            .prepare_cached("SELECT added FROM article WHERE number = ?1")?
            .query_row([number], |row| row.get(0))
            .optional()?;
        added
            .map(|added| Ok((load::article(&self.connection, number)?, added)))
            .transpose()
    }

    /// Puts the new file in place of the old one, while nobody else uses it.
    fn give_way(
        self,
        fresh: &Path,
        patience: Duration,
        rebuilt: &mut Rebuilt,
    ) -> Result<(), CorpusError> {
        let moved = |from: &Path, to: &Path| {
            std::fs::rename(from, to).map_err(|error| CorpusError::Other {
                path: from.to_owned(),
                why: format!("cannot be renamed ({error})"),
            })
        };
        if !self.damaged {
            match self.alone(patience) {
                Ok(()) => {}
                Err(CorpusError::Damaged { .. }) => {
                    rebuilt.lost = rebuilt.lost.max(1);
                }
                Err(error) => return Err(error),
            }
        }
        if self.damaged || rebuilt.lost > 0 {
            let kept = beside(&self.path, ".damaged");
            clear_away(&kept);
            for ending in ["-wal", ""] {
                let from = beside(&self.path, ending);
                if from.exists() {
                    moved(&from, &beside(&kept, ending))?;
                }
            }
            let _ = std::fs::remove_file(beside(&self.path, "-shm"));
            rebuilt.kept = Some(kept);
        }
        moved(fresh, &self.path)
    }

    /// Waits until nobody else uses the store, and keeps others out; its log is brought into it.
    fn alone(&self, patience: Duration) -> Result<(), CorpusError> {
        let told = |error: rusqlite::Error| CorpusError::of(&self.path, &error);
        let connection = &self.connection;
        connection
            .pragma_update(None, "locking_mode", "exclusive")
            .map_err(told)?;
        let mut waited = Duration::ZERO;
        loop {
            let mode = connection.query_row("PRAGMA journal_mode = delete", [], |row| {
                row.get::<_, String>(0)
            });
            match mode.map_err(told) {
                Ok(mode) if mode == "delete" => break,
                Ok(_) | Err(CorpusError::Busy { .. }) if waited < patience => {
                    std::thread::sleep(PAUSE);
                    waited += PAUSE;
                }
                Ok(_) | Err(CorpusError::Busy { .. }) => {
                    return Err(CorpusError::Busy {
                        path: self.path.clone(),
                    });
                }
                Err(error) => return Err(error),
            }
        }
        connection.execute_batch("BEGIN EXCLUSIVE").map_err(told)?;
        if seal(connection).ok() == self.seal {
            return Ok(());
        }
        let _ = connection.execute_batch("ROLLBACK; PRAGMA journal_mode = wal");
        Err(CorpusError::Busy {
            path: self.path.clone(),
        })
    }
}

fn seal(connection: &Connection) -> rusqlite::Result<Seal> {
    connection.query_row(
        "SELECT next_article, next_segment, articles, names FROM state",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )
}
