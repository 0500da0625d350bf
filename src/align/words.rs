//! Words as numbers: stems and the concepts that they stand for, counted over all stories.

use super::state::State;
use crate::extract::Story;
use crate::text::grammar::Grammar;
use crate::text::meaning::{Meaning, Meanings};
use crate::text::names::OwnNames;
use crate::text::stem::Stems;
use crate::text::table::{Phrases, WordMap, WordSet, lines, words};
use crate::text::{Text, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// A concept: a stem, or the group of stems that stand for one thing. 0 is no concept (function
/// words, numbers, marks).
pub type Concept = u32;

/// The words of all stories, as concepts with their weights.
#[derive(Debug)]
pub struct Words {
    /// For each story, the concept of each token.
    pub concepts: Vec<Vec<Concept>>,
    /// For each story, is the token a name (capitalised where no sentence starts, or elsewhere in
    /// the story)?
    pub names: Vec<Vec<bool>>,
    /// For each story, is the token a verb, as far as its form tells?
    pub verbs: Vec<Vec<bool>>,
    /// The weight of each concept: its inverse sentence frequency.
    weights: Vec<f32>,
    meanings: Meanings,
    definite: WordSet,
    totals: WordSet,
    contrasts: WordSet,
    telling: WordSet,
    tellers: WordSet,
    states: WordMap<State>,
}

/// The rows of the table of concepts: name, members.
pub(crate) fn concept_rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(include_str!("concepts.txt"))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, members)| (name.trim(), members))
}

/// The words that tell what became of the people counted, with the rows in which they stand.
fn states() -> WordMap<State> {
    let rows = lines(include_str!("states.txt")).filter_map(|line| line.split_once(':'));
    let numbered = (0..).zip(rows);
    numbered
        .flat_map(|(row, (_, words))| words.split_whitespace().map(move |word| (word, row)))
        .collect()
}

/// The rows of the table of places: name of the state, members.
fn place_rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(include_str!("places.txt")).filter_map(|line| line.split_once(':'))
}

/// Looks stems up in the table of concepts and numbers those that it does not know.
#[derive(Debug)]
struct Numbering<'n> {
    stems: Stems,
    /// States by the names of their people, capitals and seats.
    places: Phrases<Concept>,
    /// A newsroom's own names: the number of what each names …
    own_names: &'n OwnNames,
    /// … and its concept: that of a state, where one of the names is that of a state.
    own: FxHashMap<usize, Concept>,
    by_word: FxHashMap<String, Concept>,
    by_stem: FxHashMap<String, Concept>,
    next: Concept,
}

impl<'n> Numbering<'n> {
    fn new(grammar: &'n Grammar) -> Self {
        let mut numbering = Self {
            stems: Stems::builtin(),
            places: Phrases::default(),
            own_names: grammar.own_names(),
            own: FxHashMap::default(),
            by_word: FxHashMap::default(),
            by_stem: FxHashMap::default(),
            next: 1,
        };
        for (_, members) in concept_rows() {
            let concept = numbering.take_number();
            for member in members.split_whitespace() {
                let stem = numbering.stems.stem(grammar, member);
                numbering.by_stem.entry(stem).or_insert(concept);
            }
        }
        for (_, members) in place_rows() {
            let concept = numbering.take_number();
            for member in members.split_whitespace() {
                numbering.places.add(&member.replace('_', " "), concept);
            }
        }
        numbering
    }

    /// What an own name or the name of a state at token `i` stands for, and the token after it.
    fn named(&mut self, text: &Text<'_>, i: usize) -> Option<(Concept, usize)> {
        let Some((number, end)) = self.own_names.at(text, i) else {
            return self.place(text, i);
        };
        if let Some(&concept) = self.own.get(&number) {
            return Some((concept, end));
        }
        let names = self.own_names.names(number);
        let state = names.iter().find_map(|name| self.state(name));
        let concept = state.unwrap_or_else(|| self.take_number());
        self.own.insert(number, concept);
        Some((concept, end))
    }

    /// The state that a whole name stands for.
    fn state(&self, name: &str) -> Option<Concept> {
        let text = Text::new(name, &[]);
        let (concept, end) = self.place(&text, 0)?;
        (end == text.tokens.len()).then_some(concept)
    }

    /// The state that a name at token `i` stands for, and the token after the name.
    fn place(&self, text: &Text<'_>, i: usize) -> Option<(Concept, usize)> {
        let word = text.word(i);
        // "US" is a state, "us" is not.
        let is_name = word.starts_with(char::is_uppercase)
            && (word.len() > 2 || !word.contains(char::is_lowercase));
        let (concept, end) = self.places.at(text, i).filter(|_| is_name)?;
        Some((*concept, end))
    }

    fn take_number(&mut self) -> Concept {
        self.next += 1;
        self.next - 1
    }

    fn concept(&mut self, grammar: &Grammar, word: &str) -> Concept {
        if let Some(&concept) = self.by_word.get(word) {
            return concept;
        }
        let concept = if grammar.is_function_word(word) {
            0
        } else {
            let stem = self.stems.stem(grammar, word);
            match self.by_stem.get(&stem) {
                Some(&concept) => concept,
                None => {
                    let concept = self.take_number();
                    self.by_stem.insert(stem, concept);
                    concept
                }
            }
        };
        self.by_word.insert(word.to_owned(), concept);
        concept
    }
}

