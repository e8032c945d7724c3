//! The bar above every page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::loading::resource;
use super::presence::Face;
use crate::api::{self, SignOut};
use crate::device::vault;

/// The bar above every page: home, and who is signed in.
#[component]
pub fn Masthead() -> impl IntoView {
    let me = resource(|| (), |()| api::me());
    let sign_out = ServerAction::<SignOut>::new();
    // What a signed-out device still holds of candidates is nobody's to read.
    let forget = move |_| {
        spawn_local(vault::destroy(&[
            "plumbline/scorecard/",
            "plumbline/panel/",
        ]));
    };
    view! {
        <header class="masthead">
            <a class="brand" href="/">
                <svg class="plumb" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 2v9" />
                    <path class="bob" d="M8.5 11h7L12 21z" />
                </svg>
                "Plumbline"
            </a>
            <Suspense>
                {move || Suspend::new(async move {
                    match me.await {
                        Ok(Some(member)) => {
                            view! {
                                <div class="who">
                                    <Face member=member.clone() />
                                    <span class="who-name">{member.name.clone()}</span>
                                    <ActionForm action=sign_out on:submit=forget>
                                        <button class="quiet" type="submit">
                                            "Sign out"
                                        </button>
                                    </ActionForm>
                                </div>
                            }
                                .into_any()
                        }
                        _ => view! { <a class="button quiet" href="/sign-in">"Sign in"</a> }.into_any(),
                    }
                })}
            </Suspense>
        </header>
    }
}
