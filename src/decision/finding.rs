//! Findings of a report that can be decided on, with their quotes.

use super::quote::{Quote, Side};
use crate::article::Article;
use crate::report::{ArticleInfo, Check, Fact, Mention, Report, Verdict};
use crate::text::Text;
use itertools::Itertools;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A fact whose values do not agree, or a check inside an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The id in the report.
    pub id: String,
    /// [`Finding::FACT`], or the code of a check.
    pub rule: String,
    /// What it is about, in words.
    pub subject: String,
    /// The verdict of a fact.
    pub verdict: Option<Verdict>,
    /// What a check found wrong.
    pub why: Option<String>,
    /// The values that do not agree, with the quotes that state them.
    pub values: Vec<Side>,
}

impl Finding {
    /// The rule of everything that is no check.
    pub const FACT: &'static str = "fact";

    /// The lasting names of the articles that state one of the values, each once.
    pub fn articles(&self) -> Vec<&str> {
        let quotes = self.values.iter().flat_map(|side| &side.quotes);
        quotes
            .map(|quote| quote.article.as_str())
            .unique()
            .collect()
    }

    /// Makes sure that an article, by its lasting name, states one of the values.
    ///
    /// # Errors
    ///
    /// It does not.
    pub fn stated_in(&self, article: &str) -> Result<(), Missing> {
        let articles = self.articles();
        if articles.contains(&article) {
            return Ok(());
        }
        let shown = |name: &&str| crate::report::plain::trimmed(name);
        Err(Missing::NotHere {
            article: shown(&article),
            id: self.id.clone(),
            stated_in: articles.iter().map(shown).collect(),
        })
    }
}

/// Why an id leads to no finding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// Nothing has an id that begins so.
    // Ids are hashes: one that looks alike is another finding, and never what was meant.
    #[error(
        "no finding has an id that begins with '{id}'; give the same inputs as in the run that showed \
         it, with --corpus if it was a check, or its report with --report"
    )]
    Unknown {
        /// What was asked for.
        id: String,
    },
    /// Several findings have an id that begins so.
    #[error("'{id}' begins the ids of several findings ({}); give more of it", ids.join(", "))]
    Several {
        /// What was asked for.
        id: String,
        /// The ids.
        ids: Vec<String>,
    },
    /// The articles agree on it.
    #[error("{id}: what the articles say of it can all be true; there is nothing to decide")]
    Agreed {
        /// The id.
        id: String,
    },
    /// The article under review has no part in it.
    #[error("{article}: states none of the values of {id}; these do: {}", stated_in.join(", "))]
    NotHere {
        /// The lasting name of the article.
        article: String,
        /// The id.
        id: String,
        /// The lasting names of the articles that state one.
        stated_in: Vec<String>,
    },
    /// The report speaks of words that do not stand there.
    #[error(
        "{article}: the words “{text}” no longer stand where the report says; run compare again"
    )]
    Moved {
        /// The article's path.
        article: String,
        /// The words.
        text: String,
    },
}

/// A report with the texts that it speaks of, and the names by which articles are known for good.
pub struct Desk<'a> {
    pub(super) report: &'a Report,
    texts: FxHashMap<&'a str, &'a str>,
    names: FxHashMap<&'a str, String>,
    mentions: FxHashMap<usize, &'a Mention>,
}

impl<'a> Desk<'a> {
    /// Brings a report together with its articles; `name` says by which name an article is known
    /// from run to run (the ids `a1`, `a2` … change as others come and go).
    pub fn new(
        report: &'a Report,
        articles: &'a [Article],
        name: impl Fn(&ArticleInfo) -> String,
    ) -> Self {
        let texts = articles.iter().map(|a| (a.id.as_str(), a.text.as_str()));
        let names = report.articles.iter().map(|a| (a.id.as_str(), name(a)));
        Self {
            report,
            texts: texts.collect(),
            names: names.collect(),
            mentions: report.mentions.iter().map(|m| (m.id, m)).collect(),
        }
    }

    /// The finding whose id begins with `id`.
    ///
    /// # Errors
    ///
    /// There is none, or several; or the articles agree on it; or its words do not stand in the
    /// texts where the report says.
    pub fn find(&self, id: &str) -> Result<Finding, Missing> {
        let facts = self.report.facts.iter().map(|f| f.id.as_str());
        let ids: Vec<&str> = facts
            .chain(self.report.checks.iter().map(|c| c.id.as_str()))
            .collect();
        let mut begun: Vec<&str> = ids.iter().copied().filter(|i| i.starts_with(id)).collect();
        begun.sort_unstable();
        begun.dedup();
        let id = match begun.as_slice() {
            [one] if !id.is_empty() => *one,
            [] => {
                return Err(Missing::Unknown { id: id.into() });
            }
            several => {
                const SHOWN: usize = 5;
                let ids = several.iter().take(SHOWN).map(|&i| i.to_owned());
                return Err(Missing::Several {
                    id: id.into(),
                    ids: ids.collect(),
                });
            }
        };
        if let Some(fact) = self.report.facts.iter().find(|f| f.id == id) {
            return self.fact(fact);
        }
        let check = self.report.checks.iter().find(|c| c.id == id);
        check.map_or(Err(Missing::Unknown { id: id.into() }), |check| {
            self.check(check)
        })
    }

