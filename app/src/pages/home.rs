//! The first page: kits to start from, plans and interviews to go on with.

mod kits;
mod not_taken;
mod plans;

use domain::views::{ListedInterview, Role};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::offline::answers;
use crate::ui::{loaded, resource};
use crate::{api, device};
use kits::Kits;
use plans::Plans;

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
