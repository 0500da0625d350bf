//! What two frames have in common, as named numbers for the score.

use super::frame::{Dimension, Frame};
use super::named::{named_features, yes};
use super::words::Concept;
use crate::text::meaning::Meaning;
use crate::value::rates::RATES;
use crate::value::{Comparison, DateSpan, Measured, compare_dates};
use std::sync::LazyLock;

/// The features that tell of the values: what a score of the slots alone must not see.
pub const OF_VALUES: [&str; 25] = [
    "value_same",
    "value_compatible",
    "value_different",
    "value_ratio",
    "value_precise_and_same",
    "both_small",
    "value_common",
    "date_same",
    "date_nested",
    "date_apart",
    "date_years_apart",
    "date_day_shared",
    "best_of_both",
    "best_of_one",
    "weekday_meets",
    "value_taken_by_other",
    "both_values_taken",
    "swapped_digits",
    "times_ten",
    "unit_taken_for_other",
    "one_unanswered_near",
    "later_unanswered_near",
    "converts",
    "same_unit",
    "dimension_differs",
];

impl Features {
    /// The features with what tells of the values left out.
    pub fn slot(&self) -> [f64; COUNT] {
        static TOLD: LazyLock<Vec<usize>> = LazyLock::new(|| {
            let place = |name: &&str| NAMES.iter().position(|n| n == name);
            OF_VALUES.iter().filter_map(place).collect()
        });
        let mut values = self.values();
        for place in TOLD.iter() {
            values[*place] = 0.0;
        }
        values
    }
}

