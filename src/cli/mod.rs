//! The command line: one file per command, with the arguments beside what they do.
//!
//! `options.rs` holds the arguments that the commands share, `forms.rs` those that say in which
//! forms the report goes where, `gate.rs` those that say what fails a run; `run.rs` reads and
//! analyses, `config/` reads `crosscheck.toml`, `ledger.rs` the file of decisions, `output.rs` opens
//! where the report goes, `progress.rs` shows that something is going on.

mod about;
mod add;
mod check;
mod compare;
mod config;
mod decide;
mod decisions;
mod explain;
mod facts;
mod forms;
mod gate;
mod groups;
mod ledger;
mod list;
mod options;
mod output;
mod pages;
mod progress;
mod rebuild;
mod remove;
mod review;
mod run;
mod schema;
mod show;
mod stats;
mod store;
mod threads;
mod trace;
mod verify;

use clap::error::{ContextKind, ContextValue};
use clap::{ArgAction, CommandFactory, Parser, Subcommand};
use crosscheck::report::plain;
use jiff::civil::Date;
use std::path::Path;
use std::process::ExitCode;

/// Finds where news articles agree and where they contradict one another.
#[derive(Debug, Parser)]
#[command(
    version,
    propagate_version = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
#[command(after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// Tell on standard error what is being done: -v stages and files, -vv every article
    #[arg(long, short, global = true, action = ArgAction::Count)]
    verbose: u8,

    /// Take this for the current day, so that a run can be repeated
    #[arg(long, global = true, hide = true, value_name = "YYYY-MM-DD", value_parser = options::day)]
    today: Option<Date>,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck compare articles/*.txt          the table of agreements and discrepancies
  crosscheck compare --format json drafts/   the same for programs
  crosscheck facts article.txt               what was read out of an article
  crosscheck groups articles.jsonl           near-duplicates
  crosscheck decide 5f0c2a drafts/ --as dismissed --reason 'rounded'
  crosscheck compare --new drafts/           only what nobody has decided on
  crosscheck explain discrepancy             what a verdict means, and what to do

Exit status: 0 no discrepancy, 1 at least one, 2 something could not be read or the usage is wrong";

#[derive(Debug, Subcommand)]
enum Command {
    Compare(compare::Compare),
    Facts(facts::Facts),
    Groups(groups::Groups),
    Add(add::Add),
    Check(check::Check),
    List(list::List),
    Show(show::Show),
    About(about::About),
    Remove(remove::Remove),
    Stats(stats::Stats),
    Verify(verify::Verify),
    Rebuild(rebuild::Rebuild),
    Decide(decide::Decide),
    Decisions(decisions::List),
    Config(config::Show),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Completions(pages::Completions),
    Man(pages::Manual),
}

/// The whole command line, for those who describe it.
fn command() -> clap::Command {
    Cli::command()
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// All was read, and nothing found that fails the run.
    Clean,
    /// At least one of the findings that fail the run.
    Found,
    /// The run failed, or something could not be read.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
        })
    }
}

/// The error of wrong usage; where articles stand in the place of a command, with the command that
/// was most likely meant.
fn hinted(mut error: clap::Error) -> clap::Error {
    let ContextValue::String(name) = error
        .get(ContextKind::InvalidSubcommand)
        .cloned()
        .unwrap_or(ContextValue::None)
    else {
        return error;
    };
    if Path::new(&name).exists() || name.contains('/') {
        let name = plain::trimmed(&name);
        let tip = format!("articles are compared with 'crosscheck compare {name}'");
        let tip = ContextValue::StyledStrs(vec![tip.into()]);
        error.insert(ContextKind::Suggested, tip);
        error.remove(ContextKind::SuggestedSubcommand);
    }
    error
}

/// Runs the program. Wrong usage never comes back: it is told on standard error and ends with 2.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| hinted(error).exit());
    trace::to_stderr(cli.verbose);
    let today = cli.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let status = match &cli.command {
        Command::Compare(command) => command.run(today),
        Command::Facts(command) => command.run(today),
        Command::Groups(command) => command.run(today),
        Command::Add(command) => command.run(today),
        Command::Check(command) => command.run(today),
        Command::List(command) => command.run(),
        Command::Show(command) => command.run(today),
        Command::About(command) => command.run(),
        Command::Remove(command) => command.run(),
        Command::Stats(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Rebuild(command) => command.run(today),
        Command::Decide(command) => command.run(today),
        Command::Decisions(command) => command.run(today),
        Command::Config(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    status
        .unwrap_or_else(|error| {
            output::complain(&format!("{error:#}"));
            Status::Failed
        })
        .into()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_do_not_contradict_one_another() {
        super::command().debug_assert();
    }
}
