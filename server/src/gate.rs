//! What every request goes through before it is answered, one step after another.
//!
//! One layer and not one for each step: a layer clones all that lies below it for each
//! request.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::reactive::owner::Owner;
use service::Service;
use service::cookie::Secure;

use crate::{body, origin, press, session};

/// What the steps need to know.
pub(crate) struct Gate {
    pub(crate) service: Service,
    pub(crate) secure: Secure,
    /// The one people reach the site by, where it cannot be told from a request.
    pub(crate) origin: Option<String>,
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
        origin::check(&request, self.origin.as_deref()).map_err(IntoResponse::into_response)?;
        let session = session::find(&self.service, request.headers(), self.secure).await?;
        let mut request = body::limit(request, &session).await?;
        if let Some(actor) = &session.actor
            && let Some(led) = press::led_to(&self.service, actor, request.uri().path()).await
        {
            return Err(led);
        }
        request.extensions_mut().insert(session);
        Ok(request)
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
