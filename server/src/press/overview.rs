//! The candidates and the roles of a team, as far as whoever asks may know of them.

use axum::response::Response;
use documents::Frame;
use documents::interviewed::{self, Interview, Interviewed, Shows};
use documents::roles::{self, Plan, Role};
use service::{InterviewState, KnownInterview, Part};

use super::Visit;

/// Where both pages are opened from.
fn home() -> (String, &'static str) {
    ("/".to_owned(), "Plans and interviews")
}

pub(super) async fn candidates(visit: Visit) -> Response {
    let found = async {
        let actor = visit.actor()?;
        let found = visit.service().interviewed(actor).await?;
        let all = found.into_iter().map(|one| Interviewed {
            candidate: one.candidate,
            interviews: one.interviews.into_iter().map(listed).collect(),
        });
        let may_interview = actor.may_meet_candidates().is_ok();
        Ok((all.collect::<Vec<_>>(), may_interview))
    }
    .await;
    let frame = |_: &_| Frame::new("Candidates", Some(home()));
    visit
        .answer(found, frame, |(all, may)| interviewed::page(&all, may))
        .await
}

fn listed(known: KnownInterview) -> Interview {
    Interview {
        id: known.id,
        plan: known.plan,
        role: known.role,
        planned_at: known.planned_at,
        set_up_at: known.set_up_at,
        state: known.state.label(),
        is_theirs: known.part == Part::Lead,
        shows: match (known.part, known.state) {
            (Part::Manager { .. }, _) => Shows::Summary,
            (_, InterviewState::Revealed | InterviewState::Decided(_)) => Shows::Result,
            _ => Shows::Panel,
        },
    }
}

pub(super) async fn roles(visit: Visit) -> Response {
    let found = async {
        let found = visit.service().roles(visit.actor()?).await?;
        let roles = found.into_iter().map(|role| Role {
            name: role.name,
            kits: role.kits,
            plans: role
                .plans
                .into_iter()
                .map(|plan| Plan {
                    id: plan.id,
                    title: plan.title,
                    interviews: plan.interviews,
                })
                .collect(),
        });
        Ok(roles.collect::<Vec<_>>())
    }
    .await;
    let frame = |_: &_| Frame::new("Roles", Some(home()));
    visit.answer(found, frame, |all| roles::page(&all)).await
}
