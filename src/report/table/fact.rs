//! One fact: its subject, its values with the sentences that state them, and why they differ.

use super::{Table, WIDE};
use crate::report::layout::{columns, crop, fit, paragraph, width, wrap};
use crate::report::paint::{Ink, emit, paint};
use crate::report::quote::quote;
use crate::report::{Fact, FactValue, Mention, Relation, Verdict, View, plain, words};
use rustc_hash::FxHashSet;
use std::io::{self, Write};

/// The most places that are named after the sentences quoted.
const PLACES: usize = 8;

/// The most reasons given for one fact.
const REASONS: usize = 4;

/// The widths of the columns in which every fact is laid out.
pub(super) struct Columns {
    value: usize,
    place: usize,
    /// The day and who says so, where there is room for columns of their own.
    extra: Option<(usize, usize)>,
    quote: usize,
}

impl Columns {
    pub(super) fn new(view: &View<'_>, width: usize) -> Self {
        let wide = width >= WIDE;
        let values: Vec<String> = view.report.facts.iter().flat_map(|f| &f.values).map(|v| plain::trimmed(&v.text)).collect();
        let places: Vec<String> = told_mentions(view).map(|m| place(view, m)).collect();
        let value = fit(values.iter().map(String::as_str), 6, if wide { 26 } else { width / 4 });
        let place = fit(places.iter().map(String::as_str), 11, if wide { 32 } else { width / 4 });
        let extra = wide.then(|| {
            let days: Vec<String> = view.report.articles.iter().map(|a| words::published(&a.published)).collect();
            let says: Vec<String> = told_mentions(view).map(says).collect();
            (fit(days.iter().map(String::as_str), 7, 20), fit(says.iter().map(String::as_str), 0, width / 6))
        });
        let beside = extra.map_or(0, |(day, says)| day + says + 4);
        Self { value, place, extra, quote: width.saturating_sub(value + place + beside + 6).max(8) }
    }

    fn widths(&self) -> Vec<usize> {
        match self.extra {
            Some((day, says)) => vec![self.value, self.place, day, says, self.quote],
            None => vec![self.value, self.place, self.quote],
        }
    }
}

/// The mentions that stand in a fact.
fn told_mentions<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Mention> {
    let values = view.report.facts.iter().flat_map(|fact| &fact.values);
    values.flat_map(|value| &value.mentions).filter_map(|id| view.mention(*id))
}

/// `a1.txt:14`.
pub(super) fn place(view: &View<'_>, mention: &Mention) -> String {
    format!("{}:{}", view.name(&mention.article), mention.line)
}

/// Who says so and how firmly, where there is anything to tell.
pub(super) fn says(mention: &Mention) -> String {
    let source = mention.source.as_deref().map(|source| crop(&plain::trimmed(source), 80));
    let modality = words::modality(mention.modality);
    let parts = source.into_iter().chain((!modality.is_empty()).then(|| modality.to_owned()));
    parts.collect::<Vec<_>>().join(", ")
}

/// Writes the block of a fact.
pub(super) fn write(table: &Table<'_>, fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
    title(table, fact, out)?;
    let mut values: Vec<&FactValue> = fact.values.iter().collect();
    if fact.verdict == Verdict::Update {
        values.sort_by_key(|value| mentions(table.view, value).first().map(|m| order(table.view, m)));
    }
    let rows = values.into_iter().flat_map(|value| rows(table, fact, value)).collect();
    columns(out, rows, &table.columns.widths())?;
    reasons(table, fact, out)
}

/// The subject, and at the right how widely it is told.
fn title(table: &Table<'_>, fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
    let told = told(table.view, fact);
    let room = table.width.saturating_sub(width(&told) + 2);
    let subject = crop(&plain::trimmed(&fact.subject), 300);
    let lines = wrap(&subject, room.max(20));
    for (at, line) in lines.iter().enumerate() {
        let line_width = width(line);
        let gap = table.width.saturating_sub(line_width + width(&told));
        let right = if at == 0 && line_width <= room { format!("{:gap$}{told}", "") } else { String::new() };
        emit(out, &format!("{}{right}", paint(line, Ink::Strong)))?;
    }
    Ok(())
}

/// `3 articles, 2 sources · 5f0c2a`.
fn told(view: &View<'_>, fact: &Fact) -> String {
    let mentions = fact.values.iter().flat_map(|v| &v.mentions).filter_map(|id| view.mention(*id));
    let articles = mentions.map(|m| m.article.as_str()).collect::<FxHashSet<_>>().len();
    let sources = words::count(fact.independent_sources, "source");
    // Many articles and one source is what a reader must not take for a confirmation.
    let sources_ink = if fact.independent_sources == 1 && articles > 1 { Ink::Yellow } else { Ink::Dim };
    let id = crop(&plain::trimmed(&fact.id), 16);
    let articles = paint(&format!("{},", words::count(articles, "article")), Ink::Dim);
    format!("{articles} {} {}", paint(&sources, sources_ink), paint(&format!("· {id}"), Ink::Dim))
}

/// The mentions of a value, oldest article first.
fn mentions<'a>(view: &View<'a>, value: &FactValue) -> Vec<&'a Mention> {
    let mut mentions: Vec<_> = value.mentions.iter().filter_map(|id| view.mention(*id)).collect();
    mentions.sort_by_key(|mention| order(view, mention));
    mentions
}

