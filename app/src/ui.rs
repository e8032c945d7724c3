//! Components that several pages share.

mod announce;
mod each;
mod field;
mod focus;
mod icon;
mod loading;
mod masthead;
mod offers;
mod palette;
mod presence;
mod press;
mod problem;
mod standing;

pub use announce::{Announcer, announce, not_done, provide_announcements, tell};
pub use each::Each;
pub use field::{Caret, FieldsForm, TextField};
pub use focus::{keep_focus, takes};
pub use icon::{Icon, IconProps, Sign};
pub use loading::{loaded, resource, resource_of, route_id};
pub use masthead::{Masthead, SignInLink, SkipLink};
pub use offers::{Offer, Offers, typed};
pub use presence::{Face, FaceProps, Faces, hue};
pub use press::is_one_press;
pub use problem::{Problem, tie};
pub use standing::StandingLine;
