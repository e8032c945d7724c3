//! Starting an interview.

use std::collections::BTreeSet;

use domain::export::packet::Audience;
use domain::id::{BatchId, DocumentId, PersonId};
use domain::panel::{LONGEST_LINE, MOST_PANELISTS, Panel, PanelEdit};
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Document, Entry};
use domain::views::{Failure, Member};
use domain::wire::encode;
use store::{
    AuditRow, DocumentKind, InterviewHead, InterviewRow, NewDocument, NewInterview, NewPanelist,
    StoreError,
};

use crate::audit::Action;
use crate::failure::{invalid, keepable, unavailable};
use crate::room::row;
use crate::{Actor, Service};

/// Whom an interview is of, and who has a part in it beside whoever starts it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lineup {
    /// The candidate's name.
    pub candidate: String,
    /// The candidate, where they work here: nothing of the interview is for them.
    pub candidate_is: Option<PersonId>,
    /// Who scores.
    pub panelists: Vec<PersonId>,
    /// The hiring manager, if there is one.
    pub manager: Option<Manager>,
}

/// A hiring manager, who is not on the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manager {
    /// Who.
    pub person: PersonId,
    /// Whether they see totals after the reveal, and nobody's own judgement.
    pub totals_only: bool,
}

impl Lineup {
    /// Whether a hiring manager sees totals, and nobody's own judgement.
    pub(super) fn totals_only(&self) -> bool {
        self.manager.is_none_or(|manager| manager.totals_only)
    }
}

