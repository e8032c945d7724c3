//! Who is asking, found out once for each request.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::views::Failure;
use service::cookie::{self, Secure};
use service::{Service, Session};

/// The session that a request shows.
pub(crate) async fn find(
    service: &Service,
    headers: &HeaderMap,
    secure: Secure,
) -> Result<Session, Response> {
    let token = token(headers, secure);
    let actor = match &token {
        None => None,
        Some(token) => match service.actor(token).await {
            Ok(actor) => Some(actor),
            Err(Failure::SignedOut) => None,
            // Not the same as signed out: whoever has a session keeps it.
            Err(failure) => {
                let told = (StatusCode::SERVICE_UNAVAILABLE, failure.to_string());
                return Err(told.into_response());
            }
        },
    };
    Ok(Session { actor, token })
}

fn token(headers: &HeaderMap, secure: Secure) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .find_map(|header| cookie::token(header, secure.0))
        .map(str::to_owned)
}
