//! Who is interviewed, the clock, who is here and who has submitted.

use domain::id::{DocumentId, PersonId};
use domain::views::Member;
use leptos::prelude::*;

use super::clock::Clock;
use super::reveal::RevealBar;
use super::schedule::Planned;
use super::{Seat, seat};
use crate::ui::{Face, Faces, StandingLine};

#[component]
pub(super) fn Head(id: DocumentId) -> impl IntoView {
    let seat = seat();
    view! {
        <header class="room-head">
            <div class="candidate">
                <p class="hint">"Interview with"</p>
                <h1>{move || seat.candidate()}</h1>
                <Planned id />
            </div>
            <Clock />
            <div class="here">
                <Faces present=seat.live.present people=seat.people />
            </div>
            <StandingLine
                unsent=Signal::derive(move || seat.unsent())
                standing=Signal::derive(move || seat.standing())
            />
            <Submitted />
            <RevealBar id />
        </header>
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

fn member(seat: Seat, person: PersonId) -> Option<Member> {
    seat.people
        .with(|people| Member::of(people, person).cloned())
}
