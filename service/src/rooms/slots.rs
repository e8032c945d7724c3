//! Where the rooms of one kind are found, made and forgotten.

use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::DocumentId;
use domain::views::Failure;
use tokio::sync::OnceCell;

use crate::room::{Kind, Pulse, Room};

/// Rooms of one kind that are kept though nobody has them.
const MOST_IDLE: usize = 256;

/// Where a room is, once it has been read.
struct Slot<D: Kind> {
    room: OnceCell<Arc<Room<D>>>,
    /// The document may have grown elsewhere while it was being read. Looked at
    /// and changed with the map locked.
    outgrown: AtomicBool,
    /// How many ask for the room just now. Changed with the map locked.
    asking: AtomicUsize,
}

/// The rooms of one kind. A slot is there from when somebody first asks, so that
/// a document is read once however many ask at the same time.
pub(crate) struct Slots<D: Kind> {
    map: Mutex<HashMap<DocumentId, Arc<Slot<D>>>>,
    uses: AtomicU64,
}

/// Somebody who asks for a room. Of those who leave without one, because it could not be
/// read or they gave up waiting, the last takes the slot away. Not the first: whoever still
/// waits would read another room of the same document beside the one in a new slot.
struct Asking<'a, D: Kind> {
    slots: &'a Slots<D>,
    id: DocumentId,
    slot: Arc<Slot<D>>,
}

impl<D: Kind> Default for Slot<D> {
    fn default() -> Self {
        Self {
            room: OnceCell::new(),
            outgrown: AtomicBool::new(false),
            asking: AtomicUsize::new(0),
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

    /// When a room was last asked for that nobody has. With the map locked nobody gets it
    /// meanwhile, so it can be forgotten.
    fn idle_since(&self) -> Option<u64> {
        let room = self.room.get()?;
        let is_had = self.asking.load(Ordering::Relaxed) > 0 || Arc::strong_count(room) > 1;
        (!is_had && room.is_settled()).then(|| room.used.load(Ordering::Relaxed))
    }
}

impl<D: Kind> Drop for Asking<'_, D> {
    fn drop(&mut self) {
        let mut map = self.slots.map();
        let others = self.slot.asking.fetch_sub(1, Ordering::Relaxed) - 1;
        let found = map.get(&self.id);
        let is_there = found.is_some_and(|found| Arc::ptr_eq(found, &self.slot));
        if others == 0 && is_there && !self.slot.room.initialized() {
            map.remove(&self.id);
        }
    }
}

impl<D: Kind> Default for Slots<D> {
    fn default() -> Self {
        Self {
            map: Mutex::default(),
            uses: AtomicU64::new(0),
        }
    }
}

impl<D: Kind> Slots<D> {
    fn map(&self) -> MutexGuard<'_, HashMap<DocumentId, Arc<Slot<D>>>> {
        self.map.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The room of a document, which is read where there is none or it is broken.
    pub(super) async fn room<F>(
        &self,
        id: DocumentId,
        read: impl FnOnce() -> F,
    ) -> Result<Arc<Room<D>>, Failure>
    where
        F: Future<Output = Result<Arc<Room<D>>, Failure>>,
    {
        let asking = self.ask(id);
        let slot = &asking.slot;
        let mut is_new = false;
        let room = slot.room.get_or_try_init(|| {
            is_new = true;
            read()
        });
        let room = Arc::clone(room.await?);
        let now = self.uses.fetch_add(1, Ordering::Relaxed);
        room.used.store(now, Ordering::Relaxed);
        self.hand_over(slot, &room);
        if is_new {
            self.make_room();
        }
        Ok(room)
    }

    fn ask(&self, id: DocumentId) -> Asking<'_, D> {
        let mut map = self.map();
        let slot = map.entry(id).or_default();
        let room = slot.room.get();
        if room.is_some_and(|room| room.pulse.broken().is_some()) {
            *slot = Arc::default();
        }
        slot.asking.fetch_add(1, Ordering::Relaxed);
        let slot = Arc::clone(slot);
        Asking {
            slots: self,
            id,
            slot,
        }
    }

    pub(super) fn holds(&self, id: DocumentId) -> bool {
        self.map()
            .get(&id)
            .is_some_and(|slot| slot.room.initialized())
    }

