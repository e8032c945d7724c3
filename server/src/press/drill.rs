//! The calibration drill.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use documents::Frame;
use documents::drill::{anchor, page};
use domain::drill::AnswerKey;
use domain::views::Member;
use serde::Deserialize;

use super::Visit;

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async { visit.service().drill(visit.actor()?, &id).await }.await;
    let frame = |drill: &service::Drill| {
        let title = format!("Calibration drill: {}", drill.kit.name);
        Frame::new(title, Some(("/kits".to_owned(), "All kits")))
    };
    visit
        .answer(found, frame, |drill| {
            let name_of = |person| Member::name_of(&drill.people, person).to_owned();
            page(&drill.kit, &drill.visible, &name_of)
        })
        .await
}

/// How somebody rates an answer.
#[derive(Deserialize)]
pub(super) struct Rating {
    question: String,
    place: u16,
    level: u8,
}

pub(super) async fn rate(
    visit: Visit,
    Path(id): Path<String>,
    Form(Rating {
        question,
        place,
        level,
    }): Form<Rating>,
) -> Response {
    let answer = AnswerKey { question, place };
    let done = async {
        let actor = visit.actor()?;
        visit
            .service()
            .rate_drill(actor, &id, &answer, level)
            .await?;
        Ok(format!("/kits/{id}/drill#{}", anchor(&answer)))
    }
    .await;
    visit.leads_to(done).await
}
