//! Storing a batch of articles in one transaction: all of it or nothing.

use super::index::{self, Entry, Kind, key_of_name};
use super::prepare::Prepared;
use super::rows::{insert, names_of};
use super::version::{self, Arrival};
use jiff::civil::Date;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde::Serialize;

/// What became of a batch, or of all batches of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Articles that were read.
    pub articles: usize,
    /// Of these, articles that were not known before.
    pub new: usize,
    /// New versions of articles that were known.
    pub changed: usize,
    /// Articles that were stored already.
    pub unchanged: usize,
    /// New articles and versions with the same words as another article.
    pub duplicates: usize,
    /// Quantities and dates in new articles and versions.
    pub mentions: usize,
    /// Bytes of text in new articles and versions.
    pub bytes: usize,
    /// Articles and files that could not be read.
    pub unreadable: usize,
}

impl Tally {
    /// Adds another.
    pub(super) fn add(&mut self, other: Tally) {
        self.articles += other.articles;
        self.new += other.new;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.duplicates += other.duplicates;
        self.mentions += other.mentions;
        self.bytes += other.bytes;
        self.unreadable += other.unreadable;
    }
}

/// Stores articles that come in.
pub(super) fn store(
    connection: &mut Connection,
    batch: &[Prepared],
    added: Date,
) -> rusqlite::Result<Tally> {
    store_by(connection, batch, added, |transaction, read| {
        version::arrival(transaction, &read.article, read.hash)
    })
}

/// Stores articles and old versions that were stored before, in the same order.
pub(super) fn store_again(
    connection: &mut Connection,
    batch: &[Prepared],
    added: Date,
) -> rusqlite::Result<Tally> {
    store_by(connection, batch, added, |transaction, read| {
        version::next(transaction, &read.article)
    })
}

fn store_by(
    connection: &mut Connection,
    batch: &[Prepared],
    added: Date,
    arrival: impl Fn(&Connection, &Prepared) -> rusqlite::Result<Arrival>,
) -> rusqlite::Result<Tally> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut batch_of = Batch::new(&transaction)?;
    for article in batch {
        let arrival = arrival(&transaction, article)?;
        batch_of.take_in(article, arrival, added)?;
    }
    let tally = batch_of.finish()?;
    transaction.commit()?;
    Ok(tally)
}

/// The names and shingles that come and go.
#[derive(Debug, Default)]
struct Filed {
    names: Vec<(i64, u32)>,
    shingles: Vec<(i64, u32)>,
    words: Vec<(i64, u32)>,
    /// The names of articles that go.
    gone: Vec<i64>,
}

/// A batch on its way into the store.
struct Batch<'t> {
    transaction: &'t Transaction<'t>,
    next_article: i64,
    next_segment: i64,
    /// Articles more (or less) than before, without old versions.
    articles: i64,
    filed: Filed,
    tally: Tally,
}

