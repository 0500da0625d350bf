//! Two dates that are the ends of one stretch: "from 2007 to the end of 2008", "between now and
//! May 21".

use super::super::words::{Part, Unit};
use super::super::{DateExpression, Meaning, YearRef};
use super::Reader;
use super::day::{range, share_year};
use crate::text::TokenKind;

impl Reader<'_> {
    /// Joins those of the expressions from `first` on that are ends of one stretch.
    pub(super) fn join(&self, first: usize, out: &mut Vec<DateExpression>) {
        let mut found = out.split_off(first).into_iter().peekable();
        while let Some(one) = found.next() {
            let joined = found.peek().and_then(|next| self.joined(&one, next));
            if joined.is_some() {
                found.next();
            }
            let joined = joined.or_else(|| self.with_now(&one));
            out.push(joined.unwrap_or(one));
        }
    }

    /// "from A to B", "between A and B".
    fn joined(&self, a: &DateExpression, b: &DateExpression) -> Option<DateExpression> {
        let tied = match self.lead(a.tokens.start) {
            Some(lead) => self.tie_behind(a.tokens.end, lead)? == b.tokens.start,
            None => is_today(&b.meaning) && self.runs_on(a)? == b.tokens.start,
        };
        (tied && is_end(&a.meaning) && is_end(&b.meaning)).then(|| {
            let (mut first, mut last) = (a.meaning.clone(), b.meaning.clone());
            share_year(&mut first, &mut last);
            DateExpression {
                tokens: a.tokens.start..b.tokens.end,
                meaning: range(first, last),
                day_part: None,
                ..a.clone()
            }
        })
    }

    /// "between now and May 21", "from March to date".
    fn with_now(&self, one: &DateExpression) -> Option<DateExpression> {
        if !is_end(&one.meaning) {
            return None;
        }
        let today = Meaning::Relative {
            unit: Unit::Day,
            shift: 0,
            part: Part::Whole,
        };
        let start = one.tokens.start;
        if self.before(start) == "and"
            && start >= 3
            && self.is(start - 2, "now")
            && self.is(start - 3, "between")
        {
            return Some(DateExpression {
                tokens: start - 2..one.tokens.end,
                meaning: range(today, one.meaning.clone()),
                ..one.clone()
            });
        }
        let at = match self.lead(start) {
            Some(lead) => self.tie_behind(one.tokens.end, lead)?,
            None => self.runs_on(one)?,
        };
        let end = match self.lower(at) {
            "now" | "date" => at + 1,
            "current" if self.is(at + 1, "date") => at + 2,
            _ => return None,
        };
        Some(DateExpression {
            tokens: start..end,
            meaning: range(one.meaning.clone(), today),
            ..one.clone()
        })
    }

    /// "5 March 2019 to", "June 2020 until": the index after what ties a date that names its year to
    /// the end of a stretch, even if nothing tells that one begins.
    fn runs_on(&self, a: &DateExpression) -> Option<usize> {
        let stated = matches!(
            a.meaning,
            Meaning::Day {
                year: YearRef::Stated(_),
                ..
            } | Meaning::Month {
                year: YearRef::Stated(_),
                ..
            }
        );
        let spoken = self.kind(a.tokens.end) == Some(TokenKind::Word);
        (stated && spoken).then(|| self.tie_behind(a.tokens.end, ""))?
    }

    /// "from" or "between" in front of `i`.
    fn lead(&self, i: usize) -> Option<&str> {
        let before = |k: usize| k.checked_sub(1).filter(|k| self.readable(*k));
        let k = before(i)?;
        let k = if self.is(k, "the") { before(k)? } else { k };
        Some(self.lower(k)).filter(|word| matches!(*word, "from" | "between"))
    }

    /// The index after what ties the end of a stretch to its beginning.
    fn tie_behind(&self, i: usize, lead: &str) -> Option<usize> {
        let and = lead == "between" && self.is(i, "and");
        let at = if and { i + 1 } else { self.range_tie(i)? };
        Some(self.skip_the(at))
    }
}

fn is_today(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Relative {
            unit: Unit::Day,
            shift: 0,
            ..
        }
    )
}

/// Can it be an end of a stretch?
fn is_end(meaning: &Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Clock { .. }
            | Meaning::Anchored { .. }
            | Meaning::AnchoredWeekday { .. }
            | Meaning::SameQuarter { .. }
            | Meaning::Range(_)
            | Meaning::Counted { .. }
            | Meaning::CountedBeside { .. }
            | Meaning::TheWeekend
    )
}
