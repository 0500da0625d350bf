//! `crosscheck decide`: what is to become of a finding.

use super::check::checked;
use super::ledger::{self, Ledger};
use super::options::{self, Options};
use super::run::{self, Run, run};
use super::store::Store;
use super::{Status, config, output};
use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use crosscheck::article::{self, Article, ReadOptions};
use crosscheck::decision::{self, Act, Decision, Desk, Finding};
use crosscheck::report::{ArticleInfo, Report, Ruling, plain};
use itertools::Itertools;
use jiff::civil::Date;
use std::path::PathBuf;

/// Record what is to become of a finding, so that it is not told as new again
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(mut_arg("corpus", |corpus| corpus.help(CORPUS).conflicts_with("report")))]
pub(super) struct Decide {
    /// The id of a fact or check, as the report shows it; its beginning is enough
    #[arg(value_name = "ID")]
    id: String,

    /// The articles that were compared, or the draft that was checked; that is done again
    #[arg(value_name = "INPUT", required_unless_present_any = ["report", "undo"], conflicts_with = "report")]
    inputs: Vec<PathBuf>,

    /// Take the finding from this report, written by compare --format json
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// What is decided
    #[arg(long = "as", value_enum, value_name = "DECISION", required_unless_present_any = ["undo", "draft_text"])]
    ruling: Option<As>,

    /// Why, for those who come after you
    #[arg(long, value_name = "TEXT", required_unless_present_any = ["undo", "draft_text"])]
    reason: Option<String>,

    /// Who decides
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// Take the decision back; ID may also be that of a decision
    #[arg(long, conflicts_with = "ruling")]
    undo: bool,

    /// Print words to go on from: a correction, or a sentence that sources differ
    #[arg(long, conflicts_with = "undo")]
    draft_text: bool,

    /// The article under review; it is kept with the decision [default for --draft-text: the one
    /// whose value fewer articles state, or the later one]
    #[arg(long, value_name = "FILE", conflicts_with = "undo")]
    here: Option<PathBuf>,

    /// The day on which every article was published, as it was given to compare
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    date: Option<Date>,

    #[command(flatten)]
    store: Store,

    #[command(flatten)]
    ledger: ledger::Source,

    #[command(flatten)]
    config: config::Source,

    /// Show neither progress nor notes, only errors
    #[arg(long, short)]
    quiet: bool,
}

const CORPUS: &str = "Check the inputs against this corpus, as check does [default: where comparing \
    them does not show the finding, the one that crosscheck.toml names, else crosscheck.db]";

const EXAMPLES: &str = "\
Decisions are kept in crosscheck.decisions.jsonl, a line each, to be committed with the articles. \
A decision holds while both quotes stand in their sentences, whatever else changes; a quoted value \
that changes reopens the finding.

Examples:
  crosscheck decide cd29 drafts/ --as sources-differ --reason 'two counts'
  crosscheck decide 77aa draft.md --corpus crosscheck.db --as dismissed --reason 'other flood'
  crosscheck decide cd29 --report r.json --as accepted --reason 'rounded'
  crosscheck decide cd29 drafts/ --as correct-here --reason slip --draft-text
  crosscheck decide cd29 drafts/ --as correct-here --here drafts/a.txt --reason slip
  crosscheck decide cd29 drafts/ --draft-text
  crosscheck decide cd29 drafts/ --undo

Exit status: 0 recorded, 2 there is no such finding, or something cannot be read or written";

/// What can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum As {
    /// It is so, and stays as it is
    Accepted,
    /// It does not matter
    Dismissed,
    /// The article under review is to be corrected
    CorrectHere,
    /// The other article is to be corrected
    CorrectThere,
    /// Both are right as quoted; the article is to say that sources differ
    SourcesDiffer,
    /// The program misread, or brought together what does not belong together
    CheckIsWrong,
}

impl From<As> for Ruling {
    fn from(ruling: As) -> Ruling {
        match ruling {
            As::Accepted => Ruling::Accepted,
            As::Dismissed => Ruling::Dismissed,
            As::CorrectHere => Ruling::CorrectHere,
            As::CorrectThere => Ruling::CorrectThere,
            As::SourcesDiffer => Ruling::SourcesDiffer,
            As::CheckIsWrong => Ruling::CheckIsWrong,
        }
    }
}

