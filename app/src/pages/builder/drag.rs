//! Picking up and putting down, by pointer and by keyboard. What is where and how
//! it is said, the domain's `arrange` decides; this is the hands.
//!
//! While something is carried the document's elements stay where they are: moving
//! one would drop the pointer capture and the focus.

mod ghost;
mod held;
mod keys;
mod line;
mod marks;
mod pointer;
mod under_pointer;

use std::time::Duration;

use domain::arrange::{Carried, Slot, put_together};
use domain::id::ItemId;
use domain::wire::Where;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;

use super::Desk;
use crate::device;
use crate::pages::words::counted;
use crate::ui::{announce, takes, tell};
pub(super) use ghost::Ghost;
use held::{By, Grasp, Held, Point, is_far};
pub(super) use line::DropLine;
pub(super) use marks::Mark;
use marks::Marks;
use pointer::EVENTS;

/// What is being carried in this tab, if anything.
#[derive(Clone, Copy)]
pub(super) struct Dragging {
    desk: Desk,
    held: RwSignal<Option<Held>>,
    marks: Marks,
    /// How far the line lies from the top of the stages, in CSS pixels, once it was laid.
    line: RwSignal<Option<i32>>,
}

impl Dragging {
    pub(super) fn new(desk: Desk) -> Self {
        let held = RwSignal::new(None::<Held>);
        let dragging = Self {
            desk,
            held,
            marks: Marks::new(held),
            line: RwSignal::new(None),
        };
        dragging.keep_line();
        // On the window: whatever others do with its card, the pointer goes on.
        let listeners = EVENTS.map(|name| {
            window_event_listener_untyped(name, move |event| {
                dragging.pointed(event.unchecked_ref());
            })
        });
        on_cleanup(move || {
            for listener in listeners {
                listener.remove();
            }
        });
        dragging
    }

    /// Whether `mark` is carried at the moment.
    pub(super) fn shows(self, mark: Mark) -> impl Fn() -> bool + Send + Sync + 'static {
        self.marks.shows(mark)
    }

    /// Where what is carried is now.
    fn home(self, carried: &Carried) -> Option<Slot> {
        self.desk.plan.peek(|plan| carried.home(plan))
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
            match held {
                Some(held) => self.hold(held),
                None => self.held.set(None),
            }
            tick().await;
        }
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
    fn cancel(self) {
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
    once_painted(move || {
        // What was let go far from where it was picked up is what they look at.
        if let Some(element) = device::element(&id) {
            takes(&element);
        }
    });
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
