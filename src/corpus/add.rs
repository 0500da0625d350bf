//! Adding articles: read on one thread, analysed on all, stored by one more, a batch at a time.
//!
//! What waits between the stages is bounded, so that the memory does not grow with what is added.

use super::prepare::Prepared;
use super::version::{self, Arrival};
use super::write::{self, Tally};
use super::{Corpus, CorpusError};
use crate::Settings;
use crate::article::{Article, ReadError};
use crate::extract::Extractor;
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, SyncSender};

/// A batch holds so many articles …
const MOST_ARTICLES: usize = 2048;
/// … or so many bytes of text, and one article at the least.
const MOST_BYTES: usize = 2 << 20;
/// So many batches wait for the next stage.
const WAITING: usize = 1;

/// What is told while articles are added.
#[derive(Debug)]
#[non_exhaustive]
pub enum AddEvent<'e> {
    /// Something could not be read; what stands beside it is.
    Unreadable(&'e ReadError),
    /// A batch is stored for good. What was stored so far, all in all.
    Stored(&'e Tally),
}

/// Whoever takes articles in as they are read; it breaks when no more are wanted.
pub type Sink<'s> = &'s mut dyn FnMut(Result<Article, ReadError>) -> ControlFlow<()>;

/// Articles and errors in the order in which they were read.
type Batch = Vec<Result<Article, ReadError>>;

impl Corpus {
    /// Adds the articles that `feed` reads. Of an article that is known by its id, a text that
    /// differs becomes a new version; what is stored already is not read again. Each batch is
    /// stored wholly or not at all: whoever is interrupted adds the same again.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written to; the batches told as stored stay.
    pub fn add(
        &mut self,
        feed: impl FnOnce(Sink<'_>) + Send,
        settings: &Settings,
        tell: &mut dyn FnMut(AddEvent<'_>),
    ) -> Result<Tally, CorpusError> {
        let extractor = Extractor::with(&settings.vocabulary);
        let reading = self.second()?;
        let path = self.path.clone();
        let connection = &mut self.connection;
        let failed = |error: rusqlite::Error| CorpusError::of(&path, &error);
        let mut sum = Tally::default();
        std::thread::scope(|scope| {
            let (send_read, read) = mpsc::sync_channel::<Batch>(WAITING);
            let (send_prepared, prepared) = mpsc::sync_channel::<Vec<Prepared>>(WAITING);
            let (send_stored, stored) = mpsc::channel::<Tally>();
            scope.spawn(move || collect(feed, &send_read));
            let today = settings.today;
            let writer = scope.spawn(move || -> rusqlite::Result<()> {
                for batch in prepared {
                    let tally = write::store(connection, &batch, today)?;
                    // Nobody listens any more only where all has failed.
                    let _ = send_stored.send(tally);
                }
                Ok(())
            });
            let tell_stored = |sum: &mut Tally, tell: &mut dyn FnMut(AddEvent<'_>)| {
                for tally in stored.try_iter() {
                    sum.add(tally);
                    tell(AddEvent::Stored(sum));
                }
            };
            let mut problem = None;
            for batch in &read {
                let (fresh, known) = match split(batch, &reading, &mut sum, tell) {
                    Ok(split) => split,
                    Err(error) => {
                        problem = Some(error);
                        break;
                    }
                };
                sum.articles += known;
                sum.unchanged += known;
                let ready: Vec<Prepared> = fresh
                    .into_par_iter()
                    .map(|(article, hash)| Prepared::new(article, hash, &extractor, settings))
                    .collect();
                if !ready.is_empty() && send_prepared.send(ready).is_err() {
                    break;
                }
                tell_stored(&mut sum, tell);
            }
            drop(read);
            drop(send_prepared);
            let wrote = writer.join().unwrap_or(Ok(()));
            tell_stored(&mut sum, tell);
            problem.map_or(wrote, Err).map_err(failed)
        })?;
        self.settle()?;
        Ok(sum)
    }
}

/// Collects what is read into batches.
fn collect(feed: impl FnOnce(Sink<'_>), send: &SyncSender<Batch>) {
    let (mut batch, mut bytes) = (Batch::new(), 0);
    feed(&mut |result| {
        bytes += result.as_ref().map_or(0, |article| article.text.len());
        batch.push(result);
        if batch.len() < MOST_ARTICLES && bytes < MOST_BYTES {
            return ControlFlow::Continue(());
        }
        bytes = 0;
        match send.send(std::mem::take(&mut batch)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    if !batch.is_empty() {
        let _ = send.send(batch);
    }
}

/// Articles with their hashes.
type Fresh = Vec<(Article, i64)>;

/// The articles of a batch that are not stored yet, and how many are. Errors are told.
fn split(
    batch: Batch,
    connection: &rusqlite::Connection,
    sum: &mut Tally,
    tell: &mut dyn FnMut(AddEvent<'_>),
) -> rusqlite::Result<(Fresh, usize)> {
    let (mut fresh, mut known) = (Fresh::new(), 0);
    for result in batch {
        match result {
            Ok(article) => match version::arrival_of(connection, &article)? {
                (_, Arrival::Unchanged) => known += 1,
                (hash, _) => fresh.push((article, hash)),
            },
            Err(error) => {
                sum.unreadable += 1;
                tell(AddEvent::Unreadable(&error));
            }
        }
    }
    Ok((fresh, known))
}
