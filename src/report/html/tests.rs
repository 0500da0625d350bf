//! The page: what is in it, that nothing runs or is loaded, and that it can be read.

use super::*;
use crate::article::Article;
use crate::report::{Report, sample, test};
use rustc_hash::{FxHashMap, FxHashSet};

fn page((report, articles): &(Report, Vec<Article>)) -> String {
    test::written(|out| write(&View::new(report, articles), out))
}

#[test]
fn the_page_without_its_style() {
    for (name, sample) in [
        ("everything", sample::everything()),
        ("decided", sample::decided()),
    ] {
        insta::assert_snapshot!(name, page(&sample).replace(STYLE, ""));
    }
}

#[test]
fn nothing_runs_and_nothing_is_loaded() {
    let page = page(&sample::decided());
    for forbidden in [
        "<script",
        "javascript:",
        " src=",
        "url(",
        "@import",
        "<link",
        "<img",
        "<iframe",
        "<form",
        " style=",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for tag in tags(&page) {
        let names = tag.split('"').step_by(2).flat_map(str::split_whitespace);
        assert!(
            !names.into_iter().any(|name| name.starts_with("on")),
            "{tag}"
        );
    }
    let addresses = page
        .match_indices("href=\"")
        .map(|(at, found)| &page[at + found.len()..]);
    assert!(
        addresses
            .into_iter()
            .all(|address| address.starts_with('#'))
    );
    assert!(page.contains(POLICY));
}

/// The tags of a page in their order, closing ones with a slash.
fn tags(page: &str) -> Vec<&str> {
    page.split('<')
        .skip(1)
        .filter_map(|tag| tag.split('>').next())
        .collect()
}

#[test]
fn every_tag_is_closed_every_name_unique_and_every_link_leads_somewhere() {
    const EMPTY: [&str; 6] = ["!doctype", "meta", "br", "path", "circle", "!--"];
    let page = page(&sample::decided());
    let page = page.replace(STYLE, "");
    let mut open = Vec::new();
    let (mut names, mut links) = (FxHashSet::default(), Vec::new());
    for tag in tags(&page) {
        let name = tag
            .split_whitespace()
            .next()
            .unwrap_or("")
            .trim_end_matches('/');
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{tag}"),
            None if !EMPTY.contains(&name) => open.push(name),
            None => {}
        }
        let value = |key: &str| tag.split(&format!(" {key}=\"")).nth(1)?.split('"').next();
        if let Some(id) = value("id") {
            assert!(names.insert(id), "{id} twice");
        }
        links.extend(value("href").and_then(|link| link.strip_prefix('#')));
        links.extend(
            value("aria-labelledby")
                .into_iter()
                .flat_map(str::split_whitespace),
        );
    }
    assert!(open.is_empty(), "{open:?}");
    for link in links {
        assert!(names.contains(link), "{link} leads nowhere");
    }
}

/// The colours by their names, of one of the two schemes.
fn colours(css: &str) -> FxHashMap<&str, [f64; 3]> {
    let entries = css
        .split(';')
        .filter_map(|entry| entry.rsplit_once("--")?.1.split_once(": #"));
    entries
        .filter(|(_, hex)| hex.len() == 6)
        .map(|(name, hex)| (name, [0, 2, 4].map(|at| linear(&hex[at..at + 2]))))
        .collect()
}

fn linear(hex: &str) -> f64 {
    let value = f64::from(u8::from_str_radix(hex, 16).unwrap()) / 255.0;
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

#[test]
fn text_stands_out_from_its_ground() {
    let start = |needle: &str| STYLE.find(needle).unwrap();
    let (dark, rest) = (
        start("(prefers-color-scheme: dark)"),
        start("* { box-sizing"),
    );
    for (scheme, css) in [("light", &STYLE[..dark]), ("dark", &STYLE[dark..rest])] {
        let colours = colours(css);
        assert_eq!(colours.len(), 14, "{scheme}");
        for ink in ["ink", "soft", "link", "red", "amber", "blue", "green"] {
            for ground in ["paper", "card"] {
                let ratio = contrast(colours[ink], colours[ground]);
                assert!(ratio >= 4.5, "{scheme}: {ink} on {ground} is {ratio:.2}");
            }
        }
        for ground in ["red-mark", "amber-mark", "blue-mark", "plain-mark"] {
            let ratio = contrast(colours["ink"], colours[ground]);
            assert!(ratio >= 4.5, "{scheme}: ink on {ground} is {ratio:.2}");
        }
    }
}
