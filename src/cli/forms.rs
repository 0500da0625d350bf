//! The forms of the report and where they go: one to standard output, any number to files.

use super::options::Color;
use anyhow::{Context, bail, ensure};
use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, ValueEnum};
use crosscheck::report::{
    View, csv, github, gitlab, html, json, json_lines, junit, lines, markdown, rdjson, sarif,
};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// In which forms the report leaves the program.
#[derive(Debug, Default, Args)]
pub(super) struct Forms {
    /// The form of the report on standard output, or in the FILE of an --output without a form
    #[arg(long, short, value_enum, value_name = "FORM", default_value_t = Format::Table)]
    format: Format,

    /// Write the report to this file instead of standard output; with a form before it (--output
    /// sarif=out.sarif), write that form to this file besides. May be given several times
    #[arg(long, short, value_name = "[FORM=]FILE", value_parser = OsStringValueParser::new().try_map(target))]
    output: Vec<Target>,

    /// Columns of the table [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub(super) width: Option<u16>,

    /// Colours; auto heeds NO_COLOR and uses them on a terminal only
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// The forms of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a reader at a terminal
    #[default]
    Table,
    /// The whole report, format crosscheck-report/1
    Json,
    /// The whole report, an object a line
    Jsonl,
    /// For a spreadsheet: a row for each pair of values
    Csv,
    /// For a comment or a job summary
    Markdown,
    /// For a reader in a browser: one file, both quotes side by side
    Html,
    /// Static analysis, version 2.1.0
    Sarif,
    /// A line for each finding, as compilers print them: file:line:column: error: message [id]
    Lines,
    /// Annotations of GitHub Actions
    Github,
    /// reviewdog, one object
    Rdjson,
    /// reviewdog, an object a line
    Rdjsonl,
    /// Test cases for continuous integration
    Junit,
    /// Code quality of GitLab
    Gitlab,
}

/// The forms of reports without findings.
const FEW: [Format; 4] = [Format::Table, Format::Json, Format::Jsonl, Format::Html];

/// A file, and the form that it gets if not that of --format.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    form: Option<Format>,
    file: PathBuf,
}

/// One of the places to which the report is written; no file is standard output.
pub(super) type Place<'a> = (Format, Option<&'a Path>);

impl Forms {
    /// All places to which the report goes, standard output last.
    pub(super) fn places(&self) -> anyhow::Result<Vec<Place<'_>>> {
        let plain: Vec<&Target> = self.output.iter().filter(|t| t.form.is_none()).collect();
        ensure!(
            plain.len() < 2,
            "--output {} and --output {}: say which form each of them gets, for example --output html={}",
            plain[0].file.display(),
            plain[1].file.display(),
            plain[1].file.display()
        );
        let mut places: Vec<Place<'_>> = Vec::new();
        for Target { form, file } in &self.output {
            let is_stdout = file.as_os_str() == "-";
            ensure!(
                !is_stdout || form.is_none(),
                "--output {}=-: the form on standard output is that of --format",
                form.map_or(String::new(), |form| form.name())
            );
            ensure!(
                !places.iter().any(|(_, other)| *other == Some(file)),
                "{}: named twice by --output; give each form a file of its own",
                file.display()
            );
            if !is_stdout {
                places.push((form.unwrap_or(self.format), Some(file)));
            }
        }
        if plain.iter().all(|target| target.file.as_os_str() == "-") {
            places.push((self.format, None));
        }
        Ok(places)
    }

    /// Refuses forms that a report without findings does not have.
    pub(super) fn only_few(&self, command: &str) -> anyhow::Result<()> {
        let other = self.output.iter().filter_map(|target| target.form);
        if let Some(form) = other.into_iter().find(|form| !FEW.contains(form)) {
            let few = FEW.map(Format::name).join(", ");
            bail!(
                "`crosscheck {command}` has no form {}; it has {few}",
                form.name()
            );
        }
        Ok(())
    }
}

/// Restricts --format to the forms of reports without findings.
pub(super) fn few(format: Arg) -> Arg {
    let values = FEW.iter().filter_map(Format::to_possible_value);
    let parser = PossibleValuesParser::new(values);
    format.value_parser(parser.try_map(|name| Format::from_str(&name, false)))
}

