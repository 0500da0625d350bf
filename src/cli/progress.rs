//! Shows on standard error that something is going on, where that takes a while.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the sign moves.
const TICK: Duration = Duration::from_millis(100);

/// Does `work`, with `message` on the terminal for as long as it takes.
pub(super) fn during<T>(message: String, quiet: bool, work: impl FnOnce() -> T) -> T {
    if quiet || !std::io::stderr().is_terminal() {
        return work();
    }
    let (working, done) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || show(&message, &done));
        let result = work();
        drop(working);
        result
    })
}

/// Shows `message` from when patience ends until the other end of `done` goes away.
fn show(message: &str, done: &Receiver<()>) {
    let goes_on = |time| done.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !goes_on(PATIENCE) {
        return;
    }
    let bar = ProgressBar::new_spinner().with_message(message.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    while goes_on(TICK) {
        bar.tick();
    }
    bar.finish_and_clear();
}
