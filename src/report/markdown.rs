//! Markdown for a comment on a pull or merge request, or for a job summary: the findings as tables,
//! what is less urgent folded away.
//!
//! Nothing in an article becomes a link, a mention of a person, a reference, a formula or HTML.

use super::layout::crop;
use super::quote::{cut, first};
use super::{Check, Fact, FactValue, Relation, Standing, Verdict, View, plain, totals, words};
use itertools::Itertools;
use std::io::{self, Write};

/// Bytes that a comment may have: GitHub takes 65,536 characters.
const LONGEST: usize = 60_000;

/// The most values of one fact.
const VALUES: usize = 6;

/// Columns of a quote.
const QUOTE: usize = 160;

/// Writes the summary, discrepancies and checks, and folded away what is disputed, what moved and
/// what was decided before.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut comment = Comment {
        view,
        text: String::new(),
    };
    comment.head();
    for verdict in [Verdict::Discrepancy, Verdict::Disputed, Verdict::Update] {
        let facts = view.facts(verdict);
        let open = facts.into_iter().filter(|fact| !is_settled(fact.standing));
        let rows = open.map(|fact| comment.fact(fact)).collect();
        let heading = Heading {
            title: words::section(verdict).0,
            meaning: words::section(verdict).1,
            columns: ["fact", "values", "why"],
            folded: verdict != Verdict::Discrepancy,
        };
        comment.section(&heading, rows);
        if verdict == Verdict::Discrepancy {
            comment.checks();
        }
    }
    comment.decided();
    out.write_all(comment.text.as_bytes())
}

/// Did somebody decide on it, so that it is told among what is decided?
fn is_settled(standing: Option<Standing>) -> bool {
    standing == Some(Standing::Known)
}

/// What stands above the rows of a section.
struct Heading<'h> {
    title: &'h str,
    meaning: &'h str,
    columns: [&'h str; 3],
    folded: bool,
}

/// The comment as it grows.
struct Comment<'v, 'a> {
    view: &'v View<'a>,
    text: String,
}

impl Comment<'_, '_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn head(&mut self) {
        let report = self.view.report;
        self.line(&format!(
            "**crosscheck**: {}",
            escaped(&totals::line(report))
        ));
        for unread in report.unread.iter().take(20) {
            let line = unread.line.map_or(String::new(), |line| format!(":{line}"));
            let (path, why) = (text(&unread.path, 200), text(&unread.why, 300));
            self.line(&format!("- **not read:** {path}{line}: {why}"));
        }
    }

    /// A table with as many of its rows as there is room for.
    fn section(&mut self, heading: &Heading<'_>, rows: Vec<String>) {
        if rows.is_empty() {
            return;
        }
        let title = sentence_case(heading.title);
        let number = rows.len();
        match heading.folded {
            true => self.line(&format!(
                "\n<details><summary>{title} ({number}): {}</summary>\n",
                heading.meaning
            )),
            false => self.line(&format!(
                "\n### {title} ({number})\n\n{}\n",
                heading.meaning
            )),
        }
        self.line(&format!("| {} |", heading.columns.join(" | ")));
        self.line("| --- | --- | --- |");
        let mut shown = 0;
        for row in &rows {
            if self.text.len() + row.len() > LONGEST {
                break;
            }
            self.line(row);
            shown += 1;
        }
        if shown < number {
            self.line(&format!("\n… and {} more, not shown", number - shown));
        }
        if heading.folded {
            self.line("\n</details>");
        }
    }

    fn fact(&self, fact: &Fact) -> String {
        let mut values: Vec<&FactValue> = fact.values.iter().collect();
        if fact.verdict == Verdict::Update {
            values.sort_by_key(|value| {
                self.view
                    .mentions_of(value)
                    .first()
                    .map(|m| self.view.age(m))
            });
        }
        let mut cells: Vec<String> = values.iter().take(VALUES).map(|v| self.value(v)).collect();
        if values.len() > VALUES {
            cells.push(format!("… and {} more values", values.len() - VALUES));
        }
        let subject = text(&fact.subject, 200);
        let standing = note(fact.standing, fact.decision.as_ref());
        format!(
            "| {subject}{standing}<br>{} | {} | {} |",
            id(&fact.id),
            cells.join("<br>"),
            why(fact)
        )
    }

    /// `**143 people** “In August 2017, **143 people** died …” flood.txt:5, 19 Jul 2022, police`.
    fn value(&self, value: &FactValue) -> String {
        let mentions = self.view.mentions_of(value);
        let name = text(&value.text, 80);
        let Some(mention) = mentions.first() else {
            return format!("**{name}**");
        };
        let [before, words, after] = cut(self.view, mention, QUOTE).map(|part| escaped(&part));
        let place = format!("{}:{}", self.view.name(&mention.article), mention.line);
        let day = self.view.published(&mention.article);
        let says = words::says(mention);
        let about = [place, day, says]
            .into_iter()
            .filter(|part| !part.is_empty());
        let about = about.map(|part| escaped(&part)).join(", ");
        let more = match mentions.len() {
            0 | 1 => String::new(),
            number => format!(", and in {} more", words::count(number - 1, "place")),
        };
        format!("**{name}**: “{before}**{words}**{after}” ({about}{more})")
    }

    fn checks(&mut self) {
        let checks = self.view.report.checks.iter();
        let open = checks.filter(|check| !is_settled(check.standing));
        let rows = open.map(|check| self.check(check)).collect();
        let heading = Heading {
            title: "CHECKS",
            meaning: "wrong inside one article, whatever the others say",
            columns: ["kind", "where", "what"],
            folded: false,
        };
        self.section(&heading, rows);
    }

    fn check(&self, check: &Check) -> String {
        let name = escaped(&self.view.name(&check.article));
        let line = self.view.line(&check.article, check.start);
        let line = line.map_or(String::new(), |line| format!(":{line}"));
        let standing = note(check.standing, check.decision.as_ref());
        let (words, why) = (text(&check.text, 120), text(&check.why, 300));
        format!(
            "| {}<br>{} | {name}{line} | **{words}**: {why}{standing} |",
            check.kind.code(),
            id(&check.id)
        )
    }

    /// What somebody has decided, in one table.
    fn decided(&mut self) {
        let report = self.view.report;
        let facts = report.facts.iter().filter(|fact| is_settled(fact.standing));
        let facts = facts.map(|fact| self.fact(fact));
        let checks = report
            .checks
            .iter()
            .filter(|check| is_settled(check.standing));
        let checks = checks.map(|check| self.check(check));
        let rows = facts.chain(checks).collect();
        let heading = Heading {
            title: "DECIDED BEFORE",
            meaning: "left out of the gate",
            columns: ["", "", ""],
            folded: true,
        };
        self.section(&heading, rows);
    }
}