/// By day (the last that fits, where several do), the undated last, then by article and place.
fn order(view: &View<'_>, mention: &Mention) -> (bool, Option<jiff::civil::Date>, String, usize) {
    let day = view.info(&mention.article).and_then(|info| info.published.end);
    (day.is_none(), day, view.name(&mention.article), mention.start)
}

/// The rows of one value: the sentences quoted, then the other places.
fn rows(table: &Table<'_>, fact: &Fact, value: &FactValue) -> Vec<Vec<String>> {
    let mentions = mentions(table.view, value);
    let most = if fact.verdict > Verdict::Compatible { 3 } else { 1 };
    let (quoted, others) = split(table, &mentions, most);
    let mut rows: Vec<Vec<String>> = quoted.into_iter().map(|m| row(table, fact, m)).collect();
    if !others.is_empty() {
        rows.push(also(table, &mentions, &others));
    }
    if let Some(first) = rows.first_mut() {
        first[0] = paint(&crop(&plain::trimmed(&value.text), 80), words::ink(fact.verdict));
    }
    rows
}

/// The mentions that are worth a quote (the first of each article and of each group of copies) and
/// the others.
fn split<'a>(table: &Table<'a>, mentions: &[&'a Mention], most: usize) -> (Vec<&'a Mention>, Vec<&'a Mention>) {
    let mut seen = FxHashSet::default();
    let mut quoted = 0;
    mentions.iter().partition(|mention| {
        let article = mention.article.as_str();
        let origin = table.copies.get(article).copied().unwrap_or(article);
        let new = quoted < most && seen.insert(origin);
        quoted += usize::from(new);
        new
    })
}

/// A mention with its sentence; the first cell is left for the value.
fn row(table: &Table<'_>, fact: &Fact, mention: &Mention) -> Vec<String> {
    let columns = &table.columns;
    // In a narrow table the day takes a second line anyway.
    let lines = if fact.verdict > Verdict::Compatible || columns.extra.is_none() { 2 } else { 1 };
    // Lines break at words and are not filled to the last column.
    let quote = quote(table.view, mention, (columns.quote * lines).saturating_sub(8 * (lines - 1)));
    let place = place(table.view, mention);
    let day = table.view.published(&mention.article);
    let says = says(mention);
    match columns.extra {
        Some(_) => vec![String::new(), place, paint(&day, Ink::Dim), says, quote],
        None => {
            let says = if says.is_empty() { says } else { format!("\n{}", paint(&format!("— {says}"), Ink::Dim)) };
            vec![String::new(), format!("{place}\n{}", paint(&day, Ink::Dim)), format!("{quote}{says}")]
        }
    }
}

/// The row that names the other places.
fn also(table: &Table<'_>, all: &[&Mention], others: &[&Mention]) -> Vec<String> {
    let name = |mention: &&Mention| {
        let copy = if is_copy_of_another(table, mention, all) { " (copy)" } else { "" };
        format!("{}{copy}", place(table.view, mention))
    };
    let mut names: Vec<String> = others.iter().take(PLACES).map(name).collect();
    if others.len() > PLACES {
        names.push(format!("{} more", others.len() - PLACES));
    }
    let text = paint(&format!("also {}", names.join(", ")), Ink::Dim);
    let mut row = vec![String::new(); table.columns.widths().len()];
    if let Some(last) = row.last_mut() {
        *last = text;
    }
    row
}

/// Does an article that is named before this one tell the same in the same copy?
fn is_copy_of_another(table: &Table<'_>, mention: &Mention, all: &[&Mention]) -> bool {
    let group = table.copies.get(mention.article.as_str());
    let mut before = all.iter().take_while(|m| m.article != mention.article);
    group.is_some() && before.any(|m| table.copies.get(m.article.as_str()) == group)
}

/// Why the values differ, gravest first.
fn reasons(table: &Table<'_>, fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
    let mut relations: Vec<&Relation> = fact.relations.iter().filter(|r| r.verdict > Verdict::Agree).collect();
    relations.sort_by(|a, b| b.verdict.cmp(&a.verdict).then(b.confidence.total_cmp(&a.confidence)));
    for relation in relations.iter().take(REASONS) {
        paragraph(out, &reason(fact, relation), 2, table.width)?;
    }
    if relations.len() > REASONS {
        let more = words::count(relations.len() - REASONS, "pair");
        paragraph(out, &paint(&format!("↳ and {more} more of values"), Ink::Dim), 2, table.width)?;
    }
    Ok(())
}

/// `↳ 134 against 143: the two do not overlap (93 % sure)`.
fn reason(fact: &Fact, relation: &Relation) -> String {
    let named = |id| fact.values.iter().find(|v| v.id == id).map_or(String::new(), |v| crop(&plain::trimmed(&v.text), 40));
    let between = if relation.verdict >= Verdict::Disputed { "against" } else { "and" };
    let pair = format!("{} {between} {}: ", named(relation.a), named(relation.b));
    let pair = if fact.values.len() > 2 { pair } else { String::new() };
    let verdict = if relation.verdict == fact.verdict { String::new() } else { format!("{}: ", words::verdict(relation.verdict)) };
    let why = crop(&plain::trimmed(&relation.why), 400);
    format!("↳ {verdict}{pair}{why} ({} sure)", words::percent(relation.confidence))
}
