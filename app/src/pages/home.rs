//! The first page: kits to start from, plans and interviews to go on with.

use domain::id::DocumentId;
use domain::views::{Listed, ListedKit};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::error::AppError;
use crate::ui::{Icon, Sign, loaded, resource};
use crate::{api, device};

/// Everything a signed-in person can start or go on with.
#[component]
pub fn HomePage() -> impl IntoView {
    let all = resource(|| async {
        match api::me().await? {
            None => Ok(None),
            Some(_) => Ok(Some((
                api::kits().await?,
                api::plans().await?,
                api::interviews().await?,
            ))),
        }
    });
    view! {
        <Title text="Interview plans" />
        <div class="page">
            {loaded(&all,
                |all| match all {
                    None => view! { <Welcome /> }.into_any(),
                    Some((kits, plans, interviews)) => {
                        view! {
                            <Kits kits />
                            <Documents
                                heading="Plans"
                                empty="No plans yet. Start one from a kit above."
                                base="/plans"
                                documents=plans
                            />
                            <Documents
                                heading="Interviews"
                                empty="No interviews yet. Open a plan and start one from there."
                                base="/interviews"
                                documents=interviews
                            />
                        }
                            .into_any()
                    }
                },
            )}
        </div>
    }
}

#[component]
fn Welcome() -> impl IntoView {
    view! {
        <section class="welcome">
            <h1>"Interviews you can stand behind"</h1>
            <p class="lead">
                "Plan the same questions for everyone, score alone against clear anchors, then open the scorecards together and compare the evidence."
            </p>
            <p>
                <a class="button primary" href="/sign-in">
                    "Sign in"
                </a>
            </p>
        </section>
    }
}

#[component]
fn Kits(kits: Vec<ListedKit>) -> impl IntoView {
    view! {
        <section aria-labelledby="kits">
            <h1 id="kits">"Start from a role kit"</h1>
            <ul class="cards">
                {kits.into_iter().map(|kit| view! { <KitCard kit /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn KitCard(kit: ListedKit) -> impl IntoView {
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
            api::new_plan(drawn, kit_id, title).await?;
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
            <p class="hint">{format!("{} questions with anchors, follow-ups and red flags", kit.questions)}</p>
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

#[component]
fn Documents(
    heading: &'static str,
    empty: &'static str,
    base: &'static str,
    documents: Vec<Listed>,
) -> impl IntoView {
    let none = documents.is_empty();
    view! {
        <section>
            <h2>{heading}</h2>
            {none.then(|| view! { <p class="hint">{empty}</p> })}
            <ul class="rows">
                {documents
                    .into_iter()
                    .map(|document| {
                        let title = if document.title.trim().is_empty() {
                            "Untitled".to_owned()
                        } else {
                            document.title
                        };
                        view! {
                            <li>
                                <a class="row" href=format!("{base}/{}", document.id)>
                                    <span>{title}</span>
                                    <Moment at=document.changed_at />
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}

/// A moment, in UTC from the server and in the device's own time once alive.
#[component]
fn Moment(at: i64) -> impl IntoView {
    let words = RwSignal::new(String::new());
    Effect::new(move |_| {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of our time fit")]
        let date = js_sys::Date::new(&(at as f64).into());
        words.set(
            date.to_locale_string("default", &wasm_bindgen::JsValue::UNDEFINED)
                .into(),
        );
    });
    view! { <span class="hint">{move || words.get()}</span> }
}
