//! A stated count against the list that follows: "five countries: France, Spain and Italy".

use super::names::{Entries, entries, is_capital, is_region, list_end, names};
use super::tables::{CLAUSES, ENTRIES, OPEN, PARTICLES, PEOPLE, SCORED, SEVERAL};
use super::{Desk, Finding, Kind, is_dash};
use crate::extract::quantity::{QuantityMention, Sort};
use crate::text::TokenKind;
use crate::value::Approx;
use std::ops::Range;

/// Longer lists are seldom told in a sentence, and seldom read without a slip.
const MOST: f64 = 15.0;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let places = 0..desk.mentions().len();
    let announced = places.filter_map(|at| {
        let count = Announced::at(desk, at)?;
        set_off(desk, &count)
            .or_else(|| by_names(desk, &count))
            .or_else(|| together_with(desk, &count))
            .or_else(|| countries(desk, &count))
            .or_else(|| bullets(desk, &count))
    });
    announced.collect()
}

/// A count that may announce a list.
struct Announced<'a> {
    mention: &'a QuantityMention,
    number: usize,
    at: usize,
}

impl<'a> Announced<'a> {
    fn at(desk: &Desk<'a>, at: usize) -> Option<Self> {
        let mention = desk.quantity(at)?;
        let quantity = &mention.quantity;
        let number = quantity.number?;
        let counts = mention.sort == Sort::Count
            && quantity.unit.is_none()
            && quantity.approx == Approx::Exact
            && number.fract() == 0.0
            && (2.0..=MOST).contains(&number);
        let plural = !mention.noun.is_empty()
            && desk
                .grammar()
                .is_plural(desk.text.lower(mention.noun.end - 1));
        let open = desk.any(mention.noun.clone(), |w| OPEN.contains(w));
        (counts && plural && !open).then_some(Self {
            mention,
            number: number as usize,
            at,
        })
    }

    fn end(&self) -> usize {
        self.mention.tokens.end
    }

    fn noun<'d>(&self, desk: &'d Desk<'_>) -> &'d str {
        desk.text.lower(self.mention.noun.end - 1)
    }

    /// Is it a part of what was told before, or a whole of which a part is told: "two of the
    /// three finalists"?
    fn is_part(&self, desk: &Desk<'_>) -> bool {
        let start = self.mention.tokens.start;
        let before = start.checked_sub(1).map_or("", |k| desk.text.lower(k));
        self.mention.part || matches!(before, "of" | "other" | "than" | "every")
    }
}

/// A list after a colon, a dash or in brackets.
fn set_off(desk: &Desk<'_>, count: &Announced<'_>) -> Option<Finding> {
    const REACH: usize = 6;
    let text = desk.text;
    let end = count.end();
    let limit = desk.sentence(end - 1).end.min(end + REACH + 1);
    let opener = (end..limit).find(|&k| text.kind(k) != Some(TokenKind::Word))?;
    let near = match text.word(opener) {
        ":" => true,
        "(" => opener == end,
        _ => is_dash(text, opener) && opener <= end + 2,
    };
    let plain = !desk.any(end..opener, |w| {
        OPEN.contains(w) || matches!(w, "and" | "or")
    });
    if !near || !plain || count.is_part(desk) {
        return None;
    }
    let start = opener + 1 + usize::from(text.is(opener + 1, "-") && is_dash(text, opener));
    let list = entries(desk, start, list_end(desk, start, opener)?)?;
    let wrong = wrong_names(desk, count, &list) || wrong_things(desk, count, &list);
    wrong.then(|| finding(desk, count, &list, 0))
}

/// Is it a list of proper names with another number of entries?
fn wrong_names(desk: &Desk<'_>, count: &Announced<'_>, list: &Entries) -> bool {
    let whole = list.items.iter().all(|item| {
        let start = item.start + usize::from(desk.text.is(item.start, "the"));
        is_capital(desk.text, start) && names_only(desk, item.clone())
    });
    whole && differs(count.number, list, 0) && !placed(desk, count, list)
}

/// Are these tokens words of a name and nothing else?
fn names_only(desk: &Desk<'_>, mut item: Range<usize>) -> bool {
    let text = desk.text;
    item.len() <= 8
        && item.all(|k| {
            is_capital(text, k)
                || text.is(k, "the")
                || PARTICLES.contains(text.lower(k))
                || matches!(text.word(k), "-" | "." | "'" | "\u{2019}") && text.glued(k)
        })
        && !desk.any(item, |w| OPEN.contains(w))
}

/// Can the list have another number of entries than `number`, less `more` that are told elsewhere?
fn differs(number: usize, list: &Entries, more: usize) -> bool {
    let (fewest, most) = list.count();
    number < fewest + more || number > most + more
}

