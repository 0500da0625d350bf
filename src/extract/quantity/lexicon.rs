//! What words mean to a reader of quantities: the tables of this folder, ready for look-up.

use crate::text::table::{Phrases, WordMap, WordSet, lines, words};
use crate::text::{Text, TokenKind};
use crate::value::Approx;

/// A word that is a number or a part of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NumberWord {
    /// zero to nine
    Unit(f64),
    /// ten to nineteen
    Teen(f64),
    /// twenty to ninety
    Tens(f64),
    /// hundred
    Hundred,
    /// dozen, thousand, million …
    Scale(f64),
}

/// A unit of measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The symbol by which reports name it.
    pub symbol: String,
    /// What it measures; values of one dimension can be compared. Each currency is a dimension.
    pub dimension: String,
    /// How many base units it holds.
    pub factor: f64,
    /// Where its zero lies, in base units (temperatures).
    pub zero: f64,
}

/// What a hedge does to the number beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hedge {
    pub(super) approx: Approx,
    /// Is the true number close to the one stated ("nearly"), or anywhere beyond it ("over")?
    pub(super) near: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Word {
    number: Option<NumberWord>,
    fraction: Option<f64>,
    ordinal: Option<f64>,
    vague: Option<(f64, f64)>,
    collective: Option<f64>,
}

/// A currency that an article may mean.
#[derive(Debug, Clone)]
pub(super) struct Currency {
    pub(super) code: String,
}

/// One meaning of a currency sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub(super) currency: usize,
    /// Does it stand only where the article names a place of the currency?
    pub(super) local: bool,
}

/// The tables, ready for look-up.
#[derive(Debug)]
pub struct Lexicon {
    words: WordMap<Word>,
    /// Hedges by their words in reverse, since they are met from the number backwards.
    hedges_before: WordMap<Vec<(Vec<String>, Hedge)>>,
    pub(super) hedges_after: Phrases<Approx>,
    pub(super) units: Vec<Unit>,
    pub(super) unit_names: Phrases<usize>,
    pub(super) currencies: Vec<Currency>,
    /// The currencies that are dollars of some country.
    dollars: Vec<usize>,
    /// The currencies of each place.
    by_place: WordMap<Vec<usize>>,
    pub(super) signs: WordMap<Vec<Sign>>,
    pub(super) currency_names: Phrases<Vec<usize>>,
    /// Words that say that a sentence is about money.
    pub(super) money_words: WordSet,
    /// Words that say that a sentence is about an index of shares.
    pub(super) index_words: WordSet,
    /// Verbs of losing and putting on weight.
    pub(super) body_weight_words: WordSet,
    /// Words that say that a sentence is about an earthquake.
    pub(super) quake_words: WordSet,
}

impl Lexicon {
    /// The tables compiled in.
    pub fn builtin() -> Self {
        let mut lexicon = Self {
            words: WordMap::default(),
            hedges_before: WordMap::default(),
            hedges_after: Phrases::default(),
            units: Vec::new(),
            unit_names: Phrases::default(),
            currencies: Vec::new(),
            dollars: Vec::new(),
            by_place: WordMap::default(),
            signs: WordMap::default(),
            currency_names: Phrases::default(),
            money_words: words(include_str!("money_words.txt")),
            index_words: words(include_str!("index_words.txt")),
            body_weight_words: words(include_str!("body_weight_words.txt")),
            quake_words: words(include_str!("quake_words.txt")),
        };
        lexicon.read_words();
        lexicon.read_hedges();
        lexicon.read_units();
        lexicon.read_currencies();
        lexicon
    }

    fn read_words(&mut self) {
        for (word, value, class) in rows(include_str!("numerals.txt")) {
            let number = match class {
                "unit" => NumberWord::Unit(value),
                "teen" => NumberWord::Teen(value),
                "tens" => NumberWord::Tens(value),
                "hundred" => NumberWord::Hundred,
                _ => NumberWord::Scale(value),
            };
            self.words.entry(word).number = Some(number);
        }
        for (word, parts, _) in rows(include_str!("fractions.txt")) {
            self.words.entry(word).fraction = Some(parts);
        }
        for (word, rank, _) in rows(include_str!("ordinals.txt")) {
            self.words.entry(word).ordinal = Some(rank);
        }
        for (word, low, high) in rows(include_str!("vague.txt")) {
            self.words.entry(word).vague = high.parse().ok().map(|high| (low, high));
        }
        for (word, count, _) in rows(include_str!("collectives.txt")) {
            self.words.entry(word).collective = Some(count);
        }
    }

