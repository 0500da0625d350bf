//! A table of small texts with planted slips and their sound twins, over all kinds.

use super::{Finding, Kind, all};
use crate::article::{Article, StatedDate};
use crate::extract::Extractor;

/// What is wrong in a text published on 1 June 2023.
pub(super) fn findings(title: Option<&str>, text: &str) -> Vec<Finding> {
    let article = Article {
        id: "a1".into(),
        title: title.map(str::to_owned),
        text: text.to_owned(),
        dates: vec![StatedDate {
            text: "2023-06-01".into(),
            place: "test".into(),
        }],
        ..Article::default()
    };
    let extractor = Extractor::builtin();
    let articles = [article];
    let stories = extractor.read(&articles, vec![vec![]], jiff::civil::date(2026, 1, 1));
    all(&stories[0], &extractor)
}

#[test]
fn slips_are_found_and_sound_twins_pass() {
    let mut wrong = Vec::new();
    for line in crate::text::table::lines(include_str!("cases.txt")) {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let (kind, title, slip, sound) = match fields[..] {
            [kind, slip, sound] => (kind, None, slip, sound),
            [kind, title, slip, sound] => (kind, Some(title), slip, sound),
            _ => panic!("{line}"),
        };
        let found = findings(title, slip);
        if !found.iter().any(|f| f.kind.code() == kind) || found.len() != 1 {
            wrong.push(format!("MISSED {kind}: {slip} {found:?}"));
        }
        let found = findings(title, sound);
        if !found.is_empty() {
            wrong.push(format!("FALSE {kind}: {sound} {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_has_cases() {
    for kind in Kind::ALL {
        let cases = crate::text::table::lines(include_str!("cases.txt"));
        assert!(cases.filter(|l| l.starts_with(kind.code())).count() >= 4, "{kind:?}");
    }
}
