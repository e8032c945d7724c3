//! The clocks: of the interview, of the question being asked and of its stage. They turn
//! amber, then red, and never stand in the way.

use std::time::Duration;

use domain::id::ItemId;
use domain::panel::PanelEdit;
use domain::plan::Plan;
use leptos::prelude::*;

use super::seat;
use crate::device;
use crate::ui::{Icon, Sign, is_one_press};

const MINUTE: i64 = 60_000;

/// The time, each second; none before the page runs.
pub(super) fn ticking() -> RwSignal<Option<i64>> {
    let now = RwSignal::new(None::<i64>);
    Effect::new(move |_| {
        now.set(Some(device::now()));
        if let Ok(tick) = set_interval_with_handle(
            move || {
                now.try_set(Some(device::now()));
            },
            Duration::from_secs(1),
        ) {
            on_cleanup(move || tick.clear());
        }
    });
    now
}

/// How long the interview has run, to the second.
#[component]
pub(super) fn Clock() -> impl IntoView {
    let seat = seat();
    let started = seat.panel.memo(|panel| panel.started_at);
    let ended = seat.panel.memo(|panel| panel.ended_at);
    let over = seat.panel.memo(|panel| panel.revealed.is_some());
    let budget = seat.plan.with_value(Plan::minutes);
    let elapsed = move || seat.elapsed().unwrap_or_default();
    view! {
        <div class="clock">
            <Show
                when=move || started.get().is_some()
                fallback=move || {
                    (!over.get())
                        .then(|| {
                            view! {
                                <button
                                    class="primary"
                                    on:click=move |_| seat.coordinate(PanelEdit::Start { at: device::now() })
                                >
                                    "Start the clock"
                                </button>
                            }
                        })
                }
            >
                <p class="time" role="timer" aria-label="Time since the start">
                    <Icon sign=Sign::Clock />
                    {move || minutes_and_seconds(elapsed())}
                    <span class="hint">{format!(" of {budget} min")}</span>
                </p>
                <Show when=move || !over.get()>
                    <button
                        class="quiet small"
                        on:click=move |event| {
                            if !is_one_press(&event) {
                                return;
                            }
                            let at = ended.get_untracked().is_none().then(device::now);
                            seat.coordinate(PanelEdit::End { at });
                        }
                    >
                        {move || if ended.get().is_some() { "Let the clock run on" } else { "Stop the clock" }}
                    </button>
                </Show>
            </Show>
        </div>
    }
}

/// While a question is being asked: how long it has been, and when its stage is to end on
/// the interview's clock.
#[component]
pub(super) fn QuestionClock(item: ItemId) -> impl IntoView {
    let seat = seat();
    let since = seat.panel.memo(move |panel| {
        panel
            .asking
            .filter(|asking| asking.item == item)
            .map(|asking| asking.since)
    });
    let (budget, stage_ends) = seat.plan.with_value(|plan| {
        let budget = plan
            .items
            .get(&item)
            .map_or(0, |item| i64::from(item.minutes));
        (budget * MINUTE, stage_ends(plan, item) * MINUTE)
    });
    let question = move || {
        let since = since.get()?;
        Some((seat.now.get()? - since).max(0))
    };
    let stage = move || {
        since.get()?;
        Some((seat.elapsed()?, stage_ends))
    };
    view! {
        <Show when=move || question().is_some()>
            <p class="clocks">
                <span data-late=move || lateness(question().unwrap_or_default(), budget)>
                    {move || {
                        let spent = minutes_and_seconds(question().unwrap_or_default());
                        format!("This question: {spent} of {} min", budget / MINUTE)
                    }}
                </span>
                {move || {
                    stage()
                        .map(|(elapsed, ends)| {
                            view! {
                                <span data-late=lateness(elapsed, ends)>
                                    {format!("Stage ends at {}", minutes_and_seconds(ends))}
                                </span>
                            }
                        })
                }}
            </p>
        </Show>
    }
}

/// Minutes after the start at which the stage of `item` is to end.
fn stage_ends(plan: &Plan, item: ItemId) -> i64 {
    let stage = plan.items.get(&item).map(|item| item.place.stage);
    let mut minutes = 0;
    for each in plan.stages_in_order() {
        minutes += i64::from(plan.minutes_of(each));
        if Some(each) == stage {
            break;
        }
    }
    minutes
}

/// Amber from four fifths of the time on, red past it.
fn lateness(spent: i64, budget: i64) -> Option<&'static str> {
    match budget {
        ..=0 => None,
        _ if spent > budget => Some("over"),
        _ if spent * 5 >= budget * 4 => Some("near"),
        _ => None,
    }
}

fn minutes_and_seconds(milliseconds: i64) -> String {
    let seconds = milliseconds.max(0) / 1_000;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}
