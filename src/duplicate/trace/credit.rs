//! Whom an article credits: "(Reuters)", "Tass reported", "as per Newsweek via MSN".

use crate::duplicate::GroupOf;
use crate::extract::Story;
use crate::text::table::lines;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A place where an article says whose copy or report it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The article, by its place among the documents.
    pub member: usize,
    /// Its bytes.
    pub span: Range<usize>,
    /// Who is credited.
    pub to: String,
    /// The member of the group whose outlet that is.
    pub of: Option<usize>,
}

/// How names and the words around them make a credit.
#[derive(Debug)]
pub(super) struct Credits {
    /// Spellings of names, with the name that is told.
    names: BTreeMap<String, String>,
    /// The names that are told of agencies.
    agencies: BTreeSet<String>,
    before: Vec<&'static str>,
    any_name: Vec<&'static str>,
    after: Vec<&'static str>,
}

/// What stands before or after a name is looked for in so many bytes.
const REACH: usize = 60;

impl Credits {
    /// The tables, and the outlets of the articles at hand.
    pub(super) fn new<'a>(outlets: impl Iterator<Item = &'a str>) -> Self {
        let mut names: BTreeMap<String, String> = outlets
            .filter(|outlet| outlet.chars().any(char::is_alphabetic))
            .map(|outlet| (outlet.to_owned(), outlet.to_owned()))
            .collect();
        let mut agencies = BTreeSet::new();
        for (sort, name, spellings) in agency_rows() {
            if sort == "agency" {
                agencies.insert(name.to_owned());
            }
            for spelling in spellings.split(';') {
                names.insert(spelling.trim().to_owned(), name.to_owned());
            }
        }
        let cues = |kind: &str| {
            let rows = lines(include_str!("credits.txt")).filter_map(|line| line.split_once(' '));
            let mut cues: Vec<&str> = rows
                .filter(|(k, _)| *k == kind)
                .map(|(_, cue)| cue)
                .collect();
            cues.sort_by_key(|cue| std::cmp::Reverse(cue.len()));
            cues
        };
        Self {
            names,
            agencies,
            before: cues("before"),
            any_name: cues("names"),
            after: cues("after"),
        }
    }

    /// The credits in the articles of a group; an article that names its own outlet credits nobody.
    pub(super) fn of(&self, group: &GroupOf, stories: &[Story<'_>]) -> Vec<Credit> {
        let outlet = |member: usize| stories.get(member)?.article.outlet.as_deref();
        let told = |name: &str| self.names.get(name).map_or(name, String::as_str).to_owned();
        let owner = |to: &str, but: usize| {
            // Copy that is ascribed to an agency is not therefore the agency's own page.
            if self.agencies.contains(to) {
                return None;
            }
            let mut owners = group
                .members
                .iter()
                .copied()
                .filter(|&member| member != but);
            owners.find(|&member| outlet(member).is_some_and(|outlet| told(outlet) == to))
        };
        let mut all = Vec::new();
        for &member in &group.members {
            let Some(story) = stories.get(member) else {
                continue;
            };
            let own = outlet(member).map(told);
            for (span, to) in self.find(&story.article.text) {
                if own.as_deref() != Some(to.as_str()) {
                    let of = owner(&to, member);
                    all.push(Credit {
                        member,
                        span,
                        to,
                        of,
                    });
                }
            }
        }
        all
    }

    /// The credits in a text, each name once.
    fn find(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut found: Vec<(Range<usize>, String)> = Vec::new();
        for name in capitals(text) {
            let words = text.get(name.clone()).unwrap_or_default();
            if let Some((range, to)) = self.known(text, &name, words) {
                found.push((range, to));
            } else if self
                .any_name
                .iter()
                .any(|cue| stands_before(text, name.start, cue))
            {
                found.push((
                    name.clone(),
                    self.names.get(words).map_or(words, |n| n).to_owned(),
                ));
            }
        }
        let mut seen = BTreeSet::new();
        found.retain(|(_, to)| seen.insert(to.clone()));
        found
    }

    /// A known name at the start or the end of a run of words in capitals, if it is credited.
    fn known(&self, text: &str, run: &Range<usize>, words: &str) -> Option<(Range<usize>, String)> {
        let starts = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1));
        for start in starts {
            let tail = words.get(start..)?;
            let ends =
                std::iter::once(tail.len()).chain(tail.rmatch_indices(' ').map(|(at, _)| at));
            for end in ends {
                let Some(name) = self.names.get(tail.get(..end)?) else {
                    continue;
                };
                let range = run.start + start..run.start + start + end;
                if self.is_credit(text, &range) {
                    return Some((range, name.clone()));
                }
            }
        }
        None
    }

    fn is_credit(&self, text: &str, name: &Range<usize>) -> bool {
        let after = text.get(name.end..).unwrap_or_default();
        let before = text.get(..name.start).unwrap_or_default();
        let bracketed = before.ends_with(['(', '/', '[']) && after.starts_with([')', '/', ']']);
        let alone =
            before.trim_end_matches([' ', '\t']).ends_with('\n') && after.starts_with(['\n', '\r']);
        bracketed
            || alone
            || self
                .before
                .iter()
                .chain(&self.any_name)
                .any(|cue| stands_before(text, name.start, cue))
            || self.after.iter().any(|cue| stands_after(after, cue))
    }
}

