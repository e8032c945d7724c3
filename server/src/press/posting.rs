//! Job postings.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use documents::posting::{JobPosting, page, values};
use documents::{Frame, Typed, title};
use domain::id::DocumentId;
use domain::views::Failure;
use service::{Filled, Published};

use super::{Visit, file, identified};

pub(super) async fn form(visit: Visit, Path(id): Path<String>) -> Response {
    let found = vacancy(&visit, &id).await;
    show(visit, found).await
}

pub(super) async fn publish(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let typed = Typed::new(fields);
    let as_file = typed.said("as") == "file";
    let done = async {
        let shown = vacancy(&visit, &id).await?;
        let made = made(&visit, &shown, &typed).await?;
        Ok((shown, made))
    }
    .await;
    match done {
        Ok((_, Ok(made))) if as_file => {
            file("job-posting.jsonld", "application/ld+json", made.json_ld)
        }
        Ok((shown, made)) => {
            let shown = JobPosting {
                typed: Some(typed),
                made: Some(made.map(|made| made.script)),
                ..shown
            };
            show(visit, Ok(shown)).await
        }
        Err(failure) => visit.refuse(failure).await,
    }
}

/// The posting, or what is still missing of it.
async fn made(
    visit: &Visit,
    shown: &JobPosting,
    typed: &Typed,
) -> Result<Result<Published, String>, Failure> {
    let description = shown.description.as_ref();
    let description = description.map_or("", |text| text.text.as_str());
    let filled = Filled {
        title: typed.said("title").to_owned(),
        organization: typed.said("organization").to_owned(),
        values: values(typed, description),
    };
    let (service, actor) = (visit.service(), visit.actor()?);
    match service.publish(actor, shown.plan, &filled).await {
        Ok(published) => Ok(Ok(published)),
        Err(Failure::Invalid(missing)) => Ok(Err(missing)),
        Err(failure) => Err(failure),
    }
}

async fn vacancy(visit: &Visit, id: &str) -> Result<JobPosting, Failure> {
    let plan: DocumentId = identified(id)?;
    let (service, actor) = (visit.service(), visit.actor()?);
    let title = service.open_plan(actor, plan).await?.document.title;
    let found = service.vacancy(actor, plan).await?;
    Ok(JobPosting {
        plan,
        title,
        role: found.role,
        description: found.description,
        typed: None,
        made: None,
    })
}

async fn show(visit: Visit, found: Result<JobPosting, Failure>) -> Response {
    let frame = |shown: &JobPosting| {
        let back = format!("/plans/{}/history", shown.plan);
        let title = format!("Job posting for {}", title(&shown.title));
        let is_refused = matches!(shown.made, Some(Err(_)));
        Frame::new(title, Some((back, "Back to the plan’s history"))).with_problem(is_refused)
    };
    visit.answer(found, frame, |shown| page(&shown)).await
}
