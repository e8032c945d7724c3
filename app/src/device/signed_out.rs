//! Signing out, which ends for every page of this browser what it keeps on the device.

use std::cell::{Cell, RefCell};

use domain::id::PersonId;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::BroadcastChannel;

/// What the page in which somebody signs out says by a word on this channel to the others.
const CHANNEL: &str = "plumbline/signed-out";

thread_local! {
    static IS_OVER: Cell<bool> = const { Cell::new(false) };
    /// How often that has come about.
    static TIMES: Cell<u32> = const { Cell::new(0) };
    /// Whether this page is the one that says it.
    static IS_LEFT: Cell<bool> = const { Cell::new(false) };
    /// Where this page hears of it.
    static HEARING: RefCell<Option<Hearing>> = const { RefCell::new(None) };
}

/// A channel and what hears on it, which it may call for as long as it is open.
type Hearing = (BroadcastChannel, Closure<dyn FnMut()>);

/// Whether whoever used this page has signed out, here or in another page.
pub fn is_over() -> bool {
    IS_OVER.get()
}

/// How often this page has heard of it. What it remembers of the device from another time lies
/// there no more.
pub fn times() -> u32 {
    TIMES.get()
}

/// Somebody has signed out, in this page or another.
fn end_here() {
    IS_OVER.set(true);
    TIMES.set(TIMES.get() + 1);
}

/// Listens from now on whether another page says so.
///
/// # Errors
/// Where the browser has no such channels.
pub fn hear() -> Result<(), JsValue> {
    if HEARING.with_borrow(Option::is_none) {
        let channel = BroadcastChannel::new(CHANNEL)?;
        let heard = Closure::new(end_here);
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        HEARING.set(Some((channel, heard)));
    }
    Ok(())
}

/// Whether they do so in this page, and leave it.
pub fn is_left() -> bool {
    IS_LEFT.get()
}

/// Says it to every page, this one among them.
pub fn say() {
    end_here();
    IS_LEFT.set(true);
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        let _ = channel.post_message(&JsValue::NULL);
        channel.close();
    }
}

/// The server has answered whoever's page this is. Where that was asked after they had signed out,
/// they are back.
pub fn answered(by: Option<PersonId>, was_over: bool) {
    if was_over && by.is_some() {
        IS_OVER.set(false);
        IS_LEFT.set(false);
    }
}
