//! Quantities: numbers with their hedges, units and the things they count.
//!
//! A hand-written grammar over tokens, read left to right in one pass. Date expressions are found
//! before and handed in, so that no day or year is taken for a count.

mod age;
mod bounds;
mod clock;
mod context;
mod counted;
mod ellipsis;
mod lexicon;
mod money;
mod names;
mod notation;
mod numeral;
mod ordinal;
mod own;
mod ratio;
mod referred;
mod shape;
mod telephone;
mod unit;

pub use lexicon::{Lexicon, Unit};

use crate::text::grammar::Grammar;
use crate::text::names::OwnNames;
use crate::text::table::{WordSet, lines, words};
use crate::text::{Text, TokenKind};
use crate::value::{Approx, Quantity};
use crate::vocabulary::{OwnName, Vocabulary};
use lexicon::{Hedge, Places};
use shape::Shape;
use std::ops::Range;

/// A quantity as it stands in an article.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityMention {
    /// Its tokens, from the hedge to the end of what is counted.
    pub tokens: Range<usize>,
    /// The tokens of the number and its unit alone.
    pub core: Range<usize>,
    /// The tokens of the thing counted; empty where it is not named beside the number.
    pub noun: Range<usize>,
    /// The value.
    pub quantity: Quantity,
    /// The place value of the last digit stated, in the stated unit.
    pub step: f64,
    /// What sort of number it is.
    pub sort: Sort,
    /// Is it a part of a whole named before ("two of them", "another 14", "of which 43")?
    pub part: bool,
    /// The period to which a rate refers ("a year"): the unit's symbol.
    pub per: Option<String>,
}

/// What sort of number a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A count of things.
    Count,
    /// A number with a unit.
    Measure,
    /// An ordinal that counts ("eleventh month").
    Ordinal,
    /// An age in years.
    Age,
    /// The score of a match or a vote.
    Score,
}

/// The tables that reading quantities takes.
#[derive(Debug)]
pub struct Reader {
    lexicon: Lexicon,
    grammar: Grammar,
    zones: WordSet,
    names_before: WordSet,
    names_after: WordSet,
    streets: WordSet,
    unit_adjectives: WordSet,
    after_nouns: WordSet,
    plural_modifiers: WordSet,
    decade_words: WordSet,
    person_words: WordSet,
    change_verbs: WordSet,
}

/// A newsroom's own names, as the grammar takes them.
fn own_names(own: &Vocabulary) -> OwnNames {
    let all = |own: &OwnName| {
        [&own.name]
            .into_iter()
            .chain(&own.aliases)
            .cloned()
            .collect()
    };
    OwnNames::new(own.names.iter().map(all).collect())
}

impl Reader {
    /// The tables compiled in.
    pub fn builtin() -> Self {
        Self::with(&Vocabulary::default())
    }

    /// The tables compiled in with a newsroom's own entries; those that cannot be used are left
    /// out.
    pub fn with(own: &Vocabulary) -> Self {
        let class = |class: &str| {
            lines(include_str!("names.txt"))
                .filter_map(|line| line.split_once(' '))
                .filter(|(name, _)| *name == class)
                .flat_map(|(_, words)| words.split_whitespace())
                .collect()
        };
        Self {
            lexicon: Lexicon::with(own).0,
            grammar: Grammar::with(own_names(own)),
            zones: class("zone"),
            names_before: class("before"),
            names_after: class("after"),
            streets: class("street"),
            person_words: words(include_str!("person_words.txt")),
            change_verbs: words(include_str!("change_verbs.txt")),
            unit_adjectives: words(include_str!("unit_adjectives.txt")),
            after_nouns: words(include_str!("after_nouns.txt")),
            plural_modifiers: words(include_str!("plural_modifiers.txt")),
            decade_words: words(include_str!("decade_words.txt")),
        }
    }

    /// The grammar tables.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// The tables of numbers and units.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Every quantity of an article, in order. `taken` are the token ranges of date expressions,
    /// sorted and apart.
    pub fn find(&self, text: &Text<'_>, taken: &[Range<usize>]) -> Vec<QuantityMention> {
        let places = self.lexicon.places(text);
        let mut out: Vec<QuantityMention> = Vec::new();
        let mut dates = taken.iter().peekable();
        let mut i = 0;
        let mut run = 0..0;
        while i < text.tokens.len() {
            if i >= run.end {
                run = unbroken(text, i);
            }
            if run.len() > LONGEST_RUN {
                i = run.end;
                continue;
            }
            while dates.next_if(|d| d.end <= i).is_some() {}
            if let Some(date) = dates.peek().filter(|d| d.start <= i) {
                i = date.end;
                continue;
            }
            if let Some(end) = self.idle_end(text, i) {
                i = end;
                continue;
            }
            let opens = self.can_open(text, i, &places);
            if !opens && text.kind(i) == Some(TokenKind::Word) {
                i += 1;
                continue;
            }
            let limit = dates.peek().map_or(text.tokens.len(), |d| d.start);
            let found = opens
                .then(|| self.at(text, i, limit, &places, out.last()))
                .flatten();
            match found {
                Some(found) => {
                    i = found.tokens.end.max(i + 1);
                    out.push(found);
                }
                None => i = self.past_name(text, i),
            }
        }
        ellipsis::complete(text, &self.lexicon, &places, &mut out);
        bounds::join(text, out)
    }

