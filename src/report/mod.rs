//! The report, format `crosscheck-report/1`: plain values that every output form is drawn from.
//!
//! Fields may be added within version 1; none is renamed or dropped.
//!
//! Each output form is a file of this module and a function `write(&View, …, &mut dyn Write)`:
//!
//! | form | file | what it prints |
//! | --- | --- | --- |
//! | [`table`] | `table.rs` | the comparison, for a reader at a terminal |
//! | [`side`] | `side.rs` | two articles side by side, what differs marked |
//! | [`marked`] | `marked.rs` | articles with their mentions marked, and what was read out of them |
//! | [`html`] | `html/` | all of it as one page for a browser |
//! | [`markdown`] | `markdown.rs` | the findings, for a comment |
//! | [`csv`] | `csv.rs` | pairs of values and checks, for a spreadsheet |
//! | [`json`] | `json.rs` | the report itself |
//! | [`json_lines`] | `json_lines.rs` | the report itself, an object a line |
//! | [`sarif`] | `sarif.rs` | the findings, for code scanning and editors |
//! | [`github`] | `github.rs` | the findings as annotations of GitHub Actions |
//! | [`gitlab`] | `gitlab.rs` | the findings as a code quality report |
//! | [`rdjson`] | `rdjson.rs` | the findings for reviewdog |
//! | [`junit`] | `junit.rs` | facts and checks as test cases |
//! | [`schema`] | `schema.rs` | the JSON Schema of the report |
//!
//! What a finding is, in which order findings come and where they stand is decided once, in
//! `finding.rs`, for all forms that annotate articles; what fails a run in `gate.rs`; where a byte
//! stands in lines and columns in [`place`].
//!
//! Whatever comes from an article passes through [`plain`] before it is printed. The printers
//! write colours as ANSI escapes; wrap the writer in an `anstream` stream to have them taken out
//! where they are not wanted.

mod build;
mod copies;
pub mod csv;
mod finding;
mod gate;
pub mod github;
pub mod gitlab;
pub mod html;
mod involving;
pub mod json;
pub mod json_lines;
pub mod junit;
mod layout;
pub mod lines;
pub mod markdown;
pub mod marked;
mod paint;
pub mod place;
pub mod plain;
mod quote;
pub mod rdjson;
mod revision;
mod rule;
#[cfg(test)]
mod sample;
pub mod sarif;
pub mod schema;
pub mod side;
mod subject;
pub mod table;
#[cfg(test)]
mod test;
mod totals;
mod unplaced;
mod view;
mod words;

pub use crate::check::Kind as CheckKind;
pub(crate) use build::mentions;
pub use build::{Found, build};
pub(crate) use copies::changed_figure;
pub use copies::{ChangedFigure, Credit, Figure, First, SharedPassage};
pub use gate::{FailOn, Gate, Outcome, Threshold, Unread};
pub use revision::{Change, Revision};
pub use view::View;

use crate::value::{Approx, Grain};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name and version of the format.
pub const SCHEMA: &str = "crosscheck-report/1";

/// All that a run found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The name and version of the format.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// The articles, in the order of their paths and ids.
    pub articles: Vec<ArticleInfo>,
    /// Groups of near-duplicate and otherwise related articles.
    pub groups: Vec<Group>,
    /// What was read out of the stories.
    pub mentions: Vec<Mention>,
    /// Mentions that state the same fact.
    pub facts: Vec<Fact>,
    /// What is wrong inside one article whatever the others say.
    pub checks: Vec<Check>,
    /// What is worth a second look without being a difference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What looks like a value and could not be placed, in the order of the articles.
    #[serde(default)]
    pub unplaced: Vec<Unplaced>,
    /// How many facts got which verdict.
    pub summary: Summary,
    /// What the run fails by, where something was asked to fail it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    /// Inputs that could not be read: the run fails, whatever the others say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
    /// Of a check of drafts, how many articles of the corpus they were checked against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_against: Option<usize>,
    /// Of a check of drafts, the ids of the drafts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafts: Vec<String>,
    /// Of drafts of which a version is stored, what changed against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<Revision>,
}

