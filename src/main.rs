//! The `crosscheck` program: parse the arguments, run, report the exit status.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
