//! `crosscheck completions` and `crosscheck man`: what shells and manuals want to know.

use super::{Status, command, explain, output};
use anyhow::Context;
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;
use std::path::{Path, PathBuf};

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

const COMPLETIONS: &str = "\
Examples:
  crosscheck completions bash > ~/.local/share/bash-completion/completions/crosscheck
  crosscheck completions zsh > ~/.zfunc/_crosscheck
  crosscheck completions fish > ~/.config/fish/completions/crosscheck.fish";

impl Completions {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let mut script = Vec::new();
        let mut program = command().mut_subcommand("explain", |explain| {
            explain.mut_arg("name", |name| {
                name.value_parser(PossibleValuesParser::new(explain::codes()))
            })
        });
        clap_complete::generate(self.shell, &mut program, "crosscheck", &mut script);
        if self.shell == Shell::Bash {
            script = without_hidden(&program, &String::from_utf8(script)?).into_bytes();
        }
        output::to_stdout(anstream::ColorChoice::AlwaysAnsi, |out| {
            out.write_all(&script)
        })?;
        Ok(Status::Clean)
    }
}

/// The script for bash without the options that are hidden, which its generator lists.
fn without_hidden(program: &clap::Command, script: &str) -> String {
    let hidden = program.get_arguments().filter(|arg| arg.is_hide_set());
    let hidden = hidden.filter_map(clap::Arg::get_long);
    let hidden: Vec<String> = hidden.map(|long| format!(" --{long}")).collect();
    let lines = script
        .lines()
        .map(|line| match line.trim_start().starts_with("opts=") {
            true => hidden
                .iter()
                .fold(line.to_owned(), |line, long| line.replace(long, "")),
            false => line.to_owned(),
        });
    lines.map(|line| line + "\n").collect()
}

/// Print the manual page, or write one for each command into a folder
#[derive(Debug, Args)]
#[command(after_help = MANUAL)]
pub(super) struct Manual {
    /// The folder for the pages [default: the page of the program, on standard output]
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

const MANUAL: &str = "\
Examples:
  crosscheck man | man -l -
  crosscheck man ~/.local/share/man/man1";

impl Manual {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let mut program = command();
        program = program.disable_help_subcommand(true);
        program.build();
        let Some(folder) = &self.folder else {
            let page = rendered(program)?;
            output::to_stdout(anstream::ColorChoice::AlwaysAnsi, |out| {
                out.write_all(&page)
            })?;
            return Ok(Status::Clean);
        };
        std::fs::create_dir_all(folder).with_context(|| {
            format!("{}: cannot be made; name another folder", folder.display())
        })?;
        for subcommand in program.get_subcommands().filter(|c| !c.is_hide_set()) {
            let name = format!("crosscheck-{}", subcommand.get_name());
            let page = subcommand
                .clone()
                .display_name(&name)
                .bin_name(name.replacen('-', " ", 1));
            write(&folder.join(format!("{name}.1")), &rendered(page)?)?;
        }
        write(&folder.join("crosscheck.1"), &rendered(program)?)?;
        Ok(Status::Clean)
    }
}

fn rendered(command: clap::Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(command)
        .source(concat!("crosscheck ", env!("CARGO_PKG_VERSION")))
        .manual("crosscheck manual");
    manual
        .render(&mut page)
        .context("the manual page cannot be made")?;
    let page = String::from_utf8(page).context("the manual page cannot be made")?;
    Ok(with_headings(&page).into_bytes())
}

/// The page with what stands below the options in sections by the names that manuals give them.
fn with_headings(page: &str) -> String {
    const EXTRA: &str = ".SH EXTRA\n";
    let Some((head, rest)) = page.split_once(EXTRA) else {
        return page.to_owned();
    };
    let (extra, tail) = match rest.split_once("\n.SH ") {
        Some((extra, tail)) => (extra, format!("\n.SH {tail}")),
        None => (rest, String::new()),
    };
    let (notes, examples) = extra.split_once("Examples:\n").unwrap_or((extra, ""));
    let (examples, status) = examples
        .split_once("\nExit status: ")
        .unwrap_or((examples, ""));
    let mut out = head.to_owned();
    for (title, text) in [("NOTES", notes), ("EXIT STATUS", status)] {
        if !text.trim().is_empty() {
            out.push_str(&format!(".SH \"{title}\"\n{}\n", text.trim()));
        }
    }
    if !examples.trim().is_empty() {
        out.push_str(&format!(".SH EXAMPLES\n.nf\n{}\n.fi", examples.trim_end()));
    }
    out.trim_end().to_owned() + &tail
}

fn write(path: &Path, page: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, page).with_context(|| format!("{}: cannot be written", path.display()))
}
