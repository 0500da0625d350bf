//! The kinds of findings by their codes, each with a line and an explanation: verdicts and checks
//! in one list, as the tools of reviewers want them.

use super::{CheckKind, Verdict};

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// A fact that got this verdict.
    Fact(Verdict),
    /// Something wrong inside one article.
    Check(CheckKind),
}

impl Rule {
    /// The kinds that can be found, gravest first.
    pub(super) fn all() -> impl Iterator<Item = Rule> {
        let verdicts = [Verdict::Discrepancy, Verdict::Disputed, Verdict::Update];
        let verdicts = verdicts.into_iter().map(Rule::Fact);
        verdicts.chain(CheckKind::ALL.into_iter().map(Rule::Check))
    }

    /// The code by which reports name it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Rule::Fact(verdict) => super::words::verdict(verdict),
            Rule::Check(kind) => kind.code(),
        }
    }

    /// What it means, in one line.
    pub(super) fn message(self) -> &'static str {
        match self {
            Rule::Fact(verdict) => super::words::section(verdict).1,
            Rule::Check(kind) => kind.message(),
        }
    }

    /// When it is told and when not.
    pub(super) fn explanation(self) -> &'static str {
        match self {
            Rule::Fact(Verdict::Discrepancy) => {
                "Two articles, or one article in two places, give values for what reads like the \
                 same fact that cannot both be true, and neither the time that passed between them \
                 nor the sources they name explain it. Which of the two is right is not said."
            }
            Rule::Fact(Verdict::Disputed) => {
                "The values differ, and each is ascribed to a source of its own: the sources \
                 differ, not necessarily the articles. An article that gives one value alone may \
                 want to say whose it is."
            }
            Rule::Fact(Verdict::Update) => {
                "The values differ because the figure moved: the articles are of different days, \
                 or one says that its figure is newer. An article that is still to appear may want \
                 the later figure."
            }
            Rule::Fact(Verdict::Compatible) => {
                "The values differ in words and can be true at once: one is less precise, a bound \
                 or a range that holds the other."
            }
            Rule::Fact(Verdict::Agree) => "The same value, after units and wording.",
            Rule::Check(kind) => kind.explanation(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_everything_is_explained() {
        let codes: rustc_hash::FxHashSet<_> = Rule::all().map(Rule::code).collect();
        assert_eq!(codes.len(), Rule::all().count());
        for rule in Rule::all() {
            assert!(rule.explanation().len() > 80, "{}", rule.code());
            assert!(!rule.message().is_empty() && rule.message().len() < 80);
        }
    }
}
