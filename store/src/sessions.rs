//! Who is signed in. Only a hash of the token is kept, so a copy of the
//! database signs nobody in.

use domain::id::PersonId;
use sqlx::FromRow;

use crate::backend::on;
use crate::column::Bytes;
use crate::{Store, StoreError};

/// A sign-in.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct SessionRow {
    /// A 32-byte hash of the token the browser holds.
    #[sqlx(try_from = "Bytes<32>")]
    pub token_hash: [u8; 32],
    /// Who is signed in.
    #[sqlx(try_from = "Bytes<16>", rename = "person_id")]
    pub person: PersonId,
    /// When they signed in.
    pub created_at: i64,
    /// From when on the session counts for nothing.
    pub expires_at: i64,
}

impl Store {
    /// Keeps a new session.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the token is taken or the person unknown.
    pub async fn create_session(&self, session: &SessionRow) -> Result<(), StoreError> {
        on!(&self.writer, |pool| {
            sqlx::query("INSERT INTO session (token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)")
                .bind(session.token_hash.as_slice())
                .bind(session.person.bytes().as_slice())
                .bind(session.created_at)
                .bind(session.expires_at)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// The session of this token, unless it has expired at `now`.
    pub async fn session(
        &self,
        token_hash: &[u8; 32],
        now: i64,
    ) -> Result<Option<SessionRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT token_hash, person_id, created_at, expires_at FROM session
                 WHERE token_hash = $1 AND expires_at > $2",
            )
            .bind(token_hash.as_slice())
            .bind(now)
            .fetch_optional(pool)
            .await?
        }))
    }

    /// Ends the session of this token, if there is one.
    pub async fn delete_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        on!(&self.writer, |pool| {
            sqlx::query("DELETE FROM session WHERE token_hash = $1")
                .bind(token_hash.as_slice())
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Forgets the sessions that have expired at `now`, and says how many.
    pub async fn purge_sessions(&self, now: i64) -> Result<u64, StoreError> {
        Ok(on!(&self.writer, |pool| {
            sqlx::query("DELETE FROM session WHERE expires_at <= $1")
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }))
    }
}
