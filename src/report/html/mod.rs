//! The report as one page for a browser: no script, no request, nothing but the file.
//!
//! | file | part of the page |
//! | --- | --- |
//! | `fact.rs` | a fact, its values side by side in their contexts |
//! | `timeline.rs` | the chart of a figure that moved |
//! | `copies.rs` | copies, with what differs marked |
//! | `article.rs` | the articles with their mentions marked |
//! | `text.rs` | the one gate through which text becomes HTML |
//! | `style.css` | how it looks: on a screen, a telephone and paper, by day and by night |

mod article;
mod copies;
mod fact;
mod text;
mod timeline;

use super::{Check, Decided, Span, Standing, Verdict, View, totals, words};
use std::io::{self, Write};

const STYLE: &str = include_str!("style.css");

/// Nothing is loaded and nothing runs, whatever slipped through.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The most facts and checks of a section that are shown whole.
const LIMIT: usize = 400;

/// Writes the page.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    head(view, out)?;
    writeln!(out, "<main id=\"findings\">")?;
    unread(view, out)?;
    section(view, Verdict::Discrepancy, out)?;
    checks(view, out)?;
    section(view, Verdict::Disputed, out)?;
    section(view, Verdict::Update, out)?;
    list(view, Verdict::Compatible, out)?;
    list(view, Verdict::Agree, out)?;
    notes(view, out)?;
    copies::write(view, out)?;
    article::write(view, out)?;
    writeln!(out, "</main>")?;
    let version = env!("CARGO_PKG_VERSION");
    writeln!(
        out,
        "<footer><p>Made by crosscheck {version}, which says where articles differ, not who is right. \
         What is not marked is not thereby confirmed.</p></footer>\n</body>\n</html>"
    )
}

fn head(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let title = title(view);
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title} – crosscheck</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n<header>\n\
         <p class=\"brand\">crosscheck</p>\n<h1>{title}</h1>"
    )?;
    let report = view.report;
    let gate = [
        totals::standings(report),
        totals::gate(report.gate.as_ref()),
    ];
    let gate = gate.into_iter().filter(|part| !part.is_empty());
    let gate: Vec<String> = gate.map(|part| text::trimmed(&part)).collect();
    if !gate.is_empty() {
        writeln!(out, "<p class=\"gate\">{}.</p>", gate.join("; "))?;
    }
    numbers(view, out)?;
    writeln!(out, "</header>")
}

/// `2 discrepancies in 4 articles`; where nothing was compared, the number of articles.
fn title(view: &View<'_>) -> String {
    let report = view.report;
    let [discrepancies, ..] = totals::summary(&report.summary);
    let articles = words::count(report.articles.len(), "article");
    match report.summary.discrepancy {
        0 if report.gate.is_none() && report.facts.is_empty() => articles,
        0 => format!("No discrepancy in {articles}"),
        _ => format!("{discrepancies} in {articles}"),
    }
}

/// The numbers, each a link to its section where there is one.
fn numbers(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = view.report;
    let summary = &report.summary;
    let entries = [
        (
            summary.discrepancy,
            "discrepancies",
            "discrepancy",
            "discrepancies",
        ),
        (report.checks.len(), "checks", "check", "checks"),
        (summary.disputed, "disputed", "disputed", "disputed"),
        (summary.update, "updates", "update", "updates"),
        (summary.compatible, "compatible", "compatible", "compatible"),
        (summary.agree, "agreements", "agreement", "agreements"),
        (report.notes.len(), "notes", "note", "notes"),
        (report.groups.len(), "copies", "group", "groups"),
        (report.articles.len(), "articles", "article", "articles"),
    ];
    writeln!(out, "<nav aria-label=\"Sections\"><ul class=\"numbers\">")?;
    for (number, anchor, one, many) in entries.into_iter().filter(|(number, ..)| *number > 0) {
        let noun = if number == 1 { one } else { many };
        writeln!(
            out,
            "<li><a href=\"#{anchor}\"><b>{number}</b> {noun}</a></li>"
        )?;
    }
    writeln!(out, "</ul></nav>")
}

fn unread(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let unread = &view.report.unread;
    if unread.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section class=\"unread\" aria-labelledby=\"unread\"><h2 id=\"unread\">Not read <span class=\"number\">{}</span></h2><ul>",
        unread.len()
    )?;
    for one in unread.iter().take(LIMIT) {
        let line = one
            .line
            .map_or(String::new(), |line| format!(", line {line}"));
        let (path, why) = (text::short(&one.path, 200), text::short(&one.why, 400));
        writeln!(out, "<li><b>{path}</b>{line}: {why}</li>")?;
    }
    writeln!(out, "</ul></section>")
}

/// The heading of a verdict's section: its anchor, its name.
fn name(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Discrepancy => ("discrepancies", "Discrepancies"),
        Verdict::Disputed => ("disputed", "Disputed"),
        Verdict::Update => ("updates", "Updates"),
        Verdict::Compatible => ("compatible", "Compatible"),
        Verdict::Agree => ("agreements", "Agreements"),
    }
}

