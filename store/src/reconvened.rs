//! Calling the panel of an interview together anew.

use domain::id::{DocumentId, PersonId};

use crate::backend::{Tx, on};
use crate::interviews::{bytes_of, seat};
use crate::{Conflict, NewPanelist, Store, StoreError, Unit, commit};

/// What changes of an interview when its panel is called together anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconvened {
    /// The interview.
    pub interview: DocumentId,
    /// Who is interviewed.
    pub candidate: String,
    /// The candidate, where they are of the team.
    pub candidate_is: Option<PersonId>,
    /// The hiring manager, if there is one.
    pub manager: Option<PersonId>,
    /// Whether the hiring manager sees totals, and nobody's own judgement.
    pub totals_only: bool,
    /// Who comes to the panel. Whoever was on it before has their scorecard of then, and the
    /// one that is here is not made.
    pub come: Vec<NewPanelist>,
    /// Who is taken off it.
    pub leave: Vec<PersonId>,
    /// When.
    pub at: i64,
    /// What the panel document and the audit say of it.
    pub unit: Unit,
}

impl Store {
    /// Calls a panel together anew: what its document says of it and who sits on it, all or
    /// nothing.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when a person is unknown, or whoever leads it, its candidate
    /// and its manager are not three people. Inside: why the panel document could not be
    /// written to; nothing was saved then.
    pub async fn reconvene(&self, anew: &Reconvened) -> Result<Result<(), Conflict>, StoreError> {
        let mut tx = self.begin().await?;
        let unit = std::slice::from_ref(&anew.unit);
        let fates = commit::write(&mut tx, unit, self.process.as_deref()).await?;
        if let Some(conflict) = fates.into_iter().find_map(Result::err) {
            return Ok(Err(conflict));
        }
        on!(&mut tx, |tx| {
            sqlx::query(
                "UPDATE interview SET candidate = $2, candidate_is = $3, manager = $4, totals_only = $5
                 WHERE id = $1",
            )
            .bind(anew.interview.bytes().as_slice())
            .bind(&anew.candidate)
            .bind(bytes_of(anew.candidate_is.as_ref()))
            .bind(bytes_of(anew.manager.as_ref()))
            .bind(anew.totals_only)
            .execute(&mut **tx)
            .await?;
        });
        for person in &anew.leave {
            set_left(&mut tx, anew.interview, *person, Some(anew.at)).await?;
        }
        for panelist in &anew.come {
            let was_on_it = set_left(&mut tx, anew.interview, panelist.person, None).await?;
            if !was_on_it {
                seat(&mut tx, anew.interview, panelist).await?;
            }
        }
        tx.commit().await?;
        Ok(Ok(()))
    }
}

/// Says since when somebody is off the panel, or (none) that they are on it. Answers whether
/// they ever were.
async fn set_left(
    tx: &mut Tx,
    interview: DocumentId,
    person: PersonId,
    at: Option<i64>,
) -> Result<bool, StoreError> {
    let changed = on!(&mut *tx, |tx| {
        sqlx::query("UPDATE panelist SET left_at = $3 WHERE interview_id = $1 AND person_id = $2")
            .bind(interview.bytes().as_slice())
            .bind(person.bytes().as_slice())
            .bind(at)
            .execute(&mut **tx)
            .await?
            .rows_affected()
    });
    Ok(changed > 0)
}
