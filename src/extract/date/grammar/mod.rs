//! The grammar: what stands at a token is read by the rule for that kind of word.

mod clock;
mod counted;
mod day;
mod event;
mod holiday;
mod join;
mod numeric;
mod period;
mod piece;
mod relative;
mod spelled;
mod weekday;
mod year;

use super::cues::Cues;
use super::words::{self, Word};
use super::{DateExpression, DayPart, Events, Meaning, Tense, tense};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// What a rule has read.
#[derive(Debug)]
struct Found {
    tokens: Range<usize>,
    meaning: Meaning,
    day_part: Option<DayPart>,
}

impl Found {
    fn new(tokens: Range<usize>, meaning: Meaning) -> Self {
        Self {
            tokens,
            meaning,
            day_part: None,
        }
    }
}

/// The text under a reading head that never looks past the end of the sentence, nor back into what
/// was read before.
struct Reader<'t> {
    text: &'t Text<'t>,
    events: &'t Events,
    words: Vec<Word>,
    /// One past the last token that may be read.
    limit: usize,
    /// The first token that may be read.
    floor: usize,
    /// Are thousands written with a comma in this article? Then "1,482" is a count and "1482" a
    /// year.
    groups_thousands: bool,
}

/// Finds the date expressions of a text, in order.
pub(super) fn find(text: &Text, events: &Events) -> Vec<DateExpression> {
    let mut reader = Reader {
        text,
        events,
        words: words::classify(text),
        limit: 0,
        floor: 0,
        groups_thousands: groups_thousands(text),
    };
    let mut out = Vec::new();
    for sentence in &text.sentences {
        reader.floor = sentence.tokens.start;
        reader.limit = sentence.tokens.end;
        reader.sentence(&sentence.tokens, &mut out);
    }
    out
}

/// Does the text hold a number such as "2,450"?
fn groups_thousands(text: &Text) -> bool {
    (0..text.tokens.len()).any(|i| {
        let word = text.word(i).as_bytes();
        word.len() == 5 && word[1] == b',' && text.kind(i) == Some(TokenKind::Number)
    })
}

impl<'t> Reader<'t> {
    /// Reads one sentence.
    fn sentence(&mut self, tokens: &Range<usize>, out: &mut Vec<DateExpression>) {
        let first = out.len();
        let mut i = tokens.start;
        while i < tokens.end {
            let Some(found) = self
                .at(i)
                .filter(|f| f.tokens.end > i && f.tokens.start >= self.floor)
            else {
                i += 1;
                continue;
            };
            i = found.tokens.end;
            self.floor = i;
            out.push(self.expression(found, tokens));
        }
        self.floor = tokens.start;
        self.join(first, out);
    }

    fn expression(&self, found: Found, sentence: &Range<usize>) -> DateExpression {
        let Found {
            tokens,
            meaning,
            day_part,
        } = found;
        let tense = tense::of(self.text, sentence, &tokens);
        let tense = match tense {
            Tense::Open if self.is_limit(tokens.start) => Tense::Future,
            Tense::Past if self.looks_on(&tokens) => Tense::Future,
            tense => tense,
        };
        let ahead = matches!(tense, Tense::Future | Tense::Prospect);
        DateExpression {
            tense,
            of_statement: !ahead && tense::of_statement(self.text, sentence, &tokens),
            tokens,
            meaning,
            day_part,
        }
    }

    /// Does a word for a limit stand before the expression that starts at `start`: "until Sunday",
    /// "by the end of December"?
    fn is_limit(&self, start: usize) -> bool {
        let the = usize::from(start > 0 && self.text.is(start - 1, "the"));
        matches!(
            self.text.lower(start.saturating_sub(1 + the)),
            "until" | "till" | "through" | "by" | "before"
        )
    }

    /// A participle in front that is no past: "stays shut until Saturday", "is closed till Monday",
    /// "with effect from September 1"; and "declared Monday a day of mourning".
    fn looks_on(&self, tokens: &Range<usize>) -> bool {
        const REACH: usize = 3;
        let Some(limit) = tokens.start.checked_sub(1) else {
            return false;
        };
        let until = matches!(self.text.lower(limit), "until" | "till")
            && (limit.saturating_sub(REACH)..limit).any(|k| {
                matches!(
                    self.text.lower(k),
                    "is" | "are" | "stays" | "stay" | "remains" | "remain"
                )
            });
        let effect = self.text.is(limit, "from")
            && limit > 0
            && matches!(self.text.lower(limit - 1), "effect" | "effective");
        let declared = matches!(
            self.text.lower(limit),
            "declared" | "proclaimed" | "designated"
        ) && matches!(self.text.lower(tokens.end), "a" | "an");
        until || effect || declared
    }

    /// The expression whose leading word stands at `i`.
    fn at(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.anniversary(i).or_else(|| self.since_event(i)) {
            return Some(found);
        }
        if self.kind(i) == Some(TokenKind::Number) {
            return self.number(i);
        }
        match self.word(i) {
            Word::Other => self.other(i),
            Word::Month(_) => self.month_first(i),
            Word::Weekday(_) => self.weekday(i),
            Word::Day(shift) => self.day_word(i, shift),
            Word::Which(which) => self.which(i, which),
            Word::Unit(unit) => self.unit(i, unit),
            Word::Part(part) => self.part(i, part),
            Word::Season(first) => self.season(i, first),
            Word::Ordinal(nth) => self.ordinal(i, i, nth).or_else(|| self.relative_number(i)),
            Word::Number(_) => self
                .spelled_clock(i)
                .or_else(|| self.year_in_words(i))
                .or_else(|| self.spelled_day_first(i))
                .or_else(|| self.relative_number(i))
                .or_else(|| self.compound_ordinal(i)),
            Word::Noon(hour) => self.noon(i, hour),
            Word::DayPart(_) => self.day_part_of(i),
            Word::Holiday => self.holiday(i),
            Word::Decade(tens) => self.named_decade(i, i, tens),
            Word::Meridiem(_) | Word::Zone(_) => None,
        }
    }

