//! Who is interviewed, the clock, who is here and who has submitted.

use std::time::Duration;

use domain::id::DocumentId;
use domain::panel::PanelEdit;
use leptos::prelude::*;

use super::reveal::RevealBar;
use super::{Seat, seat};
use crate::device;
use crate::ui::{Face, Faces, Icon, Sign, StandingLine};

#[component]
pub(super) fn Head(candidate: String, id: DocumentId) -> impl IntoView {
    let seat = seat();
    view! {
        <header class="room-head">
            <div class="candidate">
                <p class="hint">"Interview with"</p>
                <h1>{candidate}</h1>
            </div>
            <Clock />
            <div class="here">
                <Faces present=seat.live.present people=seat.people.get_value() />
            </div>
            {seat.card.map(|card| view! { <StandingLine synced=card /> })}
            <Submitted />
            <RevealBar id />
        </header>
    }
}

/// How long the interview has run, to the second.
#[component]
fn Clock() -> impl IntoView {
    let seat = seat();
    let started = seat.panel.memo(|panel| panel.started_at);
    let ended = seat.panel.memo(|panel| panel.ended_at);
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
    let budget = seat.plan.with_value(domain::plan::Plan::minutes);
    let shown = move || {
        let start = started.get()?;
        let seconds = (ended.get().or(now.get())? - start).max(0) / 1_000;
        Some(format!("{:02}:{:02}", seconds / 60, seconds % 60))
    };
    view! {
        <div class="clock">
            <Show
                when=move || started.get().is_some()
                fallback=move || {
                    view! {
                        <button
                            class="primary"
                            on:click=move |_| seat.coordinate(PanelEdit::Start { at: device::now() })
                        >
                            "Start the clock"
                        </button>
                    }
                }
            >
                <p class="time" role="timer" aria-label="Time since the start">
                    <Icon sign=Sign::Clock />
                    {move || shown().unwrap_or_else(|| "00:00".into())}
                    <span class="hint">{format!(" of {budget} min")}</span>
                </p>
            </Show>
        </div>
    }
}

/// Each panelist, and whether they have submitted. Nothing else of theirs.
#[component]
fn Submitted() -> impl IntoView {
    let seat = seat();
    let panelists = seat.panel.memo(|panel| {
        panel
            .panelists
            .iter()
            .map(|(person, at)| (*person, at.is_some()))
            .collect::<Vec<_>>()
    });
    view! {
        <ul class="submitted" aria-label="Scorecards">
            {move || {
                panelists
                    .get()
                    .into_iter()
                    .filter_map(|(person, done)| Some((member(seat, person)?, done)))
                    .map(|(member, done)| {
                        let name = member.name.clone();
                        view! {
                            <li class:done=done>
                                <Face member />
                                <span>
                                    {if done { "submitted" } else { "not yet" }}
                                    <span class="unseen">{format!(": {name}")}</span>
                                </span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ul>
    }
}

fn member(seat: Seat, person: domain::id::PersonId) -> Option<domain::views::Member> {
    seat.people
        .with_value(|people| people.iter().find(|member| member.id == person).cloned())
}
