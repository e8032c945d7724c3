//! Kits to start a plan from, and the way in for a plan that lies in a file.

use domain::id::{DocumentId, PersonId};
use domain::views::ListedKit;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api;
use crate::device::{self, files};
use crate::error::AppError;
use crate::offline::{drafts, file};
use crate::pages::words::counted;
use crate::ui::{Icon, Problem, Sign};

#[component]
pub(super) fn Kits(kits: Vec<ListedKit>, me: PersonId) -> impl IntoView {
    view! {
        <section aria-labelledby="kits">
            <h1 id="kits">"Start from a role kit"</h1>
            <ul class="cards">
                {kits.into_iter().map(|kit| view! { <KitCard kit me /> }).collect_view()}
            </ul>
            <Import me />
            <p>
                // A page without a program: the router must not look for it.
                <a rel="external" href="/kits">
                    "All kits: take one away, bring one along, or practise rating"
                </a>
            </p>
        </section>
    }
}

#[component]
fn KitCard(kit: ListedKit, me: PersonId) -> impl IntoView {
    let navigate = use_navigate();
    // Drawn once: pressing the button again after a failure repeats the same request.
    let id = StoredValue::new(None::<DocumentId>);
    let (kit_id, title) = (kit.id.clone(), format!("{} interview", kit.name));
    let start = Action::new(move |(): &()| {
        let drawn = id
            .get_value()
            .unwrap_or_else(|| DocumentId::from_bytes(device::random_bytes()));
        id.set_value(Some(drawn));
        let (kit_id, title, navigate) = (kit_id.clone(), title.clone(), navigate.clone());
        async move {
            match api::new_plan(drawn, kit_id.clone(), title.clone(), None, Some(me)).await {
                Err(error) if error.is_away() => {
                    drafts::begin(drawn, Some(me), &kit_id, &title)?;
                }
                told => told?,
            }
            navigate(&format!("/plans/{drawn}"), NavigateOptions::default());
            Ok::<(), AppError>(())
        }
    });
    let failure = move || match start.value().get() {
        Some(Err(error)) => Some(view! { <p class="problem" role="alert">{error.to_string()}</p> }),
        _ => None,
    };
    view! {
        <li class="card">
            <h2>{kit.name.clone()}</h2>
            <p>{kit.summary.clone()}</p>
            <p class="hint">{format!("{} with anchors, follow-ups and red flags", counted(kit.questions as usize))}</p>
            <button
                class="primary"
                disabled=move || start.pending().get()
                on:click=move |_| {
                    start.dispatch(());
                }
            >
                <Icon sign=Sign::Plus />
                "New plan"
                <span class="unseen">{format!(" from {}", kit.name)}</span>
            </button>
            {failure}
        </li>
    }
}

/// A plan that somebody saved to a file becomes a new plan.
#[component]
fn Import(me: PersonId) -> impl IntoView {
    let navigate = use_navigate();
    let problem = RwSignal::new(None::<String>);
    let field = NodeRef::<leptos::html::Input>::new();
    let import = move |_| {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let navigate = navigate.clone();
        problem.set(None);
        spawn_local(async move {
            let Some(text) = files::chosen(&field).await else {
                return;
            };
            let id = DocumentId::from_bytes(device::random_bytes());
            let taken = match file::read(&text) {
                Ok(plan) => drafts::begin_copy(id, Some(me), &plan, &plan.title, None)
                    .await
                    .map_err(|error| error.to_string()),
                Err(error) => Err(error.to_string()),
            };
            match taken {
                Ok(()) => navigate(&format!("/plans/{id}"), NavigateOptions::default()),
                Err(reason) => problem.set(Some(reason)),
            }
        });
    };
    view! {
        <label class="import">
            <span>"Or import a plan from a file "</span>
            <input type="file" accept=".json,application/json" node_ref=field on:change=import />
        </label>
        <Problem words=problem />
    }
}