/// Why the two values differ that give the fact its verdict, and how sure that is.
fn why(fact: &Fact) -> String {
    let grave = fact.relations.iter().filter(|r| r.verdict == fact.verdict);
    let surest = |x: &&Relation, y: &&Relation| x.confidence.total_cmp(&y.confidence);
    grave.max_by(surest).map_or(String::new(), |relation| {
        let sure = words::percent(relation.confidence);
        format!("{} ({sure} sure)", text(&relation.why, 300))
    })
}

/// The id by which a finding is decided on.
fn id(id: &str) -> String {
    format!("<sub>{}</sub>", text(id, 40))
}

fn note(standing: Option<Standing>, decided: Option<&super::Decided>) -> String {
    match words::standing_note(standing, decided) {
        note if note.is_empty() => note,
        note => format!("<br>_{}_", escaped(&note)),
    }
}

/// `DISCREPANCIES` as `Discrepancies`.
fn sentence_case(title: &str) -> String {
    let mut characters = title.chars();
    let first = characters.next().into_iter();
    first
        .chain(characters.flat_map(char::to_lowercase))
        .collect()
}

/// Text of an article in one line of at most `room` columns, escaped.
fn text(source: &str, room: usize) -> String {
    escaped(&crop(&plain::trimmed(first(source, room * 8)), room))
}

/// Visible text in which no character means anything to Markdown, to HTML, or to the places that
/// show it: a space of no width behind `@`, `#` and `!` keeps them from naming people and issues,
/// and addresses from becoming links.
fn escaped(text: &str) -> String {
    const NOTHING: &str = "&#8203;";
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' => out.extend(['\\', c]),
            ':' if rest.peek() == Some(&'/') => out.push_str(&format!("{c}{NOTHING}")),
            '.' if ends_with_www(&out) => out.push_str(&format!("{NOTHING}.")),
            '@' | '#' | '!' => out.push_str(&format!("{c}{NOTHING}")),
            c => out.push(c),
        }
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3
        && text
            .bytes()
            .rev()
            .take(3)
            .all(|byte| byte.eq_ignore_ascii_case(&b'w'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, test};

    #[test]
    fn findings_become_a_comment() {
        for (name, (report, articles)) in sample::all() {
            let view = View::new(&report, &articles);
            insta::assert_snapshot!(name, test::written(|out| write(&view, out)));
        }
    }

    #[test]
    fn nothing_means_anything() {
        assert_eq!(
            escaped("a|b `c` <b>&amp; @ann #12 [x](y) *z* $5 http://x www.y"),
            "a\\|b \\`c\\` &lt;b&gt;&amp;amp; @&#8203;ann #&#8203;12 \\[x\\](y) \\*z\\* \\$5 \
             http:&#8203;//x www&#8203;.y"
        );
    }

    #[test]
    fn a_comment_is_no_longer_than_may_be() {
        let (mut report, articles) = sample::everything();
        let facts = report.facts.clone();
        report.facts = std::iter::repeat_n(facts, 200).flatten().collect();
        let view = View::new(&report, &articles);
        let text = test::written(|out| write(&view, out));
        assert!(
            text.len() < 65_536 && text.contains("more, not shown"),
            "{}",
            text.len()
        );
    }
}