    fn fact(&self, fact: &Fact) -> Result<Finding, Missing> {
        let open = |id: usize| open_pairs(fact).any(|(a, b)| a == id || b == id);
        let values = fact.values.iter().filter(|value| open(value.id));
        let side = |value: &crate::report::FactValue| {
            let mentions = value.mentions.iter().filter_map(|id| self.mentions.get(id));
            let quotes: Result<Vec<Quote>, Missing> =
                mentions.map(|m| self.sound_quote(m)).collect();
            Ok(Side {
                text: value.text.clone(),
                quotes: quotes?,
                more: serde_json::Map::new(),
            })
        };
        let values: Vec<Side> = values.map(side).collect::<Result<_, Missing>>()?;
        if values.is_empty() {
            return Err(Missing::Agreed {
                id: fact.id.clone(),
            });
        }
        Ok(Finding {
            id: fact.id.clone(),
            rule: Finding::FACT.to_owned(),
            subject: fact.subject.clone(),
            verdict: Some(fact.verdict),
            why: None,
            values,
        })
    }

    fn check(&self, check: &Check) -> Result<Finding, Missing> {
        let quote = self.check_quote(check);
        self.stands(&check.article, check.start..check.end, &check.text)?;
        Ok(Finding {
            id: check.id.clone(),
            rule: check.kind.code().to_owned(),
            subject: check.text.clone(),
            verdict: None,
            why: Some(check.why.clone()),
            values: vec![Side {
                text: check.text.clone(),
                quotes: vec![quote],
                more: serde_json::Map::new(),
            }],
        })
    }

    /// The quote of a mention in its sentence.
    pub(super) fn quote(&self, mention: &Mention) -> Quote {
        let text = self.text(&mention.article);
        let span = mention.start..mention.end;
        let sentence = mention.sentence.start..mention.sentence.end;
        Quote::of(self.name(&mention.article), text, span, sentence)
    }

    fn sound_quote(&self, mention: &Mention) -> Result<Quote, Missing> {
        self.stands(&mention.article, mention.start..mention.end, &mention.text)?;
        Ok(Quote {
            read: serde_json::to_value(&mention.value).ok(),
            source: mention.source.clone(),
            ..self.quote(mention)
        })
    }

    /// The quote of the words that a check finds fault with.
    pub(super) fn check_quote(&self, check: &Check) -> Quote {
        let text = self.text(&check.article);
        let span = check.start..check.end;
        Quote::of(
            self.name(&check.article),
            text,
            span.clone(),
            sentence(text, &span),
        )
    }

    fn stands(&self, article: &str, span: Range<usize>, words: &str) -> Result<(), Missing> {
        if self.text(article).get(span) == Some(words) {
            return Ok(());
        }
        let info = self.report.articles.iter().find(|a| a.id == article);
        Err(Missing::Moved {
            article: info.map_or(article, |a| a.path.as_str()).to_owned(),
            text: crate::report::plain::trimmed(words),
        })
    }

    pub(super) fn text(&self, article: &str) -> &'a str {
        self.texts.get(article).copied().unwrap_or_default()
    }

    /// The lasting name of the article with this id.
    pub fn name(&self, article: &str) -> &str {
        self.names.get(article).map_or("", String::as_str)
    }

    /// The lasting names of all articles.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.values().map(String::as_str)
    }

    /// The mention with this id.
    pub(super) fn mention(&self, id: usize) -> Option<&'a Mention> {
        self.mentions.get(&id).copied()
    }
}

impl std::fmt::Debug for Desk<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Desk({} articles)", self.report.articles.len())
    }
}

/// The pairs of values, by id, of which not both can be true as they stand.
pub(super) fn open_pairs(fact: &Fact) -> impl Iterator<Item = (usize, usize)> + '_ {
    let open = fact.relations.iter().filter(|r| r.verdict.is_open());
    open.map(|r| (r.a, r.b))
}

/// The sentence around a stretch of text, cut out of its line.
fn sentence(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text
        .get(..span.start)
        .and_then(|t| t.rfind('\n'))
        .map_or(0, |at| at + 1);
    let end = text
        .get(span.end..)
        .and_then(|t| t.find('\n'))
        .map_or(text.len(), |at| span.end + at);
    let Some(line) = text.get(start..end) else {
        return span.clone();
    };
    let cut = Text::new(line, &[]);
    let mut sentences = cut.sentences.iter().map(|s| cut.span(s.tokens.clone()));
    let holds = |s: &Range<usize>| s.start + start <= span.start && span.start < s.end + start;
    let found = sentences.find(holds).unwrap_or(0..line.len());
    start + found.start..(start + found.end).max(span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_is_cut_out_of_its_line() {
        let text = "One came. Two went on 5 May. Three stayed.\nFour.";
        let at = text.find("5 May").unwrap();
        assert_eq!(&text[sentence(text, &(at..at + 5))], "Two went on 5 May.");
        assert_eq!(
            sentence("é", &(1..7)),
            0..7,
            "no panic, and past the end an empty quote"
        );
    }
}
