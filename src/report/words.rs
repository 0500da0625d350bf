//! Values, days and verdicts in words.

use super::layout::crop;
use super::paint::Ink;
use super::{
    Basis, Decided, GroupKind, Mention, Modality, Published, Ruling, Standing, Value, Verdict,
    plain,
};
use crate::value::{Approx, Grain};
use itertools::Itertools;
use jiff::civil::Date;

/// `2 articles`, `1 source`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(&number.to_string()))
}

/// A share in per cent.
pub(super) fn percent(share: f64) -> String {
    let share = if share.is_nan() {
        0.0
    } else {
        share.clamp(0.0, 1.0)
    };
    format!("{}%", (share * 100.0).round())
}

/// The days from `start` to `end`, both included, as short as can be.
pub(super) fn days(start: Date, end: Date) -> String {
    let last_of_month = end == end.last_of_month();
    match (start.year() == end.year(), start.month() == end.month()) {
        _ if start == end => start.strftime("%-d %b %Y").to_string(),
        (true, _) if start == start.first_of_year() && end == end.last_of_year() => {
            start.strftime("%Y").to_string()
        }
        (true, true) if start.day() == 1 && last_of_month => start.strftime("%b %Y").to_string(),
        (true, true) => format!("{}–{}", start.day(), end.strftime("%-d %b %Y")),
        (true, false) => format!(
            "{} – {}",
            start.strftime("%-d %b"),
            end.strftime("%-d %b %Y")
        ),
        (false, _) => format!(
            "{} – {}",
            start.strftime("%-d %b %Y"),
            end.strftime("%-d %b %Y")
        ),
    }
}

/// The day of publication.
pub(super) fn published(published: &Published) -> String {
    match (published.start, published.end) {
        (Some(start), Some(end)) => days(start, end),
        (Some(start), None) => format!("from {}", days(start, start)),
        (None, Some(end)) => format!("until {}", days(end, end)),
        (None, None) => "undated".to_owned(),
    }
}

pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Unknown => "unknown",
    }
}

/// What a mention was read as; the words come from an article and are not yet made plain.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Quantity {
            number,
            low,
            high,
            unit,
            approx,
            ..
        } => {
            let unit = unit
                .as_deref()
                .map_or(String::new(), |unit| format!(" {unit}"));
            format!("{}{unit}", quantity(*number, *low, *high, *approx))
        }
        Value::Date {
            start,
            end,
            grain,
            time,
            offset,
        } => {
            let day = moment(*start, *end, *grain);
            let clock = [time, offset]
                .into_iter()
                .flatten()
                .map(|part| format!(" {part}"));
            format!("{day}{}", clock.collect::<String>())
        }
    }
}

/// What a mention was read as, with the thing counted or measured, free of anything but visible
/// characters.
pub(super) fn read_as(mention: &Mention) -> String {
    let value = value(&mention.value);
    let of = match &mention.value {
        Value::Quantity { of, .. } if !of.is_empty() => format!(" {of}"),
        _ => String::new(),
    };
    crop(&plain::trimmed(&format!("{value}{of}")), 120)
}

fn moment(start: Date, end: Date, grain: Grain) -> String {
    match grain {
        Grain::Minute | Grain::Hour | Grain::Day if start == end => {
            start.strftime("%a %-d %b %Y").to_string()
        }
        _ => days(start, end),
    }
}

fn quantity(value: Option<f64>, low: Option<f64>, high: Option<f64>, approx: Approx) -> String {
    let interval = interval(low, high);
    match (approx, value) {
        (Approx::Exact, Some(value)) => number(value),
        (Approx::About, Some(value)) if low < high => {
            format!("about {} ({interval})", number(value))
        }
        (Approx::About, Some(value)) => format!("about {}", number(value)),
        (Approx::AtLeast, Some(value)) => format!("at least {}", number(value)),
        (Approx::AtMost, Some(value)) => format!("at most {}", number(value)),
        (Approx::Vague, _) => format!("{interval}, vague"),
        (_, _) => interval,
    }
}

fn interval(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (Some(low), None) => format!("{} or more", number(low)),
        (None, Some(high)) => format!("{} or fewer", number(high)),
        (None, None) => "any number".to_owned(),
    }
}

/// A number with its thousands set apart.
pub(super) fn number(number: f64) -> String {
    const LONGEST: f64 = 1e15; // more digits than that are no reading matter
    if !number.is_finite() || number.abs() >= LONGEST {
        return format!("{number:e}");
    }
    let text = ((number * 1e6).round() / 1e6).to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |digits| ("−", digits));
    let (whole, fraction) = digits
        .find('.')
        .map_or((digits, ""), |at| digits.split_at(at));
    format!("{sign}{}{fraction}", grouped(whole))
}

/// Digits with a comma before every third from the end.
pub(super) fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How a section of the table is headed, and what stands behind the heading.
pub(super) fn section(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Discrepancy => (
            "DISCREPANCIES",
            "cannot both be true; neither time nor source explains it",
        ),
        Verdict::Disputed => (
            "DISPUTED",
            "each value is vouched for by a source of its own",
        ),
        Verdict::Update => ("UPDATES", "figures that moved with time, oldest first"),
        Verdict::Compatible => ("COMPATIBLE", "can be true at once"),
        Verdict::Agree => ("AGREEMENTS", "the same value"),
    }
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Discrepancy => "discrepancy",
        Verdict::Disputed => "disputed",
        Verdict::Update => "update",
        Verdict::Compatible => "compatible",
        Verdict::Agree => "agree",
    }
}

