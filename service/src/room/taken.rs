//! Which batches a room has seen taken, so that it can tell on its own that
//! another is new.

use std::collections::{HashSet, VecDeque};

use domain::id::BatchId;

/// Most batches remembered.
const MOST: usize = 2_000;

/// Every batch since a version of the document, whether anything of it was taken
/// or all was refused.
#[derive(Debug)]
pub(crate) struct TakenBatches {
    /// A batch made on a later version than this was either taken by this room,
    /// and is remembered, or by another process.
    since: u64,
    /// With the version of the document after each.
    order: VecDeque<(BatchId, u64)>,
    ids: HashSet<BatchId>,
}

impl TakenBatches {
    /// None yet, in a room that was read at this version.
    pub(crate) fn since(version: u64) -> Self {
        Self {
            since: version,
            order: VecDeque::new(),
            ids: HashSet::new(),
        }
    }

    /// Remembers a batch that brought the document to this version, or left it there.
    pub(crate) fn add(&mut self, batch: BatchId, version: u64) {
        if !self.ids.insert(batch) {
            return;
        }
        self.order.push_back((batch, version));
        while self.order.len() > MOST
            && let Some((oldest, version)) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
            self.since = self.since.max(version);
        }
    }

    /// Whether a batch made on version `base` need not be looked for in the store.
    ///
    /// It may be there nevertheless if another process took it: then the commit
    /// is refused, the room is read anew at `base` or later, and is not sure again.
    pub(crate) fn is_new(&self, batch: BatchId, base: u64) -> bool {
        base > self.since && !self.ids.contains(&batch)
    }

    /// Whether it is remembered.
    pub(crate) fn has(&self, batch: BatchId) -> bool {
        self.ids.contains(&batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(number: u64) -> BatchId {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&number.to_le_bytes());
        BatchId::from_bytes(id)
    }

    #[test]
    fn what_was_made_before_the_room_was_read_may_have_been_taken() {
        let taken = TakenBatches::since(7);
        assert!(!taken.is_new(batch(1), 6));
        // A batch that was refused whole leaves the version as it was.
        assert!(!taken.is_new(batch(1), 7));
        assert!(taken.is_new(batch(1), 8));
    }

    #[test]
    fn no_batch_that_was_taken_is_new_however_many_followed() {
        let mut taken = TakenBatches::since(0);
        for number in 1..=3 * MOST as u64 {
            // Every third is refused whole.
            taken.add(batch(number), number - number / 3);
            assert!(taken.order.len() <= MOST && taken.ids.len() == taken.order.len());
        }
        for number in 1..=3 * MOST as u64 {
            let latest_base = number - number / 3;
            assert!(!taken.is_new(batch(number), latest_base), "{number}");
        }
        let newest = 2 * MOST as u64;
        assert!(taken.is_new(batch(0), newest));
        assert!(!taken.is_new(batch(0), 1));
    }
}
