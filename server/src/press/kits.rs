//! Kits: listed, saved from plans, brought along and taken away.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use documents::kits::{Kits, page, saving};
use documents::{Frame, title};
use domain::id::DocumentId;
use domain::kit::{self, Audience};
use domain::views::Failure;
use serde::Deserialize;

use super::{Visit, file, identified};

pub(super) async fn list(visit: Visit) -> Response {
    show(visit, None).await
}

/// A kit file that somebody pasted.
#[derive(Deserialize)]
pub(super) struct Pasted {
    file: String,
}

pub(super) async fn import(visit: Visit, Form(Pasted { file }): Form<Pasted>) -> Response {
    let done = async {
        let actor = visit.actor()?;
        visit.service().import_kit(actor, &file).await
    }
    .await;
    match done {
        Ok(_) => visit.leads_to(Ok("/kits".to_owned())).await,
        // What was pasted is shown again, with what is wrong with it.
        Err(Failure::Invalid(problem)) => show(visit, Some((file, problem))).await,
        Err(failure) => visit.refuse(failure).await,
    }
}

async fn show(visit: Visit, refused: Option<(String, String)>) -> Response {
    let found = async {
        let kits = visit.service().kits(visit.actor()?).await?;
        Ok(Kits { kits, refused })
    }
    .await;
    let frame = |shown: &Kits| {
        let back = ("/".to_owned(), "Plans and interviews");
        Frame::new("Kits", Some(back)).with_problem(shown.refused.is_some())
    };
    visit.answer(found, frame, |shown| page(&shown)).await
}

pub(super) async fn save_form(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async {
        let plan: DocumentId = identified(&id)?;
        let found = visit.service().open_plan(visit.actor()?, plan).await?;
        Ok((plan, found.document.title))
    }
    .await;
    let back = format!("/plans/{id}");
    let frame = |(_, called): &(_, String)| {
        let title = format!("Save as a kit: {}", title(called));
        Frame::new(title, Some((back, "Back to the plan")))
    };
    visit
        .answer(found, frame, |(plan, title)| saving(plan, &title))
        .await
}

/// What a kit is to be called.
#[derive(Deserialize)]
pub(super) struct Naming {
    name: String,
}

pub(super) async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Form(Naming { name }): Form<Naming>,
) -> Response {
    let done = async {
        let plan: DocumentId = identified(&id)?;
        let actor = visit.actor()?;
        visit.service().save_as_kit(actor, plan, &name).await?;
        Ok("/kits".to_owned())
    }
    .await;
    visit.leads_to(done).await
}

pub(super) async fn as_file(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async { visit.service().kit(visit.actor()?, &id).await }.await;
    match found {
        Ok(kit) => file("kit.toml", "application/toml", kit::file::write(&kit)),
        Err(failure) => visit.refuse(failure).await,
    }
}

pub(super) async fn as_markdown(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async { visit.service().kit(visit.actor()?, &id).await }.await;
    match found {
        Ok(kit) => {
            let text = kit::markdown(&kit, Audience::Interviewers);
            file("kit.md", "text/markdown; charset=utf-8", text)
        }
        Err(failure) => visit.refuse(failure).await,
    }
}
