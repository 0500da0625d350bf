//! What stands around the facts: checks, mentions told once, groups, articles, the summary.

use super::{Table, WIDE, fact};
use crate::report::layout::{columns, crop, fit, one_line_columns, paragraph};
use crate::report::paint::{Ink, paint};
use crate::report::quote::first;
use crate::report::{
    ArticleInfo, Credit, Gate, Group, Mention, Threshold, plain, side, totals, words,
};
use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{self, Write};

/// What is wrong inside one article.
pub(super) fn checks(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let checks = &table.view.report.checks;
    if checks.is_empty() {
        return Ok(());
    }
    table.heading(
        "CHECKS",
        checks.len(),
        "wrong inside one article, whatever the others say",
        Ink::Red,
        out,
    )?;
    let shown = table.bound(checks.len(), 4);
    let places: Vec<String> = checks[..shown]
        .iter()
        .map(|check| place_of(table, &check.article, check.start))
        .collect();
    let kind = 10;
    let place = fit(places.iter().map(String::as_str), 11, table.width / 4);
    let rest = table.width.saturating_sub(kind + place + 6);
    let rows = checks[..shown].iter().zip(places).map(|(check, place)| {
        let words = paint(
            &crop(&plain::trimmed(first(&check.text, 800)), 100),
            Ink::Value,
        );
        let why = crop(&plain::trimmed(&check.why), 300);
        let note = words::standing_note(check.standing, check.decision.as_ref());
        let note = match note.is_empty() {
            true => note,
            false => format!(" {}", paint(&format!("[{note}]"), Ink::Dim)),
        };
        vec![
            paint(check.kind.code(), Ink::Red),
            place,
            format!(
                "{words}: {why}{note} · {}",
                paint(&plain::trimmed(&check.id), Ink::Dim)
            ),
        ]
    });
    columns(out, rows.collect(), &[kind, place, rest])?;
    writeln!(out)?;
    table.left_out(checks.len() - shown, out)
}

/// The file and the line.
fn place_of(table: &Table<'_>, article: &str, start: usize) -> String {
    let name = table.view.name(article);
    table
        .view
        .line(article, start)
        .map_or(name.clone(), |line| format!("{name}:{line}"))
}

/// Mentions that are in no fact, one line each.
pub(super) fn singles(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = table.view.report;
    let told: FxHashSet<usize> = report
        .facts
        .iter()
        .flat_map(|f| &f.values)
        .flat_map(|v| v.mentions.iter().copied())
        .collect();
    let mut singles: Vec<&Mention> = report
        .mentions
        .iter()
        .filter(|m| !told.contains(&m.id))
        .collect();
    let place: FxHashMap<&str, usize> = report
        .articles
        .iter()
        .enumerate()
        .map(|(at, a)| (a.id.as_str(), at))
        .collect();
    singles.sort_by_key(|mention| (place.get(mention.article.as_str()), mention.start));
    if singles.is_empty() {
        return Ok(());
    }
    table.heading(
        "TOLD ONCE",
        singles.len(),
        "nothing to compare with",
        Ink::Strong,
        out,
    )?;
    let shown = table.bound(singles.len(), 4);
    let places: Vec<String> = singles[..shown]
        .iter()
        .map(|m| fact::place(table.view, m))
        .collect();
    let place = fit(places.iter().map(String::as_str), 11, table.width / 4);
    let text = (table.width / 3).min(50);
    let read = table.width.saturating_sub(place + text + 6);
    let rows = singles[..shown].iter().zip(places).map(|(mention, place)| {
        let words = crop(&plain::trimmed(first(&mention.text, 400)), text);
        vec![
            place,
            words,
            paint(&crop(&reading(mention), read), Ink::Dim),
        ]
    });
    one_line_columns(out, rows.collect(), &[place, text, read])?;
    writeln!(out)?;
    table.left_out(singles.len() - shown, out)
}

/// What looks like a value and could not be placed.
pub(super) fn unplaced(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = &table.view.report.unplaced;
    if all.is_empty() {
        return Ok(());
    }
    let meaning = "looks like a value, but no rule could place it";
    table.heading("NOT PLACED", all.len(), meaning, Ink::Strong, out)?;
    let shown = table.bound(all.len(), 4);
    let places: Vec<String> = all[..shown]
        .iter()
        .map(|unplaced| place_of(table, &unplaced.article, unplaced.start))
        .collect();
    let place = fit(places.iter().map(String::as_str), 11, table.width / 4);
    let text = (table.width / 4).min(30);
    let why = table.width.saturating_sub(place + text + 6);
    let rows = all[..shown].iter().zip(places).map(|(unplaced, place)| {
        let words = crop(&plain::trimmed(first(&unplaced.text, 400)), text);
        vec![place, words, paint(&crop(&unplaced.why, why), Ink::Dim)]
    });
    one_line_columns(out, rows.collect(), &[place, text, why])?;
    writeln!(out)?;
    table.left_out(all.len() - shown, out)
}

