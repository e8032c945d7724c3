//! What became of a plan: who changed what, the versions with names, and the way back.

use domain::export::greenhouse::STAGES_EXPLAINED;
use domain::id::{DocumentId, PersonId};
use domain::plan::{Change, History, LONGEST_NAME, Plan};
use leptos::prelude::*;

use crate::moment::moment;
use crate::plan::contents;
use crate::recorded::{self, Recorded};
use crate::whose;
use crate::words;

/// Where versions with names stand on the page.
pub const NAMED: &str = "versions-with-a-name";

/// A version that somebody gave a name.
#[derive(Debug, Clone)]
pub struct Named {
    /// The version.
    pub version: u64,
    /// What it is called.
    pub name: String,
    /// Who named it.
    pub by: PersonId,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct PlanHistory {
    /// The plan.
    pub plan: DocumentId,
    /// What it is called now.
    pub title: String,
    /// The version it stands at.
    pub version: u64,
    /// What was done.
    pub history: History,
    /// Versions with names, the newest first.
    pub named: Vec<Named>,
    /// Whether one was just given its name.
    pub recorded: Recorded,
}

/// The whole page. `name_of` knows the team.
pub fn page(shown: &PlanHistory, name_of: &dyn Fn(PersonId) -> String) -> impl IntoView + use<> {
    let PlanHistory {
        plan,
        title,
        version,
        history,
        named,
        recorded,
    } = shown;
    let is_here = recorded.is_at(NAMED);
    let names = named
        .iter()
        .map(|named| {
            view! {
                <li>
                    <a href=address(*plan, named.version)>{named.name.clone()}</a>
                    <span class="hint">{format!(" version {}, named by {}", named.version, name_of(named.by))}</span>
                </li>
            }
        })
        .collect_view();
    let changes = history
        .changes
        .iter()
        .map(|change| item(*plan, *version, change, &name_of(change.by)))
        .collect_view();
    view! {
        <h1>{format!("History of {}", words::title(title))}</h1>
        {(!named.is_empty())
            .then(|| {
                view! {
                    <section
                        id=NAMED
                        tabindex="-1"
                        aria-labelledby="named"
                        aria-describedby=recorded::describes(is_here)
                    >
                        <h2 id="named">"Versions with a name"</h2>
                        {recorded::line(is_here, "Recorded. The version has its name.")}
                        <ul>{names}</ul>
                    </section>
                }
            })}
        <section aria-labelledby="elsewhere">
            <h2 id="elsewhere">"For another system"</h2>
            <p>"The plan as it stands, and the job that it is for."</p>
            <div class="actions">
                <a href=format!("/plans/{plan}/greenhouse.json") download>
                    "Stages with interview kits for Greenhouse"
                </a>
                <a href=format!("/plans/{plan}/posting")>"Job posting"</a>
            </div>
            <p class="hint">{format!("For Greenhouse: {STAGES_EXPLAINED}")}</p>
        </section>
        <section aria-labelledby="changes">
            <h2 id="changes">"Changes, the newest first"</h2>
            <ol class="changes" reversed>
                {changes}
            </ol>
            {(history.left_out > 0)
                .then(|| view! { <p class="hint">{format!("{} older changes are not shown.", history.left_out)}</p> })}
        </section>
    }
}

fn item(plan: DocumentId, newest: u64, change: &Change, who: &str) -> impl IntoView + use<> {
    let version = change.version;
    let done = change
        .sentences
        .iter()
        .map(|sentence| view! { <li>{sentence.clone()}</li> })
        .collect_view();
    let nothing = change
        .sentences
        .is_empty()
        .then(|| view! { <p class="hint">"Changed something and took it back."</p> });
    view! {
        <li>
            <p>
                <strong>{who.to_owned()}</strong>
                <span class="hint">
                    " "
                    {moment(change.at)}
                    {format!(" · version {version}")}
                </span>
            </p>
            <ul>{done}</ul>
            {nothing}
            <div class="actions">
                <a href=address(plan, version)>
                    "Look at it"
                    <span class="unseen">{format!(": version {version}")}</span>
                </a>
                {(version != newest).then(|| restore(plan, version))}
                <details>
                    <summary>
                        "Name it"
                        <span class="unseen">{format!(": version {version}")}</span>
                    </summary>
                    {naming(plan, version)}
                </details>
            </div>
        </li>
    }
}

fn address(plan: DocumentId, version: u64) -> String {
    format!("/plans/{plan}/versions/{version}")
}

fn restore(plan: DocumentId, version: u64) -> impl IntoView {
    view! {
        <form method="post" action=format!("{}/restore", address(plan, version))>
            {whose::field()}
            <button class="quiet" type="submit">
                "Restore"
                <span class="unseen">{format!(" version {version}")}</span>
            </button>
        </form>
    }
}

fn naming(plan: DocumentId, version: u64) -> impl IntoView {
    view! {
        <form method="post" action=format!("{}/name", address(plan, version)) class="naming">
            {whose::field()}
            <label class="field">
                <span class="label">{format!("Name of version {version}")}</span>
                <input name="name" required maxlength=LONGEST_NAME.to_string() />
            </label>
            <button type="submit">"Keep the name"</button>
        </form>
    }
}

/// A plan as it stood at a version.
pub fn version_page(
    id: DocumentId,
    version: u64,
    newest: u64,
    plan: &Plan,
) -> impl IntoView + use<> {
    let is_newest = version == newest;
    let step = |to: Option<u64>, words: &'static str| {
        let to = to.filter(|to| (1..=newest).contains(to))?;
        Some(view! { <a href=address(id, to)>{format!("{words}: version {to}")}</a> })
    };
    let notice = if is_newest {
        "This is the plan as it stands.".to_owned()
    } else {
        format!(
            "This is the plan as it stood at version {version}. Restoring makes it so again, as a new change."
        )
    };
    view! {
        <h1>{words::title(&plan.title).to_owned()}</h1>
        <div class="notice">
            <p>{notice}</p>
            {(!is_newest).then(|| restore(id, version))}
        </div>
        <nav class="actions" aria-label="Other versions">
            {step(version.checked_sub(1), "One edit earlier")}
            {step(version.checked_add(1), "One edit later")}
        </nav>
        {contents(plan)}
    }
}
