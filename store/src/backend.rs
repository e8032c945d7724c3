//! The two databases behind one type, and the way one text of a query serves both.

use std::fmt;
use std::sync::Arc;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::StoreError;

/// Something that exists once for each database.
#[derive(Clone)]
pub(crate) enum On<S, P> {
    Sqlite(S),
    Postgres(P),
}

pub(crate) type Pool = On<SqlitePool, PgPool>;

/// A transaction that may write. Dropped without a commit, it leaves no trace.
pub(crate) type Tx = On<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>;

/// Expands a body once for each database, with what it runs on under the given
/// name. Within the body sqlx is fully typed; the text of the query is shared.
macro_rules! on {
    ($on:expr, |$name:ident| $body:expr) => {
        match $on {
            $crate::backend::On::Sqlite($name) => $body,
            $crate::backend::On::Postgres($name) => $body,
        }
    };
}
pub(crate) use on;

/// An open database. Clones share its connections.
#[derive(Clone)]
pub struct Store {
    /// On `SQLite`, connections that cannot write.
    pub(crate) reader: Pool,
    /// On `SQLite` a single connection: a second writer of this process would
    /// only wait for the first.
    pub(crate) writer: Pool,
    /// By which this process is told from others on the same database; none on
    /// `SQLite`, where processes tell each other nothing.
    pub(crate) process: Option<Arc<str>>,
}

impl Store {
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match &self.writer {
            // A transaction that began by reading could find, at its first
            // write, that another process has written meanwhile.
            On::Sqlite(pool) => On::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            On::Postgres(pool) => On::Postgres(pool.begin().await?),
        })
    }

    /// Waits for what is under way and closes every connection. Whoever uses a
    /// clone after this gets [`StoreError::Closed`].
    pub async fn close(&self) {
        on!(&self.reader, |pool| pool.close().await);
        on!(&self.writer, |pool| pool.close().await);
    }
}

impl Tx {
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        on!(self, |tx| tx.commit().await?);
        Ok(())
    }

    pub(crate) async fn run(&mut self, statement: &'static str) -> Result<(), StoreError> {
        on!(self, |tx| sqlx::query(statement)
            .execute(&mut **tx)
            .await
            .map(drop)?);
        Ok(())
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.reader {
            On::Sqlite(_) => "Store(SQLite)",
            On::Postgres(_) => "Store(PostgreSQL)",
        })
    }
}
