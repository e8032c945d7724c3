//! What people see: pages, components, the client's side of sync, and the server
//! functions.

#![expect(
    unreachable_pub,
    reason = "the component macro makes everything it writes public"
)]

mod api;
mod device;
mod error;
mod pages;
mod sync;
mod ui;
mod wire;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use pages::{
    BuilderPage, HomePage, MissingPage, OutcomePage, PanelPage, SignInPage, StartInterviewPage,
};

/// The document around every page, rendered on the server only.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos_meta::{HashedStylesheet, MetaTags};

    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <AutoReload options=options.clone() />
                <HydrationScripts options=options.clone() />
                <HashedStylesheet id="leptos" options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The application: the same tree on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    ui::provide_announcements();

    view! {
        <Title formatter=|page: String| format!("{page} · Plumbline") />
        <Router>
            <ui::SkipLink />
            <ui::Masthead />
            <main id="main" tabindex="-1">
                <Routes fallback=MissingPage>
                    <Route path=path!("/") view=HomePage />
                    <Route path=path!("/sign-in") view=SignInPage />
                    <Route path=path!("/plans/:id") view=BuilderPage />
                    <Route path=path!("/plans/:id/interview") view=StartInterviewPage />
                    <Route path=path!("/interviews/:id") view=PanelPage />
                    <Route path=path!("/interviews/:id/result") view=OutcomePage />
                </Routes>
            </main>
            <ui::Announcer />
        </Router>
    }
}
