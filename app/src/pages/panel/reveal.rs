//! Opening the scorecards. For the lead; the others wait and are told.

use domain::id::DocumentId;
use domain::panel::{PanelEdit, Reveal};
use leptos::prelude::*;

use super::seat;
use crate::device;
use crate::ui::{Icon, Sign};

#[component]
pub(super) fn RevealBar(id: DocumentId) -> impl IntoView {
    let seat = seat();
    let state = seat.panel.memo(|panel| {
        (
            panel.revealed.is_some(),
            panel.submitted(),
            panel.panelists.len(),
            panel.all_submitted(),
        )
    });
    let pending = Memo::new(move |_| seat.panel.unsent() > 0);
    let reason = RwSignal::new(String::new());
    let reveal = move || {
        let reason = reason.get_untracked().trim().to_owned();
        // By whom and when, the server puts right.
        let by = seat.panel.peek(|panel| panel.lead);
        seat.coordinate(PanelEdit::Reveal(Reveal {
            at: device::now(),
            by,
            reason,
        }));
    };
    view! {
        <div class="reveal">
            {move || {
                let (revealed, submitted, of, all) = state.get();
                if revealed {
                    view! {
                        <p>
                            "The scorecards are revealed. "
                            {if pending.get() {
                                view! { <span class="hint">"Telling the team…"</span> }.into_any()
                            } else {
                                view! {
                                    // A page without a program: the router must not look for it.
                                    <a class="button primary" rel="external" href=format!("/interviews/{id}/result")>
                                        "See the result"
                                    </a>
                                }
                                    .into_any()
                            }}
                        </p>
                    }
                        .into_any()
                } else if !seat.leads() {
                    view! {
                        <p class="hint">
                            <Icon sign=Sign::Lock />
                            {format!("Sealed until the lead reveals. {submitted} of {of} submitted.")}
                        </p>
                    }
                        .into_any()
                } else if all {
                    view! {
                        <button class="primary" on:click=move |_| reveal()>
                            "Reveal scorecards"
                        </button>
                    }
                        .into_any()
                } else {
                    let hint = if submitted == 0 {
                        "Nobody has submitted yet: revealed now, this interview ends without a rating, for good."
                    } else {
                        "A scorecard that is not submitted by then stays its panelist’s own."
                    };
                    view! {
                        <details class="early">
                            <summary>
                                <Icon sign=Sign::Lock />
                                {format!("Sealed. {submitted} of {of} submitted. Reveal early…")}
                            </summary>
                            <div>
                                <p class="hint">{hint}</p>
                                <label class="field">
                                    <span class="label">"Reason, which stays on record"</span>
                                    <input
                                        type="text"
                                        prop:value=move || reason.get()
                                        on:input=move |event| reason.set(event_target_value(&event))
                                    />
                                </label>
                                <button
                                    disabled=move || reason.with(|reason| reason.trim().is_empty())
                                    on:click=move |_| reveal()
                                >
                                    "Reveal early"
                                </button>
                            </div>
                        </details>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
