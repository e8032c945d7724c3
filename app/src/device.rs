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

/// A random number, for what need not be unique in the world.
pub fn random_number() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "half of the random bytes will do"
    )]
    let number = u128::from_le_bytes(random_bytes()) as u64;
    number
}

/// The mark for order keys made in this tab.
pub fn mark() -> Mark {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "half of the random bytes will do"
    )]
    let mark = random_number() as u32;
    Mark(mark)
}