impl As {
    pub(super) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

impl Decide {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        let config = self.config.read()?;
        let ledger = Ledger::open_or_begin(&self.ledger, &config)?;
        if self.undo && self.inputs.is_empty() && self.report.is_none() {
            return self.take_back(&ledger, self.listed(&ledger)?, today);
        }
        let (report, articles) = self.found(today)?;
        let desk = Desk::new(&report, &articles, |info| ledger.name(info));
        if self.undo {
            let decisions = match desk.find(&self.id) {
                Ok(finding) => self.on(&ledger, &finding, &report, &articles),
                Err(missing) => self.listed(&ledger).map_err(|_| missing)?,
            };
            return self.take_back(&ledger, decisions, today);
        }
        let finding = desk.find(&self.id)?;
        let here = self.here(&ledger, &finding, &report)?;
        if let Some(ruling) = self.ruling {
            self.record(&ledger, &finding, ruling, here.clone(), today)?;
        }
        if self.draft_text {
            let earlier = match self.ruling {
                Some(_) => None,
                None => self.on(&ledger, &finding, &report, &articles).pop(),
            };
            let earlier_here = earlier.as_ref().and_then(|d| d.here.clone());
            // The article may have been corrected since.
            let earlier_here = earlier_here.filter(|here| finding.stated_in(here).is_ok());
            let ruling = self.ruling.map(Ruling::from);
            let ruling = ruling.or_else(|| earlier.and_then(|d| d.act.ruling()));
            self.draft(&desk, ruling, here.or(earlier_here).as_deref())?;
        }
        Ok(Status::Clean)
    }

    /// The lasting name of the article under review, where one was named: it must state one of the
    /// values. A file of several articles is enough where only one of them does.
    fn here(
        &self,
        ledger: &Ledger,
        finding: &Finding,
        report: &Report,
    ) -> anyhow::Result<Option<String>> {
        let Some(path) = &self.here else {
            return Ok(None);
        };
        let named = path.display().to_string();
        let lasting = ledger.lasting(&named);
        let article = report.articles.iter().find(|info| info.path == named);
        let article = article.map(|info| ledger.name(info));
        let is_named = |name: &&&str| {
            let whole = **name == lasting || **name == named || article.as_deref() == Some(**name);
            whole
                || name
                    .split_once('#')
                    .is_some_and(|(file, _)| file == lasting)
        };
        let articles = finding.articles();
        let found: Vec<&&str> = articles.iter().filter(is_named).collect();
        match found.as_slice() {
            [one] => Ok(Some((**one).to_owned())),
            [] => Ok(finding.stated_in(&lasting).map(|()| None)?),
            several => bail!(
                "--here {named}: several of its articles state a value; name one of them: {}",
                several.iter().map(|name| plain::trimmed(name)).join(", ")
            ),
        }
    }

    fn record(
        &self,
        ledger: &Ledger,
        finding: &Finding,
        ruling: As,
        here: Option<String>,
        today: Date,
    ) -> anyhow::Result<()> {
        let reason = self.reason.as_deref().unwrap_or_default().trim();
        ensure!(
            !reason.is_empty(),
            "--reason is empty; say why, for those who come after you"
        );
        let act = Act::from(Ruling::from(ruling));
        let decision = Decision {
            here,
            ..Decision::on(finding, act, reason, self.by.as_deref(), today)
        };
        ledger.append(&[decision])?;
        if !self.quiet {
            output::note(&format!(
                "{} {}: {} ({})",
                finding.id,
                plain::trimmed(&finding.subject),
                ruling.name(),
                ledger.path.display()
            ));
        }
        Ok(())
    }

    fn draft(
        &self,
        desk: &Desk<'_>,
        ruling: Option<Ruling>,
        here: Option<&str>,
    ) -> anyhow::Result<()> {
        let drafts = decision::drafts(desk, &self.id, ruling, here)?;
        if drafts.is_empty() {
            bail!(
                "no words go with this decision; there are some for correct-here, correct-there and sources-differ"
            );
        }
        output::to_stdout(anstream::ColorChoice::Never, |out| {
            match drafts.as_slice() {
                [draft] => writeln!(out, "{}", draft.text),
                several => several.iter().try_for_each(|draft| {
                    let ruling = serde_json::to_value(draft.ruling).unwrap_or_default();
                    let ruling = ruling.as_str().unwrap_or_default();
                    writeln!(out, "{ruling}:\n{}\n", draft.text)
                }),
            }
        })
    }

