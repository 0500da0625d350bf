//! Parts against their total: "12 dead: seven men and four women", "15 of the 12".

use super::figure::{Figure, shown, shown_like};
use super::tables::{OPEN, OPPOSITES, PEOPLE, SIDES, WEIGHTED, WHOLES};
use super::{Desk, Finding, Kind, is_dash};
use crate::extract::quantity::{QuantityMention, Sort};
use crate::text::TokenKind;
use itertools::Itertools;
use std::ops::Range;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for at in 0..desk.mentions().len() {
        let Some(total) = Total::at(desk, at) else {
            continue;
        };
        let one = broken_up(desk, &total)
            .or_else(|| in_all(desk, &total))
            .or_else(|| divided(desk, &total))
            .or_else(|| next_sentence(desk, &total))
            .or_else(|| greater_part(desk, &total))
            .or_else(|| included(desk, &total));
        found.extend(one);
        found.extend(shares(desk, at));
    }
    found
}

/// A number that may be a total.
struct Total<'a> {
    mention: &'a QuantityMention,
    figure: Figure,
    at: usize,
}

impl<'a> Total<'a> {
    fn at(desk: &Desk<'a>, at: usize) -> Option<Self> {
        let mention = desk.quantity(at)?;
        let figure = Figure::of(desk, mention)?;
        let counts = matches!(mention.sort, Sort::Count | Sort::Measure) && !mention.part;
        (counts && figure.number >= 2.0).then_some(Self {
            mention,
            figure,
            at,
        })
    }

    fn end(&self) -> usize {
        self.mention.tokens.end
    }

    /// Is it of people of every sort?
    fn is_people(&self, desk: &Desk<'_>) -> bool {
        last_word(desk, &self.mention.noun).is_some_and(|w| WHOLES.contains(w))
    }
}

fn last_word<'d>(desk: &'d Desk<'_>, tokens: &Range<usize>) -> Option<&'d str> {
    (!tokens.is_empty()).then(|| desk.text.lower(tokens.end - 1))
}

/// A part of a total.
struct Part {
    figure: Figure,
    /// Its number as the article writes it.
    words: String,
    /// What it counts, up to the mark or "and" after it.
    tokens: Range<usize>,
    /// The last word of the noun beside the number.
    noun: Option<String>,
    /// Is it a number and nothing else ("354 (365 and 312)")?
    bare: bool,
}

/// How a list of parts is set off.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Colon,
    Bracket,
    Dash,
    Comma,
}

/// "12 dead: seven men and four women", with a colon, a dash, brackets or, for people, a comma.
fn broken_up(desk: &Desk<'_>, total: &Total<'_>) -> Option<Finding> {
    let (opener, style) = opener(desk, total.end())?;
    let named = !total.mention.noun.is_empty() || total.mention.quantity.unit.is_some();
    if !named || style == Style::Comma && !total.is_people(desk) {
        return None;
    }
    let (parts, end) = parts(desk, opener + 1, style)?;
    let weighted = last_word(desk, &total.mention.noun).is_some_and(|w| WEIGHTED.contains(w));
    if weighted && parts.iter().any(|p| p.noun.is_some()) {
        return None;
    }
    if style == Style::Comma && !parts.iter().all(is_person) || parts.iter().all(|p| p.bare) {
        return None;
    }
    compare(desk, total, &parts, total.mention.tokens.start..end)
}

fn is_person(part: &Part) -> bool {
    part.noun.as_deref().is_some_and(|n| PEOPLE.contains(n))
}