    fn read_hedges(&mut self) {
        for line in lines(include_str!("approximators.txt")) {
            let fields: Vec<&str> = line.split(';').map(str::trim).collect();
            let [phrase, class, reach] = fields[..] else {
                continue;
            };
            let hedge = Hedge {
                approx: approx_named(class),
                near: reach == "near",
            };
            self.add_hedge_before(phrase, hedge);
        }
        for line in lines(include_str!("hedges_after.txt")) {
            if let Some((phrase, class)) = line.split_once(';') {
                self.hedges_after
                    .add(phrase.trim(), approx_named(class.trim()));
            }
        }
    }

    /// Adds a hedge that stands before a number; of two alike the later one counts.
    pub(super) fn add_hedge_before(&mut self, phrase: &str, hedge: Hedge) {
        let text = Text::new(phrase, &[]);
        let words: Vec<String> = (0..text.tokens.len())
            .rev()
            .map(|i| text.lower(i).to_owned())
            .collect();
        let Some(last) = words.first() else {
            return;
        };
        let same_end = self.hedges_before.entry(last.clone());
        let place = same_end.partition_point(|(other, _)| other.len() > words.len());
        same_end.insert(place, (words, hedge));
    }

    fn read_units(&mut self) {
        for line in lines(include_str!("units.txt")) {
            let fields: Vec<&str> = line.split(';').map(str::trim).collect();
            let [symbol, dimension, factor, zero, names] = fields[..] else {
                continue;
            };
            let (Ok(factor), Ok(zero)) = (factor.parse(), zero.parse()) else {
                continue;
            };
            let unit = Unit {
                symbol: symbol.into(),
                dimension: dimension.into(),
                factor,
                zero,
            };
            for name in names.split(',').map(str::trim).filter(|n| !n.is_empty()) {
                self.unit_names.add(name, self.units.len());
            }
            self.units.push(unit);
        }
    }

    fn read_currencies(&mut self) {
        let mut by_name: Vec<(String, Vec<usize>)> = Vec::new();
        for line in lines(include_str!("currencies.txt")) {
            let fields: Vec<&str> = line.split(';').map(str::trim).collect();
            let [code, signs, names, ref rest @ ..] = fields[..] else {
                continue;
            };
            let list = |field: &str| -> Vec<String> {
                field
                    .split(',')
                    .map(|s| s.trim().to_owned())
                    .filter(|s| !s.is_empty())
                    .collect()
            };
            let id = self.currencies.len();
            for sign in list(signs) {
                let (sign, local) = match sign.strip_suffix('?') {
                    Some(sign) => (sign.to_owned(), true),
                    None => (sign, false),
                };
                let meaning = Sign {
                    currency: id,
                    local,
                };
                self.signs.entry(sign).push(meaning);
            }
            if id > 0 && names.contains(" dollars") {
                self.dollars.push(id);
            }
            for name in list(names) {
                match by_name.iter_mut().find(|(n, _)| *n == name) {
                    Some((_, ids)) => ids.push(id),
                    None => by_name.push((name, vec![id])),
                }
            }
            for place in rest.first().map_or_else(Vec::new, |field| list(field)) {
                self.by_place.entry(place).push(id);
            }
            self.currencies.push(Currency {
                code: code.to_owned(),
            });
        }
        for (name, ids) in by_name {
            self.currency_names.add(&name, ids);
        }
    }

    fn word(&self, text: &Text<'_>, i: usize) -> Word {
        match text.kind(i) {
            Some(TokenKind::Word) => self.words.get(text.lower(i)).copied().unwrap_or_default(),
            _ => Word::default(),
        }
    }

    /// The number word at token `i`.
    pub(super) fn number(&self, text: &Text<'_>, i: usize) -> Option<NumberWord> {
        self.word(text, i).number
    }

    /// How many of the parts that token `i` names make a whole ("third": 3).
    pub(super) fn fraction(&self, text: &Text<'_>, i: usize) -> Option<f64> {
        self.word(text, i).fraction
    }

    /// The rank that token `i` names in words ("eleventh").
    pub(super) fn ordinal(&self, text: &Text<'_>, i: usize) -> Option<f64> {
        self.word(text, i).ordinal
    }

    /// The bounds of a plural number word ("dozens").
    pub(super) fn vague(&self, text: &Text<'_>, i: usize) -> Option<(f64, f64)> {
        self.word(text, i).vague
    }

    /// How many "pair", "trio" … mean.
    pub(super) fn collective(&self, text: &Text<'_>, i: usize) -> Option<f64> {
        self.word(text, i).collective
    }

