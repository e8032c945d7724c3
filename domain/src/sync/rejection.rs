//! Why an edit was refused.

use serde::{Deserialize, Serialize};

/// Why an edit could not be applied. The message tells the person what
/// happened; what they typed is kept and offered back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Rejection {
    /// The stage, item or person it speaks of is not there.
    #[error("it was removed in the meantime")]
    Gone,
    /// Something with this id is there already.
    #[error("it is there already")]
    AlreadyThere,
    /// A value outside what is allowed. Says which and what is allowed.
    #[error("{0}")]
    OutOfRange(String),
    /// The document can no longer be changed. Says why.
    #[error("{0}")]
    Frozen(String),
    /// The splice does not fit the text, or follows one that was refused.
    #[error("the text it was typed into has changed")]
    TextChanged,
    /// This person may not do that. Says who may.
    #[error("{0}")]
    NotAllowed(String),
}

impl Rejection {
    pub(crate) fn out_of_range(what: impl Into<String>) -> Self {
        Self::OutOfRange(what.into())
    }
}
