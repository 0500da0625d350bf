//! One spelling per name: "Anna Lindqvist … Anna Lindquist".

use super::names::is_capital;
use super::tables::DISTINCT;
use super::{Desk, Finding, Kind};
use crate::text::{Text, TokenKind};
use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// A shorter word is too easily another name.
const SHORTEST: usize = 5;
/// A name that stands alone must be longer still; endless words are no names.
const LONG: usize = 7;
const LONGEST: usize = 30;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let names = Names::read(desk);
    let mut found = names.variants();
    found.extend(names.words_alone());
    // One slip is one finding, told with the longest name that holds it.
    found.sort_by_key(|(slip, f)| (*slip, std::cmp::Reverse(f.span.len()), f.why.clone()));
    found.dedup_by_key(|(slip, _)| *slip);
    found.into_iter().map(|(_, f)| f).collect()
}

/// The names of an article: runs of two to four capitalised words, and capitalised words.
struct Names<'a> {
    desk: &'a Desk<'a>,
    /// Each run once, by its first place, with how often it stands in the story.
    runs: Vec<(Range<usize>, usize)>,
    /// How often each capitalised word stands in the story, and the place of one that stands alone
    /// inside a sentence.
    words: FxHashMap<&'a str, (usize, Option<usize>)>,
    /// The words in lower case, once they are asked for.
    common: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> Names<'a> {
    fn read(desk: &'a Desk<'a>) -> Self {
        let text = desk.text;
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        let mut names = Self {
            desk,
            runs: Vec::new(),
            words: FxHashMap::default(),
            common: OnceCell::new(),
        };
        for sentence in &text.sentences {
            if is_headline(text, &sentence.tokens) {
                continue;
            }
            let mut i = sentence.tokens.start;
            while i < sentence.tokens.end {
                let end = run_end(text, i, sentence.tokens.end);
                names.add(i..end, opens(text, i, sentence.tokens.start), &mut places);
                i = end.max(i + 1);
            }
        }
        names
    }

    /// Adds a run of capitalised words, with and without what stands before the last two.
    fn add(&mut self, run: Range<usize>, opens: bool, places: &mut FxHashMap<u64, usize>) {
        let text = self.desk.text;
        for k in run.clone() {
            let word = self.words.entry(text.word(k)).or_default();
            word.0 += 1;
            if run.len() == 1 && !opens {
                word.1 = Some(k);
            }
        }
        if !(2..=4).contains(&run.len()) {
            return;
        }
        for start in run.start..run.end - 1 {
            let name = start..run.end;
            let at = *places.entry(hash(text, &name, None)).or_insert_with(|| {
                self.runs.push((name, 0));
                self.runs.len() - 1
            });
            self.runs[at].1 += 1;
        }
    }

    /// Names that are alike but for one word, itself alike.
    fn variants(&self) -> Vec<(usize, Finding)> {
        /// So many names of one pattern are compared with each other.
        const MOST: usize = 12;
        let mut same_rest: Vec<(u64, usize, usize)> = Vec::new();
        for (at, (run, _)) in self.runs.iter().enumerate() {
            let holes = 0..run.len();
            same_rest.extend(holes.map(|k| (hash(self.desk.text, run, Some(k)), k, at)));
        }
        same_rest.sort_unstable();
        let mut found = Vec::new();
        for alike in same_rest.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1) {
            let alike = &alike[..alike.len().min(MOST)];
            for (a, b) in alike.iter().tuple_combinations() {
                found.extend(self.compare(a.2, b.2, a.1));
            }
        }
        found
    }

    fn compare(&self, a: usize, b: usize, hole: usize) -> Option<(usize, Finding)> {
        let (desk, text) = (self.desk, self.desk.text);
        let (x, y) = (&self.runs[a], &self.runs[b]);
        let (p, q) = (text.word(x.0.start + hole), text.word(y.0.start + hole));
        let given = hole + 1 < x.0.len();
        let alike =
            x.0.len() == y.0.len() && is_variant(desk, p, q) && !(given && ends_differ(p, q));
        if !alike || self.is_common(p) || self.is_common(q) || self.are_own(&x.0, &y.0) {
            return None;
        }
        // The one told less often is the slip; of two told as often, the later.
        let (wrong, right) = if x.1 < y.1 { (x, y) } else { (y, x) };
        let tokens = wrong.0.clone();
        let times = right.1;
        let why = format!(
            "spelt {} elsewhere in the article ({times} {})",
            desk.written(right.0.clone()),
            if times == 1 { "time" } else { "times" }
        );
        Some((
            tokens.start + hole,
            desk.finding(Kind::Spelling, tokens, why),
        ))
    }

    /// Long names that stand alone and are spelt otherwise once and only once.
    fn words_alone(&self) -> Vec<(usize, Finding)> {
        /// So many words of one beginning or ending are compared with each other.
        const MOST: usize = 12;
        let mut long: Vec<&str> = self
            .words
            .keys()
            .filter(|w| (LONG..=LONGEST).contains(&w.len()))
            .copied()
            .collect();
        let mut found = Vec::new();
        // One slip leaves the beginning or the ending of a long word as it was.
        for key in [beginning, ending] {
            long.sort_unstable_by_key(|w| (key(w), *w));
            for alike in long.chunk_by(|a, b| key(a) == key(b)) {
                let alike = &alike[..alike.len().min(MOST)];
                for (a, b) in alike.iter().tuple_combinations() {
                    found.extend(self.slip(a, b));
                }
            }
        }
        found
    }

    /// One of two words as a slip for the other.
    fn slip(&self, a: &str, b: &str) -> Option<(usize, Finding)> {
        let count = |word: &str| self.words.get(word).copied().unwrap_or_default();
        let (slip, right) = if count(a).0 < count(b).0 {
            (a, b)
        } else {
            (b, a)
        };
        let ((once, place), (times, _)) = (count(slip), count(right));
        let place = place.filter(|_| once == 1 && times >= 2)?;
        let alike = is_variant(self.desk, a, b) && !ends_differ(a, b);
        let names = self.desk.grammar().own_names();
        let own = names.has_word(a) && names.has_word(b);
        (alike && !own && !self.is_common(a) && !self.is_common(b)).then(|| {
            let why = format!("spelt {right} elsewhere in the article ({times} times)");
            (
                place,
                self.desk.finding(Kind::Spelling, place..place + 1, why),
            )
        })
    }

    /// Are both spellings names that the newsroom knows?
    fn are_own(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        let names = self.desk.grammar().own_names();
        let own = |run: &Range<usize>| {
            let named = names.at(self.desk.text, run.start);
            named.is_some_and(|(_, end)| end >= run.end)
        };
        own(a) && own(b)
    }

    /// Is it a word that the article also writes in lower case? Few articles come to be asked.
    fn is_common(&self, word: &str) -> bool {
        let text = self.desk.text;
        let common = self.common.get_or_init(|| {
            let words = (0..text.tokens.len()).map(|k| text.word(k));
            words
                .filter(|w| w.starts_with(char::is_lowercase))
                .collect()
        });
        common.contains(word.to_lowercase().as_str())
    }
}

