//! All rooms: finding one, opening it from the store, closing it.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::{BatchId, DocumentId};
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Edit, Entry};
use domain::views::Failure;
use domain::wire::{decode, encode};
use store::{DocumentKind, LoggedEdit, SnapshotRow};
use tokio::sync::OnceCell;

use crate::failure::{unavailable, unknown_version};
use crate::live::Hubs;
use crate::room::{Broken, Kind, RING, Room, State};
use crate::{Actor, Service};

/// Rooms of one kind that are kept open though nobody watches them.
const MOST_ROOMS: usize = 256;
/// Entries read from the store at once.
const PAGE: u32 = 1_000;
/// A snapshot is kept whenever a document has grown by this many versions.
const SNAPSHOT_EVERY: u64 = 200;

/// Every open room.
#[derive(Default)]
pub(crate) struct Rooms {
    pub(crate) plans: Slots<Plan>,
    pub(crate) panels: Slots<Panel>,
    pub(crate) scorecards: Slots<Scorecard>,
    pub(crate) hubs: Hubs,
    uses: AtomicU64,
}

type Slot<D> = Arc<OnceCell<Arc<Room<D>>>>;

/// The rooms of one kind. A slot is there from when somebody first asks, so that
/// a document is read once however many ask at the same time.
pub(crate) struct Slots<D: Kind>(Mutex<HashMap<DocumentId, Slot<D>>>);

impl<D: Kind> Default for Slots<D> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<D: Kind> Slots<D> {
    fn map(&self) -> MutexGuard<'_, HashMap<DocumentId, Slot<D>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The slot of a document, anew if its room is broken.
    fn slot(&self, id: DocumentId) -> Slot<D> {
        let mut map = self.map();
        let slot = map.entry(id).or_default();
        if slot.get().is_some_and(|room| room.pulse.broken().is_some()) {
            *slot = Slot::default();
        }
        Arc::clone(slot)
    }

    fn holds(&self, id: DocumentId) -> bool {
        self.map().get(&id).is_some_and(|slot| slot.initialized())
    }

    /// Takes a slot out that nothing could be read into.
    fn vacate(&self, id: DocumentId, slot: &Slot<D>) {
        let mut map = self.map();
        if map.get(&id).is_some_and(|found| Arc::ptr_eq(found, slot)) && !slot.initialized() {
            map.remove(&id);
        }
    }

    /// Closes the rooms that nobody has used for longest, if there are too many.
    fn make_room(&self, is_watched: impl Fn(DocumentId) -> bool) {
        let mut map = self.map();
        let Some(surplus) = map.len().checked_sub(MOST_ROOMS).filter(|most| *most > 0) else {
            return;
        };
        let mut idle: Vec<(u64, DocumentId, Arc<Room<D>>)> = map
            .iter()
            .filter_map(|(id, slot)| {
                let room = slot.get()?;
                let used = room.used.load(Ordering::Relaxed);
                (!is_watched(*id)).then(|| (used, *id, Arc::clone(room)))
            })
            .collect();
        idle.sort_unstable_by_key(|(used, id, _)| (*used, *id));
        for (_, id, room) in idle.into_iter().take(surplus) {
            if room.close() {
                map.remove(&id);
            }
        }
    }
}

impl Service {
    /// The room of a document, whoever asks.
    pub(crate) async fn room<D: Kind>(&self, id: DocumentId) -> Result<Arc<Room<D>>, Failure> {
        let slots = D::slots(&self.rooms);
        let slot = slots.slot(id);
        let found = slot.get_or_try_init(|| self.read::<D>(id)).await.cloned();
        match &found {
            Ok(room) => {
                let now = self.rooms.uses.fetch_add(1, Ordering::Relaxed);
                room.used.store(now, Ordering::Relaxed);
                slots.make_room(|id| self.rooms.hubs.holds(id));
            }
            Err(_) => slots.vacate(id, &slot),
        }
        found
    }

    /// The room of a document that this person may see.
    pub(crate) async fn room_for<D: Kind>(
        &self,
        actor: &Actor,
        id: DocumentId,
    ) -> Result<Arc<Room<D>>, Failure> {
        let room = self.room::<D>(id).await?;
        if D::is_open_to(&room.context, actor) {
            Ok(room)
        } else {
            Err(Failure::NotFound)
        }
    }

    /// What kind of document it is.
    pub(crate) async fn kind_of(&self, id: DocumentId) -> Result<DocumentKind, Failure> {
        if self.rooms.plans.holds(id) {
            return Ok(DocumentKind::Plan);
        }
        if self.rooms.panels.holds(id) {
            return Ok(DocumentKind::Panel);
        }
        if self.rooms.scorecards.holds(id) {
            return Ok(DocumentKind::Scorecard);
        }
        let found = self.store.document(id).await.map_err(unavailable)?;
        found.map(|row| row.kind).ok_or(Failure::NotFound)
    }

