//! Statements that are handed to the database together.

use sqlx::{Database, Postgres, QueryBuilder, Sqlite, Transaction};

use crate::StoreError;
use crate::backend::{On, Tx, on};
use crate::column::{Bytes, Version};

/// Most rows of a statement that is joined to others. A long one is worth keeping prepared,
/// which it is under its own text only.
const SHORT: usize = 4;

/// Statements to be run one after another within a transaction.
///
/// `SQLite` is sent short ones in one text, which spares the ways to the thread that runs them
/// and back. `PostgreSQL` takes one statement with values at a time.
pub(crate) type Script<'t> = On<Texts<'t, Sqlite>, Texts<'t, Postgres>>;

/// What a script has come to on one of the databases.
pub(crate) struct Texts<'t, DB: Database> {
    tx: &'t mut Transaction<'static, DB>,
    built: Vec<QueryBuilder<DB>>,
    joins: bool,
    was_short: bool,
}

/// What statements that read answer with: which question it answers, two ids and a number.
pub(crate) type Found = (i32, Bytes<16>, Bytes<16>, Version);

impl Tx {
    pub(crate) fn script(&mut self) -> Script<'_> {
        match self {
            On::Sqlite(tx) => On::Sqlite(Texts::new(tx, true)),
            On::Postgres(tx) => On::Postgres(Texts::new(tx, false)),
        }
    }
}

impl Script<'_> {
    /// Runs what was put in.
    pub(crate) async fn run(self) -> Result<(), StoreError> {
        on!(self, |texts| for mut text in texts.built {
            text.build().execute(&mut **texts.tx).await?;
        });
        Ok(())
    }

    /// Runs what was put in, and answers with what was found.
    pub(crate) async fn read(self) -> Result<Vec<Found>, StoreError> {
        let mut found = Vec::new();
        on!(self, |texts| for mut text in texts.built {
            let rows = text.build_query_as::<Found>();
            found.append(&mut rows.fetch_all(&mut **texts.tx).await?);
        });
        Ok(found)
    }
}

impl<'t, DB: Database> Texts<'t, DB> {
    const fn new(tx: &'t mut Transaction<'static, DB>, joins: bool) -> Self {
        Self {
            tx,
            built: Vec::new(),
            joins,
            was_short: false,
        }
    }

    /// Begins the next statement, of so many rows. Its values must be bound in the order in
    /// which they stand.
    pub(crate) fn then(&mut self, rows: usize) -> &mut QueryBuilder<DB> {
        let is_short = rows <= SHORT;
        let joins = self.joins && is_short && self.was_short;
        self.was_short = is_short;
        if !joins {
            self.built.push(QueryBuilder::default());
        }
        let last = self.built.len().saturating_sub(1);
        let query = &mut self.built[last];
        query.push(if joins { "; " } else { "" })
    }
}
