//! Choosing who one is. A stand-in for accounts; the session is real.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::{self, SignIn};
use crate::ui::{Face, loaded, resource};

/// Offers the members of the demo team. A plain form: it works before the program
/// has loaded, and a new person starts with a new page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let choices = resource(api::sign_in_choices);
    let query = use_query_map();
    let next = Memo::new(move |_| query.with(|query| query.get("next").unwrap_or("/".into())));
    view! {
        <Title text="Sign in" />
        <div class="page narrow">
            <h1>"Who are you?"</h1>
            <p class="lead">
                "This is the demo team. Choose somebody to work as; open another browser or a private window to be a second person."
            </p>
            {loaded(&choices,
                move |members| {
                    view! {
                        <ul class="people">
                            {members
                                .into_iter()
                                .map(|member| {
                                    let role = match member.role {
                                        domain::views::Role::Lead => "Lead",
                                        domain::views::Role::Interviewer => "Interviewer",
                                    };
                                    view! {
                                        <li>
                                            <form method="post" action=SignIn::url()>
                                                <input
                                                    type="hidden"
                                                    name="person"
                                                    value=member.id.to_string()
                                                />
                                                <input type="hidden" name="next" value=move || next.get() />
                                                <button class="person" type="submit">
                                                    <Face member=member.clone() />
                                                    <span class="who-name">{member.name.clone()}</span>
                                                    <span class="hint">{role}</span>
                                                </button>
                                            </form>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    }
                },
            )}
        </div>
    }
}
