//! What was read out of an article: its text with the mentions marked and numbered, what each was
//! read as, its date with the reason, and what was taken for no part of the story.
//!
//! Everything that the colours say is said by signs too: `[` and `]` with a number around a
//! mention, `⟪` and `⟫` around what is outside the story, and `┊` in the margin beside it.

use super::layout::{columns, crop, fit, paragraph, wrap};
use super::paint::{Ink, emit, paint};
use super::quote::first;
use super::{ArticleInfo, Basis, Check, Mention, Outside, Value, View, plain, words};
use itertools::Itertools;
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// Longer lines are hard to read.
const TEXT: usize = 100;

/// From this width on a mention's line, thing and source have columns of their own.
const WIDE: usize = 120;

/// Writes the articles of the report, one after the other, and a summary.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = width.max(40);
    let report = view.report;
    let mut mentions = by_article(&report.mentions, |mention| &mention.article);
    let mut checks = by_article(&report.checks, |check| &check.article);
    for info in &report.articles {
        let mut mentions = mentions.remove(info.id.as_str()).unwrap_or_default();
        mentions.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
        let checks = checks.remove(info.id.as_str()).unwrap_or_default();
        let text = view.text(&info.id).unwrap_or("");
        let breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at)
            .collect();
        Page {
            view,
            info,
            text,
            breaks,
            mentions,
            checks,
            width,
        }
        .write(out)?;
    }
    summary(view, width, out)
}

fn summary(view: &View<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let report = view.report;
    let outside: usize = report
        .articles
        .iter()
        .map(|article| article.outside_story.len())
        .sum();
    let parts = [
        words::count(report.articles.len(), "article"),
        words::count(report.mentions.len(), "mention"),
        words::count(outside, "stretch").replace("stretchs", "stretches") + " outside the story",
        words::count(report.checks.len(), "check"),
        format!("{} not placed", report.summary.unplaced),
    ];
    paragraph(out, &parts.join(", "), 0, width)
}

/// What belongs to each article.
fn by_article<'a, T>(
    items: &'a [T],
    article: impl Fn(&'a T) -> &'a String,
) -> FxHashMap<&'a str, Vec<&'a T>> {
    let mut sorted: FxHashMap<&str, Vec<&T>> = FxHashMap::default();
    for item in items {
        sorted.entry(article(item).as_str()).or_default().push(item);
    }
    sorted
}

/// One article and what was read out of it.
struct Page<'a> {
    view: &'a View<'a>,
    info: &'a ArticleInfo,
    text: &'a str,
    /// Where its lines end.
    breaks: Vec<usize>,
    /// In the order in which they stand.
    mentions: Vec<&'a Mention>,
    checks: Vec<&'a Check>,
    width: usize,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        self.text(out)?;
        self.table(out)?;
        self.outside(out)?;
        self.checks(out)?;
        writeln!(out)
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let info = self.info;
        let mut named = [&info.outlet, &info.title]
            .into_iter()
            .flatten()
            .map(|text| plain::trimmed(text));
        let named = crop(&named.join(": "), 300);
        let name = paint(&self.view.name(&info.id), Ink::Strong);
        let named = if named.is_empty() {
            named
        } else {
            format!(" · {named}")
        };
        paragraph(out, &format!("{name}{named}"), 0, self.width)?;
        paragraph(out, &self.published(), 0, self.width)?;
        emit(out, &paint(&"─".repeat(self.width), Ink::Dim))
    }

    fn published(&self) -> String {
        let published = &self.info.published;
        let day = paint(&words::published(published), Ink::Strong);
        let why = crop(&plain::trimmed(&published.why), 600);
        match published.basis {
            Basis::Unknown => format!("{day} ({why})"),
            basis => format!("published {day} ({}: {why})", words::basis(basis)),
        }
    }

    /// The text, line by line, with the numbers of the lines in the margin.
    fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut marker = Marker::new(self.text, &self.mentions, &self.info.outside_story);
        let mut at = 0;
        let mut blank = true;
        for (number, line) in self.text.split_inclusive('\n').enumerate() {
            let outside = marker.is_outside(at);
            let marked = marker.line(at, at + line.len());
            at += line.len();
            let lines = wrap(&marked, (self.width - 8).min(TEXT));
            if !lines.is_empty() || !blank {
                margin(number + 1, outside, &lines, out)?;
            }
            blank = lines.is_empty();
        }
        writeln!(out)
    }

    /// What each mention was read as.
    fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.mentions.is_empty() {
            return paragraph(
                out,
                &paint("nothing was read out of this article", Ink::Dim),
                0,
                self.width,
            );
        }
        let number = fit([self.mentions.len().to_string().as_str()].into_iter(), 2, 6);
        let (header, widths) = table_shape(self.width, number);
        let header = header.iter().map(|title| paint(title, Ink::Dim)).collect();
        let rows = self
            .mentions
            .iter()
            .enumerate()
            .map(|(at, m)| table_row(at + 1, m, widths.len()));
        columns(out, std::iter::once(header).chain(rows).collect(), &widths)
    }

    fn outside(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.info.outside_story.is_empty() {
            return Ok(());
        }
        emit(
            out,
            &format!("\n{}", paint("no part of the story", Ink::Strong)),
        )?;
        for stretch in &self.info.outside_story {
            let place = self.lines(stretch.start, stretch.end);
            paragraph(
                out,
                &format!("{place}: {}", crop(&plain::trimmed(&stretch.why), 300)),
                2,
                self.width,
            )?;
        }
        Ok(())
    }

    fn checks(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.checks.is_empty() {
            emit(out, &format!("\n{}", paint("wrong in itself", Ink::Red)))?;
        }
        for check in &self.checks {
            let place = self.lines(check.start, check.end);
            let quote = paint(
                &crop(&plain::trimmed(first(&check.text, 800)), 100),
                Ink::Value,
            );
            let why = crop(&plain::trimmed(&check.why), 300);
            paragraph(
                out,
                &format!("{place}: {quote}: {why} ({})", check.kind.code()),
                2,
                self.width,
            )?;
        }
        Ok(())
    }

    /// `line 4` or `lines 4–7`.
    fn lines(&self, start: usize, end: usize) -> String {
        let line = |offset| 1 + self.breaks.partition_point(|at| *at < offset);
        match (line(start), line(end.saturating_sub(1).max(start))) {
            (first, last) if last > first => format!("lines {first}–{last}"),
            (first, _) => format!("line {first}"),
        }
    }
}

