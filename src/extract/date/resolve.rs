//! Gives date expressions their days, seen from the day of publication.

use super::calendar::{
    self, day_of, days_between, plus_days, plus_months, weekday_from, weekday_until,
};
use super::cues::Cues;
use super::view::{View, in_year, moved};
use super::words::{DayPart, Part, Unit, Which};
use super::{DateExpression, Meaning, Tense, YearRef, pieces};
use crate::text::{Text, TokenKind};
use crate::value::{DateSpan, Grain};
use jiff::civil::{Date, Time, Weekday};
use std::ops::Range;

/// A date expression with its days.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// The tokens that it takes up.
    pub tokens: Range<usize>,
    /// Its days, both ends included.
    pub span: DateSpan,
    /// What is wrong with the weekday that is named with the date: "January 22, 2025 is a
    /// Wednesday".
    pub weekday_conflict: Option<String>,
    /// Is it the day on which something was said, and not the day of what was said?
    pub of_statement: bool,
    /// Does its clause speak of what was or of what will be?
    pub tense: Tense,
}

/// Gives every expression its days, in the same order; those that nothing fixes are left out.
///
/// `published` is the day of publication, or the days among which it lies: then an expression is
/// given its days if it has the same from each of them. Without it, what is relative to publication ("yesterday") is
/// left out, and the year of "30 January" comes from `context`, the days of the articles on the
/// same event, or else from the full dates in the story itself.
pub fn resolve(
    text: &Text,
    expressions: &[DateExpression],
    published: Option<&DateSpan>,
    context: Option<&DateSpan>,
) -> Vec<DateMention> {
    let spans = match published {
        Some(p) if p.start == p.end => {
            Resolver::new(text, expressions, Some(p.start), Seen::Published).all()
        }
        Some(p) => both_ends(text, expressions, p),
        None => {
            let (today, seen) = around(expressions, context);
            Resolver::new(text, expressions, today, seen).all()
        }
    };
    let mentions = expressions.iter().zip(spans).filter_map(|(e, span)| {
        let span = span?;
        Some(DateMention {
            tokens: e.tokens.clone(),
            weekday_conflict: weekday_conflict(&e.meaning, &span),
            span,
            of_statement: e.of_statement,
            tense: e.tense,
        })
    });
    mentions.collect()
}

/// So far apart may the days of publication lie for an expression to cover whatever it can mean.
const NEXT_DAYS: i64 = 2;

/// Seen from a stretch of days, an expression has its days if they are the same from the first and
/// from the last of them: as the day of publication moves on, no meaning moves back. From two or
/// three days in a row it covers what it can mean.
fn both_ends(
    text: &Text,
    expressions: &[DateExpression],
    published: &DateSpan,
) -> Vec<Option<DateSpan>> {
    let from = |day| Resolver::new(text, expressions, Some(day), Seen::Published).all();
    let short = days_between(published.start, published.end) <= NEXT_DAYS;
    let pairs = from(published.start).into_iter().zip(from(published.end));
    let joined = pairs.map(|(a, b)| match (a, b) {
        (Some(a), Some(b)) if a == b => Some(a),
        (Some(a), Some(b)) if short => Some(DateSpan {
            start: a.start.min(b.start),
            end: a.end.max(b.end),
            ..a
        }),
        _ => None,
    });
    joined.collect()
}

/// From where an article is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// From its day of publication.
    Published,
    /// From a day within weeks of it: good for weekdays and days of the month.
    Near,
    /// From a day within months of it: good for the year of a date.
    Far,
}

/// The day from which to see an article that has no day of publication: amid the related ones, if
/// they lie close together, or amid the days that it names in full.
fn around(expressions: &[DateExpression], context: Option<&DateSpan>) -> (Option<Date>, Seen) {
    match context.map(|c| (middle(c), days_between(c.start, c.end))) {
        Some((day, ..=31)) => (Some(day), Seen::Near),
        Some((day, ..=180)) => (Some(day), Seen::Far),
        _ => (own_date(expressions), Seen::Far),
    }
}

/// The day in the middle of a span.
fn middle(span: &DateSpan) -> Date {
    plus_days(span.start, days_between(span.start, span.end) / 2)
}

