//! What changed between the stored version of an article and a draft of it.

use super::ChangedFigure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What changed against the stored version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Revision {
    /// The article's id.
    pub article: String,
    /// The stored version, counted from 1.
    pub version: i64,
    /// The day on which it was stored, `YYYY-MM-DD`.
    pub added: String,
    /// Figures that stand in the same place and differ: `a` in the stored version, `b` in the draft.
    pub figures: Vec<ChangedFigure>,
    /// All words that differ, in the order of the text.
    pub changes: Vec<Change>,
}

/// Words in the place of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// As it was stored; empty for what is new.
    pub before: String,
    /// As it stands in the draft; empty for what is gone.
    pub after: String,
}
