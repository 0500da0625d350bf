//! Where the report goes, and what goes wrong there.

use super::options::{Color, Format, Options};
use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use crosscheck::report::plain;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

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

/// Lets `print` write to where the options say. A reader that has seen enough and closed the pipe
/// is no error.
pub(super) fn write(
    options: &Options,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let choice = choice(options);
    let Some(path) = &options.output else {
        return to_stdout(choice, print);
    };
    let problem = || format!("{}: cannot be written", path.display());
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

fn choice(options: &Options) -> ColorChoice {
    match (options.format, options.color) {
        (Format::Json, _) => ColorChoice::AlwaysAnsi, // as it is: there are no colours to take out
        (_, Color::Auto) => ColorChoice::Auto,
        (_, Color::Always) => ColorChoice::Always,
        (_, Color::Never) => ColorChoice::Never,
    }
}

/// The columns of the table.
pub(super) fn width(options: &Options) -> usize {
    let stdout = io::stdout();
    let terminal = options.output.is_none() && stdout.is_terminal();
    let asked = options.width.map(usize::from);
    let measured = || {
        terminal
            .then(|| terminal_size::terminal_size_of(stdout))
            .flatten()
            .map(|(width, _)| usize::from(width.0))
    };
    asked.or_else(measured).unwrap_or(COLUMNS)
}