/// The middle one of the days that the story names in full.
fn own_date(expressions: &[DateExpression]) -> Option<Date> {
    let mut days: Vec<Date> = expressions
        .iter()
        .filter_map(|e| full_day(&e.meaning))
        .collect();
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

/// The day of a date that names its year.
pub(in crate::extract) fn full_day(meaning: &Meaning) -> Option<Date> {
    match meaning {
        Meaning::Day {
            year: YearRef::Stated(year),
            month,
            day,
            ..
        } => day_of(*year, *month, *day),
        _ => None,
    }
}

/// Says what is wrong if the weekday named with a date is not its own.
fn weekday_conflict(meaning: &Meaning, span: &DateSpan) -> Option<String> {
    let named = match meaning {
        Meaning::Day { weekday, .. } | Meaning::DayOfMonth { weekday, .. } => (*weekday)?,
        _ => return None,
    };
    let right = span.start.weekday();
    (span.start == span.end && named != right).then(|| {
        format!(
            "{} {}, {} is a {right:?}",
            month_name(span.start),
            span.start.day(),
            span.start.year()
        )
    })
}

/// The English name of a day's month.
pub(in crate::extract) fn month_name(date: Date) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(date.month() - 1)
        .ok()
        .and_then(|m| NAMES.get(m))
        .copied()
        .unwrap_or("")
}

/// Reads the expressions of one article in order, remembering the days of which it has told.
struct Resolver<'t> {
    text: &'t Text<'t>,
    expressions: &'t [DateExpression],
    /// The day from which the article is seen.
    today: Option<Date>,
    seen: Seen,
    spans: Vec<Option<DateSpan>>,
    done: Vec<bool>,
}

/// From this hour on a clock time is of the evening …
const EVENING: i8 = 18;
/// … and before this one of the night or the morning after it.
const MORNING: i8 = 9;
/// … or this one, if it is told on a dial of twelve hours.
const SMALL_HOURS: i8 = 6;
/// So many sentences back the evening may have been told.
const OVERNIGHT: usize = 3;

/// How many expressions back the day is looked for of which the story is telling.
const MEMORY: usize = 12;
/// A day further from publication than this is an aside, unless the sentence is the same.
const ASIDE: i64 = 62;

impl<'t> Resolver<'t> {
    fn new(
        text: &'t Text<'t>,
        expressions: &'t [DateExpression],
        today: Option<Date>,
        seen: Seen,
    ) -> Self {
        let count = expressions.len();
        Self {
            text,
            expressions,
            today,
            seen,
            spans: vec![None; count],
            done: vec![false; count],
        }
    }

    fn all(mut self) -> Vec<Option<DateSpan>> {
        for i in 0..self.expressions.len() {
            if !self.done[i] {
                self.one(i);
            }
        }
        self.spans
    }

    fn one(&mut self, i: usize) {
        let expression = &self.expressions[i];
        let span = match expression.meaning {
            Meaning::Clock {
                time,
                twelve_hours,
                offset,
            } => self.clock(i, time, twelve_hours, offset),
            Meaning::Anchored { unit, shift } => self.anchored(i, unit, shift),
            Meaning::AnchoredWeekday { weekday, ahead } => self.weekday_beside(i, weekday, ahead),
            Meaning::SameQuarter { year } => self.same_quarter(i, year),
            Meaning::CountedBeside { unit, count } => self.counted_beside(i, unit, count),
            Meaning::Ago {
                unit: Unit::Year,
                count,
            } => self
                .same_period(i, count)
                .or_else(|| self.plain(expression)),
            _ => self.plain(expression),
        };
        self.spans[i] = span.map(|s| {
            if expression.day_part.is_some() && s.start == s.end {
                hour(s)
            } else {
                s
            }
        });
        self.done[i] = true;
    }

    /// An expression that depends on no other.
    fn plain(&self, expression: &DateExpression) -> Option<DateSpan> {
        // A day of a statement is never to come, whatever was stated.
        let tense = if expression.of_statement {
            Tense::Past
        } else {
            expression.tense
        };
        let view = View {
            today: self.today,
            seen: self.seen,
            tense,
            opening: self.opens_sentence(expression),
            attribute: self.is_attribute(expression),
        };
        match self.year_of_sentence(expression) {
            Some(year) => view.span(&in_year(&expression.meaning, YearRef::Stated(year))),
            None => view.span(&expression.meaning),
        }
    }

