//! How much anybody may send at once.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::wire::LARGEST_MESSAGE;

/// Largest body, in bytes: the largest push and what goes around it.
const LARGEST_BODY: usize = LARGEST_MESSAGE + 4 * 1_024;

/// Refuses bodies that are too large before anything else reads them.
pub(crate) async fn limit(request: Request, next: Next) -> Response {
    let announced = request.headers().get(CONTENT_LENGTH);
    let announced = announced
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > LARGEST_BODY as u64) {
        return too_large();
    }
    // Not every body announces its length, so it is counted as it comes.
    let (parts, body) = request.into_parts();
    match to_bytes(body, LARGEST_BODY).await {
        Ok(bytes) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Err(error) => {
            tracing::info!(%error, "a body was not read");
            too_large()
        }
    }
}

fn too_large() -> Response {
    let reason = format!("This is more than the {LARGEST_BODY} bytes that can be sent at once.");
    (StatusCode::PAYLOAD_TOO_LARGE, reason).into_response()
}