impl Words {
    /// Numbers and weighs the words of all stories.
    pub fn new(stories: &[Story<'_>], grammar: &Grammar) -> Self {
        let mut numbering = Numbering::new(grammar);
        let concepts: Vec<Vec<Concept>> = stories
            .iter()
            .map(|s| concepts_of(&s.text, grammar, &mut numbering))
            .collect();
        let names = stories.iter().map(|s| names_of(&s.text, grammar)).collect();
        let verbs = stories.iter().map(|s| verbs_of(&s.text, grammar)).collect();
        let weights = weights(stories, &concepts, numbering.next as usize);
        Self {
            concepts,
            names,
            verbs,
            weights,
            meanings: Meanings::builtin(),
            definite: words(include_str!("definite.txt")),
            totals: words(include_str!("totals.txt")),
            contrasts: words(include_str!("contrasts.txt")),
            telling: words(include_str!("telling.txt")),
            tellers: words(include_str!("tellers.txt")),
            states: states(),
        }
    }

    /// The words that point back to a quantity known already.
    pub fn definite(&self) -> &WordSet {
        &self.definite
    }

    /// The words that make a number the whole.
    pub fn totals(&self) -> &WordSet {
        &self.totals
    }

    /// The words that set a value against another one.
    pub fn contrasts(&self) -> &WordSet {
        &self.contrasts
    }

    /// The words that tell how many without telling of what.
    pub fn telling(&self) -> &WordSet {
        &self.telling
    }

    /// The nouns for those who tell a number.
    pub fn tellers(&self) -> &WordSet {
        &self.tellers
    }

    /// The words that tell what became of the people counted.
    pub fn states(&self) -> &WordMap<State> {
        &self.states
    }

    /// What a word (in lower case) means, where the table knows it.
    pub fn meaning(&self, word: &str) -> Option<Meaning> {
        self.meanings.of(word)
    }

    /// The weight of a concept: the natural logarithm of how many sentences there are for each
    /// that has it, 0 for none.
    pub fn weight(&self, concept: Concept) -> f32 {
        self.weights.get(concept as usize).copied().unwrap_or(0.0)
    }
}

fn concepts_of(text: &Text<'_>, grammar: &Grammar, numbering: &mut Numbering<'_>) -> Vec<Concept> {
    let mut out = vec![0; text.tokens.len()];
    let mut i = 0;
    while i < out.len() {
        if text.kind(i) != Some(TokenKind::Word) {
            i += 1;
        } else if let Some((concept, end)) = numbering.named(text, i) {
            // Of a name of several words the last one carries the concept.
            out[end - 1] = concept;
            i = end;
        } else {
            out[i] = numbering.concept(grammar, text.lower(i));
            i += 1;
        }
    }
    out
}

/// Which tokens are names: capitalised within a sentence, or capitalised at its start and never
/// met in lower case in this story.
fn names_of(text: &Text<'_>, grammar: &Grammar) -> Vec<bool> {
    let capital = |i: usize| {
        text.kind(i) == Some(TokenKind::Word) && text.word(i).starts_with(char::is_uppercase)
    };
    let in_lower: FxHashSet<&str> = (0..text.tokens.len())
        .filter(|&i| !capital(i))
        .map(|i| text.word(i))
        .collect();
    let starts: FxHashSet<usize> = text.sentences.iter().map(|s| s.tokens.start).collect();
    let is_name = |i: usize| {
        let opens = starts.contains(&i)
            || (i > 0 && starts.contains(&(i - 1)) && text.kind(i - 1) == Some(TokenKind::Mark));
        capital(i)
            && !grammar.is_function_word(text.lower(i))
            && (!opens || !in_lower.contains(text.lower(i)))
    };
    (0..text.tokens.len()).map(is_name).collect()
}

/// Which tokens are verbs: those of the table of verb forms, and lower-case words in -ed.
fn verbs_of(text: &Text<'_>, grammar: &Grammar) -> Vec<bool> {
    let is_verb = |i: usize| {
        let word = text.lower(i);
        text.kind(i) == Some(TokenKind::Word)
            && text.word(i).starts_with(char::is_lowercase)
            && (grammar.is_verb(word) || (word.len() > 4 && word.ends_with("ed")))
    };
    (0..text.tokens.len()).map(is_verb).collect()
}

fn weights(stories: &[Story<'_>], concepts: &[Vec<Concept>], size: usize) -> Vec<f32> {
    let mut counts = vec![0u32; size];
    let mut sentences = 0u32;
    let mut seen: Vec<Concept> = Vec::new();
    for (story, concepts) in stories.iter().zip(concepts) {
        for sentence in &story.text.sentences {
            sentences += 1;
            seen.clear();
            seen.extend(
                concepts[sentence.tokens.clone()]
                    .iter()
                    .copied()
                    .filter(|&c| c != 0),
            );
            seen.sort_unstable();
            seen.dedup();
            for &concept in &seen {
                counts[concept as usize] += 1;
            }
        }
    }
    let all = f64::from(sentences.max(1));
    counts
        .iter()
        .map(|&n| {
            if n == 0 {
                0.0
            } else {
                (1.0 + all / f64::from(n)).ln() as f32
            }
        })
        .collect()
}