impl Report {
    /// Leaves only the facts and checks that are new or reopened, and counts the facts anew.
    /// Facts on which nothing has to be decided go, too.
    pub fn keep_undecided(&mut self) {
        let open = |standing| matches!(standing, Some(Standing::New | Standing::Reopened));
        let undecided = |fact: &Fact| match fact.standing {
            None => fact.verdict.is_open(),
            standing => open(standing),
        };
        self.facts.retain(undecided);
        self.checks
            .retain(|check| check.standing.is_none() || open(check.standing));
        let Summary {
            single, unplaced, ..
        } = self.summary;
        self.summary = Summary::of(&self.facts, single, unplaced);
    }
}

/// An article and what is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleInfo {
    /// The id by which the report names the article.
    pub id: String,
    /// Where it was read from; `PATH:LINE` for a line of JSON Lines.
    pub path: String,
    /// The headline, where the container states one.
    pub title: Option<String>,
    /// The outlet, where the container states one.
    pub outlet: Option<String>,
    /// The day of publication.
    pub published: Published,
    /// Stretches that are no part of the story.
    pub outside_story: Vec<Outside>,
}

/// The day on which an article was published, or the days among which it lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// First day that fits; `None` where nothing is known.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub start: Option<jiff::civil::Date>,
    /// Last day that fits, included; `None` where nothing is known.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub end: Option<jiff::civil::Date>,
    /// How it is known.
    pub basis: Basis,
    /// The clues, in words.
    pub why: String,
}

/// How a day of publication is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The article or its container says so.
    Stated,
    /// It follows from weekdays, dates and the other articles.
    Inferred,
    /// Nothing says.
    Unknown,
}

/// A stretch of an article that is no part of its story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outside {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it was taken for.
    pub why: String,
}

/// A stretch of bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Articles that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// `g1`, `g2` …
    pub id: String,
    /// The ids of its articles.
    pub articles: Vec<String>,
    /// What ties them.
    pub kind: GroupKind,
    /// The pairs that were compared and found alike.
    pub pairs: Vec<GroupPair>,
    /// The article that came first, where that can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<First>,
    /// Whom its articles credit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
}

/// What ties the articles of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// The same copy, in one of the ways below or several.
    NearDuplicate,
    /// The same copy word for word.
    Verbatim,
    /// The same copy, cut.
    Abridged,
    /// The same copy, edited.
    Edited,
    /// The same copy with new figures.
    Update,
    /// One contains the stories of several others.
    Digest,
    /// A passage in common, the rest different.
    SharedPassage,
    /// A recurring piece with new figures each time.
    Template,
    /// The same event in other words.
    SameEvent,
}

impl GroupKind {
    /// Are articles tied by this copies of one another, which count as one source?
    pub fn is_copy(self) -> bool {
        use GroupKind::{Abridged, Edited, NearDuplicate, Update, Verbatim};
        matches!(self, NearDuplicate | Verbatim | Abridged | Edited | Update)
    }
}

/// Two articles of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupPair {
    /// The one article's id.
    pub a: String,
    /// The other's.
    pub b: String,
    /// Weight of the shingles that both have over the balanced weight of the two, 0 to 1.
    pub similarity: f64,
    /// Weight of the shingles that both have over the weight of the lighter one, 0 to 1.
    pub containment: f64,
    /// What ties the two, where it is not what ties the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<GroupKind>,
    /// The passages of eight words and more that both have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<SharedPassage>,
    /// Figures that stand in the same place of the copied text and differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<ChangedFigure>,
}

