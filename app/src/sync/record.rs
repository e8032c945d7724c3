//! A document's record on this device: written before the screen claims anything,
//! read before anything may be written over it.

use std::rc::Rc;

use domain::id::{DocumentId, PersonId};
use domain::sync::{Added, Replica, Saved};
use domain::wire::{decode, encode};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::Kind;
use super::marks::{Marks, is_of_another, mark, waits};
use crate::device::locks::Held;
use crate::device::signed_out;
use crate::device::storage::{self, NotKept};
use crate::device::vault;
use crate::device::{self, locks};
use crate::offline::drafts;

/// Ends the key of what lies beside a record (C12).
const ADDED: &str = "/added";
/// Longest to wait, in milliseconds, for pages that are gone but not yet ended to let
/// go of their records. Tabs that are open say so at once.
pub(super) const PATIENCE: i64 = 3_000;
/// The same for one more record, where all of that is used up: long enough to get a lock that
/// nobody has.
pub(super) const LITTLE_PATIENCE: i64 = 50;
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
        .filter(|key| !key.ends_with("/damaged") && !key.ends_with(ADDED))
        .filter_map(|key| {
            let id = key.strip_prefix(&prefix)?.split('/').next()?.parse();
            Some((id.ok()?, key))
        })
        .collect();
    records.sort();
    records
}

/// The record of one document. Copies are handles to the same one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    place: StoredValue<Place>,
    writing: StoredValue<ArcStoredValue<Writing>>,
}

/// Where a record lies.
#[derive(Debug)]
struct Place {
    id: DocumentId,
    key: String,
    /// Who works on it.
    by: Option<PersonId>,
    /// This tab's hold on it.
    held: Option<SendWrapper<Rc<Held>>>,
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
    /// What was last marked down about edits that the log does not have, and after how many
    /// signings out: each may take the marks from the device.
    marked: Option<(u32, Marks)>,
    /// What names the record that lies whole on the device.
    whole: Option<u64>,
    /// Why what is there cannot be read, where another build, tab or time can. It is left as
    /// it is.
    is_left: Option<NotKept>,
}

impl Record {
    pub(super) fn of<D: Kind>(id: DocumentId, by: Option<PersonId>) -> Self {
        Self {
            place: StoredValue::new(Place {
                id,
                key: record_of::<D>(id),
                by,
                held: None,
            }),
            writing: StoredValue::new(ArcStoredValue::new(Writing::default())),
        }
    }

    /// Who works on it.
    pub(super) fn by(self) -> Option<PersonId> {
        self.place.try_with_value(|place| place.by).flatten()
    }

    fn key(self) -> String {
        self.place.with_value(|place| place.key.clone())
    }

    fn writing(self) -> Option<ArcStoredValue<Writing>> {
        self.writing.try_get_value()
    }

    /// Makes one record this tab's own. Each tab that has the document open keeps
    /// its own, so that none writes over another's; a record whose tab is gone,
    /// with all it has not sent and all it is to offer back, goes to whoever opens
    /// the document next. A reloaded page finds its own still held by the page it was.
    pub(super) async fn claim(self) {
        let (first, by) = self.place.with_value(|place| (place.key.clone(), place.by));
        let further = (1..MOST_TABS).map(|tab| format!("{first}/{tab}"));
        let mut records: Vec<_> = std::iter::once(first.clone()).chain(further).collect();
        // What somebody else has not sent is theirs to send (C14).
        records.retain(|key| !is_of_another(key, by));
        // What waits to be sent goes first.
        records.sort_by_key(|key| !waits(key));
        let until = device::now() + PATIENCE;
        for key in records {
            let left = (until - device::now()).clamp(LITTLE_PATIENCE, PATIENCE);
            if let Some(held) = locks::take(&key, Some(left.unsigned_abs())).await {
                self.place.try_update_value(|place| {
                    place.key = key;
                    place.held = Some(SendWrapper::new(Rc::new(held)));
                });
                return;
            }
        }
        // What lies in a record that another tab has is that tab's to send.
        if let Some(writing) = self.writing() {
            writing.update_value(|writing| writing.is_left = Some(NotKept::Crowded));
        }
    }

