//! Versions of a document that somebody gave a name.

use domain::id::{DocumentId, PersonId};
use sqlx::FromRow;

use crate::backend::on;
use crate::column::{Bytes, Version, stored};
use crate::{Store, StoreError};

/// A version with its name.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct NamedVersion {
    /// The version.
    #[sqlx(try_from = "Version")]
    pub version: u64,
    /// What it is called.
    pub name: String,
    /// Who named it.
    #[sqlx(try_from = "Bytes<16>")]
    pub named_by: PersonId,
    /// When, in milliseconds since the Unix epoch.
    pub named_at: i64,
}

impl Store {
    /// Gives a version of a document a name, in place of the one it had.
    /// A version that the log has not reached gets none.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the person is unknown.
    pub async fn name_version(
        &self,
        document: DocumentId,
        named: &NamedVersion,
    ) -> Result<bool, StoreError> {
        let saved = on!(&self.writer, |pool| {
            sqlx::query(
                "INSERT INTO named_version (document_id, version, name, named_by, named_at)
                 SELECT id, $2, $3, $4, $5 FROM document WHERE id = $1 AND version >= $2
                 ON CONFLICT (document_id, version) DO UPDATE
                 SET name = excluded.name, named_by = excluded.named_by, named_at = excluded.named_at",
            )
            .bind(document.bytes().as_slice())
            .bind(stored(named.version))
            .bind(named.name.as_str())
            .bind(named.named_by.bytes().as_slice())
            .bind(named.named_at)
            .execute(pool)
            .await?
            .rows_affected()
        });
        Ok(saved > 0)
    }

    /// The named versions of a document, the newest version first.
    pub async fn named_versions(
        &self,
        document: DocumentId,
    ) -> Result<Vec<NamedVersion>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT version, name, named_by, named_at FROM named_version
                 WHERE document_id = $1 ORDER BY version DESC",
            )
            .bind(document.bytes().as_slice())
            .fetch_all(pool)
            .await?
        }))
    }
}
