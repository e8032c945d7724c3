//! What is kept on the device, in local storage behind an envelope that names
//! the format and proves that nothing is damaged.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsCast;

const FORMAT: u8 = 1;
/// Of records, beside which something may lie that belongs to them (rule C12): builds that know
/// nothing of it must not take them for all there is.
const RECORD: u8 = 2;

/// Why something could not be kept on, or read from, this device.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotKept {
    /// The browser has no storage for this site, as in some private windows.
    #[error(
        "This browser keeps nothing for this site. Leave the page open until everything is with the team."
    )]
    Refused,
    /// There is no room left.
    #[error(
        "This browser's storage is full. Leave the page open until everything is with the team."
    )]
    Full,
    /// What is about candidates cannot be encrypted here, so it is not kept.
    #[error(
        "This browser cannot encrypt here, so nothing about candidates is kept on this device. Leave the page open until everything is with the team."
    )]
    NoVault,
    /// Whoever used this page has signed out in another, and what is about candidates was
    /// destroyed on this device.
    #[error(
        "You signed out in another tab, so nothing about candidates is kept on this device. Leave the page open and sign in again in another tab: then it goes to the team."
    )]
    SignedOut,
    /// So many tabs have the document open that none of its records is left for this one.
    #[error(
        "This is open in too many tabs for this one to keep anything on this device. Close some of them and reload the page."
    )]
    Crowded,
    /// What is there was written by a newer build.
    #[error(
        "What this device kept was written by a newer version. Reload the page to get that version."
    )]
    Newer,
    /// What is there is damaged.
    #[error("What this device kept is damaged and was set aside.")]
    Damaged,
}

/// What is kept, as JSON of always the same shape: reading that takes no parser, which would weigh
/// as much as a page of the app.
struct Envelope<'a> {
    format: u8,
    checksum: u64,
    /// In base64.
    body: Cow<'a, str>,
}

impl<'a> Envelope<'a> {
    fn around(format: u8, body: &[u8]) -> Self {
        Self {
            format,
            checksum: checksum(body),
            body: STANDARD_NO_PAD.encode(body).into(),
        }
    }

    fn text(&self) -> String {
        let Self {
            format,
            checksum,
            body,
        } = self;
        format!(r#"{{"format":{format},"checksum":{checksum},"body":"{body}"}}"#)
    }

    fn read(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix(r#"{"format":"#)?;
        let (format, rest) = rest.split_once(r#","checksum":"#)?;
        let (checksum, rest) = rest.split_once(r#","body":""#)?;
        Some(Self {
            format: format.parse().ok()?,
            checksum: checksum.parse().ok()?,
            body: rest.strip_suffix(r#""}"#)?.into(),
        })
    }

    fn open(&self) -> Result<Vec<u8>, NotKept> {
        if self.format > RECORD {
            return Err(NotKept::Newer);
        }
        match STANDARD_NO_PAD.decode(self.body.as_bytes()) {
            Ok(body) if checksum(&body) == self.checksum => Ok(body),
            _ => Err(NotKept::Damaged),
        }
    }
}

/// `body` in its envelope, as text for a file.
pub fn sealed(body: &[u8]) -> String {
    Envelope::around(FORMAT, body).text()
}

/// What is in such a text, also where an editor has laid it out anew.
pub fn opened(text: &str) -> Result<Vec<u8>, NotKept> {
    let text: String = text.split_ascii_whitespace().collect();
    Envelope::read(&text).ok_or(NotKept::Damaged)?.open()
}

/// Keeps `body` under `key`.
pub fn keep(key: &str, body: &[u8]) -> Result<(), NotKept> {
    put(key, &Envelope::around(FORMAT, body))
}

/// Keeps a record, or what belongs to one, under `key`. Answers with what names it as it is now.
pub fn keep_record(key: &str, body: &[u8]) -> Result<u64, NotKept> {
    let envelope = Envelope::around(RECORD, body);
    put(key, &envelope)?;
    Ok(envelope.checksum)
}

fn put(key: &str, envelope: &Envelope<'_>) -> Result<(), NotKept> {
    available()?;
    let put = LocalStorage::raw().set_item(key, &envelope.text());
    put.map_err(|error| {
        let error: js_sys::Error = error.unchecked_into();
        if error.name() == "QuotaExceededError" {
            NotKept::Full
        } else {
            NotKept::Refused
        }
    })
}

/// What is kept under `key`, if anything.
pub fn kept(key: &str) -> Result<Option<Vec<u8>>, NotKept> {
    Ok(kept_record(key)?.map(|kept| kept.body))
}

/// What lies under a key.
pub struct Kept {
    pub body: Vec<u8>,
    /// What names it as it is now, if it is a record that more may be added to.
    pub named: Option<u64>,
}

/// The same with what names it.
pub fn kept_record(key: &str) -> Result<Option<Kept>, NotKept> {
    available()?;
    let Ok(Some(text)) = LocalStorage::raw().get_item(key) else {
        return Ok(None);
    };
    let Some(envelope) = Envelope::read(&text) else {
        return Err(set_aside(key));
    };
    match envelope.open() {
        Ok(body) => {
            let named = (envelope.format == RECORD).then_some(envelope.checksum);
            Ok(Some(Kept { body, named }))
        }
        Err(NotKept::Newer) => Err(NotKept::Newer),
        Err(_) => Err(set_aside(key)),
    }
}

/// Whether anything is kept under `key`, without reading it.
pub fn has(key: &str) -> bool {
    available().is_ok() && js_sys::Reflect::has(&LocalStorage::raw(), &key.into()) == Ok(true)
}

/// Forgets what is kept under `key`.
pub fn forget(key: &str) {
    if available().is_ok() {
        LocalStorage::delete(key);
    }
}

/// Every key that begins with `prefix`.
pub fn keys(prefix: &str) -> Vec<String> {
    if available().is_err() {
        return Vec::new();
    }
    let storage = LocalStorage::raw();
    (0..LocalStorage::length())
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(prefix))
        .collect()
}

/// Moves what cannot be read out of the way without throwing it away.
pub fn set_aside(key: &str) -> NotKept {
    let storage = LocalStorage::raw();
    if let Ok(Some(damaged)) = storage.get_item(key)
        && storage
            .set_item(&format!("{key}/damaged"), &damaged)
            .is_ok()
    {
        LocalStorage::delete(key);
    }
    NotKept::Damaged
}

/// gloo panics where there is no storage, so that is asked first.
fn available() -> Result<(), NotKept> {
    super::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .map(|_| ())
        .ok_or(NotKept::Refused)
}

/// FNV-1a: enough to find damage, which is all it is for.
fn checksum(body: &[u8]) -> u64 {
    body.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_sealed_opens_also_where_it_was_laid_out_anew() {
        let text = super::sealed(b"words");
        assert!(text.starts_with(r#"{"format":1,"checksum":"#), "{text}");
        let laid_out = text.replace(',', ",\n  ").replace(':', ": ");
        for text in [text, laid_out] {
            assert_eq!(super::opened(&text).as_deref(), Ok(&b"words"[..]));
        }
    }

    #[test]
    fn the_checksum_is_fnv_1a() {
        // Published test vectors of FNV-1a, 64 bits.
        assert_eq!(super::checksum(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::checksum(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