/// What is worth a second look without being a difference.
pub(super) fn notes(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let notes = &table.view.report.notes;
    if notes.is_empty() {
        return Ok(());
    }
    let meaning = "no difference, but worth a second look";
    table.heading("NOTES", notes.len(), meaning, Ink::Strong, out)?;
    let shown = table.bound(notes.len(), 1);
    for note in &notes[..shown] {
        let mentions: Vec<&Mention> = note
            .mentions
            .iter()
            .filter_map(|id| table.view.report.mentions.get(*id))
            .collect();
        let places: Vec<String> = mentions
            .iter()
            .map(|m| fact::place(table.view, m))
            .collect();
        let place = fit(places.iter().map(String::as_str), 11, table.width / 4);
        let rest = table.width.saturating_sub(place + 4);
        paragraph(out, &crop(&plain::trimmed(&note.why), 300), 0, table.width)?;
        let rows = mentions.iter().zip(places).map(|(mention, place)| {
            let words = plain::trimmed(first(&mention.text, 400));
            vec![place, paint(&crop(&words, rest), Ink::Value)]
        });
        one_line_columns(out, rows.collect(), &[place, rest])?;
        writeln!(out)?;
    }
    table.left_out(notes.len() - shown, out)
}

/// The value, the thing counted or measured, and who says so.
fn reading(mention: &Mention) -> String {
    let says = words::says(mention);
    let says = if says.is_empty() {
        says
    } else {
        format!(" — {says}")
    };
    format!("{}{says}", words::read_as(mention))
}

/// Articles that belong together, each group in a line or two, with its pairs if they are wanted.
pub(super) fn groups(table: &Table<'_>, pairs: bool, out: &mut dyn Write) -> io::Result<()> {
    let groups = &table.view.report.groups;
    if groups.is_empty() {
        return Ok(());
    }
    table.heading(
        "GROUPS",
        groups.len(),
        "articles that belong together",
        Ink::Strong,
        out,
    )?;
    let shown = table.bound(groups.len(), 1);
    for group in &groups[..shown] {
        paragraph(out, &group_line(table, group), 2, table.width)?;
        origin(table, group, out)?;
        changed(table, group, out)?;
        if pairs {
            group_pairs(table, group, out)?;
        }
    }
    writeln!(out)?;
    table.left_out(groups.len() - shown, out)
}

/// `g1 a2, a3, a4: edited copies (84–91% alike)`.
fn group_line(table: &Table<'_>, group: &Group) -> String {
    const NAMES: usize = 12;
    let mut names: Vec<String> = group
        .articles
        .iter()
        .take(NAMES)
        .map(|id| table.view.name(id))
        .collect();
    if group.articles.len() > NAMES {
        names.push(format!("{} more", group.articles.len() - NAMES));
    }
    let names = names
        .iter()
        .map(|name| paint(&crop(name, 60), Ink::Strong))
        .join(", ");
    let alike = alike(group).map_or(String::new(), |alike| format!(" ({alike} alike)"));
    let id = paint(&plain::trimmed(&group.id), Ink::Dim);
    format!("{id} {names}: {}{alike}", words::group(group.kind))
}

/// Which article came first and whom the articles credit.
fn origin(table: &Table<'_>, group: &Group, out: &mut dyn Write) -> io::Result<()> {
    const CREDITS: usize = 6;
    let name = |id: &str| crop(&table.view.name(id), 60);
    if let Some(first) = &group.first {
        let why = crop(&plain::trimmed(&first.why), 120);
        let text = format!("first: {} ({why})", name(&first.article));
        paragraph(out, &paint(&text, Ink::Dim), 4, table.width)?;
    }
    let credit = |credit: &Credit| {
        let to = crop(&plain::trimmed(&credit.to), 60);
        format!("{} credits {to}", name(&credit.article))
    };
    let mut credits: Vec<String> = group.credits.iter().take(CREDITS).map(credit).collect();
    if group.credits.len() > CREDITS {
        credits.push(format!("{} more", group.credits.len() - CREDITS));
    }
    if credits.is_empty() {
        return Ok(());
    }
    paragraph(out, &paint(&credits.join("; "), Ink::Dim), 4, table.width)
}

/// The figures that changed between copies, both values beside each other.
fn changed(table: &Table<'_>, group: &Group, out: &mut dyn Write) -> io::Result<()> {
    let all: usize = group.pairs.iter().map(|pair| pair.changed.len()).sum();
    if all == 0 {
        return Ok(());
    }
    let title = paint(&format!("figures that changed ({all})"), Ink::Blue);
    paragraph(out, &format!("{title}:"), 4, table.width)?;
    let changes = group
        .pairs
        .iter()
        .flat_map(|pair| pair.changed.iter().map(move |change| (pair, change)));
    let shown = table.bound(all, 1);
    for (pair, change) in changes.take(shown) {
        let line = side::changed_line(table.view, pair, change);
        paragraph(out, &line, 6, table.width)?;
    }
    table.left_out(all - shown, out)
}

