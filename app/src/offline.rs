//! What the app can do with no network: answers it remembers, and the plans that
//! this device holds. Nothing about candidates.

pub mod answers;
pub mod drafts;
pub mod file;
