//! The stages in their order: what `compare`, `facts` and `groups` are made of.

use crate::align::{self, Model};
use crate::article::{Article, outside_story};
use crate::duplicate::{self, Document, Grouping};
use crate::extract::{Extractor, Story};
use crate::report::{self, Report};
use crate::verdict::{self, Judge};
use jiff::civil::Date;

/// What a run takes besides the articles.
#[derive(Debug, Clone)]
pub struct Settings {
    /// No article was published after this day.
    pub today: Date,
    /// The score by which mentions are brought together.
    pub model: Model,
}

impl Settings {
    /// The settings with the weights compiled in.
    pub fn new(today: Date) -> Self {
        Self {
            today,
            model: Model::builtin(),
        }
    }
}

/// Reads the articles, groups copies, and says where the articles agree and where they differ.
pub fn compare(articles: &[Article], settings: &Settings) -> Report {
    let extractor = Extractor::builtin();
    let stories = extractor.read(articles, outside_story(articles), settings.today);
    let grouping = copies(&stories);
    let grammar = extractor.grammar();
    let frames = align::frames(&stories, grammar, extractor.lexicon());
    let candidates = align::candidates(&stories, &frames, grammar);
    let clusters = align::clusters(&stories, &frames, &candidates, &settings.model);
    let judge = Judge::builtin(grammar);
    let facts = verdict::facts(&stories, &frames, &clusters, &grouping, &judge, grammar);
    report::build(&stories, &grouping, facts, &extractor)
}

/// What was read out of each article, without comparing them.
pub fn facts(articles: &[Article], settings: &Settings) -> Report {
    let extractor = Extractor::builtin();
    let stories = extractor.read(articles, outside_story(articles), settings.today);
    report::build(&stories, &Grouping::default(), Vec::new(), &extractor)
}

/// The groups of copies alone.
pub fn groups(articles: &[Article], settings: &Settings) -> Report {
    let extractor = Extractor::builtin();
    let stories = extractor.date(articles, outside_story(articles), settings.today);
    report::build(&stories, &copies(&stories), Vec::new(), &extractor)
}

/// Groups the stories that are copies of each other.
fn copies(stories: &[Story<'_>]) -> Grouping {
    let outside: Vec<Vec<_>> = stories
        .iter()
        .map(|s| s.outside.iter().map(|r| r.range.clone()).collect())
        .collect();
    let documents: Vec<Document<'_>> = stories
        .iter()
        .zip(&outside)
        .map(|(story, outside)| Document {
            text: &story.article.text,
            outside,
            date: story.published.start,
        })
        .collect();
    duplicate::group(&documents)
}
