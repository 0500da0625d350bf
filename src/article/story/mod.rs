//! What is story and what is not: appeals, sign-up boxes, links, credits, teasers.
//!
//! A line is judged by itself first (`judge`: cues at its beginning, weak signals added up), then
//! by its neighbours (`group`: lists under a heading, boxes of several lines; `foot`: notices below
//! the story), then by the other
//! articles (`repeat`: a passage that recurs where nothing else does) and by the rest of its own
//! (`teaser`: another subject at the end). In doubt a line is story: a fact lost is worse than an
//! appeal kept, since an appeal seldom states a fact that another article contradicts.

mod foot;
mod group;
mod judge;
mod line;
mod own;
mod phrases;
mod repeat;
mod subject;
mod teaser;
mod words;

use super::bytes::BYTE_ORDER_MARK;
use super::{Article, Region};
use judge::{Judgement, Kind, judge};
use line::{Layout, Line, layout, lines};
use rayon::prelude::*;
use std::ops::Range;

/// For each article, in the same order, the stretches that are no part of its story: sorted,
/// apart, on the borders of characters.
///
/// ```
/// use crosscheck::article::{Article, outside_story};
/// let text = "Two died.\n\nSign up for our free newsletter.\n".to_owned();
/// let article = Article { text, ..Article::default() };
/// let regions = outside_story(&[article]);
/// assert_eq!((regions[0][0].range.clone(), regions[0][0].why.as_str()), (11..43, "sign-up box"));
/// ```
pub fn outside_story(articles: &[Article]) -> Vec<Vec<Region>> {
    outside_story_with(articles, &[])
}

/// The same, where lines that begin with one of the `cues` are no part of a story either.
pub fn outside_story_with(articles: &[Article], cues: &[String]) -> Vec<Vec<Region>> {
    let cues = own::Cues::new(cues);
    let pages = articles.par_iter().map(|article| Page::new(article, &cues));
    let mut pages: Vec<Page<'_>> = pages.collect();
    repeat::mark_repeated(&mut pages);
    pages.par_iter_mut().for_each(teaser::mark_teasers);
    pages.par_iter().map(Page::regions).collect()
}

/// An article on its way through the steps.
#[derive(Debug)]
struct Page<'a> {
    article: &'a Article,
    layout: Layout,
    lines: Vec<Judged>,
}

/// A line, what it shows of itself, and what the steps have made of it.
#[derive(Debug)]
struct Judged {
    line: Line,
    judgement: Judgement,
    outside: Option<Outside>,
}

/// The furniture in a line.
#[derive(Debug, Clone)]
struct Outside {
    /// Bytes of the article.
    range: Range<usize>,
    kind: Kind,
    why: String,
}

impl<'a> Page<'a> {
    fn new(article: &'a Article, cues: &own::Cues) -> Self {
        let lines = lines(&article.text, article.front_matter.end);
        let layout = layout(&lines);
        let lines = lines
            .into_iter()
            .map(|line| Judged::new(&article.text, line))
            .collect();
        let mut page = Self {
            article,
            layout,
            lines,
        };
        subject::mark_apart(&mut page);
        page.keep_headline();
        own::mark(&mut page, cues);
        group::mark_groups(&mut page);
        foot::mark_foot(&mut page);
        page
    }

    /// The first line is the headline, or the lead, whatever it sounds like; unless it is a label.
    fn keep_headline(&mut self) {
        if let Some(first) = self.lines.first_mut() {
            let label = first.judgement.words <= 3;
            if !label {
                first.outside = None;
                first.judgement.heading = None;
            }
        }
    }

    fn text(&self, index: usize) -> &'a str {
        self.lines
            .get(index)
            .map_or("", |l| l.text(&self.article.text))
    }

    fn regions(&self) -> Vec<Region> {
        let mut regions: Vec<Region> = self.before_story().into_iter().collect();
        for outside in self.lines.iter().filter_map(|l| l.outside.as_ref()) {
            self.add(&mut regions, outside);
        }
        regions
    }

    /// Front matter, or a byte-order mark.
    fn before_story(&self) -> Option<Region> {
        let front = self.article.front_matter.end;
        if front > 0 && self.article.text.is_char_boundary(front) {
            return Some(Region {
                range: 0..front,
                why: "front matter".into(),
            });
        }
        let mark = self.article.text.starts_with(BYTE_ORDER_MARK);
        let range = 0..BYTE_ORDER_MARK.len_utf8();
        mark.then(|| Region {
            range,
            why: "byte-order mark".into(),
        })
    }

    /// Lines that follow each other for the same reason are one region.
    fn add(&self, regions: &mut Vec<Region>, outside: &Outside) {
        if let Some(last) = regions.last_mut() {
            let between = self.article.text.get(last.range.end..outside.range.start);
            if last.why == outside.why && between.is_some_and(|b| b.trim().is_empty()) {
                last.range.end = outside.range.end;
                return;
            }
        }
        regions.push(Region {
            range: outside.range.clone(),
            why: outside.why.clone(),
        });
    }
}

impl Judged {
    fn new(text: &str, line: Line) -> Self {
        let content = text.get(line.range.clone()).unwrap_or_default();
        // A mark stays in the text, so that offsets hold, but it is no part of the first line.
        let judgement = judge(content.trim_start_matches(BYTE_ORDER_MARK));
        let skipped = content.len() - content.trim_start_matches(BYTE_ORDER_MARK).len();
        let start = line.range.start + skipped;
        let outside = judgement.mark.clone().map(|(range, kind)| Outside {
            range: start + range.start..start + range.end,
            kind,
            why: kind.why().to_owned(),
        });
        Self {
            line,
            judgement,
            outside,
        }
    }

    fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.line.range.clone()).unwrap_or_default()
    }

    /// Is the whole line furniture?
    fn is_outside(&self) -> bool {
        self.outside
            .as_ref()
            .is_some_and(|o| o.range.start <= self.line.range.start)
    }

    fn kind(&self) -> Option<Kind> {
        self.outside.as_ref().map(|o| o.kind)
    }

    /// Takes the whole line for furniture, unless it is that already.
    fn mark(&mut self, kind: Kind, why: &str) {
        if !self.is_outside() {
            let range = self.line.range.clone();
            self.outside = Some(Outside {
                range,
                kind,
                why: why.to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests;
