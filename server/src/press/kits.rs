//! Kits: listed, saved from plans, brought along and taken away.

use axum::Form;
use axum::body::Bytes;
use axum::extract::{Multipart, Path, Query};
use axum::response::Response;
use documents::kits::{Kits, page, place_of, saving};
use documents::recorded::address;
use documents::whose::BY;
use documents::{Frame, Recorded, title};
use domain::id::DocumentId;
use domain::kit::{self, Audience};
use domain::views::Failure;
use serde::Deserialize;

use super::{LedBack, Visit, file, forms, identified};

pub(super) async fn list(visit: Visit, Query(led): Query<LedBack>) -> Response {
    show(visit, None, led.into()).await
}

/// A kit file that somebody pasted.
#[derive(Deserialize)]
pub(super) struct Pasted {
    file: String,
}

pub(super) async fn import(visit: Visit, Form(Pasted { file }): Form<Pasted>) -> Response {
    add(visit, file).await
}

/// A kit file that somebody chose on their device.
pub(super) async fn import_file(mut visit: Visit, mut form: Multipart) -> Response {
    let mut chosen = Bytes::new();
    // What the form has is read whole by now, so only a form of another kind ends otherwise.
    while let Ok(Some(field)) = form.next_field().await {
        if field.name() == Some(BY) {
            let by = field.text().await.unwrap_or_default();
            forms::keep_by(&mut visit.parts, &by);
        } else {
            chosen = field.bytes().await.unwrap_or_default();
        }
    }
    let problem = match String::from_utf8(chosen.into()) {
        Ok(text) if !text.trim().is_empty() => return add(visit, text).await,
        Ok(_) => "No file was chosen, or it is empty. Choose one that ends in .toml.",
        // Guessed at, its letters would be others.
        Err(_) => "This file is not text in UTF-8. Save it as UTF-8, then choose it again.",
    };
    let refused = (String::new(), problem.to_owned());
    show(visit, Some(refused), Recorded::default()).await
}

async fn add(visit: Visit, text: String) -> Response {
    let done = async {
        let actor = visit.actor()?;
        visit.service().import_kit(actor, &text).await
    }
    .await;
    match done {
        Ok(id) => visit.leads_to(Ok(address("/kits", &place_of(&id)))).await,
        // It is shown again, with what is wrong with it.
        Err(Failure::Invalid(problem)) => {
            show(visit, Some((text, problem)), Recorded::default()).await
        }
        Err(failure) => visit.refuse(failure).await,
    }
}

async fn show(visit: Visit, refused: Option<(String, String)>, recorded: Recorded) -> Response {
    let found = async {
        let service = visit.service();
        let kits = service.kits(visit.actor()?).await?.into_iter();
        let kits = kits.map(|kit| {
            let is_own = !service.comes_with_the_server(&kit.id);
            (kit, is_own)
        });
        Ok(Kits {
            kits: kits.collect(),
            refused,
            recorded,
        })
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
        let kit = visit.service().save_as_kit(actor, plan, &name).await?;
        Ok(address("/kits", &place_of(&kit)))
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
