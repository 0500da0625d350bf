//! The JSON Schema of the report, made from the types themselves.

use super::Report;
use schemars::generate::SchemaSettings;
use std::io::{self, Write};

/// The JSON Schema of [`Report`], as it is published in `schema/crosscheck-report-1.schema.json`.
pub fn schema() -> schemars::Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Report>()
}

/// Writes the schema, indented.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{:#}", schema().to_value())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let mut out = Vec::new();
        super::write(&mut out).unwrap();
        let published = include_str!("../../schema/crosscheck-report-1.schema.json");
        assert!(
            String::from_utf8(out).unwrap() == published.replace("\r\n", "\n"),
            "the report's types have changed; run `crosscheck schema > schema/crosscheck-report-1.schema.json` \
             and check that no field was renamed or dropped"
        );
    }
}
