//! The roles that a team hires for: their kits, and the plans begun from them.

use domain::id::DocumentId;
use domain::views::ListedKit;
use leptos::prelude::*;

use crate::words::{title, told_apart};

/// A role.
#[derive(Debug, Clone)]
pub struct Role {
    /// What it is called.
    pub name: String,
    /// The kits for it.
    pub kits: Vec<ListedKit>,
    /// The plans for it.
    pub plans: Vec<Plan>,
}

/// A plan for a role.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Which.
    pub id: DocumentId,
    /// What it is called.
    pub title: String,
    /// How many interviews on it the reader has a part in.
    pub interviews: usize,
}

/// The whole page.
pub fn page(roles: &[Role]) -> impl IntoView + use<> {
    let plans = roles.iter().flat_map(|role| &role.plans);
    let mut titles = told_apart(plans.map(|plan| title(&plan.title))).into_iter();
    let roles = roles
        .iter()
        .map(|one| role(one, titles.by_ref()))
        .collect_view();
    view! {
        <h1>"Roles"</h1>
        <p>
            "Interviews are counted where you lead them, score in them or manage them. "
            <a href="/candidates">"Candidates, by name"</a>
            ", "
            <a href="/put-away">"What is put away"</a>
        </p>
        <ul class="changes">{roles}</ul>
    }
}

/// A role, and the next of `titles` for each of its plans.
fn role(role: &Role, titles: &mut dyn Iterator<Item = String>) -> impl IntoView + use<> {
    let name = if role.name.is_empty() {
        "Without a kit".to_owned()
    } else {
        role.name.clone()
    };
    let kits = role
        .kits
        .iter()
        .map(|kit| {
            let drill = format!("/kits/{}/drill", kit.id);
            view! {
                <li>
                    <p>{kit.summary.clone()}</p>
                    <div class="actions">
                        <a href=drill>
                            "Calibration drill"
                            <span class="unseen">{format!(": {}", kit.name)}</span>
                        </a>
                    </div>
                </li>
            }
        })
        .collect_view();
    let plans = role
        .plans
        .iter()
        .zip(titles)
        .map(|(one, title)| plan(one, title))
        .collect_view();
    view! {
        <li>
            <h2>{name}</h2>
            {(!role.kits.is_empty())
                .then(|| {
                    view! {
                        <h3>"Kits"</h3>
                        <ul>{kits}</ul>
                    }
                })}
            {(!role.plans.is_empty())
                .then(|| {
                    view! {
                        <h3>"Plans"</h3>
                        <ul>{plans}</ul>
                    }
                })}
        </li>
    }
}

fn plan(plan: &Plan, title: String) -> impl IntoView + use<> {
    let (id, count) = (plan.id, plan.interviews);
    let counted = match count {
        0 => "no interviews of yours".to_owned(),
        1 => "1 interview of yours".to_owned(),
        count => format!("{count} interviews of yours"),
    };
    let link = |address: String, what: &'static str| {
        view! {
            <a href=address>
                {what}
                <span class="unseen">{format!(": {title}")}</span>
            </a>
        }
    };
    view! {
        <li>
            <p>
                <a href=format!("/plans/{id}")>{title.clone()}</a>
                ", "
                {counted}
            </p>
            <div class="actions">
                {link(format!("/plans/{id}/candidates"), "Candidates side by side")}
                {link(format!("/plans/{id}/sharing"), "Sharing")}
                {link(format!("/plans/{id}/posting"), "Job posting")}
            </div>
        </li>
    }
}
