//! Where the report goes, and what goes wrong there.

use super::forms::{Format, Forms};
use super::options::Color;
use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use crosscheck::report::plain;
use indicatif::HumanCount;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// The columns where there is no terminal to ask.
const COLUMNS: usize = 80;

/// Tells of a problem on standard error, in one line.
pub(super) fn complain(problem: &str) {
    let red = anstyle::Style::new()
        .bold()
        .fg_color(Some(anstyle::AnsiColor::Red.into()));
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(
        anstream::stderr(),
        "{red}error:{red:#} {}",
        plain::trimmed(problem)
    );
}

/// Tells of something worth knowing on standard error, in one line.
pub(super) fn note(what: &str) {
    let bold = anstyle::Style::new().bold();
    let _ = writeln!(
        anstream::stderr(),
        "{bold}note:{bold:#} {}",
        plain::trimmed(what)
    );
}

/// `1 article`, `3 articles`, `12,000 articles`; `many` is the word for several.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    let word = if number == 1 { one } else { many };
    format!("{} {word}", HumanCount(number as u64))
}

/// The same of articles.
pub(super) fn articles(number: usize) -> String {
    count(number, "article", "articles")
}

/// Lets `print` write the report to every place that the options name, in the form and with the
/// columns that each of them has. A reader that has seen enough and closed the pipe is no error.
pub(super) fn write(
    forms: &Forms,
    print: impl Fn(Format, usize, &mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    for (form, file) in forms.places()? {
        let choice = choice(form, forms.color);
        let width = width(forms, file.is_none());
        let print = |out: &mut dyn Write| print(form, width, out);
        match file {
            None => to_stdout(choice, print)?,
            Some(path) => to_file(path, choice, print)?,
        }
    }
    Ok(())
}

fn to_file(
    path: &Path,
    choice: ColorChoice,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let problem = || {
        format!(
            "{}: cannot be written; check that the folder is there and may be written to",
            path.display()
        )
    };
    let file = File::create(path).with_context(problem)?;
    let mut out = BufWriter::new(AutoStream::new(file, choice));
    print(&mut out)
        .and_then(|()| out.flush())
        .with_context(problem)
}

/// Lets `print` write to standard output.
pub(super) fn to_stdout(
    choice: ColorChoice,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut out = BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
    match print(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still in the buffer has nowhere to go; dropping the writer must not try again.
            let _ = out.into_parts();
            Ok(())
        }
        result => result.context("standard output cannot be written to"),
    }
}

fn choice(form: Format, color: Color) -> ColorChoice {
    match (form, color) {
        (Format::Table, Color::Auto) => ColorChoice::Auto,
        (Format::Table, Color::Always) => ColorChoice::Always,
        (Format::Table, Color::Never) => ColorChoice::Never,
        _ => ColorChoice::AlwaysAnsi, // as it is: there are no colours to take out
    }
}

/// The columns of the table.
fn width(forms: &Forms, stdout: bool) -> usize {
    let asked = forms.width.map(usize::from);
    let terminal = io::stdout();
    let measured = || {
        (stdout && terminal.is_terminal())
            .then(|| terminal_size::terminal_size_of(&terminal))
            .flatten()
            .map(|(width, _)| usize::from(width.0))
    };
    asked.or_else(measured).unwrap_or(COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_article_is_no_articles() {
        let told = [1, 2, 12_000].map(articles);
        assert_eq!(told, ["1 article", "2 articles", "12,000 articles"]);
    }
}
