//! Starting an interview on a plan: who is interviewed, and who scores.

use std::collections::BTreeSet;

use domain::id::{DocumentId, ItemId, PersonId};
use domain::lint::{About, report};
use domain::plan::Plan;
use domain::views::Member;
use leptos::prelude::*;

use crate::lineup::{Typed, candidate, interviewers, managing, meeting, works_here};
use crate::whose;
use crate::{problem, words};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Starting {
    /// The id the interview gets, so that sending the form twice starts one.
    pub interview: DocumentId,
    /// Which plan.
    pub id: DocumentId,
    /// The plan as it stands.
    pub plan: Plan,
    /// The team.
    pub people: Vec<Member>,
    /// What was filled in before.
    pub typed: Typed,
}

/// What the form begins with: whoever interviews in a stage of the plan is to score.
pub fn on(plan: &Plan) -> Typed {
    let stages = plan.stages.keys();
    let assigned: BTreeSet<PersonId> = stages
        .flat_map(|stage| plan.interviewers_of(*stage))
        .collect();
    Typed {
        panelists: assigned.into_iter().collect(),
        ..Typed::default()
    }
}

/// Questions that may not be asked everywhere: from here on they stand on everybody's panel.
fn unfair(id: DocumentId, plan: &Plan) -> Option<AnyView> {
    let open = report(plan).open.into_iter();
    let asked: BTreeSet<ItemId> = open
        .filter(|finding| finding.rule.is_unfair())
        .filter_map(|finding| match finding.about {
            About::Item { item, .. } => Some(item),
            _ => None,
        })
        .collect();
    if asked.is_empty() {
        return None;
    }
    let names = asked.iter().filter_map(|item| plan.items.get(item));
    let names = names
        .map(|item| view! { <li>{item.question.called().to_owned()}</li> })
        .collect_view();
    Some(
        view! {
            <div class="notice">
                <p>"The checks of the plan say that these may be unlawful or unfair to ask:"</p>
                <ul>{names}</ul>
                <a href=format!("/plans/{id}")>"Reword them, or let them stand with a reason, in the plan"</a>
            </div>
        }
        .into_any(),
    )
}

/// The whole page.
pub fn page(shown: &Starting) -> impl IntoView + use<> {
    let Starting {
        interview,
        id,
        plan,
        people,
        typed,
    } = shown;
    let lead = format!(
        "On “{}” as it stands: {}, {} minutes. Later changes to the plan do not change this interview.",
        words::title(&plan.title),
        words::counted(plan.agenda().len(), "question"),
        plan.minutes(),
    );
    // A plan without questions is not this form's to mend.
    let about = typed.about().filter(|_| !plan.agenda().is_empty());
    let meeting = meeting(people);
    view! {
        <h1>"Start an interview"</h1>
        <p class="lead">{lead}</p>
        {unfair(*id, plan)}
        <form method="post" action=format!("/plans/{id}/interview") class="stack">
            {whose::field()}
            {problem::summary(typed.problem.as_deref())}
            <input type="hidden" name="interview" value=interview.to_string() />
            {candidate(typed, about)}
            {works_here(people, typed)}
            {interviewers(&meeting, typed, &BTreeSet::new(), about)}
            {managing(&meeting, typed, about)}
            <p class="actions">
                <button class="primary" type="submit">"Start interview"</button>
            </p>
        </form>
    }
}
