//! The service as a whole: what it is made of, how it starts and how it ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::kit::Kit;
use store::Store;

use crate::rooms::Rooms;
use crate::writer::Writer;
use crate::{Clock, Random};

/// Everything Plumbline does. Clones share one state; when the last is gone,
/// what has been handed to the writer is still written.
#[derive(Clone)]
pub struct Service {
    pub(crate) store: Store,
    pub(crate) kits: Arc<[Kit]>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) rooms: Arc<Rooms>,
    pub(crate) writer: Writer,
    demo: Arc<AtomicBool>,
}

impl Service {
    /// Starts on an open store. Call it within a tokio runtime, on which the
    /// writer then runs.
    pub fn open(store: Store, kits: Vec<Kit>, clock: impl Clock, random: impl Random) -> Self {
        Self {
            writer: Writer::start(store.clone()),
            store,
            kits: kits.into(),
            clock: Arc::new(clock),
            random: Arc::new(random),
            rooms: Arc::default(),
            demo: Arc::default(),
        }
    }

    /// Takes no more edits, writes those that have been handed in, and closes
    /// the store. Whatever is asked for after this is unavailable.
    pub async fn stop(&self) {
        self.writer.stop().await;
        self.store.close().await;
    }

    /// Whether what is kept can be read.
    pub async fn is_well(&self) -> bool {
        let nobody = domain::id::TeamId::default();
        self.store.team(nobody).await.is_ok()
    }

    pub(crate) fn allow_demo(&self) {
        self.demo.store(true, Ordering::Relaxed);
    }

    pub(crate) fn demo_allowed(&self) -> bool {
        self.demo.load(Ordering::Relaxed)
    }
}