/// The facts of a verdict, each with its quotes.
fn section(view: &View<'_>, verdict: Verdict, out: &mut dyn Write) -> io::Result<()> {
    let facts = view.facts(verdict);
    if facts.is_empty() {
        return Ok(());
    }
    open_section(verdict, facts.len(), out)?;
    for found in facts.iter().take(LIMIT) {
        fact::write(view, found, out)?;
    }
    left_out(facts.len(), out)?;
    writeln!(out, "</section>")
}

/// The facts of a verdict as a table, folded away.
fn list(view: &View<'_>, verdict: Verdict, out: &mut dyn Write) -> io::Result<()> {
    let facts = view.facts(verdict);
    if facts.is_empty() {
        return Ok(());
    }
    open_section(verdict, facts.len(), out)?;
    writeln!(out, "<details><summary>Show them</summary>")?;
    fact::rows(view, &facts[..facts.len().min(LIMIT)], out)?;
    left_out(facts.len(), out)?;
    writeln!(out, "</details></section>")
}

fn open_section(verdict: Verdict, number: usize, out: &mut dyn Write) -> io::Result<()> {
    let (anchor, name) = name(verdict);
    let meaning = words::section(verdict).1;
    writeln!(
        out,
        "<section aria-labelledby=\"{anchor}\"><h2 id=\"{anchor}\">{name} <span class=\"number\">{number}</span></h2>\
         <p class=\"meaning\">{meaning}</p>"
    )
}

fn left_out(number: usize, out: &mut dyn Write) -> io::Result<()> {
    match number.saturating_sub(LIMIT) {
        0 => Ok(()),
        more => writeln!(
            out,
            "<p>… and {more} more, not shown; --format csv and json hold all.</p>"
        ),
    }
}

/// What is wrong inside single articles.
fn checks(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let checks = &view.report.checks;
    if checks.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"checks\"><h2 id=\"checks\">Checks <span class=\"number\">{}</span></h2>\
         <p class=\"meaning\">wrong inside one article, whatever the others say</p>",
        checks.len()
    )?;
    for found in checks.iter().take(LIMIT) {
        check(view, found, out)?;
    }
    left_out(checks.len(), out)?;
    writeln!(out, "</section>")
}

/// What is worth a second look without being a difference, each with its quotes.
fn notes(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let notes = &view.report.notes;
    if notes.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"notes\"><h2 id=\"notes\">Notes <span class=\"number\">{}</span></h2>\
         <p class=\"meaning\">no difference, but worth a second look</p><ul>",
        notes.len()
    )?;
    for note in notes.iter().take(LIMIT) {
        let mentions = note.mentions.iter().take(LIMIT);
        let mentions = mentions.filter_map(|id| view.report.mentions.get(*id));
        let quotes = mentions.map(|mention| {
            let name = text::short(&view.name(&mention.article), 80);
            format!("<li>{name}: {}</li>", text::in_context(view, mention))
        });
        let quotes: String = quotes.collect();
        let why = text::short(&note.why, 300);
        writeln!(out, "<li>{why}<ul>{quotes}</ul></li>")?;
    }
    writeln!(out, "</ul>")?;
    left_out(notes.len(), out)?;
    writeln!(out, "</section>")
}

/// A name for a check that no other one has.
fn check_name(check: &Check) -> String {
    format!("{}-{}", check.id, check.kind.code())
}

fn check(view: &View<'_>, check: &Check, out: &mut dyn Write) -> io::Result<()> {
    let id = text::anchor("check", &check_name(check));
    let span = Span {
        start: check.start,
        end: check.end,
    };
    let quote = text::in_line(view, &check.article, span, &check.text);
    let name = text::short(&view.name(&check.article), 80);
    let article = text::anchor("article", &check.article);
    let line = view.line(&check.article, check.start);
    let line = line.map_or(String::new(), |line| format!(", line {line}"));
    writeln!(
        out,
        "<article class=\"fact check\" id=\"{id}\" aria-labelledby=\"{id}-title\"><h3 id=\"{id}-title\">{}</h3>\
         <p class=\"told\">{} · <code>{}</code>{}</p>",
        text::short(&check.why, 400),
        check.kind.code(),
        text::short(&check.id, 16),
        tag(check.standing)
    )?;
    decision(check.standing, check.decision.as_ref(), out)?;
    writeln!(
        out,
        "<blockquote><p>{quote}</p></blockquote><p class=\"place\"><a href=\"#{article}\">{name}</a>{line}</p></article>"
    )
}

/// `new`, `known` or `reopened`, where decisions were at hand.
fn tag(standing: Option<Standing>) -> String {
    standing.map_or(String::new(), |standing| {
        let word = words::standing(standing);
        format!(" <span class=\"tag {word}\">{word}</span>")
    })
}

/// What was decided, by whom and why.
fn decision(
    standing: Option<Standing>,
    decided: Option<&Decided>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if decided.is_none() {
        return Ok(());
    }
    let note = text::trimmed(&words::standing_note(standing, decided));
    writeln!(out, "<p class=\"decided\">{note}</p>")
}

#[cfg(test)]
mod tests;
