//! The other way to move things: a menu of places. Nobody has to drag.

use domain::arrange::{Carried, Slot};
use domain::plan::Plan;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::drag::focus_soon;
use super::{desk, dragging};
use crate::device;
use crate::ui::{Icon, Sign};

/// A button that opens a list of places.
#[component]
pub(super) fn MoveMenu(
    /// What is to be moved, as it is when a place is chosen.
    carried: Callback<(), Carried>,
    /// The id of the element by which it is picked up; the menu's own is made of it.
    grip: String,
    /// What the button says.
    verb: &'static str,
    /// Of what, for screen readers.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let (desk, dragging) = (desk(), dragging());
    let open = RwSignal::new(false);
    let menu = NodeRef::<Div>::new();
    let opener = StoredValue::new(format!("menu-{grip}"));
    let grip = StoredValue::new(grip);

    let choose = move |slot: Slot| {
        open.set(false);
        dragging.put_at(carried.run(()), slot, grip.get_value());
    };
    let leave = move |event: FocusEvent| {
        let to = event
            .related_target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        let within = menu
            .get_untracked()
            .is_some_and(|menu| menu.contains(to.as_ref()));
        if !within {
            open.set(false);
        }
    };
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            focus_soon(opener.get_value());
        }
    };
    view! {
        <div class="menu" node_ref=menu on:focusout=leave on:keydown=escape>
            <button
                id=opener.get_value()
                class="quiet small"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| {
                    open.update(|open| *open = !*open);
                    // In a list that scrolls it may open beneath the edge.
                    request_animation_frame(|| device::bring_into_view(".menu > .menu-list"));
                }
            >
                <Icon sign=if verb == "Add to…" { Sign::Plus } else { Sign::Move } />
                <span class="menu-verb">{verb}</span>
                <span class="unseen">{move || format!(" {}", name.get())}</span>
            </button>
            <Show when=move || open.get()>
                <ul class="menu-list">
                    {move || {
                        desk.plan
                            .read(|plan| places(plan, &carried.run(())))
                            .into_iter()
                            .map(|(words, slot)| {
                                view! {
                                    <li>
                                        <button class="quiet" on:click=move |_| choose(slot)>
                                            {words}
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                    {move || match carried.run(()) {
                        Carried::Item(item) => {
                            let choose = move |_| {
                                open.set(false);
                                desk.choose(item);
                                focus_soon(opener.get_value());
                            };
                            let words = if desk.has_chosen(item) { "Unselect" } else { "Select" };
                            Some(view! { <li><button class="quiet" on:click=choose>{words}</button></li> })
                        }
                        _ => None,
                    }}
                </ul>
            </Show>
        </div>
    }
}

/// The places a menu offers, in words.
fn places(plan: &Plan, carried: &Carried) -> Vec<(String, Slot)> {
    let slots = carried.slots(plan);
    let home = carried.home(plan);
    let mut places = Vec::new();
    let mut offer = |words: String, slot: Option<Slot>| {
        if let Some(slot) = slot.filter(|slot| Some(*slot) != home) {
            places.push((words, slot));
        }
    };
    let (within_stage, index) = match home {
        Some(Slot::Item(stage, index)) => (Some(stage), index),
        Some(Slot::Stage(index)) => (None, index),
        None => (None, 0),
    };
    if home.is_some() {
        let within: Vec<Slot> = slots
            .iter()
            .copied()
            .filter(|slot| match slot {
                Slot::Item(stage, _) => Some(*stage) == within_stage,
                Slot::Stage(_) => true,
            })
            .collect();
        let before = index.checked_sub(1);
        offer(
            "Up".into(),
            before.and_then(|before| within.get(before)).copied(),
        );
        offer("Down".into(), within.get(index + 1).copied());
        offer(
            "To the top".into(),
            within.first().copied().filter(|_| index > 1),
        );
        offer(
            "To the bottom".into(),
            within.last().copied().filter(|_| index + 2 < within.len()),
        );
    }
    for stage in plan
        .stages_in_order()
        .into_iter()
        .filter(|stage| Some(*stage) != within_stage)
    {
        let last = slots
            .iter()
            .rev()
            .find(|slot| matches!(slot, Slot::Item(id, _) if *id == stage));
        offer(format!("To {}", plan.called(stage)), last.copied());
    }
    places
}
