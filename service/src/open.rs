//! The service as a whole: what it is made of, how it starts and how it ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::id::{BatchId, DocumentId};
use domain::kit::Kit;
use domain::views::Failure;
use store::Store;

use crate::elsewhere::Elsewhere;
use crate::failure::no_randomness;
use crate::rooms::Rooms;
use crate::sessions::Sessions;
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
    pub(crate) sessions: Arc<Sessions>,
    pub(crate) elsewhere: Arc<Elsewhere>,
    demo: Arc<AtomicBool>,
}

impl Service {
    /// Starts on an open store. Call it within a tokio runtime, on which the
    /// writer then runs, and what listens to other processes.
    pub fn open(store: Store, kits: Vec<Kit>, clock: impl Clock, random: impl Random) -> Self {
        let rooms = Arc::default();
        Self {
            writer: Writer::start(store.clone()),
            elsewhere: Arc::new(Elsewhere::open(&store, Arc::clone(&rooms))),
            store,
            kits: kits.into(),
            clock: Arc::new(clock),
            random: Arc::new(random),
            rooms,
            sessions: Arc::default(),
            demo: Arc::default(),
        }
    }

    /// Takes no more edits, writes those that have been handed in, and closes
    /// the store. Whatever is asked for after this is unavailable.
    pub async fn stop(&self) {
        self.writer.stop().await;
        self.elsewhere.stop().await;
        self.store.close().await;
    }

    /// Whether what is kept can be read.
    pub async fn is_well(&self) -> bool {
        let nobody = domain::id::TeamId::default();
        self.store.team(nobody).await.is_ok()
    }

    /// An id for a document that a page of the server's own making begins.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] where nothing random can be made.
    pub fn new_document(&self) -> Result<DocumentId, Failure> {
        self.random_id().map(DocumentId::from_bytes)
    }

    /// An id for a batch that the server makes.
    pub(crate) fn new_batch(&self) -> Result<BatchId, Failure> {
        self.random_id().map(BatchId::from_bytes)
    }

    pub(crate) fn random_id(&self) -> Result<[u8; 16], Failure> {
        let mut id = [0; 16];
        self.random.fill(&mut id).map_err(no_randomness)?;
        Ok(id)
    }

    pub(crate) fn allow_demo(&self) {
        self.demo.store(true, Ordering::Relaxed);
    }

    pub(crate) fn demo_allowed(&self) -> bool {
        self.demo.load(Ordering::Relaxed)
    }
}
