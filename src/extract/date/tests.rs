//! What is read as a date, what is not, and what it means.

use super::{DateMention, find, resolve};
use crate::text::Text;
use crate::value::DateSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// Reads a sentence published on a day: the words of each date and its days.
fn read(source: &str, published: Date) -> Vec<(String, Date, Date)> {
    mentions(source, Some(published))
        .into_iter()
        .map(|(words, m)| (words, m.span.start, m.span.end))
        .collect()
}

fn mentions(source: &str, published: Option<Date>) -> Vec<(String, DateMention)> {
    let text = Text::new(source, &[]);
    let found = resolve(
        &text,
        &find(&text),
        published.map(DateSpan::day).as_ref(),
        None,
    );
    found
        .into_iter()
        .map(|m| (source[text.span(m.tokens.clone())].to_owned(), m))
        .collect()
}

/// Thursday, May 16, 2024.
const TODAY: Date = date(2024, 5, 16);

/// Checks what one date of a sentence, published on `TODAY`, means.
#[track_caller]
fn means(source: &str, words: &str, start: Date, end: Date) {
    let found = read(source, TODAY);
    assert!(
        found.contains(&(words.to_owned(), start, end)),
        "{source}: {found:?}"
    );
}

#[track_caller]
fn means_day(source: &str, words: &str, day: Date) {
    means(source, words, day, day);
}

#[track_caller]
fn says_nothing(source: &str) {
    let found = read(source, TODAY);
    assert!(found.is_empty(), "{source}: {found:?}");
}

#[test]
fn quarters_and_years_of_business_reports() {
    means(
        "Third-quarter profit rose.",
        "Third-quarter",
        date(2023, 7, 1),
        date(2023, 9, 30),
    );
    means(
        "Net for the 2022 third quarter was 5 million.",
        "2022 third quarter",
        date(2022, 7, 1),
        date(2022, 9, 30),
    );
    means(
        "In the first quarter it earned less than in the year-earlier quarter.",
        "year-earlier quarter",
        date(2023, 1, 1),
        date(2023, 3, 31),
    );
    means(
        "In the first quarter sales fell from a year ago.",
        "a year ago",
        date(2023, 1, 1),
        date(2023, 3, 31),
    );
    means(
        "In the first quarter it lost money; in the same quarter of 2019 it did not.",
        "same quarter of 2019",
        date(2019, 1, 1),
        date(2019, 3, 31),
    );
    means(
        "Last year\u{2019}s first half was weak.",
        "Last year\u{2019}s first half",
        date(2023, 1, 1),
        date(2023, 6, 30),
    );
    means(
        "Debt fell by end-March.",
        "end-March",
        date(2024, 3, 31),
        date(2024, 3, 31),
    );
    means(
        "It hopes to break even by year-end.",
        "year-end",
        date(2024, 12, 31),
        date(2024, 12, 31),
    );
    means(
        "Its fiscal 2021 loss was small.",
        "fiscal 2021",
        date(2021, 1, 1),
        date(2021, 12, 31),
    );
    means(
        "Sales in the first four months rose.",
        "first four months",
        date(2024, 1, 1),
        date(2024, 4, 30),
    );
    says_nothing("The first half was dull, the coach said.");
}

#[test]
fn accounts_and_bonds_name_their_years() {
    for (source, year) in [
        ("1986 net excludes a gain.", 1986),
        ("It sold notes due 1997 at par.", 1997),
        ("It lost money in both 2019 periods.", 2019),
        ("Both firms published 2021 operating profits.", 2021),
    ] {
        let words = year.to_string();
        means(source, &words, date(year, 1, 1), date(year, 12, 31));
    }
    says_nothing("They counted 1986 trees and sold 2000 sales kits.");
    means(
        "It had sales last year of about 18 million.",
        "last year",
        date(2023, 1, 1),
        date(2023, 12, 31),
    );
    says_nothing("It was its last year of 40 on the market.");
}

#[test]
fn stretches_up_to_today_and_from_it_on() {
    means(
        "Rents doubled over the past decade.",
        "past decade",
        date(2014, 5, 16),
        date(2024, 5, 16),
    );
    means(
        "They will meet over the next year.",
        "next year",
        date(2024, 5, 17),
        date(2025, 5, 16),
    );
    means(
        "It rained in the last three days of April.",
        "last three days of April",
        date(2024, 4, 28),
        date(2024, 4, 30),
    );
    means(
        "The first two weeks of May were dry.",
        "first two weeks of May",
        date(2024, 5, 1),
        date(2024, 5, 14),
    );
    says_nothing("The talks are to last two days.");
}

#[test]
fn years_and_decades_in_words() {
    let year = |source, words, year| means(source, words, date(year, 1, 1), date(year, 12, 31));
    year(
        "She left in nineteen ninety-six.",
        "nineteen ninety-six",
        1996,
    );
    year(
        "It closed in two thousand and four.",
        "two thousand and four",
        2004,
    );
    means_day(
        "He died on 6 April nineteen seventy.",
        "6 April nineteen seventy",
        date(1970, 4, 6),
    );
    means(
        "It was built in the late eighties.",
        "late eighties",
        date(1987, 1, 1),
        date(1989, 12, 31),
    );
    says_nothing("In two thousand villages the lights went out.");
}

