//! How far the writer has come with a room's edits.

use std::sync::Arc;

use tokio::sync::watch;

/// Why a room's memory can no longer be trusted. It is dropped then, and the
/// document is read from the store again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Somebody else wrote to the document first: trying again will do.
    Conflict,
    /// The store failed. Nothing that waited was acknowledged.
    Store,
    /// The room was closed because nobody used it.
    Closed,
}

/// What is durable of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    /// The last job of this room that is durable.
    pub(crate) ticket: u64,
    /// The version of the document that is durable.
    pub(crate) version: u64,
    /// Set once, when nothing more will become durable by way of this room.
    pub(crate) broken: Option<Broken>,
}

/// Tells whoever waits how far the writer has come.
#[derive(Debug)]
pub(crate) struct Pulse(watch::Sender<Progress>);

/// A room's share in a job of the writer.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Whom to tell.
    pub(crate) pulse: Arc<Pulse>,
    /// The job's place among those of the room, from 1.
    pub(crate) ticket: u64,
    /// The version of the document once the job is done.
    pub(crate) version: u64,
}

impl Pulse {
    pub(crate) fn new(version: u64) -> Self {
        Self(watch::Sender::new(Progress {
            ticket: 0,
            version,
            broken: None,
        }))
    }

    pub(crate) fn advance(&self, ticket: u64, version: u64) {
        self.0.send_if_modified(|progress| {
            let goes_on = progress.broken.is_none();
            if goes_on {
                progress.ticket = ticket;
                progress.version = version;
            }
            goes_on
        });
    }

    pub(crate) fn break_off(&self, why: Broken) {
        self.0.send_if_modified(|progress| {
            let first = progress.broken.is_none();
            progress.broken.get_or_insert(why);
            first
        });
    }

    pub(crate) fn progress(&self) -> Progress {
        *self.0.borrow()
    }

    pub(crate) fn broken(&self) -> Option<Broken> {
        self.progress().broken
    }

    /// Waits until more than this version is durable, or nothing more will be.
    pub(crate) async fn beyond(&self, version: u64) {
        let mut follower = self.0.subscribe();
        // The sender lives as long as this pulse, so waiting cannot fail.
        let reached = follower
            .wait_for(|progress| progress.version > version || progress.broken.is_some())
            .await;
        drop(reached);
    }

    /// Waits until the job with this ticket is durable.
    pub(crate) async fn wait(&self, ticket: u64) -> Result<(), Broken> {
        let mut follower = self.0.subscribe();
        let reached = follower
            .wait_for(|progress| progress.ticket >= ticket || progress.broken.is_some())
            .await;
        match reached {
            Ok(progress) if progress.ticket >= ticket => Ok(()),
            Ok(progress) => Err(progress.broken.unwrap_or(Broken::Closed)),
            // The sender lives as long as this pulse, which is borrowed here.
            Err(_) => Err(Broken::Closed),
        }
    }
}
