//! What is around every document.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};

use crate::escaped::escaped;
use crate::whose;

/// Where a document belongs.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What the window is called.
    pub title: String,
    /// The page it was opened from: its address and its name.
    pub back: Option<(String, String)>,
}

impl Frame {
    /// A document called so, opened from there.
    pub fn new(title: impl Into<String>, back: Option<(String, &str)>) -> Self {
        Self {
            title: title.into(),
            back: back.map(|(address, name)| (address, name.to_owned())),
        }
    }

    /// The same, and whether a form is shown again on it because something is wrong: what
    /// the window is called is read out first.
    #[must_use]
    pub fn with_problem(mut self, is_there: bool) -> Self {
        if is_there {
            self.title.insert_str(0, "Problem: ");
        }
        self
    }

    /// The whole page with `body` in it.
    pub fn around(self, options: LeptosOptions, body: impl IntoView) -> impl IntoView {
        provide_meta_context();
        let Self { title, back } = self;
        // As a child the framework would put its marks beside it, which show here.
        let title = escaped(&format!("{title} · Plumbline"));
        view! {
            <!DOCTYPE html>
            <html lang="en">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                    <title inner_html=title></title>
                    <HashedStylesheet id="leptos" options />
                    <MetaTags />
                </head>
                <body>
                    <a class="skip" href="#main">
                        "Skip to content"
                    </a>
                    <header class="masthead">
                        <a class="brand" href="/">
                            <svg class="plumb" viewBox="0 0 24 24" aria-hidden="true">
                                <path d="M12 2v9" />
                                <path class="bob" d="M8.5 11h7L12 21z" />
                            </svg>
                            "Plumbline"
                        </a>
                        {back.map(|(address, name)| view! { <a class="button quiet" href=address>{name}</a> })}
                        {whose::name()}
                    </header>
                    <main id="main" tabindex="-1">
                        <div class="page document">{body.into_any()}</div>
                    </main>
                </body>
            </html>
        }
    }
}
