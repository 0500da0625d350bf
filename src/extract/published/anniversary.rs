//! The year of publication that follows from an anniversary: "the 50th anniversary of ties, which
//! date from 1974" was written in 2024.

use super::clues::first_day;
use super::counts;
use crate::extract::date::DateExpression;
use crate::text::Text;
use std::ops::Range;
use std::sync::LazyLock;

/// How many tokens may lie between "anniversary" and the year of what is remembered.
const REACH: usize = 24;

/// How many anniversaries of one article are looked at.
const MOST: usize = 8;
/// Whatever is older has no anniversaries in the news.
const OLDEST: i16 = 500;

const TABLE: &str = include_str!("anniversaries.txt");

/// Years of events, each with the words that name it.
static EVENTS: LazyLock<Vec<(i16, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' ').and_then(event))
        .collect()
});

fn event((year, words): (&'static str, &'static str)) -> Option<(i16, Vec<&'static str>)> {
    Some((year.parse().ok()?, words.split_whitespace().collect()))
}

/// The year that follows from the first anniversary of a known year, with its words.
pub(super) fn year(text: &Text, dates: &[DateExpression]) -> Option<(i16, String)> {
    (1..text.tokens.len())
        .filter(|&i| text.is(i, "anniversary"))
        .take(MOST)
        .find_map(|i| {
            let (count, start) = counts::ordinal_before(text, i)?;
            let count = i16::try_from(count).ok().filter(|n| *n <= OLDEST)?;
            let event = year_known(text, i).or_else(|| year_named(text, dates, i))?;
            let words = text.source()[text.span(start..i + 1)].to_owned();
            Some((event.checked_add(count)?, words))
        })
}

/// The year that the same sentence names shortly after.
fn year_named(text: &Text, dates: &[DateExpression], i: usize) -> Option<i16> {
    let sentence = text.sentences.get(text.sentence_of(i))?;
    let end = sentence.tokens.end.min(i + REACH);
    let from = dates.partition_point(|e| e.tokens.start <= i);
    let mut near = dates
        .get(from..)?
        .iter()
        .take_while(|e| e.tokens.start < end);
    near.find_map(|e| first_day(&e.meaning))
        .map(|day| day.year())
}

/// The year that everybody knows.
fn year_known(text: &Text, i: usize) -> Option<i16> {
    let sentence = text.sentences.get(text.sentence_of(i))?.tokens.clone();
    let near = i..sentence.end.min(i + REACH / 2);
    EVENTS
        .iter()
        .find(|(_, words)| {
            words.iter().all(|word| match word.strip_prefix('+') {
                Some(word) => stands_in(text, &(0..text.tokens.len()), word),
                None => stands_in(text, &near, word),
            })
        })
        .map(|(year, _)| *year)
}

fn stands_in(text: &Text, tokens: &Range<usize>, word: &str) -> bool {
    tokens.clone().any(|k| text.is(k, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::date::find;

    fn of(source: &str) -> Option<i16> {
        let text = Text::new(source, &[]);
        year(&text, &find(&text)).map(|(year, _)| year)
    }

    #[test]
    fn anniversaries_of_named_and_known_years_tell_the_year() {
        assert_eq!(
            of("the 50th anniversary of ties, which date from Jan. 31, 1974."),
            Some(2024)
        );
        assert_eq!(
            of("marked the 80th anniversary of the end of World War II."),
            Some(2025)
        );
        assert_eq!(of("the 10th anniversary of the firm"), None);
    }

    #[test]
    fn a_country_tells_whose_day_it_is() {
        let liberation = "the 79th anniversary of national liberation";
        assert_eq!(of(&format!("South Korea marked {liberation}.")), Some(2024));
        assert_eq!(of(&format!("Ruritania marked {liberation}.")), None);
        let armistice = "the 70th anniversary of the armistice";
        assert_eq!(of(&format!("North Korea marked {armistice}.")), Some(2023));
        assert_eq!(of(&format!("Paris marked {armistice}.")), Some(1988));
    }

    #[test]
    fn every_line_of_the_table_is_understood() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(EVENTS.len(), lines);
    }
}