impl Service {
    /// Starts an interview on a plan as it is now, under an id that the page made:
    /// asking again for the same interview is harmless. Whoever starts it leads its panel.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::NotAllowed`] when the actor is an analyst; [`Failure::Invalid`] when the plan asks nothing, the candidate has no
    /// name, the panel is empty or too large, somebody is not of the team, or has
    /// two parts that do not go together.
    pub async fn start_interview(
        &self,
        actor: &Actor,
        id: DocumentId,
        plan: DocumentId,
        lineup: &Lineup,
    ) -> Result<(), Failure> {
        actor.may_meet_candidates()?;
        if self.is_started(actor, id).await? {
            return Ok(());
        }
        let (frozen, plan_version) = self.settled::<Plan>(actor, plan).await?;
        if frozen.agenda().is_empty() {
            return Err(invalid("The plan has no questions yet: add one first."));
        }
        let candidate = candidate_of(&lineup.candidate)?;
        let panelists: BTreeSet<PersonId> = lineup.panelists.iter().copied().collect();
        let team = self.team(actor.team).await?;
        check(actor, &team, &panelists, lineup)?;

        let now = self.clock.now();
        let head = InterviewHead {
            id,
            team: actor.team,
            plan,
            plan_version,
            candidate: candidate.to_owned(),
            lead: actor.person,
            created_at: now,
            candidate_is: lineup.candidate_is,
            manager: lineup.manager.map(|manager| manager.person),
            totals_only: lineup.totals_only(),
        };
        let new = NewInterview {
            panel: panel(actor, &head, &panelists)?,
            panelists: panelists
                .iter()
                .map(|person| self.seat(actor, *person, now))
                .collect::<Result<_, Failure>>()?,
            audit: audit_of(actor, &team, &head, lineup.manager),
            interview: InterviewRow {
                head,
                plan_body: encode(&frozen),
            },
        };
        match self.store.create_interview(&new).await {
            Ok(()) => Ok(()),
            // Most likely the same request, twice at the same time.
            Err(error @ StoreError::Constraint { .. }) => {
                if self.is_started(actor, id).await? {
                    Ok(())
                } else {
                    Err(unavailable(error))
                }
            }
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Whether this interview is there already and the actor leads it.
    async fn is_started(&self, actor: &Actor, id: DocumentId) -> Result<bool, Failure> {
        let started = self.store.interview(id).await.map_err(unavailable)?;
        match started {
            Some(row) if row.head.lead == actor.person => Ok(true),
            Some(_) => Err(Failure::NotFound),
            None if self
                .store
                .document(id)
                .await
                .map_err(unavailable)?
                .is_some() =>
            {
                Err(Failure::NotFound)
            }
            None => Ok(false),
        }
    }

    /// A seat on a panel, with an empty scorecard.
    pub(super) fn seat(
        &self,
        actor: &Actor,
        person: PersonId,
        now: i64,
    ) -> Result<NewPanelist, Failure> {
        Ok(NewPanelist {
            person,
            scorecard: NewDocument {
                id: self.new_document()?,
                kind: DocumentKind::Scorecard,
                team: actor.team,
                title: String::new(),
                created_by: actor.person,
                created_at: now,
                edits: Vec::new(),
                snapshot: Some(encode(&Scorecard::default())),
            },
        })
    }
}

/// Refuses people who are not there, and parts that do not go together.
pub(super) fn check(
    actor: &Actor,
    team: &[Member],
    panelists: &BTreeSet<PersonId>,
    lineup: &Lineup,
) -> Result<(), Failure> {
    if panelists.is_empty() || panelists.len() > MOST_PANELISTS {
        return Err(invalid(format!(
            "Choose between 1 and {MOST_PANELISTS} interviewers."
        )));
    }
    let manager = lineup.manager.map(|manager| manager.person);
    let everybody = panelists.iter().copied();
    for person in everybody.chain(lineup.candidate_is).chain(manager) {
        if team.iter().all(|member| member.id != person) {
            return Err(invalid(
                "Choose interviewers, candidate and hiring manager from your own team.",
            ));
        }
    }
    for person in panelists.iter().copied().chain(manager) {
        let meets = |member: &&Member| member.id == person && !member.role.meets_candidates();
        if let Some(analyst) = team.iter().find(meets) {
            return Err(invalid(format!(
                "{} is an analyst and has no part in interviews: choose somebody else.",
                analyst.name
            )));
        }
    }
    if let Some(candidate) = lineup.candidate_is {
        let name = Member::name_of(team, candidate);
        if candidate == actor.person {
            return Err(invalid(
                "You would lead an interview of yourself: ask somebody else to start it.",
            ));
        }
        if panelists.contains(&candidate) {
            return Err(invalid(format!(
                "{name} is the candidate and cannot be an interviewer too: take them off the panel."
            )));
        }
        if manager == Some(candidate) {
            return Err(invalid(format!(
                "{name} is the candidate and cannot be the hiring manager too: choose somebody else, or nobody."
            )));
        }
    }
    if let Some(manager) = manager {
        let name = Member::name_of(team, manager);
        if manager == actor.person {
            return Err(invalid(
                "You lead this interview and see all of it: choose somebody else as hiring manager, or nobody.",
            ));
        }
        if panelists.contains(&manager) {
            return Err(invalid(format!(
                "{name} cannot be the hiring manager and score too: choose somebody else, or take them off the panel."
            )));
        }
    }
    Ok(())
}

/// What the audit says: who may see what was settled here, so it is told by name.
fn audit_of(
    actor: &Actor,
    team: &[Member],
    head: &InterviewHead,
    manager: Option<Manager>,
) -> Vec<AuditRow> {
    let line = |action, detail: &str| actor.did(action, head.id, head.created_at, detail);
    let mut lines = vec![line(Action::InterviewStarted, &head.candidate)];
    if let Some(candidate) = head.candidate_is {
        lines.push(line(
            Action::CandidateOfTheTeam,
            Member::name_of(team, candidate),
        ));
    }
    if manager.is_some() {
        let at = head.created_at;
        lines.push(manager_named(actor, team, head.id, manager, at));
    }
    lines
}

/// What the audit says of who the hiring manager is, and what they see.
pub(super) fn manager_named(
    actor: &Actor,
    team: &[Member],
    interview: DocumentId,
    manager: Option<Manager>,
    at: i64,
) -> AuditRow {
    let detail = manager.map(
        |Manager {
             person,
             totals_only,
         }| {
            let audience = Audience::HiringManager { totals_only };
            format!("{}: {}", Member::name_of(team, person), audience.label())
        },
    );
    let detail = detail.as_deref().unwrap_or("nobody");
    actor.did(Action::ManagerNamed, interview, at, detail)
}

pub(super) fn candidate_of(name: &str) -> Result<&str, Failure> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_LINE {
        return Err(invalid(format!(
            "Say who is interviewed, in 1 to {LONGEST_LINE} characters."
        )));
    }
    keepable("The candidate's name", name)?;
    Ok(name)
}

/// The panel document, which begins by calling the panel together.
fn panel(
    actor: &Actor,
    head: &InterviewHead,
    panelists: &BTreeSet<PersonId>,
) -> Result<NewDocument, Failure> {
    let edit = PanelEdit::Convene {
        candidate: head.candidate.clone(),
        lead: head.lead,
        panelists: panelists.iter().copied().collect(),
    };
    let mut panel = Panel::default();
    panel
        .apply(&edit)
        .map_err(|rejection| invalid(format!("This panel cannot be called: {rejection}.")))?;
    Ok(NewDocument {
        id: head.id,
        kind: DocumentKind::Panel,
        team: head.team,
        title: head.candidate.clone(),
        created_by: actor.person,
        created_at: head.created_at,
        edits: vec![row(&Entry {
            version: 1,
            author: actor.person,
            at: head.created_at,
            batch: BatchId::default(),
            index: 0,
            edit,
        })],
        snapshot: Some(encode(&panel)),
    })
}
