//! Gives date expressions their days, seen from the day of publication.

use super::calendar::{
    self, day_of, days_between, plus_days, plus_months, weekday_from, weekday_until,
};
use super::cues::Cues;
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
enum Seen {
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

/// So many days after its end a season is still "this" one.
const JUST_OVER: i64 = 45;
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
            Meaning::SameQuarter { year } => self.same_quarter(i, year),
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
        view.span(&expression.meaning)
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
        let day = match self.day_behind(i) {
            Some(j) => {
                self.one(j);
                self.spans[j].clone()
            }
            None => self
                .clock_before(i)
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

    /// The day of a clock time in the same sentence: "from 7 a.m. to 4 p.m." or the one before.
    fn clock_before(&self, i: usize) -> Option<DateSpan> {
        let j = i.checked_sub(1)?;
        let (told, asking) = (self.expressions.get(j)?, self.expressions.get(i)?);
        let sentence = |e: &DateExpression| self.text.sentence_of(e.tokens.start);
        let near =
            sentence(asking) - sentence(told) <= 1 && matches!(told.meaning, Meaning::Clock { .. });
        self.spans.get(j)?.clone().filter(|_| near)
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
                && (end..next.tokens.start).all(|k| is_tie(self.text.lower(k)));
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

    /// The day of which the story told last before expression `i`.
    fn story_day(&self, i: usize) -> Option<DateSpan> {
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
            let other = far && apart > 1 || ahead && apart > 0 || limit;
            (!other).then_some(span)
        })
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
            return calendar::quarter(plus_months(today.first_of_month(), -3));
        }
        Some(DateSpan::day(today))
    }
}

fn is_quarter(span: &DateSpan) -> bool {
    span.grain == Grain::Quarter
}

/// The stretch so many units on from a base.
fn moved(base: &DateSpan, unit: Unit, shift: i32) -> Option<DateSpan> {
    let day = base.start == base.end;
    match unit {
        Unit::Week => Some(calendar::week(plus_days(base.start, i64::from(shift) * 7))),
        Unit::Weekend => Some(calendar::weekend(plus_days(
            base.start,
            i64::from(shift) * 7,
        ))),
        Unit::Month => {
            let start = plus_months(base.start, shift);
            calendar::months(start.year(), start.month(), 1, Grain::Month)
        }
        Unit::Quarter => {
            let start = plus_months(base.start.first_of_month(), shift.checked_mul(3)?);
            calendar::quarter(start)
        }
        // A quarter "a year earlier" is the same quarter.
        Unit::Year if !day && repeats(base, shift) => {
            let (start, end) = (
                plus_months(base.start, 12 * shift),
                plus_months(base.end, 12 * shift),
            );
            let end = if base.end == base.end.last_of_month() {
                end.last_of_month()
            } else {
                end
            };
            Some(DateSpan {
                start,
                end,
                ..base.clone()
            })
        }
        Unit::Year => {
            let year = base.start.year().checked_add(i16::try_from(shift).ok()?)?;
            calendar::years(year, year)
        }
        _ => None,
    }
}

