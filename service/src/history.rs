//! What became of a plan, and going back to what it was.

use domain::id::DocumentId;
use domain::plan::{History, LONGEST_NAME, Logged, Plan, PlanEdit, history, restore};
use domain::sharing::Right;
use domain::sync::{Batch, Document, Entry, LARGEST_BATCH, Rejection};
use domain::views::{Failure, Member};
use domain::wire::{AnyBatch, AnyEntries, Push};
use store::NamedVersion;

use crate::failure::{invalid, keepable, unavailable, unknown_version};
use crate::push::persist;
use crate::room::Kind;
use crate::{Actor, Service};

/// Most changes that are shown of a plan.
const MOST: usize = 200;

/// A plan's history, as its team reads it.
#[derive(Debug, Clone)]
pub struct PlanHistory {
    /// What the plan is called now.
    pub title: String,
    /// The version it stands at.
    pub version: u64,
    /// What was done, the newest first.
    pub history: History,
    /// The versions with names, the newest first.
    pub named: Vec<NamedVersion>,
    /// Who may have done it.
    pub people: Vec<Member>,
}

impl Service {
    /// Who changed what in a plan, and when.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan.
    pub async fn plan_history(
        &self,
        actor: &Actor,
        plan: DocumentId,
    ) -> Result<PlanHistory, Failure> {
        let log = self.log::<Plan>(actor, plan).await?;
        let now = replay(&log)?;
        let named = self.store.named_versions(plan).await.map_err(unavailable)?;
        Ok(PlanHistory {
            title: now.title,
            version: log.last().map_or(0, |entry| entry.version),
            history: history(Plan::default(), log.iter().map(Logged::from), MOST),
            named,
            people: self.team(actor.team).await?,
        })
    }

    /// A plan as it stood at a version.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::Invalid`] when it never had that version.
    pub async fn plan_at(
        &self,
        actor: &Actor,
        plan: DocumentId,
        version: u64,
    ) -> Result<Plan, Failure> {
        let log = self.log::<Plan>(actor, plan).await?;
        replay(until(&log, version)?)
    }

    /// Gives a version of a plan a name to find it by.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::NotAllowed`] when the actor may not change it; [`Failure::Invalid`] when it
    /// never had that version, or the name is empty or too long.
    pub async fn name_version(
        &self,
        actor: &Actor,
        plan: DocumentId,
        version: u64,
        name: &str,
    ) -> Result<(), Failure> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(invalid(format!(
                "Give the version a name of 1 to {LONGEST_NAME} characters."
            )));
        }
        keepable("The name", name)?;
        self.needs(actor, plan, Right::Edit).await?;
        // Only what is durable and the actor's to see can be named.
        self.settled::<Plan>(actor, plan).await?;
        let named = NamedVersion {
            version,
            name: name.to_owned(),
            named_by: actor.person,
            named_at: self.clock.now(),
        };
        let saved = self.store.name_version(plan, &named).await;
        if saved.map_err(unavailable)? {
            Ok(())
        } else {
            Err(unknown_version())
        }
    }

    /// Makes a plan what it was at a version, by new edits on what it is now. What
    /// others do meanwhile is merged as ever.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::NotAllowed`] when the actor may not change it; [`Failure::Invalid`] when it
    /// never had that version.
    pub async fn restore_plan(
        &self,
        actor: &Actor,
        plan: DocumentId,
        version: u64,
    ) -> Result<(), Failure> {
        self.needs(actor, plan, Right::Edit).await?;
        let log = self.log::<Plan>(actor, plan).await?;
        let wanted = replay(until(&log, version)?)?;
        let now = replay(&log)?;
        let base = log.last().map_or(0, |entry| entry.version);
        let edits = restore(&now, &wanted);
        match self.edit_here(actor, plan, base, &edits).await? {
            None => Ok(()),
            Some(refused) => Err(invalid(format!(
                "Not all of that version could be brought back: {refused}. Somebody changed the \
                 plan at the same moment: look at it, and restore again."
            ))),
        }
    }

    /// Makes edits to a plan that came about here, on a version of it. Answers with why the
    /// first that was refused was refused: those before it are made.
    pub(crate) async fn edit_here(
        &self,
        actor: &Actor,
        plan: DocumentId,
        mut base: u64,
        edits: &[PlanEdit],
    ) -> Result<Option<Rejection>, Failure> {
        for part in edits.chunks(LARGEST_BATCH) {
            let batch = AnyBatch::Plan(Batch {
                id: self.new_batch()?,
                base,
                edits: part.to_vec(),
            });
            let document = plan;
            let pushed = self.push(actor, Push { document, batch }).await?;
            if let Some(refused) = pushed.refused.into_iter().next() {
                return Ok(Some(refused.reason));
            }
            if let AnyEntries::Plan(entries) = pushed.entries {
                base = entries.last().map_or(base, |entry| entry.version);
            }
        }
        Ok(None)
    }

    /// A document's whole log, as far as it is durable, for somebody who may see it.
    pub(crate) async fn log<D: Kind>(
        &self,
        actor: &Actor,
        id: DocumentId,
    ) -> Result<Vec<Entry<D::Edit>>, Failure> {
        persist(|| async move {
            let room = self.room_for::<D>(actor, id).await?;
            let state = room.lock().await?;
            let (log, ticket) = (state.log_after(0), state.tickets);
            drop(state);
            room.pulse.wait(ticket).await?;
            Ok(self.entries::<D>(id, log).await?)
        })
        .await
    }
}

/// The part of a log up to a version.
fn until(log: &[Entry<PlanEdit>], version: u64) -> Result<&[Entry<PlanEdit>], Failure> {
    let length = usize::try_from(version).ok().filter(|length| *length > 0);
    length
        .and_then(|length| log.get(..length))
        .ok_or_else(|| invalid("The plan never had that version: choose one from its history."))
}

/// What the edits of a log make, from nothing.
fn replay(log: &[Entry<PlanEdit>]) -> Result<Plan, Failure> {
    let mut plan = Plan::default();
    for entry in log {
        plan.apply(&entry.edit).map_err(|rejection| {
            tracing::error!(version = entry.version, %rejection, "a plan's log cannot be replayed");
            Failure::Unavailable
        })?;
    }
    Ok(plan)
}
