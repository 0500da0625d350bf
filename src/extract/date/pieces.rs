//! Arithmetic on stretches: so many units up to a day, the nth piece of a whole, a week by its
//! number.

use super::calendar::{self, day_of, plus_days, plus_months, weekday_from, weekday_until};
use super::words::{Piece, Unit};
use crate::value::{DateSpan, Grain};
use jiff::civil::{Date, Weekday};

/// So many units up to `today`, if negative, or from the day after it on.
pub(super) fn counted(today: Date, unit: Unit, count: i32) -> Option<DateSpan> {
    if unit == Unit::Quarter {
        return quarters(today, count);
    }
    let far = moved(today, unit, count)?;
    let (start, end) = if unit == Unit::Workday && count < 0 {
        (far, plus_days(today, -1))
    } else if count < 0 {
        (far, today)
    } else {
        (plus_days(today, 1), far)
    };
    Some(DateSpan::new(start, end.max(start), Grain::Range))
}

/// So many whole quarters before or behind that of `today`.
fn quarters(today: Date, count: i32) -> Option<DateSpan> {
    let at = |n: i32| calendar::quarter(plus_months(today.first_of_month(), n.checked_mul(3)?));
    let (first, last) = if count < 0 { (count, -1) } else { (1, count) };
    Some(DateSpan::new(at(first)?.start, at(last)?.end, Grain::Range))
}

/// The day so many units on.
pub(super) fn moved(day: Date, unit: Unit, count: i32) -> Option<Date> {
    let days = i64::from(count);
    Some(match unit {
        Unit::Day => plus_days(day, days),
        Unit::Workday => plus_workdays(day, days),
        Unit::Week => plus_days(day, 7 * days),
        Unit::Fortnight => plus_days(day, 14 * days),
        Unit::Month => plus_months(day, count),
        Unit::Quarter => plus_months(day, count.checked_mul(3)?),
        Unit::Year => plus_months(day, count.checked_mul(12)?),
        Unit::Decade => plus_months(day, count.checked_mul(120)?),
        Unit::Weekend | Unit::Century => return None,
    })
}

/// The day so many days from Monday to Friday on.
fn plus_workdays(day: Date, count: i64) -> Date {
    let of_week = i64::from(day.weekday().to_monday_zero_offset());
    // Counted back from a weekend, Monday comes first; counted on, Friday.
    let edge = if count < 0 { 5 } else { 4 };
    let from = of_week.min(edge);
    let target = from + count;
    let monday = plus_days(day, -of_week);
    plus_days(monday, 7 * target.div_euclid(5) + target.rem_euclid(5))
}

/// The nth piece of a whole, counted from its end if negative. A week or weekend belongs to the
/// month or year in which most of it lies, as in ISO 8601.
pub(super) fn nth(whole: &DateSpan, piece: Piece, nth: i8) -> Option<DateSpan> {
    let steps = if nth > 0 {
        i32::from(nth) - 1
    } else {
        i32::from(nth) + 1
    };
    let by_weekday = |weekday: Weekday| {
        let first = if nth > 0 {
            weekday_from(whole.start, weekday)
        } else {
            weekday_until(whole.end, weekday)
        };
        let day = plus_days(first, 7 * i64::from(steps));
        inside(whole, day).then_some(day)
    };
    let edge = if nth > 0 { whole.start } else { whole.end };
    let month = |count: i32, grain: Grain| {
        let day = plus_months(edge.first_of_month(), steps.checked_mul(count)?);
        let first = calendar::months(day.year(), day.month(), 1, grain)?;
        inside(whole, first.start).then_some(first.start)
    };
    match piece {
        Piece::Weekday(weekday) => by_weekday(weekday).map(DateSpan::day),
        Piece::Unit(Unit::Day) => {
            let day = plus_days(edge, steps.into());
            inside(whole, day).then(|| DateSpan::day(day))
        }
        Piece::Unit(Unit::Week) => by_weekday(Weekday::Thursday).map(calendar::week),
        Piece::Unit(Unit::Weekend) => by_weekday(Weekday::Saturday).map(calendar::weekend),
        Piece::Unit(Unit::Month) => {
            let start = month(1, Grain::Month)?;
            calendar::months(start.year(), start.month(), 1, Grain::Month)
        }
        Piece::Unit(Unit::Quarter) => calendar::quarter(month(3, Grain::Quarter)?),
        Piece::Unit(_) => None,
    }
}

fn inside(whole: &DateSpan, day: Date) -> bool {
    whole.start <= day && day <= whole.end
}

/// The week of that number in a year: the first is the one with the year's first Thursday.
pub(super) fn numbered_week(year: i16, number: i8) -> Option<DateSpan> {
    let whole = DateSpan::new(day_of(year, 1, 1)?, day_of(year, 12, 31)?, Grain::Year);
    nth(&whole, Piece::Unit(Unit::Week), number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_belong_where_most_of_them_lies() {
        let week = |year, number| numbered_week(year, number).map(|w| w.start);
        assert_eq!(week(2019, 1), Some(date(2018, 12, 31)));
        assert_eq!(week(2021, 1), Some(date(2021, 1, 4)));
        assert_eq!(week(2020, 53), Some(date(2020, 12, 28)));
        assert_eq!(week(2019, 53), None);
        assert_eq!(week(2019, -1), Some(date(2019, 12, 23)));
    }

    #[test]
    fn pieces_outside_the_whole_are_none() {
        let february = calendar::months(2024, 2, 1, Grain::Month).unwrap();
        let day = |n| nth(&february, Piece::Unit(Unit::Day), n).map(|s| s.start);
        assert_eq!(day(29), Some(date(2024, 2, 29)));
        assert_eq!(day(30), None);
        assert_eq!(day(-1), Some(date(2024, 2, 29)));
        assert_eq!(nth(&february, Piece::Unit(Unit::Month), 2), None);
    }

    #[test]
    fn far_counts_stop_at_the_edge_of_the_calendar() {
        for count in [i32::MIN + 1, i32::MAX] {
            for unit in [
                Unit::Day,
                Unit::Week,
                Unit::Month,
                Unit::Quarter,
                Unit::Year,
                Unit::Decade,
            ] {
                if let Some(span) = counted(date(2024, 5, 16), unit, count) {
                    assert!(span.start <= span.end, "{unit:?} {count}");
                }
            }
        }
    }
}