    /// The end of the web address, the house in its street or the telephone number that starts with
    /// token `i`.
    fn idle_end(&self, text: &Text<'_>, i: usize) -> Option<usize> {
        match text.kind(i)? {
            TokenKind::Word => names::address_end(text, i),
            TokenKind::Number => self.street_end(text, i).or_else(|| telephone::end(text, i)),
            _ => telephone::end(text, i),
        }
    }

    /// The token to go on with where no quantity starts at `i`: past the number words of a name,
    /// so that "hundred" is not read out of "one hundred".
    fn past_name(&self, text: &Text<'_>, i: usize) -> usize {
        numeral::at(text, &self.lexicon, i).map_or(i + 1, |n| n.end.max(i + 1))
    }

    /// The quantity whose number starts with token `i`. It ends before `limit`.
    fn at(
        &self,
        text: &Text<'_>,
        i: usize,
        limit: usize,
        places: &Places,
        before: Option<&QuantityMention>,
    ) -> Option<QuantityMention> {
        if self.is_name(text, i) {
            return None;
        }
        let shape = self.shape(text, i, places)?;
        if shape.end > limit {
            return None;
        }
        Some(self.complete(text, i, limit, shape, before))
    }

    /// Can a quantity start with token `i`?
    fn can_open(&self, text: &Text<'_>, i: usize, places: &Places) -> bool {
        match text.kind(i) {
            None => false,
            Some(TokenKind::Number) => true,
            Some(TokenKind::Word) => {
                self.lexicon.opens(text, i)
                    || self.lexicon.sign_in(text.word(i), places).is_some()
                    || self.million_of(text, i).is_some()
                    || text.is(i + 1, "$")
            }
            Some(_) => {
                notation::after_minus(text, &self.lexicon, i).is_some()
                    || notation::leading_point(text, &self.lexicon, i).is_some()
                    || text.word(i).chars().all(|c| !c.is_ascii() || c == '$')
            }
        }
    }

    /// Adds hedges, the thing counted and what the neighbourhood says to a number and its unit.
    fn complete(
        &self,
        text: &Text<'_>,
        i: usize,
        limit: usize,
        shape: Shape,
        before: Option<&QuantityMention>,
    ) -> QuantityMention {
        let floor = before.map_or(0, |b| b.tokens.end);
        let sentence = text.sentences[text.sentence_of(i)].tokens.start;
        let (hedge, mut start) = self.hedges(text, i, floor.max(sentence), &shape);
        let (after, mut end) = match self.lexicon.hedge_after(text, shape.end) {
            Some((approx, end)) if shape.number.is_some() => (Some(approx), end),
            _ => (None, shape.end),
        };
        let core = i..shape.end;
        let noun = self.counted(text, end, limit, &shape);
        if !noun.is_empty() {
            end = noun.end;
        }
        // "weighing 11 tonnes or more": a hedge may also follow the noun.
        let after = after.or_else(|| {
            self.lexicon
                .hedge_after(text, end)
                .filter(|_| shape.number.is_some())
                .map(|(approx, past)| {
                    end = past;
                    approx
                })
        });
        if start == i
            && i > floor
            && matches!(text.lower(i - 1), "the" | "a" | "an" | "another")
            && i > sentence
        {
            start = i - 1;
        }
        let mut shape = shape;
        if shape.per.is_none() && shape.sort == Sort::Count && !noun.is_empty() {
            shape.per = self.rate(text, noun.end).map(|(per, _)| per);
        }
        if self.is_age_limit(text, start, &shape, hedge, &noun) {
            (shape.unit, shape.sort) = (Some("y".to_owned()), Sort::Age);
        }
        let quantity = bounded(&shape, hedge, after, self.words(text, &noun));
        let of_them = is_partitive(text, shape.end)
            || text.is(shape.end, "of")
                && numeral::at(text, &self.lexicon, shape.end + 1).is_some();
        let another = start < i && text.is(start, "another");
        let of_which = i >= 2 && text.is(i - 1, "which")
            || i >= 2 && text.is(i - 2, "of") && text.is(i - 1, "them");
        QuantityMention {
            tokens: start..end,
            core,
            noun,
            quantity,
            step: shape.step,
            sort: shape.sort,
            part: of_them || another || of_which,
            per: shape.per,
        }
    }

