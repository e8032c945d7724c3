//! The device a page runs on: its clock, its randomness, its storage. Only ever
//! called in a browser, from effects and event handlers.

pub mod files;
pub mod locks;
pub mod signed_out;
pub mod storage;
pub mod vault;
pub mod worker;

use std::time::Duration;

use domain::order::Mark;
use js_sys::Promise;
use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, HtmlElement, KeyboardEvent, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
    Window,
};

/// The window of this page.
pub fn window() -> Option<Window> {
    // On the server there is not even the function to ask with.
    if cfg!(feature = "ssr") {
        return None;
    }
    web_sys::window()
}

/// The element of this page with that id.
pub fn element(id: &str) -> Option<HtmlElement> {
    let found = window()?.document()?.get_element_by_id(id)?;
    found.dyn_into().ok()
}

/// The first element of this page that `selector` finds.
pub fn find(selector: &str) -> Option<Element> {
    window()?.document()?.query_selector(selector).ok()?
}

/// Whether a key was pressed in a field of the page's own, whose text the browser undoes: in any
/// but those that several people write in.
pub fn is_own_field(event: &KeyboardEvent) -> bool {
    let field = event.target().and_then(|target| target.dyn_into().ok());
    field.is_some_and(|field: Element| {
        let shared = field.closest(".writing").ok().flatten().is_some();
        !shared && field.matches("input, textarea").unwrap_or(false)
    })
}

/// Gives the focus to what is so many places after what has it, of all that `selector` finds.
pub fn focus_beside(selector: &str, by: isize) {
    let places = || {
        let document = window()?.document()?;
        let has_it = document.active_element()?;
        let list = document.query_selector_all(selector).ok()?;
        let place = |at: u32| list.get(at)?.dyn_into::<HtmlElement>().ok();
        let places: Vec<_> = (0..list.length()).filter_map(place).collect();
        let at = places.iter().position(|place| **place == has_it)?;
        places.into_iter().nth(at.checked_add_signed(by)?)
    };
    if let Some(place) = places() {
        let _ = place.focus();
    }
}

/// Whether the person says yes to a question.
pub fn confirms(question: &str) -> bool {
    window().is_some_and(|window| window.confirm_with_message(question).unwrap_or(false))
}

/// What the page's address says after `mark`, once: it then says no more.
pub fn said_once(mark: &str) -> Option<String> {
    let window = window()?;
    let location = window.location();
    let said = location.search().ok()?.strip_prefix(mark)?.to_owned();
    let path = location.pathname().ok()?;
    let history = window.history().ok()?;
    let state = history.state().ok()?;
    history
        .replace_state_with_url(&state, "", Some(&path))
        .ok()?;
    Some(said)
}

/// Whether nothing has the focus that can use it.
pub fn is_nowhere() -> bool {
    let active = || window()?.document()?.active_element();
    active().is_none_or(|active| active.matches("body, :disabled").unwrap_or(true))
}

/// Whether the page waits behind a dialog.
pub fn has_dialog() -> bool {
    find("dialog[open]").is_some()
}

/// Gives the focus to the first element that `selector` finds.
pub fn focus_on(selector: &str) {
    if let Some(element) = find(selector).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether this page came from the device, without what the server would have put into it.
pub fn is_bare() -> bool {
    let body = || window()?.document()?.body();
    body().is_some_and(|body| body.has_attribute("data-bare"))
}

/// Scrolls as little as shows the first element that `selector` finds.
pub fn bring_into_view(selector: &str) {
    if let Some(element) = find(selector) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Loads another page of this site.
pub fn go_to(path: &str) {
    if let Some(window) = window() {
        // An address of this site is always one that can be gone to.
        let _ = window.location().set_href(path);
    }
}

/// Loads this page anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// What the address of this page names within the page.
pub fn named_within() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    hash.strip_prefix('#').map(str::to_owned)
}

/// Where a press leads, if on a link to a page that the program is not on.
pub fn link_out(event: &MouseEvent) -> Option<String> {
    let pressed = event.target()?.dyn_into::<Element>().ok()?;
    let link = pressed.closest("a[rel=external]").ok()??;
    link.get_attribute("href")
}

/// The script of this page, whose name tells of which build the page is.
pub fn program() -> Option<String> {
    let document = window()?.document()?;
    let script = document.query_selector("link[rel=modulepreload]").ok()??;
    script.get_attribute("href")
}

/// Waits that many milliseconds.
pub async fn pause(milliseconds: u64) {
    let promise = Promise::new(&mut |resolve, _| {
        let resolve = move || {
            let _ = resolve.call0(&JsValue::NULL);
        };
        set_timeout(resolve, Duration::from_millis(milliseconds));
    });
    // A promise that only resolves: there is no error to handle.
    let _ = JsFuture::from(promise).await;
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

/// A moment as people on this device write it, by its clock.
pub fn local_moment(at: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds, far below 2^53")]
    let date = js_sys::Date::new(&(at as f64).into());
    let words = js_sys::Object::new();
    for (what, how) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Only a frozen object refuses.
        let _ = js_sys::Reflect::set(&words, &what.into(), &how.into());
    }
    date.to_locale_string("default", &words).into()
}

/// The moment that a field for day and time names by this device's clock, in
/// milliseconds since the Unix epoch. None where it names none.
pub fn moment_of(field: &str) -> Option<i64> {
    let moment = js_sys::Date::parse(field);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole milliseconds, far below 2^53"
    )]
    moment.is_finite().then_some(moment as i64)
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

/// The same, half as long.
pub fn random_half() -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "half of the random bytes will do"
    )]
    let number = random_number() as u32;
    number
}

/// The mark for order keys made in this tab.
pub fn mark() -> Mark {
    Mark(random_half())
}