/// The mark that opens a list of parts after token `end`, a few words on at the most.
fn opener(desk: &Desk<'_>, end: usize) -> Option<(usize, Style)> {
    const REACH: usize = 7;
    let text = desk.text;
    let limit = desk
        .sentence(end.saturating_sub(1))
        .end
        .min(end + REACH + 1);
    let found = (end..limit).find(|&k| text.kind(k) != Some(TokenKind::Word))?;
    let words = found - end;
    let style = match text.word(found) {
        ":" => Style::Colon,
        "(" if words <= 3 => Style::Bracket,
        "," if words <= 3 => Style::Comma,
        _ if is_dash(text, found) && words <= 4 => Style::Dash,
        _ => return None,
    };
    let plain = !desk.any(end..found, |w| {
        OPEN.contains(w) || matches!(w, "and" | "or" | "for")
    }) && (end..found).all(|k| desk.mention_at(k).is_none());
    let wide = usize::from(style == Style::Dash && text.is(found + 1, "-"));
    plain.then_some((found + wide, style))
}

/// A list with more entries is a table, and no sentence tells the total of one.
const MOST_PARTS: usize = 60;

/// The parts that start with token `start` and the token after the last.
fn parts(desk: &Desk<'_>, start: usize, style: Style) -> Option<(Vec<Part>, usize)> {
    let text = desk.text;
    let mut out: Vec<Part> = Vec::new();
    let (mut i, mut whole) = (start, false);
    loop {
        let part = part(desk, i, style)?;
        let end = part.tokens.end;
        out.push(part);
        if out.len() > MOST_PARTS {
            return None;
        }
        let comma = text.is(end, ",") || text.is(end, ";");
        let joined = text.is(end + usize::from(comma), "and");
        let next = end + usize::from(comma) + usize::from(joined);
        if (comma || joined) && starts_part(desk, next) {
            i = next;
            whole = joined;
            continue;
        }
        // A list without "and" before its last entry may go on unsaid.
        let closed = !joined
            && whole
            && match style {
                Style::Colon => text.is(end, ";") || desk.ends_at(end),
                Style::Bracket => text.is(end, ")"),
                Style::Dash => is_dash(text, end) || desk.ends_at(end),
                Style::Comma => comma || desk.ends_at(end),
            };
        return (closed && out.len() >= 2).then_some((out, end));
    }
}

/// Does a part start with token `i`: a number, or "a" before a word for a person?
fn starts_part(desk: &Desk<'_>, i: usize) -> bool {
    desk.mention_at(i)
        .is_some_and(|at| desk.quantity(at).is_some())
        || one_person(desk, i)
}

fn one_person(desk: &Desk<'_>, i: usize) -> bool {
    let text = desk.text;
    matches!(text.lower(i), "a" | "an")
        && desk.mention_at(i).is_none()
        && PEOPLE.contains(text.lower(i + 1))
        && !desk.grammar().is_plural(text.lower(i + 1))
}

fn part(desk: &Desk<'_>, i: usize, style: Style) -> Option<Part> {
    const TAIL: usize = 6;
    let text = desk.text;
    let (figure, noun, words, end, core) = if one_person(desk, i) {
        let one = Figure {
            number: 1.0,
            low: 1.0,
            high: 1.0,
            place: 0.0,
            exact: true,
        };
        (one, i + 1..i + 2, "one".to_owned(), i + 2, i + 1)
    } else {
        let mention = desk.quantity(desk.mention_at(i)?)?;
        let compound = text.is(mention.core.end, "-") && text.glued(mention.core.end);
        if !matches!(mention.sort, Sort::Count | Sort::Measure) || mention.part || compound {
            return None;
        }
        let words = desk.written(mention.core.clone());
        (
            Figure::of(desk, mention)?,
            mention.noun.clone(),
            words,
            mention.tokens.end,
            mention.core.end,
        )
    };
    let reach = if style == Style::Comma { 0 } else { TAIL };
    let tail = (end..=end + reach)
        .find(|&k| text.kind(k) != Some(TokenKind::Word) || text.is(k, "and") || desk.ends_at(k))?;
    let open = desk.any(i..tail, |w| OPEN.contains(w))
        || (end..tail).any(|k| desk.mention_at(k).is_some());
    (!open).then(|| Part {
        figure,
        words,
        tokens: i..tail,
        bare: tail <= core,
        noun: last_word(desk, &noun).map(str::to_owned),
    })
}

