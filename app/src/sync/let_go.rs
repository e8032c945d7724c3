//! Plans that the team has as they are here can be had from it again: where this browser's
//! storage is full they make room for what nobody else has, and signing out lets go of them.

use domain::id::DocumentId;
use domain::plan::Plan;
use domain::wire::{decode, encode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::marks::{Marks, mark, waits};
use super::record::{LITTLE_PATIENCE, PATIENCE, forget, forget_strays, kept_in_clear, records_of};
use super::{Kind, Synced};
use crate::device::storage::NotKept;
use crate::device::{self, locks, storage};
use crate::offline::drafts;

const OPENED: &str = "plumbline/opened/";
/// Most plans that go at once.
const AT_ONCE: usize = 8;

impl<D: Kind> Synced<D> {
    /// Lets go of what the team has, and keeps this document again. Whether that is worth a try.
    pub(super) fn make_room(self) -> bool {
        if self.making_room.try_get_value() != Some(false) {
            return false;
        }
        self.making_room.set_value(true);
        self.note(|standing| standing.keeping = true);
        spawn_local(async move {
            if let_go().await {
                self.making_room.try_set_value(false);
                self.replica
                    .try_update_untracked(|replica| self.keep(replica));
            } else {
                self.was_kept(Some(NotKept::Full));
            }
        });
        true
    }
}

/// Notes that a plan is opened now: those that were not for longest go first.
pub(super) fn opened(id: DocumentId) {
    // Without it the plan goes before others, and that is all.
    let _ = storage::keep(&opened_key(id), &encode(&device::now()));
}

/// Lets go of a few plans that no tab has open and of which the team lacks nothing. Whether any
/// went.
async fn let_go() -> bool {
    let mut records = to_let_go();
    records.sort_by_key(|(id, _)| last_opened(*id));
    let mut gone = 0;
    for (id, key) in records {
        if gone == AT_ONCE {
            break;
        }
        // A tab that has it open may add to it at any time.
        let Some(_held) = locks::take(&key, Some(LITTLE_PATIENCE.unsigned_abs())).await else {
            continue;
        };
        if is_with_the_team(&key) {
            forget_opened(id, &key);
            gone += 1;
        }
    }
    gone > 0
}

/// Lets go of all plans of which the team lacks nothing, also those that tabs have open: these
/// heard that it is over, and keep from then on only what the team lacks. What cannot be read
/// stays, since the team may lack it.
pub fn let_go_of_all() {
    for (id, key) in to_let_go() {
        if is_with_the_team(&key) {
            forget_opened(id, &key);
        }
    }
    forget_strays::<Plan>();
}

/// Plans of which nothing is marked as lacking.
fn to_let_go() -> Vec<(DocumentId, String)> {
    let mut records = records_of::<Plan>();
    records.retain(|(id, key)| !waits(key) && !drafts::is_unborn(*id));
    records
}

fn forget_opened(id: DocumentId, key: &str) {
    forget(key);
    storage::forget(&opened_key(id));
}

/// Forgets a plan's record with all that it holds, unless a tab has it open. Whether it did.
pub async fn give_up(id: DocumentId, record: &str) -> bool {
    let held = locks::take(record, Some(PATIENCE.unsigned_abs())).await;
    if held.is_some() {
        forget(record);
        mark(record, None, Marks::NOTHING);
        // Where it was begun here, that goes with the last of its records.
        if records_of::<Plan>().iter().all(|(of, _)| *of != id) {
            drafts::is_born(id);
        }
    }
    held.is_some()
}

fn is_with_the_team(key: &str) -> bool {
    kept_in_clear::<Plan>(key)
        .is_ok_and(|kept| kept.is_some_and(|kept| kept.replica.is_all_in_log()))
}

fn last_opened(id: DocumentId) -> i64 {
    let kept = storage::kept(&opened_key(id)).ok().flatten();
    kept.and_then(|at| decode(&at).ok()).unwrap_or_default()
}

fn opened_key(id: DocumentId) -> String {
    format!("{OPENED}{id}")
}
