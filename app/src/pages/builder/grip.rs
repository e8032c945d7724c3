//! The handle by which something is picked up.

use domain::arrange::Carried;
use leptos::prelude::*;

use super::dragging;
use crate::ui::{Icon, Sign};

/// A handle for pointer and keyboard alike.
#[component]
pub(super) fn Grip(
    /// The id of its element, to which the focus comes back.
    id: String,
    /// What it says to a screen reader.
    #[prop(into)]
    label: Signal<String>,
    /// What is picked up by it.
    carried: Callback<(), Carried>,
) -> impl IntoView {
    let dragging = dragging();
    let grip = StoredValue::new(id);
    view! {
        <button
            id=grip.get_value()
            class="grip"
            aria-label=label
            aria-describedby="how-to-drag"
            on:pointerdown=move |event| dragging.press(&event, carried.run(()), grip.get_value())
            on:click=move |event| dragging.click(&event, || carried.run(()), grip.get_value())
            on:keydown=move |event| dragging.key(&event, || carried.run(()))
            on:blur=move |_| grip.with_value(|grip| dragging.leave(grip))
        >
            <Icon sign=Sign::Grip />
        </button>
    }
}