    /// Hands a room what was left for it while it was being read.
    fn hand_over(&self, slot: &Slot<D>, room: &Room<D>) {
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

    /// Forgets the rooms that nobody has wanted for longest, if there are too many that
    /// nobody has. Those that are watched, or asked for just now, somebody has.
    fn make_room(&self) {
        let mut map = self.map();
        let mut idle: Vec<(u64, DocumentId)> = map
            .iter()
            .filter_map(|(id, slot)| Some((slot.idle_since()?, *id)))
            .collect();
        let surplus = idle.len().saturating_sub(MOST_IDLE);
        idle.sort_unstable();
        for (_, id) in idle.into_iter().take(surplus) {
            map.remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use domain::id::{PersonId, TeamId};
    use domain::plan::Plan;
    use futures::FutureExt;

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

    fn document(number: usize) -> DocumentId {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        DocumentId::from_bytes(id)
    }

    /// Asks for a room as a reader does whose store answers at once.
    fn open(slots: &Slots<Plan>, id: DocumentId) -> Arc<Room<Plan>> {
        let asked = slots.room(id, || async { Ok(Arc::new(room(id))) });
        let opened = asked.now_or_never().expect("nothing to wait for");
        opened.expect("it can be read")
    }

    #[test]
    fn a_room_is_told_what_was_announced_while_it_was_being_read() {
        let id = document(1);
        let slots = Slots::<Plan>::default();
        for tell in [
            |slots: &Slots<Plan>, id| slots.outgrown(id, 8),
            |slots: &Slots<Plan>, _| slots.doubt(),
        ] {
            let asking = slots.ask(id);
            tell(&slots, id);
            let room = room(id);
            slots.hand_over(&asking.slot, &room);
            let said = room.pulse.progress();
            assert!(said.may_be_behind());
            // Once it has looked, it need not look again for that.
            room.pulse.looked(said.said);
            slots.hand_over(&asking.slot, &room);
            assert!(!room.pulse.progress().may_be_behind());
        }
    }

    #[test]
    fn a_room_looks_only_for_what_it_does_not_have() {
        let id = document(1);
        let slots = Slots::<Plan>::default();
        let room = open(&slots, id);
        slots.outgrown(id, 7);
        slots.outgrown(document(2), 8);
        assert!(!room.pulse.progress().may_be_behind());
        slots.outgrown(id, 8);
        assert!(room.pulse.progress().may_be_behind());
    }

    #[test]
    fn rooms_that_somebody_has_are_neither_counted_nor_forgotten() {
        let slots = Slots::<Plan>::default();
        let had: Vec<_> = (0..2 * MOST_IDLE)
            .map(|number| open(&slots, document(number)))
            .collect();
        let idle = 2 * MOST_IDLE..3 * MOST_IDLE;
        for number in idle.clone() {
            open(&slots, document(number));
        }
        assert_eq!(slots.map().len(), had.len() + MOST_IDLE);

        // One more than may be idle: of these the one goes that nobody wanted for longest.
        let first = idle.start;
        open(&slots, document(first));
        open(&slots, document(idle.end));
        open(&slots, document(idle.end + 1));
        assert!(slots.holds(document(first)) && !slots.holds(document(first + 1)));
        assert!((0..had.len()).all(|number| slots.holds(document(number))));
    }

    #[test]
    fn a_room_with_edits_on_their_way_to_the_store_is_not_forgotten() {
        let slots = Slots::<Plan>::default();
        let id = document(0);
        let room = open(&slots, id);
        let mut state = room.lock().now_or_never().expect("free").expect("whole");
        let part = room.part(&mut state);
        drop(state);
        drop(room);
        for number in 1..=2 * MOST_IDLE {
            open(&slots, document(number));
        }
        assert!(slots.holds(id));
        part.pulse.advance(part.ticket, part.version);
        open(&slots, document(2 * MOST_IDLE + 1));
        open(&slots, document(2 * MOST_IDLE + 2));
        assert!(!slots.holds(id));
    }

    #[test]
    fn who_gives_up_while_a_room_is_being_read_leaves_no_empty_slot() {
        let slots = Slots::<Plan>::default();
        let id = document(1);
        let asked = slots.room(id, std::future::pending);
        assert!(asked.now_or_never().is_none());
        assert!(slots.map().is_empty());
        let failed = slots.room(id, || async { Err(Failure::Unavailable) });
        assert!(failed.now_or_never().is_some_and(|failed| failed.is_err()));
        assert!(slots.map().is_empty());
    }

    #[test]
    fn who_waits_on_after_others_gave_up_gets_the_room_that_all_later_ones_get() {
        let slots = Slots::<Plan>::default();
        let id = document(1);
        let mut first = Box::pin(slots.room(id, std::future::pending));
        let second = slots.room(id, || async { Ok(Arc::new(room(id))) });
        let mut second = Box::pin(second);
        assert!((&mut first).now_or_never().is_none());
        assert!((&mut second).now_or_never().is_none());
        drop(first);
        let opened = second.now_or_never().expect("its turn has come");
        let opened = opened.expect("it can be read");
        assert!(Arc::ptr_eq(&opened, &open(&slots, id)));
    }
}
