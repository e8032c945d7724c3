//! Group commit: what came in from all documents at once is written in one
//! transaction, so that the cost of making it durable is paid once.
//!
//! Under the lock of that transaction reads find out where each document stands,
//! which batches are known and, where edits were judged by somebody's right, what
//! is said of it by now; every unit is then judged in memory (`admit`), and what
//! was admitted is written in a few statements of many rows.

mod admit;

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{BatchId, DocumentId, PersonId};
use domain::sharing::Right;
use sqlx::QueryBuilder;

use crate::backend::{On, Tx, on};
use crate::column::{Bytes, Version, runs, stored};
use crate::edits;
use crate::{AuditRow, BatchRow, EditRow, Store, StoreError, announcements, audit, sharing};
use admit::Admission;

/// Edits to one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentWrite {
    /// The document.
    pub document: DocumentId,
    /// The version it must stand at.
    pub expected_version: u64,
    /// Edits for the versions that follow, without a gap.
    pub edits: Vec<EditRow>,
    /// The batch they came in. Its versions are those of `edits`, or
    /// `expected_version + 1` and `expected_version` when there are none.
    pub batch: Option<BatchRow>,
    /// A new title for lists, if it has changed.
    pub title: Option<String>,
    /// When the document counts as edited.
    pub at: i64,
    /// What was said that whoever made the edits may do, where the edits were judged by it:
    /// if something else is said by now, they must be judged again.
    pub judged_by: Option<SaidRight>,
}

/// What was said that somebody may do on a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidRight {
    /// Whose right it is.
    pub person: PersonId,
    /// As [`Store::right_on`] answered.
    pub said: Option<Right>,
}

/// What is saved wholly or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// Edits, to one document or several.
    pub writes: Vec<DocumentWrite>,
    /// What the audit is to say of them.
    pub audit: Vec<AuditRow>,
}

/// Why a unit was left out of a commit. Nothing of it was saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// Somebody else was first: catch up, rebase, try again.
    #[error("document {document} has moved on: it is at version {found}, not {expected}")]
    Moved {
        /// The document.
        document: DocumentId,
        /// The version it was expected at.
        expected: u64,
        /// The version it stands at.
        found: u64,
    },
    /// The batch was taken before: answer with what became of it then.
    #[error("batch {batch} on document {document} was taken before")]
    Repeated {
        /// The document.
        document: DocumentId,
        /// The batch.
        batch: BatchId,
    },
    /// Another right counts now than the one by which the edits were judged: judge them
    /// again.
    #[error("who may do what on document {document} was said anew")]
    Shared {
        /// The document.
        document: DocumentId,
    },
    /// There is no such document.
    #[error("there is no document {0}")]
    Missing(DocumentId),
    /// The unit contradicts itself or breaks a rule of the database; trying
    /// again would not help.
    #[error("the edits cannot be saved: {reason}")]
    Broken {
        /// What is wrong with it.
        reason: String,
    },
}

impl Store {
    /// Saves every unit that can be saved, in order, in one transaction, and
    /// tells the fate of each. When this returns, what was saved is durable and
    /// whoever reads sees it.
    ///
    /// # Errors
    /// When the database fails as a whole; then nothing was saved, except that
    /// after [`StoreError::Disconnected`] the units may have been: a batch that
    /// is known then was.
    pub async fn commit(&self, units: &[Unit]) -> Result<Vec<Result<(), Conflict>>, StoreError> {
        if units.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.begin().await?;
        match write(&mut tx, units, self.process.as_deref()).await {
            Ok(fates) => {
                tx.commit().await?;
                Ok(fates)
            }
            Err(StoreError::Constraint { reason }) => {
                // One unit names, say, a person who is not there. Which one, the
                // database does not tell of a statement of many rows.
                tracing::warn!(
                    reason,
                    units = units.len(),
                    "a group broke a rule; saving its units one by one"
                );
                drop(tx);
                self.commit_apart(units).await
            }
            Err(error) => Err(error),
        }
    }

    /// As `commit`, but slow: each unit on a savepoint of its own.
    async fn commit_apart(&self, units: &[Unit]) -> Result<Vec<Result<(), Conflict>>, StoreError> {
        let mut tx = self.begin().await?;
        lock(&mut tx, units).await?;
        let mut fates = Vec::with_capacity(units.len());
        for unit in units {
            tx.run("SAVEPOINT unit").await?;
            let written = write(&mut tx, std::slice::from_ref(unit), self.process.as_deref());
            match written.await {
                Ok(fate) => fates.extend(fate),
                Err(StoreError::Constraint { reason }) => {
                    tx.run("ROLLBACK TO SAVEPOINT unit").await?;
                    fates.push(Err(Conflict::Broken { reason }));
                }
                Err(error) => return Err(error),
            }
            tx.run("RELEASE SAVEPOINT unit").await?;
        }
        tx.commit().await?;
        Ok(fates)
    }
}