impl Format {
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or(String::new(), |value| value.get_name().to_owned())
    }

    /// Writes a report in this form. The table is laid out by each command for itself.
    pub(super) fn write(self, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Table => Ok(()),
            Format::Json => json::write(view.report, out),
            Format::Jsonl => json_lines::write(view.report, out),
            Format::Csv => csv::write(view, out),
            Format::Markdown => markdown::write(view, out),
            Format::Html => html::write(view, out),
            Format::Sarif => sarif::write(view, out),
            Format::Lines => lines::write(view, out),
            Format::Github => github::write(view, out),
            Format::Rdjson => rdjson::write(view, out),
            Format::Rdjsonl => rdjson::write_lines(view, out),
            Format::Junit => junit::write(view, out),
            Format::Gitlab => gitlab::write(view, out),
        }
    }
}

/// Reads `FORM=FILE` or `FILE`. What stands before a `=` and reads like a form must be one, so that
/// a slip of the pen does not end in a file of a strange name.
fn target(text: OsString) -> anyhow::Result<Target> {
    let plain = |text: OsString| Target {
        form: None,
        file: PathBuf::from(text),
    };
    let Some((name, file)) = text.to_str().and_then(|text| text.split_once('=')) else {
        return Ok(plain(text));
    };
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(plain(text));
    }
    let form = Format::from_str(name, true).ok().with_context(|| {
        let names = Format::value_variants().iter().map(|form| form.name());
        let nearest = names.max_by(|a, b| {
            let likeness = |other: &str| strsim::jaro_winkler(other, name);
            likeness(a).total_cmp(&likeness(b))
        });
        let nearest = nearest.unwrap_or_default();
        format!("`{name}` is no form; did you mean `{nearest}`? A file of that name is written ./{name}=…")
    })?;
    ensure!(!file.is_empty(), "`{name}=` names no file");
    Ok(Target {
        form: Some(form),
        file: PathBuf::from(file),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{FromArgMatches, Parser};

    #[derive(Debug, Parser)]
    struct Program {
        #[command(flatten)]
        forms: Forms,
    }

    fn places(arguments: &[&str]) -> Result<Vec<(Format, Option<String>)>, String> {
        let all = std::iter::once(&"x").chain(arguments);
        let program = Program::try_parse_from(all).map_err(|error| error.to_string())?;
        let places = program.forms.places().map_err(|error| error.to_string())?;
        let named = places
            .iter()
            .map(|(form, file)| (*form, file.map(|f| f.display().to_string())));
        Ok(named.collect())
    }

    #[test]
    fn one_form_goes_to_standard_output_and_others_to_files() {
        let file = |name: &str| Some(name.to_owned());
        assert_eq!(places(&[]), Ok(vec![(Format::Table, None)]));
        assert_eq!(
            places(&["-f", "json", "-o", "r.json"]),
            Ok(vec![(Format::Json, file("r.json"))])
        );
        assert_eq!(
            places(&["-o", "sarif=o.sarif", "-o", "html=o.html"]),
            Ok(vec![
                (Format::Sarif, file("o.sarif")),
                (Format::Html, file("o.html")),
                (Format::Table, None)
            ])
        );
        assert_eq!(
            places(&["-f", "json", "-o", "r.json", "-o", "csv=r.csv"]),
            Ok(vec![
                (Format::Json, file("r.json")),
                (Format::Csv, file("r.csv"))
            ])
        );
        assert_eq!(
            places(&["-f", "csv", "-o", "-"]),
            Ok(vec![(Format::Csv, None)])
        );
        assert_eq!(
            places(&["-o", "./a=b"]),
            Ok(vec![(Format::Table, file("./a=b"))])
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_remedy() {
        let error = |arguments: &[&str]| places(arguments).unwrap_err();
        assert!(error(&["-o", "sarf=o"]).contains("did you mean `sarif`?"));
        assert!(error(&["-o", "a", "-o", "b"]).contains("--output html=b"));
        assert!(error(&["-o", "csv=a", "-o", "json=a"]).contains("named twice"));
        assert!(error(&["-o", "csv=-"]).contains("--format"));
        assert!(error(&["-o", "csv="]).contains("names no file"));
    }

    #[test]
    fn reports_without_findings_have_few_forms() {
        let command = <Program as clap::CommandFactory>::command().mut_arg("format", few);
        assert!(
            command
                .clone()
                .try_get_matches_from(["x", "-f", "sarif"])
                .is_err()
        );
        let matches = command.try_get_matches_from(["x", "-f", "html"]).unwrap();
        let program = Program::from_arg_matches(&matches).unwrap();
        assert_eq!(program.forms.format, Format::Html);
        let program = Program::try_parse_from(["x", "-o", "csv=y"]).unwrap();
        assert!(program.forms.only_few("facts").is_err());
    }
}