    /// Can a quantity start with the word at token `i`?
    pub(super) fn opens(&self, text: &Text<'_>, i: usize) -> bool {
        match text.lower(i) {
            "a" | "an" | "the" => self.is_counted_by_article(text, i + 1),
            "half" | "tens" | "minus" | "negative" => true,
            word => self.words.contains(word),
        }
    }

    /// Can an article make a quantity of the word at token `i`: "a dozen", "a year", "the 40th"?
    fn is_counted_by_article(&self, text: &Text<'_>, i: usize) -> bool {
        let word = text.lower(i);
        self.words.contains(word) || self.unit_names.starts_with(word) || word == "half"
    }

    /// The longest hedge that ends right before token `i`, and its first token.
    pub(super) fn hedge_before(&self, text: &Text<'_>, i: usize) -> Option<(Hedge, usize)> {
        let last = i.checked_sub(1)?;
        let same_end = self.hedges_before.get(text.lower(last))?;
        // "<SPC> 83 pct": the end of a tag bounds nothing.
        if text.is(last, ">") && text.glued(last) {
            return None;
        }
        let fits = |words: &Vec<String>| {
            words.len() <= i && words.iter().enumerate().all(|(k, w)| text.is(last - k, w))
        };
        same_end
            .iter()
            .find(|(words, _)| fits(words))
            .map(|(words, hedge)| (*hedge, i - words.len()))
    }

    /// The hedge that starts with token `i`, and the token after it.
    pub(super) fn hedge_after(&self, text: &Text<'_>, i: usize) -> Option<(Approx, usize)> {
        self.hedges_after
            .at(text, i)
            .map(|(approx, end)| (*approx, end))
            // "45,000 shells and more than 100 drones"
            .filter(|(_, end)| {
                let number = text.kind(*end) == Some(TokenKind::Number)
                    || self.number(text, *end).is_some()
                    || text.is(*end, "a");
                let joins = text.is(i, "and") && number;
                !text.is(*end, "than") && !joins
            })
    }

    /// The unit named at token `i`, and the token after it.
    pub(super) fn unit(&self, text: &Text<'_>, i: usize) -> Option<(&Unit, usize)> {
        let (id, end) = self.unit_names.at(text, i)?;
        // "ft2" is an area; "5 ft 2" is not.
        if end > i + 1 && text.kind(end - 1) == Some(TokenKind::Number) && !text.glued(end - 1) {
            let unit = self.unit_by_symbol(text.lower(i))?;
            return Some((unit, i + 1));
        }
        Some((&self.units[*id], end))
    }

    /// The unit with this symbol.
    pub fn unit_by_symbol(&self, symbol: &str) -> Option<&Unit> {
        self.units.iter().find(|u| u.symbol == symbol)
    }

    /// The currency whose sign or code this is, wherever it stands.
    pub(super) fn sign(&self, sign: &str) -> Option<&str> {
        let first = self.signs.get(sign)?.iter().find(|s| !s.local)?;
        Some(&self.currencies[first.currency].code)
    }

    /// The currency whose sign or code this is in an article that names these places.
    pub(super) fn sign_in(&self, sign: &str, places: &Places) -> Option<&str> {
        let local_dollar = places.dollar.filter(|_| sign == "$");
        let named = || {
            let meanings = self.signs.get(sign)?.iter().enumerate();
            let stands = meanings.filter(|(_, s)| !s.local || places.weight(s.currency) > 0);
            // Of two named as often the first row counts.
            stands
                .max_by_key(|(row, s)| (places.weight(s.currency), std::cmp::Reverse(*row)))
                .map(|(_, s)| s.currency)
        };
        let id = local_dollar.or_else(named)?;
        Some(&self.currencies[id].code)
    }

    /// The currency named at token `i`, read by the places that the article names, and the token
    /// after it.
    pub(super) fn currency(
        &self,
        text: &Text<'_>,
        i: usize,
        places: &Places,
    ) -> Option<(&str, usize)> {
        let (ids, end) = self.currency_names.at(text, i)?;
        let best = ids
            .iter()
            .copied()
            .min_by_key(|&id| (std::cmp::Reverse(places.weight(id)), id))?;
        Some((&self.currencies[best].code, end))
    }

    /// Does the article name a place of this currency?
    pub(super) fn is_local(&self, code: &str, places: &Places) -> bool {
        let id = self.currencies.iter().position(|c| c.code == code);
        id.is_some_and(|id| places.weight(id) > 0)
    }

