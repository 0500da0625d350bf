//! An entry of the index, and how a chunk of entries is written as bytes.

use super::Kind;

/// A name met in more articles than this is only counted.
pub(in crate::corpus) const LONGEST: usize = 50;

/// A key with the articles that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus) struct Entry {
    pub(in crate::corpus) key: i64,
    /// How many articles have it. Less than none where, in a segment, more went than came.
    pub(in crate::corpus) count: i64,
    /// Articles that have it, in order; none where they are too many to be listed. One that has
    /// gone may still be listed.
    pub(in crate::corpus) articles: Vec<u32>,
}

impl Entry {
    /// Adds what another segment says of the same key.
    pub(super) fn add(&mut self, other: Entry) {
        let common = |entry: &Entry| entry.count > LONGEST as i64 && entry.articles.is_empty();
        let drop = common(self) || common(&other);
        self.count += other.count;
        self.articles.extend(other.articles);
        if drop {
            self.articles.clear();
        }
    }

    /// Keeps the list short.
    pub(in crate::corpus) fn settle(&mut self, kind: Kind) {
        self.articles.sort_unstable();
        self.articles.dedup();
        let over = self.articles.len().saturating_sub(LONGEST);
        match kind {
            Kind::Name if over > 0 => self.articles.clear(),
            Kind::Name => {}
            Kind::Shingle | Kind::Words => drop(self.articles.drain(..over)),
        }
    }

    /// Appends the entry, whose key is larger than `before`.
    pub(super) fn write(&self, before: i64, out: &mut Vec<u8>) {
        put((self.key - before) as u64, out);
        put(zigzag(self.count), out);
        put(self.articles.len() as u64, out);
        let mut last = 0;
        for article in &self.articles {
            put(u64::from(article - last), out);
            last = *article;
        }
    }
}

/// The entries of a chunk; `None` if the bytes are no chunk.
pub(super) fn read(mut bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = Vec::with_capacity(bytes.len() / 6);
    let mut key = 0_i64;
    while !bytes.is_empty() {
        key = key.checked_add(i64::try_from(take(&mut bytes)?).ok()?)?;
        let count = unzigzag(take(&mut bytes)?);
        let length = usize::try_from(take(&mut bytes)?).ok()?;
        if length > LONGEST {
            return None;
        }
        let mut last = 0_u32;
        let mut articles = Vec::with_capacity(length);
        for _ in 0..length {
            last = last.checked_add(u32::try_from(take(&mut bytes)?).ok()?)?;
            articles.push(last);
        }
        entries.push(Entry {
            key,
            count,
            articles,
        });
    }
    Some(entries)
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn put(mut number: u64, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Numbers near 0 on either side as small numbers.
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(key: i64, count: i64, articles: &[u32]) -> Entry {
        Entry {
            key,
            count,
            articles: articles.to_vec(),
        }
    }

    fn written(entries: &[Entry]) -> Vec<u8> {
        let (mut out, mut before) = (Vec::new(), 0);
        for entry in entries {
            entry.write(before, &mut out);
            before = entry.key;
        }
        out
    }

    #[test]
    fn a_chunk_is_read_as_it_was_written() {
        let entries = [
            entry(0, 2, &[1, 900_000]),
            entry(1, -3, &[]),
            entry((1 << 47) - 1, 7_000_000, &[]),
        ];
        assert_eq!(read(&written(&entries)).as_deref(), Some(&entries[..]));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_fail(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }

    #[test]
    fn a_name_that_many_have_is_only_counted() {
        let many: Vec<u32> = (1..=40).collect();
        let more: Vec<u32> = (41..=60).collect();
        let mut name = entry(5, 40, &many);
        name.add(entry(5, 20, &more));
        let mut shingle = name.clone();
        name.settle(Kind::Name);
        assert_eq!(name, entry(5, 60, &[]));
        shingle.settle(Kind::Shingle);
        assert_eq!(shingle.articles, (11..=60).collect::<Vec<u32>>());
        // Once the list is gone, a few more articles do not bring it back.
        name.add(entry(5, 1, &[61]));
        name.settle(Kind::Name);
        assert_eq!(name, entry(5, 61, &[]));
    }
}
