//! One fact: its values beside each other, each quoted in its context, and why they differ.

use super::super::{Fact, FactValue, Mention, Relation, Verdict, View, words};
use super::{text, timeline};
use rustc_hash::FxHashSet;
use std::io::{self, Write};

/// The most values that stand beside each other.
const VALUES: usize = 12;
/// The most further places of a value.
const PLACES: usize = 30;
/// The most reasons.
const REASONS: usize = 6;

/// Writes a fact as an article of the page.
pub(super) fn write(view: &View<'_>, fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
    let id = text::anchor("fact", &fact.id);
    let verdict = words::verdict(fact.verdict);
    writeln!(
        out,
        "<article class=\"fact {verdict}\" id=\"{id}\" aria-labelledby=\"{id}-title\">"
    )?;
    writeln!(
        out,
        "<h3 id=\"{id}-title\">{}</h3>",
        text::short(&fact.subject, 300)
    )?;
    writeln!(out, "<p class=\"told\">{}</p>", told(view, fact))?;
    super::decision(fact.standing, fact.decision.as_ref(), out)?;
    let mut values: Vec<&FactValue> = fact.values.iter().collect();
    if fact.verdict == Verdict::Update {
        values.sort_by_key(|value| view.mentions_of(value).first().map(|m| view.age(m)));
        if let Some(chart) = timeline::chart(view, fact) {
            writeln!(out, "{chart}")?;
        }
    }
    writeln!(out, "<div class=\"sides\">")?;
    for value in values.iter().take(VALUES) {
        side(view, fact, value, out)?;
    }
    writeln!(out, "</div>")?;
    if values.len() > VALUES {
        writeln!(out, "<p>… and {} more values</p>", values.len() - VALUES)?;
    }
    reasons(fact, out)?;
    writeln!(out, "</article>")
}

/// `3 articles, 2 sources, id 5f0c2a`.
fn told(view: &View<'_>, fact: &Fact) -> String {
    let ids = fact.values.iter().flat_map(|value| &value.mentions);
    let mentions = ids.filter_map(|id| view.mention(*id));
    let articles: FxHashSet<&str> = mentions.map(|m| m.article.as_str()).collect();
    format!(
        "{}, {} · <code>{}</code>{}",
        words::count(articles.len(), "article"),
        words::count(fact.independent_sources, "independent source"),
        text::short(&fact.id, 16),
        super::tag(fact.standing)
    )
}

/// A value with its oldest mention quoted, and the others below.
fn side(view: &View<'_>, fact: &Fact, value: &FactValue, out: &mut dyn Write) -> io::Result<()> {
    let meant = if is_meant(fact, value) { " meant" } else { "" };
    writeln!(out, "<section class=\"side{meant}\">")?;
    writeln!(out, "<h4>{}</h4>", text::short(&value.text, 120))?;
    let mentions = view.mentions_of(value);
    if let Some((first, others)) = mentions.split_first() {
        writeln!(
            out,
            "<blockquote><p>{}</p></blockquote>",
            text::in_context(view, first)
        )?;
        writeln!(out, "<p class=\"place\">{}</p>", place(view, first))?;
        further(view, others, out)?;
    }
    writeln!(out, "</section>")
}

/// Is it one of the values that give the fact its verdict?
fn is_meant(fact: &Fact, value: &FactValue) -> bool {
    let mut grave = fact
        .relations
        .iter()
        .filter(|relation| relation.verdict == fact.verdict);
    grave.any(|relation| relation.a == value.id || relation.b == value.id)
}

/// Where a mention stands, of which day the article is, and who says so.
pub(super) fn place(view: &View<'_>, mention: &Mention) -> String {
    let name = text::short(&view.name(&mention.article), 80);
    let id = text::anchor("article", &mention.article);
    let says = words::says(mention);
    let says = match says.is_empty() {
        true => says,
        false => format!(" · {}", text::trimmed(&says)),
    };
    let day = text::trimmed(&view.published(&mention.article));
    format!(
        "<a href=\"#{id}\">{name}</a>, line {} · {day}{says}",
        mention.line
    )
}

fn further(view: &View<'_>, others: &[&Mention], out: &mut dyn Write) -> io::Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    let number = words::count(others.len(), "more place");
    writeln!(out, "<details><summary>{number}</summary><ul>")?;
    for mention in others.iter().take(PLACES) {
        let quote = text::in_context(view, mention);
        writeln!(
            out,
            "<li><span class=\"quote\">{quote}</span><br>{}</li>",
            place(view, mention)
        )?;
    }
    if others.len() > PLACES {
        writeln!(out, "<li>… and {} more</li>", others.len() - PLACES)?;
    }
    writeln!(out, "</ul></details>")
}

/// Why the values differ, the surest reason first; which values is said where there are more than two.
fn reasons(fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
    let grave = fact
        .relations
        .iter()
        .filter(|relation| relation.verdict == fact.verdict);
    let mut grave: Vec<&Relation> = grave.collect();
    grave.sort_by(|x, y| y.confidence.total_cmp(&x.confidence));
    if grave.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"why\">")?;
    let value = |id: usize| {
        let value = fact.values.iter().find(|value| value.id == id);
        text::short(value.map_or("", |value| value.text.as_str()), 60)
    };
    for relation in grave.iter().take(REASONS) {
        let pair = match fact.values.len() > 2 {
            true => format!(
                "<b>{}</b> and <b>{}</b>: ",
                value(relation.a),
                value(relation.b)
            ),
            false => String::new(),
        };
        let sure = words::percent(relation.confidence);
        let why = text::short(&relation.why, 500);
        writeln!(
            out,
            "<li>{pair}{why} <span class=\"sure\">{sure} sure</span></li>"
        )?;
    }
    writeln!(out, "</ul>")
}

/// Writes facts as the rows of a table: the subject, the values, where they stand.
pub(super) fn rows(view: &View<'_>, facts: &[&Fact], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">fact</th><th scope=\"col\">values</th>\
         <th scope=\"col\">told in</th></tr></thead><tbody>"
    )?;
    for fact in facts {
        let subject = text::short(&fact.subject, 200);
        let values = fact.values.iter().map(|value| text::short(&value.text, 80));
        let values = values.collect::<Vec<_>>().join("<br>");
        let firsts = fact
            .values
            .iter()
            .filter_map(|value| view.mentions_of(value).first().copied());
        let places = firsts
            .map(|mention| place(view, mention))
            .collect::<Vec<_>>()
            .join("<br>");
        writeln!(
            out,
            "<tr><th scope=\"row\">{subject}</th><td>{values}</td><td class=\"place\">{places}</td></tr>"
        )?;
    }
    writeln!(out, "</tbody></table></div>")
}
