//! The words of which date expressions are built.

use super::cues::Cues;
use super::holidays;
use crate::text::table::WordMap;
use crate::text::{Text, TokenKind};
use jiff::civil::Weekday;
use std::sync::LazyLock;

/// A stretch of the calendar that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A day.
    Day,
    /// A day from Monday to Friday.
    Workday,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A piece of a longer stretch of time that can be counted within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Piece {
    /// "the second Sunday".
    Weekday(Weekday),
    /// "the first week".
    Unit(Unit),
}

/// Which one of a row is meant, counted from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// Not said: "Tuesday".
    Open,
    /// "last Tuesday".
    Last,
    /// "this Tuesday".
    This,
    /// "next Tuesday".
    Next,
}

/// A part of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// "early April": the first third.
    Early,
    /// "mid-April": the second third.
    Mid,
    /// "late April": the last third.
    Late,
    /// "the start of April": its first day.
    Start,
    /// "the end of April": its last day.
    End,
    /// "earlier this month": up to the day of publication.
    SoFar,
    /// "later this month": from the day of publication on.
    Rest,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// Until noon.
    Morning,
    /// From noon on.
    Afternoon,
    /// Before the night.
    Evening,
    /// The night.
    Night,
}

/// What a word can be within a date expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Other,
    Month(i8),
    Weekday(i8),
    /// Days from today.
    Day(i8),
    Unit(Unit),
    Which(Which),
    /// The month in which the season begins.
    Season(i8),
    Part(Part),
    DayPart(DayPart),
    Number(u8),
    Ordinal(u8),
    /// The tens of the years of a decade: "the nineties".
    Decade(u8),
    /// The hour of noon or midnight.
    Noon(i8),
    /// Hours to add to the hour told.
    Meridiem(i8),
    /// Minutes east of UTC.
    Zone(Option<i16>),
    /// The first word of the name of a holiday.
    Holiday,
}

const TABLE: &str = include_str!("words.txt");

static WORDS: LazyLock<WordMap<Word>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    // What a word means by itself goes before its being the first of a holiday's name.
    let holidays = holidays::first_words().map(|name| (name, Word::Holiday));
    holidays.chain(lines.flat_map(entries)).collect()
});

/// The words of one line of the table, each with its meaning.
fn entries(line: &'static str) -> Vec<(&'static str, Word)> {
    let mut fields = line.split_whitespace();
    let (Some(class), Some(value)) = (fields.next(), fields.next()) else {
        return Vec::new();
    };
    match meaning(class, value) {
        Some(word) => fields.map(|name| (name, word)).collect(),
        None => Vec::new(),
    }
}

/// What a class and its value in the table stand for.
fn meaning(class: &str, value: &str) -> Option<Word> {
    Some(match class {
        "month" => Word::Month(value.parse().ok()?),
        "weekday" => Word::Weekday(value.parse().ok()?),
        "day" => Word::Day(value.parse().ok()?),
        "season" => Word::Season(value.parse().ok()?),
        "number" => Word::Number(value.parse().ok()?),
        "decade" => Word::Decade(value.parse().ok()?),
        "ordinal" => Word::Ordinal(value.parse().ok()?),
        "noon" => Word::Noon(value.parse().ok()?),
        "meridiem" => Word::Meridiem(value.parse().ok()?),
        "zone" => Word::Zone(value.parse().ok()),
        "unit" => Word::Unit(unit(value)?),
        "which" => Word::Which(which(value)?),
        "part" => Word::Part(part(value)?),
        "daypart" => Word::DayPart(day_part(value)?),
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn which(name: &str) -> Option<Which> {
    Some(match name {
        "last" => Which::Last,
        "this" => Which::This,
        "next" => Which::Next,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        "start" => Part::Start,
        "end" => Part::End,
        "sofar" => Part::SoFar,
        "rest" => Part::Rest,
        _ => return None,
    })
}

fn day_part(name: &str) -> Option<DayPart> {
    Some(match name {
        "morning" => DayPart::Morning,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" => DayPart::Night,
        _ => return None,
    })
}

/// Does the word (in lower case) name a day of the week or a month?
pub(crate) fn names_day_or_month(word: &str) -> bool {
    matches!(WORDS.get(word), Some(Word::Weekday(_) | Word::Month(_)))
}

/// What every token of a text can be within a date expression.
pub(super) fn classify(text: &Text) -> Vec<Word> {
    (0..text.tokens.len()).map(|i| class(text, i)).collect()
}

fn class(text: &Text, i: usize) -> Word {
    if text.kind(i) != Some(TokenKind::Word) {
        return Word::Other;
    }
    let lower = text.lower(i);
    match WORDS.get(lower).copied() {
        // These are verbs, names of other things or parts of words when written small.
        Some(Word::Month(_) | Word::Weekday(_))
            if needs_capital(lower) && !capital(text, i) && !beside_a_number(text, i) =>
        {
            Word::Other
        }
        Some(Word::Zone(_)) if text.word(i).bytes().any(|b| b.is_ascii_lowercase()) => Word::Other,
        Some(word) => word,
        None => Word::Other,
    }
}

fn needs_capital(lower: &str) -> bool {
    lower.len() <= 5 && !matches!(lower, "april" | "june" | "july") || lower == "august"
}

/// "26 sept", "14th of nov", "dec 5": in small letters a number tells these months from other words.
fn beside_a_number(text: &Text, i: usize) -> bool {
    let number = |k: usize| text.kind(k) == Some(TokenKind::Number) && text.word(k).len() <= 4;
    let month = Cues::of(text.lower(i)).any(Cues::MONTH_IN_SMALL_LETTERS);
    let tied = |k: usize| matches!(text.lower(k), "-" | "/") && text.glued(k) && text.glued(k + 1);
    if month && i >= 2 && tied(i - 1) && text.kind(i - 2) == Some(TokenKind::Number) {
        return tied(i + 1) && text.kind(i + 2) == Some(TokenKind::Number);
    }
    let before = |k: usize| matches!(text.lower(k), "st" | "nd" | "rd" | "th" | "of") || number(k);
    if month && i >= 1 && text.is(i - 1, "(") && tied(i + 1) && number(i + 2) {
        return true;
    }
    month && !text.glued(i) && (number(i + 1) || i.checked_sub(1).is_some_and(before))
}

fn capital(text: &Text, i: usize) -> bool {
    text.word(i).starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        let lines = TABLE
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty());
        for line in lines {
            assert!(!entries(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn verbs_and_names_are_no_months() {
        let text = Text::new("they may march in May", &[]);
        assert_eq!(
            classify(&text)[1..],
            [Word::Other, Word::Other, Word::Other, Word::Month(5)]
        );
    }
}
