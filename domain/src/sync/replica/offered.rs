//! What was done here and is not in the document, offered back to whoever did it.

use std::mem::discriminant;

use serde::{Deserialize, Serialize};

use super::Replica;
use crate::sync::{Document, Edit, Rejection, rebase};

/// An edit that was refused, to be shown to whoever made it (C6).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offered<E> {
    /// What they did.
    pub edit: E,
    /// Why it is not in the document.
    pub reason: Rejection,
}

impl<D: Document> Replica<D> {
    /// Edits that were refused, oldest first.
    pub fn offered(&self) -> &[Offered<D::Edit>] {
        &self.offered
    }

    /// Whether all that was done here is in the log: nothing waits for it, and nothing is to be
    /// offered back.
    pub const fn is_all_in_log(&self) -> bool {
        self.is_settled() && self.offered.is_empty()
    }

    /// Takes the refused edit at `index` off the list, when it has been dealt with.
    pub fn dismiss(&mut self, index: usize) -> Option<Offered<D::Edit>> {
        (index < self.offered.len()).then(|| self.offered.remove(index))
    }

    /// Makes the refused edit at `index` after all, and takes it off the list. What was taken
    /// away and comes back whole has in it what fell with it and was refused by then (C10), so
    /// that goes off the list as well.
    ///
    /// # Errors
    /// Why it still cannot be made: everything stays on the list.
    pub fn bring_back(&mut self, index: usize) -> Result<(), Rejection> {
        let Some(Offered { edit, reason }) = self.offered.get(index).cloned() else {
            return Ok(());
        };
        // What would take it away again.
        let removal = self.view.clone().apply(&edit)?;
        self.edit(edit.clone(), None)?;
        self.offered.remove(index);
        // Only what somebody took away holds what was done to it.
        if reason == Rejection::Gone
            && let Some(removal) = removal
        {
            // Where it was taken away once more, what fell with it then comes after another whole.
            let again = |of: &Offered<D::Edit>| discriminant(&of.edit) == discriminant(&edit);
            let next = self.offered.iter().skip(index).position(again);
            let until = next.map_or(self.offered.len(), |next| index + next);
            let is_in_it = |of: &mut Offered<D::Edit>| {
                of.reason == Rejection::Gone && of.edit.falls_with(&removal)
            };
            self.offered
                .extract_if(index..until, is_in_it)
                .for_each(drop);
        }
        Ok(())
    }

    /// The document as it would be with all that is offered back, and whether all of it fits.
    pub fn with_offered(&self) -> (D, bool) {
        let mut document = self.view.clone();
        let mut made: Vec<D::Edit> = Vec::new();
        let mut fits = true;
        for offered in &self.offered {
            let mut edit = offered.edit.clone();
            if document.apply(&edit).is_err() {
                // What was typed once the words before it were refused, was typed without them.
                for earlier in &made {
                    rebase([&mut edit], earlier);
                }
                if document.apply(&edit).is_err() {
                    fits = false;
                    continue;
                }
            }
            made.push(edit);
        }
        (document, fits)
    }

    pub(super) fn offer(&mut self, edit: D::Edit, reason: Rejection) {
        self.offered.push(Offered { edit, reason });
    }
}

/// Adds to what is offered back. What fell with a splice was typed on after it: those words are
/// one text to whoever typed them.
pub(super) fn give_back<E: Edit>(back: &mut Vec<Offered<E>>, edit: E, reason: Rejection) {
    let earlier = back.iter_mut().rev();
    let mut earlier = earlier.filter(|earlier| earlier.edit.shares_text(&edit));
    let fell = reason == Rejection::TextChanged;
    if !(fell
        && earlier
            .next()
            .is_some_and(|last| goes_on(&mut last.edit, &edit)))
    {
        back.push(Offered { edit, reason });
    }
}

/// Puts an edit together with the one before it where both are splices of one text, the second
/// made on what the first left.
pub(super) fn goes_on<E: Edit>(last: &mut E, edit: &E) -> bool {
    let (Some((text, first)), Some((same, next))) = (last.splice_mut(), edit.splice()) else {
        return false;
    };
    let both = (text == same).then(|| first.then(next));
    if let Some(Ok(both)) = both {
        *first = both;
        return true;
    }
    false
}
