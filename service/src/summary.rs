//! What a hiring manager sees of an interview that they manage and are not on the panel of.

use domain::export::packet::{Audience, Packet};
use domain::id::DocumentId;
use domain::panel::Panel;
use domain::views::{Failure, Member};

use crate::audit::Action;
use crate::failure::{not_allowed, unavailable};
use crate::interviews::{InterviewState, Part};
use crate::push::{Stop, persist};
use crate::room::Room;
use crate::{Actor, Service};

/// An interview as its hiring manager may see it. Whatever is not for them is not in here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Summary {
    /// Before the reveal: that it is there.
    Sealed {
        /// Who is interviewed.
        candidate: String,
        /// How far it has come.
        state: InterviewState,
        /// The interviewers by name, and whether they have handed in.
        handed_in: Vec<(String, bool)>,
    },
    /// After it: what came out.
    Open(Box<Packet>),
}

impl Service {
    /// An interview as its hiring manager may see it. That they have read what came out is
    /// in the audit before it is handed out.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor has no part in the interview;
    /// [`Failure::NotAllowed`] when they are on its panel.
    pub async fn summary(&self, actor: &Actor, interview: DocumentId) -> Result<Summary, Failure> {
        let summary = persist(|| async move {
            let room = self.room::<Panel>(interview).await?;
            match room.context.part_of(actor.person) {
                None => Err(Failure::NotFound.into()),
                Some(Part::Lead | Part::Panelist) => Err(not_allowed(
                    "This page is for the hiring manager. You are on the panel, whose page and result have all of it.",
                )
                .into()),
                Some(Part::Manager { totals_only }) => {
                    let audience = Audience::HiringManager { totals_only };
                    self.summary_for(actor, audience, &room).await
                }
            }
        })
        .await?;
        if let Summary::Open(packet) = &summary {
            let now = self.clock.now();
            let detail = packet.audience.label();
            let read = actor.did(Action::SummaryRead, interview, now, detail);
            let kept = self.store.append_audit(&[read]).await;
            kept.map_err(unavailable)?;
        }
        Ok(summary)
    }

    async fn summary_for(
        &self,
        actor: &Actor,
        audience: Audience,
        room: &Room<Panel>,
    ) -> Result<Summary, Stop> {
        let (panel, _) = room.settled().await?;
        if panel.revealed.is_none() {
            let people = self.people_of(actor, &room.context).await?;
            return Ok(Summary::Sealed {
                state: InterviewState::of(&panel),
                handed_in: handed_in(&people, &panel),
                candidate: panel.candidate,
            });
        }
        // Gathered as whoever leads the panel sees it; the packet leaves out the rest.
        let lead = room.context.head.lead;
        let outcome = self.opened_alike(actor, lead, room).await?;
        let team = self.team(actor.team).await?;
        let packet = Packet::of(&outcome, &team, audience);
        let packet = packet.map_err(|sealed| not_allowed(sealed.to_string()))?;
        Ok(Summary::Open(Box::new(packet)))
    }
}

/// Who scores, by name, and whether they have handed in.
fn handed_in(people: &[Member], panel: &Panel) -> Vec<(String, bool)> {
    let scoring = people.iter().filter_map(|member| {
        let at = panel.panelists.get(&member.id)?;
        Some((member.name.clone(), at.is_some()))
    });
    scoring.collect()
}
