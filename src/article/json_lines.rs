//! JSON Lines: an article a line, as crawlers and extractors write them.

use super::bytes::Stream;
use super::error::Cause;
use super::{Article, StatedDate};
use serde_json::{Map, Value};

/// The names under which tools store the text, best first.
const TEXT: [&str; 8] = [
    "text",
    "maintext",
    "article_text",
    "plain_text",
    "content",
    "body",
    "raw_text",
    "article",
];
/// … the headline.
const TITLE: [&str; 2] = ["title", "headline"];
/// … the outlet. `source` holds an outlet for some tools and an address for others.
const OUTLET: [&str; 11] = [
    "outlet",
    "publication",
    "publisher",
    "sitename",
    "site_name",
    "source",
    "source-hostname",
    "source_domain",
    "hostname",
    "domain",
    "agency",
];
/// … the section.
const SECTION: [&str; 5] = [
    "section",
    "category",
    "desk",
    "categories",
    "article_section",
];
/// … the address.
const ADDRESS: [&str; 5] = ["url", "link", "source-url", "source", "canonical_link"];
/// … the day of publication; what tells of a later change comes last.
const DATE: [&str; 14] = [
    "date",
    "date_publish",
    "publish_date",
    "date_published",
    "published_date",
    "published",
    "published_at",
    "publication_date",
    "datePublished",
    "pub_date",
    "pubDate",
    "date_modify",
    "date_modified",
    "updated",
];

/// The article on one line, with the id that the line states (else an empty one).
pub(super) fn article(line: &str) -> Result<Article, Cause> {
    let object = match serde_json::from_str::<Value>(line) {
        Ok(Value::Object(object)) => object,
        Ok(other) => return Err(Cause::NotAnObject(kind(&other))),
        Err(error) => return Err(Cause::Json(without_line(&error.to_string()))),
    };
    let text = text(&object)?;
    Ok(Article {
        id: id(&object)?.unwrap_or_default(),
        title: string(&object, &TITLE),
        outlet: OUTLET
            .iter()
            .find_map(|key| string(&object, &[key]).filter(|s| !is_address(s))),
        url: ADDRESS
            .iter()
            .find_map(|key| string(&object, &[key]).filter(|s| is_address(s))),
        section: string(&object, &SECTION),
        dates: dates(&object),
        text,
        ..Article::default()
    })
}

/// The id that a line states, read without building the rest; `None` where there is none or the
/// line is faulty, which is reported when the article itself is read.
pub(super) fn id_of(line: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Id {
        id: Option<Value>,
    }
    id_text(&serde_json::from_str::<Id>(line).ok()?.id?)
}

fn id(object: &Map<String, Value>) -> Result<Option<String>, Cause> {
    match object.get("id") {
        None | Some(Value::Null) => Ok(None),
        Some(value @ (Value::String(_) | Value::Number(_))) => Ok(id_text(value)),
        Some(other) => Err(Cause::WrongType {
            field: "id",
            found: kind(other),
        }),
    }
}

fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn text(object: &Map<String, Value>) -> Result<String, Cause> {
    for field in TEXT {
        match object.get(field) {
            Some(Value::String(text)) if text.trim().is_empty() => return Err(Cause::EmptyText),
            Some(Value::String(text)) => return Ok(text.clone()),
            None | Some(Value::Null) => {}
            Some(other) => {
                return Err(Cause::WrongType {
                    field,
                    found: kind(other),
                });
            }
        }
    }
    Err(Cause::NoText)
}

/// The first of the fields that holds a string with something in it.
fn string(object: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let text = object.get(*key)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    })
}

