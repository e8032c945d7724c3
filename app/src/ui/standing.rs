//! Where what one did is: on this device, or with the team.

use std::time::Duration;

use leptos::prelude::*;

use super::{Problem, SignInLink};
use crate::sync::{Network, Standing};

/// How long it has to stay so before it is spoken: with every key it changes there and back.
const CALM: Duration = Duration::from_secs(2);

/// Says where edits are, always, in words.
#[component]
pub fn StandingLine(
    /// How many the team does not have yet.
    #[prop(into)]
    unsent: Signal<usize>,
    /// How what they are made on stands.
    #[prop(into)]
    standing: Signal<Standing>,
) -> impl IntoView {
    let unsent = Memo::new(move |_| unsent.get());
    let words = Memo::new(move |_| standing.get().words(unsent.get()));
    let mood = move || format!("standing {}", standing.get().mood(unsent.get()));
    let problem = Memo::new(move |_| standing.get().problem());
    let is_signed_out = Memo::new(move |_| standing.get().network == Network::SignedOut);
    let spoken = RwSignal::new(words.get_untracked());
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        let words = words.get();
        if let Some(waiting) = waiting.flatten() {
            waiting.clear();
        }
        let speak = move || {
            spoken.try_maybe_update(|spoken| {
                let is_new = *spoken != words;
                *spoken = words;
                (is_new, ())
            });
        };
        set_timeout_with_handle(speak, CALM).ok()
    });
    view! {
        <div class=mood data-standing>
            <span class="light" aria-hidden="true"></span>
            <span data-words>{move || words.get()}</span>
            <span class="unseen" role="status">{move || spoken.get()}</span>
            <Problem words=problem />
            <Show when=move || is_signed_out.get()>
                <SignInLink />
            </Show>
        </div>
    }
}
