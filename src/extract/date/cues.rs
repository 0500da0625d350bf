//! Words around a date expression that decide how it is read.

use crate::text::table::{WordMap, word_groups};
use std::sync::LazyLock;

word_groups! {
    /// A set of groups of `cues.txt`.
    pub(in crate::extract) Cues(u32) {
        FUTURE "future", PROSPECT "prospect", ARRANGED "arranged", PAST "past",
        REPORTING "reporting", BOUNDARY "boundary", FUNCTION "function",
        YEAR_BEFORE "year_before", YEAR_SURELY "year_surely", COUNTED "counted", EVENT "event",
        MONTH_BEFORE "month_before", MONTH_SURELY "month_surely",
        WEEKDAY_NOT_AFTER "weekday_not_after", WEEKDAY_NOT_BEFORE "weekday_not_before",
        AWARDED "awarded", CLOCK_BEFORE "clock_before", CLOCK_VERB "clock_verb",
        PREPOSITION "preposition", NOUN_TOO "noun_too", DETERMINER "determiner",
        SEPTEMBER_11 "september_11", LABEL "label", VAGUE "vague",
        MONTH_IN_SMALL_LETTERS "month_in_small_letters", SURE_MONTH "sure_month",
        MONTH_NOT_AFTER "month_not_after", RESULT "result", COMPARED "compared",
        COMPARISON "comparison", NOT_PAST "not_past",
    }
}

impl Cues {
    /// The groups in which a word in lower case stands.
    pub(in crate::extract) fn of(word: &str) -> Cues {
        TABLE.get(word).copied().unwrap_or_default()
    }
}

const SOURCE: &str = include_str!("cues.txt");

static TABLE: LazyLock<WordMap<Cues>> = LazyLock::new(|| {
    let mut table: WordMap<Cues> = WordMap::default();
    let mut group = Cues::default();
    for line in SOURCE.lines().filter(|line| !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            group = Cues::group(heading).unwrap_or_default();
            continue;
        }
        for word in line.split_whitespace() {
            let entry = table.entry(word);
            *entry = *entry | group;
        }
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_a_group() {
        let headings = SOURCE
            .lines()
            .filter_map(|l| l.strip_prefix('[').and_then(|l| l.strip_suffix(']')));
        assert!(headings.into_iter().all(|h| Cues::group(h).is_some()));
    }

    #[test]
    fn a_word_can_stand_in_several_groups() {
        assert!(Cues::of("could").any(Cues::FUTURE));
        assert!(Cues::of("could").any(Cues::FUNCTION));
        assert!(!Cues::of("could").any(Cues::PAST));
        assert!(!Cues::of("zebra").any(Cues::FUTURE | Cues::PAST));
    }
}
