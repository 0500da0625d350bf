//! What tells a figure that moved from two sources at odds and from a contradiction, as named
//! numbers for the score of verdicts.

use super::{Case, same_source};
use crate::align::features::{compare_values, times_ten, unit_taken_for_other, weekday_meets};
use crate::align::frame::{Dimension, Frame};
use crate::align::named::{named_features, yes};
use crate::report::Modality;
use crate::value::{Approx, Comparison, Value};
use jiff::civil::Date;

named_features! {
    /// What two values of one fact have about them. The earlier is that of the article which came
    /// out first.
    VerdictFeatures {
        /// Both cannot be true.
        different,
        /// How many days lie between the two articles: logarithm, 1 for 400 and more.
        days,
        /// The two articles came out on one day.
        same_day,
        /// The day of one article is unknown.
        undated,
        /// All articles with the one value came out before all with the other.
        ordered,
        /// The later value is the greater.
        grows,
        /// How far the values lie apart: the logarithm of their ratio, 1 for a factor of 20.
        ratio,
        /// Both stand in one article.
        same_story,
        /// The two articles are copies of each other.
        copies,
        /// Both are days or stretches of days.
        is_date,
        /// Both are clock times.
        is_clock,
        /// Both are counts.
        is_count,
        /// Both are amounts of money.
        is_money,
        /// Both are shares in a hundred.
        is_share,
        /// Both are measures with a unit of length, mass, time … and no shares.
        is_measure,
        /// Both are ages, ranks or scores.
        is_settled,
        /// One number in two units.
        unit_taken_for_other,
        /// A weekday that does not fit its date fits the other date.
        weekday_meets,
        /// The earlier is a lower bound.
        earlier_at_least,
        /// The later is a lower bound.
        later_at_least,
        /// One is hedged.
        one_about,
        /// Both count what moves while news develops.
        both_running,
        /// One of them does.
        one_running,
        /// A word near the earlier says that it was, or has since been, another.
        earlier_cue,
        /// The same for the later.
        later_cue,
        /// One is set against the value told.
        one_compared,
        /// Both have a source, and not the same one.
        sources_differ,
        /// Both have the same source.
        same_source,
        /// Only one has a source.
        one_source,
        /// Both are planned.
        both_planned,
        /// The earlier is planned, the later is not.
        plan_came,
        /// They are told with different firmness otherwise.
        modality_differs,
        /// Both are told of a time long ago.
        both_past,
        /// One points back to a quantity known already.
        one_definite,
        /// They differ in the order of their digits or in one of three and more.
        swapped_digits,
        /// One is ten, a hundred, a thousand … times the other.
        times_ten,
        /// Both are told by somebody in the words beside, and share no word for whom.
        tellers_differ,
        /// They share a word for who tells them.
        tellers_shared,
        /// Only one is told by somebody.
        one_teller,
        /// One thing became of the people counted.
        same_state,
        /// Another thing did.
        other_state,
        /// How many independent articles have the better backed value: 1 for four and more.
        backing_of_one,
        /// How many have the less backed value.
        backing_of_other,
        /// The days lie further apart than the articles do.
        dates_beyond,
        /// The dates nearest to the two lie apart.
        when_conflict,
        /// How many days lie between two dates: logarithm, 1 for 400 and more.
        date_apart,
    }
}

/// A number of days on a scale from 0 to 1: 1 for 400 and more.
fn scaled(days: i32) -> f64 {
    (f64::from(days.max(0)) + 1.0).ln().min(6.0) / 6.0
}

/// The features of two values of one fact.
pub(super) fn features(case: &Case<'_>, near: &Nearby) -> VerdictFeatures {
    let (a, b) = in_time(case);
    let days = case.days_between();
    let share = a.unit.as_deref() == Some("%");
    let mut f = VerdictFeatures {
        different: yes(compare_values(a, b) == Comparison::Different),
        days: days.map_or(0.0, scaled),
        same_day: yes(days == Some(0)),
        undated: yes(days.is_none()),
        ordered: yes(case.ordered),
        same_story: yes(a.story == b.story),
        copies: yes(case.copies),
        is_date: yes(a.dimension == Dimension::Day),
        is_clock: yes(a.dimension == Dimension::Clock),
        is_count: yes(a.dimension == Dimension::Count),
        is_money: yes(a.dimension == Dimension::Money),
        is_share: yes(share),
        is_measure: yes(matches!(a.dimension, Dimension::Measure(_)) && !share),
        is_settled: yes(matches!(
            a.dimension,
            Dimension::Age | Dimension::Ordinal | Dimension::Score
        )),
        unit_taken_for_other: yes(a.measured.is_some() && unit_taken_for_other(a, b)),
        weekday_meets: yes(weekday_meets(a, b)),
        both_running: yes(near.running.iter().all(|r| *r)),
        one_running: yes(near.running[0] != near.running[1]),
        one_compared: yes(a.compared != b.compared),
        both_past: yes(a.past && b.past),
        one_definite: yes(a.definite != b.definite),
        backing_of_one: case.backing[0].max(case.backing[1]).min(4) as f64 / 4.0,
        backing_of_other: case.backing[0].min(case.backing[1]).min(4) as f64 / 4.0,
        ..VerdictFeatures::default()
    };
    let swapped = std::ptr::eq(a, case.b);
    let cues = if swapped {
        [near.cues[1], near.cues[0]]
    } else {
        near.cues
    };
    [f.earlier_cue, f.later_cue] = cues.map(yes);
    values(case, a, b, days, &mut f);
    voices(case, a, b, &mut f);
    f
}