    /// "In 1945, on May 8, …", "Last year its second quarter …": the year with which the sentence
    /// opens, of a month, day or quarter that names none.
    fn year_of_sentence(&self, expression: &DateExpression) -> Option<i16> {
        let open = matches!(
            expression.meaning,
            Meaning::Day {
                year: YearRef::Open,
                ..
            } | Meaning::Month {
                year: YearRef::Open,
                which: Which::Open,
                ..
            } | Meaning::Months {
                year: YearRef::Open,
                ..
            }
        );
        let start = expression.tokens.start;
        let sentence = self.text.sentences.get(self.text.sentence_of(start))?;
        let from = sentence.tokens.start;
        let at = self.expressions.partition_point(|e| e.tokens.start < from);
        let first = self.expressions.get(at).filter(|_| open)?;
        let opens = first.tokens.start <= from + 1 && first.tokens.start < start;
        let year = match first.meaning {
            Meaning::Years {
                first,
                last,
                part: Part::Whole,
            } if first == last => first,
            Meaning::Relative {
                unit: Unit::Year,
                shift,
                part: Part::Whole,
            } if shift < 0 => i16::try_from(shift)
                .ok()
                .and_then(|s| self.today?.year().checked_add(s))?,
            _ => return None,
        };
        opens.then_some(year)
    }

    /// "January sales", "its February production".
    fn is_attribute(&self, expression: &DateExpression) -> bool {
        let end = expression.tokens.end;
        let noun = self.text.kind(end) == Some(TokenKind::Word)
            && !Cues::of(self.text.lower(end)).any(Cues::FUNCTION);
        let before = self.before(expression);
        // "an April runoff" is any.
        let open = matches!(before, "a" | "an") || Cues::of(before).any(Cues::PREPOSITION);
        noun && !open
    }

    /// "In March, ..." or "And in March, ..." at the head of a sentence.
    fn opens_sentence(&self, expression: &DateExpression) -> bool {
        let start = expression.tokens.start;
        let sentence = self.text.sentences.get(self.text.sentence_of(start));
        self.before(expression) == "in"
            && sentence.is_some_and(|s| start.saturating_sub(s.tokens.start) <= 2)
    }

    /// A clock time: of the day named right behind it, or of the last one of which the story told,
    /// or of the day of publication.
    fn clock(
        &mut self,
        i: usize,
        time: Time,
        twelve_hours: bool,
        offset: Option<i16>,
    ) -> Option<DateSpan> {
        let before = self.day_in_front(i);
        let day = match self.day_behind(i).filter(|_| before.is_none()) {
            Some(j) => {
                self.one(j);
                self.spans[j].clone()
            }
            None => before
                .or_else(|| self.clock_before(i, time, twelve_hours))
                .or_else(|| self.day_told(i, false))
                .or_else(|| self.story_day(i))
                .or_else(|| {
                    self.today
                        .filter(|_| self.seen == Seen::Published)
                        .map(DateSpan::day)
                }),
        }?;
        let afternoon = twelve_hours && time.hour() < 12 && self.in_the_afternoon(i);
        let hour = if afternoon {
            time.hour() + 12
        } else {
            time.hour()
        };
        let time = Time::new(hour, time.minute(), 0, 0).ok()?;
        let grain = if time.minute() == 0 {
            Grain::Hour
        } else {
            Grain::Minute
        };
        (day.start == day.end).then(|| DateSpan {
            grain,
            time: Some(time),
            offset,
            ..DateSpan::day(day.start)
        })
    }

    /// The day of a clock time in the same sentence: "from 7 a.m. to 4 p.m." or the one before. The
    /// small hours told after an evening are those of the next day: "called at 11:20 p.m. on Monday …
    /// heard of it at 1:05 a.m.".
    fn clock_before(&self, i: usize, time: Time, twelve_hours: bool) -> Option<DateSpan> {
        let j = self.last_clock(i)?;
        let (told, asking) = (self.expressions.get(j)?, self.expressions.get(i)?);
        let sentence = |e: &DateExpression| self.text.sentence_of(e.tokens.start);
        let apart = sentence(asking) - sentence(told);
        // "the ministry said at 07:00 today" is the hour of the statement.
        let near = |reach: usize| apart == 0 || apart <= reach && !told.of_statement;
        let span = self.spans.get(j)?.clone()?;
        let evening = span.time.is_some_and(|t| t.hour() >= EVENING);
        let morning = if twelve_hours { SMALL_HOURS } else { MORNING };
        let next = plus_days(span.start, 1);
        let to_come = asking.tense == Tense::Past && self.today.is_some_and(|t| next > t);
        let follows = !to_come && !is_limit(self.before(told));
        if evening && time.hour() < morning && near(OVERNIGHT) && follows {
            return Some(DateSpan::day(next));
        }
        (j + 1 == i && near(1)).then_some(span)
    }

