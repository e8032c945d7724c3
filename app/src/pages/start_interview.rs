//! Starting an interview on a plan.

use domain::id::{DocumentId, PersonId};
use domain::plan::Plan;
use domain::views::{At, Member};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::error::AppError;
use crate::ui::{Face, loaded, resource_of, route_id};
use crate::{api, device};

/// Asks who is interviewed and who scores.
#[component]
pub fn StartInterviewPage() -> impl IntoView {
    let plan = route_id::<DocumentId>();
    let known = resource_of(plan, |id| async move {
        Ok((api::open_plan(id).await?, api::members().await?))
    });
    view! {
        <Title text="Start an interview" />
        <div class="page narrow">
            <h1>"Start an interview"</h1>
            {loaded(&known, move |(at, members)| view! { <Form plan=plan.get_untracked() at members /> })}
        </div>
    }
}

#[component]
fn Form(plan: DocumentId, at: At<Plan>, members: Vec<Member>) -> impl IntoView {
    let candidate = RwSignal::new(String::new());
    let chosen = RwSignal::new(Vec::<PersonId>::new());
    let id = StoredValue::new(None::<DocumentId>);
    let navigate = use_navigate();
    let start = Action::new(move |(): &()| {
        let drawn = id
            .get_value()
            .unwrap_or_else(|| DocumentId::from_bytes(device::random_bytes()));
        id.set_value(Some(drawn));
        let (candidate, panelists) = (candidate.get_untracked(), chosen.get_untracked());
        let navigate = navigate.clone();
        async move {
            api::start_interview(drawn, plan, candidate, panelists).await?;
            navigate(&format!("/interviews/{drawn}"), NavigateOptions::default());
            Ok::<(), AppError>(())
        }
    });
    let failure = move || match start.value().get() {
        Some(Err(error)) => Some(view! { <p class="problem" role="alert">{error.to_string()}</p> }),
        _ => None,
    };
    let count = at.document.agenda().len();
    view! {
        <p class="lead">
            {format!(
                "On “{}” as it stands: {count} {}, {} minutes. Later changes to the plan do not change this interview.",
                at.document.title,
                if count == 1 { "question" } else { "questions" },
                at.document.minutes(),
            )}
        </p>
        <form
            class="stack"
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                start.dispatch(());
            }
        >
            <label class="field">
                <span class="label">"Candidate’s name"</span>
                <input
                    type="text"
                    required
                    maxlength="200"
                    autocomplete="off"
                    prop:value=move || candidate.get()
                    on:input=move |event| candidate.set(event_target_value(&event))
                />
            </label>
            <fieldset>
                <legend>"Interviewers"</legend>
                <p class="hint">"Each scores alone. You lead: you reveal the scorecards when all are in."</p>
                <ul class="people">
                    {members
                        .into_iter()
                        .map(|member| {
                            let person = member.id;
                            view! {
                                <li>
                                    <label class="person">
                                        <input
                                            type="checkbox"
                                            prop:checked=move || chosen.with(|chosen| chosen.contains(&person))
                                            on:change=move |event| {
                                                chosen
                                                    .update(|chosen| {
                                                        chosen.retain(|id| *id != person);
                                                        if event_target_checked(&event) {
                                                            chosen.push(person);
                                                        }
                                                    });
                                            }
                                        />
                                        <Face member=member.clone() />
                                        <span class="who-name">{member.name.clone()}</span>
                                    </label>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </fieldset>
            {failure}
            <p class="actions">
                <button class="primary" type="submit" disabled=move || start.pending().get()>
                    "Start interview"
                </button>
                <a class="button quiet" href=format!("/plans/{plan}")>
                    "Back to the plan"
                </a>
            </p>
        </form>
    }
}