    async fn read<D: Kind>(&self, id: DocumentId) -> Result<Arc<Room<D>>, Failure> {
        let row = self.store.document(id).await.map_err(unavailable)?;
        let row = row
            .filter(|row| row.kind == D::KIND)
            .ok_or(Failure::NotFound)?;
        let context = D::context(self, &row).await?;
        let context = context.ok_or(Failure::NotFound)?;

        let snapshot = self.store.snapshot(id).await.map_err(unavailable)?;
        let (mut document, mut version) = match snapshot {
            Some(snapshot) => {
                let document = decode::<D>(&snapshot.body).map_err(|error| {
                    damaged(
                        id,
                        &format!("its snapshot at {}: {error}", snapshot.version),
                    )
                })?;
                (document, snapshot.version)
            }
            None => (D::default(), 0),
        };
        let mut recent = VecDeque::new();
        loop {
            let page = self.page::<D>(id, version).await?;
            let last = page.len() < PAGE as usize;
            for entry in page {
                document.apply(&entry.edit).map_err(|rejection| {
                    damaged(id, &format!("its edit {}: {rejection}", entry.version))
                })?;
                version = entry.version;
                recent.push_back(entry);
                if recent.len() > RING {
                    recent.pop_front();
                }
            }
            if last {
                break;
            }
        }
        Ok(Arc::new(Room::new(id, context, document, version, recent)))
    }

    /// One page of a document's log after a version.
    async fn page<D: Kind>(
        &self,
        id: DocumentId,
        after: u64,
    ) -> Result<Vec<Entry<D::Edit>>, Failure> {
        let rows = self.store.edits_after(id, after, PAGE).await;
        let rows = rows.map_err(unavailable)?;
        (after + 1..)
            .zip(rows)
            .map(|(expected, row)| entry(id, expected, row))
            .collect()
    }

    /// The entries of a room after a version, also those that are not durable
    /// yet. Old ones are read from the store.
    pub(crate) async fn entries_after<D: Kind>(
        &self,
        room: &Room<D>,
        state: &State<D>,
        after: u64,
    ) -> Result<Vec<Entry<D::Edit>>, Failure> {
        let start = state.ring_start();
        let mut entries = Vec::new();
        let mut at = after;
        while at < start {
            let page = self.page::<D>(room.id, at).await?;
            let Some(last) = page.last() else {
                return Err(damaged(room.id, &format!("nothing after version {at}")));
            };
            at = last.version;
            entries.extend(page.into_iter().take_while(|entry| entry.version <= start));
        }
        entries.extend(state.recent_after(after).cloned());
        Ok(entries)
    }

    /// Somebody speaks of a version that the room has not reached. Either
    /// another node has, and the room is read anew, or nobody has.
    pub(crate) async fn is_behind<D: Kind>(
        &self,
        room: &Room<D>,
        version: u64,
    ) -> Result<(), Failure> {
        let row = self.store.document(room.id).await.map_err(unavailable)?;
        if row.is_some_and(|row| row.version >= version) {
            room.pulse.break_off(Broken::Conflict);
            Ok(())
        } else {
            Err(unknown_version())
        }
    }

    /// Keeps a snapshot if the document has grown enough, beside what waits.
    pub(crate) fn keep_snapshot<D: Kind>(&self, room: &Arc<Room<D>>, before: u64, after: u64) {
        if before / SNAPSHOT_EVERY == after / SNAPSHOT_EVERY {
            return;
        }
        let (store, room) = (self.store.clone(), Arc::clone(room));
        tokio::spawn(async move {
            let Ok((document, version)) = room.settled().await else {
                return;
            };
            let body = encode(&document);
            let snapshot = SnapshotRow { version, body };
            // Without it reading the document takes longer, and that is all.
            if let Err(error) = store.put_snapshot(room.id, &snapshot).await {
                tracing::warn!(document = %room.id, %error, "a snapshot was not kept");
            }
        });
    }
}

fn entry<E: Edit>(id: DocumentId, expected: u64, row: LoggedEdit) -> Result<Entry<E>, Failure> {
    let LoggedEdit { batch, edit: row } = row;
    if row.version != expected {
        return Err(damaged(id, &format!("no edit {expected}")));
    }
    let (index, edit) = decode::<(u32, E)>(&row.body)
        .map_err(|error| damaged(id, &format!("its edit {expected}: {error}")))?;
    Ok(Entry {
        version: row.version,
        author: row.author,
        at: row.at,
        batch: batch.unwrap_or(BatchId::from_bytes([0; 16])),
        index,
        edit,
    })
}

fn damaged(document: DocumentId, what: &str) -> Failure {
    tracing::error!(%document, what, "a document in the store cannot be read: restore a backup");
    Failure::Unavailable
}
