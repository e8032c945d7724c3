//! Taking a batch of edits into a document.
//!
//! A room is locked while a batch is rebased, judged, applied and handed to the
//! writer, and unlocked while it becomes durable, so batches follow one another
//! without waiting for the disk. Whatever fails takes the room with it: the next
//! one is read from the store, where nothing is half done.

mod heard;
mod together;

use std::future::Future;

use domain::id::{BatchId, DocumentId};
use domain::panel::{Panel, PanelEdit};
use domain::plan::{Plan, PlanEdit};
use domain::scorecard::{Scorecard, ScorecardEdit};
use domain::sharing::Right;
use domain::sync::{Batch, Edit, Entry, LARGEST_BATCH, Refused, Rejection, rebase_all};
use domain::views::Failure;
use domain::wire::{AnyBatch, Push, Pushed, decode};
use store::{BatchRow, DocumentWrite, Unit};
use tokio::task::yield_now;

use crate::failure::{invalid, not_taken, unavailable};
use crate::room::{Broken, Kind, Room, State, Taken};
use crate::{Actor, Service, authorise};
use heard::{audit_of, hand_ins, of_note};

/// How often a batch is tried when another process keeps being first. Where two
/// write to one document without a pause, three tries in four come too late.
const ATTEMPTS: usize = 32;

/// How often an edit is rebased over another before others get their turn: a few milliseconds.
const MOST_REBASED: usize = 50_000;

/// The log after the batch's base, and what was refused.
type Answer<E> = (Vec<Entry<E>>, Vec<Refused>);

/// What is known of a batch before the room is locked for it.
enum Before<E> {
    /// It was pushed before, with this answer.
    Pushed(Answer<E>),
    /// It is new. What of the log after its base is not in memory.
    New(Vec<Entry<E>>),
}

/// Why an attempt ended without an answer.
pub(crate) enum Stop {
    /// The room is out of date: try again on a new one.
    Again,
    /// That is the answer.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Conflict | Broken::NotTaken => Self::Again,
            Broken::Store => Self::Failed(Failure::Unavailable),
        }
    }
}

