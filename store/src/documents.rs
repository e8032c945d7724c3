//! The documents people edit together: what they are and which version they
//! stand at. Their contents are in the log (`edits`).

use domain::id::{DocumentId, PersonId, TeamId};
use domain::sharing::Sharing;
use sqlx::FromRow;

use crate::backend::{Tx, on};
use crate::column::{Bytes, KindNumber, Version, stored};
use crate::edits::{self, Logged};
use crate::{AuditRow, EditRow, Store, StoreError, sharing};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// Stages and the questions in them.
    Plan,
    /// A running interview.
    Panel,
    /// One panelist's ratings and notes.
    Scorecard,
}

impl DocumentKind {
    /// The number kept for this kind.
    pub(crate) const fn number(self) -> i16 {
        match self {
            Self::Plan => 1,
            Self::Panel => 2,
            Self::Scorecard => 3,
        }
    }
}

/// A document as it stands.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct DocumentRow {
    /// Its id.
    #[sqlx(try_from = "Bytes<16>")]
    pub id: DocumentId,
    /// What it is.
    #[sqlx(try_from = "KindNumber")]
    pub kind: DocumentKind,
    /// The team it belongs to.
    #[sqlx(try_from = "Bytes<16>", rename = "team_id")]
    pub team: TeamId,
    /// How many edits its log holds.
    #[sqlx(try_from = "Version")]
    pub version: u64,
    /// Its title, for lists.
    pub title: String,
    /// When it was made.
    pub created_at: i64,
    /// Who made it.
    #[sqlx(try_from = "Bytes<16>")]
    pub created_by: PersonId,
    /// When it was last edited.
    pub updated_at: i64,
    /// When it was put away out of the lists; none while it is in them.
    pub put_away_at: Option<i64>,
}

/// A document to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// Its id.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// The team it belongs to.
    pub team: TeamId,
    /// Its title, for lists.
    pub title: String,
    /// Who makes it.
    pub created_by: PersonId,
    /// When.
    pub created_at: i64,
    /// The edits it begins with: versions 1, 2, 3 and so on. The document
    /// stands at the last of them, or at 0 without any.
    pub edits: Vec<EditRow>,
    /// The document as it stands after them, encoded.
    pub snapshot: Option<Vec<u8>>,
}

impl Store {
    /// Makes a plan, with its first edits, snapshot, audit and what is said at once of how it
    /// is shared, all or nothing.
    ///
    /// # Errors
    /// [`StoreError::Disordered`] when the edits do not number 1, 2, 3 and so on;
    /// [`StoreError::Constraint`] when the id is taken or the team or a person
    /// is unknown.
    pub async fn create_plan(
        &self,
        plan: &NewDocument,
        shared: Option<&Sharing>,
        audit: &[AuditRow],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, plan).await?;
        if let Some(shared) = shared {
            sharing::replace(&mut tx, plan.id, shared).await?;
        }
        tx.commit_with(audit).await
    }

    /// The document with this id, as it stands.
    pub async fn document(&self, id: DocumentId) -> Result<Option<DocumentRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT id, kind, team_id, version, title, created_at, created_by, updated_at,
                     put_away_at
                 FROM document WHERE id = $1",
            )
            .bind(id.bytes().as_slice())
            .fetch_optional(pool)
            .await?
        }))
    }

    /// A team's documents of one kind, the newest first, those that are put away among them.
    pub async fn documents(
        &self,
        team: TeamId,
        kind: DocumentKind,
    ) -> Result<Vec<DocumentRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT id, kind, team_id, version, title, created_at, created_by, updated_at,
                     put_away_at
                 FROM document WHERE team_id = $1 AND kind = $2 ORDER BY created_at DESC, id",
            )
            .bind(team.bytes().as_slice())
            .bind(kind.number())
            .fetch_all(pool)
            .await?
        }))
    }

    /// Puts a document away, or (no time) brings it back, with the audit of it. Answers
    /// whether that changed anything: where it is so already, or there is no such document,
    /// nothing is written.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the team or the person of the audit is unknown.
    pub async fn put_away(
        &self,
        document: DocumentId,
        at: Option<i64>,
        audit: &AuditRow,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let changed = on!(&mut tx, |tx| {
            sqlx::query(
                "UPDATE document SET put_away_at = $2 WHERE id = $1 AND (put_away_at IS NULL) = $3",
            )
            .bind(document.bytes().as_slice())
            .bind(at)
            .bind(at.is_some())
            .execute(&mut **tx)
            .await?
            .rows_affected()
        });
        if changed == 0 {
            return Ok(false);
        }
        tx.commit_with([audit]).await?;
        Ok(true)
    }
}

pub(crate) async fn insert(tx: &mut Tx, document: &NewDocument) -> Result<(), StoreError> {
    let version = edits::follow(0, &document.edits)?;
    on!(&mut *tx, |tx| {
        sqlx::query(
            "INSERT INTO document (id, kind, team_id, version, title, created_at, created_by, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $6)",
        )
        .bind(document.id.bytes().as_slice())
        .bind(document.kind.number())
        .bind(document.team.bytes().as_slice())
        .bind(stored(version))
        .bind(&document.title)
        .bind(document.created_at)
        .bind(document.created_by.bytes().as_slice())
        .execute(&mut **tx)
        .await?;
        if let Some(body) = &document.snapshot {
            sqlx::query("INSERT INTO snapshot (document_id, version, body) VALUES ($1, $2, $3)")
                .bind(document.id.bytes().as_slice())
                .bind(stored(version))
                .bind(body.as_slice())
                .execute(&mut **tx)
                .await?;
        }
    });
    let logged: Vec<_> = document
        .edits
        .iter()
        .map(|edit| Logged {
            document: document.id,
            batch: None,
            edit,
        })
        .collect();
    let mut script = tx.script();
    edits::insert(&mut script, &logged);
    script.run().await
}
