//! Weekdays against dates: "Tuesday, January 22" where that day is a Wednesday. The conflict is
//! found when the date is given its day; here it becomes a finding.

use super::{Desk, Finding, Kind};

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let conflicts = desk.story.weekday_conflicts.iter();
    conflicts
        .map(|(span, why)| Finding {
            kind: Kind::Weekday,
            span: span.clone(),
            why: why.clone(),
        })
        .collect()
}
