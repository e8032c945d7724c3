//! What became of a plan, what it was, and the way back.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::history::{NAMED, Named, PlanHistory, page, version_page};
use documents::recorded::address;
use documents::{Frame, title};
use domain::id::DocumentId;
use domain::plan::Plan;
use domain::views::Member;
use serde::Deserialize;

use super::{LedBack, Visit, identified};

pub(super) async fn of_plan(
    visit: Visit,
    Path(id): Path<String>,
    Query(led): Query<LedBack>,
) -> Response {
    let found = async {
        let id: DocumentId = identified(&id)?;
        let found = visit.service().plan_history(visit.actor()?, id).await?;
        let named = found.named.into_iter().map(|named| Named {
            version: named.version,
            name: named.name,
            by: named.named_by,
        });
        let shown = PlanHistory {
            plan: id,
            title: found.title,
            version: found.version,
            history: found.history,
            named: named.collect(),
            recorded: led.into(),
        };
        Ok((shown, found.people))
    }
    .await;
    let frame = |(shown, _): &(PlanHistory, _)| {
        let back = format!("/plans/{}", shown.plan);
        Frame::new(
            format!("History of {}", title(&shown.title)),
            Some((back, "Back to the plan")),
        )
    };
    visit
        .answer(found, frame, |(shown, people)| {
            let name_of = |person| Member::name_of(&people, person).to_owned();
            page(&shown, &name_of)
        })
        .await
}

pub(super) async fn version(visit: Visit, Path((id, version)): Path<(String, String)>) -> Response {
    let found = async {
        let id: DocumentId = identified(&id)?;
        let version: u64 = identified(&version)?;
        let actor = visit.actor()?;
        let newest = visit.service().open_plan(actor, id).await?.version;
        let plan = visit.service().plan_at(actor, id, version).await?;
        Ok((id, version, newest, plan))
    }
    .await;
    let frame = |(id, version, _, plan): &(DocumentId, u64, _, Plan)| {
        let back = format!("/plans/{id}/history");
        Frame::new(
            format!("Version {version} of {}", title(&plan.title)),
            Some((back, "Back to the history")),
        )
    };
    visit
        .answer(found, frame, move |(id, version, newest, plan)| {
            version_page(id, version, newest, &plan)
        })
        .await
}

pub(super) async fn restore(visit: Visit, Path((id, version)): Path<(String, String)>) -> Response {
    let done = async {
        let id: DocumentId = identified(&id)?;
        let version = identified(&version)?;
        visit
            .service()
            .restore_plan(visit.actor()?, id, version)
            .await?;
        // The page with the plan says so.
        Ok(format!("/plans/{id}?restored={version}"))
    }
    .await;
    visit.leads_to(done).await
}

#[derive(Deserialize)]
pub(super) struct Naming {
    name: String,
}

pub(super) async fn name(
    visit: Visit,
    Path((id, version)): Path<(String, String)>,
    Form(Naming { name }): Form<Naming>,
) -> Response {
    let done = async {
        let id: DocumentId = identified(&id)?;
        let version = identified(&version)?;
        let service = visit.service();
        service
            .name_version(visit.actor()?, id, version, &name)
            .await?;
        Ok(address(&format!("/plans/{id}/history"), NAMED))
    }
    .await;
    visit.leads_to(done).await
}
