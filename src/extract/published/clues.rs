//! Infers the day of articles that do not state it.

use super::masthead::Masthead;
use super::related::Related;
use super::{Source, month_and_day, on, one_day, possible};
use crate::extract::date::{
    DateExpression, Meaning, Tense, Which, YearRef, day_of, days_between, full_day, plus_days,
};
use crate::report::{Basis, Published};
use crate::text::Text;
use jiff::civil::{Date, Weekday};

/// How many related articles have a say.
pub(super) const NEIGHBOURS: usize = 5;
/// The first year that a dateline without a year can mean.
pub(super) const FIRST_YEAR: i16 = 1950;

/// Dates the articles that have a date without a year, then those that merely tell the day of a
/// statement. Twice over, since one that was dated dates others.
pub(super) fn infer(
    sources: &[Source],
    heads: &[Option<Masthead>],
    related: &Related,
    today: Date,
    days: &mut [Option<Published>],
) {
    for _ in 0..2 {
        let known = days.to_vec();
        for (i, source) in sources.iter().enumerate() {
            if known
                .get(i)
                .is_some_and(|d| d.as_ref().is_some_and(|p| p.basis == Basis::Stated))
            {
                continue;
            }
            let Some(anchor) = anchor(source, heads.get(i).and_then(Option::as_ref)) else {
                continue;
            };
            let others: Vec<(Date, &str)> = related
                .to(i)
                .iter()
                .take(NEIGHBOURS)
                .filter_map(|n| {
                    Some((
                        one_day(known.get(n.index)?.as_ref())?,
                        sources.get(n.index)?.article.id.as_str(),
                    ))
                })
                .collect();
            if let (Some(found), Some(slot)) =
                (best_year(source, &anchor, &others, today), days.get_mut(i))
            {
                *slot = Some(found);
            }
        }
    }
}

/// The day of the year on which an article was published.
struct Anchor {
    month: i8,
    day: i8,
    /// The weekday of publication.
    weekday: Option<Weekday>,
    /// How many days after the day named it was published.
    shift: i64,
    /// Is the latest year taken where several fit as well?
    latest: bool,
    words: String,
}

/// The masthead's day of the year, or that of a statement in the lead.
fn anchor(source: &Source, head: Option<&Masthead>) -> Option<Anchor> {
    if let Some(head) = head {
        let (month, day) = month_and_day(&head.meaning)?;
        return Some(Anchor {
            month,
            day,
            weekday: head.weekday(),
            shift: 0,
            latest: true,
            words: head.words(),
        });
    }
    statement_in_lead(source).or_else(|| counted_from_own_day(source))
}

/// How many sentences the lead has.
const LEAD: usize = 3;

/// How many sentences, headlines among them, may go by before the day of the news is named.
pub(super) const WEEKDAYS: usize = 8;

/// "said on Thursday (October 19)" in one of the first sentences.
fn statement_in_lead(source: &Source) -> Option<Anchor> {
    let text = source.text;
    let lead = source
        .dates
        .iter()
        .take_while(|e| text.sentence_of(e.tokens.start) < LEAD);
    lead.filter(|e| e.of_statement).find_map(|e| {
        let Meaning::Day {
            weekday: Some(weekday),
            ..
        } = e.meaning
        else {
            return None;
        };
        let (month, day) = month_and_day(&e.meaning)?;
        Some(Anchor {
            month,
            day,
            weekday: Some(weekday),
            shift: 0,
            latest: true,
            words: format!("a statement of '{}'", quote(text, e)),
        })
    })
}

/// "yesterday, Saturday 6 November": the day of publication is told by one beside it.
fn counted_from_own_day(source: &Source) -> Option<Anchor> {
    let text = source.text;
    source.dates.iter().find_map(|e| {
        let shift = match text.lower(e.tokens.start) {
            "yesterday" => 1,
            "today" => 0,
            "tomorrow" => -1,
            _ => return None,
        };
        let Meaning::Day { weekday, .. } = e.meaning else {
            return None;
        };
        let (month, day) = month_and_day(&e.meaning)?;
        Some(Anchor {
            month,
            day,
            weekday: weekday.map(|w| w.wrapping_add(shift)),
            shift,
            latest: false,
            words: format!("'{}'", quote(text, e)),
        })
    })
}

fn quote<'a>(text: &Text<'a>, expression: &DateExpression) -> &'a str {
    &text.source()[text.span(expression.tokens.clone())]
}

/// What speaks for a year, and in which words.
struct Verdict {
    day: Date,
    points: i32,
    words: Vec<String>,
}

