//! Starting an interview on a plan.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use documents::lineup::Typed;
use documents::starting::{Starting, on, page};
use documents::{Frame, title};
use domain::id::DocumentId;
use domain::views::Failure;

use super::lineup::{meant, named, typed};
use super::{Visit, identified};

pub(super) async fn form(visit: Visit, Path(id): Path<String>) -> Response {
    show(visit, &id, None, None).await
}

pub(super) async fn start(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let mut typed = typed(&fields);
    let interview = named(&fields, "interview")
        .next()
        .map(identified::<DocumentId>);
    let done = async {
        let plan: DocumentId = identified(&id)?;
        let interview = interview.clone().unwrap_or(Err(Failure::NotFound))?;
        let (service, actor) = (visit.service(), visit.actor()?);
        let lineup = meant(&fields, &typed)?;
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

/// The form with what was typed; with what the plan says, where nothing was yet.
async fn show(
    visit: Visit,
    id: &str,
    interview: Option<DocumentId>,
    typed: Option<Typed>,
) -> Response {
    let found = async {
        let plan: DocumentId = identified(id)?;
        let (service, actor) = (visit.service(), visit.actor()?);
        actor.may_meet_candidates()?;
        let found = service.shared_plan(actor, plan).await?;
        Ok(Starting {
            interview: match interview {
                Some(interview) => interview,
                None => service.new_document()?,
            },
            id: plan,
            typed: typed.unwrap_or_else(|| on(&found.plan)),
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
