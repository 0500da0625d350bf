//! Which findings of a report were decided on before.

use super::file::{Decision, Decisions};
use super::finding::{Desk, open_pairs};
use super::quote::Quote;
use crate::article::Article;
use crate::report::{ArticleInfo, Check, Decided, Fact, Report, Standing, plain};
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

    /// A quote of a decision that otherwise still covers the fact, but reads otherwise now.
    fn reads_otherwise(&self, fact: &Fact, at: usize) -> Option<String> {
        let gone = self.current[at].values.iter().flat_map(|side| &side.quotes);
        let gone = gone.filter(|quote| !self.still_stands(quote));
        let now: Vec<&Quote> = fact
            .values
            .iter()
            .flat_map(|v| self.quotes(fact, v.id))
            .filter(|q| !self.is_decided(at, q))
            .collect();
        let mut changes = gone.filter_map(|quote| {
            let other = now.iter().find(|q| {
                q.article == quote.article && !q.says_the_same(quote) && q.likeness(quote) >= LIKE
            })?;
            Some(change(quote, other))
        });
        changes.next()
    }

    /// A decision that one value still quotes, while the other stands where another quote of it
    /// stood: how alike the sentences are, the decision, and what has changed.
    fn changed(
        &self,
        fact: &Fact,
        covered: &[Place],
        other: usize,
    ) -> Option<(f64, usize, String)> {
        let mut best: Option<(f64, usize, String)> = None;
        for now in self.quotes(fact, other) {
            for &(at, side) in covered
                .iter()
                .filter(|place| !self.is_decided(place.0, now))
            {
                let sides = self.current[at].values.iter().enumerate();
                let then = sides
                    .filter(|(k, _)| *k != side)
                    .flat_map(|(_, s)| &s.quotes);
                for then in then.filter(|q| q.article == now.article) {
                    let likeness = then.likeness(now);
                    if !self.still_stands(then)
                        && best.as_ref().is_none_or(|b| (likeness, at) > (b.0, b.1))
                    {
                        best = Some((likeness, at, change(then, now)));
                    }
                }
            }
        }
        best
    }

    /// A decision of which both quotes have changed, in sentences that are nearly the same.
    fn both_changed(&self, fact: &Fact, values: [usize; 2]) -> Option<(f64, usize, String)> {
        let [a, b] = values.map(|value| self.alike(fact, value));
        let both = a.iter().cartesian_product(&b);
        let fits = both.filter(|((x, ..), (y, ..))| x.0 == y.0 && x.1 != y.1);
        let change = fits.map(|((x, one, s), (_, other, t))| {
            let likeness = if s < t { *s } else { *t };
            (likeness, x.0, format!("{one}; {other}"))
        });
        change.max_by(|x, y| {
            x.0.total_cmp(&y.0)
                .then(x.1.cmp(&y.1))
                .then_with(|| y.2.cmp(&x.2))
        })
    }

    /// The decided values in whose sentences, but for some words, a value's mentions stand.
    fn alike(&self, fact: &Fact, value: usize) -> Vec<(Place, String, f64)> {
        let mut out = Vec::new();
        for now in self.quotes(fact, value) {
            let there = self.by_article.get(now.article.as_str());
            for &(at, side) in there.into_iter().flatten() {
                let quotes = self.current[at].values.get(side).map(|s| &s.quotes);
                let here = quotes
                    .into_iter()
                    .flatten()
                    .filter(|q| q.article == now.article && !self.still_stands(q));
                let nearest = here
                    .map(|then| (then.likeness(now), then))
                    .max_by(|x, y| x.0.total_cmp(&y.0));
                if let Some((likeness, then)) = nearest.filter(|(l, _)| *l >= LIKE) {
                    out.push(((at, side), change(then, now), likeness));
                }
            }
        }
        out
    }

    /// The values that no decision knows of.
    fn further(&self, fact: &Fact) -> Option<String> {
        let unknown = fact.values.iter().filter(|value| {
            let open = open_pairs(fact).any(|(a, b)| a == value.id || b == value.id);
            open && self.covered(fact, value.id).is_empty()
        });
        let told = unknown.filter_map(|value| {
            let mention = self.desk.mention(*value.mentions.first()?)?;
            let name = plain::trimmed(self.desk.name(&mention.article));
            Some(format!(
                "“{}” is told besides ({name})",
                plain::trimmed(&mention.text)
            ))
        });
        let told = told.collect::<Vec<_>>();
        Some(if told.is_empty() {
            "what was decided on apart is one fact now".to_owned()
        } else {
            told.join("; ")
        })
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

/// What has become of a quote.
fn change(then: &Quote, now: &Quote) -> String {
    let [was, is, article] = [&then.text, &now.text, &now.article].map(|t| plain::trimmed(t));
    if then.says_the_same(now) {
        format!("the sentence around “{was}” has changed ({article})")
    } else {
        format!("“{was}” now reads “{is}” ({article})")
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
