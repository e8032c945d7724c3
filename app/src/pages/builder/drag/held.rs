//! What is held, and how.

use domain::arrange::{Carried, Slot};

/// How far a pointer moves before it carries, in CSS pixels. Less is a click.
const THRESHOLD: i32 = 6;

/// A point of the window, in CSS pixels. Whole ones: writing others down needs code that
/// weighs more than the rest of this module.
pub(super) type Point = (i32, i32);

/// Something that is held, by a pointer or from the keyboard.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    pub(super) carried: Carried,
    pub(super) over: Option<Slot>,
    pub(super) by: By,
    /// The element that was picked up by, to give the focus back to.
    pub(super) grip: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum By {
    Keyboard,
    /// Pressed at `from` and now at `at`.
    Pointer {
        from: Point,
        at: Point,
        grasp: Grasp,
    },
    /// Let go at `at`, and put down once that has been painted.
    Landing {
        at: Point,
    },
}

/// How far a pointer's carrying something has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Grasp {
    /// Pressed, and that has not been painted yet. Nothing is carried until it has: picking up
    /// is much to do, and a press is to be answered first.
    Pressed,
    /// It will carry once it has moved far enough.
    Ready,
    Carrying,
}

impl Held {
    pub(super) fn is_carrying(&self) -> bool {
        match self.by {
            By::Keyboard | By::Landing { .. } => true,
            By::Pointer { grasp, .. } => grasp == Grasp::Carrying,
        }
    }
}

/// Whether it is too far from where it was pressed for a click.
pub(super) fn is_far(from: Point, at: Point) -> bool {
    let (across, down) = (at.0 - from.0, at.1 - from.1);
    across * across + down * down >= THRESHOLD * THRESHOLD
}
