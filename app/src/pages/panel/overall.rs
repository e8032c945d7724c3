//! The end of a scorecard: red flags, the recommendation, handing it in.

use domain::scorecard::{Recommendation, Scorecard, ScorecardEdit};
use leptos::prelude::*;

use super::question::Note;
use super::seat;
use crate::device;
use crate::sync::Synced;
use crate::ui::{Icon, Problem, Sign, announce, is_one_press, tell};

#[component]
pub(super) fn Overall() -> impl IntoView {
    let seat = seat();
    view! {
        <section class="overall" aria-label="Your scorecard">
            {match seat.card {
                Some(card) => {
                    view! {
                        <h2>"Your scorecard"</h2>
                        <p class="hint">
                            <Icon sign=Sign::Lock />
                            {move || {
                                if seat.panel.read(|panel| panel.revealed.is_some()) {
                                    "Revealed: whoever is on the panel sees it in the result."
                                } else {
                                    "Sealed: nobody sees this before the reveal."
                                }
                            }}
                        </p>
                        <Flags card />
                        <Note about=None card label="Note on the whole interview" rows=4 />
                        <Recommend card />
                        <HandIn card />
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <h2>"You lead this interview"</h2>
                        <p class="hint">"You do not score it yourself."</p>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Flags(card: Synced<Scorecard>) -> impl IntoView {
    let seat = seat();
    let flags = seat.plan.with_value(|plan| {
        plan.basis
            .as_ref()
            .map(|basis| basis.red_flags.clone())
            .unwrap_or_default()
    });
    let raised = card.memo(|card| card.flags.clone());
    view! {
        <fieldset class="flags" disabled=move || seat.is_closed()>
            <legend>
                <Icon sign=Sign::Flag />
                "Red flags"
            </legend>
            {flags
                .into_iter()
                .map(|flag| {
                    let id = StoredValue::new(flag.id);
                    let is_raised = move || raised.with(|raised| raised.contains(&id.get_value()));
                    view! {
                        <label>
                            <input
                                type="checkbox"
                                prop:checked=is_raised
                                on:change=move |event| {
                                    seat.score(
                                        ScorecardEdit::Flag {
                                            flag: id.get_value(),
                                            raised: event_target_checked(&event),
                                        },
                                        None,
                                    );
                                }
                            />
                            <span>{flag.text.text}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

#[component]
fn Recommend(card: Synced<Scorecard>) -> impl IntoView {
    let seat = seat();
    let chosen = card.memo(|card| card.recommendation);
    let choices = [
        Recommendation::StrongNo,
        Recommendation::No,
        Recommendation::Yes,
        Recommendation::StrongYes,
        Recommendation::NoDecision,
    ];
    view! {
        <fieldset class="recommend" disabled=move || seat.is_closed()>
            <legend>"Overall recommendation"</legend>
            {choices
                .into_iter()
                .map(|choice| {
                    view! {
                        <label class:chosen=move || chosen.get() == Some(choice)>
                            <input
                                type="radio"
                                name="recommendation"
                                prop:checked=move || chosen.get() == Some(choice)
                                on:change=move |_| {
                                    seat.score(ScorecardEdit::Recommend(Some(choice)), None);
                                }
                            />
                            <span>{choice.label()}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

#[component]
fn HandIn(card: Synced<Scorecard>) -> impl IntoView {
    let seat = seat();
    let agenda = seat.plan.with_value(domain::plan::Plan::agenda);
    let of = agenda.len();
    let missing = card.memo(move |card| {
        agenda
            .iter()
            .filter(|item| !card.ratings.contains_key(item))
            .copied()
            .collect::<Vec<_>>()
    });
    let recommended = card.memo(|card| card.recommendation.is_some());
    let submitted = card.memo(|card| card.submitted_at.is_some());
    let revealed = seat.panel.memo(|panel| panel.revealed.is_some());
    let whole = Memo::new(move |_| recommended.get() && missing.with(Vec::is_empty));
    // What is missing is asked about once: it may be meant.
    let asked = RwSignal::new(false);
    let words = Memo::new(move |_| {
        (asked.get() && !whole.get()).then(|| {
            let lacks = match (missing.with(Vec::len), recommended.get()) {
                (0, _) => "You recommend nothing yet.".to_owned(),
                (left, true) => format!("Not rated: {left} of {of} questions."),
                (left, false) => {
                    format!("Not rated: {left} of {of} questions, and you recommend nothing yet.")
                }
            };
            format!("{lacks} Press again to submit it as it is.")
        })
    });
    let submit = move |_| {
        if !whole.get_untracked() && !asked.get_untracked() {
            asked.set(true);
            return;
        }
        asked.set(false);
        if seat.score(ScorecardEdit::Submit { at: device::now() }, None) {
            announce("Scorecard submitted.");
        }
    };
    view! {
        <div class="hand-in">
            <Show when=move || !submitted.get() && !revealed.get()>
                <p>
                    {move || format!("{} of {of} rated.", of - missing.with(Vec::len))}
                    {move || (!recommended.get()).then_some(" No recommendation yet.")}
                </p>
                <ul class="missing">
                    {move || {
                        missing
                            .get()
                            .into_iter()
                            .map(|item| {
                                view! {
                                    <li>
                                        <button
                                            class="quiet small"
                                            on:click=move |_| seat.turn_to(item)
                                        >
                                            "Not rated: "
                                            {seat.title(item)}
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
                <Problem words />
                <button class="primary" on:click=submit>
                    {move || if words.with(Option::is_some) { "Submit as it is" } else { "Submit scorecard" }}
                </button>
            </Show>
            <Show when=move || submitted.get()>
                <p>
                    <Icon sign=Sign::Check />
                    {move || {
                        if card.unsent() > 0 {
                            "Submitted on this device, and not with the team yet."
                        } else {
                            "Submitted."
                        }
                    }}
                </p>
                <Show when=move || !revealed.get()>
                    <button
                        class="quiet"
                        on:click=move |event| {
                            if is_one_press(&event) && seat.score(ScorecardEdit::Reopen, None) {
                                tell("The scorecard is open again, and no longer submitted.");
                            }
                        }
                    >
                        "Reopen"
                    </button>
                </Show>
            </Show>
            <Show when=move || revealed.get() && !submitted.get()>
                <p>"The scorecards were revealed before you submitted. Yours stays your own."</p>
            </Show>
        </div>
    }
}
