//! What leaves the lists without being deleted: plans, interviews and kits that are put away,
//! and the way back.

use std::cmp::Reverse;

use domain::id::DocumentId;
use domain::kit::Kit;
use domain::panel::Panel;
use domain::plan::Plan;
use domain::sharing::Right;
use domain::views::{Failure, Member};
use store::DocumentKind;

use crate::audit::Action;
use crate::failure::{not_allowed, unavailable};
use crate::interviews::{Part, titled};
use crate::kits::opened;
use crate::overview::role_of;
use crate::{Actor, Service};

/// What is put away, as somebody may know of it: the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PutAway {
    /// Plans of the team.
    pub plans: Vec<PutAwayOne>,
    /// Interviews that they have a part in.
    pub interviews: Vec<PutAwayOne>,
    /// Kits of the team's own.
    pub kits: Vec<PutAwayKit>,
}

/// A kit that is put away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAwayKit {
    /// Which.
    pub id: String,
    /// What lists call it.
    pub name: String,
    /// When it was put away.
    pub at: i64,
    /// By whom.
    pub by: String,
}

/// A plan or an interview that is put away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAwayOne {
    /// Which.
    pub id: DocumentId,
    /// What lists call it.
    pub title: String,
    /// When it was put away.
    pub at: i64,
    /// Whether whoever asks may bring it back.
    pub is_up_to_them: bool,
}

/// A plan or an interview that somebody may put away, or bring back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// Which.
    pub id: DocumentId,
    /// What lists call it.
    pub title: String,
    /// Whether it is a plan; else it is an interview.
    pub is_plan: bool,
    /// Whether it is put away.
    pub is_away: bool,
}

impl Service {
    /// Puts a plan or an interview away: it leaves everybody's lists, and stays as it is
    /// otherwise. Where it is away already, nothing happens.
    ///
    /// # Errors
    /// As [`Service::to_put_away`].
    pub async fn put_away(&self, actor: &Actor, id: DocumentId) -> Result<(), Failure> {
        self.shelve(actor, id, true).await
    }

    /// Brings a plan or an interview back into the lists. Where it is in them, nothing
    /// happens.
    ///
    /// # Errors
    /// As [`Service::to_put_away`].
    pub async fn bring_back(&self, actor: &Actor, id: DocumentId) -> Result<(), Failure> {
        self.shelve(actor, id, false).await
    }

    /// A plan or an interview, for whoever may put it away or bring it back.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan, or the actor no part in
    /// such an interview; [`Failure::NotAllowed`] when the plan is shared with them for less
    /// than to edit it, or they do not lead the interview.
    pub async fn to_put_away(&self, actor: &Actor, id: DocumentId) -> Result<Shelved, Failure> {
        let row = self.store.document(id).await.map_err(unavailable)?;
        let row = row.ok_or(Failure::NotFound)?;
        let title = match row.kind {
            DocumentKind::Plan => {
                self.needs(actor, id, Right::Edit).await?;
                self.settled::<Plan>(actor, id).await?.0.title
            }
            DocumentKind::Panel => {
                let room = self.room::<Panel>(id).await?;
                let frame = &room.context;
                let part = frame.part_of(actor.person).ok_or(Failure::NotFound)?;
                if part != Part::Lead {
                    return Err(not_allowed(
                        "An interview is put away and brought back by whoever leads its panel.",
                    ));
                }
                titled(frame.head.candidate.clone(), &role_of(&frame.plan))
            }
            DocumentKind::Scorecard => return Err(Failure::NotFound),
        };
        Ok(Shelved {
            id,
            title,
            is_plan: row.kind == DocumentKind::Plan,
            is_away: row.put_away_at.is_some(),
        })
    }

