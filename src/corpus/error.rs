//! What can go wrong with a store, and what to do about it.

use rusqlite::ffi::ErrorCode;
use std::path::{Path, PathBuf};

/// A store that cannot be opened, read or written. Its text is one line: file, cause, remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// There is no file by that name.
    #[error("{}: no such corpus; 'crosscheck add' makes one, --corpus names another", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else than a store.
    #[error("{}: not a corpus of crosscheck; name another file with --corpus", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A later release of crosscheck made the store.
    #[error(
        "{}: a corpus of version {found}, and this crosscheck knows versions up to {known}; use a newer crosscheck",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of the store.
        found: i64,
        /// The latest version that is known.
        known: i64,
    },
    /// An earlier release made the store, and it was opened for reading alone.
    #[error(
        "{}: a corpus of the older version {found}; run 'crosscheck add' or 'crosscheck rebuild' once to bring it up to date",
        path.display()
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// The version of the store.
        found: i64,
    },
    /// The file is damaged.
    #[error(
        "{}: the corpus is damaged ({what}); 'crosscheck rebuild' saves what can still be read",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found, in words.
        what: String,
    },
    /// Somebody else kept writing for longer than one was ready to wait.
    #[error("{}: another program is writing to the corpus; try again when it is done", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error(
        "{}: the disk is full; what was stored before is safe. Make room and run the same command again",
        path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder may not be written to.
    #[error("{}: the corpus or its folder cannot be written to; check the permissions", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be opened.
    #[error("{}: the corpus cannot be opened ({why}); check the name and the permissions", path.display())]
    Unopened {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// No article goes by that name.
    #[error("no article '{name}' in the corpus; 'crosscheck list' shows them")]
    Unknown {
        /// The name.
        name: String,
    },
    /// Several articles go by that name.
    #[error("'{name}' is ambiguous: {}{}; give more of it", ids.join(", "), if *more > 0 { format!(" and {more} more") } else { String::new() })]
    Ambiguous {
        /// The name.
        name: String,
        /// The ids of some of them.
        ids: Vec<String>,
        /// How many there are besides.
        more: usize,
    },
    /// Anything else that the database reports.
    #[error("{}: {why}", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What the database says.
        why: String,
    },
}

impl CorpusError {
    /// What an error of the database means for the store at `path`.
    pub(super) fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let why = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, what: why },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { path },
            Some(ErrorCode::CannotOpen) => Self::Unopened { path, why },
            Some(ErrorCode::SystemIoFailure) => Self::Other { path, why },
            _ => match error {
                // A value of another type than the schema says: somebody wrote into the file.
                rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Damaged { path, what: why },
                _ => Self::Other { path, why },
            },
        }
    }
}
