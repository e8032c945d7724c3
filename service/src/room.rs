//! A room: a document in memory, with every edit that has been handed to the
//! writer, durable or not yet. Whoever is answered is answered only with what is
//! durable.

mod kind;
mod pulse;
mod taken;

#[cfg(test)]
pub(crate) use kind::Belonging;
pub(crate) use kind::{Frame, Kind};
pub(crate) use pulse::{Broken, Part, Progress, Pulse};

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use domain::id::{BatchId, DocumentId};
use domain::sync::{Batch, Entry, Refused, Rejection, accept};
use domain::text::check_keepable;
use domain::wire::encode;
use store::{BatchRow, DocumentWrite, EditRow};
use tokio::sync::{Mutex, MutexGuard};

use crate::Actor;
use taken::TakenBatches;

/// Entries kept in memory; older ones are read from the store.
pub(crate) const RING: usize = 2_000;

/// A document in memory.
pub(crate) struct Room<D: Kind> {
    pub(crate) id: DocumentId,
    pub(crate) context: D::Context,
    pub(crate) pulse: Arc<Pulse>,
    /// When it was last asked for, on a counter of the rooms of its kind.
    pub(crate) used: AtomicU64,
    state: Mutex<State<D>>,
}

/// What a room holds, ahead of what is durable.
pub(crate) struct State<D: Kind> {
    id: DocumentId,
    pub(crate) document: D,
    pub(crate) version: u64,
    /// The newest entries, the last of them at `version`.
    recent: VecDeque<Entry<D::Edit>>,
    /// Batches that were taken since the document was read.
    batches: TakenBatches,
    /// Batches that are not durable yet, each with the ticket of its job.
    in_flight: HashMap<BatchId, u64>,
    /// Jobs handed to the writer so far.
    pub(crate) tickets: u64,
    /// The document as it was last encoded, and at which version: when many connect at
    /// once, it is encoded once.
    encoded: Option<(u64, Arc<[u8]>)>,
}

/// A stretch of a log up to its end.
pub(crate) struct LogAfter<E> {
    /// The version before it.
    pub(crate) after: u64,
    /// The version up to which it is durable and is to be read from the store.
    pub(crate) start: u64,
    /// What follows on both.
    pub(crate) recent: Vec<Entry<E>>,
}

/// What became of a batch, in memory.
pub(crate) struct Taken<E> {
    /// What the store is to keep.
    pub(crate) write: DocumentWrite,
    /// The entries of the batch.
    pub(crate) entries: Vec<Entry<E>>,
    /// What was refused.
    pub(crate) refused: Vec<Refused>,
}

impl<D: Kind> Room<D> {
    pub(crate) fn new(
        id: DocumentId,
        context: D::Context,
        document: D,
        version: u64,
        recent: VecDeque<Entry<D::Edit>>,
    ) -> Self {
        Self {
            id,
            context,
            pulse: Arc::new(Pulse::new(version)),
            used: AtomicU64::new(0),
            state: Mutex::new(State {
                id,
                document,
                version,
                recent,
                batches: TakenBatches::since(version),
                in_flight: HashMap::new(),
                tickets: 0,
                encoded: None,
            }),
        }
    }

    /// The room's state, unless the room is broken.
    pub(crate) async fn lock(&self) -> Result<MutexGuard<'_, State<D>>, Broken> {
        let state = self.state.lock().await;
        match self.pulse.broken() {
            Some(broken) => Err(broken),
            None => Ok(state),
        }
    }

    /// The document and its version once all that is in it now is durable.
    pub(crate) async fn settled(&self) -> Result<(D, u64), Broken> {
        let state = self.lock().await?;
        let (document, version, ticket) = (state.document.clone(), state.version, state.tickets);
        drop(state);
        self.pulse.wait(ticket).await?;
        Ok((document, version))
    }

    /// Whether it can be forgotten: nothing of it waits to become durable, and nobody is in
    /// it just now.
    pub(crate) fn is_settled(&self) -> bool {
        let progress = self.pulse.progress();
        let state = self.state.try_lock();
        progress.broken.is_some() || state.is_ok_and(|state| state.tickets == progress.ticket)
    }

    /// This room's share in the job that is being made up. Call it once for a
    /// job, after the state has been changed.
    pub(crate) fn part(&self, state: &mut State<D>) -> Part {
        state.tickets += 1;
        Part {
            pulse: Arc::clone(&self.pulse),
            ticket: state.tickets,
            version: state.version,
        }
    }
}

impl<D: Kind> State<D> {
    /// The document as it stands, encoded.
    pub(crate) fn encoded(&mut self) -> Arc<[u8]> {
        match &self.encoded {
            Some((version, bytes)) if *version == self.version => Arc::clone(bytes),
            _ => {
                let bytes: Arc<[u8]> = encode(&self.document).into();
                self.encoded = Some((self.version, Arc::clone(&bytes)));
                bytes
            }
        }
    }

