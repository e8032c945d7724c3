//! Who is asking, found out once for each request.

use axum::extract::{Request, State};
use axum::http::header::COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::views::Failure;
use service::cookie::{self, Secure};
use service::{Service, Session};

/// Puts the [`Session`] among the request's extensions.
pub(crate) async fn find(
    State((service, secure)): State<(Service, Secure)>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = token(request.headers(), secure);
    let actor = match &token {
        None => None,
        Some(token) => match service.actor(token).await {
            Ok(actor) => Some(actor),
            Err(Failure::SignedOut) => None,
            // Not the same as signed out: whoever has a session keeps it.
            Err(failure) => {
                return (StatusCode::SERVICE_UNAVAILABLE, failure.to_string()).into_response();
            }
        },
    };
    request.extensions_mut().insert(Session { actor, token });
    next.run(request).await
}

fn token(headers: &HeaderMap, secure: Secure) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .find_map(|header| cookie::token(header, secure.0))
        .map(str::to_owned)
}
