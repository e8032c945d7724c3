//! The process that serves Plumbline: its settings, its routes, what it lets in,
//! and how it starts and stops.

mod body;
mod ending;
mod gate;
mod headers;
mod live;
mod origin;
mod press;
mod routes;
mod run;
mod serve;
mod session;
mod settings;
mod site;

pub use ending::Ending;
pub use routes::router;
pub use run::{StartError, run};
pub use serve::serve;
pub use settings::{Asked, Settings, SettingsError};