/// Writes the lines into which one line of the text was wrapped.
fn margin(number: usize, outside: bool, lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    let bar = if outside { "┊" } else { " " };
    let first = lines.first().map_or("", String::as_str);
    emit(
        out,
        &format!("{} {bar} {first}", paint(&format!("{number:>5}"), Ink::Dim)),
    )?;
    lines
        .iter()
        .skip(1)
        .try_for_each(|line| emit(out, &format!("      {bar} {line}")))
}

/// The titles and widths of the columns, the first one being `number` wide.
fn table_shape(width: usize, number: usize) -> (Vec<&'static str>, Vec<usize>) {
    let share = |part: usize| width.saturating_sub(number + 2) * part / 100;
    if width < WIDE {
        let widths = vec![number, share(30) - 2, share(42) - 2, share(28) - 2];
        return (
            vec!["", "as written", "read as", "who says so, how"],
            widths,
        );
    }
    let widths = vec![
        number,
        5,
        share(24) - 2,
        share(24) - 2,
        share(24) - 2,
        share(14) - 2,
        12,
    ];
    (
        vec![
            "",
            "line",
            "as written",
            "read as",
            "of",
            "who says so",
            "how",
        ],
        widths,
    )
}

fn table_row(number: usize, mention: &Mention, columns: usize) -> Vec<String> {
    let written = crop(&plain::trimmed(first(&mention.text, 800)), 120);
    let source = crop(&plain::trimmed(mention.source.as_deref().unwrap_or("")), 80);
    let how = words::modality(mention.modality);
    if columns < 6 {
        let says = [source.as_str(), how]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>();
        return vec![
            number.to_string(),
            written,
            words::read_as(mention),
            says.join(", "),
        ];
    }
    let of = match &mention.value {
        Value::Quantity { of, .. } => crop(&plain::trimmed(of), 80),
        Value::Date { .. } => String::new(),
    };
    let value = crop(&plain::trimmed(&words::value(&mention.value)), 80);
    vec![
        number.to_string(),
        mention.line.to_string(),
        written,
        value,
        of,
        source,
        how.to_owned(),
    ]
}

/// A place in the text at which something begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Ends come before beginnings, so that what touches does not seem to overlap.
    MentionEnds(usize),
    OutsideEnds,
    OutsideBegins,
    MentionBegins,
}

/// Walks along a text once and puts the marks in.
struct Marker<'a> {
    text: &'a str,
    turns: Vec<(usize, Turn)>,
    next: usize,
    mentions: usize,
    outside: usize,
}

