//! What is wrong in the file: the line, the cause, the remedy.

use std::fmt;
use std::ops::Range;

/// A mistake in the file.
#[derive(Debug)]
pub(super) struct Error {
    line: usize,
    message: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

impl Error {
    /// A mistake in the entry that covers `span` of the file's text.
    pub(super) fn at(text: &str, span: Range<usize>, message: &str) -> Self {
        Self {
            line: line(text, span.start),
            message: message.to_owned(),
        }
    }

    /// What the parser complains of, in plain words.
    pub(super) fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let span = error.span().unwrap_or(0..0);
        let message = of_type(text, span.start, error.message());
        Self::at(
            text,
            span,
            &message.unwrap_or_else(|| plain(error.message())),
        )
    }
}

/// The line, counted from 1, on which a byte of the file's text stands.
pub(super) fn line(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    before.matches('\n').count() + 1
}

/// What is said of a value of the wrong type: the key, what was found, what is expected.
fn of_type(text: &str, start: usize, message: &str) -> Option<String> {
    let (found, expected) = message
        .lines()
        .next()?
        .strip_prefix("invalid type: ")?
        .rsplit_once(", expected ")?;
    let found = match found.split_once(' ') {
        Some(("string", value)) => format!("the text {value}"),
        Some(("integer", value)) => format!("the number {}", value.trim_matches('`')),
        Some(("floating", value)) => {
            let value = value.trim_start_matches("point ");
            format!("the number {}", value.trim_matches('`'))
        }
        Some(("boolean", value)) => value.trim_matches('`').to_owned(),
        _ if found == "sequence" => "a list".to_owned(),
        _ if found == "map" => "a table".to_owned(),
        _ => found.to_owned(),
    };
    let expected = match expected {
        "f64" | "f32" => "a number, without quotation marks",
        "a string" => "text in quotation marks",
        "a sequence" => "a list, in square brackets",
        "a boolean" => "true or false",
        "a map" => "a table of keys and values",
        other if other.starts_with("struct ") => "a table of keys and values",
        other => other,
    };
    let key = key_before(text, start);
    let subject = key.map_or_else(|| "here".to_owned(), |key| format!("`{key}`"));
    Some(format!("{subject} is {found}, and should be {expected}"))
}

/// The key whose value begins at, or goes on to, a byte of the file's text.
fn key_before(text: &str, start: usize) -> Option<&str> {
    let before = text.get(..start)?;
    let (before, _) = before.rsplit_once('=')?;
    let line = before.trim_end();
    let begins = line.rfind(['\n', '{', ',']).map_or(0, |at| at + 1);
    let key = line.get(begins..)?.trim().trim_matches('"');
    (!key.is_empty()).then_some(key)
}

/// The parser's message with a suggestion for what is unknown.
fn plain(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let sort = if message.starts_with("unknown field") {
        "key"
    } else if message.starts_with("unknown variant") {
        "value"
    } else if message.starts_with("missing field") {
        let field = quoted.first().copied().unwrap_or("a key");
        return format!("`{field}` is missing; add it");
    } else {
        return message.trim().replace('\n', "; ");
    };
    let Some((unknown, known)) = quoted.split_first() else {
        return message.to_owned();
    };
    let near = known
        .iter()
        .map(|k| (strsim::jaro_winkler(k, unknown), k))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score > 0.75);
    match near {
        Some((_, near)) => format!("unknown {sort} `{unknown}`; did you mean `{near}`?"),
        None => {
            let known: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
            format!(
                "unknown {sort} `{unknown}`; known here are {}",
                known.join(", ")
            )
        }
    }
}
