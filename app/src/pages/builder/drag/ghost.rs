//! What is carried by a pointer, shown beside it.

use domain::arrange::Carried;
use leptos::prelude::*;

use super::super::dragging;
use super::{By, Dragging, Grasp, Held, Point};
use crate::pages::words::counted;

/// What is carried by a pointer, beside it. Its element is there always, and only shown and
/// pushed around.
#[component]
pub(crate) fn Ghost() -> impl IntoView {
    let dragging = dragging();
    let name = Memo::new(move |_| by_pointer(dragging, |carried, _| name_of(dragging, carried)));
    // No style in what the server sends: the page's policy lets none in.
    let place = move || {
        let (x, y) = by_pointer(dragging, |_, at| at)?;
        Some(format!("translate({}px, {}px)", x + 12, y + 8))
    };
    let is_landing = move || {
        let by = |held: &Held| matches!(held.by, By::Landing { .. });
        dragging.held.with(|held| held.as_ref().is_some_and(by))
    };
    view! {
        <div
            class="ghost"
            class:carries=move || name.with(Option::is_some)
            class:landing=is_landing
            aria-hidden="true"
            style:transform=place
        >
            {move || name.get()}
        </div>
    }
}

/// Something of what is carried by a pointer, if anything is.
fn by_pointer<T>(dragging: Dragging, part: impl FnOnce(&Carried, Point) -> T) -> Option<T> {
    dragging.held.with(|held| match held {
        Some(Held {
            carried,
            by:
                By::Pointer {
                    at,
                    grasp: Grasp::Carrying,
                    ..
                }
                | By::Landing { at },
            ..
        }) => Some(part(carried, *at)),
        _ => None,
    })
}

fn name_of(dragging: Dragging, carried: &Carried) -> String {
    let together = match carried {
        Carried::Item(item) => dragging.desk.together_with(*item),
        _ => None,
    };
    together.map_or_else(
        || dragging.desk.plan.peek(|plan| carried.name(plan)),
        |chosen| counted(chosen.len()),
    )
}
