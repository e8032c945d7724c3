//! Calling a panel together anew: another name for the candidate, other people on the panel,
//! another hiring manager.

use std::collections::BTreeSet;

use domain::id::{DocumentId, PersonId};
use domain::panel::{Panel, PanelEdit};
use domain::sync::Batch;
use domain::views::{Failure, Member};
use store::{AuditRow, Conflict, Reconvened};

use super::start::{Lineup, Manager, candidate_of, check, manager_named};
use crate::audit::Action;
use crate::failure::{not_allowed, not_done, not_taken, unavailable};
use crate::push::{Stop, persist};
use crate::room::{Broken, Frame};
use crate::{Actor, Service};

/// Who has a part in an interview, for whoever may say so anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Convened {
    /// As it stands.
    pub lineup: Lineup,
    /// Who has submitted, and so stays on the panel.
    pub submitted: BTreeSet<PersonId>,
    /// The team.
    pub people: Vec<Member>,
}

impl Service {
    /// Who has a part in an interview.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor is not on its panel; [`Failure::NotAllowed`] when
    /// they do not lead it, or the scorecards are revealed.
    pub async fn convened(&self, actor: &Actor, id: DocumentId) -> Result<Convened, Failure> {
        let people = self.team(actor.team).await?;
        persist(|| async {
            let room = self.room_for::<Panel>(actor, id).await?;
            let frame = &room.context;
            needs_lead(actor, frame)?;
            let (panel, _) = room.settled().await?;
            if panel.revealed.is_some() {
                return Err(not_allowed(
                    "The scorecards are revealed: who took part stays as it is.",
                )
                .into());
            }
            let handed_in = panel.panelists.iter().filter(|(_, at)| at.is_some());
            Ok(Convened {
                submitted: handed_in.map(|(person, _)| *person).collect(),
                lineup: lineup_of(frame),
                people: people.clone(),
            })
        })
        .await
    }

    /// Says anew who is interviewed and who has a part in it. Whoever is taken off the panel
    /// no longer sees the interview; what they wrote is kept, and is theirs again if they are
    /// called back. That the candidate works here can be said now where it was not; once said it
    /// stays, since what is not there for them must not come to be.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor is not on its panel; [`Failure::NotAllowed`] when
    /// they do not lead it, the scorecards are revealed, or somebody who has submitted would
    /// be taken off; [`Failure::Invalid`] as for starting an interview.
    pub async fn reconvene(
        &self,
        actor: &Actor,
        id: DocumentId,
        lineup: &Lineup,
    ) -> Result<(), Failure> {
        let (service, actor, lineup) = (self.clone(), actor.clone(), lineup.clone());
        // To its end, even if whoever asks goes away: a room must not be left half done.
        let done = tokio::spawn(async move {
            let team = service.team(actor.team).await?;
            persist(|| service.reconvene_once(&actor, id, &lineup, &team)).await
        });
        done.await.unwrap_or(Err(Failure::Unavailable))
    }

    async fn reconvene_once(
        &self,
        actor: &Actor,
        id: DocumentId,
        lineup: &Lineup,
        team: &[Member],
    ) -> Result<(), Stop> {
        let room = self.room_for::<Panel>(actor, id).await?;
        let frame = &room.context;
        needs_lead(actor, frame)?;
        let candidate = candidate_of(&lineup.candidate)?;
        let lineup = Lineup {
            candidate: candidate.to_owned(),
            candidate_is: frame.head.candidate_is.or(lineup.candidate_is),
            ..lineup.clone()
        };
        let panelists: BTreeSet<PersonId> = lineup.panelists.iter().copied().collect();
        check(actor, team, &panelists, &lineup)?;

        let mut state = room.lock().await?;
        self.look(&room, &mut state).await?;
        // Nothing of the panel is on its way to the store, nor will be while it is locked.
        room.pulse.wait(state.tickets).await?;
        let now = self.clock.now();
        let batch = Batch {
            id: self.new_batch()?,
            base: state.version,
            edits: vec![PanelEdit::Reconvene {
                candidate: candidate.to_owned(),
                panelists: panelists.iter().copied().collect(),
            }],
        };
        let is_new = |person: &&PersonId| !frame.panelists.contains_key(*person);
        // Before the room takes anything in: what fails after that would leave it half done.
        let come = panelists.iter().filter(is_new);
        let come = come.map(|person| self.seat(actor, *person, now));
        let come = come.collect::<Result<_, _>>()?;
        let mut taken = state.take(actor, now, batch, |_, edit| Ok(edit));
        if let Some(refused) = taken.refused.first() {
            return Err(Stop::Failed(not_done(&refused.reason)));
        }
        taken.write.title = Some(candidate.to_owned());
        let leave = frame.panelists.keys().copied();
        let anew = Reconvened {
            interview: id,
            candidate: candidate.to_owned(),
            candidate_is: lineup.candidate_is,
            manager: lineup.manager.map(|manager| manager.person),
            totals_only: lineup.totals_only(),
            come,
            leave: leave.filter(|person| !panelists.contains(person)).collect(),
            at: now,
            unit: store::Unit {
                writes: vec![taken.write],
                audit: audit_of(actor, team, frame, &lineup, now),
            },
        };
        let saved = self.store.reconvene(&anew).await;
        // Whatever became of it: what the room was read with no longer holds.
        room.pulse.break_off(Broken::Conflict);
        drop(state);
        match saved.map_err(unavailable)? {
            Ok(()) => Ok(()),
            Err(Conflict::Broken { reason }) => {
                tracing::error!(interview = %id, reason, "a panel could not be called anew");
                Err(Stop::Failed(not_taken()))
            }
            Err(_) => Err(Stop::Again),
        }
    }
}

fn needs_lead(actor: &Actor, frame: &Frame) -> Result<(), Failure> {
    if actor.person == frame.head.lead {
        Ok(())
    } else {
        Err(not_allowed(
            "Who takes part in an interview is said by whoever leads its panel.",
        ))
    }
}

fn lineup_of(frame: &Frame) -> Lineup {
    let head = &frame.head;
    let managed = |person| Manager {
        person,
        totals_only: head.totals_only,
    };
    Lineup {
        candidate: head.candidate.clone(),
        candidate_is: head.candidate_is,
        panelists: frame.panelists.keys().copied().collect(),
        manager: head.manager.map(managed),
    }
}

/// What the audit says: whose part it is, by name.
fn audit_of(
    actor: &Actor,
    team: &[Member],
    frame: &Frame,
    lineup: &Lineup,
    now: i64,
) -> Vec<AuditRow> {
    let before = lineup_of(frame);
    let id = frame.head.id;
    let mut lines = Vec::new();
    if before.candidate != lineup.candidate {
        let action = Action::CandidateRenamed;
        lines.push(actor.did(action, id, now, &lineup.candidate));
    }
    if let Some(person) = lineup
        .candidate_is
        .filter(|_| before.candidate_is.is_none())
    {
        let name = Member::name_of(team, person);
        lines.push(actor.did(Action::CandidateOfTheTeam, id, now, name));
    }
    for (action, these, those) in [
        (Action::PanelistCame, &lineup.panelists, &before.panelists),
        (Action::PanelistLeft, &before.panelists, &lineup.panelists),
    ] {
        let theirs: BTreeSet<_> = these.iter().filter(|one| !those.contains(one)).collect();
        let named = theirs.into_iter().map(|one| Member::name_of(team, *one));
        lines.extend(named.map(|name| actor.did(action, id, now, name)));
    }
    if before.manager != lineup.manager {
        lines.push(manager_named(actor, team, id, lineup.manager, now));
    }
    lines
}