/// Words near the two mentions, in the order of the case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nearby {
    /// Does it count what moves while news develops?
    pub(super) running: [bool; 2],
    /// Does a word say that it was, or has since been, another?
    pub(super) cues: [bool; 2],
}

/// The two mentions, that of the earlier article first; within one article the first told.
fn in_time<'c>(case: &Case<'c>) -> (&'c Frame, &'c Frame) {
    let key = |f: &Frame| {
        let published = &case.stories[f.story].published;
        let path = &case.stories[f.story].article.path;
        (published.end.unwrap_or(Date::MAX), path.clone(), f.mention)
    };
    if key(case.a) <= key(case.b) {
        (case.a, case.b)
    } else {
        (case.b, case.a)
    }
}

fn values(case: &Case<'_>, a: &Frame, b: &Frame, days: Option<i32>, f: &mut VerdictFeatures) {
    if let (Some(x), Some(y)) = (&a.measured, &b.measured) {
        f.grows = yes(y.nominal > x.nominal);
        let ratio = (x.nominal.abs().max(1e-9) / y.nominal.abs().max(1e-9)).ln();
        f.ratio = ratio.abs().min(3.0) / 3.0;
        f.swapped_digits = yes(crate::align::features::swapped_digits(x.nominal, y.nominal));
        f.times_ten = yes(times_ten(x.nominal, y.nominal));
    }
    if let (Some(x), Some(y)) = (&a.date, &b.date) {
        let apart = (x.start.max(y.start) - x.end.min(y.end)).get_days();
        f.date_apart = scaled(apart);
        f.grows = yes(y.start > x.start);
        f.dates_beyond = yes(days.is_some_and(|d| apart > d));
    }
    if let (Some((s1, e1)), Some((s2, e2))) = (a.when, b.when) {
        f.when_conflict = yes(s1 > e2 || s2 > e1);
    }
    let approx = |frame: &Frame| match &case.mention(frame).value {
        Value::Quantity(q) => Some(q.approx),
        Value::Date(_) => None,
    };
    f.earlier_at_least = yes(approx(a) == Some(Approx::AtLeast));
    f.later_at_least = yes(approx(b) == Some(Approx::AtLeast));
    f.one_about = yes([a, b].iter().any(|x| {
        matches!(
            approx(x),
            Some(Approx::About | Approx::Vague | Approx::AtMost)
        )
    }));
}

/// Who says so, and how firmly.
fn voices(case: &Case<'_>, a: &Frame, b: &Frame, f: &mut VerdictFeatures) {
    match (&case.mention(a).source, &case.mention(b).source) {
        (Some(s), Some(t)) => {
            let same = same_source(s, t);
            f.same_source = yes(same);
            f.sources_differ = yes(!same);
        }
        (None, None) => {}
        _ => f.one_source = 1.0,
    }
    let told = [a, b].map(|frame| frame.account.is_told());
    f.tellers_differ = yes(a.account.is_rival_of(&b.account));
    f.tellers_shared = yes(a.account.shares_teller(&b.account));
    f.one_teller = yes(told[0] != told[1]);
    let states = a.state.zip(b.state);
    f.same_state = yes(states.is_some_and(|(x, y)| x == y));
    f.other_state = yes(states.is_some_and(|(x, y)| x != y));
    let planned = |x: &Frame| x.modality == Modality::Planned;
    f.both_planned = yes(planned(a) && planned(b));
    f.plan_came = yes(planned(a) && !planned(b));
    f.modality_differs = yes(a.modality != b.modality && !planned(a));
}
