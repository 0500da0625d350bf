//! What two frames have in common, as named numbers for the score.

use super::frame::{Dimension, Frame};
use super::model::Regime;
use super::words::Concept;
use crate::value::{Comparison, compare_dates};

/// The features, in the order of [`features`]. A weight for each stands in `weights.txt`.
pub const NAMES: [&str; 47] = [
    "bias",
    "is_date",
    "is_clock",
    "head_same",
    "head_differs",
    "head_one_missing",
    "modifiers_shared",
    "modifiers_conflict",
    "context_cosine",
    "context_cosine_squared",
    "sentence_cosine",
    "neighbours",
    "neighbours_squared",
    "near_left_same",
    "near_right_same",
    "names_shared",
    "names_conflict",
    "owner_same",
    "owner_differs",
    "part_differs",
    "per_differs",
    "compared_differs",
    "both_compared",
    "modality_differs",
    "when_same",
    "when_conflict",
    "value_same",
    "value_compatible",
    "value_different",
    "value_ratio",
    "value_precise_and_same",
    "date_same",
    "date_nested",
    "date_apart",
    "date_years_apart",
    "statement_differs",
    "best_of_both",
    "best_of_one",
    "same_story",
    "same_unit",
    "weekday_meets",
    "value_taken_by_other",
    "both_values_taken",
    "swapped_digits",
    "both_lead",
    "copies_beside",
    "converts",
];

/// How many features there are.
pub const COUNT: usize = NAMES.len();

/// Is each frame the best match of the other in its story, by the base similarity?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rivalry {
    /// `b` is the best match of `a` in `b`'s story.
    pub best_for_a: bool,
    /// `a` is the best match of `b` in `a`'s story.
    pub best_for_b: bool,
    /// `b`'s story tells the value of `a` elsewhere.
    pub value_of_a_taken: bool,
    /// `a`'s story tells the value of `b` elsewhere.
    pub value_of_b_taken: bool,
}

/// Can the two state the same fact at all?
pub fn comparable(a: &Frame, b: &Frame) -> bool {
    a.dimension == b.dimension && (a.story, a.mention) != (b.story, b.mention)
}

/// How the values of two comparable frames compare.
pub fn compare_values(a: &Frame, b: &Frame) -> Comparison {
    match (&a.measured, &b.measured, &a.date, &b.date) {
        (Some(_), Some(_), ..) if a.dimension == Dimension::Money && a.unit != b.unit => {
            Comparison::Incomparable
        }
        (Some(x), Some(y), ..) => x.compare(y, a.unit != b.unit),
        (_, _, Some(x), Some(y)) => compare_dates(x, y),
        _ => Comparison::Different,
    }
}

/// Which weights a pair is scored with.
pub fn regime(a: &Frame, b: &Frame) -> Regime {
    let different = compare_values(a, b) == Comparison::Different;
    match (a.date.is_some(), different) {
        (false, false) => Regime::Agreeing,
        (false, true) => Regime::Differing,
        (true, false) => Regime::DatesAgreeing,
        (true, true) => Regime::DatesDiffering,
    }
}

/// A quick likeness of what surrounds two frames, 0 to 1: what rivals are ranked by.
pub fn base_similarity(a: &Frame, b: &Frame) -> f64 {
    let head = if a.head != 0 && a.head == b.head {
        0.25
    } else {
        0.0
    };
    let value = match compare_values(a, b) {
        Comparison::Same => 0.2,
        Comparison::SameRounded | Comparison::Compatible => 0.1,
        _ => 0.0,
    };
    0.35 * cosine(&a.context, &b.context) + 0.2 * neighbours(a, b) + head + value
}