named_features! {
    /// What two frames have in common, by name. Each is 0 where it says nothing.
    Features {
    /// Always 1.
    bias,
    /// Both are days.
    is_date,
    /// Both are clock times.
    is_clock,
    /// Both are counts.
    is_count,
    /// Both are measures with a unit.
    is_measure,
    /// Both are amounts of money.
    is_money,
    /// The heads of the things counted are one concept.
    head_same,
    /// The heads differ.
    head_differs,
    /// One of the two names nothing that it counts.
    head_one_missing,
    /// Neither names what it counts.
    head_both_missing,
    /// One thing became of the people counted.
    state_same,
    /// Another thing did.
    state_differs,
    /// Only of one it is told what became of the people counted.
    one_state,
    /// One thing became of the people counted, and neither is a part or set against another value.
    state_of_all_same,
    /// That, and both stand in the lead.
    state_same_in_lead,
    /// The likeness of what the things counted mean.
    noun_meaning,
    /// The things counted share a modifier.
    modifiers_shared,
    /// Both have modifiers, and share none.
    modifiers_conflict,
    /// The cosine of the words around, nearer ones heavier.
    context_cosine,
    /// Its square.
    context_cosine_squared,
    /// The cosine of the words of the sentences.
    sentence_cosine,
    /// The likeness of what the words around mean.
    context_meaning,
    /// The likeness of what the sentences mean.
    sentence_meaning,
    /// The likeness of what the nearest verbs mean.
    verb_meaning,
    /// They share a nearest verb.
    verb_same,
    /// The likeness of what the words right before mean.
    before_meaning,
    /// The likeness of what the words right after mean.
    after_meaning,
    /// The cosine of the words of the segments.
    segment_cosine,
    /// The likeness of what the segments mean.
    segment_meaning,
    /// The segments share a name.
    segment_names_shared,
    /// Both segments have names, and share none.
    segment_names_conflict,
    /// The name nearest on either side is the same.
    nearest_name_same,
    /// Both have a nearest name, another one.
    nearest_name_differs,
    /// One points back to a quantity known already.
    one_definite,
    /// Both point back to a quantity known already.
    both_definite,
    /// One points back to a quantity that its story did not tell before.
    one_unanswered,
    /// Both stand in one story, and the later points back to a quantity that was not told before.
    later_unanswered,
    /// One points back to a quantity that its story did not tell before, and the values differ by
    /// little.
    one_unanswered_near,
    /// The same within one story, where the later points back.
    later_unanswered_near,
    /// One is said to be the whole, the other not.
    total_differs,
    /// One is told of a time long ago, the other not.
    past_differs,
    /// Both are told of a time long ago.
    both_past,
    /// The share of the words beside that are the same, counted outwards.
    neighbours,
    /// Its square.
    neighbours_squared,
    /// The first word with a concept before is the same.
    near_left_same,
    /// The first word with a concept after is the same.
    near_right_same,
    /// The clauses share a name.
    names_shared,
    /// Both clauses have names, and share none.
    names_conflict,
    /// The share of the names of the sentences that are the same.
    sentence_names,
    /// The name nearest before is the same.
    owner_same,
    /// Both have a name before them, another one.
    owner_differs,
    /// One is a part, the other not.
    part_differs,
    /// They are rates of different periods.
    per_differs,
    /// One is set against the value told, the other not.
    compared_differs,
    /// Both are set against the value told.
    both_compared,
    /// They are told with different firmness.
    modality_differs,
    /// The dates nearest to them overlap.
    when_same,
    /// The dates nearest to them lie apart.
    when_conflict,
    /// The same value.
    value_same,
    /// Both values can be true.
    value_compatible,
    /// The values differ.
    value_different,
    /// How far the values lie apart: the logarithm of their ratio, 1 for a factor of 148 and more.
    value_ratio,
    /// How precisely a shared value is stated: 0 for one digit, 1 for four and more.
    value_precise_and_same,
    /// Both values are whole numbers up to twelve.
    both_small,
    /// How many others of the compared story have the value: 1 for three and more.
    value_common,
    /// The same days.
    date_same,
    /// One lies within the other.
    date_nested,
    /// How many days lie between: logarithm, 1 for 3,000 and more.
    date_apart,
    /// Almost a year or more lies between.
    date_years_apart,
    /// Both name a day, both a month, or both a year.
    date_form_same,
    /// One day of the month in two months, or one day of the year in two years ("9 June", "9 July").
    date_day_shared,
    /// One is the day of a statement, the other not.
    statement_differs,
    /// Both are days of a statement.
    both_statements,
    /// Each takes in the day on which its own article came out.
    both_on_publication,
    /// One takes in the day on which its article came out, the other not.
    one_on_publication,
    /// Each is the best match of the other in its story.
    best_of_both,
    /// One is the best match of the other, but not the other way round.
    best_of_one,
    /// Both stand in one story.
    same_story,
    /// Both are stated in the same unit.
    same_unit,
    /// A weekday that does not fit its date fits the other date.
    weekday_meets,
    /// The values differ, and one story tells the value of the other elsewhere.
    value_taken_by_other,
    /// The values differ, and each story tells the value of the other elsewhere.
    both_values_taken,
    /// The values differ in the order of their digits or in one of three and more.
    swapped_digits,
    /// One value is ten, a hundred, a thousand … times the other.
    times_ten,
    /// The values differ, being one number in two units of a dimension ("22 metres", "22 feet").
    unit_taken_for_other,
    /// Both stand in the lead.
    both_lead,
    /// How far the places in the articles lie apart, 0 to 1.
    place_apart,
    /// Six in ten of the words beside are the same, or more.
    copies_beside,
    /// One converts the other in brackets.
    converts,
    /// Other values that the two sentences share, precise ones counting more: 1 for three.
    companions,
    /// The same for the sentences around.
    companions_near,
    /// Both stand in one story, with no other of their dimension between them.
    next_of_kind,
    /// Both stand in one story: how many sentences apart, 1 for four and more.
    sentences_apart,
    /// Both stand in one story, and the later names nothing that it counts.
    later_bare,
    /// Both stand in one story, and a word sets the later against another value.
    later_contrasts,
    /// Both have a source, and share no word of it.
    sources_differ,
    /// They share a word of their sources.
    sources_shared,
    /// Only one has a source.
    one_source,
    /// Words set both against other values.
    both_contrast,
    /// Both are told by somebody, and share no word for whom.
    tellers_differ,
    /// They share a word for who tells them.
    tellers_shared,
    /// Only one is told by somebody.
    one_teller,
    /// How little is said beside them but by whom: words, of the one with fewer, 1 for four and more.
    rest_of_one,
    /// The same for the other.
    rest_of_other,
    /// Both stand in one story: how much is said beside the later.
    later_rest,
    /// Both stand in one story, and only the later is told by somebody.
    later_teller,
    /// Two accounts of one thing: told by two in one story, the later in a few words right after the
    /// earlier.
    rival_accounts,
    /// The same, where only the later is told by somebody.
    rival_account,
    /// One is the number of the other without its unit.
    dimension_differs,
    /// The cosine of the things counted, those that bare numbers take over with them.
    thing_cosine,
    /// The likeness of what they mean.
    thing_meaning,
    /// The cosine of the words around, those around the mentions before with them.
    around_cosine,
    /// The likeness of what they mean.
    around_meaning,
    /// The cosine of the passages.
    passage_cosine,
    /// The likeness of what they mean.
    passage_meaning,
    }
}