/// What was decided, in one word or a few.
pub(super) fn ruling(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Accepted => "accepted",
        Ruling::Dismissed => "dismissed",
        Ruling::CorrectHere => "to be corrected here",
        Ruling::CorrectThere => "to be corrected there",
        Ruling::SourcesDiffer => "sources differ",
        Ruling::CheckIsWrong => "check is wrong",
    }
}

pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::New => "new",
        Standing::Known => "known",
        Standing::Reopened => "reopened",
    }
}

/// Whether somebody has decided on a finding, what and why, free of anything but visible
/// characters; nothing where no decisions were at hand.
pub(super) fn standing_note(found: Option<Standing>, decided: Option<&Decided>) -> String {
    let Some(known) = found else {
        return String::new();
    };
    let Some(decided) = decided else {
        return standing(known).to_owned();
    };
    let short = |text: &str| crop(&plain::trimmed(super::quote::first(text, 2000)), 300);
    let by = decided.by.as_deref().map(|by| format!("{}, ", short(by)));
    let by = by.unwrap_or_default();
    let changed = decided.changed.as_deref();
    let changed = changed.map(|what| format!("{}; it was ", short(what)));
    let changed = changed.unwrap_or_default();
    let (what, reason) = (ruling(decided.ruling), short(&decided.reason));
    let on = days(decided.on, decided.on);
    format!("{}: {changed}{what}: {reason} ({by}{on})", standing(known))
}

/// Who says so and how firmly, where there is anything to tell; free of anything but visible
/// characters.
pub(super) fn says(mention: &Mention) -> String {
    let source = mention
        .source
        .as_deref()
        .map(|source| crop(&plain::trimmed(source), 80));
    let modality = modality(mention.modality);
    let mut parts = source
        .into_iter()
        .chain((!modality.is_empty()).then(|| modality.to_owned()));
    parts.join(", ")
}

pub(super) fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Discrepancy => Ink::Red,
        Verdict::Disputed => Ink::Yellow,
        Verdict::Update => Ink::Blue,
        Verdict::Compatible | Verdict::Agree => Ink::Green,
    }
}

pub(super) fn group(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::NearDuplicate => "near-duplicates",
        GroupKind::Verbatim => "the same copy word for word",
        GroupKind::Abridged => "the same copy, cut",
        GroupKind::Edited => "edited copies",
        GroupKind::Update => "the same copy with new figures",
        GroupKind::Digest => "a digest and its stories",
        GroupKind::SharedPassage => "a passage in common",
        GroupKind::Template => "a recurring piece with new figures",
        GroupKind::SameEvent => "the same event in other words",
    }
}

/// How firmly something is said; nothing for what is simply asserted.
pub(super) fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "",
        Modality::Planned => "planned",
        Modality::Alleged => "alleged",
        Modality::Denied => "denied",
        Modality::Hypothetical => "hypothetical",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_have_their_thousands_set_apart() {
        assert_eq!(number(1_234_567.5), "1,234,567.5");
        assert_eq!(number(-15_000.0), "−15,000");
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(1e300), "1e300");
        assert_eq!(number(999.0), "999");
    }

    #[test]
    fn days_are_told_as_short_as_can_be() {
        assert_eq!(days(date(2024, 1, 16), date(2024, 1, 16)), "16 Jan 2024");
        assert_eq!(days(date(2024, 1, 15), date(2024, 1, 17)), "15–17 Jan 2024");
        assert_eq!(days(date(2023, 9, 1), date(2023, 9, 30)), "Sep 2023");
        assert_eq!(days(date(2023, 1, 1), date(2023, 12, 31)), "2023");
        assert_eq!(
            days(date(2023, 9, 28), date(2023, 10, 2)),
            "28 Sep – 2 Oct 2023"
        );
        assert_eq!(
            days(date(2022, 1, 1), date(2023, 12, 31)),
            "1 Jan 2022 – 31 Dec 2023"
        );
    }

    #[test]
    fn hedges_are_told_with_what_they_stand_for() {
        let read = |approx, number, low, high| {
            value(&Value::Quantity {
                number,
                low,
                high,
                unit: Some("km".into()),
                approx,
                of: String::new(),
            })
        };
        assert_eq!(
            read(Approx::About, Some(500.0), Some(450.0), Some(550.0)),
            "about 500 (450–550) km"
        );
        assert_eq!(
            read(Approx::Range, None, Some(500.0), Some(900.0)),
            "500–900 km"
        );
        assert_eq!(
            read(Approx::AtLeast, Some(5.0), Some(5.0), None),
            "at least 5 km"
        );
    }

    #[test]
    fn counts_take_a_plural() {
        assert_eq!(
            (count(1, "source"), count(1200, "article")),
            ("1 source".into(), "1,200 articles".into())
        );
    }
}