/// May an entry stand in apposition to the one before it ("Paris, France")? So it may where the
/// list is too long and names a region among places that are none.
fn placed(desk: &Desk<'_>, count: &Announced<'_>, list: &Entries) -> bool {
    let regions = list
        .items
        .iter()
        .filter(|i| is_region(desk.text, i))
        .count();
    list.items.len() > count.number && regions > 0 && regions < list.items.len()
}

/// Is it a list of common nouns that is plainly too short or too long?
fn wrong_things(desk: &Desk<'_>, count: &Announced<'_>, list: &Entries) -> bool {
    let text = desk.text;
    let (grammar, noun) = (desk.grammar(), count.noun(desk));
    let thought = ENTRIES.contains(noun);
    let plain = list.items.iter().all(|item| {
        let words = item
            .clone()
            .all(|k| text.kind(k) == Some(TokenKind::Word) || text.is(k, "-") && text.glued(k));
        let last = text.lower(item.end - 1);
        words
            && item.len() <= 6
            && (thought || !grammar.is_plural(last))
            && !item
                .clone()
                .any(|k| text.word(k).starts_with(char::is_uppercase))
            && !desk.any(item.clone(), |w| {
                OPEN.contains(w)
                    || CLAUSES.contains(w)
                    || PEOPLE.contains(w) && grammar.is_plural(w)
            })
            && !desk.any(item.start..item.end - 1, |w| grammar.is_verb(w))
            && !item
                .clone()
                .any(|k| desk.mention_at(k).is_some_and(|m| !is_one(desk, m)))
    });
    let (fewest, most) = list.count();
    let bare = list.items.iter().all(|item| {
        item.len() == 1 || matches!(text.lower(item.start), "a" | "an" | "the") && item.len() <= 3
    });
    plain && (count.number > most || count.number < fewest && list.doubtful == 0 && bare)
}

/// "one school"
fn is_one(desk: &Desk<'_>, at: usize) -> bool {
    desk.quantity(at)
        .is_some_and(|q| q.quantity.number == Some(1.0))
}

/// "three goals, by Berg, Olsen and Dahl".
fn by_names(desk: &Desk<'_>, count: &Announced<'_>) -> Option<Finding> {
    let text = desk.text;
    let comma = usize::from(text.is(count.end(), ","));
    let by = count.end() + comma;
    let said = matches!(text.lower(by), "by" | "from" | "through");
    if !said || !SCORED.contains(count.noun(desk)) || count.is_part(desk) {
        return None;
    }
    let list = names(desk, by + 1)?;
    let sentence = desk.sentence(by);
    let several = desk.any(count.end()..sentence.end, |w| {
        OPEN.contains(w) || SEVERAL.contains(w)
    });
    let next = text.word(list.end);
    let ends = !matches!(next, "," | "(" | ";" | "-" | "and" | "or")
        || next == ","
            && text.kind(list.end + 1) == Some(TokenKind::Word)
            && !text.is(list.end + 1, "and");
    let other_count = desk.mentions()[count.at + 1..]
        .iter()
        .take_while(|m| m.tokens.start < list.end)
        .next()
        .is_some();
    let wrong = differs(count.number, &list, 0);
    (wrong && !several && ends && !other_count).then(|| finding(desk, count, &list, 0))
}

/// "one of only five countries, together with Belarus, Eritrea and Syria": the list and the one.
fn together_with(desk: &Desk<'_>, count: &Announced<'_>) -> Option<Finding> {
    let text = desk.text;
    let start = count.mention.tokens.start;
    let before = |back: usize| start.checked_sub(back).map_or("", |k| text.lower(k));
    let one_of = (1..=3).any(|back| before(back) == "of" && before(back + 1) == "one");
    let comma = count.end();
    let with = match (text.lower(comma + 1), text.lower(comma + 2)) {
        ("together" | "along", "with") => comma + 3,
        ("alongside", _) => comma + 2,
        _ => return None,
    };
    if !one_of || !text.is(comma, ",") {
        return None;
    }
    let list = names(desk, with)?;
    let closed = text.is(list.end, ",") || desk.ends_at(list.end);
    (closed && differs(count.number, &list, 1)).then(|| finding(desk, count, &list, 1))
}

