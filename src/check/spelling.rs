//! One spelling per name: "Anna Lindqvist … Anna Lindquist".

use super::names::is_capital;
use super::{Desk, Finding, Kind};
use crate::text::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A shorter word is too easily another name.
const SHORTEST: usize = 5;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let names = Names::read(desk);
    let mut found = names.variants(desk);
    found.sort_by_key(|f| f.span.start);
    found
}

/// The names of an article: runs of two to four capitalised words, and surnames alone.
struct Names {
    /// Each run in the words of the article, with its places.
    runs: Vec<(Vec<String>, Vec<Range<usize>>)>,
    /// Capitalised words that stand alone inside a sentence, with their places.
    alone: FxHashMap<String, Vec<usize>>,
    /// Words that stand in lower case somewhere.
    common: FxHashSet<String>,
}

impl Names {
    fn read(desk: &Desk<'_>) -> Self {
        let text = desk.text;
        let mut places: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        let mut names = Self {
            runs: Vec::new(),
            alone: FxHashMap::default(),
            common: FxHashSet::default(),
        };
        for sentence in &text.sentences {
            if is_headline(text, &sentence.tokens) {
                continue;
            }
            let mut i = sentence.tokens.start;
            while i < sentence.tokens.end {
                let end = run_end(text, i, sentence.tokens.end);
                let opens = i == sentence.tokens.start || !text.word(i - 1).ends_with(char::is_alphanumeric) && !text.is(i - 1, ",");
                match end - i {
                    0 => {
                        if text.word(i).chars().count() >= SHORTEST && text.word(i).starts_with(char::is_lowercase) {
                            names.common.insert(text.word(i).to_owned());
                        }
                    }
                    1 if !opens => names.alone.entry(text.word(i).to_owned()).or_default().push(i),
                    2..=4 => {
                        let words: Vec<String> = (i..end).map(|k| text.word(k).to_owned()).collect();
                        let at = *places.entry(words.clone()).or_insert_with(|| {
                            names.runs.push((words, Vec::new()));
                            names.runs.len() - 1
                        });
                        names.runs[at].1.push(i..end);
                    }
                    _ => {}
                }
                i = end.max(i + 1);
            }
        }
        names
    }

    /// Names that are alike but for one word, itself alike.
    fn variants(&self, desk: &Desk<'_>) -> Vec<Finding> {
        /// So many names of one pattern are compared with each other.
        const MOST: usize = 12;
        let mut same_rest: FxHashMap<(usize, Vec<&str>), Vec<usize>> = FxHashMap::default();
        for (at, (words, _)) in self.runs.iter().enumerate() {
            for hole in 0..words.len() {
                let rest: Vec<&str> = words
                    .iter()
                    .enumerate()
                    .map(|(k, w)| if k == hole { "" } else { w.as_str() })
                    .collect();
                same_rest.entry((hole, rest)).or_default().push(at);
            }
        }
        let mut found = Vec::new();
        for ((hole, _), members) in &same_rest {
            let members = &members[..members.len().min(MOST)];
            for (k, &a) in members.iter().enumerate() {
                for &b in &members[k + 1..] {
                    found.extend(self.compare(desk, a, b, *hole));
                }
            }
        }
        found
    }

    fn compare(&self, desk: &Desk<'_>, a: usize, b: usize, hole: usize) -> Option<Finding> {
        let (x, y) = (&self.runs[a], &self.runs[b]);
        let (p, q) = (&x.0[hole], &y.0[hole]);
        let given = hole + 1 < x.0.len();
        if !is_variant(p, q) || given && ends_differ(p, q) || self.is_common(p) || self.is_common(q) {
            return None;
        }
        // The one told less often is the slip; of two told as often, the later.
        let (wrong, right) = if x.1.len() < y.1.len() { (x, y) } else { (y, x) };
        let tokens = wrong.1.first()?.clone();
        let times = right.1.len();
        let why = format!(
            "spelt {} elsewhere in the article ({times} {})",
            right.0.join(" "),
            if times == 1 { "time" } else { "times" }
        );
        Some(desk.finding(Kind::Spelling, tokens, why))
    }

    /// Is it a word that the article also writes in lower case?
    fn is_common(&self, word: &str) -> bool {
        self.common.contains(&word.to_lowercase())
    }
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
    let words = tokens.clone().filter(|&k| text.word(k).chars().next().is_some_and(char::is_alphabetic)).count();
    let capitals = tokens.clone().filter(|&k| is_capital(text, k)).count();
    words < 3 || capitals * 10 > words * 7
}

/// Do two words differ by one letter more, less, different or swapped, and not as two words do?
fn is_variant(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let letters = |w: &str| w.chars().all(char::is_alphabetic);
    if a == b || short.chars().count() < SHORTEST || !letters(a) || !letters(b) {
        return false;
    }
    let first = |w: &str| w.chars().next();
    first(a) == first(b) && strsim::osa_distance(a, b) == 1 && !is_inflection(short, long)
}

/// A plural, a people's name, a patronymic or gendered ending: "Smith" and "Smiths".
fn is_inflection(short: &str, long: &str) -> bool {
    long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "n" | "i" | "a" | "e" | "o"))
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
