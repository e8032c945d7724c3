//! Starting an interview on a plan: who is interviewed, and who scores.

use std::collections::BTreeSet;

use domain::id::{DocumentId, PersonId};
use domain::panel::LONGEST_LINE;
use domain::plan::Plan;
use domain::views::Member;
use leptos::prelude::*;

use crate::face::face;
use crate::{problem, words};

/// The names of the form's fields about people beside the panel, and what says that the
/// hiring manager sees everything or totals only.
pub const CANDIDATE_IS: &str = "candidate-is";
/// See [`CANDIDATE_IS`].
pub const MANAGER: &str = "manager";
/// See [`CANDIDATE_IS`].
pub const MANAGER_SEES: &str = "manager-sees";
/// See [`CANDIDATE_IS`].
pub const EVERYTHING: &str = "everything";
const TOTALS: &str = "totals";

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

/// What is filled in.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The candidate's name.
    pub candidate: String,
    /// The candidate, where they work here.
    pub candidate_is: Option<PersonId>,
    /// Who scores.
    pub panelists: Vec<PersonId>,
    /// The hiring manager.
    pub manager: Option<PersonId>,
    /// Whether the hiring manager is to see everything after the reveal, not totals only.
    pub manager_sees_all: bool,
    /// Why it could not be taken.
    pub problem: Option<String>,
}

/// What of the form a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Candidate,
    Interviewers,
    Manager,
}

impl Typed {
    /// What the problem is about, if that can be told from what was filled in: in the order
    /// in which it is judged. A plan without questions is not this form's to mend.
    fn about(&self, plan: &Plan) -> Option<About> {
        self.problem.as_ref()?;
        if plan.agenda().is_empty() {
            return None;
        }
        let interviews = |person: Option<PersonId>| {
            person.is_some_and(|person| self.panelists.contains(&person))
        };
        let candidate = self.candidate.trim();
        if candidate.is_empty() || candidate.chars().count() > LONGEST_LINE {
            Some(About::Candidate)
        } else if self.panelists.is_empty() || interviews(self.candidate_is) {
            Some(About::Interviewers)
        } else if self.manager.is_some() && self.manager == self.candidate_is
            || interviews(self.manager)
        {
            Some(About::Manager)
        } else {
            None
        }
    }

    /// What the form begins with: whoever interviews in a stage of the plan is to score.
    pub fn on(plan: &Plan) -> Self {
        let stages = plan.stages.keys();
        let assigned: BTreeSet<PersonId> = stages
            .flat_map(|stage| plan.interviewers_of(*stage))
            .collect();
        Self {
            panelists: assigned.into_iter().collect(),
            ..Self::default()
        }
    }
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
    let count = plan.agenda().len();
    let lead = format!(
        "On “{}” as it stands: {count} {}, {} minutes. Later changes to the plan do not change this interview.",
        words::title(&plan.title),
        if count == 1 { "question" } else { "questions" },
        plan.minutes(),
    );
    let about = typed.about(plan);
    let is_about = |part: About| about == Some(part);
    let on_candidate = is_about(About::Candidate);
    let on_interviewers = is_about(About::Interviewers);
    let candidate_is = one_of(people, CANDIDATE_IS, "No", typed.candidate_is, false);
    let meeting: Vec<Member> = people
        .iter()
        .filter(|member| member.role.meets_candidates())
        .cloned()
        .collect();
    let managing = managing(&meeting, typed, is_about(About::Manager));
    let people = meeting
        .iter()
        .map(|member| {
            let is_chosen = typed.panelists.contains(&member.id);
            view! {
                <li>
                    <label class="person">
                        <input
                            type="checkbox"
                            name="panelist"
                            value=member.id.to_string()
                            checked=is_chosen
                        />
                        {face(member)}
                        <span class="who-name">{member.name.clone()}</span>
                    </label>
                </li>
            }
        })
        .collect_view();
    view! {
        <h1>"Start an interview"</h1>
        <p class="lead">{lead}</p>
        <form method="post" action=format!("/plans/{id}/interview") class="stack">
            {problem::summary(typed.problem.as_deref())}
            <input type="hidden" name="interview" value=interview.to_string() />
            <label class="field">
                <span class="label">"Candidate’s name"</span>
                <input
                    type="text"
                    name="candidate"
                    required
                    maxlength=LONGEST_LINE.to_string()
                    autocomplete="off"
                    value=typed.candidate.clone()
                    aria-describedby=problem::describes(on_candidate)
                    aria-invalid=problem::invalid(on_candidate)
                />
            </label>
            <label class="field">
                <span class="label">"Does the candidate work here?"</span>
                {candidate_is}
            </label>
            <p class="hint">
                "If so, nothing of this interview is ever for them: to them it is not there."
            </p>
            <fieldset aria-describedby=problem::describes(on_interviewers)>
                <legend>"Interviewers"</legend>
                <p class="hint">"Each scores alone. You lead: you reveal the scorecards when all are in."</p>
                <ul class="people">{people}</ul>
            </fieldset>
            {managing}
            <p class="actions">
                <button class="primary" type="submit">"Start interview"</button>
            </p>
        </form>
    }
}

/// A list to choose somebody of the team from, or nobody.
fn one_of(
    people: &[Member],
    name: &'static str,
    nobody: &'static str,
    chosen: Option<PersonId>,
    is_wrong: bool,
) -> impl IntoView + use<> {
    let members = people
        .iter()
        .map(|member| {
            let is_chosen = chosen == Some(member.id);
            view! {
                <option value=member.id.to_string() selected=is_chosen>
                    {member.name.clone()}
                </option>
            }
        })
        .collect_view();
    view! {
        <select
            name=name
            aria-describedby=problem::describes(is_wrong)
            aria-invalid=problem::invalid(is_wrong)
        >
            <option value="">{nobody}</option>
            {members}
        </select>
    }
}

/// Who the hiring manager is, and what they see.
fn managing(people: &[Member], typed: &Typed, is_wrong: bool) -> impl IntoView + use<> {
    let manager = one_of(people, MANAGER, "Nobody", typed.manager, is_wrong);
    let sees = |value: &'static str, words: &'static str, is_chosen: bool| {
        view! {
            <label>
                <input type="radio" name=MANAGER_SEES value=value checked=is_chosen />
                <span>{words}</span>
            </label>
        }
    };
    let sees_all = typed.manager_sees_all;
    view! {
            <label class="field">
                <span class="label">"Hiring manager, who is not on the panel"</span>
                {manager}
            </label>
            <fieldset class="choice">
                <legend>"What the hiring manager sees after the reveal"</legend>
                {sees(TOTALS, "Totals only: nobody’s own ratings and notes", !sees_all)}
                {sees(EVERYTHING, "Everything the interviewers wrote", sees_all)}
                <p class="hint">"Before it they see who has handed in, and nothing else."</p>
            </fieldset>
    }
}
