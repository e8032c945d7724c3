//! Questions in a list, each a card.

use domain::id::ItemId;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;

use super::drag::Dragging;
use super::item::ItemCard;
use crate::ui::Each;

/// A card for each of `items`, in this order.
#[component]
pub(super) fn Cards(#[prop(into)] items: Signal<Vec<ItemId>>) -> impl IntoView {
    view! {
        <Each each=move || items.get() key=|id| *id let:id>
            <ItemCard id />
        </Each>
    }
}

/// Draws a card where nobody sees it and takes it away again, and picks nothing up and lets go
/// of it, once the page has nothing to do. What came from the server has only been taken up so
/// far, and a browser compiles what a program does when it is first done: whoever drags the
/// first question would wait for that too.
pub(super) fn rehearse(dragging: Dragging) {
    let here = Owner::current();
    let waiting = request_idle_callback_with_handle(move || {
        let list = document().create_element("ol");
        let list = list.ok().and_then(|list| list.dyn_into().ok());
        let Some((here, list)) = here.clone().zip(list) else {
            return;
        };
        let items = RwSignal::new(Vec::new());
        let cards = here.with(|| mount_to(list, move || view! { <Cards items /> }));
        spawn_local(async move {
            for drawn in [vec![ItemId::default()], Vec::new()] {
                items.set(drawn);
                tick().await;
            }
            drop(cards);
            items.dispose();
            dragging.rehearse().await;
        });
    });
    // The page may be left before it has nothing to do. Some browsers never say that it has.
    if let Ok(waiting) = waiting {
        on_cleanup(move || waiting.cancel());
    }
}
