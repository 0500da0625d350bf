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

/// The reasons of the findings in a text.
pub(super) fn why(text: &str) -> Vec<String> {
    findings(None, text).into_iter().map(|f| f.why).collect()
}

/// Nothing is found in a text.
pub(super) fn silent(text: &str) {
    assert_eq!(findings(None, text), [], "{text}");
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
        assert!(
            cases.filter(|l| l.starts_with(kind.code())).count() >= 4,
            "{kind:?}"
        );
    }
}

/// Pieces of which texts are made that look like what the checks look for.
const PIECES: [&str; 40] = [
    "12 dead",
    "five countries",
    ": ",
    " - ",
    ", ",
    " and ",
    "seven men",
    "four women",
    "(",
    ")",
    "France",
    "Spain",
    "rose ",
    "8%",
    " to ",
    " from ",
    "450",
    "$480 million",
    " or ",
    "30 per cent",
    " of the ",
    "60 seats",
    "in 1998",
    "25 years ago",
    "the 30th anniversary",
    "born ",
    "died ",
    "aged 80",
    "Anna Lindqvist",
    "Anna Lindquist",
    ". ",
    "\n\n",
    "- ",
    "\u{201c}",
    "\u{2014}",
    "\u{e9}",
    "\u{4e2d}",
    "0",
    "Of ",
    "three goals by ",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn findings_lie_on_character_borders(
        picks in proptest::collection::vec(0..PIECES.len(), 0..60),
        title in proptest::option::of(0..PIECES.len()),
    ) {
        let text: String = picks.iter().map(|&k| PIECES[k]).collect();
        for found in findings(title.map(|k| PIECES[k]), &text) {
            proptest::prop_assert!(found.span.start < found.span.end);
            proptest::prop_assert!(text.get(found.span.clone()).is_some());
            proptest::prop_assert!(!found.why.is_empty() && !found.why.contains("NaN"));
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        for found in findings(None, &text) {
            proptest::prop_assert!(text.get(found.span).is_some());
        }
    }
}
