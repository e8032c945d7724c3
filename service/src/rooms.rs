//! All rooms: finding one, opening it from the store, following what other
//! processes write.

mod slots;

pub(crate) use slots::Slots;

use std::collections::VecDeque;
use std::sync::Arc;

use domain::id::{BatchId, DocumentId};
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Edit, Entry};
use domain::views::Failure;
use domain::wire::{decode, encode};
use store::{DocumentKind, LoggedEdit, SnapshotRow};

use crate::failure::{unavailable, unknown_version};
use crate::live::Hubs;
use crate::push::Stop;
use crate::room::{Broken, Kind, LogAfter, RING, Room, State};
use crate::{Actor, Service};

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
}

impl Rooms {
    /// Another process has made a document grow to a version. Its room, if there
    /// is one, looks when it is next used, which is at once if it is watched.
    pub(crate) fn outgrown(&self, id: DocumentId, version: u64) {
        self.plans.outgrown(id, version);
        self.panels.outgrown(id, version);
        self.scorecards.outgrown(id, version);
    }

    /// Other processes may have made any document grow.
    pub(crate) fn doubt(&self) {
        self.plans.doubt();
        self.panels.doubt();
        self.scorecards.doubt();
    }
}

impl Service {
    /// The room of a document, whoever asks.
    pub(crate) async fn room<D: Kind>(&self, id: DocumentId) -> Result<Arc<Room<D>>, Failure> {
        let slots = D::slots(&self.rooms);
        let room = slots.room(id, || self.read::<D>(id)).await?;
        if room.pulse.progress().may_be_behind()
            && let Ok(mut state) = room.lock().await
            && let Err(stop) = self.look(&room, &mut state).await
        {
            return match stop {
                Stop::Failed(failure) => Err(failure),
                // Another process has called its panel together anew.
                Stop::Again => slots.room(id, || self.read::<D>(id)).await,
            };
        }
        // If it broke meanwhile, whoever locks it is told.
        Ok(room)
    }

    /// Takes in what other processes have written to a room's document, if it
    /// was said that they may have.
    pub(crate) async fn look<D: Kind>(
        &self,
        room: &Room<D>,
        state: &mut State<D>,
    ) -> Result<(), Stop> {
        let progress = room.pulse.progress();
        if !progress.may_be_behind() {
            return Ok(());
        }
        // What is on its way to the store either finds that it came too late,
        // and the room is read anew, or must be followed by what is read here.
        room.pulse.wait(state.tickets).await?;
        loop {
            let page = self.page::<D>(room.id, state.version).await?;
            let last = page.len() < PAGE as usize;
            for entry in page {
                let version = entry.version;
                if D::resettles(&entry.edit) {
                    room.pulse.break_off(Broken::Conflict);
                    return Err(Stop::Again);
                }
                if let Err(rejection) = state.follow(entry) {
                    room.pulse.break_off(Broken::Store);
                    let what = format!("its edit {version}: {rejection}");
                    return Err(Stop::Failed(damaged(room.id, &what)));
                }
                room.pulse.grown(version);
            }
            state.trim(room.pulse.progress());
            if last {
                room.pulse.looked(progress.said);
                return Ok(());
            }
        }
    }

    /// The room of a document that this person may see.
    pub(crate) async fn room_for<D: Kind>(
        &self,
        actor: &Actor,
        id: DocumentId,
    ) -> Result<Arc<Room<D>>, Failure> {
        let room = self.room::<D>(id).await?;
        D::admit(&room.context, actor)?;
        if let Some(panel) = D::panel_of(&room.context) {
            let panel = self.room::<Panel>(panel).await?;
            if !panel.context.includes(actor.person) {
                return Err(Failure::NotFound);
            }
        }
        Ok(room)
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
        // Last: where the log settles it anew meanwhile, whoever looks next reads the room again.
        let context = D::context(self, &row).await?;
        let context = context.ok_or(Failure::NotFound)?;
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

    /// The entries of a stretch of a document's log, the old ones from the store.
    pub(crate) async fn entries<D: Kind>(
        &self,
        id: DocumentId,
        log: LogAfter<D::Edit>,
    ) -> Result<Vec<Entry<D::Edit>>, Failure> {
        let LogAfter {
            after: mut at,
            start,
            recent,
        } = log;
        let mut entries = Vec::new();
        while at < start {
            let page = self.page::<D>(id, at).await?;
            let Some(last) = page.last() else {
                return Err(damaged(id, &format!("nothing after version {at}")));
            };
            at = last.version;
            entries.extend(page.into_iter().take_while(|entry| entry.version <= start));
        }
        entries.extend(recent);
        Ok(entries)
    }

    /// Somebody speaks of a version that the room has not reached. Either
    /// another process has, and the room looks, or nobody has.
    pub(crate) async fn is_behind<D: Kind>(
        &self,
        room: &Room<D>,
        version: u64,
    ) -> Result<(), Failure> {
        let row = self.store.document(room.id).await.map_err(unavailable)?;
        if row.is_some_and(|row| row.version >= version) {
            room.pulse.doubt();
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
