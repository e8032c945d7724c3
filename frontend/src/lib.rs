//! The browser's entry point: takes over the page the server rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script once the program is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
