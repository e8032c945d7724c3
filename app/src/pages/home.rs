//! The first page: kits to start from, plans and interviews to go on with.

use domain::id::{DocumentId, PersonId};
use domain::plan::Plan;
use domain::views::{Listed, ListedInterview, ListedKit, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::device::files;
use crate::error::AppError;
use crate::offline::answers;
use crate::offline::drafts::{self, Draft};
use crate::offline::file;
use crate::ui::{Icon, Problem, Sign, loaded, resource};
use crate::{api, device, sync};

/// Everything a signed-in person can start or go on with.
#[component]
pub fn HomePage() -> impl IntoView {
    let all = resource(|| async {
        let Some(me) = answers::remembered("me", api::me()).await? else {
            return Ok(None);
        };
        let kits = answers::remembered("kits", api::kits()).await?;
        let plans = answers::remembered("plans", api::plans()).await?;
        // They name candidates, so this device does not remember them.
        let interviews = match api::interviews().await {
            Ok(interviews) => Some(interviews),
            Err(error) if error.is_away() => None,
            Err(error) => return Err(error),
        };
        Ok(Some((me, kits, plans, interviews)))
    });
    view! {
        <Title text="Interview plans" />
        <div class="page">
            {loaded(&all,
                |all| match all {
                    None => view! { <Welcome /> }.into_any(),
                    Some((me, kits, plans, interviews)) => {
                        let is_away = interviews.is_none();
                        let (due, others): (Vec<_>, Vec<_>) = interviews
                            .into_iter()
                            .flatten()
                            .partition(|interview| interview.is_due);
                        let none = if is_away {
                            "Interviews are about candidates, so this list is not kept on the device. It is here again with the network."
                        } else if !me.role.meets_candidates() {
                            "Analysts have no part in interviews."
                        } else if due.is_empty() {
                            "No interviews yet. Open a plan and start one from there."
                        } else {
                            "No others."
                        };
                        view! {
                            {(!due.is_empty())
                                .then(|| view! { <Interviews heading="Waiting for you" interviews=due none="" /> })}
                            <Kits kits me=me.id />
                            <Plans plans is_away me=me.id />
                            <Interviews heading="Interviews" interviews=others none />
                            // Pages without a program: the router must not look for them.
                            <p>
                                <a rel="external" href="/candidates">
                                    "Candidates, by name"
                                </a>
                            </p>
                            <p>
                                <a rel="external" href="/roles">
                                    "Roles, with their kits and plans"
                                </a>
                            </p>
                            {(me.role == Role::Analyst)
                                .then(|| {
                                    view! {
                                        <p>
                                            // A page without a program: the router must not look for it.
                                            <a rel="external" href="/adverse-impact">
                                                "Adverse impact: compare groups of applicants"
                                            </a>
                                        </p>
                                    }
                                })}
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
                <a class="button primary" rel="external" href="/sign-in">
                    "Sign in"
                </a>
            </p>
        </section>
    }
}

#[component]
fn Kits(kits: Vec<ListedKit>, me: PersonId) -> impl IntoView {
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

/// The team's plans, and what of them this device holds.
#[component]
fn Plans(plans: Vec<Listed>, is_away: bool, me: PersonId) -> impl IntoView {
    let plans = RwSignal::new(plans);
    let drafts = RwSignal::new(Vec::new());
    let me = Some(me);
    let look = move || {
        let found = drafts::all(me);
        let waits = found.iter().any(|draft| draft.is_unsent);
        drafts.set(found);
        if waits {
            sync::deliver::<Plan>(me, None, move || spawn_local(ask_again(me, plans, drafts)));
        }
    };
    Effect::new(move |_| look());
    let back = window_event_listener(leptos::ev::online, move |_| look());
    on_cleanup(move || back.remove());
    let rows =
        Memo::new(move |_| plans.with(|plans| drafts.with(|drafts| rows(plans, drafts, is_away))));
    view! {
        <section>
            <h2>"Plans"</h2>
            {is_away.then(|| view! {
                <p class="hint" role="status">
                    "There is no network. Plans on this device open as usual; what you change is sent when the network is back."
                </p>
            })}
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="hint">"No plans yet. Start one from a kit above."</p>
            </Show>
            <ul class="rows">
                <For each=move || rows.get() key=Row::clone let:row>
                    <DocumentRow row />
                </For>
            </ul>
        </section>
    }
}

/// Something of this device has reached the team.
async fn ask_again(
    me: Option<PersonId>,
    plans: RwSignal<Vec<Listed>>,
    drafts: RwSignal<Vec<Draft>>,
) {
    if let Ok(now) = answers::remembered("plans", api::plans()).await {
        plans.try_set(now);
    }
    drafts.try_set(drafts::all(me));
}

/// Interviews of whoever reads; `none` says why there are none.
#[component]
fn Interviews(
    heading: &'static str,
    interviews: Vec<ListedInterview>,
    none: &'static str,
) -> impl IntoView {
    let hint = interviews.is_empty().then_some(none);
    let rows = interviews.into_iter().map(|listed| {
        let row = Row {
            address: Some(format!("/interviews/{}", listed.id)),
            title: listed.title,
            at: Some(listed.at),
            note: listed.standing,
            is_due: listed.is_due,
        };
        view! { <DocumentRow row /> }
    });
    view! {
        <section aria-label=heading>
            <h2>{heading}</h2>
            <p class="hint">{hint}</p>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    }
}

/// A line of a list of documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Row {
    /// Where it opens; none while it cannot be opened.
    address: Option<String>,
    title: String,
    at: Option<i64>,
    /// How it stands, as an interview or with this device.
    note: String,
    /// Whether it waits for whoever reads.
    is_due: bool,
}

/// The team's plans as the server listed them, and before them those that only
/// this device knows.
fn rows(listed: &[Listed], drafts: &[Draft], is_away: bool) -> Vec<Row> {
    let note = |draft: Option<&Draft>| {
        let note = match draft {
            Some(draft) if draft.is_unsent => "On this device, not yet with the team",
            Some(_) if is_away => "On this device",
            None if is_away => "Needs the network",
            _ => "",
        };
        note.to_owned()
    };
    let own = drafts
        .iter()
        .filter(|draft| is_away || draft.is_unsent)
        .filter(|draft| listed.iter().all(|plan| plan.id != draft.id))
        .map(|draft| Row {
            address: Some(format!("/plans/{}", draft.id)),
            title: draft.title.clone(),
            at: None,
            note: note(Some(draft)),
            is_due: false,
        });
    let teams = listed.iter().map(|plan| {
        let draft = drafts.iter().find(|draft| draft.id == plan.id);
        Row {
            address: (!is_away || draft.is_some()).then(|| format!("/plans/{}", plan.id)),
            title: plan.title.clone(),
            at: Some(plan.changed_at),
            note: note(draft),
            is_due: false,
        }
    });
    own.chain(teams).collect()
}

#[component]
fn DocumentRow(row: Row) -> impl IntoView {
    let title = if row.title.trim().is_empty() {
        "Untitled".to_owned()
    } else {
        row.title
    };
    // Without an address it is no link: it can be read, and not followed.
    view! {
        <li>
            <a class="row" href=row.address>
                <span>{title}</span>
                <span class=if row.is_due { "due" } else { "hint" }>{row.note}</span>
                {row.at.map(|at| view! { <Moment at /> })}
            </a>
        </li>
    }
}

/// A moment, in the device's own time once the page is alive.
#[component]
fn Moment(at: i64) -> impl IntoView {
    let words = RwSignal::new(String::new());
    Effect::new(move |_| words.set(device::local_moment(at)));
    view! { <span class="hint">{move || words.get()}</span> }
}
