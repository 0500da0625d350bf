//! Numbers that are no quantities: parts of names, list marks, years, "one another".

use super::lexicon::Places;
use super::numeral::Numeral;
use super::{Reader, notation, numeral};
use crate::text::{Text, TokenKind};

impl Reader {
    /// Is the number at `i` part of a name, a list mark, a telephone number or a model?
    pub(super) fn is_name(&self, text: &Text<'_>, i: usize) -> bool {
        let before = if i == 0 || text.tokens[i].after_break {
            ""
        } else {
            text.lower(i - 1)
        };
        if text.kind(i) != Some(TokenKind::Number)
            || self.score(text, i).is_some()
            || self.magnitude(text, i).is_some()
        {
            return false;
        }
        let glued_to_letters = text.glued(i)
            && (matches!(text.kind(i - 1), Some(TokenKind::Word | TokenKind::Number))
                && self.lexicon.sign(text.word(i - 1)).is_none()
                || (matches!(
                    before,
                    "-" | "\u{2011}" | "/" | "." | "#" | "+" | "_" | ":" | "@"
                ) && i >= 2
                    && text.glued(i - 1)
                    && text.kind(i - 2).is_some_and(|k| k != TokenKind::Mark)));
        let item = text.is(i + 1, ")") && is_open_item(text, i);
        let list_mark = item
            || text.tokens[i].after_break
                && matches!(text.word(i + 1), "." | ")" | ":")
                && text.glued(i + 1)
                && !text.glued(i + 2);
        let abbreviated = before == "." && i >= 2 && text.word(i - 2).len() <= 4;
        let label = i - usize::from(i > 0) - usize::from(abbreviated);
        let capital = text.word(label).starts_with(char::is_uppercase);
        let opens = self.opens_sentence(text, label);
        // "volume 42.00 billion" measures.
        let whole = !text.word(i).contains(['.', ','])
            && numeral::at(text, &self.lexicon, i).is_none_or(|n| !n.scaled);
        let names = i > 0
            && (whole || abbreviated)
            && self.names_before.contains(text.lower(label))
            && (abbreviated
                || capital && (!opens || !self.counts_plural(text, i))
                || !self.counts_noun(text, i) && !self.counts_plural(text, i));
        let decimal_name = text.word(i + 1) == "/"
            && text.kind(i + 2) == Some(TokenKind::Number)
            && text.glued(i + 2)
            && notation::slash_fraction(text, i).is_none();
        let telephone = matches!(before, "+" | "(")
            && text.word(i).len() <= 4
            && matches!(text.word(i + 1), ")" | "-")
            && text.kind(i + 2) == Some(TokenKind::Number)
            && notation::fraction_after(text, i).is_none();
        before == "#"
            || is_form(text, i)
            || is_code(text, i) && self.lexicon.unit(text, i + 1).is_none()
            || is_lettered(text, i)
            || is_relay(text, i)
            || text.is(i + 1, "-") && text.lower(i + 2).starts_with("something")
            || before == "may" && i >= 2 && text.is(i - 2, "on")
            || before == "on" && text.is(i + 1, "may") && text.word(i).len() <= 2
            || self.is_zoned(text, i)
            || glued_to_letters
            || list_mark
            || names
            || decimal_name
            || telephone
            || self.is_model(text, i)
    }

    /// The token after an address that opens with the number at `i` ("23 Mill Lane"): a few words
    /// written large, the last of which names a kind of street.
    pub(super) fn street_end(&self, text: &Text<'_>, i: usize) -> Option<usize> {
        const LONGEST_NAME: usize = 4;
        let number = text.kind(i) == Some(TokenKind::Number) && text.word(i).len() <= 4;
        let large = |k: usize| {
            text.kind(k) == Some(TokenKind::Word)
                && text.word(k).starts_with(char::is_uppercase)
                && !text.tokens[k].after_break
        };
        let name = (i + 1..i + 1 + LONGEST_NAME)
            .take_while(|&k| number && large(k))
            .skip(1);
        let street = name
            .filter(|&k| self.streets.contains(text.lower(k)))
            .last()?;
        Some(street + 1)
    }

    /// "1400 gmt", "(0630 GMT)": a time of day.
    pub(super) fn is_zoned(&self, text: &Text<'_>, i: usize) -> bool {
        text.word(i).len() == 4 && self.zones.contains(text.lower(i + 1))
    }

