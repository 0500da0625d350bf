//! From a file's bytes to text: unpacking, the limit on size, encodings, and what is no text.

use super::error::Cause;
use super::input::{Format, Input, cause_of};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A byte-order mark of UTF-8. It stays in the text, so that offsets count in the file.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

const GZIP: [u8; 2] = [0x1f, 0x8b];
const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF_16_LITTLE_MARK: &[u8] = b"\xff\xfe";
const UTF_16_BIG_MARK: &[u8] = b"\xfe\xff";

/// First bytes of files that are often taken for text by mistake.
const SIGNATURES: [(&[u8], &str); 8] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
];

/// How far into a page its declaration of an encoding may stand (the HTML standard's own limit).
const DECLARATION_WITHIN: usize = 1024;

/// An unpacked stream of bytes.
pub(super) struct Stream {
    pub(super) bytes: Box<dyn BufRead>,
    packed: bool,
}

impl Stream {
    /// Opens a file; what starts like a gzip file is unpacked.
    pub(super) fn open(input: &Input) -> Result<Self, Cause> {
        Self::metered(input, None)
    }

    /// Opens a file; the bytes that are read of it are added to `meter`.
    pub(super) fn metered(input: &Input, meter: Option<Arc<AtomicU64>>) -> Result<Self, Cause> {
        let Some(path) = &input.path else {
            return Ok(Self::plain(Vec::new()));
        };
        let file = File::open(path).map_err(|error| cause_of(&error))?;
        let mut bytes = BufReader::with_capacity(1 << 16, Metered { file, meter });
        let packed = bytes
            .fill_buf()
            .map_err(|error| cause_of(&error))?
            .starts_with(&GZIP);
        if packed {
            let unpacked = BufReader::with_capacity(1 << 16, MultiGzDecoder::new(bytes));
            return Ok(Self {
                bytes: Box::new(unpacked),
                packed,
            });
        }
        if input.name.to_lowercase().ends_with(".gz") {
            return Err(Cause::Gzip("it does not start like one".into()));
        }
        Ok(Self {
            bytes: Box::new(bytes),
            packed,
        })
    }

    /// Bytes that are in memory already; a gzip file among them is unpacked.
    pub(super) fn plain(bytes: Vec<u8>) -> Self {
        if bytes.starts_with(&GZIP) {
            let unpacked = BufReader::new(MultiGzDecoder::new(Cursor::new(bytes)));
            return Self {
                bytes: Box::new(unpacked),
                packed: true,
            };
        }
        Self {
            bytes: Box::new(Cursor::new(bytes)),
            packed: false,
        }
    }

    /// The cause of a failed read from this stream.
    pub(super) fn cause(&self, error: &std::io::Error) -> Cause {
        if self.packed {
            Cause::Gzip(error.to_string())
        } else {
            cause_of(error)
        }
    }

    /// All of it, unless it is larger than `limit`.
    pub(super) fn all(mut self, limit: u64) -> Result<Vec<u8>, Cause> {
        let mut out = Vec::new();
        let read = (&mut self.bytes)
            .take(limit.saturating_add(1))
            .read_to_end(&mut out);
        let length = read.map_err(|error| self.cause(&error))?;
        if length as u64 > limit {
            return Err(Cause::TooLarge { limit });
        }
        Ok(out)
    }
}

/// A file that counts what is read of it.
struct Metered {
    file: File,
    meter: Option<Arc<AtomicU64>>,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        if let Some(meter) = &self.meter {
            meter.fetch_add(read as u64, Ordering::Relaxed);
        }
        Ok(read)
    }
}

/// The format that the first line of a stream shows, where its name says nothing.
pub(super) fn sniff(stream: &mut Stream) -> Result<Format, Cause> {
    let start = match stream.bytes.fill_buf() {
        Ok(start) => start,
        Err(error) => return Err(stream.cause(&error)),
    };
    let start = start
        .strip_prefix(UTF_8_MARK)
        .unwrap_or(start)
        .trim_ascii_start();
    Ok(match start.first() {
        Some(b'{') if !start.starts_with(b"{\\rtf") => Format::JsonLines,
        Some(b'<')
            if start
                .get(1)
                .is_some_and(|c| c.is_ascii_alphabetic() || b"!?".contains(c)) =>
        {
            Format::Html
        }
        _ => Format::Text,
    })
}

