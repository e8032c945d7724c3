//! Putting plans and interviews away, and bringing them back.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::put_away::{self, Away, FIELD, PLACE, Shelved, YES};
use documents::recorded::address as recorded_at;
use documents::{Frame, Recorded, title};
use domain::id::DocumentId;
use service::PutAwayOne;

use super::{LedBack, Visit, identified};

const LIST: &str = "/put-away";

/// Where a plan or an interview lies.
fn address(is_plan: bool, id: DocumentId) -> String {
    if is_plan {
        put_away::plan(id)
    } else {
        put_away::interview(id)
    }
}

pub(super) async fn list(visit: Visit, Query(led): Query<LedBack>) -> Response {
    let recorded = Recorded::from(led);
    let found = async {
        let found = visit.service().put_away_list(visit.actor()?).await?;
        let shown = |is_plan: bool, all: Vec<PutAwayOne>| -> Vec<Away> {
            let all = all.into_iter().map(|one| Away {
                address: address(is_plan, one.id),
                title: one.title,
                at: one.at,
                is_up_to_them: one.is_up_to_them,
            });
            all.collect()
        };
        Ok((shown(true, found.plans), shown(false, found.interviews)))
    }
    .await;
    let frame = |_: &_| Frame::new("Put away", Some(("/".to_owned(), "Plans and interviews")));
    visit
        .answer(found, frame, move |(plans, interviews)| {
            put_away::page(&plans, &interviews, &recorded)
        })
        .await
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async {
        let id: DocumentId = identified(&id)?;
        let found = visit.service().to_put_away(visit.actor()?, id).await?;
        Ok(Shelved {
            address: address(found.is_plan, found.id),
            title: found.title,
            is_plan: found.is_plan,
            is_away: found.is_away,
        })
    }
    .await;
    let frame = |shelved: &Shelved| {
        let called = format!("Putting away {}", title(&shelved.title));
        let back = if shelved.is_plan {
            "Back to the plan"
        } else {
            "Back to the interview"
        };
        Frame::new(called, Some((shelved.address.clone(), back)))
    };
    visit
        .answer(found, frame, |shelved| put_away::question(&shelved))
        .await
}

pub(super) async fn set(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let done = async {
        let id: DocumentId = identified(&id)?;
        let (service, actor) = (visit.service(), visit.actor()?);
        if fields
            .iter()
            .any(|(field, says)| field == FIELD && says == YES)
        {
            service.put_away(actor, id).await?;
        } else {
            service.bring_back(actor, id).await?;
        }
        Ok(recorded_at(LIST, PLACE))
    }
    .await;
    visit.leads_to(done).await
}
