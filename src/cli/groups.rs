//! `crosscheck groups`: near-duplicates alone.

use super::forms::{self, Format};
use super::options::Options;
use super::run::run;
use super::{Status, output};
use anyhow::bail;
use clap::Args;
use crosscheck::report::{GroupPair, Report, View, side, table};
use jiff::civil::Date;
use std::io::{self, Write};

/// Group near-duplicate articles
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("format", forms::few))]
pub(super) struct Groups {
    #[command(flatten)]
    options: Options,

    /// The most entries of a section of the table; 0 = no bound
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,

    /// In place of the table, two articles of each group side by side, what differs between ⟦ ⟧;
    /// of one group with --show=g2, of two articles with --show=a1,a3
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "", value_name = "WHICH")]
    show: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  crosscheck groups articles/
  crosscheck groups --show articles/
  crosscheck groups --show=a1,a3 --width 160 articles/
  crosscheck groups --format json articles.jsonl

Exit status: 0 all was read, 2 something could not be read or the usage is wrong";

impl Groups {
    pub(super) fn run(&self, today: Date) -> anyhow::Result<Status> {
        self.options.forms.only_few("groups")?;
        self.check_usage()?;
        let found = run(&self.options, today, crosscheck::groups)?;
        let view = View::new(&found.report, &found.articles);
        let shown = match &self.show {
            Some(which) => Some(chosen(&found.report, which)?),
            None => None,
        };
        output::write(&self.options.forms, |form, width, out| {
            match (form, &shown) {
                (Format::Table, _) if found.articles.is_empty() => Ok(()),
                (Format::Table, Some(pairs)) => self.show(pairs, &view, width, out),
                (Format::Table, None) => {
                    let options = table::Options {
                        width,
                        limit: self.limit,
                        ..table::Options::default()
                    };
                    table::write_groups(&view, &options, out)
                }
                (form, _) => form.write(&view, out),
            }
        })?;
        Ok(found.end(Status::Clean))
    }

    /// What is to be shown stands behind a `=`; without one it would be taken for a file.
    fn check_usage(&self) -> anyhow::Result<()> {
        let is_id = |name: &str| {
            let mut parts = name.split(',').map(|part| part.strip_prefix(['a', 'g']));
            parts.all(|part| {
                part.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
            })
        };
        let mut inputs = self.options.inputs.iter().filter(|input| !input.exists());
        let which = inputs.find_map(|input| input.to_str().filter(|name| is_id(name)));
        match (&self.show, which) {
            (Some(show), Some(which)) if show.is_empty() => bail!(
                "{which}: no such file; a group or two articles are named behind a '=': --show={which}"
            ),
            _ => Ok(()),
        }
    }

    /// Shows pairs of articles side by side.
    fn show(
        &self,
        pairs: &[Shown<'_>],
        view: &View<'_>,
        width: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let shown = match self.limit {
            0 => pairs.len(),
            limit => pairs.len().min(limit),
        };
        for (pair, articles) in &pairs[..shown] {
            side::write(view, *articles, width, out)?;
            if let Some(pair) = pair {
                side::write_changed(view, pair, width, out)?;
            }
        }
        match pairs.len() - shown {
            0 => Ok(()),
            more => writeln!(out, "… and {more} more, not shown (--limit 0 shows all)"),
        }
    }
}

/// Two articles, and what the report says of them, if anything.
type Shown<'r> = (Option<&'r GroupPair>, [&'r str; 2]);

/// The pairs of articles that were asked for: of every group of copies, of one, or two articles.
fn chosen<'r>(report: &'r Report, which: &str) -> anyhow::Result<Vec<Shown<'r>>> {
    let ids = |pair: &'r GroupPair| (Some(pair), [pair.a.as_str(), pair.b.as_str()]);
    if which.is_empty() {
        let copies = report.groups.iter().filter(|group| group.kind.is_copy());
        return Ok(copies
            .filter_map(|group| side::telling(&group.pairs))
            .map(ids)
            .collect());
    }
    if let Some(group) = report.groups.iter().find(|group| group.id == which) {
        return Ok(side::telling(&group.pairs).map(ids).into_iter().collect());
    }
    let id = |name: &str| {
        let named = report.articles.iter().find(|article| article.id == name);
        named.map(|article| article.id.as_str())
    };
    let two = which
        .split_once(',')
        .and_then(|(a, b)| Some([id(a.trim())?, id(b.trim())?]));
    let Some([a, b]) = two else {
        bail!(
            "--show={which}: neither a group nor two articles; name a group as the table does (g1 …), or two ids from --format json (a1,a3)"
        );
    };
    let pairs = report.groups.iter().flat_map(|group| &group.pairs);
    let known = |pair: &&GroupPair| (pair.a == a && pair.b == b) || (pair.a == b && pair.b == a);
    Ok(vec![
        pairs.into_iter().find(known).map_or((None, [a, b]), ids),
    ])
}
