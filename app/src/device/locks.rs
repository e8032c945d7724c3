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

use super::pause;

/// How long a page that has a lock may take to say so, in milliseconds.
const ANSWER: u64 = 300;

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

/// Takes the lock `name`, waiting for as long as another page has it. With `patience`
/// it is for a page that stays, and answers those that want it too. Then there is none
/// at once where another such page has it. A page that is being closed or reloaded, or
/// was killed, answers no more but may have it for a while: that is waited for, up to so
/// many milliseconds.
///
/// Browsers have no locks where a page did not come over a safe connection. There a page has
/// the lock when no other answers in good time, and nobody has it who does not answer either. Of
/// pages that ask at the same time the one that drew the smaller number goes first.
pub async fn take(name: &str, patience: Option<u64>) -> Option<Held> {
    let line = patience.and_then(|patience| Line::open(name, patience).ok());
    let signal = line.as_ref().map(|line| line.stop.signal());
    let mut release = None;
    if let Ok(granted) = request(name, signal) {
        release = JsFuture::from(granted).await.ok()?.dyn_into().ok();
    } else {
        let line = line.as_ref()?;
        line.contend();
        pause(ANSWER).await;
        if line.is_taken.get() {
            return None;
        }
    }
    let line = line.inspect(Line::hold);
    Some(Held { release, line })
}

/// What pages that want a lock and the page that has it say to each other: "who has
/// it?" is `false`, "not you" is `true`. Where the browser has no locks, a page that wants it
/// also says the number that it has drawn.
#[derive(Debug)]
struct Line {
    channel: BroadcastChannel,
    holds: Rc<Cell<bool>>,
    /// Whether the browser has no locks, so that pages settle it among themselves.
    contends: Rc<Cell<bool>>,
    /// What this page has drawn for that.
    drawn: f64,
    /// Whether another page has it, or goes first.
    is_taken: Rc<Cell<bool>>,
    /// Ends the waiting. Once the lock is granted it does nothing.
    stop: AbortController,
    /// Called for as long as the channel is open.
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Line {
    /// Asks, and stops waiting when somebody has it or patience ends.
    fn open(name: &str, patience: u64) -> Result<Self, JsValue> {
        let channel = BroadcastChannel::new(name)?;
        let holds = Rc::new(Cell::new(false));
        let contends = Rc::new(Cell::new(false));
        let is_taken = Rc::new(Cell::new(false));
        let stop = AbortController::new()?;
        let drawn = f64::from(super::random_half());
        let hear = {
            let (channel, holds, stop) = (channel.clone(), Rc::clone(&holds), stop.clone());
            let (contends, is_taken) = (Rc::clone(&contends), Rc::clone(&is_taken));
            Closure::new(move |event: MessageEvent| {
                let said = event.data();
                let (refuses, yields) = match said.as_f64() {
                    Some(theirs) => {
                        let goes_first = holds.get() || (contends.get() && drawn < theirs);
                        (goes_first, contends.get() && !goes_first)
                    }
                    None if said.is_truthy() => (false, true),
                    None => (holds.get(), false),
                };
                if refuses {
                    let _ = channel.post_message(&JsValue::TRUE);
                }
                if yields {
                    is_taken.set(true);
                    stop.abort();
                }
            })
        };
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        channel.post_message(&JsValue::FALSE)?;
        let late = stop.clone();
        set_timeout(move || late.abort(), Duration::from_millis(patience));
        Ok(Self {
            channel,
            holds,
            contends,
            drawn,
            is_taken,
            stop,
            _hear: hear,
        })
    }

    /// Says what this page has drawn, and listens to what others have.
    fn contend(&self) {
        self.contends.set(true);
        let _ = self.channel.post_message(&self.drawn.into());
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

/// A promise of the function that gives the lock back; it fails when `signal` stops it. Chromium
/// leaves a request now and then that is stopped as soon as it is made, on a page that comes from
/// its service worker: so it fails here too, and a lock that comes after all is given back.
fn request(name: &str, signal: Option<AbortSignal>) -> Result<Promise, JsValue> {
    let navigator = super::window().ok_or(JsValue::NULL)?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    if let Some(signal) = &signal {
        Reflect::set(&options, &"signal".into(), signal)?;
    }
    let mut asked = Ok(());
    let granted = Promise::new(&mut |grant, refuse| {
        if let Some(signal) = &signal {
            let _ = signal.add_event_listener_with_callback("abort", &refuse);
        }
        let signal = signal.clone();
        // The browser holds the lock until the promise that this answers with is kept.
        let hold = Closure::once_into_js(move |_lock: JsValue| {
            Promise::new(&mut |release, _| {
                let is_stopped = signal.as_ref().is_some_and(AbortSignal::aborted);
                let to = if is_stopped { &release } else { &grant };
                let _ = to.call1(&JsValue::UNDEFINED, &release);
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