/// The rows of the table of agencies: agency or outlet, the name that is told, its spellings.
fn agency_rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    lines(include_str!("agencies.txt")).filter_map(|line| {
        let (head, spellings) = line.split_once(':')?;
        let (sort, name) = head.split_once(' ')?;
        Some((sort, name.trim(), spellings))
    })
}

/// Do these words stand right before byte `at`?
fn stands_before(text: &str, at: usize, words: &str) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let before = before.trim_end_matches([' ', ':', '(']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    let Some(start) = before.len().checked_sub(words.len()) else {
        return false;
    };
    let same = before
        .get(start..)
        .is_some_and(|end| end.eq_ignore_ascii_case(words));
    same && !before
        .get(..start)
        .is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
}

/// Do these words stand right at the start, perhaps after "news agency" or a comma?
fn stands_after(after: &str, words: &str) -> bool {
    let mut rest = after.trim_start_matches([' ', ',']);
    for filler in ["news", "agency", "also", "first"] {
        rest = rest.strip_prefix(filler).map_or(rest, str::trim_start);
    }
    let head = rest.get(..words.len().min(REACH));
    head.is_some_and(|head| head.eq_ignore_ascii_case(words))
        && !rest
            .get(words.len()..)
            .is_some_and(|more| more.starts_with(char::is_alphanumeric))
}

/// The runs of words that start with a capital, in order.
fn capitals(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}' | '&');
    let mut at = 0;
    while let Some(word) = text
        .get(at..)
        .and_then(|rest| rest.find(is_part))
        .map(|n| at + n)
    {
        let rest = text.get(word..).unwrap_or_default();
        let end = word + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let capital = rest.starts_with(|c: char| c.is_uppercase()) || rest.starts_with("dpa");
        let goes_on = |run: &&mut Range<usize>| text.get(run.end..word) == Some(" ");
        match runs.last_mut().filter(goes_on) {
            Some(run) if capital => run.end = end,
            _ if capital => runs.push(word..end),
            _ => {}
        }
        at = end.max(word + 1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credited(text: &str) -> Vec<String> {
        let credits = Credits::new(["Valley Herald"].into_iter());
        credits.find(text).into_iter().map(|(_, to)| to).collect()
    }

    #[test]
    fn agencies_are_credited_in_datelines_bylines_and_sentences() {
        assert_eq!(
            credited("OSLO, May 3 (Reuters) - A bridge fell."),
            ["Reuters"]
        );
        assert_eq!(credited("MOSCOW, May 3. /TASS/. A bridge fell."), ["Tass"]);
        assert_eq!(
            credited("A bridge fell, Tass reported on Monday."),
            ["Tass"]
        );
        assert_eq!(
            credited("A bridge fell, the Xinhua news agency said."),
            ["Xinhua"]
        );
        assert_eq!(credited("A bridge fell.\nSource: AFP\n"), ["AFP"]);
        assert_eq!(
            credited("A bridge fell, according to the Valley Herald."),
            ["Valley Herald"]
        );
    }

    #[test]
    fn plain_words_of_credit_name_anybody() {
        assert_eq!(
            credited("A bridge fell, as per Newsweek via MSN."),
            ["Newsweek", "MSN"]
        );
        assert_eq!(
            credited("Originally published by Fjord Post on Monday."),
            ["Fjord Post"]
        );
    }

    #[test]
    fn a_name_alone_is_no_credit() {
        assert!(
            credited("Shares of Thomson Reuters rose. The BBC is moving. Police said so.")
                .is_empty()
        );
        assert!(credited("").is_empty());
    }
}