    /// The day right in front of a clock time: "on Friday at 4:15 a.m.".
    fn day_in_front(&self, i: usize) -> Option<DateSpan> {
        let j = i.checked_sub(1)?;
        let (day, clock) = (self.expressions.get(j)?, self.expressions.get(i)?);
        let at = day.tokens.end;
        let tied = clock.tokens.start == at + 1 && self.text.is(at, "at");
        self.spans[j]
            .clone()
            .filter(|_| tied && is_one_day(&day.meaning))
    }

    /// The clock time right before expression `i`, past the day that goes with it.
    fn last_clock(&self, i: usize) -> Option<usize> {
        let is_clock = |j: usize| matches!(self.expressions[j].meaning, Meaning::Clock { .. });
        let day = |j: usize| self.spans[j].as_ref().map(|s| (s.start, s.end));
        let last = i.checked_sub(1)?;
        if is_clock(last) {
            return Some(last);
        }
        let before = last.checked_sub(1).filter(|&j| is_clock(j))?;
        let own_day = is_one_day(&self.expressions[last].meaning) && day(last) == day(before);
        own_day.then_some(before)
    }

    /// Is the expression before a clock time, in the same sentence, a part of the day after noon?
    fn in_the_afternoon(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).and_then(|j| self.expressions.get(j)) else {
            return false;
        };
        let near = self.expressions[i]
            .tokens
            .start
            .saturating_sub(before.tokens.end)
            <= 4;
        near && matches!(before.day_part, Some(DayPart::Afternoon | DayPart::Evening))
    }

    /// The expression right behind a clock time that names its day: "at 4:20 pm on Thursday",
    /// "at 2:14 am (0014 GMT) on Sunday".
    fn day_behind(&self, i: usize) -> Option<usize> {
        let mut end = self.expressions[i].tokens.end;
        let sentence = self.text.sentence_of(self.expressions[i].tokens.start);
        for (j, next) in self.expressions.iter().enumerate().skip(i + 1).take(3) {
            let same = self.text.sentence_of(next.tokens.start) == sentence;
            let tied = next.tokens.start - end <= 4
                && (end..next.tokens.start).all(|k| is_tie(self.text.lower(k)) || self.is_local(k));
            if !same || !tied || self.done[j] {
                return None;
            }
            if !matches!(next.meaning, Meaning::Clock { .. }) {
                return is_one_day(&next.meaning).then_some(j);
            }
            end = next.tokens.end;
        }
        None
    }

    /// "Colombian time", "Omsk time": the word in front of "time".
    fn is_local(&self, k: usize) -> bool {
        self.text.word(k).starts_with(char::is_uppercase) && self.text.is(k + 1, "time")
    }

    /// The day of which the story told last before expression `i`.
    fn story_day(&self, i: usize) -> Option<DateSpan> {
        self.day_told(i, true)
    }

    /// The same, with or without the days of which somebody told the hour in saying something.
    fn day_told(&self, i: usize, statements: bool) -> Option<DateSpan> {
        let asking = &self.expressions[i];
        let sentence = self.text.sentence_of(asking.tokens.start);
        (i.saturating_sub(MEMORY)..i).rev().find_map(|j| {
            let told = &self.expressions[j];
            let span = self.spans[j].clone().filter(|s| s.start == s.end)?;
            let apart = sentence.saturating_sub(self.text.sentence_of(told.tokens.start));
            let far = self
                .today
                .is_some_and(|t| days_between(t, span.start).abs() > ASIDE);
            let ahead = asking.tense == Tense::Past && self.today.is_some_and(|t| span.start > t);
            let limit = apart > 0 && is_limit(self.before(told));
            let said = !statements && apart > 0 && self.is_hour_of_statement(j);
            let other = said || far && apart > 1 || ahead && apart > 0 || limit;
            (!other).then_some(span)
        })
    }

    /// "the ministry said at 07:00 today": the hour, and the day that goes with it.
    fn is_hour_of_statement(&self, j: usize) -> bool {
        let hour = |k: usize| {
            let told = &self.expressions[k];
            told.of_statement && matches!(told.meaning, Meaning::Clock { .. })
        };
        let start = self.expressions[j].tokens.start;
        let tied = |k: usize| start.saturating_sub(self.expressions[k].tokens.end) <= 1;
        hour(j) || j.checked_sub(1).is_some_and(|k| tied(k) && hour(k))
    }

    /// The word before an expression.
    fn before(&self, expression: &DateExpression) -> &str {
        expression
            .tokens
            .start
            .checked_sub(1)
            .map_or("", |k| self.text.lower(k))
    }

    /// "two days earlier", "a year earlier", "the following day".
    fn anchored(&self, i: usize, unit: Unit, shift: i32) -> Option<DateSpan> {
        if unit == Unit::Day {
            let base = self.story_day(i).or_else(|| self.own_day(i, unit, shift))?;
            return Some(DateSpan::day(plus_days(base.start, shift.into())));
        }
        let base = self
            .told(i, unit)
            .or_else(|| self.own_day(i, unit, shift))?;
        moved(&base, unit, shift)
    }

    /// "the two previous months": up to the month of which the sentence told, or else to publication.
    fn counted_beside(&self, i: usize, unit: Unit, count: i32) -> Option<DateSpan> {
        let Some(told) = self.told_in_sentence(i, unit) else {
            return self.plain(&self.expressions[i]);
        };
        let (start, end) = if count < 0 {
            let start = pieces::moved(told.start, unit, count)?;
            (start, plus_days(told.start, -1))
        } else {
            let start = plus_days(told.end, 1);
            (start, plus_days(pieces::moved(start, unit, count)?, -1))
        };
        Some(DateSpan::new(start, end, Grain::Range))
    }

    /// The week, month, quarter or year of which the sentence of expression `i` told last.
    fn told_in_sentence(&self, i: usize, unit: Unit) -> Option<DateSpan> {
        let fits = |s: &DateSpan| match unit {
            Unit::Week => s.grain == Grain::Week,
            Unit::Month => is_whole_months(s),
            Unit::Quarter => is_quarter(s),
            Unit::Year => s.grain == Grain::Year,
            _ => false,
        };
        let sentence = |j: usize| self.text.sentence_of(self.expressions[j].tokens.start);
        (i.saturating_sub(MEMORY)..i)
            .rev()
            .take_while(|&j| sentence(j) == sentence(i))
            // "and one per cent a year earlier" is an aside.
            .filter(|&j| !self.expressions[j].meaning.counts_units())
            .find_map(|j| self.spans[j].clone().filter(fits))
    }

    /// The first such day after the one told of, or the last before it.
    fn weekday_beside(&self, i: usize, weekday: Weekday, ahead: bool) -> Option<DateSpan> {
        let shift = if ahead { 1 } else { -1 };
        let base = self
            .story_day(i)
            .or_else(|| self.own_day(i, Unit::Day, shift))?;
        let from = plus_days(base.start, shift.into());
        Some(DateSpan::day(if ahead {
            weekday_from(from, weekday)
        } else {
            weekday_until(from, weekday)
        }))
    }

    /// "net fell in the third quarter from a year ago": the same quarter of another year.
    fn same_period(&self, i: usize, count: i32) -> Option<DateSpan> {
        let sentence = self.text.sentence_of(self.expressions[i].tokens.start);
        let period = (i.saturating_sub(MEMORY)..i).rev().find_map(|j| {
            let told = &self.expressions[j];
            let near = self.text.sentence_of(told.tokens.start) == sentence;
            let period = matches!(told.meaning, Meaning::Months { .. });
            self.spans[j].clone().filter(|_| near && period)
        })?;
        moved(&period, Unit::Year, count.checked_neg()?)
    }

    /// The quarter told last, in another year; the year itself where none was told.
    fn same_quarter(&self, i: usize, year: YearRef) -> Option<DateSpan> {
        let year = match year {
            YearRef::Stated(year) => year,
            YearRef::Shifted(shift) => self.today?.year().checked_add(shift.into())?,
            YearRef::Open => return None,
        };
        match self.told(i, Unit::Quarter) {
            Some(told) => calendar::months(year, told.start.month(), 3, Grain::Quarter),
            None => calendar::years(year, year),
        }
    }

    /// What the story told last that units can be counted from: not the day on which somebody spoke,
    /// and not what something else was compared with ("from 40 in 1985"), unless the sentence is the
    /// same.
    fn told(&self, i: usize, unit: Unit) -> Option<DateSpan> {
        let sentence = self.text.sentence_of(self.expressions[i].tokens.start);
        (i.saturating_sub(MEMORY)..i).rev().find_map(|j| {
            let told = &self.expressions[j];
            let span = self.spans[j].clone()?;
            let near = self.text.sentence_of(told.tokens.start) == sentence;
            let aside = told.of_statement || matches!(told.meaning, Meaning::Clock { .. });
            let fits = unit != Unit::Quarter || is_quarter(&span);
            (fits && (near || !aside && !self.is_compared(told))).then_some(span)
        })
    }

    /// Is it what something else is compared with?
    fn is_compared(&self, told: &DateExpression) -> bool {
        const NEAR: usize = 8;
        let start = told.tokens.start;
        let sentence = &self.text.sentences[self.text.sentence_of(start)].tokens;
        let from = sentence.start.max(start.saturating_sub(NEAR));
        (from..start).any(|k| Cues::of(self.text.lower(k)).any(Cues::COMPARISON))
    }

    /// The day of publication, from which a story counts that has told of no other: "the following
    /// week" of something to come, "the day before" of something past.
    fn own_day(&self, i: usize, unit: Unit, shift: i32) -> Option<DateSpan> {
        let ahead = matches!(
            self.expressions[i].tense,
            Tense::Future | Tense::Prospect | Tense::Open
        );
        let fits = if shift > 0 { ahead } else { shift < 0 };
        let today = self
            .today
            .filter(|_| fits && self.seen == Seen::Published)?;
        if unit == Unit::Quarter {
            // Of the quarters told by nobody the last one over is what reports are about.
            let back = if shift < 0 { -3 } else { 0 };
            return calendar::quarter(plus_months(today.first_of_month(), back));
        }
        Some(DateSpan::day(today))
    }
}

