//! What the panel does once its scorecards are open: decide, revise, leave a question out.

use std::collections::BTreeMap;

use domain::id::{DocumentId, ItemId};
use domain::panel::{Decision, Panel, PanelEdit, TakenBack, Verdict, Void, taken_back};
use domain::scorecard::{Rating, Revision, ScorecardEdit};
use domain::sync::Batch;
use domain::views::Failure;
use domain::wire::{AnyBatch, Push};

use crate::failure::{not_allowed, not_done};
use crate::{Actor, Candidates, Service};

impl Candidates {
    /// Whether the actor, who sees these, leaves a question out for all of them.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`] when they do not lead each of the interviews, or none is
    /// revealed.
    pub fn may_leave_out(&self, actor: &Actor) -> Result<(), Failure> {
        let mut open = self.open.iter();
        if self.open.is_empty() || !open.all(|(_, outcome)| outcome.panel.lead == actor.person) {
            return Err(not_allowed(
                "A question is left out by whoever leads all the interviews that are compared, once one is revealed.",
            ));
        }
        Ok(())
    }
}

impl Service {
    /// Records what is done about the candidate, or (none) takes it back.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor has no part in the interview;
    /// [`Failure::NotAllowed`] before the reveal, without reasons, or when the actor does
    /// not lead the panel.
    pub async fn decide(
        &self,
        actor: &Actor,
        interview: DocumentId,
        decision: Option<(Verdict, String)>,
    ) -> Result<(), Failure> {
        let decision = decision.map(|(verdict, reasons)| Decision {
            verdict,
            reasons,
            by: actor.person,
            at: self.clock.now(),
        });
        let edits = BTreeMap::from([(interview, PanelEdit::Decide(decision))]);
        self.on_panels(actor, &edits).await
    }

    /// What was decided about the candidate and stands no more, in the order it was.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor is not on the panel.
    pub async fn taken_back(
        &self,
        actor: &Actor,
        interview: DocumentId,
    ) -> Result<Vec<TakenBack>, Failure> {
        let log = self.log::<Panel>(actor, interview).await?;
        Ok(taken_back(&log))
    }

    /// Puts another rating beside the one that the actor submitted.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor has no part in the interview;
    /// [`Failure::NotAllowed`] before the reveal, without a reason, or when the actor
    /// submitted no scorecard.
    pub async fn revise(
        &self,
        actor: &Actor,
        interview: DocumentId,
        item: ItemId,
        rating: Rating,
        reason: String,
    ) -> Result<(), Failure> {
        let own = self.interview(actor, interview).await?.own;
        let (document, at) = own.ok_or_else(|| {
            not_allowed(
                "You are not on this panel as an interviewer, so there is no rating of yours.",
            )
        })?;
        let revision = Revision {
            rating,
            reason,
            at: self.clock.now(),
        };
        let batch = AnyBatch::Scorecard(Batch {
            id: self.new_batch()?,
            base: at.version,
            edits: vec![ScorecardEdit::Revise { item, revision }],
        });
        self.push_whole(actor, Push { document, batch }).await
    }

    /// Leaves a question of a plan out for all its candidates alike, or (no reason) takes
    /// it in again. Those not revealed yet are not asked: what compares candidates leaves
    /// out for all what is left out for one.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::NotAllowed`] when the actor does not lead each of the interviews, or none
    /// is revealed.
    pub async fn leave_out(
        &self,
        actor: &Actor,
        plan: DocumentId,
        item: ItemId,
        reason: Option<String>,
    ) -> Result<(), Failure> {
        let candidates = self.candidates(actor, plan).await?;
        candidates.may_leave_out(actor)?;
        let void = reason.map(|reason| Void {
            reason,
            by: actor.person,
            at: self.clock.now(),
        });
        let edit = PanelEdit::Void { item, void };
        // A question that came into the plan later was never asked in the earlier ones.
        let asked_in = candidates
            .open
            .into_iter()
            .filter(|(_, outcome)| outcome.plan.asked(item).is_some());
        let edits = asked_in
            .map(|(interview, _)| (interview, edit.clone()))
            .collect();
        self.on_panels(actor, &edits).await
    }

    /// Pushes what is worth nothing in part.
    async fn push_whole(&self, actor: &Actor, push: Push) -> Result<(), Failure> {
        let pushed = self.push(actor, push).await?;
        match pushed.refused.first() {
            None => Ok(()),
            Some(refused) => Err(not_done(&refused.reason)),
        }
    }
}
