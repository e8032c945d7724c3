//! Components that several pages share.

mod announce;
mod field;
mod icon;
mod loading;
mod masthead;
mod presence;
mod standing;

pub use announce::{Announcer, announce, provide_announcements};
pub use field::TextField;
pub use icon::{Icon, Sign};
pub use loading::{loaded, resource, resource_of, route_id};
pub use masthead::{Masthead, SkipLink};
pub use presence::{Face, Faces, hue};
pub use standing::StandingLine;
