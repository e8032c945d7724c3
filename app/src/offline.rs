//! What the app can do with no network: answers it remembers, the plans that
//! this device holds, and what is being written. Nothing about candidates.

pub mod answers;
pub mod drafts;
pub mod file;
pub mod untaken;
pub mod written;
