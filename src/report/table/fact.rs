//! One fact: its subject, its values with the sentences that state them, and why they differ.

use super::{Table, WIDE};
use crate::report::layout::{columns, crop, fit, paragraph, width, wrap};
use crate::report::paint::{Ink, emit, paint};
use crate::report::quote::quote;
use crate::report::{Fact, FactValue, Mention, Relation, Verdict, View, plain, words};
use itertools::Itertools;
use rustc_hash::FxHashSet;
use std::io::{self, Write};

/// The most places that are named after the sentences quoted.
const PLACES: usize = 8;

/// The most reasons given for one fact.
const REASONS: usize = 3;

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
        let values: Vec<String> = told_mentions(view)
            .map(|m| plain::trimmed(&m.text))
            .collect();
        let places: Vec<String> = told_mentions(view).map(|m| place(view, m)).collect();
        let value = fit(
            values.iter().map(String::as_str),
            6,
            if wide { 26 } else { width / 4 },
        );
        let place = fit(
            places.iter().map(String::as_str),
            11,
            if wide { 32 } else { width / 4 },
        );
        let extra = wide.then(|| {
            let days: Vec<String> = view
                .report
                .articles
                .iter()
                .map(|a| words::published(&a.published))
                .collect();
            let says: Vec<String> = told_mentions(view).map(words::says).collect();
            (
                fit(days.iter().map(String::as_str), 7, 20),
                fit(says.iter().map(String::as_str), 0, width / 6),
            )
        });
        let beside = extra.map_or(0, |(day, says)| day + says + 4);
        Self {
            value,
            place,
            extra,
            quote: width.saturating_sub(value + place + beside + 6).max(8),
        }
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
    values
        .flat_map(|value| &value.mentions)
        .filter_map(|id| view.mention(*id))
}

/// `a1.txt:14`.
pub(super) fn place(view: &View<'_>, mention: &Mention) -> String {
    format!("{}:{}", view.name(&mention.article), mention.line)
}

/// Writes the block of a fact.
pub(super) fn write(table: &Table<'_>, fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
    title(table, fact, out)?;
    let mut values: Vec<&FactValue> = fact.values.iter().collect();
    if fact.verdict == Verdict::Update {
        values.sort_by_key(|value| {
            let mentions = table.view.mentions_of(value);
            mentions.first().map(|m| table.view.age(m))
        });
    }
    let rows = values
        .iter()
        .flat_map(|value| rows(table, fact, value))
        .collect();
    columns(out, rows, &table.columns.widths())?;
    reasons(table, fact, &values, out)
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
        let right = if at == 0 && line_width <= room {
            format!("{:gap$}{told}", "")
        } else {
            String::new()
        };
        emit(out, &format!("{}{right}", paint(line, Ink::Strong)))?;
    }
    Ok(())
}

/// `3 articles, 2 sources · 5f0c2a`.
fn told(view: &View<'_>, fact: &Fact) -> String {
    let mentions = fact
        .values
        .iter()
        .flat_map(|v| &v.mentions)
        .filter_map(|id| view.mention(*id));
    let articles = mentions
        .map(|m| m.article.as_str())
        .collect::<FxHashSet<_>>()
        .len();
    let sources = words::count(fact.independent_sources, "source");
    // Many articles and one source is what a reader must not take for a confirmation.
    let sources_ink = if fact.independent_sources == 1 && articles > 1 {
        Ink::Yellow
    } else {
        Ink::Dim
    };
    let id = crop(&plain::trimmed(&fact.id), 16);
    let standing = fact.standing.map_or(String::new(), |standing| {
        format!(" · {}", words::standing(standing))
    });
    let articles = paint(&format!("{},", words::count(articles, "article")), Ink::Dim);
    format!(
        "{articles} {} {}",
        paint(&sources, sources_ink),
        paint(&format!("· {id}{standing}"), Ink::Dim)
    )
}

/// The rows of one value: the sentences quoted, then the other places.
fn rows(table: &Table<'_>, fact: &Fact, value: &FactValue) -> Vec<Vec<String>> {
    let mentions = table.view.mentions_of(value);
    let most = if fact.verdict > Verdict::Compatible {
        3
    } else {
        1
    };
    let (quoted, others) = split(table, &mentions, most);
    // Each sentence stands beside the value as it puts it: "4.2 metres" where another says "13.8
    // feet".
    let mut before = String::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for mention in quoted {
        let text = plain::trimmed(&mention.text);
        let told_anew = !text.eq_ignore_ascii_case(&before);
        let label = told_anew.then(|| paint(&crop(&text, 80), ink(fact, value)));
        rows.push(row(table, fact, mention, label.unwrap_or_default()));
        before = text;
    }
    if !others.is_empty() {
        rows.push(also(table, &mentions, &others));
    }
    rows
}

/// The colour of the verdict, for the values that it is about.
fn ink(fact: &Fact, value: &FactValue) -> Ink {
    let grave = fact
        .relations
        .iter()
        .filter(|relation| relation.verdict == fact.verdict);
    let is_meant = fact.relations.is_empty()
        || grave
            .into_iter()
            .any(|r| r.a == value.id || r.b == value.id);
    if is_meant {
        words::ink(fact.verdict)
    } else {
        Ink::Strong
    }
}

