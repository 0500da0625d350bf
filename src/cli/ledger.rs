//! The file of decisions: where it is, reading it, adding lines to it, and the names by which it
//! knows articles.

use super::config::{Config, upwards};
use super::output;
use anyhow::Context;
use clap::Args;
use crosscheck::article::Article;
use crosscheck::decision::{self, Decision, Decisions};
use crosscheck::report::{ArticleInfo, Report};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// The name of the file.
const NAME: &str = "crosscheck.decisions.jsonl";

/// Which file of decisions is heeded.
#[derive(Debug, Clone, Default, Args)]
#[group(skip)]
pub(super) struct Source {
    /// The decisions [default: crosscheck.decisions.jsonl beside crosscheck.toml, or in this folder
    /// or the nearest above it, up to the root of the git repository]
    #[arg(long, value_name = "FILE")]
    pub(super) decisions: Option<PathBuf>,
}

/// Decisions that a comparison may heed or not.
#[derive(Debug, Clone, Default, Args)]
#[group(skip)]
pub(super) struct Heeded {
    #[command(flatten)]
    source: Source,

    /// Heed no decisions
    #[arg(long, conflicts_with = "decisions")]
    no_decisions: bool,
}

impl Heeded {
    /// Sets the standing of the findings of a report, where there is a file of decisions, and
    /// notes how many decisions match nothing any more.
    pub(super) fn apply(
        &self,
        report: &mut Report,
        articles: &[Article],
        config: &Config,
        quiet: bool,
    ) -> anyhow::Result<()> {
        if self.no_decisions {
            return Ok(());
        }
        let Some(ledger) = Ledger::open(&self.source, config)? else {
            return Ok(());
        };
        let applied = decision::apply(
            report,
            articles,
            |info| ledger.name(info),
            &ledger.decisions,
        );
        let stale = applied.stale.len();
        // A check keeps what is about the draft; of the rest nothing can be said.
        if stale > 0 && !quiet && report.checked_against.is_none() {
            output::note(&format!(
                "{}: {stale} {} any more in these articles; crosscheck decisions --stale lists {}",
                ledger.path.display(),
                if stale == 1 {
                    "decision matches nothing"
                } else {
                    "decisions match nothing"
                },
                if stale == 1 { "it" } else { "them" },
            ));
        }
        Ok(())
    }
}

/// The file of decisions.
#[derive(Debug)]
pub(super) struct Ledger {
    pub(super) path: PathBuf,
    pub(super) decisions: Decisions,
    /// The folder of the file, from which the names of articles count.
    folder: PathBuf,
    /// The text of the file; `None` where there is none yet.
    text: Option<String>,
}

impl Source {
    /// The file, whether it is there or not, and whether somebody named it.
    pub(super) fn path(&self, config: &Config) -> (PathBuf, bool) {
        if let Some(path) = &self.decisions {
            return (path.clone(), true);
        }
        if let Some(written) = &config.decisions {
            return (config.beside(&written.value), false);
        }
        if config.path.is_some() {
            return (config.beside(NAME), false);
        }
        let here = std::env::current_dir().unwrap_or_default();
        let mut nearest = upwards(&here).map(|folder| folder.join(NAME));
        let found = nearest.find(|path| path.is_file());
        let above = found.filter(|path| path.parent() != Some(&here));
        (above.unwrap_or_else(|| PathBuf::from(NAME)), false)
    }
}

impl Ledger {
    /// Reads the file; `None` where there is none and nobody named it.
    pub(super) fn open(source: &Source, config: &Config) -> anyhow::Result<Option<Self>> {
        let (path, named) = source.path(config);
        if !named && !path.exists() {
            return Ok(None);
        }
        let ledger = Self::read(path)?;
        anyhow::ensure!(
            ledger.text.is_some(),
            "{}: no such file; name another with --decisions, or leave it out for the default",
            ledger.path.display()
        );
        Ok(Some(ledger))
    }

    /// Reads the file, or begins one.
    pub(super) fn open_or_begin(source: &Source, config: &Config) -> anyhow::Result<Self> {
        Self::read(source.path(config).0)
    }

