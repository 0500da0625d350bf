//! The stages in their order: what `compare`, `facts` and `groups` are made of.

use crate::align::{self, Collection, Model};
use crate::article::{Article, Region, outside_story_with};
use crate::duplicate::{self, Document, Grouping};
use crate::extract::{Extractor, Story};
use crate::report::{self, Found, Published, Report};
use crate::verdict::{self, Judge, Reading, Verdicts};
use crate::vocabulary::Vocabulary;
use jiff::civil::Date;
use std::sync::Arc;

/// What a run takes besides the articles.
#[derive(Debug, Clone)]
pub struct Settings {
    /// No article was published after this day.
    pub today: Date,
    /// The score by which mentions are brought together.
    pub model: Model,
    /// The score by which differing values are judged.
    pub verdicts: Verdicts,
    /// A discrepancy is told only where it is at least this sure, 0 to 1: a false alarm costs more
    /// than a missed one.
    pub least_confidence: f64,
    /// A newsroom's own units, currencies and hedges.
    pub vocabulary: Vocabulary,
    /// How copies are grouped.
    pub grouping: duplicate::Options,
    /// Is told what is being done.
    pub progress: Progress,
}

/// Somebody who is told what is being done, or nobody.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<Listener>>);

type Listener = dyn Fn(&str) + Send + Sync;

impl Progress {
    /// Tells `listener`.
    pub fn to(listener: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    fn says(&self, what: &str) {
        if let Some(listener) = &self.0 {
            listener(what);
        }
    }
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let listener = if self.0.is_some() {
            "to somebody"
        } else {
            "to nobody"
        };
        write!(f, "Progress({listener})")
    }
}

/// See [`Settings::least_confidence`]; chosen on clusters left out of the fit, where nine in ten of
/// the alarms that are at least so sure are right.
const LEAST_CONFIDENCE: f64 = 0.70;

impl Settings {
    /// The settings with the weights compiled in.
    pub fn new(today: Date) -> Self {
        Self {
            today,
            model: Model::builtin(),
            verdicts: Verdicts::builtin(),
            least_confidence: LEAST_CONFIDENCE,
            vocabulary: Vocabulary::default(),
            grouping: duplicate::Options::default(),
            progress: Progress::default(),
        }
    }
}

/// Reads the articles, groups copies, and says where the articles agree and where they differ.
pub fn compare(articles: &[Article], settings: &Settings) -> Report {
    compare_in(articles, None, settings)
}

/// Compares articles that are a part of a larger collection: how rare a name is, and so which
/// articles are about one event, depends on all of it.
pub fn compare_in(
    articles: &[Article],
    collection: Option<&Collection>,
    settings: &Settings,
) -> Report {
    let extractor = Extractor::with(&settings.vocabulary);
    settings.progress.says("reading dates and figures");
    let stories = extractor.read(articles, outside(articles, settings), settings.today);
    settings.progress.says("grouping copies");
    let mut grouping = copies(&stories, settings);
    duplicate::trace(&mut grouping, &stories, extractor.lexicon());
    settings.progress.says("comparing what they say");
    let grammar = extractor.grammar();
    let frames = align::frames(&stories, grammar, extractor.lexicon());
    let candidates = align::candidates(&stories, &grouping, collection, &frames, grammar);
    let aligned = align::align(&stories, &frames, &candidates, &settings.model);
    let judge = Judge::new(grammar, settings.verdicts.clone());
    let reading = Reading {
        stories: &stories,
        frames: &frames,
        grouping: &grouping,
        grammar,
    };
    let clusters = verdict::merge::merged(&reading, aligned, &judge);
    let facts = verdict::facts(&reading, &clusters, &judge, settings.least_confidence);
    let same_numbers = verdict::same_number(&reading, &candidates);
    let found = Found {
        facts,
        same_numbers,
    };
    report::build(&stories, &grouping, found, &extractor)
}

/// What was read out of each article, without comparing them.
pub fn facts(articles: &[Article], settings: &Settings) -> Report {
    let extractor = Extractor::with(&settings.vocabulary);
    let stories = extractor.read(articles, outside(articles, settings), settings.today);
    report::build(&stories, &Grouping::default(), Found::default(), &extractor)
}

/// The groups of copies alone, with the figures that changed in them.
pub fn groups(articles: &[Article], settings: &Settings) -> Report {
    let extractor = Extractor::with(&settings.vocabulary);
    settings
        .progress
        .says("telling stories from what stands around them");
    let outside = outside(articles, settings);
    settings.progress.says("dating articles");
    let mut grouping = Grouping::default();
    let mut stories = extractor.read_some(articles, outside, settings.today, |stories| {
        settings.progress.says("grouping copies");
        grouping = copies(stories, settings);
        let all = match grouping.sampled {
            1 => String::new(),
            some => format!(", grouped by one shingle in {some}"),
        };
        let said = format!("reading the figures of copies{all}");
        settings.progress.says(&said);
        in_copies(&grouping, stories.len())
    });
    duplicate::trace(&mut grouping, &stories, extractor.lexicon());
    // What was read in order to compare copies is not asked for.
    stories.iter_mut().for_each(|story| {
        story.mentions.clear();
        story.unread.clear();
        story.weekday_conflicts.clear();
    });
    report::build(&stories, &grouping, Found::default(), &extractor)
}

/// What is no part of each story.
fn outside(articles: &[Article], settings: &Settings) -> Vec<Vec<Region>> {
    outside_story_with(articles, &settings.vocabulary.cues)
}

/// Which of so many stories have copies.
fn in_copies(grouping: &Grouping, stories: usize) -> Vec<bool> {
    let mut chosen = vec![false; stories];
    let copies = grouping.groups.iter().filter(|group| group.kind.is_copy());
    for member in copies.flat_map(|group| &group.members) {
        chosen[*member] = true;
    }
    chosen
}

/// The day of publication, as near as it is known: copies that may be of one week are not told apart.
fn day(published: &Published) -> Option<Date> {
    const VAGUE: i64 = 31;
    let (start, end) = (published.start?, published.end?);
    let days = end.duration_since(start).as_hours() / 24;
    (days < VAGUE).then_some(start)
}

/// Groups the stories that are copies of each other.
pub fn copies(stories: &[Story<'_>], settings: &Settings) -> Grouping {
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
            date: day(&story.published),
        })
        .collect();
    duplicate::group_with(&documents, &settings.grouping)
}