    /// What is put away of all that the actor would see in the lists.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn put_away_list(&self, actor: &Actor) -> Result<PutAway, Failure> {
        let mut found = PutAway::default();
        let plans = self.store.documents(actor.team, DocumentKind::Plan).await;
        for row in plans.map_err(unavailable)? {
            if let Some(at) = row.put_away_at {
                found.plans.push(PutAwayOne {
                    id: row.id,
                    title: row.title,
                    at,
                    is_up_to_them: self.right_on(actor, row.id).await? >= Right::Edit,
                });
            }
        }
        for (one, part) in self.parts_of(actor.team, actor.person).await? {
            if let Some(at) = one.put_away_at {
                let room = self.room::<Panel>(one.head.id).await?;
                found.interviews.push(PutAwayOne {
                    id: one.head.id,
                    title: titled(one.head.candidate, &role_of(&room.context.plan)),
                    at,
                    is_up_to_them: part == Part::Lead,
                });
            }
        }
        for all in [&mut found.plans, &mut found.interviews] {
            all.sort_by_key(|one| (Reverse(one.at), one.id));
        }
        found.kits = self.kits_put_away(actor).await?;
        Ok(found)
    }

    async fn kits_put_away(&self, actor: &Actor) -> Result<Vec<PutAwayKit>, Failure> {
        let away = self.team_kits(actor, true).await?;
        let team = self.team(actor.team).await?;
        let put_away = away.into_iter().filter_map(|(kit, head)| {
            let by = head.put_away_by?;
            Some(PutAwayKit {
                id: kit.id,
                name: kit.name,
                at: head.put_away_at?,
                by: Member::name_of(&team, by).to_owned(),
            })
        });
        let mut kits: Vec<PutAwayKit> = put_away.collect();
        kits.sort_by_cached_key(|kit| (Reverse(kit.at), kit.id.clone()));
        Ok(kits)
    }

    /// A kit of the team's own that the actor may put away or bring back, and whether it is away.
    /// That is up to anybody of the team, as adding one is.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when their team has none of this id; [`Failure::NotAllowed`] when it
    /// comes with this server.
    pub async fn kit_to_put_away(&self, actor: &Actor, id: &str) -> Result<(Kit, bool), Failure> {
        if self.comes_with_the_server(id) {
            return Err(not_allowed(
                "This kit comes with the server, for every team on it, so it is not put away.",
            ));
        }
        let row = self.team_kit(actor, id).await?;
        let kit = opened(&row).ok_or(Failure::NotFound)?;
        Ok((kit, row.head.put_away_at.is_some()))
    }

    /// Puts a kit of the team's own away: no list has it to begin plans from. Plans that were, or
    /// that a device without a network begins from it, its drill and its files stay as they are.
    /// Where it is away already, nothing happens.
    ///
    /// # Errors
    /// As [`Service::kit_to_put_away`].
    pub async fn put_kit_away(&self, actor: &Actor, id: &str) -> Result<(), Failure> {
        self.kit_to_put_away(actor, id).await?;
        let away = Some((actor.person, self.clock.now()));
        let done = self.store.put_kit_away(actor.team, id, away).await;
        done.map(drop).map_err(unavailable)
    }

    /// Brings a kit of the team's own back into the lists. Where it is in them, nothing happens.
    ///
    /// # Errors
    /// As [`Service::kit_to_put_away`], and [`Failure::Invalid`] when the team has
    /// [`MOST_TEAM_KITS`](crate::kits::MOST_TEAM_KITS) in its lists.
    pub async fn bring_kit_back(&self, actor: &Actor, id: &str) -> Result<(), Failure> {
        let (_, is_away) = self.kit_to_put_away(actor, id).await?;
        if is_away {
            self.has_room_in_lists(actor).await?;
        }
        let done = self.store.put_kit_away(actor.team, id, None).await;
        done.map(drop).map_err(unavailable)
    }

    async fn shelve(&self, actor: &Actor, id: DocumentId, away: bool) -> Result<(), Failure> {
        self.to_put_away(actor, id).await?;
        let now = self.clock.now();
        let action = if away {
            Action::PutAway
        } else {
            Action::BroughtBack
        };
        let line = actor.did(action, id, now, "");
        let done = self.store.put_away(id, away.then_some(now), &line).await;
        done.map(drop).map_err(unavailable)
    }
}
