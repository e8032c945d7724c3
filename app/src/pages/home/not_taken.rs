//! What the team has not taken of what was done here, offered back to whoever did it.

use domain::id::{DocumentId, PersonId};
use domain::plan::Plan;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::device;
use crate::offline::untaken::Untaken;
use crate::offline::{drafts, file};
use crate::pages::words::in_words;
use crate::sync;
use crate::ui::{Each, Problem, tell};

/// The list of it, while there is any.
#[component]
pub(super) fn NotTaken(untaken: RwSignal<Vec<Untaken>>, me: Option<PersonId>) -> impl IntoView {
    view! {
        <Show when=move || !untaken.with(Vec::is_empty)>
            <section class="offered" aria-labelledby="not-taken">
                <h2 id="not-taken">"Some of what you did was not taken"</h2>
                <ul>
                    <Each each=move || untaken.get() key=|of| of.record.clone() let:of>
                        <Plans of untaken me />
                    </Each>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Plans(of: Untaken, untaken: RwSignal<Vec<Untaken>>, me: Option<PersonId>) -> impl IntoView {
    let Untaken {
        id,
        record,
        plan,
        edits,
    } = of;
    let navigate = use_navigate();
    let problem = RwSignal::new(None::<String>);
    let title = plan.title.clone();
    let reason = edits.first().map(|(_, reason)| reason.clone());
    let words = edits
        .iter()
        .map(|(edit, _)| view! { <li>{in_words(&plan, edit)}</li> })
        .collect_view();
    let plan = StoredValue::new(plan);
    let copy = move |_| {
        let navigate = navigate.clone();
        spawn_local(async move {
            let copy = DocumentId::from_bytes(device::random_bytes());
            let from = plan.with_value(Plan::clone);
            let title = format!("Copy of {}", from.title);
            match drafts::begin_copy(copy, me, &from, &title, Some(id)).await {
                Ok(()) => navigate(&format!("/plans/{copy}"), NavigateOptions::default()),
                Err(error) => problem.set(Some(error.to_string())),
            }
        });
    };
    let save = move |_| plan.with_value(|plan| file::save(problem, plan));
    let remove = move |_| {
        const QUESTION: &str = "What you did there is nowhere else. Remove it all the same?";
        if !device::confirms(QUESTION) {
            return;
        }
        let record = record.clone();
        spawn_local(async move {
            if sync::give_up(id, &record).await {
                untaken.try_update(|all| all.retain(|of| of.record != record));
                tell("Removed from this device.");
            } else {
                tell("Another tab has the plan open. Close it, then remove this again.");
            }
        });
    };
    view! {
        <li>
            <div>
                <p>
                    <strong>{title}</strong>
                    ": "
                    {reason}
                    ". What you did is kept on this device."
                </p>
                <details>
                    <summary>"What it is"</summary>
                    <ul>{words}</ul>
                </details>
                <Problem words=problem />
            </div>
            <button class="small" on:click=copy>
                "Make it a plan of yours"
            </button>
            <button class="small" on:click=save>
                "Save to a file"
            </button>
            <button class="quiet small" on:click=remove>
                "Remove"
            </button>
        </li>
    }
}