/// The text of a whole file. A page may declare an older encoding; other files may not.
pub(super) fn decode(bytes: Vec<u8>, page: bool) -> Result<String, Cause> {
    if bytes.trim_ascii().is_empty() {
        return Err(Cause::EmptyFile);
    }
    if let Some(rest) = bytes.strip_prefix(UTF_16_LITTLE_MARK) {
        return utf_16(UTF_16LE, rest);
    }
    if let Some(rest) = bytes.strip_prefix(UTF_16_BIG_MARK) {
        return utf_16(UTF_16BE, rest);
    }
    refuse_binary(&bytes)?;
    String::from_utf8(bytes).or_else(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..offset).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        let declared = if page {
            declared_encoding(error.as_bytes())
        } else {
            None
        };
        let text = declared.and_then(|encoding| {
            encoding.decode_without_bom_handling_and_without_replacement(error.as_bytes())
        });
        text.map(std::borrow::Cow::into_owned)
            .ok_or(Cause::Encoding {
                offset: offset as u64,
                line: Some(line),
            })
    })
}

fn utf_16(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Cause> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let text = text.ok_or(Cause::Utf16)?;
    if text.trim().is_empty() {
        Err(Cause::EmptyFile)
    } else {
        Ok(text.into_owned())
    }
}

/// Refuses what is no text at all.
pub(super) fn refuse_binary(bytes: &[u8]) -> Result<(), Cause> {
    if let Some((_, what)) = SIGNATURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        return Err(Cause::Binary(what));
    }
    if bytes.contains(&0) {
        return Err(Cause::Binary(
            "a binary file (or UTF-16 without a byte-order mark)",
        ));
    }
    Ok(())
}

/// The encoding that a page declares (`<meta charset=…>`, `<?xml encoding=…?>`).
fn declared_encoding(page: &[u8]) -> Option<&'static Encoding> {
    let start = page
        .get(..DECLARATION_WITHIN.min(page.len()))?
        .to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = start.windows(key.len()).position(|w| w == key.as_bytes())?;
        let value = start.get(at + key.len()..)?;
        let value = value
            .strip_prefix(b"\"")
            .or_else(|| value.strip_prefix(b"'"))
            .unwrap_or(value);
        let end = value
            .iter()
            .position(|c| !(c.is_ascii_alphanumeric() || b"-_".contains(c)))?;
        Encoding::for_label(value.get(..end)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bad_byte_is_named() {
        assert_eq!(
            decode(b"caf\xe9 noir".to_vec(), false),
            Err(Cause::Encoding {
                offset: 3,
                line: Some(1)
            })
        );
        assert_eq!(decode(b"ok\0no".to_vec(), false).ok(), None);
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let little: Vec<u8> = b"\xff\xfe"
            .iter()
            .copied()
            .chain("Zürich".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decode(little, false).as_deref(), Ok("Zürich"));
        assert_eq!(
            decode(b"\xfe\xff\xd8\x00".to_vec(), false),
            Err(Cause::Utf16)
        );
    }

    #[test]
    fn a_page_may_declare_an_older_encoding() {
        let page = b"<meta charset=\"windows-1252\"><p>caf\xe9</p>".to_vec();
        assert!(decode(page.clone(), true).is_ok_and(|t| t.contains("café")));
        assert!(decode(page, false).is_err());
    }

    #[test]
    fn a_mark_of_utf_8_stays_so_that_offsets_hold() {
        let text = decode(b"\xef\xbb\xbfNews".to_vec(), false);
        assert_eq!(text.as_deref(), Ok("\u{feff}News"));
    }

    #[test]
    fn content_is_sniffed() {
        for (bytes, format) in [
            (&b"{\"text\": \"x\"}"[..], Format::JsonLines),
            (b"\xef\xbb\xbf  <!doctype html>", Format::Html),
            (b"<b>", Format::Html),
            (b"< 5 per cent", Format::Text),
            (b"---\ntitle: x\n---\n", Format::Text),
            (b"", Format::Text),
        ] {
            assert_eq!(sniff(&mut Stream::plain(bytes.to_vec())), Ok(format));
        }
    }
}
