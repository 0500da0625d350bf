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
        Self::at(text, span, &plain(error.message()))
    }
}

/// The line, counted from 1, on which a byte of the file's text stands.
pub(super) fn line(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    before.matches('\n').count() + 1
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
