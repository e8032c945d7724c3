//! Adverse impact, from counts that are typed in and kept nowhere.

use axum::Form;
use axum::response::Response;
use documents::Frame;
use documents::impact::{self, GROUPS, Typed, is_refused};
use service::Actor;

use super::Visit;

pub(super) async fn form(visit: Visit) -> Response {
    show(visit, Vec::new()).await
}

pub(super) async fn compare(visit: Visit, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let field = |name: String| {
        let found = fields.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let typed = (0..GROUPS)
        .map(|place| Typed {
            name: field(format!("name{place}")),
            applied: field(format!("applied{place}")),
            selected: field(format!("selected{place}")),
        })
        .collect();
    show(visit, typed).await
}

async fn show(visit: Visit, typed: Vec<Typed>) -> Response {
    let may = visit.actor().and_then(Actor::may_compare_groups);
    let frame = |typed: &Vec<Typed>| {
        let back = ("/".to_owned(), "Plans and interviews");
        Frame::new("Adverse impact", Some(back)).with_problem(is_refused(typed))
    };
    let found = may.map(|()| typed);
    visit
        .answer(found, frame, |typed| impact::page(&typed))
        .await
}
