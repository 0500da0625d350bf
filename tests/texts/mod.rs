//! Texts as articles, and what is told of them.

use crosscheck::article::Article;
use crosscheck::report::Report;
use crosscheck::{Settings, compare};

/// Articles a1, a2 … of these texts.
pub(crate) fn articles(texts: &[&str]) -> Vec<Article> {
    let article = |(at, text): (usize, &&str)| Article {
        id: format!("a{}", at + 1),
        path: format!("a{}.txt", at + 1),
        text: (*text).to_owned(),
        ..Article::default()
    };
    texts.iter().enumerate().map(article).collect()
}

/// What is told of these texts.
pub(crate) fn compared(texts: &[&str]) -> Report {
    let settings = Settings::new("2024-06-01".parse().unwrap());
    compare(&articles(texts), &settings)
}
