//! How much anybody may send at once, and for how long.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse, Response};
use domain::wire::LARGEST_MESSAGE;
use service::Session;
use tokio::time::timeout;

/// Largest body, in bytes: the largest push and what goes around it.
const LARGEST_BODY: usize = LARGEST_MESSAGE + 4 * 1_024;
/// How long somebody who is signed in may take to send a body: the largest, by a poor
/// connection.
const PATIENCE: Duration = Duration::from_mins(1);
/// The same for whoever else asks. What they have to send is a form of a few bytes, or a push
/// that is answered with that they are signed out.
const PATIENCE_WITH_NOBODY: Duration = Duration::from_secs(10);

/// Refuses a body that is too large or too slow before anything else reads it.
pub(crate) async fn limit(request: Request, session: &Session) -> Result<Request, Response> {
    let announced = request.headers().get(CONTENT_LENGTH);
    let announced = announced
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > LARGEST_BODY as u64) {
        return Err(too_large());
    }
    let patience = match session.actor {
        Some(_) => PATIENCE,
        None => PATIENCE_WITH_NOBODY,
    };
    let (parts, body) = request.into_parts();
    let bytes = read(body, patience).await?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// The whole body, or what is answered in its place.
async fn read(body: Body, patience: Duration) -> Result<Bytes, Response> {
    // Not every body announces its length, so it is counted as it comes.
    match timeout(patience, to_bytes(body, LARGEST_BODY)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            tracing::info!(%error, "a body was not read");
            Err(too_large())
        }
        Err(_) => {
            tracing::info!("a body was too slow");
            let reason = "This took too long to arrive: try again with a better connection.";
            Err((StatusCode::REQUEST_TIMEOUT, reason).into_response())
        }
    }
}

fn too_large() -> Response {
    let reason = format!("This is more than the {LARGEST_BODY} bytes that can be sent at once.");
    (StatusCode::PAYLOAD_TOO_LARGE, reason).into_response()
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures::StreamExt;
    use futures::stream::{self, repeat};

    use super::*;

    const PART: Result<&str, Infallible> = Ok("some");

    #[tokio::test]
    async fn a_body_that_stops_half_way_is_not_waited_for_for_ever() {
        let body = stream::iter([PART]).chain(stream::pending());
        let refused = read(Body::from_stream(body), Duration::ZERO).await;
        let status = refused.map_err(|refusal| refusal.status());
        assert_eq!(status, Err(StatusCode::REQUEST_TIMEOUT));
    }

    #[tokio::test]
    async fn a_body_is_read_whole_up_to_the_largest() {
        let body = stream::iter([PART, PART]);
        let whole = read(Body::from_stream(body), PATIENCE).await;
        assert_eq!(whole.expect("read"), "somesome");
        let endless = Body::from_stream(repeat(PART));
        let refused = read(endless, PATIENCE).await;
        let status = refused.map_err(|refusal| refusal.status());
        assert_eq!(status, Err(StatusCode::PAYLOAD_TOO_LARGE));
    }
}
