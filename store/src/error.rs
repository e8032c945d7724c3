//! What can go wrong, said so that the person running the program can act on it.

use std::path::PathBuf;

use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::migrate::MigrateError;
use sqlx::postgres::PgDatabaseError;

/// Why the database could not do what was asked. Nothing is half done: a
/// failed call has changed nothing, save that after [`StoreError::Disconnected`]
/// a commit may have gone through without our hearing of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The address names no database. It is not repeated: it may hold a password.
    #[error(
        "the database address is not understood ({reason}): give sqlite://path/to/file.db or postgres://user@host/database"
    )]
    Address {
        /// What is wrong with it.
        reason: String,
    },

    /// The database file cannot be opened or made.
    #[error("cannot open the database file {}: {reason}", path.display())]
    OpenFile {
        /// The file.
        path: PathBuf,
        /// What stands in the way, and what to do.
        reason: String,
    },

    /// The `PostgreSQL` server did not let us in.
    #[error("cannot reach the PostgreSQL database {server}: {reason}")]
    Unreachable {
        /// Host, port and database, without the password.
        server: String,
        /// What stands in the way, and what to do.
        reason: String,
    },

    /// A newer program has already moved the database to its own layout.
    #[error(
        "the database was last used by a newer version of this program (it has migration {migration}): start that version, or restore a backup made before the update"
    )]
    Newer {
        /// The first migration this program does not know.
        migration: i64,
    },

    /// The layout is not the one this program made.
    #[error(
        "the database does not have the layout this program made (migration {migration} differs): it was changed by hand or by another build; restore a backup, or use another database"
    )]
    Altered {
        /// The migration that differs.
        migration: i64,
    },

    /// Bringing the layout up to date failed; it stays as it was.
    #[error("cannot bring the database's layout up to date: {reason}")]
    Migration {
        /// What the database answered.
        reason: String,
    },

    /// What was to be written breaks a rule of the database.
    #[error("this cannot be saved because it breaks a rule of the database: {reason}")]
    Constraint {
        /// The rule, as the database names it.
        reason: String,
    },

    /// Edits to be saved do not follow one another.
    #[error("this cannot be saved: an edit has version {found} where {expected} comes next")]
    Disordered {
        /// The version that comes next.
        expected: u64,
        /// The version that was given.
        found: u64,
    },

    /// Something read makes no sense.
    #[error("the database is damaged ({reason}): restore a backup")]
    Damaged {
        /// What was found.
        reason: String,
    },

    /// Somebody else held the database for too long.
    #[error("the database is busy with other work: try again in a moment")]
    Busy,

    /// There is no room left.
    #[error("the database's disk is full: make room, then try again")]
    DiskFull,

    /// The connection to the database was lost.
    #[error("the connection to the database was lost ({reason}): try again once it is back")]
    Disconnected {
        /// What the connection reported.
        reason: String,
    },

    /// The store was closed, as happens when the program ends.
    #[error("the database is closed because the program is ending")]
    Closed,

    /// The database refused, for a reason nobody foresaw.
    #[error("the database refused: {reason}")]
    Other {
        /// What the database answered.
        reason: String,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let reason = error.to_string();
        match error {
            sqlx::Error::Database(error) => from_database(&*error),
            sqlx::Error::Migrate(error) => (*error).into(),
            sqlx::Error::ColumnDecode { .. }
            | sqlx::Error::Decode(_)
            | sqlx::Error::ColumnNotFound(_)
            | sqlx::Error::ColumnIndexOutOfBounds { .. } => Self::Damaged { reason },
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::WorkerCrashed => Self::Disconnected { reason },
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            _ => Self::Other { reason },
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(migration) => Self::Newer { migration },
            MigrateError::VersionMismatch(migration) | MigrateError::Dirty(migration) => {
                Self::Altered { migration }
            }
            MigrateError::Execute(error) => error.into(),
            other => Self::Migration {
                reason: other.to_string(),
            },
        }
    }
}

fn from_database(error: &dyn DatabaseError) -> StoreError {
    let reason = error.message().to_owned();
    match error.kind() {
        ErrorKind::UniqueViolation
        | ErrorKind::ForeignKeyViolation
        | ErrorKind::NotNullViolation
        | ErrorKind::CheckViolation => return StoreError::Constraint { reason },
        _ => {}
    }
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<PgDatabaseError>().is_some() {
        return match &*code {
            // a value that no column takes, such as text with U+0000
            code if code.starts_with("22") => StoreError::Constraint { reason },
            // serialisation failure, deadlock, lock timeout
            "40001" | "40P01" | "55P03" => StoreError::Busy,
            "53100" => StoreError::DiskFull,
            // the server is being stopped or started
            "57P01" | "57P02" | "57P03" => StoreError::Disconnected { reason },
            _ => StoreError::Other { reason },
        };
    }
    // The low byte of a SQLite code is the kind, the rest the detail.
    match code.parse::<u32>().map_or(0, |code| code & 0xff) {
        // SQLITE_BUSY, SQLITE_LOCKED
        5 | 6 => StoreError::Busy,
        // SQLITE_CORRUPT, SQLITE_NOTADB
        11 | 26 => StoreError::Damaged { reason },
        // SQLITE_FULL
        13 => StoreError::DiskFull,
        _ => StoreError::Other { reason },
    }
}