/// What a pair of frames owes to the other frames of its two stories.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Setting {
    /// `b` is the best match of `a` in `b`'s story.
    pub best_for_a: bool,
    /// `a` is the best match of `b` in `a`'s story.
    pub best_for_b: bool,
    /// How many others of `b`'s story tell the value of `a`.
    pub value_of_a_elsewhere: usize,
    /// How many others of `a`'s story tell the value of `b`.
    pub value_of_b_elsewhere: usize,
    /// The weight of the other values that the two sentences share.
    pub companions: f64,
    /// The same for the sentences around the two.
    pub companions_near: f64,
    /// Both stand in one story, and no other of their dimension stands between them.
    pub next_of_kind: bool,
}

/// Can the two state the same fact at all?
pub fn comparable(a: &Frame, b: &Frame) -> bool {
    let alike = a.dimension == b.dimension || shortened(a, b);
    alike && (a.story, a.mention) != (b.story, b.mention)
}

/// Is the one the very number of the other without its unit ("640,000 dollars … Dollars:
/// 640,000"), or the ordinal of its count?
fn shortened(a: &Frame, b: &Frame) -> bool {
    let has_unit = |f: &Frame| matches!(f.dimension, Dimension::Measure(_) | Dimension::Money);
    let (count, ordinal) = (Dimension::Count, Dimension::Ordinal);
    let fits = a.is_bare() && has_unit(b)
        || b.is_bare() && has_unit(a)
        || a.dimension == count && b.dimension == ordinal
        || a.dimension == ordinal && b.dimension == count;
    fits && a.stated.is_some() && a.stated == b.stated
}

/// How the values of two comparable frames compare.
pub fn compare_values(a: &Frame, b: &Frame) -> Comparison {
    match (&a.measured, &b.measured, &a.date, &b.date) {
        _ if a.dimension != b.dimension && shortened(a, b) => Comparison::Same,
        _ if a.dimension != b.dimension => Comparison::Incomparable,
        (Some(x), Some(y), ..) if a.dimension == Dimension::Money && a.unit != b.unit => {
            match (&a.unit, &b.unit) {
                (Some(u), Some(v)) if a.rated && b.rated && RATES.never(u, x, v, y) => {
                    Comparison::Different
                }
                _ => Comparison::Incomparable,
            }
        }
        (Some(x), Some(y), ..) if a.dimension == Dimension::Score => {
            if (x.low, x.high) == (y.low, y.high) {
                Comparison::Same
            } else {
                Comparison::Different
            }
        }
        (Some(x), Some(y), ..) => x.compare(y, a.unit != b.unit),
        (_, _, Some(x), Some(y)) => compare_dates(x, y),
        _ => Comparison::Different,
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
pub fn features(a: &Frame, b: &Frame, setting: &Setting) -> Features {
    let both = |is: fn(&Dimension) -> bool| yes(is(&a.dimension) && is(&b.dimension));
    let mut f = Features {
        bias: 1.0,
        is_date: both(|d| *d == Dimension::Day),
        is_clock: both(|d| *d == Dimension::Clock),
        is_count: both(|d| *d == Dimension::Count),
        is_measure: both(|d| matches!(d, Dimension::Measure(_))),
        is_money: both(|d| *d == Dimension::Money),
        same_story: yes(a.story == b.story),
        same_unit: yes(a.unit == b.unit),
        both_lead: yes(a.lead && b.lead),
        place_apart: f64::from((a.place - b.place).abs()),
        weekday_meets: yes(weekday_meets(a, b)),
        converts: yes(a.story == b.story && a.converts == Some(b.mention)),
        dimension_differs: yes(a.dimension != b.dimension),
        ..Features::default()
    };
    things(a, b, &mut f);
    surroundings(a, b, &mut f);
    roles(a, b, &mut f);
    sources(a, b, &mut f);
    if a.story == b.story {
        one_after_the_other(a, b, &mut f);
    }
    let comparison = compare_values(a, b);
    match (&a.date, &b.date) {
        (Some(x), Some(y)) => dates(a, b, x, y, comparison, &mut f),
        _ => values(a, b, comparison, &mut f),
    }
    settings(setting, comparison, &mut f);
    f
}

fn meanings(a: &Option<Meaning>, b: &Option<Meaning>) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) => a.likeness(b),
        _ => 0.0,
    }
}

