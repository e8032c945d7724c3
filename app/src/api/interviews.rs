//! Interviews.

use domain::id::{DocumentId, PersonId};
use domain::views::{Interview, Listed, Outcome};
use leptos::prelude::*;

use crate::error::AppError;
use crate::wire::Posted;

/// The interviews this person is part of, the latest first.
#[server(endpoint = "interviews", input = Posted, output = Posted)]
pub async fn interviews() -> Result<Vec<Listed>, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.interviews(&actor).await?)
}

/// Starts an interview on a plan as it stands. Repeating it with the same id is
/// harmless.
#[server(endpoint = "start-interview", input = Posted, output = Posted)]
pub async fn start_interview(
    id: DocumentId,
    plan: DocumentId,
    candidate: String,
    panelists: Vec<PersonId>,
) -> Result<(), AppError> {
    let (service, actor) = super::asked()?;
    Ok(service
        .start_interview(&actor, id, plan, &candidate, &panelists)
        .await?)
}

/// An interview as this person may see it.
#[server(endpoint = "interview", input = Posted, output = Posted)]
pub async fn open_interview(id: DocumentId) -> Result<Interview, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.interview(&actor, id).await?)
}

/// What the panel found. Only after the reveal.
#[server(endpoint = "outcome", input = Posted, output = Posted)]
pub async fn open_outcome(id: DocumentId) -> Result<Outcome, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.outcome(&actor, id).await?)
}