/// Does a sentence, a line or a quotation open with token `i`?
fn opens(text: &Text<'_>, i: usize, start: usize) -> bool {
    i == start || !text.word(i - 1).ends_with(char::is_alphanumeric) && !text.is(i - 1, ",")
}

/// The words of a run, all or all but one, as one number.
fn hash(text: &Text<'_>, run: &Range<usize>, hole: Option<usize>) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    for (at, k) in run.clone().enumerate() {
        let word = if hole == Some(at) { "" } else { text.word(k) };
        word.hash(&mut hasher);
    }
    hasher.finish()
}

/// The first letters of a word.
fn beginning(word: &str) -> &str {
    let end = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// The last letters of a word.
fn ending(word: &str) -> &str {
    let start = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    &word[start..]
}

/// The token after the run of capitalised words at token `i`, which are not all capitals.
fn run_end(text: &Text<'_>, i: usize, limit: usize) -> usize {
    let mut end = i;
    while end < limit
        && is_capital(text, end)
        && text.word(end).chars().skip(1).any(char::is_lowercase)
        && (end == i || !text.tokens[end].after_break)
    {
        end += 1;
    }
    end
}

/// Is it a line in which most words are capitalised?
fn is_headline(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    if tokens.end > tokens.start && text.is(tokens.end - 1, ".") {
        return false;
    }
    let words = tokens
        .clone()
        .filter(|&k| text.kind(k) == Some(TokenKind::Word))
        .count();
    let capitals = tokens.clone().filter(|&k| is_capital(text, k)).count();
    words < 3 || capitals * 10 > words * 7
}

/// Do two words differ by one letter more, less, different or swapped, and not as two words do?
fn is_variant(desk: &Desk<'_>, a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 4 || strsim::osa_distance(a, b) != 1 {
        return false;
    }
    let letters = |w: &str| w.chars().all(char::is_alphabetic);
    if a == b || short.chars().count() < SHORTEST || !letters(a) || !letters(b) {
        return false;
    }
    let (x, y) = (a.to_lowercase(), b.to_lowercase());
    if DISTINCT.contains(&(a, b))
        || desk.grammar().singular(&x) == desk.grammar().singular(&y) && x != y
    {
        return false;
    }
    let men = |w: &str| w.strip_suffix("men").map(|stem| format!("{stem}man"));
    if men(&x).as_ref() == Some(&y) || men(&y).as_ref() == Some(&x) {
        return false;
    }
    let first = |w: &str| w.chars().next();
    first(a) == first(b) && !is_inflection(short, long)
}

