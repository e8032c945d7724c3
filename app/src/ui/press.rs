//! Presses of a button.

use web_sys::MouseEvent;

/// Whether it was not the second press of a double click: a button that has taken the place of
/// another must not answer for it.
pub fn is_one_press(event: &MouseEvent) -> bool {
    event.detail() < 2
}
