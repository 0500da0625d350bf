//! JSON-LD: what a page says about its article in the vocabulary of schema.org.

use dom_smoothie::Readability;
use serde_json::{Map, Value};

/// What JSON-LD states about the article of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) section: Option<String>,
}

impl LinkedData {
    /// From all JSON-LD blocks of a page. An object that calls itself an article counts for more
    /// than any other; the first of its kind wins.
    pub(super) fn of(reader: &Readability) -> Self {
        let mut articles = Self::default();
        let mut others = Self::default();
        for script in reader
            .doc
            .select("script[type='application/ld+json']")
            .iter()
        {
            let Some(value) = parse(&script.text()) else {
                continue;
            };
            for object in objects(&value) {
                if is_article(object) {
                    &mut articles
                } else {
                    &mut others
                }
                .fill_from(object);
            }
        }
        Self {
            headline: articles.headline,
            published: articles.published.or(others.published),
            modified: articles.modified.or(others.modified),
            publisher: articles.publisher.or(others.publisher),
            section: articles.section,
        }
    }

    fn fill_from(&mut self, object: &Map<String, Value>) {
        let string = |key: &str| object.get(key).and_then(text_of);
        self.headline = self.headline.take().or_else(|| string("headline"));
        self.published = self.published.take().or_else(|| string("datePublished"));
        self.modified = self.modified.take().or_else(|| string("dateModified"));
        self.section = self.section.take().or_else(|| string("articleSection"));
        let publisher = || text_of(object.get("publisher")?.get("name")?);
        self.publisher = self.publisher.take().or_else(publisher);
    }
}

/// Blocks are often wrapped in a comment or CDATA, or hold raw line ends inside of strings.
fn parse(block: &str) -> Option<Value> {
    let block = block
        .split_once("<![CDATA[")
        .map_or(block, |(_, rest)| rest);
    let block = block.rsplit_once("]]>").map_or(block, |(inner, _)| inner);
    let start = block.find(['{', '['])?;
    let end = block.rfind(['}', ']'])?;
    let json = block.get(start..=end)?;
    serde_json::from_str(json).ok().or_else(|| {
        let tame: String = json
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&tame).ok()
    })
}

/// All objects that can describe the page: at the top, in arrays, in `@graph`, as main entity.
fn objects(top: &Value) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut open = vec![top];
    while let Some(value) = open.pop() {
        match value {
            // In reverse, so that the first is taken from the stack first.
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                open.extend(
                    ["mainEntity", "@graph"]
                        .iter()
                        .filter_map(|key| object.get(*key)),
                );
            }
            _ => {}
        }
    }
    found
}

fn is_article(object: &Map<String, Value>) -> bool {
    let names = |value: &Value| {
        value.as_str().is_some_and(|t| {
            ["Article", "Posting", "Report"]
                .iter()
                .any(|n| t.ends_with(n))
        })
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(names),
        Some(one) => names(one),
        None => false,
    }
}

/// A string that says something, or the first of several.
fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(items) => items.first()?.as_str()?,
        other => other.as_str()?,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(block: &str) -> LinkedData {
        let page = format!("<script type=\"application/ld+json\">{block}</script><p>x</p>");
        LinkedData::of(&Readability::new(page, None, None).unwrap())
    }

    #[test]
    fn an_article_anywhere_in_the_block_counts_before_the_page() {
        let data = read(
            r#"[{"@type":"WebPage","datePublished":"2000-01-01"},
               {"@graph":[{"@type":"ReportageNewsArticle","headline":"H","datePublished":"2024-02-03",
                 "publisher":{"@type":"Organization","name":"The Globe"}}]}]"#,
        );
        assert_eq!(data.headline.as_deref(), Some("H"));
        assert_eq!(data.published.as_deref(), Some("2024-02-03"));
        assert_eq!(data.publisher.as_deref(), Some("The Globe"));
    }

    #[test]
    fn wrapped_and_broken_blocks_are_borne() {
        let wrapped =
            read("/*<![CDATA[*/ {\"@type\":\"BlogPosting\",\"headline\":\"two\nlines\"} /*]]>*/");
        assert_eq!(wrapped.headline.as_deref(), Some("two lines"));
        assert_eq!(read("{\"headline\": "), LinkedData::default());
        assert_eq!(read("null"), LinkedData::default());
    }
}
