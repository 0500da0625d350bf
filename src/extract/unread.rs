//! What looks like a value and was read as none: it is told, never guessed.

use super::published::Dating;
use super::{Mention, date::DateExpression};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// Something that looks like a value and was read as none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its bytes.
    pub span: Range<usize>,
    /// Why it was not read.
    pub why: Why,
}

/// Why something was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A date of which nothing tells from when it counts.
    NoAnchor,
    /// A number that is part of a name, an address, a list or a table.
    NoQuantity,
}

impl Why {
    /// In words, for the report.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoAnchor => "a time, but nothing says from when it counts",
            Self::NoQuantity => {
                "digits that count and measure nothing known: a name, a code, an address"
            }
        }
    }
}

/// The date expressions and the digits of a story that no mention has, in order. `mentions` are in
/// order.
pub(super) fn find(
    text: &Text<'_>,
    expressions: &[DateExpression],
    dating: &Dating,
    mentions: &[Mention],
) -> Vec<Unread> {
    let is_read = |tokens: &Range<usize>| meets(tokens, mentions, |mention| &mention.tokens);
    let masthead = dating.masthead.clone().unwrap_or_default();
    let mut dates: Vec<Range<usize>> = expressions
        .iter()
        .map(|expression| expression.tokens.clone())
        .filter(|tokens| !is_read(tokens) && !overlap(tokens, &masthead))
        .collect();
    dates.sort_unstable_by_key(|date| date.start);
    let digits = runs_of_digits(text).filter(|run| {
        !is_read(run) && !overlap(run, &masthead) && !meets(run, &dates, |date| date)
    });
    let mut found: Vec<Unread> = digits
        .map(|run| (run, Why::NoQuantity))
        .chain(dates.iter().map(|date| (date.clone(), Why::NoAnchor)))
        .map(|(tokens, why)| Unread {
            span: text.span(tokens),
            why,
        })
        .collect();
    found.sort_by_key(|unread| unread.span.start);
    found
}

/// Does a stretch overlap one of those that `all` have, which are in order and apart?
fn meets<T>(tokens: &Range<usize>, all: &[T], stretch: impl Fn(&T) -> &Range<usize>) -> bool {
    let next = all.partition_point(|other| stretch(other).end <= tokens.start);
    all.get(next)
        .is_some_and(|other| overlap(stretch(other), tokens))
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Runs of tokens written together of which one at least is a number.
fn runs_of_digits<'t>(text: &'t Text<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    let mut next = 0;
    std::iter::from_fn(move || {
        while next < text.tokens.len() {
            let start = next;
            next += 1;
            while text.glued(next) {
                next += 1;
            }
            if (start..next).any(|token| text.kind(token) == Some(TokenKind::Number)) {
                return Some(start..next);
            }
        }
        None
    })
}
