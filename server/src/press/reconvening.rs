//! Calling a panel together anew.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use documents::Frame;
use documents::lineup::Typed;
use documents::reconvening::{Reconvening, page};
use domain::id::DocumentId;
use domain::views::{Failure, Member};
use service::Lineup;

use super::lineup::{meant, typed};
use super::{Visit, identified};

pub(super) async fn form(visit: Visit, Path(id): Path<String>) -> Response {
    show(visit, &id, None).await
}

pub(super) async fn set(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let mut typed = typed(&fields);
    let done = async {
        let interview: DocumentId = identified(&id)?;
        let (service, actor) = (visit.service(), visit.actor()?);
        let lineup = meant(&fields, &typed)?;
        service.reconvene(actor, interview, &lineup).await?;
        Ok(format!("/interviews/{interview}"))
    }
    .await;
    match done {
        // What was filled in is shown again, with what is wrong with it.
        Err(Failure::Invalid(problem)) => {
            typed.problem = Some(problem);
            show(visit, &id, Some(typed)).await
        }
        done => visit.leads_to(done).await,
    }
}

async fn show(visit: Visit, id: &str, typed: Option<Typed>) -> Response {
    let found = async {
        let interview: DocumentId = identified(id)?;
        let (service, actor) = (visit.service(), visit.actor()?);
        let mut found = service.convened(actor, interview).await?;
        let candidate = found.lineup.candidate_is;
        let named = candidate.map(|person| Member::name_of(&found.people, person).to_owned());
        found.people.retain(|member| Some(member.id) != candidate);
        Ok(Reconvening {
            id: interview,
            people: found.people,
            works_here_as: named,
            submitted: found.submitted,
            typed: typed.unwrap_or_else(|| as_it_stands(found.lineup)),
        })
    }
    .await;
    let back = format!("/interviews/{id}");
    let frame = |shown: &Reconvening| {
        Frame::new("Who takes part", Some((back, "Back to the interview")))
            .with_problem(shown.typed.problem.is_some())
    };
    visit.answer(found, frame, |shown| page(&shown)).await
}

fn as_it_stands(lineup: Lineup) -> Typed {
    Typed {
        candidate: lineup.candidate,
        candidate_is: lineup.candidate_is,
        panelists: lineup.panelists,
        manager: lineup.manager.map(|manager| manager.person),
        manager_sees_all: lineup.manager.is_some_and(|manager| !manager.totals_only),
        problem: None,
    }
}