/// Months in a row, and no more of them than a year has?
fn is_whole_months(span: &DateSpan) -> bool {
    span.start.day() == 1
        && span.end == span.end.last_of_month()
        && days_between(span.start, span.end) < 360
}

fn is_quarter(span: &DateSpan) -> bool {
    span.grain == Grain::Quarter
}

/// Can the word stand between a clock time and its day?
fn is_tie(word: &str) -> bool {
    matches!(
        word,
        "on" | "," | "(" | ")" | "the" | "of" | "local" | "time" | "-" | "to"
    )
}

/// A day behind such a word is a limit, not the day of something told.
fn is_limit(word: &str) -> bool {
    matches!(word, "until" | "till" | "by" | "before")
}

fn is_one_day(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Day { .. }
            | Meaning::DayOfMonth { .. }
            | Meaning::EitherOrder { .. }
            | Meaning::Easter { .. }
            | Meaning::WeekdayIn { .. }
            | Meaning::WeekdayNear { .. }
            | Meaning::Yearly { .. }
            | Meaning::Weekday { .. }
            | Meaning::Relative {
                unit: Unit::Day,
                ..
            }
            | Meaning::AnchoredWeekday { .. }
            | Meaning::ComingWeekday { .. }
            | Meaning::Anchored {
                unit: Unit::Day,
                ..
            }
    )
}

