//! Sources: which are one and the same, and how many independent ones stand behind a fact.

use crate::components::components;
use itertools::Itertools;
use std::collections::BTreeSet;

/// Words that name an office or a kind of speaker, not who it is.
const GENERAL: &str = include_str!("general_words.txt");

/// Do two names of sources name the same one? So they do if all the telling words of the one are
/// among those of the other ("Crowe", "Its spokeswoman Fidelma Crowe").
pub fn same_source(a: &str, b: &str) -> bool {
    let (x, y) = (telling(a), telling(b));
    if x.is_empty() || y.is_empty() {
        return plain(a) == plain(b);
    }
    spelled_among(&x, &y)
        || spelled_among(&y, &x)
        || initials(&x_words(a)) == plain(b)
        || initials(&x_words(b)) == plain(a)
}

/// Is every word of the one among the words of the other, but for a letter or so in names that
/// are spelled in several ways ("Sergei", "Sergey")?
fn spelled_among(some: &BTreeSet<String>, all: &BTreeSet<String>) -> bool {
    const LEAST_LIKENESS: f64 = 0.93;
    const SHORTEST_NAME: usize = 5;
    let alike = |a: &str, b: &str| {
        a == b
            || a.len().min(b.len()) >= SHORTEST_NAME && strsim::jaro_winkler(a, b) >= LEAST_LIKENESS
    };
    some.iter()
        .all(|word| all.iter().any(|other| alike(word, other)))
}

/// The words that tell who a source is: all but articles, titles and offices.
fn telling(source: &str) -> BTreeSet<String> {
    x_words(source)
        .into_iter()
        .filter(|w| !GENERAL.split_whitespace().any(|g| g == w))
        .collect()
}

fn x_words(source: &str) -> Vec<String> {
    source
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| w.to_lowercase().chars().map(unaccented).collect())
        .collect()
}

fn plain(source: &str) -> String {
    x_words(source).concat()
}

fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter(|w| !matches!(w.as_str(), "of" | "the" | "and" | "for"))
        .filter_map(|w| w.chars().next())
        .collect()
}

/// A Latin letter without its accent, as agencies write it.
fn unaccented(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ă' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ñ' | 'ń' | 'ň' => 'n',
        'š' | 'ś' | 'ş' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        'ý' => 'y',
        'đ' => 'd',
        _ => c,
    }
}

/// One origin of a statement: the group of copies that carries it, and who is named for it.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'s> {
    /// The group of copies, or the article itself.
    pub copy: usize,
    /// Who is said to say so.
    pub source: Option<&'s str>,
}

/// How many independent sources there are: everyone who is named counts once, and so does each group
/// of copies in which nobody is.
pub fn independent(origins: &[Origin<'_>]) -> usize {
    let named: Vec<&str> = origins
        .iter()
        .filter_map(|origin| origin.source)
        .unique()
        .collect();
    // Whoever is tied to another by any chain of names is the same one, in whatever order.
    let numbered = (0u32..).zip(&named).tuple_combinations();
    let same = numbered.filter(|((_, a), (_, b))| same_source(a, b));
    let speaker = components(named.len(), same.map(|((i, _), (j, _))| (i, j)));
    let copies = |named: bool| -> BTreeSet<usize> {
        let origins = origins.iter().filter(|o| o.source.is_some() == named);
        origins.map(|origin| origin.copy).collect()
    };
    speaker.iter().unique().count() + copies(false).difference(&copies(true)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_source_are_one() {
        assert!(same_source("Crowe", "Its spokeswoman Fidelma Crowe"));
        assert!(same_source("Iarnród Éireann", "Iarnrod Eireann"));
        assert!(same_source("police", "Police"));
        assert!(same_source("TSE", "the Treaty Standards Entity"));
        assert!(same_source("Sergei Lavrov", "Sergey Lavrov"));
        assert!(!same_source("police", "organisers"));
        assert!(!same_source("Cambodia", "Laos"));
    }

    #[test]
    fn copies_and_shared_sources_count_once() {
        let origin = |copy, source| Origin { copy, source };
        assert_eq!(
            independent(&[origin(0, None), origin(0, None), origin(1, None)]),
            2
        );
        assert_eq!(
            independent(&[origin(0, Some("police")), origin(1, Some("the police"))]),
            1
        );
        // Two that are named in one copy are two.
        let named = [Some("police"), None, Some("the Red Cross")];
        assert_eq!(independent(&named.map(|source| origin(0, source))), 2);
    }
}
