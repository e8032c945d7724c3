//! Candidates side by side, the second pass, and questions left out for all.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::Frame;
use documents::candidates::{self, Candidates};
use documents::second_pass::{self, SecondPass};
use documents::title;
use domain::compare::asked_together;
use domain::id::{DocumentId, ItemId};
use domain::views::Failure;
use serde::Deserialize;

use super::{LedBack, Visit, identified};

pub(super) async fn side_by_side(visit: Visit, Path(id): Path<String>) -> Response {
    show(visit, &id, None).await
}

/// What is to become of a question.
#[derive(Deserialize)]
pub(super) struct Leaving {
    item: String,
    #[serde(default)]
    reason: String,
    step: String,
}

pub(super) async fn leave_out(
    visit: Visit,
    Path(id): Path<String>,
    Form(Leaving { item, reason, step }): Form<Leaving>,
) -> Response {
    let reason = reason.trim().to_owned();
    if step == "preview" {
        return show(visit, &id, Some((item, reason))).await;
    }
    let done = async {
        let plan: DocumentId = identified(&id)?;
        let item: ItemId = identified(&item)?;
        let reason = (step == "leave-out").then_some(reason);
        visit
            .service()
            .leave_out(visit.actor()?, plan, item, reason)
            .await?;
        Ok(format!("/plans/{id}/candidates"))
    }
    .await;
    visit.leads_to(done).await
}

async fn show(visit: Visit, id: &str, without: Option<(String, String)>) -> Response {
    let found = async {
        let plan: DocumentId = identified(id)?;
        let without = without
            .map(|(item, reason)| Ok::<_, Failure>((identified::<ItemId>(&item)?, reason)))
            .transpose()?;
        let actor = visit.actor()?;
        let found = visit.service().candidates(actor, plan).await?;
        let may_leave_out = found.may_leave_out(actor);
        if without.is_some() {
            may_leave_out.clone()?;
        }
        Ok(Candidates {
            plan,
            title: found.title,
            open: found.open,
            sealed: found.sealed,
            without,
            may_leave_out: may_leave_out.is_ok(),
        })
    }
    .await;
    let frame = |shown: &Candidates| {
        let back = format!("/plans/{}", shown.plan);
        Frame::new(
            format!("Candidates on {}", title(&shown.title)),
            Some((back, "Back to the plan")),
        )
    };
    visit
        .answer(found, frame, |shown| candidates::page(&shown))
        .await
}

pub(super) async fn second_pass(
    visit: Visit,
    Path((id, item)): Path<(String, String)>,
    Query(led): Query<LedBack>,
) -> Response {
    let found = async {
        let plan: DocumentId = identified(&id)?;
        let item: ItemId = identified(&item)?;
        let actor = visit.actor()?;
        let found = visit.service().candidates(actor, plan).await?;
        let plans = found.open.iter().map(|(_, outcome)| &outcome.plan);
        Ok(SecondPass {
            plan,
            item,
            together: asked_together(plans),
            open: found.open,
            reader: actor.person(),
            recorded: led.into(),
        })
    }
    .await;
    let frame = |shown: &SecondPass| {
        let back = format!("/plans/{}/candidates", shown.plan);
        let title = format!("Second pass: {}", title(&shown.question()));
        Frame::new(title, Some((back, "Back to the candidates")))
    };
    visit
        .answer(found, frame, |shown| second_pass::page(&shown))
        .await
}
