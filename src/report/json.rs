//! The report as JSON.

use super::{Report, plain};
use std::io::{self, Write};

/// Writes the report, indented. Characters that could act on a terminal are written as JSON
/// escapes; whoever parses the JSON gets the text as it is in the article.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_value(report, out)
}

/// Writes any value in the same way.
///
/// # Errors
///
/// Fails if `out` cannot be written to.
pub fn write_value(value: &impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    escape(&json, |part| out.write_all(part.as_bytes()))?;
    writeln!(out)
}

/// JSON whose strings hold nothing that could act on a terminal: such characters are written as
/// escapes.
///
/// Outside of its strings JSON is plain ASCII, so that whatever is unsafe stands in a string.
pub fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let added: Result<(), std::convert::Infallible> = escape(json, |part| {
        out.push_str(part);
        Ok(())
    });
    match added {
        Ok(()) => out,
    }
}

/// Gives the parts of the escaped JSON to `add`, in order.
fn escape<E>(json: &str, mut add: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut rest = json;
    loop {
        // Nearly all of a report is ASCII that shows: it is taken over in one go.
        let (shown, after) = rest.split_at(plain_length(rest.as_bytes()));
        add(shown)?;
        let mut characters = after.chars();
        let Some(c) = characters.next() else {
            return Ok(());
        };
        rest = characters.as_str();
        if c.is_control() || plain::is_unsafe(c) || matches!(c, '\u{2028}' | '\u{2029}') {
            for unit in c.encode_utf16(&mut [0; 2]) {
                add(&format!("\\u{unit:04x}"))?;
            }
        } else {
            add(c.encode_utf8(&mut [0; 4]))?;
        }
    }
}

/// How many bytes at the start are ASCII that shows, or line breaks.
fn plain_length(bytes: &[u8]) -> usize {
    const BLOCK: usize = 64;
    let is_plain = |b: &u8| matches!(b, b' '..=b'~' | b'\n');
    // A block as a whole, without a branch for each byte.
    let all_plain = |block: &[u8]| block.iter().fold(true, |plain, b| plain & is_plain(b));
    let blocks = bytes.chunks_exact(BLOCK).take_while(|b| all_plain(b));
    let start = blocks.count() * BLOCK;
    let rest = bytes[start..].iter().take_while(|b| is_plain(b));
    start + rest.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_comes_back_when_parsed() {
        let hostile = "\u{1b}[2J \u{9b}31m \u{7f} \u{202e} \u{2028} \u{e0041} é 地";
        let json = escaped(&serde_json::to_string(hostile).unwrap());
        assert!(
            !json.chars().any(|c| c.is_control() || plain::is_unsafe(c)),
            "{json}"
        );
        assert!(json.contains("é 地"));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }

    #[test]
    fn the_report_is_written_as_json() {
        let (report, _) = crate::report::sample::everything();
        let mut out = Vec::new();
        write(&report, &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value, serde_json::to_value(&report).unwrap());
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }
}
