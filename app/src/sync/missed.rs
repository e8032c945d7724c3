//! What others did while this device was without the server.

use domain::sync::{Edit as _, Entry, Replica};
use domain::wire::CaughtUp;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Kind, Synced};
use crate::api;

/// An entry that came in after a time without the server.
#[derive(Debug, Clone)]
pub struct Missed<E> {
    pub entry: Entry<E>,
    /// Whether it changes what was removed here meanwhile.
    pub falls: bool,
    /// Where it changes a text that was changed here meanwhile: that, as it stood here. Both are
    /// in it now, and nobody has read it so.
    pub meets: Option<String>,
}

impl<D: Kind> Synced<D> {
    /// What came in after a time without the server, until the person has seen it.
    pub const fn missed(self) -> RwSignal<Vec<Missed<D::Edit>>> {
        self.missed
    }

    /// Remembers entries that this device has not seen, if the server was away
    /// until now.
    pub(super) fn miss(self, entries: &[Entry<D::Edit>]) {
        if self.is_away() {
            let missed = self
                .replica
                .with_untracked(|replica| beside(replica, entries));
            self.add_missed(self.version(), missed);
        }
    }

    fn add_missed(self, known: u64, new: Vec<Missed<D::Edit>>) {
        self.missed.update(|missed| {
            let last = missed.last().map(|last| last.entry.version);
            let known = last.map_or(known, |last| last.max(known));
            let new = new.into_iter();
            missed.extend(new.filter(|new| new.entry.version > known));
        });
    }

    /// Asks what happened between the version of what this device kept and the one
    /// that came with the page.
    pub(super) fn ask_what_was_missed(self, kept: Replica<D>) {
        spawn_local(async move {
            let version = kept.version();
            // Where there is too much to tell one by one, nothing is told.
            if let Ok(CaughtUp::Entries(entries)) =
                api::catch_up(self.id, version, false, self.record.by()).await
                && let Some(entries) = D::entries(entries)
                && !self.missed.is_disposed()
            {
                self.add_missed(version, beside(&kept, &entries));
            }
        });
    }
}

/// Entries of the log as they meet what `replica` has not sent yet.
fn beside<D: Kind>(replica: &Replica<D>, entries: &[Entry<D::Edit>]) -> Vec<Missed<D::Edit>> {
    let meets = |entry: &Entry<D::Edit>| {
        let mut mine = replica.unsettled();
        mine.find(|mine| mine.shares_text(&entry.edit))?;
        let (text, _) = entry.edit.splice()?;
        D::text_of(replica.view(), &text)
    };
    let missed = |entry: &Entry<D::Edit>| Missed {
        entry: entry.clone(),
        falls: replica.unsettled().any(|mine| entry.edit.falls_with(mine)),
        meets: meets(entry),
    };
    entries.iter().map(missed).collect()
}
