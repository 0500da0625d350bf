//! Any text at all is read without a panic, and what is read out of it holds together.
#![no_main]

use crosscheck::article::{Article, outside_story};
use crosscheck::extract::Extractor;
use crosscheck::value::Value;
use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// The tables are read once, not for each text.
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::builtin);

fuzz_target!(|text: &str| {
    let article = Article {
        id: "a".to_owned(),
        path: "a.txt".to_owned(),
        text: text.to_owned(),
        ..Article::default()
    };
    let articles = [article];
    let outside = outside_story(&articles);
    for story in EXTRACTOR.read(&articles, outside, Date::constant(2026, 1, 31)) {
        for mention in &story.mentions {
            let span = mention.span.clone();
            assert!(!span.is_empty() && text.get(span).is_some(), "{mention:?}");
            check(&mention.value);
        }
        for unread in &story.unread {
            assert!(text.get(unread.span.clone()).is_some(), "{unread:?}");
        }
    }
});

fn check(value: &Value) {
    match value {
        Value::Date(span) => assert!(span.start <= span.end, "{value:?}"),
        Value::Quantity(quantity) => {
            if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
                assert!(low <= high, "{value:?}");
            }
        }
    }
}
