//! Which findings of a report were decided on before.

mod changed;

use crate::article::Article;
use crate::decision::file::{Decision, Decisions};
use crate::decision::finding::{Desk, open_pairs};
use crate::decision::quote::Quote;
use crate::report::{ArticleInfo, Check, Decided, Fact, Report, Standing, plain};
use changed::change;
use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};

/// Sentences that share less than this of their words are not the same one edited.
const LIKE: f64 = 0.5;

/// What came of decisions that were laid beside a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// The decisions, by their place in [`Decisions::current`], that match nothing any more
    /// although articles of all their sides were compared.
    pub stale: Vec<usize>,
    /// The ids of findings, each with the decisions that it was found to rest on, by their place.
    pub matched: Vec<(String, Vec<usize>)>,
}

/// Sets the standing of every finding of a report: facts whose values do not agree, and checks.
///
/// A decision covers two values of a fact if a quote of one of its values stands among the mentions
/// of the one, and a quote of another of its values among those of the other: the same words in
/// the same sentence of the same article. A fact is known if all pairs of its values that do not
/// agree are covered, and new if none is. It is reopened
///
/// - where words that were quoted no longer stand, and the same article says something else
///   against the other quote, or in what is nearly the same sentence;
/// - where some of its pairs are covered and others are not, for a value has come in that nobody
///   knew of.
///
/// A check is known if it finds the same fault with the same words in the same sentence; it is
/// reopened if the words or the figures that it names have changed.
pub fn apply(
    report: &mut Report,
    articles: &[Article],
    name: impl Fn(&ArticleInfo) -> String,
    decisions: &Decisions,
) -> Applied {
    let current = decisions.current();
    let (facts, checks, applied) = {
        let desk = Desk::new(report, articles, name);
        let mut court = Court::new(&desk, &current);
        let facts: Vec<_> = report.facts.iter().map(|fact| court.fact(fact)).collect();
        let checks: Vec<_> = report
            .checks
            .iter()
            .map(|check| court.check(check))
            .collect();
        let stale = court.stale();
        let matched = court.matched;
        (facts, checks, Applied { stale, matched })
    };
    for (fact, found) in report.facts.iter_mut().zip(facts) {
        (fact.standing, fact.decision) = found;
    }
    for (check, found) in report.checks.iter_mut().zip(checks) {
        (check.standing, check.decision) = found;
    }
    applied
}

/// The standing of a finding with the decision that it owes it to.
type Found = (Option<Standing>, Option<Decided>);

/// A decision and one of its values, by their places.
type Place = (usize, usize);

/// How a pair of values stands.
enum Pair {
    New,
    Known(usize),
    Reopened(usize, String),
}

struct Court<'c> {
    desk: &'c Desk<'c>,
    current: &'c [&'c Decision],
    /// The quotes of decisions by article and hash.
    exact: FxHashMap<(&'c str, &'c str), Vec<Place>>,
    /// The values of decisions by article.
    by_article: FxHashMap<&'c str, Vec<Place>>,
    /// The mentions of articles that decisions name, as quotes.
    said: FxHashMap<usize, Quote>,
    /// The quotes that stand in those articles: article and hash.
    standing: FxHashSet<(String, String)>,
    used: Vec<bool>,
    matched: Vec<(String, Vec<usize>)>,
}