fn dates(object: &Map<String, Value>) -> Vec<StatedDate> {
    let stated = |key: &&str| {
        let text = string(object, &[key])?;
        Some(StatedDate {
            text,
            place: format!("field '{key}'"),
        })
    };
    DATE.iter().filter_map(stated).collect()
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// The parser counts lines within the one line that it is given; only the column tells anything.
fn without_line(message: &str) -> String {
    message.replace(" at line 1 column ", " at column ")
}

/// The lines of a stream, none of them held longer than it takes to read it.
pub(super) struct Lines {
    stream: Stream,
    limit: u64,
    number: u64,
    offset: u64,
    ended: bool,
}

/// One line: its number from 1, and its text or what is wrong with it.
pub(super) type Line = (u64, Result<String, Cause>);

impl Lines {
    pub(super) fn new(stream: Stream, limit: u64) -> Self {
        Self {
            stream,
            limit,
            number: 0,
            offset: 0,
            ended: false,
        }
    }

    /// Reads on to the end of the line, keeping no more than the limit.
    fn next_bytes(&mut self) -> Result<Option<Vec<u8>>, Cause> {
        let mut line = Vec::new();
        let mut length: u64 = 0;
        loop {
            let chunk = match self.stream.bytes.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) => return Err(self.stream.cause(&error)),
            };
            let end = chunk.iter().position(|&b| b == b'\n');
            let taken = end.map_or(chunk.len(), |e| e + 1);
            if length <= self.limit {
                line.extend_from_slice(&chunk[..taken]);
            }
            let done = end.is_some() || taken == 0;
            length = length.saturating_add(taken as u64);
            self.stream.bytes.consume(taken);
            if done {
                break;
            }
        }
        self.offset = self.offset.saturating_add(length);
        if length > self.limit {
            return Err(Cause::TooLarge { limit: self.limit });
        }
        Ok((length > 0).then_some(line))
    }

    fn decode(&self, line: Vec<u8>) -> Result<String, Cause> {
        let start = self.offset.saturating_sub(line.len() as u64);
        super::bytes::refuse_binary(&line)?;
        let mut text = String::from_utf8(line).map_err(|error| Cause::Encoding {
            offset: start.saturating_add(error.utf8_error().valid_up_to() as u64),
            line: None,
        })?;
        if self.number == 1 && text.starts_with(super::bytes::BYTE_ORDER_MARK) {
            text.remove(0);
        }
        Ok(text)
    }
}

impl Iterator for Lines {
    type Item = Line;

    /// The next line that is not blank. A stream that breaks ends with its error.
    fn next(&mut self) -> Option<Line> {
        while !self.ended {
            self.number += 1;
            match self.next_bytes() {
                Ok(None) => self.ended = true,
                Ok(Some(line)) if line.trim_ascii().is_empty() => {}
                Ok(Some(line)) => {
                    let text = self.decode(line);
                    // What is no text on its first line has no other lines either.
                    self.ended = self.number == 1 && matches!(text, Err(Cause::Binary(_)));
                    return Some((self.number, text));
                }
                Err(cause) => {
                    self.ended = !matches!(cause, Cause::TooLarge { .. });
                    return Some((self.number, Err(cause)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], limit: u64) -> Vec<Line> {
        Lines::new(Stream::plain(bytes.to_vec()), limit).collect()
    }

    #[test]
    fn fields_by_the_names_that_tools_give_them() {
        let line = r#"{"id": 7, "maintext": "Two died.", "date_publish": "2024-01-16 08:00:00", "source_domain": "globe.example", "url": "https://globe.example/1", "title": null}"#;
        let article = article(line).unwrap();
        assert_eq!(
            (article.id.as_str(), article.text.as_str()),
            ("7", "Two died.")
        );
        assert_eq!(article.outlet.as_deref(), Some("globe.example"));
        assert_eq!(article.url.as_deref(), Some("https://globe.example/1"));
        assert_eq!(article.title, None);
        assert_eq!(article.dates[0].place, "field 'date_publish'");
    }

    #[test]
    fn a_source_that_is_an_address_is_no_outlet() {
        let line = r#"{"text": "x", "source": "https://a.example/1", "source-hostname": "A"}"#;
        let article = article(line).unwrap();
        assert_eq!(article.outlet.as_deref(), Some("A"));
        assert_eq!(article.url.as_deref(), Some("https://a.example/1"));
    }

    #[test]
    fn faults_are_told_apart() {
        assert!(
            matches!(article("{\"text\": \"x\" 5}"), Err(Cause::Json(m)) if m.contains("at column ") && !m.contains("line"))
        );
        assert_eq!(article("[1]"), Err(Cause::NotAnObject("list")));
        assert_eq!(article("{\"title\": \"x\"}"), Err(Cause::NoText));
        assert_eq!(
            article("{\"text\": 5}"),
            Err(Cause::WrongType {
                field: "text",
                found: "number"
            })
        );
        assert_eq!(article("{\"text\": \" \"}"), Err(Cause::EmptyText));
    }

    #[test]
    fn lines_are_numbered_over_blank_and_faulty_ones() {
        let found = lines(b"\xef\xbb\xbf{}\n\n0123456789abcdef\n\xff\nlast", 10);
        assert_eq!(
            found,
            [
                (1, Ok("{}\n".to_owned())),
                (3, Err(Cause::TooLarge { limit: 10 })),
                (
                    4,
                    Err(Cause::Encoding {
                        offset: 24,
                        line: None
                    })
                ),
                (5, Ok("last".to_owned())),
            ]
        );
    }
}
