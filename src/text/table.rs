//! Word tables: plain text, compiled in, one entry a line, `#` opens a comment.

use super::Text;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The lines of a table without comments and blank lines.
pub fn lines(table: &str) -> impl Iterator<Item = &str> {
    table
        .lines()
        .map(|l| l.split('#').next().unwrap_or("").trim())
        .filter(|l| !l.is_empty())
}

/// The words of a table, separated by white space.
pub fn words(table: &'static str) -> WordSet {
    lines(table).flat_map(str::split_whitespace).collect()
}

/// By their first letter, the lengths and last letters of the words of a table, as bits. Most words
/// of a text are told from those of a table by that alone, which costs less than a look-up.
#[derive(Debug, Clone, Default)]
pub struct Outlines([u64; 27]);

impl Outlines {
    /// Adds a word.
    pub fn add(&mut self, word: &str) {
        if let Some((slot, bit)) = outline(word) {
            self.0[slot] |= bit;
        }
    }

    /// Can the word be one of those added, but for the case of its ASCII letters?
    #[inline]
    pub fn may_have(&self, word: &str) -> bool {
        outline(word).is_some_and(|(slot, bit)| self.0[slot] & bit != 0)
    }
}

/// The place in the alphabet of a word's first letter (one for all other characters), and the bit
/// that stands for its length and its last letter. Several of these share a bit.
#[inline]
fn outline(word: &str) -> Option<(usize, u64)> {
    let (first, last) = (word.bytes().next()?, word.bytes().next_back()?);
    let slot = usize::from(first.to_ascii_lowercase().wrapping_sub(b'a')).min(26);
    // Odd, so that neither words of one length nor those of one ending meet more than they must.
    const SPREAD: usize = 11;
    let mixed = word.len() * SPREAD + usize::from(last.to_ascii_lowercase());
    Some((slot, 1 << (mixed % 64)))
}

/// What words stand for, where most words that are looked up stand for nothing.
#[derive(Debug, Clone)]
pub struct WordMap<T> {
    outlines: Outlines,
    by_word: FxHashMap<Cow<'static, str>, T>,
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        Self {
            outlines: Outlines::default(),
            by_word: FxHashMap::default(),
        }
    }
}

impl<T> WordMap<T> {
    /// What a word stands for.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&T> {
        if self.outlines.may_have(word) {
            self.by_word.get(word)
        } else {
            None
        }
    }

    /// Is the word one of the table?
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Its words, in no order.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.by_word.keys().map(|word| &**word)
    }

    /// What a word stands for, to be changed; a default where it is new.
    pub fn entry(&mut self, word: impl Into<Cow<'static, str>>) -> &mut T
    where
        T: Default,
    {
        let word = word.into();
        self.outlines.add(&word);
        self.by_word.entry(word).or_default()
    }
}

impl<W: Into<Cow<'static, str>>, T> Extend<(W, T)> for WordMap<T> {
    fn extend<I: IntoIterator<Item = (W, T)>>(&mut self, entries: I) {
        for (word, value) in entries {
            let word = word.into();
            self.outlines.add(&word);
            self.by_word.insert(word, value);
        }
    }
}

impl<W: Into<Cow<'static, str>>, T> FromIterator<(W, T)> for WordMap<T> {
    fn from_iter<I: IntoIterator<Item = (W, T)>>(entries: I) -> Self {
        let mut map = Self::default();
        map.extend(entries);
        map
    }
}

/// A set of words, most of which are not those looked for.
pub type WordSet = WordMap<()>;

impl FromIterator<&'static str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        words.into_iter().map(|word| (word, ())).collect()
    }
}

/// Words that stand in groups of a table: a set of groups as bits, with a constant for each group
/// and a look-up by its name in the table.
macro_rules! word_groups {
    ($(#[$about:meta])* $visible:vis $set:ident($bits:ty) {
        $($name:ident $heading:literal),* $(,)?
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        $visible struct $set($bits);

        impl $set {
            $crate::text::table::word_groups!(@each $visible $set; 0; $($name $heading,)*);

            /// The group of this name in the table.
            fn group(heading: &str) -> Option<$set> {
                match heading {
                    $($heading => Some($set::$name),)*
                    _ => None,
                }
            }

            /// Is one of these groups among those?
            $visible fn any(self, groups: $set) -> bool {
                self.0 & groups.0 != 0
            }
        }

        impl std::ops::BitOr for $set {
            type Output = $set;

            fn bitor(self, other: $set) -> $set {
                $set(self.0 | other.0)
            }
        }
    };
    (@each $visible:vis $set:ident; $bit:expr;) => {};
    (@each $visible:vis $set:ident; $bit:expr; $name:ident $heading:literal, $($rest:tt)*) => {
        #[doc = concat!("`", $heading, "`")]
        $visible const $name: $set = $set(1 << ($bit));
        $crate::text::table::word_groups!(@each $visible $set; $bit + 1; $($rest)*);
    };
}
pub(crate) use word_groups;

/// Phrases of one or more words, each with what it stands for, found by longest match.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    by_first: WordMap<Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: WordMap::default(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase. Its words are cut as those of an article are, so "two-thirds" is three.
    pub fn add(&mut self, phrase: &str, value: T) {
        self.put(phrase, value, |other, new| other >= new);
    }

    /// Adds a phrase that comes before the same phrase added earlier.
    pub fn add_first(&mut self, phrase: &str, value: T) {
        self.put(phrase, value, |other, new| other > new);
    }

    /// Adds a phrase after those whose length `precedes` its own.
    fn put(&mut self, phrase: &str, value: T, precedes: fn(usize, usize) -> bool) {
        let text = Text::new(phrase, &[]);
        let words: Vec<String> = (0..text.tokens.len())
            .map(|i| text.word(i).to_lowercase())
            .collect();
        let Some(first) = words.first().cloned() else {
            return;
        };
        let same_start = self.by_first.entry(first);
        let place = same_start.partition_point(|(other, _)| precedes(other.len(), words.len()));
        same_start.insert(place, (words, value));
    }

    /// The longest phrase that starts with token `i`: what it stands for and the token after it.
    pub fn at(&self, text: &Text<'_>, i: usize) -> Option<(&T, usize)> {
        let same_start = self.by_first.get(text.lower(i))?;
        same_start
            .iter()
            .find(|(words, _)| words.iter().enumerate().all(|(k, w)| text.is(i + k, w)))
            .map(|(words, value)| (value, i + words.len()))
    }

    /// Does some phrase start with this word (in lower case)?
    pub fn starts_with(&self, word: &str) -> bool {
        self.by_first.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_table_is_passed_by() {
        let all = [
            "", "a", "Ab", "abc", "zebra", "école", "%", "12th", "twenty",
        ];
        let set: WordSet = all.into_iter().collect();
        assert!(all[1..].iter().all(|word| set.contains(word)));
        let mut outlines = Outlines::default();
        all.iter().for_each(|word| outlines.add(word));
        assert!(
            ["ZEBRA", "Twenty", "ABC"]
                .iter()
                .all(|word| outlines.may_have(word))
        );
        assert!(!outlines.may_have("zealous") && !outlines.may_have(""));
    }
}
