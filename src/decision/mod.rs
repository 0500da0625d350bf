//! What people decided on findings: kept a line each, found again in the next run, reopened when a
//! quote changes.
//!
//! ```text
//! report + texts ── Desk::find ──▶ Finding ── Decision::on ──▶ Decision ── line ──▶ the file
//! the file ── Decisions::parse ──▶ Decisions ── apply ──▶ the report, with a standing on each finding
//! ```
//!
//! A decision rests on quotes: the words of a value in their sentence, in an article that goes by
//! a lasting name. Nothing else of an article counts, so that it may be edited elsewhere, be read
//! in another order and beside other articles. See [`apply`] for what makes a decision hold.
//!
//! The module touches no file: whoever uses it reads and appends the lines, and says by which
//! names articles are known for good.

mod apply;
mod draft;
mod file;
mod finding;
mod quote;

pub use apply::{Applied, apply};
pub use draft::{Draft, drafts};
pub use file::{Act, Decision, Decisions, Error, FINGERPRINT};
pub use finding::{Desk, Finding, Missing};
pub use quote::{Quote, Side};
