//! The key, in the only place that can keep one without showing it: `IndexedDB`.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, CryptoKey, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest,
    IdbTransactionMode, SubtleCrypto,
};

const DATABASE: &str = "plumbline";
const STORE: &str = "keys";
const NAME: &str = "candidates";

/// What a page says by a word on this channel to the others whose key it destroys.
const DESTROYED: &str = "plumbline/keys";

thread_local! {
    /// The key of this page, so that every keystroke need not ask the database.
    static KEY: RefCell<Option<CryptoKey>> = const { RefCell::new(None) };
    /// Whether it was destroyed. This page then makes no other: what its person goes on
    /// writing would outlast their signing out.
    static IS_DESTROYED: Cell<bool> = const { Cell::new(false) };
    /// Where this page hears that another has destroyed the key.
    static HEARING: RefCell<Option<Hearing>> = const { RefCell::new(None) };
}

/// A channel and what hears on it, which it may call for as long as it is open.
type Hearing = (BroadcastChannel, Closure<dyn FnMut()>);

/// Whether this page's key was destroyed, by itself or by another page.
pub(super) fn is_destroyed() -> bool {
    IS_DESTROYED.get()
}

/// This device's key, made where there is none yet.
pub(super) async fn key(subtle: &SubtleCrypto) -> Result<CryptoKey, JsValue> {
    if let Some(key) = KEY.with_borrow(Clone::clone) {
        return Ok(key);
    }
    hear()?;
    let database = database().await?;
    let name = JsValue::from_str(NAME);
    let found = finished(&store(&database)?.get(&name)?).await?;
    let key: CryptoKey = if found.is_undefined() {
        let made = super::generate(subtle).await?;
        // Another tab may have made one meanwhile: whichever was first stays.
        match store(&database)?.add_with_key(&made, &name) {
            Ok(adding) if finished(&adding).await.is_ok() => made,
            _ => finished(&store(&database)?.get(&name)?).await?.dyn_into()?,
        }
    } else {
        found.dyn_into()?
    };
    database.close();
    KEY.set(Some(key.clone()));
    Ok(key)
}

/// Destroys this device's key, also for every other page that has it.
pub(super) async fn destroy() -> Result<(), JsValue> {
    forget();
    if let Ok(channel) = BroadcastChannel::new(DESTROYED) {
        let _ = channel.post_message(&JsValue::NULL);
        channel.close();
    }
    let database = database().await?;
    finished(&store(&database)?.delete(&JsValue::from_str(NAME))?).await?;
    database.close();
    Ok(())
}

fn forget() {
    KEY.set(None);
    IS_DESTROYED.set(true);
}

fn hear() -> Result<(), JsValue> {
    if HEARING.with_borrow(Option::is_none) {
        let channel = BroadcastChannel::new(DESTROYED)?;
        let heard = Closure::new(forget);
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        HEARING.set(Some((channel, heard)));
    }
    Ok(())
}

async fn database() -> Result<IdbDatabase, JsValue> {
    let factory: IdbFactory = crate::device::window()
        .and_then(|window| window.indexed_db().ok()?)
        .ok_or(JsValue::NULL)?;
    let opening = factory.open_with_u32(DATABASE, 1)?;
    let made = opening.clone();
    let upgrade = Closure::<dyn FnMut()>::new(move || {
        if let Ok(database) = made.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
            // It is there already only if this has run before.
            let _ = database.create_object_store(STORE);
        }
    });
    opening.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    finished(&opening).await?.dyn_into()
}

fn store(database: &IdbDatabase) -> Result<IdbObjectStore, JsValue> {
    database
        .transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?
        .object_store(STORE)
}

/// Waits for a request and answers with what it brought.
async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await?;
    request.result()
}