    /// Is the number at `i` the end of a name such as "Voyager 2" or "Ariane 64"? It is one where a
    /// capitalised word stands right before it that no preposition of place precedes, and no
    /// counted noun follows.
    pub(super) fn is_model(&self, text: &Text<'_>, i: usize) -> bool {
        let digits = text.word(i);
        if i == 0 || text.tokens[i].after_break || digits.contains(',') || digits.len() > 4 {
            return false;
        }
        let name = text.word(i - 1);
        let opens_sentence = self.opens_sentence(text, i - 1);
        text.kind(i - 1) == Some(TokenKind::Word)
            && name.contains(char::is_uppercase)
            && (name.chars().count() > 1 || i >= 2 && text.is(i - 2, "&") && text.glued(i - 1))
            && (name.chars().skip(1).any(char::is_lowercase) || !opens_sentence)
            && !self.grammar.is_function_word(&name.to_lowercase())
            && (self.lexicon.sign(name).is_none() || name.len() == 1)
            && self.lexicon.hedge_before(text, i).is_none()
            && !(opens_sentence
                && (self.grammar.is_verb(&name.to_lowercase()) || self.counts_noun(text, i)))
            && !(i >= 2
                && matches!(text.lower(i - 2), "in" | "at" | "from" | "of" | "across")
                && self.counts_noun(text, i))
            && self.lexicon.unit(text, i + 1).is_none_or(|(unit, end)| {
                // "Leopard 2s"
                let plural = unit.symbol == "s" && end == i + 2 && text.glued(i + 1);
                plural || matches!(unit.symbol.as_str(), "in" | "°C" | "°F")
            })
            && (!self.counts_plural(text, i) || is_mixed(name) && digits.contains('.'))
            && numeral::at(text, &self.lexicon, i).is_none_or(|n| !n.scaled)
    }

    pub(super) fn opens_sentence(&self, text: &Text<'_>, i: usize) -> bool {
        i == 0
            || text.tokens[i].after_break
            || matches!(
                text.word(i - 1),
                "." | "!" | "?" | "\u{201c}" | "\"" | ":" | "\u{2018}"
            )
            || matches!(
                text.word(i - 1),
                "\u{2013}" | "\u{2014}" | "-" | "\u{2022}" | "*"
            ) && !(text.glued(i) && text.glued(i - 1))
    }

    /// Does a lower-case noun follow the number at `i`?
    pub(super) fn counts_noun(&self, text: &Text<'_>, i: usize) -> bool {
        let noun = self.grammar.noun_phrase(text, i + 1);
        !noun.is_empty() && text.word(noun.start).starts_with(char::is_lowercase)
    }

    /// Does a noun phrase that ends in a plural follow the number at `i`?
    pub(super) fn counts_plural(&self, text: &Text<'_>, i: usize) -> bool {
        let noun = self.grammar.noun_phrase(text, i + 1);
        !noun.is_empty() && self.grammar.is_plural(text.lower(noun.end - 1))
    }

    /// "Base Ten Systems": a number word written large inside a sentence is part of a name, unless
    /// the whole line is written so (a headline).
    pub(super) fn is_title(&self, text: &Text<'_>, i: usize, numeral: &Numeral) -> bool {
        let large = |k: usize| {
            text.kind(k) == Some(TokenKind::Word) && text.word(k).starts_with(char::is_uppercase)
        };
        if numeral.digits || numeral.scaled || !large(i) || self.opens_sentence(text, i) {
            return false;
        }
        let sentence = text.sentences[text.sentence_of(i)].tokens.clone();
        let prose = matches!(
            text.word(sentence.end - 1),
            "." | "\u{201d}" | "\"" | "!" | "?"
        );
        let named = |k: usize| large(k) && !self.grammar.is_function_word(text.lower(k));
        prose && i > sentence.start && (named(i - 1) || named(numeral.end))
    }

    /// "one" counts only where it stands before a noun or in "one in ten"; not in "one of the
    /// few", "one another", "no one".
    pub(super) fn is_idle_one(&self, text: &Text<'_>, i: usize, numeral: &Numeral) -> bool {
        if !text.is(i, "one") || numeral.end != i + 1 {
            return false;
        }
        let next = text.lower(i + 1);
        let before = if i > 0 { text.lower(i - 1) } else { "" };
        let noun = self.grammar.noun_phrase(text, i + 1);
        let hyphen = next == "-" && text.glued(i + 1);
        let idiom = matches!(
            next,
            "of" | "another"
                | "day"
                | "side"
                | "hand"
                | "thing"
                | "time"
                | "who"
                | "that"
                | "way"
                | "point"
        );
        let pronoun = matches!(
            before,
            "no" | "number"
                | "this"
                | "that"
                | "the"
                | "which"
                | "any"
                | "every"
                | "each"
                | "last"
                | "first"
                | "another"
                | "only"
        );
        let dead = matches!(next, "dead" | "killed" | "wounded" | "injured" | "missing");
        if hyphen {
            return i >= 2 && before == "-"
                || text.lower(i + 2) == "on"
                || text.lower(i + 2) == "off"
                || text.lower(i + 2) == "time";
        }
        idiom || (pronoun && !dead) || noun.is_empty()
    }

