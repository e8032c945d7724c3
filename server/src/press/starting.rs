//! Starting an interview on a plan.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use documents::starting::{CANDIDATE_IS, EVERYTHING, MANAGER, MANAGER_SEES, Starting, Typed, page};
use documents::{Frame, title};
use domain::id::DocumentId;
use domain::views::Failure;
use service::{Lineup, Manager};

use super::{Visit, identified};

pub(super) async fn form(visit: Visit, Path(id): Path<String>) -> Response {
    show(visit, &id, None, None).await
}

pub(super) async fn start(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let named = |name: &'static str| {
        let named = fields.iter().filter(move |(field, _)| field == name);
        named.map(|(_, value)| value.as_str())
    };
    let said = |name: &'static str| named(name).next().unwrap_or_default();
    let mut typed = Typed {
        candidate: said("candidate").to_owned(),
        candidate_is: said(CANDIDATE_IS).parse().ok(),
        panelists: named("panelist")
            .filter_map(|person| person.parse().ok())
            .collect(),
        manager: said(MANAGER).parse().ok(),
        manager_sees_all: said(MANAGER_SEES) == EVERYTHING,
        problem: None,
    };
    // Somebody who cannot be read is not nobody: the interview would be open to them.
    let is_unclear = [(CANDIDATE_IS, typed.candidate_is), (MANAGER, typed.manager)]
        .iter()
        .any(|(name, read)| read.is_none() && !said(name).is_empty());
    let interview = named("interview").next().map(identified::<DocumentId>);
    let done = async {
        let plan: DocumentId = identified(&id)?;
        let interview = interview.clone().unwrap_or(Err(Failure::NotFound))?;
        let (service, actor) = (visit.service(), visit.actor()?);
        if is_unclear {
            return Err(Failure::Invalid(
                "Choose candidate and hiring manager from the lists.".to_owned(),
            ));
        }
        let lineup = lineup(&typed);
        service
            .start_interview(actor, interview, plan, &lineup)
            .await?;
        Ok(format!("/interviews/{interview}"))
    }
    .await;
    match done {
        // What was filled in is shown again, with what is wrong with it.
        Err(Failure::Invalid(problem)) => {
            typed.problem = Some(problem);
            show(visit, &id, interview.and_then(Result::ok), Some(typed)).await
        }
        done => visit.leads_to(done).await,
    }
}

fn lineup(typed: &Typed) -> Lineup {
    Lineup {
        candidate: typed.candidate.clone(),
        candidate_is: typed.candidate_is,
        panelists: typed.panelists.clone(),
        manager: typed.manager.map(|person| Manager {
            person,
            totals_only: !typed.manager_sees_all,
        }),
    }
}

/// The form with what was typed; with what the plan says, where nothing was yet.
async fn show(
    visit: Visit,
    id: &str,
    interview: Option<DocumentId>,
    typed: Option<Typed>,
) -> Response {
    let found = async {
        let plan: DocumentId = identified(id)?;
        let service = visit.service();
        let found = service.shared_plan(visit.actor()?, plan).await?;
        Ok(Starting {
            interview: match interview {
                Some(interview) => interview,
                None => service.new_document()?,
            },
            id: plan,
            typed: typed.unwrap_or_else(|| Typed::on(&found.plan)),
            plan: found.plan,
            people: found.people,
        })
    }
    .await;
    let back = format!("/plans/{id}");
    let frame = |shown: &Starting| {
        let title = format!("Start an interview on {}", title(&shown.plan.title));
        Frame::new(title, Some((back, "Back to the plan")))
            .with_problem(shown.typed.problem.is_some())
    };
    visit.answer(found, frame, |shown| page(&shown)).await
}
