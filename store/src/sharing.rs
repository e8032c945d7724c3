//! Who may do what on a plan.

use domain::id::{DocumentId, PersonId};
use domain::sharing::{Right, Sharing};
use sqlx::FromRow;

use crate::backend::{Tx, on};
use crate::column::{Bytes, MaybePerson, RightNumber, right_number};
use crate::{AuditRow, Store, StoreError};

/// A plan with one of those for whom something apart was said, if there are any.
#[derive(FromRow)]
struct Said {
    #[sqlx(try_from = "Bytes<16>")]
    created_by: PersonId,
    everybody: Option<RightNumber>,
    #[sqlx(try_from = "MaybePerson")]
    person_id: Option<PersonId>,
    may: Option<RightNumber>,
}

#[derive(FromRow)]
struct Everybody {
    #[sqlx(try_from = "RightNumber")]
    everybody: Right,
}

impl Store {
    /// How a plan is shared; none where there is no such document.
    pub async fn sharing(&self, plan: DocumentId) -> Result<Option<Sharing>, StoreError> {
        // One statement, so that nothing is said anew between what it reads.
        let said: Vec<Said> = on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT created_by, everybody, person_id, may FROM document
                 LEFT JOIN plan_sharing ON plan_sharing.document_id = document.id
                 LEFT JOIN plan_right ON plan_right.document_id = document.id
                 WHERE document.id = $1",
            )
            .bind(plan.bytes().as_slice())
            .fetch_all(pool)
            .await?
        });
        let mut sharing = None;
        for said in said {
            let sharing = sharing.get_or_insert_with(|| Sharing::of(said.created_by));
            if let Some(everybody) = said.everybody {
                sharing.everybody = everybody.into();
            }
            let apart = said.person_id.zip(said.may);
            let apart = apart.map(|(person, may)| (person, may.into()));
            sharing.apart.extend(apart);
        }
        Ok(sharing)
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
