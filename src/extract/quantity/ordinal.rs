//! Ordinals that count: "eleventh month", "80th anniversary".

use super::shape::Shape;
use super::{Reader, Sort, numeral};
use crate::text::{Text, TokenKind};

impl Reader {
    /// "eleventh month", "80th anniversary", "was third"; not "11th Army Corps", "second half".
    pub(super) fn ordinal(&self, text: &Text<'_>, i: usize) -> Option<Shape> {
        let (rank, end) = match text.kind(i)? {
            TokenKind::Number if is_rank(text, i) => (text.word(i).parse().ok()?, i + 2),
            TokenKind::Word => match numeral::at(text, &self.lexicon, i) {
                // "twenty-first"
                Some(tens)
                    if !tens.digits
                        && text.is(tens.end, "-")
                        && tens.value >= 20.0
                        && tens.value % 10.0 == 0.0 =>
                {
                    let unit = self
                        .lexicon
                        .ordinal(text, tens.end + 1)
                        .or(text.is(tens.end + 1, "first").then_some(1.0))?;
                    (tens.value + unit, tens.end + 2)
                }
                Some(_) => return None,
                None => (self.lexicon.ordinal(text, i)?, i + 1),
            },
            _ => return None,
        };
        self.is_counting_ordinal(text, i, end).then(|| {
            let minute = usize::from(text.is(end, "-"));
            if text.is(end + minute, "minute") {
                return Shape {
                    sort: Sort::Ordinal,
                    ..Shape::measure(rank, 1.0, "min", end + minute + 1)
                };
            }
            if let Some((unit, past)) = self.lexicon.unit(text, end)
                && unit.symbol == "mo"
            {
                // "in its eleventh month" tells a duration; "the fourth day" ranks a day.
                return Shape {
                    sort: Sort::Ordinal,
                    ..Shape::measure(rank, 1.0, "mo", past)
                };
            }
            Shape {
                sort: Sort::Ordinal,
                ..Shape::count(rank, 1.0, end)
            }
        })
    }

    pub(super) fn is_counting_ordinal(&self, text: &Text<'_>, i: usize, end: usize) -> bool {
        let noun = self.grammar.noun_phrase(text, end);
        let named = noun
            .clone()
            .any(|k| self.names_after.contains(text.lower(k)));
        let superlative =
            text.is(end, "-") && !text.is(end + 1, "minute") || text.lower(end).ends_with("est");
        let second_of_time =
            text.is(i, "second") && i > 0 && text.kind(i - 1) == Some(TokenKind::Number);
        let world_war = text.word(i).starts_with(char::is_uppercase)
            && text.word(end).starts_with(char::is_uppercase)
            && !self.opens_sentence(text, i);
        !named
            && !superlative
            && !second_of_time
            && !world_war
            && (!text.is(i, "second") || self.is_counting_second(text, i, end))
    }

    /// "second" ranks more often than it counts ("a second offer", "the second half"): it counts
    /// periods ("second day", "second straight week") and places ("came second").
    pub(super) fn is_counting_second(&self, text: &Text<'_>, i: usize, end: usize) -> bool {
        let period = self
            .lexicon
            .unit(text, end)
            .is_some_and(|(unit, _)| unit.dimension == "time");
        let row = matches!(
            text.lower(end),
            "straight" | "consecutive" | "successive" | "anniversary"
        );
        let placed = i > 0
            && self.grammar.noun_phrase(text, end).is_empty()
            && matches!(
                text.lower(i - 1),
                "was" | "is" | "came" | "finished" | "placed" | "ranked"
            );
        period || row || placed
    }
}

/// Are the digits at token `i` an ordinal ("21st", "16th")? "16st" is a weight.
pub(super) fn is_rank(text: &Text<'_>, i: usize) -> bool {
    if !text.glued(i + 1) {
        return false;
    }
    let digits = text.word(i);
    let teen = digits.len() > 1 && digits.as_bytes()[digits.len() - 2] == b'1';
    match text.lower(i + 1) {
        "st" => digits.ends_with('1') && !teen,
        "nd" | "rd" | "th" => true,
        _ => false,
    }
}
