//! Interviews: for whom, on which plan, and who sits on the panel.

use domain::id::{DocumentId, PersonId, TeamId};
use sqlx::FromRow;

use crate::backend::{Tx, on};
use crate::column::{Bytes, MaybePerson, Version, stored};
use crate::{AuditRow, NewDocument, Store, StoreError, documents};

/// An interview, whose id is that of its panel document.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct InterviewRow {
    /// What lists show of it.
    #[sqlx(flatten)]
    pub head: InterviewHead,
    /// The plan as it stood when the interview was started, encoded.
    pub plan_body: Vec<u8>,
}

/// What lists show of an interview.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct InterviewHead {
    /// The interview, which is its panel document.
    #[sqlx(try_from = "Bytes<16>")]
    pub id: DocumentId,
    /// The team it belongs to.
    #[sqlx(try_from = "Bytes<16>", rename = "team_id")]
    pub team: TeamId,
    /// The plan it runs on.
    #[sqlx(try_from = "Bytes<16>", rename = "plan_id")]
    pub plan: DocumentId,
    /// The version of the plan it runs on.
    #[sqlx(try_from = "Version")]
    pub plan_version: u64,
    /// Who is interviewed.
    pub candidate: String,
    /// Who leads the panel.
    #[sqlx(try_from = "Bytes<16>")]
    pub lead: PersonId,
    /// When it was started.
    pub created_at: i64,
    /// The candidate, where they are of the team: they see nothing of it.
    #[sqlx(try_from = "MaybePerson")]
    pub candidate_is: Option<PersonId>,
    /// The hiring manager, if there is one.
    #[sqlx(try_from = "MaybePerson")]
    pub manager: Option<PersonId>,
    /// Whether the hiring manager sees totals, and nobody's own judgement.
    pub totals_only: bool,
}

/// An interview as one person meets it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct InterviewFor {
    /// What lists show of it.
    #[sqlx(flatten)]
    pub head: InterviewHead,
    /// Whether they are on its panel.
    pub scores: bool,
    /// When it was put away out of the lists; none while it is in them.
    pub put_away_at: Option<i64>,
}

/// A member of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct PanelistRow {
    /// The interview.
    #[sqlx(try_from = "Bytes<16>", rename = "interview_id")]
    pub interview: DocumentId,
    /// Who interviews.
    #[sqlx(try_from = "Bytes<16>", rename = "person_id")]
    pub person: PersonId,
    /// Their scorecard.
    #[sqlx(try_from = "Bytes<16>", rename = "scorecard_id")]
    pub scorecard: DocumentId,
}

/// An interview to be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInterview {
    /// The interview.
    pub interview: InterviewRow,
    /// Its panel document, with the interview's id.
    pub panel: NewDocument,
    /// Its panelists.
    pub panelists: Vec<NewPanelist>,
    /// What the audit is to say of it.
    pub audit: Vec<AuditRow>,
}

/// A panelist with the scorecard to be made for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPanelist {
    /// Who interviews.
    pub person: PersonId,
    /// Their scorecard.
    pub scorecard: NewDocument,
}

impl Store {
    /// Starts an interview: the panel, the panelists and their scorecards, all
    /// or nothing.
    ///
    /// # Errors
    /// [`StoreError::Disordered`] when a document's edits do not number 1, 2, 3
    /// and so on; [`StoreError::Constraint`] when an id is taken, a person is
    /// named twice, a person, team or plan is unknown, or whoever leads it, its
    /// candidate and its manager are not three people.
    pub async fn create_interview(&self, new: &NewInterview) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        documents::insert(&mut tx, &new.panel).await?;
        let InterviewRow { head, plan_body } = &new.interview;
        on!(&mut tx, |tx| {
            sqlx::query(
                "INSERT INTO interview (id, team_id, plan_id, plan_version, plan_body, candidate, lead, created_at,
                     candidate_is, manager, totals_only)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(head.id.bytes().as_slice())
            .bind(head.team.bytes().as_slice())
            .bind(head.plan.bytes().as_slice())
            .bind(stored(head.plan_version))
            .bind(plan_body.as_slice())
            .bind(&head.candidate)
            .bind(head.lead.bytes().as_slice())
            .bind(head.created_at)
            .bind(bytes_of(head.candidate_is.as_ref()))
            .bind(bytes_of(head.manager.as_ref()))
            .bind(head.totals_only)
            .execute(&mut **tx)
            .await?;
        });
        for panelist in &new.panelists {
            seat(&mut tx, head.id, panelist).await?;
        }
        tx.commit_with(&new.audit).await
    }

    /// The interview with this id, with its plan.
    pub async fn interview(&self, id: DocumentId) -> Result<Option<InterviewRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT id, team_id, plan_id, plan_version, plan_body, candidate, lead, created_at,
                     candidate_is, manager, totals_only
                 FROM interview WHERE id = $1",
            )
            .bind(id.bytes().as_slice())
            .fetch_optional(pool)
            .await?
        }))
    }

    /// A team's interviews, the newest first, and in which of them `person` scores. Those
    /// that are put away are among them.
    pub async fn interviews(
        &self,
        team: TeamId,
        person: PersonId,
    ) -> Result<Vec<InterviewFor>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT id, team_id, plan_id, plan_version, candidate, lead, created_at,
                     candidate_is, manager, totals_only,
                     EXISTS (SELECT 1 FROM panelist
                             WHERE interview_id = interview.id AND person_id = $2
                                 AND left_at IS NULL) AS scores,
                     (SELECT put_away_at FROM document
                      WHERE document.id = interview.id) AS put_away_at
                 FROM interview WHERE team_id = $1 ORDER BY created_at DESC, id",
            )
            .bind(team.bytes().as_slice())
            .bind(person.bytes().as_slice())
            .fetch_all(pool)
            .await?
        }))
    }

    /// Whose scorecard this is, and in which interview; none where they were taken off its
    /// panel.
    pub async fn panelist_by_scorecard(
        &self,
        scorecard: DocumentId,
    ) -> Result<Option<PanelistRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as("SELECT interview_id, person_id, scorecard_id FROM panelist WHERE scorecard_id = $1 AND left_at IS NULL")
                .bind(scorecard.bytes().as_slice())
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Who is on the panel of an interview, in an order that stays the same.
    pub async fn panelists(&self, interview: DocumentId) -> Result<Vec<PanelistRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT interview_id, person_id, scorecard_id FROM panelist WHERE interview_id = $1 AND left_at IS NULL ORDER BY person_id",
            )
            .bind(interview.bytes().as_slice())
            .fetch_all(pool)
            .await?
        }))
    }
}

/// Gives somebody a seat on a panel, with a scorecard.
pub(crate) async fn seat(
    tx: &mut Tx,
    interview: DocumentId,
    panelist: &NewPanelist,
) -> Result<(), StoreError> {
    documents::insert(tx, &panelist.scorecard).await?;
    on!(&mut *tx, |tx| {
        sqlx::query(
            "INSERT INTO panelist (interview_id, person_id, scorecard_id) VALUES ($1, $2, $3)",
        )
        .bind(interview.bytes().as_slice())
        .bind(panelist.person.bytes().as_slice())
        .bind(panelist.scorecard.id.bytes().as_slice())
        .execute(&mut **tx)
        .await?;
    });
    Ok(())
}

pub(crate) fn bytes_of(person: Option<&PersonId>) -> Option<&[u8]> {
    person.map(|person| person.bytes().as_slice())
}
