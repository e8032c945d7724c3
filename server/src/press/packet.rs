//! Packets, as a page and as files, and entries for calendars.

use axum::extract::{Path, Query};
use axum::response::Response;
use documents::Frame;
use documents::packet::{audience, choice, page, titled};
use domain::export::packet::{Packet, csv, markdown};
use domain::id::DocumentId;
use domain::views::Failure;
use serde::Deserialize;

use super::{Visit, file, identified};

/// Whom it is for.
#[derive(Deserialize)]
pub(super) struct For {
    #[serde(rename = "for")]
    name: Option<String>,
}

pub(super) async fn to_read(
    visit: Visit,
    Path(id): Path<String>,
    Query(For { name }): Query<For>,
) -> Response {
    let back = format!("/interviews/{id}/result");
    let frame = |subject: &str| {
        let title = format!("Packet: {subject}");
        Frame::new(title, Some((back, "Back to the result")))
    };
    if name.is_none() {
        let found = async {
            let interview: DocumentId = identified(&id)?;
            let (service, actor) = (visit.service(), visit.actor()?);
            service.may_hand_on(actor, interview).await?;
            let panel = service.interview(actor, interview).await?.panel;
            Ok((interview, panel.document.candidate))
        }
        .await;
        return visit
            .answer(
                found,
                |(_, candidate)| frame(candidate),
                |(interview, candidate)| choice(interview, &candidate),
            )
            .await;
    }
    let found = made(&visit, &id, name).await;
    let frame = |packet: &Packet| frame(&titled(packet));
    visit.answer(found, frame, |packet| page(&packet)).await
}

pub(super) async fn as_markdown(
    visit: Visit,
    Path(id): Path<String>,
    Query(For { name }): Query<For>,
) -> Response {
    match made(&visit, &id, name).await {
        Ok(packet) => file(
            "packet.md",
            "text/markdown; charset=utf-8",
            markdown(&packet),
        ),
        Err(failure) => visit.refuse(failure).await,
    }
}

pub(super) async fn as_csv(
    visit: Visit,
    Path(id): Path<String>,
    Query(For { name }): Query<For>,
) -> Response {
    match made(&visit, &id, name).await {
        Ok(packet) => file("packet.csv", "text/csv; charset=utf-8", csv(&packet)),
        Err(failure) => visit.refuse(failure).await,
    }
}

pub(super) async fn calendar(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async {
        let interview: DocumentId = identified(&id)?;
        let url = format!("{}/interviews/{interview}", visit.origin());
        visit
            .service()
            .calendar(visit.actor()?, interview, &url)
            .await
    }
    .await;
    match found {
        Ok(entry) => file("interview.ics", "text/calendar; charset=utf-8", entry),
        Err(failure) => visit.refuse(failure).await,
    }
}

async fn made(visit: &Visit, id: &str, name: Option<String>) -> Result<Packet, Failure> {
    let interview: DocumentId = identified(id)?;
    let audience = name
        .and_then(|name| audience(&name))
        .ok_or_else(|| Failure::Invalid("Choose whom the packet is for.".to_owned()))?;
    visit
        .service()
        .packet(visit.actor()?, interview, audience)
        .await
}
