//! One date expression seen from a day: what it means by itself, with the tense of its clause.

use super::calendar::{
    self, day_of, days_between, plus_days, plus_months, weekday_from, weekday_until,
};
use super::resolve::Seen;
use super::words::{Part, Unit, Which};
use super::{Meaning, Tense, YearRef, pieces};
use crate::value::{DateSpan, Grain};
use jiff::civil::{Date, Weekday};

/// A day of the week that is so many days off is not yet the next one.
const AT_HAND: i64 = 2;
/// So many days after its end a season is still "this" one.
const JUST_OVER: i64 = 45;

/// The point from which an expression is seen.
pub(super) struct View {
    pub(super) today: Option<Date>,
    pub(super) seen: Seen,
    pub(super) tense: Tense,
    /// Does the sentence open with it? Then the verb tells of it, which else can tell of something
    /// said about it: "In March, he won" against "he called an election in March".
    pub(super) opening: bool,
    /// Does it stand in front of a noun without a preposition: "January sales were up"?
    pub(super) attribute: bool,
}

impl View {
    pub(super) fn span(&self, meaning: &Meaning) -> Option<DateSpan> {
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
            Meaning::Easter {
                days,
                orthodox,
                year,
            } => self.easter(days, orthodox, year).map(DateSpan::day),
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
            Meaning::Counted { unit, count } | Meaning::CountedBeside { unit, count } => {
                pieces::counted(self.publication()?, unit, count)
            }
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
            Meaning::WeekdayNear { weekday, ref base } => {
                let base = self.span(base).filter(|s| s.start == s.end)?;
                let from = plus_days(base.start, -3);
                Some(DateSpan::day(weekday_from(from, weekday)))
            }
            Meaning::WeekOf { ref day, weekend } => self.week_of(day, weekend),
            Meaning::WeekNumber { number, year } => {
                pieces::numbered_week(self.stated_year(year)?, number)
            }
            Meaning::Yearly { which, ref day } => self.yearly(which, day),
            Meaning::ComingWeekday { weekday } => {
                let tomorrow = plus_days(self.publication()?, 1);
                Some(DateSpan::day(weekday_from(tomorrow, weekday)))
            }
            Meaning::Clock { .. }
            | Meaning::Anchored { .. }
            | Meaning::AnchoredWeekday { .. }
            | Meaning::SameQuarter { .. } => None,
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
        let Some(today) = self.publication() else {
            // Of a day of the calendar the nearest one may be known all the same.
            let plain = matches!(day, Meaning::Day { .. } | Meaning::EitherOrder { .. });
            return self.span(day).filter(|_| plain);
        };
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

    fn easter(&self, days: i8, orthodox: bool, year: YearRef) -> Option<Date> {
        let of = |year: i16| {
            let sunday = if orthodox {
                calendar::orthodox_easter(year)
            } else {
                calendar::easter(year)
            };
            sunday.map(|sunday| plus_days(sunday, days.into()))
        };
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
            // The one that is hardly gone or close at hand is "this Friday".
            Which::Next => weekday_from(plus_days(today, AT_HAND + 1), weekday),
            Which::This => self.this_weekday(today, weekday),
            Which::Open if ahead => weekday_from(today, weekday),
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
            Tense::Past if n > 0 => 6,
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
            Unit::Workday | Unit::Fortnight | Unit::Century => return None,
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
            Unit::Workday => pieces::moved(today, unit, count.checked_neg()?).map(DateSpan::day),
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
        if start <= end {
            return Some(DateSpan::new(start, end, Grain::Range));
        }
        // "Dec. 30 to Jan. 2" crosses the year; "April to October" may also lie ahead.
        let back = DateSpan::new(plus_months(start, -12), end, Grain::Range);
        let ahead = DateSpan::new(start, plus_months(end, 12), Grain::Range);
        Some(match self.today.filter(|_| is_open_month(first)) {
            Some(today) if self.reach(&ahead, today) < self.reach(&back, today) => ahead,
            _ => back,
        })
    }

    /// How far off a stretch of months is, more so if the clause looks back and it lies ahead.
    fn reach(&self, span: &DateSpan, today: Date) -> i64 {
        const HALF_A_YEAR: i64 = 183;
        let wrong = self.tense == Tense::Past && span.start > today;
        distance(span, today) + if wrong { 2 * HALF_A_YEAR } else { 0 }
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

/// A month of which neither year nor place in a row is said.
fn is_open_month(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Month {
            year: YearRef::Open,
            which: Which::Open,
            ..
        }
    )
}

/// How many days lie between a day and a span; a little more if the span is to come.
fn distance(span: &DateSpan, today: Date) -> i64 {
    if span.start > today {
        2 * days_between(today, span.start) + 1
    } else {
        2 * days_between(span.end, today).max(0)
    }
}

/// The stretch so many units on from a base.
pub(super) fn moved(base: &DateSpan, unit: Unit, shift: i32) -> Option<DateSpan> {
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
pub(super) fn in_year(meaning: &Meaning, to: YearRef) -> Meaning {
    let mut meaning = meaning.clone();
    match &mut meaning {
        Meaning::Day { year, .. }
        | Meaning::EitherOrder { year, .. }
        | Meaning::Easter { year, .. }
        | Meaning::Month { year, .. }
        | Meaning::Months { year, .. } => {
            *year = to;
        }
        Meaning::Nth { whole: inner, .. } | Meaning::Beside { base: inner, .. } => {
            **inner = in_year(inner, to);
        }
        _ => {}
    }
    meaning
}