impl<'t> Batch<'t> {
    fn new(transaction: &'t Transaction<'t>) -> rusqlite::Result<Self> {
        let (next_article, next_segment) =
            transaction.query_row("SELECT next_article, next_segment FROM state", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok(Self {
            transaction,
            next_article,
            next_segment,
            articles: 0,
            filed: Filed::default(),
            tally: Tally::default(),
        })
    }

    fn take_in(&mut self, read: &Prepared, arrival: Arrival, added: Date) -> rusqlite::Result<()> {
        self.tally.articles += 1;
        let version = match arrival {
            Arrival::Unchanged => {
                self.tally.unchanged += 1;
                return Ok(());
            }
            Arrival::New => {
                self.tally.new += 1;
                1
            }
            Arrival::Changed { number, version } => {
                self.tally.changed += 1;
                self.supersede(number)?;
                version + 1
            }
        };
        self.tally.mentions += read.mentions.len();
        self.tally.bytes += read.article.text.len();
        let number = self.next_article;
        self.next_article += 1;
        self.articles += 1;
        let key = u32::try_from(number).unwrap_or(u32::MAX);
        insert(self.transaction, number, version, read, added)?;
        self.filed
            .names
            .extend(read.name_keys().map(|name| (name, key)));
        let shingles = read.sketch.shingles.iter();
        self.filed
            .shingles
            .extend(shingles.map(|shingle| (*shingle, key)));
        let words = index::key(read.sketch.words as u64);
        self.filed.words.push((words, key));
        Ok(())
    }

    /// How many of the new articles have the same words as another that counts.
    fn duplicates(&self) -> rusqlite::Result<usize> {
        let mut keys: Vec<i64> = self.filed.words.iter().map(|(key, _)| *key).collect();
        keys.sort_unstable();
        let mut found = 0;
        let all = keys.len();
        keys.dedup();
        for posting in index::look_up(self.transaction, Kind::Words, &keys)? {
            for article in posting.articles {
                if super::find::is_current(self.transaction, i64::from(article))? {
                    found += 1;
                    break;
                }
            }
        }
        Ok(found + all - keys.len())
    }

    /// An old version no longer counts; the one that comes next takes its place.
    fn supersede(&mut self, number: i64) -> rusqlite::Result<()> {
        self.leave(number)?;
        self.transaction
            .prepare_cached("UPDATE article SET superseded_by = ?2 WHERE number = ?1")?
            .execute([number, self.next_article])?;
        Ok(())
    }

    /// Takes an article out of the count and of what is looked up by words.
    fn leave(&mut self, number: i64) -> rusqlite::Result<()> {
        let names: String = self
            .transaction
            .prepare_cached("SELECT names FROM content WHERE article = ?1")?
            .query_row([number], |row| row.get(0))?;
        let names = names_of(&names);
        self.filed
            .gone
            .extend(names.iter().map(|(name, _)| key_of_name(name)));
        self.transaction
            .prepare_cached("DELETE FROM words WHERE rowid = ?1")?
            .execute([number])?;
        self.articles -= 1;
        Ok(())
    }

    /// Files the names and shingles, and notes what has changed.
    fn finish(mut self) -> rusqlite::Result<Tally> {
        let names = self.filed.names.len() as i64 - self.filed.gone.len() as i64;
        self.tally.duplicates = self.duplicates()?;
        let filed = std::mem::take(&mut self.filed);
        if !(filed.words.is_empty() && filed.gone.is_empty()) {
            let segment = self.segment();
            let articles = self.articles.max(1);
            let level = index::level(articles);
            self.transaction.execute(
                "INSERT INTO segment VALUES (?1, ?2, ?3)",
                params![segment, level, articles],
            )?;
            let lists = [
                (Kind::Name, filed.names, filed.gone),
                (Kind::Shingle, filed.shingles, Vec::new()),
                (Kind::Words, filed.words, Vec::new()),
            ];
            for (kind, come, gone) in lists {
                let entries = entries(kind, come, gone).into_iter().map(Ok);
                index::write(self.transaction, kind, segment, entries)?;
            }
            let transaction = self.transaction;
            index::merge(transaction, || self.segment())?;
        }
        self.transaction.execute(
            "UPDATE state SET next_article = ?1, next_segment = ?2, articles = articles + ?3, \
             names = names + ?4",
            params![self.next_article, self.next_segment, self.articles, names],
        )?;
        Ok(self.tally)
    }

    /// The number of a new segment.
    fn segment(&mut self) -> i64 {
        self.next_segment += 1;
        self.next_segment - 1
    }
}

/// Takes articles out of the store, given by their numbers.
pub(super) fn remove(connection: &mut Connection, numbers: &[i64]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut batch = Batch::new(&transaction)?;
    for number in numbers {
        let current = transaction
            .prepare_cached("SELECT 1 FROM article WHERE number = ?1 AND superseded_by IS NULL")?
            .exists([number])?;
        if current {
            batch.leave(*number)?;
        }
        transaction
            .prepare_cached("DELETE FROM article WHERE number = ?1")?
            .execute([number])?;
    }
    batch.finish()?;
    transaction.commit()
}

/// Keys with the articles that have them as entries of the index.
fn entries(kind: Kind, mut come: Vec<(i64, u32)>, gone: Vec<i64>) -> Vec<Entry> {
    come.sort_unstable();
    come.dedup();
    let mut entries: Vec<Entry> = come
        .chunk_by(|one, other| one.0 == other.0)
        .map(|run| Entry {
            key: run[0].0,
            count: run.len() as i64,
            articles: run.iter().map(|(_, article)| *article).collect(),
        })
        .collect();
    let went = |key| Entry {
        key,
        count: -1,
        articles: Vec::new(),
    };
    entries.extend(gone.into_iter().map(went));
    entries.sort_by_key(|entry| entry.key);
    entries.dedup_by(|other, kept| {
        let same = other.key == kept.key;
        if same {
            kept.count += other.count;
            kept.articles.append(&mut other.articles);
        }
        same
    });
    entries.iter_mut().for_each(|entry| entry.settle(kind));
    entries
}
