//! A team's interview plans.

use domain::id::DocumentId;
use domain::plan::{LONGEST_NAME, Plan, first_edits};
use domain::sharing::Sharing;
use domain::sync::{Document, Entry};
use domain::views::{At, Failure, Listed};
use domain::wire::encode;
use store::{DocumentKind, NewDocument, StoreError};

use crate::audit::Action;
use crate::failure::{invalid, keepable, unavailable};
use crate::room::row;
use crate::{Actor, Service};

impl Service {
    /// The plans of the actor's team that are not put away, the one that changed last first.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn plans(&self, actor: &Actor) -> Result<Vec<Listed>, Failure> {
        let rows = self.store.documents(actor.team, DocumentKind::Plan).await;
        let mut listed: Vec<Listed> = rows
            .map_err(unavailable)?
            .into_iter()
            .filter(|row| row.put_away_at.is_none())
            .map(|row| Listed {
                id: row.id,
                title: row.title,
                changed_at: row.updated_at,
            })
            .collect();
        listed.sort_by_key(|plan| (std::cmp::Reverse(plan.changed_at), plan.id));
        Ok(listed)
    }

    /// Begins a plan from a kit, under an id that the page made: asking again
    /// for the same plan is harmless.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when there is no such kit, or the title is empty, too
    /// long or cannot be kept.
    pub async fn new_plan(
        &self,
        actor: &Actor,
        id: DocumentId,
        kit: &str,
        title: &str,
    ) -> Result<(), Failure> {
        self.begin_plan(actor, id, kit, title, None).await
    }

    /// The same for a copy of the plan `original`, which is shared as that is. What it holds
    /// follows as edits. Of an original that the team has not heard of nothing was said.
    ///
    /// # Errors
    /// As [`Service::new_plan`].
    pub async fn new_copy(
        &self,
        actor: &Actor,
        id: DocumentId,
        kit: &str,
        title: &str,
        original: DocumentId,
    ) -> Result<(), Failure> {
        let is_theirs = self.is_made(actor, original).await;
        let sharing = match is_theirs {
            Ok(true) => Some(self.sharing(original).await?.of_copy_by(actor.person)),
            Ok(false) | Err(Failure::NotFound) => None,
            Err(failure) => return Err(failure),
        };
        let said = sharing.filter(|sharing| *sharing != Sharing::of(actor.person));
        self.begin_plan(actor, id, kit, title, said.as_ref()).await
    }

    async fn begin_plan(
        &self,
        actor: &Actor,
        id: DocumentId,
        kit: &str,
        title: &str,
        shared: Option<&Sharing>,
    ) -> Result<(), Failure> {
        let title = title.trim();
        if title.is_empty() || title.chars().count() > LONGEST_NAME {
            return Err(invalid(format!(
                "Give the plan a name of 1 to {LONGEST_NAME} characters."
            )));
        }
        keepable("The plan's name", title)?;
        let kit = match self.kit(actor, kit).await {
            Err(Failure::NotFound) => {
                return Err(invalid("There is no such kit: choose one from the list."));
            }
            found => found?,
        };
        if self.is_made(actor, id).await? {
            return Ok(());
        }

        let edits = first_edits(id, (&kit).into(), title);
        let now = self.clock.now();
        let mut plan = Plan::default();
        for edit in &edits {
            plan.apply(edit).map_err(|rejection| {
                tracing::error!(%rejection, kit = kit.id, "a plan cannot be begun from a kit");
                Failure::Unavailable
            })?;
        }
        let new = NewDocument {
            id,
            kind: DocumentKind::Plan,
            team: actor.team,
            title: title.to_owned(),
            created_by: actor.person,
            created_at: now,
            edits: (1..)
                .zip(edits)
                .map(|(version, edit)| {
                    row(&Entry {
                        version,
                        author: actor.person,
                        at: now,
                        batch: domain::id::BatchId::default(),
                        index: 0,
                        edit,
                    })
                })
                .collect(),
            snapshot: Some(encode(&plan)),
        };
        let mut audit = vec![actor.did(Action::PlanMade, id, now, &kit.id)];
        audit.extend(shared.map(|sharing| actor.shared(id, now, sharing)));
        match self.store.create_plan(&new, shared, &audit).await {
            Ok(()) => Ok(()),
            // Most likely the same request, twice at the same time.
            Err(error @ StoreError::Constraint { .. }) => {
                if self.is_made(actor, id).await? {
                    Ok(())
                } else {
                    Err(unavailable(error))
                }
            }
            Err(error) => Err(unavailable(error)),
        }
    }

    /// A plan as it stands.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan.
    pub async fn open_plan(&self, actor: &Actor, id: DocumentId) -> Result<At<Plan>, Failure> {
        let (document, version) = self.settled::<Plan>(actor, id).await?;
        Ok(At { version, document })
    }

    /// Whether this plan of the actor's team is there already.
    async fn is_made(&self, actor: &Actor, id: DocumentId) -> Result<bool, Failure> {
        match self.store.document(id).await.map_err(unavailable)? {
            None => Ok(false),
            Some(row) if row.team == actor.team && row.kind == DocumentKind::Plan => Ok(true),
            Some(_) => Err(Failure::NotFound),
        }
    }
}
