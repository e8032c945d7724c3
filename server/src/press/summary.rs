//! What hiring managers see of an interview.

use axum::extract::Path;
use axum::response::Response;
use documents::Frame;
use documents::packet::{page, titled};
use documents::summary::{Sealed, sealed};
use domain::id::DocumentId;
use leptos::prelude::*;
use service::{Actor, Part, Service, Summary};

use super::{Visit, document_at, identified};

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async {
        let interview: DocumentId = identified(&id)?;
        visit.service().summary(visit.actor()?, interview).await
    }
    .await;
    let back = ("/candidates".to_owned(), "Your candidates");
    let frame = |summary: &Summary| {
        let subject = match summary {
            Summary::Open(packet) => titled(packet),
            Summary::Sealed { candidate, .. } => candidate.clone(),
        };
        Frame::new(format!("Summary: {subject}"), Some(back))
    };
    visit
        .answer(found, frame, |summary| match summary {
            Summary::Open(packet) => page(&packet).into_any(),
            Summary::Sealed {
                candidate,
                state,
                handed_in,
            } => sealed(&Sealed {
                candidate,
                state: state.label(),
                handed_in,
            })
            .into_any(),
        })
        .await
}

/// Where a hiring manager is led from the panel's page, which is not theirs: the one that is.
pub(super) async fn apart_for_managers(
    service: &Service,
    actor: &Actor,
    path: &str,
) -> Option<String> {
    let interview = document_at(path, "/interviews/")?;
    let part = service.part_in(actor, interview).await;
    matches!(part, Ok(Part::Manager { .. })).then(|| format!("/interviews/{interview}/summary"))
}
