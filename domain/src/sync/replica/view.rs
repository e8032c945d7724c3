//! What the person sees: the log, and on it what they did that is not in it yet.

use super::{Offered, Replica};
use crate::sync::{Document, Edit, Rejection};

impl<D: Document> Replica<D> {
    /// Makes the view anew.
    pub(super) fn refresh(&mut self) {
        let (view, hidden) = self.fold();
        self.view = view;
        self.unseen = hidden
            .into_iter()
            .filter_map(|at| self.unsettled().nth(at)?.splice())
            .map(|(text, _)| text)
            .collect();
    }

    /// Edits that are not yet known to be in the log, oldest first.
    pub fn unsettled(&self) -> impl Iterator<Item = &D::Edit> {
        let sent = self.in_flight.iter().flat_map(|(_, sent)| sent);
        sent.map(|sent| &sent.edit).chain(&self.pending)
    }

    /// The view, and which of the unsettled edits are splices that are not in it.
    /// What cannot be applied stays out of sight until the server says why; and
    /// as the server does (R4), so do later splices of the same text.
    pub(super) fn fold(&self) -> (D, Vec<usize>) {
        let mut view = self.base.clone();
        let mut hidden: Vec<(usize, &D::Edit)> = Vec::new();
        for (at, edit) in self.unsettled().enumerate() {
            let follows = hidden.iter().any(|(_, earlier)| earlier.shares_text(edit));
            if (follows || view.apply(edit).is_err()) && edit.splice().is_some() {
                hidden.push((at, edit));
            }
        }
        (view, hidden.into_iter().map(|(at, _)| at).collect())
    }

    /// Whether an earlier splice of the text of `edit` is not in the view, so that
    /// `edit` was not made on what that one left.
    pub(super) fn skips(&self, edit: &D::Edit) -> bool {
        edit.splice()
            .is_some_and(|(text, _)| self.unseen.contains(&text))
    }

    /// Makes way for an edit to a text of which earlier splices are out of sight:
    /// whoever goes on without them gets them offered back (C6). Those on their
    /// way cannot be called back; until it is known what became of them the text
    /// takes no more.
    pub(super) fn make_way(&mut self, edit: &D::Edit) -> Result<(), Rejection> {
        if !self.skips(edit) {
            return Ok(());
        }
        let sent = self.in_flight.as_ref().map_or(0, |(_, sent)| sent.len());
        let (mut view, hidden) = self.fold();
        let same = |at: &usize| {
            let other = self.unsettled().nth(*at);
            other.is_some_and(|other| other.shares_text(edit))
        };
        let hidden: Vec<usize> = hidden.into_iter().filter(same).collect();
        if hidden.iter().any(|at| *at < sent) {
            return Err(Rejection::TextChanged);
        }
        view.apply(edit)?;
        self.undo.forget(edit);
        let mut at = sent;
        let lost: Vec<D::Edit> = self
            .pending
            .extract_if(.., |_| {
                at += 1;
                hidden.contains(&(at - 1))
            })
            .collect();
        self.offered.extend(lost.into_iter().map(|edit| Offered {
            edit,
            reason: Rejection::TextChanged,
        }));
        self.refresh();
        Ok(())
    }
}
