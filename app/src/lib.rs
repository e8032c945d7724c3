//! What people see: pages, components, the client's side of sync, and the server
//! functions.

#![expect(
    unreachable_pub,
    reason = "the component macro makes everything it writes public"
)]

mod api;
mod device;
mod error;
mod offline;
mod pages;
mod sync;
mod told;
mod ui;
mod wire;

#[cfg(feature = "ssr")]
pub use error::{asks_for_page, status_of};
pub use ui::{Face, FaceProps, Icon, IconProps, Sign, hue};

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use pages::{BuilderPage, HomePage, MissingPage, PanelPage};

/// The document around every page, rendered on the server only.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    document(options, view! { <body><App /></body> }.into_any())
}

/// The document without a page in it: what a device without a network opens, and
/// fills from what it holds.
#[cfg(feature = "ssr")]
pub fn bare_shell(options: LeptosOptions) -> impl IntoView {
    document(options, view! { <body data-bare></body> }.into_any())
}

#[cfg(feature = "ssr")]
fn document(options: LeptosOptions, body: AnyView) -> impl IntoView {
    use leptos_meta::{HashedStylesheet, MetaTags};

    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#f6f4ef" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#14171a" media="(prefers-color-scheme: dark)" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-192.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <AutoReload options=options.clone() />
                <HydrationScripts options=options.clone() />
                <HashedStylesheet id="leptos" options />
                <MetaTags />
            </head>
            {body}
        </html>
    }
}

/// Takes over the page in this window: the server rendered it, or, where the page
/// came without content, it is rendered here.
#[cfg(feature = "hydrate")]
pub fn start() {
    if device::is_bare() {
        mount_to_body(App);
    } else {
        hydrate_body(App);
    }
}

/// The application: the same tree on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    ui::provide_announcements();
    Effect::new(|_| {
        device::worker::register();
        offline::answers::gather();
        ui::keep_focus();
    });

    view! {
        <Title formatter=|page: String| format!("{page} · Plumbline") />
        <Router>
            <ui::SkipLink />
            <ui::Masthead />
            <main id="main" tabindex="-1">
                <Routes fallback=MissingPage>
                    <Route path=path!("/") view=HomePage />
                    <Route path=path!("/plans/:id") view=BuilderPage />
                    <Route path=path!("/interviews/:id") view=PanelPage />
                </Routes>
            </main>
            <ui::Announcer />
            <ui::FieldsForm />
        </Router>
    }
}
