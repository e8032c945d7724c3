//! The result, and what is recorded after the reveal: decisions and revisions.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::Frame;
use documents::outcome::{self, DECISION, Found};
use documents::recorded::address;
use documents::{Recorded, second_pass};
use domain::id::{DocumentId, ItemId};
use domain::panel::Verdict;
use domain::scorecard::Rating;
use domain::views::Failure;
use serde::Deserialize;

use super::{LedBack, Visit, identified};

#[derive(Deserialize)]
pub(super) struct Deciding {
    verdict: String,
    #[serde(default)]
    reasons: String,
}

/// What the panel found.
pub(super) async fn result(
    visit: Visit,
    Path(id): Path<String>,
    Query(led): Query<LedBack>,
) -> Response {
    let found = async {
        let mut found = find(&visit, &id, led.into()).await?;
        let service = visit.service();
        found.taken_back = service.taken_back(visit.actor()?, found.interview).await?;
        Ok(found)
    }
    .await;
    visit
        .answer(found, |found| frame(found, "Result"), outcome::page)
        .await
}

/// The same, the notes before the ratings.
pub(super) async fn evidence(visit: Visit, Path(id): Path<String>) -> Response {
    let found = find(&visit, &id, Recorded::default()).await;
    let named = |found: &Found| frame(found, "Evidence");
    visit.answer(found, named, outcome::evidence_first).await
}

async fn find(visit: &Visit, id: &str, recorded: Recorded) -> Result<Found, Failure> {
    let interview: DocumentId = identified(id)?;
    let actor = visit.actor()?;
    Ok(Found {
        interview,
        reader: actor.person(),
        outcome: visit.service().outcome(actor, interview).await?,
        taken_back: Vec::new(),
        recorded,
    })
}

fn frame(found: &Found, what: &str) -> Frame {
    let back = format!("/interviews/{}", found.interview);
    let title = format!("{what}: {}", found.outcome.panel.candidate);
    Frame::new(title, Some((back, "Back to the panel")))
}

pub(super) async fn decide(
    visit: Visit,
    Path(id): Path<String>,
    Form(Deciding { verdict, reasons }): Form<Deciding>,
) -> Response {
    let done = async {
        let interview: DocumentId = identified(&id)?;
        let verdict = match verdict.as_str() {
            "hire" => Some(Verdict::Hire),
            "no-hire" => Some(Verdict::NoHire),
            "hold" => Some(Verdict::Hold),
            "none" => None,
            _ => return Err(Failure::Invalid("Choose what is decided.".to_owned())),
        };
        let decision = verdict.map(|verdict| (verdict, reasons.trim().to_owned()));
        let service = visit.service();
        service.decide(visit.actor()?, interview, decision).await?;
        Ok(address(&visit.form_is_on(), DECISION))
    }
    .await;
    visit.leads_to(done).await
}

#[derive(Deserialize)]
pub(super) struct Revising {
    item: String,
    level: u8,
    reason: String,
}

pub(super) async fn revise(
    visit: Visit,
    Path(id): Path<String>,
    Form(form): Form<Revising>,
) -> Response {
    let done = async {
        let interview: DocumentId = identified(&id)?;
        let item: ItemId = identified(&form.item)?;
        let (service, actor) = (visit.service(), visit.actor()?);
        let levels = service.interview(actor, interview).await?.plan.levels();
        let rating = match form.level {
            0 => Rating::NotAssessed,
            level => Rating::of(level, levels),
        };
        let reason = form.reason.trim().to_owned();
        service
            .revise(actor, interview, item, rating, reason)
            .await?;
        // A second pass has one answer of each interview, a result one to each question.
        let place = match visit.second_pass() {
            Some(_) => second_pass::place_of(interview),
            None => outcome::place_of(item),
        };
        Ok(address(&visit.form_is_on(), &place))
    }
    .await;
    visit.leads_to(done).await
}
