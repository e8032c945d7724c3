//! What a device keeps of a replica, so that nothing is lost with the tab.

use serde::{Deserialize, Serialize};

use super::{Offered, Replica, Sent};
use crate::id::BatchId;
use crate::sync::{Document, Edit as _, Entry, Rejection};

/// Most entries that are kept beside a record before it is written whole again. A document is
/// far longer than what one edit says of it.
const MOST_ADDED: usize = 50;

/// A replica, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Saved<D: Document> {
    base: D,
    version: u64,
    in_flight: Option<(BatchId, Vec<Sent<D::Edit>>)>,
    pending: Vec<D::Edit>,
    offered: Vec<Offered<D::Edit>>,
}

/// How a replica differs from when it was last kept whole: small, so that it is written with
/// each edit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Added<D: Document> {
    entries: Vec<Entry<D::Edit>>,
    in_flight: Option<(BatchId, Vec<Sent<D::Edit>>)>,
    pending: Vec<D::Edit>,
    offered: Vec<Offered<D::Edit>>,
}

impl<D: Document> Replica<D> {
    /// What to keep on the device.
    pub fn save(&self) -> Saved<D> {
        Saved {
            base: self.base.clone(),
            version: self.version,
            in_flight: self.in_flight.clone(),
            pending: self.pending.clone(),
            offered: self.offered.clone(),
        }
    }

    /// What to keep beside the record that was last written whole (C12). None where it has to
    /// be written whole again.
    pub fn added(&self) -> Option<Added<D>> {
        self.since_kept.as_ref().map(|entries| Added {
            entries: entries.clone(),
            in_flight: self.in_flight.clone(),
            pending: self.pending.clone(),
            offered: self.offered.clone(),
        })
    }

    /// The device has just kept it whole.
    pub fn was_kept_whole(&mut self) {
        self.since_kept = Some(Vec::new());
    }

    /// The replica that was saved.
    pub fn restore(saved: Saved<D>) -> Self {
        let mut replica = Self::new(saved.base, saved.version);
        replica.in_flight = saved.in_flight;
        replica.pending = saved.pending;
        replica.offered = saved.offered;
        replica.was_kept_whole();
        replica.refresh();
        replica
    }

    /// The replica that was saved, and what was added to it since.
    pub fn restore_with(saved: Saved<D>, added: Added<D>) -> Self {
        let mut replica = Self::new(saved.base, saved.version);
        for entry in &added.entries {
            // It was taken in when it came; nothing waits here that it could be rebased over.
            if entry.version == replica.version.saturating_add(1) {
                replica.follow(entry);
            }
        }
        replica.in_flight = added.in_flight;
        replica.pending = added.pending;
        replica.offered = added.offered;
        replica.since_kept = Some(added.entries);
        replica.refresh();
        replica
    }

    /// Goes on from here with what `opened` has besides: a replica of the same document that
    /// began from the server's answer, and in which edits were made, while this one was still
    /// being read. What cannot be made here any more is offered back (C6).
    pub fn take_over(&mut self, opened: Self) {
        self.leap(opened.base, opened.version);
        self.is_diverged |= opened.is_diverged;
        let own: Vec<D::Edit> = self.unsettled().cloned().collect();
        for edit in opened.pending {
            // What is typed here was not in the text that it was typed into.
            let made = if own.iter().any(|own| own.shares_text(&edit)) {
                Err(Rejection::TextChanged)
            } else {
                self.edit(edit.clone(), None)
            };
            if let Err(reason) = made {
                self.offer(edit, reason);
            }
        }
        self.offered.extend(opened.offered);
    }

    /// The log begins otherwise than was thought here: with a plan that was begun on this device
    /// from a kit of which the server has another version by now (C11). `log` is all of it; what
    /// it begins with came in one batch, and what others have done since is received as ever.
    pub fn begin_again(&mut self, log: &[Entry<D::Edit>]) {
        let first = log.chunk_by(|one, next| one.batch == next.batch).next();
        let (Some(first), None) = (first, &self.in_flight) else {
            return;
        };
        let mut base = D::default();
        if first.iter().all(|entry| base.apply(&entry.edit).is_ok()) {
            self.base = base;
            self.version = first.len() as u64;
            self.is_diverged = false;
            self.since_kept = None;
            self.refresh();
        }
    }

    /// Remembers what was taken in, while it is little.
    pub(super) fn remember(&mut self, entry: &Entry<D::Edit>) {
        let since = self.since_kept.take();
        self.since_kept = since
            .filter(|since| since.len() < MOST_ADDED)
            .map(|mut since| {
                since.push(entry.clone());
                since
            });
    }
}