    fn read(path: PathBuf) -> anyhow::Result<Self> {
        let name = path.display();
        let text = match std::fs::read(&path) {
            Ok(bytes) => Some(
                String::from_utf8(bytes)
                    .with_context(|| format!("{name}: is no UTF-8; save it as UTF-8"))?,
            ),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => {
                return Err(error).with_context(|| {
                    format!("{name}: the decisions cannot be read; name others with --decisions, or use --no-decisions for none")
                });
            }
        };
        let decisions = Decisions::parse(text.as_deref().unwrap_or_default())
            .map_err(|error| anyhow::anyhow!("{name}:{error}"))?;
        tracing::info!(file = %name, lines = decisions.all().len(), "decisions read");
        let whole = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
        Ok(Self {
            folder: whole.parent().map(Path::to_owned).unwrap_or_default(),
            path,
            decisions,
            text,
        })
    }

    /// Adds lines to the end of the file; what stands there stays as it is.
    pub(super) fn append(&self, decisions: &[Decision]) -> anyhow::Result<()> {
        let problem = || format!("{}: cannot be written", self.path.display());
        let mut lines = String::new();
        if self
            .text
            .as_ref()
            .is_some_and(|text| !text.is_empty() && !text.ends_with('\n'))
        {
            lines.push('\n');
        }
        for decision in decisions {
            lines.push_str(&decision.line().with_context(problem)?);
        }
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path);
        let mut file = file.with_context(problem)?;
        // In one go, so that two at a time do not mix their lines.
        file.write_all(lines.as_bytes()).with_context(problem)
    }

    /// The name by which the file knows an article: its path from the folder of the file, and its
    /// id where a file holds several.
    pub(super) fn name(&self, info: &ArticleInfo) -> String {
        if info.path == "-" || info.path.starts_with("-:") {
            let one = info.path == "-";
            return if one {
                "-".to_owned()
            } else {
                format!("-#{}", info.id)
            };
        }
        match of_many(&info.path) {
            Some(file) => format!("{}#{}", self.lasting(file), info.id),
            None => self.lasting(&info.path),
        }
    }

    /// A path from the folder of the file, with `/` between its parts.
    pub(super) fn lasting(&self, path: &str) -> String {
        let Ok(whole) = std::path::absolute(path) else {
            return path.to_owned();
        };
        let (whole, folder) = (parts(&whole), parts(&self.folder));
        let shared = whole
            .iter()
            .zip(&folder)
            .take_while(|(a, b)| a == b)
            .count();
        if shared == 0 {
            return path.replace('\\', "/");
        }
        let up = folder.iter().skip(shared).map(|_| "..".to_owned());
        let down = whole.iter().skip(shared).cloned();
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    /// The path of an article that goes by `name`, as far as it is one of the file system.
    pub(super) fn path_of(&self, name: &str) -> Option<PathBuf> {
        let file = name.split('#').next().unwrap_or(name);
        if file == "-" {
            return None;
        }
        let path = self.folder.join(file);
        // Shorter where it can be, so that messages are.
        let here = std::env::current_dir().ok();
        let short = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
        Some(short.unwrap_or(path))
    }
}

/// The file that a path such as `all.jsonl:7` speaks of.
fn of_many(path: &str) -> Option<&str> {
    let (file, line) = path.rsplit_once(':')?;
    let digits = !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
    (digits && !Path::new(path).exists()).then_some(file)
}

/// The parts of a whole path, without `.` and with `..` followed.
fn parts(path: &Path) -> Vec<String> {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_from_the_folder_of_the_file() {
        let here = std::env::current_dir().unwrap();
        let ledger = Ledger {
            path: NAME.into(),
            decisions: Decisions::default(),
            folder: here.join("desk"),
            text: None,
        };
        assert_eq!(ledger.lasting("desk/./a.txt"), "a.txt");
        assert_eq!(ledger.lasting("drafts/../b.txt"), "../b.txt");
        assert_eq!(of_many("all.jsonl:7"), Some("all.jsonl"));
        assert_eq!(of_many("a.txt"), None);
        assert_eq!(
            ledger.path_of("a.txt#x1"),
            Some(PathBuf::from("desk/a.txt"))
        );
    }
}
