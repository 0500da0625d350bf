//! `crosscheck.toml`: what a newsroom sets for itself.
//!
//! The file is looked for from the working directory upwards to the root of the git repository, so
//! that a folder of articles can have its own. `file.rs` says what may stand in it: one type per section. A section is added
//! there, and its value to [`Config`].

mod error;
mod file;
mod ignore;
mod show;
mod value;

pub(super) use show::Show;

use super::gate::{What, fail_on};
use anyhow::Context;
use clap::Args;
use crosscheck::report::Threshold;
use crosscheck::vocabulary::Vocabulary;
use ignore::Ignore;
use std::path::{Path, PathBuf};
use value::Lined;

/// The name of the file.
const NAME: &str = "crosscheck.toml";

/// Where the configuration comes from.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct Source {
    /// The configuration [default: crosscheck.toml in this folder or the nearest above it,
    /// up to the root of the git repository]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Heed no crosscheck.toml
    #[arg(long, conflicts_with = "config")]
    isolated: bool,
}

/// What the file sets.
#[derive(Debug, Default)]
pub(in crate::cli) struct Config {
    /// The file, where there is one.
    pub(in crate::cli) path: Option<PathBuf>,
    /// Where the corpus is kept, as written.
    pub(in crate::cli) corpus: Option<Lined<String>>,
    /// Where decisions are kept, as written.
    pub(in crate::cli) decisions: Option<Lined<String>>,
    /// What ends with status 1.
    pub(in crate::cli) fail_on: Option<Lined<Vec<What>>>,
    /// How sure a finding must be, 0 to 1.
    pub(in crate::cli) min_confidence: Option<Lined<f64>>,
    /// What is left out.
    pub(in crate::cli) ignore: Ignore,
    /// Own units, currencies, hedges, names, cues and events.
    pub(in crate::cli) vocabulary: Vocabulary,
    lines: Lines,
}

/// The lines of the file on which the entries of the vocabulary stand, in their order.
#[derive(Debug, Default)]
struct Lines {
    units: Vec<usize>,
    currencies: Vec<usize>,
    hedges: Vec<usize>,
    names: Vec<usize>,
    cues: Vec<usize>,
    events: Vec<usize>,
}

impl Config {
    /// What ends a run with status 1, where the command line does not say otherwise.
    pub(in crate::cli) fn threshold(&self) -> Threshold {
        let default = Threshold::default();
        let written = self.fail_on.as_ref().map(|what| fail_on(&what.value));
        let least = self.min_confidence.as_ref().map(|least| least.value);
        Threshold {
            fail_on: written.unwrap_or(default.fail_on),
            min_confidence: least.unwrap_or(default.min_confidence),
        }
    }

    /// A path of the file, which counts from the folder in which the file stands.
    pub(in crate::cli) fn beside(&self, written: &str) -> PathBuf {
        let folder = self.path.as_deref().and_then(Path::parent);
        folder.map_or_else(|| PathBuf::from(written), |folder| folder.join(written))
    }
}

impl Source {
    /// Reads the file, where there is one.
    pub(in crate::cli) fn read(&self) -> anyhow::Result<Config> {
        match self.path() {
            Some(path) => load(&path),
            None => Ok(Config::default()),
        }
    }

    fn path(&self) -> Option<PathBuf> {
        if self.isolated {
            return None;
        }
        self.config
            .clone()
            .or_else(|| nearest(&std::env::current_dir().ok()?))
    }
}

/// A folder and those above it, up to the root of the git repository in which it lies: what lies
/// above belongs to somebody else.
pub(in crate::cli) fn upwards(folder: &Path) -> impl Iterator<Item = &Path> {
    let mut inside = true;
    folder.ancestors().take_while(move |folder| {
        let goes_on = inside;
        inside = !folder.join(".git").exists();
        goes_on
    })
}

/// The file in `folder` or the nearest folder above it, by its shortest name.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let found = upwards(folder)
        .map(|f| f.join(NAME))
        .find(|p| p.is_file())?;
    let here = found.parent() == Some(folder);
    Some(if here { PathBuf::from(NAME) } else { found })
}

fn load(path: &Path) -> anyhow::Result<Config> {
    let name = path.display();
    let bytes = std::fs::read(path).with_context(|| {
        format!("{name}: the configuration cannot be read; name another with --config, or use --isolated for none")
    })?;
    let text = String::from_utf8(bytes)
        .with_context(|| format!("{name}: is no UTF-8; save it as UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let config = file::parse(text).map_err(|error| anyhow::anyhow!("{name}:{error}"))?;
    tracing::info!(file = %name, "configuration read");
    Ok(Config {
        path: Some(path.to_owned()),
        ..config
    })
}
