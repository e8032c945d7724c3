//! Quick tags: a press, or a key, begins a line of the note that says what kind of
//! evidence it is and when it was heard.

use domain::evidence::{Tag, stamp};
use domain::id::ItemId;
use domain::scorecard::ScorecardEdit;
use domain::text::Splice;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::{Seat, seat};
use crate::device;

#[component]
pub(super) fn Tags(item: ItemId) -> impl IntoView {
    let seat = seat();
    view! {
        <div class="actions tags" role="group" aria-label="Begin a line of the note">
            {Tag::ALL
                .map(|tag| {
                    view! {
                        <button
                            class="quiet small"
                            disabled=move || seat.is_closed()
                            on:click=move |_| begin_line(seat, item, tag)
                        >
                            {tag.label()}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// Begins a tagged line at the end of the note on `item`, and goes there.
pub(super) fn begin_line(seat: Seat, item: ItemId, tag: Tag) {
    let Some(card) = seat.card.filter(|_| !seat.is_closed()) else {
        return;
    };
    let about = Some(item);
    let before = card.peek(|card| card.note(about).to_owned());
    let break_line = if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let stamp = stamp(tag, untrack(|| seat.elapsed()));
    let after = format!("{before}{break_line}{stamp}");
    let splice = Splice::between(&before, &after);
    seat.score(ScorecardEdit::Note { about, splice }, None);
    // Once the field shows the new line.
    request_animation_frame(|| {
        let field = device::window()
            .and_then(|window| window.document())
            .and_then(|document| {
                document
                    .query_selector(".question-pane textarea")
                    .ok()
                    .flatten()
            })
            .and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(field) = field {
            let _ = field.focus();
            let end = field.text_length();
            let _ = field.set_selection_range(end, end);
        }
    });
}
