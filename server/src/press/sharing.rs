//! Plans as they are shared: who may do what, and the plan to read and comment on.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::reading::{self, Reading, anchor, place_of};
use documents::recorded::address;
use documents::sharing::{self, PLACE, Shared, field_of};
use documents::{Frame, title};
use domain::id::{CommentId, DocumentId, ItemId};
use domain::sharing::Right;
use domain::views::{Failure, Member};
use serde::Deserialize;
use service::{Actor, Service};

use super::{LedBack, Visit, document_at, identified};

pub(super) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(led): Query<LedBack>,
) -> Response {
    let found = async {
        let id: DocumentId = identified(&id)?;
        let found = visit.service().shared_plan(visit.actor()?, id).await?;
        Ok(Shared {
            id,
            title: found.plan.title,
            sharing: found.sharing,
            people: found.people,
            is_up_to_them: found.is_up_to_them,
            recorded: led.into(),
        })
    }
    .await;
    let frame = |shown: &Shared| {
        let back = format!("/plans/{id}");
        let title = format!("Sharing of {}", title(&shown.title));
        Frame::new(title, Some((back, "Back to the plan")))
    };
    visit
        .answer(found, frame, |shown| sharing::page(&shown))
        .await
}

pub(super) async fn share(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let done = async {
        let plan: DocumentId = identified(&id)?;
        let actor = visit.actor()?;
        let right = |name: &str| {
            let (_, word) = fields.iter().find(|(field, _)| field == name)?;
            Right::ALL.into_iter().find(|right| right.word() == word)
        };
        let everybody = right("everybody").ok_or_else(|| {
            Failure::Invalid("Choose what everybody of the team may do.".to_owned())
        })?;
        // Whoever has no right apart has everybody's.
        let apart: BTreeMap<_, _> = visit
            .service()
            .members(actor)
            .await?
            .into_iter()
            .filter_map(|member| Some((member.id, right(&field_of(member.id))?)))
            .collect();
        visit.service().share(actor, plan, everybody, apart).await?;
        Ok(address(&format!("/plans/{plan}/sharing"), PLACE))
    }
    .await;
    visit.leads_to(done).await
}

/// Where whoever may not change a plan is led from the page that changes it: the one that reads.
pub(super) async fn apart_for_readers(
    service: &Service,
    actor: &Actor,
    path: &str,
) -> Option<String> {
    let plan = document_at(path, "/plans/")?;
    let right = service.right_on(actor, plan).await.ok()?;
    (right < Right::Edit).then(|| format!("/plans/{plan}/read"))
}

pub(super) async fn read(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async {
        let id: DocumentId = identified(&id)?;
        let actor = visit.actor()?;
        let found = visit.service().shared_plan(actor, id).await?;
        let shown = Reading {
            id,
            plan: found.plan,
            right: found.right,
            is_away: found.is_away,
            may_interview: actor.may_meet_candidates().is_ok(),
            new_comment: visit.service().new_comment()?,
        };
        Ok((shown, found.people))
    }
    .await;
    let frame = |(shown, _): &(Reading, _)| {
        let back = Some(("/".to_owned(), "Plans and interviews"));
        // The page where it is changed is called by the title alone.
        Frame::new(format!("{}, to read", title(&shown.plan.title)), back)
    };
    visit
        .answer(found, frame, |(shown, people)| {
            reading::page(&shown, &|person| {
                Member::name_of(&people, person).to_owned()
            })
        })
        .await
}

/// What is said, and about which question, if about one.
#[derive(Deserialize)]
pub(super) struct Remark {
    /// None from pages of earlier builds.
    id: Option<String>,
    about: String,
    text: String,
}

pub(super) async fn comment(
    visit: Visit,
    Path(id): Path<String>,
    Form(Remark {
        id: new,
        about,
        text,
    }): Form<Remark>,
) -> Response {
    let done = async {
        let plan: DocumentId = identified(&id)?;
        let about: Option<ItemId> = match about.as_str() {
            "" => None,
            item => Some(identified(item)?),
        };
        let service = visit.service();
        let id = match new {
            Some(id) => identified(&id)?,
            None => service.new_comment()?,
        };
        service
            .comment_on(visit.actor()?, plan, id, about, &text)
            .await?;
        Ok(format!("/plans/{plan}/read#{}", anchor(about)))
    }
    .await;
    visit.leads_to(done).await
}

/// Whether a comment is dealt with.
#[derive(Deserialize)]
pub(super) struct Dealing {
    resolved: bool,
}

pub(super) async fn resolve(
    visit: Visit,
    Path((id, comment)): Path<(String, String)>,
    Form(Dealing { resolved }): Form<Dealing>,
) -> Response {
    let done = async {
        let plan: DocumentId = identified(&id)?;
        let comment: CommentId = identified(&comment)?;
        let service = visit.service();
        service
            .resolve_comment(visit.actor()?, plan, comment, resolved)
            .await?;
        Ok(format!("/plans/{plan}/read#{}", place_of(comment)))
    }
    .await;
    visit.leads_to(done).await
}
