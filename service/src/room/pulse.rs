//! How far the writer has come with a room's edits.

use std::sync::Arc;

use tokio::sync::watch;

/// Why a room's memory can no longer be trusted. It is dropped then, and the
/// document is read from the store again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Somebody else wrote to the document first: trying again will do.
    Conflict,
    /// The database does not take what was handed in, told to whoever waits for that: trying
    /// again would not help. For the others of the room it is a conflict.
    NotTaken,
    /// The store failed. Nothing that waited was acknowledged.
    Store,
}

/// What is durable of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    /// The last job of this room that is durable.
    pub(crate) ticket: u64,
    /// The version of the document that is durable.
    pub(crate) version: u64,
    /// How often it was said that another process may have made the log longer
    /// than this room knows,
    pub(crate) said: u64,
    /// and up to which of these times the room has looked since.
    pub(crate) looked: u64,
    /// Set once, when nothing more will become durable by way of this room.
    pub(crate) broken: Option<Broken>,
    /// The job that the database did not take, if the room is broken by that.
    not_taken: Option<u64>,
}

impl Progress {
    /// Whether the store may have entries of another process that are not here.
    pub(crate) const fn may_be_behind(&self) -> bool {
        self.said > self.looked
    }
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
            said: 0,
            looked: 0,
            broken: None,
            not_taken: None,
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

    /// Another process has made the document grow to this version.
    pub(crate) fn outgrown(&self, version: u64) {
        self.0.send_if_modified(|progress| {
            let news = version > progress.version;
            progress.said += u64::from(news);
            news
        });
    }

    /// Another process may have made the document grow.
    pub(crate) fn doubt(&self) {
        self.0.send_modify(|progress| progress.said += 1);
    }

    /// The room has read entries of another process, up to a version.
    pub(crate) fn grown(&self, version: u64) {
        self.0.send_modify(|progress| progress.version = version);
    }

    /// The room has read the log to its end since it was `said` so often.
    pub(crate) fn looked(&self, said: u64) {
        self.0.send_modify(|progress| progress.looked = said);
    }

    pub(crate) fn break_off(&self, why: Broken) {
        self.break_with(why, None);
    }

    /// The database does not take the job with this ticket, and what came after it stood on
    /// that.
    pub(crate) fn refuse(&self, ticket: u64) {
        self.break_with(Broken::Conflict, Some(ticket));
    }

    fn break_with(&self, why: Broken, not_taken: Option<u64>) {
        self.0.send_if_modified(|progress| {
            let first = progress.broken.is_none();
            if first {
                progress.broken = Some(why);
                progress.not_taken = not_taken;
            }
            first
        });
    }

    pub(crate) fn progress(&self) -> Progress {
        *self.0.borrow()
    }

    pub(crate) fn broken(&self) -> Option<Broken> {
        self.progress().broken
    }

    /// Waits until more than this version is durable or may be, or nothing more
    /// will be.
    pub(crate) async fn beyond(&self, version: u64) {
        let mut follower = self.0.subscribe();
        // The sender lives as long as this pulse, so waiting cannot fail.
        let reached = follower
            .wait_for(|progress| {
                progress.version > version || progress.may_be_behind() || progress.broken.is_some()
            })
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
            Ok(progress) if progress.not_taken == Some(ticket) => Err(Broken::NotTaken),
            Ok(progress) => Err(progress.broken.unwrap_or(Broken::Store)),
            // The sender lives as long as this pulse, which is borrowed here.
            Err(_) => Err(Broken::Store),
        }
    }
}
