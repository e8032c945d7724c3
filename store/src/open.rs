//! Opening a database by its address and bringing its layout up to date.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use crate::backend::On;
use crate::{Store, StoreError, announcements};

static FOR_SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static FOR_POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a writer waits for another process before [`StoreError::Busy`].
const BUSY: Duration = Duration::from_secs(5);
/// How long a server may take to answer.
const ANSWER: Duration = Duration::from_secs(10);
/// Readers of one `SQLite` file.
const READERS: u32 = 4;
/// Connections to one server: those that write have theirs, so that many who read at once do not
/// keep what was handed in from becoming durable.
const SERVER_READERS: u32 = 6;
const SERVER_WRITERS: u32 = 4;

impl Store {
    /// Opens the database at `sqlite://path/to/file.db` (made if it is missing,
    /// with its folder) or `postgres://user:password@host/database`, and brings
    /// its layout up to date.
    ///
    /// # Errors
    /// [`StoreError::Address`], [`StoreError::OpenFile`],
    /// [`StoreError::Unreachable`], [`StoreError::Newer`],
    /// [`StoreError::Altered`], [`StoreError::Migration`].
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => open_sqlite(url).await,
            Some("postgres" | "postgresql") => open_postgres(url).await,
            _ => Err(address("it begins with neither sqlite: nor postgres:")),
        }
    }
}

async fn open_sqlite(url: &str) -> Result<Store, StoreError> {
    let options =
        SqliteConnectOptions::from_str(url).map_err(|error| address(&error.to_string()))?;
    let path = options.get_filename().to_owned();
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(address("a database in memory would forget everything"));
    }
    if path.as_os_str().is_empty() {
        return Err(address("it names no file"));
    }
    let refuse = |reason: String| StoreError::OpenFile {
        path: path.clone(),
        reason,
    };
    make_room_for(&path).map_err(refuse)?;

    // Every acknowledged commit outlives a power cut, hence FULL.
    let options = options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What a statement of many rows changes is noted until it is through: not in a file
        // that would be made and removed each time.
        .pragma("temp_store", "memory")
        .busy_timeout(BUSY);
    let pool = || {
        SqlitePoolOptions::new()
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
    };
    let said = |error: sqlx::Error| match StoreError::from(error) {
        StoreError::Damaged { reason } => refuse(format!(
            "{reason}; choose another file, or restore a backup of this one"
        )),
        StoreError::Other { reason } | StoreError::Disconnected { reason } => refuse(format!(
            "{reason}; this account needs to read and write the file and its folder"
        )),
        other => other,
    };

    let writer = pool()
        .max_connections(1)
        .connect_with(options.clone())
        .await
        .map_err(said)?;
    FOR_SQLITE.run(&writer).await.map_err(|error| match error {
        sqlx::migrate::MigrateError::Execute(error) => said(error),
        other => other.into(),
    })?;
    let options = options.pragma("query_only", "on");
    let reader = pool()
        .max_connections(READERS)
        .connect_with(options)
        .await
        .map_err(said)?;
    tracing::info!(path = %path.display(), "database open");
    Ok(Store {
        reader: On::Sqlite(reader),
        writer: On::Sqlite(writer),
        process: None,
    })
}

/// Makes the folder of a database file, and says plainly when the path is none
/// for a file: `SQLite` itself only answers "unable to open".
fn make_room_for(path: &Path) -> Result<(), String> {
    if path.is_dir() {
        return Err("it is a folder; name a file in it".to_owned());
    }
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|error| format!("its folder cannot be made ({error})"))
}

async fn open_postgres(url: &str) -> Result<Store, StoreError> {
    // What the parser complains of may quote the address, password and all.
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| address("it is not a postgres:// address"))?
        .application_name("plumbline");
    let refuse = |reason: String| StoreError::Unreachable {
        server: server(&options),
        reason,
    };

    // The pool would go on trying a closed port until its own deadline; one
    // connection made by hand reports the reason at once.
    let first = tokio::time::timeout(ANSWER, options.connect())
        .await
        .map_err(|_| {
            refuse(format!(
                "no answer within {} s; check the address and the network",
                ANSWER.as_secs()
            ))
        })?
        .map_err(|error| refuse(why_no_entry(error)))?;
    // Closing is a courtesy to the server; the connection has done its work.
    drop(first.close().await);

    let pool = async |connections| {
        PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(ANSWER)
            .connect_with(options.clone())
            .await
            .map_err(|error| refuse(why_no_entry(error)))
    };
    let writer = pool(SERVER_WRITERS).await?;
    FOR_POSTGRES.run(&writer).await?;
    let reader = pool(SERVER_READERS).await?;
    let process = announcements::name(&writer).await?;
    tracing::info!(server = server(&options), "database open");
    Ok(Store {
        reader: On::Postgres(reader),
        writer: On::Postgres(writer),
        process: Some(process),
    })
}

fn why_no_entry(error: sqlx::Error) -> String {
    match error {
        sqlx::Error::Io(error) => {
            format!("{error}; is the server running, and are host and port right?")
        }
        sqlx::Error::Database(error) => {
            format!("{}; check user, password and database", error.message())
        }
        other => other.to_string(),
    }
}

fn server(options: &PgConnectOptions) -> String {
    let database = options
        .get_database()
        .unwrap_or_else(|| options.get_username());
    match options.get_socket() {
        Some(socket) => format!("{database} at {}", socket.display()),
        None => format!(
            "{database} at {}:{}",
            options.get_host(),
            options.get_port()
        ),
    }
}

fn address(reason: &str) -> StoreError {
    StoreError::Address {
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn setting(pool: &sqlx::SqlitePool, pragma: &'static str) -> String {
        let (value,): (String,) = sqlx::query_as(pragma)
            .fetch_one(pool)
            .await
            .expect("a pragma that answers");
        value
    }

    #[tokio::test]
    async fn sqlite_keeps_commits_through_power_cuts_and_readers_cannot_write() {
        let folder = std::env::temp_dir().join(format!("plumbline-open-{}", std::process::id()));
        let url = format!("sqlite://{}/kept.db", folder.display());
        let store = Store::open(&url).await.expect("opens");
        let (On::Sqlite(reader), On::Sqlite(writer)) = (&store.reader, &store.writer) else {
            panic!("the address is one of SQLite");
        };

        let journal = "SELECT journal_mode FROM pragma_journal_mode";
        assert_eq!(setting(writer, journal).await, "wal");
        let full = "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous";
        assert_eq!(setting(writer, full).await, "2");
        let foreign_keys = "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys";
        assert_eq!(setting(writer, foreign_keys).await, "1");
        let patience = "SELECT CAST(timeout AS TEXT) FROM pragma_busy_timeout";
        assert_eq!(setting(writer, patience).await, "5000");
        let team = "INSERT INTO team (id, name) VALUES (randomblob(16), 'x')";
        assert!(sqlx::query(team).execute(reader).await.is_err());
        assert!(sqlx::query(team).execute(writer).await.is_ok());

        store.close().await;
        std::fs::remove_dir_all(folder).expect("can go");
    }
}
