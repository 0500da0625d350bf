//! Arithmetic on the calendar. Nothing here fails: what would lie outside the calendar stops at
//! its edge.

use super::words::Part;
use crate::value::{DateSpan, Grain};
use jiff::Span;
use jiff::civil::{Date, Weekday};

/// The day of a year, month and day of the month, if there is one.
pub(in crate::extract) fn day_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The day so many days later (earlier, if negative).
pub(in crate::extract) fn plus_days(date: Date, days: i64) -> Date {
    Span::new()
        .try_days(days)
        .map_or(date, |span| date.saturating_add(span))
}

/// The day so many months later; the last of the month where that is shorter.
pub(super) fn plus_months(date: Date, months: i32) -> Date {
    Span::new()
        .try_months(months)
        .map_or(date, |span| date.saturating_add(span))
}

/// Whole days from `a` to `b`, negative if `b` comes first.
pub(in crate::extract) fn days_between(a: Date, b: Date) -> i64 {
    (b - a).get_days().into()
}

/// The weekday of a number from 1, Monday, to 7, Sunday.
pub(super) fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

/// The latest day of that weekday that is not after `date`.
pub(in crate::extract) fn weekday_until(date: Date, weekday: Weekday) -> Date {
    plus_days(date, -i64::from(weekday.until(date.weekday())))
}

/// The first day of that weekday that is not before `date`.
pub(super) fn weekday_from(date: Date, weekday: Weekday) -> Date {
    plus_days(date, i64::from(date.weekday().until(weekday)))
}

/// Monday to Sunday of the week in which `date` lies.
pub(in crate::extract) fn week(date: Date) -> DateSpan {
    let monday = weekday_until(date, Weekday::Monday);
    DateSpan::new(monday, plus_days(monday, 6), Grain::Week)
}

/// Saturday and Sunday of the week in which `date` lies.
pub(super) fn weekend(date: Date) -> DateSpan {
    let monday = weekday_until(date, Weekday::Monday);
    DateSpan::new(plus_days(monday, 5), plus_days(monday, 6), Grain::Week)
}

/// The weekend to which `day` belongs: Saturday and Sunday, and the days between them and a holiday
/// on a Thursday, Friday or Monday.
pub(super) fn weekend_with(day: Date) -> DateSpan {
    let (start, end) = match day.weekday() {
        Weekday::Monday => (plus_days(day, -2), day),
        Weekday::Tuesday => (plus_days(day, -3), plus_days(day, -2)),
        Weekday::Thursday | Weekday::Friday => (day, weekend(day).end),
        _ => (weekend(day).start, weekend(day).end),
    };
    DateSpan::new(start, end, Grain::Week)
}

/// So many months from the first of a month on.
pub(super) fn months(year: i16, month: i8, count: i32, grain: Grain) -> Option<DateSpan> {
    let start = day_of(year, month, 1)?;
    let last = plus_months(start, count.saturating_sub(1));
    Some(DateSpan::new(start, last.last_of_month(), grain))
}

/// The years from `first` to `last`.
pub(super) fn years(first: i16, last: i16) -> Option<DateSpan> {
    let grain = if first == last {
        Grain::Year
    } else {
        Grain::Range
    };
    Some(DateSpan::new(
        day_of(first, 1, 1)?,
        day_of(last, 12, 31)?,
        grain,
    ))
}

/// Easter Sunday of the western churches, by the anonymous Gregorian algorithm (Meeus, Jones and
/// Butcher), whose letters are kept.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    day_of(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// Easter Sunday of the eastern churches: the Julian one, by the algorithm of Meeus, whose letters
/// are kept, told in the Gregorian calendar.
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian = day_of(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
    let behind = y / 100 - y / 400 - 2;
    Some(plus_days(julian, behind.into()))
}

/// The quarter of the year in which `date` lies.
pub(super) fn quarter(date: Date) -> Option<DateSpan> {
    months(
        date.year(),
        (date.month() - 1) / 3 * 3 + 1,
        3,
        Grain::Quarter,
    )
}

