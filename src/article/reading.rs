//! From the names on the command line to articles with ids, and to what could not be read.

use super::bytes::{self, Stream};
use super::error::{Cause, Place, ReadError};
use super::input::{Format, Input, cause_of, inputs, is_stream};
use super::json_lines::{self, Lines};
use super::{Article, StatedDate, html, plain};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The largest article that is read unless more is asked for: 32 MiB.
pub const DEFAULT_MAX_BYTES: u64 = 32 << 20;

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// A date of publication that goes before what the articles state themselves.
    pub date: Option<String>,
    /// The largest size of one article, in bytes after unpacking.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            date: None,
            max_bytes: DEFAULT_MAX_BYTES,
        }
    }
}

/// What [`read`] returns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The articles, in the order of their paths and lines.
    pub articles: Vec<Article>,
    /// What could not be read (the articles beside it were), and notes ([`ReadError::is_note`]).
    pub errors: Vec<ReadError>,
}

/// Reads all articles in the files and folders `named`; `-` is standard input.
///
/// The result does not depend on the order of the names, and a file named twice is read once.
///
/// ```
/// let reading = crosscheck::article::read(&["no/such/file.txt".into()], &Default::default());
/// assert_eq!(
///     reading.errors[0].to_string(),
///     "no/such/file.txt: no such file or folder; check the name"
/// );
/// ```
pub fn read(named: &[PathBuf], options: &Options) -> Reading {
    let mut reading = Reading::default();
    read_each(
        named,
        &mut std::io::stdin(),
        options,
        &mut |result| match result {
            Ok(article) => reading.articles.push(article),
            Err(error) => reading.errors.push(error),
        },
    );
    reading
}

/// Reads the articles one by one, so that files of many gigabytes need no more memory than their
/// largest article (and the ids that they state). `standard_input` is read if `-` is named.
pub fn read_each(
    named: &[PathBuf],
    standard_input: &mut dyn Read,
    options: &Options,
    sink: &mut dyn FnMut(Result<Article, ReadError>),
) {
    let (inputs, errors) = inputs(named);
    errors.into_iter().for_each(|error| sink(Err(error)));
    let mut sources = Vec::new();
    for input in inputs {
        match Source::new(input, standard_input) {
            Ok(source) => sources.push(source),
            Err(error) => sink(Err(error)),
        }
    }
    let ids = StatedIds::of(&sources, options);
    let mut all = |result| {
        sink(result);
        ControlFlow::Continue(())
    };
    let mut reader = Reader {
        ids: Some(ids),
        options,
        sink: &mut all,
        numbered: 0,
    };
    for source in sources {
        let _ = reader.read(source, None);
    }
}

/// How much of the inputs has been read, for whoever shows it.
#[derive(Debug, Clone, Default)]
pub struct Meter {
    /// Bytes of files that were read, packed as they are.
    pub read: Arc<AtomicU64>,
    /// Bytes of all files.
    pub all: Arc<AtomicU64>,
}

/// Reads the articles one by one as [`read_each`] does, until `sink` breaks; but an article has the
/// id that its container states or none, and an id may come again. No input is read twice, and
/// nothing is kept.
pub fn read_as_stated(
    named: &[PathBuf],
    standard_input: &mut dyn Read,
    options: &Options,
    meter: &Meter,
    sink: &mut dyn FnMut(Result<Article, ReadError>) -> ControlFlow<()>,
) {
    let (inputs, errors) = inputs(named);
    for error in errors {
        if sink(Err(error)).is_break() {
            return;
        }
    }
    let size = |input: &Input| {
        let about = input.path.as_ref().and_then(|path| path.metadata().ok());
        about.map_or(0, |about| about.len())
    };
    let all = inputs.iter().map(size).sum();
    meter.all.store(all, Ordering::Relaxed);
    let mut reader = Reader {
        ids: None,
        options,
        sink,
        numbered: 0,
    };
    for input in inputs {
        let done = match Source::new(input, standard_input) {
            Ok(source) => reader.read(source, Some(&meter.read)),
            Err(error) => (reader.sink)(Err(error)),
        };
        if done.is_break() {
            return;
        }
    }
}

