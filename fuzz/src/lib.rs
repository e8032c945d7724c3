//! What is promised of everything that reads from outside, checked on bytes that a fuzzer
//! makes up. Each target is one of the modules with a `check`.

pub mod drafts;
pub mod kits;
pub mod memory;
pub mod messages;
pub mod scene;
pub mod seeds;
mod server;
mod sound;

use std::fmt::Debug;

use domain::wire::{FORMAT, OLDEST_FORMAT, Unreadable, decode, encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads `bytes`. What can be read can be written, and then reads as the same (W1); what
/// cannot be is refused by the right name (W3).
fn read<T>(bytes: &[u8]) -> Option<T>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    match decode::<T>(bytes) {
        Ok(value) => {
            let written = encode(&value);
            let again: T = decode(&written).expect("what is written can be read");
            assert_eq!(again, value, "W1");
            let longer = [bytes, &[0]].concat();
            for other in [&longer, &bytes[..bytes.len() - 1]] {
                assert!(decode::<T>(other).is_err(), "W1: more, or less, is refused");
            }
            Some(value)
        }
        Err(Unreadable::Format(format)) => {
            assert!(!(OLDEST_FORMAT..=FORMAT).contains(&format), "W3");
            assert_eq!(bytes.first(), Some(&format), "W3");
            None
        }
        Err(Unreadable::Damaged) => None,
    }
}
