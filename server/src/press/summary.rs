//! What hiring managers see of an interview.

use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use documents::Frame;
use documents::packet::{page, titled};
use documents::summary::{Sealed, sealed};
use domain::id::DocumentId;
use leptos::prelude::*;
use service::{Part, Service, Session, Summary};

use super::{Visit, document_at, identified, to};

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

/// Leads a hiring manager from the panel's page, which is not theirs, to the one that is.
pub(crate) async fn apart_for_managers(
    State(service): State<Service>,
    Extension(session): Extension<Session>,
    request: Request,
    next: Next,
) -> Response {
    let interview = document_at(&request, "/interviews/");
    if let (Some(interview), Some(actor)) = (interview, &session.actor)
        && let Ok(Part::Manager { .. }) = service.part_in(actor, interview).await
    {
        return to(format!("/interviews/{interview}/summary"));
    }
    next.run(request).await
}
