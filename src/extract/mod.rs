//! (in the making)

pub mod date;
pub mod published;

#[cfg(test)]
mod score;