#[test]
fn a_year_at_the_head_of_a_sentence_holds_for_its_months() {
    means_day(
        "In 1997, on June 30, the flag came down.",
        "June 30",
        date(1997, 6, 30),
    );
    means(
        "Last year it made a profit in the second quarter.",
        "second quarter",
        date(2023, 4, 1),
        date(2023, 6, 30),
    );
}

#[test]
fn what_was_told_counts_and_not_what_it_was_compared_with() {
    means(
        "He retired in 2011. That year he wrote a book.",
        "That year",
        date(2011, 1, 1),
        date(2011, 12, 31),
    );
    means(
        "Output rose in 2021 to 9 million tonnes from 7 million in 2015. A year earlier it had fallen.",
        "A year earlier",
        date(2020, 1, 1),
        date(2020, 12, 31),
    );
    means(
        "She fell ill in March 2020. Two years later she was well.",
        "Two years later",
        date(2022, 1, 1),
        date(2022, 12, 31),
    );
    means_day(
        "On the day after Christmas it snowed.",
        "day after Christmas",
        date(2023, 12, 26),
    );
    means_day(
        "They vote this coming Friday.",
        "this coming Friday",
        date(2024, 5, 17),
    );
    means_day(
        "The dam burst on April 3, and the following Friday the town was empty.",
        "following Friday",
        date(2024, 4, 5),
    );
}

#[test]
fn verbs_tell_whether_months_lie_ahead() {
    means(
        "He may quit in March.",
        "March",
        date(2025, 3, 1),
        date(2025, 3, 31),
    );
    means(
        "The ship may have sunk in March.",
        "March",
        date(2024, 3, 1),
        date(2024, 3, 31),
    );
    means(
        "Quotas may cut output in October.",
        "October",
        date(2024, 10, 1),
        date(2024, 10, 31),
    );
    means(
        "July sales were poor.",
        "July",
        date(2023, 7, 1),
        date(2023, 7, 31),
    );
    means(
        "The May report was wrong.",
        "May",
        date(2024, 5, 1),
        date(2024, 5, 31),
    );
    says_nothing("The prize goes to a novel each October.");
    says_nothing("He spoke of the fall in prices.");
}

#[test]
fn months_tied_to_years_in_digits() {
    means(
        "It is due 2024-12.",
        "2024-12",
        date(2024, 12, 1),
        date(2024, 12, 31),
    );
    means_day("It was filed 2019-Aug-01.", "2019-Aug-01", date(2019, 8, 1));
    means_day("It was filed on 11/24/89.", "11/24/89", date(1989, 11, 24));
    means(
        "The 1986/87 crop failed.",
        "1986/87",
        date(1986, 1, 1),
        date(1987, 12, 31),
    );
}

#[test]
fn holidays_have_their_weekends() {
    means(
        "Labor Day weekend was wet.",
        "Labor Day weekend",
        date(2023, 9, 2),
        date(2023, 9, 4),
    );
}

#[test]
fn full_dates_in_many_forms() {
    for words in [
        "16 January 2023",
        "Jan. 16, 2023",
        "January 16, 2023",
        "2023-01-16",
        "16/01/2023",
        "16.01.2023",
        "16th of January 2023",
        "Monday, Jan. 16, 2023",
        "Mon 16 Jan 2023",
        "Monday 16 January 2023",
        "January 16, 2023 (Monday)",
        "Monday, the 16th of January 2023",
        "16-Jan-2023",
    ] {
        means_day(
            &format!("It burnt on {words} in Savar."),
            words,
            date(2023, 1, 16),
        );
    }
}

#[test]
fn days_without_a_year_are_the_nearest() {
    means_day("It left on May 14.", "May 14", date(2024, 5, 14));
    means_day(
        "It was shut on Dec. 5 and 3 people left.",
        "Dec. 5",
        date(2023, 12, 5),
    );
    means_day(
        "The course will begin on 3 June.",
        "3 June",
        date(2024, 6, 3),
    );
    means_day("He left on the 14th, they said.", "14th", date(2024, 5, 14));
    means_day(
        "said on Thursday (October 19), as",
        "Thursday (October 19)",
        date(2023, 10, 19),
    );
}

#[test]
fn ranges_have_two_ends() {
    means(
        "a visit from Jan. 15 to 17",
        "Jan. 15 to 17",
        date(2024, 1, 15),
        date(2024, 1, 17),
    );
    means(
        "the visit of June 11-13 was",
        "June 11-13",
        date(2024, 6, 11),
        date(2024, 6, 13),
    );
    means(
        "from 10 to 13 June",
        "10 to 13 June",
        date(2024, 6, 10),
        date(2024, 6, 13),
    );
    means(
        "held on Nov. 7 and 8, the president said",
        "Nov. 7 and 8",
        date(2023, 11, 7),
        date(2023, 11, 8),
    );
    means(
        "from Dec. 30 to Jan. 2, it was",
        "Dec. 30 to Jan. 2",
        date(2023, 12, 30),
        date(2024, 1, 2),
    );
    means(
        "It was shut from Tuesday to Thursday.",
        "Tuesday to Thursday",
        date(2024, 5, 14),
        date(2024, 5, 16),
    );
    means(
        "In January–March, sales fell.",
        "January–March",
        date(2024, 1, 1),
        date(2024, 3, 31),
    );
    means(
        "Between 2009 and 2021, he",
        "2009 and 2021",
        date(2009, 1, 1),
        date(2021, 12, 31),
    );
    means(
        "from 2016-19 he was",
        "2016-19",
        date(2016, 1, 1),
        date(2019, 12, 31),
    );
}

