//! Quantities.

/// How a number is hedged.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Approx {
    /// As stated: "15".
    Exact,
    /// "about 15", "some 15", "barely 15".
    About,
    /// "at least 15", "more than 15", "over 15".
    AtLeast,
    /// "up to 15", "fewer than 15", "nearly 15", "almost 15".
    AtMost,
    /// Two ends stated: "between 12 and 15".
    Range,
    /// No number at all: "dozens", "thousands".
    Vague,
}

/// A number with its unit and the thing counted or measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The nominal value in the stated unit; `None` for a stated range and a vague count.
    pub number: Option<f64>,
    /// The least value that it stands for, included; `None` = open.
    pub low: Option<f64>,
    /// The greatest value that it stands for, included; `None` = open.
    pub high: Option<f64>,
    /// The unit's symbol ("km", "USD", "%"); `None` for a count.
    pub unit: Option<String>,
    /// How the number is hedged.
    pub approx: Approx,
    /// What is counted or measured, as the article says it ("troops", "artillery rounds").
    pub of: String,
}
