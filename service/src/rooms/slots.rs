//! Where the rooms of one kind are found, made and closed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::DocumentId;
use tokio::sync::OnceCell;

use crate::room::{Kind, Pulse, Room};

/// Rooms of one kind that are kept open though nobody watches them.
const MOST_ROOMS: usize = 256;

/// Where a room is, once it has been read.
pub(super) struct Slot<D: Kind> {
    pub(super) room: OnceCell<Arc<Room<D>>>,
    /// The document may have grown elsewhere while it was being read. Looked at
    /// and changed with the map locked.
    outgrown: AtomicBool,
}

/// The rooms of one kind. A slot is there from when somebody first asks, so that
/// a document is read once however many ask at the same time.
pub(crate) struct Slots<D: Kind>(Mutex<HashMap<DocumentId, Arc<Slot<D>>>>);

impl<D: Kind> Default for Slot<D> {
    fn default() -> Self {
        Self {
            room: OnceCell::new(),
            outgrown: AtomicBool::new(false),
        }
    }
}

impl<D: Kind> Slot<D> {
    /// Tells the room, or leaves word for it.
    fn tell(&self, tell: impl Fn(&Pulse)) {
        match self.room.get() {
            Some(room) => tell(&room.pulse),
            None => self.outgrown.store(true, Ordering::Relaxed),
        }
    }
}

impl<D: Kind> Default for Slots<D> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<D: Kind> Slots<D> {
    fn map(&self) -> MutexGuard<'_, HashMap<DocumentId, Arc<Slot<D>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The slot of a document, anew if its room is broken.
    pub(super) fn slot(&self, id: DocumentId) -> Arc<Slot<D>> {
        let mut map = self.map();
        let slot = map.entry(id).or_default();
        let room = slot.room.get();
        if room.is_some_and(|room| room.pulse.broken().is_some()) {
            *slot = Arc::default();
        }
        Arc::clone(slot)
    }

    pub(super) fn holds(&self, id: DocumentId) -> bool {
        self.map()
            .get(&id)
            .is_some_and(|slot| slot.room.initialized())
    }

    /// Takes a slot out that nothing could be read into.
    pub(super) fn vacate(&self, id: DocumentId, slot: &Arc<Slot<D>>) {
        let mut map = self.map();
        let found = map.get(&id);
        if found.is_some_and(|found| Arc::ptr_eq(found, slot)) && !slot.room.initialized() {
            map.remove(&id);
        }
    }

    /// Hands a room what was left for it while it was being read.
    pub(super) fn hand_over(&self, slot: &Slot<D>, room: &Room<D>) {
        let _map = self.map();
        if slot.outgrown.swap(false, Ordering::Relaxed) {
            room.pulse.doubt();
        }
    }

    /// Another process has made a document grow to a version.
    pub(super) fn outgrown(&self, id: DocumentId, version: u64) {
        if let Some(slot) = self.map().get(&id) {
            slot.tell(|pulse| pulse.outgrown(version));
        }
    }

    /// Other processes may have made any document grow.
    pub(super) fn doubt(&self) {
        for slot in self.map().values() {
            slot.tell(Pulse::doubt);
        }
    }

    /// Closes the rooms that nobody has used for longest, if there are too many.
    pub(super) fn make_room(&self, is_watched: impl Fn(DocumentId) -> bool) {
        let mut map = self.map();
        let Some(surplus) = map.len().checked_sub(MOST_ROOMS).filter(|most| *most > 0) else {
            return;
        };
        let mut idle: Vec<(u64, DocumentId, Arc<Room<D>>)> = map
            .iter()
            .filter_map(|(id, slot)| {
                let room = slot.room.get()?;
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

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use domain::id::{PersonId, TeamId};
    use domain::plan::Plan;

    use super::*;
    use crate::room::Belonging;

    fn room(id: DocumentId) -> Room<Plan> {
        let belonging = Belonging {
            team: TeamId::default(),
            owner: PersonId::default(),
            rights: crate::sharing::SaidRights::default(),
        };
        Room::new(id, belonging, Plan::default(), 7, VecDeque::new())
    }

    #[test]
    fn a_room_is_told_what_was_announced_while_it_was_being_read() {
        let id = DocumentId::from_bytes([1; 16]);
        let slots = Slots::<Plan>::default();
        for tell in [
            |slots: &Slots<Plan>, id| slots.outgrown(id, 8),
            |slots: &Slots<Plan>, _| slots.doubt(),
        ] {
            let slot = slots.slot(id);
            tell(&slots, id);
            let room = room(id);
            slots.hand_over(&slot, &room);
            let said = room.pulse.progress();
            assert!(said.may_be_behind());
            // Once it has looked, it need not look again for that.
            room.pulse.looked(said.said);
            slots.hand_over(&slot, &room);
            assert!(!room.pulse.progress().may_be_behind());
        }
    }

    #[test]
    fn a_room_looks_only_for_what_it_does_not_have() {
        let id = DocumentId::from_bytes([1; 16]);
        let slots = Slots::<Plan>::default();
        let slot = slots.slot(id);
        assert!(slot.room.set(Arc::new(room(id))).is_ok());
        let behind = || {
            let room = slot.room.get().expect("it was set");
            room.pulse.progress().may_be_behind()
        };
        slots.outgrown(id, 7);
        slots.outgrown(DocumentId::from_bytes([2; 16]), 8);
        assert!(!behind());
        slots.outgrown(id, 8);
        assert!(behind());
    }
}
