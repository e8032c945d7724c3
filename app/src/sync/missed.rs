//! What others did while this device was without the server.

use domain::sync::Entry;
use domain::wire::CaughtUp;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Kind, Synced};
use crate::api;

impl<D: Kind> Synced<D> {
    /// What came in after a time without the server, until the person has seen it.
    pub const fn missed(self) -> RwSignal<Vec<Entry<D::Edit>>> {
        self.missed
    }

    /// Remembers entries that this device has not seen, if the server was away
    /// until now.
    pub(super) fn miss(self, entries: &[Entry<D::Edit>]) {
        if self.is_away() {
            self.add_missed(self.version(), entries);
        }
    }

    fn add_missed(self, known: u64, entries: &[Entry<D::Edit>]) {
        self.missed.update(|missed| {
            let known = missed.last().map_or(known, |last| last.version.max(known));
            let new = entries.iter().filter(|entry| entry.version > known);
            missed.extend(new.cloned());
        });
    }

    /// Asks what happened between the version that this device kept and the one
    /// that came with the page.
    pub(super) fn ask_what_was_missed(self, kept: u64) {
        spawn_local(async move {
            // Where there is too much to tell one by one, nothing is told.
            if let Ok(CaughtUp::Entries(entries)) = api::catch_up(self.id, kept, false).await
                && let Some(entries) = D::entries(entries)
                && !self.missed.is_disposed()
            {
                self.add_missed(kept, &entries);
            }
        });
    }
}
