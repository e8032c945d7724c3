//! Other processes on the same database: one task hears which documents they
//! have made grow, and tells the rooms of these here. What was written is read
//! from the store, by the room, and goes to whoever may see it by the same ways
//! as what was written here.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use store::{Announcement, Store, StoreError};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::rooms::Rooms;

/// How long to leave a database alone that cannot be listened to.
const RECOVERY: Duration = Duration::from_secs(1);

/// The task that listens. It ends with this.
pub(crate) struct Elsewhere(Mutex<Option<JoinHandle<()>>>);

impl Elsewhere {
    pub(crate) fn listen(store: Store, rooms: Arc<Rooms>) -> Self {
        let task = tokio::spawn(async move {
            loop {
                match follow(&store, &rooms).await {
                    Ok(()) | Err(StoreError::Closed) => return,
                    Err(error) => {
                        tracing::warn!(%error, "other processes are not heard just now");
                        sleep(RECOVERY).await;
                    }
                }
            }
        });
        Self(Mutex::new(Some(task)))
    }

    /// Listens no more.
    pub(crate) async fn stop(&self) {
        if let Some(task) = self.take() {
            task.abort();
            // It was stopped, or had ended.
            drop(task.await);
        }
    }

    fn take(&self) -> Option<JoinHandle<()>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        if let Some(task) = self.take() {
            task.abort();
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
            Announcement::Missed => {
                tracing::info!("the connection that hears other processes was lost and is back");
                rooms.doubt();
            }
        }
    }
}
