//! What a person did that could not be applied, offered back.

use domain::text::{Splice, Step};
use leptos::prelude::*;

use super::tell;

/// Something that could not be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it was, with the words that were typed, to be copied from here.
    pub words: String,
    /// Why it could not be.
    pub reason: String,
    /// Whether it can be done again as it stands.
    pub comes_back: bool,
}

/// The list of what could not be applied, while there is anything on it.
#[component]
pub fn Offers(
    /// What is on it.
    offers: Memo<Vec<Offer>>,
    /// Does one of them again.
    bring_back: Callback<usize>,
    /// Takes one of them off it.
    dismiss: Callback<usize>,
) -> impl IntoView {
    let row = move |(index, offer): (usize, Offer)| {
        let Offer {
            words,
            reason,
            comes_back,
        } = offer;
        view! {
            <li>
                <span>{words}": "{reason}"."</span>
                {comes_back
                    .then(|| {
                        view! {
                            <button class="small" on:click=move |_| bring_back.run(index)>
                                "Bring it back"
                            </button>
                        }
                    })}
                <button class="quiet small" on:click=move |_| dismiss.run(index)>
                    "Dismiss"
                </button>
            </li>
        }
    };
    // The list may be far from where one is writing.
    Effect::new(move |before: Option<usize>| {
        let now = offers.with(Vec::len);
        if before.is_some_and(|before| now > before) {
            tell("Something you did could not be applied. It is kept at the top of the page.");
        }
        now
    });
    view! {
        <Show when=move || !offers.with(Vec::is_empty)>
            <section class="offered" aria-label="Not applied">
                <h2>"Some of what you did could not be applied"</h2>
                <ul>{move || offers.get().into_iter().enumerate().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// What a splice put into its text.
pub fn typed(splice: &Splice) -> String {
    let steps = splice.steps().iter();
    steps
        .filter_map(|step| match step {
            Step::Insert(text) => Some(text.as_str()),
            Step::Retain(_) | Step::Delete(_) => None,
        })
        .collect()
}
