//! Ready words: a correction, or a sentence that sources differ, as text for an editor to edit.

use super::finding::{Desk, Missing, open_pairs};
use crate::report::{Check, Fact, FactKind, Mention, Ruling, Value, plain};
use crate::text::{Sentence, Text};
use std::ops::Range;

/// Words for an editor to go on from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// For which decision they are meant.
    pub ruling: Ruling,
    /// The words, free of anything but visible characters.
    pub text: String,
}

/// The drafts that go with a finding; for `ruling` alone if one is given. `here` is the lasting
/// name of the article under review; without it, it is the one whose value fewer articles state,
/// or the later one.
///
/// # Errors
///
/// As [`Desk::find`]; and where the article under review states none of the values in question.
pub fn drafts(
    desk: &Desk<'_>,
    id: &str,
    ruling: Option<Ruling>,
    here: Option<&str>,
) -> Result<Vec<Draft>, Missing> {
    let finding = desk.find(id)?;
    here.map_or(Ok(()), |here| finding.stated_in(here))?;
    let id = finding.id;
    let rulings = [
        Ruling::CorrectHere,
        Ruling::CorrectThere,
        Ruling::SourcesDiffer,
    ];
    let wanted = rulings
        .into_iter()
        .filter(|r| ruling.is_none_or(|wanted| wanted == *r));
    if let Some(fact) = desk.report.facts.iter().find(|fact| fact.id == id) {
        let Some([there, here]) = sides(desk, fact, here) else {
            return Ok(Vec::new());
        };
        let said = |ruling| match ruling {
            Ruling::CorrectHere => correction(desk, fact, here, there),
            Ruling::CorrectThere => correction(desk, fact, there, here),
            _ => all_accounts(desk, fact, [there, here]),
        };
        return Ok(wanted
            .map(|ruling| Draft {
                ruling,
                text: said(ruling),
            })
            .collect());
    }
    let check = desk.report.checks.iter().find(|check| check.id == id);
    let here = wanted.filter(|ruling| *ruling == Ruling::CorrectHere);
    let drafts = here.zip(check).map(|(ruling, check)| Draft {
        ruling,
        text: of_check(desk, check),
    });
    Ok(drafts.collect())
}

/// A mention of each of the two gravest values, of which one is that of the article under review;
/// that one last.
fn sides<'d>(desk: &Desk<'d>, fact: &Fact, here: Option<&str>) -> Option<[&'d Mention; 2]> {
    let is_here = |m: &&&Mention| here.is_some_and(|here| desk.name(&m.article) == here);
    let states = |value: usize| mentions(desk, fact, value).iter().any(|m| is_here(&m));
    let open = fact.relations.iter().filter(|r| r.verdict.is_open());
    let open = open.filter(|r| here.is_none() || states(r.a) || states(r.b));
    let surest = |x: &f64, y: &f64| x.total_cmp(y);
    let pair = open.max_by(|x, y| {
        let order = x.verdict.cmp(&y.verdict);
        order.then_with(|| surest(&x.confidence, &y.confidence))
    })?;
    let (a, b) = (mentions(desk, fact, pair.a), mentions(desk, fact, pair.b));
    let day = |m: &Mention| {
        let mut infos = desk.report.articles.iter();
        let info = infos.find(|info| info.id == m.article);
        info.and_then(|info| info.published.start)
    };
    let (x, y) = (*a.first()?, *b.first()?);
    let first_is_here = match (states(pair.a), states(pair.b)) {
        (true, false) => true,
        (false, true) => false,
        _ => (b.len(), day(x)) > (a.len(), day(y)),
    };
    let (there, own) = if first_is_here { (b, a) } else { (a, b) };
    let own = own.iter().find(is_here).or(own.first()).copied()?;
    // 34 feet corrects 43ft better than 10.4 metres does.
    let same_unit = |m: &&&Mention| unit(m) == unit(own);
    let there = there.iter().find(same_unit).or(there.first()).copied()?;
    Some([there, own])
}

/// The mentions of one of the values of a fact.
fn mentions<'d>(desk: &Desk<'d>, fact: &Fact, value: usize) -> Vec<&'d Mention> {
    let value = fact.values.iter().find(|v| v.id == value);
    let ids = value.into_iter().flat_map(|v| &v.mentions);
    ids.filter_map(|id| desk.mention(*id)).collect()
}

fn unit(mention: &Mention) -> Option<&str> {
    match &mention.value {
        Value::Quantity { unit, .. } => unit.as_deref(),
        Value::Date { .. } => None,
    }
}