/// The things counted.
fn things(a: &Frame, b: &Frame, f: &mut Features) {
    if a.date.is_some() {
        return;
    }
    let both = a.head != 0 && b.head != 0;
    f.head_same = yes(both && a.head == b.head);
    f.head_differs = yes(both && a.head != b.head);
    f.head_one_missing = yes((a.head == 0) != (b.head == 0));
    f.head_both_missing = yes(a.head == 0 && b.head == 0);
    states(a, b, f);
    f.noun_meaning = meanings(&a.noun_meaning, &b.noun_meaning);
    let shared = shared(&a.modifiers, &b.modifiers);
    f.modifiers_shared = yes(shared > 0);
    f.modifiers_conflict = yes(!a.modifiers.is_empty() && !b.modifiers.is_empty() && shared == 0);
}

/// What became of the people counted.
fn states(a: &Frame, b: &Frame, f: &mut Features) {
    let both = a.state.is_some() && b.state.is_some();
    let same = both && a.state == b.state;
    let whole = |frame: &Frame| !frame.part && !frame.compared && !frame.past;
    f.state_same = yes(same);
    f.state_differs = yes(both && !same);
    f.one_state = yes(a.state.is_some() != b.state.is_some());
    f.state_of_all_same = yes(same && whole(a) && whole(b));
    f.state_same_in_lead = f.state_of_all_same * yes(a.lead && b.lead);
}

/// The words around.
fn surroundings(a: &Frame, b: &Frame, f: &mut Features) {
    f.context_cosine = cosine(&a.context, &b.context);
    f.context_cosine_squared = f.context_cosine * f.context_cosine;
    f.sentence_cosine = cosine(&a.sentence_words, &b.sentence_words);
    f.context_meaning = meanings(&a.context_meaning, &b.context_meaning);
    f.sentence_meaning = meanings(&a.sentence_meaning, &b.sentence_meaning);
    f.verb_meaning = meanings(&a.verb_meaning, &b.verb_meaning);
    f.verb_same = yes(shared(&a.verbs, &b.verbs) > 0);
    f.before_meaning = meanings(&a.beside_meaning[0], &b.beside_meaning[0]);
    f.after_meaning = meanings(&a.beside_meaning[1], &b.beside_meaning[1]);
    f.segment_cosine = cosine(&a.segment, &b.segment);
    f.segment_meaning = meanings(&a.segment_meaning, &b.segment_meaning);
    f.neighbours = neighbours(a, b);
    f.neighbours_squared = f.neighbours * f.neighbours;
    f.copies_beside = yes(told_alike(a, b));
    f.near_left_same = yes(a.near_left != 0 && a.near_left == b.near_left);
    let (p, q) = (&a.passage, &b.passage);
    f.thing_cosine = cosine(&p.thing.words, &q.thing.words);
    f.thing_meaning = meanings(&p.thing.meaning, &q.thing.meaning);
    f.around_cosine = cosine(&p.around.words, &q.around.words);
    f.around_meaning = meanings(&p.around.meaning, &q.around.meaning);
    f.passage_cosine = cosine(&p.passage.words, &q.passage.words);
    f.passage_meaning = meanings(&p.passage.meaning, &q.passage.meaning);
    f.near_right_same = yes(a.near_right != 0 && a.near_right == b.near_right);
}