/// An input whose format is known.
struct Source {
    input: Input,
    format: Format,
    /// What came in by standard input or another pipe, which cannot be read twice.
    held: Option<Vec<u8>>,
}

impl Source {
    fn new(input: Input, standard_input: &mut dyn Read) -> Result<Self, ReadError> {
        Self::open(&input, standard_input)
            .map(|(format, held)| Self {
                format,
                held,
                input: input.clone(),
            })
            .map_err(|cause| Place::file(&input.name).error(cause))
    }

    fn open(
        input: &Input,
        standard_input: &mut dyn Read,
    ) -> Result<(Format, Option<Vec<u8>>), Cause> {
        let held = match &input.path {
            None => Some(all_of(standard_input)?),
            Some(path) if is_stream(path) => {
                let mut pipe = File::open(path).map_err(|error| cause_of(&error))?;
                Some(all_of(&mut pipe)?)
            }
            Some(_) => None,
        };
        if let Some(held) = held {
            let sniffed = || bytes::sniff(&mut Stream::plain(held.clone()));
            return Ok((input.format.map_or_else(sniffed, Ok)?, Some(held)));
        }
        match input.format {
            Some(format) => Ok((format, None)),
            None => Ok((bytes::sniff(&mut Stream::open(input)?)?, None)),
        }
    }

    fn stream(&self) -> Result<Stream, Cause> {
        self.metered(None)
    }

    /// The stream; what is read of the file is added to `meter`.
    fn metered(&self, meter: Option<&Arc<AtomicU64>>) -> Result<Stream, Cause> {
        match &self.held {
            Some(held) => Ok(Stream::plain(held.clone())),
            None => Stream::metered(&self.input, meter.cloned()),
        }
    }
}

/// A stream to its end.
fn all_of(stream: &mut dyn Read) -> Result<Vec<u8>, Cause> {
    let mut held = Vec::new();
    let read = stream.read_to_end(&mut held);
    read.map_err(|error| Cause::Unreadable(error.to_string()))?;
    Ok(held)
}

/// The ids that containers state, each with the first place that states it. They must be known
/// before the first article without one is numbered.
struct StatedIds(HashMap<String, Place>);

impl StatedIds {
    fn of(sources: &[Source], options: &Options) -> Self {
        let mut first = HashMap::new();
        for source in sources.iter().filter(|s| s.format == Format::JsonLines) {
            // An error shows again when the articles are read.
            let Ok(stream) = source.stream() else {
                continue;
            };
            for (number, line) in Lines::new(stream, options.max_bytes) {
                if let Some(id) = line.ok().and_then(|line| json_lines::id_of(&line)) {
                    first
                        .entry(id)
                        .or_insert_with(|| Place::line(&source.input.name, number));
                }
            }
        }
        Self(first)
    }

    /// The place that has `id` before `place` does.
    fn before(&self, id: &str, place: &Place) -> Option<&Place> {
        self.0.get(id).filter(|first| *first != place)
    }

    /// The next id for an article without one.
    fn next_number(&self, numbered: &mut u64) -> String {
        loop {
            *numbered += 1;
            let id = format!("a{numbered}");
            if !self.0.contains_key(&id) {
                return id;
            }
        }
    }
}

/// Hands out articles as they are read.
struct Reader<'a> {
    /// The ids that are taken; `None` where articles keep what their containers state.
    ids: Option<StatedIds>,
    options: &'a Options,
    sink: &'a mut dyn FnMut(Result<Article, ReadError>) -> ControlFlow<()>,
    numbered: u64,
}