    /// How often an article names the places of each currency.
    pub(super) fn places(&self, text: &Text<'_>) -> Places {
        let mut counts = vec![0; self.currencies.len()];
        let mut count = |place: &str| {
            for &id in self.by_place.get(place).into_iter().flatten() {
                counts[id] += 1;
            }
        };
        // A capitalised word and the one before it, if that has a capital too. Datelines and front
        // matter, which are no part of the story, name places too.
        let mut pair = String::new();
        let mut second = 0;
        for word in capitalised(text.source()) {
            pair.drain(..second);
            let Some(word) = word.filter(|word| word.len() <= LONGEST_PLACE) else {
                pair.clear();
                second = 0;
                continue;
            };
            if !pair.is_empty() {
                pair.push(' ');
            }
            second = pair.len();
            if word.is_ascii() {
                pair.push_str(word);
                pair[second..].make_ascii_lowercase();
            } else {
                pair.extend(word.chars().flat_map(char::to_lowercase));
            }
            count(&pair[second..]);
            if second > 0 {
                count(&pair);
            }
        }
        let mut places = Places {
            counts,
            dollar: None,
        };
        places.dollar = self.local_dollar(text, &places);
        places
    }

    /// The dollar meant by a plain "$" in an article that writes "US$" for the other one: that of
    /// the country which it names most often.
    fn local_dollar(&self, text: &Text<'_>, places: &Places) -> Option<usize> {
        let told_apart = |i: usize| text.is(i, "us") && text.is(i + 1, "$") && text.glued(i + 1);
        let best = self
            .dollars
            .iter()
            .copied()
            .filter(|&id| places.weight(id) > 0)
            .max_by_key(|&id| (places.weight(id), std::cmp::Reverse(id)))?;
        (0..text.tokens.len()).any(told_apart).then_some(best)
    }
}

/// The words of a text that begin with a capital, in order; `None` for those between them.
fn capitalised(source: &str) -> impl Iterator<Item = Option<&str>> {
    words_with_points(source).filter_map(|word| {
        if word.as_bytes()[0].is_ascii_lowercase() {
            return Some(None);
        }
        let inner = word.trim_end_matches('.');
        let word = if inner.contains('.') { word } else { inner };
        (!word.is_empty()).then(|| Some(word).filter(|w| w.starts_with(char::is_uppercase)))
    })
}

/// The longest stretches of letters, digits and points, in order; none is empty.
fn words_with_points(source: &str) -> impl Iterator<Item = &str> {
    let inside = |b: &u8| b.is_ascii_alphanumeric() || *b == b'.';
    let outside = |c: char| !c.is_alphanumeric() && c != '.';
    let mut rest = source;
    std::iter::from_fn(move || {
        // Only characters that are not ASCII need a closer look.
        let opens = |b: &u8| inside(b) || !b.is_ascii();
        let start = rest.as_bytes().iter().position(opens)?;
        rest = rest[start..].trim_start_matches(outside);
        let closes = |b: &u8| !inside(b);
        let bytes = rest.as_bytes();
        let mut end = bytes.iter().position(closes).unwrap_or(bytes.len());
        if bytes.get(end).is_some_and(|b| !b.is_ascii()) {
            let tail = rest[end..].find(outside);
            end = tail.map_or(rest.len(), |tail| end + tail);
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// Longer words name no place of the table.
const LONGEST_PLACE: usize = 40;

/// How often an article names the places of each currency.
#[derive(Debug)]
pub(super) struct Places {
    counts: Vec<u32>,
    /// What a plain "$" means, if not the dollar of the United States.
    dollar: Option<usize>,
}

impl Places {
    fn weight(&self, currency: usize) -> u32 {
        self.counts.get(currency).copied().unwrap_or(0)
    }
}

/// The rows of a table "word number class".
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, f64, &'static str)> {
    lines(table).filter_map(|line| {
        let mut fields = line.split_whitespace();
        let word = fields.next()?;
        let value = fields.next()?.parse().ok()?;
        Some((word, value, fields.next().unwrap_or("")))
    })
}

fn approx_named(class: &str) -> Approx {
    match class {
        "about" => Approx::About,
        "at_least" => Approx::AtLeast,
        "at_most" => Approx::AtMost,
        _ => Approx::Exact,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitalised_words_are_told_from_those_between() {
        let words: Vec<Option<&str>> =
            capitalised("in Côte d'Ivoire, U.S. aid; Élan 5km…Évian").collect();
        let none = None;
        assert_eq!(
            words,
            [
                none,
                Some("Côte"),
                none,
                Some("Ivoire"),
                Some("U.S."),
                none,
                Some("Élan"),
                none,
                Some("Évian")
            ]
        );
        assert_eq!(capitalised("… -- ... “").count(), 0);
    }
}
