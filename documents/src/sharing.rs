//! Who may do what on a plan.

use domain::id::{DocumentId, PersonId};
use domain::sharing::{Right, Sharing};
use domain::views::Member;
use leptos::prelude::*;

use crate::recorded::{self, Recorded};
use crate::whose;
use crate::words;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Shared {
    /// Which plan.
    pub id: DocumentId,
    /// What it is called.
    pub title: String,
    /// Who may do what.
    pub sharing: Sharing,
    /// The team.
    pub people: Vec<Member>,
    /// Whether whoever looks may say so.
    pub is_up_to_them: bool,
    /// Where something was just recorded.
    pub recorded: Recorded,
}

/// The place of what is said on the page.
pub const PLACE: &str = "who-may";

/// What stands for the right that everybody has.
pub const AS_EVERYBODY: &str = "as-everybody";

/// The name of a person's field.
pub fn field_of(person: PersonId) -> String {
    format!("of-{person}")
}

/// The whole page.
pub fn page(shown: &Shared) -> impl IntoView + use<> {
    let body = if shown.is_up_to_them {
        form(shown).into_any()
    } else {
        table(shown).into_any()
    };
    view! {
        <h1>{format!("Sharing of {}", words::title(&shown.title))}</h1>
        <p>
            "Whoever can comment also reads, and whoever can edit also comments. All of them but analysts can start interviews on the plan. Hiring leads can change what stands here."
        </p>
        {body}
    }
}

/// Whose right is not everybody's to give: the owner.
fn is_owner(shown: &Shared, member: &Member) -> bool {
    member.id == shown.sharing.owner
}

fn form(shown: &Shared) -> impl IntoView + use<> {
    let sharing = &shown.sharing;
    let everybody = choice("everybody".to_owned(), None, Some(sharing.everybody));
    let others = shown
        .people
        .iter()
        .map(|member| {
            let name = member.name.clone();
            let what = if is_owner(shown, member) {
                view! { <p class="hint">"Made the plan, and can always edit it."</p> }.into_any()
            } else {
                let apart = sharing.apart.get(&member.id).copied();
                let unsaid = format!("As everybody: {}", sharing.everybody.label().to_lowercase());
                choice(field_of(member.id), Some(unsaid), apart).into_any()
            };
            view! {
                <li>
                    <fieldset>
                        <legend>
                            {name}
                            <span class="hint">{format!(" {}", words::role(member.role))}</span>
                        </legend>
                        {what}
                    </fieldset>
                </li>
            }
        })
        .collect_view();
    let is_here = shown.recorded.is_at(PLACE);
    view! {
        <form
            method="post"
            action=format!("/plans/{}/sharing", shown.id)
            class="record"
            id=PLACE
            tabindex="-1"
            aria-label="Who may do what"
            aria-describedby=recorded::describes(is_here)
        >
            {whose::field()}
            {recorded::line(is_here, "Recorded. The plan is shared so from now on.")}
            <fieldset>
                <legend>"Everybody of the team"</legend>
                {everybody}
            </fieldset>
            <ul class="changes">{others}</ul>
            <button class="primary" type="submit">"Share it so"</button>
        </form>
    }
}

/// One field: a right, or (where `unsaid` names it) none of one's own.
fn choice(name: String, unsaid: Option<String>, chosen: Option<Right>) -> impl IntoView {
    let radio = move |value: &'static str, label: String, is_chosen: bool| {
        view! {
            <label>
                <input type="radio" name=name.clone() value=value checked=is_chosen />
                <span>{label}</span>
            </label>
        }
    };
    let first = unsaid.map(|label| radio(AS_EVERYBODY, label, chosen.is_none()));
    let rights = Right::ALL
        .map(|right| {
            radio(
                right.word(),
                right.label().to_owned(),
                chosen == Some(right),
            )
        })
        .collect_view();
    view! {
        {first}
        {rights}
    }
}

fn table(shown: &Shared) -> impl IntoView + use<> {
    let rows = shown
        .people
        .iter()
        .map(|member| {
            let right = shown.sharing.right_of(member.id).label();
            let made = is_owner(shown, member).then_some(", made the plan");
            view! {
                <tr>
                    <th scope="row">{member.name.clone()}</th>
                    <td>{right} {made}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">"Who"</th>
                    <th scope="col">"What they can do"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