/// A part of a stretch of days, seen from `today`. A month falls into days 1 to 10, 11 to 20 and
/// 21 to the end; the early and the late part of a year are its first and last quarter, the middle
/// is May to August.
pub(super) fn part(whole: DateSpan, part: Part, today: Date) -> DateSpan {
    let (start, end) = (whole.start, whole.end);
    let days = days_between(start, end) + 1;
    let cut = |from: Date, to: Date| DateSpan {
        start: from,
        end: to.max(from),
        ..whole.clone()
    };
    match part {
        Part::Whole => whole.clone(),
        Part::Start => DateSpan::day(start),
        Part::End => DateSpan::day(end),
        Part::SoFar if days <= 7 => cut(start, plus_days(today, -1).clamp(start, end)),
        Part::SoFar => cut(start, today.clamp(start, end)),
        Part::Rest => cut(today.clamp(start, end), end),
        Part::Early => cut(start, third(start, days, 0)),
        Part::Mid => cut(middle_start(start, days), third(start, days, 1)),
        Part::Late => cut(late_start(start, days), end),
    }
}

/// The last day of the first (0) or second (1) part of a stretch.
fn third(start: Date, days: i64, which: i64) -> Date {
    match (days, which) {
        (28..=31, _) => plus_days(start, 10 * (which + 1) - 1),
        (365..=366, 0) => plus_days(plus_months(start, 3), -1),
        (365..=366, _) => plus_days(plus_months(start, 8), -1),
        // Four years, three and three.
        (3650..=3660, 0) => plus_days(plus_months(start, 48), -1),
        (3650..=3660, _) => plus_days(plus_months(start, 84), -1),
        _ => plus_days(start, (days * (which + 1) / 3 - 1).max(0)),
    }
}

fn middle_start(start: Date, days: i64) -> Date {
    match days {
        365..=366 => plus_months(start, 4),
        3650..=3660 => plus_months(start, 48),
        _ => plus_days(third(start, days, 0), 1),
    }
}

fn late_start(start: Date, days: i64) -> Date {
    match days {
        365..=366 => plus_months(start, 9),
        3650..=3660 => plus_months(start, 84),
        _ => plus_days(third(start, days, 1), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn parts(of: DateSpan, which: Part) -> (Date, Date) {
        let span = part(of, which, date(2024, 5, 18));
        (span.start, span.end)
    }

    #[test]
    fn months_fall_into_days_and_years_into_months() {
        let may = months(2024, 5, 1, Grain::Month).unwrap();
        assert_eq!(
            parts(may.clone(), Part::Early),
            (date(2024, 5, 1), date(2024, 5, 10))
        );
        assert_eq!(
            parts(may.clone(), Part::Mid),
            (date(2024, 5, 11), date(2024, 5, 20))
        );
        assert_eq!(
            parts(may.clone(), Part::Late),
            (date(2024, 5, 21), date(2024, 5, 31))
        );
        assert_eq!(
            parts(may.clone(), Part::SoFar),
            (date(2024, 5, 1), date(2024, 5, 18))
        );
        assert_eq!(
            parts(may, Part::End),
            (date(2024, 5, 31), date(2024, 5, 31))
        );
        let year = years(2023, 2023).unwrap();
        assert_eq!(
            parts(year.clone(), Part::Late),
            (date(2023, 10, 1), date(2023, 12, 31))
        );
        assert_eq!(
            parts(year, Part::Early),
            (date(2023, 1, 1), date(2023, 3, 31))
        );
    }

    #[test]
    fn easter_moves() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
        assert_eq!(easter(1961), Some(date(1961, 4, 2)));
        assert_eq!(orthodox_easter(2024), Some(date(2024, 5, 5)));
        assert_eq!(orthodox_easter(2025), Some(date(2025, 4, 20)));
        assert_eq!(orthodox_easter(2018), Some(date(2018, 4, 8)));
    }

    #[test]
    fn weekdays_are_found_in_both_directions() {
        let wednesday = date(2024, 1, 17);
        assert_eq!(
            weekday_until(wednesday, Weekday::Tuesday),
            date(2024, 1, 16)
        );
        assert_eq!(weekday_until(wednesday, Weekday::Wednesday), wednesday);
        assert_eq!(weekday_from(wednesday, Weekday::Tuesday), date(2024, 1, 23));
        assert_eq!(week(wednesday).start, date(2024, 1, 15));
    }
}
