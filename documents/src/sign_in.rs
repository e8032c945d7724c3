//! Choosing who one is. A stand-in for accounts; the session is real.

use domain::views::Member;
use leptos::prelude::*;

use crate::face::face;
use crate::words;

/// The whole page: the members of the demo team. Whoever is chosen gets on to `next`.
pub fn page(members: &[Member], next: &str) -> impl IntoView + use<> {
    let choices = members
        .iter()
        .map(|member| {
            view! {
                <li>
                    <form method="post" action="/api/sign-in">
                        <input type="hidden" name="person" value=member.id.to_string() />
                        <input type="hidden" name="next" value=next.to_owned() />
                        <button class="person" type="submit">
                            {face(member)}
                            <span class="who-name">{member.name.clone()}</span>
                            <span class="hint">{words::role(member.role)}</span>
                        </button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <h1>"Who are you?"</h1>
        <p class="lead">
            "This is the demo team. Choose somebody to work as; open another browser or a private window to be a second person."
        </p>
        <ul class="people">{choices}</ul>
    }
}
