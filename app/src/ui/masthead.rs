//! The bar above every page.

use domain::views::Member;
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::{spawn_local, spawn_local_scoped};
use leptos_router::hooks::use_location;
use web_sys::HtmlFormElement;

use super::announce::tell;
use super::loading::{loaded_aside, resource};
use super::palette::Palette;
use super::presence::Face;
use crate::api::{self, SignOut};
use crate::device::{self, signed_out, vault};
use crate::offline::answers::{self, ANSWERS};
use crate::offline::written::WRITTEN;
use crate::sync;

/// The way past the bar for those who go by keyboard.
#[component]
pub fn SkipLink() -> impl IntoView {
    // The router would take this for a change of page and leave the focus here.
    let skip = |event: MouseEvent| {
        if let Some(main) = device::element("main") {
            event.prevent_default();
            let _ = main.focus();
        }
    };
    view! {
        <a class="skip" href="#main" on:click=skip>
            "Skip to content"
        </a>
    }
}

/// The bar above every page: home, and who is signed in.
#[component]
pub fn Masthead() -> impl IntoView {
    let me = resource(|| answers::remembered("me", api::me()));
    Effect::new(|_| {
        // Without channels nobody can be told either.
        let _ = signed_out::hear();
        if device::said_once("?signed-out").is_some() {
            spawn_local(async {
                // Anybody can make a link that says so.
                if matches!(api::me().await, Ok(None)) {
                    clear_device().await;
                }
            });
        }
    });
    view! {
        <header class="masthead">
            <a class="brand" href="/">
                <svg class="plumb" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 2v9" />
                    <path class="bob" d="M8.5 11h7L12 21z" />
                </svg>
                "Plumbline"
            </a>
            <Palette />
            {loaded_aside(
                &me,
                |me: Option<Member>| match me {
                    Some(member) => view! { <SignedIn member /> }.into_any(),
                    None => view! { <SignInLink /> }.into_any(),
                },
            )}
        </header>
    }
}

/// Leads to where one signs in, and from there back to here.
#[component]
pub fn SignInLink() -> impl IntoView {
    let here = use_location().pathname;
    let address = move || format!("/sign-in?next={}", here.get());
    view! {
        <a class="button quiet" rel="external" href=address>
            "Sign in"
        </a>
    }
}

#[component]
fn SignedIn(member: Member) -> impl IntoView {
    let name = member.name.clone();
    let form = NodeRef::<Form>::new();
    let leave = move |event: SubmitEvent| {
        // What sends the form below asks nothing anew.
        event.prevent_default();
        if let Some(form) = form.get_untracked() {
            spawn_local_scoped(sign_out(form));
        }
    };
    view! {
        <div class="who">
            <Face member named=true />
            <span class="who-name">{name}</span>
            <form method="post" action=SignOut::url() node_ref=form on:submit=leave>
                <button class="quiet" type="submit">
                    "Sign out"
                </button>
            </form>
        </div>
    }
}

/// Signs out. What this device holds of candidates is nobody's to read after that, so it is
/// destroyed, once it is clear that the server can be told: who cannot sign out loses nothing.
/// What is not with the team yet would be lost, so that is asked.
async fn sign_out(form: HtmlFormElement) {
    const QUESTION: &str = "Part of an interview is on this device only, and signing out destroys it. Sign out all the same?";
    if sync::holds_unsent_of_candidates() && !device::confirms(QUESTION) {
        return;
    }
    if api::me().await.is_err_and(|error| error.is_away()) {
        tell("The server cannot be reached, so you are still signed in. Try again with a network.");
        return;
    }
    clear_device().await;
    let _ = form.submit();
}

/// Destroys what this device holds of candidates, and lets go of the rest that the team has, in
/// every tab. Done once more on the page that one is led to, which a form that is sent before the
/// program runs leads to as well.
async fn clear_device() {
    signed_out::say();
    vault::destroy(&[
        "plumbline/scorecard/",
        "plumbline/panel/",
        "plumbline/unsent/scorecard/",
        "plumbline/unsent/panel/",
        "plumbline/offered/scorecard/",
        "plumbline/offered/panel/",
        ANSWERS,
        WRITTEN,
    ])
    .await;
    sync::let_go_of_all();
}