    /// Whether a batch need not be looked for in the store, since it cannot have
    /// been taken by way of this room, nor before the room was read.
    pub(crate) fn is_new(&self, batch: &Batch<D::Edit>) -> bool {
        self.batches.is_new(batch.id, batch.base)
    }

    /// The ticket of a batch that was taken: of its own job if that is still on
    /// its way to the store, or of one that is durable.
    pub(crate) fn ticket_of(&self, batch: BatchId) -> Option<u64> {
        let on_its_way = self.in_flight.get(&batch).copied();
        on_its_way.or_else(|| self.batches.has(batch).then_some(0))
    }

    /// The log after a version as it is now, also what is not durable yet. Taken with the
    /// room locked; what is not in memory is read from the store later, without the lock.
    pub(crate) fn log_after(&self, version: u64) -> LogAfter<D::Edit> {
        let start = self.start();
        let known = usize::try_from(version.saturating_sub(start));
        let recent = self.recent.iter().skip(known.unwrap_or(usize::MAX));
        LogAfter {
            after: version,
            start,
            recent: recent.cloned().collect(),
        }
    }

    /// The same without what is in memory.
    pub(crate) fn log_before_memory(&self, version: u64) -> LogAfter<D::Edit> {
        LogAfter {
            after: version,
            start: self.start(),
            recent: Vec::new(),
        }
    }

    /// The version after which every entry is in memory.
    fn start(&self) -> u64 {
        self.version.saturating_sub(self.recent.len() as u64)
    }

    /// Takes a batch in, which follows the document as it is. The state is ahead of the store
    /// from here on: the write must be handed to the writer before the room is unlocked.
    pub(crate) fn take(
        &mut self,
        actor: &Actor,
        now: i64,
        batch: Batch<D::Edit>,
        mut permit: impl FnMut(&D, D::Edit) -> Result<D::Edit, Rejection>,
    ) -> Taken<D::Edit> {
        let title = self.document.title().map(str::to_owned);
        let accepted = accept(&mut self.document, batch.edits, [], |document, edit| {
            permit(document, keepable::<D>(edit)?)
        });
        let expected_version = self.version;
        let entries: Vec<Entry<D::Edit>> = (expected_version + 1..)
            .zip(accepted.edits)
            .map(|(version, (index, edit))| Entry {
                version,
                author: actor.person,
                at: now,
                batch: batch.id,
                index,
                edit,
            })
            .collect();
        let write = DocumentWrite {
            document: self.id,
            expected_version,
            edits: entries.iter().map(row).collect(),
            batch: Some(BatchRow {
                id: batch.id,
                first_version: expected_version + 1,
                last_version: expected_version + entries.len() as u64,
                outcome: encode(&accepted.refused),
            }),
            title: match self.document.title() {
                now if now == title.as_deref() => None,
                now => now.map(str::to_owned),
            },
            at: now,
            judged_by: None,
        };
        self.in_flight.insert(batch.id, self.tickets + 1);
        self.recent.extend(entries.iter().cloned());
        self.version += entries.len() as u64;
        self.batches.add(batch.id, self.version);
        Taken {
            write,
            entries,
            refused: accepted.refused,
        }
    }

    /// Whether an edit made on the document as it stands would be taken.
    pub(crate) fn would_take(
        &self,
        edit: D::Edit,
        permit: impl FnOnce(&D, D::Edit) -> Result<D::Edit, Rejection>,
    ) -> Result<(), Rejection> {
        let edit = permit(&self.document, keepable::<D>(edit)?)?;
        self.document.clone().apply(&edit).map(drop)
    }

    /// Takes in an entry that another process has written.
    pub(crate) fn follow(&mut self, entry: Entry<D::Edit>) -> Result<(), Rejection> {
        self.document.apply(&entry.edit)?;
        self.version = entry.version;
        self.batches.add(entry.batch, entry.version);
        self.recent.push_back(entry);
        Ok(())
    }

    /// Forgets what is durable and need not be in memory.
    pub(crate) fn trim(&mut self, progress: Progress) {
        self.in_flight.retain(|_, ticket| *ticket > progress.ticket);
        while self.recent.len() > RING
            && self
                .recent
                .front()
                .is_some_and(|entry| entry.version <= progress.version)
        {
            self.recent.pop_front();
        }
    }
}

/// Refuses an edit with text that cannot be kept.
fn keepable<D: Kind>(edit: D::Edit) -> Result<D::Edit, Rejection> {
    for text in D::texts(&edit) {
        check_keepable(text).map_err(|no| Rejection::OutOfRange(no.to_string()))?;
    }
    Ok(edit)
}

/// How an entry is kept: who, when and what, the last with its place in the
/// batch.
pub(crate) fn row<E: serde::Serialize>(entry: &Entry<E>) -> EditRow {
    EditRow {
        version: entry.version,
        author: entry.author,
        at: entry.at,
        body: encode(&(entry.index, &entry.edit)),
    }
}
