//! Who may do what on a plan.

use domain::id::{DocumentId, PersonId};
use domain::sharing::{Right, Sharing};
use sqlx::FromRow;

use crate::backend::{Tx, on};
use crate::column::{Bytes, RightNumber, right_number};
use crate::{AuditRow, Store, StoreError};

#[derive(FromRow)]
struct Owned {
    #[sqlx(try_from = "Bytes<16>")]
    created_by: PersonId,
}

#[derive(FromRow)]
struct Everybody {
    #[sqlx(try_from = "RightNumber")]
    everybody: Right,
}

#[derive(FromRow)]
struct Apart {
    #[sqlx(try_from = "Bytes<16>")]
    person_id: PersonId,
    #[sqlx(try_from = "RightNumber")]
    may: Right,
}

impl Store {
    /// How a plan is shared; none where there is no such document.
    pub async fn sharing(&self, plan: DocumentId) -> Result<Option<Sharing>, StoreError> {
        let (owned, everybody, apart): (Option<Owned>, Option<Everybody>, Vec<Apart>) =
            on!(&self.reader, |pool| (
                sqlx::query_as("SELECT created_by FROM document WHERE id = $1")
                    .bind(plan.bytes().as_slice())
                    .fetch_optional(pool)
                    .await?,
                sqlx::query_as("SELECT everybody FROM plan_sharing WHERE document_id = $1")
                    .bind(plan.bytes().as_slice())
                    .fetch_optional(pool)
                    .await?,
                sqlx::query_as("SELECT person_id, may FROM plan_right WHERE document_id = $1")
                    .bind(plan.bytes().as_slice())
                    .fetch_all(pool)
                    .await?,
            ));
        Ok(owned.map(|Owned { created_by }| {
            let unsaid = Sharing::of(created_by);
            Sharing {
                everybody: everybody.map_or(unsaid.everybody, |row| row.everybody),
                apart: apart
                    .into_iter()
                    .map(|row| (row.person_id, row.may))
                    .collect(),
                ..unsaid
            }
        }))
    }

    /// What was said that this person may do on a plan: of them, or else of everybody. None
    /// where nothing was said.
    pub async fn right_on(
        &self,
        plan: DocumentId,
        person: PersonId,
    ) -> Result<Option<Right>, StoreError> {
        let found: Option<Everybody> = on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT COALESCE(plan_right.may, plan_sharing.everybody) AS everybody
                 FROM plan_sharing LEFT JOIN plan_right
                 ON plan_right.document_id = plan_sharing.document_id AND plan_right.person_id = $2
                 WHERE plan_sharing.document_id = $1",
            )
            .bind(plan.bytes().as_slice())
            .bind(person.bytes().as_slice())
            .fetch_optional(pool)
            .await?
        });
        Ok(found.map(|row| row.everybody))
    }

    /// Keeps how a plan is shared, in place of how it was, with its audit. Whoever owns it
    /// stays its owner.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the plan or a person is unknown.
    pub async fn share(
        &self,
        plan: DocumentId,
        sharing: &Sharing,
        audit: &[AuditRow],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        replace(&mut tx, plan, sharing).await?;
        tx.commit_with(audit).await
    }
}

/// Keeps how a plan is shared, in place of how it was.
pub(crate) async fn replace(
    tx: &mut Tx,
    plan: DocumentId,
    sharing: &Sharing,
) -> Result<(), StoreError> {
    on!(&mut *tx, |tx| {
        sqlx::query(
            "INSERT INTO plan_sharing (document_id, everybody) VALUES ($1, $2)
             ON CONFLICT (document_id) DO UPDATE SET everybody = excluded.everybody",
        )
        .bind(plan.bytes().as_slice())
        .bind(right_number(sharing.everybody))
        .execute(&mut **tx)
        .await?;
        sqlx::query("DELETE FROM plan_right WHERE document_id = $1")
            .bind(plan.bytes().as_slice())
            .execute(&mut **tx)
            .await?;
        for (person, may) in &sharing.apart {
            sqlx::query("INSERT INTO plan_right (document_id, person_id, may) VALUES ($1, $2, $3)")
                .bind(plan.bytes().as_slice())
                .bind(person.bytes().as_slice())
                .bind(right_number(*may))
                .execute(&mut **tx)
                .await?;
        }
    });
    Ok(())
}
