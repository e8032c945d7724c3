//! The panel by keys, for somebody whose eyes are on the candidate: a digit rates,
//! arrows turn to other questions, N goes to the note, Q, O and C begin
//! a tagged line of it, F goes to the flags, A asks.

use domain::evidence::Tag;
use domain::id::ItemId;
use domain::panel::PanelEdit;
use domain::plan::Plan;
use domain::scorecard::{Rating, ScorecardEdit};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::tags::begin_line;
use super::{Seat, seat};
use crate::device::{self, storage};
use crate::ui::{announce, tell};

/// Listens to the keys, and lets them be turned off: somebody who dictates or
/// mistypes must not rate by accident (WCAG 2.2, 2.1.4).
#[component]
pub(super) fn Keys() -> impl IntoView {
    let seat = seat();
    let listens = choice("keys", true);
    let goes_on = choice("goes-on", false);
    let pressed = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat());
        // Behind a dialog there is nothing to press.
        if is_plain
            && !device::has_dialog()
            && listens.get_untracked()
            && act(seat, &event, goes_on.get_untracked())
        {
            event.prevent_default();
        }
    });
    on_cleanup(move || pressed.remove());
    view! {
        <fieldset class="keys">
            <legend class="unseen">"Keys"</legend>
            <Choice name="keys" words="Keys: 1 to 5 rate, 0 not assessed, arrows turn, N note, Q quote, O observation, C concern, F flags, A ask" chosen=listens />
            <Choice name="goes-on" words="After a rating by key, go on to the next question" chosen=goes_on />
        </fieldset>
    }
}

#[component]
fn Choice(name: &'static str, words: &'static str, chosen: RwSignal<bool>) -> impl IntoView {
    view! {
        <label>
            <input
                type="checkbox"
                prop:checked=move || chosen.get()
                on:change=move |event| {
                    chosen.set(event_target_checked(&event));
                    // Where nothing is kept, it holds for this page.
                    let _ = storage::keep(&key_of(name), &[u8::from(chosen.get_untracked())]);
                }
            />
            <span>{words}</span>
        </label>
    }
}

/// A choice that this device keeps.
fn choice(name: &'static str, usual: bool) -> RwSignal<bool> {
    let chosen = RwSignal::new(usual);
    Effect::new(move |_| {
        if let Ok(Some(kept)) = storage::kept(&key_of(name)) {
            chosen.set(kept == [1]);
        }
    });
    chosen
}

fn key_of(name: &str) -> String {
    format!("plumbline/choice/{name}")
}

/// Does what a key stands for; answers whether it stood for anything.
fn act(seat: Seat, event: &KeyboardEvent, goes_on: bool) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let is_within = |selector| {
        let around = target.as_ref().map(|target| target.closest(selector));
        matches!(around, Some(Ok(Some(_))))
    };
    let in_note = is_within(".question-pane textarea");
    // Where something else is judged a digit would seem to be about that.
    let judges_else = is_within(".flags, .recommend");
    let (types, chooses) = target.map_or((false, false), |target| {
        let input = target
            .dyn_ref::<HtmlInputElement>()
            .map(HtmlInputElement::type_);
        let chooses = matches!(input.as_deref(), Some("radio" | "checkbox"));
        let tag = target.tag_name();
        let types = !chooses && matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        (types, chooses)
    });
    let key = event.key();
    if types {
        // The way out of a note, back to the keys.
        let leaves = key == "Escape" && in_note;
        if leaves {
            device::focus_on(".question-pane h2");
        }
        return leaves;
    }
    let Some(item) = seat.shown.get_untracked() else {
        return false;
    };
    match key.as_str() {
        // Among radio buttons arrows choose, as everywhere.
        "ArrowRight" | "ArrowDown" if !chooses => turn(seat, item, 1),
        "ArrowLeft" | "ArrowUp" if !chooses => turn(seat, item, -1),
        "n" | "N" => device::focus_on(".question-pane textarea"),
        "q" | "Q" => begin_line(seat, item, Tag::Quote),
        "o" | "O" => begin_line(seat, item, Tag::Observation),
        "c" | "C" => begin_line(seat, item, Tag::Concern),
        "f" | "F" => device::focus_on(".flags input"),
        // A key is pressed by mistake more easily than a button, and the clock runs for all.
        "a" | "A" if seat.panel.peek(|panel| panel.started_at.is_none()) => {
            tell("The clock is not running yet: start it first.");
        }
        "a" | "A" if seat.panel.peek(|panel| panel.revealed.is_none()) => {
            seat.coordinate(PanelEdit::Ask {
                item,
                at: device::now(),
            });
        }
        _ if judges_else => return false,
        digit => {
            let levels = seat.plan.with_value(Plan::levels);
            let rating = match digit.parse::<u8>() {
                Ok(0) => Rating::NotAssessed,
                Ok(level) if level <= levels => Rating::of(level, levels),
                _ => return false,
            };
            if seat.card.is_none() || seat.is_closed() {
                return false;
            }
            let rating = Some(rating);
            if !seat.score(ScorecardEdit::Rate { item, rating }, None) {
                return true;
            }
            let words = if digit == "0" {
                "not assessed".to_owned()
            } else {
                format!("level {digit}")
            };
            announce(format!("{}: {words}.", seat.title(item)));
            if goes_on {
                turn(seat, item, 1);
            }
        }
    }
    true
}

fn turn(seat: Seat, from: ItemId, step: isize) {
    if let Some(to) = seat.neighbour(from, step) {
        seat.show(to);
        announce(seat.title(to));
    }
}
