//! The key, in the only place that can keep one without showing it: `IndexedDB`.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CryptoKey, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransactionMode,
    SubtleCrypto,
};

use crate::device::signed_out;

const DATABASE: &str = "plumbline";
const STORE: &str = "keys";
const NAME: &str = "candidates";

thread_local! {
    /// The key of this page, so that every keystroke need not ask the database, and after how many
    /// signings out it was the device's: each destroys it.
    static KEY: RefCell<Option<(u32, CryptoKey)>> = const { RefCell::new(None) };
}

/// This device's key, made where there is none yet.
pub(super) async fn key(subtle: &SubtleCrypto) -> Result<CryptoKey, JsValue> {
    signed_out::hear()?;
    let times = signed_out::times();
    if let Some((of, key)) = KEY.with_borrow(Clone::clone)
        && of == times
    {
        return Ok(key);
    }
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
    KEY.set(Some((times, key.clone())));
    Ok(key)
}

/// Takes the key from this page.
pub(super) fn forget() {
    KEY.set(None);
}

/// Destroys this device's key.
pub(super) async fn destroy() -> Result<(), JsValue> {
    forget();
    let database = database().await?;
    finished(&store(&database)?.delete(&JsValue::from_str(NAME))?).await?;
    database.close();
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
