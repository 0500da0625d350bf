//! What the corpus says of a thing: the values in sentences with certain words.

use super::{Corpus, CorpusError};
use crate::text::grammar::Grammar;
use crate::text::stem::Stems;
use rusqlite::{Row, params};
use rustc_hash::FxHashSet;
use serde::Serialize;

/// The latest so many articles with all of the words are read.
const ARTICLES: usize = 1000;

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct About {
    /// The words that were looked for.
    pub words: Vec<String>,
    /// How many articles have all of them; no more than the latest 1,000 are read.
    pub articles: usize,
    /// The values, by what they count or measure and by day.
    pub told: Vec<Told>,
}

/// A value that an article tells in a sentence with the words looked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// The article's id.
    pub article: String,
    /// Where it was read from.
    pub path: String,
    /// The outlet, where it is stated.
    pub outlet: Option<String>,
    /// The last day on which the article may have been published.
    pub published: Option<String>,
    /// The words of the value.
    pub value: String,
    /// What is counted or measured; empty for a date.
    pub of: String,
    /// The nominal number.
    pub number: Option<f64>,
    /// The least value that it stands for.
    pub low: Option<f64>,
    /// The greatest.
    pub high: Option<f64>,
    /// The unit's symbol.
    pub unit: Option<String>,
    /// Of a date, the first day covered.
    pub first_day: Option<String>,
    /// The last.
    pub last_day: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// How firmly.
    pub modality: String,
    /// The sentence.
    pub sentence: String,
    /// First byte of the value in the article's text.
    pub start: usize,
}

impl Told {
    /// What the value is of, for bringing values of one thing together: dates come last, before them
    /// what counts nothing that is named.
    pub fn thing(&self) -> (bool, bool, String) {
        (
            self.first_day.is_some(),
            self.of.is_empty(),
            self.of.to_lowercase(),
        )
    }
}

impl Corpus {
    /// The values of sentences with words of `query`: in articles that have all of them, the
    /// sentences that have the most of them, one at the least.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn about(&self, query: &str) -> Result<About, CorpusError> {
        self.told(self.about_in(query))
    }

    fn about_in(&self, query: &str) -> rusqlite::Result<About> {
        let words: Vec<String> = query
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        if words.is_empty() {
            return Ok(About {
                words,
                articles: 0,
                told: Vec::new(),
            });
        }
        let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let quoted = quoted.join(" AND ");
        let reading = self.connection.unchecked_transaction()?;
        let mut articles: Vec<i64> = reading
            .prepare("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2")?
            .query_map(params![quoted, ARTICLES + 1], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let found = articles.len();
        articles.truncate(ARTICLES);
        let grammar = Grammar::builtin();
        let looked_for = Matcher::new(&words, &grammar);
        let mut told = Vec::new();
        for article in articles {
            told.extend(in_article(&reading, article, &looked_for)?);
        }
        told.sort_by(|x: &Told, y: &Told| {
            let key = |t: &Told| (t.published.clone(), t.path.clone(), t.start);
            x.thing().cmp(&y.thing()).then_with(|| key(x).cmp(&key(y)))
        });
        Ok(About {
            words,
            articles: found,
            told,
        })
    }
}

/// The values of an article in the sentences that have the most of the words.
fn in_article(
    reading: &rusqlite::Connection,
    article: i64,
    looked_for: &Matcher<'_>,
) -> rusqlite::Result<Vec<Told>> {
    let (text, id, path, outlet, published): (String, String, String, Option<String>, Option<String>) = reading
        .prepare_cached(
            "SELECT text, id, path, outlet, last_day FROM article JOIN content ON content.article = number \
             WHERE number = ?1",
        )?
        .query_row([article], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?;
    let one = |row: &Row<'_>| -> rusqlite::Result<(usize, Told)> {
        let words = |from: usize, to: usize| -> rusqlite::Result<String> {
            let (start, end): (usize, usize) = (row.get(from)?, row.get(to)?);
            let words = text.get(start..end).unwrap_or_default();
            Ok(words.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let sentence = words(2, 3)?;
        let value = Told {
            article: id.clone(),
            path: path.clone(),
            outlet: outlet.clone(),
            published: published.clone(),
            value: words(0, 1)?,
            start: row.get(0)?,
            of: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            number: row.get(5)?,
            low: row.get(6)?,
            high: row.get(7)?,
            unit: row.get(8)?,
            first_day: row.get(9)?,
            last_day: row.get(10)?,
            source: row.get(11)?,
            modality: row.get(12)?,
            sentence,
        };
        Ok((looked_for.count(&value.sentence), value))
    };
    let found: Vec<(usize, Told)> = reading
        .prepare_cached(
            "SELECT start, \"end\", sentence_start, sentence_end, counted, number, low, high, unit, \
             first_day, last_day, source, modality FROM mention WHERE article = ?1 ORDER BY place",
        )?
        .query_map([article], one)?
        .collect::<rusqlite::Result<_>>()?;
    let most = found
        .iter()
        .map(|(count, _)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    Ok(found
        .into_iter()
        .filter(|(count, _)| *count == most)
        .map(|(_, told)| told)
        .collect())
}

/// Words that are looked for, in all their forms.
struct Matcher<'g> {
    stems: Stems,
    grammar: &'g Grammar,
    wanted: FxHashSet<String>,
}

impl<'g> Matcher<'g> {
    fn new(words: &[String], grammar: &'g Grammar) -> Self {
        let stems = Stems::builtin();
        let wanted = words.iter().map(|word| stems.stem(grammar, word)).collect();
        Self {
            stems,
            grammar,
            wanted,
        }
    }

    /// How many of the words stand in a sentence.
    fn count(&self, sentence: &str) -> usize {
        let words = sentence
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let found: FxHashSet<String> = words
            .map(|word| self.stems.stem(self.grammar, &word.to_lowercase()))
            .filter(|stem| self.wanted.contains(stem))
            .collect();
        found.len()
    }
}