/// Says so where the parts cannot make the total.
fn compare(
    desk: &Desk<'_>,
    total: &Total<'_>,
    parts: &[Part],
    tokens: Range<usize>,
) -> Option<Finding> {
    if !same_unit(desk, total, parts) {
        return None;
    }
    let sum: f64 = parts.iter().map(|p| p.figure.number).sum();
    let low: f64 = parts.iter().map(|p| p.figure.low).sum();
    let high: f64 = parts.iter().map(|p| p.figure.high).sum();
    if total.figure.meets(low, high) {
        return None;
    }
    let words = parts.iter().map(|p| p.words.as_str());
    let why = format!(
        "{} make {}, not {}",
        listed(&words.collect_vec()),
        shown_like(sum, &desk.written(total.mention.core.clone())),
        desk.written(total.mention.core.clone())
    );
    Some(desk.finding(Kind::Sum, tokens, why))
}

/// "seven, three and one"
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn same_unit(desk: &Desk<'_>, total: &Total<'_>, parts: &[Part]) -> bool {
    let unit = &total.mention.quantity.unit;
    parts.iter().all(|p| {
        let mention = desk
            .mention_at(p.tokens.start)
            .and_then(|at| desk.quantity(at));
        mention.map_or(unit.is_none(), |m| {
            m.quantity.unit == *unit && m.per == total.mention.per
        })
    })
}

/// "seven men and four women, 12 people in all", "…, a total of 12".
fn in_all(desk: &Desk<'_>, total: &Total<'_>) -> Option<Finding> {
    let text = desk.text;
    let tokens = &total.mention.tokens;
    let before = |back: usize| tokens.start.checked_sub(back).map_or("", |k| text.lower(k));
    let said = match (text.lower(total.end()), text.lower(total.end() + 1)) {
        ("altogether", _) | ("in", "all" | "total") | ("all", "told") => true,
        _ => {
            desk.any(tokens.start..total.mention.core.start, |w| w == "total")
                || before(1) == "of" && before(2) == "total"
        }
    };
    let comma = (tokens.start.saturating_sub(5)..tokens.start)
        .rev()
        .find(|&k| text.kind(k) != Some(TokenKind::Word))?;
    let lead = desk.any(comma + 1..tokens.start, |w| {
        !matches!(
            w,
            "or" | "for" | "making" | "a" | "total" | "of" | "in" | "all" | "the" | "so"
        )
    });
    if !said || lead || !text.is(comma, ",") {
        return None;
    }
    let parts = parts_before(desk, total.at, comma)?;
    let start = parts.first()?.tokens.start;
    compare(desk, total, &parts, start..total.end())
}

/// The parts of a list whose last entry ends right before token `comma`, from mention `at` back.
fn parts_before(desk: &Desk<'_>, at: usize, comma: usize) -> Option<Vec<Part>> {
    let text = desk.text;
    let sentence = desk.sentence(comma);
    let (mut out, mut end, mut joined) = (Vec::new(), comma, false);
    for place in (0..at).rev() {
        let mention = desk.quantity(place)?;
        if mention.tokens.end != end || mention.tokens.start < sentence.start {
            return None;
        }
        out.push(part(desk, mention.tokens.start, Style::Comma)?);
        let start = mention.tokens.start;
        match start.checked_sub(1).filter(|k| *k >= sentence.start) {
            Some(k) if text.is(k, "and") && !joined => {
                joined = true;
                end = k - usize::from(k > sentence.start && text.is(k - 1, ","));
            }
            Some(k) if text.is(k, ",") && joined => end = k,
            _ => break,
        }
    }
    out.reverse();
    (joined && out.len() >= 2).then_some(out)
}

