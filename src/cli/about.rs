//! `crosscheck about`: what the corpus says of a thing.

use super::store::{Form, Place, cropped, json, width};
use super::{Status, output};
use clap::Args;
use crosscheck::corpus::{self, Told};
use crosscheck::report::plain;
use std::io::{self, Write};

/// Show what the corpus says of a thing: values over time, with their sources
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct About {
    /// Words that the articles have in common, such as "troops Kursk"
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,

    #[command(flatten)]
    place: Place,

    /// The most values; 0 = no bound
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    limit: usize,

    /// The form
    #[arg(long, short, value_enum, default_value_t = Form::Table)]
    format: Form,

    /// Columns of the table [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Shown are the values of the sentences that have the most of the words, in the articles that have all
of them, by what is counted and by day.

Examples:
  crosscheck about \"troops Kursk\"
  crosscheck about --format json flood Chitwan

Exit status: 0 all was read, 2 the corpus cannot be read or the usage is wrong";

impl About {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let about = self.place.open()?.about(&self.words.join(" "))?;
        match self.format {
            Form::Json => {
                output::to_stdout(anstream::ColorChoice::AlwaysAnsi, |out| json(&about, out))?;
            }
            Form::Table => {
                let columns = width(self.width);
                output::to_stdout(anstream::ColorChoice::Auto, |out| {
                    self.table(&about, columns, out)
                })?;
            }
        }
        Ok(Status::Clean)
    }

    fn table(&self, about: &corpus::About, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        let words = plain::trimmed(&about.words.join(" "));
        let more = match about.articles {
            1 => "1 article has".to_owned(),
            number if number > 1000 => "more than 1,000 articles have".to_owned(),
            number => format!("{number} articles have"),
        };
        let values = output::count(about.told.len(), "value", "values");
        writeln!(out, "{words}: {values}; {more} all the words")?;
        let limit = if self.limit == 0 {
            usize::MAX
        } else {
            self.limit
        };
        for of in about.told.chunk_by(same_thing).scan(0, |shown, of| {
            let room = limit.saturating_sub(*shown).min(of.len());
            *shown += of.len();
            Some(&of[..room])
        }) {
            let Some(first) = of.first() else { break };
            let thing = match (&first.first_day, first.of.as_str()) {
                (Some(_), _) => "dates",
                (None, "") => "other figures",
                (None, of) => of,
            };
            writeln!(out, "\n{}", cropped(&plain::trimmed(thing), columns))?;
            for told in of {
                write_value(told, columns, out)?;
            }
        }
        match about.told.len().saturating_sub(limit) {
            0 => Ok(()),
            more => writeln!(out, "\n… and {more} more; --limit 0 shows all"),
        }
    }
}

fn same_thing(x: &Told, y: &Told) -> bool {
    x.thing() == y.thing()
}

/// A value with its day, its article and its source, and the sentence below.
fn write_value(told: &Told, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let day = told.published.as_deref().unwrap_or("undated");
    let source = told
        .source
        .as_deref()
        .map_or(String::new(), |s| format!(" — {s}"));
    let modality = match told.modality.as_str() {
        "asserted" => String::new(),
        other => format!(" ({other})"),
    };
    let read = match (&told.first_day, &told.last_day) {
        (Some(first), Some(last)) if first == last => format!(" = {first}"),
        (Some(first), Some(last)) => format!(" = {first} to {last}"),
        _ => String::new(),
    };
    let line = format!("{}{read}{source}{modality} [{}]", told.value, told.article);
    let line = format!("  {day:<10}  {}", plain::trimmed(&line));
    writeln!(out, "{}", cropped(&line, columns))?;
    let sentence = format!("{:14}{}", "", plain::trimmed(&told.sentence));
    writeln!(out, "{}", cropped(&sentence, columns))
}
