//! Mentions: dates and quantities with who says so and how firmly.

pub mod quantity;
