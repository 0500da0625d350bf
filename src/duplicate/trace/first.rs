//! Which of several copies came first, where that can be told.

use crate::duplicate::GroupOf;
use crate::extract::Story;
use jiff::Timestamp;
use jiff::civil::Date;

/// The article that came first, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    /// By its place among the documents.
    pub member: usize,
    /// In words.
    pub why: String,
}

/// The member that came first: by the days of publication, by the clock, or because others credit
/// its outlet. Credits are read before.
pub(super) fn first(group: &GroupOf, stories: &[Story<'_>]) -> Option<First> {
    by_day(group, stories)
        .or_else(|| by_clock(group, stories))
        .or_else(|| by_credit(group))
}

/// The one published before the days on which all others may have been.
fn by_day(group: &GroupOf, stories: &[Story<'_>]) -> Option<First> {
    let days = |member: &usize| stories.get(*member).map(|story| &story.published);
    let end = |member: &usize| days(member)?.end;
    let dated = || group.members.iter().filter(|member| end(member).is_some());
    let earliest = *dated().min_by_key(|member| end(member))?;
    let last: Date = end(&earliest)?;
    let later = |member: &usize| {
        *member == earliest
            || days(member)
                .and_then(|d| d.start)
                .is_some_and(|start| start > last)
    };
    group.members.iter().all(later).then(|| First {
        member: earliest,
        why: format!("published by {last}, before the others"),
    })
}

/// The one whose stated time of publication is before all others'.
fn by_clock(group: &GroupOf, stories: &[Story<'_>]) -> Option<First> {
    let time = |member: &usize| -> Option<Timestamp> {
        stories
            .get(*member)?
            .article
            .dates
            .first()?
            .text
            .parse()
            .ok()
    };
    let times: Option<Vec<(Timestamp, usize)>> = group
        .members
        .iter()
        .map(|member| Some((time(member)?, *member)))
        .collect();
    let mut times = times?;
    times.sort_unstable();
    match times.as_slice() {
        [(one, member), (two, _), ..] if one < two => Some(First {
            member: *member,
            why: format!("stamped {one}, before the others"),
        }),
        _ => None,
    }
}

/// The one whose outlet others credit, if there is but one.
fn by_credit(group: &GroupOf) -> Option<First> {
    let mut credited = group
        .credits
        .iter()
        .filter_map(|credit| Some((credit.of?, credit)));
    let (member, credit) = credited.next()?;
    let agreed = credited.all(|(other, _)| other == member);
    agreed.then(|| First {
        member,
        why: format!("others credit {}", credit.to),
    })
}
