//! How much anybody may send at once, and for how long.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use domain::wire::LARGEST_MESSAGE;
use futures::StreamExt;
use service::Session;
use tokio::time::timeout;

/// Largest body, in bytes: the largest push and what goes around it.
const LARGEST_BODY: usize = LARGEST_MESSAGE + 4 * 1_024;
/// How much of what is larger is read on, and kept nowhere.
const READ_ON: usize = 64 * 1_024 * 1_024;
/// How long somebody who is signed in may take to send a body: the largest, by a poor
/// connection.
const PATIENCE: Duration = Duration::from_mins(1);
/// The same for whoever else asks. What they have to send is a form of a few bytes, or a push
/// that is answered with that they are signed out.
const PATIENCE_WITH_NOBODY: Duration = Duration::from_secs(10);

/// Why a body was not read, and the status that says so.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub(crate) struct NotRead {
    pub(crate) status: StatusCode,
    pub(crate) reason: String,
}

/// The whole body, read before anything else sees it, unless it is too large or too slow.
pub(crate) async fn read(
    headers: &HeaderMap,
    body: Body,
    session: &Session,
) -> Result<Bytes, NotRead> {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<u64>().ok());
    let patience = match session.actor {
        Some(_) => PATIENCE,
        None => PATIENCE_WITH_NOBODY,
    };
    if announced.is_some_and(|length| length > LARGEST_BODY as u64) {
        let _ = timeout(patience, read_on(body)).await;
        return Err(too_large());
    }
    read_within(patience, body).await
}

/// Lets a browser send what it has begun: before that it shows no answer, and where the
/// connection ends first, none at all.
async fn read_on(body: Body) {
    let mut parts = body.into_data_stream();
    let mut left = READ_ON;
    while let Some(Ok(part)) = parts.next().await {
        match left.checked_sub(part.len()) {
            Some(rest) => left = rest,
            None => return,
        }
    }
}

async fn read_within(patience: Duration, body: Body) -> Result<Bytes, NotRead> {
    // Not every body announces its length, so it is counted as it comes.
    match timeout(patience, to_bytes(body, LARGEST_BODY)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            tracing::info!(%error, "a body was not read");
            Err(too_large())
        }
        Err(_) => {
            tracing::info!("a body was too slow");
            Err(NotRead {
                status: StatusCode::REQUEST_TIMEOUT,
                reason: "This took too long to arrive: try again with a better connection."
                    .to_owned(),
            })
        }
    }
}

fn too_large() -> NotRead {
    let most = LARGEST_BODY / 1_024;
    NotRead {
        status: StatusCode::PAYLOAD_TOO_LARGE,
        reason: format!("This is more than the {most} KiB that can be sent at once."),
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures::stream::{self, repeat};

    use super::*;

    const PART: Result<&str, Infallible> = Ok("some");

    #[tokio::test]
    async fn a_body_that_stops_half_way_is_not_waited_for_for_ever() {
        let body = stream::iter([PART]).chain(stream::pending());
        let refused = read_within(Duration::ZERO, Body::from_stream(body)).await;
        let status = refused.map_err(|refused| refused.status);
        assert_eq!(status, Err(StatusCode::REQUEST_TIMEOUT));
    }

    #[tokio::test]
    async fn a_body_is_read_whole_up_to_the_largest() {
        let body = stream::iter([PART, PART]);
        let whole = read_within(PATIENCE, Body::from_stream(body)).await;
        assert_eq!(whole.expect("read"), "somesome");
        let endless = Body::from_stream(repeat(PART));
        let refused = read_within(PATIENCE, endless).await;
        let status = refused.map_err(|refused| refused.status);
        assert_eq!(status, Err(StatusCode::PAYLOAD_TOO_LARGE));
    }
}
