//! Where what went wrong inside becomes what a person is told.

use domain::sync::Rejection;
use domain::text::check_keepable;
use domain::views::Failure;
use store::StoreError;

use crate::random::NoRandomness;

/// Something inside went wrong. It is logged here, once, and nothing of it is
/// told to whoever asked.
pub(crate) fn unavailable(error: StoreError) -> Failure {
    tracing::error!(%error, "the store failed");
    Failure::Unavailable
}

pub(crate) fn no_randomness(error: NoRandomness) -> Failure {
    tracing::error!(%error, "nothing random can be made");
    Failure::Unavailable
}

pub(crate) fn invalid(what: impl Into<String>) -> Failure {
    Failure::Invalid(what.into())
}

pub(crate) fn not_allowed(who_may: impl Into<String>) -> Failure {
    Failure::NotAllowed(who_may.into())
}

/// What is worth nothing in part was refused.
pub(crate) fn not_done(reason: &Rejection) -> Failure {
    not_allowed(format!("That was not done: {reason}."))
}

/// Refuses a text that cannot be kept, where it does not come in with an edit.
pub(crate) fn keepable(what: &str, text: &str) -> Result<(), Failure> {
    check_keepable(text).map_err(|no| invalid(format!("{what} cannot be kept: {no}.")))
}

/// The database does not take what was made of a batch. Who sent it keeps what they typed.
pub(crate) fn not_taken() -> Failure {
    invalid(
        "The server cannot keep these edits as they are, and sending them again would not help. Save what you typed: until they are removed from this device, nothing that follows them is sent either.",
    )
}

/// The client speaks of a version that this document never had.
pub(crate) fn unknown_version() -> Failure {
    invalid(
        "This page is ahead of the server, which must have been restored from an older copy. Save what you typed, then sign out and in again: that lets go of what this device has of it.",
    )
}
