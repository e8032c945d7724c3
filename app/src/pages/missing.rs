//! The page for an address that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;

/// Says that there is nothing here, with the status a browser expects.
#[component]
pub fn MissingPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Not found" />
        <div class="page narrow">
            <h1>"There is no page at this address"</h1>
            <p>
                <a class="button" href="/">
                    "To your plans"
                </a>
            </p>
        </div>
    }
}