/// Tries until there is an answer, as long as that is worth while.
pub(crate) async fn persist<T, F>(mut attempt: impl FnMut() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Stop>>,
{
    for _ in 0..ATTEMPTS {
        match attempt().await {
            Ok(answer) => return Ok(answer),
            Err(Stop::Failed(failure)) => return Err(failure),
            Err(Stop::Again) => {}
        }
    }
    tracing::warn!(attempts = ATTEMPTS, "somebody else was first each time");
    Err(Failure::Unavailable)
}

impl Service {
    /// Takes a batch into a document's log. When this answers, it is durable.
    /// Pushing a batch again is harmless, and answered with what became of it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor cannot see the document;
    /// [`Failure::Invalid`] when the batch is too large, made on a version that
    /// the document never had, or nothing that the database takes; [`Failure::Unavailable`] when the store
    /// fails: nothing of the batch was acknowledged, and it can be pushed again.
    pub async fn push(&self, actor: &Actor, push: Push) -> Result<Pushed, Failure> {
        let document = push.document;
        match push.batch {
            AnyBatch::Plan(batch) => {
                let answer = persist(|| self.push_to_plan(actor, document, &batch)).await?;
                Ok(pushed::<Plan>(batch.id, answer))
            }
            AnyBatch::Panel(batch) => {
                let answer = persist(|| self.push_to_panel(actor, document, &batch)).await?;
                Ok(pushed::<Panel>(batch.id, answer))
            }
            AnyBatch::Scorecard(batch) => {
                let answer = persist(|| self.push_to_scorecard(actor, document, &batch)).await?;
                Ok(pushed::<Scorecard>(batch.id, answer))
            }
        }
    }

    async fn push_to_plan(
        &self,
        actor: &Actor,
        id: DocumentId,
        batch: &Batch<PlanEdit>,
    ) -> Result<Answer<PlanEdit>, Stop> {
        let room = self.room_for::<Plan>(actor, id).await?;
        let older = match self.before(&room, batch).await? {
            Before::Pushed(answer) => return Ok(answer),
            Before::New(older) => older,
        };
        let (right, judged_by) = self.right_to_push(actor, &room).await?;
        let place = self.writer.place().await?;
        let mut state = room.lock().await?;
        let since = self.ready(&room, &mut state, batch, older).await?;
        let before = state.version;
        // Of what is refused anyway it does not matter how it would read now.
        let is_for = |edit: &PlanEdit| Right::for_edit(edit) <= right;
        let rebased = if batch.edits.iter().any(is_for) {
            rebased(batch, &since).await
        } else {
            batch.clone()
        };
        let now = self.clock.now();
        let mut taken = state.take(actor, now, rebased, |plan, edit| {
            authorise::plan(plan, actor.person, right, now, edit)
        });
        // If another right counts by then, the room is read anew and asks for it.
        taken.write.judged_by = judged_by;
        let unit = Unit {
            writes: vec![taken.write],
            audit: Vec::new(),
        };
        let part = room.part(&mut state);
        let (ticket, after) = (part.ticket, part.version);
        place.hand_in(unit, vec![part]);
        drop(state);
        kept(&room, ticket).await?;
        self.keep_snapshot(&room, before, after);
        Ok(answer(since, taken.entries, taken.refused))
    }

    async fn push_to_panel(
        &self,
        actor: &Actor,
        id: DocumentId,
        batch: &Batch<PanelEdit>,
    ) -> Result<Answer<PanelEdit>, Stop> {
        let room = self.room_for::<Panel>(actor, id).await?;
        let older = match self.before(&room, batch).await? {
            Before::Pushed(answer) => return Ok(answer),
            Before::New(older) => older,
        };
        let place = self.writer.place().await?;
        let mut state = room.lock().await?;
        let since = self.ready(&room, &mut state, batch, older).await?;
        let before = state.version;
        let rebased = rebased(batch, &since).await;
        let now = self.clock.now();
        let taken = state.take(actor, now, rebased, |panel, edit| {
            authorise::panel(&room.context, panel, actor.person, now, edit)
        });
        let unit = Unit {
            audit: of_note(actor, id, now, &taken.entries),
            writes: vec![taken.write],
        };
        let part = room.part(&mut state);
        let (ticket, after) = (part.ticket, part.version);
        place.hand_in(unit, vec![part]);
        drop(state);
        kept(&room, ticket).await?;
        self.keep_snapshot(&room, before, after);
        Ok(answer(since, taken.entries, taken.refused))
    }

    /// A scorecard's edits stand on its panel: none after the reveal, and the
    /// panel says in the same breath who has submitted. So both rooms are
    /// locked, always the panel first, and both are in the unit.
    async fn push_to_scorecard(
        &self,
        actor: &Actor,
        id: DocumentId,
        batch: &Batch<ScorecardEdit>,
    ) -> Result<Answer<ScorecardEdit>, Stop> {
        let room = self.room_for::<Scorecard>(actor, id).await?;
        let older = match self.before(&room, batch).await? {
            Before::Pushed(answer) => return Ok(answer),
            Before::New(older) => older,
        };
        let seat = room.context;
        let panel_room = self.room::<Panel>(seat.interview).await?;
        let frame = &panel_room.context;
        let place = self.writer.place().await?;
        let mut panel = panel_room.lock().await?;
        self.look(&panel_room, &mut panel).await?;
        let mut state = room.lock().await?;
        let since = self.ready(&room, &mut state, batch, older).await?;
        let before = state.version;
        let rebased = rebased(batch, &since).await;
        let now = self.clock.now();
        let telling = self.new_batch()?;

        let taken = state.take(actor, now, rebased, |_, edit| {
            let (panel, person) = (&panel.document, seat.person);
            authorise::scorecard(frame, panel, person, actor.person, now, edit)
        });
        let hand_ins = hand_ins(actor, &taken.entries);
        let (on_panel, audit) = if hand_ins.is_empty() {
            (still(panel_room.id, panel.version, now), Vec::new())
        } else {
            let batch = Batch {
                id: telling,
                base: panel.version,
                edits: hand_ins,
            };
            let audit = audit_of(actor, frame, now, &batch.edits);
            let told = panel.take(actor, now, batch, |_, edit| Ok(edit));
            if !told.refused.is_empty() {
                return Err(at_odds(&panel_room, &room, &told));
            }
            (told.write, audit)
        };
        let unit = Unit {
            writes: vec![on_panel, taken.write],
            audit,
        };
        let part = room.part(&mut state);
        let (ticket, after) = (part.ticket, part.version);
        let parts = vec![panel_room.part(&mut panel), part];
        place.hand_in(unit, parts);
        drop((state, panel));
        kept(&room, ticket).await?;
        self.keep_snapshot(&room, before, after);
        Ok(answer(since, taken.entries, taken.refused))
    }

    /// What became of a batch that was pushed before, if it was. Where the room
    /// takes it for new and another process has taken it, the commit is refused,
    /// and the room that is read then does not take it for new.
    ///
    /// Of one that is new, what of the log after its base the room has not in memory: it is
    /// read before the room is locked for it, which others need meanwhile.
    async fn before<D: Kind>(
        &self,
        room: &Room<D>,
        batch: &Batch<D::Edit>,
    ) -> Result<Before<D::Edit>, Stop> {
        if batch.edits.len() > LARGEST_BATCH {
            return Err(Stop::Failed(invalid(format!(
                "These are {} edits at once, and the server takes {LARGEST_BATCH}: send them in parts.",
                batch.edits.len()
            ))));
        }
        let state = room.lock().await?;
        let (is_new, older) = (state.is_new(batch), state.log_before_memory(batch.base));
        drop(state);
        let known = if is_new {
            None
        } else {
            let known = self.store.batch(room.id, batch.id).await;
            known.map_err(unavailable)?
        };
        let Some(known) = known else {
            return Ok(Before::New(self.entries::<D>(room.id, older).await?));
        };
        let refused = decode::<Vec<Refused>>(&known.outcome).map_err(|error| {
            tracing::error!(document = %room.id, batch = %batch.id, %error, "what became of a batch cannot be read");
            Failure::Unavailable
        })?;
        let state = room.lock().await?;
        let needed = known.last_version.max(batch.base);
        if state.version < needed {
            drop(state);
            self.is_behind(room, needed).await?;
            return Err(Stop::Again);
        }
        let (log, ticket) = (state.log_after(batch.base), state.tickets);
        drop(state);
        room.pulse.wait(ticket).await?;
        let entries = self.entries::<D>(room.id, log).await?;
        Ok(Before::Pushed((entries, refused)))
    }

    /// Makes sure that the batch can be taken in now, and answers with the
    /// entries after its base, those among them that were read before.
    async fn ready<D: Kind>(
        &self,
        room: &Room<D>,
        state: &mut State<D>,
        batch: &Batch<D::Edit>,
        mut since: Vec<Entry<D::Edit>>,
    ) -> Result<Vec<Entry<D::Edit>>, Stop> {
        self.look(room, state).await?;
        state.trim(room.pulse.progress());
        if let Some(ticket) = state.ticket_of(batch.id) {
            // The same batch came first. The store will know what became of it.
            kept(room, ticket).await?;
            return Err(Stop::Again);
        }
        if batch.base > state.version {
            self.is_behind(room, batch.base).await?;
            return Err(Stop::Again);
        }
        let known = since.last().map_or(batch.base, |entry| entry.version);
        let log = state.log_after(known);
        since.extend(self.entries::<D>(room.id, log).await?);
        Ok(since)
    }
}

/// The batch as it follows the log after its base. Whoever was away for long brings much that is
/// to be rebased over much: others get their turn meanwhile, though not in this room.
async fn rebased<E: Edit>(batch: &Batch<E>, since: &[Entry<E>]) -> Batch<E> {
    let mut batch = batch.clone();
    let at_once = (MOST_REBASED / batch.edits.len().max(1)).max(1);
    for some in since.chunks(at_once) {
        rebase_all(&mut batch.edits, some.iter().map(|entry| &entry.edit));
        if some.len() == at_once {
            yield_now().await;
        }
    }
    batch
}

/// Waits until a batch is durable, for whoever pushed it.
async fn kept<D: Kind>(room: &Room<D>, ticket: u64) -> Result<(), Stop> {
    match room.pulse.wait(ticket).await {
        Err(Broken::NotTaken) => Err(Stop::Failed(not_taken())),
        waited => Ok(waited?),
    }
}

fn pushed<D: Kind>(batch: BatchId, (entries, refused): Answer<D::Edit>) -> Pushed {
    Pushed {
        batch,
        entries: D::entries(entries),
        refused,
    }
}

fn answer<E>(mut since: Vec<Entry<E>>, own: Vec<Entry<E>>, refused: Vec<Refused>) -> Answer<E> {
    since.extend(own);
    (since, refused)
}

/// Nothing is written to the document, but it must stand at this version.
fn still(document: DocumentId, version: u64, at: i64) -> DocumentWrite {
    DocumentWrite {
        document,
        expected_version: version,
        edits: Vec::new(),
        batch: None::<BatchRow>,
        title: None,
        at,
        judged_by: None,
    }
}

/// A scorecard and its panel contradict each other, which no edit can bring
/// about. Neither is trusted any longer as it is in memory.
fn at_odds(panel: &Room<Panel>, scorecard: &Room<Scorecard>, told: &Taken<PanelEdit>) -> Stop {
    let reasons: Vec<&Rejection> = told.refused.iter().map(|refused| &refused.reason).collect();
    tracing::error!(panel = %panel.id, ?reasons, "a panel refused to hear of a hand-in");
    panel.pulse.break_off(Broken::Store);
    scorecard.pulse.break_off(Broken::Store);
    Stop::Failed(Failure::Unavailable)
}