#[test]
fn weekdays_are_past_unless_the_clause_looks_ahead() {
    means_day("He arrived on Tuesday.", "Tuesday", date(2024, 5, 14));
    means_day("He will arrive on Tuesday.", "Tuesday", date(2024, 5, 21));
    means_day(
        "It was due to open on Tuesday.",
        "Tuesday",
        date(2024, 5, 21),
    );
    means_day(
        "He said on Tuesday it would close.",
        "Tuesday",
        date(2024, 5, 14),
    );
    means_day(
        "The hearing continues on Monday.",
        "Monday",
        date(2024, 5, 20),
    );
    means_day(
        "Aid had been delivered by Tuesday.",
        "Tuesday",
        date(2024, 5, 14),
    );
    means_day("He came last Thursday.", "last Thursday", date(2024, 5, 9));
    means_day("By next Friday they go.", "next Friday", date(2024, 5, 24));
    means_day(
        "It will be sent this Sunday.",
        "this Sunday",
        date(2024, 5, 19),
    );
    means_day(
        "It burnt on Friday night.",
        "Friday night",
        date(2024, 5, 10),
    );
}

#[test]
fn stretches_are_counted_from_publication() {
    means_day("They met yesterday.", "yesterday", date(2024, 5, 15));
    means_day(
        "They met the day before yesterday.",
        "day before yesterday",
        date(2024, 5, 14),
    );
    means_day("They met last night.", "last night", date(2024, 5, 15));
    means(
        "They will meet this coming week.",
        "this coming week",
        date(2024, 5, 20),
        date(2024, 5, 26),
    );
    means(
        "They met last week.",
        "last week",
        date(2024, 5, 6),
        date(2024, 5, 12),
    );
    means(
        "They met earlier this month.",
        "earlier this month",
        date(2024, 5, 1),
        TODAY,
    );
    means(
        "They met earlier this week.",
        "earlier this week",
        date(2024, 5, 13),
        date(2024, 5, 15),
    );
    means(
        "They met late last year.",
        "late last year",
        date(2023, 10, 1),
        date(2023, 12, 31),
    );
    means(
        "It rained at the weekend.",
        "weekend",
        date(2024, 5, 11),
        date(2024, 5, 12),
    );
    means_day(
        "It ends by the end of June.",
        "end of June",
        date(2024, 6, 30),
    );
    means(
        "in June last year",
        "June last year",
        date(2023, 6, 1),
        date(2023, 6, 30),
    );
    means(
        "since the fall last year",
        "fall last year",
        date(2023, 9, 1),
        date(2023, 11, 30),
    );
    means(
        "He came last March.",
        "last March",
        date(2024, 3, 1),
        date(2024, 3, 31),
    );
    means_day("He came two weeks ago.", "two weeks ago", date(2024, 5, 2));
    means(
        "He came two years ago.",
        "two years ago",
        date(2022, 1, 1),
        date(2022, 12, 31),
    );
}

#[test]
fn months_quarters_and_years() {
    means(
        "In April, it began.",
        "April",
        date(2024, 4, 1),
        date(2024, 4, 30),
    );
    means(
        "It will end in September.",
        "September",
        date(2024, 9, 1),
        date(2024, 9, 30),
    );
    means(
        "since mid-June it rained",
        "mid-June",
        date(2024, 6, 11),
        date(2024, 6, 20),
    );
    means(
        "profit in the first quarter fell",
        "first quarter",
        date(2024, 1, 1),
        date(2024, 3, 31),
    );
    means(
        "in the second half of 2025",
        "second half of 2025",
        date(2025, 7, 1),
        date(2025, 12, 31),
    );
    means(
        "the first nine months of 2023",
        "first nine months of 2023",
        date(2023, 1, 1),
        date(2023, 9, 30),
    );
    means(
        "Q3 2024 was weak",
        "Q3 2024",
        date(2024, 7, 1),
        date(2024, 9, 30),
    );
    means(
        "It opened in 1912 and",
        "1912",
        date(1912, 1, 1),
        date(1912, 12, 31),
    );
    means(
        "made in 1482, a tiara",
        "1482",
        date(1482, 1, 1),
        date(1482, 12, 31),
    );
    means(
        "worked there in the 1970s.",
        "1970s",
        date(1970, 1, 1),
        date(1979, 12, 31),
    );
    means(
        "after the 2018 election he",
        "2018",
        date(2018, 1, 1),
        date(2018, 12, 31),
    );
    means_day(
        "on the first day of the new year",
        "first day of the new year",
        date(2024, 1, 1),
    );
    means_day(
        "He was shot on Good Friday.",
        "Good Friday",
        date(2024, 3, 29),
    );
    means_day(
        "He was shot on New Year's Eve.",
        "New Year's Eve",
        date(2023, 12, 31),
    );
}

#[test]
fn the_story_has_days_of_its_own() {
    means_day(
        "Trains left on Tuesday and came a day later.",
        "a day later",
        date(2024, 5, 15),
    );
    means_day(
        "It burnt on May 3. The following day it fell.",
        "following day",
        date(2024, 5, 4),
    );
    means_day(
        "He fled on 3 June 2019. Two days earlier he ate.",
        "Two days earlier",
        date(2019, 6, 1),
    );
    means(
        "Profit in the first quarter fell from 3 a year earlier.",
        "a year earlier",
        date(2023, 1, 1),
        date(2023, 3, 31),
    );
}

