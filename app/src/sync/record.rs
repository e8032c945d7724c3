//! A document's record on this device: written before the screen claims anything,
//! read before anything may be written over it.

use domain::id::DocumentId;
use domain::sync::{Document, Replica, Saved};
use domain::wire::{decode, encode};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::Kind;
use crate::device::locks::Held;
use crate::device::storage::{self, NotKept};
use crate::device::vault;
use crate::device::{self, locks};

const UNSENT: &str = "plumbline/unsent/";
/// Longest to wait, in milliseconds, for pages that are gone but not yet ended to let
/// go of their records. Tabs that are open say so at once.
const PATIENCE: i64 = 3_000;
/// The same for one more record, where all of that is used up.
const LITTLE_PATIENCE: i64 = 50;
/// Most tabs of one document that keep records of their own.
const MOST_TABS: u32 = 20;

/// The first tab's record of a document. Those of further tabs lie under it.
pub fn record_of<D: Kind>(id: DocumentId) -> String {
    format!("{}{id}", records::<D>())
}

fn records<D: Kind>() -> String {
    format!("plumbline/{}/", D::NAME)
}

/// The records of one kind on this device, each with its document; the first
/// tab's before those of others.
pub fn records_of<D: Kind>() -> Vec<(DocumentId, String)> {
    let prefix = records::<D>();
    let mut records: Vec<_> = storage::keys(&prefix)
        .into_iter()
        .filter(|key| !key.ends_with("/damaged"))
        .filter_map(|key| {
            let id = key.strip_prefix(&prefix)?.split('/').next()?.parse();
            Some((id.ok()?, key))
        })
        .collect();
    records.sort();
    records
}

/// Whether this device holds parts of scorecards that nobody else has.
pub fn holds_unsent_scorecards() -> bool {
    !storage::keys(&format!("{UNSENT}scorecard/")).is_empty()
}

/// The record of one document. Copies are handles to the same one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    key: StoredValue<String>,
    /// This tab's hold on the record.
    held: StoredValue<Option<SendWrapper<Held>>>,
    about_candidates: bool,
    writing: StoredValue<Writing>,
}

/// How far writing a record has come.
#[derive(Debug, Default)]
struct Writing {
    /// What is to be sealed next; only the latest matters.
    next: Option<Vec<u8>>,
    is_sealing: bool,
    /// Whoever waits until nothing is being sealed.
    waiting: Vec<SendWrapper<Function>>,
    /// Whether what was written last could not be kept.
    has_failed: bool,
    /// What was last marked down about edits that wait to be sent.
    marked: Option<bool>,
}

impl Record {
    pub(super) fn of<D: Kind>(id: DocumentId) -> Self {
        Self {
            key: StoredValue::new(record_of::<D>(id)),
            held: StoredValue::new(None),
            about_candidates: D::ABOUT_CANDIDATES,
            writing: StoredValue::new(Writing::default()),
        }
    }

    /// Makes one record this tab's own. Each tab that has the document open keeps
    /// its own, so that none writes over another's; a record whose tab is gone,
    /// with all it has not sent and all it is to offer back, goes to whoever opens
    /// the document next. A reloaded page finds its own still held by the page it was.
    pub(super) async fn claim(self) {
        let first = self.key.get_value();
        let further = (1..MOST_TABS).map(|tab| format!("{first}/{tab}"));
        let mut records: Vec<_> = std::iter::once(first.clone()).chain(further).collect();
        // What waits to be sent goes first.
        records.sort_by_key(|key| !waits(key));
        let until = device::now() + PATIENCE;
        for key in records {
            let left = (until - device::now()).clamp(LITTLE_PATIENCE, PATIENCE);
            if let Some(held) = locks::take(&key, Some(left.unsigned_abs())).await {
                self.key.try_set_value(key);
                self.held.try_set_value(Some(SendWrapper::new(held)));
                return;
            }
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
            let kept = self.key.with_value(|key| storage::keep(key, &body));
            self.writing
                .update_value(|writing| writing.has_failed = kept.is_err());
            return Written::Now(kept);
        }
        let mut was_sealing = false;
        self.writing.update_value(|writing| {
            writing.next = Some(body);
            was_sealing = std::mem::replace(&mut writing.is_sealing, true);
        });
        if !was_sealing {
            spawn_local(async move {
                while let Some(body) = self.take_next() {
                    let Some(key) = self.key.try_get_value() else {
                        return;
                    };
                    let kept = vault::keep(&key, &body).await;
                    self.writing
                        .try_update_value(|writing| writing.has_failed = kept.is_err());
                    tell(kept);
                }
                let waiting = self.writing.try_update_value(|writing| {
                    writing.is_sealing = false;
                    std::mem::take(&mut writing.waiting)
                });
                for done in waiting.into_iter().flatten() {
                    let _ = done.call0(&JsValue::UNDEFINED);
                }
            });
        }
        Written::Soon
    }

