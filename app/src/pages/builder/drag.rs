//! Picking up and putting down, by pointer and by keyboard. What is where and how
//! it is said, the domain's `arrange` decides; this is the hands.
//!
//! While something is carried the document's elements stay where they are: moving
//! one would drop the pointer capture and the focus.

mod ghost;
mod held;
mod keys;
mod marks;
mod under_pointer;

use std::time::Duration;

use domain::arrange::{Carried, Slot, put_together};
use domain::id::ItemId;
use domain::wire::Where;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::Desk;
use crate::device;
use crate::pages::words::counted;
use crate::ui::{announce, tell};
pub(super) use ghost::Ghost;
use held::{By, Grasp, Held, Point, is_far};
pub(super) use marks::Mark;
use marks::Marks;
use under_pointer::{scroll_near_edge, slot_at};

/// What is being carried in this tab, if anything.
#[derive(Clone, Copy)]
pub(super) struct Dragging {
    desk: Desk,
    held: RwSignal<Option<Held>>,
    marks: Marks,
}

impl Dragging {
    pub(super) fn new(desk: Desk) -> Self {
        let held = RwSignal::new(None::<Held>);
        let dragging = Self {
            desk,
            held,
            marks: Marks::new(desk, held),
        };
        // Others may take away, or move, what a pointer carries: then no pointer comes back to it.
        let lost = window_event_listener(leptos::ev::lostpointercapture, move |_| {
            dragging.cancel_if(|by| matches!(by, By::Pointer { .. }));
        });
        // Pressing anywhere else ends what is carried from the keyboard.
        let pressed = window_event_listener(leptos::ev::pointerdown, move |_| {
            dragging.land();
            dragging.cancel_if(|by| by == By::Keyboard);
        });
        on_cleanup(move || {
            lost.remove();
            pressed.remove();
        });
        dragging
    }