/// A value read out of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// Unique in the report.
    pub id: usize,
    /// The article's id.
    pub article: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words themselves.
    pub text: String,
    /// The sentence in which it stands.
    pub sentence: Span,
    /// The line of the file on which it starts, counted from 1.
    pub line: usize,
    /// What it was read as.
    pub value: Value,
    /// Who says so, as the article names them; `None` where it speaks for itself.
    pub source: Option<String>,
    /// How firmly it is said.
    pub modality: Modality,
}

/// The normalised value of a mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Value {
    /// A number with its unit and the thing counted or measured.
    Quantity {
        /// The nominal value in the stated unit; absent for a stated range and a vague count.
        #[serde(
            skip_serializing_if = "Option::is_none",
            serialize_with = "whole_or_fraction"
        )]
        #[schemars(with = "Option<f64>")]
        number: Option<f64>,
        /// Least value that it stands for, included; null = open.
        #[serde(serialize_with = "whole_or_fraction")]
        #[schemars(with = "Option<f64>")]
        low: Option<f64>,
        /// Greatest value that it stands for, included; null = open.
        #[serde(serialize_with = "whole_or_fraction")]
        #[schemars(with = "Option<f64>")]
        high: Option<f64>,
        /// The unit's symbol; null for a count.
        unit: Option<String>,
        /// How the number is hedged.
        approx: Approx,
        /// What is counted or measured.
        of: String,
    },
    /// A stretch of days.
    Date {
        /// First day covered.
        #[schemars(with = "String", extend("format" = "date"))]
        start: jiff::civil::Date,
        /// Last day covered, included.
        #[schemars(with = "String", extend("format" = "date"))]
        end: jiff::civil::Date,
        /// How finely the expression tells the time.
        grain: Grain,
        /// The clock time, `HH:MM`.
        #[serde(skip_serializing_if = "Option::is_none")]
        time: Option<String>,
        /// Its distance from UTC, `+HH:MM`, where the zone is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        offset: Option<String>,
    },
}

/// Writes whole numbers without a fraction.
fn whole_or_fraction<S: serde::Serializer>(value: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53, up to which an f64 holds every integer
    match value {
        None => out.serialize_none(),
        Some(v) if v.fract() == 0.0 && v.abs() < EXACT => out.serialize_i64(*v as i64),
        Some(v) => out.serialize_f64(*v),
    }
}

/// How firmly something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// As a fact.
    Asserted,
    /// As something to come: "will", "is due to", "promised".
    Planned,
    /// As a charge: "accused", "alleged", "claims".
    Alleged,
    /// As something that is not so.
    Denied,
    /// As something that might be: "could", "if", "would".
    Hypothetical,
}

/// Mentions that state the same fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// The same for the same quotes in the same articles, whatever else was compared.
    pub id: String,
    /// What the fact is about, in words.
    pub subject: String,
    /// Quantity or date.
    pub kind: FactKind,
    /// The gravest verdict among the relations.
    pub verdict: Verdict,
    /// How many origins stand behind it once copies, and articles that name the same source,
    /// count once.
    pub independent_sources: usize,
    /// Its distinct readings. Mentions of one value agree.
    pub values: Vec<FactValue>,
    /// The verdict for each pair of values.
    pub relations: Vec<Relation>,
    /// Whether somebody has decided on it before; absent where no decisions were at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What was decided, where something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decided>,
}

impl Fact {
    /// Was it decided on, and has nothing changed since?
    pub fn is_settled(&self) -> bool {
        self.standing == Some(Standing::Known)
    }
}

/// Whether somebody has decided on a finding before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Nobody has.
    New,
    /// It was decided on, and nothing that it rests on has changed.
    Known,
    /// It was decided on, but a value that was quoted then has changed since.
    Reopened,
}

/// What was decided on a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// What was decided.
    #[serde(rename = "as")]
    pub ruling: Ruling,
    /// Why, in the words of whoever decided.
    pub reason: String,
    /// Who decided, where that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day of the decision.
    #[schemars(with = "String", extend("format" = "date"))]
    pub on: jiff::civil::Date,
    /// What has changed since, in words, where it was reopened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
}