#[test]
fn clock_times_belong_to_a_day() {
    let at = |source: &str| {
        let (_, m) = mentions(source, Some(TODAY))
            .into_iter()
            .find(|(_, m)| m.span.time.is_some())
            .unwrap();
        (
            m.span.start,
            m.span.time.unwrap().to_string(),
            m.span.offset,
        )
    };
    let tuesday = date(2024, 5, 14);
    assert_eq!(
        at("It fell at 4:30 am on Tuesday."),
        (tuesday, "04:30:00".into(), None)
    );
    assert_eq!(at("It fell at 9:00pm."), (TODAY, "21:00:00".into(), None));
    assert_eq!(
        at("It fell at 2.10 am on Tuesday."),
        (tuesday, "02:10:00".into(), None)
    );
    assert_eq!(
        at("It fell on Tuesday. At 16:22 hours, he came."),
        (tuesday, "16:22:00".into(), None)
    );
    assert_eq!(
        at("It fell at 0500 GMT."),
        (TODAY, "05:00:00".into(), Some(0))
    );
    assert_eq!(
        at("It fell at 11:54 p.m. EDT on Tuesday."),
        (tuesday, "23:54:00".into(), Some(-240))
    );
    assert_eq!(
        at("It fell at half past four."),
        (TODAY, "04:30:00".into(), None)
    );
    assert_eq!(
        at("It fell on Tuesday afternoon at three o'clock."),
        (tuesday, "15:00:00".into(), None)
    );
    assert_eq!(
        at("It had closed by noon."),
        (TODAY, "12:00:00".into(), None)
    );
}

#[test]
fn units_are_counted_up_to_publication_and_from_it() {
    let day = |month, d| date(2024, month, d);
    means(
        "It fell in the past two weeks.",
        "past two weeks",
        day(5, 2),
        day(5, 16),
    );
    means(
        "They hope for the next 3 days.",
        "next 3 days",
        day(5, 17),
        day(5, 19),
    );
    means(
        "In the last two quarters it grew.",
        "last two quarters",
        date(2023, 10, 1),
        day(3, 31),
    );
    means(
        "The 5 past years were bad.",
        "5 past years",
        date(2019, 5, 16),
        day(5, 16),
    );
    means_day(
        "It opens two weeks from today.",
        "two weeks from today",
        day(5, 30),
    );
    means_day(
        "It opens in three weeks' time.",
        "three weeks' time",
        day(6, 6),
    );
    means_day("They will meet in two weeks.", "two weeks", day(5, 30));
    means_day(
        "Two days before yesterday it rained.",
        "Two days before yesterday",
        day(5, 13),
    );
    means_day(
        "It opens three days after Christmas.",
        "three days after Christmas",
        day(12, 28),
    );
    means(
        "They will close for three days from May 20.",
        "three days from May 20",
        day(5, 20),
        day(5, 22),
    );
    says_nothing("The first week in two years was bad, sales fell in two weeks.");
    says_nothing("They will be built in eight weeks to open the road.");
}

#[test]
fn pieces_are_counted_within_a_whole() {
    let day = |month, d| date(2024, month, d);
    means_day(
        "On the second Sunday in March they met.",
        "second Sunday in March",
        day(3, 10),
    );
    means_day(
        "On the last Friday of April they met.",
        "last Friday of April",
        day(4, 26),
    );
    means_day(
        "On the last day of May it ends.",
        "last day of May",
        day(5, 31),
    );
    means(
        "It was in the first week of October 2019.",
        "first week of October 2019",
        date(2019, 9, 30),
        date(2019, 10, 6),
    );
    means(
        "It was in the 3rd month of 2021.",
        "3rd month of 2021",
        date(2021, 3, 1),
        date(2021, 3, 31),
    );
    means(
        "In the week of June 3 they vote.",
        "week of June 3",
        day(6, 3),
        day(6, 9),
    );
    means(
        "In week 10 of 2019 it snowed.",
        "week 10 of 2019",
        date(2019, 3, 4),
        date(2019, 3, 10),
    );
    means(
        "Sales of the 1st quarter of 2013 fell.",
        "1st quarter of 2013",
        date(2013, 1, 1),
        date(2013, 3, 31),
    );
    means(
        "Sales in 2017 Q1 fell.",
        "2017 Q1",
        date(2017, 1, 1),
        date(2017, 3, 31),
    );
    means(
        "Sales rose in the year to date.",
        "year to date",
        day(1, 1),
        day(5, 16),
    );
    says_nothing("It was the second week in a row, and the first week of the war was worse.");
}

#[test]
fn a_weekday_can_name_its_week() {
    let day = |d| date(2024, 5, d);
    means_day(
        "He said so on Tuesday of last week.",
        "Tuesday of last week",
        day(7),
    );
    means_day(
        "He said so on Wednesday this week.",
        "Wednesday this week",
        day(15),
    );
    means_day(
        "They will vote next week on Tuesday.",
        "next week on Tuesday",
        day(21),
    );
    means_day("It was on Friday the tenth.", "Friday the tenth", day(10));
    means(
        "The week after next they vote.",
        "week after next",
        day(27),
        date(2024, 6, 2),
    );
}

