//! The candidates of interviews that somebody has a part in.

use domain::id::DocumentId;
use leptos::prelude::*;

use crate::moment::moment;
use crate::words::told_apart;

/// A candidate.
#[derive(Debug, Clone)]
pub struct Interviewed {
    /// Their name.
    pub candidate: String,
    /// Their interviews, the newest first.
    pub interviews: Vec<Interview>,
}

/// An interview, as whoever reads may know of it.
#[derive(Debug, Clone)]
pub struct Interview {
    /// Which.
    pub id: DocumentId,
    /// The plan it runs on.
    pub plan: DocumentId,
    /// The role.
    pub role: String,
    /// When it is planned for.
    pub planned_at: Option<i64>,
    /// When it was set up.
    pub set_up_at: i64,
    /// How far it has come, in words.
    pub state: &'static str,
    /// What of it is for the reader.
    pub shows: Shows,
    /// Whether the reader leads it, and may put it away.
    pub is_theirs: bool,
}

/// What of an interview is for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The panel's page.
    Panel,
    /// The panel's page and, since the reveal, its result.
    Result,
    /// A hiring manager's summary.
    Summary,
}

/// The whole page, for somebody who may start an interview or (an analyst) may not.
pub fn page(all: &[Interviewed], may_interview: bool) -> impl IntoView + use<> {
    let candidates = all
        .iter()
        .map(|one| {
            let roles = one
                .interviews
                .iter()
                .map(|interview| interview.role.as_str());
            let interviews = one
                .interviews
                .iter()
                .zip(told_apart(roles))
                .map(|(interview, role)| listed(&one.candidate, interview, &role))
                .collect_view();
            view! {
                <li>
                    <h2>{one.candidate.clone()}</h2>
                    <ul>{interviews}</ul>
                </li>
            }
        })
        .collect_view();
    let nobody = if may_interview {
        "Nobody yet: start an interview from a plan."
    } else {
        "Nobody: analysts have no part in interviews."
    };
    view! {
        <h1>"Candidates"</h1>
        <p>
            "Of the interviews that you lead, score in or manage. "
            <a href="/roles">"Roles, with their kits and plans"</a>
            ", "
            <a href="/put-away">"What is put away"</a>
        </p>
        {all.is_empty().then(|| view! { <p class="hint">{nobody}</p> })}
        <ul class="changes">{candidates}</ul>
    }
}

fn listed(candidate: &str, interview: &Interview, role: &str) -> impl IntoView + use<> {
    let Interview { id, plan, .. } = *interview;
    let when = match interview.planned_at {
        Some(at) => view! { "planned for " {moment(at)} }.into_any(),
        None => view! { "set up " {moment(interview.set_up_at)} }.into_any(),
    };
    let link = |address: String, what: &'static str| {
        view! {
            <a href=address>
                {what}
                <span class="unseen">{format!(": {candidate}, {role}")}</span>
            </a>
        }
    };
    let panel = || link(format!("/interviews/{id}"), "Panel");
    let result = || link(format!("/interviews/{id}/result"), "Result");
    let beside = || link(format!("/plans/{plan}/candidates"), "Side by side");
    let links = match interview.shows {
        Shows::Panel => view! { {panel()} {beside()} }.into_any(),
        Shows::Result => view! { {panel()} {result()} {beside()} }.into_any(),
        Shows::Summary => link(format!("/interviews/{id}/summary"), "Summary").into_any(),
    };
    let away = interview
        .is_theirs
        .then(|| link(format!("/interviews/{id}/put-away"), "Put away"));
    view! {
        <li>
            <p>
                <strong>{role.to_owned()}</strong>
                ", "
                {when}
                ": "
                {interview.state}
            </p>
            <div class="actions">{links} {away}</div>
        </li>
    }
}
