//! Starting an interview.

use std::collections::BTreeSet;

use domain::id::{BatchId, DocumentId, PersonId};
use domain::panel::{LONGEST_LINE, MOST_PANELISTS, Panel, PanelEdit};
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Document, Entry};
use domain::views::Failure;
use domain::wire::encode;
use store::{
    DocumentKind, InterviewHead, InterviewRow, NewDocument, NewInterview, NewPanelist, StoreError,
};

use crate::audit::Action;
use crate::failure::{invalid, no_randomness, unavailable};
use crate::room::row;
use crate::{Actor, Service};

impl Service {
    /// Starts an interview of `candidate` on a plan as it is now, under an id
    /// that the page made: asking again for the same interview is harmless.
    /// Whoever starts it leads its panel.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::Invalid`] when the plan asks nothing, the candidate has no
    /// name, or the panel is empty, too large or not of the team.
    pub async fn start_interview(
        &self,
        actor: &Actor,
        id: DocumentId,
        plan: DocumentId,
        candidate: &str,
        panelists: &[PersonId],
    ) -> Result<(), Failure> {
        if self.is_started(actor, id).await? {
            return Ok(());
        }
        let (frozen, plan_version) = self.settled::<Plan>(actor, plan).await?;
        if frozen.agenda().is_empty() {
            return Err(invalid("The plan has no questions yet: add one first."));
        }
        let candidate = candidate_of(candidate)?;
        let panelists: BTreeSet<PersonId> = panelists.iter().copied().collect();
        self.check_panel(actor, &panelists).await?;

        let now = self.clock.now();
        let head = InterviewHead {
            id,
            team: actor.team,
            plan,
            plan_version,
            candidate: candidate.to_owned(),
            lead: actor.person,
            created_at: now,
        };
        let new = NewInterview {
            panel: panel(actor, &head, &panelists)?,
            panelists: panelists
                .iter()
                .map(|person| self.seat(actor, *person, now))
                .collect::<Result<_, Failure>>()?,
            audit: vec![actor.did(Action::InterviewStarted, id, now, candidate)],
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

    async fn check_panel(
        &self,
        actor: &Actor,
        panelists: &BTreeSet<PersonId>,
    ) -> Result<(), Failure> {
        if panelists.is_empty() || panelists.len() > MOST_PANELISTS {
            return Err(invalid(format!(
                "Choose between 1 and {MOST_PANELISTS} interviewers."
            )));
        }
        let team = self.team(actor.team).await?;
        if panelists
            .iter()
            .any(|person| !team.iter().any(|member| member.id == *person))
        {
            return Err(invalid("Choose interviewers from your own team."));
        }
        Ok(())
    }

    fn seat(&self, actor: &Actor, person: PersonId, now: i64) -> Result<NewPanelist, Failure> {
        let mut id = [0; 16];
        self.random.fill(&mut id).map_err(no_randomness)?;
        Ok(NewPanelist {
            person,
            scorecard: NewDocument {
                id: DocumentId::from_bytes(id),
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

fn candidate_of(name: &str) -> Result<&str, Failure> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_LINE {
        return Err(invalid(format!(
            "Say who is interviewed, in 1 to {LONGEST_LINE} characters."
        )));
    }
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
