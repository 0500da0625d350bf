//! Any text at all is compared with a changed copy of itself without a panic, and what is reported
//! holds together.
#![no_main]

use crosscheck::Settings;
use crosscheck::article::Article;
use crosscheck::report::{Report, Value};
use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let settings = Settings::new(Date::constant(2026, 1, 31));
    let articles = [article("a1", text.to_owned()), article("a2", changed(text))];
    check(&crosscheck::facts(&articles[..1], &settings), &articles);
    check(&crosscheck::compare(&articles, &settings), &articles);
});

fn article(id: &str, text: String) -> Article {
    Article {
        id: id.to_owned(),
        path: format!("{id}.txt"),
        text,
        ..Article::default()
    }
}

/// The same text with other digits in its second half, so that there is something to compare.
fn changed(text: &str) -> String {
    let half = text.len() / 2;
    let digit = |c: char| c.to_digit(10).and_then(|d| char::from_digit((d + 1) % 10, 10));
    text.char_indices()
        .map(|(at, c)| digit(c).filter(|_| at >= half).unwrap_or(c))
        .collect()
}

fn check(report: &Report, articles: &[Article]) {
    for mention in &report.mentions {
        let text = articles
            .iter()
            .find(|a| a.id == mention.article)
            .map_or("", |a| a.text.as_str());
        assert!(
            mention.start < mention.end && text.get(mention.start..mention.end).is_some(),
            "{mention:?} is not in the text"
        );
        check_value(&mention.value);
    }
}

fn check_value(value: &Value) {
    match value {
        Value::Date { start, end, .. } => assert!(start <= end, "{value:?}"),
        Value::Quantity { low, high, .. } => {
            if let (Some(low), Some(high)) = (low, high) {
                assert!(low <= high, "{value:?}");
            }
        }
    }
}
