//! Values: quantities with units, days as intervals, and how two values compare.

mod compare;
mod date;
mod quantity;
pub(crate) mod rates;

pub use compare::{Comparison, Measured, compare_dates};
pub use date::{DateSpan, Grain};
pub use quantity::{Approx, Quantity};

/// The normalised value of a mention.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number with its unit and the thing counted or measured.
    Quantity(Quantity),
    /// A stretch of days, perhaps with a clock time.
    Date(DateSpan),
}