    /// Waits until what was written last lies on the device, or is known not to. Where it
    /// does not, the record from before is forgotten: after a crash it would send the same
    /// edits again, as another batch (rule C3).
    pub(super) async fn settle(self) {
        let is_sealing = || self.writing.try_with_value(|writing| writing.is_sealing);
        while is_sealing() == Some(true) {
            let sealed = Promise::new(&mut |done, _| {
                let done = SendWrapper::new(done);
                self.writing
                    .update_value(|writing| writing.waiting.push(done));
            });
            let _ = JsFuture::from(sealed).await;
        }
        if self.writing.try_with_value(|writing| writing.has_failed) == Some(true) {
            self.key.try_with_value(|key| storage::forget(key));
        }
    }

    /// The replica that was written, if one was and can be read.
    pub(super) async fn read<D: Kind>(self) -> Result<Option<Replica<D>>, NotKept> {
        load(&self.key.get_value()).await
    }

    /// Marks in the clear whether anything waits to be sent, so that signing out
    /// can warn without opening what is sealed.
    fn mark(self, waits: bool) {
        let mut was = None;
        self.writing
            .update_value(|writing| was = writing.marked.replace(waits));
        if was == Some(waits) {
            return;
        }
        self.key.with_value(|key| mark_unsent(key, waits));
    }

    fn take_next(self) -> Option<Vec<u8>> {
        self.writing
            .try_update_value(|writing| writing.next.take())
            .flatten()
    }
}

/// The replica that a record holds, if there is one and it can be read.
pub(super) async fn load<D: Kind>(key: &str) -> Result<Option<Replica<D>>, NotKept> {
    let body = if D::ABOUT_CANDIDATES {
        vault::kept(key).await
    } else {
        storage::kept(key)
    };
    body?
        .map(|body| decode::<Saved<D>>(&body).map_err(|_| storage::set_aside(key)))
        .transpose()
        .map(|saved| saved.map(Replica::restore))
}

/// Writes a replica into a record.
pub(super) async fn save<D: Kind>(key: &str, replica: &Replica<D>) -> Result<(), NotKept> {
    let body = encode(&replica.save());
    if D::ABOUT_CANDIDATES {
        vault::keep(key, &body).await
    } else {
        storage::keep(key, &body)
    }
}

/// Whether a record is marked as holding edits that wait to be sent.
pub(super) fn waits(record: &str) -> bool {
    matches!(storage::kept(&unsent_key(record)), Ok(Some(_)))
}

/// Marks a record in the clear as holding such edits, or not.
pub fn mark_unsent(record: &str, waits: bool) {
    let key = unsent_key(record);
    if waits {
        // Where this is refused, so is the record itself, and that is told.
        let _ = storage::keep(&key, &[]);
    } else {
        storage::forget(&key);
    }
}

fn unsent_key(record: &str) -> String {
    record.replacen("plumbline/", UNSENT, 1)
}

/// When a record is on the device.
pub(super) enum Written {
    /// It is, or it could not be.
    Now(Result<(), NotKept>),
    /// It will be told.
    Soon,
}
