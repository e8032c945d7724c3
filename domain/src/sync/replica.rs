//! The client's half: a document with edits that are not yet in the log.

mod diverged;
mod kept;
mod offered;
mod undo;
mod view;

use serde::{Deserialize, Serialize};

use super::{Batch, Document, Edit, Entry, Refused, Rejection, rebase};
use crate::id::BatchId;
use crate::wire;

pub use kept::{Added, Saved};
pub use offered::Offered;
use offered::{give_back, goes_on};
pub use undo::Undo;

/// Entries arrived that do not follow on what this replica has: it must catch up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("entries up to version {has} are here, but the next one that came is {got}")]
pub struct Gap {
    /// The version this replica has.
    pub has: u64,
    /// The version of the entry that came.
    pub got: u64,
}

/// A document on one device.
#[derive(Debug, Clone)]
pub struct Replica<D: Document> {
    /// The fold of the log up to `version`.
    base: D,
    version: u64,
    /// Whether an entry of the log did not apply to `base`, which then is not that fold (C16).
    is_diverged: bool,
    /// The batch on its way, in the form it has on `base`. At most one (C2).
    in_flight: Option<(BatchId, Vec<Sent<D::Edit>>)>,
    /// Edits made after it.
    pending: Vec<D::Edit>,
    /// What the person sees: `base`, then `in_flight`, then `pending`.
    view: D,
    /// Texts of which a splice made here is not in the view.
    unseen: Vec<<D::Edit as Edit>::Text>,
    undo: Undo<D::Edit>,
    offered: Vec<Offered<D::Edit>>,
    /// What has been taken in since it was last kept whole; none where that would be too much.
    since_kept: Option<Vec<Entry<D::Edit>>>,
}

/// An edit of the batch on its way, with its place in the batch as it was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Sent<E> {
    index: u32,
    edit: E,
}

impl<D: Document> Replica<D> {
    /// A replica of `base`, which is the fold of the log up to `version`.
    pub fn new(base: D, version: u64) -> Self {
        Self {
            view: base.clone(),
            base,
            version,
            is_diverged: false,
            in_flight: None,
            pending: Vec::new(),
            unseen: Vec::new(),
            undo: Undo::default(),
            offered: Vec::new(),
            since_kept: None,
        }
    }

    /// The document as the person sees it.
    pub const fn view(&self) -> &D {
        &self.view
    }

    /// The document as the log makes it, without what waits here.
    pub const fn base(&self) -> &D {
        &self.base
    }

    /// How much of the log is in it.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Whether every edit made here is in the log.
    pub const fn is_settled(&self) -> bool {
        self.in_flight.is_none() && self.pending.is_empty()
    }

    /// How many edits made here are not yet known to be in the log.
    pub fn unsent(&self) -> usize {
        self.pending.len() + self.in_flight.as_ref().map_or(0, |(_, sent)| sent.len())
    }

    /// Applies an edit of one's own. Edits with the same `group` are undone
    /// together, as the letters of one stretch of typing are.
    pub fn edit(&mut self, edit: D::Edit, group: Option<u64>) -> Result<(), Rejection> {
        self.make_way(&edit)?;
        let inverse = self.view.apply(&edit)?;
        if let Some(inverse) = inverse {
            self.undo.did(inverse, group);
        }
        self.append(edit);
        Ok(())
    }

    /// Whether there is something to undo.
    pub const fn can_undo(&self) -> bool {
        self.undo.can_undo()
    }

    /// Whether there is something to redo.
    pub const fn can_redo(&self) -> bool {
        self.undo.can_redo()
    }

    /// Undoes one's own last step, as far as it still can be. Whether anything
    /// changed.
    pub fn undo(&mut self) -> bool {
        if self.is_frozen_for(self.undo.next_undo()) {
            return false;
        }
        let step = self.undo.take_undo();
        let (changed, inverse) = self.replay(step);
        self.undo.undid(inverse);
        changed
    }

    /// Does again what was undone last. Whether anything changed.
    pub fn redo(&mut self) -> bool {
        if self.is_frozen_for(self.undo.next_redo()) {
            return false;
        }
        let step = self.undo.take_redo();
        let (changed, inverse) = self.replay(step);
        self.undo.redid(inverse);
        changed
    }

    /// The batch to send: the one on its way, or a new one with this id of what
    /// waits, or nothing. Sending it again is harmless. Nothing while what it was made on is
    /// not what the log makes (C16).
    pub fn batch(&mut self, id: BatchId) -> Option<Batch<D::Edit>> {
        if self.is_diverged {
            return None;
        }
        if self.in_flight.is_none() && !self.pending.is_empty() {
            let most = self.fitting();
            let sent = (0..)
                .zip(self.pending.drain(..most))
                .map(|(index, edit)| Sent { index, edit })
                .collect();
            self.in_flight = Some((id, sent));
        }
        self.in_flight.as_ref().map(|(id, sent)| Batch {
            id: *id,
            base: self.version,
            edits: sent.iter().map(|sent| sent.edit.clone()).collect(),
        })
    }

    /// Takes in entries of the log. Those already here are passed over; answers
    /// whether the person sees anything new.
    pub fn receive(&mut self, entries: &[Entry<D::Edit>]) -> Result<bool, Gap> {
        let mut changed = self.is_diverged && self.fold_anew(entries);
        for entry in entries {
            if entry.version <= self.version {
                continue;
            }
            if entry.version != self.version + 1 {
                if changed {
                    self.refresh();
                }
                return Err(Gap {
                    has: self.version,
                    got: entry.version,
                });
            }
            changed |= self.take_in(entry);
        }
        if changed {
            self.refresh();
        }
        Ok(changed)
    }

