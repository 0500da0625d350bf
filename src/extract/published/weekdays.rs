//! Dates articles that name no day of the month for themselves, only a weekday in the lead: by a
//! visit or the like that they announce, or by what related articles say of those days.

use super::clues::{Clues, FIRST_YEAR, NEIGHBOURS};
use super::related::{Neighbour, Related};
use super::{Source, headed, on, one_day, possible};
use crate::extract::date::{
    self, Meaning, Tense, Unit, Which, YearRef, day_of, days_between, plus_days, week,
    weekday_until,
};
use crate::report::{Basis, Published};
use crate::value::DateSpan;
use jiff::civil::{Date, Weekday};

/// Dates what `super::clues` left open: first what announces something, then what tells of it.
pub(super) fn infer(
    sources: &[Source],
    related: &Related,
    today: Date,
    days: &mut [Option<Published>],
) {
    let leads: Vec<Option<Lead>> = sources.iter().map(lead).collect();
    for rule in [announced as Rule, headed::headed, told] {
        let known = days.to_vec();
        let run = Run {
            sources,
            related,
            leads: &leads,
            known: &known,
            today,
        };
        for (i, slot) in days
            .iter_mut()
            .enumerate()
            .filter(|(_, slot)| slot.is_none())
        {
            *slot = rule(&run, i);
        }
    }
}

type Rule = fn(&Run, usize) -> Option<Published>;

/// All that a rule may look at.
pub(super) struct Run<'r, 'a> {
    pub(super) sources: &'r [Source<'a>],
    related: &'r Related,
    leads: &'r [Option<Lead>],
    known: &'r [Option<Published>],
    pub(super) today: Date,
}

impl Run<'_, '_> {
    fn lead(&self, i: usize) -> Option<&Lead> {
        self.leads.get(i).and_then(Option::as_ref)
    }

    pub(super) fn day(&self, i: usize) -> Option<Date> {
        one_day(self.known.get(i)?.as_ref())
    }

    pub(super) fn near(&self, i: usize) -> impl Iterator<Item = Neighbour> {
        self.related.to(i).iter().take(NEIGHBOURS).copied()
    }
}

/// The weekday on which an article reports.
struct Lead {
    weekday: Weekday,
    quote: String,
}

/// The first bare weekday of the first sentences, if it is past.
fn lead(source: &Source) -> Option<Lead> {
    let first = source
        .dates
        .iter()
        .take_while(|e| source.text.sentence_of(e.tokens.start) < 2);
    first
        .filter(|e| e.of_statement || e.tense == Tense::Past)
        .find_map(|e| match e.meaning {
            Meaning::Weekday {
                weekday,
                which: Which::Open,
            } => {
                let quote = source.text.source()[source.text.span(e.tokens.clone())].to_owned();
                Some(Lead { weekday, quote })
            }
            _ => None,
        })
}

/// The past weekday on which an article reports, with its words, unless its news is of another day
/// than its own.
pub(super) fn reported(source: &Source) -> Option<(Weekday, String)> {
    let lead = lead(source).filter(|_| !counts_from_today(source))?;
    Some((lead.weekday, lead.quote))
}

/// How many sentences may go by before something to come is announced.
const ANNOUNCING: usize = 6;

/// A stretch of days to come without its year, and how many weeks ahead the article says it is.
struct Announced {
    first: (i8, i8),
    last: (i8, i8),
    weeks: Option<i32>,
    quote: String,
}

fn announcement(source: &Source) -> Option<Announced> {
    let text = source.text;
    let mut early = source
        .dates
        .iter()
        .filter(|e| text.sentence_of(e.tokens.start) < ANNOUNCING && e.tense == Tense::Future);
    let weeks = early.clone().find_map(|e| match e.meaning {
        Meaning::Relative {
            unit: Unit::Week,
            shift: shift @ 0..=1,
            ..
        } => Some(shift),
        _ => None,
    });
    early.find_map(|e| {
        let (first, last) = open_days(&e.meaning)?;
        Some(Announced {
            first,
            last,
            weeks,
            quote: text.source()[text.span(e.tokens.clone())].to_owned(),
        })
    })
}

/// The first and the last day of an expression without a year.
fn open_days(meaning: &Meaning) -> Option<((i8, i8), (i8, i8))> {
    let day = |m: &Meaning| match m {
        Meaning::Day {
            year: YearRef::Open,
            month,
            day,
            ..
        } => Some((*month, *day)),
        _ => None,
    };
    match meaning {
        Meaning::Range(ends) => Some((day(&ends.0)?, day(&ends.1)?)),
        one => day(one).map(|d| (d, d)),
    }
}

