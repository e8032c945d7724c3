//! The process that serves Plumbline: its settings, its routes, what it lets in,
//! and how it starts and stops.

mod body;
mod headers;
mod live;
mod origin;
mod press;
mod routes;
mod run;
mod session;
mod settings;
mod site;

pub use routes::{Ending, router};
pub use run::{StartError, run};
pub use settings::{Asked, Settings, SettingsError};
