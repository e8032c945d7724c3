//! Interviews: starting one on a plan, running it, and what came out.

mod due;
mod part;
mod reconvene;
mod start;
mod state;

pub use due::Due;
pub use part::Part;
pub use reconvene::Convened;
pub use start::{Lineup, Manager};
pub use state::InterviewState;

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{DocumentId, PersonId, TeamId};
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sealing::{Sight, sight};
use domain::views::{At, Failure, Interview, ListedInterview, Member, Outcome};
use store::{InterviewFor, InterviewHead};

use crate::failure::{not_allowed, unavailable};
use crate::overview::KnownInterview;
use crate::push::{Stop, persist};
use crate::room::{Frame, Room};
use crate::{Actor, Service};

/// Candidates interviewed on one plan, as one person may see them.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// What the plan is called.
    pub title: String,
    /// Those whose scorecards are revealed, with their interview.
    pub open: Vec<(DocumentId, Outcome)>,
    /// How many more there are.
    pub sealed: usize,
}

impl Service {
    /// The interviews that the actor has a part in and that are not put away: first those that
    /// wait for them, and then the others, the newest first.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn interviews(&self, actor: &Actor) -> Result<Vec<ListedInterview>, Failure> {
        let mut listed = Vec::new();
        for (head, part) in self.known(actor).await? {
            let known = self.known_interview(actor, &head, part).await?;
            listed.push(listed_as(head.candidate, &known));
        }
        // Sorting keeps the order of those that are alike.
        listed.sort_by_key(|interview| !interview.is_due);
        Ok(listed)
    }

    /// An interview as the actor may see it: the plan, the panel, and their own
    /// scorecard if they score. Nothing of anybody else's is in it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor has no part in it; [`Failure::NotAllowed`] when
    /// they are its hiring manager, who has a summary.
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
            self.opened_alike(actor, actor.person, &room).await
        })
        .await
    }

    /// What came out for the actor, as `viewer` of the panel sees it, without the questions
    /// that they saw left out in other interviews on the same plan: one that is revealed
    /// later is to be read alike.
    pub(crate) async fn opened_alike(
        &self,
        actor: &Actor,
        viewer: PersonId,
        room: &Room<Panel>,
    ) -> Result<Outcome, Stop> {
        let mut outcome = self.opened(actor, viewer, room).await?;
        let here = &room.context.head;
        for (head, part) in self.known_on(here.plan, actor.team, viewer).await? {
            if head.id != here.id && part.is_on_panel() {
                let (panel, _) = self.room::<Panel>(head.id).await?.settled().await?;
                outcome.leave_out_too(panel.voided.into_keys());
            }
        }
        Ok(outcome)
    }

    /// What came out for the actor, as `viewer` of the panel sees it.
    async fn opened(
        &self,
        actor: &Actor,
        viewer: PersonId,
        room: &Room<Panel>,
    ) -> Result<Outcome, Stop> {
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
            if sight(&panel, viewer, *panelist) == Sight::Open {
                let room = self.room::<Scorecard>(*scorecard).await?;
                let (scorecard, _) = room.settled().await?;
                scorecards.insert(*panelist, scorecard);
            }
        }
        Ok(Outcome {
            plan_id: frame.head.plan,
            plan: frame.plan.clone(),
            people: self.people_of(actor, frame).await?,
            panel,
            scorecards,
            left_out_elsewhere: BTreeSet::new(),
        })
    }

    /// The candidates interviewed on one plan whose scorecards are open to the
    /// actor, in the order in which they were interviewed, and how many more are
    /// not revealed yet. Interviews that the actor has no part in are neither; those that are
    /// put away are compared as before.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan.
    pub async fn candidates(&self, actor: &Actor, plan: DocumentId) -> Result<Candidates, Failure> {
        let (plan_now, _) = self.settled::<Plan>(actor, plan).await?;
        let mut candidates = Candidates {
            title: plan_now.title,
            open: Vec::new(),
            sealed: 0,
        };
        let mut known = self.known_on(plan, actor.team, actor.person).await?;
        known.retain(|(_, part)| part.is_on_panel());
        known.sort_by_key(|(head, _)| (head.created_at, head.id));
        for (head, _) in known {
            // What is left out in one is left out in all once they are side by side.
            let outcome = persist(|| async move {
                let room = self.room_for::<Panel>(actor, head.id).await?;
                self.opened(actor, actor.person, &room).await
            });
            match outcome.await {
                Ok(outcome) => candidates.open.push((head.id, outcome)),
                Err(Failure::NotAllowed(_)) => candidates.sealed += 1,
                Err(failure) => return Err(failure),
            }
        }
        Ok(candidates)
    }

    /// What the actor is to an interview.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor has no part in it.
    pub async fn part_in(&self, actor: &Actor, id: DocumentId) -> Result<Part, Failure> {
        let room = self.room::<Panel>(id).await?;
        let part = room.context.part_of(actor.person);
        part.ok_or(Failure::NotFound)
    }

    /// The interviews that the actor has a part in, and which, the newest first. Those that
    /// are put away are left out.
    pub(crate) async fn known(&self, actor: &Actor) -> Result<Vec<(InterviewHead, Part)>, Failure> {
        let all = self.parts_of(actor.team, actor.person).await?.into_iter();
        let known = all.filter(|(one, _)| one.put_away_at.is_none());
        Ok(known.map(|(one, part)| (one.head, part)).collect())
    }

    /// The same of a person, of all interviews on one plan.
    async fn known_on(
        &self,
        plan: DocumentId,
        team: TeamId,
        person: PersonId,
    ) -> Result<Vec<(InterviewHead, Part)>, Failure> {
        let all = self.parts_of(team, person).await?.into_iter();
        let known = all.filter(|(one, _)| one.head.plan == plan);
        Ok(known.map(|(one, part)| (one.head, part)).collect())
    }

    /// All interviews that a person has a part in, put away or not, and which part.
    pub(crate) async fn parts_of(
        &self,
        team: TeamId,
        person: PersonId,
    ) -> Result<Vec<(InterviewFor, Part)>, Failure> {
        let all = self.store.interviews(team, person).await;
        let all = all.map_err(unavailable)?.into_iter();
        let known = all.filter_map(|one| {
            let part = Part::of(person, &one.head, one.scores)?;
            Some((one, part))
        });
        Ok(known.collect())
    }

    pub(crate) async fn people_of(
        &self,
        actor: &Actor,
        frame: &Frame,
    ) -> Result<Vec<Member>, Failure> {
        let mut people = self.team(actor.team).await?;
        people.retain(|member| frame.includes(member.id));
        Ok(people)
    }
}

/// What lists call an interview.
pub(crate) fn titled(candidate: String, role: &str) -> String {
    match role {
        "" => candidate,
        role => format!("{candidate}, {role}"),
    }
}

/// An interview as the first page lists it.
fn listed_as(candidate: String, known: &KnownInterview) -> ListedInterview {
    let is_planned = known.planned_at.is_some() && known.state == InterviewState::NotBegun;
    let standing = match known.due {
        Some(due) => due.label(),
        None if is_planned => "Planned for",
        None => known.state.label(),
    };
    ListedInterview {
        id: known.id,
        title: titled(candidate, &known.role),
        standing: standing.to_owned(),
        is_due: known.due.is_some(),
        at: known.planned_at.unwrap_or(known.set_up_at),
    }
}