#[test]
fn two_dates_can_be_the_ends_of_one_stretch() {
    let day = |month, d| date(2024, month, d);
    means(
        "Open from April until the end of June.",
        "April until the end of June",
        day(4, 1),
        day(6, 30),
    );
    means(
        "It ran from 2007 to the start of 2008.",
        "2007 to the start of 2008",
        date(2007, 1, 1),
        date(2008, 1, 1),
    );
    means(
        "Open between now and May 21.",
        "now and May 21",
        day(5, 16),
        day(5, 21),
    );
    means(
        "Sold between Jan. 22 and now.",
        "Jan. 22 and now",
        day(1, 22),
        day(5, 16),
    );
    means(
        "Open from the ninth to the seventeenth of April.",
        "ninth to the seventeenth of April",
        day(4, 9),
        day(4, 17),
    );
    assert_eq!(read("He moved on May 3 and died on May 5.", TODAY).len(), 2);
}

#[test]
fn days_are_written_in_digits_and_in_words() {
    let day = |month, d| date(2024, month, d);
    // Of two readings, the one nearer to publication.
    means_day("Paid on 5/12/2024.", "5/12/2024", day(5, 12));
    means_day("Paid on 12/5/2024.", "12/5/2024", day(5, 12));
    means_day("Due on 6/25.", "6/25", day(6, 25));
    means(
        "Open from 5/1 to 5/7, 2020.",
        "5/1 to 5/7, 2020",
        date(2020, 5, 1),
        date(2020, 5, 7),
    );
    means(
        "Open from 10/25/2023 - 10/30/2023.",
        "10/25/2023 - 10/30/2023",
        date(2023, 10, 25),
        date(2023, 10, 30),
    );
    means_day("Paid on Sep-23-2020.", "Sep-23-2020", date(2020, 9, 23));
    means_day("paid on 26 june.", "26 june", day(6, 26));
    means_day("It was on July Fourth.", "July Fourth", day(7, 4));
    means_day(
        "It was on January first 2000.",
        "January first 2000",
        date(2000, 1, 1),
    );
    means_day(
        "It was on the twenty-third of April.",
        "twenty-third of April",
        day(4, 23),
    );
    for text in [
        "They cut rates by 3/4 and are on 24/7 alert after 9/11.",
        "At least 5 may have died and troops march 20 miles.",
        "odds of 11/4",
    ] {
        says_nothing(text);
    }
}

/// Rules that ask for a date within a date must not call each other in a circle.
#[test]
fn long_chains_are_read_in_one_go() {
    for link in [
        "2 days after ",
        "two days before the ",
        "first week of the ",
        "week of the ",
        "last week of last week of ",
        "Christmas last ",
        "5 past ",
        "from 2007 to ",
        "between now and 2 days from ",
        "week starting on Monday, ",
        "1/2-",
    ] {
        check(&link.repeat(20_000));
    }
}

#[test]
fn holidays_are_dates_where_they_tell_a_day() {
    let day = |month, d| date(2024, month, d);
    means_day(
        "Shops close on Thanksgiving.",
        "Thanksgiving",
        date(2023, 11, 23),
    );
    means_day(
        "Sales began on Black Friday 2010.",
        "Black Friday 2010",
        date(2010, 11, 26),
    );
    means_day("It opens on Memorial Day.", "Memorial Day", day(5, 27));
    means_day("He died on Ash Wednesday.", "Ash Wednesday", day(2, 14));
    means_day(
        "He was well last Christmas.",
        "last Christmas",
        date(2023, 12, 25),
    );
    means_day("They meet next Easter.", "next Easter", date(2025, 4, 20));
    says_nothing(
        "Black Friday sales and Thanksgiving turkeys are good for the new Earth Day fund.",
    );
}

#[test]
fn months_are_known_in_small_letters() {
    let day = |month, d| date(2024, month, d);
    means("They left in april.", "april", day(4, 1), day(4, 30));
    means_day(
        "They met on the first tuesday of february.",
        "first tuesday of february",
        day(2, 6),
    );
    says_nothing("They may march on, an august body.");
}

#[test]
fn months_stand_before_names_and_beside_each_other() {
    let month = |m| (date(2024, m, 1), date(2024, m, 1).last_of_month());
    for (source, words, (start, end)) in [
        ("In January Canada and France agreed.", "January", month(1)),
        (
            "Prices were up on February U.S. sales.",
            "February",
            month(2),
        ),
        ("Sales in the first half of March fell.", "March", month(3)),
        ("In the year ended March it lost more.", "March", month(3)),
    ] {
        means(source, words, start, end);
    }
    means(
        "They looked for work from July to February.",
        "July to February",
        date(2023, 7, 1),
        date(2024, 2, 29),
    );
    means(
        "Output rose in the January/March quarter from the previous three months.",
        "previous three months",
        date(2023, 10, 1),
        date(2023, 12, 31),
    );
    means(
        "They offer the berries for June to November delivery.",
        "June to November",
        date(2024, 6, 1),
        date(2024, 11, 30),
    );
    means(
        "Output fell in the January/March quarter.",
        "January/March",
        date(2024, 1, 1),
        date(2024, 3, 31),
    );
    says_nothing("The film stars January Jones.");
}

