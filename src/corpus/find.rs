//! The articles that matter for drafts: those about the same events, by the names that they share,
//! and copies, by the runs of words that they share.

use super::index::{Kind, Posting, key_of_name, look_up};
use super::load;
use super::prepare::Prepared;
use super::rows::names_of;
use crate::align::Collection;
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::{FxHashMap, FxHashSet};

/// Of a store of so few articles all matter.
const ALL: usize = 64;

/// Of so many articles that share rare names with a draft the names are read …
const SHARING: usize = 64;
/// … and so many, those most alike, are compared with it.
const RELATED: usize = 16;
/// So many copies are compared with a draft,
const COPIES: usize = 12;
/// which have so many of the runs of words by which the draft is known.
const SHARED_SHINGLES: usize = 2;
/// Of either no more are taken than hold so many figures in all: with a table of a hundred figures
/// and a dozen issues of it a check would take a hundred times as long as with news.
const FIGURES: i64 = 800;
/// So many are taken in any case.
const FEWEST: usize = 4;

/// What was found.
#[derive(Debug)]
pub(super) struct Found {
    /// The numbers of the articles, in order.
    pub(super) articles: Vec<i64>,
    /// What is known of the whole collection.
    pub(super) collection: Collection,
}

/// Looks for the articles that matter for some drafts, without those of the numbers `without`.
pub(super) fn find(
    connection: &Connection,
    drafts: &[Prepared],
    without: &FxHashSet<i64>,
) -> rusqlite::Result<Found> {
    let stored: usize = connection.query_row("SELECT articles FROM state", [], |row| row.get(0))?;
    let mut finder = Finder {
        connection,
        without,
        all: stored + drafts.len() - without.len().min(stored),
        counts: FxHashMap::default(),
        leaving: leaving(connection, without)?,
    };
    let mut found: FxHashSet<u32> = FxHashSet::default();
    if stored <= ALL {
        found.extend(load::current(connection)?);
    } else {
        for draft in drafts {
            let related = finder.related(draft)?;
            let copies = finder.copies(draft)?;
            found.extend(within_figures(connection, related)?);
            found.extend(within_figures(connection, copies)?);
        }
    }
    let mut articles: Vec<i64> = found.into_iter().map(i64::from).collect();
    articles.retain(|number| !without.contains(number));
    articles.sort_unstable();
    finder.count_names_of(&articles)?;
    Ok(Found {
        collection: finder.collection(drafts),
        articles,
    })
}

/// The names of articles that are left out, with the number of those that have them.
fn leaving(
    connection: &Connection,
    without: &FxHashSet<i64>,
) -> rusqlite::Result<FxHashMap<i64, usize>> {
    let mut leaving: FxHashMap<i64, usize> = FxHashMap::default();
    for number in without {
        for (name, _) in names(connection, *number)?.unwrap_or_default() {
            *leaving.entry(key_of_name(&name)).or_default() += 1;
        }
    }
    Ok(leaving)
}

/// The names of an article with their counts; `None` if it has gone or is an old version.
fn names(connection: &Connection, number: i64) -> rusqlite::Result<Option<Vec<(String, u32)>>> {
    let names: Option<String> = connection
        .prepare_cached(
            "SELECT names FROM content JOIN article ON article.number = content.article \
             WHERE article = ?1 AND superseded_by IS NULL",
        )?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(names.map(|names| names_of(&names)))
}

struct Finder<'c> {
    connection: &'c Connection,
    without: &'c FxHashSet<i64>,
    /// How many articles there are with the drafts.
    all: usize,
    /// By key of a name, how many stored articles have it.
    counts: FxHashMap<i64, usize>,
    leaving: FxHashMap<i64, usize>,
}

