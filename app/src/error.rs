//! What can go wrong between a page and the server.

use domain::views::Failure;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
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
}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

impl FromServerFnError for AppError {
    type Encoder = Wire;

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
