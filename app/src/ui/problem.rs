//! What went wrong, said at once to whoever listens as well.

use leptos::prelude::*;

/// A sentence about what is wrong; nothing where nothing is.
#[component]
pub fn Problem(
    /// The sentence.
    #[prop(into)]
    words: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        words
            .get()
            .map(|words| view! { <p class="problem" role="alert">{words}</p> })
    }
}
