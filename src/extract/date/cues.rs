//! Words around a date expression that decide how it is read.

use rustc_hash::FxHashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

/// A set of groups of `cues.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::extract) struct Cues(u32);

macro_rules! groups {
    ($($name:ident $heading:literal $bit:literal),* $(,)?) => {
        impl Cues {
            $(#[doc = concat!("`[", $heading, "]`")] pub(in crate::extract) const $name: Cues = Cues(1 << $bit);)*

            /// The group under a heading of the table.
            fn group(heading: &str) -> Option<Cues> {
                match heading {
                    $($heading => Some(Cues::$name),)*
                    _ => None,
                }
            }
        }
    };
}

groups! {
    FUTURE "future" 0, PROSPECT "prospect" 1, ARRANGED "arranged" 2, PAST "past" 3,
    REPORTING "reporting" 4, BOUNDARY "boundary" 5, FUNCTION "function" 6,
    YEAR_BEFORE "year_before" 7, YEAR_SURELY "year_surely" 8, COUNTED "counted" 9, EVENT "event" 10,
    MONTH_BEFORE "month_before" 11, MONTH_SURELY "month_surely" 12,
    WEEKDAY_NOT_AFTER "weekday_not_after" 13, WEEKDAY_NOT_BEFORE "weekday_not_before" 14,
    AWARDED "awarded" 15, CLOCK_BEFORE "clock_before" 16, CLOCK_VERB "clock_verb" 17,
    PREPOSITION "preposition" 18, NOUN_TOO "noun_too" 19, DETERMINER "determiner" 20,
    SEPTEMBER_11 "september_11" 21,
    LABEL "label" 22, VAGUE "vague" 23,
    MONTH_IN_SMALL_LETTERS "month_in_small_letters" 24,
    SURE_MONTH "sure_month" 25, MONTH_NOT_AFTER "month_not_after" 26, RESULT "result" 27,
    COMPARED "compared" 28, COMPARISON "comparison" 29,
    NOT_PAST "not_past" 30,
}

impl Cues {
    /// The groups in which a word in lower case stands.
    pub(in crate::extract) fn of(word: &str) -> Cues {
        TABLE.get(word).copied().unwrap_or_default()
    }

    /// Is one of these groups among those?
    pub(in crate::extract) fn any(self, groups: Cues) -> bool {
        self.0 & groups.0 != 0
    }
}

impl BitOr for Cues {
    type Output = Cues;

    fn bitor(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }
}

const SOURCE: &str = include_str!("cues.txt");

static TABLE: LazyLock<FxHashMap<&'static str, Cues>> = LazyLock::new(|| {
    let mut table: FxHashMap<&'static str, Cues> = FxHashMap::default();
    let mut group = Cues::default();
    for line in SOURCE.lines().filter(|line| !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            group = Cues::group(heading).unwrap_or_default();
            continue;
        }
        for word in line.split_whitespace() {
            let entry = table.entry(word).or_default();
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
