//! The one engine behind everything people edit together.
//!
//! A document is the fold of its log of edits. The server puts edits in order;
//! a replica applies its own at once and rebases what is not yet in the log over
//! what is. The rules are numbered in `docs/sync.md`, and tests quote them.

mod accept;
mod rebase;
mod rejection;
mod replica;

pub use accept::{Accepted, Refused, accept};
pub use rebase::{rebase, rebase_all};
pub use rejection::Rejection;
pub use replica::{Added, Gap, Offered, Replica, Saved, Undo};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::id::{BatchId, PersonId};
use crate::text::Splice;

/// Most edits that one batch may carry.
pub const LARGEST_BATCH: usize = 2_000;

/// Something people edit together.
pub trait Document: Clone + Default + PartialEq + Serialize + DeserializeOwned {
    /// The small intents it is made of.
    type Edit: Edit;

    /// Applies `edit` and answers with the edit that undoes it, if it can be
    /// undone. Total and deterministic; a rejected edit changes nothing.
    fn apply(&mut self, edit: &Self::Edit) -> Result<Option<Self::Edit>, Rejection>;
}

/// An intent: what somebody wants a document to become.
pub trait Edit: Clone + PartialEq + Serialize + DeserializeOwned {
    /// Names one text within the document.
    type Text: Clone + PartialEq + std::fmt::Debug;

    /// The text this edit splices and the splice, if it is of that sort.
    fn splice(&self) -> Option<(Self::Text, &Splice)>;

    /// The same, to be rewritten.
    fn splice_mut(&mut self) -> Option<(Self::Text, &mut Splice)>;

    /// Takes `earlier`, which came into the log first, into what this edit carries
    /// whole (R3). Most edits carry nothing.
    fn absorb(&mut self, earlier: &Self) {
        let _ = earlier;
    }

    /// Whether this is an edit to what `removal` takes away, and so falls with it (C10).
    fn falls_with(&self, removal: &Self) -> bool {
        let _ = removal;
        false
    }

    /// Whether this and `other` splice the same text.
    fn shares_text(&self, other: &Self) -> bool {
        match (self.splice(), other.splice()) {
            (Some((mine, _)), Some((theirs, _))) => mine == theirs,
            _ => false,
        }
    }
}

/// An edit in the log, as the server ordered and rewrote it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Entry<E> {
    /// The version of the document once this edit is in it: 1 for the first.
    pub version: u64,
    /// Who made it.
    pub author: PersonId,
    /// When the server took it, in milliseconds since the Unix epoch.
    pub at: i64,
    /// The batch it came in.
    pub batch: BatchId,
    /// Its place in that batch, from 0.
    pub index: u32,
    /// The edit.
    pub edit: E,
}

/// Edits pushed together. The id makes repeating it harmless.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Batch<E> {
    /// Made by the client, once.
    pub id: BatchId,
    /// The version these edits were made on.
    pub base: u64,
    /// The edits, each made on what the one before it left.
    pub edits: Vec<E>,
}