#[test]
fn a_day_of_the_calendar_can_be_the_last_or_the_next_one() {
    means_day(
        "It opened last September 8.",
        "last September 8",
        date(2023, 9, 8),
    );
    means_day("It closed last 12 June.", "last 12 June", date(2023, 6, 12));
    means_day("It is due next April 6.", "next April 6", date(2025, 4, 6));
    means_day(
        "It is due next 6th of April.",
        "next 6th of April",
        date(2025, 4, 6),
    );
    means_day("It was due last 6/25.", "last 6/25", date(2023, 6, 25));
    says_nothing("The last 3/4 of the way was hard.");
}

#[test]
fn days_of_a_month_that_is_counted_from_publication() {
    let day = |month, d| date(2024, month, d);
    means_day(
        "They meet on the 20th of this month.",
        "20th of this month",
        day(5, 20),
    );
    means_day(
        "They met on the third of last month.",
        "third of last month",
        day(4, 3),
    );
    means(
        "It rained in the first week in April.",
        "first week in April",
        day(4, 1),
        day(4, 7),
    );
    let third = read("It rained for a third week in April.", TODAY);
    assert!(
        third.iter().all(|(words, ..)| words == "April"),
        "{third:?}"
    );
}

#[test]
fn both_days_of_a_stretch_can_have_articles() {
    let day = |month, d| date(2024, month, d);
    for source in [
        "The fair ran from the 13th to the 15th of March.",
        "The fair ran from the 13th to the 15th March.",
        "The fair ran from March 13 thru 15.",
    ] {
        let found = read(source, TODAY);
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        assert_eq!(
            (found[0].1, found[0].2),
            (day(3, 13), day(3, 15)),
            "{source}"
        );
    }
    means(
        "Figures for 5 March 2023 to today are missing.",
        "5 March 2023 to today",
        date(2023, 3, 5),
        TODAY,
    );
}

#[test]
fn working_days_pass_over_weekends() {
    let day = |d| date(2024, 5, d);
    means(
        "It hopes to pay in the next three business days.",
        "next three business days",
        day(17),
        day(21),
    );
    means(
        "It fell in the past four trading days.",
        "past four trading days",
        day(10),
        day(15),
    );
    means(
        "They will vote next working week.",
        "next working week",
        day(20),
        day(24),
    );
    means_day(
        "It was paid five working days ago.",
        "five working days ago",
        day(9),
    );
}

#[test]
fn units_of_two_kinds_are_counted_together() {
    means_day(
        "They left two weeks and two days ago.",
        "two weeks and two days ago",
        date(2024, 4, 30),
    );
    means(
        "They left two years and three months ago.",
        "two years and three months ago",
        date(2022, 2, 1),
        date(2022, 2, 28),
    );
    means(
        "Output fell over the two previous months.",
        "two previous months",
        date(2024, 3, 16),
        TODAY,
    );
    means(
        "Prices rose in March after falling in the two previous months.",
        "two previous months",
        date(2024, 1, 1),
        date(2024, 2, 29),
    );
    means(
        "In 2022 it lost what it had earned in the previous three years.",
        "previous three years",
        date(2019, 1, 1),
        date(2021, 12, 31),
    );
}

#[test]
fn a_weekday_tells_which_day_some_weeks_off_is_meant() {
    let day = |month, d| date(2024, month, d);
    means_day(
        "They met on Saturday two weeks ago.",
        "Saturday two weeks ago",
        day(5, 4),
    );
    means_day(
        "They met a week ago Tuesday.",
        "a week ago Tuesday",
        day(5, 7),
    );
    means_day(
        "They will meet on Monday three weeks from now.",
        "Monday three weeks from now",
        day(6, 3),
    );
    means_day(
        "They will meet in ten days on Sunday.",
        "ten days on Sunday",
        day(5, 26),
    );
    means_day(
        "They met two weeks ago, and on Friday they met again.",
        "Friday",
        day(5, 10),
    );
}

#[test]
fn a_number_behind_a_weekday_can_be_its_day() {
    means_day("They meet on Monday 20.", "Monday 20", date(2024, 5, 20));
    means_day(
        "They will meet Friday 24 at noon.",
        "Friday 24",
        date(2024, 5, 24),
    );
    means_day(
        "They will meet on the 24 at 4 p.m.",
        "24",
        date(2024, 5, 24),
    );
    means_day(
        "They met last Friday (Apr-12).",
        "last Friday (Apr-12)",
        date(2024, 4, 12),
    );
    let count = read("On Monday 20 died, on Tuesday 12 more.", TODAY);
    assert!(
        count.iter().all(|(words, ..)| !words.contains(' ')),
        "{count:?}"
    );
}

#[test]
fn short_weekdays_behind_a_week() {
    let day = |d| date(2024, 5, d);
    means_day(
        "Talks are set for next week Mon or Tue.",
        "next week Mon",
        day(20),
    );
    says_nothing("It was a Sun exclusive, or Sat it on its head.");
}

#[test]
fn days_are_spelled_as_they_are_spoken() {
    means_day(
        "\u{201c}It was May twenty-nine,\u{201d} he said.",
        "May twenty-nine",
        date(2024, 5, 29),
    );
    means_day(
        "The offer runs until June three, the firm said.",
        "June three",
        date(2024, 6, 3),
    );
    means(
        "Of those who came in March two of them left, and in April five more.",
        "March",
        date(2024, 3, 1),
        date(2024, 3, 31),
    );
    means_day(
        "It began on fifteen August nineteen ninety-three.",
        "fifteen August nineteen ninety-three",
        date(1993, 8, 15),
    );
    means(
        "It carried out a three-for-two October 2016 split.",
        "October 2016",
        date(2016, 10, 1),
        date(2016, 10, 31),
    );
    means_day(
        "It ends on January first two thousand and thirty-two.",
        "January first two thousand and thirty-two",
        date(2032, 1, 1),
    );
    means(
        "In March twenty-two, all of them men, left.",
        "March",
        date(2024, 3, 1),
        date(2024, 3, 31),
    );
}