/// Is a stretch told of again years on? A quarter is, a month only that of the next or last year:
/// "two years later" is a year.
fn repeats(base: &DateSpan, shift: i32) -> bool {
    let month = base.grain == Grain::Month;
    days_between(base.start, base.end) < 360 && (shift.abs() == 1 || !month)
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

/// A day in digits with the month in front, or behind if turned.
fn month_first(meaning: &Meaning, turned: bool) -> Option<Meaning> {
    let Meaning::EitherOrder {
        first,
        second,
        year,
        weekday,
    } = *meaning
    else {
        return None;
    };
    let (month, day) = if turned {
        (second, first)
    } else {
        (first, second)
    };
    Some(Meaning::Day {
        year,
        month,
        day,
        weekday,
    })
}

/// The same day in another year.
fn in_year(meaning: &Meaning, to: YearRef) -> Meaning {
    let mut meaning = meaning.clone();
    match &mut meaning {
        Meaning::Day { year, .. } | Meaning::Easter { year, .. } | Meaning::Month { year, .. } => {
            *year = to;
        }
        Meaning::Nth { whole: inner, .. } | Meaning::Beside { base: inner, .. } => {
            **inner = in_year(inner, to);
        }
        _ => {}
    }
    meaning
}

fn is_one_day(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Day { .. }
            | Meaning::DayOfMonth { .. }
            | Meaning::EitherOrder { .. }
            | Meaning::Easter { .. }
            | Meaning::WeekdayIn { .. }
            | Meaning::Yearly { .. }
            | Meaning::Weekday { .. }
            | Meaning::Relative {
                unit: Unit::Day,
                ..
            }
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

/// The point from which an expression is seen.
struct View {
    today: Option<Date>,
    seen: Seen,
    tense: Tense,
    /// Does the sentence open with it? Then the verb tells of it, which else can tell of something
    /// said about it: "In March, he won" against "he called an election in March".
    opening: bool,
    /// Does it stand in front of a noun without a preposition: "January sales were up"?
    attribute: bool,
}

impl View {
    fn span(&self, meaning: &Meaning) -> Option<DateSpan> {
        match *meaning {
            Meaning::Day {
                year,
                month,
                day,
                weekday,
            } => self.day(year, month, day, weekday).map(DateSpan::day),
            Meaning::EitherOrder {
                first,
                second,
                year,
                weekday,
            } => self
                .either_order(first, second, year, weekday)
                .map(DateSpan::day),
            Meaning::Easter { days, year } => self.easter(days, year).map(DateSpan::day),
            Meaning::DayOfMonth { day, weekday } => {
                self.day_of_month(day, weekday).map(DateSpan::day)
            }
            Meaning::Weekday { weekday, which } => self.weekday(weekday, which).map(DateSpan::day),
            Meaning::Month {
                year,
                month,
                which,
                part,
            } => {
                let whole = self.month(year, month, which)?;
                Some(calendar::part(whole, part, self.today.unwrap_or(Date::MAX)))
            }
            Meaning::Relative { unit, shift, part } => self.relative(unit, shift, part),
            Meaning::TheWeekend => self.the_weekend(),
            Meaning::Months { first, count, year } => self.months(first, count, year),
            Meaning::Season { first, year, which } => self.season(first, year, which),
            Meaning::Years { first, last, part } => {
                let whole = calendar::years(first, last)?;
                Some(calendar::part(whole, part, self.today.unwrap_or(Date::MAX)))
            }
            Meaning::Ago { unit, count } => self.ago(unit, count),
            Meaning::Range(ref ends) => self.range(&ends.0, &ends.1),
            Meaning::Counted { unit, count } => pieces::counted(self.publication()?, unit, count),
            Meaning::Beside {
                ref base,
                unit,
                shift,
            } => self.beside(base, unit, shift),
            Meaning::Nth {
                nth,
                piece,
                ref whole,
            } => pieces::nth(&self.span(whole)?, piece, nth),
            Meaning::WeekdayIn { weekday, weeks } => {
                let monday = calendar::week(self.publication()?).start;
                let monday = plus_days(monday, 7 * i64::from(weeks));
                Some(DateSpan::day(weekday_from(monday, weekday)))
            }
            Meaning::WeekOf { ref day, weekend } => self.week_of(day, weekend),
            Meaning::WeekNumber { number, year } => {
                pieces::numbered_week(self.stated_year(year)?, number)
            }
            Meaning::Yearly { which, ref day } => self.yearly(which, day),
            Meaning::Clock { .. } | Meaning::Anchored { .. } | Meaning::SameQuarter { .. } => None,
        }
    }

    /// The day of publication; `None` if merely the time of the story is known.
    fn publication(&self) -> Option<Date> {
        self.today.filter(|_| self.seen == Seen::Published)
    }

    /// "two weeks after Christmas" is a day, "two years after 2011" a year.
    fn beside(&self, base: &Meaning, unit: Unit, shift: i32) -> Option<DateSpan> {
        let base = self.span(base)?;
        if base.start == base.end {
            return pieces::moved(base.start, unit, shift).map(DateSpan::day);
        }
        let same = matches!(
            (unit, base.grain),
            (Unit::Year, Grain::Year) | (Unit::Month, Grain::Month)
        );
        same.then(|| moved(&base, unit, shift)).flatten()
    }

    fn week_of(&self, day: &Meaning, weekend: bool) -> Option<DateSpan> {
        let day = self.span(day).filter(|s| s.start == s.end)?.start;
        Some(if weekend {
            calendar::weekend_with(day)
        } else {
            calendar::week(day)
        })
    }

    /// The last, this year's or the next one of a day that comes round every year.
    fn yearly(&self, which: Which, day: &Meaning) -> Option<DateSpan> {
        let today = self.publication()?;
        let of = |shift| self.span(&in_year(day, YearRef::Shifted(shift)));
        let mut spans = (-1..=1).filter_map(of);
        match which {
            Which::Last => spans.rfind(|s| s.end < today),
            Which::Next => spans.find(|s| s.start > today),
            Which::This | Which::Open => of(0),
        }
    }

    fn stated_year(&self, year: YearRef) -> Option<i16> {
        match year {
            YearRef::Stated(year) => Some(year),
            YearRef::Shifted(shift) => self.year(shift),
            YearRef::Open => None,
        }
    }

    /// The year counted from that of publication.
    fn year(&self, shift: i8) -> Option<i16> {
        self.today?.year().checked_add(shift.into())
    }

    fn day(&self, year: YearRef, month: i8, day: i8, weekday: Option<Weekday>) -> Option<Date> {
        match year {
            YearRef::Stated(year) => day_of(year, month, day),
            YearRef::Shifted(shift) => day_of(self.year(shift)?, month, day),
            YearRef::Open => self.nearest_day(month, day, weekday),
        }
    }

    /// Of the two days that "10/11" can be, the one nearer to publication; month first where both
    /// are as near.
    fn either_order(
        &self,
        first: i8,
        second: i8,
        year: YearRef,
        weekday: Option<Weekday>,
    ) -> Option<Date> {
        let orders = [(first, second), (second, first)];
        let days = orders
            .into_iter()
            .filter_map(|(month, day)| self.day(year, month, day, weekday));
        match self.today {
            Some(today) => days.min_by_key(|day| days_between(today, *day).abs()),
            None => {
                let days: Vec<Date> = days.collect();
                let sure = days.iter().all(|day| Some(day) == days.first());
                days.first().copied().filter(|_| sure)
            }
        }
    }

    fn easter(&self, days: i8, year: YearRef) -> Option<Date> {
        let of = |year: i16| calendar::easter(year).map(|sunday| plus_days(sunday, days.into()));
        match year {
            YearRef::Stated(year) => of(year),
            YearRef::Shifted(shift) => of(self.year(shift)?),
            YearRef::Open => {
                let today = self.today?;
                let years = (-1..=1).filter_map(|n| of(today.year().checked_add(n)?));
                years.min_by_key(|day| days_between(today, *day).abs())
            }
        }
    }

    /// The nearest day with that month and day; the tense and the weekday count where the nearest
    /// one is far.
    fn nearest_day(&self, month: i8, day: i8, weekday: Option<Weekday>) -> Option<Date> {
        let today = self.today?;
        let reach = if (month, day) == (2, 29) { 4 } else { 1 };
        let years =
            (-reach..=reach).filter_map(|n| day_of(today.year().checked_add(n)?, month, day));
        years.min_by_key(|&date| {
            let away = days_between(today, date);
            let wrong_weekday = weekday.is_some_and(|w| w != date.weekday());
            let wrong_tense = match self.tense {
                Tense::Past => away > 30,
                Tense::Future => away < -30,
                _ => false,
            };
            away.abs() + if wrong_tense { 150 } else { 0 } + if wrong_weekday { 90 } else { 0 }
        })
    }

    /// "the 14th": the nearest, as the tense has it.
    fn day_of_month(&self, day: i8, weekday: Option<Weekday>) -> Option<Date> {
        let today = self.today.filter(|_| self.seen != Seen::Far)?;
        let months = (-1..=1).filter_map(|n| {
            let month = plus_months(today.first_of_month(), n);
            day_of(month.year(), month.month(), day)
        });
        months.min_by_key(|&date| {
            let away = days_between(today, date);
            let wrong_tense = match self.tense {
                Tense::Past => away > 0,
                Tense::Future => away < 0,
                _ => false,
            };
            let right_weekday = weekday.is_some_and(|w| w == date.weekday());
            let wrong_weekday = weekday.is_some() && !right_weekday;
            let wrong_tense = wrong_tense && !right_weekday;
            away.abs() + if wrong_tense { 62 } else { 0 } + if wrong_weekday { 40 } else { 0 }
        })
    }

    /// A bare weekday is the latest one, unless the clause looks ahead.
    fn weekday(&self, weekday: Weekday, which: Which) -> Option<Date> {
        let today = self.today?;
        let published = self.seen == Seen::Published;
        if self.seen == Seen::Far || !published && which != Which::Open {
            return None;
        }
        let ahead = matches!(self.tense, Tense::Future | Tense::Prospect);
        Some(match which {
            Which::Last => weekday_until(plus_days(today, -1), weekday),
            // That of the next week: the one of this week is "this Friday".
            Which::Next => weekday_from(plus_days(calendar::week(today).end, 1), weekday),
            Which::This => self.this_weekday(today, weekday),
            Which::Open if ahead && published => weekday_from(today, weekday),
            Which::Open => weekday_until(today, weekday),
        })
    }

    /// "this Sunday" is the one of this week, but lies ahead in a clause that looks ahead and back
    /// in one that looks back.
    fn this_weekday(&self, today: Date, weekday: Weekday) -> Date {
        let date = weekday_from(calendar::week(today).start, weekday);
        match self.tense {
            Tense::Past if date > today => plus_days(date, -7),
            Tense::Future | Tense::Prospect if date < today => plus_days(date, 7),
            _ => date,
        }
    }

    /// The nearest month of that name, as the tense has it; the past one where both are as near.
    fn month(&self, year: YearRef, month: i8, which: Which) -> Option<DateSpan> {
        let year = match year {
            YearRef::Stated(year) => year,
            YearRef::Shifted(shift) => self.year(shift)?,
            YearRef::Open => self.year_of_month(month, which)?,
        };
        calendar::months(year, month, 1, Grain::Month)
    }

    fn year_of_month(&self, month: i8, which: Which) -> Option<i16> {
        let today = self.today?;
        let ahead = i32::from(month) - i32::from(today.month());
        let shift = match which {
            Which::Last => {
                if ahead < 0 {
                    0
                } else {
                    -1
                }
            }
            Which::Next => {
                if ahead > 0 {
                    0
                } else {
                    1
                }
            }
            Which::This => 0,
            Which::Open => self.nearest_month(ahead),
        };
        today.year().checked_add(shift)
    }

    /// The year, counted from this one, of a month that is `ahead` months further on in the year.
    fn nearest_month(&self, ahead: i32) -> i16 {
        let by_tense = |n: i32| match self.tense {
            Tense::Past if n > 0 && self.opening => 12,
            Tense::Past if n > 0 && self.attribute => 9,
            Tense::Past if n > 0 => 4,
            Tense::Future if n < 0 => 9,
            Tense::Prospect if n < 0 => 1,
            _ => 0,
        };
        let away = |years: i16| ahead + 12 * i32::from(years);
        let years = [0, -1, 1];
        years
            .into_iter()
            .min_by_key(|&y| (away(y).abs() + by_tense(away(y))) * 2 + i32::from(away(y) > 0))
            .unwrap_or(0)
    }

    fn relative(&self, unit: Unit, shift: i32, part: Part) -> Option<DateSpan> {
        let today = self.publication()?;
        let days = i64::from(shift);
        let whole = match unit {
            Unit::Day => return Some(DateSpan::day(plus_days(today, days))),
            Unit::Week => calendar::week(plus_days(today, days * 7)),
            Unit::Weekend => self.weekend(today, shift),
            Unit::Month => {
                let month = plus_months(today.first_of_month(), shift);
                calendar::months(month.year(), month.month(), 1, Grain::Month)?
            }
            Unit::Quarter => {
                calendar::quarter(plus_months(today.first_of_month(), shift.checked_mul(3)?))?
            }
            Unit::Year if part == Part::End && shift == 0 && self.tense == Tense::Past => {
                // "he had left at year-end", told in January.
                self.years_from(today, if today.month() <= 3 { -1 } else { 0 }, 1)?
            }
            Unit::Year => self.years_from(today, shift, 1)?,
            Unit::Decade => self.years_from(today, shift, 10)?,
            Unit::Fortnight | Unit::Century => return None,
        };
        Some(calendar::part(whole, part, today))
    }

    /// So many years, tens of years on from the ones in which `today` lies.
    fn years_from(&self, today: Date, shift: i32, count: i16) -> Option<DateSpan> {
        let shift = i16::try_from(shift).ok()?.checked_mul(count)?;
        let first = (today.year() - today.year().rem_euclid(count)).checked_add(shift)?;
        calendar::years(first, first.checked_add(count - 1)?)
    }

    /// "this weekend" is the one of this week, but a Monday's "this weekend was" is the last one.
    fn weekend(&self, today: Date, shift: i32) -> DateSpan {
        let this = calendar::weekend(plus_days(today, i64::from(shift) * 7));
        let back = shift == 0 && self.tense == Tense::Past && this.start > today;
        if back {
            calendar::weekend(plus_days(today, -7))
        } else {
            this
        }
    }

    /// "the weekend": the last one, unless the clause looks ahead.
    fn the_weekend(&self) -> Option<DateSpan> {
        let today = self.publication()?;
        let this = calendar::weekend(today);
        let ahead = matches!(self.tense, Tense::Future | Tense::Prospect);
        Some(if ahead || this.start <= today {
            this
        } else {
            calendar::weekend(plus_days(today, -7))
        })
    }

    /// The nearest such months; the past ones where both are as near.
    fn months(&self, first: i8, count: i8, year: YearRef) -> Option<DateSpan> {
        let grain = if count == 3 {
            Grain::Quarter
        } else {
            Grain::Range
        };
        let of = |year| calendar::months(year, first, count.into(), grain);
        match year {
            YearRef::Stated(year) => of(year),
            YearRef::Shifted(shift) => of(self.year(shift)?),
            YearRef::Open => {
                let today = self.today?;
                let years = [0, -1, 1]
                    .into_iter()
                    .filter_map(|n| of(today.year().checked_add(n)?));
                years.min_by_key(|span| self.distance(span, today))
            }
        }
    }

    /// How far a span is from today, more so if it does not go with the tense.
    fn distance(&self, span: &DateSpan, today: Date) -> i64 {
        const WRONG_TENSE: i64 = 240;
        // What has not begun is no past at all.
        const NOT_BEGUN: i64 = 500;
        let ahead = span.start > today;
        let wrong = match self.tense {
            Tense::Past if ahead => NOT_BEGUN,
            Tense::Future if span.end < today => WRONG_TENSE,
            _ => 0,
        };
        distance(span, today) + wrong
    }

    /// "this winter" is the one that is on or just over, else that of the year.
    fn season(&self, first: i8, year: YearRef, which: Which) -> Option<DateSpan> {
        let of = |year: i16| calendar::months(year, first, 3, Grain::Season);
        match (year, which) {
            (YearRef::Stated(year), _) => of(year),
            (YearRef::Shifted(shift), _) => of(self.year(shift)?),
            (YearRef::Open, which) => {
                let today = self.today?;
                let years = (-2..=2).filter_map(|n| of(today.year().checked_add(n)?));
                match which {
                    Which::Last => years.filter(|s| s.end < today).max_by_key(|s| s.start),
                    Which::Next => years.filter(|s| s.start > today).min_by_key(|s| s.start),
                    Which::This => years.min_by_key(|s| {
                        let over = days_between(s.end, today);
                        let near = (0..=JUST_OVER).contains(&over) || s.start <= today && over <= 0;
                        (!near, s.start.year() != today.year())
                    }),
                    _ => years.min_by_key(|s| self.distance(s, today)),
                }
            }
        }
    }

    /// "two weeks ago" is a day, "two months ago" a month and "two years ago" a year.
    fn ago(&self, unit: Unit, count: i32) -> Option<DateSpan> {
        let today = self.publication()?;
        match unit {
            Unit::Day => Some(DateSpan::day(plus_days(today, -i64::from(count)))),
            Unit::Week => {
                let day = plus_days(today, -7 * i64::from(count));
                Some(DateSpan {
                    grain: Grain::Week,
                    ..DateSpan::day(day)
                })
            }
            Unit::Month => {
                let month = plus_months(today.first_of_month(), count.checked_neg()?);
                calendar::months(month.year(), month.month(), 1, Grain::Month)
            }
            Unit::Year => self.years_from(today, count.checked_neg()?, 1),
            Unit::Fortnight => self.ago(Unit::Week, count.checked_mul(2)?),
            _ => None,
        }
    }

    fn range(&self, first: &Meaning, last: &Meaning) -> Option<DateSpan> {
        if let (Meaning::Weekday { weekday: from, .. }, Meaning::Weekday { weekday: to, .. }) =
            (first, last)
        {
            return self.weekdays(*from, *to);
        }
        if let Some(span) = self.one_order(first, last) {
            return Some(span);
        }
        let (start, end) = (self.span(first)?.start, self.span(last)?.end);
        // "Dec. 30 to Jan. 2" crosses the year.
        let start = if start > end {
            plus_months(start, -12)
        } else {
            start
        };
        Some(DateSpan::new(start, end, Grain::Range))
    }

    /// "5/1-5/7": both ends are written in the same order, the one that makes the shorter stretch.
    fn one_order(&self, first: &Meaning, last: &Meaning) -> Option<DateSpan> {
        let spans = [false, true].into_iter().filter_map(|turned| {
            let start = self.span(&month_first(first, turned)?)?.start;
            let end = self.span(&month_first(last, turned)?)?.end;
            (start <= end).then(|| DateSpan::new(start, end, Grain::Range))
        });
        spans.min_by_key(|span| days_between(span.start, span.end))
    }

    fn weekdays(&self, from: Weekday, to: Weekday) -> Option<DateSpan> {
        if matches!(self.tense, Tense::Future | Tense::Prospect) {
            let start = self.weekday(from, Which::Open)?;
            return Some(DateSpan::new(start, weekday_from(start, to), Grain::Range));
        }
        let end = self.weekday(to, Which::Open)?;
        Some(DateSpan::new(weekday_until(end, from), end, Grain::Range))
    }
}

/// How many days lie between a day and a span; a little more if the span is to come.
fn distance(span: &DateSpan, today: Date) -> i64 {
    if span.start > today {
        2 * days_between(today, span.start) + 1
    } else {
        2 * days_between(span.end, today).max(0)
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
