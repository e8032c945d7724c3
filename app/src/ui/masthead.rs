//! The bar above every page.

use domain::views::Member;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

use super::loading::{loaded_aside, resource};
use super::palette::Palette;
use super::presence::Face;
use crate::api::{self, SignOut};
use crate::device::{self, vault};
use crate::offline::answers::{self, ANSWERS};
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
                    None => view! { <a class="button quiet" rel="external" href="/sign-in">"Sign in"</a> }.into_any(),
                },
            )}
        </header>
    }
}

#[component]
fn SignedIn(member: Member) -> impl IntoView {
    let name = member.name.clone();
    view! {
        <div class="who">
            <Face member />
            <span class="who-name">{name}</span>
            <form method="post" action=SignOut::url()>
                <button class="quiet" type="submit" on:click=forget>
                    "Sign out"
                </button>
            </form>
        </div>
    }
}

/// What this device holds of candidates is nobody's to read once its person has
/// signed out. What is not with the team yet would be lost, so that is asked.
fn forget(event: MouseEvent) {
    const QUESTION: &str = "Part of a scorecard is on this device only, and signing out destroys it. Sign out all the same?";
    let agreed = || {
        device::window()
            .is_some_and(|window| window.confirm_with_message(QUESTION).unwrap_or(false))
    };
    if sync::holds_unsent_scorecards() && !agreed() {
        event.prevent_default();
        return;
    }
    answers::stop_keeping();
    spawn_local(vault::destroy(&[
        "plumbline/scorecard/",
        "plumbline/panel/",
        "plumbline/unsent/scorecard/",
        ANSWERS,
    ]));
}