/// A plural, a people's name, a gendered ending: "Smith" and "Smiths", "German" and "Germany". A
/// last letter that merely doubles the one before is none.
fn is_inflection(short: &str, long: &str) -> bool {
    let last = |w: &str| w.chars().next_back();
    let plural = last(short) == Some('s') || last(long) == Some('s');
    long.starts_with(short) && last(long) != last(short) || plural && ends_differ(short, long)
}

/// Do two words differ in their last letter alone? As given names those may be two persons'.
fn ends_differ(a: &str, b: &str) -> bool {
    let bare = |w: &str| {
        let mut chars = w.chars();
        chars.next_back();
        chars.as_str().to_owned()
    };
    bare(a) == bare(b) || bare(a) == b || bare(b) == a
}

#[cfg(test)]
mod tests {
    use crate::check::Kind;
    use crate::check::tests::{findings, silent, why};

    #[test]
    fn the_reason_names_the_other_spelling() {
        assert_eq!(
            why("On 3 May Pieter Hoekstra left. Friends of Pieter Hoeksta saw him."),
            ["spelt Pieter Hoekstra elsewhere in the article (1 time)"]
        );
    }

    #[test]
    fn other_names_and_other_forms_pass() {
        silent("On 3 May West Germany won. Many West Germans and West German papers cheered.");
        silent("On 3 May Mario Rossi and Maria Rossi came.");
        silent(
            "On 3 May Congressman Smith met the Congressmen of Ohio. Then Congressman Smith left.",
        );
        silent("Two men, Karl Johnson and Karl Johnston, were there.");
        silent("On 3 May Martin Castle met Morgan Castle.");
        silent("Two of the Millers saw Anna Miller. Anna Millers is unknown.");
    }

    #[test]
    fn a_long_name_alone_is_compared_too() {
        let found = findings(
            None,
            "On 3 May Castellanos left. They met Castellanos, then Castelanos and Castellanos.",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].kind, Kind::Spelling);
    }
}
