//! The service worker, which opens the app without a network.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;

/// Asks the browser to install the service worker, or to look for a newer one.
/// Browsers without, and pages that did not come over a safe connection, go on
/// without.
pub fn register() {
    let Some(window) = super::window() else {
        return;
    };
    let Ok(container) = Reflect::get(&window.navigator(), &"serviceWorker".into()) else {
        return;
    };
    let register = Reflect::get(&container, &"register".into())
        .ok()
        .and_then(|register| register.dyn_into::<Function>().ok());
    if let Some(register) = register
        && let Ok(promise) = register.call1(&container, &"/service-worker.js".into())
    {
        // A build for development has none.
        let ignored = js_sys::Promise::from(promise);
        leptos::task::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(ignored).await;
        });
    }
}
