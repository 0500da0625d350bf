//! A forest of small regression trees over named features, as a readable table.
//!
//! A line `base X` gives the score to start from; every other line is a tree:
//! `(feature < cut ? below : above)`, where both sides are numbers or trees. The score is the base
//! plus what each tree gives.

use crate::text::table::lines;

/// Trees whose advice is added up.
#[derive(Debug, Clone, PartialEq)]
pub struct Forest {
    /// The score to start from.
    pub base: f64,
    /// The trees.
    pub trees: Vec<Node>,
}

/// A place in a tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// What the tree gives.
    Leaf(f64),
    /// A question.
    Split {
        /// The feature asked for, by its place.
        feature: usize,
        /// Values below the cut go to `below`, others to `above`.
        cut: f64,
        /// Where values below the cut go.
        below: Box<Node>,
        /// Where values at or above the cut go.
        above: Box<Node>,
    },
}

impl Node {
    fn advice(&self, values: &[f64]) -> f64 {
        let mut node = self;
        loop {
            match node {
                Node::Leaf(value) => return *value,
                Node::Split {
                    feature,
                    cut,
                    below,
                    above,
                } => {
                    let value = values.get(*feature).copied().unwrap_or(0.0);
                    node = if value < *cut { below } else { above };
                }
            }
        }
    }

    fn write(&self, names: &[&str], out: &mut String) {
        match self {
            Node::Leaf(value) => out.push_str(&value.to_string()),
            Node::Split {
                feature,
                cut,
                below,
                above,
            } => {
                out.push_str(&format!("({} < {cut} ? ", names[*feature]));
                below.write(names, out);
                out.push_str(" : ");
                above.write(names, out);
                out.push(')');
            }
        }
    }
}

impl Forest {
    /// Reads a table. Features are looked up among `names`.
    ///
    /// # Errors
    ///
    /// The first line that is no tree, as it stands.
    pub fn from_table(table: &str, names: &[&str]) -> Result<Self, String> {
        let mut forest = Self {
            base: 0.0,
            trees: Vec::new(),
        };
        for line in lines(table) {
            let read = match line.strip_prefix("base ") {
                Some(base) => base.trim().parse().map(|base| forest.base = base).ok(),
                None => tree(line, names).map(|tree| forest.trees.push(tree)),
            };
            read.ok_or_else(|| line.to_owned())?;
        }
        Ok(forest)
    }

    /// The forest as a table.
    pub fn to_table(&self, names: &[&str]) -> String {
        let mut out = format!("base {}\n", self.base);
        for tree in &self.trees {
            tree.write(names, &mut out);
            out.push('\n');
        }
        out
    }

    /// The score of some features: the logarithm of the odds.
    pub fn score(&self, values: &[f64]) -> f64 {
        self.base
            + self
                .trees
                .iter()
                .map(|tree| tree.advice(values))
                .sum::<f64>()
    }

    /// The score as a probability, 0 to 1.
    pub fn probability(&self, values: &[f64]) -> f64 {
        1.0 / (1.0 + (-self.score(values)).exp())
    }
}

/// A whole line as a tree.
fn tree(line: &str, names: &[&str]) -> Option<Node> {
    let mut words = line.split_whitespace();
    let node = node(&mut words, names)?;
    words.next().is_none().then_some(node.0)
}

/// A tree read off the front of some words, and how many brackets close behind it.
fn node<'w>(words: &mut impl Iterator<Item = &'w str>, names: &[&str]) -> Option<(Node, usize)> {
    let word = words.next()?;
    let Some(name) = word.strip_prefix('(') else {
        let number = word.trim_end_matches(')');
        return Some((Node::Leaf(number.parse().ok()?), word.len() - number.len()));
    };
    let feature = names.iter().position(|n| *n == name)?;
    (words.next()? == "<").then_some(())?;
    let cut = words.next()?.parse().ok()?;
    (words.next()? == "?").then_some(())?;
    let (below, _) = node(words, names)?;
    (words.next()? == ":").then_some(())?;
    let (above, closed) = node(words, names)?;
    let split = Node::Split {
        feature,
        cut,
        below: Box::new(below),
        above: Box::new(above),
    };
    Some((split, closed.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = ["likeness", "head_same"];

    #[test]
    fn a_table_is_read_as_it_is_written() {
        let table = "base -1.5\n(likeness < 0.5 ? -0.2 : (head_same < 1 ? 0.1 : 0.9))\n(head_same < 1 ? -0.5 : (likeness < 0 ? 0 : 1))\n";
        let forest = Forest::from_table(table, &NAMES).unwrap();
        assert_eq!(forest.to_table(&NAMES), table);
        assert!((forest.score(&[0.7, 1.0]) - (-1.5 + 0.9 + 1.0)).abs() < 1e-12);
        assert!((forest.score(&[0.2, 0.0]) - (-1.5 - 0.2 - 0.5)).abs() < 1e-12);
        assert!(forest.probability(&[0.2, 0.0]) < forest.probability(&[0.7, 1.0]));
    }

    #[test]
    fn a_broken_table_is_told_by_its_line() {
        for broken in [
            "(likeness < 0.5 ? 1",
            "(other < 1 ? 0 : 1)",
            "(likeness < x ? 0 : 1)",
            "base",
        ] {
            assert_eq!(Forest::from_table(broken, &NAMES), Err(broken.to_owned()));
        }
    }
}
