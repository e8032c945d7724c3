//! What watchers of a document are sent while they watch: its new entries, and
//! who else is there. Nothing depends on it: a page that misses something
//! catches up.
//!
//! A watched document has a hub, and the hub one task that follows the room,
//! encodes what is new once for all watchers, and hands it to a channel that
//! forgets the oldest. A watcher who has not fetched what was forgotten is told
//! that it is behind.

mod hub;
mod others;
mod presence;

pub use presence::Here;

pub(crate) use hub::Hubs;

use std::future::pending;
use std::sync::Arc;

use bytes::Bytes;
use domain::id::DocumentId;
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::views::Failure;
use domain::wire::{ToBrowser, encode};
use store::DocumentKind;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::catch_up::SNAPSHOT_INSTEAD;
use crate::push::{Stop, persist};
use crate::room::Kind;
use crate::{Actor, Service};
use hub::{Frame, Hub};

/// Watches one document for one open tab. Dropping both halves ends it.
pub struct Subscription {
    /// What there is to send.
    frames: Frames,
    /// Where this tab is.
    here: Here,
}

/// The half of a [`Subscription`] that has what is to be sent.
pub struct Frames {
    hub: Arc<Hub>,
    /// Who watches.
    actor: Actor,
    /// What is to be sent before anything else.
    first: Option<Bytes>,
    /// The version up to which entries have been handed out.
    has: u64,
    new: broadcast::Receiver<Frame>,
}

impl Service {
    /// Watches a document from a version on. What happened since is sent first.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor cannot see the document;
    /// [`Failure::Invalid`] when it never had that version.
    pub async fn watch(
        &self,
        actor: &Actor,
        document: DocumentId,
        version: u64,
    ) -> Result<Subscription, Failure> {
        match self.kind_of(document).await? {
            DocumentKind::Plan => persist(|| self.watch_on::<Plan>(actor, document, version)).await,
            DocumentKind::Panel => {
                persist(|| self.watch_on::<Panel>(actor, document, version)).await
            }
            DocumentKind::Scorecard => {
                persist(|| self.watch_on::<Scorecard>(actor, document, version)).await
            }
        }
    }

    async fn watch_on<D: Kind>(
        &self,
        actor: &Actor,
        id: DocumentId,
        version: u64,
    ) -> Result<Subscription, Stop> {
        let room = self.room_for::<D>(actor, id).await?;
        // Before the entries are read, so that what follows them is not missed.
        let (here, hub) = self.join::<D>(&room, actor.person);
        let new = hub.frames();
        let state = room.lock().await?;
        let (has, ticket) = (state.version, state.tickets);
        if version > has {
            drop(state);
            self.is_behind(&room, version).await?;
            return Err(Stop::Again);
        }
        let log = (has - version <= SNAPSHOT_INSTEAD).then(|| state.log_after(version));
        drop(state);
        room.pulse.wait(ticket).await?;
        let first = match log {
            _ if version == has => None,
            Some(log) => {
                let entries = self.entries::<D>(id, log).await?;
                Some(ToBrowser::Entries(id, D::entries(entries)))
            }
            None => Some(ToBrowser::Behind(id, has)),
        };
        let first = first.map(|first| encode(&first).into());
        let frames = Frames {
            hub,
            actor: actor.clone(),
            first,
            has,
            new,
        };
        Ok(Subscription { frames, here })
    }
}

impl Subscription {
    /// What to send next. Waits until there is something; none once they may no longer watch.
    pub async fn next(&mut self) -> Option<Bytes> {
        self.frames.next().await
    }

    /// Tells the others where this tab is now.
    pub fn here(&self, at: domain::wire::Where) {
        self.here.moved(at);
    }

    /// The two halves, for whoever needs them in two places.
    pub fn split(self) -> (Frames, Here) {
        (self.frames, self.here)
    }
}

impl Frames {
    /// What to send next. Waits until there is something; none once whoever watches no longer
    /// may. Giving up the wait loses nothing.
    pub async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            match self.new.recv().await {
                Ok(Frame::Present(bytes)) => return Some(bytes),
                Ok(Frame::Entries { upto, bytes }) if upto > self.has => {
                    self.has = upto;
                    return Some(bytes);
                }
                // All of it was in what was sent first, or caught up with.
                Ok(Frame::Entries { .. }) => {}
                Ok(Frame::Anew) if self.hub.admits(&self.actor) => {}
                Ok(Frame::Anew) => return None,
                Err(RecvError::Lagged(_)) => {
                    self.has = self.hub.sent();
                    let behind = ToBrowser::Behind(self.hub.id, self.has);
                    return self.hub.admits(&self.actor).then(|| encode(&behind).into());
                }
                // The hub is held here, and it sends.
                Err(RecvError::Closed) => pending().await,
            }
        }
    }
}
