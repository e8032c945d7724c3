//! A replica that the log no longer applies to: noticed, and folded anew (C16).

use super::{Replica, Undo};
use crate::sync::{Document, Entry};

impl<D: Document> Replica<D> {
    /// Whether an entry of the log did not apply here. The server applied it before it was in
    /// the log, so it is this replica that is wrong.
    pub const fn is_diverged(&self) -> bool {
        self.is_diverged
    }

    /// After which version to catch up, and whether with the entries themselves, be they ever
    /// so many (L4): unsettled edits are rebased over them, and a replica that is wrong is
    /// folded anew from all of them.
    pub const fn lacks(&self) -> (u64, bool) {
        if self.is_diverged {
            (0, true)
        } else {
            (self.version, !self.is_settled())
        }
    }

    /// Takes the next entry of the log into the base.
    pub(super) fn follow(&mut self, entry: &Entry<D::Edit>) {
        self.is_diverged |= self.base.apply(&entry.edit).is_err();
        self.version = entry.version;
    }

    /// Folds the log up to where this replica is, if `log` has all of that and it applies. Edits
    /// that are not settled were rebased over it all the same, and stay. What could be undone
    /// was done to something else.
    pub(super) fn fold_anew(&mut self, log: &[Entry<D::Edit>]) -> bool {
        let known = usize::try_from(self.version).ok();
        let known = known.and_then(|known| log.get(..known));
        let is_all = |known: &&[Entry<D::Edit>]| {
            known
                .last()
                .is_some_and(|last| last.version == self.version)
        };
        let Some(known) = known.filter(is_all) else {
            return false;
        };
        let mut base = D::default();
        if known.iter().any(|entry| base.apply(&entry.edit).is_err()) {
            return false;
        }
        self.base = base;
        self.is_diverged = false;
        self.undo = Undo::default();
        self.since_kept = None;
        true
    }
}