fn hour(span: DateSpan) -> DateSpan {
    DateSpan {
        grain: Grain::Hour,
        ..span
    }
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;
    use jiff::civil::date;

    /// What is resolved in an article published from `start` to `end`.
    fn between(source: &str, start: Date, end: Date) -> Vec<(String, Date)> {
        let text = Text::new(source, &[]);
        let published = DateSpan::new(start, end, Grain::Range);
        let found = resolve(&text, &find(&text), Some(&published), None);
        let quoted = found.into_iter().map(|m| {
            let words = source[text.span(m.tokens)].to_owned();
            (words, m.span.start)
        });
        quoted.collect()
    }

    #[test]
    fn from_a_stretch_of_days_only_what_all_of_them_agree_on_is_resolved() {
        let source = "He came on Monday, in September and last month. He left yesterday.";
        assert_eq!(
            between(source, date(2025, 10, 1), date(2025, 10, 31)),
            [
                ("September".to_owned(), date(2025, 9, 1)),
                ("last month".to_owned(), date(2025, 9, 1))
            ]
        );
        let september = between(source, date(2025, 1, 1), date(2025, 12, 31));
        assert!(september.is_empty(), "{september:?}");
    }

    #[test]
    fn a_sentence_that_opens_with_a_month_tells_of_a_past_one() {
        let january = |source| between(source, date(2023, 1, 2), date(2023, 1, 20));
        assert_eq!(
            january("In March, he voted against it."),
            [("March".to_owned(), date(2022, 3, 1))]
        );
        assert_eq!(
            january("He called an election in March."),
            [("March".to_owned(), date(2023, 3, 1))]
        );
    }
}
