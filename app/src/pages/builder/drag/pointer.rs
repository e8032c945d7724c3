//! Picking up by a grip and carrying by a pointer.

use domain::arrange::{Carried, Slot};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::under_pointer::{scroll_near_edge, slot_at};
use super::{By, Dragging, Grasp, Held, Point, is_far, once_painted};
use crate::device;

/// What is heard of pointers anywhere on the page.
pub(super) const EVENTS: [&str; 5] = [
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "lostpointercapture",
];

impl Dragging {
    /// A pointer did one of [`EVENTS`].
    pub(super) fn pointed(self, event: &PointerEvent) {
        match &*event.type_() {
            // Pressing anywhere else ends what is carried from the keyboard.
            "pointerdown" => {
                self.land();
                self.cancel_if(|by| by == By::Keyboard);
            }
            "pointermove" if event.is_primary() => self.drag(event),
            "pointerup" if event.is_primary() => self.release(),
            "pointercancel" => self.cancel_if(is_by_pointer),
            // Others have moved its card, or taken it away.
            "lostpointercapture" => {
                self.cancel_if(|by| is_by_pointer(by) && !self.grasps_again(event));
            }
            _ => {}
        }
    }

    /// A pointer went down on something that can be carried.
    pub(in crate::pages::builder) fn press(
        self,
        event: &PointerEvent,
        carried: Carried,
        grip: String,
    ) {
        self.land();
        if event.button() != 0 || !event.is_primary() || self.held.with_untracked(Option::is_some) {
            return;
        }
        if let Carried::Item(item) = carried
            && (event.shift_key() || event.ctrl_key() || event.meta_key())
        {
            self.desk.choose(item);
            return;
        }
        let at = (event.client_x(), event.client_y());
        if let Some(element) = current(event) {
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        let by = By::Pointer {
            from: at,
            at,
            grasp: Grasp::Pressed,
        };
        self.held.set(Some(Held {
            carried,
            over: None,
            by,
            grip,
        }));
        once_painted(move || {
            if let Some(held) = self.held.try_get_untracked().flatten()
                && let By::Pointer {
                    from,
                    at,
                    grasp: Grasp::Pressed,
                } = held.by
            {
                self.pull(held, from, at, Grasp::Ready);
            }
        });
    }

    /// The pointer moved.
    fn drag(self, event: &PointerEvent) {
        let Some(held) = self.held.get_untracked() else {
            return;
        };
        let By::Pointer { from, grasp, .. } = held.by else {
            return;
        };
        let at = (event.client_x(), event.client_y());
        if grasp == Grasp::Carrying || is_far(from, at) {
            event.prevent_default();
        }
        self.pull(held, from, at, grasp);
    }

    /// The pointer that pressed at `from` is at `at`: carries what it holds, or begins to.
    fn pull(self, mut held: Held, from: Point, at: Point, grasp: Grasp) {
        let begins = grasp == Grasp::Ready && is_far(from, at);
        let grasp = if begins { Grasp::Carrying } else { grasp };
        held.by = By::Pointer { from, at, grasp };
        if grasp != Grasp::Carrying {
            // Nothing is shown of it yet.
            self.held.update_untracked(|now| *now = Some(held));
            return;
        }
        held.over = self.slot_at(&held.carried, at);
        self.hold(held);
        if begins {
            once_painted(move || self.tell_of_held());
            self.scroll_on();
        }
    }

    /// Scrolls frame by frame while the pointer carries something near the window's edge,
    /// also where it rests.
    fn scroll_on(self) {
        request_animation_frame(move || {
            // The page may be gone by now.
            let Some(Some(mut held)) = self.held.try_get_untracked() else {
                return;
            };
            let By::Pointer { from, at, .. } = held.by else {
                return;
            };
            if scroll_near_edge(at.1, at.1 - from.1) {
                held.over = self.slot_at(&held.carried, at);
                self.hold(held);
            }
            self.scroll_on();
        });
    }

    /// The pointer went up, and what was carried goes down: the page shows at once that it was
    /// let go, and takes its time for the card's being elsewhere.
    fn release(self) {
        let Some(mut held) = self.held.get_untracked() else {
            return;
        };
        let By::Pointer { from, at, grasp } = held.by else {
            return;
        };
        match grasp {
            Grasp::Carrying => {}
            // Faster than the page could paint.
            Grasp::Pressed if is_far(from, at) => held.over = self.slot_at(&held.carried, at),
            Grasp::Pressed | Grasp::Ready => {
                self.held.set(None);
                return;
            }
        }
        held.by = By::Landing { at };
        self.hold(held);
        once_painted(move || self.land());
    }

    fn slot_at(self, carried: &Carried, at: Point) -> Option<Slot> {
        slot_at(carried, self.home(carried), at)
    }

    /// Takes hold once more of what a pointer carries. Whether it is there to be held.
    fn grasps_again(self, event: &PointerEvent) -> bool {
        let grip = self
            .held
            .with_untracked(|held| device::element(&held.as_ref()?.grip));
        grip.is_some_and(|grip| grip.set_pointer_capture(event.pointer_id()).is_ok())
    }
}

const fn is_by_pointer(by: By) -> bool {
    matches!(by, By::Pointer { .. })
}

fn current(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}