/// The mentions that are worth a quote (the first of each article and of each group of copies) and
/// the others.
fn split<'a>(
    table: &Table<'a>,
    mentions: &[&'a Mention],
    most: usize,
) -> (Vec<&'a Mention>, Vec<&'a Mention>) {
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

/// A mention with its sentence, beside the value.
fn row(table: &Table<'_>, fact: &Fact, mention: &Mention, value: String) -> Vec<String> {
    let columns = &table.columns;
    // In a narrow table the day takes a second line anyway; where all agree, one must do.
    let short = fact.verdict == Verdict::Agree
        || (fact.verdict == Verdict::Compatible && columns.extra.is_some());
    // Lines break at words and are not filled to the last column.
    let room = if short {
        columns.quote
    } else {
        (2 * columns.quote).saturating_sub(8)
    };
    let quote = quote(table.view, mention, room);
    let place = place(table.view, mention);
    let day = paint(&table.view.published(&mention.article), Ink::Dim);
    let says = words::says(mention);
    if columns.extra.is_some() {
        return vec![value, place, day, says, quote];
    }
    let place = if short {
        place
    } else {
        format!("{place}\n{day}")
    };
    let says = if says.is_empty() {
        says
    } else {
        format!("\n{}", paint(&format!("— {says}"), Ink::Dim))
    };
    vec![value, place, format!("{quote}{says}")]
}

/// The row that names the other places.
fn also(table: &Table<'_>, all: &[&Mention], others: &[&Mention]) -> Vec<String> {
    let name = |mention: &&Mention| {
        let copy = if is_copy_of_another(table, mention, all) {
            " (copy)"
        } else {
            ""
        };
        format!("{}{copy}", place(table.view, mention))
    };
    // A value and its conversion in brackets stand in one place.
    let mut names: Vec<String> = others.iter().map(name).unique().collect();
    if names.len() > PLACES {
        let more = names.split_off(PLACES).len();
        names.push(format!("{more} more"));
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

/// Why the values differ: the pairs that give the fact its verdict; the others are counted.
fn reasons(
    table: &Table<'_>,
    fact: &Fact,
    values: &[&FactValue],
    out: &mut dyn Write,
) -> io::Result<()> {
    let grave = fact
        .relations
        .iter()
        .filter(|r| r.verdict == fact.verdict && r.verdict > Verdict::Agree);
    let mut pairs: Vec<Pair<'_>> = grave.map(|relation| Pair::new(relation, values)).collect();
    // Of a figure that moved, the steps tell more than the pairs that lie apart.
    let apart = |pair: &Pair<'_>| {
        if fact.verdict == Verdict::Update {
            pair.apart
        } else {
            0
        }
    };
    pairs.sort_by(|x, y| {
        apart(x)
            .cmp(&apart(y))
            .then(y.relation.confidence.total_cmp(&x.relation.confidence))
    });
    for pair in pairs.iter().take(REASONS) {
        paragraph(out, &pair.reason(values.len() > 2), 2, table.width)?;
    }
    let others = others(fact, pairs.len().min(REASONS));
    if !others.is_empty() {
        let text = paint(&format!("↳ other pairs: {others}"), Ink::Dim);
        paragraph(out, &text, 2, table.width)?;
    }
    decision(table, fact, out)
}

/// What somebody decided on the fact.
fn decision(table: &Table<'_>, fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
    if fact.decision.is_none() {
        return Ok(());
    }
    let note = words::standing_note(fact.standing, fact.decision.as_ref());
    paragraph(out, &format!("↳ {note}"), 2, table.width)
}

/// `2 update, 1 compatible`: the pairs whose reasons are not given, `given` being the number of
/// those with the fact's own verdict that are.
fn others(fact: &Fact, given: usize) -> String {
    let count = |verdict| {
        let all = fact
            .relations
            .iter()
            .filter(|relation| relation.verdict == verdict)
            .count();
        all.saturating_sub(if verdict == fact.verdict { given } else { 0 })
    };
    let verdicts = [
        Verdict::Discrepancy,
        Verdict::Disputed,
        Verdict::Update,
        Verdict::Compatible,
    ];
    let counted = verdicts
        .into_iter()
        .map(|verdict| (count(verdict), verdict))
        .filter(|(number, _)| *number > 0);
    counted
        .map(|(number, verdict)| format!("{number} {}", words::verdict(verdict)))
        .join(", ")
}

/// A relation and its two values, in the order in which they are shown.
struct Pair<'a> {
    relation: &'a Relation,
    first: &'a str,
    second: &'a str,
    /// How many places lie between the two.
    apart: usize,
}

impl<'a> Pair<'a> {
    fn new(relation: &'a Relation, values: &[&'a FactValue]) -> Self {
        let place = |id| {
            values
                .iter()
                .position(|value| value.id == id)
                .unwrap_or(usize::MAX)
        };
        let (a, b) = (place(relation.a), place(relation.b));
        let text = |place: usize| values.get(place).map_or("", |value| value.text.as_str());
        Self {
            relation,
            first: text(a.min(b)),
            second: text(a.max(b)),
            apart: a.abs_diff(b),
        }
    }

    /// `↳ 134 against 143: the two do not overlap (93% sure)`; the values are named where there are
    /// more than these two.
    fn reason(&self, named: bool) -> String {
        let between = match self.relation.verdict {
            Verdict::Discrepancy | Verdict::Disputed => " against",
            Verdict::Update => ", then",
            Verdict::Compatible | Verdict::Agree => " and",
        };
        let [first, second] = [self.first, self.second].map(|text| crop(&plain::trimmed(text), 40));
        let pair = if named {
            format!("{first}{between} {second}: ")
        } else {
            String::new()
        };
        let why = crop(&plain::trimmed(&self.relation.why), 400);
        format!(
            "↳ {pair}{why} ({} sure)",
            words::percent(self.relation.confidence)
        )
    }
}
