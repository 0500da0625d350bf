//! Weekdays against dates: "Tuesday, January 22" where that day is a Wednesday. The conflict is
//! found when the date is given its day; here it becomes a finding. A day in words alone may be no
//! day of the month ("on Monday, the sixth largest fall on record") and is passed over.

use super::{Desk, Finding, Kind};

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let source = desk.text.source();
    let conflicts = desk.story.weekday_conflicts.iter();
    conflicts
        .filter(|(span, _)| source[span.clone()].contains(|c: char| c.is_ascii_digit()))
        .map(|(span, why)| Finding {
            kind: Kind::Weekday,
            span: span.clone(),
            why: why.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{silent, why};

    #[test]
    fn the_reason_tells_the_right_day() {
        assert_eq!(
            why("They met on Monday, May 24."),
            ["May 24, 2023 is a Wednesday"]
        );
    }

    #[test]
    fn a_rank_is_no_day() {
        silent("Shares fell on Monday, the sixth largest fall on record.");
        silent("They met on Wednesday, May 24.");
    }
}
