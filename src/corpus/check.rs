//! Checking drafts against a store: it finds the articles that matter, and the stages that compare
//! a handful of files compare the drafts with them.

use super::find::{Found, find};
use super::prepare::{self, Prepared};
use super::{Corpus, CorpusError, id_of, load, revision};
use crate::article::Article;
use crate::extract::Extractor;
use crate::report::Report;
use crate::{Settings, compare_in};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::path::PathBuf;

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// The drafts and the articles that they were compared with, in the order of their paths.
    pub articles: Vec<Article>,
    /// What was found of the drafts, with what changed in those of which a version is stored.
    pub report: Report,
    /// Against how many articles.
    pub against: usize,
}

impl Corpus {
    /// Compares drafts with all that is stored. A draft goes by the id that it states, else its
    /// address, else its path; where an article of that id is stored, it is told what changed
    /// against it, and the draft is not compared with it as if it were another source.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn check(&self, drafts: Vec<Article>, settings: &Settings) -> Result<Checked, CorpusError> {
        self.told(self.check_in(drafts, settings))
    }

    fn check_in(&self, mut drafts: Vec<Article>, settings: &Settings) -> rusqlite::Result<Checked> {
        // All is read from one state of the store, whoever writes meanwhile.
        let reading = self.connection.unchecked_transaction()?;
        for draft in &mut drafts {
            draft.id = id_of(draft).to_owned();
        }
        let extractor = Extractor::with(&settings.vocabulary);
        let (mut revisions, mut without) = (Vec::new(), FxHashSet::default());
        for draft in &drafts {
            if let Some(number) = load::number_of(&reading, &draft.id)? {
                without.insert(number);
                revisions.push(revision::of(&reading, number, draft, &extractor, settings)?);
            }
        }
        let against: usize =
            reading.query_row("SELECT articles FROM state", [], |row| row.get(0))?;
        let ids: Vec<String> = drafts.iter().map(|draft| draft.id.clone()).collect();
        let prepared = prepared(&drafts, &extractor, settings);
        let found = find(&reading, &prepared, &without)?;
        let (articles, mut report) = compare_with(&reading, drafts, found, &ids, settings)?;
        let against = against.saturating_sub(without.len());
        report.checked_against = Some(against);
        report.drafts = ids;
        report.revisions = revisions;
        Ok(Checked {
            articles,
            report,
            against,
        })
    }

    /// Compares the articles that came since a day with all that is stored: those published on that
    /// day or later or, where nothing tells when, added then or later.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn compare_since(&self, day: Date, settings: &Settings) -> Result<Checked, CorpusError> {
        self.told(self.compare_since_in(day, settings))
    }

    fn compare_since_in(&self, day: Date, settings: &Settings) -> rusqlite::Result<Checked> {
        let reading = self.connection.unchecked_transaction()?;
        let numbers: rusqlite::Result<Vec<i64>> = reading
            .prepare(
                "SELECT number FROM article WHERE superseded_by IS NULL AND last_day >= ?1 \
                 UNION SELECT number FROM article \
                 WHERE superseded_by IS NULL AND last_day IS NULL AND added >= ?1 ORDER BY number",
            )?
            .query_map([day.to_string()], |row| row.get(0))?
            .collect();
        let numbers = numbers?;
        let drafts: rusqlite::Result<Vec<Article>> = numbers
            .iter()
            .map(|number| load::article(&reading, *number))
            .collect();
        let drafts = drafts?;
        let against: usize =
            reading.query_row("SELECT articles FROM state", [], |row| row.get(0))?;
        let ids: Vec<String> = drafts.iter().map(|draft| draft.id.clone()).collect();
        let without = numbers.into_iter().collect();
        let extractor = Extractor::with(&settings.vocabulary);
        let prepared = prepared(&drafts, &extractor, settings);
        let found = find(&reading, &prepared, &without)?;
        let (articles, report) = compare_with(&reading, drafts, found, &ids, settings)?;
        Ok(Checked {
            articles,
            report,
            against,
        })
    }
}

/// Compares drafts with the articles that matter for them.
fn compare_with(
    reading: &rusqlite::Connection,
    drafts: Vec<Article>,
    found: Found,
    ids: &[String],
    settings: &Settings,
) -> rusqlite::Result<(Vec<Article>, Report)> {
    let mut articles = drafts;
    for number in found.articles {
        articles.push(load::article(reading, number)?);
    }
    articles.sort_by_cached_key(|article| (place(&article.path), article.id.clone()));
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let report = compare_in(&articles, Some(&found.collection), settings).involving(&ids);
    Ok((articles, report))
}

/// What is read out of the drafts by themselves, by which the articles that matter are found.
fn prepared(drafts: &[Article], extractor: &Extractor, settings: &Settings) -> Vec<Prepared> {
    drafts
        .par_iter()
        .map(|draft| {
            let hash = prepare::hash(draft);
            Prepared::new(draft.clone(), hash, extractor, settings)
        })
        .collect()
}

/// The order in which articles are read: by path, and by line in a file of several.
fn place(path: &str) -> (PathBuf, u64) {
    let line = path
        .rsplit_once(':')
        .and_then(|(file, line)| Some((file, line.parse::<u64>().ok()?)));
    line.map_or((PathBuf::from(path), 0), |(file, line)| {
        (PathBuf::from(file), line)
    })
}
