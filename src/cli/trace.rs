//! `--verbose`: what is being done, on standard error.

use std::io::IsTerminal;
use tracing::level_filters::LevelFilter;

/// Writes events of the wanted level to standard error from now on; nothing where none is wanted.
pub(super) fn to_stderr(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => LevelFilter::INFO,
        2 => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    };
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(level)
        .with_ansi(colours)
        .with_target(false)
        .without_time()
        .init();
}
