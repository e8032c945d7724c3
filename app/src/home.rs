//! The page at `/`.

use leptos::prelude::*;

/// Shows that the page is alive in the browser: the button counts its clicks.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let count = RwSignal::new(0_u32);

    view! {
        <h1>"Plumbline"</h1>
        <button on:click=move |_| count.update(|n| *n += 1)>"Clicked " {count} " times"</button>
    }
}
