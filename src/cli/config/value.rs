//! Values of the file with the lines on which they stand.

use crate::cli::gate::What;
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

/// The name of what ends with status 1.
pub(super) fn name_of(what: What) -> String {
    let value = what.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Reads a name or a list of names.
pub(super) fn fail_on(value: &toml::Value) -> Result<Vec<What>, String> {
    let names = match value {
        toml::Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let named = |value: &toml::Value| {
        let Some(name) = value.as_str() else {
            return Err(format!(
                "`fail-on` is {}, and should be a name such as \"discrepancy\", or a list of names",
                match value.type_str() {
                    "integer" | "float" => "a number",
                    "boolean" => "true or false",
                    "datetime" => "a day",
                    "array" => "a list of lists",
                    _ => "a table",
                }
            ));
        };
        What::from_str(name, false).map_err(|_| unknown(name))
    };
    let all: Vec<What> = names.iter().map(named).collect::<Result<_, _>>()?;
    if all.is_empty() || all.contains(&What::Never) && all.len() > 1 {
        return Err("name what fails, or \"never\" alone".to_owned());
    }
    Ok(all)
}

fn unknown(name: &str) -> String {
    let names: Vec<String> = What::value_variants()
        .iter()
        .map(|what| name_of(*what))
        .collect();
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
