//! Where what one did is: on this device, or with the team.

use leptos::prelude::*;

use super::Problem;
use crate::sync::Standing;

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
    view! {
        <div class=mood data-standing>
            <span class="light" aria-hidden="true"></span>
            <span role="status">{move || words.get()}</span>
            <Problem words=problem />
        </div>
    }
}
