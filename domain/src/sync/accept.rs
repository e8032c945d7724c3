//! The server's half: taking a batch into the log.

use serde::{Deserialize, Serialize};

use super::{Document, Edit, Rejection, rebase_all};

/// An edit of a batch that was refused, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Its place in the batch, from 0.
    pub index: u32,
    /// Why.
    pub reason: Rejection,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted<E> {
    /// The edits to be put in the log, in order, as they were applied, each with
    /// its place in the batch.
    pub edits: Vec<(u32, E)>,
    /// The others.
    pub refused: Vec<Refused>,
}

/// Rebases `edits` over `since`, the log after the version they were made on,
/// and applies to `document` all that can be. `permit` sees each edit with the
/// document it would be applied to, and may refuse it or put right what a client
/// cannot be trusted with, such as a time.
///
/// Each edit stands for itself: one that is refused does not take the others
/// with it, except later splices of the same text, which were made on a text
/// that never came to be (R4).
pub fn accept<'a, D: Document>(
    document: &mut D,
    mut edits: Vec<D::Edit>,
    since: impl IntoIterator<Item = &'a D::Edit>,
    mut permit: impl FnMut(&D, D::Edit) -> Result<D::Edit, Rejection>,
) -> Accepted<D::Edit>
where
    D::Edit: 'a,
{
    rebase_all(&mut edits, since);
    let mut accepted = Accepted {
        edits: Vec::with_capacity(edits.len()),
        refused: Vec::new(),
    };
    let mut broken: Vec<D::Edit> = Vec::new();
    for (index, edit) in (0..).zip(edits) {
        let outcome = if broken.iter().any(|earlier| earlier.shares_text(&edit)) {
            Err(Rejection::TextChanged)
        } else {
            permit(document, edit.clone()).and_then(|edit| {
                document.apply(&edit)?;
                Ok(edit)
            })
        };
        match outcome {
            Ok(edit) => accepted.edits.push((index, edit)),
            Err(reason) => {
                accepted.refused.push(Refused { index, reason });
                if edit.splice().is_some() {
                    broken.push(edit);
                }
            }
        }
    }
    accepted
}