    /// Writes the record, then tells how it went: at once where it lies in the
    /// clear, a moment later where it is sealed first.
    pub(super) fn write<D: Kind>(
        self,
        replica: &mut Replica<D>,
        tell: impl Fn(Result<(), NotKept>) + 'static,
    ) -> Written {
        let Some(writing) = self.writing() else {
            return Written::Now(Ok(()));
        };
        if let Some(reason) = writing.with_value(|writing| writing.is_left.clone()) {
            return Written::Now(Err(reason));
        }
        let is_over = signed_out::is_over();
        if is_over && D::ABOUT_CANDIDATES {
            // Nor is it marked as being here.
            return Written::Now(Err(NotKept::SignedOut));
        }
        self.mark(&writing, Marks::of(replica));
        if !D::ABOUT_CANDIDATES {
            let is_unborn = || self.place.with_value(|place| drafts::is_unborn(place.id));
            if is_over && replica.is_all_in_log() && !is_unborn() {
                self.place.with_value(|place| forget(&place.key));
                return Written::Now(Ok(()));
            }
            let whole = writing.with_value(|writing| writing.whole);
            let kept = self
                .place
                .with_value(|place| keep_in_clear(&place.key, whole, replica));
            writing.update_value(|writing| {
                writing.has_failed = kept.is_err();
                writing.whole = kept.as_ref().ok().copied();
            });
            return Written::Now(kept.map(|_| ()));
        }
        let body = encode(&replica.save());
        let mut was_sealing = false;
        writing.update_value(|writing| {
            writing.next = Some(body);
            was_sealing = std::mem::replace(&mut writing.is_sealing, true);
        });
        if !was_sealing {
            // The page may be left meanwhile: what it wrote is kept all the same, and its
            // record is nobody else's until then.
            let (key, held) = self
                .place
                .with_value(|place| (place.key.clone(), place.held.clone()));
            spawn_local(async move {
                while let Some(body) = take_next(&writing) {
                    let kept = vault::keep(&key, &body).await;
                    writing.update_value(|writing| writing.has_failed = kept.is_err());
                    // What waits by now is told of when it is done.
                    if writing.with_value(|writing| writing.next.is_none()) {
                        tell(kept);
                    }
                }
                let sealed = writing.try_update_value(|writing| {
                    writing.is_sealing = false;
                    std::mem::take(&mut writing.waiting)
                });
                for done in sealed.into_iter().flatten() {
                    let _ = done.call0(&JsValue::UNDEFINED);
                }
                drop(held);
            });
        }
        Written::Soon
    }

    /// Waits until what was written last lies on the device, or is known not to. Where it
    /// does not, the record from before is forgotten: after a crash it would send the same
    /// edits again, as another batch (rule C3).
    pub(super) async fn settle(self) {
        let Some(writing) = self.writing() else {
            return;
        };
        while writing.with_value(|writing| writing.is_sealing) {
            let sealed = Promise::new(&mut |done, _| {
                let done = SendWrapper::new(done);
                writing.update_value(|writing| writing.waiting.push(done));
            });
            let _ = JsFuture::from(sealed).await;
        }
        if writing.with_value(|writing| writing.has_failed) {
            self.place.try_with_value(|place| forget(&place.key));
        }
    }

    /// The replica that was written, if one was and can be read.
    pub(super) async fn read<D: Kind>(self) -> Result<Option<Replica<D>>, NotKept> {
        let writing = self.writing();
        let left = writing
            .as_ref()
            .and_then(|writing| writing.with_value(|writing| writing.is_left.clone()));
        if let Some(reason) = left {
            return Err(reason);
        }
        let loaded = load(&self.key()).await;
        if let Some(writing) = writing {
            writing.update_value(|writing| match &loaded {
                Ok(Some(kept)) => writing.whole = kept.whole,
                Err(reason @ (NotKept::Newer | NotKept::NoVault | NotKept::SignedOut)) => {
                    writing.is_left = Some(reason.clone());
                }
                _ => {}
            });
        }
        Ok(loaded?.map(|kept| kept.replica))
    }

