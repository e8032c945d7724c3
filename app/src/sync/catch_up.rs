//! Asking the server for what this page lacks of the log.

use domain::sync::Replica;
use domain::wire::{CaughtUp, decode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::changed::Changed;
use super::{Kind, Network, Synced};
use crate::api;
use crate::device::signed_out;

/// Said where the whole log does not help either: only another build can.
const LOST: &str = "This page can no longer follow what the team does. Reload it: what the team lacks stays on this device.";

impl<D: Kind> Synced<D> {
    /// Asks the server for what has come after what is here, and for all there is where what is
    /// here is not what the log makes (C16).
    pub fn catch_up(self) {
        // What comes after how it begins here need not come after how it begins there.
        if self.begun_here.get_untracked() {
            self.send();
            return;
        }
        spawn_local(async move {
            let known = self
                .replica
                .try_with_untracked(|replica| (replica.lacks(), replica.is_diverged()));
            // The page may be left before this begins, and while the server answers.
            let Some(((after, entries_only), was_diverged)) = known else {
                return;
            };
            let by = self.record.by();
            let was_over = signed_out::is_over();
            let caught_up = api::catch_up(self.id, after, entries_only, by).await;
            if caught_up.is_ok() {
                signed_out::answered(by, was_over);
            }
            if self.replica.is_disposed() {
                return;
            }
            let network = match caught_up {
                Ok(CaughtUp::Entries(entries)) => {
                    if let Some(entries) = D::entries(entries) {
                        self.miss(&entries);
                        // A gap cannot be: these follow on what was asked about,
                        // and what came meanwhile is passed over.
                        self.take_in(&entries);
                    }
                    match self.replica.with_untracked(Replica::is_diverged) {
                        // Noticed just now: the log from its first entry is still to be asked for.
                        true if !was_diverged => return self.catch_up(),
                        true => Network::Refused(LOST.to_owned()),
                        false => Network::Reached,
                    }
                }
                Ok(CaughtUp::Snapshot(version, document)) => {
                    if let Ok(document) = decode(&document) {
                        self.change_quietly(|replica| {
                            replica.leap(document, version);
                            Changed::Anything
                        });
                    }
                    Network::Reached
                }
                Err(error) => Network::from(error),
            };
            self.note(|standing| standing.network = network);
            if was_diverged {
                // What waited for that.
                self.send();
            }
        });
    }
}
