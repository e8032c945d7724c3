//! Whom an interview is of and who has a part in it: the fields of the forms that say so.

use std::collections::BTreeSet;

use domain::id::PersonId;
use domain::panel::LONGEST_LINE;
use domain::views::Member;
use leptos::prelude::*;

use crate::face::face;
use crate::problem;

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
pub(crate) enum About {
    Candidate,
    Interviewers,
    Manager,
}

impl Typed {
    /// What the problem is about, if that can be told from what was filled in: in the order
    /// in which it is judged.
    pub(crate) fn about(&self) -> Option<About> {
        self.problem.as_ref()?;
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
}

/// Those of the team who may have a part in interviews.
pub(crate) fn meeting(people: &[Member]) -> Vec<Member> {
    let meets = people.iter().filter(|one| one.role.meets_candidates());
    meets.cloned().collect()
}

/// What the candidate is called.
pub(crate) fn candidate(typed: &Typed, about: Option<About>) -> impl IntoView + use<> {
    let is_wrong = about == Some(About::Candidate);
    view! {
        <label class="field">
            <span class="label">"Candidate’s name"</span>
            <input
                type="text"
                name="candidate"
                required
                maxlength=LONGEST_LINE.to_string()
                autocomplete="off"
                value=typed.candidate.clone()
                aria-describedby=problem::describes(is_wrong)
                aria-invalid=problem::invalid(is_wrong)
            />
        </label>
    }
}

/// Whether the candidate is somebody of the team.
pub(crate) fn works_here(people: &[Member], typed: &Typed) -> impl IntoView + use<> {
    view! {
        <label class="field">
            <span class="label">"Does the candidate work here?"</span>
            {one_of(people, CANDIDATE_IS, "No", typed.candidate_is, false)}
        </label>
        <p class="hint">
            "If so, nothing of this interview is ever for them: to them it is not there."
        </p>
    }
}

/// Who scores. Whoever `stays` cannot be taken off.
pub(crate) fn interviewers(
    people: &[Member],
    typed: &Typed,
    stays: &BTreeSet<PersonId>,
    about: Option<About>,
) -> impl IntoView + use<> {
    let people = people
        .iter()
        .map(|member| {
            let is_chosen = typed.panelists.contains(&member.id);
            let stays = stays.contains(&member.id);
            let value = member.id.to_string();
            // A box that cannot be changed is not sent.
            let sent = stays.then(|| {
                view! { <input type="hidden" name="panelist" value=value.clone() /> }
            });
            view! {
                <li>
                    {sent}
                    <label class="person">
                        <input
                            type="checkbox"
                            name="panelist"
                            value=value
                            checked=is_chosen || stays
                            disabled=stays
                        />
                        {face(member)}
                        <span class="who-name">{member.name.clone()}</span>
                        {stays.then(|| view! { <span class="hint">"has submitted, and stays"</span> })}
                    </label>
                </li>
            }
        })
        .collect_view();
    view! {
        <fieldset aria-describedby=problem::describes(about == Some(About::Interviewers))>
            <legend>"Interviewers"</legend>
            <p class="hint">"Each scores alone. You lead: you reveal the scorecards when all are in."</p>
            <ul class="people">{people}</ul>
        </fieldset>
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
pub(crate) fn managing(
    people: &[Member],
    typed: &Typed,
    about: Option<About>,
) -> impl IntoView + use<> {
    let is_wrong = about == Some(About::Manager);
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
                <p class="hint">
                    "Before it they see who has handed in, and nothing else. Totals of two interviewers are both ratings, without names: who knows one of them knows the other."
                </p>
            </fieldset>
    }
}
