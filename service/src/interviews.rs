//! Interviews: starting one on a plan, running it, and what came out.

mod start;

use std::collections::BTreeMap;

use domain::id::DocumentId;
use domain::panel::Panel;
use domain::scorecard::Scorecard;
use domain::sealing::{Sight, sight};
use domain::views::{At, Failure, Interview, Listed, Member, Outcome};

use crate::failure::{not_allowed, unavailable};
use crate::push::persist;
use crate::room::Frame;
use crate::{Actor, Service};

impl Service {
    /// The interviews whose panel the actor is on or leads, the newest first.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn interviews(&self, actor: &Actor) -> Result<Vec<Listed>, Failure> {
        let heads = self.store.interviews(actor.team).await;
        let mut listed = Vec::new();
        for head in heads.map_err(unavailable)? {
            let on_panel = head.lead == actor.person
                || self
                    .store
                    .panelists(head.id)
                    .await
                    .map_err(unavailable)?
                    .iter()
                    .any(|panelist| panelist.person == actor.person);
            if on_panel {
                listed.push(Listed {
                    id: head.id,
                    title: head.candidate,
                    changed_at: head.created_at,
                });
            }
        }
        Ok(listed)
    }

    /// An interview as the actor may see it: the plan, the panel, and their own
    /// scorecard if they score. Nothing of anybody else's is in it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor is not on the panel.
    pub async fn interview(&self, actor: &Actor, id: DocumentId) -> Result<Interview, Failure> {
        persist(|| async move {
            let room = self.room_for::<Panel>(actor, id).await?;
            let (panel, version) = room.settled().await?;
            let frame = &room.context;
            let own = match frame.panelists.get(&actor.person) {
                Some(scorecard) => {
                    let (document, version) = self.settled::<Scorecard>(actor, *scorecard).await?;
                    Some((*scorecard, At { version, document }))
                }
                None => None,
            };
            Ok(Interview {
                plan: frame.plan.clone(),
                panel: At {
                    version,
                    document: panel,
                },
                people: self.people_of(actor, frame).await?,
                own,
            })
        })
        .await
    }

    /// What the panel found: the scorecards that were submitted.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor is not on the panel;
    /// [`Failure::NotAllowed`] before the reveal.
    pub async fn outcome(&self, actor: &Actor, id: DocumentId) -> Result<Outcome, Failure> {
        persist(|| async move {
            let room = self.room_for::<Panel>(actor, id).await?;
            let (panel, _) = room.settled().await?;
            if panel.revealed.is_none() {
                return Err(not_allowed(
                    "The scorecards are not revealed yet. Whoever leads the panel reveals them.",
                )
                .into());
            }
            let frame = &room.context;
            let mut scorecards = BTreeMap::new();
            for (panelist, submitted) in &panel.panelists {
                let Some(scorecard) = frame
                    .panelists
                    .get(panelist)
                    .filter(|_| submitted.is_some())
                else {
                    continue;
                };
                // Only what the rule opens is read at all.
                if sight(&panel, actor.person, *panelist) == Sight::Open {
                    let room = self.room::<Scorecard>(*scorecard).await?;
                    let (scorecard, _) = room.settled().await?;
                    scorecards.insert(*panelist, scorecard);
                }
            }
            Ok(Outcome {
                plan: frame.plan.clone(),
                people: self.people_of(actor, frame).await?,
                panel,
                scorecards,
            })
        })
        .await
    }

    async fn people_of(&self, actor: &Actor, frame: &Frame) -> Result<Vec<Member>, Failure> {
        let mut people = self.team(actor.team).await?;
        people.retain(|member| frame.includes(member.id));
        Ok(people)
    }
}
