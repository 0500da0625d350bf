//! The corpus: articles kept in one SQLite file, so that a new one is checked against all of them.
//!
//! The store only finds the articles that matter; they are then compared by the same stages as a
//! handful of files. `docs/corpus.md` describes the tables for whoever opens the file with another
//! program.
//!
//! | file | what it does |
//! | --- | --- |
//! | `schema.rs`, `schema_*.sql` | the tables, and how an older store is brought up to date |
//! | `prepare.rs` | what is read out of one article before it is stored |
//! | `add.rs`, `write.rs`, `rows.rs`, `version.rs` | adding articles, a batch in one transaction; versions |
//! | `index/` | which articles have a name or a run of words, and how many |
//! | `find.rs`, `check.rs` | the articles that matter for a draft, and the check itself |
//! | `load.rs`, `list.rs`, `about.rs`, `stats.rs` | what is asked of a store, and removing |
//! | `revision.rs` | what changed between a stored version and a draft |
//! | `verify.rs`, `rebuild.rs` | the store checks itself; it is made anew from the kept texts |

mod about;
mod add;
mod check;
mod error;
mod find;
mod index;
mod list;
mod load;
mod prepare;
mod rebuild;
mod revision;
mod rows;
mod schema;
mod stats;
mod verify;
mod version;
mod write;

pub use about::{About, Told};
pub use add::{AddEvent, Sink};
pub use check::Checked;
pub use error::CorpusError;
pub use list::{Entry, Filter};
pub use rebuild::Rebuilt;
pub use schema::VERSION;
pub use stats::Stats;
pub use version::id_of;
pub use write::Tally;

use rusqlite::{Connection, OpenFlags};
use schema::Mark;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one waits for another program that is writing, unless told otherwise.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Kibibytes of the file that are kept in memory while writing, and while reading.
const CACHE_TO_WRITE: i64 = 64 << 10;
const CACHE_TO_READ: i64 = 16 << 10;

/// A store of articles, open for reading alone or for writing, too.
#[derive(Debug)]
pub struct Corpus {
    connection: Connection,
    path: PathBuf,
    patience: Duration,
}

impl Corpus {
    /// Opens a store for reading alone: the file is not changed.
    ///
    /// # Errors
    ///
    /// Fails if there is no store of this version that can be read.
    pub fn open(path: &Path) -> Result<Self, CorpusError> {
        let corpus = Self::read_only(path)?;
        match corpus.mark()?.version {
            schema::VERSION => Ok(corpus),
            found => Err(CorpusError::Older {
                path: path.to_owned(),
                found,
            }),
        }
    }

    /// Opens a store for writing; makes one if there is none, and brings an older one up to date.
    ///
    /// # Errors
    ///
    /// Fails if the file is no store, is damaged, was made by a newer crosscheck, or cannot be
    /// written to, or if another program goes on writing to it for longer than `patience`.
    pub fn create(path: &Path, patience: Duration) -> Result<Self, CorpusError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)
            .map_err(|error| CorpusError::of(path, &error))?;
        let mut corpus = Self {
            connection,
            path: path.to_owned(),
            patience,
        };
        corpus.prepare(CACHE_TO_WRITE)?;
        let mark = corpus.mark()?;
        if mark.version < schema::VERSION {
            let done = (|| {
                if mark.version == 0 {
                    schema::lay_out(&corpus.connection)?;
                }
                schema::migrate(&mut corpus.connection, schema::VERSION)
            })();
            corpus.told(done)?;
        }
        let synchronous = corpus.connection.pragma_update(None, "synchronous", "full");
        corpus.told(synchronous)?;
        Ok(corpus)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many articles there are, without old versions.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn articles(&self) -> Result<usize, CorpusError> {
        self.told(
            self.connection
                .query_row("SELECT articles FROM state", [], |row| row.get(0)),
        )
    }

    /// A store of any version, open for reading. In a folder that cannot be written to, SQLite
    /// would want to make the files by which readers and writers know of each other; where none
    /// is left by a writer there is no need of them.
    fn read_only(path: &Path) -> Result<Self, CorpusError> {
        // A loop of links is there, although nothing can be reached by it.
        if path.symlink_metadata().is_err() {
            return Err(CorpusError::Missing {
                path: path.to_owned(),
            });
        }
        let opened = Self::open_to_read(path, "");
        match opened {
            Err(CorpusError::Unopened { .. } | CorpusError::ReadOnly { .. })
                if path.is_file() && !beside(path, "-wal").exists() =>
            {
                Self::open_to_read(path, "?immutable=1")
            }
            opened => opened,
        }
    }

    fn open_to_read(path: &Path, options: &str) -> Result<Self, CorpusError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let address = format!("file:{}{options}", escaped(path));
        let connection = Connection::open_with_flags(address, flags)
            .map_err(|error| CorpusError::of(path, &error))?;
        let corpus = Self {
            connection,
            path: path.to_owned(),
            patience: PATIENCE,
        };
        corpus.prepare(CACHE_TO_READ)?;
        let mark = corpus.mark()?;
        if mark.version == 0 {
            return Err(CorpusError::Foreign {
                path: path.to_owned(),
            });
        }
        Ok(corpus)
    }

    /// Another connection to the same store, for reading while this one writes.
    fn second(&self) -> Result<Connection, CorpusError> {
        Ok(Self::open_to_read(&self.path, "")?.connection)
    }

    fn prepare(&self, cache: i64) -> Result<(), CorpusError> {
        let connection = &self.connection;
        connection.set_prepared_statement_cache_capacity(64);
        self.told(connection.busy_timeout(self.patience))?;
        self.told(connection.pragma_update(None, "cache_size", -cache))?;
        self.told(connection.pragma_update(None, "foreign_keys", true))
    }

    /// Whose file it is, and of which version; an error unless it is ours and known.
    fn mark(&self) -> Result<Mark, CorpusError> {
        let mark = self.told(Mark::of(&self.connection))?;
        let path = self.path.clone();
        let ours = mark.application == schema::APPLICATION;
        let empty = mark.application == 0 && mark.version == 0 && self.told(self.is_empty())?;
        if !ours && !empty {
            return Err(CorpusError::Foreign { path });
        }
        if mark.version > schema::VERSION {
            return Err(CorpusError::Newer {
                path,
                found: mark.version,
                known: schema::VERSION,
            });
        }
        Ok(mark)
    }

    fn is_empty(&self) -> rusqlite::Result<bool> {
        self.connection
            .query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| {
                row.get(0)
            })
    }

    /// Brings what is still in the log into the file, as far as readers let it.
    fn settle(&self) -> Result<(), CorpusError> {
        let done = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        match done.map_err(|error| CorpusError::of(&self.path, &error)) {
            Err(CorpusError::Busy { .. }) | Ok(()) => Ok(()),
            other => other,
        }
    }

    /// A result of the database with what its error means for this store.
    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T, CorpusError> {
        result.map_err(|error| CorpusError::of(&self.path, &error))
    }
}

/// The file beside a store whose name has this ending more.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A path as it stands in the address of a file.
fn escaped(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = path
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    if path.starts_with("//") {
        format!("/.{path}")
    } else {
        path
    }
}
