//! The pages.

mod builder;
mod home;
mod missing;
mod outcome;
mod panel;
mod sign_in;
mod start_interview;

pub use builder::BuilderPage;
pub use home::HomePage;
pub use missing::MissingPage;
pub use outcome::OutcomePage;
pub use panel::PanelPage;
pub use sign_in::SignInPage;
pub use start_interview::StartInterviewPage;
