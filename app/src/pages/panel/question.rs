//! One question: what to ask, what to listen for, the rating and the note.

use domain::emphasis;
use domain::id::ItemId;
use domain::panel::{Coverage, PanelEdit};
use domain::plan::Plan;
use domain::scorecard::{Rating, ScorecardEdit};
use leptos::prelude::*;

use super::clock::QuestionClock;
use super::seat;
use super::tags::Tags;
use crate::device;
use crate::sync::Synced;
use crate::ui::{TextField, announce};
use domain::scorecard::Scorecard;

#[component]
pub(super) fn QuestionPane(item: ItemId) -> impl IntoView {
    let seat = seat();
    let Some(question) = seat
        .plan
        .with_value(|plan| plan.items.get(&item).map(|item| item.question.clone()))
    else {
        return ().into_any();
    };
    let follow_ups: Vec<String> = question.follow_ups().map(str::to_owned).collect();
    let asking = seat
        .panel
        .memo(move |panel| panel.asking.is_some_and(|asking| asking.item == item));
    let coverage = seat
        .panel
        .memo(move |panel| panel.coverage.get(&item).copied());
    let over = seat.panel.memo(|panel| panel.revealed.is_some());
    let begun = seat.panel.memo(|panel| panel.started_at.is_some());
    let ask = move || match (asking.get(), begun.get()) {
        (true, _) => "Being asked",
        (false, true) => "Ask this now",
        (false, false) => "Begin with this question",
    };
    let skip = move |_| {
        let skipped = coverage.get_untracked() == Some(Coverage::Skipped);
        let coverage = (!skipped).then_some(Coverage::Skipped);
        seat.coordinate(PanelEdit::Mark { item, coverage });
    };
    view! {
        <article class="asked">
            <header>
                <h2 tabindex="-1">{question.called().to_owned()}</h2>
                <div class="actions">
                    <button
                        class:primary=move || !asking.get()
                        disabled=move || asking.get() || over.get()
                        on:click=move |_| {
                            seat.coordinate(PanelEdit::Ask { item, at: device::now() });
                        }
                    >
                        {ask}
                    </button>
                    <button class="quiet" disabled=move || asking.get() || over.get() on:click=skip>
                        {move || {
                            if coverage.get() == Some(Coverage::Skipped) { "Do not skip" } else { "Skip" }
                        }}
                    </button>
                </div>
            </header>
            <QuestionClock item />
            <blockquote class="ask">{question.ask.clone()}</blockquote>
            <div class="listen">
                <section hidden=question.assesses.is_empty()>
                    <h3>"What it assesses"</h3>
                    <p>{question.assesses.clone()}</p>
                </section>
                <section hidden=question.follow_ups().next().is_none()>
                    <h3>"Follow-ups"</h3>
                    <ul>{follow_ups.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                </section>
            </div>
            <details hidden=question.sample_answer.is_empty()>
                <summary>"A strong answer"</summary>
                <p>{question.sample_answer.clone()}</p>
            </details>
            {seat.card.map(|card| {
                view! {
                    <Rate item card anchors=question.anchors.clone() />
                    <Tags item />
                    <Note about=Some(item) card label="Your note on this answer" rows=5 />
                }
            })}
            <Next item />
        </article>
    }
    .into_any()
}

#[component]
fn Rate(item: ItemId, card: Synced<Scorecard>, anchors: Vec<String>) -> impl IntoView {
    let seat = seat();
    let levels = seat.plan.with_value(Plan::levels);
    let rating = card.memo(move |card| card.ratings.get(&item).copied());
    let name = format!("rating-{item}");
    let choices = (1..=levels).map(|level| {
        let runs = emphasis::runs(&anchors, usize::from(level) - 1);
        let anchor: Vec<_> = runs
            .into_iter()
            .map(|(text, out)| (text.to_owned(), out))
            .collect();
        (Rating::of(level, levels), level.to_string(), anchor)
    });
    let unable = std::iter::once((
        Rating::NotAssessed,
        "Not assessed".to_owned(),
        vec![(
            "Too little was said to judge. Counts as neither low nor high.".to_owned(),
            false,
        )],
    ));
    let closed = move || seat.is_closed();
    view! {
        <fieldset class="rating" disabled=closed>
            <legend>"Your rating"</legend>
            {choices
                .chain(unable)
                .map(|(value, label, anchor)| {
                    view! {
                        <label class="anchor" class:chosen=move || rating.get() == Some(value)>
                            <input
                                type="radio"
                                name=name.clone()
                                prop:checked=move || rating.get() == Some(value)
                                on:change=move |_| {
                                    seat.score(
                                        ScorecardEdit::Rate {
                                            item,
                                            rating: Some(value),
                                        },
                                        None,
                                    );
                                }
                            />
                            <span class="level">{label}</span>
                            <span class="anchor-text">
                                {anchor
                                    .into_iter()
                                    .map(|(text, out)| {
                                        if out {
                                            view! { <b>{text}</b> }.into_any()
                                        } else {
                                            text.into_any()
                                        }
                                    })
                                    .collect_view()}
                            </span>
                        </label>
                    }
                })
                .collect_view()}
            <Show when=move || rating.get().is_some() && !closed()>
                <button
                    class="quiet small"
                    type="button"
                    on:click=move |_| {
                        if seat.score(ScorecardEdit::Rate { item, rating: None }, None) {
                            announce("Rating taken back.");
                        }
                    }
                >
                    "Take the rating back"
                </button>
            </Show>
        </fieldset>
    }
}

/// A note on a question, or on the interview as a whole.
#[component]
pub(super) fn Note(
    about: Option<ItemId>,
    card: Synced<Scorecard>,
    label: &'static str,
    rows: u32,
) -> impl IntoView {
    let seat = seat();
    let text = card.memo(move |card| card.note(about).to_owned());
    let read_only = Signal::derive(move || seat.is_closed());
    view! {
        <TextField
            label
            rows
            text
            read_only
            placeholder="What was said, as close to the words as you can"
            on_splice=Callback::new(move |(splice, group)| {
                seat.score(ScorecardEdit::Note { about, splice }, Some(group));
            })
        />
    }
}

/// To the questions before and after.
#[component]
fn Next(item: ItemId) -> impl IntoView {
    let seat = seat();
    let button = move |to: Option<ItemId>, word: &'static str| {
        to.map(|to| {
            view! {
                <button class="quiet" on:click=move |_| seat.turn_to(to)>
                    <span class="hint">{word}</span>
                    " "
                    {seat.title(to)}
                </button>
            }
        })
    };
    view! {
        <nav class="actions neighbours" aria-label="Neighbouring questions">
            {button(seat.neighbour(item, -1), "Before")} {button(seat.neighbour(item, 1), "Next")}
        </nav>
    }
}
