//! Bringing a page up to date.

use domain::id::DocumentId;
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::views::Failure;
use domain::wire::CaughtUp;
use store::DocumentKind;

use crate::push::{Stop, persist};
use crate::room::Kind;
use crate::{Actor, Service};

/// From how many entries on a snapshot is sent in their place.
pub(crate) const SNAPSHOT_INSTEAD: u64 = 500;

impl Service {
    /// What has happened to a document after a version: the entries, or the
    /// document as it is now where there are many. A page with edits of its own
    /// still to send asks for `entries_only`, for it has to rebase them.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor cannot see the document;
    /// [`Failure::Invalid`] when it never had that version.
    pub async fn catch_up(
        &self,
        actor: &Actor,
        document: DocumentId,
        after: u64,
        entries_only: bool,
    ) -> Result<CaughtUp, Failure> {
        match self.kind_of(document).await? {
            DocumentKind::Plan => {
                persist(|| self.catch_up_on::<Plan>(actor, document, after, entries_only)).await
            }
            DocumentKind::Panel => {
                persist(|| self.catch_up_on::<Panel>(actor, document, after, entries_only)).await
            }
            DocumentKind::Scorecard => {
                persist(|| self.catch_up_on::<Scorecard>(actor, document, after, entries_only))
                    .await
            }
        }
    }

    async fn catch_up_on<D: Kind>(
        &self,
        actor: &Actor,
        id: DocumentId,
        after: u64,
        entries_only: bool,
    ) -> Result<CaughtUp, Stop> {
        let room = self.room_for::<D>(actor, id).await?;
        let mut state = room.lock().await?;
        let (version, ticket) = (state.version, state.tickets);
        if after > version {
            drop(state);
            self.is_behind(&room, after).await?;
            return Err(Stop::Again);
        }
        if entries_only || version - after <= SNAPSHOT_INSTEAD {
            let log = state.log_after(after);
            drop(state);
            // Nobody sees what might yet be lost.
            room.pulse.wait(ticket).await?;
            let entries = self.entries::<D>(id, log).await?;
            Ok(CaughtUp::Entries(D::entries(entries)))
        } else {
            let snapshot = state.encoded();
            drop(state);
            room.pulse.wait(ticket).await?;
            Ok(CaughtUp::Snapshot(version, snapshot.to_vec()))
        }
    }

    /// A document as it stands, once all of that is durable.
    pub(crate) async fn settled<D: Kind>(
        &self,
        actor: &Actor,
        id: DocumentId,
    ) -> Result<(D, u64), Failure> {
        persist(|| async move {
            let room = self.room_for::<D>(actor, id).await?;
            Ok(room.settled().await?)
        })
        .await
    }
}