/// "Of the 12 dead, seven were men and four were women."
fn divided(desk: &Desk<'_>, total: &Total<'_>) -> Option<Finding> {
    let text = desk.text;
    let start = total.mention.tokens.start;
    let of = start.checked_sub(1).filter(|k| text.is(*k, "of"))?;
    if of != desk.sentence(of).start {
        return None;
    }
    let comma = (total.end()..total.end() + 4).find(|&k| text.is(k, ","))?;
    if desk.any(total.end()..comma, |w| OPEN.contains(w)) {
        return None;
    }
    let (parts, end) = parts(desk, comma + 1, Style::Colon)?;
    opposed(desk, &parts)?;
    compare(desk, total, &parts, of..end)
}

/// "Twelve people died. Seven were men and four women."
fn next_sentence(desk: &Desk<'_>, total: &Total<'_>) -> Option<Finding> {
    let text = desk.text;
    let sentence = desk.sentence(total.mention.tokens.start);
    let start = sentence.end;
    let next = desk.mentions().get(total.at + 1)?;
    let alone = total.at == 0
        || desk.mentions()[total.at - 1].tokens.start < sentence.start
        || desk.quantity(total.at - 1).is_none();
    if !alone || next.tokens.start != start || !total.is_people(desk) {
        return None;
    }
    if !desk.any(start..start + 3, |w| matches!(w, "were" | "are" | "was")) {
        return None;
    }
    if text.tokens.get(start).is_some_and(|t| t.after_break) {
        return None;
    }
    let (parts, end) = parts(desk, start, Style::Colon)?;
    opposed(desk, &parts)?;
    compare(desk, total, &parts, start..end)
}

/// Do the parts name groups that exclude each other and leave no one out?
fn opposed(desk: &Desk<'_>, parts: &[Part]) -> Option<()> {
    let last: Vec<&str> = parts
        .iter()
        .filter_map(|p| last_word(desk, &p.tokens))
        .collect();
    let group = OPPOSITES
        .iter()
        .find(|(all, group)| *all && last.iter().all(|w| group.contains(w)))?;
    (last.len() == parts.len() && last.iter().unique().count() == group.1.words().len())
        .then_some(())
}

/// "15 of the 12 hostages": a part that is greater than its whole.
fn greater_part(desk: &Desk<'_>, total: &Total<'_>) -> Option<Finding> {
    let text = desk.text;
    let part = desk.quantity(total.at.checked_sub(1)?)?;
    let figure = Figure::of(desk, part)?;
    let start = total.mention.tokens.start;
    let of = part.core.end;
    let article = !text.is(start, "the")
        && matches!(
            text.lower(of + 1),
            "the" | "its" | "their" | "his" | "her" | "those" | "these"
        );
    let beside = text.is(of, "of")
        && (of + 1 == start || article && of + 2 == start)
        && (article || text.is(start, "the"));
    let counts = part.sort == Sort::Count
        && total.mention.sort == Sort::Count
        && part.quantity.unit.is_none()
        && total.mention.quantity.unit.is_none()
        && !total.mention.noun.is_empty();
    // "35,000 of the two models": that many of a kind.
    let members = figure.number <= 3.0 * total.figure.number;
    let plain = beside && counts && members && figure.exact && total.figure.exact;
    (plain && figure.low > total.figure.high).then(|| {
        let why = format!(
            "{} cannot be a part of {}",
            desk.written(part.core.clone()),
            desk.written(total.mention.core.clone())
        );
        desk.finding(Kind::Sum, part.core.start..total.end(), why)
    })
}

/// "12 people, including 14 children": a part that is greater than its whole.
fn included(desk: &Desk<'_>, total: &Total<'_>) -> Option<Finding> {
    let text = desk.text;
    let next = desk.quantity(total.at + 1)?;
    let start = next.tokens.start;
    let words = total.end()..start;
    let said = |k: usize| {
        let pair = (
            k.checked_sub(1).map_or("", |k| text.lower(k)),
            text.lower(k),
        );
        matches!(pair, (_, "including") | ("of", "whom") | ("among", "them"))
    };
    let beside = words.len() <= 6
        && start > 0
        && said(start - 1)
        && desk.sentence(start).contains(&total.end());
    let people = total.is_people(desk)
        && next.sort == Sort::Count
        && last_word(desk, &next.noun).is_none_or(|w| PEOPLE.contains(w));
    if !beside || !people || next.quantity.unit.is_some() {
        return None;
    }
    let figure = Figure::of(desk, next)?;
    (figure.low > total.figure.high).then(|| {
        let why = format!(
            "{} cannot be among {}",
            desk.written(next.core.clone()),
            desk.written(total.mention.core.clone())
        );
        desk.finding(Kind::Sum, total.mention.tokens.start..next.tokens.end, why)
    })
}

