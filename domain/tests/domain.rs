//! The rules of `docs/sync.md`, tested. Test names begin with the rule they hold
//! the code to.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "domain/arranging.rs"]
mod arranging;
#[path = "domain/convergence.rs"]
mod convergence;
#[path = "domain/copies.rs"]
mod copies;
#[path = "domain/debrief.rs"]
mod debrief;
#[path = "domain/decoders.rs"]
mod decoders;
#[path = "domain/documents.rs"]
mod documents;
#[path = "domain/drafts.rs"]
mod drafts;
#[path = "domain/drill.rs"]
mod drill;
#[path = "domain/edits.rs"]
mod edits;
#[path = "domain/emphasis.rs"]
mod emphasis;
#[path = "domain/hand.rs"]
mod hand;
#[path = "domain/history.rs"]
mod history;
#[path = "domain/lint.rs"]
mod lint;
#[path = "domain/order.rs"]
mod order;
#[path = "domain/refusals.rs"]
mod refusals;
#[path = "domain/remarks.rs"]
mod remarks;
#[path = "domain/replica.rs"]
mod replica;
#[path = "domain/restoring.rs"]
mod restoring;
#[path = "domain/sealing.rs"]
mod sealing;
#[path = "domain/server.rs"]
mod server;
#[path = "domain/simulation.rs"]
mod simulation;
#[path = "domain/statistics.rs"]
mod statistics;
#[path = "domain/team.rs"]
mod team;
#[path = "domain/text.rs"]
mod text;
#[path = "domain/undo.rs"]
mod undo;
#[path = "domain/wire.rs"]
mod wire;
#[path = "domain/words.rs"]
mod words;
