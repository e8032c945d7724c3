//! The server functions: what a page can ask of the server.
//!
//! Each takes its person from the session and hands everything to `service`,
//! which decides. Nothing here adds to that.

#![cfg_attr(
    feature = "ssr",
    expect(
        clippy::unused_async,
        reason = "server functions are asynchronous, whatever they wait for"
    )
)]

mod interviews;
mod plans;
mod session;
mod sync;

pub use interviews::{interviews, open_interview};
pub use plans::{kits, new_plan, open_kit, open_plan, plans};
pub use session::{SignOut, me, members};
pub use sync::{catch_up, send_edits};

#[cfg(feature = "ssr")]
use domain::id::PersonId;
#[cfg(feature = "ssr")]
use domain::views::Failure;
#[cfg(feature = "ssr")]
use leptos::prelude::use_context;
#[cfg(feature = "ssr")]
use service::{Actor, Service, Session};

#[cfg(feature = "ssr")]
use crate::error::AppError;

#[cfg(feature = "ssr")]
fn service() -> Result<Service, AppError> {
    Ok(use_context::<Service>().ok_or(Failure::Unavailable)?)
}

#[cfg(feature = "ssr")]
fn session() -> Result<Session, AppError> {
    Ok(use_context::<Session>().ok_or(Failure::SignedOut)?)
}

/// The same, for whoever works on the page that asks: its session may have ended and somebody
/// else's begun in another tab (C14).
#[cfg(feature = "ssr")]
fn asked_by(by: Option<PersonId>) -> Result<(Service, Actor), AppError> {
    Ok((service()?, session()?.actor_for(by)?.clone()))
}

/// The service, and who is asking.
#[cfg(feature = "ssr")]
fn asked() -> Result<(Service, Actor), AppError> {
    Ok((service()?, session()?.actor()?.clone()))
}
