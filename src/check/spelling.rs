//! One spelling per name: "Anna Lindqvist … Anna Lindquist".

use super::names::is_capital;
use super::tables::DISTINCT;
use super::{Desk, Finding, Kind};
use crate::text::Text;
use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A shorter word is too easily another name.
const SHORTEST: usize = 5;
/// A name that stands alone must be longer still; endless words are no names.
const LONG: usize = 7;
const LONGEST: usize = 30;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let names = Names::read(desk);
    let mut found = names.variants(desk);
    found.extend(names.words_alone(desk));
    // One slip is one finding, told with the longest name that holds it.
    found.sort_by_key(|(slip, f)| (*slip, std::cmp::Reverse(f.span.len()), f.why.clone()));
    found.dedup_by_key(|(slip, _)| *slip);
    found.into_iter().map(|(_, f)| f).collect()
}

/// The names of an article: runs of two to four capitalised words, and surnames alone.
struct Names {
    /// Each run in the words of the article, with its places.
    runs: Vec<(Vec<String>, Vec<Range<usize>>)>,
    /// Capitalised words that stand alone inside a sentence, with their places.
    alone: FxHashMap<String, Vec<usize>>,
    /// How often each capitalised word stands in the story.
    capitals: FxHashMap<String, usize>,
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
            capitals: FxHashMap::default(),
            common: FxHashSet::default(),
        };
        for sentence in &text.sentences {
            if is_headline(text, &sentence.tokens) {
                continue;
            }
            let mut i = sentence.tokens.start;
            while i < sentence.tokens.end {
                let end = run_end(text, i, sentence.tokens.end);
                let opens = i == sentence.tokens.start
                    || !text.word(i - 1).ends_with(char::is_alphanumeric) && !text.is(i - 1, ",");
                for k in i..end {
                    *names.capitals.entry(text.word(k).to_owned()).or_default() += 1;
                }
                match end - i {
                    0 => {
                        if text.word(i).chars().count() >= SHORTEST
                            && text.word(i).starts_with(char::is_lowercase)
                        {
                            names.common.insert(text.word(i).to_owned());
                        }
                    }
                    1 if !opens => names
                        .alone
                        .entry(text.word(i).to_owned())
                        .or_default()
                        .push(i),
                    2..=4 => {
                        // With and without titles and what else stands before.
                        for start in i..end - 1 {
                            names.add(text, start..end, &mut places);
                        }
                    }
                    _ => {}
                }
                i = end.max(i + 1);
            }
        }
        names
    }

    fn add(
        &mut self,
        text: &Text<'_>,
        run: Range<usize>,
        places: &mut FxHashMap<Vec<String>, usize>,
    ) {
        let words: Vec<String> = run.clone().map(|k| text.word(k).to_owned()).collect();
        let at = *places.entry(words.clone()).or_insert_with(|| {
            self.runs.push((words, Vec::new()));
            self.runs.len() - 1
        });
        self.runs[at].1.push(run);
    }

    /// Names that are alike but for one word, itself alike.
    fn variants(&self, desk: &Desk<'_>) -> Vec<(usize, Finding)> {
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

    fn compare(
        &self,
        desk: &Desk<'_>,
        a: usize,
        b: usize,
        hole: usize,
    ) -> Option<(usize, Finding)> {
        let (x, y) = (&self.runs[a], &self.runs[b]);
        let (p, q) = (&x.0[hole], &y.0[hole]);
        let given = hole + 1 < x.0.len();
        if !is_variant(desk, p, q)
            || given && ends_differ(p, q)
            || self.is_common(p)
            || self.is_common(q)
        {
            return None;
        }
        // The one told less often is the slip; of two told as often, the later.
        let (wrong, right) = if x.1.len() < y.1.len() {
            (x, y)
        } else {
            (y, x)
        };
        let tokens = wrong.1.first()?.clone();
        let times = right.1.len();
        let why = format!(
            "spelt {} elsewhere in the article ({times} {})",
            right.0.join(" "),
            if times == 1 { "time" } else { "times" }
        );
        Some((
            tokens.start + hole,
            desk.finding(Kind::Spelling, tokens, why),
        ))
    }

    /// Long names that stand alone and are spelt otherwise once and only once.
    fn words_alone(&self, desk: &Desk<'_>) -> Vec<(usize, Finding)> {
        let mut by_rest: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        let long = self
            .capitals
            .keys()
            .filter(|w| (LONG..=LONGEST).contains(&w.chars().count()));
        for word in long {
            for rest in with_one_less(word) {
                by_rest.entry(rest).or_default().push(word);
            }
        }
        let mut found = Vec::new();
        for alike in by_rest.values().filter(|w| w.len() > 1 && w.len() <= 8) {
            for (&a, &b) in alike.iter().tuple_combinations() {
                let (slip, right) = if self.capitals[a] < self.capitals[b] {
                    (a, b)
                } else {
                    (b, a)
                };
                let Some(once) = self.alone.get(slip) else {
                    continue;
                };
                let times = self.capitals[right];
                let alike = is_variant(desk, a, b) && !ends_differ(a, b);
                let clear = self.capitals[slip] == 1 && times >= 2;
                if alike && clear && !self.is_common(a) && !self.is_common(b) {
                    let why = format!("spelt {right} elsewhere in the article ({times} times)");
                    found.push((
                        once[0],
                        desk.finding(Kind::Spelling, once[0]..once[0] + 1, why),
                    ));
                }
            }
        }
        found
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

/// A word without each of its letters in turn, and itself: two words that are one letter apart, or
/// have two swapped, have one of these in common.
fn with_one_less(word: &str) -> Vec<String> {
    let less = word
        .char_indices()
        .map(|(at, c)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..]));
    less.chain([word.to_owned()]).unique().collect()
}

/// Is it a line in which most words are capitalised?
fn is_headline(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let words = tokens
        .clone()
        .filter(|&k| text.word(k).chars().next().is_some_and(char::is_alphabetic))
        .count();
    let capitals = tokens.clone().filter(|&k| is_capital(text, k)).count();
    let stops = tokens.end > tokens.start && text.is(tokens.end - 1, ".");
    words < 3 || !stops && capitals * 10 > words * 7
}

/// Do two words differ by one letter more, less, different or swapped, and not as two words do?
fn is_variant(desk: &Desk<'_>, a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
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
    first(a) == first(b) && strsim::osa_distance(a, b) == 1 && !is_inflection(short, long)
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
