//! The writer: one task that makes edits of all documents durable.
//!
//! While one commit is being made durable, what comes in gathers, and goes into
//! the next commit together (group commit). Units are committed in the order in
//! which they were handed in, and their rooms learn of it in that order too.

use std::sync::{Arc, Mutex, PoisonError};

use domain::views::Failure;
use store::{Conflict, Store, Unit};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;

use crate::room::{Broken, Part};

/// Most units in one commit.
const LARGEST_GROUP: usize = 1_000;
/// Units that wait before whoever hands in another has to wait too.
const LONGEST_QUEUE: usize = 4_000;

/// What is to be saved as a whole, and which rooms wait for it.
struct Job {
    unit: Unit,
    waiting: Waiting,
}

/// Rooms that wait for one job. They are told what became of it, whatever
/// happens: left without a word, they count it as failed.
struct Waiting(Vec<Part>);

impl Waiting {
    fn broken(&self) -> Option<Broken> {
        self.0.iter().find_map(|part| part.pulse.broken())
    }

    fn saved(mut self) {
        for part in self.0.drain(..) {
            part.pulse.advance(part.ticket, part.version);
        }
    }

    fn refused(mut self) {
        for part in self.0.drain(..) {
            part.pulse.refuse(part.ticket);
        }
    }

    fn failed(mut self, why: Broken) {
        for part in self.0.drain(..) {
            part.pulse.break_off(why);
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        for part in &self.0 {
            part.pulse.break_off(Broken::Store);
        }
    }
}

/// A place in the writer's queue.
pub(crate) struct Place<'a>(mpsc::Permit<'a, Job>);

impl Place<'_> {
    /// Hands in a job. Call it with its rooms locked, so that jobs come in the
    /// order of versions.
    pub(crate) fn hand_in(self, unit: Unit, parts: Vec<Part>) {
        let waiting = Waiting(parts);
        self.0.send(Job { unit, waiting });
    }
}

/// The way to the writer.
#[derive(Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Job>,
    stop: Arc<Notify>,
    task: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Writer {
    pub(crate) fn start(store: Store) -> Self {
        let (queue, jobs) = mpsc::channel(LONGEST_QUEUE);
        let stop = Arc::new(Notify::new());
        let task = tokio::spawn(write(store, jobs, Arc::clone(&stop)));
        Self {
            queue,
            stop,
            task: Arc::new(Mutex::new(Some(task))),
        }
    }

    /// A place in the queue, to be had before a room is changed: between the
    /// change and handing it in nothing may wait, or whoever gives up waiting
    /// would leave the room ahead of the store.
    pub(crate) async fn place(&self) -> Result<Place<'_>, Failure> {
        let place = self.queue.reserve().await;
        place.map(Place).map_err(|_| {
            tracing::warn!("an edit came in after the writer had stopped");
            Failure::Unavailable
        })
    }

    /// Writes what was handed in, and ends.
    pub(crate) async fn stop(&self) {
        self.stop.notify_one();
        let task = self
            .task
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(task) = task
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the writer ended badly");
        }
    }
}

async fn write(store: Store, mut jobs: mpsc::Receiver<Job>, stop: Arc<Notify>) {
    let mut group = Vec::new();
    loop {
        tokio::select! {
            biased;
            count = jobs.recv_many(&mut group, LARGEST_GROUP) => {
                if count == 0 {
                    return;
                }
                commit(&store, std::mem::take(&mut group)).await;
            }
            () = stop.notified() => jobs.close(),
        }
    }
}

async fn commit(store: &Store, group: Vec<Job>) {
    let (mut units, mut waiting) = (Vec::new(), Vec::new());
    for job in group {
        // Behind one that failed, a job stands on versions that never came to be.
        if let Some(why) = job.waiting.broken() {
            job.waiting.failed(why);
        } else {
            units.push(job.unit);
            waiting.push(job.waiting);
        }
    }
    match store.commit(&units).await {
        Ok(fates) => {
            for (waiting, fate) in waiting.into_iter().zip(fates) {
                match fate {
                    Ok(()) => waiting.saved(),
                    Err(Conflict::Broken { reason }) => {
                        tracing::error!(reason, "a unit cannot be saved");
                        waiting.refused();
                    }
                    Err(conflict) => {
                        tracing::info!(%conflict, "a unit was left out of a commit");
                        waiting.failed(Broken::Conflict);
                    }
                }
            }
        }
        // Dropping `waiting` tells the rooms.
        Err(error) => tracing::error!(%error, units = units.len(), "a commit failed"),
    }
}
