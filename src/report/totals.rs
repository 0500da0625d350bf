//! The numbers of a run in words: verdicts, decisions, the gate, what was not read.

use super::words::{count, grouped, percent, standing};
use super::{FailOn, Gate, Report, Standing, Summary, Threshold, Verdict};
use itertools::Itertools;

/// `2 new, 1 known, 1 reopened`; nothing where no decisions were at hand.
pub(super) fn standings(report: &Report) -> String {
    let grave = report
        .facts
        .iter()
        .filter(|f| f.verdict > Verdict::Compatible);
    let of_facts = grave.filter_map(|fact| fact.standing);
    let of_checks = report.checks.iter().filter_map(|check| check.standing);
    let all: Vec<Standing> = of_facts.chain(of_checks).collect();
    let counted = [Standing::New, Standing::Known, Standing::Reopened].map(|wanted| {
        let number = all.iter().filter(|found| **found == wanted).count();
        (number > 0).then(|| format!("{number} {}", standing(wanted)))
    });
    counted.into_iter().flatten().join(", ")
}

/// What the run fails by and how many findings lie on either side of the threshold; nothing where
/// the run had none.
pub(super) fn gate(gate: Option<&Gate>) -> String {
    let Some(gate) = gate else {
        return String::new();
    };
    let Threshold {
        fail_on,
        min_confidence,
    } = &gate.threshold;
    if fail_on.is_empty() {
        return "nothing was asked to fail the run".to_owned();
    }
    let kinds = fail_on.iter().map(|what| match what {
        FailOn::Update => "updates, disputed figures, discrepancies",
        FailOn::Disputed => "disputed figures, discrepancies",
        FailOn::Discrepancy => "discrepancies",
        FailOn::Check => "checks",
    });
    let kinds = kinds.unique().join(" and ");
    let sure = match *min_confidence > 0.0 {
        true => format!(", at least {} sure", percent(*min_confidence)),
        false => String::new(),
    };
    let mut text = match gate.failing {
        0 => format!("nothing fails the run ({kinds}{sure} would)"),
        1 => format!("1 fails the run ({kinds}{sure})"),
        number => format!("{number} fail the run ({kinds}{sure})"),
    };
    if gate.below > 0 {
        text.push_str(&format!("; {} less sure than that", gate.below));
    }
    if gate.decided > 0 {
        text.push_str(&format!("; {} decided before", gate.decided));
    }
    text
}

/// The numbers of a run in one line, with the gate and what was not read.
pub(super) fn line(report: &Report) -> String {
    let checks = (!report.checks.is_empty()).then(|| count(report.checks.len(), "check"));
    let numbers = summary(&report.summary)
        .into_iter()
        .chain(checks)
        .join(", ");
    let rest = [
        standings(report),
        gate(report.gate.as_ref()),
        unread(report),
    ];
    let told = rest.into_iter().filter(|part| !part.is_empty());
    std::iter::once(numbers).chain(told).join("; ")
}

/// How many inputs could not be read; nothing where all were.
pub(super) fn unread(report: &Report) -> String {
    match report.unread.len() {
        0 => String::new(),
        number => format!("{} could not be read", count(number, "input")),
    }
}

/// `2 discrepancies, 1 disputed, 3 updates, 1 compatible, 7 agreements`.
pub(super) fn summary(summary: &Summary) -> [String; 5] {
    let discrepancies = match summary.discrepancy {
        1 => "1 discrepancy".to_owned(),
        number => format!("{} discrepancies", grouped(&number.to_string())),
    };
    [
        discrepancies,
        format!("{} disputed", summary.disputed),
        count(summary.update, "update"),
        format!("{} compatible", summary.compatible),
        count(summary.agree, "agreement"),
    ]
}