    /// "net zero", "zero-sum game", "below zero": it counts nothing.
    pub(super) fn is_idle_zero(&self, text: &Text<'_>, i: usize, numeral: &Numeral) -> bool {
        if !text.is(i, "zero") || numeral.end != i + 1 {
            return false;
        }
        let before = i.checked_sub(1).map_or("", |k| text.lower(k));
        let named = matches!(
            before,
            "net" | "absolute" | "ground" | "below" | "above" | "near" | "year" | "patient" | "-"
        );
        named || text.is(i + 1, "-") || self.is_named_zero(text, i)
    }

    pub(super) fn is_named_zero(&self, text: &Text<'_>, i: usize) -> bool {
        matches!(
            text.lower(i + 1),
            "tolerance"
                | "coupon"
                | "sum"
                | "hour"
                | "gravity"
                | "waste"
                | "emission"
                | "in"
                | "on"
        )
    }

    /// A bare number that reads like a year and that no date expression took.
    pub(super) fn is_year(
        &self,
        text: &Text<'_>,
        i: usize,
        numeral: &Numeral,
        places: &Places,
    ) -> bool {
        let bare = numeral.digits
            && numeral.end == i + 1
            && text.word(i).len() == 4
            && text.word(i).bytes().all(|b| b.is_ascii_digit());
        bare && (1800.0..2100.0).contains(&numeral.value)
            && self
                .unit_after(text, i + 1, Some(numeral), places)
                .is_none()
            && !(self.counts_plural(text, i)
                && (self.lexicon.hedge_before(text, i).is_some()
                    || !(1900.0..2050.0).contains(&numeral.value)
                    || self.grammar.is_people_noun(text.lower(i + 1))))
    }
}

/// "8-K", "10-Q": the name of a form or a type, a letter after a hyphen.
pub(super) fn is_form(text: &Text<'_>, i: usize) -> bool {
    let letter = text.word(i + 2);
    text.is(i + 1, "-")
        && text.glued(i + 1)
        && text.glued(i + 2)
        && letter.len() == 1
        && letter.starts_with(|c: char| c.is_ascii_uppercase())
}

/// "the 13F filing", "must 14C be filed": a form or a seat, and no temperature.
pub(super) fn is_lettered(text: &Text<'_>, i: usize) -> bool {
    let letter = matches!(text.word(i + 1), "A" | "C" | "D" | "E" | "F" | "H");
    letter
        && text.glued(i + 1)
        && i > 0
        && matches!(
            text.lower(i - 1),
            "the" | "a" | "an" | "this" | "each" | "must" | "form" | "schedule" | "seat" | "gate"
        )
}

/// "24703L202": digits and letters in turn.
pub(super) fn is_code(text: &Text<'_>, i: usize) -> bool {
    text.word(i).len() >= 4
        && text.kind(i + 1) == Some(TokenKind::Word)
        && text.glued(i + 1)
        && text.kind(i + 2) == Some(TokenKind::Number)
        && text.glued(i + 2)
}

/// "what 1) explains and 2) shows": a closing bracket that nothing opened.
pub(super) fn is_open_item(text: &Text<'_>, i: usize) -> bool {
    const REACH: usize = 12;
    let opened = (i.saturating_sub(REACH)..i)
        .rev()
        .find(|&k| matches!(text.word(k), "(" | ")"));
    text.word(i).len() <= 2 && opened.is_none_or(|k| text.is(k, ")"))
}

/// "the 4x100m": a relay; not "1.3x10^6".
pub(super) fn is_relay(text: &Text<'_>, i: usize) -> bool {
    text.is(i + 1, "x") && text.glued(i + 1) && text.glued(i + 2) && !text.is(i + 3, "^")
}

/// "iOS", "macOS": a name with capitals inside.
pub(super) fn is_mixed(name: &str) -> bool {
    name.contains(char::is_lowercase) && name.chars().skip(1).any(char::is_uppercase)
}

/// The token after the web address that starts at `i`: what stands in it counts nothing.
pub(super) fn address_end(text: &Text<'_>, i: usize) -> Option<usize> {
    let opens = match text.lower(i) {
        "http" | "https" => text.is(i + 1, ":") && text.is(i + 2, "/") && text.glued(i + 2),
        "www" => text.is(i + 1, ".") && text.glued(i + 2),
        _ => false,
    };
    let rest = || (i + 1..text.tokens.len()).find(|&k| !text.glued(k));
    (opens && text.glued(i + 1)).then(|| rest().unwrap_or(text.tokens.len()))
}
