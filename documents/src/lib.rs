//! Pages that are read, printed and handed on: no program runs in them, so they are
//! small, print as they look and can be kept as they are.
//!
//! Everything shown is handed in. Who may see it is decided in `service`.

#![expect(
    unreachable_pub,
    reason = "the component macro makes everything it writes public"
)]

pub mod candidates;
pub mod drill;
mod escaped;
mod face;
mod frame;
pub mod handover;
pub mod history;
pub mod impact;
pub mod interviewed;
pub mod kits;
pub mod lineup;
mod moment;
pub mod outcome;
pub mod packet;
mod plan;
pub mod posting;
mod problem;
pub mod put_away;
pub mod reading;
pub mod reconvening;
pub mod recorded;
pub mod refused;
mod revise;
pub mod roles;
pub mod second_pass;
pub mod sharing;
pub mod sign_in;
pub mod starting;
pub mod summary;
mod table;
mod typed;
pub mod whose;
mod words;

pub use frame::Frame;
pub use recorded::Recorded;
pub use typed::Typed;
pub use words::title;
