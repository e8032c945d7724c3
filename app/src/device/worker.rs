//! The service worker, which opens the app without a network.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

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
    let Some(promise) = call(&container, "register", "/service-worker.js") else {
        return;
    };
    leptos::task::spawn_local(async move {
        // A build for development has none.
        let Ok(registration) = JsFuture::from(Promise::from(promise)).await else {
            return;
        };
        tell_newer(&registration);
        let found = registration.clone();
        let found = Closure::<dyn Fn()>::new(move || tell_newer(&found));
        let _ = Reflect::set(&registration, &"onupdatefound".into(), found.as_ref());
        // For as long as the page is open.
        found.forget();
    });
}

/// Tells a worker that is to follow the one at work of which build this page is: it need not wait
/// where nobody is left of the build before.
fn tell_newer(registration: &JsValue) {
    let Some(build) = super::program() else {
        return;
    };
    for state in ["waiting", "installing"] {
        if let Ok(worker) = Reflect::get(registration, &state.into()) {
            call(&worker, "postMessage", &build);
        }
    }
}

/// Calls a method, if there is one.
fn call(of: &JsValue, method: &str, with: &str) -> Option<JsValue> {
    let method = Reflect::get(of, &method.into()).ok()?;
    let method = method.dyn_into::<Function>().ok()?;
    method.call1(of, &with.into()).ok()
}