/// What can be decided on a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// It is so, and stays as it is.
    Accepted,
    /// It does not matter.
    Dismissed,
    /// The article under review is to be corrected.
    CorrectHere,
    /// The other article is to be corrected.
    CorrectThere,
    /// Both are right as quoted: the sources differ, and the article is to say so.
    SourcesDiffer,
    /// The check misread an article or brought together what does not belong together.
    CheckIsWrong,
}

/// Whether a fact is a quantity or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FactKind {
    /// A number.
    Quantity,
    /// A day or a stretch of days.
    Date,
}

/// One of the readings of a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactValue {
    /// Unique within the fact.
    pub id: usize,
    /// The value in words.
    pub text: String,
    /// The ids of the mentions that state it.
    pub mentions: Vec<usize>,
}

/// What two values of one fact are to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// The one value's id.
    pub a: usize,
    /// The other's.
    pub b: usize,
    /// What they are to each other.
    pub verdict: Verdict,
    /// How likely it is that an editor would say the same, 0 to 1.
    pub confidence: f64,
    /// The rule, the intervals and the days, in words.
    pub why: String,
}

/// What two values of one fact are to each other, from the mildest to the gravest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The same value after units, rounding to the precision stated, and wording.
    Agree,
    /// Both can be true at once; one says it less precisely or bounds it.
    Compatible,
    /// A figure that moves with time, both true when reported.
    Update,
    /// Different values, each ascribed to a source of its own that vouches for it.
    Disputed,
    /// Both cannot be true, and neither time nor source explains it.
    Discrepancy,
}

impl Verdict {
    /// Do the values differ, so that somebody may have to decide?
    pub fn is_open(self) -> bool {
        self >= Verdict::Update
    }
}

/// Something wrong inside one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// The same for the same words in the same article, whatever else was read.
    pub id: String,
    /// What kind of thing is wrong.
    pub kind: CheckKind,
    /// The article's id.
    pub article: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words themselves.
    pub text: String,
    /// What is wrong, in words.
    pub why: String,
    /// Whether somebody has decided on it before; absent where no decisions were at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What was decided, where something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decided>,
}

impl Check {
    /// Was it decided on, and has nothing changed since?
    pub fn is_settled(&self) -> bool {
        self.standing == Some(Standing::Known)
    }
}

/// Something worth a second look that is no difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What kind of thing it is.
    pub kind: NoteKind,
    /// The ids of the mentions.
    pub mentions: Vec<usize>,
    /// What is odd, in words.
    pub why: String,
}

/// What is worth a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A precise number that articles give to different things.
    SameNumber,
}

/// Something that looks like a value and could not be placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unplaced {
    /// The article's id.
    pub article: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words themselves.
    pub text: String,
    /// Why it was not placed, in words.
    pub why: String,
}

/// How many facts got which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Facts on which all mentions agree.
    pub agree: usize,
    /// Facts whose values can all be true at once.
    pub compatible: usize,
    /// Facts whose figure moved with time.
    pub update: usize,
    /// Facts on which sources differ.
    pub disputed: usize,
    /// Facts with values that cannot both be true.
    pub discrepancy: usize,
    /// Facts told once.
    pub single: usize,
    /// What looks like a value and could not be placed.
    #[serde(default)]
    pub unplaced: usize,
}

impl Summary {
    /// Counts facts by their verdicts, beside what is told once and what could not be placed.
    pub fn of(facts: &[Fact], single: usize, unplaced: usize) -> Self {
        let count = |verdict| facts.iter().filter(|fact| fact.verdict == verdict).count();
        Self {
            agree: count(Verdict::Agree),
            compatible: count(Verdict::Compatible),
            update: count(Verdict::Update),
            disputed: count(Verdict::Disputed),
            discrepancy: count(Verdict::Discrepancy),
            single,
            unplaced,
        }
    }
}
