//! What has changed since a decision.

use super::{Court, LIKE, Place};
use crate::decision::finding::open_pairs;
use crate::decision::quote::Quote;
use crate::report::{Fact, plain};
use itertools::Itertools;

impl Court<'_> {
    /// A quote of a decision that otherwise still covers the fact, but reads otherwise now.
    pub(super) fn reads_otherwise(&self, fact: &Fact, at: usize) -> Option<String> {
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
    pub(super) fn changed(
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
    pub(super) fn both_changed(
        &self,
        fact: &Fact,
        values: [usize; 2],
    ) -> Option<(f64, usize, String)> {
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
    pub(super) fn alike(&self, fact: &Fact, value: usize) -> Vec<(Place, String, f64)> {
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
    pub(super) fn further(&self, fact: &Fact) -> Option<String> {
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
}

/// What has become of a quote.
pub(super) fn change(then: &Quote, now: &Quote) -> String {
    let [was, is, article] = [&then.text, &now.text, &now.article].map(|t| plain::trimmed(t));
    if then.says_the_same(now) {
        format!("the sentence around “{was}” has changed ({article})")
    } else {
        format!("“{was}” now reads “{is}” ({article})")
    }
}
