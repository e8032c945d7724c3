//! Locks that all tabs of this browser share, and that end with their tab however
//! that ends (Web Locks).

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, BroadcastChannel, MessageEvent};

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub struct Held {
    /// Gives it back; absent where the browser has no locks.
    release: Option<Function>,
    /// What answers those who want it too.
    line: Option<Line>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.line.take();
        if let Some(release) = &self.release {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Takes the lock `name`, waiting for as long as another page has it. A browser
/// without locks gives every lock.
pub async fn take(name: &str) -> Option<Held> {
    granted(name, None).await
}

/// Takes the lock `name` for a page that stays. None at once where a page that is
/// alive has claimed it, which answers when asked. A page that is being closed or
/// reloaded, or was killed, answers no more but may have it for a while: that is
/// waited for, up to `patience` milliseconds.
pub async fn claim(name: &str, patience: u64) -> Option<Held> {
    let Ok(stop) = AbortController::new() else {
        return take(name).await;
    };
    let line = Line::open(name, &stop);
    let signal = stop.signal();
    set_timeout(move || stop.abort(), Duration::from_millis(patience));
    let mut held = granted(name, Some(&signal)).await?;
    held.line = line.inspect(Line::hold);
    Some(held)
}

/// What pages that want a lock and the page that has it say to each other: "who has
/// it?" is `false`, "I have" is `true`.
#[derive(Debug)]
struct Line {
    channel: BroadcastChannel,
    holds: Rc<Cell<bool>>,
    /// Called for as long as the channel is open.
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Line {
    /// Asks, and gives up by `stop` when somebody has it.
    fn open(name: &str, stop: &AbortController) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let holds = Rc::new(Cell::new(false));
        let hear = {
            let (channel, holds, stop) = (channel.clone(), Rc::clone(&holds), stop.clone());
            Closure::new(move |event: MessageEvent| {
                if event.data().is_truthy() {
                    // Once a lock is granted this does nothing.
                    stop.abort();
                } else if holds.get() {
                    let _ = channel.post_message(&JsValue::TRUE);
                }
            })
        };
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        channel.post_message(&JsValue::FALSE).ok()?;
        Some(Self {
            channel,
            holds,
            _hear: hear,
        })
    }

    /// Answers from now on; at once to those who asked while the lock came.
    fn hold(&self) {
        self.holds.set(true);
        let _ = self.channel.post_message(&JsValue::TRUE);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}

async fn granted(name: &str, signal: Option<&AbortSignal>) -> Option<Held> {
    let release = match request(name, signal) {
        Ok(granted) => JsFuture::from(granted).await.ok()?.dyn_into().ok(),
        Err(_) => None,
    };
    Some(Held {
        release,
        line: None,
    })
}

/// A promise of the function that gives the lock back; it fails when `signal` stops it.
fn request(name: &str, signal: Option<&AbortSignal>) -> Result<Promise, JsValue> {
    let navigator = super::window().ok_or(JsValue::NULL)?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    if let Some(signal) = signal {
        Reflect::set(&options, &"signal".into(), signal)?;
    }
    let mut asked = Ok(());
    let granted = Promise::new(&mut |grant, refuse| {
        // The browser holds the lock until the promise that this answers with is kept.
        let hold = Closure::once_into_js(move |_lock: JsValue| {
            Promise::new(&mut |release, _| {
                let _ = grant.call1(&JsValue::UNDEFINED, &release);
            })
        });
        match request.call3(&locks, &name.into(), &options, &hold) {
            Ok(ended) => {
                let refused = Closure::once_into_js(move |why: JsValue| {
                    let _ = refuse.call1(&JsValue::UNDEFINED, &why);
                });
                let ended: Promise = ended.unchecked_into();
                // Kept by the promise itself, which calls it at most once.
                let catch =
                    Reflect::get(&ended, &"catch".into()).and_then(JsCast::dyn_into::<Function>);
                if let Ok(catch) = catch {
                    let _ = catch.call1(&ended, &refused);
                }
            }
            Err(error) => asked = Err(error),
        }
    });
    asked.map(|()| granted)
}
