//! Names that a newsroom declares to mean the same person, body or state.

use super::Text;
use super::table::Phrases;

/// Own names, each with all its other names.
#[derive(Debug, Default)]
pub struct OwnNames {
    /// All names of each thing, the proper one first.
    all: Vec<Vec<String>>,
    /// Each name with the number of what it names.
    phrases: Phrases<usize>,
}

impl OwnNames {
    /// From lists of names for one thing, the proper one first. Of two lists that hold the same
    /// name the first counts.
    pub fn new(all: Vec<Vec<String>>) -> Self {
        let mut phrases = Phrases::default();
        for (number, names) in all.iter().enumerate() {
            names.iter().for_each(|name| phrases.add(name, number));
        }
        Self { all, phrases }
    }

    /// What is named from token `i` on, by its number, and the token after the name.
    pub fn at(&self, text: &Text<'_>, i: usize) -> Option<(usize, usize)> {
        if self.all.is_empty() {
            return None;
        }
        self.phrases.at(text, i).map(|(number, end)| (*number, end))
    }

    /// All names of the thing with this number, the proper one first.
    pub fn names(&self, number: usize) -> &[String] {
        self.all.get(number).map_or(&[], Vec::as_slice)
    }

    /// The proper name of the thing with this number.
    pub fn proper(&self, number: usize) -> &str {
        self.names(number).first().map_or("", String::as_str)
    }

    /// Is this one of the words of a name, as it is written there?
    pub fn has_word(&self, word: &str) -> bool {
        let mut names = self.all.iter().flatten();
        names.any(|name| name.split_whitespace().any(|w| w == word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_counts() {
        let list = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
        let names = OwnNames::new(vec![list(&["Ann Lee", "Lee"]), list(&["Lee Valley"])]);
        let text = Text::new("The lee valley met Lee.", &[]);
        assert_eq!(names.at(&text, 1), Some((1, 3)));
        assert_eq!(names.at(&text, 4), Some((0, 5)));
        assert_eq!(names.at(&text, 0), None);
        assert_eq!(names.proper(0), "Ann Lee");
        assert!(names.has_word("Valley") && !names.has_word("valley"));
    }
}