    /// Whether the page shows `mark` at the moment.
    pub(super) fn shows(self, mark: Mark) -> impl Fn() -> bool + Send + Sync + 'static {
        self.marks.shows(mark)
    }

    /// A pointer went down on something that can be carried.
    pub(super) fn press(self, event: &PointerEvent, carried: Carried, grip: String) {
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

    /// Carries nothing and lets go of it, before the page is painted again.
    pub(super) async fn rehearse(self) {
        let carried = Carried::Item(ItemId::default());
        let nothing = Held {
            over: under_pointer::any_slot(&carried),
            carried,
            by: By::Pointer {
                from: (0, 0),
                at: (0, 0),
                grasp: Grasp::Carrying,
            },
            grip: String::new(),
        };
        for held in [Some(nothing), None] {
            // Somebody may have picked something up, or have left.
            let is_held = self
                .held
                .try_with_untracked(|held| held.as_ref().is_some_and(|held| !held.grip.is_empty()));
            if is_held != Some(false) {
                return;
            }
            self.held.set(held);
            tick().await;
        }
    }

    /// The pointer moved.
    pub(super) fn drag(self, event: &PointerEvent) {
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
        held.over = slot_at(&held.carried, at);
        self.held.set(Some(held));
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
                held.over = slot_at(&held.carried, at);
                self.held.set(Some(held));
            }
            self.scroll_on();
        });
    }

    /// The pointer went up, and what was carried goes down: the page shows at once that it was
    /// let go, and takes its time for the card's being elsewhere.
    pub(super) fn release(self) {
        let Some(mut held) = self.held.get_untracked() else {
            return;
        };
        let By::Pointer { from, at, grasp } = held.by else {
            return;
        };
        match grasp {
            Grasp::Carrying => {}
            // Faster than the page could paint.
            Grasp::Pressed if is_far(from, at) => held.over = slot_at(&held.carried, at),
            Grasp::Pressed | Grasp::Ready => {
                self.held.set(None);
                return;
            }
        }
        held.by = By::Landing { at };
        self.held.set(Some(held));
        once_painted(move || self.land());
    }

    /// Puts down what was let go, if that has not been done yet. Whatever one does next finds
    /// it done.
    fn land(self) {
        let held = self.held.try_get_untracked().flatten();
        if let Some(held) = held
            && let By::Landing { .. } = held.by
        {
            self.held.set(None);
            self.put(&held);
        }
    }

    fn cancel_if(self, is_by: impl FnOnce(By) -> bool) {
        let held = self
            .held
            .try_with_untracked(|held| held.as_ref().map(|held| held.by));
        if held.flatten().is_some_and(is_by) {
            self.cancel();
        }
    }

    /// What was carried goes back.
    pub(super) fn cancel(self) {
        let Some(held) = self.held.get_untracked() else {
            return;
        };
        self.held.set(None);
        if held.is_carrying() {
            self.tell(None);
            let (name, is_there) = self.desk.plan.peek(|plan| {
                let is_there = match &held.carried {
                    Carried::Item(item) => plan.items.contains_key(item),
                    Carried::Stage(stage) => plan.stages.contains_key(stage),
                    Carried::New(..) => true,
                };
                (held.carried.name(plan), is_there)
            });
            if is_there {
                announce(format!("Put {name} back where it was."));
            } else {
                tell("What you carried was removed by somebody else.");
            }
        }
    }

    /// Puts `carried` into `slot` without carrying it there, as a menu does.
    pub(super) fn put_at(self, carried: Carried, slot: Slot, grip: String) {
        self.put(&Held {
            carried,
            over: Some(slot),
            by: By::Keyboard,
            grip,
        });
    }

    fn put(self, held: &Held) {
        self.tell(None);
        let Held {
            carried,
            over,
            grip,
            ..
        } = held;
        let give_focus = match held.by {
            By::Keyboard => focus_soon,
            By::Pointer { .. } | By::Landing { .. } => focus_later,
        };
        let Some(slot) = *over else {
            let name = self.desk.plan.peek(|plan| carried.name(plan));
            announce(format!("{name} was not put anywhere."));
            return;
        };
        let mark = self.desk.mark();
        if let Carried::Item(lead) = carried
            && let Some(chosen) = self.desk.together_with(*lead)
        {
            let plan = self.desk.plan;
            let edits = plan.peek(|plan| put_together(plan, &chosen, *lead, slot, mark));
            if self.desk.edit_all(edits) {
                let to =
                    plan.peek(|plan| carried.describe(plan, carried.home(plan).unwrap_or(slot)));
                announce(format!("Moved {} to {to}.", counted(chosen.len())));
            }
            give_focus(grip.clone());
            return;
        }
        let (edit, words) = self.desk.plan.peek(|plan| {
            let name = carried.name(plan);
            let to = carried.describe(plan, slot);
            let words = match carried.home(plan) {
                Some(home) if home == slot => format!("{name} stays at {to}."),
                Some(home) => {
                    format!(
                        "Moved {name} from {} to {to}.",
                        carried.describe(plan, home)
                    )
                }
                None => format!("Added {name} at {to}."),
            };
            (carried.put(plan, slot, mark), words)
        });
        if let Some(edit) = edit {
            self.desk.edit(edit);
        }
        announce(words);
        give_focus(grip.clone());
    }

    /// Tells the others what this person carries, if that is still so.
    fn tell_of_held(self) {
        if let Some(held) = self.held.try_get_untracked().flatten()
            && let By::Pointer { .. } = held.by
        {
            self.tell(Some(&held.carried));
        }
    }

    /// Tells the others what this person carries.
    fn tell(self, carried: Option<&Carried>) {
        let dragging = match carried {
            Some(Carried::Item(item)) => Some(*item),
            _ => None,
        };
        self.desk.live.here(Where {
            dragging,
            item: dragging,
            ..Where::default()
        });
    }
}

/// Gives the focus to the element of that id, once the page shows the change.
pub(super) fn focus_soon(id: String) {
    request_animation_frame(move || focus(&id));
}

/// The same once the change has been painted: whoever uses a pointer is looking, and giving the
/// focus takes the browser as long as laying out the page.
fn focus_later(id: String) {
    once_painted(move || focus(&id));
}

/// Does something once the page as it is now has been painted.
fn once_painted(what: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(what, Duration::ZERO));
}

fn focus(id: &str) {
    if let Some(element) = device::element(id) {
        let _ = element.focus();
    }
}

fn current(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}
