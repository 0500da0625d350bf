//! Outlets and sections whose articles are left out.

use super::value::Lined;
use crosscheck::article::Article;

/// What is left out.
#[derive(Debug, Default)]
pub(in crate::cli) struct Ignore {
    pub(super) outlets: Vec<Lined<String>>,
    pub(super) sections: Vec<Lined<String>>,
}

impl Ignore {
    /// Takes the articles out that are to be left out, and says how many they were.
    pub(in crate::cli) fn sift(&self, articles: &mut Vec<Article>) -> usize {
        let before = articles.len();
        articles.retain(|article| match self.reason(article) {
            Some((what, line)) => {
                tracing::info!(article = %article.path, line, "left out: its {what} is ignored");
                false
            }
            None => true,
        });
        before - articles.len()
    }

    /// Why an article is left out, and the line of the file that says so.
    fn reason(&self, article: &Article) -> Option<(&'static str, usize)> {
        let is = |written: &Lined<String>, stated: &str| {
            written.value.trim().to_lowercase() == stated.trim().to_lowercase()
        };
        let outlet = article.outlet.as_deref();
        let by_outlet = outlet.and_then(|stated| self.outlets.iter().find(|o| is(o, stated)));
        let stated = article.sections();
        let by_section = || {
            let ignored = self.sections.iter();
            ignored
                .clone()
                .find(|s| stated.iter().any(|stated| is(s, stated)))
        };
        by_outlet
            .map(|o| ("outlet", o.line))
            .or_else(|| by_section().map(|s| ("section", s.line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_and_sections_are_left_out_whatever_their_case() {
        let ignore = Ignore {
            outlets: vec![Lined::new("The Example".into(), 2)],
            sections: vec![Lined::new("sport".into(), 3)],
        };
        let article = |outlet: Option<&str>, url: Option<&str>, section: Option<&str>| Article {
            outlet: outlet.map(str::to_owned),
            url: url.map(str::to_owned),
            section: section.map(str::to_owned),
            ..Article::default()
        };
        let mut articles = vec![
            article(Some("the example"), None, None),
            article(Some("Other"), None, Some("Sport")),
            article(None, Some("https://a.org/sport/football/x.html"), None),
            article(None, Some("https://sport.org/news/sport-is-fun"), None),
        ];
        assert_eq!(ignore.sift(&mut articles), 3);
        assert_eq!(articles.len(), 1);
    }
}
