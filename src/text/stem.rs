//! Stems: what the forms of a word have in common.
//!
//! Rules for suffixes and a table of irregular verbs. Nouns and verbs are not told apart: "talks"
//! and "talked" both give "talk", which is what matching across articles wants. A stem is no word:
//! the final "e" is dropped everywhere, so that "evacuated" and "evacuate" meet in "evacuat".

use super::grammar::Grammar;
use super::table::lines;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The irregular forms.
#[derive(Debug)]
pub struct Stems {
    irregular: FxHashMap<&'static str, &'static str>,
}

impl Stems {
    /// The table compiled in.
    pub fn builtin() -> Self {
        let rows = lines(include_str!("irregular_verbs.txt")).filter_map(|line| {
            let mut forms = line.split_whitespace();
            forms.next().map(|base| (base, forms))
        });
        Self {
            irregular: rows
                .flat_map(|(base, forms)| forms.map(move |form| (form, base)))
                .collect(),
        }
    }

    /// The stem of a word in lower case.
    pub fn stem(&self, grammar: &Grammar, word: &str) -> String {
        let base: Cow<'_, str> = match self.irregular.get(word) {
            Some(base) => Cow::Borrowed(base),
            None if word.len() > 5 && word.ends_with("ing") => {
                Cow::Borrowed(undoubled(&word[..word.len() - 3]))
            }
            None if word.len() > 4 && word.ends_with("ied") => {
                Cow::Owned(format!("{}y", &word[..word.len() - 3]))
            }
            None if word.len() > 4 && word.ends_with("ed") => {
                Cow::Borrowed(undoubled(&word[..word.len() - 2]))
            }
            None => grammar.singular(word),
        };
        let bare = if base.len() > 3 {
            base.strip_suffix('e').unwrap_or(&base)
        } else {
            &base
        };
        bare.to_owned()
    }
}

/// A consonant doubled before an ending is single in the stem ("stopp").
fn undoubled(base: &str) -> &str {
    let b = base.as_bytes();
    let [.., before, last] = b else { return base };
    let doubled = before == last
        && !matches!(last, b'a' | b'e' | b'i' | b'o' | b'u' | b'l' | b's' | b'z')
        && last.is_ascii();
    if doubled {
        &base[..base.len() - 1]
    } else {
        base
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let (stems, grammar) = (Stems::builtin(), Grammar::builtin());
        let same = |a: &str, b: &str| {
            assert_eq!(stems.stem(&grammar, a), stems.stem(&grammar, b), "{a} {b}")
        };
        same("killed", "kill");
        same("injured", "injure");
        same("stopped", "stop");
        same("evacuated", "evacuate");
        same("soldiers", "soldier");
        same("countries", "country");
        same("launched", "launches");
        same("striking", "struck");
        same("deployed", "deploying");
        same("promised", "promises");
    }
}
