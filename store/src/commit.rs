//! Group commit: what came in from all documents at once is written in one
//! transaction, so that the cost of making it durable is paid once.
//!
//! Under the lock of that transaction reads find out where each document stands,
//! which batches are known and, where edits were judged by somebody's right, what
//! is said of it by now; every unit is then judged in memory (`admit`), and what
//! was admitted is written in a few statements of many rows.

mod admit;
mod stand;

use std::collections::BTreeMap;

use crate::backend::{Tx, on};
use crate::column::{runs, stored};
use crate::script::Script;
use crate::{AuditRow, BatchRow, EditRow, Store, StoreError, announcements, audit, edits};
use admit::Admission;
use domain::id::{BatchId, DocumentId, PersonId};
use domain::sharing::Right;
use stand::{lock, stand};

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
    let mut admission = Admission::new(stand(tx, units).await?);
    let fates = units.iter().map(|unit| admission.admit(unit)).collect();
    let admitted = admission.admitted;

    let mut script = tx.script();
    move_documents(&mut script, &admitted.heads);
    edits::insert_batches(&mut script, &admitted.batches);
    edits::insert(&mut script, &admitted.edits);
    audit::insert(&mut script, admitted.audit);
    script.run().await?;
    announcements::announce(tx, process, &admitted.heads).await?;
    Ok(fates)
}

fn writes(units: &[Unit]) -> impl Iterator<Item = &DocumentWrite> {
    units.iter().flat_map(|unit| &unit.writes)
}

/// Where a document stands after the commit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) version: u64,
    at: i64,
    title: Option<&'a str>,
}

/// The documents that a commit moves.
pub(crate) type Heads<'a> = BTreeMap<DocumentId, Head<'a>>;

fn move_documents(script: &mut Script<'_>, heads: &Heads<'_>) {
    let heads: Vec<_> = heads.iter().collect();
    for run in runs(&heads) {
        on!(&mut *script, |script| {
            let query = script.then(run.len());
            query.push("WITH head (id, version, at, title) AS (");
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
        });
    }
}