/// The year for which most speaks; the latest of equals.
fn best_year(
    source: &Source,
    anchor: &Anchor,
    others: &[(Date, &str)],
    today: Date,
) -> Option<Published> {
    let clues = Clues::new(source);
    let years = (FIRST_YEAR..=today.year())
        .filter_map(|year| day_of(year, anchor.month, anchor.day))
        .map(|day| plus_days(day, anchor.shift));
    let verdicts = years
        .filter(|&day| possible(day, today))
        .map(|day| weigh(day, anchor, &clues, others));
    let mut verdicts: Vec<Verdict> = verdicts.collect();
    verdicts.sort_by_key(|v| (v.points, v.day));
    let best = verdicts.pop()?;
    let mut words = vec![anchor.words.clone()];
    words.extend(best.words);
    if verdicts.last().is_some_and(|v| v.points == best.points) {
        if !anchor.latest {
            return None;
        }
        words.push("of the years that fit as well the latest is taken".to_owned());
    }
    let why = format!(
        "{}: so {:?}, {}",
        words.join("; "),
        best.day.weekday(),
        best.day
    );
    Some(on(best.day, Basis::Inferred, why))
}

/// Weighs one year against the clues. The points were set so that no single slip, say a weekday
/// that an article gets wrong, outweighs two clues that agree.
fn weigh(day: Date, anchor: &Anchor, clues: &Clues, others: &[(Date, &str)]) -> Verdict {
    let mut verdict = Verdict {
        day,
        points: 0,
        words: Vec::new(),
    };
    let mut add = |points: i32, words: Option<String>| {
        verdict.points += points;
        verdict.words.extend(words);
    };
    if anchor.weekday.is_some_and(|w| w == day.weekday()) {
        add(8, None);
    }
    match &clues.weekday {
        Some((weekday, quote)) if *weekday == day.weekday() => {
            add(6, Some(format!("'{quote}' is that day")))
        }
        Some((weekday, _)) if *weekday == day.weekday().previous() => add(2, None),
        _ => {}
    }
    let right = clues
        .dated_weekdays
        .iter()
        .filter(|(m, d, w)| nearest(day, *m, *d).is_some_and(|n| n.weekday() == *w));
    add(3 * right.count() as i32, None);
    if clues.latest_past.is_some_and(|latest| latest > day) {
        add(-8, None);
    }
    if let Some((year, quote)) = &clues.anniversary
        && *year == day.year()
    {
        add(5, Some(format!("'{quote}'")));
    }
    if let Some((other, id)) = others
        .iter()
        .min_by_key(|(other, _)| days_between(day, *other).abs())
    {
        match days_between(day, *other).abs() {
            0..=45 => add(7, Some(format!("the related article {id} is of {other}"))),
            46..=180 => add(3, None),
            _ => {}
        }
    }
    verdict
}

/// The day with that month and day nearest to another.
fn nearest(day: Date, month: i8, of_month: i8) -> Option<Date> {
    let years = (-1..=1).filter_map(|n| day_of(day.year().checked_add(n)?, month, of_month));
    years.min_by_key(|d| days_between(day, *d).abs())
}

/// What a story says that bears on its year.
pub(super) struct Clues {
    /// The first bare weekday of the lead, with its words.
    weekday: Option<(Weekday, String)>,
    /// Weekdays named with a month and a day but no year.
    dated_weekdays: Vec<(i8, i8, Weekday)>,
    /// The first day of the latest stretch with a year that the story speaks of as past.
    pub(super) latest_past: Option<Date>,
    /// The year of publication that follows from an anniversary, with its words.
    anniversary: Option<(i16, String)>,
}

impl Clues {
    pub(super) fn new(source: &Source) -> Self {
        let (text, dates) = (source.text, source.dates);
        let mut lead = dates
            .iter()
            .take_while(|e| text.sentence_of(e.tokens.start) < WEEKDAYS);
        let weekday = lead.find_map(|e| match e.meaning {
            Meaning::Weekday {
                weekday,
                which: Which::Open,
            } if !matches!(e.tense, Tense::Future | Tense::Prospect) || e.of_statement => {
                Some((weekday, quote(text, e).to_owned()))
            }
            _ => None,
        });
        let dated_weekdays = dates.iter().filter_map(|e| match e.meaning {
            Meaning::Day {
                year: YearRef::Open,
                month,
                day,
                weekday: Some(w),
            } => Some((month, day, w)),
            _ => None,
        });
        Self {
            weekday,
            dated_weekdays: dated_weekdays.collect(),
            latest_past: dates
                .iter()
                .filter(|e| looks_back(text, e))
                .filter_map(|e| first_day(&e.meaning))
                .max(),
            anniversary: super::anniversary::year(text, dates),
        }
    }
}

/// Does the story speak of the expression's days as past?
pub(super) fn looks_back(text: &Text, expression: &DateExpression) -> bool {
    let before = expression
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |i| text.lower(i));
    before == "since"
        || expression.tense == Tense::Past
            && !matches!(before, "by" | "until" | "till" | "from" | "for" | "to")
}

/// The first day of an expression that names its year.
pub(super) fn first_day(meaning: &Meaning) -> Option<Date> {
    match meaning {
        Meaning::Month {
            year: YearRef::Stated(year),
            month,
            ..
        } => day_of(*year, *month, 1),
        Meaning::Years { first, .. } => day_of(*first, 1, 1),
        other => full_day(other),
    }
}
