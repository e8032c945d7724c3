//! Picking up by a grip and choosing a place by keys.

use domain::arrange::{Carried, Step};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::{By, Dragging, Held, focus};
use crate::device;
use crate::ui::announce;

impl Dragging {
    /// A key went down on a grip.
    pub(in crate::pages::builder) fn key(
        self,
        event: &KeyboardEvent,
        carried: impl FnOnce() -> Carried,
    ) {
        self.land();
        let key = event.key();
        let Some(held) = self.held.get_untracked() else {
            let held_down = event.ctrl_key() || event.meta_key();
            let carried = carried();
            match (key.as_str(), &carried) {
                ("x", Carried::Item(item)) if !held_down => self.desk.choose(*item),
                ("c", Carried::Item(item)) if held_down => self.desk.copy(Some(*item)),
                ("v", Carried::Item(item)) if held_down => self.desk.paste(None, Some(*item)),
                ("v", Carried::Stage(stage)) if held_down => self.desk.paste(Some(*stage), None),
                _ => return,
            }
            event.prevent_default();
            return;
        };
        let step = match key.as_str() {
            "Escape" | "Tab" => {
                self.cancel();
                return;
            }
            "ArrowUp" => Step::Back,
            "ArrowDown" => Step::On,
            "ArrowLeft" => Step::StageBack,
            "ArrowRight" => Step::StageOn,
            "Home" => Step::First,
            "End" => Step::Last,
            _ => return,
        };
        event.prevent_default();
        self.step(held, step);
    }

    /// A grip was clicked, and not by a pointer: by the space bar or Enter, or by what screen
    /// readers and voice control send. Puts down what was picked up by it, or else picks up.
    /// Keys choose the place, so the grip takes the focus.
    pub(in crate::pages::builder) fn click(
        self,
        event: &MouseEvent,
        carried: impl FnOnce() -> Carried,
        grip: String,
    ) {
        if event.detail() != 0 {
            return;
        }
        self.land();
        match self.held.get_untracked() {
            Some(held) if held.grip == grip => {
                self.held.set(None);
                self.put(&held);
            }
            _ => {
                self.cancel();
                focus(&grip);
                self.pick_up(carried(), grip);
            }
        }
    }

    fn pick_up(self, carried: Carried, grip: String) {
        let words = self.desk.plan.peek(|plan| {
            let name = carried.name(plan);
            match carried.home(plan) {
                Some(home) => format!("Picked up {name}, {}.", carried.describe(plan, home)),
                None => format!("Picked up {name}. Press an arrow key to choose its place."),
            }
        });
        let over = self.home(&carried);
        self.tell(Some(&carried));
        self.hold(Held {
            carried,
            over,
            by: By::Keyboard,
            grip,
        });
        announce(words);
    }

    fn step(self, mut held: Held, step: Step) {
        let (over, words) = self.desk.plan.peek(|plan| {
            let over = held.carried.step(plan, held.over, step);
            (over, over.map(|slot| held.carried.describe(plan, slot)))
        });
        held.over = over;
        self.hold(held);
        if let Some(words) = words {
            announce(capitalised(words));
        }
        request_animation_frame(|| {
            device::bring_into_view(".drop-line");
        });
    }

    /// The focus left a grip. What was picked up by it from the keyboard goes back;
    /// pressing one grip takes the focus from another, which means nothing.
    pub(in crate::pages::builder) fn leave(self, grip: &str) {
        if !self.is_held_by(grip) {
            return;
        }
        let grip = grip.to_owned();
        request_animation_frame(move || {
            // Others may just have moved its card, which takes the focus from it.
            if self.is_held_by(&grip) && !(device::is_nowhere() && take(&grip)) {
                self.cancel();
            }
        });
    }

    fn is_held_by(self, grip: &str) -> bool {
        let is_held = self.held.try_with_untracked(|held| {
            held.as_ref()
                .is_some_and(|held| held.by == By::Keyboard && held.grip == grip)
        });
        is_held.unwrap_or(false)
    }
}

/// Gives the focus to the element of that id, if it is there. Whether it is.
fn take(id: &str) -> bool {
    focus(id);
    !device::is_nowhere()
}

/// Words that begin with a letter of ours as a sentence: what knows the capitals of every
/// alphabet weighs more than this module.
fn capitalised(mut words: String) -> String {
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words.push('.');
    words
}