    /// Marks in the clear whether anything waits to be sent or is to be offered back, so that
    /// signing out can warn without opening what is sealed.
    fn mark(self, writing: &ArcStoredValue<Writing>, marks: Marks) {
        let now = (signed_out::times(), marks);
        let mut was = None;
        writing.update_value(|writing| was = writing.marked.replace(now));
        if was == Some(now) {
            return;
        }
        self.place
            .with_value(|place| mark(&place.key, place.by, marks));
    }
}

fn take_next(writing: &ArcStoredValue<Writing>) -> Option<Vec<u8>> {
    writing
        .try_update_value(|writing| writing.next.take())
        .flatten()
}

/// What a record holds.
pub struct Kept<D: Kind> {
    pub replica: Replica<D>,
    /// What names the record, where more can be added to it.
    pub whole: Option<u64>,
}

/// What a record holds, if there is one and it can be read.
pub(super) async fn load<D: Kind>(key: &str) -> Result<Option<Kept<D>>, NotKept> {
    if !D::ABOUT_CANDIDATES {
        return kept_in_clear(key);
    }
    let Some(body) = vault::kept(key).await? else {
        return Ok(None);
    };
    let saved = decode::<Saved<D>>(&body).map_err(|_| storage::set_aside(key))?;
    Ok(Some(Kept {
        replica: Replica::restore(saved),
        whole: None,
    }))
}

/// Writes a replica into a record.
pub(super) async fn save<D: Kind>(key: &str, replica: &mut Replica<D>) -> Result<(), NotKept> {
    if D::ABOUT_CANDIDATES {
        vault::keep(key, &encode(&replica.save())).await
    } else {
        keep_whole(key, replica).map(|_| ())
    }
}

/// What a record in the clear holds, with what was added to it since.
pub fn kept_in_clear<D: Kind>(key: &str) -> Result<Option<Kept<D>>, NotKept> {
    let Some(storage::Kept { body, named: whole }) = storage::kept_record(key)? else {
        return Ok(None);
    };
    let saved = decode::<Saved<D>>(&body).map_err(|_| storage::set_aside(key))?;
    let added = storage::kept(&added_key(key)).inspect_err(|reason| {
        // Without what was added, what it was added to is no longer what was seen.
        if *reason == NotKept::Damaged {
            storage::set_aside(key);
        }
    })?;
    let added = added.and_then(|added| decode::<(u64, Added<D>)>(&added).ok());
    let replica = match added {
        Some((of, added)) if Some(of) == whole => Replica::restore_with(saved, added),
        // It was added to what the record held before it was written whole again.
        _ => Replica::restore(saved),
    };
    Ok(Some(Kept { replica, whole }))
}

/// Writes what was added beside the record that is named `whole`, or, where none is or it would
/// be too much, the record whole. Answers with what names it now.
fn keep_in_clear<D: Kind>(
    key: &str,
    whole: Option<u64>,
    replica: &mut Replica<D>,
) -> Result<u64, NotKept> {
    // It may be gone: whoever signs out lets go of it, and a browser's storage can be cleared.
    let whole = whole.filter(|_| storage::has(key));
    let Some((whole, added)) = whole.zip(replica.added()) else {
        return keep_whole(key, replica);
    };
    storage::keep_record(&added_key(key), &encode(&(whole, added)))?;
    Ok(whole)
}

/// Writes a record in the clear whole, and answers with what names it.
pub fn keep_whole<D: Kind>(key: &str, replica: &mut Replica<D>) -> Result<u64, NotKept> {
    let whole = storage::keep_record(key, &encode(&replica.save()))?;
    replica.was_kept_whole();
    storage::forget(&added_key(key));
    Ok(whole)
}

/// Forgets a record, and what was added to it: in this order, since a record without what was
/// added would send again what the team has.
pub(super) fn forget(key: &str) {
    storage::forget(key);
    storage::forget(&added_key(key));
}

/// Forgets what was added to records that are gone.
pub(super) fn forget_strays<D: Kind>() {
    for key in storage::keys(&records::<D>()) {
        let of = key.strip_suffix(ADDED);
        if of.is_some_and(|record| !storage::has(record)) {
            storage::forget(&key);
        }
    }
}

fn added_key(record: &str) -> String {
    [record, ADDED].concat()
}

/// When a record is on the device.
pub(super) enum Written {
    /// It is, or it could not be.
    Now(Result<(), NotKept>),
    /// It will be told.
    Soon,
}