/// Who takes part, when, in what scope, and how firmly it is said.
fn roles(a: &Frame, b: &Frame, f: &mut Features) {
    let names = shared(&a.names, &b.names);
    f.names_shared = yes(names > 0);
    f.names_conflict = yes(!a.names.is_empty() && !b.names.is_empty() && names == 0);
    let of_sentences = shared(&a.sentence_names, &b.sentence_names);
    let fewer = a.sentence_names.len().min(b.sentence_names.len());
    f.sentence_names = of_sentences as f64 / fewer.max(1) as f64;
    f.owner_same = yes(a.owner != 0 && a.owner == b.owner);
    f.owner_differs = yes(a.owner != 0 && b.owner != 0 && a.owner != b.owner);
    let near = shared(&a.segment_names, &b.segment_names);
    f.segment_names_shared = yes(near > 0);
    f.segment_names_conflict =
        yes(!a.segment_names.is_empty() && !b.segment_names.is_empty() && near == 0);
    let both_named = a.nearest_name != 0 && b.nearest_name != 0;
    f.nearest_name_same = yes(both_named && a.nearest_name == b.nearest_name);
    f.nearest_name_differs = yes(both_named && a.nearest_name != b.nearest_name);
    f.one_definite = yes(a.definite != b.definite);
    f.both_definite = yes(a.definite && b.definite);
    f.one_unanswered = yes(a.unanswered != b.unanswered);
    f.total_differs = yes(a.total != b.total);
    f.past_differs = yes(a.past != b.past);
    f.both_past = yes(a.past && b.past);
    f.part_differs = yes(a.part != b.part);
    f.per_differs = yes(a.per != b.per);
    f.compared_differs = yes(a.compared != b.compared);
    f.both_compared = yes(a.compared && b.compared);
    f.modality_differs = yes(a.modality != b.modality);
    if a.date.is_none()
        && let (Some((s1, e1)), Some((s2, e2))) = (a.when, b.when)
    {
        let overlap = s1 <= e2 && s2 <= e1;
        f.when_same = yes(overlap);
        f.when_conflict = yes(!overlap);
    }
}

/// Who says so.
fn sources(a: &Frame, b: &Frame, f: &mut Features) {
    let named = [a, b].map(|frame| !frame.source.is_empty());
    let shared = a.source.iter().any(|word| b.source.contains(word));
    f.sources_shared = yes(shared);
    f.sources_differ = yes(named == [true, true] && !shared);
    f.one_source = yes(named[0] != named[1]);
    f.both_contrast = yes(a.contrast && b.contrast);
    let told = [a, b].map(|frame| frame.account.is_told());
    f.tellers_differ = yes(a.account.is_rival_of(&b.account));
    f.tellers_shared = yes(a.account.shares_teller(&b.account));
    f.one_teller = yes(told[0] != told[1]);
    let rest = [a, b].map(|frame| frame.account.rest.min(4) as f64 / 4.0);
    f.rest_of_one = rest[0].min(rest[1]);
    f.rest_of_other = rest[0].max(rest[1]);
}

/// Two of one story: does the later take up the earlier?
fn one_after_the_other(a: &Frame, b: &Frame, f: &mut Features) {
    let (earlier, later) = if a.mention < b.mention {
        (a, b)
    } else {
        (b, a)
    };
    f.sentences_apart = (later.sentence - earlier.sentence).min(4) as f64 / 4.0;
    f.later_bare = yes(later.head == 0);
    f.later_unanswered = yes(later.unanswered);
    f.later_contrasts = yes(later.contrast);
    let told = [earlier, later].map(|frame| frame.account.is_told());
    f.later_teller = yes(told == [false, true]);
    f.later_rest = later.account.rest.min(4) as f64 / 4.0;
}

