//! What is carried by a pointer, shown beside it.

use domain::arrange::Carried;
use leptos::prelude::*;

use super::super::dragging;
use super::super::selection::counted;
use super::{By, Held};

/// What is carried by a pointer, beside it.
#[component]
pub(crate) fn Ghost() -> impl IntoView {
    let dragging = dragging();
    let seen = move || {
        dragging.held.with(|held| match held {
            Some(Held {
                carried,
                by: By::Pointer {
                    at, carrying: true, ..
                },
                ..
            }) => {
                let together = match carried {
                    Carried::Item(item) => dragging.desk.together_with(*item),
                    _ => None,
                };
                let name = together.map_or_else(
                    || dragging.desk.plan.peek(|plan| carried.name(plan)),
                    |chosen| counted(chosen.len()),
                );
                Some((name, *at))
            }
            _ => None,
        })
    };
    view! {
        {move || {
            seen()
                .map(|(name, (x, y))| {
                    view! {
                        <div
                            class="ghost"
                            aria-hidden="true"
                            style:transform=format!("translate({}px, {}px)", x + 12, y + 8)
                        >
                            {name}
                        </div>
                    }
                })
        }}
    }
}
