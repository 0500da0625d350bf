//! A table for a spreadsheet: a row for each pair of values of a fact, and for each check.
//!
//! A cell that a spreadsheet would take for a formula (one that starts with `=`, `+`, `-`, `@`, a tab
//! or a carriage return) gets an apostrophe before it.

use super::quote::first;
use super::{Check, Fact, FactKind, Mention, Relation, Verdict, View, plain, words};
use std::io::{self, Write};

/// The names of the columns.
const COLUMNS: [&str; 29] = [
    "id",
    "kind",
    "subject",
    "verdict",
    "confidence",
    "why",
    "fails",
    "independent_sources",
    "standing",
    "decision",
    "decided_by",
    "decided_on",
    "reason",
    "a_value",
    "a_read_as",
    "a_quote",
    "a_says",
    "a_article",
    "a_file",
    "a_line",
    "a_published",
    "b_value",
    "b_read_as",
    "b_quote",
    "b_says",
    "b_article",
    "b_file",
    "b_line",
    "b_published",
];

/// The longest cell, in characters; spreadsheets hold 32,767.
const LONGEST: usize = 8000;

/// Writes the rows, gravest first.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let mut row = |cells: Vec<String>| table.write_record(cells.iter().map(|cell| guarded(cell)));
    row(COLUMNS.map(str::to_owned).to_vec())?;
    let mut facts: Vec<&Fact> = view.report.facts.iter().collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.verdict));
    for fact in facts {
        for cells in fact_rows(view, fact) {
            row(cells)?;
        }
    }
    for check in &view.report.checks {
        row(check_row(view, check))?;
    }
    table.flush()
}

/// The rows of a fact: its pairs of values, the gravest first; where all agree, two of its mentions.
fn fact_rows(view: &View<'_>, fact: &Fact) -> Vec<Vec<String>> {
    if fact.relations.is_empty() {
        let all = fact.values.iter().flat_map(|value| &value.mentions);
        let mut mentions = all.filter_map(|id| view.mention(*id));
        let one = mentions.next();
        let other = mentions.find(|m| one.is_none_or(|one| one.article != m.article));
        return vec![fact_row(view, fact, None, [one, other])];
    }
    let mut relations: Vec<&Relation> = fact.relations.iter().collect();
    relations.sort_by(|x, y| {
        y.verdict
            .cmp(&x.verdict)
            .then(y.confidence.total_cmp(&x.confidence))
    });
    let first_of = |id: usize| {
        let value = fact.values.iter().find(|value| value.id == id)?;
        value.mentions.iter().find_map(|id| view.mention(*id))
    };
    let rows = relations
        .into_iter()
        .map(|pair| fact_row(view, fact, Some(pair), [first_of(pair.a), first_of(pair.b)]));
    rows.collect()
}

fn fact_row(
    view: &View<'_>,
    fact: &Fact,
    pair: Option<&Relation>,
    sides: [Option<&Mention>; 2],
) -> Vec<String> {
    let kind = match fact.kind {
        FactKind::Quantity => "quantity",
        FactKind::Date => "date",
    };
    let verdict = pair.map_or(Verdict::Agree, |pair| pair.verdict);
    let fails = super::finding::threshold(view.report.gate.as_ref()).fact(fact);
    let mut row = vec![
        plain::trimmed(&fact.id),
        kind.to_owned(),
        short(&fact.subject),
        words::verdict(verdict).to_owned(),
        pair.map_or(String::new(), |pair| format!("{:.3}", pair.confidence)),
        pair.map_or(String::new(), |pair| short(&pair.why)),
        yes(fails == super::Outcome::Fails),
        fact.independent_sources.to_string(),
    ];
    row.extend(decision(fact.standing, fact.decision.as_ref()));
    row.extend(sides.into_iter().flat_map(|mention| side(view, mention)));
    row
}

fn check_row(view: &View<'_>, check: &Check) -> Vec<String> {
    let fails = super::finding::threshold(view.report.gate.as_ref()).check(check);
    let mut row = vec![
        plain::trimmed(&check.id),
        check.kind.code().to_owned(),
        String::new(),
        "check".to_owned(),
        String::new(),
        short(&check.why),
        yes(fails == super::Outcome::Fails),
        String::new(),
    ];
    row.extend(decision(check.standing, check.decision.as_ref()));
    let line = view.line(&check.article, check.start);
    row.extend([
        short(&check.text),
        String::new(),
        String::new(),
        String::new(),
    ]);
    row.extend(article(view, &check.article, line));
    row.resize(COLUMNS.len(), String::new());
    row
}

fn yes(answer: bool) -> String {
    if answer { "yes" } else { "no" }.to_owned()
}

fn decision(standing: Option<super::Standing>, decided: Option<&super::Decided>) -> [String; 5] {
    [
        standing.map_or("", words::standing).to_owned(),
        decided
            .map_or("", |decided| words::ruling(decided.ruling))
            .to_owned(),
        decided
            .and_then(|d| d.by.as_deref())
            .map_or(String::new(), short),
        decided.map_or(String::new(), |decided| decided.on.to_string()),
        decided.map_or(String::new(), |decided| short(&decided.reason)),
    ]
}

/// The columns of one of the two values.
fn side(view: &View<'_>, mention: Option<&Mention>) -> Vec<String> {
    let Some(mention) = mention else {
        return vec![String::new(); 8];
    };
    let text = view.text(&mention.article).unwrap_or("");
    let sentence = text.get(mention.sentence.start..mention.sentence.end);
    let mut cells = vec![
        short(&mention.text),
        words::read_as(mention),
        short(sentence.unwrap_or("")),
        short(&words::says(mention)),
    ];
    cells.extend(article(view, &mention.article, Some(mention.line)));
    cells
}

fn article(view: &View<'_>, id: &str, line: Option<usize>) -> [String; 4] {
    let path = view.info(id).map_or("", |info| info.path.as_str());
    [
        short(id),
        short(path),
        line.map_or(String::new(), |line| line.to_string()),
        view.published(id),
    ]
}

/// One line of visible characters, not too long.
fn short(text: &str) -> String {
    super::layout::crop(&plain::trimmed(first(text, 4 * LONGEST)), LONGEST)
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, test};

    #[test]
    fn a_reader_of_csv_finds_every_pair_and_check() {
        for (name, (report, articles)) in sample::all() {
            let view = View::new(&report, &articles);
            let text = test::written(|out| write(&view, out));
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let pairs: usize = report.facts.iter().map(|f| f.relations.len().max(1)).sum();
            assert_eq!(rows.len(), pairs + report.checks.len());
            insta::assert_snapshot!(name, text.replace("\r\n", "\n"));
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=cmd()", "+1", "-1", "@sum", "\tx", "\rx"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        assert_eq!(guarded("a=b"), "a=b");
    }
}
