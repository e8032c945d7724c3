//! Sending what waits: one batch at a time, again and again until the server has it.

use domain::id::BatchId;
use domain::sync::Replica;
use domain::wire::{AnyEntries, Push};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::changed::Changed;
use super::{Kind, Network, Synced};
use crate::device::{self, signed_out};
use crate::{api, offline::drafts};

impl<D: Kind> Synced<D> {
    /// Sends what waits, until nothing does or the server cannot be reached.
    pub fn send(self) {
        if self.pushing.get_value() || !self.opened.get_untracked() {
            return;
        }
        self.pushing.set_value(true);
        spawn_local(async move {
            // The page is to show an edit before time is spent on sending it.
            device::pause(0).await;
            let mut waited = 0;
            loop {
                // The page may be left at any of these waits; what is not sent then lies on
                // the device, and another page sends it.
                if self.replica.is_disposed() {
                    return;
                }
                let by = self.record.by();
                let was_over = signed_out::is_over();
                let born = if self.begun_here.get_untracked() {
                    drafts::bear(self.id, by).await
                } else {
                    Ok(None)
                };
                if self.replica.is_disposed() {
                    return;
                }
                let sent = match born {
                    Ok(log) => {
                        self.begin_again(log);
                        match self.next_push() {
                            Some(push) => {
                                self.record.settle().await;
                                api::send_edits(push, by).await
                            }
                            None => break,
                        }
                    }
                    Err(error) => Err(error),
                };
                if self.replica.is_disposed() {
                    return;
                }
                match sent {
                    Ok(pushed) => {
                        waited = 0;
                        signed_out::answered(by, was_over);
                        let Some(entries) = D::entries(pushed.entries) else {
                            break;
                        };
                        let mut gap = false;
                        self.miss(&entries);
                        self.change_quietly(|replica| {
                            let taken =
                                replica.acknowledge(pushed.batch, &entries, &pushed.refused);
                            gap = taken.is_err() || replica.is_diverged();
                            Changed::unless(taken == Ok(false))
                        });
                        self.note(|standing| standing.network = Network::Reached);
                        if gap {
                            self.catch_up();
                            break;
                        }
                    }
                    Err(error) => {
                        let passing = error.is_away();
                        self.note(|standing| standing.network = Network::from(error));
                        if !passing {
                            break;
                        }
                        waited = (waited + 1).min(5);
                        device::pause(250 << waited).await;
                    }
                }
            }
            self.pushing.try_set_value(false);
        });
    }

    /// Begins as the server has begun it.
    fn begin_again(self, log: Option<AnyEntries>) {
        if let Some(log) = log.and_then(D::entries) {
            self.change_quietly(|replica| {
                replica.begin_again(&log);
                // The log begins with version 1, so nothing is missing.
                let _ = replica.receive(&log);
                Changed::Anything
            });
            drafts::is_born(self.id);
            self.begun_here.set(false);
        }
    }

    fn next_push(self) -> Option<Push> {
        let id = BatchId::from_bytes(device::random_bytes());
        let mut push = None;
        // Which batch is on its way is part of the record: after a crash the same
        // one is sent again, under the same id.
        let before = self.replica.with_untracked(Replica::is_settled);
        if !before {
            // Nobody sees that a batch is made up, so nobody is told.
            self.replica.update_untracked(|replica| {
                push = replica.batch(id);
                self.keep(replica);
            });
        }
        push.map(|batch| Push {
            document: self.id,
            batch: D::batch(batch),
        })
    }
}