impl Finder<'_> {
    /// Looks names up, and remembers their counts.
    fn look_up_names(&mut self, keys: &[i64]) -> rusqlite::Result<Vec<Posting>> {
        let found = look_up(self.connection, Kind::Name, keys)?;
        for (key, posting) in keys.iter().zip(&found) {
            let gone = self.leaving.get(key).copied().unwrap_or(0);
            self.counts.insert(*key, posting.count.saturating_sub(gone));
        }
        Ok(found)
    }

    /// How much a name tells that stands in the draft at hand.
    fn weight(&self, key: i64) -> f64 {
        let count = self.counts.get(&key).copied().unwrap_or(0) + 1;
        Collection::weight_of(self.all, count)
    }

    /// The articles that share the most of a draft's names, rare ones counting more.
    fn related(&mut self, draft: &Prepared) -> rusqlite::Result<Vec<u32>> {
        let mut own: Vec<(i64, f64)> = draft
            .names
            .iter()
            .map(|(name, count)| (key_of_name(name), f64::from(*count).sqrt()))
            .collect();
        own.sort_unstable_by_key(|(key, _)| *key);
        own.dedup_by_key(|(key, _)| *key);
        let keys: Vec<i64> = own.iter().map(|(key, _)| *key).collect();
        let postings = self.look_up_names(&keys)?;
        let mut shared: FxHashMap<u32, (f64, usize)> = FxHashMap::default();
        for ((key, count), posting) in own.iter().zip(&postings) {
            let weight = self.weight(*key);
            for article in &posting.articles {
                let sum = shared.entry(*article).or_default();
                sum.0 += count * weight * weight;
                sum.1 += 1;
            }
        }
        let several = shared.into_iter().filter(|(_, (_, names))| *names >= 2);
        let mut best: Vec<(u32, f64)> = several.map(|(article, (dot, _))| (article, dot)).collect();
        best.sort_by(|x, y| y.1.total_cmp(&x.1).then(y.0.cmp(&x.0)));
        best.truncate(SHARING);
        let own: FxHashMap<i64, f64> = own.into_iter().collect();
        self.most_alike(&own, best.into_iter().map(|(article, _)| article))
    }

    /// Those of some articles whose names are the most like a draft's.
    fn most_alike(
        &mut self,
        own: &FxHashMap<i64, f64>,
        articles: impl Iterator<Item = u32>,
    ) -> rusqlite::Result<Vec<u32>> {
        let mut read: Vec<(u32, Vec<(i64, f64)>)> = Vec::new();
        for article in articles {
            if self.without.contains(&i64::from(article)) {
                continue;
            }
            let Some(names) = names(self.connection, i64::from(article))? else {
                continue;
            };
            let keyed = names
                .iter()
                .map(|(name, count)| (key_of_name(name), f64::from(*count).sqrt()));
            read.push((article, keyed.collect()));
        }
        self.count(
            read.iter()
                .flat_map(|(_, names)| names.iter().map(|(key, _)| *key)),
        )?;
        let mut alike: Vec<(u32, f64)> = read
            .into_iter()
            .map(|(article, names)| {
                let (mut dot, mut norm) = (0.0, 0.0);
                for (key, count) in names {
                    let weight = self.weight(key).powi(2);
                    dot += count * weight * own.get(&key).copied().unwrap_or(0.0);
                    norm += count * count * weight;
                }
                (article, dot / norm.sqrt().max(1e-9))
            })
            .collect();
        alike.sort_by(|x, y| y.1.total_cmp(&x.1).then(y.0.cmp(&x.0)));
        alike.truncate(RELATED);
        Ok(alike.into_iter().map(|(article, _)| article).collect())
    }

    /// Looks up the counts of names that are not known yet.
    fn count(&mut self, keys: impl Iterator<Item = i64>) -> rusqlite::Result<()> {
        let mut unknown: Vec<i64> = keys.filter(|key| !self.counts.contains_key(key)).collect();
        unknown.sort_unstable();
        unknown.dedup();
        self.look_up_names(&unknown)?;
        Ok(())
    }

    fn count_names_of(&mut self, articles: &[i64]) -> rusqlite::Result<()> {
        let mut keys = Vec::new();
        for article in articles {
            let names = names(self.connection, *article)?.unwrap_or_default();
            keys.extend(names.iter().map(|(name, _)| key_of_name(name)));
        }
        self.count(keys.into_iter())
    }

    /// The articles that have the most of the runs of words by which a draft is known.
    fn copies(&self, draft: &Prepared) -> rusqlite::Result<Vec<u32>> {
        let keys = &draft.sketch.shingles;
        let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
        for posting in look_up(self.connection, Kind::Shingle, keys)? {
            for article in posting.articles {
                *shared.entry(article).or_default() += 1;
            }
        }
        let least = SHARED_SHINGLES.min(keys.len());
        let mut best: Vec<(u32, usize)> = shared.into_iter().collect();
        best.retain(|(_, count)| *count >= least);
        best.sort_by(|x, y| y.1.cmp(&x.1).then(y.0.cmp(&x.0)));
        let mut copies = Vec::new();
        for (article, _) in best {
            let number = i64::from(article);
            if copies.len() == COPIES {
                break;
            }
            if !self.without.contains(&number) && is_current(self.connection, number)? {
                copies.push(article);
            }
        }
        Ok(copies)
    }

    /// What is known of the whole collection once the drafts are added to it.
    fn collection(self, drafts: &[Prepared]) -> Collection {
        let mut counts = self.counts;
        for key in drafts.iter().flat_map(Prepared::name_keys) {
            *counts.entry(key).or_default() += 1;
        }
        Collection::new(self.all, move |name| {
            counts.get(&key_of_name(name)).copied().unwrap_or(1)
        })
    }
}

/// Of articles, best first, those that hold [`FIGURES`] figures in all.
fn within_figures(connection: &Connection, mut articles: Vec<u32>) -> rusqlite::Result<Vec<u32>> {
    let mut figures =
        connection.prepare_cached("SELECT mentions FROM article WHERE number = ?1")?;
    let (mut kept, mut sum) = (0, 0);
    for article in &articles {
        sum += figures.query_row([article], |row| row.get::<_, i64>(0))?;
        if kept >= FEWEST && sum > FIGURES {
            break;
        }
        kept += 1;
    }
    articles.truncate(kept);
    Ok(articles)
}

/// Is there an article of this number that no later version supersedes?
pub(super) fn is_current(connection: &Connection, number: i64) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM article WHERE number = ?1 AND superseded_by IS NULL")?
        .exists([number])
}
