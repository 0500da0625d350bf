//! `crosscheck explain`: what a verdict or a check means.

use super::{Status, output};
use anyhow::bail;
use clap::Args;
use crosscheck::report::CheckKind;
use std::io::{self, Write};

/// Explain a verdict or a kind of check; without a name, list them all
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// A verdict or a kind of check, as the report names it
    #[arg(value_name = "VERDICT|CHECK")]
    name: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck explain
  crosscheck explain disputed
  crosscheck explain conversion

Exit status: 0 explained, 2 there is no such verdict or check";

/// A verdict or a kind of check.
struct Subject {
    code: &'static str,
    sort: &'static str,
    /// In one line.
    message: String,
    /// At length.
    means: String,
    example: String,
    what_to_do: String,
}

impl Explain {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let all = subjects();
        let Some(name) = &self.name else {
            output::to_stdout(anstream::ColorChoice::Auto, |out| list(&all, out))?;
            return Ok(Status::Clean);
        };
        let asked = name.trim().to_lowercase();
        let Some(subject) = all.iter().find(|subject| subject.code == asked) else {
            let near = nearest(&asked, &all);
            match near {
                Some(near) => {
                    bail!("'{name}' is neither a verdict nor a check; did you mean {near}?")
                }
                None => bail!(
                    "'{name}' is neither a verdict nor a check; crosscheck explain lists them"
                ),
            }
        };
        output::to_stdout(anstream::ColorChoice::Auto, |out| page(subject, out))?;
        Ok(Status::Clean)
    }
}

/// Everything that can be explained: verdicts from the gravest on, then checks.
fn subjects() -> Vec<Subject> {
    const VERDICTS: [&str; 5] = ["discrepancy", "disputed", "update", "compatible", "agree"];
    let verdicts = VERDICTS.iter().map(|code| Subject {
        code,
        sort: "verdict on a fact",
        message: part(code, "line"),
        means: part(code, "means"),
        example: part(code, "example"),
        what_to_do: part(code, "do"),
    });
    let checks = CheckKind::ALL.into_iter().map(|kind| Subject {
        code: kind.code(),
        sort: "check inside an article",
        message: kind.message().to_owned(),
        means: kind.explanation().to_owned(),
        example: part(kind.code(), "example"),
        what_to_do: part(kind.code(), "do"),
    });
    verdicts.chain(checks).collect()
}

/// The names of everything that can be explained.
pub(super) fn codes() -> Vec<&'static str> {
    subjects().into_iter().map(|subject| subject.code).collect()
}

/// A part of a page of the table.
fn part(code: &str, name: &str) -> String {
    let pages = include_str!("pages.txt").split("\n= ");
    let page = pages
        .filter_map(|page| page.split_once('\n'))
        .find(|(title, _)| *title == code);
    let parts = page.map_or("", |(_, text)| text).split("- ");
    let part = parts
        .filter_map(|part| part.split_once('\n'))
        .find(|(title, _)| *title == name);
    part.map_or(String::new(), |(_, text)| joined(text.trim()))
}

/// What stands before a command.
const COMMAND: &str = "$ ";

/// Lines made one, but for commands, which keep theirs.
fn joined(text: &str) -> String {
    let mut out = String::new();
    let mut after_command = true;
    for line in text.lines() {
        let is_command = line.starts_with(COMMAND);
        let gap = if is_command || after_command {
            "\n"
        } else {
            " "
        };
        if !out.is_empty() {
            out.push_str(gap);
        }
        out.push_str(line);
        after_command = is_command;
    }
    out
}

fn nearest(asked: &str, all: &[Subject]) -> Option<&'static str> {
    const LIKE: f64 = 0.75;
    let scored = all
        .iter()
        .map(|s| (strsim::jaro_winkler(s.code, asked), s.code));
    let near = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (near.0 > LIKE).then_some(near.1)
}

fn list(all: &[Subject], out: &mut dyn Write) -> io::Result<()> {
    let bold = anstyle::Style::new().bold();
    let mut sort = "";
    for subject in all {
        if subject.sort != sort {
            let gap = if sort.is_empty() { "" } else { "\n" };
            let title = if subject.sort.starts_with('v') {
                "Verdicts on facts"
            } else {
                "Checks inside one article"
            };
            writeln!(out, "{gap}{bold}{title}{bold:#}")?;
            sort = subject.sort;
        }
        writeln!(out, "  {:12} {}", subject.code, subject.message)?;
    }
    Ok(())
}

fn page(subject: &Subject, out: &mut dyn Write) -> io::Result<()> {
    let bold = anstyle::Style::new().bold();
    writeln!(out, "{bold}{}{bold:#}: {}\n", subject.code, subject.sort)?;
    wrapped(&subject.means, "", out)?;
    writeln!(out, "\n{bold}Example{bold:#}")?;
    wrapped(&subject.example, "  ", out)?;
    writeln!(out, "\n{bold}What to do{bold:#}")?;
    for line in subject.what_to_do.lines() {
        match line.strip_prefix(COMMAND) {
            Some(command) => writeln!(out, "    {command}")?,
            None => wrapped(line, "  ", out)?,
        }
    }
    Ok(())
}

/// Writes words in lines of at most eighty columns.
fn wrapped(text: &str, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    const COLUMNS: usize = 80;
    let mut line = String::new();
    for word in text.split_whitespace() {
        let full = indent.len() + line.chars().count() + 1 + word.chars().count() > COLUMNS;
        if full && !line.is_empty() {
            writeln!(out, "{indent}{line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{indent}{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_and_check_has_a_page_of_its_own() {
        let all = subjects();
        assert_eq!(all.len(), 5 + CheckKind::ALL.len());
        for subject in &all {
            for part in [
                &subject.message,
                &subject.means,
                &subject.example,
                &subject.what_to_do,
            ] {
                assert!(part.len() > 12, "{}: {part}", subject.code);
            }
        }
        let codes: std::collections::BTreeSet<&str> = all.iter().map(|s| s.code).collect();
        assert_eq!(codes.len(), all.len());
        let pages = include_str!("pages.txt").matches("\n= ").count();
        assert_eq!(pages, all.len(), "a page that explains nothing");
    }

    #[test]
    fn commands_that_are_recommended_can_be_run() {
        let mut commands = 0;
        for subject in subjects() {
            assert!(
                !subject.what_to_do.contains("`crosscheck"),
                "{}",
                subject.code
            );
            let lines = subject.what_to_do.lines();
            for command in lines.filter_map(|line| line.strip_prefix(COMMAND)) {
                let words = command.split(' ').map(|word| word.trim_matches('\''));
                let parsed = crate::cli::command().try_get_matches_from(words);
                assert!(parsed.is_ok(), "{command}: {}", parsed.unwrap_err());
                commands += 1;
            }
        }
        assert!(commands > 3);
    }

    #[test]
    fn mistyped_names_lead_to_the_nearest() {
        assert_eq!(nearest("weekdays", &subjects()), Some("weekday"));
        assert_eq!(nearest("discrepency", &subjects()), Some("discrepancy"));
        assert_eq!(nearest("zzz", &subjects()), None);
    }
}