    /// The hedge before token `i` (the outermost of several) and its first token.
    fn hedges(
        &self,
        text: &Text<'_>,
        i: usize,
        floor: usize,
        shape: &Shape,
    ) -> (Option<Hedge>, usize) {
        let mut start = i;
        if start > floor && matches!(text.lower(start - 1), "a" | "an" | "the" | "another") {
            start -= 1;
        }
        let mut found: Option<Hedge> = None;
        let mut from = i;
        for at in [i, start] {
            let mut at = at;
            while let Some((hedge, first)) = self.lexicon.hedge_before(text, at) {
                if first < floor {
                    break;
                }
                // "over 18 months" is a period, "over nine hours" more than nine; "below the 16.3"
                // compares with a value told before.
                let period = matches!(shape.unit.as_deref(), Some("d" | "wk" | "mo" | "y"))
                    && shape.sort != Sort::Age
                    // "fired over half an hour"
                    || text.is(i, "half") && shape.unit.as_deref() == Some("min");
                let preposition = matches!(
                    text.lower(at - 1),
                    "over" | "under" | "above" | "below" | "past" | "beyond"
                );
                let alone = preposition && first + 1 == at;
                // "their past six games"
                let recent = alone && text.is(first, "past") && is_determiner(text, first);
                if preposition && at < i && text.is(at, "the")
                    || alone && period && text.is(first, "over")
                    || recent
                {
                    break;
                }
                if found.is_none_or(|h| h.approx == Approx::Exact || hedge.approx != Approx::Exact)
                {
                    found = Some(self.in_context(text, hedge, first, floor));
                }
                at = first;
                from = from.min(first);
            }
            if found.is_some() {
                break;
            }
        }
        (found, from)
    }

    /// What a hedge comes to where it stands: "not more than", "did not exceed" bound from above;
    /// "is up to 39.4" tells a rise and no bound.
    fn in_context(&self, text: &Text<'_>, hedge: Hedge, first: usize, floor: usize) -> Hedge {
        const REACH: usize = 10;
        let clause = (floor.max(first.saturating_sub(REACH))..first)
            .rev()
            .take_while(|&k| text.kind(k) != Some(TokenKind::Mark));
        if hedge.approx == Approx::AtLeast
            && !hedge.near
            && clause.into_iter().any(|k| is_negation(text.lower(k)))
        {
            return Hedge {
                approx: Approx::AtMost,
                near: false,
            };
        }
        let rises = text.is(first, "up")
            && first > floor
            && matches!(text.lower(first - 1), "is" | "was" | "are" | "were" | "be");
        if rises {
            Hedge {
                approx: Approx::Exact,
                near: true,
            }
        } else {
            hedge
        }
    }

    fn words(&self, text: &Text<'_>, tokens: &Range<usize>) -> String {
        if tokens.is_empty() {
            String::new()
        } else {
            text.source()[text.span(tokens.clone())].to_owned()
        }
    }
}

/// "of them", "of whom", "of which", "of the" after a number.
fn is_partitive(text: &Text<'_>, i: usize) -> bool {
    text.is(i, "of")
        && (is_partitive_pronoun(text.lower(i + 1))
            || matches!(
                text.lower(i + 1),
                "the" | "these" | "those" | "its" | "their"
            ))
}

/// More tokens than this without a space are no prose, and nothing is read out of them: a line of
/// megabytes must not cost more for each byte than news does.
const LONGEST_RUN: usize = 200;

/// The tokens from `i` up to the next space.
fn unbroken(text: &Text<'_>, i: usize) -> Range<usize> {
    let end = (i + 1..text.tokens.len()).find(|&k| !text.glued(k));
    i..end.unwrap_or(text.tokens.len())
}

/// Does a determiner stand before token `i`?
fn is_determiner(text: &Text<'_>, i: usize) -> bool {
    i > 0
        && matches!(
            text.lower(i - 1),
            "the" | "their" | "his" | "her" | "its" | "our" | "my" | "this" | "these"
        )
}

fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "no" | "never" | "nor" | "without" | "cannot")
        || word.ends_with("n't")
        || word.ends_with("n\u{2019}t")
}

fn is_partitive_pronoun(word: &str) -> bool {
    matches!(
        word,
        "them" | "whom" | "which" | "us" | "you" | "those" | "these"
    )
}

/// The value with its bounds, from the number and the hedges around it.
fn bounded(shape: &Shape, hedge: Option<Hedge>, after: Option<Approx>, of: String) -> Quantity {
    let near = hedge.is_some_and(|h| h.near);
    let approx = match (
        shape.approx,
        hedge.map(|h| h.approx).filter(|a| *a != Approx::Exact),
        after,
    ) {
        (Approx::Exact, Some(Approx::About), Some(after)) => after,
        (Approx::Exact, Some(before), _) => before,
        (Approx::Exact, None, Some(after)) => after,
        (stated, _, _) => stated,
    };
    let (low, high) = match (shape.number, approx) {
        (Some(n), Approx::About) => (Some(n - shape.step / 2.0), Some(n + shape.step / 2.0)),
        (Some(n), Approx::AtLeast) => (Some(n), near.then_some(n + n.abs() * 0.1)),
        (Some(n), Approx::AtMost) => (near.then_some(n - n.abs() * 0.1), Some(n)),
        (Some(n), _) => (Some(n), Some(n)),
        (None, _) => (shape.low, shape.high),
    };
    Quantity {
        number: shape.number,
        low,
        high,
        unit: shape.unit.clone(),
        approx,
        of,
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