#[test]
fn a_date_says_more_of_the_day_beside_it() {
    means_day(
        "It opens tomorrow, May 17.",
        "tomorrow, May 17",
        date(2024, 5, 17),
    );
    means_day(
        "It rained yesterday (15 May 2024).",
        "yesterday (15 May 2024",
        date(2024, 5, 15),
    );
}

#[test]
fn dates_are_glued_to_a_label_or_a_bullet() {
    means_day(
        "Updated:30 December 2023",
        "30 December 2023",
        date(2023, 12, 30),
    );
    means_day("-2020-07-01- it began.", "2020-07-01", date(2020, 7, 1));
    says_nothing("The ratio was 3:30.");
}

#[test]
fn years_of_accounts_have_short_names() {
    let years = |a, b| (date(a, 1, 1), date(b, 12, 31));
    for (source, words, (start, end)) in [
        ("Profit fell in FY2023.", "FY2023", years(2023, 2023)),
        (
            "Profit fell in FY 2023-24.",
            "FY 2023-24",
            years(2023, 2024),
        ),
        ("Profit fell in FY24.", "FY24", years(2024, 2024)),
        ("Profit fell in CY 2022.", "CY 2022", years(2022, 2022)),
    ] {
        means(source, words, start, end);
    }
}

#[test]
fn what_was_before_needs_no_article() {
    let day = |month, d| date(2024, month, d);
    means(
        "Stocks rose from previous week.",
        "previous week",
        day(5, 6),
        day(5, 12),
    );
    means(
        "Let's discuss that in the following quarter.",
        "following quarter",
        day(7, 1),
        day(9, 30),
    );
    means(
        "He was young in nineties.",
        "nineties",
        date(1990, 1, 1),
        date(1999, 12, 31),
    );
    says_nothing("She died in her nineties.");
    for (source, words) in [
        ("Prices fell in the early 90s.", "early 90s"),
        ("Nobody has seen it since the 80s.", "80s"),
    ] {
        let found = read(source, TODAY);
        assert!(
            found.iter().any(|(w, ..)| w == words),
            "{source}: {found:?}"
        );
    }
    says_nothing("He is in his late 80s and it was hot, with highs in the 80s.");
}

#[test]
fn holidays_in_small_letters_and_of_other_churches() {
    let day = |year, month, d| date(year, month, d);
    means_day(
        "The shop will close on christmas eve at 6.",
        "christmas eve",
        day(2024, 12, 24),
    );
    means(
        "They met on the weekend of halloween.",
        "weekend of halloween",
        day(2023, 10, 28),
        day(2023, 10, 29),
    );
    means_day(
        "Guns fell silent for Orthodox Easter.",
        "Orthodox Easter",
        day(2024, 5, 5),
    );
    means_day(
        "Guns fell silent on Orthodox Christmas.",
        "Orthodox Christmas",
        day(2024, 1, 7),
    );
    says_nothing("It was a good friday night, and christmas shopping was over.");
}

#[test]
fn names_counts_and_durations_are_no_dates() {
    for source in [
        "Theresa May may march on.",
        "The Sun and The Sunday Times said so.",
        "It took three days and six hours.",
        "a two-day visit within 24 hours",
        "He was 27 and came second.",
        "They won 3-2 in 2:05:20.",
        "2000 people came with 1500 troops.",
        "Flight 2019 and the F-2019 left.",
        "It cost $2020 or 1,999 euros.",
        "every Monday and on Sundays",
        "the player of the year",
        "at 5.40 per cent",
        "His best was 2:06 long ago",
        "the fall of Kabul",
        "a crowd of 1400",
    ] {
        says_nothing(source);
    }
}

#[test]
fn the_day_of_a_statement_is_told_from_the_day_of_what_was_said() {
    let of = |source: &str| {
        mentions(source, Some(TODAY))
            .into_iter()
            .map(|(_, m)| m.of_statement)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("Police said on Tuesday that he died on Monday."),
        [true, false]
    );
    assert_eq!(of("He told reporters Monday."), [true]);
    assert_eq!(of("The minister on Friday said so."), [true]);
    assert_eq!(of("He was shot on Friday, police said."), [false]);
}

#[test]
fn a_wrong_weekday_is_named() {
    let (_, m) = mentions("It came on Tuesday, January 22, 2025.", Some(TODAY)).remove(0);
    assert_eq!(
        m.weekday_conflict.as_deref(),
        Some("January 22, 2025 is a Wednesday")
    );
    let (_, m) = mentions("It came on Wednesday, January 22, 2025.", Some(TODAY)).remove(0);
    assert_eq!(m.weekday_conflict, None);
}

#[test]
fn without_a_day_of_publication_only_what_stands_by_itself_is_resolved() {
    let days = |source: &str| {
        mentions(source, None)
            .into_iter()
            .map(|(words, _)| words)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        days("It fell yesterday, or on 3 May 2021, or on Tuesday, or on 5 May."),
        ["3 May 2021", "5 May"]
    );
}

