//! Other processes on the same database. One task hears which documents they have made
//! grow, and tells the rooms of these here: what was written is read from the store, by the
//! room, and goes to whoever may see it by the same ways as what was written here. It hears
//! who watches there as well, and another tells them who watches here.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::id::DocumentId;
use store::{Announcement, Store, StoreError};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::rooms::Rooms;

/// How long to leave a database alone that cannot be listened to.
const RECOVERY: Duration = Duration::from_secs(1);
/// Words that wait to be told. More are not waited for: what they say is said again.
const MOST_WORDS: usize = 256;

type Word = (DocumentId, Vec<u8>);

/// The tasks that listen and tell. They end with this.
pub(crate) struct Elsewhere {
    /// The way to the task that tells, where there may be somebody to hear it.
    words: Option<mpsc::Sender<Word>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Elsewhere {
    pub(crate) fn open(store: &Store, rooms: Arc<Rooms>) -> Self {
        if !store.is_shared() {
            return Self {
                words: None,
                tasks: Mutex::default(),
            };
        }
        let (words, queue) = mpsc::channel(MOST_WORDS);
        let tasks = vec![
            tokio::spawn(listen(store.clone(), rooms)),
            tokio::spawn(tell(store.clone(), queue)),
        ];
        Self {
            words: Some(words),
            tasks: Mutex::new(tasks),
        }
    }

    /// Whether there may be other processes.
    pub(crate) const fn is_there(&self) -> bool {
        self.words.is_some()
    }

    /// Tells other processes something that is not kept, and may get lost.
    pub(crate) fn tell(&self, document: DocumentId, word: Vec<u8>) {
        if let Some(words) = &self.words
            && words.try_send((document, word)).is_err()
        {
            tracing::debug!(%document, "a word to other processes was left out");
        }
    }

    /// Listens and tells no more.
    pub(crate) async fn stop(&self) {
        for task in self.take() {
            task.abort();
            // It was stopped, or had ended.
            drop(task.await);
        }
    }

    fn take(&self) -> Vec<JoinHandle<()>> {
        let tasks = self.tasks.lock();
        std::mem::take(&mut *tasks.unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        for task in self.take() {
            task.abort();
        }
    }
}

async fn listen(store: Store, rooms: Arc<Rooms>) {
    loop {
        match follow(&store, &rooms).await {
            Ok(()) | Err(StoreError::Closed) => return,
            Err(error) => {
                tracing::warn!(%error, "other processes are not heard just now");
                sleep(RECOVERY).await;
            }
        }
    }
}

/// Passes on what is heard, for as long as it is; `Ok` where there is nobody else
/// to hear.
async fn follow(store: &Store, rooms: &Rooms) -> Result<(), StoreError> {
    let Some(mut announcements) = store.announcements().await? else {
        return Ok(());
    };
    // What was announced before this was not heard.
    rooms.doubt();
    loop {
        match announcements.next().await? {
            Announcement::Grown { document, version } => rooms.outgrown(document, version),
            Announcement::Word {
                process,
                document,
                word,
            } => rooms.hubs.hear(&process, document, &word),
            Announcement::Missed => {
                tracing::info!("the connection that hears other processes was lost and is back");
                rooms.doubt();
            }
        }
    }
}

async fn tell(store: Store, mut queue: mpsc::Receiver<Word>) {
    let mut words = Vec::new();
    while queue.recv_many(&mut words, MOST_WORDS).await > 0 {
        if let Err(error) = store.tell(&words).await {
            tracing::debug!(%error, "other processes were not told who is here");
        }
        words.clear();
    }
}
