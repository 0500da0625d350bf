//! Groups of copies: what ties them, which came first, and two of them side by side with what
//! differs marked.

use super::super::side::{self, Kind, Part};
use super::super::{Figure, Group, GroupPair, View, words};
use super::text;
use itertools::Itertools;
use std::io::{self, Write};

/// The most groups that are shown side by side; the others are named.
const GROUPS: usize = 40;
/// The most figures that changed in one group.
const FIGURES: usize = 60;

/// Writes all groups.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let groups = &view.report.groups;
    if groups.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"copies\"><h2 id=\"copies\">Articles that belong together <span class=\"number\">{}</span></h2>",
        groups.len()
    )?;
    let mut shown = 0;
    for group in groups {
        let pair = side::telling(&group.pairs).filter(|_| group.kind.is_copy() && shown < GROUPS);
        shown += usize::from(pair.is_some());
        group_of(view, group, pair, out)?;
    }
    writeln!(out, "</section>")
}

fn group_of(
    view: &View<'_>,
    group: &Group,
    pair: Option<&GroupPair>,
    out: &mut dyn Write,
) -> io::Result<()> {
    const NAMES: usize = 20;
    let link = |id: &String| {
        let name = text::short(&view.name(id), 80);
        format!("<a href=\"#{}\">{name}</a>", text::anchor("article", id))
    };
    let names = group.articles.iter().take(NAMES).map(link).join(", ");
    let more = match group.articles.len().saturating_sub(NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    writeln!(
        out,
        "<article class=\"group\"><h3>{}</h3><p>{names}{more}</p>",
        upper(words::group(group.kind))
    )?;
    if let Some(first) = &group.first {
        let why = text::short(&first.why, 200);
        writeln!(
            out,
            "<p class=\"place\">First: {} ({why})</p>",
            link(&first.article)
        )?;
    }
    for credit in group.credits.iter().take(NAMES) {
        let to = text::short(&credit.to, 80);
        writeln!(
            out,
            "<p class=\"place\">{} credits {to}</p>",
            link(&credit.article)
        )?;
    }
    changed(view, group, out)?;
    if let Some(pair) = pair {
        beside(view, pair, out)?;
    }
    writeln!(out, "</article>")
}

fn upper(words: &str) -> String {
    let mut rest = words.chars();
    rest.next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(rest.as_str().chars())
        .collect()
}

/// The figures that changed between the copies.
fn changed(view: &View<'_>, group: &Group, out: &mut dyn Write) -> io::Result<()> {
    let pairs = group.pairs.iter();
    let all: Vec<_> = pairs
        .flat_map(|pair| pair.changed.iter().map(move |c| (pair, c)))
        .collect();
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h4>Figures that changed</h4><ul>")?;
    for (pair, change) in all.iter().take(FIGURES) {
        let [one, other] =
            [(&pair.a, &change.a), (&pair.b, &change.b)].map(|(id, figure)| told(view, id, figure));
        writeln!(out, "<li>{one} → {other}</li>")?;
    }
    if all.len() > FIGURES {
        writeln!(out, "<li>… and {} more</li>", all.len() - FIGURES)?;
    }
    writeln!(out, "</ul>")
}

fn told(view: &View<'_>, id: &str, figure: &Figure) -> String {
    let name = text::short(&view.name(id), 80);
    let line = view.line(id, figure.start);
    let line = line.map_or(String::new(), |line| format!(", line {line}"));
    format!(
        "<mark>{}</mark> <span class=\"place\">({name}{line})</span>",
        text::short(&figure.text, 80)
    )
}

/// Two copies side by side.
fn beside(view: &View<'_>, pair: &GroupPair, out: &mut dyn Write) -> io::Result<()> {
    let ids = [pair.a.as_str(), pair.b.as_str()];
    let [a, b] = ids.map(|id| text::short(&view.name(id), 80));
    let alike = words::percent(pair.similarity);
    writeln!(
        out,
        "<details><summary>{a} and {b} side by side, {alike} alike</summary>\
         <div class=\"scroll\"><table class=\"beside\"><thead><tr><th scope=\"col\">{a}</th><th scope=\"col\">{b}</th></tr></thead><tbody>"
    )?;
    for row in side::rows(view, ids) {
        let [one, other] = row.map(cell);
        if !(one.trim().is_empty() && other.trim().is_empty()) {
            writeln!(out, "<tr><td>{one}</td><td>{other}</td></tr>")?;
        }
    }
    writeln!(out, "</tbody></table></div></details>")
}

fn cell(parts: Vec<Part<'_>>) -> String {
    let shown = parts.into_iter().map(|part| match part.kind {
        Kind::Same => match side::shortened(part.text) {
            [whole, rest] if rest.is_empty() => text::escaped(&whole),
            [head, tail] => format!("{} … {}", text::escaped(&head), text::escaped(&tail)),
        },
        _ if !part.text.chars().any(char::is_alphanumeric) => text::escaped(part.text),
        Kind::Differs => format!(
            "<mark class=\"differs\">{}</mark>",
            text::escaped(part.text)
        ),
        Kind::Outside => " <span class=\"outside\">[not the story]</span> ".to_owned(),
    });
    shown.collect()
}
