//! Kits and plans.

use domain::id::{DocumentId, PersonId};
use domain::kit::Kit;
use domain::plan::Plan;
use domain::views::{At, Listed, ListedKit};
use leptos::prelude::*;

use crate::error::AppError;
use crate::wire::Posted;

/// The role kits.
#[server(endpoint = "kits", input = Posted, output = Posted)]
pub async fn kits() -> Result<Vec<ListedKit>, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.kits(&actor).await?)
}

/// One role kit.
#[server(endpoint = "kit", input = Posted, output = Posted)]
pub async fn open_kit(id: String) -> Result<Kit, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.kit_for_planning(&actor, &id).await?)
}

/// The team's plans, the latest first.
#[server(endpoint = "plans", input = Posted, output = Posted)]
pub async fn plans() -> Result<Vec<Listed>, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.plans(&actor).await?)
}

/// Begins a plan from a kit, for `by` where the page knows who works on it; a copy is shared as
/// its original. Repeating it with the same id is harmless.
#[server(endpoint = "begin-plan-or-copy", input = Posted, output = Posted)]
pub async fn new_plan(
    id: DocumentId,
    kit: String,
    title: String,
    original: Option<DocumentId>,
    by: Option<PersonId>,
) -> Result<(), AppError> {
    let (service, actor) = super::asked_by(by)?;
    let made = match original {
        Some(original) => service.new_copy(&actor, id, &kit, &title, original).await,
        None => service.new_plan(&actor, id, &kit, &title).await,
    };
    Ok(made?)
}

/// The same as pages of earlier builds ask for it.
#[server(endpoint = "begin-plan", input = Posted, output = Posted)]
pub async fn new_plan_of_its_own(
    id: DocumentId,
    kit: String,
    title: String,
    by: Option<PersonId>,
) -> Result<(), AppError> {
    new_plan(id, kit, title, None, by).await
}

/// A plan as it stands, for whoever may change it.
#[server(endpoint = "open-plan", input = Posted, output = Posted)]
pub async fn open_plan(id: DocumentId) -> Result<At<Plan>, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.plan_to_edit(&actor, id).await?)
}
