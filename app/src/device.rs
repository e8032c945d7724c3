//! The device a page runs on: its clock, its randomness, its storage. Only ever
//! called in a browser, from effects and event handlers.

pub mod storage;
pub mod vault;

use domain::order::Mark;
use web_sys::Window;

/// The window of this page.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The time on this device, in milliseconds since the Unix epoch.
pub fn now() -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole milliseconds, far below 2^53"
    )]
    let now = js_sys::Date::now() as i64;
    now
}

/// Sixteen random bytes, for a new id.
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    let drawn = window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    debug_assert!(
        drawn,
        "every browser that runs wasm has crypto.getRandomValues"
    );
    bytes
}

/// The mark for order keys made in this tab.
pub fn mark() -> Mark {
    let [a, b, c, d, ..] = random_bytes();
    Mark(u32::from_le_bytes([a, b, c, d]))
}
