//! What is kept on the device, in local storage behind an envelope that names
//! the format and proves that nothing is damaged.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage as _};
use serde::{Deserialize, Serialize};

const FORMAT: u8 = 1;

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
    /// What is there was written by a newer build.
    #[error(
        "What this device kept was written by a newer version. Reload the page to get that version."
    )]
    Newer,
    /// What is there is damaged.
    #[error("What this device kept is damaged and was set aside.")]
    Damaged,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    format: u8,
    checksum: u64,
    body: String,
}

impl Envelope {
    fn around(body: &[u8]) -> Self {
        Self {
            format: FORMAT,
            checksum: checksum(body),
            body: STANDARD_NO_PAD.encode(body),
        }
    }

    fn open(&self) -> Result<Vec<u8>, NotKept> {
        if self.format > FORMAT {
            return Err(NotKept::Newer);
        }
        match STANDARD_NO_PAD.decode(&self.body) {
            Ok(body) if checksum(&body) == self.checksum => Ok(body),
            _ => Err(NotKept::Damaged),
        }
    }
}

/// `body` in its envelope, as text for a file.
pub fn sealed(body: &[u8]) -> String {
    // Of numbers and a string: it can always be written.
    serde_json::to_string(&Envelope::around(body)).unwrap_or_default()
}

/// What is in such a text.
pub fn opened(text: &str) -> Result<Vec<u8>, NotKept> {
    serde_json::from_str::<Envelope>(text)
        .map_err(|_| NotKept::Damaged)?
        .open()
}

/// Keeps `body` under `key`.
pub fn keep(key: &str, body: &[u8]) -> Result<(), NotKept> {
    available()?;
    LocalStorage::set(key, Envelope::around(body)).map_err(|error| match error {
        StorageError::JsError(error) if error.name == "QuotaExceededError" => NotKept::Full,
        _ => NotKept::Refused,
    })
}

/// What is kept under `key`, if anything.
pub fn kept(key: &str) -> Result<Option<Vec<u8>>, NotKept> {
    available()?;
    let envelope: Envelope = match LocalStorage::get(key) {
        Ok(envelope) => envelope,
        Err(StorageError::KeyNotFound(_)) => return Ok(None),
        Err(_) => return Err(set_aside(key)),
    };
    match envelope.open() {
        Ok(body) => Ok(Some(body)),
        Err(NotKept::Newer) => Err(NotKept::Newer),
        Err(_) => Err(set_aside(key)),
    }
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
    fn the_checksum_is_fnv_1a() {
        // Published test vectors of FNV-1a, 64 bits.
        assert_eq!(super::checksum(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::checksum(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
