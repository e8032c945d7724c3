//! What crosses the network, and how it is written down: postcard behind a byte
//! that names the format, so that a newer program knows an older one's words.

mod older;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::id::{BatchId, DocumentId, ItemId, PersonId, StageId};
use crate::panel::PanelEdit;
use crate::plan::{PlanEdit, PlanText};
use crate::scorecard::ScorecardEdit;
use crate::sync::{Batch, Entry, Refused};

pub(crate) use older::since_format_2;

/// The format written today.
pub const FORMAT: u8 = 2;

/// The oldest format that is still read.
pub const OLDEST_FORMAT: u8 = 1;

/// Largest push and largest live message that the server reads, in bytes.
pub const LARGEST_MESSAGE: usize = 1 << 20;

/// Bytes that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Unreadable {
    /// Another format than ours.
    #[error(
        "this is written in format {0}, and this Plumbline reads formats {OLDEST_FORMAT} to {FORMAT}: reload the page"
    )]
    Format(u8),
    /// Not what it should be.
    #[error("these bytes are damaged or cut short")]
    Damaged,
}

/// Bytes that most of what is written takes at most.
const USUAL: usize = 128;

/// Writes `value` down.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // Writing to memory fails only for types that postcard cannot write at all,
    // which the round-trip tests would show.
    let mut bytes = Vec::with_capacity(USUAL);
    bytes.push(FORMAT);
    postcard::to_extend(value, bytes).unwrap_or_default()
}

/// Reads what [`encode`] wrote, today's or an earlier one.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    match bytes.split_first() {
        Some((&format @ OLDEST_FORMAT..=FORMAT, body)) => {
            match older::reading(format, || postcard::take_from_bytes(body)) {
                Ok((value, [])) => Ok(value),
                _ => Err(Unreadable::Damaged),
            }
        }
        Some((format, _)) => Err(Unreadable::Format(*format)),
        None => Err(Unreadable::Damaged),
    }
}

/// A batch for one document of some kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum AnyBatch {
    /// For a plan.
    Plan(Batch<PlanEdit>),
    /// For a panel.
    Panel(Batch<PanelEdit>),
    /// For a scorecard.
    Scorecard(Batch<ScorecardEdit>),
}

/// Entries of the log of a document of some kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum AnyEntries {
    /// Of a plan.
    Plan(Vec<Entry<PlanEdit>>),
    /// Of a panel.
    Panel(Vec<Entry<PanelEdit>>),
    /// Of a scorecard.
    Scorecard(Vec<Entry<ScorecardEdit>>),
}

/// A push: edits for one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Push {
    /// Which.
    pub document: DocumentId,
    /// The edits.
    pub batch: AnyBatch,
}

/// The answer to a push, once it is durable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pushed {
    /// Which batch.
    pub batch: BatchId,
    /// The log after the version the batch was made on.
    pub entries: AnyEntries,
    /// What could not be applied.
    pub refused: Vec<Refused>,
}

/// The answer to a request to catch up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CaughtUp {
    /// The log after the version that was asked about.
    Entries(AnyEntries),
    /// A snapshot, where that is shorter: the version and the encoded document.
    Snapshot(u64, #[serde(with = "serde_bytes")] Vec<u8>),
}

/// What a browser says on the live route.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToServer {
    /// Watches a document from a version on.
    Watch(DocumentId, u64),
    /// Where this person is, for the others.
    Here(Where),
    /// Answers a [`ToBrowser::Ping`].
    Pong,
}

/// Where in a document somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Where {
    /// The stage.
    pub stage: Option<StageId>,
    /// The question.
    pub item: Option<ItemId>,
    /// The text, and where the caret is in it, in characters.
    pub caret: Option<(PlanText, u32)>,
    /// The item being dragged.
    pub dragging: Option<ItemId>,
}

/// Somebody who has the document open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// One open tab.
    pub tab: u64,
    /// Whose. Said by the server, never by the browser.
    pub person: PersonId,
    /// Where they are.
    pub at: Where,
}

/// What the server says on the live route.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToBrowser {
    /// New entries of a document's log.
    Entries(DocumentId, AnyEntries),
    /// More has happened than is sent here: ask to catch up.
    Behind(DocumentId, u64),
    /// Everybody who has the document open.
    Present(DocumentId, Vec<Presence>),
    /// Is anybody there? Answer with [`ToServer::Pong`].
    Ping,
    /// The server closes the connection and says why.
    Bye(String),
}
