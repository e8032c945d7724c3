//! Who is here.

use std::collections::BTreeSet;

use domain::id::PersonId;
use domain::views::Member;
use domain::wire::Presence;
use leptos::prelude::*;

use super::each::Each;

/// A person as initials in a colour of their own.
#[component]
pub fn Face(
    /// Whose.
    member: Member,
    /// Whether their name stands beside it already.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    view! {
        <span class=format!("face hue-{}", hue(member.id)) title=member.name.clone()>
            <span aria-hidden="true">{member.initials()}</span>
            {(!named).then(|| view! { <span class="unseen">{member.name.clone()}</span> })}
        </span>
    }
}

/// Everybody who is here, each once however many tabs they have open.
#[component]
pub fn Faces(
    /// Whom the server says is here.
    present: RwSignal<Vec<Presence>>,
    /// Who they may be.
    #[prop(into)]
    people: Signal<Vec<Member>>,
) -> impl IntoView {
    let here = Memo::new(move |_| {
        let ids: BTreeSet<PersonId> =
            present.with(|present| present.iter().map(|presence| presence.person).collect());
        people.with(|people| {
            people
                .iter()
                .filter(|member| ids.contains(&member.id))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="faces" aria-label="Here now">
            <Each each=move || here.get() key=|member| member.id let:member>
                <li>
                    <Face member />
                </li>
            </Each>
        </ul>
    }
}

/// One of eight hues, the same for a person wherever they appear.
pub fn hue(person: PersonId) -> u8 {
    person
        .bytes()
        .iter()
        .fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte))
        % 8
}
