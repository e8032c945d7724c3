//! Locks that all tabs of this browser share, and that end with their tab however
//! that ends (Web Locks).

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub struct Held {
    /// Gives it back; absent where the browser has no locks.
    release: Option<Function>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Takes the lock `name`, waiting for up to `patience` milliseconds while another
/// page has it, or for as long as that takes. None if it still has. A browser
/// without locks gives every lock.
pub async fn take(name: &str, patience: Option<u32>) -> Option<Held> {
    match request(name, patience) {
        Ok(granted) => {
            let release = JsFuture::from(granted).await.ok()?;
            Some(Held {
                release: release.dyn_into().ok(),
            })
        }
        Err(_) => Some(Held { release: None }),
    }
}

/// A promise of the function that gives the lock back; it fails when patience ends.
fn request(name: &str, patience: Option<u32>) -> Result<Promise, JsValue> {
    let navigator = super::window().ok_or(JsValue::NULL)?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    if let Some(patience) = patience {
        let signal: JsValue = web_sys::AbortSignal::timeout_with_u32(patience).into();
        Reflect::set(&options, &"signal".into(), &signal)?;
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
