//! `crosscheck completions` and `crosscheck man`: what shells and manuals want to know.

use super::{Status, command, output};
use anyhow::Context;
use clap::Args;
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
        clap_complete::generate(self.shell, &mut command(), "crosscheck", &mut script);
        output::to_stdout(anstream::ColorChoice::AlwaysAnsi, |out| {
            out.write_all(&script)
        })?;
        Ok(Status::Clean)
    }
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
    let manual = clap_mangen::Man::new(command);
    manual
        .render(&mut page)
        .context("the manual page cannot be made")?;
    Ok(page)
}

fn write(path: &Path, page: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, page).with_context(|| format!("{}: cannot be written", path.display()))
}
