//! Edits there and back.

use domain::id::{DocumentId, PersonId};
use domain::wire::{CaughtUp, Push, Pushed};
use leptos::prelude::*;

use crate::error::AppError;
use crate::wire::Posted;

/// Sends a batch of edits that `by` made, where the page knows who works on it. Answered once
/// it is durable; repeating it is harmless.
#[server(endpoint = "push-by", input = Posted, output = Posted)]
pub async fn send_edits(push: Push, by: Option<PersonId>) -> Result<Pushed, AppError> {
    let (service, actor) = super::asked_by(by)?;
    Ok(service.push(&actor, push).await?)
}

/// The same as pages of earlier builds ask for it.
#[server(endpoint = "push", input = Posted, output = Posted)]
pub async fn send_anybodys_edits(push: Push) -> Result<Pushed, AppError> {
    send_edits(push, None).await
}

/// What has come after a version, for `by`, where the page knows who works on it.
/// `entries_only` asks for the log even where a snapshot would be shorter: whoever has edits of
/// their own to rebase needs it.
#[server(endpoint = "catch-up-by", input = Posted, output = Posted)]
pub async fn catch_up(
    document: DocumentId,
    after: u64,
    entries_only: bool,
    by: Option<PersonId>,
) -> Result<CaughtUp, AppError> {
    let (service, actor) = super::asked_by(by)?;
    Ok(service
        .catch_up(&actor, document, after, entries_only)
        .await?)
}

/// The same as pages of earlier builds ask for it.
#[server(endpoint = "catch-up", input = Posted, output = Posted)]
pub async fn catch_anybody_up(
    document: DocumentId,
    after: u64,
    entries_only: bool,
) -> Result<CaughtUp, AppError> {
    catch_up(document, after, entries_only, None).await
}
