//! Shows on standard error that something is going on, where that takes a while.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the sign moves.
const TICK: Duration = Duration::from_millis(100);

/// What is being done, as the terminal shows it.
#[derive(Debug, Clone, Default)]
pub(super) struct Message(Arc<Mutex<String>>);

impl Message {
    /// Says something else from now on.
    pub(super) fn set(&self, message: String) {
        if let Ok(mut said) = self.0.lock() {
            *said = message;
        }
    }

    fn get(&self) -> String {
        self.0
            .lock()
            .map_or_else(|_| String::new(), |said| said.clone())
    }
}

/// Does `work`, with a message on the terminal for as long as it takes, which `work` may change.
pub(super) fn during<T>(message: String, quiet: bool, work: impl FnOnce(&Message) -> T) -> T {
    let shown = Message::default();
    shown.set(message);
    if quiet || !std::io::stderr().is_terminal() {
        return work(&shown);
    }
    let (working, done) = mpsc::channel();
    std::thread::scope(|scope| {
        let seen = shown.clone();
        scope.spawn(move || show(&seen, &done));
        let result = work(&shown);
        drop(working);
        result
    })
}

/// Shows `message` from when patience ends until the other end of `done` goes away.
fn show(message: &Message, done: &Receiver<()>) {
    let goes_on = |time| done.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !goes_on(PATIENCE) {
        return;
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    while goes_on(TICK) {
        bar.set_message(message.get());
        bar.tick();
    }
    bar.finish_and_clear();
}
