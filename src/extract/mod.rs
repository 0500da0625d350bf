//! Mentions: dates and quantities with who says so and how firmly.

pub mod date;
pub mod published;
pub mod quantity;
pub mod voice;

use crate::article::{Article, Region};
use crate::report::{Modality, Published};
use crate::text::Text;
use crate::value::Value;
use quantity::QuantityMention;
use std::ops::Range;

/// A value read out of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes.
    pub span: Range<usize>,
    /// The sentence in which it stands.
    pub sentence: usize,
    /// What it was read as.
    pub value: Value,
    /// What the grammar knows beyond the value.
    pub detail: Detail,
    /// Who says so, as the article names them.
    pub source: Option<String>,
    /// How firmly it is said.
    pub modality: Modality,
}

/// What the grammar knows of a mention beyond its value.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// A quantity.
    Quantity(Box<QuantityMention>),
    /// A date: is it the day on which something was said?
    Date {
        /// "police said on Tuesday".
        of_statement: bool,
    },
}

/// An article that has been read: its text, its own date, its mentions.
#[derive(Debug)]
pub struct Story<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its story as tokens and sentences.
    pub text: Text<'a>,
    /// What is no part of the story.
    pub outside: Vec<Region>,
    /// The day of publication.
    pub published: Published,
    /// The values, in order.
    pub mentions: Vec<Mention>,
    /// Weekdays that do not fit their dates: token range, what is wrong.
    pub weekday_conflicts: Vec<(Range<usize>, String)>,
}
