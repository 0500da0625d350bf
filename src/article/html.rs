//! Web pages: the story extracted from the page around it, and what the page states about it.

mod linked_data;

use super::error::Cause;
use super::{Article, StatedDate};
use dom_smoothie::{Config, Readability, TextMode};
use linked_data::LinkedData;

/// `<meta>` elements that state the day of publication, best first, by `property`, `name` or
/// `itemprop`: Open Graph, schema.org microdata, Dublin Core, and what content systems write.
const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
];
const MODIFIED: [&str; 3] = ["article:modified_time", "og:updated_time", "dateModified"];
const TITLE: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
const OUTLET: [&str; 3] = ["og:site_name", "application-name", "dc.publisher"];
const SECTION: [&str; 3] = ["article:section", "parsely-section", "section"];

/// Elements within elements, as deep as a page is followed. Real pages stay below a hundred; the
/// time to find the story grows with the square of the depth, so that a page made to be deep would
/// keep a run busy for hours.
const MAX_DEPTH: usize = 400;

/// The article that a page holds; its id and path are the caller's business.
pub(super) fn article(page: &str) -> Result<Article, Cause> {
    if deeper_than(page, MAX_DEPTH) {
        return Err(Cause::TooDeep { limit: MAX_DEPTH });
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        ..Config::default()
    };
    // Only a malformed address is refused, and none is given.
    let mut reader = Readability::new(page, None, Some(config)).map_err(|_| Cause::EmptyText)?;
    let data = Metadata::of(&reader);
    let text = story(&mut reader, page);
    if text.trim().is_empty() {
        return Err(Cause::EmptyText);
    }
    Ok(Article {
        title: data.title,
        outlet: data.outlet,
        url: data.url,
        section: data.section,
        dates: data.dates,
        text,
        ..Article::default()
    })
}

/// The story in plain text, paragraphs on lines of their own. Where the page is too short or too
/// odd for a story to be told from its surroundings, all of its body.
fn story(reader: &mut Readability, page: &str) -> String {
    let extracted = reader
        .parse()
        .map(|article| article.text_content.trim().to_owned());
    if let Some(text) = extracted.ok().filter(|text| !text.is_empty()) {
        return text;
    }
    let Ok(whole) = Readability::new(page, None, None) else {
        return String::new();
    };
    whole
        .doc
        .select("script, style, noscript, template, head, nav, form")
        .remove();
    whole.doc.formatted_text().trim().to_owned()
}

/// Do elements nest deeper than `limit`? Counts tags without building anything.
fn deeper_than(page: &str, limit: usize) -> bool {
    let bytes = page.as_bytes();
    let mut depth: usize = 0;
    for (at, _) in page.match_indices('<') {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() && !never_closed(&page[at + 1..]) => depth += 1,
            _ => {}
        }
        if depth > limit {
            return true;
        }
    }
    false
}

