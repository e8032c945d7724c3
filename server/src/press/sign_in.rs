//! Where people say who they are.

use axum::extract::Query;
use axum::response::Response;
use documents::Frame;
use documents::sign_in::page;
use serde::Deserialize;

use super::Visit;

/// Where to go on to.
#[derive(Deserialize)]
pub(super) struct Onward {
    next: Option<String>,
}

pub(super) async fn show(visit: Visit, Query(Onward { next }): Query<Onward>) -> Response {
    let next = service::within_site(next.as_deref().unwrap_or("/")).to_owned();
    let found = visit.service().demo_members().await;
    visit
        .answer(
            found,
            |_| Frame::new("Sign in", None),
            move |members| page(&members, &next),
        )
        .await
}