pub(crate) async fn write(
    tx: &mut Tx,
    units: &[Unit],
    process: Option<&str>,
) -> Result<Vec<Result<(), Conflict>>, StoreError> {
    let versions = lock(tx, units).await?;
    let known = known_batches(tx, units).await?;
    let said = said_rights(tx, units).await?;
    let mut admission = Admission::new(versions, known, said);
    let fates = units.iter().map(|unit| admission.admit(unit)).collect();
    let admitted = admission.admitted;

    move_documents(tx, &admitted.heads).await?;
    edits::insert_batches(tx, &admitted.batches).await?;
    edits::insert(tx, &admitted.edits).await?;
    audit::insert(tx, &admitted.audit).await?;
    announcements::announce(tx, process, &admitted.heads).await?;
    Ok(fates)
}

fn writes(units: &[Unit]) -> impl Iterator<Item = &DocumentWrite> {
    units.iter().flat_map(|unit| &unit.writes)
}

/// Where each document stands. On `PostgreSQL` nobody else moves it until this
/// transaction ends; taking the locks in the order of ids, two groups cannot
/// wait for each other. On `SQLite` nobody else writes at all.
async fn lock(tx: &mut Tx, units: &[Unit]) -> Result<BTreeMap<DocumentId, u64>, StoreError> {
    let ids: Vec<DocumentId> = writes(units)
        .map(|write| write.document)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let lock = match tx {
        On::Sqlite(_) => "",
        // Not against foreign keys that point at the document.
        On::Postgres(_) => " FOR NO KEY UPDATE",
    };
    let mut versions = BTreeMap::new();
    for run in runs(&ids) {
        let rows: Vec<(Bytes<16>, Version)> = on!(&mut *tx, |tx| {
            let mut query = QueryBuilder::new("SELECT id, version FROM document WHERE id IN (");
            let mut list = query.separated(", ");
            for id in run {
                list.push_bind(id.bytes().as_slice());
            }
            query.push(") ORDER BY id").push(lock);
            query.build_query_as().fetch_all(&mut **tx).await?
        });
        versions.extend(
            rows.into_iter()
                .map(|(id, version)| (DocumentId::from(id), u64::from(version))),
        );
    }
    Ok(versions)
}

async fn known_batches(
    tx: &mut Tx,
    units: &[Unit],
) -> Result<BTreeSet<(DocumentId, BatchId)>, StoreError> {
    let asked: Vec<(DocumentId, BatchId)> = writes(units)
        .filter_map(|write| Some((write.document, write.batch.as_ref()?.id)))
        .collect();
    let mut known = BTreeSet::new();
    for run in runs(&asked) {
        let rows: Vec<(Bytes<16>, Bytes<16>)> = on!(&mut *tx, |tx| {
            let mut query = QueryBuilder::new("WITH asked (document_id, batch_id) AS (");
            query.push_values(run, |mut values, (document, batch)| {
                values
                    .push_bind(document.bytes().as_slice())
                    .push_bind(batch.bytes().as_slice());
            });
            query.push(
                ") SELECT batch.document_id, batch.batch_id FROM asked
                 JOIN batch ON batch.document_id = asked.document_id AND batch.batch_id = asked.batch_id",
            );
            query.build_query_as().fetch_all(&mut **tx).await?
        });
        known.extend(
            rows.into_iter()
                .map(|(document, batch)| (document.into(), batch.into())),
        );
    }
    Ok(known)
}

/// What is said of the rights by which edits were judged. Whoever says something else
/// meanwhile has said it after this.
async fn said_rights(tx: &mut Tx, units: &[Unit]) -> Result<Said, StoreError> {
    let asked: BTreeSet<(DocumentId, PersonId)> = writes(units)
        .filter_map(|write| Some((write.document, write.judged_by?.person)))
        .collect();
    let asked: Vec<_> = asked.into_iter().collect();
    sharing::said(tx, &asked).await
}

/// Rights on plans, of those of whom something is said.
pub(crate) type Said = BTreeMap<(DocumentId, PersonId), Right>;

/// Where a document stands after the commit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) version: u64,
    at: i64,
    title: Option<&'a str>,
}

/// The documents that a commit moves.
pub(crate) type Heads<'a> = BTreeMap<DocumentId, Head<'a>>;

async fn move_documents(tx: &mut Tx, heads: &Heads<'_>) -> Result<(), StoreError> {
    let heads: Vec<_> = heads.iter().collect();
    for run in runs(&heads) {
        on!(&mut *tx, |tx| {
            let mut query = QueryBuilder::new("WITH head (id, version, at, title) AS (");
            query.push_values(run, |mut values, (document, head)| {
                values
                    .push_bind(document.bytes().as_slice())
                    .push_bind(stored(head.version))
                    .push_bind(head.at)
                    .push_bind(head.title);
            });
            query.push(
                ") UPDATE document
                 SET version = head.version, updated_at = head.at, title = COALESCE(head.title, document.title)
                 FROM head WHERE document.id = head.id",
            );
            query.build().execute(&mut **tx).await?;
        });
    }
    Ok(())
}
