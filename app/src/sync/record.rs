//! A document's record on this device: written before the screen claims anything,
//! read before anything may be written over it.

use domain::sync::{Document, Replica, Saved};
use domain::wire::{decode, encode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Kind;
use crate::device::storage::{self, NotKept};
use crate::device::vault;

const UNSENT: &str = "plumbline/unsent/";

/// Whether this device holds parts of scorecards that nobody else has.
pub fn holds_unsent_scorecards() -> bool {
    !storage::keys(&format!("{UNSENT}scorecard/")).is_empty()
}

/// The record of one document. Copies are handles to the same one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    key: StoredValue<String>,
    about_candidates: bool,
    /// What is to be sealed next; only the latest matters.
    next: StoredValue<Option<Vec<u8>>>,
    sealing: StoredValue<bool>,
    /// What was last marked down about edits that wait to be sent.
    marked: StoredValue<Option<bool>>,
}

impl Record {
    pub(super) fn of<D: Kind>(id: domain::id::DocumentId) -> Self {
        Self {
            key: StoredValue::new(format!("plumbline/{}/{id}", D::NAME)),
            about_candidates: D::ABOUT_CANDIDATES,
            next: StoredValue::new(None),
            sealing: StoredValue::new(false),
            marked: StoredValue::new(None),
        }
    }

    /// Writes the record, then tells how it went: at once where it lies in the
    /// clear, a moment later where it is sealed first.
    pub(super) fn write<D: Document>(
        self,
        replica: &Replica<D>,
        tell: impl Fn(Result<(), NotKept>) + 'static,
    ) -> Written {
        self.mark(!replica.is_settled());
        let body = encode(&replica.save());
        if !self.about_candidates {
            return Written::Now(self.key.with_value(|key| storage::keep(key, &body)));
        }
        self.next.set_value(Some(body));
        if !self.sealing.get_value() {
            self.sealing.set_value(true);
            spawn_local(async move {
                while let Some(body) = self.take_next() {
                    let Some(key) = self.key.try_get_value() else {
                        return;
                    };
                    tell(vault::keep(&key, &body).await);
                }
                self.sealing.try_set_value(false);
            });
        }
        Written::Soon
    }

    /// The replica that was written, if one was and can be read.
    pub(super) async fn read<D: Document>(self) -> Result<Option<Replica<D>>, NotKept> {
        let key = self.key.get_value();
        let body = if self.about_candidates {
            vault::kept(&key).await
        } else {
            storage::kept(&key)
        };
        body?
            .map(|body| decode::<Saved<D>>(&body).map_err(|_| storage::set_aside(&key)))
            .transpose()
            .map(|saved| saved.map(Replica::restore))
    }

    /// Marks in the clear whether anything waits to be sent, so that signing out
    /// can warn without opening what is sealed.
    fn mark(self, waits: bool) {
        if self.marked.get_value() == Some(waits) {
            return;
        }
        self.marked.set_value(Some(waits));
        let key = self
            .key
            .with_value(|key| key.replacen("plumbline/", UNSENT, 1));
        if waits {
            // Where this is refused, so is the record itself, and that is told.
            let _ = storage::keep(&key, &[]);
        } else {
            storage::forget(&key);
        }
    }

    fn take_next(self) -> Option<Vec<u8>> {
        self.next.try_update_value(Option::take).flatten()
    }
}

/// When a record is on the device.
pub(super) enum Written {
    /// It is, or it could not be.
    Now(Result<(), NotKept>),
    /// It will be told.
    Soon,
}
