//! Marks beside a record that say in the clear what of its edits the log does not have, and whose
//! they are: many records are told apart by them, and some are sealed.

use domain::id::PersonId;
use domain::sync::Replica;
use domain::wire::{decode, encode};

use super::Kind;
use crate::device::storage;

const UNSENT: &str = "plumbline/unsent/";
const OFFERED: &str = "plumbline/offered/";

/// Whether this device holds something about candidates that nobody else has.
pub fn holds_unsent_of_candidates() -> bool {
    let holds = |mark: &str, kind: &str| !storage::keys(&[mark, kind].concat()).is_empty();
    ["scorecard/", "panel/"]
        .into_iter()
        .any(|kind| holds(UNSENT, kind) || holds(OFFERED, kind))
}

/// What of a record's edits the log does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Whether some wait to be sent.
    waits: bool,
    /// Whether some are to be offered back.
    offers: bool,
}

impl Marks {
    pub const NOTHING: Self = Self {
        waits: false,
        offers: false,
    };

    pub fn of<D: Kind>(replica: &Replica<D>) -> Self {
        Self {
            waits: !replica.is_settled(),
            offers: !replica.offered().is_empty(),
        }
    }

    /// The same for a document that the server is still to be told of.
    pub const fn unborn(self) -> Self {
        Self {
            waits: true,
            ..self
        }
    }
}

/// Whether a record is marked as holding edits that wait to be sent.
pub(super) fn waits(record: &str) -> bool {
    matches!(storage::kept(&mark_of(UNSENT, record)), Ok(Some(_)))
}

/// Whether edits that wait or are to be offered back were made by somebody else than whoever is
/// here now. Where nobody said whose they are, as earlier builds did not, they are anybody's.
pub fn is_of_another(record: &str, here: Option<PersonId>) -> bool {
    [UNSENT, OFFERED].into_iter().any(|mark| {
        let by = storage::kept(&mark_of(mark, record)).ok().flatten();
        by.and_then(|by| decode(&by).ok())
            .is_some_and(|by: PersonId| Some(by) != here)
    })
}

/// Marks a record in the clear as holding such edits, and whose, or not.
pub fn mark(record: &str, by: Option<PersonId>, marks: Marks) {
    for (mark, holds) in [(UNSENT, marks.waits), (OFFERED, marks.offers)] {
        let key = mark_of(mark, record);
        if holds {
            // Where this is refused, so is the record itself, and that is told.
            let _ = storage::keep(&key, &by.map(|by| encode(&by)).unwrap_or_default());
        } else {
            storage::forget(&key);
        }
    }
}

fn mark_of(mark: &str, record: &str) -> String {
    record.replacen("plumbline/", mark, 1)
}
