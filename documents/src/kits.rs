//! Kits: what a team starts its plans from, saved from plans, brought along and taken away.

use domain::id::DocumentId;
use domain::plan::LONGEST_NAME;
use domain::views::ListedKit;
use leptos::prelude::*;

use crate::escaped::escaped;
use crate::problem;
use crate::put_away;
use crate::recorded::{self, Recorded};
use crate::whose;
use crate::words::{self, told_apart};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Kits {
    /// Every kit, and whether it is the team's own, so that it can be put away.
    pub kits: Vec<(ListedKit, bool)>,
    /// A file that was pasted and could not be taken, and why.
    pub refused: Option<(String, String)>,
    /// Which was just added, if one was.
    pub recorded: Recorded,
}

/// What a kit is called in an address.
pub fn place_of(kit: &str) -> String {
    format!("kit-{kit}")
}

/// The whole page.
pub fn page(shown: &Kits) -> impl IntoView + use<> {
    let names = told_apart(shown.kits.iter().map(|(kit, _)| kit.name.as_str()));
    let kits = shown
        .kits
        .iter()
        .zip(names)
        .map(|((kit, is_own), name)| {
            let is_new = shown.recorded.is_at(&place_of(&kit.id));
            listed(kit, name, *is_own, is_new)
        })
        .collect_view();
    let (pasted, problem) = match &shown.refused {
        Some((pasted, problem)) => (pasted.clone(), Some(problem.as_str())),
        None => (String::new(), None),
    };
    view! {
        <h1>"Kits"</h1>
        <p class="actions">
            <a href="/roles">"Roles, with their plans"</a>
            <a href="/candidates">"Candidates, by name"</a>
            <a href="/put-away">"What is put away"</a>
        </p>
        <ul class="changes">{kits}</ul>
        <section aria-labelledby="import">
            <h2 id="import">"Bring a kit along"</h2>
            {problem::summary(problem)}
            <form method="post" action="/kits/file" enctype="multipart/form-data" class="record">
                {whose::field()}
                <label class="field">
                    <span class="label">"A kit file, as it is taken away here"</span>
                    <input type="file" name="file" accept=".toml" required />
                </label>
                <button type="submit">"Add this file to the team’s kits"</button>
            </form>
            <form method="post" action="/kits" class="record">
                {whose::field()}
                <label class="field">
                    <span class="label">"Or a kit file’s text"</span>
                    <textarea
                        name="file"
                        rows="12"
                        required
                        aria-describedby=problem::describes(problem.is_some())
                        aria-invalid=problem::invalid(problem.is_some())
                        inner_html=escaped(&pasted)
                    ></textarea>
                </label>
                <button type="submit">"Add to the team’s kits"</button>
            </form>
            <p class="hint">
                "Take a kit above as a file to see how one is written; the project’s documents describe each line."
            </p>
        </section>
    }
}

fn listed(kit: &ListedKit, name: String, is_own: bool, is_new: bool) -> impl IntoView + use<> {
    let away = is_own.then(|| {
        view! {
            <a href=format!("{}/put-away", put_away::kit(&kit.id))>
                "Put away"
                <span class="unseen">{format!(": {name}")}</span>
            </a>
        }
    });
    view! {
        <li id=place_of(&kit.id) tabindex="-1" aria-describedby=recorded::describes(is_new)>
            {recorded::line(is_new, "Added to the team’s kits.")}
            <h2>{name.clone()}</h2>
            <p>{kit.summary.clone()}</p>
            <p class="hint">{words::counted(kit.questions as usize, "question")}</p>
            <div class="actions">
                <a href=format!("/kits/{}/drill", kit.id)>
                    "Calibration drill"
                    <span class="unseen">{format!(": {name}")}</span>
                </a>
                <a href=format!("/kits/{}/kit.toml", kit.id) download>
                    "Kit file"
                    <span class="unseen">{format!(": {name}")}</span>
                </a>
                <a href=format!("/kits/{}/kit.md", kit.id) download>
                    "Markdown"
                    <span class="unseen">{format!(": {name}")}</span>
                </a>
                {away}
            </div>
        </li>
    }
}

/// The form that saves a plan as a kit.
pub fn saving(plan: DocumentId, title: &str) -> impl IntoView + use<> {
    view! {
        <h1>"Save as a team kit"</h1>
        <p>
            "The plan’s questions, with their anchors and follow-ups, become a kit that anybody of the team can begin plans from. The plan itself stays as it is."
        </p>
        <form method="post" action=format!("/plans/{plan}/kit") class="record">
            {whose::field()}
            <label class="field">
                <span class="label">"Name of the kit: the role, as people say it"</span>
                <input
                    type="text"
                    name="name"
                    required
                    maxlength=LONGEST_NAME.to_string()
                    value=title.to_owned()
                />
            </label>
            <button class="primary" type="submit">"Save as a kit"</button>
        </form>
    }
}
