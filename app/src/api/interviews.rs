//! Interviews.

use domain::id::DocumentId;
use domain::views::{Interview, ListedInterview};
use leptos::prelude::*;

use crate::error::AppError;
use crate::wire::Posted;

/// The interviews this person is part of, first those that wait for them.
#[server(endpoint = "my-interviews", input = Posted, output = Posted)]
pub async fn interviews() -> Result<Vec<ListedInterview>, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.interviews(&actor).await?)
}

/// An interview as this person may see it.
#[server(endpoint = "interview", input = Posted, output = Posted)]
pub async fn open_interview(id: DocumentId) -> Result<Interview, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.interview(&actor, id).await?)
}
