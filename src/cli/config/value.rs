//! Values of the file with the lines on which they stand.

use clap::ValueEnum;
use serde::Deserialize;

/// A value of the file.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::cli) struct Lined<T> {
    pub(in crate::cli) value: T,
    /// Counted from 1.
    pub(in crate::cli) line: usize,
}

impl<T> Lined<T> {
    pub(super) fn new(value: T, line: usize) -> Self {
        Self { value, line }
    }
}

/// What ends with status 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(in crate::cli) enum FailOn {
    /// Values that cannot both be true
    #[default]
    Discrepancy,
    /// These, and values on which sources differ
    Disputed,
    /// These, and figures that moved with time
    Update,
    /// Nothing
    Never,
}

impl FailOn {
    pub(super) fn name(self) -> &'static str {
        match self {
            FailOn::Discrepancy => "discrepancy",
            FailOn::Disputed => "disputed",
            FailOn::Update => "update",
            FailOn::Never => "never",
        }
    }
}