    fn number(&self, i: usize) -> Option<Found> {
        self.clock(i)
            .or_else(|| self.numeric_date(i))
            .or_else(|| self.tied_to_year(i))
            .or_else(|| self.day_first(i))
            .or_else(|| self.day_of_month(i))
            .or_else(|| self.decade_or_century(i))
            .or_else(|| self.year(i))
            .or_else(|| self.short_year(i))
            .or_else(|| self.minutes_in_digits(i))
            .or_else(|| self.ordinal_in_digits(i))
            .or_else(|| self.relative_number(i))
    }

    /// Words that lead expressions without being in the table.
    fn other(&self, i: usize) -> Option<Found> {
        match self.lower(i) {
            "q" | "h" => self.quarter_code(i),
            "half" => self.spelled_clock(i).or_else(|| self.half_year(i)),
            "previous" | "preceding" | "following" if self.is_counted(i) => self.row(i),
            "previous" if self.before(i) != "the" => self.previous(i).or_else(|| self.anchored(i)),
            "final" | "latest" => self.quarter_of_row(i),
            "fiscal" => self.fiscal(i),
            "fy" | "cy" => self.fiscal_code(i),
            "following" | "previous" | "preceding" | "same" | "that" => self.anchored(i),
            _ => None,
        }
    }

    fn capital(&self, i: usize) -> bool {
        self.text.word(i).starts_with(char::is_uppercase)
    }

    fn readable(&self, i: usize) -> bool {
        i >= self.floor && i < self.limit
    }

    fn word(&self, i: usize) -> Word {
        if self.readable(i) {
            self.words.get(i).copied().unwrap_or(Word::Other)
        } else {
            Word::Other
        }
    }

    fn lower(&self, i: usize) -> &str {
        if self.readable(i) {
            self.text.lower(i)
        } else {
            ""
        }
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.lower(i) == word
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        if self.readable(i) {
            self.text.kind(i)
        } else {
            None
        }
    }

    fn glued(&self, i: usize) -> bool {
        self.readable(i) && self.text.glued(i)
    }

    fn cues(&self, i: usize) -> Cues {
        if self.kind(i) == Some(TokenKind::Word) {
            Cues::of(self.lower(i))
        } else {
            Cues::default()
        }
    }

    /// The token before `i` in the sentence, even if it was read as part of another expression.
    fn before(&self, i: usize) -> &str {
        if i == 0 { "" } else { self.text.lower(i - 1) }
    }

    fn cues_before(&self, i: usize) -> Cues {
        Cues::of(self.before(i))
    }

    /// Is `i` the first token of its sentence?
    fn opens_sentence(&self, i: usize) -> bool {
        i == 0
            || self
                .text
                .sentences
                .get(self.text.sentence_of(i))
                .is_some_and(|s| s.tokens.start == i)
    }

    /// Token `i` as a number of up to `digits` plain digits.
    fn plain(&self, i: usize, digits: usize) -> Option<i16> {
        let word = self.lower(i);
        let plain = self.kind(i) == Some(TokenKind::Number) && word.len() <= digits;
        if plain { word.parse().ok() } else { None }
    }

    /// The index after a comma at `i`, or `i` itself.
    fn skip_comma(&self, i: usize) -> usize {
        if self.is(i, ",") { i + 1 } else { i }
    }

    /// The index after "the" at `i`, or `i` itself.
    fn skip_the(&self, i: usize) -> usize {
        if self.is(i, "the") { i + 1 } else { i }
    }

    /// The index after a hyphen at `i`, or `i` itself.
    fn skip_hyphen(&self, i: usize) -> usize {
        if matches!(self.lower(i), "-" | "\u{2013}") {
            i + 1
        } else {
            i
        }
    }

    /// The index after a word that ties the two ends of a range.
    fn range_tie(&self, i: usize) -> Option<usize> {
        match self.lower(i) {
            "-" if self.is(i + 1, "-") => Some(i + 2),
            "-" | "\u{2013}" | "\u{2014}" | "to" | "through" | "thru" | "until" | "till" => {
                Some(i + 1)
            }
            _ => None,
        }
    }

    /// Can the noun phrase of `i - 1` end there: does no content word follow that it might count?
    fn stands_alone(&self, i: usize) -> bool {
        self.kind(i) != Some(TokenKind::Word)
            || self.cues(i).any(Cues::FUNCTION)
            || self.text.word(i).starts_with(char::is_uppercase)
            || matches!(self.word(i), Word::Part(_) | Word::Which(_))
    }

    /// Is the token before `i` glued to it and part of a larger word or number ("T-72", "$12")?
    fn tail_of_name(&self, i: usize) -> bool {
        if i == 0 || !self.text.glued(i) {
            return false;
        }
        match self.text.lower(i - 1) {
            // "Published:30 December", but not "3:30".
            ":" => {
                self.text.glued(i - 1) && i > 1 && self.text.kind(i - 2) != Some(TokenKind::Word)
            }
            "-" | "\u{2013}" | "/" | "." => self.text.glued(i - 1),
            "(" | "[" | "\"" | "\u{201c}" | "\u{2018}" | "'" | "\u{2014}" | "|" | "*" | "," => {
                false
            }
            _ => true,
        }
    }
}
