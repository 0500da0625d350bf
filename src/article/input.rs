//! Which files to read, and in which order: the same whatever the order in which they are named.

use super::error::{Cause, Place, ReadError};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The name of standard input.
const STANDARD_INPUT: &str = "-";

/// What the name of a file says about what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text or Markdown, which are read alike.
    Text,
    Html,
    JsonLines,
}

/// The endings of names that say what is inside. A folder is searched for these alone.
const ENDINGS: [(&str, Format); 9] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("markdown", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
];

/// One file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// As the user would name it; `-` is standard input.
    pub(super) name: String,
    /// Where it is; `None` is standard input.
    pub(super) path: Option<PathBuf>,
    /// What the name says; `None` where only the content can tell.
    pub(super) format: Option<Format>,
}

/// The files named by `named`, each once, in the order of their names; folders are searched.
pub(super) fn inputs(named: &[PathBuf]) -> (Vec<Input>, Vec<ReadError>) {
    let mut errors = Vec::new();
    let mut found: Vec<PathBuf> = Vec::new();
    for path in named {
        match files_of(path, &mut errors) {
            Ok(mut files) => found.append(&mut files),
            Err(cause) => errors.push(Place::file(&path.to_string_lossy()).error(cause)),
        }
    }
    found.sort();
    errors.sort_by(|a, b| a.place.cmp(&b.place));
    errors.dedup();
    (once_each(found), errors)
}

/// Drops a file that was named before, also by another name.
fn once_each(sorted: Vec<PathBuf>) -> Vec<Input> {
    let mut first: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut inputs = Vec::new();
    for path in sorted {
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let next = inputs.len();
        if *first.entry(real).or_insert(next) == next {
            inputs.push(Input::new(path));
        }
    }
    inputs
}

impl Input {
    fn new(path: PathBuf) -> Self {
        let name = path.to_string_lossy().into_owned();
        let format = format_of(&path);
        let path = (name != STANDARD_INPUT).then_some(path);
        Self { name, path, format }
    }
}

/// The files that one name stands for.
fn files_of(path: &Path, errors: &mut Vec<ReadError>) -> Result<Vec<PathBuf>, Cause> {
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(vec![path.to_owned()]);
    }
    let about = fs::metadata(path).map_err(|error| cause_at(path, &error))?;
    if !about.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let files = walk(path, errors);
    if files.is_empty() {
        Err(Cause::EmptyFolder)
    } else {
        Ok(files)
    }
}

/// The articles below a folder. Hidden files are left out; ignore files do not count, since a
/// newsroom may well keep its articles out of version control.
fn walk(folder: &Path, errors: &mut Vec<ReadError>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let walk = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                if format_of(entry.path()).is_some() {
                    files.push(entry.into_path());
                }
            }
            Ok(entry) => {
                if entry.file_type().is_some_and(|t| !t.is_dir()) {
                    errors.push(
                        Place::file(&entry.path().to_string_lossy()).error(Cause::PassedOver),
                    );
                }
            }
            Err(error) => {
                let (path, cause) = fault(&error, folder);
                errors.push(Place::file(&path.to_string_lossy()).error(cause));
            }
        }
    }
    files
}

/// What went wrong inside a folder, and with which of its entries.
fn fault<'e>(error: &'e ignore::Error, path: &'e Path) -> (&'e Path, Cause) {
    match error {
        ignore::Error::WithPath { path, err } => fault(err, path),
        ignore::Error::WithDepth { err, .. } => fault(err, path),
        ignore::Error::Loop { child, .. } => (child, Cause::Loop),
        ignore::Error::Io(error) => (path, cause_at(path, error)),
        other => (path, Cause::Unreadable(other.to_string())),
    }
}

/// Is it a pipe, a device or the like, which can be read once?
pub(super) fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Why the system would not open what goes by a name, which may be that of a link.
fn cause_at(path: &Path, error: &std::io::Error) -> Cause {
    let link = fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    match error.kind() {
        ErrorKind::PermissionDenied => cause_of(error),
        _ if link => Cause::Dangling,
        _ => cause_of(error),
    }
}

/// What the name of a file says about its content; `.gz` at its end is passed over.
fn format_of(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (stem, ending) = name.rsplit_once('.')?;
    let known = ENDINGS.iter().find(|(e, _)| *e == ending)?;
    (!stem.is_empty()).then_some(known.1)
}

/// Why the system would not open or read a file.
pub(super) fn cause_of(error: &std::io::Error) -> Cause {
    match error.kind() {
        ErrorKind::NotFound => Cause::Missing,
        _ => Cause::Unreadable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_format() {
        assert_eq!(format_of(Path::new("x/a.TXT")), Some(Format::Text));
        assert_eq!(format_of(Path::new("a.jsonl.gz")), Some(Format::JsonLines));
        assert_eq!(format_of(Path::new("a.tar.gz")), None);
        assert_eq!(format_of(Path::new(".txt")), None);
        assert_eq!(format_of(Path::new("notes")), None);
    }

    #[test]
    fn a_missing_file_is_an_error_and_named_once() {
        let missing = PathBuf::from("no/such/file.txt");
        let (files, errors) = inputs(&[missing.clone(), missing]);
        assert!(files.is_empty());
        assert_eq!(
            errors,
            [Place::file("no/such/file.txt").error(Cause::Missing)]
        );
    }

    #[test]
    fn standard_input_is_an_input_of_its_own() {
        let (files, errors) = inputs(&[PathBuf::from("-"), PathBuf::from("-")]);
        assert!(errors.is_empty());
        assert_eq!(
            files,
            [Input {
                name: "-".into(),
                path: None,
                format: None
            }]
        );
    }
}
