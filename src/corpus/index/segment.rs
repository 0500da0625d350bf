//! A segment: its entries written as chunks, and read again in their order.

use super::Kind;
use super::entry::{self, Entry};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

/// Bytes of a chunk, so that it fits into the page of its row.
const CHUNK: usize = 1900;

/// Writes the entries of one kind, which come in the order of their keys.
pub(in crate::corpus) fn write(
    connection: &Connection,
    kind: Kind,
    segment: i64,
    entries: impl Iterator<Item = rusqlite::Result<Entry>>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO chunk VALUES (?1, ?2, ?3, ?4)")?;
    let mut chunk: Vec<u8> = Vec::with_capacity(CHUNK + 64);
    let (mut first, mut last) = (0, 0);
    for entry in entries {
        let entry = entry?;
        if chunk.len() >= CHUNK - 300 {
            insert.execute(params![kind.number(), segment, first, chunk])?;
            chunk.clear();
        }
        if chunk.is_empty() {
            (first, last) = (entry.key, 0);
        }
        entry.write(last, &mut chunk);
        last = entry.key;
    }
    if !chunk.is_empty() {
        insert.execute(params![kind.number(), segment, first, chunk])?;
    }
    Ok(())
}

/// A way through the entries of a segment, in the order of their keys.
pub(in crate::corpus) struct Walk<'c> {
    next_chunk: CachedStatement<'c>,
    kind: Kind,
    segment: i64,
    /// The first key of the chunk at hand.
    at: i64,
    entries: std::vec::IntoIter<Entry>,
}

impl<'c> Walk<'c> {
    pub(in crate::corpus) fn new(
        connection: &'c Connection,
        kind: Kind,
        segment: i64,
    ) -> rusqlite::Result<Self> {
        let next_chunk = connection.prepare_cached(
            "SELECT first_key, entries FROM chunk WHERE kind = ?1 AND segment = ?2 AND first_key > ?3 \
             ORDER BY first_key LIMIT 1",
        )?;
        Ok(Self {
            next_chunk,
            kind,
            segment,
            at: -1,
            entries: Vec::new().into_iter(),
        })
    }

    fn advance(&mut self) -> rusqlite::Result<Option<Entry>> {
        loop {
            if let Some(entry) = self.entries.next() {
                return Ok(Some(entry));
            }
            let row = self
                .next_chunk
                .query_row(params![self.kind.number(), self.segment, self.at], |row| {
                    Ok((row.get(0)?, entries(row)?))
                })
                .optional()?;
            let Some((first, entries)) = row else {
                return Ok(None);
            };
            self.at = first;
            self.entries = entries.into_iter();
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = rusqlite::Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().transpose()
    }
}

/// The entries of the chunk in the second column.
pub(super) fn entries(row: &rusqlite::Row<'_>) -> rusqlite::Result<Vec<Entry>> {
    let bytes = row.get_ref(1)?.as_blob()?;
    entry::read(bytes).ok_or_else(|| {
        let error = "a chunk of the index cannot be read".into();
        rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Blob, error)
    })
}
