//! The tables of a store, and how a store of an earlier version is brought up to date.
//!
//! Each migration is a file of SQL, applied in a transaction of its own together with the number
//! of the version that it makes.

use rusqlite::{Connection, TransactionBehavior};

/// What SQLite's header says of the file: "xchk".
pub(super) const APPLICATION: i64 = 0x7863_686b;

/// The migrations; the first makes version 1.
const MIGRATIONS: [&str; 2] = [include_str!("schema_1.sql"), include_str!("schema_2.sql")];

/// The version that this release makes and reads.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// Bytes of a page. A chunk of the index just fits into a quarter of one.
const PAGE: i64 = 8192;

/// What a file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Whose file it is; 0 for nobody's.
    pub(super) application: i64,
    /// The version of its tables; 0 for none.
    pub(super) version: i64,
}

impl Mark {
    pub(super) fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get(0));
        Ok(Self {
            application: number("application_id")?,
            version: number("user_version")?,
        })
    }
}

/// Prepares a file that is still empty.
pub(super) fn lay_out(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.pragma_update(None, "journal_mode", "wal")
}

/// Brings a store up to version `upto`. Another program may be doing the same.
pub(super) fn migrate(connection: &mut Connection, upto: i64) -> rusqlite::Result<()> {
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version = Mark::of(&transaction)?.version;
        let next = usize::try_from(version)
            .ok()
            .and_then(|at| MIGRATIONS.get(at));
        let Some(sql) = next.filter(|_| version < upto) else {
            return transaction.commit();
        };
        transaction.execute_batch(sql)?;
        if version == 0 {
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.execute(
                "INSERT INTO state VALUES (1, 1, 1, 0, 0, ?1)",
                [super::prepare::READER],
            )?;
        }
        transaction.pragma_update(None, "user_version", version + 1)?;
        transaction.commit()?;
    }
}
