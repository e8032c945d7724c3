//! Edits to several panels that are worth something only together.

use std::collections::BTreeMap;

use domain::id::DocumentId;
use domain::panel::{Panel, PanelEdit};
use domain::sync::{Batch, Rejection};
use domain::views::Failure;
use store::Unit;

use super::{Stop, kept, of_note, persist};
use crate::failure::not_done;
use crate::room::Room;
use crate::{Actor, Service, authorise};

impl Service {
    /// Makes one edit to each of these panels: all of them, or none.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor cannot see one of them; [`Failure::NotAllowed`]
    /// when one refuses its edit, and why.
    pub(crate) async fn on_panels(
        &self,
        actor: &Actor,
        edits: &BTreeMap<DocumentId, PanelEdit>,
    ) -> Result<(), Failure> {
        if edits.is_empty() {
            return Ok(());
        }
        persist(|| self.push_to_panels(actor, edits)).await
    }

    /// The rooms are locked in the order of their ids, so that two who do this cannot wait
    /// for each other. Nobody else holds more than one panel, and a scorecard's room is
    /// locked after its panel's (see `push_to_scorecard`).
    async fn push_to_panels(
        &self,
        actor: &Actor,
        edits: &BTreeMap<DocumentId, PanelEdit>,
    ) -> Result<(), Stop> {
        let mut rooms = Vec::with_capacity(edits.len());
        for (id, edit) in edits {
            let room = self.room_for::<Panel>(actor, *id).await?;
            rooms.push((room, edit, self.new_batch()?));
        }
        let rooms = &rooms;
        let place = self.writer.place().await?;
        let now = self.clock.now();
        let mut locked = Vec::with_capacity(rooms.len());
        for (room, edit, batch) in rooms {
            let mut state = room.lock().await?;
            self.look(room, &mut state).await?;
            state.trim(room.pulse.progress());
            // Asked first: once one room has taken its edit in, all have to.
            let permit = permit(actor, room, now);
            let would = state.would_take((*edit).clone(), permit);
            would.map_err(|reason| Stop::Failed(not_done(&reason)))?;
            let batch = Batch {
                id: *batch,
                base: state.version,
                edits: vec![(*edit).clone()],
            };
            locked.push((room, batch, state));
        }

        let mut unit = Unit::default();
        let (mut parts, mut waits) = (Vec::new(), Vec::new());
        for (room, batch, state) in &mut locked {
            let before = state.version;
            let permit = permit(actor, room, now);
            let taken = state.take(actor, now, batch.clone(), permit);
            let audit = of_note(actor, room.id, now, &taken.entries);
            unit.audit.extend(audit);
            unit.writes.push(taken.write);
            let part = room.part(state);
            waits.push((*room, part.ticket, before, part.version));
            parts.push(part);
        }
        place.hand_in(unit, parts);
        drop(locked);
        for (room, ticket, before, after) in waits {
            kept(room, ticket).await?;
            self.keep_snapshot(room, before, after);
        }
        Ok(())
    }
}

fn permit(
    actor: &Actor,
    room: &Room<Panel>,
    now: i64,
) -> impl Fn(&Panel, PanelEdit) -> Result<PanelEdit, Rejection> {
    move |panel, edit| authorise::panel(&room.context, panel, actor.person, now, edit)
}