/// An article that announces days to come was published on the last such weekday before them.
fn announced(run: &Run, i: usize) -> Option<Published> {
    let (source, lead) = (run.sources.get(i)?, run.lead(i)?);
    let announced = announcement(source)?;
    let clues = Clues::new(source);
    let years = (FIRST_YEAR..=run.today.year()).filter_map(|year| {
        let start = day_of(year, announced.first.0, announced.first.1)?;
        let end = day_of(year, announced.last.0, announced.last.1)?;
        let day = weekday_until(plus_days(start, -1), lead.weekday);
        let late = clues.latest_past.is_some_and(|latest| latest > day);
        let fits =
            fits_weeks(day, start, end, announced.weeks) && possible(day, run.today) && !late;
        fits.then(|| (support(run, i, start, end), day))
    });
    let (points, day) = years.max()?;
    if points <= 0 && announced.weeks.is_none() {
        return None;
    }
    let why = format!(
        "'{}' and what is to come '{}' leave {:?}, {day}",
        lead.quote,
        announced.quote,
        day.weekday()
    );
    Some(on(day, Basis::Inferred, why))
}

/// Do the days announced lie in the week that the article says they do?
fn fits_weeks(day: Date, start: Date, end: Date, weeks: Option<i32>) -> bool {
    let Some(weeks) = weeks else {
        return days_between(day, start) <= 7;
    };
    let named = week(plus_days(week(day).start, i64::from(weeks) * 7));
    named.start <= start && end <= named.end
}

/// How many related articles report on a day that can be one of those announced, less those that
/// cannot.
fn support(run: &Run, i: usize, start: Date, end: Date) -> i32 {
    let near = run
        .near(i)
        .map(|n| match (run.day(n.index), run.lead(n.index)) {
            (Some(day), _) => i32::from((start..=plus_days(end, 2)).contains(&day)),
            (None, Some(lead)) if weekday_until(end, lead.weekday) >= start => 1,
            (None, Some(_)) if days_between(start, end) < 7 => -1,
            _ => 0,
        });
    near.sum()
}

/// Stretches longer than this hold a weekday twice.
const LONGEST: i64 = 6;
/// The share of names from which on two articles tell of the same visit or the like.
const SAME_STORY: f64 = 0.6;
/// The same, if they have a figure in common.
const SAME_FIGURES: f64 = 0.4;

/// An article that tells of days which a related article names was published on the one of them
/// that has its weekday; failing that, on the nearest such weekday to one much like it.
fn told(run: &Run, i: usize) -> Option<Published> {
    let lead = run
        .lead(i)
        .filter(|_| run.sources.get(i).is_some_and(|s| !counts_from_today(s)))?;
    let candidates = run.near(i).flat_map(
        |Neighbour {
             index: j,
             share,
             figure,
         }| {
            let alike = share >= SAME_STORY || figure && share >= SAME_FIGURES;
            let named = named_days(run, j, lead.weekday)
                .into_iter()
                .filter(move |_| alike);
            let near = nearest(run, j, lead.weekday).filter(move |_| alike && figure);
            named
                .map(move |day| (share + 1.0, day, j))
                .chain(near.map(move |day| (share, day, j)))
        },
    );
    let possible = candidates.filter(|(_, day, _)| possible(*day, run.today));
    let (_, day, j) = possible.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    let other = &run.sources.get(j)?.article.id;
    let why = format!(
        "'{}' and the days of which the related article {other} tells leave {:?}, {day}",
        lead.quote,
        day.weekday()
    );
    Some(on(day, Basis::Inferred, why))
}

/// Does the article say "yesterday" of its news? Then a weekday that it names is an earlier day.
fn counts_from_today(source: &Source) -> bool {
    source.dates.iter().any(|e| {
        matches!(
            e.meaning,
            Meaning::Relative {
                unit: Unit::Day,
                shift: -1,
                ..
            }
        )
    })
}

/// The days with that weekday in stretches to come of which article `j` tells.
fn named_days(run: &Run, j: usize, weekday: Weekday) -> Vec<Date> {
    let (Some(source), Some(published)) = (run.sources.get(j), run.day(j)) else {
        return Vec::new();
    };
    let mentions = date::resolve(
        source.text,
        source.dates,
        Some(&DateSpan::day(published)),
        None,
    );
    let ahead = mentions
        .into_iter()
        .filter(|m| m.tense == Tense::Future && m.span.start > published);
    let short = ahead.filter(|m| (1..=LONGEST).contains(&days_between(m.span.start, m.span.end)));
    // A stretch that the article merely calls "next week" names no days.
    let named = short.filter(|m| m.span.grain == crate::value::Grain::Range);
    named
        .map(|m| (m.span.start, weekday_until(m.span.end, weekday)))
        .filter(|(start, day)| day >= start)
        .map(|(_, day)| day)
        .collect()
}

/// The day with that weekday within three days of article `j`.
fn nearest(run: &Run, j: usize, weekday: Weekday) -> impl Iterator<Item = Date> {
    run.day(j)
        .map(|day| weekday_until(plus_days(day, 3), weekday))
        .into_iter()
}
