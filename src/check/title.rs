//! A number in the title against the body: "Blast kills 12" over "the blast killed 21 people".

use super::figure::Figure;
use super::tables::{NUMBERS, OPEN, PEOPLE};
use super::{Desk, Finding, Kind};
use crate::extract::Detail;
use crate::extract::quantity::{QuantityMention, Sort};
use crate::text::{Text, TokenKind};
use std::ops::Range;

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let title = desk
        .story
        .article
        .title
        .as_deref()
        .filter(|t| tells_number(t));
    let headline = headline(desk);
    let first = desk.mentions().first();
    if title.is_none() && first.is_none_or(|m| m.tokens.start >= headline.end) {
        return Vec::new();
    }
    let body = Body::of(desk, headline);
    if let Some(title) = title {
        let text = Text::new(title, &[]);
        let quantities = desk.extractor.quantities(&text);
        return quantities
            .iter()
            .filter_map(|q| body.against(desk, &text, q))
            .collect();
    }
    let headline = body.headline.clone();
    let inside = (0..desk.mentions().len())
        .take_while(|&at| desk.mentions()[at].tokens.start < headline.end)
        .filter_map(|at| desk.quantity(at));
    inside
        .filter_map(|q| body.against(desk, desk.text, q))
        .collect()
}

/// Does a title hold a number? Most hold none and need not be read.
fn tells_number(title: &str) -> bool {
    title.bytes().any(|b| b.is_ascii_digit())
        || title
            .split(|c: char| !c.is_alphabetic())
            .any(|word| NUMBERS.contains(word.to_lowercase().as_str()))
}

/// The story below its headline.
struct Body<'a> {
    headline: Range<usize>,
    quantities: Vec<(usize, &'a QuantityMention, Figure)>,
}

impl<'a> Body<'a> {
    fn of(desk: &Desk<'a>, headline: Range<usize>) -> Self {
        let quantities = (0..desk.mentions().len())
            .filter(|&at| desk.mentions()[at].tokens.start >= headline.end)
            .filter_map(|at| {
                let q = desk.quantity(at)?;
                Some((at, q, Figure::of(desk, q)?))
            })
            .collect();
        Self {
            headline,
            quantities,
        }
    }

    /// The figure of the body that contradicts quantity `told` of a title.
    fn against(
        &self,
        desk: &Desk<'_>,
        title: &Text<'_>,
        told: &QuantityMention,
    ) -> Option<Finding> {
        let plain = matches!(told.sort, Sort::Count | Sort::Measure) && !told.part;
        let thing = thing(desk, title, told).filter(|_| plain)?;
        let (number, low, high) = reach(told)?;
        if self.states(desk, low, high) {
            return None;
        }
        let same: Vec<_> = self
            .quantities
            .iter()
            .filter(|(_, q, _)| {
                q.quantity.unit == told.quantity.unit
                    && matches!(q.sort, Sort::Count | Sort::Measure)
                    && self::thing(desk, desk.text, q).as_deref() == Some(&thing)
            })
            .collect();
        let (at, quantity, figure) = same.first()?;
        // "eleven offices there and one here", "seven other offices"
        let beyond = desk.any(desk.sentence(quantity.core.start), |w| {
            matches!(w, "one" | "another")
        }) || desk.any(quantity.tokens.clone(), |w| OPEN.contains(w));
        let apart = same.iter().all(|(_, _, f)| f.exact) && figure.number != number;
        let one = same.iter().all(|(_, _, f)| f.number == figure.number);
        let alike = figure.number / number < 4.0 && number / figure.number < 4.0;
        (apart && one && alike && !beyond && !quantity.part).then(|| {
            let words = title.source()[title.span(told.tokens.clone())].to_owned();
            let why = format!("the title says {words}");
            desk.finding(Kind::Title, desk.mentions()[*at].tokens.clone(), why)
        })
    }

    /// Does the body state a number from `low` to `high`, or two that add up to one?
    fn states(&self, desk: &Desk<'_>, low: f64, high: f64) -> bool {
        let direct = desk.mentions().iter().any(|m| {
            let Detail::Quantity(q) = &m.detail else {
                return false;
            };
            let bounds = (
                q.quantity.low.unwrap_or(f64::NEG_INFINITY),
                q.quantity.high.unwrap_or(f64::INFINITY),
            );
            m.tokens.start >= self.headline.end && bounds.0 <= high && low <= bounds.1
        });
        direct
            || self.quantities.windows(2).any(|w| {
                let sum = w[0].2.number + w[1].2.number;
                low <= sum && sum <= high
            })
    }
}

