//! Scorecards and plans in the shapes of other systems.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::handover::{Handover, name, page, panelist, system, told};
use documents::{Frame, Typed};
use domain::export::system::{System, Wanted};
use domain::id::DocumentId;
use domain::views::{Failure, Member};
use serde::Deserialize;

use super::{Visit, file, identified};

/// Where it goes.
#[derive(Deserialize)]
pub(super) struct To {
    to: Option<String>,
}

impl To {
    fn system(&self) -> Result<System, Failure> {
        let found = self.to.as_deref().and_then(system);
        found.ok_or_else(|| Failure::Invalid("Choose the system that it goes to.".to_owned()))
    }
}

pub(super) async fn form(visit: Visit, Path(id): Path<String>, Query(to): Query<To>) -> Response {
    show(visit, &id, &to, Typed::default(), None).await
}

pub(super) async fn make(
    visit: Visit,
    Path(id): Path<String>,
    Query(to): Query<To>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let typed = Typed::new(fields);
    let made = async {
        let shown = wanted(&visit, &id, &to).await?;
        let panelist = panelist(&typed)
            .ok_or_else(|| Failure::Invalid("Choose whose scorecard it is.".to_owned()))?;
        let told = told(&typed, &shown.wanted);
        let made = visit.service().hand_over(
            visit.actor()?,
            shown.interview,
            panelist,
            shown.system,
            &told,
        );
        Ok((shown.system, made.await?))
    }
    .await;
    match made {
        Ok((system, body)) => {
            let called = format!("scorecard-{}.json", name(system));
            file(&called, "application/json", body)
        }
        // What was typed is shown again, with what is missing.
        Err(Failure::Invalid(problem)) => show(visit, &id, &to, typed, Some(problem)).await,
        Err(failure) => visit.refuse(failure).await,
    }
}

pub(super) async fn plan(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async {
        let plan: DocumentId = identified(&id)?;
        let actor = visit.actor()?;
        visit.service().plan_for_greenhouse(actor, plan).await
    }
    .await;
    match found {
        Ok(stages) => file("plan-greenhouse.json", "application/json", stages),
        Err(failure) => visit.refuse(failure).await,
    }
}

async fn show(visit: Visit, id: &str, to: &To, typed: Typed, refused: Option<String>) -> Response {
    let found = wanted(&visit, id, to).await.map(|shown| Handover {
        typed,
        refused,
        ..shown
    });
    let frame = |shown: &Handover| {
        let back = format!("/interviews/{}/packet", shown.interview);
        let title = format!(
            "Scorecard for {}: {}",
            shown.system.label(),
            shown.candidate
        );
        Frame::new(title, Some((back, "Back to the packet"))).with_problem(shown.refused.is_some())
    };
    visit.answer(found, frame, |shown| page(&shown)).await
}

/// The page with nothing typed yet.
async fn wanted(visit: &Visit, id: &str, to: &To) -> Result<Handover, Failure> {
    let interview: DocumentId = identified(id)?;
    let outcome = visit.service().handover(visit.actor()?, interview).await?;
    // Whoever may not see the interview learns nothing of it from a wrong address.
    let system = to.system()?;
    let wanted =
        Wanted::of(&outcome, system).map_err(|refused| Failure::NotAllowed(refused.to_string()))?;
    let people = wanted.people.iter();
    let people = people.map(|person| {
        (
            *person,
            Member::name_of(&outcome.people, *person).to_owned(),
        )
    });
    Ok(Handover {
        interview,
        candidate: outcome.panel.candidate.clone(),
        system,
        people: people.collect(),
        wanted,
        typed: Typed::default(),
        refused: None,
    })
}
