//! Reads articles, groups near-duplicates, extracts the facts and says where the articles agree
//! and where they differ.
//!
//! The data flows one way, through pure stages (`ARCHITECTURE.md` tells the whole story):
//!
//! ```text
//! bytes → Article → sentences → mentions → facts → verdicts → Report → table, json, …
//!                       └────────→ near-duplicate groups ──────┘
//! ```
//!
//! The library never prints and never reads a clock; the program in `src/cli` does both.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod align;
pub mod article;
pub mod check;
mod components;
pub mod corpus;
pub mod decision;
pub mod duplicate;
pub mod extract;
mod pipeline;
pub mod report;
pub mod text;
pub mod value;
pub mod verdict;
pub mod vocabulary;

pub use pipeline::{Progress, Settings, compare, compare_in, copies, facts, groups};
