//! Front matter: the block of `key: value` lines between two fences at the head of a file.
//!
//! Only flat keys are read, which is all that a date, a headline and an outlet need; lists and
//! nested values are passed over.

use super::bytes::BYTE_ORDER_MARK;
use std::ops::Range;

/// The fences of YAML and of TOML, with the mark between key and value.
const FENCES: [(&str, char); 2] = [("---", ':'), ("+++", '=')];

/// A block that has not ended by then is none.
const MAX_LINES: usize = 200;

/// The front matter of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter<'a> {
    /// From the first byte of the file to the end of the line that closes it; empty if none.
    pub(super) range: Range<usize>,
    /// Keys in lower case and values without quotes, in the order of the file.
    pub(super) fields: Vec<(String, &'a str)>,
}

impl<'a> FrontMatter<'a> {
    /// The front matter with which `text` opens, or an empty one.
    pub(super) fn of(text: &'a str) -> Self {
        let body = text.trim_start_matches(BYTE_ORDER_MARK);
        FENCES
            .iter()
            .find_map(|&(fence, mark)| block(text, body, fence, mark))
            .unwrap_or_default()
    }

    /// The fence with which `text` opens and that never closes, with a first line below it that
    /// states one of `keys`.
    pub(super) fn left_open(text: &str, keys: &[&str]) -> Option<&'static str> {
        let body = text.trim_start_matches(BYTE_ORDER_MARK);
        let opens = |(fence, mark): &&(&'static str, char)| {
            let mut lines = body.lines();
            let first = lines.next().is_some_and(|line| line.trim_end() == *fence);
            let states = lines.next().and_then(|line| field(line, *mark));
            first && states.is_some_and(|(key, _)| keys.contains(&key.as_str()))
        };
        let (fence, mark) = FENCES.iter().find(opens)?;
        block(text, body, fence, *mark).is_none().then_some(fence)
    }

    /// The first of `keys` that has a value, as the key and the value.
    pub(super) fn first(&self, keys: &[&'static str]) -> Option<&'a str> {
        keys.iter().find_map(|key| self.value(key))
    }

    /// The value of a key, unless it is empty.
    pub(super) fn value(&self, key: &str) -> Option<&'a str> {
        let field = self.fields.iter().find(|(k, _)| k == key)?;
        (!field.1.is_empty()).then_some(field.1)
    }
}

fn block<'a>(text: &'a str, body: &'a str, fence: &str, mark: char) -> Option<FrontMatter<'a>> {
    let mut lines = body.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != fence {
        return None;
    }
    let mut end = text.len() - body.len() + first.len();
    let mut fields = Vec::new();
    for line in lines.take(MAX_LINES) {
        end += line.len();
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes {
            // A rule above ordinary prose is no fence.
            return (!fields.is_empty()).then_some(FrontMatter {
                range: 0..end,
                fields,
            });
        }
        fields.extend(field(line, mark));
    }
    None
}

/// A line `key: value`, without what quotes it.
fn field(line: &str, mark: char) -> Option<(String, &str)> {
    let (key, value) = line.split_once(mark)?;
    let key = key.trim_end();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    if key.is_empty() || !key.chars().all(plain) || key.starts_with('-') {
        return None;
    }
    Some((key.to_lowercase(), unquoted(value.trim())))
}

fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_keys_are_read_and_the_rest_passed_over() {
        let text = "---\nTitle: \"Rice: a tale\"\ntags:\n  - food\n  - trade\ndate: 2023-11-09\n---\nIt took";
        let front = FrontMatter::of(text);
        assert_eq!(&text[front.range.end..], "It took");
        assert_eq!(front.value("title"), Some("Rice: a tale"));
        assert_eq!(front.first(&["published", "date"]), Some("2023-11-09"));
        assert_eq!(front.value("tags"), None);
    }

    #[test]
    fn other_line_ends_marks_and_fences() {
        let text = "\u{feff}---\r\ndate: 'x'\r\n---\r\nBody";
        let front = FrontMatter::of(text);
        assert_eq!(
            &text[front.range.clone()],
            "\u{feff}---\r\ndate: 'x'\r\n---\r\n"
        );
        assert_eq!(front.value("date"), Some("x"));
        assert_eq!(
            FrontMatter::of("+++\ntitle = \"A\"\n+++\n").value("title"),
            Some("A")
        );
    }

    #[test]
    fn a_fence_that_never_closes_is_seen() {
        let open = |text| FrontMatter::left_open(text, &["title"]);
        assert_eq!(open("---\ntitle: never closed\n\nTwo died.\n"), Some("---"));
        assert_eq!(open("+++\ntitle = \"x\"\n"), Some("+++"));
        assert_eq!(open("---\ntitle: closed\n---\n"), None);
        assert_eq!(open("---\nThe mayor said: no.\n"), None);
    }

    #[test]
    fn a_rule_above_prose_is_no_front_matter() {
        for text in [
            "---\nOne soldier died.\n---\nMore",
            "---\ntitle: never closed\n",
            "",
            "---",
            "text",
        ] {
            assert_eq!(FrontMatter::of(text), FrontMatter::default(), "{text:?}");
        }
    }
}
