//! A report together with the texts that it speaks of.

use super::{ArticleInfo, Fact, FactValue, Mention, Report, Standing, Verdict, plain, words};
use crate::article::Article;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// A report, ready to be printed: its mentions and articles by id, the articles' texts for the
/// quotes, and a short name for each article.
#[derive(Debug)]
pub struct View<'a> {
    /// The report itself.
    pub report: &'a Report,
    texts: FxHashMap<&'a str, &'a str>,
    infos: FxHashMap<&'a str, &'a ArticleInfo>,
    mentions: FxHashMap<usize, &'a Mention>,
    names: FxHashMap<&'a str, String>,
}

impl<'a> View<'a> {
    /// Brings `report` together with the articles it was made from. Articles that are missing are
    /// no fault: their quotes shrink to the words of the mention.
    pub fn new(report: &'a Report, articles: &'a [Article]) -> Self {
        Self {
            report,
            texts: articles
                .iter()
                .map(|a| (a.id.as_str(), a.text.as_str()))
                .collect(),
            infos: report.articles.iter().map(|a| (a.id.as_str(), a)).collect(),
            mentions: report.mentions.iter().map(|m| (m.id, m)).collect(),
            names: names(&report.articles),
        }
    }

    /// The text of the article with this id.
    pub fn text(&self, article: &str) -> Option<&'a str> {
        self.texts.get(article).copied()
    }

    /// What the report knows of the article with this id.
    pub fn info(&self, article: &str) -> Option<&'a ArticleInfo> {
        self.infos.get(article).copied()
    }

    /// The mention with this id.
    pub fn mention(&self, id: usize) -> Option<&'a Mention> {
        self.mentions.get(&id).copied()
    }

    /// A short name for an article, free of anything but visible characters: its file's name, with
    /// as many of its folders as tell it from the others; its id where one file holds several.
    pub fn name(&self, article: &str) -> String {
        self.names
            .get(article)
            .cloned()
            .unwrap_or_else(|| plain::trimmed(article))
    }

    /// The article's day of publication in words.
    pub fn published(&self, article: &str) -> String {
        self.info(article)
            .map_or_else(String::new, |info| words::published(&info.published))
    }

    /// The line, counted from 1, on which byte `offset` of an article stands.
    pub fn line(&self, article: &str, offset: usize) -> Option<usize> {
        let before = self.text(article)?.as_bytes().get(..offset)?;
        Some(1 + before.iter().filter(|byte| **byte == b'\n').count())
    }
}

impl<'a> View<'a> {
    /// The facts that got a verdict: those that are settled last, else the surest first.
    pub(super) fn facts(&self, verdict: Verdict) -> Vec<&'a Fact> {
        let facts = self.report.facts.iter();
        let mut facts: Vec<&Fact> = facts.filter(|fact| fact.verdict == verdict).collect();
        facts.sort_by(|a, b| {
            let settled = |fact: &Fact| fact.standing == Some(Standing::Known);
            (settled(a).cmp(&settled(b))).then(certainty(b).total_cmp(&certainty(a)))
        });
        facts
    }

    /// The mentions of a value, oldest article first.
    pub(super) fn mentions_of(&self, value: &FactValue) -> Vec<&'a Mention> {
        let mentions = value.mentions.iter().filter_map(|id| self.mention(*id));
        let mut mentions: Vec<_> = mentions.collect();
        mentions.sort_by_key(|mention| self.age(mention));
        mentions
    }

    /// By day (the last that fits, where several do), the undated last, then by article and place.
    pub(super) fn age(&self, mention: &Mention) -> (bool, Option<Date>, String, usize) {
        let day = self
            .info(&mention.article)
            .and_then(|info| info.published.end);
        (
            day.is_none(),
            day,
            self.name(&mention.article),
            mention.start,
        )
    }
}

/// How sure it is that the fact deserves its verdict; 0 where nothing differs.
pub(super) fn certainty(fact: &Fact) -> f64 {
    let grave = fact
        .relations
        .iter()
        .filter(|relation| relation.verdict == fact.verdict);
    grave
        .map(|relation| relation.confidence)
        .fold(0.0, f64::max)
}

/// A short name for each article.
fn names(articles: &[ArticleInfo]) -> FxHashMap<&str, String> {
    const FOLDERS: usize = 16; // beyond that the whole path is shown
    let mut names = FxHashMap::default();
    let mut open: Vec<&ArticleInfo> = articles.iter().filter(|a| is_file(&a.path)).collect();
    for parts in 1..=FOLDERS {
        let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
        for article in &open {
            *seen.entry(tail(&article.path, parts)).or_default() += 1;
        }
        open.retain(|article| {
            let name = tail(&article.path, parts);
            let alone = seen.get(name) == Some(&1) || parts == FOLDERS;
            if alone {
                names.insert(article.id.as_str(), plain::trimmed(name));
            }
            !alone
        });
    }
    names
}

/// Is this the path of a file of its own, not that of a line of a file or of standard input?
fn is_file(path: &str) -> bool {
    let line = path
        .rsplit_once(':')
        .is_some_and(|(_, line)| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()));
    !line && !path.is_empty() && path != "-"
}

/// The last `parts` parts of a path.
fn tail(path: &str, parts: usize) -> &str {
    let mut slashes = path.rmatch_indices(['/', '\\']);
    slashes
        .nth(parts - 1)
        .map_or(path, |(at, _)| &path[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Basis, Published};

    fn article(id: &str, path: &str) -> ArticleInfo {
        let published = Published {
            start: None,
            end: None,
            basis: Basis::Unknown,
            why: String::new(),
        };
        ArticleInfo {
            id: id.into(),
            path: path.into(),
            title: None,
            outlet: None,
            published,
            outside_story: vec![],
        }
    }

    #[test]
    fn names_are_as_short_as_tells_them_apart() {
        let articles = [
            article("a1", "x/one.txt"),
            article("a2", "x/y/two.txt"),
            article("a3", "x/z/two.txt"),
            article("n7", "all.jsonl:7"),
        ];
        let names = names(&articles);
        assert_eq!(names["a1"], "one.txt");
        assert_eq!(names["a2"], "y/two.txt");
        assert_eq!(names["a3"], "z/two.txt");
        assert_eq!(names.get("n7"), None, "a line of a file goes by its id");
    }

    #[test]
    fn the_same_path_twice_still_has_a_name() {
        let articles = [article("a1", "one.txt"), article("a2", "one.txt")];
        assert_eq!(names(&articles).len(), 2);
    }
}
