//! Plain text and Markdown, with or without front matter.

use super::error::Cause;
use super::front_matter::FrontMatter;
use super::{Article, StatedDate};

/// The names under which front matter states the headline, best first.
const TITLE: [&str; 3] = ["title", "headline", "hed"];
/// … the outlet.
const OUTLET: [&str; 7] = [
    "outlet",
    "publication",
    "publisher",
    "site",
    "source",
    "agency",
    "newspaper",
];
/// … the section.
const SECTION: [&str; 4] = ["section", "category", "desk", "rubric"];
/// … the address.
const ADDRESS: [&str; 4] = ["url", "link", "canonical", "permalink"];
/// … the day of publication; what tells of a later change comes last.
const DATE: [&str; 13] = [
    "date",
    "published",
    "date_published",
    "publish_date",
    "published_at",
    "publication_date",
    "datepublished",
    "pubdate",
    "publishdate",
    "updated",
    "modified",
    "last_modified",
    "lastmod",
];

/// The article that a file of text holds; its id and path are the caller's business.
pub(super) fn article(text: String) -> Result<Article, Cause> {
    let front = FrontMatter::of(&text);
    let story = text.get(front.range.end..).unwrap_or_default();
    if story
        .trim_matches(|c: char| c.is_whitespace() || c == super::bytes::BYTE_ORDER_MARK)
        .is_empty()
    {
        return Err(if front.fields.is_empty() {
            Cause::EmptyFile
        } else {
            Cause::EmptyText
        });
    }
    let owned = |value: Option<&str>| value.map(str::to_owned);
    Ok(Article {
        title: owned(front.first(&TITLE)),
        outlet: owned(front.first(&OUTLET)),
        url: owned(front.first(&ADDRESS)),
        section: owned(front.first(&SECTION)),
        dates: dates(&front),
        front_matter: front.range.clone(),
        text,
        ..Article::default()
    })
}

/// The fence of front matter that never closes.
pub(super) fn open_front_matter(text: &str) -> Option<&'static str> {
    let keys = [&TITLE[..], &OUTLET, &SECTION, &ADDRESS, &DATE].concat();
    FrontMatter::left_open(text, &keys)
}

fn dates(front: &FrontMatter<'_>) -> Vec<StatedDate> {
    let stated = |key: &&str| {
        let text = front.value(key)?.to_owned();
        Some(StatedDate {
            text,
            place: format!("front matter '{key}'"),
        })
    };
    DATE.iter().filter_map(stated).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_speaks_for_the_article() {
        let text = "---\nheadline: Rail strike\nagency: Reuters\nmodified: 2023-11-23\npublished: 2023-11-22\n---\nMost trains stood idle.\n";
        let article = article(text.to_owned()).unwrap();
        assert_eq!(article.title.as_deref(), Some("Rail strike"));
        assert_eq!(article.outlet.as_deref(), Some("Reuters"));
        let dates: Vec<_> = article
            .dates
            .iter()
            .map(|d| (d.text.as_str(), d.place.as_str()))
            .collect();
        assert_eq!(
            dates,
            [
                ("2023-11-22", "front matter 'published'"),
                ("2023-11-23", "front matter 'modified'")
            ]
        );
        assert_eq!(
            &article.text[article.front_matter.end..],
            "Most trains stood idle.\n"
        );
    }

    #[test]
    fn front_matter_alone_is_no_article() {
        assert_eq!(
            article("---\ntitle: x\n---\n \n".to_owned()),
            Err(Cause::EmptyText)
        );
        assert_eq!(article("\u{feff} \n".to_owned()), Err(Cause::EmptyFile));
    }
}
