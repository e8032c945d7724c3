//! Who did what, in the order it happened.

use domain::id::{DocumentId, PersonId, TeamId};
use sqlx::FromRow;

use crate::backend::{Tx, on};
use crate::column::{Bytes, runs};
use crate::script::Script;
use crate::{Store, StoreError};

/// Something a person did that others may ask about later.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct AuditRow {
    /// The team it concerns.
    #[sqlx(try_from = "Bytes<16>", rename = "team_id")]
    pub team: TeamId,
    /// When it happened.
    pub at: i64,
    /// Who did it.
    #[sqlx(try_from = "Bytes<16>", rename = "person_id")]
    pub person: PersonId,
    /// What was done, as a short word of the program's own.
    pub action: String,
    /// The document it was done to.
    #[sqlx(try_from = "Bytes<16>")]
    pub subject: DocumentId,
    /// What else is worth knowing.
    pub detail: String,
}

/// A line of the audit.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct AuditEntry {
    /// Grows with each line; gaps mean nothing.
    pub id: i64,
    /// What happened.
    #[sqlx(flatten)]
    pub row: AuditRow,
}

impl Store {
    /// Adds lines to the audit, all or none.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when a team or person is unknown.
    pub async fn append_audit(&self, rows: &[AuditRow]) -> Result<(), StoreError> {
        self.begin().await?.commit_with(rows).await
    }

    /// What was done to a document, in order.
    pub async fn audit_of(&self, subject: DocumentId) -> Result<Vec<AuditEntry>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT id, team_id, at, person_id, action, subject, detail FROM audit WHERE subject = $1 ORDER BY id",
            )
            .bind(subject.bytes().as_slice())
            .fetch_all(pool)
            .await?
        }))
    }
}

impl Tx {
    /// Commits, with what the audit is to say of it.
    pub(crate) async fn commit_with<'a>(
        mut self,
        audit: impl IntoIterator<Item = &'a AuditRow>,
    ) -> Result<(), StoreError> {
        let mut script = self.script();
        insert(&mut script, audit);
        script.run().await?;
        self.commit().await
    }
}

pub(crate) fn insert<'a>(script: &mut Script<'_>, rows: impl IntoIterator<Item = &'a AuditRow>) {
    let rows: Vec<_> = rows.into_iter().collect();
    for run in runs(&rows) {
        on!(&mut *script, |script| {
            let query = script.then(run.len());
            query.push("INSERT INTO audit (team_id, at, person_id, action, subject, detail) ");
            query.push_values(run, |mut values, row| {
                values
                    .push_bind(row.team.bytes().as_slice())
                    .push_bind(row.at)
                    .push_bind(row.person.bytes().as_slice())
                    .push_bind(row.action.as_str())
                    .push_bind(row.subject.bytes().as_slice())
                    .push_bind(row.detail.as_str());
            });
        });
    }
}
