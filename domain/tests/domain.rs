//! The rules of `docs/sync.md`, tested. Test names begin with the rule they hold
//! the code to.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "domain/convergence.rs"]
mod convergence;
#[path = "domain/documents.rs"]
mod documents;
#[path = "domain/edits.rs"]
mod edits;
#[path = "domain/hand.rs"]
mod hand;
#[path = "domain/order.rs"]
mod order;
#[path = "domain/refusals.rs"]
mod refusals;
#[path = "domain/replica.rs"]
mod replica;
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