/// "four countries, France, Spain and Italy, …": between commas only where every name is that of a
/// country.
fn countries(desk: &Desk<'_>, count: &Announced<'_>) -> Option<Finding> {
    let text = desk.text;
    let countries = matches!(count.noun(desk), "countries" | "nations" | "states");
    if !countries || !text.is(count.end(), ",") || count.is_part(desk) {
        return None;
    }
    let list = names(desk, count.end() + 1)?;
    let whole = list.items.iter().all(|item| is_region(text, item));
    let closed = text.is(list.end, ",") || desk.ends_at(list.end) || is_dash(text, list.end);
    let wrong = whole && closed && differs(count.number, &list, 0);
    wrong.then(|| finding(desk, count, &list, 0))
}

/// "Four lessons:" over lines that open with bullets.
fn bullets(desk: &Desk<'_>, count: &Announced<'_>) -> Option<Finding> {
    const REACH: usize = 8;
    let text = desk.text;
    let sentence = desk.sentence(count.end() - 1);
    let colon = sentence.end - 1;
    let alone = desk
        .mentions()
        .get(count.at + 1)
        .is_none_or(|m| m.tokens.start >= sentence.end);
    let open = desk.any(count.end()..colon, |w| OPEN.contains(w));
    if !text.is(colon, ":") || colon > count.end() + REACH || !alone || open || count.is_part(desk)
    {
        return None;
    }
    let (entries, end) = bullet_lines(desk, sentence.end);
    let from = text.tokens[colon].end as usize;
    let to = text
        .tokens
        .get(end)
        .map_or(text.source().len(), |t| t.start as usize);
    let hidden = desk
        .story
        .outside
        .iter()
        .any(|r| r.range.start < to && from < r.range.end);
    (entries >= 2 && entries != count.number && !hidden).then(|| {
        let why = format!(
            "{} {}, but the list has {entries}",
            count.number,
            count.noun(desk)
        );
        desk.finding(Kind::List, count.mention.tokens.clone(), why)
    })
}

/// How many paragraphs from token `start` on open with a bullet or a number, and the token after.
fn bullet_lines(desk: &Desk<'_>, start: usize) -> (usize, usize) {
    let text = desk.text;
    let (mut entries, mut paragraph, mut end) = (0, None, start);
    for sentence in &text.sentences[text.sentence_of(start).min(text.sentences.len())..] {
        let first = sentence.tokens.start;
        if paragraph != Some(sentence.paragraph) {
            let mark = matches!(
                text.word(first),
                "\u{2022}" | "-" | "*" | "\u{2013}" | "\u{25cf}"
            );
            let number = text.kind(first) == Some(TokenKind::Number)
                && matches!(text.word(first + 1), "." | ")")
                && text.glued(first + 1);
            if !mark && !number {
                break;
            }
            entries += 1;
            paragraph = Some(sentence.paragraph);
        }
        end = sentence.tokens.end;
    }
    (entries, end)
}

fn finding(desk: &Desk<'_>, count: &Announced<'_>, list: &Entries, more: usize) -> Finding {
    let (fewest, most) = list.count();
    let told = if count.number < fewest + more {
        fewest
    } else {
        most
    };
    let named = if more > 0 {
        format!("with the {told} named that makes {}", told + more)
    } else {
        format!("the list names {told}")
    };
    let why = format!(
        "{} {}, but {named}",
        desk.written(count.mention.core.clone()),
        count.noun(desk)
    );
    desk.finding(Kind::List, count.mention.tokens.start..list.end, why)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{silent, why};

    #[test]
    fn the_reason_names_the_counts() {
        assert_eq!(
            why("The treaty binds five countries: France, Spain, Italy and Portugal."),
            ["five countries, but the list names 4"]
        );
        assert_eq!(
            why("It was one of six nations, along with Peru, Chile and Cuba, to vote no."),
            ["six nations, but with the 3 named that makes 4"]
        );
        assert_eq!(
            why("Four lessons from the flood:\n- water\n- bread\n- peace\n\nThat is all."),
            ["4 lessons, but the list has 3"]
        );
    }

    #[test]
    fn lists_that_may_be_right_pass() {
        silent("Five countries, including France, Spain and Italy, signed.");
        silent("Five countries signed: among them France, Spain and Italy.");
        silent("Three cities: Paris, France, London and Rome.");
        silent("Two islands: Trinidad and Tobago.");
        silent("Three countries: Bosnia and Herzegovina, Serbia and Croatia.");
        silent("Four victims: a woman and her three children.");
        silent(
            "Two things are clear: the war is over, and the dead, the lost and the maimed are many.",
        );
        silent("In five countries, Apple, Google and Amazon were fined.");
        silent("Two of the three finalists: Berg and Olsen.");
        silent("Three goals, two by Olsen and one by Dahl, settled it.");
        silent("Three goals by Olsen and Dahl, who had a brace, settled it.");
        silent("Three firms: Marks and Spencer, Next and Boots.");
        silent("Five buildings: a school and several houses.");
    }
}