/// "54.3 per cent voted yes and 46.7 per cent no": both sides of a vote make more than 100.
fn shares(desk: &Desk<'_>, at: usize) -> Option<Finding> {
    let (a, b) = (desk.quantity(at)?, desk.quantity(at + 1)?);
    let percent = |m: &QuantityMention| m.quantity.unit.as_deref() == Some("%");
    let sentence = desk.sentence(a.core.start);
    if !percent(a) || !percent(b) || !sentence.contains(&b.core.start) {
        return None;
    }
    let after = desk
        .mentions()
        .get(at + 2)
        .map_or(sentence.end, |m| m.tokens.start.min(sentence.end));
    // The word right before the second share goes with it: "against 47.9 per cent".
    let first = side(desk, a.core.end..b.core.start.saturating_sub(1))?;
    let second = side(desk, b.core.end..after)?;
    let (x, y) = (Figure::of(desk, a)?, Figure::of(desk, b)?);
    let least = x.low + y.low;
    let plain = first != second && x.exact && y.exact && x.number < 100.0 && y.number < 100.0;
    (plain && least > 100.0 + 1e-9).then(|| {
        let why = format!(
            "{} and {} make {} per cent",
            desk.written(a.core.clone()),
            desk.written(b.core.clone()),
            shown(x.number + y.number, 2)
        );
        desk.finding(Kind::Sum, a.core.start..b.core.end, why)
    })
}

/// The side of a vote named among these tokens: true for yes.
fn side(desk: &Desk<'_>, tokens: Range<usize>) -> Option<bool> {
    const REACH: usize = 6;
    let near = tokens.start..tokens.end.min(tokens.start + REACH);
    let said: Vec<bool> = near
        .filter_map(|k| SIDES.get(desk.text.lower(k)).copied())
        .collect();
    let first = *said.first()?;
    said.iter().all(|s| *s == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{silent, why};

    #[test]
    fn the_reason_names_the_figures() {
        assert_eq!(
            why("12 dead: seven men and four women"),
            ["seven and four make 11, not 12"]
        );
        assert_eq!(
            why(
                "The ship took 8,182,500 tonnes: 4,080,500 tonnes of wheat and 4,102,300 tonnes of maize."
            ),
            ["4,080,500 tonnes and 4,102,300 tonnes make 8,182,800, not 8,182,500 tonnes"]
        );
        assert_eq!(
            why("The school sent 15 of its 12 teachers."),
            ["15 cannot be a part of 12"]
        );
    }

    #[test]
    fn open_lists_rounding_and_other_things_pass() {
        silent("Police counted 12 dead, including seven men and four women.");
        silent("About 12 people: seven men and four women.");
        silent("More than 12 people died: seven men and nine women.");
        silent(
            "The plan costs $12 million: $7 million from the city and $4 million from the state.",
        );
        silent("The quake wrecked 12 homes, two schools and a clinic.");
        silent("Twelve people were killed in Riga, seven in Tallinn and four in Vilnius.");
        silent("It has two new cars - the four-door Alba and the two-door Alba Sport.");
        silent("Reserves were 354 million (365 million and 312 million).");
        silent("He scored 12 points: two tries and a conversion.");
        silent("The group has 12 teams: two from each of six regions.");
        silent("They ordered 35,000 of the two models.");
        silent("Of the 12 dead, seven were tourists and four were children.");
        silent(
            "Some 54 per cent said yes and 40 per cent said no; 52 per cent of women are for it.",
        );
    }
}
