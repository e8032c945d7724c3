//! The questions in order: which is being asked, which have been, which are rated.

use domain::id::{ItemId, PersonId, StageId};
use domain::panel::{Coverage, PanelEdit};
use domain::plan::Plan;
use domain::views::Member;
use leptos::prelude::*;

use super::{Seat, seat};

#[component]
pub(super) fn Agenda() -> impl IntoView {
    let seat = seat();
    let stages = seat.plan.with_value(|plan| {
        plan.stages_in_order()
            .into_iter()
            .map(|stage| {
                let name = plan
                    .stages
                    .get(&stage)
                    .map(|stage| stage.name.clone())
                    .unwrap_or_default();
                let named = [name, askers(seat, plan, stage)].concat();
                (named, plan.items_in_order(stage))
            })
            .filter(|(_, items)| !items.is_empty())
            .collect::<Vec<_>>()
    });
    view! {
        <nav class="agenda" aria-label="Questions">
            <div class="lines">
                {stages
                    .into_iter()
                    .map(|(named, items)| {
                        view! {
                            <h2>{named}</h2>
                            <ol>
                                {items.into_iter().map(|item| view! { <Line item /> }).collect_view()}
                            </ol>
                        }
                    })
                    .collect_view()}
            </div>
            <Covered />
            <Baton />
        </nav>
    }
}

/// Who asks in a stage, to follow its name, if the plan says so: those who are here, since
/// others of the team whom it names have no part in this interview.
fn askers(seat: Seat, plan: &Plan, stage: StageId) -> String {
    let me = seat.my_id();
    let here = |person: &PersonId| {
        seat.people
            .with_untracked(|people| Member::of(people, *person).is_some())
    };
    let names: Vec<String> = plan
        .interviewers_of(stage)
        .filter(here)
        .map(|person| {
            if Some(person) == me {
                "you".to_owned()
            } else {
                seat.name(person)
            }
        })
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!(", asked by {}", names.join(", "))
}

#[component]
fn Line(item: ItemId) -> impl IntoView {
    let seat = seat();
    let title = seat.title(item);
    let asking = seat
        .panel
        .memo(move |panel| panel.asking.is_some_and(|asking| asking.item == item));
    let coverage = seat
        .panel
        .memo(move |panel| panel.coverage.get(&item).copied());
    let state = move || match (asking.get(), coverage.get()) {
        (true, _) => "being asked",
        (false, Some(Coverage::Asked)) => "asked",
        (false, Some(Coverage::Skipped)) => "skipped",
        (false, None) => "",
    };
    let rated = move || own_rating(seat, item);
    view! {
        <li class:asking=move || asking.get()>
            <button
                class="quiet"
                aria-current=move || (seat.shown.get() == Some(item)).then_some("true")
                on:click=move |_| seat.show(item)
            >
                <span class="line-title">{title}</span>
                <span class="hint">{state}</span>
                <span class="rated">
                    {move || rated().map(|rated| view! { <span class="unseen">"rated "</span> {rated} })}
                </span>
            </button>
        </li>
    }
}

/// How far the panel has come.
#[component]
fn Covered() -> impl IntoView {
    let seat = seat();
    let agenda = seat.plan.with_value(Plan::agenda);
    let counts = seat.panel.memo(move |panel| {
        let count = |wanted| {
            let is = |item: &&ItemId| panel.coverage.get(item).copied() == wanted;
            agenda.iter().filter(is).count()
        };
        [
            count(Some(Coverage::Asked)),
            count(Some(Coverage::Skipped)),
            count(None),
        ]
    });
    view! {
        <p class="hint covered">
            {move || {
                let [asked, skipped, left] = counts.get();
                format!("{asked} asked · {skipped} skipped · {left} not reached")
            }}
        </p>
    }
}

/// This person's own rating in short.
fn own_rating(seat: Seat, item: ItemId) -> Option<String> {
    let rating = seat.card?.read(|card| card.ratings.get(&item).copied())?;
    Some(
        rating
            .level()
            .map_or_else(|| "n/a".to_owned(), |level| level.to_string()),
    )
}

/// Whose turn it is to ask, and handing it on.
#[component]
fn Baton() -> impl IntoView {
    let seat = seat();
    let holder = seat.panel.memo(|panel| panel.baton);
    let panelists = seat
        .panel
        .peek(|panel| panel.panelists.keys().copied().collect::<Vec<PersonId>>());
    view! {
        <label class="field baton">
            <span class="label">"Asking"</span>
            <select
                prop:value=move || holder.get().map(|holder| holder.to_string()).unwrap_or_default()
                on:change=move |event| {
                    let to = event_target_value(&event).parse().ok();
                    seat.coordinate(PanelEdit::PassBaton { to });
                }
            >
                <option value="">"Nobody in particular"</option>
                {panelists
                    .into_iter()
                    .map(|person| {
                        view! {
                            <option
                                value=person.to_string()
                                selected=move || holder.get() == Some(person)
                            >
                                {seat.name(person)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}