/// The features of a pair of comparable frames. Symmetric: the order of the two does not matter.
pub fn features(a: &Frame, b: &Frame, rivalry: Rivalry) -> [f64; COUNT] {
    let mut f = [0.0; COUNT];
    let mut set = |name: &str, value: f64| {
        if let Some(at) = NAMES.iter().position(|n| *n == name) {
            f[at] = value;
        }
    };
    let yes = |condition: bool| f64::from(u8::from(condition));
    let date = a.date.is_some();
    set("bias", 1.0);
    set("is_date", yes(a.dimension == Dimension::Day));
    set("is_clock", yes(a.dimension == Dimension::Clock));
    if !date {
        let both = a.head != 0 && b.head != 0;
        set("head_same", yes(both && a.head == b.head));
        set("head_differs", yes(both && a.head != b.head));
        set("head_one_missing", yes((a.head == 0) != (b.head == 0)));
        let shared = shared(&a.modifiers, &b.modifiers);
        set("modifiers_shared", yes(shared > 0));
        set(
            "modifiers_conflict",
            yes(!a.modifiers.is_empty() && !b.modifiers.is_empty() && shared == 0),
        );
    }
    let context = cosine(&a.context, &b.context);
    set("context_cosine", context);
    set("context_cosine_squared", context * context);
    set(
        "sentence_cosine",
        cosine(&a.sentence_words, &b.sentence_words),
    );
    let beside = neighbours(a, b);
    set("neighbours", beside);
    set("neighbours_squared", beside * beside);
    set(
        "near_left_same",
        yes(a.near_left != 0 && a.near_left == b.near_left),
    );
    set(
        "near_right_same",
        yes(a.near_right != 0 && a.near_right == b.near_right),
    );
    let names = shared(&a.names, &b.names);
    set("names_shared", yes(names > 0));
    set(
        "names_conflict",
        yes(!a.names.is_empty() && !b.names.is_empty() && names == 0),
    );
    set("owner_same", yes(a.owner != 0 && a.owner == b.owner));
    set(
        "owner_differs",
        yes(a.owner != 0 && b.owner != 0 && a.owner != b.owner),
    );
    set("part_differs", yes(a.part != b.part));
    set("per_differs", yes(a.per != b.per));
    set("compared_differs", yes(a.compared != b.compared));
    set("both_compared", yes(a.compared && b.compared));
    set("modality_differs", yes(a.modality != b.modality));
    if !date && let (Some((s1, e1)), Some((s2, e2))) = (a.when, b.when) {
        let overlap = s1 <= e2 && s2 <= e1;
        set("when_same", yes(overlap));
        set("when_conflict", yes(!overlap));
    }
    let comparison = compare_values(a, b);
    values(a, b, comparison, &mut set);
    set(
        "best_of_both",
        yes(rivalry.best_for_a && rivalry.best_for_b),
    );
    set("best_of_one", yes(rivalry.best_for_a != rivalry.best_for_b));
    let taken = u8::from(rivalry.value_of_a_taken) + u8::from(rivalry.value_of_b_taken);
    if comparison == Comparison::Different {
        set("value_taken_by_other", yes(taken > 0));
        set("both_values_taken", yes(taken == 2));
    }
    set("weekday_meets", yes(weekday_meets(a, b)));
    set(
        "converts",
        yes(a.story == b.story && a.converts == Some(b.mention)),
    );
    set("both_lead", yes(a.lead && b.lead));
    set("copies_beside", yes(beside >= 0.6));
    set("same_story", yes(a.story == b.story));
    set("same_unit", yes(a.unit == b.unit));
    f
}