/// `91%` or `84–91%`.
fn alike(group: &Group) -> Option<String> {
    let similarities = || group.pairs.iter().map(|pair| pair.similarity);
    let least = words::percent(similarities().reduce(f64::min)?);
    let most = words::percent(similarities().reduce(f64::max)?);
    Some(if least == most {
        most
    } else {
        format!("{}–{most}", least.trim_end_matches('%'))
    })
}

fn group_pairs(table: &Table<'_>, group: &Group, out: &mut dyn Write) -> io::Result<()> {
    let shown = table.bound(group.pairs.len(), 1);
    for pair in &group.pairs[..shown] {
        let [a, b] = [&pair.a, &pair.b].map(|id| crop(&table.view.name(id), 60));
        let kind = pair
            .kind
            .map_or(String::new(), |kind| format!(", {}", words::group(kind)));
        let [alike, contained] = [pair.similarity, pair.containment].map(words::percent);
        let text =
            format!("{a} and {b}: {alike} alike, {contained} of the shorter in the longer{kind}");
        paragraph(out, &paint(&text, Ink::Dim), 4, table.width)?;
    }
    table.left_out(group.pairs.len() - shown, out)
}

/// The articles with their days and how these are known.
pub(super) fn articles(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let articles = &table.view.report.articles;
    if articles.is_empty() {
        return Ok(());
    }
    table.heading(
        "ARTICLES",
        articles.len(),
        "with the day on which each was published",
        Ink::Strong,
        out,
    )?;
    let shown = table.bound(articles.len(), 1);
    let names: Vec<String> = articles[..shown]
        .iter()
        .map(|a| table.view.name(&a.id))
        .collect();
    let days: Vec<String> = articles[..shown]
        .iter()
        .map(|a| words::published(&a.published))
        .collect();
    let name = fit(names.iter().map(String::as_str), 6, table.width * 3 / 10);
    let day = fit(
        days.iter().map(String::as_str),
        11,
        if table.width >= WIDE { 26 } else { 16 },
    );
    let rest = table.width.saturating_sub(name + day + 6);
    let rows = articles[..shown].iter().zip(names.into_iter().zip(days));
    let rows = rows.map(|(article, (name, day))| vec![name, day, about(article, rest * 2)]);
    columns(out, rows.collect(), &[name, day, rest])?;
    writeln!(out)?;
    table.left_out(articles.len() - shown, out)
}

/// How the day is known; outlet and headline where the container states them.
fn about(article: &ArticleInfo, room: usize) -> String {
    let why = plain::trimmed(&article.published.why);
    let basis = words::basis(article.published.basis);
    let known = crop(&format!("{basis}: {why}"), room.saturating_sub(6));
    let mut named = [&article.outlet, &article.title]
        .into_iter()
        .flatten()
        .map(|text| plain::trimmed(text));
    let named = crop(&named.join(": "), room / 2);
    let known = paint(&known, Ink::Dim);
    if named.is_empty() {
        known
    } else {
        format!("{named}\n{known}")
    }
}

/// The last line.
pub(super) fn summary(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = table.view.report;
    let summary = &report.summary;
    let ink = if summary.discrepancy > 0 {
        Ink::Red
    } else {
        Ink::Green
    };
    let [discrepancies, rest @ ..] = totals::summary(summary);
    let single = format!("{} told once", summary.single);
    let unplaced = format!("{} not placed", summary.unplaced);
    let rest = rest.into_iter().chain([single, unplaced]).join(", ");
    let checks = match report.checks.len() {
        0 => String::new(),
        number => format!("; {}", words::count(number, "check")),
    };
    paragraph(
        out,
        &format!("{}, {rest}{checks}", paint(&discrepancies, ink),),
        0,
        table.width,
    )?;
    let gate = report.gate.as_ref().filter(|gate| !is_plain(gate));
    let more = [
        totals::standings(report),
        totals::gate(gate),
        totals::unread(report),
    ];
    let more = more.into_iter().filter(|part| !part.is_empty()).join("; ");
    paragraph(out, &more, 0, table.width)
}

/// Does the gate tell no more than that there is no discrepancy?
fn is_plain(gate: &Gate) -> bool {
    let counted = gate.failing + gate.below + gate.decided;
    gate.threshold == Threshold::default() && counted == 0
}

/// The last line where groups alone were asked for.
pub(super) fn groups_summary(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = table.view.report;
    let grouped: FxHashSet<&String> = report
        .groups
        .iter()
        .flat_map(|group| &group.articles)
        .collect();
    let alone = report.articles.len().saturating_sub(grouped.len());
    let groups = words::count(report.groups.len(), "group");
    let grouped = words::count(grouped.len(), "article");
    paragraph(
        out,
        &format!("{groups} of {grouped}, {alone} alone"),
        0,
        table.width,
    )
}
