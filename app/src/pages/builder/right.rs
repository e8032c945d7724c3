//! The page of somebody who may not change the plan any more.

use domain::plan::Plan;
use domain::sync::Rejection;
use domain::views::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk;
use crate::api;
use crate::error::AppError;
use crate::sync::{Network, Synced};

/// Why the plan takes nothing more from whoever is here. It is asked for once an edit was
/// refused: nobody tells a page that a right was lowered.
pub(super) fn lost(plan: Synced<Plan>) -> Signal<Option<String>> {
    let refused = Memo::new(move |_| {
        let is_right = |reason: &Rejection| matches!(reason, Rejection::NotAllowed(_));
        plan.offered()
            .iter()
            .filter(|(_, reason)| is_right(reason))
            .count()
    });
    let why = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if refused.get() > 0 {
            spawn_local(async move {
                if let Err(AppError::Refused(Failure::NotAllowed(reason))) =
                    api::open_plan(plan.id).await
                {
                    why.try_set(Some(reason));
                }
            });
        }
    });
    Signal::derive(move || {
        let gone = plan.standing().network == Network::Gone;
        why.get()
            .or_else(|| gone.then(|| Failure::NotFound.to_string()))
    })
}

/// Says so, and where to go on.
#[component]
pub(super) fn Lost(why: Signal<Option<String>>) -> impl IntoView {
    let plan = desk().plan.id;
    move || {
        why.get().map(|why| {
            view! {
                <section class="offered" aria-label="Not yours to change" role="alert">
                    <h2>"You may not change this plan any more"</h2>
                    <p>{why} " What you did and was not taken is on your first page, to go on with."</p>
                    // Pages without a program: the router must not look for them.
                    <a class="button" rel="external" href=format!("/plans/{plan}/read")>
                        "Read it as it stands"
                    </a>
                    " "
                    <a class="button" rel="external" href="/">
                        "To your first page"
                    </a>
                </section>
            }
        })
    }
}
