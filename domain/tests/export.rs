//! What leaves Plumbline and what it is made of: evidence tags, tables, candidates
//! side by side, packets, calendars, others' shapes.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "export/calendar.rs"]
mod calendar;
#[path = "export/compare.rs"]
mod compare;
#[path = "export/csv.rs"]
mod csv;
#[path = "export/evidence.rs"]
mod evidence;
#[path = "export/explained.rs"]
mod explained;
#[cfg(feature = "kit-file")]
#[path = "export/handover.rs"]
mod handover;
#[path = "export/interview.rs"]
mod interview;
#[path = "export/mask.rs"]
mod mask;
#[path = "export/moment.rs"]
mod moment;
#[path = "export/packet.rs"]
mod packet;
#[cfg(feature = "kit-file")]
#[path = "export/posting.rs"]
mod posting;
#[path = "export/table.rs"]
mod table;
