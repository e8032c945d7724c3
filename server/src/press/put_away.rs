//! Putting plans, interviews and kits away, and bringing them back.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::put_away::{self, AllAway, Away, FIELD, PLACE, Shelved, What, YES};
use documents::recorded::address as recorded_at;
use documents::{Frame, Recorded, title};
use domain::id::DocumentId;
use domain::views::Failure;
use service::PutAwayOne;

use super::{LedBack, Visit, identified};

const LIST: &str = "/put-away";

type Fields = Form<Vec<(String, String)>>;

/// Where a plan or an interview lies.
fn address(what: What, id: DocumentId) -> String {
    if what == What::Plan {
        put_away::plan(id)
    } else {
        put_away::interview(id)
    }
}

pub(super) async fn list(visit: Visit, Query(led): Query<LedBack>) -> Response {
    let recorded = Recorded::from(led);
    let found = async {
        let found = visit.service().put_away_list(visit.actor()?).await?;
        let shown = |what: What, all: Vec<PutAwayOne>| -> Vec<Away> {
            let all = all.into_iter().map(|one| Away {
                address: address(what, one.id),
                page: address(what, one.id),
                title: one.title,
                at: one.at,
                by: None,
                is_up_to_them: one.is_up_to_them,
            });
            all.collect()
        };
        let kits = found.kits.into_iter().map(|kit| Away {
            address: put_away::kit(&kit.id),
            page: format!("{}/drill", put_away::kit(&kit.id)),
            title: kit.name,
            at: kit.at,
            by: Some(kit.by),
            is_up_to_them: true,
        });
        Ok(AllAway {
            plans: shown(What::Plan, found.plans),
            interviews: shown(What::Interview, found.interviews),
            kits: kits.collect(),
        })
    }
    .await;
    let frame = |_: &_| Frame::new("Put away", Some(("/".to_owned(), "Plans and interviews")));
    visit
        .answer(found, frame, move |all| put_away::page(&all, &recorded))
        .await
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async {
        let id: DocumentId = identified(&id)?;
        let found = visit.service().to_put_away(visit.actor()?, id).await?;
        let what = if found.is_plan {
            What::Plan
        } else {
            What::Interview
        };
        Ok(Shelved {
            address: address(what, found.id),
            title: found.title,
            what,
            is_away: found.is_away,
        })
    }
    .await;
    question(visit, found).await
}

pub(super) async fn ask_of_kit(visit: Visit, Path(id): Path<String>) -> Response {
    let found = async {
        let service = visit.service();
        let (kit, is_away) = service.kit_to_put_away(visit.actor()?, &id).await?;
        Ok(Shelved {
            address: put_away::kit(&kit.id),
            title: kit.name,
            what: What::Kit,
            is_away,
        })
    }
    .await;
    question(visit, found).await
}

async fn question(visit: Visit, found: Result<Shelved, Failure>) -> Response {
    let frame = |shelved: &Shelved| {
        let called = format!("Putting away {}", title(&shelved.title));
        let back = match shelved.what {
            What::Plan => (shelved.address.clone(), "Back to the plan"),
            What::Interview => (shelved.address.clone(), "Back to the interview"),
            What::Kit => ("/kits".to_owned(), "Back to the kits"),
        };
        Frame::new(called, Some(back))
    };
    visit
        .answer(found, frame, |shelved| put_away::question(&shelved))
        .await
}

pub(super) async fn set(visit: Visit, Path(id): Path<String>, Form(fields): Fields) -> Response {
    let done = async {
        let id: DocumentId = identified(&id)?;
        let (service, actor) = (visit.service(), visit.actor()?);
        if goes_away(&fields) {
            service.put_away(actor, id).await
        } else {
            service.bring_back(actor, id).await
        }
    }
    .await;
    visit
        .leads_to(done.map(|()| recorded_at(LIST, PLACE)))
        .await
}

pub(super) async fn set_kit(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Fields,
) -> Response {
    let done = async {
        let (service, actor) = (visit.service(), visit.actor()?);
        if goes_away(&fields) {
            service.put_kit_away(actor, &id).await
        } else {
            service.bring_kit_back(actor, &id).await
        }
    }
    .await;
    visit
        .leads_to(done.map(|()| recorded_at(LIST, PLACE)))
        .await
}

/// Which way a form says that it goes.
fn goes_away(fields: &[(String, String)]) -> bool {
    let says = |(field, says): &(String, String)| field == FIELD && says == YES;
    fields.iter().any(says)
}
