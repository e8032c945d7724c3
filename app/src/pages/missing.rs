//! The page for an address that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::device;

/// Says that there is nothing here, with the status a browser expects.
#[component]
pub fn MissingPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    // What the program knows nothing of may be a page of the server's.
    let (title, words) = if device::is_bare() {
        (
            "No network",
            "This page needs the network, and there is none",
        )
    } else {
        ("Not found", "There is no page at this address")
    };
    view! {
        <Title text=title />
        <div class="page narrow">
            <h1>{words}</h1>
            <p>
                <a class="button" href="/">
                    "To your plans"
                </a>
            </p>
        </div>
    }
}
