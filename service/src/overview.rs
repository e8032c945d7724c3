//! The candidates and the roles of a team, as far as one person may know of them.

use std::collections::BTreeMap;

use domain::id::DocumentId;
use domain::panel::Panel;
use domain::plan::Plan;
use domain::views::{Failure, ListedKit};
use store::InterviewHead;

use crate::interviews::{Due, InterviewState, Part};
use crate::push::persist;
use crate::{Actor, Service};

/// A candidate, with their interviews that somebody has a part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interviewed {
    /// The candidate, as whoever started the interviews wrote their name.
    pub candidate: String,
    /// The interviews, the newest first.
    pub interviews: Vec<KnownInterview>,
}

/// An interview that somebody has a part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownInterview {
    /// Which.
    pub id: DocumentId,
    /// The plan it runs on.
    pub plan: DocumentId,
    /// The role it is for.
    pub role: String,
    /// What they are to it.
    pub part: Part,
    /// When it is planned for, in milliseconds since the Unix epoch.
    pub planned_at: Option<i64>,
    /// When it was set up.
    pub set_up_at: i64,
    /// How far it has come.
    pub state: InterviewState,
    /// What it waits for them to do, if anything.
    pub due: Option<Due>,
}

/// A role that a team hires for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoleInTeam {
    /// The role, as its kit calls it.
    pub name: String,
    /// The kits of that name.
    pub kits: Vec<ListedKit>,
    /// The plans begun from them, the one that changed last first.
    pub plans: Vec<RolePlan>,
}

/// A plan for a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePlan {
    /// Which.
    pub id: DocumentId,
    /// What it is called.
    pub title: String,
    /// How many interviews on it whoever asks has a part in.
    pub interviews: usize,
}

impl Service {
    /// The candidates of the interviews that the actor has a part in, by name, without those
    /// that are put away. Of other interviews nothing is told, not even how many there are.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn interviewed(&self, actor: &Actor) -> Result<Vec<Interviewed>, Failure> {
        let mut by_name: BTreeMap<(String, String), Vec<KnownInterview>> = BTreeMap::new();
        for (head, part) in self.known(actor).await? {
            // In the order of the alphabet, whatever is written in capitals.
            let name = (head.candidate.to_lowercase(), head.candidate.clone());
            let known = self.known_interview(actor, &head, part).await?;
            by_name.entry(name).or_default().push(known);
        }
        let all = by_name.into_iter();
        let all = all.map(|((_, candidate), interviews)| Interviewed {
            candidate,
            interviews,
        });
        Ok(all.collect())
    }

    pub(crate) async fn known_interview(
        &self,
        actor: &Actor,
        head: &InterviewHead,
        part: Part,
    ) -> Result<KnownInterview, Failure> {
        persist(|| async move {
            let room = self.room::<Panel>(head.id).await?;
            let (panel, _) = room.settled().await?;
            Ok(KnownInterview {
                id: head.id,
                plan: head.plan,
                role: role_of(&room.context.plan),
                part,
                planned_at: panel.scheduled.as_ref().map(|planned| planned.at),
                set_up_at: head.created_at,
                state: InterviewState::of(&panel),
                due: Due::of(&panel, actor.person, part, self.clock.now()),
            })
        })
        .await
    }

    /// The roles that the actor's team has kits or plans for, by name. What is put away is
    /// neither listed nor counted.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn roles(&self, actor: &Actor) -> Result<Vec<RoleInTeam>, Failure> {
        let mut roles: BTreeMap<String, RoleInTeam> = BTreeMap::new();
        for kit in self.kits(actor).await? {
            roles.entry(kit.name.clone()).or_default().kits.push(kit);
        }
        let known = self.known(actor).await?;
        for plan in self.plans(actor).await? {
            let (content, _) = self.settled::<Plan>(actor, plan.id).await?;
            let on_it = known.iter().filter(|(head, _)| head.plan == plan.id);
            let role = roles.entry(role_of(&content)).or_default();
            role.plans.push(RolePlan {
                id: plan.id,
                title: content.title,
                interviews: on_it.count(),
            });
        }
        let named = roles.into_iter();
        let named = named.map(|(name, role)| RoleInTeam { name, ..role });
        Ok(named.collect())
    }
}

/// The role a plan is for; empty where it was not begun from a kit.
pub(crate) fn role_of(plan: &Plan) -> String {
    let basis = plan.basis.as_ref();
    basis.map_or_else(String::new, |basis| basis.role.clone())
}
