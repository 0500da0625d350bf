//! The comparison for a reader at a terminal: discrepancies first, every fact as a block of its
//! values with the sentences that state them.

mod fact;
mod lists;

use super::layout::paragraph;
use super::paint::{Ink, emit, paint};
use super::{Verdict, View, words};
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// How a table is laid out and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal.
    pub width: usize,
    /// The verdicts whose facts are shown; none = all, with the groups and the articles.
    pub only: Vec<Verdict>,
    /// Are mentions listed that are in no fact?
    pub single: bool,
    /// Is listed what looks like a value and could not be placed?
    pub unplaced: bool,
    /// The most entries of a section; 0 = no bound. Discrepancies and checks get four times as many.
    pub limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 80,
            only: Vec::new(),
            single: false,
            unplaced: false,
            limit: 50,
        }
    }
}

/// The order of the sections.
const ORDER: [Verdict; 5] = [
    Verdict::Discrepancy,
    Verdict::Disputed,
    Verdict::Update,
    Verdict::Compatible,
    Verdict::Agree,
];

/// From this width on there are columns for the day and for who says so.
const WIDE: usize = 120;

/// Narrower than this no table can be read; it is laid out as if there were this much room.
const NARROWEST: usize = 40;

/// Writes the table.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let table = Table::new(view, options);
    for verdict in ORDER.into_iter().filter(|verdict| table.shows(*verdict)) {
        table.section(verdict, out)?;
        if verdict == Verdict::Discrepancy {
            lists::checks(&table, out)?;
        }
    }
    if options.single {
        lists::singles(&table, out)?;
    }
    if options.unplaced {
        lists::unplaced(&table, out)?;
    }
    if options.only.is_empty() {
        lists::notes(&table, out)?;
        lists::groups(&table, false, out)?;
        lists::articles(&table, out)?;
    }
    lists::summary(&table, out)
}

/// Writes the groups alone, with their pairs, and the articles.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write_groups(view: &View<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let table = Table::new(view, options);
    lists::groups(&table, true, out)?;
    lists::articles(&table, out)?;
    lists::groups_summary(&table, out)
}

/// What the parts of the table share.
struct Table<'a> {
    view: &'a View<'a>,
    options: &'a Options,
    width: usize,
    /// The group of copies to which an article belongs.
    copies: FxHashMap<&'a str, &'a str>,
    columns: fact::Columns,
}

impl<'a> Table<'a> {
    fn new(view: &'a View<'a>, options: &'a Options) -> Self {
        let width = options.width.max(NARROWEST);
        Self {
            view,
            options,
            width,
            copies: copies(view),
            columns: fact::Columns::new(view, width),
        }
    }

    fn shows(&self, verdict: Verdict) -> bool {
        self.options.only.is_empty() || self.options.only.contains(&verdict)
    }

    /// How many of `all` entries are shown, in a section where `factor` times as many may be.
    fn bound(&self, all: usize, factor: usize) -> usize {
        match self.options.limit {
            0 => all,
            limit => all.min(limit.saturating_mul(factor)),
        }
    }

    /// The facts that got `verdict`.
    fn section(&self, verdict: Verdict, out: &mut dyn Write) -> io::Result<()> {
        let facts = self.view.facts(verdict);
        if facts.is_empty() {
            return Ok(());
        }
        let (title, meaning) = words::section(verdict);
        self.heading(title, facts.len(), meaning, words::ink(verdict), out)?;
        let shown = self.bound(
            facts.len(),
            if verdict == Verdict::Discrepancy {
                4
            } else {
                1
            },
        );
        for fact in &facts[..shown] {
            fact::write(self, fact, out)?;
            writeln!(out)?;
        }
        self.left_out(facts.len() - shown, out)
    }

    fn heading(
        &self,
        title: &str,
        number: usize,
        meaning: &str,
        ink: Ink,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let title = paint(&format!("{title} ({number})"), ink);
        paragraph(
            out,
            &format!("{title}: {}", paint(meaning, Ink::Dim)),
            0,
            self.width,
        )?;
        emit(out, &paint(&"─".repeat(self.width), Ink::Dim))
    }

    fn left_out(&self, number: usize, out: &mut dyn Write) -> io::Result<()> {
        if number == 0 {
            return Ok(());
        }
        emit(
            out,
            &paint(
                &format!("… and {number} more, not shown (--limit 0 shows all)"),
                Ink::Dim,
            ),
        )?;
        writeln!(out)
    }
}

/// The group of copies of each article that has any.
fn copies<'a>(view: &View<'a>) -> FxHashMap<&'a str, &'a str> {
    let groups = view
        .report
        .groups
        .iter()
        .filter(|group| group.kind.is_copy());
    groups
        .flat_map(|group| {
            group
                .articles
                .iter()
                .map(|article| (article.as_str(), group.id.as_str()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn printed(options: &Options) -> String {
        let (report, articles) = sample::everything();
        let mut out = anstream::StripStream::new(Vec::new());
        write(&View::new(&report, &articles), options, &mut out).unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    }

    fn at(width: usize) -> Options {
        Options {
            width,
            single: true,
            unplaced: true,
            ..Options::default()
        }
    }

    #[test]
    fn everything_at_80_columns() {
        insta::assert_snapshot!(printed(&at(80)));
    }

    #[test]
    fn everything_at_160_columns() {
        insta::assert_snapshot!(printed(&at(160)));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [40, 55, 80, 119, 120, 160, 250] {
            for line in printed(&at(width)).lines() {
                assert!(
                    super::super::layout::width(line) <= width,
                    "{width}: {line}"
                );
            }
        }
    }

    #[test]
    fn no_hostile_character_gets_through() {
        let text = printed(&at(80));
        let unsafe_one = text
            .chars()
            .find(|c| *c != '\n' && super::super::plain::is_unsafe(*c));
        assert_eq!(unsafe_one, None);
        assert!(text.contains("<001B>"), "the escape is shown by its code");
    }

    #[test]
    fn only_the_verdicts_asked_for_are_shown() {
        let text = printed(&Options {
            only: vec![Verdict::Disputed],
            ..Options::default()
        });
        assert!(text.contains("DISPUTED (1)"), "{text}");
        assert!(
            !text.contains("DISCREPANCIES") && !text.contains("ARTICLES"),
            "{text}"
        );
        assert!(
            text.contains("2 discrepancies"),
            "the summary still tells of all: {text}"
        );
    }

    #[test]
    fn what_is_left_out_is_said() {
        let (mut report, articles) = sample::everything();
        let agreed = report
            .facts
            .iter()
            .find(|f| f.verdict == Verdict::Agree)
            .unwrap()
            .clone();
        report.facts.extend(std::iter::repeat_n(agreed, 60));
        let mut out = Vec::new();
        write(
            &View::new(&report, &articles),
            &Options::default(),
            &mut out,
        )
        .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("11") && text.contains("--limit"), "{text}");
    }

    #[test]
    fn decisions_and_the_gate_are_told() {
        let (report, articles) = sample::decided();
        let mut out = anstream::StripStream::new(Vec::new());
        let view = View::new(&report, &articles);
        write(&view, &Options::default(), &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out.into_inner()).unwrap());
    }

    #[test]
    fn the_groups_alone() {
        let (report, articles) = sample::everything();
        let mut out = anstream::StripStream::new(Vec::new());
        write_groups(
            &View::new(&report, &articles),
            &Options::default(),
            &mut out,
        )
        .unwrap();
        insta::assert_snapshot!(String::from_utf8(out.into_inner()).unwrap());
    }
}
