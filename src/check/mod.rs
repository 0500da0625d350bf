//! Checks inside one article: what is wrong whatever other articles say.
//!
//! One file per check, each a pure function from a read [`Story`] to findings. Precision comes
//! first: a check speaks only where the grammar is plain, gives hedged figures their slack and
//! rounded ones their rounding, and otherwise says nothing.
//!
//! | file | what it finds |
//! | --- | --- |
//! | `weekday.rs` | "Tuesday, January 22" where that day is a Wednesday |
//! | `conversion.rs` | "10.4 metres (43ft)" |
//! | `list.rs` | "five countries: France, Spain and Italy" |
//! | `sum.rs` | "12 dead: seven men and four women" |
//! | `arithmetic/` | "up 8% from 450 to 480", "in 1998, 30 years ago" |
//! | `spelling.rs` | "Anna Lindqvist … Anna Lindquist" |
//! | `title.rs` | "Blast kills 12" over "the blast killed 21 people" |
//!
//! `kind.rs` holds their codes and explanations, `figure.rs` numbers with what they may stand for.

mod arithmetic;
mod conversion;
mod figure;
mod kind;
mod list;
mod names;
mod spelling;
mod sum;
mod tables;
#[cfg(test)]
mod tests;
mod title;
mod weekday;

pub use kind::Kind;

use crate::extract::quantity::{Lexicon, QuantityMention};
use crate::extract::{Detail, Extractor, Mention, Story};
use crate::text::Text;
use crate::text::grammar::Grammar;
use itertools::Itertools;
use std::ops::Range;

/// Something wrong inside one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing is wrong.
    pub kind: Kind,
    /// Its bytes.
    pub span: Range<usize>,
    /// What is wrong, in words.
    pub why: String,
}

/// All that is wrong inside one article, in order. A story of which only the day was read has no
/// mentions and is not checked.
pub fn all(story: &Story<'_>, extractor: &Extractor) -> Vec<Finding> {
    let desk = Desk {
        story,
        text: &story.text,
        extractor,
    };
    let mut found = weekday::check(&desk);
    if !story.mentions.is_empty() {
        found.extend(conversion::check(&desk));
        found.extend(list::check(&desk));
        found.extend(sum::check(&desk));
        found.extend(arithmetic::check(&desk));
        found.extend(spelling::check(&desk));
        found.extend(title::check(&desk));
    }
    found.sort_by(|a, b| {
        let place = |f: &Finding| (f.span.start, f.span.end, f.kind);
        place(a).cmp(&place(b)).then_with(|| a.why.cmp(&b.why))
    });
    found.dedup();
    found
}

/// A story on the copy editor's desk, with what helps to read it.
struct Desk<'a> {
    story: &'a Story<'a>,
    text: &'a Text<'a>,
    extractor: &'a Extractor,
}

impl<'a> Desk<'a> {
    fn lexicon(&self) -> &'a Lexicon {
        self.extractor.lexicon()
    }

    fn grammar(&self) -> &'a Grammar {
        self.extractor.grammar()
    }

    fn mentions(&self) -> &'a [Mention] {
        &self.story.mentions
    }

    /// The quantity of mention `at`, if it is one.
    fn quantity(&self, at: usize) -> Option<&'a QuantityMention> {
        match &self.story.mentions.get(at)?.detail {
            Detail::Quantity(q) => Some(q),
            Detail::Date { .. } => None,
        }
    }

    /// The mention that starts with token `token`.
    fn mention_at(&self, token: usize) -> Option<usize> {
        let at = self.mentions().partition_point(|m| m.tokens.start < token);
        (self.mentions().get(at)?.tokens.start == token).then_some(at)
    }

    /// The tokens of the sentence in which token `token` stands.
    fn sentence(&self, token: usize) -> Range<usize> {
        let place = self.text.sentence_of(token);
        self.text
            .sentences
            .get(place)
            .map_or(token..token, |s| s.tokens.clone())
    }

    /// Does the sentence end at token `token`, or with the mark that stands there?
    fn ends_at(&self, token: usize) -> bool {
        let sentence = self.sentence(token.saturating_sub(1));
        token >= sentence.end
            || (matches!(self.text.word(token), "." | "!" | "?" | "\"" | "\u{201d}")
                && token + 2 >= sentence.end)
    }

    /// The words of some tokens, on one line.
    fn written(&self, tokens: Range<usize>) -> String {
        if tokens.is_empty() || tokens.end > self.text.tokens.len() {
            return String::new();
        }
        self.text.source()[self.text.span(tokens)]
            .split_whitespace()
            .join(" ")
    }

    /// Is some of these tokens one for which `is` holds, given in lower case?
    fn any(&self, tokens: Range<usize>, is: impl Fn(&str) -> bool) -> bool {
        tokens.into_iter().any(|k| is(self.text.lower(k)))
    }

    fn finding(&self, kind: Kind, tokens: Range<usize>, why: String) -> Finding {
        Finding {
            kind,
            span: self.text.span(tokens),
            why,
        }
    }
}

/// A dash that sets off what follows: an em or en dash, or two or one hyphens between spaces.
fn is_dash(text: &Text<'_>, i: usize) -> bool {
    match text.word(i) {
        "\u{2014}" => true,
        "\u{2013}" | "-" => !text.glued(i) && !text.glued(i + 1) || text.is(i + 1, "-"),
        _ => false,
    }
}