fn dates(
    a: &Frame,
    b: &Frame,
    x: &DateSpan,
    y: &DateSpan,
    comparison: Comparison,
    f: &mut Features,
) {
    let apart = (x.start.max(y.start) - x.end.min(y.end)).get_days();
    f.date_same = yes(comparison == Comparison::Same);
    f.date_nested = yes(comparison == Comparison::Compatible);
    if comparison == Comparison::Different {
        f.date_apart = (f64::from(apart.max(0)) + 1.0).ln().min(8.0) / 8.0;
    }
    f.date_years_apart = yes(apart > 300);
    let form = |span: &DateSpan| (span.end - span.start).get_days();
    f.date_form_same = yes((form(x) - form(y)).abs() < 4);
    f.date_day_shared = yes(day_shared(x, y));
    f.swapped_digits = yes(years_swapped(x, y));
    f.statement_differs = yes(a.of_statement != b.of_statement);
    f.both_statements = yes(a.of_statement && b.of_statement);
    f.both_on_publication = yes(a.on_publication && b.on_publication);
    f.one_on_publication = yes(a.on_publication != b.on_publication);
}

/// Values with a logarithm of their ratio below this differ by little: a third of the lesser.
const NEAR: f64 = 0.3;

fn values(a: &Frame, b: &Frame, comparison: Comparison, f: &mut Features) {
    let (Some(x), Some(y)) = (&a.measured, &b.measured) else {
        return;
    };
    f.value_same = yes(comparison == Comparison::Same);
    f.value_compatible = yes(matches!(
        comparison,
        Comparison::Compatible | Comparison::SameRounded
    ));
    f.value_different = yes(comparison == Comparison::Different);
    let small = |m: &Measured| m.nominal.abs() <= 12.0 && m.nominal.fract() == 0.0;
    f.both_small = yes(small(x) && small(y));
    if comparison == Comparison::Different {
        let ratio = (x.nominal.abs().max(1e-9) / y.nominal.abs().max(1e-9))
            .ln()
            .abs();
        f.value_ratio = ratio.min(5.0) / 5.0;
        let near = yes(ratio < NEAR);
        f.one_unanswered_near = near * f.one_unanswered;
        f.later_unanswered_near = near * f.later_unanswered;
        f.swapped_digits = yes(swapped_digits(x.nominal, y.nominal));
        f.times_ten = yes(times_ten(x.nominal, y.nominal));
        f.unit_taken_for_other = yes(unit_taken_for_other(a, b));
    }
    if comparison == Comparison::Same {
        f.value_precise_and_same = precision(x).min(precision(y));
    }
}

/// How precisely a number is stated: 0 for one digit, 1 for four and more.
pub(crate) fn precision(m: &Measured) -> f64 {
    let digits = significant_digits(m.nominal, m.rounding);
    f64::from(digits.saturating_sub(1).min(3)) / 3.0
}

/// What the other frames of the two stories say.
fn settings(setting: &Setting, comparison: Comparison, f: &mut Features) {
    f.best_of_both = yes(setting.best_for_a && setting.best_for_b);
    f.best_of_one = yes(setting.best_for_a != setting.best_for_b);
    let elsewhere = [setting.value_of_a_elsewhere, setting.value_of_b_elsewhere];
    if comparison == Comparison::Different {
        f.value_taken_by_other = yes(elsewhere.iter().any(|n| *n > 0));
        f.both_values_taken = yes(elsewhere.iter().all(|n| *n > 0));
    } else {
        f.value_common = elsewhere.iter().sum::<usize>().min(3) as f64 / 3.0;
    }
    f.next_of_kind = yes(setting.next_of_kind);
    let close = setting.next_of_kind && f.sentences_apart <= 0.25 && f.later_rest <= 0.25;
    f.rival_accounts = yes(close && f.tellers_differ > 0.0);
    f.rival_account = yes(close && f.later_teller > 0.0);
    f.companions = setting.companions.min(3.0) / 3.0;
    f.companions_near = setting.companions_near.min(5.0) / 5.0;
}

