//! What Plumbline does for a signed-in person: who may do what, what is sealed
//! from whom, the rooms in which documents are edited together, and the writer
//! that makes every acknowledged edit durable.
//!
//! The only door to `store`. Whatever calls in here hands over an [`Actor`],
//! which only [`Service::actor`] makes, and gets back what that person may see
//! or a [`domain::views::Failure`] that can be shown to them as it is.

mod actor;
mod audit;
mod authorise;
mod catch_up;
mod clock;
pub mod cookie;
mod debrief;
mod drill;
mod elsewhere;
mod failure;
mod handover;
mod history;
mod interviews;
pub mod kits;
mod live;
mod onward;
mod open;
mod overview;
mod packet;
mod people;
mod plans;
mod push;
mod put_away;
mod random;
mod room;
mod rooms;
mod sessions;
mod sharing;
mod summary;
mod writer;

pub use actor::{Actor, Session};
pub use clock::{Clock, SystemClock};
pub use drill::Drill;
pub use handover::{Filled, Published, Vacancy};
pub use history::PlanHistory;
pub use interviews::{Candidates, Convened, Due, InterviewState, Lineup, Manager, Part};
pub use live::{Frames, Here, Subscription};
pub use onward::within_site;
pub use open::Service;
pub use overview::{Interviewed, KnownInterview, RoleInTeam, RolePlan};
pub use put_away::{PutAway, PutAwayKit, PutAwayOne, Shelved};
pub use random::{NoRandomness, OsRandom, Random};
pub use sessions::SessionEnd;
pub use sharing::SharedPlan;
pub use summary::Summary;
