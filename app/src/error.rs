//! What can go wrong between a page and the server.

#[cfg(feature = "ssr")]
use axum::http::{HeaderMap, StatusCode, header::ACCEPT, request::Parts};
use bytes::Bytes;
use domain::views::Failure;
use domain::wire::{decode, encode};
#[cfg(feature = "ssr")]
use leptos::prelude::use_context;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
#[cfg(feature = "ssr")]
use leptos_axum::ResponseOptions;
use serde::{Deserialize, Serialize};

use crate::wire::Wire;

/// Why a page did not get what it asked the server for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// The server said no, and why.
    #[error("{0}")]
    Refused(Failure),
    /// The server could not be reached.
    #[error("The server cannot be reached. What you do is kept on this device until it can.")]
    Unreachable,
    /// The request or the answer was not what it should be, as when page and
    /// server are of different builds.
    #[error(
        "This page and the server do not understand each other. Reload the page: what you did is kept on this device."
    )]
    Misunderstood,
}

impl AppError {
    /// Whether the server did not answer, or not with what it knows.
    pub const fn is_away(&self) -> bool {
        matches!(
            self,
            Self::Unreachable | Self::Refused(Failure::Unavailable)
        )
    }

    /// Whether the server says no, however often it is asked by whoever is here.
    pub const fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Refused(Failure::NotFound | Failure::NotAllowed(_) | Failure::Invalid(_))
        )
    }
}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

/// The status of an answer that says so.
#[cfg(feature = "ssr")]
pub const fn status_of(failure: &Failure) -> StatusCode {
    match failure {
        Failure::SignedOut => StatusCode::UNAUTHORIZED,
        Failure::NotFound => StatusCode::NOT_FOUND,
        Failure::NotAllowed(_) => StatusCode::FORBIDDEN,
        Failure::Invalid(_) => StatusCode::BAD_REQUEST,
        Failure::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Whether a request is a browser's for a page, and not a program's.
#[cfg(feature = "ssr")]
pub fn asks_for_page(headers: &HeaderMap) -> bool {
    let accepts = headers.get(ACCEPT).and_then(|kinds| kinds.to_str().ok());
    accepts.is_some_and(|kinds| kinds.contains("text/html"))
}

/// Gives the answer to the page's program its status: the framework would say of every error
/// that the server is broken. Whoever sent a form is led back to it instead.
#[cfg(feature = "ssr")]
fn answer_with(status: StatusCode) {
    let is_form = use_context::<Parts>().is_some_and(|parts| asks_for_page(&parts.headers));
    if let Some(response) = use_context::<ResponseOptions>().filter(|_| !is_form) {
        response.set_status(status);
    }
}

impl FromServerFnError for AppError {
    type Encoder = Wire;

    fn ser(&self) -> Bytes {
        #[cfg(feature = "ssr")]
        answer_with(match self {
            Self::Refused(failure) => status_of(failure),
            Self::Unreachable | Self::Misunderstood => StatusCode::BAD_REQUEST,
        });
        encode(self).into()
    }

    fn de(data: Bytes) -> Self {
        // What stands between this page and the server answers in its own words, such as
        // a page that says the server is down.
        let is_ours = data.first().is_some_and(u8::is_ascii_control);
        match decode(&data) {
            Ok(error) => error,
            Err(_) if is_ours => Self::Misunderstood,
            Err(_) => Self::Unreachable,
        }
    }

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Response(_) => Self::Refused(Failure::Unavailable),
            ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_) => Self::Misunderstood,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::wire::FORMAT;

    use super::*;

    #[test]
    fn what_is_not_the_servers_own_answer_means_that_it_was_not_reached() {
        for answer in [
            "",
            "<html>502 Bad Gateway</html>",
            "upstream timed out",
            "{}",
        ] {
            assert_eq!(
                AppError::de(answer.into()),
                AppError::Unreachable,
                "{answer}"
            );
        }
        let refused = AppError::Refused(Failure::NotFound);
        assert_eq!(AppError::de(encode(&refused).into()), refused);
        let of_another_build = vec![FORMAT + 1, 7, 7];
        assert_eq!(
            AppError::de(of_another_build.into()),
            AppError::Misunderstood
        );
    }
}
