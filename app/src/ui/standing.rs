//! Where what one did is: on this device, or with the team.

use leptos::prelude::*;

use super::Problem;
use crate::sync::{Kind, Synced};

/// Says where a document's edits are, always, in words.
#[component]
pub fn StandingLine<D: Kind>(
    /// Which document.
    synced: Synced<D>,
) -> impl IntoView {
    let unsent = Memo::new(move |_| synced.unsent());
    let words = Memo::new(move |_| synced.standing().words(unsent.get()));
    let mood = move || format!("standing {}", synced.standing().mood(unsent.get()));
    let problem = Memo::new(move |_| synced.standing().problem());
    view! {
        <div class=mood data-standing>
            <span class="light" aria-hidden="true"></span>
            <span role="status">{move || words.get()}</span>
            <Problem words=problem />
        </div>
    }
}
