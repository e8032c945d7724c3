//! What Plumbline keeps, and nothing else: teams and people, sessions, the logs
//! of the documents people edit together, interviews, and the audit.
//!
//! Two databases hold it, behind one [`Store`]: `SQLite` in a file of its own, and
//! `PostgreSQL`. What is promised here is checked on both by `tests/contract.rs`.
//! Bodies of edits, snapshots and plans are bytes whose meaning is known above.
//!
//! Times are milliseconds since the Unix epoch and, like ids, always handed in.

mod announcements;
mod audit;
mod backend;
mod column;
mod commit;
mod documents;
mod edits;
mod error;
mod interviews;
mod kits;
mod named_versions;
mod open;
mod people;
mod reconvened;
mod script;
mod sessions;
mod sharing;

pub use announcements::{Announcement, Announcements, LONGEST_WORD};
pub use audit::{AuditEntry, AuditRow};
pub use backend::Store;
pub use commit::{Conflict, DocumentWrite, SaidRight, Unit};
pub use documents::{DocumentKind, DocumentRow, NewDocument};
pub use edits::{BatchRow, EditRow, LoggedEdit, SnapshotRow};
pub use error::StoreError;
pub use interviews::{
    InterviewFor, InterviewHead, InterviewRow, NewInterview, NewPanelist, PanelistRow,
};
pub use kits::{DrillRow, KitCount, KitHead, KitRow};
pub use named_versions::NamedVersion;
pub use people::{PersonRow, TeamRow};
pub use reconvened::Reconvened;
pub use sessions::SessionRow;