#[test]
fn publication_within_days_widens_what_is_counted_from_it() {
    let source = "It fell yesterday. It rained on Monday.";
    let text = Text::new(source, &[]);
    let published = DateSpan::new(
        date(2023, 1, 3),
        date(2023, 1, 4),
        crate::value::Grain::Range,
    );
    let found = resolve(&text, &find(&text), Some(&published), None);
    assert_eq!(
        (found[0].span.start, found[0].span.end),
        (date(2023, 1, 2), date(2023, 1, 3))
    );
    assert_eq!(
        (found[1].span.start, found[1].span.end),
        (date(2023, 1, 2), date(2023, 1, 2))
    );
}

/// Words out of which nonsense that nearly is a date can be made.
fn fragment() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Jan.",
        "May",
        "March",
        "Tuesday",
        "Sun",
        "12",
        "31",
        "2024",
        "1482",
        "9999",
        "0",
        "4:30",
        "am",
        "p.m.",
        "GMT",
        "half",
        "past",
        "four",
        "to",
        "and",
        "-",
        "–",
        "(",
        ")",
        ",",
        ".",
        "the",
        "of",
        "last",
        "next",
        "this",
        "week",
        "weekend",
        "month",
        "year",
        "day",
        "days",
        "before",
        "after",
        "yesterday",
        "14th",
        "s",
        "1990",
        "first",
        "quarter",
        "nine",
        "months",
        "early",
        "mid",
        "end",
        "late",
        "two",
        "ago",
        "earlier",
        "later",
        "following",
        "that",
        "in",
        "on",
        "until",
        "will",
        "said",
        "Easter",
        "New",
        "Year",
        "'s",
        "Eve",
        "\n",
        "noon",
        "Q",
        "3",
        "summer",
        "24",
        ":",
        "60",
        "999",
        "/",
        "€",
        "é",
        "0500",
        "hours",
        "after",
        "before",
        "between",
        "and",
        "now",
        "weeks",
        "week",
        "Sunday",
        "last",
        "31",
        "53",
        "999",
        "2199",
        "Thanksgiving",
        "twenty",
        "the",
        "time",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(source in "\\PC{0,200}") {
        check(&source);
    }

    #[test]
    fn any_run_of_date_words_is_read_without_panic(words in prop::collection::vec(fragment(), 0..40), glue in any::<bool>()) {
        check(&words.join(if glue { "" } else { " " }));
    }
}

/// Ranges lie in the text, in order and apart; spans are never inverted.
fn check(source: &str) {
    let text = Text::new(source, &[]);
    let found = find(&text);
    let mut end = 0;
    for expression in &found {
        assert!(expression.tokens.start >= end && expression.tokens.end > expression.tokens.start);
        end = expression.tokens.end;
        assert!(end <= text.tokens.len());
    }
    for published in [
        None,
        Some(DateSpan::day(TODAY)),
        Some(DateSpan::day(Date::MAX)),
        Some(DateSpan::day(Date::MIN)),
    ] {
        for mention in resolve(&text, &found, published.as_ref(), None) {
            assert!(mention.span.start <= mention.span.end);
        }
    }
}

#[test]
fn minutes_past_and_to_an_hour() {
    let time = |source: &str| {
        let found = mentions(source, Some(TODAY));
        found.first().and_then(|(_, m)| m.span.time)
    };
    let at = |hour, minute| jiff::civil::Time::new(hour, minute, 0, 0).ok();
    assert_eq!(time("It sank at 41 minutes past midnight."), at(0, 41));
    assert_eq!(time("It sank at twenty to midnight."), at(23, 40));
    assert_eq!(time("It sank at eleven minutes past four."), at(4, 11));
    assert_eq!(time("It sank at six minutes to five."), at(4, 54));
    assert_eq!(time("The wall fell in; help came at 0717."), at(7, 17));
    assert_eq!(
        time("The lights went out at seven that evening."),
        at(19, 0)
    );
}

#[test]
fn small_hours_told_after_an_evening_are_of_the_next_day() {
    let source = "The crew called at 10:40 p.m. on Tuesday. The port heard of it at 2:15 a.m.";
    means_day(source, "2:15 a.m.", date(2024, 5, 15));
    let source = "A ship sank on Tuesday. The port said at 08:00 today that all were safe. It had left \
                  at 17:30.";
    means_day(source, "17:30", date(2024, 5, 14));
    let source = "She died on Tuesday at 3:20 a.m. local time (2120 GMT Monday).";
    means_day(source, "3:20 a.m.", date(2024, 5, 14));
}

#[test]
fn limits_and_days_fixed_look_ahead() {
    means_day(
        "The port stays shut until Saturday.",
        "Saturday",
        date(2024, 5, 18),
    );
    means_day(
        "The state declared Monday a day of mourning.",
        "Monday",
        date(2024, 5, 20),
    );
    means_day(
        "Talks have been rescheduled for Monday.",
        "Monday",
        date(2024, 5, 20),
    );
    means_day(
        "Forecasters expect rain on Sunday.",
        "Sunday",
        date(2024, 5, 19),
    );
}

#[test]
fn short_years_and_days_that_are_none() {
    means(
        "I voted No in '87.",
        "'87",
        date(1987, 1, 1),
        date(1987, 12, 31),
    );
    says_nothing("It came 30 years to the day after independence.");
}
