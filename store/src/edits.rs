//! The logs: each document's edits, the batches they came in, and the newest
//! snapshot, so that nobody has to read a log from its beginning.

use domain::id::{BatchId, DocumentId, PersonId};
use sqlx::FromRow;

use crate::backend::on;
use crate::column::{Bytes, Version, runs, stored};
use crate::script::Script;
use crate::{Store, StoreError};

/// One edit to be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRow {
    /// The version the document stands at after it.
    pub version: u64,
    /// Whose edit it is.
    pub author: PersonId,
    /// When the server took it.
    pub at: i64,
    /// The edit, encoded.
    pub body: Vec<u8>,
}

/// One edit as the log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedEdit {
    /// The batch it came in; none for edits the document was made with.
    pub batch: Option<BatchId>,
    /// The edit.
    pub edit: EditRow,
}

/// What became of one push, kept so that repeating it is harmless.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct BatchRow {
    /// The id the client gave it.
    #[sqlx(try_from = "Bytes<16>", rename = "batch_id")]
    pub id: BatchId,
    /// The version its first edit has, or would have had.
    #[sqlx(try_from = "Version")]
    pub first_version: u64,
    /// The version its last edit has; `first_version - 1` when all were rejected.
    #[sqlx(try_from = "Version")]
    pub last_version: u64,
    /// Its rejections, encoded.
    pub outcome: Vec<u8>,
}

/// A document as it stood at a version.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct SnapshotRow {
    /// The version.
    #[sqlx(try_from = "Version")]
    pub version: u64,
    /// The document, encoded.
    pub body: Vec<u8>,
}

impl Store {
    /// The edits of a document that come after a version, in order, at most
    /// `limit` of them.
    pub async fn edits_after(
        &self,
        document: DocumentId,
        version: u64,
        limit: u32,
    ) -> Result<Vec<LoggedEdit>, StoreError> {
        let rows: Vec<Row> = on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT version, batch_id, author, at, body FROM edit
                 WHERE document_id = $1 AND version > $2 ORDER BY version LIMIT $3",
            )
            .bind(document.bytes().as_slice())
            .bind(stored(version))
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        let logged = rows
            .into_iter()
            .map(|(version, batch, author, at, body)| LoggedEdit {
                batch: batch.map(Into::into),
                edit: EditRow {
                    version: version.into(),
                    author: author.into(),
                    at,
                    body,
                },
            });
        Ok(logged.collect())
    }

    /// What became of a batch, if it has been taken.
    pub async fn batch(
        &self,
        document: DocumentId,
        batch: BatchId,
    ) -> Result<Option<BatchRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT batch_id, first_version, last_version, outcome FROM batch
                 WHERE document_id = $1 AND batch_id = $2",
            )
            .bind(document.bytes().as_slice())
            .bind(batch.bytes().as_slice())
            .fetch_optional(pool)
            .await?
        }))
    }

    /// The newest snapshot of a document.
    pub async fn snapshot(&self, document: DocumentId) -> Result<Option<SnapshotRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as("SELECT version, body FROM snapshot WHERE document_id = $1")
                .bind(document.bytes().as_slice())
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Keeps a snapshot if it is newer than the one there is and not ahead of
    /// the log. Says whether it was kept.
    pub async fn put_snapshot(
        &self,
        document: DocumentId,
        snapshot: &SnapshotRow,
    ) -> Result<bool, StoreError> {
        let kept = on!(&self.writer, |pool| {
            sqlx::query(
                "INSERT INTO snapshot (document_id, version, body)
                 SELECT id, $2, $3 FROM document WHERE id = $1 AND version >= $2
                 ON CONFLICT (document_id) DO UPDATE SET version = excluded.version, body = excluded.body
                 WHERE snapshot.version < excluded.version",
            )
            .bind(document.bytes().as_slice())
            .bind(stored(snapshot.version))
            .bind(snapshot.body.as_slice())
            .execute(pool)
            .await?
            .rows_affected()
        });
        Ok(kept > 0)
    }
}

/// Version, batch, author, time and body of an edit, as a row of the log.
type Row = (Version, Option<Bytes<16>>, Bytes<16>, i64, Vec<u8>);

/// An edit on its way into a document's log.
pub(crate) struct Logged<'a> {
    pub(crate) document: DocumentId,
    pub(crate) batch: Option<BatchId>,
    pub(crate) edit: &'a EditRow,
}

/// The version after `edits`, which must follow `version` without a gap.
pub(crate) fn follow(version: u64, edits: &[EditRow]) -> Result<u64, StoreError> {
    edits.iter().try_fold(version, |version, edit| {
        let expected = version.saturating_add(1);
        if edit.version == expected {
            Ok(expected)
        } else {
            Err(StoreError::Disordered {
                expected,
                found: edit.version,
            })
        }
    })
}

pub(crate) fn insert(script: &mut Script<'_>, edits: &[Logged<'_>]) {
    for run in runs(edits) {
        on!(&mut *script, |script| {
            let query = script.then(run.len());
            query.push("INSERT INTO edit (document_id, version, batch_id, author, at, body) ");
            query.push_values(run, |mut values, logged| {
                values
                    .push_bind(logged.document.bytes().as_slice())
                    .push_bind(stored(logged.edit.version))
                    .push_bind(logged.batch.as_ref().map(|batch| batch.bytes().as_slice()))
                    .push_bind(logged.edit.author.bytes().as_slice())
                    .push_bind(logged.edit.at)
                    .push_bind(logged.edit.body.as_slice());
            });
        });
    }
}

pub(crate) fn insert_batches(script: &mut Script<'_>, batches: &[(DocumentId, &BatchRow)]) {
    for run in runs(batches) {
        on!(&mut *script, |script| {
            let query = script.then(run.len());
            query.push(
                "INSERT INTO batch (document_id, batch_id, first_version, last_version, outcome) ",
            );
            query.push_values(run, |mut values, (document, batch)| {
                values
                    .push_bind(document.bytes().as_slice())
                    .push_bind(batch.id.bytes().as_slice())
                    .push_bind(stored(batch.first_version))
                    .push_bind(stored(batch.last_version))
                    .push_bind(batch.outcome.as_slice());
            });
        });
    }
}
