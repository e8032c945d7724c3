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
    /// Whether nobody has said yet that the candidate works here: what was said stays.
    pub may_work_here: bool,
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
        may_work_here,
        submitted,
        typed,
    } = shown;
    let about = typed.about();
    let works_here = may_work_here.then(|| works_here(people, typed));
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