/// Does the one differ from the other only in the order of its digits, or in one digit of three or
/// more? Slips of the pen do.
pub(crate) fn swapped_digits(a: f64, b: f64) -> bool {
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

/// Is the one ten, a hundred, a thousand … times the other? So a point slips, or a "million" is
/// taken for a "billion".
pub(crate) fn times_ten(a: f64, b: f64) -> bool {
    const SLACK: f64 = 1e-6;
    let power = (a.abs() / b.abs()).log10().abs();
    power.is_finite() && power > 0.5 && (power - power.round()).abs() < SLACK
}

/// Is it one number in two units?
pub(crate) fn unit_taken_for_other(a: &Frame, b: &Frame) -> bool {
    a.stated.is_some() && a.stated == b.stated && a.unit != b.unit
}

/// Are the two one day of the month in two months of a year, or one day of the year in two years?
pub(crate) fn day_shared(a: &DateSpan, b: &DateSpan) -> bool {
    let (x, y) = (a.start, b.start);
    let days = a.start == a.end && b.start == b.end;
    let one_part = (x.month() == y.month()) != (x.year() == y.year());
    days && x.day() == y.day() && one_part
}

/// Are the two years, or months of them, that differ in the order of their digits?
fn years_swapped(a: &DateSpan, b: &DateSpan) -> bool {
    /// Days in a month at the most.
    const MONTH: i32 = 31;
    let long = |span: &DateSpan| (span.end - span.start).get_days() >= MONTH - 4;
    let year = |span: &DateSpan| f64::from(span.start.year());
    let (x, y) = (year(a), year(b));
    x != y && long(a) && long(b) && swapped_digits(x, y) && (x - y).abs() >= 9.0
}

/// Is one of the two a date with a weekday that is not its own, and the other the day that the
/// weekday would give ("Thursday, August 23" and Thursday the 22nd)?
pub(crate) fn weekday_meets(a: &Frame, b: &Frame) -> bool {
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

/// Are the words beside the two the same, six in ten of them or more?
pub(super) fn told_alike(a: &Frame, b: &Frame) -> bool {
    neighbours(a, b) >= 0.6
}

fn shared(a: &[Concept], b: &[Concept]) -> usize {
    a.iter().filter(|c| b.binary_search(c).is_ok()).count()
}

/// The cosine of two bags sorted by concept, 0 to 1.
pub(crate) fn cosine(a: &[(Concept, f32)], b: &[(Concept, f32)]) -> f64 {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Grain;
    use jiff::civil::Date;

    fn span(start: &str, end: &str) -> DateSpan {
        let day = |day: &str| day.parse::<Date>().unwrap();
        DateSpan::new(day(start), day(end), Grain::Day)
    }

    #[test]
    fn a_day_is_shared_by_two_months_or_two_years_and_not_by_two_of_both() {
        let day = |day: &str| span(day, day);
        assert!(day_shared(&day("2024-07-09"), &day("2024-06-09")));
        assert!(day_shared(&day("2024-07-09"), &day("2023-07-09")));
        assert!(!day_shared(&day("2024-07-09"), &day("2023-06-09")));
        assert!(!day_shared(&day("2024-07-09"), &day("2024-07-10")));
        assert!(!day_shared(
            &day("2024-07-09"),
            &span("2024-06-01", "2024-06-30")
        ));
    }

    #[test]
    fn a_point_slips() {
        assert!(times_ten(4.1e6, 4.1e9) && times_ten(60.0, 6.0) && times_ten(0.3, 3.0));
        assert!(!times_ten(6.0, 6.0) && !times_ten(61.0, 6.0) && !times_ten(0.0, 10.0));
    }

    #[test]
    fn years_change_their_digits() {
        let year = |n: i32| span(&format!("{n}-01-01"), &format!("{n}-12-31"));
        assert!(years_swapped(&year(2037), &year(2073)));
        assert!(!years_swapped(&year(2018), &year(2019)));
        assert!(!years_swapped(
            &year(2037),
            &span("2073-05-01", "2073-05-02")
        ));
    }
}
