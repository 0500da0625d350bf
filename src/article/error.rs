//! What can go wrong while reading: where, why, and what to do about it.

use std::fmt::{self, Write as _};

/// An input, or one article of it, that could not be read. Its text is one line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {cause}")]
pub struct ReadError {
    /// The file, and the line of it where the file holds an article a line.
    pub place: Place,
    /// What is wrong there, and the remedy.
    pub cause: Cause,
}

/// A file, or a line of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path as the user would name it; `-` is standard input.
    pub path: String,
    /// The line, counted from 1, in a file with an article a line.
    pub line: Option<u64>,
}

/// Why an input could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// Nothing by that name.
    #[error("no such file or folder; check the name")]
    Missing,
    /// A symbolic link to what is not there, or to itself.
    #[error("a symbolic link that leads nowhere; mend it or remove it")]
    Dangling,
    /// A symbolic link to a folder above it.
    #[error("a loop: a symbolic link to a folder that holds it; remove it")]
    Loop,
    /// A pipe, a socket or a device in a folder.
    #[error("is no file but a pipe or the like, and is passed over; name it to have it read")]
    PassedOver,
    /// Front matter that opens and never closes.
    #[error(
        "front matter opens with '{0}' and never closes, so that it is read as text; close it with a line '{0}'"
    )]
    OpenFrontMatter(&'static str),
    /// The system refused to hand it out.
    #[error("cannot be read ({}); check its permissions", visible(.0))]
    Unreadable(String),
    /// A file without a single byte other than white space.
    #[error("the file is empty; fill it or leave it out")]
    EmptyFile,
    /// The container is there, the story is not.
    #[error("the article has no text; fill it or leave it out")]
    EmptyText,
    /// A picture, a PDF, an office document …
    #[error("not text but {0}; save the article as text, HTML or JSON Lines")]
    Binary(&'static str),
    /// Text in an encoding that nothing announces.
    #[error("not valid UTF-8 at byte {offset}{}; save the file as UTF-8", line.map_or(String::new(), |line| format!(" (line {line})")))]
    Encoding {
        /// The first byte, counted from 0 in the file as unpacked, that is wrong.
        offset: u64,
        /// Its line, counted from 1, where the place does not tell it.
        line: Option<u64>,
    },
    /// A damaged UTF-16 file.
    #[error("not valid UTF-16 although it starts with its byte-order mark; save the file as UTF-8")]
    Utf16,
    /// A folder in which no file has the name of an article.
    #[error(
        "no articles in this folder; files named .txt, .md, .html or .jsonl (or those with .gz) are read"
    )]
    EmptyFolder,
    /// A line of JSON Lines that is not JSON.
    #[error("not valid JSON ({}); mend the line or remove it", visible(.0))]
    Json(String),
    /// A line of JSON Lines that is JSON, but not an object.
    #[error("a JSON {0} where an object with a field 'text' should be; mend the line or remove it")]
    NotAnObject(&'static str),
    /// An object without the article's text.
    #[error("the field 'text' is missing; name the article's text 'text' or 'maintext'")]
    NoText,
    /// A field of the wrong type.
    #[error(
        "the field '{field}' is a {found} where a string should be; mend the line or remove it"
    )]
    WrongType {
        /// The field.
        field: &'static str,
        /// What it holds.
        found: &'static str,
    },
    /// Larger than the limit for one article.
    #[error("the article is larger than {limit} bytes; raise --max-bytes or leave it out")]
    TooLarge {
        /// The limit in force.
        limit: u64,
    },
    /// A page whose elements nest so deep that reading it would take hours.
    #[error("elements nest deeper than {limit} levels; save the article as plain text")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Two articles of one id; the first in the order of paths and lines is kept.
    #[error("the id '{}' is already taken by {first}; give one of the two another id", visible(.id))]
    DuplicateId {
        /// The id.
        id: String,
        /// Where the article stands that has it.
        first: Place,
    },
    /// A damaged or cut-off gzip file.
    #[error("not a sound gzip file ({}); pack it again", visible(.0))]
    Gzip(String),
}

impl ReadError {
    /// Is it only worth knowing: something was rightly passed over, or read all the same?
    pub fn is_note(&self) -> bool {
        matches!(self.cause, Cause::PassedOver | Cause::OpenFrontMatter(_))
    }
}

/// What is said of an article whose id another one has that was read before.
pub fn taken_twice(article: &super::Article, id: &str) -> ReadError {
    Place::file(&article.path).error(Cause::DuplicateId {
        id: id.to_owned(),
        first: Place::file("another input"),
    })
}

impl Place {
    /// A whole file.
    pub(super) fn file(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
        }
    }

    /// One line of a file.
    pub(super) fn line(path: &str, line: u64) -> Self {
        Self {
            path: path.to_owned(),
            line: Some(line),
        }
    }

    /// The error that this is the place of.
    pub(super) fn error(self, cause: Cause) -> ReadError {
        ReadError { place: self, cause }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path == "-" {
            "standard input"
        } else {
            &self.path
        };
        f.write_str(&visible(path))?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// `text` with control characters written out, since a path or a field could otherwise move the
/// cursor of a terminal or start a new line in a log.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_direction_mark(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters that make a terminal show the others in another order.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_with_place_cause_and_remedy() {
        let error = Place::line("articles/x.jsonl", 17)
            .error(Cause::Json("expected `,` at column 40".into()));
        assert_eq!(
            error.to_string(),
            "articles/x.jsonl:17: not valid JSON (expected `,` at column 40); mend the line or remove it"
        );
    }

    #[test]
    fn control_characters_are_written_out() {
        let id = "a\u{1b}[2J\nb".to_owned();
        let error = Place::file("x\ty").error(Cause::DuplicateId {
            id,
            first: Place::line("-", 2),
        });
        let text = error.to_string();
        assert!(!text.chars().any(char::is_control), "{text}");
        assert!(
            text.starts_with(
                "x\\ty: the id 'a\\u{1b}[2J\\nb' is already taken by standard input:2;"
            )
        );
    }
}