/// The features of the values themselves.
fn values(a: &Frame, b: &Frame, comparison: Comparison, set: &mut impl FnMut(&str, f64)) {
    if let (Some(x), Some(y)) = (&a.date, &b.date) {
        let apart = (x.start.max(y.start) - x.end.min(y.end)).get_days();
        set(
            "date_same",
            f64::from(u8::from(comparison == Comparison::Same)),
        );
        set(
            "date_nested",
            f64::from(u8::from(comparison == Comparison::Compatible)),
        );
        set(
            "date_apart",
            if comparison == Comparison::Different {
                (f64::from(apart.max(0)) + 1.0).ln().min(8.0) / 8.0
            } else {
                0.0
            },
        );
        set("date_years_apart", f64::from(u8::from(apart > 300)));
        set(
            "statement_differs",
            f64::from(u8::from(a.of_statement != b.of_statement)),
        );
        return;
    }
    let (Some(x), Some(y)) = (&a.measured, &b.measured) else {
        return;
    };
    set(
        "value_same",
        f64::from(u8::from(comparison == Comparison::Same)),
    );
    set(
        "value_compatible",
        f64::from(u8::from(matches!(
            comparison,
            Comparison::Compatible | Comparison::SameRounded
        ))),
    );
    set(
        "value_different",
        f64::from(u8::from(comparison == Comparison::Different)),
    );
    if comparison == Comparison::Different {
        let ratio = (x.nominal.abs().max(1e-9) / y.nominal.abs().max(1e-9))
            .ln()
            .abs();
        set("value_ratio", ratio.min(5.0) / 5.0);
    }
    set(
        "swapped_digits",
        f64::from(u8::from(
            comparison == Comparison::Different && swapped_digits(x.nominal, y.nominal),
        )),
    );
    let digits =
        significant_digits(x.nominal, x.rounding).min(significant_digits(y.nominal, y.rounding));
    if comparison == Comparison::Same {
        set(
            "value_precise_and_same",
            f64::from((digits.saturating_sub(1)).min(3)) / 3.0,
        );
    }
}

/// Does the one differ from the other only in the order of its digits, or in one digit of three or
/// more? Slips of the pen do.
fn swapped_digits(a: f64, b: f64) -> bool {
    let (x, y) = (a.abs().to_string(), b.abs().to_string());
    let sorted = |s: &str| {
        let mut digits: Vec<char> = s.trim_end_matches('0').chars().collect();
        digits.sort_unstable();
        digits
    };
    let long = |s: &str| s.trim_end_matches('0').len() >= 2;
    let one_off = x.len() == y.len()
        && x.len() >= 3
        && x.chars().zip(y.chars()).filter(|(p, q)| p != q).count() == 1;
    long(&x) && long(&y) && x.len() == y.len() && (sorted(&x) == sorted(&y) || one_off)
}

/// Is one of the two a date with a weekday that is not its own, and the other the day that the
/// weekday would give ("Thursday, August 23" and Thursday the 22nd)?
fn weekday_meets(a: &Frame, b: &Frame) -> bool {
    let meets = |x: &Frame, y: &Frame| {
        let (Some(by_weekday), Some(other)) = (x.day_by_weekday, &y.date) else {
            return false;
        };
        other.start == by_weekday && other.end == by_weekday
    };
    meets(a, b) || meets(b, a)
}

/// How many digits a number was stated with: 41,236 has five, 15,000 two.
fn significant_digits(nominal: f64, rounding: f64) -> u32 {
    if rounding <= 0.0 || nominal == 0.0 {
        return 1;
    }
    ((nominal.abs() / (2.0 * rounding)).log10().floor() as i64 + 1).clamp(1, 9) as u32
}

/// The share of the words beside the two that are the same, counted outwards until they differ.
fn neighbours(a: &Frame, b: &Frame) -> f64 {
    let run = |x: &[u64], y: &[u64]| x.iter().zip(y).take_while(|(p, q)| p == q).count();
    (run(&a.left, &b.left) + run(&a.right, &b.right)) as f64 / 10.0
}

fn shared(a: &[Concept], b: &[Concept]) -> usize {
    a.iter().filter(|c| b.binary_search(c).is_ok()).count()
}

/// The cosine of two bags sorted by concept, 0 to 1.
fn cosine(a: &[(Concept, f32)], b: &[(Concept, f32)]) -> f64 {
    let (mut i, mut j, mut dot) = (0, 0, 0.0f64);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += f64::from(a[i].1) * f64::from(b[j].1);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    let norm = |bag: &[(Concept, f32)]| {
        bag.iter()
            .map(|(_, w)| f64::from(*w).powi(2))
            .sum::<f64>()
            .sqrt()
    };
    let length = norm(a) * norm(b);
    if length > 0.0 { dot / length } else { 0.0 }
}
