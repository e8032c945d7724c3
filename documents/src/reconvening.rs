//! Calling a panel together anew: who is interviewed, and who has a part in it.

use std::collections::BTreeSet;

use domain::id::{DocumentId, PersonId};
use domain::views::Member;
use leptos::prelude::*;

use crate::lineup::{Typed, candidate, interviewers, managing, meeting, works_here};
use crate::problem;
use crate::whose;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Reconvening {
    /// Which interview.
    pub id: DocumentId,
    /// The team, without the candidate.
    pub people: Vec<Member>,
    /// What the team calls the candidate, where it was said that they work here: that stays.
    pub works_here_as: Option<String>,
    /// Who has submitted, and so stays on the panel.
    pub submitted: BTreeSet<PersonId>,
    /// How it stands, or what was filled in before.
    pub typed: Typed,
}

/// Where it is asked for.
pub fn address(id: DocumentId) -> String {
    format!("/interviews/{id}/people")
}

/// The whole page.
pub fn page(shown: &Reconvening) -> impl IntoView + use<> {
    let Reconvening {
        id,
        people,
        works_here_as,
        submitted,
        typed,
    } = shown;
    let about = typed.about();
    let works_here = match works_here_as {
        Some(name) => view! {
            <p class="hint">
                {format!("{name} works here and is the candidate, which stays: to them this interview is not there.")}
            </p>
        }
        .into_any(),
        None => view! {
            {works_here(people, typed)}
            <p class="hint">"Once it is said it stays: what is not there for them must not come to be."</p>
        }
        .into_any(),
    };
    let people = meeting(people);
    view! {
        <h1>"Who takes part"</h1>
        <p class="lead">
            "Until the reveal you can change who is interviewed and who scores. Whoever you take off the panel no longer sees the interview. What they wrote is kept, and is theirs again if you call them back."
        </p>
        <form method="post" action=address(*id) class="stack">
            {whose::field()}
            {problem::summary(typed.problem.as_deref())}
            {candidate(typed, about)}
            {works_here}
            {interviewers(&people, typed, submitted, about)}
            {managing(&people, typed, about)}
            <p class="actions">
                <button class="primary" type="submit">"Save"</button>
            </p>
        </form>
    }
}