impl<'a> Marker<'a> {
    fn new(text: &'a str, mentions: &[&Mention], outside: &[Outside]) -> Self {
        let fits = |start, end| start < end && text.get(start..end).is_some();
        let mut turns = Vec::new();
        for (at, mention) in mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| fits(m.start, m.end))
        {
            turns.extend([
                (mention.start, Turn::MentionBegins),
                (mention.end, Turn::MentionEnds(at + 1)),
            ]);
        }
        for stretch in outside
            .iter()
            .filter(|stretch| fits(stretch.start, stretch.end))
        {
            let shown = text
                .get(stretch.start..stretch.end)
                .map_or(0, |text| text.trim_end().len());
            turns.extend([
                (stretch.start, Turn::OutsideBegins),
                (stretch.start + shown, Turn::OutsideEnds),
            ]);
        }
        turns.sort_unstable();
        Self {
            text,
            turns,
            next: 0,
            mentions: 0,
            outside: 0,
        }
    }

    /// Does a stretch outside the story cover byte `at`, to which the walk has come?
    fn is_outside(&self, at: usize) -> bool {
        let open = self
            .turns
            .iter()
            .skip(self.next)
            .take_while(|(place, _)| *place <= at);
        open.fold(self.outside, |depth, (_, turn)| match turn {
            Turn::OutsideBegins => depth + 1,
            Turn::OutsideEnds => depth.saturating_sub(1),
            Turn::MentionBegins | Turn::MentionEnds(_) => depth,
        }) > 0
    }

    /// The stretch of text from `start` to `end`, marked.
    fn line(&mut self, start: usize, end: usize) -> String {
        let mut out = String::new();
        let mut at = start;
        let last = end == self.text.len();
        while let Some((place, turn)) = self
            .turns
            .get(self.next)
            .copied()
            .filter(|(place, _)| *place < end || (*place == end && last))
        {
            self.piece(at, place, &mut out);
            self.turn(turn, &mut out);
            at = place;
            self.next += 1;
        }
        self.piece(at, end, &mut out);
        out
    }

    fn piece(&self, start: usize, end: usize, out: &mut String) {
        let piece = plain::line(self.text.get(start..end).unwrap_or(""));
        match (self.mentions > 0, self.outside > 0) {
            (true, _) => out.push_str(&paint(&piece, Ink::Value)),
            (false, true) => out.push_str(&paint(&piece, Ink::Dim)),
            (false, false) => out.push_str(&piece),
        }
    }

    fn turn(&mut self, turn: Turn, out: &mut String) {
        match turn {
            Turn::MentionBegins => {
                self.mentions += 1;
                out.push_str(&paint("[", Ink::Blue));
            }
            Turn::MentionEnds(number) => {
                self.mentions = self.mentions.saturating_sub(1);
                out.push_str(&paint(&format!("]{}", superscript(number)), Ink::Blue));
            }
            Turn::OutsideBegins => {
                self.outside += 1;
                out.push_str(&paint("⟪", Ink::Dim));
            }
            Turn::OutsideEnds => {
                self.outside = self.outside.saturating_sub(1);
                out.push_str(&paint("⟫", Ink::Dim));
            }
        }
    }
}

/// A number in small raised digits.
fn superscript(number: usize) -> String {
    let raised = |digit| match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32(u32::from('⁰') + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit),
    };
    number.to_string().chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn printed(width: usize) -> String {
        let (report, articles) = sample::everything();
        let mut out = anstream::StripStream::new(Vec::new());
        write(&View::new(&report, &articles), width, &mut out).unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    }

    #[test]
    fn marked_at_80_columns() {
        insta::assert_snapshot!(printed(80));
    }

    #[test]
    fn marked_at_160_columns() {
        insta::assert_snapshot!(printed(160));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_no_hostile_character_gets_through() {
        for width in [40, 79, 80, 120, 160] {
            for line in printed(width).lines() {
                assert!(
                    super::super::layout::width(line) <= width,
                    "{width}: {line}"
                );
                assert!(!line.chars().any(plain::is_unsafe), "{line:?}");
            }
        }
    }

    #[test]
    fn numbers_are_raised() {
        assert_eq!(superscript(1_234_567_890), "¹²³⁴⁵⁶⁷⁸⁹⁰");
    }

    #[test]
    fn what_touches_does_not_overlap_and_what_ends_with_the_text_is_closed() {
        let outside = [
            Outside {
                start: 0,
                end: 4,
                why: String::new(),
            },
            Outside {
                start: 4,
                end: 8,
                why: String::new(),
            },
        ];
        let mut marker = Marker::new("one two ", &[], &outside);
        let line: String = marker
            .line(0, 8)
            .chars()
            .filter(|c| !plain::is_unsafe(*c))
            .collect();
        assert_eq!(line, "⟪one⟫ ⟪two⟫ ");
    }

    #[test]
    fn what_ends_with_the_text_is_not_closed_before() {
        let outside = [Outside {
            start: 4,
            end: 11,
            why: String::new(),
        }];
        let mut marker = Marker::new("one\ntwo\nend", &[], &outside);
        let lines = [(0, 4), (4, 8), (8, 11)].map(|(start, end)| {
            marker
                .line(start, end)
                .chars()
                .filter(|c| !plain::is_unsafe(*c))
                .collect::<String>()
        });
        assert_eq!(lines, ["one ", "⟪two ", "end⟫"]);
    }
}