impl<'c> Court<'c> {
    fn new(desk: &'c Desk<'c>, current: &'c [&'c Decision]) -> Self {
        let mut exact: FxHashMap<(&str, &str), Vec<Place>> = FxHashMap::default();
        let mut by_article: FxHashMap<&str, Vec<Place>> = FxHashMap::default();
        for (at, decision) in current.iter().enumerate().filter(|(_, d)| !d.is_check()) {
            for (side, value) in decision.values.iter().enumerate() {
                for quote in &value.quotes {
                    let place = (at, side);
                    let same = exact.entry((&quote.article, &quote.hash)).or_default();
                    if !same.contains(&place) {
                        same.push(place);
                    }
                    let there = by_article.entry(&quote.article).or_default();
                    if !there.contains(&place) {
                        there.push(place);
                    }
                }
            }
        }
        let named = |article: &str| by_article.contains_key(desk.name(article));
        let mentions = desk.report.mentions.iter().filter(|m| named(&m.article));
        let said: FxHashMap<usize, Quote> = mentions.map(|m| (m.id, desk.quote(m))).collect();
        let standing = said.values().map(|q| (q.article.clone(), q.hash.clone()));
        Self {
            desk,
            current,
            exact,
            by_article,
            standing: standing.collect(),
            said,
            used: vec![false; current.len()],
            matched: Vec::new(),
        }
    }

    fn fact(&mut self, fact: &Fact) -> Found {
        self.matched.push((fact.id.clone(), Vec::new()));
        let pairs: Vec<Pair> = open_pairs(fact)
            .map(|(a, b)| self.pair(fact, [a, b]))
            .collect();
        if pairs.is_empty() {
            return (None, None);
        }
        let decisions = pairs.iter().filter_map(|pair| match pair {
            Pair::New => None,
            Pair::Known(at) | Pair::Reopened(at, _) => Some(*at),
        });
        let Some(last) = decisions.max() else {
            return (Some(Standing::New), None);
        };
        let changes = pairs.iter().filter_map(|pair| match pair {
            Pair::Reopened(_, change) => Some(change.clone()),
            _ => None,
        });
        let mut changes: Vec<String> = changes.unique().collect();
        if changes.is_empty() && pairs.iter().any(|pair| matches!(pair, Pair::New)) {
            changes.extend(self.further(fact));
        }
        let standing = if changes.is_empty() {
            Standing::Known
        } else {
            Standing::Reopened
        };
        (Some(standing), Some(self.decided(last, changes)))
    }

    /// Notes that the finding under review rests on a decision.
    fn note(&mut self, at: usize) {
        self.used[at] = true;
        if let Some((_, places)) = self.matched.last_mut()
            && !places.contains(&at)
        {
            places.push(at);
        }
    }

    fn decided(&self, at: usize, changes: Vec<String>) -> Decided {
        let decision = self.current[at];
        Decided {
            // What was taken back is not current.
            ruling: decision
                .act
                .ruling()
                .unwrap_or(crate::report::Ruling::Accepted),
            reason: decision.reason.clone(),
            by: decision.by.clone(),
            on: decision.on,
            changed: (!changes.is_empty()).then(|| changes.join("; ")),
        }
    }

    fn pair(&mut self, fact: &Fact, values: [usize; 2]) -> Pair {
        let [a, b] = values.map(|value| self.covered(fact, value));
        let both = a.iter().cartesian_product(&b);
        let covering: Vec<usize> = both
            .filter(|(x, y)| x.0 == y.0 && x.1 != y.1)
            .map(|(x, _)| x.0)
            .collect();
        covering.iter().for_each(|&at| self.note(at));
        if let Some(&last) = covering.iter().max() {
            return match self.reads_otherwise(fact, last) {
                Some(change) => Pair::Reopened(last, change),
                None => Pair::Known(last),
            };
        }
        let one = self.changed(fact, &a, values[1]);
        let other = self.changed(fact, &b, values[0]);
        let both = || self.both_changed(fact, values);
        let likeliest = one.into_iter().chain(other).max_by(|x, y| {
            x.0.total_cmp(&y.0)
                .then(x.1.cmp(&y.1))
                .then_with(|| y.2.cmp(&x.2))
        });
        match likeliest.or_else(both) {
            Some((_, at, change)) => {
                self.note(at);
                Pair::Reopened(at, change)
            }
            None => Pair::New,
        }
    }

    /// The quotes of the mentions of a value, of articles that decisions name.
    fn quotes(&self, fact: &Fact, value: usize) -> Vec<&Quote> {
        let value = fact.values.iter().find(|v| v.id == value);
        let mentions = value.into_iter().flat_map(|v| &v.mentions);
        mentions.filter_map(|id| self.said.get(id)).collect()
    }

    /// The decided values that a value's mentions still quote.
    fn covered(&self, fact: &Fact, value: usize) -> Vec<Place> {
        let places = self.quotes(fact, value).into_iter().flat_map(|q| {
            let same = self.exact.get(&(q.article.as_str(), q.hash.as_str()));
            same.into_iter().flatten().copied()
        });
        places.unique().collect()
    }

    fn still_stands(&self, quote: &Quote) -> bool {
        // Cheap enough: asked only of quotes of decisions that touch the fact.
        self.standing
            .contains(&(quote.article.clone(), quote.hash.clone()))
    }

    fn is_decided(&self, at: usize, quote: &Quote) -> bool {
        let same = self
            .exact
            .get(&(quote.article.as_str(), quote.hash.as_str()));
        same.is_some_and(|places| places.iter().any(|place| place.0 == at))
    }

    fn check(&mut self, check: &Check) -> Found {
        let name = self.desk.name(&check.article);
        let names = |d: &&Decision| {
            let mut quotes = d.values.iter().flat_map(|side| &side.quotes);
            d.rule == check.kind.code() && quotes.any(|q| q.article == name)
        };
        if !self.current.iter().any(names) {
            return (Some(Standing::New), None);
        }
        let now = self.desk.check_quote(check);
        let mut best: Option<(bool, usize, Option<String>)> = None;
        for (at, decision) in self.current.iter().enumerate() {
            if decision.rule != check.kind.code() {
                continue;
            }
            let quotes = decision.values.iter().flat_map(|side| &side.quotes);
            for then in quotes.filter(|q| q.article == now.article) {
                let why = decision.why.as_deref().unwrap_or_default();
                let same = then.hash == now.hash;
                let found = if same && figures(why) == figures(&check.why) {
                    (true, at, None)
                } else if same {
                    let (was, is) = (plain::trimmed(why), plain::trimmed(&check.why));
                    (false, at, Some(format!("“{was}” is now “{is}”")))
                } else if then.likeness(&now) >= LIKE && !self.check_stands(decision, then) {
                    (false, at, Some(change(then, &now)))
                } else {
                    continue;
                };
                if best
                    .as_ref()
                    .is_none_or(|b| (found.0, found.1) >= (b.0, b.1))
                {
                    best = Some(found);
                }
            }
        }
        let Some((known, at, changed)) = best else {
            return (Some(Standing::New), None);
        };
        self.matched.push((check.id.clone(), Vec::new()));
        self.note(at);
        let standing = if known {
            Standing::Known
        } else {
            Standing::Reopened
        };
        (
            Some(standing),
            Some(self.decided(at, changed.into_iter().collect())),
        )
    }

    /// Is there still a check that finds the fault that was decided on?
    fn check_stands(&self, decision: &Decision, then: &Quote) -> bool {
        let checks = self.desk.report.checks.iter();
        checks
            .filter(|check| {
                check.kind.code() == decision.rule && self.desk.name(&check.article) == then.article
            })
            .any(|check| self.desk.check_quote(check).hash == then.hash)
    }

    /// The decisions that match nothing although articles of all their sides were compared.
    fn stale(&self) -> Vec<usize> {
        let compared: FxHashSet<&str> = self.desk.names().collect();
        let is_stale = |at: &usize| {
            let mut sides = self.current[*at].values.iter();
            let there = sides.all(|side| {
                let mut quotes = side.quotes.iter();
                quotes.any(|q| compared.contains(q.article.as_str()))
            });
            there && !self.used[*at]
        };
        (0..self.current.len()).filter(is_stale).collect()
    }
}

/// The figures in the reason of a check, without what it says in brackets of how often.
fn figures(why: &str) -> Vec<&str> {
    let why = why.split(" (").next().unwrap_or_default();
    why.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map(|figure| figure.trim_matches(['.', ',']))
        .filter(|figure| !figure.is_empty())
        .collect()
}
