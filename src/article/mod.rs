//! Articles as they are read: the text in which all offsets count, what the container said about
//! it, and which stretches of it are no part of the story.

mod bytes;
mod error;
mod front_matter;
mod html;
mod input;
mod json_lines;
mod plain;
mod reading;
mod story;

pub use error::{Cause, Place, ReadError, taken_twice};
pub use reading::{
    DEFAULT_MAX_BYTES, Meter, Options as ReadOptions, Reading, read, read_as_stated, read_each,
};
pub use story::{outside_story, outside_story_with};

use std::ops::Range;

/// One article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Unique within a run: the container's own id, or `a1`, `a2` … in the order of paths.
    pub id: String,
    /// Where it was read from, as the user would name it; `PATH:LINE` for a line of JSON Lines.
    pub path: String,
    /// The headline that the container states (front matter, metadata), not one found in the text.
    pub title: Option<String>,
    /// The outlet that the container states.
    pub outlet: Option<String>,
    /// The address that the container states.
    pub url: Option<String>,
    /// The section of the outlet that the container states: "Sport".
    pub section: Option<String>,
    /// The text in which every offset counts: the file as it was read for plain text and Markdown
    /// (front matter included), the extracted text for other containers.
    pub text: String,
    /// Dates of publication that the container states, best first.
    pub dates: Vec<StatedDate>,
    /// The range of `text` taken up by front matter; empty where there is none.
    pub front_matter: Range<usize>,
}

impl Article {
    /// The sections in which the article stands: the one that its container states, and the folders
    /// of its address.
    ///
    /// ```
    /// use crosscheck::article::Article;
    /// let url = Some("https://example.org/sport/football/final.html".to_owned());
    /// let article = Article { url, ..Article::default() };
    /// assert_eq!(article.sections(), ["sport", "football"]);
    /// ```
    pub fn sections(&self) -> Vec<&str> {
        let address = self.url.as_deref().and_then(|url| url.split_once("://"));
        let path = address.and_then(|(_, rest)| rest.split(['?', '#']).next()?.split_once('/'));
        let folders = path.and_then(|(_, path)| path.rsplit_once('/'));
        let folders = folders
            .into_iter()
            .flat_map(|(folders, _)| folders.split('/'));
        self.section
            .as_deref()
            .into_iter()
            .chain(folders.filter(|folder| !folder.is_empty()))
            .collect()
    }
}

/// A date of publication stated by a container (front matter, metadata, a JSON field, `--date`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDate {
    /// As written: `2024-01-16`, `2024-01-16T08:00:00+01:00`, `7 February 2022` …
    pub text: String,
    /// Where it stood, in words fit for a reason: "front matter 'date'", "JSON-LD datePublished".
    pub place: String,
}

/// A stretch of an article that is no part of its story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Byte offsets into the article's text, end exclusive.
    pub range: Range<usize>,
    /// What it was taken for, in words: "appeal repeated in a2", "link to another story".
    pub why: String,
}