/// The title of a text that has one of its own: a first line without an end mark.
fn headline(desk: &Desk<'_>) -> Range<usize> {
    let text = desk.text;
    let Some(first) = text
        .sentences
        .first()
        .filter(|_| desk.story.article.title.is_none())
    else {
        return 0..0;
    };
    let last = text.word(first.tokens.end - 1);
    let line = text
        .tokens
        .get(first.tokens.end)
        .is_some_and(|t| t.after_break);
    let short = first.tokens.len() <= 25;
    if line && short && !matches!(last, "." | ":" | "\"") {
        first.tokens.clone()
    } else {
        0..0
    }
}

/// The number of a title with its bounds; one in round figures stands for what rounds to it.
fn reach(told: &QuantityMention) -> Option<(f64, f64, f64)> {
    let number = told.quantity.number?;
    let year = told.quantity.unit.is_none() && (1900.0..2100.0).contains(&number);
    if year || number < 2.0 {
        return None;
    }
    let rounded = number.abs() >= 20.0 || told.quantity.unit.is_some();
    let slack = if rounded { told.step / 2.0 } else { 0.0 };
    let low = told.quantity.low.unwrap_or(f64::NEG_INFINITY) - slack;
    let high = told.quantity.high.unwrap_or(f64::INFINITY) + slack;
    (low.is_finite() && high.is_finite()).then_some((number, low, high))
}

/// What a quantity counts: the stem of its noun, or the fate of people that stands beside it
/// ("kills 12", "12 dead").
fn thing(desk: &Desk<'_>, text: &Text<'_>, quantity: &QuantityMention) -> Option<String> {
    let start = quantity.tokens.start;
    if (start.saturating_sub(4)..start).any(|k| text.is(k, "toll")) {
        return fate("killed").map(str::to_owned);
    }
    let near = start.saturating_sub(1)..quantity.tokens.end + 3;
    let fate = near
        .filter(|k| text.kind(*k) == Some(TokenKind::Word))
        .find_map(|k| fate(text.lower(k)));
    if fate.is_some() {
        return fate.map(str::to_owned);
    }
    let noun = (!quantity.noun.is_empty()).then(|| text.lower(quantity.noun.end - 1))?;
    let named = !PEOPLE.contains(noun) && noun.len() > 3;
    named.then(|| desk.grammar().singular(noun).into_owned())
}

/// What befell people, as a word (in lower case) says it.
fn fate(word: &str) -> Option<&'static str> {
    match word {
        "kill" | "kills" | "killed" | "killing" | "dead" | "die" | "dies" | "died" | "deaths" => {
            Some("killed")
        }
        "injure" | "injures" | "injured" | "wounds" | "wounded" | "hurt" => Some("injured"),
        "missing" => Some("missing"),
        "arrests" | "arrested" | "arresting" => Some("arrested"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::Kind;
    use crate::check::tests::{findings, silent, why};

    #[test]
    fn a_title_that_fits_passes() {
        silent("Blast kills 12\n\nThe blast killed seven men and five women in all.");
        silent("Blast kills dozens\n\nThe blast killed 21 people.");
        silent(
            "Firm to close 12 offices\n\nThe firm will close 11 offices in Lyon and one in Nice.",
        );
        silent("Firm sees higher 1987 earnings\n\nThe firm had 1986 earnings of 3 million.");
        silent("Exports up 15 per cent last year\n\nExports rose 14.9 per cent last year.");
    }

    #[test]
    fn the_first_line_may_be_the_title() {
        let found = findings(
            None,
            "Blast kills 12 at mine\n\nThe blast killed 21 people at the mine.",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].kind, found[0].why.as_str()),
            (Kind::Title, "the title says 12")
        );
        assert_eq!(
            findings(Some("Mine blast kills 12"), "The blast killed 21 people.").len(),
            1
        );
        assert_eq!(why("Blast kills 12\n\nIt killed 12 people."), [""; 0]);
    }
}
