//! Values of the file with the lines on which they stand.

use clap::ValueEnum;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    /// Both cannot be true
    Discrepancy,
    /// Sources differ, or a discrepancy
    Disputed,
    /// The figure moved with time, or sources differ, or a discrepancy
    Update,
    /// Something wrong inside one article
    Check,
    /// Nothing
    Never,
}

impl FailOn {
    pub(super) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Reads a name or a list of names.
pub(super) fn fail_on(value: &toml::Value) -> Result<Vec<FailOn>, String> {
    let names = match value {
        toml::Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let named = |value: &toml::Value| {
        let name = value.as_str().unwrap_or_default();
        FailOn::from_str(name, false).map_err(|_| unknown(name))
    };
    let all: Vec<FailOn> = names.iter().map(named).collect::<Result<_, _>>()?;
    if all.is_empty() || all.contains(&FailOn::Never) && all.len() > 1 {
        return Err("name what fails, or \"never\" alone".to_owned());
    }
    Ok(all)
}

fn unknown(name: &str) -> String {
    let names: Vec<String> = FailOn::value_variants().iter().map(|f| f.name()).collect();
    let scored = names.iter().map(|n| (strsim::jaro_winkler(n, name), n));
    let near = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    match near.filter(|(score, _)| *score > 0.75) {
        Some((_, near)) => format!("unknown value `{name}`; did you mean `{near}`?"),
        None => format!(
            "unknown value `{name}`; known here are `{}`",
            names.join("`, `")
        ),
    }
}
