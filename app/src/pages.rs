//! The pages.

mod builder;
mod home;
mod missing;
mod panel;
mod words;

pub use builder::BuilderPage;
pub use home::HomePage;
pub use missing::MissingPage;
pub use panel::PanelPage;
