//! The part of a report that involves some of its articles.

use super::{Report, Summary};
use rustc_hash::{FxHashMap, FxHashSet};

impl Report {
    /// What the report says of the articles `chosen`, given by their ids: the facts that they tell,
    /// the groups that they are in, the checks inside them; and of the other articles those that
    /// tell the same facts or are in the same groups.
    pub fn involving(mut self, chosen: &[&str]) -> Self {
        let chosen: FxHashSet<&str> = chosen.iter().copied().collect();
        let article_of: FxHashMap<usize, &str> = self
            .mentions
            .iter()
            .map(|m| (m.id, m.article.as_str()))
            .collect();
        let is_chosen =
            |mention: &usize| article_of.get(mention).is_some_and(|a| chosen.contains(a));
        self.facts
            .retain(|fact| fact.values.iter().flat_map(|v| &v.mentions).any(is_chosen));
        self.notes
            .retain(|note| note.mentions.iter().any(is_chosen));
        drop(article_of);
        self.unplaced
            .retain(|unplaced| chosen.contains(unplaced.article.as_str()));
        self.groups
            .retain(|group| group.articles.iter().any(|a| chosen.contains(a.as_str())));
        self.checks
            .retain(|check| chosen.contains(check.article.as_str()));
        let told: FxHashSet<usize> = self
            .facts
            .iter()
            .flat_map(|fact| fact.values.iter().flat_map(|v| v.mentions.iter().copied()))
            .collect();
        let noted: FxHashSet<usize> = self
            .notes
            .iter()
            .flat_map(|note| note.mentions.iter().copied())
            .collect();
        self.mentions.retain(|m| {
            told.contains(&m.id) || noted.contains(&m.id) || chosen.contains(m.article.as_str())
        });
        let mut kept: FxHashSet<&str> = chosen.clone();
        kept.extend(self.mentions.iter().map(|m| m.article.as_str()));
        kept.extend(
            self.groups
                .iter()
                .flat_map(|g| g.articles.iter().map(String::as_str)),
        );
        let kept: Vec<bool> = self
            .articles
            .iter()
            .map(|a| kept.contains(a.id.as_str()))
            .collect();
        let mut kept = kept.into_iter();
        self.articles.retain(|_| kept.next().unwrap_or(false));
        let once = self
            .mentions
            .iter()
            .filter(|m| !told.contains(&m.id) && chosen.contains(m.article.as_str()));
        self.summary = Summary::of(&self.facts, once.count(), self.unplaced.len());
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    #[test]
    fn nothing_is_left_out_where_all_articles_are_chosen() {
        let (report, _) = sample::everything();
        let all: Vec<String> = report.articles.iter().map(|a| a.id.clone()).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let part = report.clone().involving(&all);
        assert_eq!(part.facts, report.facts);
        assert_eq!(part.mentions, report.mentions);
        assert_eq!(part.groups, report.groups);
        assert_eq!(part.articles, report.articles);
    }

    #[test]
    fn every_fact_that_is_left_involves_the_article() {
        let (report, _) = sample::everything();
        let chosen = report.articles[0].id.clone();
        let part = report.clone().involving(&[&chosen]);
        assert!(part.facts.len() < report.facts.len());
        let of = |id: &usize| {
            let mention = part.mentions.iter().find(|m| m.id == *id);
            mention.map(|m| m.article.as_str())
        };
        for fact in &part.facts {
            let mut told = fact.values.iter().flat_map(|v| &v.mentions);
            assert!(told.any(|id| of(id) == Some(&chosen)), "{}", fact.subject);
        }
        let none = report.involving(&["no such article"]);
        assert!(none.facts.is_empty() && none.articles.is_empty() && none.mentions.is_empty());
    }
}
