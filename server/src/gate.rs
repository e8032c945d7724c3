//! What every request goes through before it is answered, one step after another.
//!
//! One layer and not one for each step: a layer clones all that lies below it for each
//! request.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::reactive::owner::Owner;
use service::cookie::Secure;

use crate::body::{self, NotRead};
use crate::press::{self, Press};
use crate::{origin, session};

/// What the steps need to know.
pub(crate) struct Gate {
    /// Makes the pages that are answered with here.
    pub(crate) press: Press,
    pub(crate) secure: Secure,
}

/// Lets a request through, with the [`service::Session`] among its extensions.
pub(crate) async fn pass(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    match gate.admit(request).await {
        Ok(request) => {
            stand_apart();
            next.run(request).await
        }
        Err(answer) => answer,
    }
}

impl Gate {
    /// The request as it goes on, or what it is answered with here.
    async fn admit(&self, request: Request) -> Result<Request, Response> {
        let service = &self.press.service;
        origin::check(&request, self.press.origin.as_deref())
            .map_err(IntoResponse::into_response)?;
        let session = session::find(service, request.headers(), self.secure).await?;
        let (mut parts, body) = request.into_parts();
        let body = match body::read(&parts.headers, body, &session).await {
            Ok(body) => Body::from(body),
            Err(refused) => return Err(self.refuse(parts, refused).await),
        };
        if let Some(actor) = &session.actor
            && let Some(led) = press::led_to(service, actor, parts.uri.path()).await
        {
            return Err(led);
        }
        parts.extensions.insert(session);
        Ok(Request::from_parts(parts, body))
    }

    /// Why nothing was done, as a page where a browser is to show it.
    async fn refuse(&self, parts: Parts, refused: NotRead) -> Response {
        if app::asks_for_page(&parts.headers) {
            stand_apart();
            self.press.not_read(parts, refused).await
        } else {
            (refused.status, refused.reason).into_response()
        }
    }
}

/// Keeps a request apart from the page that its thread happened to begin last. While that
/// page waits for its data, its owner stays the thread's current one, and whatever another
/// request provides or looks up would be that page's: its headers, its session.
fn stand_apart() {
    if let Some(other) = Owner::current() {
        other.unset();
    }
}