    /// The server has dealt with `batch`: `entries` are the log after the version
    /// it was sent on, `refused` what could not be applied.
    pub fn acknowledge(
        &mut self,
        batch: BatchId,
        entries: &[Entry<D::Edit>],
        refused: &[Refused],
    ) -> Result<bool, Gap> {
        let changed = self.receive(entries)?;
        if self.in_flight.as_ref().is_none_or(|(id, _)| *id != batch) {
            return Ok(changed);
        }
        let left = self
            .in_flight
            .take()
            .map(|(_, sent)| sent)
            .unwrap_or_default();
        if left.is_empty() {
            return Ok(changed);
        }
        let mut back = Vec::new();
        let mut lost = Vec::new();
        for sent in left {
            let reason = refused
                .iter()
                .find(|refused| refused.index == sent.index)
                .map_or(Rejection::TextChanged, |refused| refused.reason.clone());
            lost.append(&mut self.forsake(&sent.edit));
            give_back(&mut back, sent.edit, reason);
        }
        for edit in lost {
            give_back(&mut back, edit, Rejection::TextChanged);
        }
        self.offered.append(&mut back);
        self.refresh();
        Ok(true)
    }

    /// Starts again from a snapshot. Only for a replica with nothing of its own
    /// to send, since a splice cannot be rebased over a leap.
    pub fn leap(&mut self, base: D, version: u64) {
        if self.is_settled() && version > self.version {
            self.undo = Undo::default();
            self.base = base;
            self.version = version;
            self.is_diverged = false;
            self.since_kept = None;
            self.refresh();
        }
    }

    /// How many of the pending edits go into one batch: at least one, and no more
    /// than the server reads in one message (C3).
    fn fitting(&self) -> usize {
        let mut bytes = 0;
        let fitting = self.pending.iter().take(super::LARGEST_BATCH);
        let fitting = fitting.take_while(|edit| {
            bytes += wire::encode(edit).len();
            bytes <= wire::LARGEST_MESSAGE / 2
        });
        fitting.count().max(1)
    }

    fn append(&mut self, edit: D::Edit) {
        // Typing on in one text makes one edit of many, until it is sent.
        let last = self.pending.last_mut();
        if !last.is_some_and(|last| goes_on(last, &edit)) {
            self.pending.push(edit);
        }
    }

    /// Whether the document is closed to this edit, so that its step has to wait.
    fn is_frozen_for(&self, edit: Option<&D::Edit>) -> bool {
        edit.is_some_and(|edit| {
            let refused = self.view.clone().apply(edit);
            matches!(refused, Err(Rejection::Frozen(_)))
        })
    }

    /// Applies the edits of a step taken from the undo stacks; those whose
    /// target is gone do nothing, and of a text that has become another the steps
    /// below go too, as they were made on what is not there (U4). Answers whether
    /// anything changed and with the step that takes it back.
    fn replay(&mut self, step: Vec<D::Edit>) -> (bool, Vec<D::Edit>) {
        let mut back = Vec::with_capacity(step.len());
        let mut failed: Vec<D::Edit> = Vec::new();
        for edit in step {
            if failed.iter().any(|earlier| earlier.shares_text(&edit)) {
                continue;
            }
            if !self.skips(&edit)
                && let Ok(inverse) = self.view.apply(&edit)
            {
                back.extend(inverse);
                self.append(edit);
            } else {
                self.undo.forget(&edit);
                failed.push(edit);
            }
        }
        back.reverse();
        (!back.is_empty(), back)
    }

    /// Answers whether the view has to be made anew.
    fn take_in(&mut self, entry: &Entry<D::Edit>) -> bool {
        self.rescue(entry);
        self.follow(entry);
        self.remember(entry);
        if let Some((id, sent)) = &mut self.in_flight
            && *id == entry.batch
        {
            // Refused ones ahead of this one keep their place until the
            // acknowledgement says why.
            let Some(own) = sent.iter().position(|sent| sent.index == entry.index) else {
                return true;
            };
            let as_made = own == 0 && sent[own].edit == entry.edit;
            sent.remove(own);
            return !as_made;
        }
        let sent = self
            .in_flight
            .iter_mut()
            .flat_map(|(_, sent)| sent)
            .map(|sent| &mut sent.edit);
        let over = rebase(sent.chain(&mut self.pending), &entry.edit);
        self.undo.rebase(&over);
        true
    }

    /// Offers back, as it stands here, what somebody takes away that is edited here, or was and can
    /// still be undone (C10).
    fn rescue(&mut self, entry: &Entry<D::Edit>) {
        let is_own = self
            .in_flight
            .as_ref()
            .is_some_and(|(id, _)| *id == entry.batch);
        let is_edited_here = self
            .unsettled()
            .chain(self.undo.to_undo())
            .any(|own| own.falls_with(&entry.edit));
        if is_own || !is_edited_here {
            return;
        }
        let (mut seen, _) = self.fold();
        if let Ok(Some(back)) = seen.apply(&entry.edit) {
            self.offer(back, Rejection::Gone);
        }
    }

    /// Gives up what was typed on after a splice that was refused: it was typed
    /// into a text that never came to be (R4). So were its undo steps.
    fn forsake(&mut self, refused: &D::Edit) -> Vec<D::Edit> {
        if refused.splice().is_none() {
            return Vec::new();
        }
        self.undo.forget(refused);
        self.pending
            .extract_if(.., |later| later.shares_text(refused))
            .collect()
    }
}
