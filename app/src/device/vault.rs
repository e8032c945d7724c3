//! What is kept of candidates on a device: encrypted, with a key that no script
//! can read and that sign-out destroys (OWASP ASVS 5.0, 14.3.3).

mod key;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::signed_out;
use super::storage::{self, NotKept};

/// Bytes of the nonce before each sealed record. Drawn anew for every record.
const NONCE: usize = 12;

/// Seals `body` and keeps it under `key`.
pub async fn keep(key: &str, body: &[u8]) -> Result<(), NotKept> {
    let sealing = the_key().await?;
    let sealed = seal(&sealing, body).await.map_err(|_| NotKept::NoVault)?;
    storage::keep(key, &sealed)
}

/// What is kept under `key`, if anything that can still be opened.
///
/// # Errors
/// Besides those of the storage, where the key cannot be had now: what is kept stays, and
/// opens when it can.
pub async fn kept(key: &str) -> Result<Option<Vec<u8>>, NotKept> {
    let Some(sealed) = storage::kept(key)? else {
        return Ok(None);
    };
    let opened = open(&the_key().await?, &sealed).await.ok();
    if opened.is_none() {
        // Sealed with a key that was destroyed at sign-out: nobody's any more.
        storage::forget(key);
    }
    Ok(opened)
}

async fn the_key() -> Result<CryptoKey, NotKept> {
    if signed_out::is_over() {
        // This page makes no other: what is written from now on would outlast the signing out.
        key::forget();
        return Err(NotKept::SignedOut);
    }
    match subtle() {
        Ok(subtle) => key::key(&subtle).await.map_err(|_| NotKept::NoVault),
        Err(_) => Err(NotKept::NoVault),
    }
}

/// Destroys what was sealed, and the key.
pub async fn destroy(prefixes: &[&str]) {
    for record in prefixes.iter().flat_map(|prefix| storage::keys(prefix)) {
        storage::forget(&record);
    }
    // Without a database there is no key to destroy.
    let _ = key::destroy().await;
}

async fn seal(key: &CryptoKey, body: &[u8]) -> Result<Vec<u8>, JsValue> {
    let nonce = super::random_bytes();
    let nonce = &nonce[..NONCE];
    let promise = subtle()?.encrypt_with_object_and_u8_array(&algorithm(nonce)?, key, body)?;
    let sealed = Uint8Array::new(&JsFuture::from(promise).await?);
    Ok([nonce, &sealed.to_vec()].concat())
}

async fn open(key: &CryptoKey, sealed: &[u8]) -> Result<Vec<u8>, JsValue> {
    let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(JsValue::NULL)?;
    let promise = subtle()?.decrypt_with_object_and_u8_array(&algorithm(nonce)?, key, body)?;
    Ok(Uint8Array::new(&JsFuture::from(promise).await?).to_vec())
}

/// Absent where the page did not come over a safe connection.
fn subtle() -> Result<SubtleCrypto, JsValue> {
    let subtle = super::window().ok_or(JsValue::NULL)?.crypto()?.subtle();
    if subtle.is_undefined() {
        Err(JsValue::NULL)
    } else {
        Ok(subtle)
    }
}

fn algorithm(nonce: &[u8]) -> Result<Object, JsValue> {
    object(&[
        ("name", &"AES-GCM".into()),
        ("iv", &Uint8Array::from(nonce).into()),
    ])
}

fn object(fields: &[(&str, &JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

/// A new key for sealing and opening, which cannot be taken out of the browser.
async fn generate(subtle: &SubtleCrypto) -> Result<CryptoKey, JsValue> {
    let kind = object(&[("name", &"AES-GCM".into()), ("length", &256.into())])?;
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let promise = subtle.generate_key_with_object(&kind, false, &uses)?;
    JsFuture::from(promise).await?.dyn_into()
}
