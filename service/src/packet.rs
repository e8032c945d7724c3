//! Handing an interview on: packets for their audiences, entries for calendars.

use domain::calendar::{Entry, ics};
use domain::export::packet::{Audience, Packet};
use domain::id::DocumentId;
use domain::views::Failure;

use crate::audit::Action;
use crate::failure::{invalid, not_allowed, unavailable};
use crate::{Actor, Service};

impl Service {
    /// The interview as a packet for `audience`. That it was made is in the audit before
    /// it is handed out.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor has no part in the interview;
    /// [`Failure::NotAllowed`] before the reveal, or when the actor does not lead the panel.
    pub async fn packet(
        &self,
        actor: &Actor,
        interview: DocumentId,
        audience: Audience,
    ) -> Result<Packet, Failure> {
        self.may_hand_on(actor, interview).await?;
        let outcome = self.outcome(actor, interview).await?;
        let team = self.team(actor.team).await?;
        let packet = Packet::of(&outcome, &team, audience);
        let packet = packet.map_err(|sealed| not_allowed(sealed.to_string()))?;
        let now = self.clock.now();
        let made = actor.did(Action::PacketMade, interview, now, audience.label());
        self.store
            .append_audit(&[made])
            .await
            .map_err(unavailable)?;
        Ok(packet)
    }

    /// Whether the actor may hand the interview on.
    ///
    /// # Errors
    /// As [`Service::packet`].
    pub async fn may_hand_on(&self, actor: &Actor, interview: DocumentId) -> Result<(), Failure> {
        let panel = self.interview(actor, interview).await?.panel.document;
        if panel.lead != actor.person {
            return Err(not_allowed(
                "Whoever leads the panel hands the interview on: ask them for a packet.",
            ));
        }
        if panel.revealed.is_none() {
            return Err(not_allowed(
                "The scorecards are sealed: reveal them before you hand the interview on.",
            ));
        }
        Ok(())
    }

    /// An entry for a calendar, without notes or scores. `url` is where the interview is.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor has no part in the interview;
    /// [`Failure::Invalid`] when it is not scheduled.
    pub async fn calendar(
        &self,
        actor: &Actor,
        interview: DocumentId,
        url: &str,
    ) -> Result<String, Failure> {
        let found = self.interview(actor, interview).await?;
        let panel = found.panel.document;
        let schedule = panel.scheduled.as_ref().ok_or_else(|| {
            invalid("This interview is not scheduled yet: whoever leads it says when on its page.")
        })?;
        let entry = Entry {
            interview,
            title: &found.plan.title,
            candidate: &panel.candidate,
            schedule,
            url,
        };
        Ok(ics(&entry, self.clock.now()))
    }
}