/// "An earlier version of this article said in paragraph 4 that … It is …"
fn correction(desk: &Desk<'_>, fact: &Fact, wrong: &Mention, right: &Mention) -> String {
    let what = match fact.kind {
        FactKind::Quantity => "figure",
        FactKind::Date => "date",
    };
    let sentence = shown(&desk.quote(wrong).sentence);
    format!(
        "Correction ({}): An earlier version of this article gave a wrong {what} in {}: “{sentence}” \
         The {what} is {}, not {}.",
        shown(desk.name(&wrong.article)),
        place(desk, &wrong.article, wrong.start),
        shown(&right.text),
        shown(&wrong.text),
    )
}

/// "Accounts differ on … : 143 people, according to …; 134 people, according to …": the two sides
/// first, then whatever other values do not agree.
fn all_accounts(desk: &Desk<'_>, fact: &Fact, sides: [&Mention; 2]) -> String {
    let told = |value: usize| {
        let ids = mentions(desk, fact, value);
        ids.iter().any(|m| sides.iter().any(|side| side.id == m.id))
    };
    let open = |value: usize| open_pairs(fact).any(|(a, b)| a == value || b == value);
    let others = fact.values.iter().map(|value| value.id);
    let others = others.filter(|value| open(*value) && !told(*value));
    let others = others.filter_map(|value| mentions(desk, fact, value).first().copied());
    let accounts: Vec<String> = sides
        .into_iter()
        .chain(others)
        .map(|mention| account(desk, mention))
        .collect();
    format!(
        "Accounts differ on “{}”: {}.",
        shown(&fact.subject),
        accounts.join("; ")
    )
}

/// "143 people, according to the police (The Example)".
fn account(desk: &Desk<'_>, mention: &Mention) -> String {
    let source = mention.source.as_deref().map(shown);
    let article = outlet(desk, &mention.article);
    let source = source.map_or_else(|| article.clone(), |source| format!("{source} ({article})"));
    format!("{}, according to {source}", shown(&mention.text))
}

fn of_check(desk: &Desk<'_>, check: &Check) -> String {
    format!(
        "Correction ({}): An earlier version of this article said in {}: “{}” [{}: {}]",
        shown(desk.name(&check.article)),
        place(desk, &check.article, check.start),
        shown(&desk.check_quote(check).sentence),
        shown(&check.text),
        shown(&check.why),
    )
}

/// The outlet of an article, or its name.
fn outlet(desk: &Desk<'_>, article: &str) -> String {
    let info = desk.report.articles.iter().find(|info| info.id == article);
    let outlet = info.and_then(|info| info.outlet.as_deref());
    shown(outlet.unwrap_or_else(|| desk.name(article)))
}

/// "paragraph 4", counted from the first of whole sentences.
fn place(desk: &Desk<'_>, article: &str, offset: usize) -> String {
    let info = desk.report.articles.iter().find(|info| info.id == article);
    let outside = info.into_iter().flat_map(|info| &info.outside_story);
    let holes: Vec<Range<usize>> = outside.map(|o| o.start..o.end).collect();
    let text = Text::new(desk.text(article), &holes);
    match paragraph(&text, offset) {
        Some(0) => "the headline".to_owned(),
        Some(number) => format!("paragraph {number}"),
        None => "the text".to_owned(),
    }
}

/// The paragraph in which a byte stands, counted from the first of whole sentences; 0 is what
/// stands above: headline, byline, date.
fn paragraph(text: &Text<'_>, offset: usize) -> Option<u32> {
    let is_whole = |sentence: &&Sentence| {
        let last = sentence.tokens.end.saturating_sub(1);
        sentence.tokens.len() > 2 && matches!(text.word(last), "." | "!" | "?" | "”" | "\"")
    };
    let first = text.sentences.iter().find(is_whole);
    let first = first.map_or(0, |sentence| sentence.paragraph);
    let holds = text.sentences.iter().rfind(|sentence| {
        let start = text.tokens.get(sentence.tokens.start);
        start.is_some_and(|token| token.start as usize <= offset)
    })?;
    Some((holds.paragraph + 1).saturating_sub(first))
}

fn shown(text: &str) -> String {
    plain::trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_counted_below_the_headline() {
        let source = "Blast kills 12\n\nBy Ana Lee\n\nOne came there. Two went.\n\nThree stayed.\n";
        let text = Text::new(source, &[]);
        let at = |word: &str| paragraph(&text, source.find(word).unwrap());
        assert_eq!(
            [at("12"), at("Two"), at("Three")],
            [Some(0), Some(1), Some(2)]
        );
        let source = "One came.\n\nTwo went.\n";
        let text = Text::new(source, &[]);
        assert_eq!(paragraph(&text, 0), Some(1));
        assert_eq!(paragraph(&Text::new("", &[]), 0), None);
    }
}