/// Elements that have no end tag, or often lack it.
fn never_closed(rest: &str) -> bool {
    const NAMES: [&str; 24] = [
        "p", "br", "img", "meta", "link", "input", "hr", "li", "td", "tr", "th", "dt", "dd",
        "option", "source", "col", "wbr", "area", "base", "embed", "param", "track", "path", "use",
    ];
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let name = &rest[..end];
    NAMES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// What a page states about its article.
#[derive(Debug, Default)]
struct Metadata {
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    section: Option<String>,
    dates: Vec<StatedDate>,
}

impl Metadata {
    /// To be called before the reader takes the page apart.
    fn of(reader: &Readability) -> Self {
        let linked = LinkedData::of(reader);
        let metas = metas(reader);
        let meta = |names: &[&str]| first_meta(&metas, names).map(|(_, value)| value);
        Self {
            dates: dates(reader, &linked, &metas),
            title: linked
                .headline
                .or_else(|| meta(&TITLE))
                .or_else(|| title_element(reader)),
            section: meta(&SECTION).or(linked.section),
            outlet: linked.publisher.or_else(|| meta(&OUTLET)),
            url: attribute(reader, "link[rel=canonical]", "href").or_else(|| meta(&["og:url"])),
        }
    }
}

/// Publication before modification; among them what is most deliberately written first.
fn dates(reader: &Readability, linked: &LinkedData, metas: &[(String, String)]) -> Vec<StatedDate> {
    let mut dates = Vec::new();
    let mut add = |place: String, text: Option<String>| {
        if let Some(text) = text {
            dates.push(StatedDate { text, place });
        }
    };
    add("JSON-LD datePublished".into(), linked.published.clone());
    if let Some((name, value)) = first_meta(metas, &PUBLISHED) {
        add(format!("meta {name}"), Some(value));
    }
    add(
        "<time datetime>".into(),
        attribute(reader, "time[datetime]", "datetime"),
    );
    add("JSON-LD dateModified".into(), linked.modified.clone());
    if let Some((name, value)) = first_meta(metas, &MODIFIED) {
        add(format!("meta {name}"), Some(value));
    }
    dates
}

/// All `<meta>` elements with a name and a value.
fn metas(reader: &Readability) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for meta in reader.doc.select("meta").iter() {
        let value = meta
            .attr("content")
            .map(|v| v.trim().to_owned())
            .unwrap_or_default();
        let name = ["property", "name", "itemprop"]
            .iter()
            .find_map(|key| meta.attr(key));
        if let (Some(name), false) = (name, value.is_empty()) {
            found.push((name.trim().to_owned(), value));
        }
    }
    found
}

fn first_meta(metas: &[(String, String)], names: &[&str]) -> Option<(String, String)> {
    names
        .iter()
        .find_map(|name| metas.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)))
        .cloned()
}

fn attribute(reader: &Readability, selector: &str, name: &str) -> Option<String> {
    let value = reader.doc.try_select(selector)?.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn title_element(reader: &Readability) -> Option<String> {
    let title = reader.get_article_title();
    let title = title.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "<article><h1>Rice and radar</h1><p>The leaders of the two countries met on Tuesday for three and a half hours, officials said, and signed fourteen agreements.</p><p>Outside the palace, farmers protested against imports, which they say have pushed down the price of rice.</p></article>";

    fn page(head: &str) -> String {
        format!("<html><head>{head}</head><body><nav>Home | World</nav>{STORY}</body></html>")
    }

    #[test]
    fn paragraphs_stay_apart_and_navigation_goes() {
        let article = article(&page("")).unwrap();
        assert!(
            article.text.contains("fourteen agreements.\n"),
            "{}",
            article.text
        );
        assert!(!article.text.contains("Home |"), "{}", article.text);
    }

    #[test]
    fn linked_data_outranks_meta_and_modification_comes_last() {
        let head = r#"<meta property="article:published_time" content="2024-01-17">
            <meta property="og:title" content="Other"><meta property="og:site_name" content="The Globe">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
              {"@type":"WebSite","name":"x"},
              {"@type":["NewsArticle"],"headline":"Rice","datePublished":"2024-01-16","dateModified":"2024-01-18"}]}</script>"#;
        let article = article(&page(head)).unwrap();
        assert_eq!(article.title.as_deref(), Some("Rice"));
        assert_eq!(article.outlet.as_deref(), Some("The Globe"));
        let dates: Vec<_> = article
            .dates
            .iter()
            .map(|d| (d.text.as_str(), d.place.as_str()))
            .collect();
        assert_eq!(
            dates,
            [
                ("2024-01-16", "JSON-LD datePublished"),
                ("2024-01-17", "meta article:published_time"),
                ("2024-01-18", "JSON-LD dateModified"),
            ]
        );
    }

    #[test]
    fn a_page_made_to_be_deep_is_refused() {
        let deep = "<div>".repeat(100_000);
        assert!(matches!(article(&deep), Err(Cause::TooDeep { .. })));
        assert!(!deeper_than(&"<p>text<br>".repeat(5000), MAX_DEPTH));
    }

    #[test]
    fn a_page_without_a_story_is_an_error() {
        assert_eq!(article("<html><body></body></html>"), Err(Cause::EmptyText));
        assert!(article("<p>Two died.</p>").is_ok_and(|a| a.text == "Two died."));
    }
}
