//! What the team has not taken of what was done here, offered back to whoever did it.

use domain::id::{DocumentId, PersonId};
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

/// The list of it, while there is any. `look` finds anew what is on this device.
#[component]
pub(super) fn NotTaken(
    untaken: RwSignal<Vec<Untaken>>,
    me: Option<PersonId>,
    look: Callback<()>,
) -> impl IntoView {
    let key = |of: &Untaken| (of.record.clone(), of.reason.clone(), of.edits.len());
    view! {
        <Show when=move || !untaken.with(Vec::is_empty)>
            <section class="offered" aria-labelledby="not-taken">
                <h2 id="not-taken">"Some of what you did was not taken"</h2>
                <ul>
                    <Each each=move || untaken.get() key let:of>
                        <OfOnePlan of me look />
                    </Each>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn OfOnePlan(of: Untaken, me: Option<PersonId>, look: Callback<()>) -> impl IntoView {
    let Untaken {
        id,
        record,
        title,
        plan,
        is_whole,
        reason,
        edits,
    } = of;
    let navigate = use_navigate();
    let problem = RwSignal::new(None::<String>);
    let copying = RwSignal::new(false);
    let words = edits
        .iter()
        .map(|edit| view! { <li>{in_words(&plan, edit)}</li> })
        .collect_view();
    let plan = StoredValue::new(plan);
    let copy = {
        let record = record.clone();
        move |_| {
            let (navigate, record) = (navigate.clone(), record.clone());
            copying.set(true);
            spawn_local(async move {
                let copy = DocumentId::from_bytes(device::random_bytes());
                let Some(from) = plan.try_get_value() else {
                    return;
                };
                let title = format!("Copy of {}", from.title);
                match drafts::begin_copy(copy, me, &from, &title, Some(id)).await {
                    Ok(()) => {
                        if is_whole {
                            sync::give_up(id, &record).await;
                        }
                        navigate(&format!("/plans/{copy}"), NavigateOptions::default());
                    }
                    Err(error) => {
                        problem.try_set(Some(error.to_string()));
                        copying.try_set(false);
                    }
                }
            });
        }
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
                look.try_run(());
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
                    <a href=format!("/plans/{id}")>{title}</a>
                    ": "
                    {reason}
                    " What you did is kept on this device."
                </p>
                <details>
                    <summary>"What it is"</summary>
                    <ul>{words}</ul>
                </details>
                <Problem words=problem />
            </div>
            <button class="small" disabled=move || copying.get() on:click=copy>
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