impl Reader<'_> {
    fn read(&mut self, source: Source, meter: Option<&Arc<AtomicU64>>) -> ControlFlow<()> {
        let place = Place::file(&source.input.name);
        let stream = match source.metered(meter) {
            Ok(stream) => stream,
            Err(cause) => return (self.sink)(Err(place.error(cause))),
        };
        if source.format == Format::JsonLines {
            return self.read_lines(&source.input.name, stream);
        }
        match one_article(stream, source.format, self.options) {
            Ok(article) => {
                if source.format == Format::Text
                    && let Some(fence) = plain::open_front_matter(&article.text)
                {
                    (self.sink)(Err(place.clone().error(Cause::OpenFrontMatter(fence))))?;
                }
                self.hand_out(article, &place)
            }
            Err(cause) => (self.sink)(Err(place.error(cause))),
        }
    }

    fn read_lines(&mut self, name: &str, stream: Stream) -> ControlFlow<()> {
        let mut none = true;
        for (number, line) in Lines::new(stream, self.options.max_bytes) {
            none = false;
            let place = Place::line(name, number);
            match line.and_then(|line| json_lines::article(&line)) {
                Ok(article) => self.hand_out(article, &place)?,
                Err(cause) => (self.sink)(Err(place.error(cause)))?,
            }
        }
        if none {
            (self.sink)(Err(Place::file(name).error(Cause::EmptyFile)))?;
        }
        ControlFlow::Continue(())
    }

    /// Gives the article its id, its path and the date that the user states for it.
    fn hand_out(&mut self, mut article: Article, place: &Place) -> ControlFlow<()> {
        if let Some(ids) = &self.ids {
            if article.id.is_empty() {
                article.id = ids.next_number(&mut self.numbered);
            } else if let Some(first) = ids.before(&article.id, place) {
                let cause = Cause::DuplicateId {
                    id: article.id,
                    first: first.clone(),
                };
                return (self.sink)(Err(place.clone().error(cause)));
            }
        }
        article.path = match place.line {
            Some(line) => format!("{}:{line}", place.path),
            None => place.path.clone(),
        };
        if let Some(text) = self.options.date.clone() {
            article.dates.insert(
                0,
                StatedDate {
                    text,
                    place: "--date".into(),
                },
            );
        }
        (self.sink)(Ok(article))
    }
}

fn one_article(stream: Stream, format: Format, options: &Options) -> Result<Article, Cause> {
    let page = format == Format::Html;
    let text = bytes::decode(stream.all(options.max_bytes)?, page)?;
    if page {
        html::article(&text)
    } else {
        plain::article(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn from_standard_input(content: &[u8], options: &Options) -> Reading {
        let mut reading = Reading::default();
        read_each(
            &["-".into()],
            &mut Cursor::new(content),
            options,
            &mut |result| match result {
                Ok(article) => reading.articles.push(article),
                Err(error) => reading.errors.push(error),
            },
        );
        reading
    }

    #[test]
    fn numbers_pass_over_ids_that_are_stated_later() {
        let content =
            b"{\"text\":\"one\"}\n{\"text\":\"two\",\"id\":\"a1\"}\n{\"text\":\"three\"}\n";
        let reading = from_standard_input(content, &Options::default());
        let ids: Vec<_> = reading.articles.iter().map(|a| a.id.as_str()).collect();
        assert_eq!(ids, ["a2", "a1", "a3"]);
        assert_eq!(reading.articles[2].path, "-:3");
    }

    #[test]
    fn an_id_stated_twice_names_both_places() {
        let content = b"{\"text\":\"one\",\"id\":\"x\"}\n{\"text\":\"two\",\"id\":\"x\"}\n";
        let reading = from_standard_input(content, &Options::default());
        assert_eq!(reading.articles.len(), 1);
        assert_eq!(
            reading.errors[0].to_string(),
            "standard input:2: the id 'x' is already taken by standard input:1; give one of the two another id"
        );
    }

    #[test]
    fn the_user_s_date_comes_first() {
        let options = Options {
            date: Some("2024-01-16".into()),
            ..Options::default()
        };
        let reading = from_standard_input(b"---\ndate: 2023-01-01\n---\nTwo died.", &options);
        let places: Vec<_> = reading.articles[0]
            .dates
            .iter()
            .map(|d| d.place.as_str())
            .collect();
        assert_eq!(places, ["--date", "front matter 'date'"]);
    }

    #[test]
    fn the_limit_holds_for_a_file_and_for_a_line() {
        let options = Options {
            max_bytes: 20,
            ..Options::default()
        };
        let long = from_standard_input(b"A text of more than twenty bytes.", &options);
        assert_eq!(long.errors[0].cause, Cause::TooLarge { limit: 20 });
        let lines = b"{\"text\":\"a line of more than twenty bytes\"}\n{\"text\":\"short\"}\n";
        let lines = from_standard_input(lines, &options);
        assert_eq!((lines.articles.len(), lines.errors.len()), (1, 1));
    }
}