    /// The decisions that hold on a finding.
    fn on(
        &self,
        ledger: &Ledger,
        finding: &Finding,
        report: &Report,
        articles: &[Article],
    ) -> Vec<Decision> {
        let current = ledger.decisions.current();
        let mut report = report.clone();
        let name = |info: &ArticleInfo| ledger.name(info);
        let applied = decision::apply(&mut report, articles, name, &ledger.decisions);
        let found = applied.matched.iter().find(|(id, _)| *id == finding.id);
        let places = found.into_iter().flat_map(|(_, places)| places);
        places
            .filter_map(|at| current.get(*at).map(|&decision| decision.clone()))
            .collect()
    }

    /// The decision whose own id begins as asked for.
    fn listed(&self, ledger: &Ledger) -> anyhow::Result<Vec<Decision>> {
        let current = ledger.decisions.current().into_iter();
        let found: Vec<Decision> = current
            .filter(|decision| decision.id().starts_with(&self.id))
            .cloned()
            .collect();
        match found.len() {
            1 => Ok(found),
            0 => bail!(
                "{}: no decision has an id that begins with '{}'; crosscheck decisions lists them, and with the articles named the id of a finding does, too",
                ledger.path.display(),
                self.id
            ),
            _ => bail!(
                "'{}' begins the ids of several decisions; give more of it",
                self.id
            ),
        }
    }

    fn take_back(
        &self,
        ledger: &Ledger,
        decisions: Vec<Decision>,
        today: Date,
    ) -> anyhow::Result<Status> {
        ensure!(
            !decisions.is_empty(),
            "{}: nothing was decided on {}",
            ledger.path.display(),
            self.id
        );
        let reason = self.reason.as_deref().unwrap_or_default();
        let undone: Vec<Decision> = decisions
            .iter()
            // Never before what it takes back, though somebody's clock be wrong.
            .map(|d| d.undone(reason, self.by.as_deref(), today.max(d.on)))
            .collect();
        ledger.append(&undone)?;
        if !self.quiet {
            for decision in &decisions {
                output::note(&format!(
                    "{} {}: taken back ({})",
                    decision.id(),
                    plain::trimmed(&decision.subject),
                    ledger.path.display()
                ));
            }
        }
        Ok(Status::Clean)
    }

    /// The report in which the finding stands, with its articles.
    fn found(&self, today: Date) -> anyhow::Result<(Report, Vec<Article>)> {
        let Some(path) = &self.report else {
            let options = Options {
                date: self.date,
                quiet: self.quiet,
                ..Options::to_read(self.inputs.clone(), &self.config)
            };
            let found = self.again(&options, today)?;
            found.end(Status::Clean);
            return Ok((found.report, found.articles));
        };
        let report = run::stored(path)?;
        let articles = read_again(&report)?;
        Ok((report, articles))
    }

    /// Compares the inputs, or checks them against the corpus: if one is named, or if there is one
    /// and comparing does not show the finding.
    fn again(&self, options: &Options, today: Date) -> anyhow::Result<Run> {
        if self.store.is_named() {
            return checked(options, &self.store, today);
        }
        let compared = run(options, today, crosscheck::compare)?;
        let begins = |id: &String| id.starts_with(&self.id);
        let report = &compared.report;
        let shown = report.facts.iter().any(|fact| begins(&fact.id))
            || report.checks.iter().any(|check| begins(&check.id));
        let there_is_one = self.store.path(&compared.config).is_file();
        // Standard input cannot be read twice.
        let again = options.inputs.iter().all(|input| input.as_os_str() != "-");
        if shown || !there_is_one || !again {
            return Ok(compared);
        }
        checked(options, &self.store, today)
    }
}

/// The articles of a report that was written before, as they are now.
fn read_again(report: &Report) -> anyhow::Result<Vec<Article>> {
    let file = |path: &str| {
        let (file, line) = path.rsplit_once(':').unwrap_or((path, ""));
        let of_many = !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
        PathBuf::from(if of_many && !PathBuf::from(path).exists() {
            file
        } else {
            path
        })
    };
    let mut files: Vec<PathBuf> = report.articles.iter().map(|a| file(&a.path)).collect();
    files.sort();
    files.dedup();
    if files.iter().any(|file| file.as_os_str() == "-") {
        bail!(
            "the report speaks of standard input, which cannot be read again; name the articles in place of --report"
        );
    }
    let reading = article::read(&files, &ReadOptions::default());
    let mut articles = Vec::new();
    for info in &report.articles {
        let found = reading
            .articles
            .iter()
            .find(|article| article.path == info.path);
        let article = found.with_context(|| {
            format!("{}: the report speaks of it, but it cannot be read; run from the folder in which the report was written, or compare again", info.path)
        })?;
        articles.push(Article {
            id: info.id.clone(),
            ..article.clone()
        });
    }
    Ok(articles)
}
